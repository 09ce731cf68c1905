package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// Opening is what the full screen starts with.
type Opening struct {
	Dir      string       // the folder of the cases; empty for the usual one
	Today    decision.Day // empty for that of the clock
	Case     string       // the case to open, by id or name; empty for the welcome screen
	View     string       // "projeter", "notes" or "atelier", for a room; empty otherwise
	Exercise string       // the id of the one to project, which may not exist; empty to choose
	Workshop Workshop     // the room to open, with "atelier"
}

// Clock returns the clock to go by: that of the machine, or the same from the
// beginning of the day asked for.
func (o Opening) Clock(now func() time.Time) func() time.Time {
	if o.Today == "" {
		return now
	}
	shift := o.Today.Time().Sub(now())
	return func() time.Time { return now().Add(shift) }
}

// Screen says whether the arguments, without the name of the program, ask for
// the full screen, and what for. Anything else is for [Run].
func Screen(args []string) (Opening, bool) {
	of, g, err := understand(args)
	if err != nil || g.has("--aide") {
		return Opening{}, false
	}
	o := Opening{Dir: g.value("--dossiers"), Today: g.today}
	switch of.name {
	case "":
		return o, !g.has("--lineaire") && !g.has("--version")
	case "dossiers ouvrir":
		o.Case = g.args[0]
		return o, !g.has("--json") && !g.has("--mot-de-passe-fichier")
	case ViewWorkshop:
		o.View = of.name
		o.Workshop, err = g.workshop()
		return o, err == nil
	case viewProject, viewNotes:
		o.View = of.name
		if len(g.args) > 0 {
			o.Exercise = french.Slug(g.args[0])
		}
		return o, true
	}
	return Opening{}, false
}

// understand reads a command line: which command, and what was given to it.
func understand(args []string) (*command, given, error) {
	of, words, err := resolve(args)
	if err != nil {
		return nil, given{}, err
	}
	g, err := of.parse(words)
	if err == nil && g.has("--aujourdhui") {
		g.today, err = g.day("--aujourdhui")
	}
	return of, g, err
}

// resolve finds the command, and returns the words it has to read. General
// flags may come before its name.
func resolve(args []string) (*command, []string, error) {
	of := commandNamed("")
	n := 0
	for n < len(args) && isGeneral(args[n]) {
		n++
		if n < len(args) && !strings.Contains(args[n-1], "=") {
			n++
		}
	}
	rest := args[n:]
	for len(rest) > 0 && !strings.HasPrefix(rest[0], "-") {
		kids := of.kidNames()
		if len(kids) == 0 {
			break
		}
		next := commandNamed(strings.TrimSpace(of.name + " " + rest[0]))
		if rest[0] == "" || next == nil {
			return nil, nil, usage("commande inconnue", rest[0], kids)
		}
		of, rest = next, rest[1:]
	}
	return of, slices.Concat(args[:n], rest), nil
}

// isGeneral says whether a word is a flag with a value that goes with every
// command.
func isGeneral(word string) bool {
	name, _, _ := strings.Cut(word, "=")
	f := (&command{flags: generalFlags}).flagNamed(name)
	return f != nil && f.value != ""
}

// usageError is a command line that is not understood: one French line.
type usageError string

func (e usageError) Error() string { return string(e) }

// usage says that a word is none of those one may write, with the nearest.
// what is "commande inconnue".
func usage(what, word string, names []string) error {
	told := french.Quote(french.Shown(word)) + nbsp + ": " + what + ". "
	if near := decision.Nearest(word, names); near != "" && len(word) > 2 {
		return usageError(told + "Vouliez-vous dire " + french.Quote(near) + nbsp + "?")
	}
	return usageError(told + "Possible" + nbsp + ": " + french.Or(names) + ".")
}

// given is a command line once understood.
type given struct {
	values map[string][]string // by main name of flag; a flag without value has one empty value
	args   []string
	today  decision.Day // "" when not given
}

func (g given) has(flag string) bool { return len(g.values[flag]) > 0 }

// value returns the value of a flag, or "".
func (g given) value(flag string) string {
	if len(g.values[flag]) == 0 {
		return ""
	}
	return g.values[flag][0]
}

// parse reads the words that follow a command. Flags and arguments may come in
// any order; "--" ends the flags.
func (c *command) parse(words []string) (given, error) {
	g := given{values: map[string][]string{}}
	for len(words) > 0 {
		word := words[0]
		words = words[1:]
		if word == "--" {
			g.args = append(g.args, words...)
			break
		}
		if len(word) < 2 || word[0] != '-' {
			g.args = append(g.args, word)
			continue
		}
		var err error
		if words, err = c.parseFlag(g, word, words); err != nil {
			return given{}, err
		}
	}
	switch {
	case len(g.args) > c.most:
		return given{}, tooMany(g.args[c.most], c)
	case len(g.args) < c.least && !g.has("--aide"):
		return given{}, usageError("Il manque un mot. Écrivez" + nbsp + ": " + c.line())
	}
	return g, nil
}

func tooMany(word string, c *command) error {
	return usageError(french.Quote(french.Shown(word)) + " est de trop. Écrivez" + nbsp + ": " + c.line())
}

// parseFlag reads a flag, with its value when it takes one. It returns the
// words left.
func (c *command) parseFlag(g given, word string, words []string) ([]string, error) {
	name, value, joined := strings.Cut(word, "=")
	f := c.flagNamed(name)
	if f == nil {
		return nil, usage("option inconnue", name, c.flagNames())
	}
	name = f.names[0]
	switch {
	case f.value == "" && joined:
		return nil, usageError("L’option " + name + " ne prend pas de valeur.")
	case f.value != "" && !joined:
		if len(words) == 0 {
			return nil, usageError(fmt.Sprintf("Il manque une valeur après %s%s: %s %s.", name, nbsp, name, f.value))
		}
		value, words = words[0], words[1:]
	}
	if g.has(name) && !f.many {
		return nil, usageError("L’option " + name + " est donnée deux fois. Gardez-en une.")
	}
	g.values[name] = append(g.values[name], value)
	return words, nil
}
