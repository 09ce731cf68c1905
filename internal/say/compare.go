package say

import (
	"slices"

	"compromis/decision"
)

// Where a case ends, beside where it would end had some answers been otherwise.

// The words of a comparison.
const (
	NowTitle        = "Aujourd’hui"
	DecisiveTitle   = "La condition qui fait la différence"
	SameStep        = "L’étape reste la même."
	AlreadyThere    = "C’est déjà l’étape recommandée."
	CompareStep     = "Étape"
	compareMissing  = "Il manque"
	compareNotAsked = "pas demandé"
	PerStep         = "selon la réponse qui manque"
	routeIf         = "Si"
	routeAsked      = "et, à dire encore"
)

// Ending is some answers, and where they lead.
type Ending struct {
	Answers decision.Answers
	Steps   []*decision.Step // several when answers are missing
	Said    []decision.Fact  // what is answered otherwise than in the case
}

// Endings are where the answers of a case lead, then each of the others.
func Endings(g *decision.Guide, now decision.Answers, others ...decision.Answers) []Ending {
	all := []Ending{{Answers: now, Steps: endsOn(g, now)}}
	for _, a := range others {
		all = append(all, Ending{a, endsOn(g, a), otherwise(g, now, a)})
	}
	return all
}

// Contrast is something said of every ending.
type Contrast struct {
	Label string
	Sides []Side
}

// Side is what is said of one, and the page that tells more, if there is one.
type Side struct {
	Text string
	More decision.Link
}

// Contrasts are what differs between the endings, and what does not.
func Contrasts(g *decision.Guide, endings []Ending) (changed, same []Contrast) {
	all := answerRows(g, endings)
	for _, part := range []struct {
		label string
		tell  func(*decision.Guide, Ending) Side
	}{
		{CompareStep, stepSide}, {CostLabel, briefSide(func(b decision.Brief) string { return b.Cost })},
		{TimeLabel, briefSide(func(b decision.Brief) string { return b.Time })},
		{WorthLabel, briefSide(func(b decision.Brief) string { return b.Worth })}, {TextLabel, textSide},
		{compareMissing, missingSide},
	} {
		r := Contrast{Label: part.label}
		for _, e := range endings {
			r.Sides = append(r.Sides, part.tell(g, e))
		}
		all = append(all, r)
	}
	for _, r := range all {
		if slices.ContainsFunc(r.Sides, func(s Side) bool { return s.Text != r.Sides[0].Text }) {
			changed = append(changed, r)
		} else if r.Sides[0].Text != "" {
			same = append(same, r)
		}
	}
	return changed, same
}

// answerRows are the answers that are not the same everywhere.
func answerRows(g *decision.Guide, endings []Ending) (rows []Contrast) {
	walks := make([]decision.Walk, len(endings))
	for i, e := range endings {
		walks[i] = g.Walk(e.Answers)
	}
	for i := range g.Questions {
		q := &g.Questions[i]
		if !slices.ContainsFunc(endings, func(e Ending) bool { return slices.Contains(e.Said, q.Fact) }) {
			continue
		}
		r := Contrast{Label: q.Name}
		for i, e := range endings {
			text := compareNotAsked
			if said, ok := e.Answers.Get(q.Fact); ok {
				text = Value(g.AskedOn(walks[i], q.Fact), said)
			}
			r.Sides = append(r.Sides, Side{Text: text})
		}
		rows = append(rows, r)
	}
	return rows
}

func stepSide(_ *decision.Guide, e Ending) Side {
	s := Side{Text: Steps(e.Steps)}
	if len(e.Steps) == 1 {
		s.More = decision.Link{Kind: decision.ToStep, ID: e.Steps[0].ID}
	}
	return s
}

func briefSide(part func(decision.Brief) string) func(*decision.Guide, Ending) Side {
	return func(_ *decision.Guide, e Ending) Side {
		if len(e.Steps) != 1 {
			return Side{Text: PerStep}
		}
		return Side{Text: part(e.Steps[0].Brief)}
	}
}

func textSide(g *decision.Guide, e Ending) Side {
	if len(e.Steps) != 1 || len(e.Steps[0].Bases) == 0 {
		return Side{Text: PerStep}
	}
	main := e.Steps[0].Bases[0]
	text := main.Label
	if mark := Mark(g.Basis(main.Basis)); mark != "" {
		text += " (" + mark + ")"
	}
	return Side{text, decision.Link{Kind: decision.ToBasis, ID: main.Basis}}
}

