package host

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/disk"
	"compromis/internal/door"
	"compromis/internal/door/ssh"
	"compromis/internal/french"
	"compromis/internal/room"
	"compromis/internal/terminal"
)

// The trainer's private screen is in another window of the same machine: it comes in
// by the SSH door. The pass is a file of the folder of the room, readable by its owner
// only, and gone with the room.

// boothFile is the pass.
const boothFile = "regie.json"

// errNoBooth is that nobody has opened a room here.
var errNoBooth = errors.New("Aucun atelier n’est ouvert ici. Ouvrez-le d’abord, dans une autre fenêtre" + colon + "compromis atelier")

// openBooth gives the door a private screen, and writes the pass.
func (h *Host) openBooth() error {
	pass, err := h.ssh.SetBooth(func() (tea.Model, func()) {
		mail, leave := h.Room.Booth()
		return room.NewBooth(h.config.Guide, h.Room, mail, h.invitation(), h.config.Now), leave
	})
	if h.private = err == nil; h.private {
		err = disk.Write(filepath.Join(h.config.Dir, boothFile), pass)
	}
	if err != nil {
		return door.Refused("La salle ne peut pas être gardée", h.config.Dir, "--salle", err)
	}
	return nil
}

// closeBooth takes the pass away.
func (h *Host) closeBooth() {
	if !h.private {
		return
	}
	_ = os.Remove(filepath.Join(h.config.Dir, boothFile)) // what it opens is closed
}

// ShowBooth shows the private screen of the room kept in a folder, the usual one when
// empty, on the terminal of the process. Errors are in French.
func ShowBooth(ctx context.Context, dir string) error {
	visit, err := visitBooth(Config{Dir: dir}.dir())
	if err != nil {
		return err
	}
	undo, err := terminal.Raw()
	if err != nil {
		return errors.New("La régie demande un vrai terminal.")
	}
	defer undo()
	tick := time.NewTicker(time.Second / 4) // Windows has no signal for it
	defer tick.Stop()
	colours := map[string]string{}
	for _, name := range []string{"COLORTERM", "NO_COLOR"} {
		if said := os.Getenv(name); said != "" {
			colours[name] = said
		}
	}
	name := cmp.Or(os.Getenv("TERM"), "xterm-256color") // what a console of Windows that obeys is
	err = stay(ctx, dir, visit, ssh.Terminal{In: os.Stdin, Out: os.Stdout, Name: name, Env: colours, Size: terminal.Size, Tick: tick.C})
	if err != nil {
		return errors.New("L’atelier ne répond pas" + colon + french.Quote(err.Error()) + ". S’il s’est arrêté, relancez-le" + colon + "compromis atelier")
	}
	return nil
}

// wordGone is said when the program of the room was killed, and while it is away.
const wordGone = "L’atelier s’est arrêté. Rien n’est perdu" + colon + "relancez-le par la même commande, la régie revient d’elle-même. Pour la fermer" + colon + "q\r\n"

// backEvery is how often one looks whether the room is back.
const backEvery = time.Second / 2

// stay shows the private screen until the trainer leaves it or the room closes, also
// when its program is killed and starts again meanwhile.
func stay(ctx context.Context, dir string, visit ssh.Visit, t ssh.Terminal) error {
	typed := make(chan []byte)
	go pump(t.In, typed)
	err := show(ctx, visit, t, typed)
	for errors.Is(err, ssh.ErrCut) {
		if _, err := io.WriteString(t.Out, wordGone); err != nil {
			return err
		}
		err = gone(ctx, dir, t, typed)
	}
	return err
}

// gone waits until the room is back, and shows it; nil when the trainer waits no more.
func gone(ctx context.Context, dir string, t ssh.Terminal, typed <-chan []byte) error {
	look := time.NewTicker(backEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case keys, open := <-typed:
			if !open || bytes.ContainsAny(keys, "q\x03\x04") {
				return nil
			}
		case <-look.C:
			visit, err := visitBooth(Config{Dir: dir}.dir())
			if err != nil {
				continue
			}
			if err = show(ctx, visit, t, typed); err == nil || errors.Is(err, ssh.ErrCut) {
				return err
			}
		}
	}
}

// show shows the private screen once, and leaves what is typed after to the next time.
func show(ctx context.Context, visit ssh.Visit, t ssh.Terminal, typed <-chan []byte) error {
	over := make(chan struct{})
	defer close(over)
	t.In = &turn{typed: typed, over: over}
	return visit.Show(ctx, t)
}

// turn reads what is typed until it is over.
type turn struct {
	typed <-chan []byte
	over  <-chan struct{}
	rest  []byte
}

func (t *turn) Read(p []byte) (int, error) {
	if len(t.rest) == 0 {
		select {
		case <-t.over:
			return 0, io.EOF
		case keys, open := <-t.typed:
			if !open {
				return 0, io.EOF
			}
			t.rest = keys
		}
	}
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}

// pump sends what is typed, as it comes.
func pump(in io.Reader, typed chan<- []byte) {
	defer close(typed)
	for {
		keys := make([]byte, 1024)
		n, err := in.Read(keys)
		if n > 0 {
			typed <- keys[:n]
		}
		if err != nil {
			return
		}
	}
}

// visitBooth reads the pass of the room of a folder.
func visitBooth(dir string) (ssh.Visit, error) {
	text, err := os.ReadFile(filepath.Join(dir, boothFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return ssh.Visit{}, door.Refused("L’atelier ne peut pas être lu", dir, "--salle", err)
	}
	visit, err := ssh.ParseVisit(text)
	if err != nil {
		return ssh.Visit{}, errNoBooth
	}
	return visit, nil
}
