// Package letter turns a case into papers: letters filled from the models of
// the content, the file one hands over, the record of a complaint, a calendar.
//
// [Fill], [HandOver] and [Record] say what stands in a paper, which a person may
// read over and change before it leaves; package paper turns it, changed or not,
// into a file. Nothing is invented: what the case does not say becomes
// « [à compléter : …] ».
//
// A case is handed over in two versions. A mediator or a conciliator reads what
// the other side may read too: no admission, no limit to a negotiation, no note
// for oneself, no doubt on one's own position. One's own lawyer reads all that
// may help.
//
//	what a case holds                           mediator  lawyer
//	Business, Client: who and where they are    yes       yes
//	Subject, Facts                              yes       yes
//	Invoices, and the sums they make            yes       yes
//	Journal: what the other side knows          yes       yes
//	  Event.On, Kind, Cents, Invoice, Until     yes       yes
//	  Event.Note, Limit, Step, Outcome, Act     no        yes
//	  Event.Before, Former                      no        no
//	Journal: the rest (a note, a request to a
//	  judge that the client has not received)   no        yes
//	Complaints: Number, On, What, Remedy, Order yes       yes
//	  the rest: who follows it, what was decided no       yes
//	ID, Title, Said, Opened, Changed, Closed    no        yes
//	the step, its documents, the deadlines,
//	  limitation, the texts of law              no        yes
//	Drafts, Gestures, Concluded, Former, Next,
//	  Agenda, Archived, Aside                   no        no
//
// [Shared] is the first column; a test holds every field of a case to this table.
package letter

import (
	"slices"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// Filled is a letter with the words of a case in it.
type Filled struct {
	Paper   paper.Paper
	Missing []string // what is left to fill in by hand, in the order met, each once
}

// Fill writes a letter with what a case says, on a day. A letter has a sender,
// a recipient, a date and a signature around its text; a document, which has no
// object, has its title instead. Whoever receives it reads nothing of the content that
// wrote it, which is told beside: see [say.Standing].
func Fill(g *decision.Guide, l *decision.Letter, c dossier.Case, on decision.Day) Filled {
	f := newFields(g, c, on)
	answers := established(g, c, on)
	f.ask(!mentions(keptOf(l, answers), costs...))
	if declares(l) {
		f.declare()
	}
	var p paper.Paper
	isLetter := len(l.Object) > 0
	if isLetter {
		f.head(&p, l.Signed)
		p.Paragraph(paper.Bold("Objet" + french.NBSP + ": " + f.fill(l.Object.String())))
	} else {
		p.Title(1, l.Title)
	}
	for _, part := range l.Parts {
		if holds(part, answers) {
			f.text(&p, part.Text)
		}
	}
	if isLetter {
		p.Right(lines(f.get("contact-entreprise"), f.get("entreprise"))...)
	}
	if len(l.Documents) > 0 {
		p.Paragraph(paper.Words("Pièces jointes" + french.NBSP + ":"))
		f.text(&p, l.Documents)
	}
	f.again(&p, l.Bases)
	return Filled{Paper: p, Missing: Missing(p)}
}

// again leaves a line to take off when some of the texts that a paper rests on, which
// the other side reads, are to be read again.
func (f *fields) again(p *paper.Paper, cited []decision.Citation) {
	if aged := say.AgedCitations(f.guide, cited); aged != "" {
		p.Paragraph(paper.Words(empty("relire les textes avant l’envoi, puis ôter cette ligne (" + aged + ")")))
	}
}

// head adds the sender, the recipient, how the letter goes when it matters, the
// place and the day.
func (f *fields) head(p *paper.Paper, registered bool) {
	from, to := f.kase.Business, f.kase.Client
	sender := append([]string{f.get("entreprise")}, f.address("adresse-entreprise", from.Address)...)
	for _, known := range []struct{ label, words string }{
		{"SIREN", french.SIREN(from.Number)}, {"Téléphone", from.Phone}, {"Courriel", from.Email},
	} {
		if words := said(known.words); words != "" {
			sender = append(sender, known.label+french.NBSP+": "+words)
		}
	}
	p.Paragraph(lines(sender...)...)
	recipient := []string{f.get("client")}
	if words := said(to.Contact); words != "" {
		recipient = append(recipient, "À l’attention de "+words)
	}
	p.Right(lines(append(recipient, f.address("adresse-client", to.Address)...)...)...)
	if registered {
		p.Right(paper.Words(dossier.Registered))
	}
	p.Right(paper.Words(f.get("lieu") + ", le " + f.get("date")))
}

// lines are words without emphasis, line by line.
func lines(words ...string) []decision.Line {
	all := make([]decision.Line, len(words))
	for i := range words {
		all[i] = paper.Words(words[i])
	}
	return all
}

// address returns the lines of an address, or what stands for it.
func (f *fields) address(name, address string) (lines []string) {
	for _, line := range linesOf(address) {
		lines = append(lines, said(line))
	}
	if len(lines) == 0 {
		return []string{f.get(name)}
	}
	return lines
}

// established returns the value of each fact that is known on a day: said, or
// settled by another answer.
func established(g *decision.Guide, c dossier.Case, on decision.Day) map[decision.Fact]decision.Value {
	known := map[decision.Fact]decision.Value{}
	for fact, words := range c.Said {
		known[fact] = decision.Value(words)
	}
	for _, reply := range g.Walk(c.Answers(g, on.Time())).Path {
		known[reply.Question.Fact] = reply.Value
	}
	return known
}

// holds says whether a passage is to be kept.
func holds(p decision.LetterPart, known map[decision.Fact]decision.Value) bool {
	for _, c := range p.Conditions {
		if !slices.Contains(c.Values, known[c.Fact]) {
			return false
		}
	}
	return true
}
