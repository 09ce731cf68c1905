package decision

import "cmp"

// The most the diagram holds: it keeps facts, values and steps as bits.
const (
	maxFacts  = 32
	maxValues = 32
	maxSteps  = 64
)

// References finds names that mean nothing, or mean two things, in a guide that may
// lack anything.
func (g *Guide) References() Problems {
	ladder, beside := g.references()
	return append(ladder, beside...)
}

// references are those of the questions, the steps and the ladder, without which there
// is no diagram, then those of what stands beside.
func (g *Guide) references() (ladder, beside Problems) {
	r := references{guide: g, index: newIndex(g)}
	r.sizes()
	r.duplicates()
	r.questions()
	for i := range g.Steps {
		r.step(&g.Steps[i])
	}
	r.ladder()
	ladder, r.found = r.found, nil
	r.pages()
	r.figures()
	r.timeLimits()
	r.phases()
	return ladder, r.found
}

type references struct {
	guide *Guide
	index index
	found Problems
}

func (r *references) add(code ProblemCode, pos, name, near string) {
	r.found = append(r.found, Problem{Code: code, Pos: pos, Name: name, Near: near})
}

func (r *references) sizes() {
	if len(r.guide.Questions) > maxFacts || len(r.guide.Steps) > maxSteps || len(r.index.rules) > maxRules {
		r.add(tooMany, "", "", "")
	}
	for _, q := range r.guide.Questions {
		if len(q.Options) > maxValues {
			r.add(tooMany, q.Pos, string(q.Fact), "")
		}
	}
}

func (r *references) duplicates() {
	seen := map[string]bool{}
	once := func(kind, name, pos string) {
		if seen[kind+name] {
			r.add(problemDuplicate, pos, name, "")
		}
		seen[kind+name] = true
	}
	for _, q := range r.guide.Questions {
		once("fact ", string(q.Fact), q.Pos)
		for _, o := range q.Options {
			once("value "+string(q.Fact)+"=", string(o.Value), q.Pos)
		}
	}
	for _, s := range r.guide.Steps {
		once("step ", s.ID, s.Pos)
	}
	for _, b := range r.guide.Bases {
		once("basis ", b.ID, b.Pos)
	}
}

func (r *references) questions() {
	for i, q := range r.guide.Questions {
		r.text(q.Pos, q.Help, q.Why, q.Unsure)
		r.wording(i, &q)
		for _, o := range q.Options {
			for _, s := range o.Implies {
				r.setting(q.Pos, s)
				if f, ok := r.index.facts[s.Fact]; ok && f <= i {
					r.add(lateDeduction, q.Pos, string(s.Fact), "")
				}
			}
		}
	}
}

func (r *references) step(s *Step) {
	for _, a := range s.When {
		for _, c := range a.Conditions {
			r.condition(c.Pos, c)
			if c.Basis != "" {
				r.basis(c.Pos, c.Basis)
			}
		}
	}
	for _, o := range s.Outcomes {
		for _, e := range o.Effects {
			r.setting(o.Pos, e)
		}
	}
	r.citations(s.Pos, s.Bases)
	for _, c := range s.Bases {
		r.condition(c.When.Pos, c.When)
	}
	r.text(s.Pos, s.WhyNow, s.HowTo, s.Documents, s.Pitfalls)
	for _, n := range s.Neighbours {
		r.links(s.Pos, n.Links())
	}
}

func (r *references) ladder() {
	placed := map[[2]any]bool{}
	for _, rung := range r.guide.Ladder {
		s, ok := r.index.steps[rung.Step]
		if !ok {
			r.add(stepUnknown, rung.Pos, rung.Step, r.nearStep(rung.Step))
			continue
		}
		for _, a := range rung.Alternatives {
			if a >= len(r.guide.Steps[s].When) {
				r.add(alternativeLost, rung.Pos, rung.Step, "")
			}
			if placed[[2]any{rung.Step, a}] {
				r.add(problemDuplicate, rung.Pos, rung.Step, "")
			}
			placed[[2]any{rung.Step, a}] = true
		}
	}
}

