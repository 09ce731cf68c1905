package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"

	"github.com/spf13/cobra"
)

// followOptions are those of dossiers suite.
type followOptions struct {
	of       caseRef
	outcome  *string // nil when it was not given
	on, sent decision.Day
	note     string
	cents    int64  // of a part payment
	invoice  string // that it pays
}

func (p *program) followCommand() *cobra.Command {
	var o followOptions
	cmd := p.onCase("suite dossier [--issue numéro|mots] [--le date] [--envoi date] [--note texte]",
		"dire ce qu’a donné l’étape recommandée, et passer à la suivante", &o.of, func() error { return p.follow(o) })
	cmd.Long = "Sans --issue, la commande montre les issues possibles, numérotées, et où chacune mène."
	f := p.flags(cmd)
	once(f, &o.outcome, "--issue", kind{name: "issue"}, "ce qui s’est passé : le numéro d’une issue, ou ses mots",
		func(typed string) (*string, error) { return &typed, nil })
	f.date(&o.on, "--le", "quand, comme 31/12/2026 ; d’office, aujourd’hui")
	f.date(&o.sent, "--envoi", "le jour de l’appel ou du courrier qui a mené là, s’il manque au journal ; d’office, le même jour")
	f.text(&o.note, "--note", "texte", "ce que vous voulez en garder")
	f.sum(&o.cents, "--montant", "la somme reçue, quand il a payé une partie")
	f.text(&o.invoice, "--facture", "numéro", "la facture que règle ce paiement ; d’office, la plus ancienne due")
	f.secret(&o.of.secret)
	return cmd
}

// follow writes in a case what came of the recommended step. Without an outcome,
// it writes those that are possible, and where each leads.
func (p *program) follow(o followOptions) error {
	if o.outcome == nil {
		return p.ahead(o)
	}
	on, err := p.past("--le", o.on)
	if err != nil {
		return err
	}
	g, err := p.guide()
	if err != nil {
		return err
	}
	if part, err := p.partly(o); part || err != nil {
		return err
	}
	var came decision.Outcome
	var assumed string
	kase, err := p.change(o.of, func(kase dossier.Case) (dossier.Case, error) {
		step, err := p.awaited(g, kase)
		if err != nil {
			return kase, err
		}
		if came, err = outcomeNamed(step, *o.outcome, outcomes(g, kase, step, p.day())); err != nil {
			return kase, err
		}
		if kase, assumed, err = p.withSent(g, kase, came, on, o.sent); err != nil {
			return kase, err
		}
		return kase.Happened(g, step, came, on, strings.TrimSpace(o.note)), nil
	})
	if err != nil {
		return err
	}
	if assumed != "" && p.desk == nil {
		fmt.Fprintln(p.Err, assumed)
	}
	noted := plain.Happened(g, kase.Journal[len(kase.Journal)-1])
	if came.End {
		noted += " → " + leadsTo(g, kase.Answers(g, on.Time()), came)
	}
	return p.tellNext(g, kase, "Noté dans le dossier "+kase.ID+french.NBSP+":", "  "+noted)
}

// partly writes a part payment, when that is the outcome named. It is one of any
// step while the client owes something.
func (p *program) partly(o followOptions) (bool, error) {
	g, kase, _, err := p.look(o.of)
	if err != nil {
		return false, err
	}
	step, err := p.awaited(g, kase)
	if err != nil {
		return false, err
	}
	number := strconv.Itoa(len(step.Outcomes) + 1)
	named := strings.TrimSpace(*o.outcome) == number || french.Slug(*o.outcome) == french.Slug(say.PartlyPaid)
	switch {
	case !named && (o.cents != 0 || o.invoice != ""):
		return false, usageError("--montant et --facture ne vont qu’avec l’issue " + french.Quote(say.PartlyPaid) + ", la " + number + ".")
	case !named || !kase.Owing(g, p.day()):
		return false, nil
	}
	note := noteOptions{of: o.of, kind: string(dossier.Paid), on: o.on, cents: o.cents, invoice: o.invoice, note: o.note}
	if err := p.note(note); err != nil {
		return true, err
	}
	if p.desk != nil {
		return true, nil
	}
	_, kase, _, err = p.look(o.of)
	if err != nil {
		return true, err
	}
	return true, p.tellNext(g, kase, "")
}

// outcomes counts those that a step of a case may have: a part payment is one
// while something is owed.
func outcomes(g *decision.Guide, kase dossier.Case, step *decision.Step, on decision.Day) int {
	if kase.Owing(g, on) {
		return len(step.Outcomes) + 1
	}
	return len(step.Outcomes)
}

// awaited returns the recommended step of a case, whose outcome is awaited.
func (p *program) awaited(g *decision.Guide, kase dossier.Case) (*decision.Step, error) {
	a := kase.Answers(g, p.day().Time())
	switch step := g.Verdict(a).Step; {
	case kase.Closed != "":
		return nil, usageError(closed(kase))
	case step == nil:
		return nil, usageError("Ce dossier n’a pas encore d’étape recommandée. Répondez d’abord aux questions" + french.NBSP + ": compromis dossiers repondre " + kase.ID + " -r fait=valeur")
	default:
		return step, nil
	}
}

