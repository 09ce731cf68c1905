package cli

import (
	"fmt"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// runVerify proves the content sound, embedded or in a folder.
func runVerify(c *call) error {
	g, err := c.content()
	if err != nil {
		return err
	}
	proof := g.Check()
	if len(proof.Problems) > 0 {
		return unsound(proof.Problems)
	}
	return plain.Report(c.Out, g, c.day().Time(), proof)
}

// content returns the guide of the folder asked for, or else the embedded one.
func (c *call) content() (*decision.Guide, error) {
	if len(c.args) == 0 {
		return c.guide()
	}
	g, err := c.read(c.args[0])
	if err != nil {
		return nil, complaints(err)
	}
	return g, nil
}

// guide returns the guide embedded in the program.
func (c *call) guide() (*decision.Guide, error) {
	g, err := c.load()
	if err != nil {
		return nil, complaints(err)
	}
	return g, nil
}

// contentError is what is wrong with the content: French lines, for authors.
type contentError []string

func (e contentError) Error() string { return strings.Join(e, "\n") }

// complaints puts the errors of a reader one a line. Joined errors come apart.
func complaints(err error) error {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	var lines contentError
	for _, e := range all {
		lines = append(lines, strings.TrimRight(e.Error(), "\n"))
	}
	return lines
}

// unsound lists problems one a line. The content package says them better: what
// comes here has slipped past the reader of the folder.
func unsound(problems decision.Problems) error {
	var lines contentError
	for _, p := range problems {
		told := strings.TrimSpace(p.Name + " " + strings.Join(p.Steps, " → "))
		for _, s := range p.Facts {
			told += " " + string(s.Fact) + "=" + string(s.Value)
		}
		lines = append(lines, fmt.Sprintf("%s: contenu à corriger (%s)%s: %s", p.Pos, p.Code, nbsp, strings.TrimSpace(told)))
	}
	return lines
}

// runVersion says how old the content is and what was verified of it.
func runVersion(c *call) error {
	g, err := c.guide()
	if err != nil {
		return err
	}
	size := g.Size()
	_, err = fmt.Fprintf(c.Out, "Compromis, contenu du %s%s: %s vérifiés, %s, %s au plus%s; %s.\n",
		french.Date(g.Version), nbsp, french.Plural(size.Paths, "chemin", "chemins"), french.Plural(len(g.Steps), "étape", "étapes"),
		french.Plural(size.Longest, "question", "questions"), nbsp, say.Readings(g))
	if err != nil {
		return fmt.Errorf("write version: %w", err)
	}
	return nil
}

// runHelp writes the help, or that of a command.
func runHelp(c *call) error {
	if len(c.args) == 0 {
		return c.help(commandNamed(""))
	}
	of, words, err := resolve(c.args)
	if err != nil {
		return err
	}
	if len(words) > 0 {
		return tooMany(words[0], commandNamed("aide"))
	}
	return c.help(of)
}

// runCompletion writes the completion script of a shell.
func runCompletion(c *call) error {
	if len(c.args) == 0 {
		return usageError("Il manque le nom du terminal. Possible" + nbsp + ": " + french.Or(shells) + ".")
	}
	if !slices.Contains(shells, c.args[0]) {
		return usage("terminal inconnu", c.args[0], shells)
	}
	g, err := c.guide()
	if err != nil {
		return err
	}
	return Completion(c.Out, g, c.args[0])
}
