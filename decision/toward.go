package decision

import "slices"

// Route is a way to have another step recommended: the answers that would have
// to be otherwise, and those still to be given.
type Route struct {
	Changes []Setting // otherwise than answered
	Asked   []Setting // not answered yet
}

// Toward returns the smallest sets of changes after which a step would be
// recommended; among those that change the same answers, the one that asks the
// least. None when the step is recommended already, or never is.
func (g *Guide) Toward(a Answers, step string) []Route {
	target, ok := g.index.steps[step]
	if !ok {
		return nil
	}
	s := seeker{guide: g, target: target, known: g.said(a), done: map[int32][]route{}}
	var best []Route
	for _, r := range s.from(g.diagram.root) {
		if len(r.changes) == 0 {
			return nil
		}
		best = append(best, Route{g.told(r.changes), g.told(r.asked)})
	}
	return best
}

// route is a [Route] in numbers.
type route struct{ changes, asked []setting }

// seeker looks for the shortest routes to a step, from each node once: those
// that change the fewest answers and, among those that change the same, the one
// that asks the least.
type seeker struct {
	guide  *Guide
	target int
	known  []int // by fact, or none
	done   map[int32][]route
}

func (s *seeker) from(at int32) []route {
	n := &s.guide.diagram.nodes[at]
	switch {
	case n.leaf() && n.step == s.target:
		return []route{{}}
	case n.leaf() || n.steps&(1<<s.target) == 0:
		return nil
	}
	if routes, ok := s.done[at]; ok {
		return routes
	}
	var best []route
	for v, kid := range n.kids {
		for _, r := range s.from(kid) {
			best = keepShortest(best, s.through(setting{n.fact, v}, r))
		}
	}
	s.done[at] = best
	return best
}

// through returns the route with the reply before it.
func (s *seeker) through(reply setting, r route) route {
	switch s.known[reply.fact] {
	case reply.value:
	case none:
		r.asked = append([]setting{reply}, r.asked...)
	default:
		r.changes = append([]setting{reply}, r.changes...)
	}
	return r
}

// keepShortest adds a route, unless it changes more answers than those there,
// or asks no less than one that changes the same.
func keepShortest(best []route, r route) []route {
	if len(best) > 0 && len(r.changes) > len(best[0].changes) {
		return best
	}
	if len(best) > 0 && len(r.changes) < len(best[0].changes) {
		return []route{r}
	}
	for i := range best {
		if slices.Equal(best[i].changes, r.changes) {
			if len(r.asked) < len(best[i].asked) {
				best[i] = r
			}
			return best
		}
	}
	return append(best, r)
}

// said returns the number of the value of each fact that was answered, or none.
// A fact that an answer settles is not: the diagram asks for it only where that
// answer is given otherwise.
func (g *Guide) said(a Answers) []int {
	client, _ := a.Get(FactClient)
	contract, _ := a.Get(FactContract)
	b := branch{client: Value(client), contract: Value(contract)}
	known := make([]int, len(g.Questions))
	for i := range g.Questions {
		known[i] = none
		if said, ok := a.Get(g.Questions[i].Fact); ok {
			if v, ok := g.value(i, said, b, a.today); ok {
				known[i] = v
			}
		}
	}
	return known
}
