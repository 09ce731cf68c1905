// Package host opens a room on the trainer's machine: the workshop itself, the
// doors people come in by, the trainer's console on the local terminal; and, in
// the end, the report and the last words (run.go).
//
// To add a door, write a package beside door/ssh and open it in [Open].
package host

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"compromis/decision"
	"compromis/internal/door"
	"compromis/internal/door/ssh"
	"compromis/internal/door/web"
	"compromis/internal/french"
	"compromis/internal/stage"
	"compromis/internal/workshop"
)

const colon = french.NBSP + ": "

// seats is how many participants may be there at once when nobody says.
const seats = 100

// Config is what a room needs from outside.
type Config struct {
	Guide   *decision.Guide
	Dir     string           // where the room keeps its journal, its code and its key; the usual place when empty
	Journal string           // the address of the PostgreSQL server that keeps the journal instead; in Dir when empty
	Address string           // where it listens (see [ssh.Config])
	Port    int              // of the SSH door; 0 for any free port
	Page    int              // the port of the page; 0 for any free port, less for the usual one or the next that is free
	Code    string           // what participants type; drawn when empty
	Max     int              // most participants at once; 100 when 0
	HostKey string           // the file of the key of the SSH door; in Dir when empty
	Log     *slog.Logger     // what goes wrong (see [OpenLog]); nil for nowhere
	Now     func() time.Time // the clock; time.Now when nil

	Heading func() stage.Settings // what heads the report, asked once it is written; none when nil
	Fresh   bool                  // another session: what an earlier one left in Dir is reported, and forgotten
}

// complete fills in what was left out, and says in French what is wrong.
func (c Config) complete() (Config, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	c.Dir = c.dir()
	c.HostKey = cmp.Or(c.HostKey, filepath.Join(c.Dir, "cle-hote"))
	c.Max = cmp.Or(c.Max, seats)
	return c, cmp.Or(c.ssh().Check(), c.web(nil).Check(), door.Check(c.Max, c.Code))
}

// dir is where the room keeps things.
func (c Config) dir() string {
	return cmp.Or(c.Dir, filepath.Join(xdg.DataHome, "compromis", "atelier"))
}

// ssh is the part for the SSH door.
func (c Config) ssh() ssh.Config {
	return ssh.Config{Guide: c.Guide, Address: c.Address, Port: c.Port, HostKey: c.HostKey, Log: c.Log}
}

// web is the part for the page.
func (c Config) web(secret []byte) web.Config {
	return web.Config{Guide: c.Guide, Address: c.Address, Port: c.Page, Secret: secret, Log: c.Log}
}

// Near lists the addresses by which the local network may join a room open to it, the
// best first.
func Near() []string {
	var all []string
	for _, at := range door.Near() {
		all = append(all, at.String())
	}
	return all
}

// Host is an open room with its doors.
type Host struct {
	Room *workshop.Room
	Code string // what participants type

	config   Config
	entrance *door.Entrance
	ssh      *ssh.Server
	web      *web.Server
	doors    []way
	served   chan struct{} // closed once nobody is let in any more
	private  bool          // there is a private screen, and its pass in the folder
	deaf     error         // why, when the room was still open; read once served is closed
}

// way is a door, whatever it speaks.
type way interface {
	// Serve lets people in until Close; an error says why it stopped by itself.
	Serve(*door.Entrance) error
	Close()
}

// Open starts a room: its doors listen before it returns. Errors are in French
// and say what to change.
func Open(c Config) (*Host, error) {
	c, err := c.complete()
	if err != nil {
		return nil, err
	}
	h := &Host{config: c, served: make(chan struct{})}
	if h.Code, err = c.code(); err != nil {
		return nil, err
	}
	var shared *workshop.Shared // before the doors, which sign what the other doors read
	if c.Journal != "" {
		if shared, err = workshop.Lead(c.Journal, h.Code, c.Now()); err != nil {
			return nil, err
		}
	}
	if err = h.open(shared); err != nil {
		return nil, err
	}
	h.entrance = door.New(h.Room, h.Code, c.Max, c.Now)
	if err = h.openBooth(); err != nil {
		h.closeDoors()
		return nil, errors.Join(err, h.Room.Close())
	}
	go h.serve()
	return h, nil
}

// code is what participants type: the one given, or the one kept in the folder.
func (c Config) code() (string, error) {
	if c.Code != "" {
		return c.Code, nil
	}
	return door.KeptCode(c.Dir)
}

// open opens the ports of the doors, then the room behind them.
func (h *Host) open(shared *workshop.Shared) error {
	err := h.listen(shared)
	if err == nil && shared != nil {
		h.Room, err = shared.Open(h.config.Guide, h.config.Now)
	} else if err == nil {
		h.Room, err = workshop.Open(h.config.Guide, h.config.Dir, h.config.Now)
	} else if shared != nil {
		err = errors.Join(err, shared.Close())
	}
	if err != nil {
		h.closeDoors()
	}
	return err
}

// listen opens the ports of the doors.
func (h *Host) listen(shared *workshop.Shared) (err error) {
	if h.ssh, err = ssh.Listen(h.config.ssh()); err != nil {
		return err
	}
	h.doors = append(h.doors, h.ssh)
	var secret []byte
	if shared != nil {
		secret = shared.Secret()
	} else if secret, err = door.KeptSecret(h.config.Dir, h.Code); err != nil {
		return err
	}
	if h.web, err = web.Listen(h.config.web(secret)); err != nil {
		return err
	}
	h.doors = append(h.doors, h.web)
	return nil
}

// serve lets people in by every door, until they are closed or one of them
// breaks.
func (h *Host) serve() {
	defer close(h.served)
	over := make(chan error, len(h.doors)+1)
	for _, d := range h.doors {
		go func() { over <- d.Serve(h.entrance) }()
	}
	go func() {
		select {
		case <-h.Room.Over():
			over <- h.Room.Why()
		case <-h.served:
		}
	}()
	for range h.doors {
		if err := <-over; err != nil && err == h.Room.Why() { //nolint:errorlint // itself
			h.deaf = err
			return
		} else if err != nil {
			h.config.Log.Error("serve", "err", err)
			h.deaf = fmt.Errorf("La salle n’entend plus personne (%w). L’atelier est gardé"+colon+"relancez la même commande.", err)
			return
		}
	}
}

// Close puts everybody out and closes the room: the next time, it goes on from
// there.
func (h *Host) Close() error {
	h.empty(door.Paused)
	return h.Room.Close()
}

// finish puts everybody out and forgets the room: the next one has another code.
func (h *Host) finish() error {
	h.empty(door.Finished)
	err := door.Forget(h.config.Dir)
	return errors.Join(h.Room.Finish(), err)
}

func (h *Host) empty(why door.Closing) {
	if h.private {
		h.ssh.CloseBooth()
	}
	h.entrance.Close(why)
	h.closeDoors()
	h.closeBooth()
	<-h.served
}

func (h *Host) closeDoors() {
	for _, d := range h.doors {
		d.Close()
	}
}
