package host

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"strings"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/disk"
	"compromis/internal/door"
	"compromis/internal/door/web"
	"compromis/internal/handout"
	"compromis/internal/room"
	"compromis/internal/stage"
	"compromis/internal/terminal"
	"compromis/internal/workshop"
)

// What the trainer reads once the console is closed.
const (
	wordKept      = "L’atelier est gardé" + colon + "la même commande le reprend là où il en est."
	wordKeptThere = "L’atelier est gardé sur le serveur" + colon + "la même commande le reprend là où il en est, de n’importe quel ordinateur avec --code "
	wordFinished  = "L’atelier est fini, les réponses sont effacées."
	wordReported  = "L’atelier est fini, les réponses sont effacées. Le compte rendu, sans le nom d’aucun participant" + colon
)

// Export writes a document under a name, or another one near it that it returns.
type Export func(name string, write func(io.Writer) error) (string, error)

// Run opens a room and shows the trainer's console on the local terminal, until
// the trainer quits. When the workshop is finished for good, export writes what
// the room said, and the room is forgotten; it is kept when export fails. The
// word is the last to be said. Errors are in French.
func Run(ctx context.Context, c Config, export Export) (word string, err error) {
	if c.Fresh {
		earlier, err := Forget(c, export)
		if err != nil {
			return "", err
		}
		defer func() { // the report of the earlier session comes first
			if word != "" && err == nil {
				word = strings.TrimSpace(strings.Join([]string{earlier, word}, "\n"))
			}
		}()
	}
	h, err := Open(c)
	if err != nil {
		return "", err
	}
	console := room.NewConsole(c.Guide, h.Room, h.invitation())
	program := terminal.New(console, terminal.Guest{}, tea.WithContext(ctx))
	go func() { <-h.served; program.Quit() }()
	_, err = program.Run()
	select {
	case <-h.served:
		err = h.deaf
	default:
		if ctx.Err() != nil {
			err = nil // asked to stop
		}
	}
	if err != nil || !console.Finished() {
		return h.kept(), errors.Join(err, h.Close())
	}
	return h.conclude(export)
}

// kept is what the trainer reads when the workshop goes on another time.
func (h *Host) kept() string {
	if h.config.Journal == "" {
		return wordKept
	}
	return wordKeptThere + h.Code + "."
}

// conclude writes what the room said and forgets it.
func (h *Host) conclude(export Export) (word string, err error) {
	told, err := h.Room.Report()
	word = wordFinished
	if err == nil && told.Any() {
		word, err = report(told.Headed(h.config.heading()), export)
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("Le compte rendu n’est pas écrit (%w). L’atelier est gardé"+colon+"relancez la même commande.", err), h.Close())
	}
	return word, h.finish()
}

// report writes what a room said in a file a format: the answers are erased then,
// and nothing else would be written from them.
func report(told stage.Session, export Export) (word string, err error) {
	name := "atelier-" + string(told.On)
	word = wordReported
	for _, format := range handout.ReportFormats() {
		file, err := export(name+"."+format, func(w io.Writer) error { return handout.Report(w, format, told) })
		if err != nil {
			return "", err
		}
		word += "\n" + file
	}
	return word, nil
}

func (c Config) heading() stage.Settings {
	if c.Heading == nil {
		return stage.Settings{}
	}
	return c.Heading()
}

// Kept says what an earlier session left in the folder of a room, when it may be
// opened.
func Kept(c Config) (workshop.Past, bool) {
	c, err := c.complete()
	if err != nil {
		return workshop.Past{}, false
	}
	if _, err := os.Stat(c.Dir); err != nil && (c.Journal == "" || c.Code == "") {
		return workshop.Past{}, false
	}
	room, err := c.look()
	if err != nil {
		return workshop.Past{}, false // opening it says why
	}
	past := room.Past()
	return past, room.Close() == nil && past.Resumed
}

// look opens the room without its doors, to see what it is; on a server, nobody has to
// have left it.
func (c Config) look() (*workshop.Room, error) {
	if c.Journal == "" {
		return c.open()
	}
	code, err := c.code()
	if err != nil {
		return nil, err
	}
	shared, err := workshop.Follow(c.Journal, code)
	if err != nil {
		return nil, err
	}
	return shared.Open(c.Guide, c.Now)
}

// open opens the room without its doors.
func (c Config) open() (*workshop.Room, error) {
	if c.Journal == "" {
		return workshop.Open(c.Guide, c.Dir, c.Now)
	}
	code, err := c.code()
	if err != nil {
		return nil, err
	}
	shared, err := workshop.Lead(c.Journal, code, c.Now())
	if err != nil {
		return nil, err
	}
	return shared.Open(c.Guide, c.Now)
}

// Forget writes the report of what an earlier session left, and forgets it.
func Forget(c Config, export Export) (word string, err error) {
	if c, err = c.complete(); err != nil {
		return "", err
	}
	room, err := c.open()
	if err != nil {
		return "", err
	}
	told, err := room.Report()
	if err == nil && told.Any() {
		word, err = report(told.Headed(c.heading()), export)
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("Le compte rendu de la séance d’avant n’est pas écrit (%w). Rien n’est effacé.", err), room.Close())
	}
	return word, errors.Join(room.Finish(), door.Forget(c.Dir))
}

// invitation is how participants join.
func (h *Host) invitation() room.Invitation {
	how := room.Invitation{Pages: h.web.Pages(), Commands: h.ssh.Commands(), Code: h.Code, Local: h.ssh.Local(), Fingerprint: h.ssh.Fingerprint(), WrongCodes: h.entrance.WrongCodes, Guessed: h.entrance.Guessed}
	if len(how.Pages) > 0 {
		how.Scanned = web.Scanned(how.Pages[0], h.Code)
	}
	return how
}

// OpenLog returns where the errors of a room are noted, for as long as the
// program runs: at the end of a file, or nowhere when it has no name. See
// [door.NewLog] for addresses. Errors are in French.
func OpenLog(file string, addresses bool) (*slog.Logger, error) {
	if file == "" {
		return slog.New(slog.DiscardHandler), nil
	}
	if there := disk.Standing(file); there != nil && there != fs.ErrExist { //nolint:errorlint // itself: an ordinary file
		return nil, door.Refused("Les erreurs ne peuvent pas être notées", file, "--erreurs", disk.ErrSpecial)
	}
	to, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, door.Refused("Les erreurs ne peuvent pas être notées", file, "--erreurs", err)
	}
	return door.NewLog(to, addresses), nil
}

// Sparing is how hard the collector should work in a room, as GOGC: screens make
// garbage, and many idle ones need little.
const Sparing = 50

// Memory: what the program takes by itself, and what a session may.
const (
	memoryBase = 192 << 20
	memorySeat = 6 << 20 // 1.5 MB at 120×40, 3.3 MB at the largest, and garbage
)

// Memory is the limit from which the collector should work harder still, before a
// room of that many places, 100 when 0, fills the machine.
func Memory(places int) int64 { return memoryBase + int64(cmp.Or(places, seats))*memorySeat }
