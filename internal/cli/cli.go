// Package cli is the command line: which commands there are, what each may be
// given, its help, its completions, and how it ends.
//
// [Run] carries one out. Every command is a function that returns its place in
// the tree: its words, its help and the flags that fill its options, one struct
// a command; the function beside it does the work. What is told goes through
// package plain, on lines, or letter and handout, on paper. Cases are kept by
// casefile.
//
// The interview in plain lines stands on a [desk], which keeps its case and runs the
// commands of its menu.
//
// The tree is cobra's, but all that a person reads is ours and in French: the
// errors in errors.go, the help in help.go, the manual in man.go. Completions
// come from the program itself, each time Tab is pressed: see completion.go.
//
// The package has no clock, and the only files it knows are those main gives it,
// the cases, and the pages that package content reads and writes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/stage"
)

// The exit codes of the program.
const (
	exitOK       = 0
	exitFailed   = 1 // what was asked could not be done, or the content is not sound
	exitBadInput = 2 // the command line or the facts are not understood
)

// Streams are where a command reads and writes, and the screens it may open.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	// Open opens a file by name; when nil, nothing is read but In.
	Open func(name string) (io.ReadCloser, error)
	// Write has a file written, whole or not at all. When it exists and over is
	// false, the error is [fs.ErrExist] and the file is left as it is.
	Write func(name string, write func(io.Writer) error, over bool) error
	// Over returns the content with folders laid over it, the last on top; its error is
	// as that of read. Overlays are those of the environment, which --contenu replaces.
	Over     func(dirs []string) (*decision.Guide, error)
	Overlays []string
	// Program is which program this is, and Around what it reads of its terminal, each
	// with a name; when nil, nothing is told of it.
	Program say.Program
	Around  func() [][2]string
	// Terminal says that a person is at both ends: questions may be asked, and
	// screens opened.
	Terminal bool
	// Columns is how wide the terminal is; 0 when that is not known.
	Columns int
	// Foreign says that the terminal is said to read other letters than UTF-8.
	Foreign bool
	// Poor says that the terminal cannot show a screen: the console of an old Windows.
	// One is told so, and goes on in plain lines.
	Poor bool
	// Secret reads a line without showing it. Only used on a terminal.
	Secret func() (string, error)
	// Edit opens a text in the editor of the person, and returns it as the editor left
	// it, with why it did not end well. Only used on a terminal; when nil, there is none.
	Edit func(Editing) (text string, err error)
	// Session tells a session played in front of a room, if there is one; when nil,
	// there is none. Its error is a French sentence.
	Session func(*decision.Guide, Telling) (Told, error)
	// Settings is the folder where what heads the reports of a trainer is kept; when
	// empty, nothing heads them.
	Settings string
	// Screen is the full screen of one person, from its opening to its end, Workshop
	// a room, which returns its last words, and Booth the private screen of whoever
	// leads the room kept in a folder, the usual one when empty. Only used on a
	// terminal; when nil, there is none.
	Screen   func(Opening) (last string, err error)
	Workshop func(Workshop) (last string, err error)
	Booth    func(dir string) error
	// Door opens another door of a room kept on a server, says how to join by it, and
	// returns its last words once it is closed; when nil, there is none.
	Door func(w Workshop, said func(lines []string) error) (last string, err error)
	// Bench is the screen of whoever writes the pages of a folder; as the others.
	Bench func(dir string) error
	// Earlier says what an earlier room left, if anything; when nil, nobody asks.
	Earlier func(Workshop) (last time.Time, seats int, kept bool)
	// Ended returns what is done once the program is asked to end from outside, by a
	// signal; when nil, it then ends at once.
	Ended func() (ctx context.Context, stop context.CancelFunc)
	// Prints reads the fingerprints of the texts that were read: those of the content,
	// then those of the folders laid over it, and the pages of texts that these bring.
	// Nil without any.
	Prints func(dirs []string) (files []Prints, over []string, err error)
	// Near lists the addresses by which the local network may join a room; when nil,
	// nobody asks.
	Near func() []string
}

// Telling is which session is told: the last, 0, or one of those put aside since, 1 for
// the newest; and how many took part, to correct what was said, 0 to leave it.
type Telling struct{ Earlier, Present int }

// Told is a session that was played, and when each of those put aside began, the newest
// first.
type Told struct {
	Report stage.Session
	Played bool
	Aside  []time.Time
}

// Editing is a text to edit, and where it belongs, for whoever finds it after a crash:
// the folder of the cases, the case and what to seal it with, the draft.
type Editing struct {
	Text                 string
	Dir, Case, Recipient string
	Draft, Place, About  string
	On                   decision.Day
	Keep                 func(text string) error // keeps what the editor saved, each time it does
	Wait                 func()                  // until the person says that they are done, when the editor did not wait
}

// Opening is what the full screen starts with.
type Opening struct {
	Load     func() (*decision.Guide, error)
	Dir      string    // the folder of the cases; empty for the usual one
	Today    time.Time // the day to reason on
	Case     string    // the case to open, by id or name; empty for the welcome screen
	View     string    // [ViewProject] or [ViewNotes], for a room; empty otherwise
	Exercise string    // the id of the one to project, which may not exist; empty to choose
}

// The views of the full screen that only make sense in front of a room.
const (
	ViewProject = "projeter" // an exercise, on the wall
	ViewNotes   = "notes"    // what the trainer reads meanwhile
)

