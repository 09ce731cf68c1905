package decision

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is something wrong with the content, for its authors. The content
// package puts it into words.
type Problem struct {
	Code  ProblemCode
	Pos   string // "file:line"
	Name  string // what it is about
	Near  string // the closest valid name, when one is close
	Facts []Setting
	Over  []Setting // answers of an exercise that are not asked
	Steps []string  // of a cycle: the steps a case goes through, from one back to itself
}

// ProblemCode names a kind of problem: "cycle", "no-basis". Those who put
// problems into words go by it.
type ProblemCode string

// The problems a guide can have, with what they say of it.
const (
	factUnknown        ProblemCode = "fact"       // Name is not a fact
	valueUnknown       ProblemCode = "value"      // Name is "fact=value"
	stepUnknown        ProblemCode = "step"       // Name is not a step
	limitUnknown       ProblemCode = "limit"      // Name is not a time limit
	basisUnknown       ProblemCode = "basis"      // Name is not a legal basis
	causeUnknown       ProblemCode = "cause"      // Name is not a cause
	problemDuplicate   ProblemCode = "duplicate"  // Name appears twice
	noBasis            ProblemCode = "no-basis"   // step Name cites no text
	noOutcome          ProblemCode = "no-outcome" // step Name says nothing of what follows
	notOnLadder        ProblemCode = "not-on-ladder"
	alternativeLost    ProblemCode = "alternative" // an alternative of step Name is on no rung
	neverHolds         ProblemCode = "never-holds" // a condition on fact Name can never hold
	neverRecommended   ProblemCode = "never"       // step Name is never recommended
	noStep             ProblemCode = "no-step"     // Facts lead to no step
	problemCycle       ProblemCode = "cycle"       // Steps come back to themselves, from Facts
	outcomeContradicts ProblemCode = "outcome"     // an outcome of step Name changes what the answer Facts settles
	usualNotFirst      ProblemCode = "usual"       // Name is the usual answer and not the first
	noPhase            ProblemCode = "no-phase"    // step Name is in no phase
	lateDeduction      ProblemCode = "late"        // Name is settled by a later question
	problemClientLate  ProblemCode = "client-late" // a date is asked before the client
	noCauseSheet       ProblemCode = "no-sheet"    // Name is "cause/client"
	noFigureToday      ProblemCode = "no-figure"   // no figure in force for Name, on the day of the content
	exerciseAstray     ProblemCode = "astray"      // exercise Name leads elsewhere, to Near, or its answers contradict each other
	exerciseStops      ProblemCode = "stops"       // exercise Name leaves the question Facts without an answer; Over is not asked
	exerciseExtra      ProblemCode = "extra"       // exercise Name answers Over, which is not asked, or not in the order of Facts
	situationMisled    ProblemCode = "situation"   // a situation leads to Near, for Facts, and not to step Name; it does not tell Over
	tooMany            ProblemCode = "too-many"    // more than the diagram can hold
)

// Problems is a list of problems as an error.
type Problems []Problem

func (p Problems) Error() string {
	return fmt.Sprintf("%d problems, the first: %s %s %s", len(p), p[0].Pos, p[0].Code, p[0].Name)
}

// Remark is worth an author's look, though nothing is wrong: two answers of a
// question lead to the same place everywhere.
type Remark struct {
	Question *Question
	Values   [2]Value
}

// Proof is what Check established.
type Proof struct {
	Problems Problems
	Remarks  []Remark
	Longest  int // the most steps a case can take before it ends
}

// Check proves a compiled guide sound, and lists everything wrong at once: no
// step never recommended, no situation without a step, no case that goes round
// in circles, every step resting on a text, every condition able to hold.
func (g *Guide) Check() Proof {
	proof := g.CheckPages()
	p := proof.Problems
	journeys := g.newJourneys()
	contradicted := journeys.contradicted()
	longest, circle, chain := journeys.prove()
	if journeys.full {
		p = append(p, Problem{Code: tooMany})
	} else {
		p = append(p, contradicted...)
	}
	if circle != nil {
		p = append(p, Problem{Code: problemCycle, Facts: circle, Steps: chain})
	}
	return Proof{Problems: p, Remarks: g.remarks(), Longest: longest}
}

// CheckPages is Check less what takes long: that no case goes round in circles. It is
// for a guide whose ladder was proved already: see [Guide.Bones].
func (g *Guide) CheckPages() Proof {
	var p Problems
	p = append(p, g.unsourced()...)
	p = append(p, g.unplaced()...)
	p = append(p, g.impossible()...)
	p = append(p, g.unreached()...)
	p = append(p, g.clientLate()...)
	p = append(p, g.sheetless()...)
	p = append(p, g.astray()...)
	p = append(p, g.misled()...)
	p = append(p, g.unfigured()...)
	p = append(p, g.unphased()...)
	return Proof{Problems: p}
}

