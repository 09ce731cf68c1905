package host

import (
	"cmp"
	"context"
	"errors"
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
	if err == nil {
		err = disk.Write(filepath.Join(h.config.Dir, boothFile), pass)
	}
	if err != nil {
		return door.Refused("La salle ne peut pas être gardée", h.config.Dir, "--salle", err)
	}
	return nil
}

// closeBooth takes the pass away.
func (h *Host) closeBooth() {
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
	err = visit.Show(ctx, ssh.Terminal{In: os.Stdin, Out: os.Stdout, Name: name, Env: colours, Size: terminal.Size, Tick: tick.C})
	if errors.Is(err, ssh.ErrCut) {
		return errors.New("L’atelier s’est arrêté. Rien n’est perdu" + colon + "relancez-le, puis la régie, par les mêmes commandes.")
	}
	if err != nil {
		return errors.New("L’atelier ne répond pas" + colon + french.Quote(err.Error()) + ". S’il s’est arrêté, relancez-le" + colon + "compromis atelier")
	}
	return nil
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