// missingSide is the question that is left, if any.
func missingSide(g *decision.Guide, e Ending) Side {
	if next := g.Walk(e.Answers).Next; next != nil {
		return Side{Text: next.Title}
	}
	return Side{}
}

// Alike are the answers of the case that every other ending has too.
func Alike(g *decision.Guide, endings []Ending) (all []string) {
	for _, r := range g.Walk(endings[0].Answers).Path {
		said, _ := endings[0].Answers.Get(r.Question.Fact)
		differs := func(e Ending) bool {
			other, _ := e.Answers.Get(r.Question.Fact)
			return other != said
		}
		if !r.Deduced && !slices.ContainsFunc(endings, differs) {
			all = append(all, Reply(r))
		}
	}
	return all
}

// Makes are the conditions that make the difference between the case and another
// ending. None when the step is the same.
func Makes(g *decision.Guide, now, e Ending) []decision.Reason {
	if slices.Equal(e.Steps, now.Steps) {
		return nil
	}
	if why := Swing(g, now.Answers, e.Answers, e.Said); len(why) > 0 {
		return why
	}
	return Swing(g, now.Answers, e.Answers, nil)
}

// Given returns answers with some more.
func Given(a decision.Answers, all []decision.Setting) decision.Answers {
	for _, s := range all {
		a = a.With(s.Fact, string(s.Value))
	}
	return a
}

// Taking returns the answers after a route, less those that no longer count.
func Taking(g *decision.Guide, a decision.Answers, r decision.Route) decision.Answers {
	a = Given(Given(a, r.Changes), r.Asked)
	last := r.Changes[len(r.Changes)-1]
	if pruned, err := g.Answer(a, last.Fact, string(last.Value)); err == nil {
		return pruned
	}
	return a
}

// RoutePart is some answers of a route, under a title.
type RoutePart struct {
	Title string
	Rows  []Row
}

// RouteParts are what a route is made of: what would be otherwise, then what there
// would still be to say.
func RouteParts(g *decision.Guide, a decision.Answers, r decision.Route) (parts []RoutePart) {
	walk := g.Walk(Taking(g, a, r))
	for _, part := range []struct {
		title string
		said  []decision.Setting
	}{{routeIf, r.Changes}, {routeAsked, r.Asked}} {
		var rows []Row
		for _, s := range part.said {
			q := g.AskedOn(walk, s.Fact)
			rows = append(rows, Row{q.Name, Value(q, string(s.Value))})
		}
		if len(rows) > 0 {
			parts = append(parts, RoutePart{part.title, rows})
		}
	}
	return parts
}

// endsOn returns the step the answers lead to, or those they still may.
func endsOn(g *decision.Guide, a decision.Answers) []*decision.Step {
	if v := g.Verdict(a); v.Step != nil {
		return []*decision.Step{v.Step}
	}
	ways := g.Escalation(a)
	if len(ways) == 0 {
		return nil
	}
	return append([]*decision.Step{ways[0].Step}, ways[0].Others...)
}

// otherwise returns the facts of the path that are not answered as they were.
func otherwise(g *decision.Guide, was, now decision.Answers) []decision.Fact {
	var facts []decision.Fact
	for _, r := range g.Walk(now).Path {
		before, _ := was.Get(r.Question.Fact)
		if said, ok := now.Get(r.Question.Fact); ok && !r.Deduced && said != before {
			facts = append(facts, r.Question.Fact)
		}
	}
	return facts
}

// Swing returns the conditions on which one ends elsewhere with other answers:
// those that close the first step, or open the second, or else those that
// closed the second or opened the first. Only those on the facts given count;
// all of them when there are none.
func Swing(g *decision.Guide, from, to decision.Answers, facts []decision.Fact) []decision.Reason {
	before, after := g.Verdict(from), g.Verdict(to)
	for _, told := range [][]decision.Reason{
		closing(g, to, before.Step), after.Reasons, closing(g, from, endsOn(g, to)...), before.Reasons,
	} {
		told = slices.DeleteFunc(slices.Clone(told), func(r decision.Reason) bool {
			return len(facts) > 0 && !slices.Contains(facts, r.Fact)
		})
		if len(told) > 0 {
			return told
		}
	}
	return nil
}

// closing returns the conditions that close steps, each once.
func closing(g *decision.Guide, a decision.Answers, steps ...*decision.Step) []decision.Reason {
	var all []decision.Reason
	for _, p := range g.Places(a) {
		if !slices.Contains(steps, p.Step) {
			continue
		}
		for _, r := range p.Blocks {
			if !slices.Contains(all, r) {
				all = append(all, r)
			}
		}
	}
	return all
}
