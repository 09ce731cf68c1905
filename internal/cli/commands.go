package cli

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
)

// command is what one may write after compromis. The table of commands gives
// the parsing, the help and the completions.
type command struct {
	name    string // "dossiers noter"; the program itself has none
	usage   string // what follows the name
	summary string
	more    string // a paragraph of help; may be empty
	flags   []flag
	words   wordList // those it takes as arguments, when they are known
	takes   string   // [aFile] or [aFolder], when its arguments are such
	least   int      // arguments it takes at least
	most    int      // arguments it takes at most
	run     func(*call) error
}

// flag is an option of a command. It takes a value when value names one.
type flag struct {
	names   []string // with their dashes, the main one first
	value   string
	summary string
	many    bool     // may be given several times
	choices wordList // the values it takes, when they are known
}

// The values that shells complete by themselves.
const (
	aFile   = "fichier"
	aFolder = "répertoire"
)

// wordList are the words one may write somewhere. Some are in the content.
type wordList func(*decision.Guide) []string

func fixed(list ...string) wordList { return func(*decision.Guide) []string { return list } }

// in returns the words, with that content; none when they are not known.
func (w wordList) in(g *decision.Guide) []string {
	if w == nil {
		return nil
	}
	return w(g)
}

// clientKinds are the values of the fact "client".
func clientKinds(g *decision.Guide) []string {
	if q := g.Question(decision.FactClient); q != nil {
		return values(q)
	}
	return nil
}

func values(q *decision.Question) []string {
	var all []string
	for _, o := range q.Options {
		all = append(all, string(o.Value))
	}
	return all
}

func letterNames(g *decision.Guide) []string {
	var ids []string
	for _, l := range g.Letters() {
		ids = append(ids, l.ID)
	}
	return ids
}

// eventKinds are what one may write in a journal.
func eventKinds(*decision.Guide) []string {
	var kinds []string
	for _, k := range dossier.EventKinds() {
		kinds = append(kinds, string(k))
	}
	return kinds
}

// topics are the commands one may ask help for.
func topics(*decision.Guide) []string { return commandNamed("").kidNames() }

// commands returns the table: the program itself, then its commands in the
// order of the help. All of them take the general flags.
func commands() []command {
	all := slices.Concat(programCommands(), caseCommands(), storeCommands(), paperCommands(), roomCommands())
	for i := range all {
		all[i].flags = slices.Concat(all[i].flags, generalFlags)
	}
	return all
}

// commandNamed returns the command of that name, or nil.
func commandNamed(name string) *command {
	for _, c := range commands() {
		if c.name == name {
			return &c
		}
	}
	return nil
}

// kids returns the commands whose name is that of c and one more word.
func (c *command) kids() []command {
	var kids []command
	for _, kid := range commands() {
		if parent, word := kid.split(); word != "" && parent == c.name {
			kids = append(kids, kid)
		}
	}
	return kids
}

// kidNames returns the words that may follow the name.
func (c *command) kidNames() []string {
	var names []string
	for _, kid := range c.kids() {
		_, word := kid.split()
		names = append(names, word)
	}
	return names
}

// split parts the last word of the name from those before.
func (c *command) split() (parent, word string) {
	i := strings.LastIndexByte(c.name, ' ')
	return c.name[:max(i, 0)], c.name[i+1:]
}

// line returns the command as one writes it.
func (c *command) line() string {
	return strings.TrimSpace(strings.TrimSpace("compromis "+c.name) + " " + c.usage)
}

// flagNamed returns the flag of that name, written with one dash or two, or nil.
func (c *command) flagNamed(name string) *flag {
	for i, f := range c.flags {
		for _, n := range f.names {
			if name == n || len(n) > 2 && name == n[1:] {
				return &c.flags[i]
			}
		}
	}
	return nil
}

// flagNames returns the flags as one writes them.
func (c *command) flagNames() []string {
	var names []string
	for _, f := range c.flags {
		names = append(names, f.names...)
	}
	return names
}
