package tui

import (
	"errors"

	"charm.land/bubbles/v2/key"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/say"
)

// stepAct is what one can do about a step: a button, and a key that does the same
// from anywhere on its page.
type stepAct struct {
	key    key.Binding
	label  string
	short  string // where there is less room
	do     action
	aside  bool             // a key alone
	letter *decision.Letter // what it writes
}

// actsOf are the acts of a step, the main one first: to write its letter, or to learn
// how to go about it; to say what came of it once its time has run, or nothing is
// owed any more. A case that is closed is only read.
func (s *stepPage) actsOf(step *decision.Step, now dossier.Standing, f frame) []stepAct {
	write, written := letterAct(step, f)
	done := stepAct{key: keyOutcomes, label: "C’est fait…", short: "Fait…", do: open{newOutcomes()}}
	recall := stepAct{key: keyRecall, label: "Me le rappeler le…", short: "Rappel…", do: open{newRecall(step)}}
	why := stepAct{key: keyWhyStep, label: "Pourquoi", do: open{newWhyStep()}}
	if f.kase.Closed != "" {
		return []stepAct{why}
	}
	paid := stepAct{key: keyPaid, label: "Il a payé…", do: open{newEvent(dossier.Event{Kind: dossier.Paid})}}
	switch {
	case now.Settled:
		done.label, done.short, done.key = "Dire la suite…", "", keyTold
		return []stepAct{done, recall, why}
	case now.Awaited != nil:
		done.label, done.short, done.key = "Il a répondu…", "", keyAnswered
		if !now.Waiting() {
			done.label, done.key = "Dire la suite…", keyTold
		}
		acts := []stepAct{done, paid, recall, why}
		if write.aside = true; written {
			acts = append(acts, write)
		}
		return acts
	case written:
		return []stepAct{write, done, recall, why}
	}
	how := stepAct{key: keyHow, label: say.HowToTitle, do: turning(func(f frame) { s.Show(say.HowToTitle, s.content(f), f.Frame) })}
	return []stepAct{how, done, recall, why}
}

// letterAct opens the letter of a step, or the document that one prepares for it;
// false when it has none.
func letterAct(step *decision.Step, f frame) (stepAct, bool) {
	all := letter.Suited(f.guide, step.ID, f.kase, f.today())
	if len(all) == 0 {
		return stepAct{}, false
	}
	act := stepAct{key: keyLetter, label: "Écrire la lettre", short: "La lettre", do: open{newLetter(all[0])}, letter: all[0]}
	if len(all[0].Object) == 0 {
		act.key, act.label, act.short = keyPaper, "Préparer le document", "Le document"
	}
	return act, true
}

// leaving notes that the letter of a step left, unless one waits for what it asks.
func leaving(step *decision.Step, f frame) *stepAct {
	write, written := letterAct(step, f)
	if !written || f.kase.Standing(f.guide, f.today()).Awaited != nil {
		return nil
	}
	write.label, write.do = "La lettre est partie", open{newLeft(write.letter)}
	if len(write.letter.Object) == 0 {
		write.label = "Le document est parti"
	}
	return &write
}

func buttonsOf(acts []stepAct) []draw.Button {
	var all []draw.Button
	for _, a := range acts {
		if !a.aside {
			all = append(all, draw.Button{Label: a.label, Short: a.short, Lead: a.do, Key: a.key})
		}
	}
	return all
}

// stepBanner says what to do, or what one waits for, with the sum at stake.
func stepBanner(step *decision.Step, now dossier.Standing, f frame) draw.Block {
	switch {
	case now.Settled:
		return draw.Banner(wordNowDo, step.Title, say.Settled(f.kase.Claim(f.guide, f.today())), f.Frame)
	case now.Waiting():
		heading := draw.WaitingMark + " " + say.WaitingTitle
		return draw.Banner(heading, say.Awaits(f.guide, now), say.AwaitedUntil(now, f.today()), f.Frame)
	case now.Awaited != nil:
		return draw.Banner(draw.FaultMark+" "+say.OverTitle, step.Title, say.Awaited(now), f.Frame)
	}
	return draw.Banner(wordNowDo, step.Title, say.InShort(f.guide, step, f.kase, f.today()), f.Frame)
}

// heldOtherwise are the answers that do not fit what the case holds.
func heldOtherwise(f frame) []draw.Block {
	if f.kase.Closed != "" {
		return nil
	}
	var blocks []draw.Block
	for _, d := range f.kase.Derived(f.guide, f.answers.Today()) {
		if told := say.Contradicted(f.guide, d); told != "" {
			blocks = append(blocks, draw.Block{Lines: draw.Wrap(told, f.TextWidth(), f.Styles.Caution), Lead: edit{d.Fact}})
		}
	}
	return blocks
}

// newWhyStep says why this step: what the answers open, why now, on which texts.
func newWhyStep() *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: "Pourquoi cette étape"}
	r.blocks = func(f frame) []draw.Block {
		v := f.guide.Verdict(f.answers)
		if v.Step == nil {
			return nil
		}
		blocks := []draw.Block{{Lines: draw.Wrap(v.Step.Title, f.TextWidth(), f.Styles.Title)}}
		told := f.guide.Told(v.Step, f.answers)
		blocks = append(blocks, draw.Parts([]say.Part{{Title: say.WhyNowTitle, Text: told.WhyNow}}, f.Frame)...)
		blocks = append(blocks, draw.Section(say.ReasonsTitle, draw.Reasons(say.Reasons(f.guide, f.asked, v.Reasons), f.Frame), f.Frame)...)
		return append(blocks, draw.Section(say.TextsTitle, draw.Citations(f.guide, told.Bases, f.Frame), f.Frame)...)
	}
	return r
}

var errNotAhead = errors.New("Ce jour est passé. Donnez un jour à venir.")

// newRecall asks when to be reminded of a step. The reminder is a line of the journal,
// that the agenda shows until something comes of the step.
func newRecall(step *decision.Step) *form {
	s := &form{place: "rappel", about: "Me le rappeler", intro: step.Title}
	var asked decision.Day
	s.fill = func(f frame) {
		asked = f.today()
		ahead := func(typed string) (string, error) {
			day, err := french.Coming.Parse(typed, asked.Time())
			if err == nil && decision.Day(day) <= asked {
				return "", errNotAhead
			}
			return day, err
		}
		s.entries = []entry{{key: "le", label: "Quel jour", value: french.Day(string(f.kase.RecallOn(f.guide, asked))), day: comingDay, check: ahead, needed: true}}
	}
	s.submit = func(said map[string]string) action {
		return amend{change: func(c dossier.Case) dossier.Case {
			return c.With(dossier.Event{Kind: dossier.ToRecall, On: asked, Until: decision.Day(said["le"]), Step: step.ID, Note: step.Title})
		}}
	}
	return s
}
