package serve

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/adrg/xdg"

	"compromis/decision"
	"compromis/internal/french"
)

// What is chosen for whom says nothing.
const (
	DefaultAddress = "127.0.0.1" // this machine only
	DefaultMax     = 100
	mostSeats      = 1000
)

// Everywhere is the address that stands for every interface of the machine.
const Everywhere = "toutes"

// Config is what a workshop needs from outside.
type Config struct {
	Guide   *decision.Guide
	Dir     string // where the room keeps its journal, its code and its key; the usual place when empty
	Address string // an IP address, or [Everywhere]; [DefaultAddress] when empty
	Port    int    // 0 for any free port
	Code    string // the room code; drawn when empty
	Max     int    // most participants at once; [DefaultMax] when 0
	HostKey string // the file of the host key; in Dir when empty
	// Idle is how long a session may stay without a key pressed; two hours when 0.
	Idle time.Duration
	// Log receives what goes wrong, nil for nowhere: neither addresses nor names,
	// unless Addresses is set. LogFile names the file that [Run] opens for it.
	Log       io.Writer
	LogFile   string
	Addresses bool
	Now       func() time.Time // the clock; time.Now when nil

	alive time.Duration // between two questions to a client: is it there?
}

// defaultIdle is long: one listens a lot in a workshop.
const defaultIdle = 2 * time.Hour

// complete fills in what was left out, and says in French what is wrong.
func (c Config) complete() (Config, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.alive == 0 {
		c.alive = 15 * time.Second
	}
	if c.Idle == 0 {
		c.Idle = defaultIdle
	}
	if c.Dir == "" {
		c.Dir = filepath.Join(xdg.DataHome, "compromis", "atelier")
	}
	if c.Max == 0 {
		c.Max = DefaultMax
	}
	if c.Address == "" {
		c.Address = DefaultAddress
	}
	return c, c.check()
}

func (c Config) check() error {
	if _, err := netip.ParseAddr(c.Address); err != nil && c.Address != Everywhere {
		return fmt.Errorf("«\u00a0%s\u00a0» n’est pas une adresse. Écrivez une adresse IP de cet ordinateur, par exemple --adresse 192.168.1.20, ou --adresse %s pour les prendre toutes.", c.Address, Everywhere)
	}
	if c.Port < 0 || c.Port > 65535 {
		return fmt.Errorf("Le port %d n’existe pas. Choisissez un nombre de 1024 à 65535, par exemple --port 2222.", c.Port)
	}
	if c.Max < 1 || c.Max > mostSeats {
		return fmt.Errorf("La salle accueille de 1 à %d participants, pas %d. Changez --participants-max.", mostSeats, c.Max)
	}
	if !soundCode(c.Code) {
		return fmt.Errorf("Le code de la salle compte de 4 à 32 lettres ou chiffres, sans accent ni espace. Changez --code, ou ne le donnez pas\u00a0: il sera tiré au hasard.")
	}
	return nil
}

func soundCode(code string) bool {
	if code == "" {
		return true
	}
	odd := func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	return len(code) >= 4 && len(code) <= 32 && strings.IndexFunc(code, odd) < 0
}

// listen opens the port. An error says in French what to change. The address is
// a number already: nothing here ever asks a name server.
func (c Config) listen() (net.Listener, error) {
	at, _ := netip.ParseAddr(c.Address) // checked; Everywhere is the zero address
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
		return "ce n’est pas une adresse de cet ordinateur. Écrivez --adresse " + Everywhere + " pour ouvrir la salle au réseau local."
	case is(syscall.EACCES, 10013):
		return "vous n’en avez pas le droit. Prenez un port plus grand que 1024, par exemple --port 2222."
	}
	return "le système a répondu " + french.Quote(r.err.Error()) + ". Essayez un autre port avec --port, ou une autre adresse avec --adresse."
}

// refused tells of a file or a folder the system refused: what cannot be done,
// why, and the option that takes another one.
func refused(what, path, option string, err error) error {
	return errors.New(what + ", dans " + french.Quote(path) + colon + french.Reason(err) + " Un autre endroit se choisit avec " + option + ".")
}
