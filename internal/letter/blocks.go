package letter

import (
	"cmp"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// blockField returns the name of the field a block of the content consists of,
// or "".
func blockField(b decision.Block) string {
	if b.List != decision.Paragraph || len(b.Lines) != 1 {
		return ""
	}
	name := strings.Trim(b.Lines[0].String(), "{}")
	if slices.Contains(dossier.LetterBlocks, name) {
		return name
	}
	return ""
}

// block adds a field that is a whole list, or a table of sums.
func (f *fields) block(p *paper.Paper, name string) {
	before := len(p.Blocks)
	switch name {
	case "decompte":
		p.Table(accountColumns, f.account()...)
		p.List(decision.Bullets, f.beside()...)
	case "echeancier":
		p.Table(scheduleColumns, f.schedule()...)
	case "journal":
		p.List(decision.Bullets, f.journal()...)
	case "pieces":
		p.List(decision.Bullets, f.documents()...)
	}
	if len(p.Blocks) == before {
		p.Paragraph(paper.Words(cmp.Or(f.values[name], empty(FieldWords[name]))))
	}
}

// journal tells what happened, the oldest first.
func (f *fields) journal() (points []decision.Line) {
	for _, e := range ByDay(f.kase.Journal) {
		points = append(points, paper.Words(cmp.Or(dayWords(e.On), "Sans date")+french.NBSP+": "+said(f.told(e))))
	}
	return points
}

// told tells an event without its day.
func (f *fields) told(e dossier.Event) string {
	words := say.Act(f.guide, e)
	if strings.TrimSpace(e.Note) != "" {
		words += ". " + e.Note
	}
	return words
}

// documents lists what the recommended step wants in the file.
func (f *fields) documents() []decision.Line {
	return lines(Documents(f.guide.Verdict(f.kase.Answers(f.guide, f.on.Time())).Step)...)
}

// Documents lists what a step wants in the file, a line each; nothing without a
// step.
func Documents(s *decision.Step) []string {
	all := []string{}
	if s == nil {
		return all
	}
	for _, b := range s.Documents {
		for _, l := range b.Lines {
			all = append(all, l.String())
		}
	}
	return all
}

// ByDay returns a journal, the oldest event first.
func ByDay(journal []dossier.Event) []dossier.Event {
	return slices.SortedStableFunc(slices.Values(journal), func(a, b dossier.Event) int { return cmp.Compare(a.On, b.On) })
}
