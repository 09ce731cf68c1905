package watch

import (
	"cmp"
	"slices"

	"compromis/decision"
)

// Finding is what a source says of an article.
type Finding int

// The findings, the gravest first.
const (
	Changed Finding = iota // its text is not the one that was read
	Gone                   // its work is there, and it no longer is
	Older                  // it differs, but the source is older than what was read
	Never                  // it is there, and nothing was kept of what was read
	Missing                // its work is not in the source, or an excerpt of it is, or it never had it
	Same
)

// Found is an article, what the source says of it, and what rests on it.
type Found struct {
	Article
	Finding
	Work, Name string       // its code or its law, and the article, as one writes them
	Read, Held decision.Day // the state that was read, and that of the source; "" when it is not known
	Bases      []string     // the pages that cite it
	Noted      bool         // a fingerprint was kept when it was read
}

// Compare sets what a source holds beside what was kept of the texts that the content
// cites. state is the day of the state it holds, for the works whose files do not say
// it.
func Compare(g *decision.Guide, kept map[Article]Kept, s Source, state decision.Day) []Found {
	cited, titles := Index(g), titlesOf(g)
	whole := wholeWorks(cited, kept, s)
	all := make([]Found, 0, len(cited))
	for _, a := range sorted(cited) {
		f := Found{Article: a, Work: titles[a.Work], Bases: cited[a], Held: state}
		f.Name = f.Work + ", article " + a.Shown()
		if f.Held == "" {
			f.Held = s.States[a.Work]
		}
		was, read := kept[a]
		f.Read, f.Noted = was.State, read
		if !read {
			f.Read = latest(g, cited[a])
		}
		now, there := s.Prints[a]
		older := f.Held != "" && f.Held < f.Read
		switch {
		case there && read && now == was.Print:
			f.Finding = Same
		case (there && read || !there && read && whole[a.Work]) && older:
			f.Finding = Older
		case there && read:
			f.Finding = Changed
		case there:
			f.Finding = Never
		case read && whole[a.Work]:
			f.Finding = Gone
		default:
			f.Finding = Missing
		}
		all = append(all, f)
	}
	slices.SortStableFunc(all, func(a, b Found) int { return int(a.Finding) - int(b.Finding) })
	return all
}

// wholeWorks are the works that a source has whole: half of the articles that were noted,
// or ten times as many of any kind. Of an excerpt, what is not there is not gone.
func wholeWorks(cited map[Article][]string, kept map[Article]Kept, s Source) map[string]bool {
	noted, there, whole := map[string]int{}, map[string]int{}, map[string]bool{}
	for a := range cited {
		if _, read := kept[a]; read {
			noted[a.Work]++
			if s.Prints[a] != "" {
				there[a.Work]++
			}
		}
	}
	for w := range s.Works {
		whole[w] = 2*there[w] >= noted[w] || s.Counts[w] >= 10*noted[w]
	}
	return whole
}

// Coverage is what a source has of a work that the content cites.
type Coverage struct {
	Work         string // as one writes it
	There, Cited int    // how many of its articles are in the source, and are cited
	Whole        bool   // what is not there is gone
	Here         bool   // something of it is in the source
	State        decision.Day
}

// Covered says what a source has of each work that the content cites.
func Covered(g *decision.Guide, kept map[Article]Kept, s Source, state decision.Day) (all []Coverage) {
	cited, titles := Index(g), titlesOf(g)
	whole := wholeWorks(cited, kept, s)
	at := map[string]int{}
	for _, a := range sorted(cited) {
		i, known := at[a.Work]
		if !known {
			i = len(all)
			at[a.Work] = i
			all = append(all, Coverage{Work: titles[a.Work], Here: s.Works[a.Work], Whole: whole[a.Work], State: cmp.Or(state, s.States[a.Work])})
		}
		all[i].Cited++
		if s.Prints[a] != "" {
			all[i].There++
		}
	}
	return all
}

// Unnoted are the works of which no article has a fingerprint: whatever changes there,
// no source can tell. They are named as one writes them.
func Unnoted(all []Found) (works []string) {
	noted := map[string]bool{}
	for _, f := range all {
		noted[f.Work] = noted[f.Work] || f.Noted
	}
	for _, f := range all {
		if !noted[f.Work] && !slices.Contains(works, f.Work) {
			works = append(works, f.Work)
		}
	}
	slices.Sort(works)
	return works
}

// Index lists the articles that the content cites, each with the pages that do.
func Index(g *decision.Guide) map[Article][]string {
	cited := map[Article][]string{}
	for i := range g.Bases {
		for _, a := range Cited(&g.Bases[i]) {
			cited[a] = append(cited[a], g.Bases[i].ID)
		}
	}
	return cited
}

// titlesOf are the names of the works that the content cites.
func titlesOf(g *decision.Guide) map[string]string {
	titles := map[string]string{}
	for i := range g.Bases {
		for _, c := range citedIn(&g.Bases[i]) {
			titles[c.Work] = c.title
		}
	}
	return titles
}

// latest is the newest state in which pages were read.
func latest(g *decision.Guide, pages []string) (day decision.Day) {
	for _, id := range pages {
		day = max(day, decision.DayOf(g.Basis(id).CheckedOn))
	}
	return day
}

// Resting is what rests on a text: names of pages.
type Resting struct {
	Steps, Letters, Exercises []string
}

// On lists what rests on pages of texts: the steps that cite them, or have a
// condition that does; the letters that cite them; the exercises that end on such a
// step, or teach such a text.
func On(g *decision.Guide, bases []string) (r Resting) {
	cites := func(all []decision.Citation) bool {
		return slices.ContainsFunc(all, func(c decision.Citation) bool { return slices.Contains(bases, c.Basis) })
	}
	for i := range g.Steps {
		s := &g.Steps[i]
		conditional := slices.ContainsFunc(s.When, func(a decision.Alternative) bool {
			return slices.ContainsFunc(a.Conditions, func(c decision.Condition) bool { return slices.Contains(bases, c.Basis) })
		})
		if conditional || cites(s.Bases) {
			r.Steps = append(r.Steps, s.ID)
		}
	}
	for _, l := range g.Letters() {
		if cites(l.Bases) {
			r.Letters = append(r.Letters, l.ID)
		}
	}
	for _, e := range g.Exercises {
		taught := slices.ContainsFunc(e.Point.Links(), func(l decision.Link) bool {
			return l.Kind == decision.ToBasis && slices.Contains(bases, l.ID)
		})
		if taught || slices.Contains(r.Steps, e.Step) {
			r.Exercises = append(r.Exercises, e.ID)
		}
	}
	return r
}
