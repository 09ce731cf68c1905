package decision

import (
	"cmp"
	"slices"
)

// worded returns the question as each of its wordings puts it.
func worded(q Question) []Question {
	all := make([]Question, len(q.Wording))
	for i, w := range q.Wording {
		v := q
		v.Title = cmp.Or(w.Title, q.Title)
		v.Help, v.Why, v.Unsure = orText(w.Help, q.Help), orText(w.Why, q.Why), orText(w.Unsure, q.Unsure)
		v.Options = slices.Clone(q.Options)
		for j := range v.Options {
			for _, o := range w.Options {
				if o.Value == v.Options[j].Value {
					v.Options[j].Label, v.Options[j].Help = o.Label, o.Help
				}
			}
		}
		all[i] = v
	}
	return all
}

func orText(a, b Text) Text {
	if len(a) > 0 {
		return a
	}
	return b
}

// ask returns the question as it is asked here: in the words that fit what the
// path has established, the answers that change nothing here last.
func (w *walker) ask(fact int) *Question {
	q := w.worded(fact)
	usual, ok := w.guide.index.values[fact][q.Usual]
	if !ok {
		return q
	}
	var idle []Option
	for v, o := range q.Options {
		if v != usual && w.alike(fact, usual, v) {
			o.Idle = true
			idle = append(idle, o)
		}
	}
	if len(idle) == 0 {
		return q
	}
	asked := *q
	asked.Options = make([]Option, 0, len(q.Options))
	for _, o := range q.Options {
		if !slices.ContainsFunc(idle, func(i Option) bool { return i.Value == o.Value }) {
			asked.Options = append(asked.Options, o)
		}
	}
	asked.Options = append(asked.Options, idle...)
	return &asked
}

// worded returns the question in the words that fit what the path has
// established.
func (w *walker) worded(fact int) *Question {
	q := &w.guide.Questions[fact]
	for i, wording := range q.Wording {
		said := func(r Reply) bool {
			return r.Question.Fact == wording.Fact && slices.Contains(wording.Values, r.Value)
		}
		if slices.ContainsFunc(w.path, said) {
			return &w.guide.index.worded[fact][i]
		}
	}
	return q
}

// AskedOn returns the question of a fact as it was asked on a walk, or as it is
// asked next; nil when there is no such fact.
func (g *Guide) AskedOn(w Walk, f Fact) *Question {
	if w.Next != nil && w.Next.Fact == f {
		return w.Next
	}
	for _, r := range w.Path {
		if r.Question.Fact == f {
			return r.Question
		}
	}
	return g.Question(f)
}

// alike says whether two answers to a question lead to the same place on every
// branch, a date asked further on meaning the same.
func (w *walker) alike(fact, one, other int) bool {
	g := w.guide
	options := g.Questions[fact].Options
	for _, b := range w.branches {
		n := &g.diagram.nodes[b.node]
		if n.fact != fact {
			continue
		}
		if n.kids[one] != n.kids[other] {
			return false
		}
		if g.index.periods&(1<<fact) != 0 && g.diagram.nodes[n.kids[one]].facts&g.index.dates != 0 {
			first, second := b, b
			first.period(&g.index, fact, options[one].Value)
			second.period(&g.index, fact, options[other].Value)
			if !g.samePeriod(first, second, w.answers) {
				return false
			}
		}
	}
	return true
}

// samePeriod says whether a date means the same on both branches.
func (g *Guide) samePeriod(a, b branch, answers Answers) bool {
	one, known := g.Limitation(a.client, a.contract, answers.today)
	other, also := g.Limitation(b.client, b.contract, answers.today)
	return known && also && one.Earliest == other.Earliest && one.Latest == other.Latest && one.NextJanuary == other.NextJanuary
}

// wording finds variants of a question that name what does not exist, come
// before the answer they depend on, or word an answer the question has not; and
// a usual answer that is not the first.
func (r *references) wording(fact int, q *Question) {
	if q.Usual != "" && (len(q.Options) == 0 || q.Options[0].Value != q.Usual) {
		r.add(usualNotFirst, q.Pos, string(q.Usual), "")
	}
	for _, w := range q.Wording {
		for _, v := range w.Values {
			r.setting(w.Pos, Setting{w.Fact, v})
		}
		if f, ok := r.index.facts[w.Fact]; ok && f >= fact {
			r.add(lateDeduction, w.Pos, string(q.Fact), "")
		}
		for _, o := range w.Options {
			r.setting(w.Pos, Setting{q.Fact, o.Value})
		}
		r.text(w.Pos, w.Help, w.Why, w.Unsure)
	}
}