// Bones writes all that decides which step comes next, and none of the words: what is
// proved of the ladder of a guide is so of any other's with the same bones.
func (g *Guide) Bones() string {
	var b strings.Builder
	for _, q := range g.Questions {
		fmt.Fprintln(&b, "question", q.Fact, q.Kind, q.Always)
		for _, o := range q.Options {
			fmt.Fprintln(&b, o.Value, o.Implies)
		}
	}
	for _, s := range g.Steps {
		fmt.Fprintln(&b, "step", s.ID)
		for _, a := range s.When {
			for _, c := range a.Conditions {
				fmt.Fprintln(&b, c.Fact, c.Values)
			}
			fmt.Fprintln(&b, "or")
		}
		for _, o := range s.Outcomes {
			fmt.Fprintln(&b, o.Effects, o.End)
		}
	}
	for _, r := range g.Ladder {
		fmt.Fprintln(&b, "rung", r.Step, r.Alternatives)
	}
	return b.String()
}

func (g *Guide) unsourced() (p Problems) {
	for _, s := range g.Steps {
		if len(s.Bases) == 0 {
			p = append(p, Problem{Code: noBasis, Pos: s.Pos, Name: s.ID})
		}
		if len(s.Outcomes) == 0 {
			p = append(p, Problem{Code: noOutcome, Pos: s.Pos, Name: s.ID})
		}
	}
	return p
}

func (g *Guide) unplaced() (p Problems) {
	for i, s := range g.Steps {
		placed := map[int]bool{}
		for _, r := range g.index.rules {
			if r.step == i {
				placed[r.alternative] = true
			}
		}
		if len(placed) == 0 {
			p = append(p, Problem{Code: notOnLadder, Pos: s.Pos, Name: s.ID})
			continue
		}
		for a, alternative := range s.When {
			if !placed[a] {
				p = append(p, Problem{Code: alternativeLost, Pos: alternative.Pos, Name: s.ID})
			}
		}
	}
	return p
}

// impossible finds conditions that cannot hold with the others of their list,
// given what answers settle.
func (g *Guide) impossible() (p Problems) {
	for _, s := range g.Steps {
		for _, a := range s.When {
			for i, c := range a.Conditions {
				for _, v := range c.Values {
					if !g.possible(a, i, v) {
						p = append(p, Problem{Code: neverHolds, Pos: c.Pos, Name: string(c.Fact) + "=" + string(v)})
					}
				}
			}
		}
	}
	return p
}

// possible says whether condition i can have value v while the others hold.
func (g *Guide) possible(a Alternative, i int, v Value) bool {
	fact := a.Conditions[i].Fact
	for j, c := range a.Conditions {
		if j != i && c.Fact == fact && !slices.Contains(c.Values, v) {
			return false
		}
		for _, s := range g.Question(fact).Option(v).Implies {
			if c.Fact == s.Fact && !slices.Contains(c.Values, s.Value) {
				return false
			}
		}
		if j != i && !slices.ContainsFunc(c.Values, func(w Value) bool { return g.leaves(Setting{c.Fact, w}, Setting{fact, v}) }) {
			return false
		}
	}
	return true
}

// leaves says whether an answer does not settle the other otherwise.
func (g *Guide) leaves(answer, other Setting) bool {
	return !slices.ContainsFunc(g.Question(answer.Fact).Option(answer.Value).Implies, func(s Setting) bool {
		return s.Fact == other.Fact && s.Value != other.Value
	})
}

// unreached finds steps no path ends on, and paths that end on no step.
func (g *Guide) unreached() (p Problems) {
	reached := g.diagram.nodes[g.diagram.root].steps
	for i, s := range g.Steps {
		if reached&(1<<i) == 0 && slices.ContainsFunc(g.index.rules, func(r rule) bool { return r.step == i }) {
			p = append(p, Problem{Code: neverRecommended, Pos: s.Pos, Name: s.ID})
		}
	}
	if replies, found := g.trail(func(n *node) bool { return n.leaf() && n.step == none }); found {
		p = append(p, Problem{Code: noStep, Facts: g.told(replies)})
	}
	return p
}

// trail returns replies that lead to a node that is looked for.
func (g *Guide) trail(sought func(*node) bool) (replies []setting, found bool) {
	seen := make([]bool, len(g.diagram.nodes))
	var visit func(at int32) bool
	visit = func(at int32) bool {
		n := &g.diagram.nodes[at]
		if seen[at] || sought(n) {
			return !seen[at]
		}
		seen[at] = true
		for v, kid := range n.kids {
			replies = append(replies, setting{n.fact, v})
			if visit(kid) {
				return true
			}
			replies = replies[:len(replies)-1]
		}
		return false
	}
	return replies, visit(g.diagram.root)
}

