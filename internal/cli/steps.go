package cli

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// recallOptions are those of dossiers rappeler.
type recallOptions struct {
	of caseRef
	on decision.Day
}

func (p *program) recallCommand() *cobra.Command {
	var o recallOptions
	cmd := p.onCase("rappeler dossier --le date", "noter le jour où se rappeler de l’étape recommandée", &o.of, func() error { return p.recall(o) })
	cmd.Long = "Le jour entre dans les échéances du dossier et dans l’agenda qui s’en écrit. Le programme ne sonne pas de lui-même."
	f := p.flags(cmd)
	f.dateAhead(&o.on, "--le", "quel jour, après aujourd’hui")
	f.secret(&o.of.secret)
	return cmd
}

// recall notes in a case the day to be reminded of its step.
func (p *program) recall(o recallOptions) error {
	switch {
	case o.on == "":
		return usageError("Dites quel jour" + french.NBSP + ": --le 31/12/2026.")
	case o.on <= p.day():
		return wrongFlag("--le", errors.New("Donnez un jour après aujourd’hui."))
	}
	g, err := p.guide()
	if err != nil {
		return err
	}
	kase, err := p.change(o.of, func(kase dossier.Case) (dossier.Case, error) {
		step, err := p.awaited(g, kase)
		if err != nil {
			return kase, err
		}
		return kase.With(dossier.Event{Kind: dossier.ToRecall, On: p.day(), Until: o.on, Step: step.ID, Note: step.Title}), nil
	})
	if err != nil {
		return err
	}
	last, _ := kase.Last()
	return p.told("Noté dans le dossier "+kase.ID+french.NBSP+":", "  "+plain.Happened(g, last)+", pour le "+french.Day(string(o.on)))
}

// gestureOptions are those of dossiers gestes.
type gestureOptions struct {
	of     caseRef
	number int // of the gesture to tick, from 1; 0 for none
}

func (p *program) gesturesCommand() *cobra.Command {
	var o gestureOptions
	cmd := p.onCase("gestes dossier [--fait numéro]", "ce qu’il y a à faire à cette étape, et ce qui est fait", &o.of, func() error { return p.gestures(o) })
	f := p.flags(cmd)
	f.whole(&o.number, "--fait", 1, "noter que ce geste est fait, ou ne l’est plus")
	f.secret(&o.of.secret)
	return cmd
}

// gestures lists the gestures of the recommended step, or ticks one.
func (p *program) gestures(o gestureOptions) error {
	g, err := p.guide()
	if err != nil {
		return err
	}
	var kase dossier.Case
	if o.number == 0 {
		_, kase, _, err = p.look(o.of)
	} else {
		kase, err = p.change(o.of, func(kase dossier.Case) (dossier.Case, error) { return p.ticked(g, kase, o.number) })
	}
	if err != nil {
		return err
	}
	step, err := p.awaited(g, kase)
	if err != nil {
		return err
	}
	told := g.Told(step, kase.Answers(g, p.day().Time()))
	if len(say.Gestures(told.HowTo)) == 0 {
		return p.told(nothingToTick)
	}
	page := plain.NewPage(p.Out)
	page.Checklist(kase, told)
	return page.Flush()
}

// nothingToTick is said of a step without gestures.
const nothingToTick = "Cette étape n’a rien à cocher."

// ticked returns the case with a gesture of the recommended step ticked, or no longer.
func (p *program) ticked(g *decision.Guide, kase dossier.Case, number int) (dossier.Case, error) {
	step, err := p.awaited(g, kase)
	if err != nil {
		return kase, err
	}
	all := say.Gestures(g.Told(step, kase.Answers(g, p.day().Time())).HowTo)
	switch {
	case len(all) == 0:
		return kase, wrongFlag("--fait", errors.New(nothingToTick))
	case number > len(all):
		return kase, wrongFlag("--fait", errors.New("Écrivez un nombre de 1 à "+strconv.Itoa(len(all))+"."))
	}
	return kase.Tick(step.ID, say.Gesture(all[number-1])), nil
}
