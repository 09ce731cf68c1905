package handout

import (
	"strings"

	"compromis/decision"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// addStep tells a step: what it is, what it takes, how to go about it, and on
// what texts it rests. Titles are of the given level.
func addStep(d *paper.Paper, g *decision.Guide, s *decision.Step, level int) {
	d.Text(append(paper.Paragraphs(s.Summary), briefly(s.Brief)...))
	d.Part(level, "Pourquoi maintenant", s.WhyNow)
	d.Part(level, say.LimitsTitle, say.Limits(g, s.ID, decision.DayOf(g.Version)))
	d.Part(level, "Comment faire", s.HowTo)
	d.Part(level, "Pièces à réunir", s.Documents)
	d.Part(level, "Pièges", s.Pitfalls)
	d.Part(level, "Textes", cited(g, s.Bases))
	d.Part(level, "Ce qui peut se passer ensuite", outcomes(s))
	d.Part(level, "Voies voisines", paper.List(decision.Bullets, s.Neighbours...))
}

// briefly lists what one must see at once.
func briefly(b decision.Brief) decision.Text {
	var lines []decision.Line
	for _, l := range [][2]string{
		{"Coût", b.Cost}, {"Délai", b.Time}, {"Valeur", b.Worth},
		{"Initiative", b.Initiative}, {"Confidentialité", b.Privacy},
	} {
		if l[1] != "" {
			lines = append(lines, paper.Labelled(l[0], l[1]))
		}
	}
	return paper.List(decision.Bullets, lines...)
}

func outcomes(s *decision.Step) decision.Text {
	var lines []decision.Line
	for _, o := range s.Outcomes {
		told := o.Label
		switch {
		case o.End && o.EndNote != "":
			told += " (fin" + nbsp + ": " + o.EndNote + ")"
		case o.End:
			told += " (fin)"
		}
		lines = append(lines, paper.Words(told))
	}
	return paper.List(decision.Bullets, lines...)
}

// cited lists legal bases: what each brings, and how far to trust it.
func cited(g *decision.Guide, all []decision.Citation) decision.Text {
	var lines []decision.Line
	for _, c := range all {
		b := g.Basis(c.Basis)
		line := decision.Line{{Text: b.Title, Strong: true, Link: decision.Link{Kind: decision.ToBasis, ID: b.ID}}}
		if c.Note != "" {
			line = append(line, decision.Span{Text: " — " + c.Note})
		}
		line = append(line, decision.Span{Text: ". "})
		line = append(line, provenance(b)...)
		for _, reserve := range []decision.Text{b.Disputed, b.Unread} {
			if len(reserve) > 0 {
				line = append(line, decision.Span{Text: " " + strings.ReplaceAll(reserve.String(), "\n", " ")})
			}
		}
		lines = append(lines, line)
	}
	return paper.List(decision.Bullets, lines...)
}

// provenance says where a legal basis comes from, since when it holds, when it
// was read and how far to trust it. The reference leads to the text when its
// address is known.
func provenance(b *decision.LegalBasis) decision.Line {
	reference := decision.Span{Text: b.Reference}
	if b.Link != "" {
		reference.Link = decision.Link{Kind: decision.ToAddress, ID: b.Link}
	}
	return decision.Line{reference, {Text: ". " + say.Provenance(b)}}
}

// addBasis tells a legal basis in full.
func addBasis(d *paper.Paper, b *decision.LegalBasis, level int) {
	d.Text(append(decision.Text{{Lines: []decision.Line{provenance(b)}}}, b.Summary...))
	d.Part(level, "Ce qui a changé", b.Changed)
	d.Part(level, "À confirmer"+nbsp+": "+say.Disputed, b.Disputed)
	d.Part(level, "À confirmer"+nbsp+": "+say.Unread, b.Unread)
}
