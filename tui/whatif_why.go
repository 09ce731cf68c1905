package tui

import (
	"slices"

	"compromis/decision"
	"compromis/internal/draw"
)

// with returns answers with some more.
func with(a decision.Answers, all []decision.Setting) decision.Answers {
	for _, s := range all {
		a = a.With(s.Fact, string(s.Value))
	}
	return a
}

// taking returns the answers after a route, less those that no longer count.
func taking(g *decision.Guide, a decision.Answers, r decision.Route) decision.Answers {
	a = with(with(a, r.Changes), r.Asked)
	last := r.Changes[len(r.Changes)-1]
	if pruned, err := g.Answer(a, last.Fact, string(last.Value)); err == nil {
		return pruned
	}
	return a
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

// swing returns the conditions on which one ends elsewhere with other answers:
// those that close the first step, or open the second, or else those that
// closed the second or opened the first. Only those on the facts given count;
// all of them when there are none.
func swing(g *decision.Guide, from, to decision.Answers, facts []decision.Fact) []decision.Reason {
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

// whyBlocks tell, for each variant, the condition that makes its difference.
func whyBlocks(endings []ending, f frame) []draw.Block {
	var blocks []draw.Block
	now := endings[0]
	for _, e := range endings[1:] {
		if len(endings) > 2 {
			blocks = append(blocks, draw.Note(e.name, f.Frame))
		}
		if slices.Equal(e.steps, now.steps) {
			blocks = append(blocks, draw.Plain(wordSameStep, f.Frame))
			continue
		}
		why := swing(f.guide, now.answers, e.answers, e.said)
		if len(why) == 0 {
			why = swing(f.guide, now.answers, e.answers, nil)
		}
		blocks = append(blocks, draw.Reasons(f.asked, why, f.Frame)...)
	}
	return blocks
}
