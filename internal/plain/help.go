package plain

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"compromis/internal/french"
)

// help writes the help of a command.
func (c *call) help(of *command) error {
	p := newPage(c.Out, lineWidth)
	if of.name == "" {
		p.say("Compromis" + nbsp + ": " + of.summary + ".")
	} else {
		p.say("compromis " + of.name + nbsp + ": " + typographic(of.summary) + ".")
	}
	p.heading("Utilisation")
	if of.name == "" {
		p.rows([][2]string{{"compromis", "l’interface en plein écran"}, {"compromis --lineaire", "l’entretien en lignes simples"}, {"compromis commande …", "une des commandes ci-dessous"}})
	} else {
		p.item("  ", of.line())
	}
	if kids := of.kids(); len(kids) > 0 {
		p.heading("Commandes")
		p.rows(kidRows(kids))
	}
	if of.more != "" {
		p.blank()
		p.say(typographic(of.more))
	}
	p.heading("Options")
	p.rows(flagRows(of.flags))
	p.choices(c, of)
	if of.name == "" {
		p.blank()
		p.say("compromis aide commande" + nbsp + ": l’aide d’une commande. Codes de sortie" + nbsp + ": 0 tout va bien, 1 impossible à faire, contenu non sûr ou entretien interrompu, 2 commande ou réponse non comprise.")
	}
	if err := p.flush(); err != nil {
		return fmt.Errorf("write help: %w", err)
	}
	return nil
}

// choices writes the words that a long list of them allows.
func (p *page) choices(c *call, of *command) {
	g, err := c.load()
	if err != nil {
		return // the help does not depend on the content being sound
	}
	for _, f := range of.flags {
		if all := f.choices.in(g); len(all) > 0 {
			p.blank()
			p.say(f.names[0] + nbsp + ": " + french.Or(all) + ".")
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
func (p *page) rows(rows [][2]string) {
	widest := 0
	for _, r := range rows {
		widest = max(widest, utf8.RuneCountInString(r[0]))
	}
	for _, r := range rows {
		gap := strings.Repeat(" ", widest-utf8.RuneCountInString(r[0])+2)
		p.item("  "+r[0]+gap, r[1])
	}
}

// typographic puts the non-breaking spaces of French in a text of the table of
// commands.
func typographic(s string) string {
	return strings.NewReplacer(" :", nbsp+":", " ;", nbsp+";", " ?", nbsp+"?", "« ", "«"+nbsp, " »", nbsp+"»").Replace(s)
}
