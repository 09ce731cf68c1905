package plain

import (
	"fmt"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// Mode says who takes the command line.
type Mode int

// The modes. Main opens the full screen and the plain interview itself; the
// rest is for [Run].
const (
	Handled    Mode = iota // [Run] takes it
	FullScreen             // nothing was asked: the terminal interface
	Linear                 // only --lineaire: [Interview]
)

// Parse tells what the arguments, without the name of the program, ask for.
func Parse(args []string) Mode {
	switch {
	case len(args) == 0:
		return FullScreen
	case len(args) == 1 && (args[0] == "--lineaire" || args[0] == "-lineaire"):
		return Linear
	}
	return Handled
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
	if len(g.args) > c.most {
		return given{}, usageError(french.Quote(french.Shown(g.args[c.most])) + " est de trop. Écrivez" + nbsp + ": " + c.line())
	}
	return g, nil
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

// line returns the command as one writes it.
func (c *command) line() string {
	return strings.TrimSpace(strings.TrimSpace("compromis "+c.name) + " " + c.usage)
}
