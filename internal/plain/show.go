package plain

import (
	"cmp"
	"errors"
	"strings"
	"unicode"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// shown is what `compromis dossiers ouvrir --json` writes. Its keys are a
// contract; those of the case are those of its file.
type shown struct {
	Case      dossier.Case       `json:"dossier"`
	Advice    advice             `json:"conseil"`
	Deadlines []dossier.Deadline `json:"echeances"`
	Claim     *claim             `json:"creance"`         // null when nothing is owed, or when it is refused
	Refused   *string            `json:"creance_refusee"` // why, when a rate is missing
	Asked     []decision.Fact    `json:"a_redemander"`    // answers that today's content no longer knows
}

func newShown(g *decision.Guide, kase dossier.Case, replay dossier.Replay, on decision.Day) shown {
	all := shown{
		Case: kase, Advice: newAdvice(g, kase.Answers(on.Time())),
		Deadlines: deadlines(g, kase, on), Asked: append([]decision.Fact{}, replay.Asked...),
	}
	claimed, err := kase.Claim(g, on)
	switch {
	case err != nil:
		all.Refused = known(claimError(err).Error())
	case len(claimed.Invoices) > 0:
		all.Claim = newClaim(g, claimed)
	}
	return all
}

// deadlines are never nil: an empty list in JSON.
func deadlines(g *decision.Guide, kase dossier.Case, on decision.Day) []dossier.Deadline {
	return append([]dossier.Deadline{}, kase.Deadlines(g, on)...)
}

// runShow writes a case.
func runShow(c *call) error {
	g, kase, replay, err := c.look(c.args[0])
	if err != nil {
		return err
	}
	if c.has("--json") {
		return writeJSON(c.Out, newShown(g, kase, replay, c.day()))
	}
	p := newPage(c.Out, lineWidth)
	p.identity(kase)
	p.answers(g, kase.Answers(c.day().Time()), replay)
	p.journal(g, kase)
	p.accounts(g, kase, c.day())
	p.deadlines(g, deadlines(g, kase, c.day()))
	p.blank()
	p.advice(g, kase.Answers(c.day().Time()))
	if replay.Changed && replay.Then.Step != "" && replay.Next != nil {
		p.blank()
		p.say(say.MoreAsked)
	}
	if changed := say.Changed(g, kase.Former, kase.Answers(c.day().Time())); changed != "" {
		p.blank()
		p.say(changed)
	}
	return wrote(p)
}

func (p *page) identity(kase dossier.Case) {
	p.say("Dossier " + kase.ID + nbsp + ": " + cmp.Or(french.Shown(kase.Client.Name), french.Shown(kase.Title), "client sans nom"))
	for _, line := range [][2]string{
		{"Titre", kase.Title}, {"Objet", kase.Subject}, {"Ouvert le", french.Day(string(kase.Opened))},
		{"Modifié le", french.Day(string(kase.Changed))}, {"Clos le", french.Day(string(kase.Closed))},
	} {
		if line[1] != "" {
			p.item("  - ", line[0]+nbsp+": "+shownWhole(line[1]))
		}
	}
	if kase.Archived {
		p.item("  - ", "Archivé")
	}
}

// answers writes what was said, and what has to be said again.
func (p *page) answers(g *decision.Guide, a decision.Answers, replay dossier.Replay) {
	if a.Len() > 0 {
		p.heading("Vos réponses")
	}
	for i := range g.Questions {
		q := &g.Questions[i]
		said, ok := a.Get(q.Fact)
		if !ok {
			continue
		}
		told := label(q, decision.Value(said))
		switch {
		case told != said:
		case q.Kind == decision.Amount:
			told = french.Amount(said)
		case q.Kind == decision.Date:
			told = french.Day(said)
		}
		p.item("  - ", q.Name+nbsp+": "+told)
	}
	if len(replay.Asked) > 0 {
		p.heading("À redemander, car le contenu a changé")
	}
	for _, f := range replay.Asked {
		p.item("  - ", french.Shown(string(f)))
	}
}

func (p *page) journal(g *decision.Guide, kase dossier.Case) {
	if len(kase.Journal) > 0 {
		p.heading("Journal")
	}
	for _, e := range kase.Journal {
		p.item("  - ", happened(g, e))
	}
	if len(kase.Complaints) > 0 {
		p.heading("Réclamations")
	}
	for _, r := range kase.Complaints {
		p.item("  - ", french.Day(string(r.On))+nbsp+": n°"+nbsp+french.Shown(r.Number)+" "+shownWhole(r.What))
	}
}

// accounts writes the invoices and what may be asked for.
func (p *page) accounts(g *decision.Guide, kase dossier.Case, on decision.Day) {
	if len(kase.Invoices) == 0 {
		return
	}
	p.heading("Factures")
	for _, i := range kase.Invoices {
		p.item("  - ", billed(i))
	}
	claimed, err := kase.Claim(g, on)
	if err != nil {
		p.blank()
		p.say(claimError(err).Error())
		return
	}
	p.blank()
	p.claim(g, claimed)
}

func (p *page) deadlines(g *decision.Guide, all []dossier.Deadline) {
	if len(all) > 0 {
		p.heading("Échéances")
	}
	for _, d := range all {
		told := french.Day(string(d.On)) + nbsp + ": " + french.Deadline(d)
		if b := g.Basis(d.Basis); b != nil {
			told += " — " + b.Reference
		}
		p.item("  - ", told)
	}
}

// claimError puts into French why a claim was refused.
func claimError(err error) error {
	var missing *dossier.MissingRateError
	if errors.As(err, &missing) {
		return failure(french.MissingRate(missing))
	}
	return err
}

// stepTitle returns the title of a step, or its id when the content no longer
// has it.
func stepTitle(g *decision.Guide, id string) string {
	if s := g.Step(id); s != nil {
		return s.Title
	}
	return id
}

// shownWhole makes what a person typed safe to show, on one line, whole.
func shownWhole(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || !unicode.IsPrint(r) }), " ")
}
