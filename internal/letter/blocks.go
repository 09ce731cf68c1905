package letter

import (
	"cmp"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// blockField returns the name of the field a block of the content consists of,
// or "".
func blockField(b decision.Block) string {
	if b.List != decision.Paragraph || len(b.Lines) != 1 {
		return ""
	}
	name := strings.Trim(b.Lines[0].String(), "{}")
	if slices.Contains(decision.LetterBlocks, name) {
		return name
	}
	return ""
}

// block writes a field that is a whole list.
func (s *sheet) block(f *fields, name string) {
	points := map[string]func() []string{
		"decompte": f.account, "echeancier": f.schedule, "journal": f.journal, "pieces": f.documents,
	}[name]()
	if len(points) == 0 {
		s.paragraph(empty(decision.LetterFields[name]))
	}
	s.list(decision.Bullets, points)
}

// account works out what is owed, a line a figure, each with its formula.
func (f *fields) account() (points []string) {
	if f.claim == nil {
		return nil
	}
	for _, i := range f.claim.Invoices {
		name := said("facture n°" + nbsp + i.Number)
		line := "Reste dû sur la " + name + nbsp + ": " + french.Cents(i.Principal)
		if i.Paid > 0 {
			line += " (déjà payé" + nbsp + ": " + french.Cents(i.Paid) + ")"
		}
		points = append(points, line)
		for _, span := range i.Spans {
			points = append(points, "Intérêts du "+dayWords(span.From)+" au "+dayWords(span.To)+", "+rateName(span)+nbsp+": "+french.Span(span))
		}
		if i.Flat > 0 {
			points = append(points, "Indemnité forfaitaire de recouvrement"+nbsp+": "+french.Cents(i.Flat))
		}
	}
	if len(points) > 0 {
		points = append(points, "**Total au "+dayWords(f.claim.On)+nbsp+": "+french.Cents(f.claim.Total)+"**")
	}
	return points
}

func rateName(s decision.InterestSpan) string {
	switch {
	case s.Agreed:
		return "au taux du contrat"
	case s.Floor:
		return "au taux minimal fixé par la loi"
	}
	return french.Rate(s.Kind)
}

// schedule lists the instalments to come. When one is late already, they are
// no plan to propose.
func (f *fields) schedule() (points []string) {
	if f.claim == nil {
		return nil
	}
	for _, d := range f.rest() {
		if d.On < f.on {
			return nil
		}
		points = append(points, "Le "+dayWords(d.On)+nbsp+": "+french.Cents(d.Cents))
	}
	return points
}

// journal tells what happened, the oldest first.
func (f *fields) journal() (points []string) {
	for _, e := range byDayOfEvent(f.kase.Journal) {
		points = append(points, cmp.Or(dayWords(e.On), "Sans date")+nbsp+": "+said(f.told(e)))
	}
	return points
}

// told tells an event without its day.
func (f *fields) told(e decision.Event) string {
	words := french.Event(e.Kind)
	if s := f.guide.Step(e.Step); e.Kind == decision.StepDone && s != nil {
		words = s.Title
	}
	if e.Outcome != "" {
		words += " — " + e.Outcome
	}
	if e.Cents != 0 {
		words += " de " + french.Cents(e.Cents)
	}
	if e.Invoice != "" {
		words += ", facture n°" + nbsp + e.Invoice
	}
	if strings.TrimSpace(e.Note) != "" {
		words += ". " + e.Note
	}
	return words
}

// documents lists what the recommended step wants in the file.
func (f *fields) documents() (points []string) {
	step := f.guide.Verdict(f.kase.Answers(f.on.Time())).Step
	if step == nil {
		return nil
	}
	for _, line := range linesOfText(step.Documents) {
		points = append(points, escape(line))
	}
	return points
}
