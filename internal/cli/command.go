package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/stage"
)

// The exit codes of the program.
const (
	exitOK       = 0
	exitFailed   = 1 // what was asked could not be done, or the content is not sound
	exitBadInput = 2 // the command line or the facts are not understood
)

// nbsp is the non-breaking space of French typography.
const nbsp = "\u00a0"

// maxLine is the longest line a person may type, in bytes.
const maxLine = 64 << 10

// Streams are where a command reads and writes.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	// Open opens a file by name; when nil, nothing is read but In.
	Open func(name string) (io.ReadCloser, error)
	// Write writes a whole file. When it exists and over is false, the error is
	// [fs.ErrExist] and the file is left as it is.
	Write func(name string, content []byte, over bool) error
	// Terminal says that a person is at both ends: questions may be asked.
	Terminal bool
	// Secret reads a line without showing it. Only used on a terminal.
	Secret func() (string, error)
	// Session tells the last session played in front of a room, if there is one;
	// when nil, there is none. Its error is a French sentence.
	Session func(*decision.Guide) (report stage.Session, played bool, err error)
}

// Run carries out a command line, given without the name of the program, and
// returns the exit code: 0 done; 1 it could not be done; 2 the input is not
// understood, and then nothing was written to Out and one line to Err. load
// returns the guide embedded in the program; read that of a folder, its error
// listing what is wrong one a line; now, the time. A command line for the full
// screen, see [Screen], is done on plain lines.
func Run(args []string, streams Streams, load func() (*decision.Guide, error), read func(dir string) (*decision.Guide, error), now func() time.Time) (exit int) {
	c := &call{Streams: streams, load: load, read: read, now: now}
	err := c.dispatch(args)
	var usage usageError
	var content contentError
	var failure failure
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		fmt.Fprintln(streams.Err, "compromis"+nbsp+": "+usage.Error())
		return exitBadInput
	case errors.As(err, &failure):
		fmt.Fprintln(streams.Err, "compromis"+nbsp+": "+failure.Error())
	case errors.Is(err, io.ErrUnexpectedEOF):
		fmt.Fprintln(streams.Err, "Entretien interrompu"+nbsp+": il manque des réponses.")
	case errors.As(err, &content):
		fmt.Fprintln(streams.Err, content.Error())
	default:
		fmt.Fprintln(streams.Err, "compromis"+nbsp+": lecture ou écriture impossible ("+err.Error()+").")
	}
	return exitFailed
}

// failure is what could not be done: one French line.
type failure string

func (e failure) Error() string { return string(e) }

// call is one run of a command.
type call struct {
	Streams
	given
	load func() (*decision.Guide, error)
	read func(dir string) (*decision.Guide, error)
	now  func() time.Time
}

func (c *call) dispatch(args []string) error {
	of, g, err := understand(args)
	if err != nil {
		return err
	}
	c.given = g
	if c.has("--aide") {
		return c.help(of)
	}
	return of.run(c)
}

// day returns the day to reason on.
func (c *call) day() decision.Day {
	if c.today != "" {
		return c.today
	}
	return decision.DayOf(c.now())
}

// runProgram is compromis without a command.
func runProgram(c *call) error {
	if c.has("--version") {
		return runVersion(c)
	}
	g, err := c.guide()
	if err != nil {
		return err
	}
	return plain.Interview(c.In, c.Out, g, c.day().Time())
}

func runAdvise(c *call) error {
	pairs, err := c.pairs()
	if err != nil {
		return err
	}
	g, a, err := c.answers(pairs)
	if err != nil {
		return err
	}
	return plain.Advise(c.Out, g, a, c.has("--json"))
}

func runTree(c *call) error {
	format, err := c.format(drawings[0], drawings)
	if err != nil {
		return err
	}
	pairs, err := c.pairs()
	if err != nil {
		return err
	}
	g, a, err := c.answers(pairs)
	if err != nil {
		return err
	}
	return c.deliver(format, func(b *bytes.Buffer) error { return draw(b, g, a, format) })
}

// pairs gathers the facts of --faits and of every -r.
func (c *call) pairs() ([]plain.Pair, error) {
	var pairs []plain.Pair
	if c.has("--faits") {
		var err error
		if pairs, err = c.file(c.value("--faits")); err != nil {
			return nil, err
		}
	}
	for _, s := range c.values["-r"] {
		p, err := plain.ParsePair(s)
		if err != nil {
			return nil, usageError(err.Error())
		}
		pairs = append(pairs, p)
	}
	return pairs, nil
}

// file reads a file of facts; "-" is In.
func (c *call) file(name string) ([]plain.Pair, error) {
	in := c.In
	if name != "-" {
		f, err := c.open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	pairs, err := plain.ReadFacts(in)
	if err != nil {
		return nil, usageError(err.Error())
	}
	return pairs, nil
}

// open opens a file named on the command line.
func (c *call) open(name string) (io.ReadCloser, error) {
	if c.Open != nil {
		if f, err := c.Open(name); err == nil {
			return f, nil
		}
	}
	return nil, usageError("Le fichier " + french.Quote(french.Shown(name)) + " ne s’ouvre pas. Vérifiez son nom et vos droits.")
}

// answers loads the guide and checks the facts, on the day asked for.
func (c *call) answers(pairs []plain.Pair) (*decision.Guide, decision.Answers, error) {
	g, err := c.guide()
	if err != nil {
		return nil, decision.Answers{}, err
	}
	a, err := plain.Collect(g, c.day().Time(), pairs)
	if err != nil {
		return nil, decision.Answers{}, usageError(err.Error())
	}
	return g, a, nil
}
