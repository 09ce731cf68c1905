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
)

// runFollow writes in a case what came of the recommended step. Without an
// outcome, it writes those that are possible, and where each leads.
func runFollow(c *call) error {
	if !c.has("--issue") {
		return c.ahead()
	}
	on, err := c.past("--le")
	if err != nil {
		return err
	}
	g, err := c.guide()
	if err != nil {
		return err
	}
	var o decision.Outcome
	var assumed string
	kase, err := c.change(c.args[0], func(kase dossier.Case) (dossier.Case, error) {
		step, err := c.awaited(g, kase)
		if err != nil {
			return kase, err
		}
		if o, err = outcomeNamed(step, c.value("--issue")); err != nil {
			return kase, err
		}
		if kase, assumed, err = c.withSent(kase, o, on); err != nil {
			return kase, err
		}
		return kase.Happened(g, step, o, on, strings.TrimSpace(c.value("--note"))), nil
	})
	if err != nil {
		return err
	}
	if assumed != "" {
		fmt.Fprintln(c.Err, assumed)
	}
	noted := plain.Happened(g, kase.Journal[len(kase.Journal)-1])
	if o.End {
		noted += " → " + leadsTo(g, kase.Answers(on.Time()), o)
	}
	return c.tellNext(g, kase, "Noté dans le dossier "+kase.ID+nbsp+":", "  "+noted)
}

// awaited returns the recommended step of a case, whose outcome is awaited.
func (c *call) awaited(g *decision.Guide, kase dossier.Case) (*decision.Step, error) {
	a := kase.Answers(c.day().Time())
	switch step := g.Verdict(a).Step; {
	case kase.Closed != "":
		return nil, usageError(closed(kase))
	case step == nil:
		return nil, usageError("Ce dossier n’a pas encore d’étape recommandée. Répondez d’abord aux questions" + nbsp + ": compromis dossiers repondre " + kase.ID + " -r fait=valeur")
	default:
		return step, nil
	}
}

// withSent writes in the journal the letter or the call that the outcome answers,
// when it is not there. It tells the day when nobody gave it.
func (c *call) withSent(kase dossier.Case, o decision.Outcome, on decision.Day) (after dossier.Case, assumed string, err error) {
	kind, lacking := kase.Sent(o)
	sent, err := c.past("--envoi")
	switch {
	case err != nil:
		return kase, "", err
	case !lacking && c.has("--envoi"):
		return kase, "", usageError("L’option --envoi ne sert pas ici" + nbsp + ": cette issue n’en demande pas, ou le journal le dit déjà. Retirez-la.")
	case !lacking:
		return kase, "", nil
	case !c.has("--envoi"):
		sent = on
		assumed = french.Event(kind) + nbsp + ": faute de date, noté au " + french.Day(string(on)) + ". Si c’était un autre jour, annulez deux fois, puis donnez --envoi."
	case sent > on:
		return kase, "", wrongFlag("--envoi", errors.New("Le "+french.Day(string(sent))+" vient après ce qui en est résulté, le "+french.Day(string(on))+". Corrigez une des deux dates."))
	}
	return kase.With(dossier.Event{On: sent, Kind: kind}), assumed, nil
}

// outcomeNamed returns the outcome of a step, by its number or its words, whole
// or in part.
func outcomeNamed(step *decision.Step, typed string) (decision.Outcome, error) {
	if n, err := strconv.Atoi(strings.TrimSpace(typed)); err == nil {
		if n < 1 || n > len(step.Outcomes) {
			return decision.Outcome{}, wrongFlag("--issue", fmt.Errorf("Écrivez un nombre de 1 à %d.", len(step.Outcomes)))
		}
		return step.Outcomes[n-1], nil
	}
	slug := french.Slug(typed)
	if slug == "" {
		return decision.Outcome{}, usageError("Dites ce qui s’est passé" + nbsp + ": --issue 1, ou les mots de cette issue.")
	}
	var labels []string
	var near []decision.Outcome
	for _, o := range step.Outcomes {
		labels = append(labels, o.Label)
		switch said := french.Slug(o.Label); {
		case said == slug:
			return o, nil
		case strings.Contains(said, slug):
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
func (c *call) ahead() error {
	for _, name := range []string{"--le", "--envoi", "--note"} {
		if c.has(name) {
			return usageError("L’option " + name + " ne va qu’avec --issue" + nbsp + ": dites d’abord ce qui s’est passé.")
		}
	}
	g, kase, _, err := c.look(c.args[0])
	if err != nil {
		return err
	}
	a := kase.Answers(c.day().Time())
	v := g.Verdict(a)
	if kase.Closed != "" || v.Step == nil {
		return c.tellNext(g, kase)
	}
	p := plain.NewPage(c.Out)
	p.Say("Étape recommandée" + nbsp + ": " + v.Step.Title)
	p.Say(v.Step.Summary)
	p.Heading("Que s’est-il passé" + nbsp + "?")
	for i, o := range v.Step.Outcomes {
		p.Item("  "+strconv.Itoa(i+1)+". ", o.Label+" → "+leadsTo(g, a, o))
	}
	p.Blank()
	p.Say("Pour le noter" + nbsp + ": compromis dossiers suite " + kase.ID + " --issue 1 --le date")
	return p.Flush()
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
		return "une question" + nbsp + ": " + next.Title
	case v.Step != nil:
		return v.Step.Title
	}
	return "selon ce que vous ne savez pas encore"
}

// closed says that a case is, and how to open it again.
func closed(kase dossier.Case) string {
	return "Le dossier est clos depuis le " + french.Day(string(kase.Closed)) + ". Pour le rouvrir, annulez ce qui l’a clos" + nbsp + ": compromis dossiers annuler " + kase.ID
}

// tellNext writes lines, then where the case stands.
func (c *call) tellNext(g *decision.Guide, kase dossier.Case, lines ...string) error {
	if kase.Closed != "" {
		return c.told(append(lines, closed(kase))...)
	}
	if len(lines) > 0 {
		if err := c.told(append(lines, "")...); err != nil {
			return err
		}
	}
	return plain.Advise(c.Out, g, kase.Answers(c.day().Time()), false)
}

// runUndo takes the last event of a journal back, with what it changed.
func runUndo(c *call) error {
	g, err := c.guide()
	if err != nil {
		return err
	}
	var last dossier.Event
	kase, err := c.change(c.args[0], func(kase dossier.Case) (dossier.Case, error) {
		before, ok := kase.Undo()
		if !ok {
			return kase, usageError("Le journal de ce dossier est vide" + nbsp + ": il n’y a rien à annuler.")
		}
		last = kase.Journal[len(kase.Journal)-1]
		return before, nil
	})
	if err != nil {
		return err
	}
	return c.tellNext(g, kase, "Annulé dans le dossier "+kase.ID+nbsp+":", "  "+plain.Happened(g, last))
}
