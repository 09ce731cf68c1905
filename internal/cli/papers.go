package cli

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
	"compromis/internal/plain"
)

// offered is a letter in what `compromis courrier --json` lists.
type offered struct {
	ID      string `json:"id"`
	Title   string `json:"titre"`
	Summary string `json:"quand"`
	Now     bool   `json:"recommande"` // it belongs to the recommended step
}

// filled is what `compromis courrier NOM --json` writes.
type filled struct {
	ID      string   `json:"id"`
	Title   string   `json:"titre"`
	Text    string   `json:"texte"`
	Missing []string `json:"manque"`
	Edited  bool     `json:"modifie"` // the text is the one you edited
}

// runLetter lists the letters of a case, or fills one.
func runLetter(c *call) error {
	if !c.has("--dossier") {
		return usageError("Dites pour quel dossier" + nbsp + ": --dossier nom.")
	}
	format, err := c.paperFormat()
	if err != nil {
		return err
	}
	g, err := c.guide()
	if err != nil {
		return err
	}
	var l *decision.Letter
	if len(c.args) > 0 {
		if l = letterNamed(g, c.args[0]); l == nil {
			return usage("courrier inconnu", c.args[0], letterNames(g))
		}
	}
	_, kase, _, err := c.look(c.value("--dossier"))
	switch {
	case err != nil:
		return err
	case l == nil:
		return c.letters(g, kase)
	}
	return c.letter(g, l, kase, format)
}

func letterNamed(g *decision.Guide, name string) *decision.Letter {
	for i := range g.Letters() {
		if l := &g.Letters()[i]; l.ID == french.Slug(name) {
			return l
		}
	}
	return nil
}

// letters lists those for this client, those of the recommended step first.
func (c *call) letters(g *decision.Guide, kase dossier.Case) error {
	step := ""
	if s := g.Verdict(kase.Answers(c.day().Time())).Step; s != nil {
		step = s.ID
	}
	now, others := []offered{}, []offered{}
	for _, l := range g.Letters() {
		o := offered{l.ID, l.Title, l.Summary, slices.Contains(l.Steps, step)}
		switch {
		case !l.For(kase.ClientKind()):
		case o.Now:
			now = append(now, o)
		default:
			others = append(others, o)
		}
	}
	if c.has("--json") {
		return plain.WriteJSON(c.Out, append(now, others...))
	}
	p := plain.NewPage(c.Out)
	if len(now) > 0 {
		p.Say("Pour l’étape recommandée, " + french.Quote(g.Step(step).Title))
		writeOffers(p, now)
		p.Heading("Les autres courriers")
	}
	writeOffers(p, others)
	return p.Flush()
}

func writeOffers(p *plain.Page, all []offered) {
	for _, o := range all {
		p.Item("  - ", o.ID+nbsp+": "+o.Title+". "+o.Summary)
	}
}

// letter fills one. What was edited by hand in the case is taken as it is.
func (c *call) letter(g *decision.Guide, l *decision.Letter, kase dossier.Case, format string) error {
	f := letter.Fill(g, l, kase, c.day())
	draft, edited := kase.Drafts[l.ID]
	if edited {
		f.Text = draft
	}
	if c.has("--json") {
		return c.deliver("json", func(b *bytes.Buffer) error {
			return plain.WriteJSON(b, filled{l.ID, l.Title, f.Text, append([]string{}, f.Missing...), edited})
		})
	}
	if !l.For(kase.ClientKind()) {
		fmt.Fprintln(c.Err, "Attention"+nbsp+": ce courrier n’est pas fait pour ce genre de client.")
	}
	switch {
	case edited:
		fmt.Fprintln(c.Err, "Ce courrier est celui que vous avez modifié. Relisez-le"+nbsp+": ce qui a changé depuis n’y est pas.")
	case len(f.Missing) > 0:
		fmt.Fprintln(c.Err, "À compléter"+nbsp+":\n  - "+strings.Join(f.Missing, "\n  - "))
	}
	return c.deliver(format, func(b *bytes.Buffer) error { return paper.Write(b, format, f.Text) })
}

// runHandOver writes the file one hands over.
func runHandOver(c *call) error {
	format, err := c.paperFormat()
	if err != nil {
		return err
	}
	g, kase, _, err := c.look(c.args[0])
	if err != nil {
		return err
	}
	if c.has("--json") {
		return c.deliver("json", func(b *bytes.Buffer) error {
			data, err := letter.HandOverJSON(g, kase, c.day())
			b.Write(data)
			return err
		})
	}
	return c.deliver(format, func(b *bytes.Buffer) error { return paper.Write(b, format, letter.HandOver(g, kase, c.day())) })
}

// markdown is the format of papers written to Out.
const markdown = "md"

// paperFormat returns the format asked for of a paper, [markdown] for Out.
func (c *call) paperFormat() (string, error) { return c.format(markdown, paper.Formats()) }

// extensions are those of files that are not the name of their format.
var extensions = map[string]string{"txt": "texte", "mmd": "mermaid", "gv": "dot", "htm": "html"}

// format returns the one asked for, or else that of the name of the file, or
// else the usual one.
func (c *call) format(usual string, formats []string) (string, error) {
	format := c.value("--format")
	switch {
	case c.has("--json") && c.has("--format"):
		return "", usageError("Donnez --json ou --format, pas les deux.")
	case c.has("--json"):
		return "json", nil
	case format == "" && !c.has("-o"):
		return usual, nil
	case format == "":
		format = strings.ToLower(strings.TrimPrefix(path.Ext(c.value("-o")), "."))
		if name := extensions[format]; slices.Contains(formats, name) {
			format = name
		}
	}
	if !slices.Contains(formats, format) {
		return "", usage("format inconnu", format, formats)
	}
	if (format == "pdf" || format == "docx") && !c.has("-o") && c.Terminal {
		return "", usageError("Un fichier " + format + " ne se lit pas dans le terminal. Ajoutez -o fichier." + format + ".")
	}
	return format, nil
}

// deliver writes a paper to the file asked for, or else to Out, once it is
// whole.
func (c *call) deliver(format string, write func(*bytes.Buffer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return fmt.Errorf("write %s: %w", format, err)
	}
	if c.has("-o") {
		return c.save(c.value("-o"), b.Bytes())
	}
	if _, err := b.WriteTo(c.Out); err != nil {
		return fmt.Errorf("write %s: %w", format, err)
	}
	return nil
}

// runDeadlines writes the deadlines of a case: to read, or for a calendar.
func runDeadlines(c *call) error {
	name := c.value("-o")
	switch {
	case c.has("-o") && c.has("--json"):
		return usageError("Donnez -o ou --json, pas les deux.")
	case c.has("-o") && !strings.EqualFold(path.Ext(name), ".ics"):
		return usageError("Le nom " + french.Quote(french.Shown(name)) + " doit finir par .ics, le format des agendas.")
	}
	g, kase, _, err := c.look(c.args[0])
	if err != nil {
		return err
	}
	all := plain.Deadlines(g, kase, c.day())
	switch {
	case c.has("-o"):
		return c.save(name, letter.Calendar(g, kase, c.day()))
	case c.has("--json"):
		return plain.WriteJSON(c.Out, all)
	}
	p := plain.NewPage(c.Out)
	p.Deadlines(g, all)
	if len(all) == 0 {
		p.Say("Aucune échéance connue dans ce dossier.")
	}
	return p.Flush()
}
