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
	d.Text(append(paper.Paragraphs(s.Summary), briefly(say.Brief(s.Brief))...))
	addParts(d, say.Body(g, s, nil, decision.DayOf(g.Version)), level)
	d.Part(level, say.TextsTitle, cited(g, s.Bases))
	var outcomes []decision.Line
	for _, o := range s.Outcomes {
		outcomes = append(outcomes, paper.Words(say.Outcome(o)))
	}
	d.Part(level, say.OutcomesTitle, paper.List(decision.Bullets, outcomes...))
	d.Part(level, say.NeighboursTitle, paper.List(decision.Bullets, s.Neighbours...))
}

// addParts adds passages, each under its title.
func addParts(d *paper.Paper, parts []say.Part, level int) {
	for _, part := range parts {
		d.Part(level, part.Title, part.Text)
	}
}

// briefly lists names with what is said under each.
func briefly(all []say.Row) decision.Text {
	lines := make([]decision.Line, len(all))
	for i, row := range all {
		lines[i] = paper.Labelled(row.Label, row.Text)
	}
	return paper.List(decision.Bullets, lines...)
}

// cited lists legal bases: what each brings, and how far to trust it.
func cited(g *decision.Guide, all []decision.Citation) decision.Text {
	var lines []decision.Line
	for _, c := range say.Cited(g, all) {
		line := decision.Line{{Text: c.Basis.Title, Strong: true, Link: decision.Link{Kind: decision.ToBasis, ID: c.Basis.ID}}}
		if c.Note != "" {
			line = append(line, decision.Span{Text: " — " + c.Note})
		}
		line = append(line, decision.Span{Text: ". "})
		line = append(line, source(c.Basis)...)
		if len(c.Doubts) > 0 {
			line = append(line, decision.Span{Text: " " + strings.ReplaceAll(c.Doubts.String(), "\n", " ")})
		}
		lines = append(lines, line)
	}
	return paper.List(decision.Bullets, lines...)
}

// source is where a legal basis comes from, since when it holds, when it was
// read and how far to trust it. The reference leads to the text when its address
// is known.
func source(b *decision.LegalBasis) decision.Line {
	reference := decision.Span{Text: b.Reference}
	if b.Link != "" {
		reference.Link = decision.Link{Kind: decision.ToAddress, ID: b.Link}
	}
	return decision.Line{reference, {Text: ". " + say.Provenance(b)}}
}

// addBasis tells a legal basis in full.
func addBasis(d *paper.Paper, b *decision.LegalBasis, level int) {
	d.Text(append(decision.Text{{Lines: []decision.Line{source(b)}}}, b.Summary...))
	addParts(d, say.Basis(b), level)
	d.Text(paper.Paragraphs(say.Record(b)))
}

// Step is the page of a step, on paper.
func Step(g *decision.Guide, s *decision.Step) (d paper.Paper) {
	d.Title(1, s.Title)
	addStep(&d, g, s, 2)
	return d
}
