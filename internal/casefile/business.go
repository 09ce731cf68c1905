package casefile

import (
	"cmp"
	"slices"

	"compromis/internal/dossier"
)

// mostLooked is how many cases are looked at for a party that one may take over.
const mostLooked = 5

// Business is whoever keeps these cases, as the one changed last says it: what a new
// case may take over. What a protected case says stays in it.
func (s *folder) Business(cases []Summary) dossier.Party { return business(s, cases) }

func business(s shelf, cases []Summary) dossier.Party {
	recent := slices.DeleteFunc(slices.Clone(cases), func(c Summary) bool { return c.Protected })
	slices.SortStableFunc(recent, func(a, b Summary) int { return cmp.Compare(b.Changed, a.Changed) })
	for _, c := range recent[:min(len(recent), mostLooked)] {
		data, _, err := s.raw(c.ID)
		if err != nil {
			continue
		}
		if e, err := parse(data); err == nil && e.Case != nil && e.Case.Business != (dossier.Party{}) {
			return e.Case.Business
		}
	}
	return dossier.Party{}
}