// clientLate finds a date asked before a fact that sets the limitation period.
// The diagram asks these facts wherever it asks a date, so their order decides.
func (g *Guide) clientLate() (p Problems) {
	for i, q := range g.Questions {
		if q.Kind == Date && (g.index.client > i || g.index.contract > i) {
			p = append(p, Problem{Code: problemClientLate, Pos: q.Pos, Name: string(q.Fact)})
		}
	}
	return p
}

// sheetless finds causes that say nothing to some kind of client.
func (g *Guide) sheetless() (p Problems) {
	causes, clients := g.Question(FactCause), g.Question(FactClient)
	if causes == nil || clients == nil {
		return nil
	}
	for _, o := range causes.Options {
		cause := g.Cause(o.Value)
		if cause == nil {
			p = append(p, Problem{Code: causeUnknown, Pos: causes.Pos, Name: string(o.Value)})
			continue
		}
		for _, client := range clients.Options {
			if len(cause.For(client.Value)) == 0 {
				p = append(p, Problem{Code: noCauseSheet, Pos: cause.Pos, Name: string(o.Value) + "/" + string(client.Value)})
			}
		}
	}
	return p
}

// For returns the sheets that apply to a kind of client; all of them when the
// client is not known.
func (c *Cause) For(client Value) []CauseSheet {
	if client == "" || client == Unknown {
		return c.Sheets
	}
	var sheets []CauseSheet
	for _, s := range c.Sheets {
		if slices.Contains(s.Clients, client) {
			sheets = append(sheets, s)
		}
	}
	return sheets
}

// astray finds exercises whose answers do not lead to the step they announce,
// and those whose answers are not those that would be asked, in that order.
// Neither a limitation date nor an amount depends on today here: exercises
// answer with values.
func (g *Guide) astray() (p Problems) {
	for _, e := range g.Exercises {
		r := references{guide: g, index: g.index}
		if r.exercise(e); len(r.found) > 0 {
			continue // told by References
		}
		a := NewAnswers(g.Version)
		for _, s := range e.Answers {
			a = a.With(s.Fact, string(s.Value))
		}
		w, v := g.Walk(a), g.Verdict(a)
		asked := w.asks()
		over, first := superfluous(e, asked)
		switch {
		case len(g.Valid(a)) == 0 && w.Next != nil:
			p = append(p, Problem{Code: exerciseStops, Pos: e.last(), Name: e.ID, Facts: []Setting{{Fact: w.Next.Fact}}, Over: over})
		case len(g.Valid(a)) > 0 || v.Step == nil:
			p = append(p, Problem{Code: exerciseAstray, Pos: e.Pos, Name: e.ID})
		case v.Step.ID != e.Step:
			p = append(p, Problem{Code: exerciseAstray, Pos: cmp.Or(e.StepPos, e.Pos), Name: e.ID, Near: v.Step.ID})
		case !slices.Equal(asked, e.Answers):
			p = append(p, Problem{Code: exerciseExtra, Pos: first, Name: e.ID, Facts: asked, Over: over})
		}
	}
	return p
}

// superfluous returns the answers of an exercise to what is not asked, and where
// the first answer stands that is not where it is asked.
func superfluous(e Exercise, asked []Setting) (over []Setting, first string) {
	for i, s := range e.Answers {
		if first == "" && (i >= len(asked) || asked[i] != s) {
			first = e.answerAt(i)
		}
		if !slices.Contains(asked, s) {
			over = append(over, s)
		}
	}
	return over, first
}

// answerAt returns where an answer is written.
func (e Exercise) answerAt(i int) string {
	if i < 0 || i >= len(e.AnswerPos) {
		return e.Pos
	}
	return e.AnswerPos[i]
}

// last returns where the last answer is written.
func (e Exercise) last() string { return e.answerAt(len(e.AnswerPos) - 1) }

// asks returns the questions of the path that were asked, with their answers.
func (w Walk) asks() []Setting {
	var asked []Setting
	for _, r := range w.Path {
		if !r.Deduced {
			asked = append(asked, Setting{r.Question.Fact, r.Value})
		}
	}
	return asked
}

// remarks finds pairs of answers that lead to the same place at every node.
func (g *Guide) remarks() []Remark {
	var all []Remark
	for f := range g.Questions {
		q := &g.Questions[f]
		for i := range q.Options {
			for j := i + 1; j < len(q.Options); j++ {
				if g.alike(f, i, j) {
					all = append(all, Remark{q, [2]Value{q.Options[i].Value, q.Options[j].Value}})
				}
			}
		}
	}
	return all
}

func (g *Guide) alike(fact, i, j int) bool {
	for n := range g.diagram.nodes {
		if nd := &g.diagram.nodes[n]; nd.fact == fact && nd.kids[i] != nd.kids[j] {
			return false
		}
	}
	return true
}
