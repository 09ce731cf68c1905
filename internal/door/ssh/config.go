package ssh

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"syscall"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

const (
	thisMachine = "127.0.0.1" // where a room is open when nothing is asked
	everywhere  = "toutes"    // the address that stands for every interface of the machine
)

// Config is what the door needs from outside.
type Config struct {
	Guide   *decision.Guide
	Address string        // an IP address of this machine, or « toutes »; this machine alone when empty
	Port    int           // 0 for any free port
	HostKey string        // the file of the key of the room, made when there is none
	Idle    time.Duration // how long a session may stay without a key pressed; two hours when 0
	Log     *slog.Logger  // what goes wrong; nil for nowhere

	alive time.Duration // between two questions to a client: is it there?
}

// defaultIdle is long: one listens a lot in a workshop.
const defaultIdle = 2 * time.Hour

// complete fills in what was left out.
func (c Config) complete() Config {
	if c.alive == 0 {
		c.alive = 15 * time.Second
	}
	if c.Idle == 0 {
		c.Idle = defaultIdle
	}
	if c.Address == "" {
		c.Address = thisMachine
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c
}

// Check says in French what cannot be listened on, whatever the machine.
func (c Config) Check() error {
	c = c.complete()
	if _, err := netip.ParseAddr(c.Address); err != nil && c.Address != everywhere {
		return fmt.Errorf("«\u00a0%s\u00a0» n’est pas une adresse. Écrivez une adresse IP de cet ordinateur, par exemple --adresse 192.168.1.20, ou --adresse %s pour les prendre toutes.", c.Address, everywhere)
	}
	if c.Port < 0 || c.Port > 65535 {
		return fmt.Errorf("Le port %d n’existe pas. Choisissez un nombre de 1024 à 65535, par exemple --port 2222.", c.Port)
	}
	return nil
}

// listen opens the port. An error says in French what to change. The address is
// a number already: nothing here ever asks a name server.
func (c Config) listen() (net.Listener, error) {
	at, _ := netip.ParseAddr(c.Address) // checked; everywhere is the zero address
	l, err := net.ListenTCP("tcp", net.TCPAddrFromAddrPort(netip.AddrPortFrom(at, uint16(c.Port))))
	if err != nil {
		return nil, &refusal{c, err}
	}
	return l, nil
}

// refusal is a port that does not open: why, and what to change.
type refusal struct {
	Config
	err error
}

func (r *refusal) Unwrap() error { return r.err }

func (r *refusal) Error() string {
	return fmt.Sprintf("La salle ne peut pas s’ouvrir sur %s, port %d%s%s", r.Address, r.Port, colon, r.advice())
}

func (r *refusal) advice() string {
	is := func(unix syscall.Errno, windows int) bool {
		return errors.Is(r.err, unix) || errors.Is(r.err, syscall.Errno(windows))
	}
	switch {
	case is(syscall.EADDRINUSE, 10048):
		return "un autre programme s’en sert déjà. Fermez-le, ou prenez un autre port, par exemple --port 2223."
	case is(syscall.EADDRNOTAVAIL, 10049):
		return "ce n’est pas une adresse de cet ordinateur. Écrivez --adresse " + everywhere + " pour ouvrir la salle au réseau local."
	case is(syscall.EACCES, 10013):
		return "vous n’en avez pas le droit. Prenez un port plus grand que 1024, par exemple --port 2222."
	}
	return "le système a répondu " + french.Quote(r.err.Error()) + ". Essayez un autre port avec --port, ou une autre adresse avec --adresse."
}
