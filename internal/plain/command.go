package plain

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// The exit codes of the program.
const (
	exitOK       = 0
	exitUnsound  = 1 // the content is not sound, or what was begun could not be finished
	exitBadInput = 2 // the command line or the facts are not understood
)

// Streams are where a command reads and writes. Open opens a file of facts by
// name; when nil, facts can only come from In.
type Streams struct {
	In   io.Reader
	Out  io.Writer
	Err  io.Writer
	Open func(name string) (io.ReadCloser, error)
}

// Run carries out a command line, given without the name of the program, and
// returns the exit code: 0 done; 1 the content is not sound, or the work was
// interrupted; 2 the input is not understood, and then nothing was written to
// Out and one line to Err. load returns the guide embedded in the program;
// read that of a folder, its error listing what is wrong one a line; now, the
// time. A command line that is for main, see [Parse], is taken as an interview.
func Run(args []string, streams Streams, load func() (*decision.Guide, error), read func(dir string) (*decision.Guide, error), now func() time.Time) (exit int) {
	c := &call{Streams: streams, load: load, read: read, now: now}
	err := c.dispatch(args)
	var usage usageError
	var content contentError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		fmt.Fprintln(streams.Err, "compromis"+nbsp+": "+usage.Error())
		return exitBadInput
	case errors.Is(err, io.ErrUnexpectedEOF):
		fmt.Fprintln(streams.Err, "Entretien interrompu"+nbsp+": il manque des réponses.")
		return exitUnsound
	case errors.As(err, &content):
		fmt.Fprintln(streams.Err, content.Error())
		return exitUnsound
	}
	fmt.Fprintln(streams.Err, "compromis"+nbsp+": lecture ou écriture impossible ("+err.Error()+").")
	return exitUnsound
}

// call is one run of a command.
type call struct {
	Streams
	given
	load func() (*decision.Guide, error)
	read func(dir string) (*decision.Guide, error)
	now  func() time.Time
}

func (c *call) dispatch(args []string) error {
	if Parse(args) != Handled {
		return runInterview(c)
	}
	if strings.HasPrefix(args[0], "-") {
		return c.program(args)
	}
	command := commandNamed(args[0])
	if command == nil {
		return usage("commande inconnue", args[0], commandNames())
	}
	var err error
	if c.given, err = command.parse(args[1:]); err != nil {
		return err
	}
	if c.has(helpFlag.names[0]) {
		return c.help(command)
	}
	return command.run(c)
}

// program takes the flags of compromis itself.
func (c *call) program(args []string) error {
	var err error
	if c.given, err = program.parse(args); err != nil {
		return err
	}
	switch {
	case c.has(helpFlag.names[0]):
		return c.help(&program)
	case c.has("--version"):
		return runVersion(c)
	}
	return runInterview(c)
}

func runInterview(c *call) error {
	g, err := c.guide()
	if err != nil {
		return err
	}
	return Interview(c.In, c.Out, g, c.now())
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
	return Advise(c.Out, g, a, c.has("--json"))
}

func runTree(c *call) error {
	format := Formats[0]
	if c.has("--format") {
		format = c.value("--format")
	}
	pairs, err := c.pairs()
	if err != nil {
		return err
	}
	g, a, err := c.answers(pairs)
	if err != nil {
		return err
	}
	return Tree(c.Out, g, a, format)
}

// pairs gathers the facts of --faits and of every -r.
func (c *call) pairs() ([]Pair, error) {
	var pairs []Pair
	if c.has("--faits") {
		var err error
		if pairs, err = c.file(c.value("--faits")); err != nil {
			return nil, err
		}
	}
	for _, s := range c.values["-r"] {
		p, err := ParsePair(s)
		if err != nil {
			return nil, usageError(err.Error())
		}
		pairs = append(pairs, p)
	}
	return pairs, nil
}

// file reads a file of facts; "-" is In.
func (c *call) file(name string) ([]Pair, error) {
	in := c.In
	if name != "-" {
		if c.Open == nil {
			return nil, usageError("Les faits ne se lisent ici que sur l’entrée. Écrivez --faits -.")
		}
		f, err := c.Open(name)
		if err != nil {
			return nil, usageError("Le fichier " + french.Quote(french.Shown(name)) + " ne s’ouvre pas. Vérifiez son nom et vos droits.")
		}
		defer f.Close()
		in = f
	}
	pairs, err := ReadFacts(in)
	if err != nil {
		return nil, usageError(err.Error())
	}
	return pairs, nil
}

// answers loads the guide and checks the facts, on the day asked for.
func (c *call) answers(pairs []Pair) (*decision.Guide, decision.Answers, error) {
	today := c.now()
	if c.has("--aujourdhui") {
		day, err := french.ParseDate(c.value("--aujourdhui"))
		if err != nil {
			return nil, decision.Answers{}, usageError("Option --aujourdhui" + nbsp + ": " + err.Error())
		}
		if today, err = time.Parse(time.DateOnly, day); err != nil {
			return nil, decision.Answers{}, fmt.Errorf("read day: %w", err)
		}
	}
	g, err := c.guide()
	if err != nil {
		return nil, decision.Answers{}, err
	}
	a, err := Collect(g, today, pairs)
	if err != nil {
		return nil, decision.Answers{}, usageError(err.Error())
	}
	return g, a, nil
}
