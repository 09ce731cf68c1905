package cli

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"compromis/internal/french"
	"compromis/internal/plain"
)

// help writes the help of a command.
func (c *call) help(of *command) error {
	p := plain.NewPage(c.Out)
	if of.name == "" {
		p.Say("Compromis" + nbsp + ": " + of.summary + ".")
	} else {
		p.Say("compromis " + of.name + nbsp + ": " + typographic(of.summary) + ".")
	}
	p.Heading("Utilisation")
	if of.name == "" {
		rows(p, [][2]string{{"compromis", "l’interface en plein écran"}, {"compromis --lineaire", "l’entretien en lignes simples"}, {"compromis commande …", "une des commandes ci-dessous"}})
	} else {
		p.Item("  ", of.line())
	}
	if kids := of.kids(); len(kids) > 0 {
		p.Heading("Commandes")
		rows(p, kidRows(kids))
	}
	if of.more != "" {
		p.Blank()
		p.Say(typographic(of.more))
	}
	p.Heading("Options")
	rows(p, flagRows(of.flags))
	choices(p, c, of)
	if of.name == "" {
		p.Blank()
		p.Say("compromis aide commande" + nbsp + ": l’aide d’une commande. Codes de sortie" + nbsp + ": 0 tout va bien, 1 impossible à faire, contenu non sûr ou entretien interrompu, 2 commande ou réponse non comprise.")
	}
	if err := p.Flush(); err != nil {
		return fmt.Errorf("write help: %w", err)
	}
	return nil
}

// choices writes the words that a long list of them allows.
func choices(p *plain.Page, c *call, of *command) {
	g, err := c.load()
	if err != nil {
		return // the help does not depend on the content being sound
	}
	for _, f := range of.flags {
		if all := f.choices.in(g); len(all) > 0 {
			p.Blank()
			p.Say(f.names[0] + nbsp + ": " + french.Or(all) + ".")
		}
	}
}

func kidRows(kids []command) [][2]string {
	var rows [][2]string
	for _, kid := range kids {
		rows = append(rows, [2]string{kid.name, typographic(kid.summary)})
	}
	return rows
}

func flagRows(flags []flag) [][2]string {
	var rows [][2]string
	for _, f := range flags {
		name := strings.Join(f.names, ", ")
		if f.value != "" {
			name += " " + f.value
		}
		rows = append(rows, [2]string{name, typographic(f.summary)})
	}
	return rows
}

// rows writes names with what they mean, set in two columns.
func rows(p *plain.Page, rows [][2]string) {
	widest := 0
	for _, r := range rows {
		widest = max(widest, utf8.RuneCountInString(r[0]))
	}
	for _, r := range rows {
		gap := strings.Repeat(" ", widest-utf8.RuneCountInString(r[0])+2)
		p.Item("  "+r[0]+gap, r[1])
	}
}

// typographic puts the non-breaking spaces of French in a text of the table of
// commands.
func typographic(s string) string {
	return strings.NewReplacer(" :", nbsp+":", " ;", nbsp+";", " ?", nbsp+"?", "« ", "«"+nbsp, " »", nbsp+"»").Replace(s)
}
