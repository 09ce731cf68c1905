package decision

import "slices"

// phaseOf returns the number of the phase a step is in, or none.
func (g *Guide) phaseOf(step string) int {
	return slices.IndexFunc(g.Phases, func(phase Phase) bool { return slices.Contains(phase.Steps, step) })
}

// Stretch is a phase of the ladder with the places of its steps.
type Stretch struct {
	Name   string
	Places []Place
	Open   int // how many are recommended, or still may be
}

// Road returns the places of the steps phase by phase, in the order of the
// ladder within each.
func (g *Guide) Road(a Answers) []Stretch {
	road := make([]Stretch, len(g.Phases))
	for i, phase := range g.Phases {
		road[i].Name = phase.Name
	}
	for _, p := range g.Places(a) {
		i := g.phaseOf(p.Step.ID)
		if i == none {
			continue
		}
		road[i].Places = append(road[i].Places, p)
		if p.Standing == Open || p.Standing == Recommended {
			road[i].Open++
		}
	}
	return road
}

// Passage says where a phase stands on the way of a step.
type Passage int

// Where a phase stands.
const (
	Ahead   Passage = iota
	Here            // the step is in it
	Behind          // before it, and the answers tell that one has been there
	Skipped         // before it, and nothing tells so
)

// Stop is a phase on the way of a step.
type Stop struct {
	Name     string
	Standing Passage
}

// Stops returns the way as it is seen from a step: the phases everybody goes
// through, and one apart when the step is in it. Without a step, "", all are ahead.
func (g *Guide) Stops(w Walk, step string) []Stop {
	here := g.phaseOf(step)
	var stops []Stop
	for i, phase := range g.Phases {
		stop := Stop{Name: phase.Name}
		switch {
		case i == here:
			stop.Standing = Here
		case phase.Apart:
			continue
		case i > here:
		case phase.through(w):
			stop.Standing = Behind
		default:
			stop.Standing = Skipped
		}
		stops = append(stops, stop)
	}
	return stops
}

// through says whether the answers tell that one has been through a phase.
func (phase *Phase) through(w Walk) bool {
	return slices.ContainsFunc(phase.Done, func(c Condition) bool {
		return slices.ContainsFunc(w.Path, func(r Reply) bool {
			return r.Question.Fact == c.Fact && slices.Contains(c.Values, r.Value)
		})
	})
}

// phases finds steps that do not exist, or that are in two phases.
func (r *references) phases() {
	seen := map[string]bool{}
	for _, phase := range r.guide.Phases {
		for _, c := range phase.Done {
			for _, v := range c.Values {
				r.setting(c.Pos, Setting{c.Fact, v})
			}
		}
		for i, id := range phase.Steps {
			pos := phase.Pos
			if i < len(phase.Lines) {
				pos = phase.Lines[i]
			}
			if _, ok := r.index.steps[id]; !ok {
				r.add(stepUnknown, pos, id, r.nearStep(id))
			}
			if seen[id] {
				r.add(problemDuplicate, pos, id, "")
			}
			seen[id] = true
		}
	}
}

// unphased finds steps that are in no phase, once there are phases.
func (g *Guide) unphased() (p Problems) {
	for _, s := range g.Steps {
		if len(g.Phases) > 0 && g.phaseOf(s.ID) == none {
			p = append(p, Problem{Code: noPhase, Pos: s.Pos, Name: s.ID})
		}
	}
	return p
}