// withSent writes in the journal the letter or the call that the outcome answers,
// when it is not there. It tells the day when nobody gave it.
func (p *program) withSent(g *decision.Guide, kase dossier.Case, o decision.Outcome, on, sent decision.Day) (after dossier.Case, assumed string, err error) {
	kind, lacking := kase.Sent(o)
	if _, err := p.past("--envoi", sent); err != nil {
		return kase, "", err
	}
	switch {
	case !lacking && sent != "":
		return kase, "", usageError("L’option --envoi ne sert pas ici" + french.NBSP + ": cette issue n’en demande pas, ou le journal le dit déjà. Retirez-la.")
	case !lacking:
		return kase, "", nil
	case sent == "":
		sent = on
		assumed = say.Event(g, kind) + french.NBSP + ": faute de date, noté au " + french.Day(string(on)) + ". Si c’était un autre jour, annulez deux fois, puis donnez --envoi."
	case sent > on:
		return kase, "", wrongFlag("--envoi", errors.New("Le "+french.Day(string(sent))+" vient après ce qui en est résulté, le "+french.Day(string(on))+". Corrigez une des deux dates."))
	}
	return kase.With(dossier.Event{On: sent, Kind: kind}), assumed, nil
}

// outcomeNamed returns the outcome of a step, by its number or its words, whole
// or in part.
func outcomeNamed(step *decision.Step, typed string, most int) (decision.Outcome, error) {
	if n, err := strconv.Atoi(strings.TrimSpace(typed)); err == nil {
		if n < 1 || n > len(step.Outcomes) {
			return decision.Outcome{}, wrongFlag("--issue", fmt.Errorf("Écrivez un nombre de 1 à %d.", most))
		}
		return step.Outcomes[n-1], nil
	}
	slug := french.Slug(typed)
	if slug == "" {
		return decision.Outcome{}, usageError("Dites ce qui s’est passé" + french.NBSP + ": --issue 1, ou les mots de cette issue.")
	}
	var labels []string
	var near []decision.Outcome
	for _, o := range step.Outcomes {
		labels = append(labels, o.Label)
		switch {
		case french.Slug(o.Label) == slug:
			return o, nil
		case french.Found(o.Label, typed):
			near = append(near, o)
		}
	}
	if len(near) == 1 {
		return near[0], nil
	}
	return decision.Outcome{}, usage("issue inconnue, ou pas assez précise", typed, labels)
}

// ahead writes the recommended step of a case and what may come of it, or what
// is still to be answered.
func (p *program) ahead(o followOptions) error {
	for _, said := range [][2]string{{"--le", string(o.on)}, {"--envoi", string(o.sent)}, {"--note", o.note}} {
		if said[1] != "" {
			return usageError("L’option " + said[0] + " ne va qu’avec --issue" + french.NBSP + ": dites d’abord ce qui s’est passé.")
		}
	}
	g, kase, _, err := p.look(o.of)
	if err != nil {
		return err
	}
	a := kase.Answers(g, p.day().Time())
	v := g.Verdict(a)
	if kase.Closed != "" || v.Step == nil {
		return p.tellNext(g, kase)
	}
	page := plain.NewPage(p.Out)
	page.Say("Étape recommandée" + french.NBSP + ": " + v.Step.Title)
	page.Say(v.Step.Summary)
	page.Heading("Que s’est-il passé" + french.NBSP + "?")
	for i, o := range v.Step.Outcomes {
		page.Item("  "+strconv.Itoa(i+1)+". ", o.Label+" → "+leadsTo(g, a, o))
	}
	if kase.Owing(g, p.day()) {
		page.Item("  "+strconv.Itoa(len(v.Step.Outcomes)+1)+". ", say.PartlyPaid+" → la même étape, pour le reste (avec --montant)")
	}
	page.Blank()
	page.Say("Pour le noter" + french.NBSP + ": compromis dossiers suite " + kase.ID + " --issue 1 --le date")
	return page.Flush()
}

// leadsTo says where an outcome leads.
func leadsTo(g *decision.Guide, a decision.Answers, o decision.Outcome) string {
	switch {
	case o.EndNote != "":
		return "fin du dossier, " + o.EndNote
	case o.End:
		return "fin du dossier"
	}
	a = g.Apply(a, o)
	next, v := g.Walk(a).Next, g.Verdict(a)
	switch {
	case next != nil:
		return "une question" + french.NBSP + ": " + next.Title
	case v.Step != nil:
		return v.Step.Title
	}
	return "selon ce que vous ne savez pas encore"
}

// closed says that a case is, and how to open it again.
func closed(kase dossier.Case) string {
	return "Le dossier est clos depuis le " + french.Day(string(kase.Closed)) + ". Pour le rouvrir, annulez ce qui l’a clos" + french.NBSP + ": compromis dossiers annuler " + kase.ID
}

// tellNext writes lines, then where the case stands, which an interview tells by
// itself.
func (p *program) tellNext(g *decision.Guide, kase dossier.Case, lines ...string) error {
	if p.desk != nil {
		return p.told(lines...)
	}
	if kase.Closed != "" {
		return p.told(append(lines, closed(kase))...)
	}
	if len(lines) > 0 {
		if err := p.told(append(lines, "")...); err != nil {
			return err
		}
	}
	return plain.AdviseCase(p.Out, g, kase, p.day())
}

func (p *program) undoCommand() *cobra.Command {
	var of caseRef
	cmd := p.onCase("annuler dossier", "annuler le dernier évènement du journal, avec ce qu’il a changé", &of, func() error { return p.undo(of) })
	p.flags(cmd).secret(&of.secret)
	return cmd
}

// undo takes the last event of a journal back, with what it changed.
func (p *program) undo(of caseRef) error {
	g, err := p.guide()
	if err != nil {
		return err
	}
	var last dossier.Event
	kase, err := p.rewrite(of, true, func(kase dossier.Case) (dossier.Case, error) {
		before, ok := kase.Undo()
		if !ok {
			return kase, usageError("Le journal de ce dossier est vide" + french.NBSP + ": il n’y a rien à annuler.")
		}
		last, _ = kase.Last()
		return before, nil
	})
	if err != nil {
		return err
	}
	return p.tellNext(g, kase, "Annulé dans le dossier "+kase.ID+french.NBSP+":", "  "+plain.Happened(g, last))
}
