package letter

import (
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// Reader is who a case is handed over to, hence what he may read.
type Reader string

// The readers there are.
const (
	Mediator Reader = "mediateur" // a mediator or a conciliator, and the other side with him
	Lawyer   Reader = "avocat"    // one's own
)

// HandOver writes the file one hands over: a page or two for a mediator, three or
// four for a lawyer, who reads the texts too.
func HandOver(g *decision.Guide, c dossier.Case, on decision.Day, to Reader) paper.Paper {
	f := newFields(g, c, on)
	if to == Lawyer {
		return f.forLawyer()
	}
	return f.forMediator()
}

// forMediator tells what both sides may read.
func (f *fields) forMediator() (p paper.Paper) {
	p.Title(1, "Le différend entre "+f.get("entreprise")+" et "+f.get("client"))
	p.Paragraph(lines("Présenté par "+f.get("entreprise")+" à un médiateur ou à un conciliateur. État au "+dayWords(f.on)+".",
		"L’autre partie peut lire ce document.")...)
	f.who(&p)
	f.facts(&p)
	full := f.kase
	f.kase = Shared(full)
	section(&p, happenedTitle, f.journal())
	section(&p, "Ce que le client reproche", f.complaints())
	f.kase = full
	before := len(p.Blocks)
	if f.asked(&p, Mediator); len(p.Blocks) == before {
		section(&p, askedTitle, lines(empty("ce que vous demandez")))
	}
	section(&p, "Les pièces jointes", lines(empty("la liste des pièces que vous joignez")))
	if f.claim != nil {
		var cited []decision.Citation
		for _, id := range f.claim.Bases {
			cited = append(cited, decision.Citation{Basis: id, Label: f.guide.Basis(id).Reference})
		}
		f.again(&p, cited)
	}
	return p
}

// forLawyer tells everything that may help.
func (f *fields) forLawyer() (p paper.Paper) {
	g, c := f.guide, f.kase
	p.Title(1, said("Dossier "+c.Title))
	p.Paragraph(paper.Bold("Confidentiel" + french.NBSP + ": entre " + f.get("entreprise") + " et son avocat. À ne remettre ni à l’autre partie, ni à un médiateur."))
	p.Paragraph(lines("État au "+dayWords(f.on)+". "+say.Content(g), say.NotAdvice)...)
	f.who(&p)
	f.facts(&p)
	section(&p, "La situation", f.situation())
	section(&p, happenedTitle, f.journal())
	section(&p, "Les réclamations", f.complaints())
	section(&p, "Les factures", f.billed())
	f.asked(&p, Lawyer)
	step := g.Verdict(c.Answers(g, f.on.Time())).Step
	if step != nil {
		section(&p, say.StepTitle, []decision.Line{{{Text: step.Title, Strong: true}, {Text: ". " + step.Summary}}})
		section(&p, say.DocumentsTitle, f.documents())
	}
	section(&p, "Les dates à tenir", f.deadlines())
	section(&p, say.TextsTitle, f.bases(step))
	return p
}

const (
	happenedTitle = "Ce qui s’est passé"
	askedTitle    = "Ce qui est demandé"
)

// who tells the parties.
func (f *fields) who(p *paper.Paper) {
	section(p, "Les parties", []decision.Line{
		paper.Labelled("Entreprise", f.party("entreprise", f.kase.Business)),
		paper.Labelled("Client", f.party("client", f.kase.Client)),
		paper.Labelled("Objet", f.get("objet")),
	})
}

// facts tells what happened in the words of the person, as they were typed.
func (f *fields) facts(p *paper.Paper) {
	p.Title(2, "Les faits")
	before := len(p.Blocks)
	for passage := range strings.SplitSeq(f.kase.Facts, "\n\n") {
		p.Paragraph(lines(strings.Split(passage, "\n")...)...)
	}
	if len(p.Blocks) == before {
		p.Paragraph(paper.Words(empty("les faits, avec vos mots")))
	}
}

// billed tells each invoice, and when its work ended.
func (f *fields) billed() (points []decision.Line) {
	for _, i := range f.kase.Invoices {
		told := french.Capital(invoiceName(i)) + french.NBSP + ": " + french.Cents(i.Total())
		if i.Done != "" {
			told += ", travail fini ou livré le " + dayWords(i.Done)
		}
		if i.Rate != 0 {
			told += ", taux de retard du contrat " + french.Percent(i.Rate)
		}
		points = append(points, paper.Words(said(told)))
	}
	return points
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
		for _, part := range [][2]string{
			{"Par", c.Who}, {"Moyen", c.Channel}, {"Commande", c.Order}, {"Faits", c.What}, {"Demande", c.Remedy},
			{"Service", c.Department}, {"Suivie par", c.Owner}, {"Accusé de réception le", dayWords(c.Acknowledged)},
			{"Réponse le", dayWords(c.Answered)}, {"Décision", c.Decision}, {"Close le", dayWords(c.Closed)},
		} {
			if words := said(part[1]); words != "" {
				line += ". " + part[0] + french.NBSP + ": " + strings.TrimSuffix(words, ".")
			}
		}
		points = append(points, paper.Words(line))
	}
	return points
}

// asked works out the claim, and how. One's own lawyer also reads what is not
// counted, and why: that is not for the other side.
func (f *fields) asked(p *paper.Paper, to Reader) {
	rows := f.account()
	if len(rows) == 0 {
		return
	}
	p.Title(2, askedTitle)
	p.Table(accountColumns, rows...)
	notes := f.beside()
	if to == Lawyer {
		notes = nil
		for _, told := range say.Remarks(*f.claim) {
			notes = append(notes, paper.Words(said(told)))
		}
	}
	p.List(decision.Bullets, notes...)
}

func (f *fields) deadlines() (points []decision.Line) {
	for _, d := range f.kase.Deadlines(f.guide, f.on) {
		line := say.DeadlineDay(d) + french.NBSP + ": " + said(say.Deadline(f.guide, d))
		if b := f.guide.Basis(d.Basis); b != nil {
			line += " (" + say.Named(b) + ")"
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