// Run carries out a command line, given without the name of the program, and
// returns the exit code: 0 done; 1 it could not be done, or not whole; 2 the input is not
// understood, and then nothing was written to Out and one line to Err. load
// returns the guide embedded in the program; read that of a folder, its error
// listing what is wrong one a line; now, the time. Without a terminal, what is
// for the full screen is done on plain lines.
func Run(args []string, streams Streams, load func() (*decision.Guide, error), read func(dir string) (*decision.Guide, error), now func() time.Time) (exit int) {
	p := &program{Streams: streams, document: streams.Out, read: read, now: now}
	p.load = sync.OnceValues(func() (*decision.Guide, error) { return p.answering(load) })
	p.Out, p.Err = p.wide(&topped{Writer: french.Writer(streams.Out), words: &p.over}), french.Writer(streams.Err)
	p.completing = len(args) > 0 && slices.Contains([]string{cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd}, args[0])
	root := p.tree()
	root.SetArgs(slices.Concat([]string{}, args)) // never nil, or cobra would take those of the process
	err := root.Execute()
	if err == nil {
		err = p.unheard
	}
	return p.end(err)
}

// topped is where one writes, under a line that may have to come first.
type topped struct {
	io.Writer
	words *string // the line, when there is one to say
}

func (t *topped) Write(p []byte) (int, error) {
	if words := *t.words; words != "" {
		*t.words = ""
		if _, err := io.WriteString(t.Writer, french.Capital(words)+".\n"); err != nil {
			return 0, err
		}
	}
	return t.Writer.Write(p)
}

// sized is where one writes on a terminal, as wide as it is: see [plain.NewPage].
type sized struct {
	io.Writer
	columns int
}

func (s sized) Columns() int { return s.columns }

// wide has what is written laid out for the terminal.
func (p *program) wide(out io.Writer) io.Writer {
	if p.Streams.Columns == 0 {
		return out
	}
	return sized{out, p.Streams.Columns}
}

// end tells an error, and returns the exit code.
func (p *program) end(err error) int {
	if err == nil {
		for _, where := range p.dropped {
			fmt.Fprintln(p.Err, "Attention"+french.NBSP+": "+french.Small(say.Cleaned(where)))
		}
		return exitOK
	}
	told, exit := fault(err)
	fmt.Fprintln(p.Err, told)
	return exit
}

// fault says what went wrong, and gives the exit code.
func fault(err error) (told string, exit int) {
	const who = "compromis" + french.NBSP + ": "
	var usage usageError
	var content contentError
	var failure failure
	switch {
	case errors.As(err, &usage):
		return who + usage.Error(), exitBadInput
	case errors.As(err, &failure):
		return who + failure.Error(), exitFailed
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "Entretien interrompu" + french.NBSP + ": il manque des réponses.", exitFailed
	case errors.As(err, &content):
		return content.Error(), exitFailed
	}
	return who + "lecture ou écriture impossible (" + err.Error() + ").", exitFailed
}

// cleaned remembers that what came in there was not only text, which the end tells.
func (p *program) cleaned(typed, where string) {
	if _, _, found := french.Hidden(typed); found && !slices.Contains(p.dropped, where) {
		p.dropped = append(p.dropped, where)
	}
}

// program is one run of the command line.
type program struct {
	Streams
	load func() (*decision.Guide, error)
	read func(dir string) (*decision.Guide, error)
	now  func() time.Time

	desk       *desk     // that of the interview the command is run in, or nil
	document   io.Writer // Out for a document, which is clean by itself and of any format
	folder     string    // --dossiers
	overlays   []string  // --contenu
	over       string    // what must never be missed of the content, not told yet
	overTold   bool
	today      decision.Day // --aujourdhui
	fromToday  bool         // a date was told from the day to reason on
	completing bool         // a shell asks what may come next
	unheard    error        // why a help could not be written
	dropped    []string     // where signs came in that are not text
}

// Prints is a file of fingerprints, as package watch keeps them.
type Prints struct {
	Name string // "" for those of the program
	Text []byte
}

// laid are the folders to lay over the content of the program.
func (p *program) laid() []string {
	if len(p.overlays) > 0 {
		return p.overlays
	}
	return p.Overlays
}

// answering returns the content that answers: that of the program, or what is laid
// over it.
func (p *program) answering(load func() (*decision.Guide, error)) (*decision.Guide, error) {
	dirs := p.laid()
	if len(dirs) == 0 {
		return load()
	}
	if p.Over == nil {
		return nil, failure("Aucun dossier de contenu ne peut être lu ici.")
	}
	return p.Over(dirs)
}

// day returns the day to reason on.
func (p *program) day() decision.Day {
	if p.today != "" {
		return p.today
	}
	return decision.DayOf(p.now())
}

// clock is that of the machine, or the same from the beginning of the day asked
// for.
func (p *program) clock() func() time.Time {
	if p.today == "" {
		return p.now
	}
	shift := p.today.Time().Sub(p.now())
	return func() time.Time { return p.now().Add(shift) }
}

// onScreen says whether a screen may be opened.
func (p *program) onScreen() bool { return p.Terminal && p.Screen != nil }

// openScreen opens the full screen, and returns when it is left.
func (p *program) openScreen(o Opening) error {
	if _, err := p.guide(); len(p.overlays)+len(p.Overlays) > 0 && err != nil {
		return err // before the screen: what is wrong is a list, for whoever wrote the pages
	}
	o.Load, o.Dir, o.Today = p.load, p.folder, p.clock()()
	last, err := p.Screen(o)
	switch {
	case err != nil:
		return failure(err.Error() + "\nEssayez" + french.NBSP + ": compromis --lineaire")
	case last != "":
		return failure(last)
	}
	return nil
}
