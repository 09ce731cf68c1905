package plain

import (
	"cmp"
	"io"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// Show tells a case: who, what was answered, what happened, what is owed, what
// comes next. replay says what today's content makes of it; authors, who wrote the
// events of its timeline, as far as that is known. The only errors are
// those of writing.
func Show(out io.Writer, g *decision.Guide, kase dossier.Case, replay dossier.Replay, authors []dossier.Author, on decision.Day) error {
	a := kase.Answers(g, on.Time())
	p := NewPage(out)
	p.identity(kase)
	p.answers(g, a, kase.Derived(g, on.Time()), replay)
	p.journal(g, kase, authors)
	p.accounts(g, kase, on)
	p.Deadlines(g, kase.Deadlines(g, on))
	p.Blank()
	p.standing(g, kase, on)
	if replay.Other {
		p.Blank()
		p.Say(say.OtherContent(g, replay.Then))
	}
	if replay.Changed && replay.Then.Step != "" && replay.Next != nil {
		p.Blank()
		p.Say(say.MoreAsked)
	}
	if changed := say.Changed(g, kase.Former, a); changed != "" {
		p.Blank()
		p.Say(changed)
	}
	return p.Flush()
}

func (p *Page) identity(kase dossier.Case) {
	p.Say("Dossier " + kase.ID + french.NBSP + ": " + cmp.Or(french.Shown(kase.Client.Name), french.Shown(kase.Title), "client sans nom"))
	for _, line := range [][2]string{
		{"Titre", kase.Title}, {"Objet", kase.Subject}, {"Ouvert le", french.Day(string(kase.Opened))},
		{"Modifié le", french.Day(string(kase.Changed))}, {"Clos le", french.Day(string(kase.Closed))},
	} {
		if line[1] != "" {
			p.Item("  - ", line[0]+french.NBSP+": "+Whole(line[1]))
		}
	}
	if kase.Archived {
		p.Item("  - ", "Archivé")
	}
}

// standing writes what to wait for, that nothing is owed any more, what was typed
// and does not fit what the case holds; then the advice, unless one waits.
func (p *Page) standing(g *decision.Guide, kase dossier.Case, on decision.Day) {
	s := kase.Standing(g, on)
	var told []string
	if kase.Closed == "" && s.Settled {
		told = append(told, say.Settled(kase.Claim(g, on)))
	}
	if awaited := say.Awaited(s); awaited != "" {
		told = append(told, awaited)
	}
	for _, d := range kase.Derived(g, on.Time()) {
		if contradicted := say.Contradicted(g, d); contradicted != "" {
			told = append(told, contradicted)
		}
	}
	for _, line := range told {
		p.Say(line)
		p.Blank()
	}
	if s.Waiting() {
		p.Say("En cours" + french.NBSP + ": " + s.Step.Title + ". Une réponse arrive avant" + french.NBSP + "? Notez-la" + french.NBSP + ": compromis dossiers suite " + kase.ID)
		p.disclaimer(g)
		return
	}
	p.advice(g, kase.Answers(g, on.Time()))
}

// answers writes what was said, and what has to be said again.
func (p *Page) answers(g *decision.Guide, a decision.Answers, held []dossier.Derived, replay dossier.Replay) {
	if len(a.Said()) > 0 {
		p.Heading("Vos réponses")
	}
	asked := say.Asked(g, a)
	for i := range g.Questions {
		q := &g.Questions[i]
		said, ok := a.Get(q.Fact)
		if !ok {
			continue
		}
		p.Item("  - ", say.Answer(asked(q.Fact), said)+say.FromCase(held, q.Fact))
	}
	if len(replay.Asked) > 0 {
		p.Heading("À redemander, car le contenu a changé")
	}
	for _, f := range replay.Asked {
		p.Item("  - ", french.Shown(string(f)))
	}
}

func (p *Page) journal(g *decision.Guide, kase dossier.Case, authors []dossier.Author) {
	if len(kase.Journal) > 0 {
		p.Heading("Journal")
	}
	for i, e := range kase.Timeline() {
		told := Happened(g, e)
		if i < len(authors) && authors[i].Login != "" {
			told += " (" + say.WrittenBy(authors[i]) + ")"
		}
		p.Item("  - ", told)
	}
	if len(kase.Complaints) > 0 {
		p.Heading("Réclamations")
	}
	for _, r := range kase.Complaints {
		p.Item("  - ", french.Day(string(r.On))+french.NBSP+": n°"+french.NBSP+french.Shown(r.Number)+" "+Whole(r.What))
	}
}

// accounts writes the invoices and what may be asked for.
func (p *Page) accounts(g *decision.Guide, kase dossier.Case, on decision.Day) {
	if len(kase.Invoices) == 0 {
		return
	}
	p.Heading("Factures")
	for _, i := range kase.Invoices {
		p.Item("  - ", Billed(i))
	}
	p.Blank()
	p.claim(g, kase.Claim(g, on))
}

// Deadlines writes dates not to miss, under a heading.
func (p *Page) Deadlines(g *decision.Guide, all []dossier.Deadline) {
	if len(all) > 0 {
		p.Heading("Échéances")
	}
	for _, d := range all {
		told := french.Capital(say.DeadlineDay(d)) + french.NBSP + ": " + say.Deadline(g, d)
		if b := g.Basis(d.Basis); b != nil {
			told += " — " + say.Named(b)
		}
		if state := say.DeadlineState(g, d); state != "" {
			told += ". " + state
		}
		p.Item("  - ", told)
	}
}

// Whole makes what a person typed safe to show, on one line, whole.
func Whole(s string) string {
	return strings.Join(strings.FieldsFunc(french.Line(s), func(r rune) bool { return r == ' ' }), " ")
}

// Happened writes a line of the journal.
func Happened(g *decision.Guide, e dossier.Event) string {
	told := french.Day(string(e.On)) + french.NBSP + ": " + say.Act(g, e)
	if e.Note != "" {
		told += ". " + Whole(e.Note)
	}
	return told
}

// Billed writes an invoice on one line.
func Billed(i dossier.Invoice) string {
	var dues []string
	for _, d := range i.Dues {
		dues = append(dues, french.Cents(d.Cents)+" à payer le "+french.Day(string(d.On)))
	}
	told := say.Invoice(i.Number) + french.NBSP + ": " + french.And(dues)
	if i.Issued != "" {
		told += ", émise le " + french.Day(string(i.Issued))
	}
	if i.Done != "" {
		told += ", travail fini le " + french.Day(string(i.Done))
	}
	if i.Rate != 0 {
		told += ", taux du contrat " + french.Percent(i.Rate)
	}
	return told
}
