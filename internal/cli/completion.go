package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/plain"
)

// Completion writes the script that makes a shell complete the command line:
// bash, zsh, fish or powershell. The facts of the guide and their values are
// written into it. Another shell is a French error.
func Completion(out io.Writer, g *decision.Guide, shell string) error {
	write, ok := map[string]func(offers) string{
		"bash": offers.bash, "zsh": offers.zsh, "fish": offers.fish, "powershell": offers.powershell,
	}[shell]
	if !ok {
		return usage("terminal inconnu", shell, shells)
	}
	if _, err := io.WriteString(out, write(offers{guide: g, all: commands()})); err != nil {
		return fmt.Errorf("write completion: %w", err)
	}
	return nil
}

// offers are what a shell may complete. Names and ids are made of letters,
// digits and hyphens: they need no quoting in any shell.
type offers struct {
	guide *decision.Guide
	all   []command
}

// specific returns the commands, those with the longer name first: the order in
// which a line is compared with them.
func (o offers) specific() []command {
	sorted := slices.Clone(o.all)
	slices.SortStableFunc(sorted, func(a, b command) int { return strings.Count(b.name, " ") - strings.Count(a.name, " ") })
	return slices.DeleteFunc(sorted, func(c command) bool { return c.name == "" })
}

// words are all one may write after the name of a command.
func (o offers) words(c *command) []string {
	return slices.Concat(c.kidNames(), c.flagNames(), c.words.in(o.guide))
}

// facts lists every "fait=valeur" of the guide.
func (o offers) facts() []string {
	var all []string
	for _, q := range o.guide.Questions {
		for _, v := range q.Options {
			all = append(all, string(q.Fact)+"="+string(v.Value))
		}
		all = append(all, string(q.Fact)+"="+plain.Unknown)
	}
	return all
}

// flagsWith returns the names of the flags whose value is such, each once.
func (o offers) flagsWith(is func(flag) bool) []string {
	var names []string
	for _, c := range o.all {
		for _, f := range c.flags {
			if f.value != "" && is(f) {
				names = append(names, f.names...)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// takesFiles are the flags that want a file.
func (o offers) takesFiles() []string {
	return o.flagsWith(func(f flag) bool { return f.value == aFile })
}

// takesFolders are the flags that want a folder.
func (o offers) takesFolders() []string {
	return o.flagsWith(func(f flag) bool { return f.value == aFolder })
}

// takesAnything are the flags whose value cannot be guessed.
func (o offers) takesAnything() []string {
	return o.flagsWith(func(f flag) bool {
		return f.value != aFile && f.value != aFolder && f.choices == nil && f.names[0] != answerFlag.names[0]
	})
}

// single quotes a word for a shell of the Bourne family, or fish.
func single(s string) string { return "'" + strings.ReplaceAll(s, "'", "’") + "'" }
