package plain

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// Report writes what was proved of a sound guide: its measures, then what its
// authors should look at: pages to confirm, texts to be read again on
// that day, figures not checked for twelve months on that day, and answers that
// make no difference. The only errors are
// those of writing.
func Report(out io.Writer, g *decision.Guide, today time.Time, proof decision.Proof) error {
	p := NewPage(out)
	p.Say("Le contenu est sûr" + french.NBSP + ": toutes les situations mènent à une étape, toutes les étapes servent, et aucun dossier ne tourne en rond.")
	p.unwritten(g)
	p.Blank()
	p.figures(g, proof)
	p.pages(g.AsOf(today), today)
	p.remarks(proof.Remarks)
	p.style(g.Style())
	return p.Flush()
}

// unwritten lists what is still to be written: readers would read it as it is.
func (p *Page) unwritten(g *decision.Guide) {
	if len(g.Unwritten) == 0 {
		return
	}
	p.Blank()
	p.Item("! ", say.Unwritten(g)+french.NBSP+":")
	for _, line := range say.UnwrittenLines(g) {
		p.Item("  - ", line)
	}
}

// Style writes the remarks on the words of the content, one after the other.
func Style(out io.Writer, g *decision.Guide) error {
	p := NewPage(out)
	style := g.Style()
	for _, r := range style.Remarks {
		p.Say(r.Pos + french.NBSP + ": " + r.Say)
		if r.Quote != "" {
			p.Item("    ", french.Line(r.Quote))
		}
		p.Blank()
	}
	p.ease(style)
	return p.Flush()
}

// style tells how many remarks there are, and how to read them: they inform, and
// must not drown what was proved.
func (p *Page) style(s decision.Style) {
	if len(s.Ease) == 0 {
		return
	}
	p.Blank()
	p.ease(s)
	if len(s.Remarks) > 0 {
		p.Say(french.Plural(len(s.Remarks), "remarque", "remarques") + " sur les mots" + french.NBSP + ": une phrase longue, un mot de juriste sans explication, une page difficile. Ce ne sont pas des erreurs. Pour les lire" + french.NBSP + ": compromis verifier --remarques")
	}
}

// ease tells how easy the pages are to read.
func (p *Page) ease(s decision.Style) {
	p.Say(fmt.Sprintf("Lisibilité (Kandel et Moles, 60 au moins)%s: %.0f pour la page du milieu, sur %s.", french.NBSP, s.Median(), french.Plural(len(s.Ease), "page", "pages")))
}

// figures writes the measures, their numbers aligned to the right.
func (p *Page) figures(g *decision.Guide, proof decision.Proof) {
	size := g.Size()
	rows := [][2]string{
		{"Questions", french.Number(len(g.Questions))},
		{"Étapes", french.Number(len(g.Steps))},
		{"Fondements juridiques", french.Number(len(g.Bases))},
		{"Cas pratiques rejoués", french.Number(len(g.Exercises))},
		{"Situations réelles rejouées", french.Number(len(g.Situations()))},
		{"Nœuds de l’arbre", french.Number(size.Nodes)},
		{"Chemins comptés", french.Number(size.Paths)},
		{"Questions, chemin le plus long", french.Number(size.Longest)},
		{"Questions, en moyenne", decimal(size.Mean)},
		{"Étapes, dossier le plus long", french.Number(proof.Longest)},
	}
	for _, row := range rows {
		p.out.WriteString(row[0])
		p.spaces(40 - utf8.RuneCountInString(row[0]) - utf8.RuneCountInString(row[1]))
		p.out.WriteString(row[1] + "\n")
	}
}

// decimal writes a number with one decimal, after a comma.
func decimal(f float64) string {
	return strings.Replace(strconv.FormatFloat(f, 'f', 1, 64), ".", ",", 1)
}

// pages lists what is to be confirmed, and what is to be read again: the texts by the
// rule that marks them everywhere, the figures by the day they were checked.
func (p *Page) pages(g *decision.Guide, today time.Time) {
	grades := map[decision.Confidence][]string{}
	var old []string
	for _, b := range g.Bases {
		grades[b.Confidence] = append(grades[b.Confidence], b.ID)
	}
	for _, s := range figures(g) {
		grades[s.Grade] = append(grades[s.Grade], s.Pos)
		if s.On.Time().Before(today.AddDate(-1, 0, 0)) {
			old = append(old, s.Pos)
		}
	}
	const lines = "page ou ligne de barème"
	p.names("Confiance B, une seule source, un état ancien ou des sources secondaires", grades[decision.ConfidenceB], lines, "pages ou lignes de barème")
	p.names("Confiance C, texte non relu", grades[decision.ConfidenceC], lines, "pages ou lignes de barème")
	p.names(say.ToRead, say.TextsToRead(g), "texte", "textes")
	p.names("Lignes de barème relues il y a plus de douze mois", old, "ligne", "lignes")
}

// figures are the lines of figures that rest on a source.
func figures(g *decision.Guide) []decision.Sourced {
	var all []decision.Sourced
	for _, t := range g.Thresholds {
		all = append(all, decision.Sourced{Grade: t.Grade, On: decision.DayOf(t.CheckedOn), Pos: t.Pos})
	}
	for _, l := range g.Limitations {
		all = append(all, decision.Sourced{Grade: l.Grade, On: decision.DayOf(l.CheckedOn), Pos: l.Pos})
	}
	return all
}

// names lists what is under a title, and counts it.
func (p *Page) names(title string, names []string, one, many string) {
	p.Blank()
	if len(names) == 0 {
		p.Say(title + french.NBSP + ": rien.")
		return
	}
	p.Say(title + french.NBSP + ": " + french.Plural(len(names), one, many) + ".")
	p.Item("  ", strings.Join(names, ", "))
}

func (p *Page) remarks(remarks []decision.Remark) {
	p.Blank()
	if len(remarks) == 0 {
		p.Say("Aucune remarque.")
	}
	for _, r := range remarks {
		p.Say("Remarque" + french.NBSP + ": à la question " + french.Quote(r.Question.Title) + ", " +
			french.Quote(say.Value(r.Question, string(r.Values[0]))) + " et " + french.Quote(say.Value(r.Question, string(r.Values[1]))) +
			" mènent partout au même endroit.")
	}
}
