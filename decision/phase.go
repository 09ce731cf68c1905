package decision

import "slices"

// Phase returns the phase a step is in, or nil.
func (g *Guide) Phase(step string) *Phase {
	for i := range g.Phases {
		if slices.Contains(g.Phases[i].Steps, step) {
			return &g.Phases[i]
		}
	}
	return nil
}

// phases finds steps that do not exist, or that are in two phases.
func (r *references) phases() {
	seen := map[string]bool{}
	for _, phase := range r.guide.Phases {
		for _, id := range phase.Steps {
			if _, ok := r.index.steps[id]; !ok {
				r.add(StepUnknown, phase.Pos, id, r.nearStep(id))
			}
			if seen[id] {
				r.add(Duplicate, phase.Pos, id, "")
			}
			seen[id] = true
		}
	}
}

// unphased finds steps that are in no phase, once there are phases.
func (g *Guide) unphased() (p Problems) {
	for _, s := range g.Steps {
		if len(g.Phases) > 0 && g.Phase(s.ID) == nil {
			p = append(p, Problem{Code: NoPhase, Pos: s.Pos, Name: s.ID})
		}
	}
	return p
}
