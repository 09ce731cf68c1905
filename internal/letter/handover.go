package letter

import (
	"errors"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// HandOver writes the file one hands over to a lawyer, a conciliator or a
// mediator, as a document of two pages, three when there is much to tell.
func HandOver(g *decision.Guide, c dossier.Case, on decision.Day) paper.Paper {
	f := newFields(g, c, on)
	var p paper.Paper
	p.Title(1, said("Dossier "+c.Title))
	p.Paragraph(lines("État au "+dayWords(on)+". "+say.Content(g), say.NotAdvice)...)
	section(&p, "Les parties", []decision.Line{
		paper.Labelled("Entreprise", f.party("entreprise", c.Business)),
		paper.Labelled("Client", f.party("client", c.Client)),
		paper.Labelled("Objet", f.get("objet")),
	})
	section(&p, "La situation", f.situation())
	section(&p, "Ce qui s’est passé", f.journal())
	section(&p, "Les réclamations", f.complaints())
	f.asked(&p)
	step := g.Verdict(c.Answers(g, on.Time())).Step
	if step != nil {
		section(&p, say.StepTitle, []decision.Line{{{Text: step.Title, Strong: true}, {Text: ". " + step.Summary}}})
		section(&p, say.DocumentsTitle, f.documents())
	}
	section(&p, "Les dates à tenir", f.deadlines())
	section(&p, say.TextsTitle, f.bases(step))
	return p
}

// party tells who someone is, on one line.
func (f *fields) party(suffix string, p dossier.Party) string {
	words := []string{f.get(suffix), f.get("adresse-" + suffix)}
	if number := said(french.SIREN(p.Number)); number != "" {
		words = append(words, "SIREN"+french.NBSP+number)
	}
	for _, known := range []string{p.Contact, p.Phone, p.Email} {
		if known = said(known); known != "" {
			words = append(words, known)
		}
	}
	return strings.Join(words, ", ")
}

// situation lists the answers that count, in the order they were asked.
func (f *fields) situation() (points []decision.Line) {
	for _, r := range f.guide.Walk(f.kase.Answers(f.guide, f.on.Time())).Path {
		points = append(points, paper.Words(r.Question.Name+french.NBSP+": "+said(say.Reply(r))))
	}
	return points
}

// complaints tells what the client reproaches, what he asks and what was said.
func (f *fields) complaints() (points []decision.Line) {
	for _, c := range f.kase.Complaints {
		line := "N°" + french.NBSP + orEmpty(c.Number, "le numéro") + " du " + orEmpty(dayWords(c.On), "la date")
		for _, part := range [][2]string{{"Faits", c.What}, {"Demande", c.Remedy}, {"Décision", c.Decision}} {
			if words := said(part[1]); words != "" {
				line += ". " + part[0] + french.NBSP + ": " + strings.TrimSuffix(words, ".")
			}
		}
		points = append(points, paper.Words(line))
	}
	return points
}

// asked works out the claim, or says which rate it lacks.
func (f *fields) asked(p *paper.Paper) {
	const title = "Ce qui est demandé"
	var rate *dossier.MissingRateError
	if _, err := f.kase.Claim(f.guide, f.on); errors.As(err, &rate) && len(f.kase.Invoices) > 0 {
		section(p, title, lines(said(say.MissingRate(rate))))
	} else if rows := f.account(); len(rows) > 0 {
		p.Title(2, title)
		p.Table(accountColumns, rows...)
	}
}

func (f *fields) deadlines() (points []decision.Line) {
	for _, d := range f.kase.Deadlines(f.guide, f.on) {
		line := say.DeadlineDay(d) + french.NBSP + ": " + said(say.Deadline(f.guide, d))
		if b := f.guide.Basis(d.Basis); b != nil {
			line += " (" + b.Reference + ")"
		}
		points = append(points, paper.Words(line))
	}
	return points
}

// bases lists the texts behind the step and the figures, with their dates.
func (f *fields) bases(step *decision.Step) (points []decision.Line) {
	for _, b := range f.basesOf(step) {
		told := b.Title + ". " + say.Origin(b)
		if doubt := say.Doubt(b); doubt != "" {
			told += " " + french.Capital(doubt) + "."
		}
		points = append(points, paper.Labelled(b.Reference, told))
	}
	return points
}

// basesOf returns each legal basis once: those of the step, then those of the
// figures.
func (f *fields) basesOf(step *decision.Step) (all []*decision.LegalBasis) {
	var ids []string
	if step != nil {
		for _, c := range step.Bases {
			ids = append(ids, c.Basis)
		}
	}
	if f.claim != nil {
		ids = append(ids, f.claim.Bases...)
	}
	seen := map[string]bool{}
	for _, id := range ids {
		if b := f.guide.Basis(id); b != nil && !seen[id] {
			seen[id] = true
			all = append(all, b)
		}
	}
	return all
}
