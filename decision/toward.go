package decision

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
	known := g.said(a)
	var best []Route
	seen := map[string]int{}
	fewest := len(g.Questions) + 1
	for p := range g.paths() {
		if p.step != target {
			continue
		}
		changes, asked, name := compare(p.replies, known)
		switch {
		case len(changes) > fewest:
			continue
		case len(changes) < fewest:
			fewest, best, seen = len(changes), nil, map[string]int{}
		}
		if i, ok := seen[name]; !ok {
			seen[name] = len(best)
			best = append(best, Route{g.told(changes), g.told(asked)})
		} else if len(asked) < len(best[i].Asked) {
			best[i].Asked = g.told(asked)
		}
	}
	if fewest == 0 {
		return nil
	}
	return best
}

// said returns the number of the value of each fact that was answered, or none.
func (g *Guide) said(a Answers) []int {
	client, _ := a.Get(FactClient)
	known := make([]int, len(g.Questions))
	for i := range g.Questions {
		known[i] = none
		if said, ok := a.Get(g.Questions[i].Fact); ok {
			if v, ok := g.value(i, said, Value(client), a.today); ok {
				known[i] = v
			}
		}
	}
	for i, v := range known {
		if v != none {
			for _, s := range g.index.deduce[i][v] {
				known[s.fact] = s.value
			}
		}
	}
	return known
}

// compare cuts the replies of a path into those that differ from what is known
// and those that are not known. name tells the former apart.
func compare(replies []setting, known []int) (changes, asked []setting, name string) {
	var key []byte
	for _, r := range replies {
		switch known[r.fact] {
		case r.value:
		case none:
			asked = append(asked, r)
		default:
			changes = append(changes, r)
			key = append(key, byte(r.fact), byte(r.value))
		}
	}
	return changes, asked, string(key)
}
