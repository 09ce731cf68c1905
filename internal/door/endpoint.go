package door

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"syscall"

	"compromis/internal/french"
)

const (
	thisMachine = "127.0.0.1" // where a room is open when nothing is asked
	everywhere  = "toutes"    // the address that stands for every interface of the machine
)

// Endpoint is where a door listens.
type Endpoint struct {
	Address string // an IP address of this machine, or « toutes »; this machine alone when empty
	Port    int    // 0 for any free port
	Option  string // the one that chooses the port, for what is said of it
	Usual   int    // the port to propose
}

// address is where to listen.
func (p Endpoint) address() string {
	if p.Address == "" {
		return thisMachine
	}
	return p.Address
}

// Check says in French what cannot be listened on, whatever the machine.
func (p Endpoint) Check() error {
	if _, err := netip.ParseAddr(p.address()); err != nil && p.Address != everywhere {
		return fmt.Errorf("«\u00a0%s\u00a0» n’est pas une adresse. Écrivez une adresse IP de cet ordinateur, par exemple --adresse 192.168.1.20, ou --adresse %s pour les prendre toutes.", p.Address, everywhere)
	}
	if p.Port < 0 || p.Port > 65535 {
		return fmt.Errorf("Le port %d n’existe pas. Choisissez un nombre de 1024 à 65535, par exemple %s %d.", p.Port, p.Option, p.Usual)
	}
	return nil
}

// Listen opens the port. An error says in French what to change. The address is
// a number already: nothing here ever asks a name server.
func (p Endpoint) Listen() (net.Listener, error) {
	at, _ := netip.ParseAddr(p.address()) // checked; everywhere is the zero address
	l, err := net.ListenTCP("tcp", net.TCPAddrFromAddrPort(netip.AddrPortFrom(at, uint16(p.Port))))
	if err != nil {
		return nil, &refusal{p, err}
	}
	return l, nil
}

// Local says whether only this machine may join.
func (p Endpoint) Local() bool {
	at, err := netip.ParseAddr(p.address())
	return err == nil && at.IsLoopback()
}

// Addresses are where participants may join, the best first: from a local network
// before the others, from this machine only when it is listened on alone.
func (p Endpoint) Addresses() []netip.Addr {
	at, err := netip.ParseAddr(p.address())
	if err == nil && !at.IsUnspecified() {
		return []netip.Addr{at}
	}
	return reachable()
}

// Near lists the addresses by which the local networks may join, the best first.
func Near() []netip.Addr { return reachable() }

// reachable lists the addresses of the interfaces that are up, IPv4 first: it
// is what one types by hand.
func reachable() []netip.Addr {
	var found []netip.Addr
	for _, p := range Networks() {
		if at := p.Addr().Unmap(); !at.IsLoopback() && !at.IsLinkLocalUnicast() {
			found = append(found, at)
		}
	}
	slices.SortStableFunc(found, func(a, b netip.Addr) int { return rank(a) - rank(b) })
	return found
}

func rank(a netip.Addr) int {
	switch {
	case a.Is4() && a.IsPrivate():
		return 0
	case a.Is4():
		return 1
	}
	return 2
}

// Taken says whether a port did not open because another program has it.
func Taken(err error) bool { return is(err, syscall.EADDRINUSE, 10048) }

func is(err error, unix syscall.Errno, windows int) bool {
	return errors.Is(err, unix) || errors.Is(err, syscall.Errno(windows))
}

// refusal is a port that does not open: why, and what to change.
type refusal struct {
	Endpoint
	err error
}

func (r *refusal) Unwrap() error { return r.err }

func (r *refusal) Error() string {
	return fmt.Sprintf("La salle ne peut pas s’ouvrir sur %s, port %d%s%s", r.told(), r.Port, colon, r.advice())
}

// told is the address as one reads it in a sentence.
func (r *refusal) told() string {
	if r.Address == everywhere {
		return "toutes les adresses"
	}
	return r.address()
}

func (r *refusal) advice() string {
	another := "par exemple " + r.Option + " "
	switch {
	case Taken(r.err):
		return "un autre programme s’en sert déjà. Fermez-le, ou prenez un autre port, " + another + strconv.Itoa(r.Usual+1) + "."
	case is(r.err, syscall.EADDRNOTAVAIL, 10049):
		return "ce n’est pas une adresse de cet ordinateur. Écrivez --adresse " + everywhere + " pour ouvrir la salle au réseau local."
	case is(r.err, syscall.EACCES, 10013):
		return "vous n’en avez pas le droit. Prenez un port plus grand que 1024, " + another + strconv.Itoa(r.Usual) + "."
	}
	return "le système a répondu " + french.Quote(r.err.Error()) + ". Essayez un autre port avec " + r.Option + ", ou une autre adresse avec --adresse."
}