func (r *references) pages() {
	for _, c := range r.guide.Causes {
		if q, ok := r.index.facts[FactCause]; ok {
			if _, ok := r.index.values[q][c.Value]; !ok {
				r.add(causeUnknown, c.Pos, string(c.Value), r.guide.nearestValue(&r.guide.Questions[q], string(c.Value)))
			}
		}
		for _, s := range c.Sheets {
			for _, client := range s.Clients {
				r.setting(s.Pos, Setting{FactClient, client})
			}
			r.citations(s.Pos, s.Bases)
			r.text(s.Pos, s.Intro, s.Duties, s.Claims, s.Deadlines, s.Penalties, s.Compromises)
		}
	}
	for _, b := range r.guide.Bases {
		r.text(b.Pos, b.Summary, b.Changed, b.Disputed, b.Unread)
	}
	for _, e := range r.guide.Exercises {
		r.exercise(e)
		r.text(e.Pos, e.Story, e.Documents, e.Point, e.Mistake, e.Discussion)
	}
	r.text("article.md", r.guide.Article.Intro)
	for _, c := range r.guide.Article.Corrections {
		r.citations(c.Pos, c.Bases)
		r.links(c.Pos, c.Law.Links())
	}
}

// exercise finds what an exercise answers and expects that does not exist.
func (r *references) exercise(e Exercise) {
	for i, s := range e.Answers {
		r.setting(e.answerAt(i), s)
	}
	if _, ok := r.index.steps[e.Step]; !ok {
		r.add(stepUnknown, cmp.Or(e.StepPos, e.Pos), e.Step, r.nearStep(e.Step))
	}
}

// figures finds thresholds and periods for values that do not exist.
func (r *references) figures() {
	for _, t := range r.guide.Thresholds {
		known := false
		for i := range r.guide.Questions {
			known = known || r.guide.Questions[i].Kind == Amount && r.guide.Questions[i].Option(t.Value) != nil
		}
		if !known {
			r.add(valueUnknown, t.Pos, string(t.Value), "")
		}
	}
	for _, l := range r.guide.Limitations {
		r.setting(l.Pos, Setting{FactClient, l.Client})
		if l.Contract != "" {
			r.setting(l.Pos, Setting{FactContract, l.Contract})
		}
	}
}

func (r *references) setting(pos string, s Setting) {
	f, ok := r.index.facts[s.Fact]
	if !ok {
		r.add(factUnknown, pos, string(s.Fact), r.guide.nearestFact(s.Fact))
		return
	}
	if _, ok := r.index.values[f][s.Value]; !ok {
		near := r.guide.nearestValue(&r.guide.Questions[f], string(s.Value))
		r.add(valueUnknown, pos, string(s.Fact)+"="+string(s.Value), near)
	}
}

func (r *references) citations(pos string, all []Citation) {
	for _, c := range all {
		r.basis(pos, c.Basis)
	}
}

func (r *references) basis(pos, id string) {
	if _, ok := r.index.bases[id]; !ok {
		names := make([]string, len(r.guide.Bases))
		for i, b := range r.guide.Bases {
			names[i] = b.ID
		}
		r.add(basisUnknown, pos, id, Nearest(id, names))
	}
}

func (r *references) text(pos string, texts ...Text) {
	for _, t := range texts {
		r.links(pos, t.Links())
	}
}

func (r *references) links(pos string, links []Link) {
	for _, l := range links {
		switch l.Kind {
		case ToBasis:
			r.basis(pos, l.ID)
		case ToStep:
			if _, ok := r.index.steps[l.ID]; !ok {
				r.add(stepUnknown, pos, l.ID, r.nearStep(l.ID))
			}
		case ToCause:
			if _, ok := r.index.causes[Value(l.ID)]; !ok {
				r.add(causeUnknown, pos, l.ID, "")
			}
		}
	}
}

func (r *references) nearStep(id string) string {
	names := make([]string, len(r.guide.Steps))
	for i, s := range r.guide.Steps {
		names[i] = s.ID
	}
	return Nearest(id, names)
}
