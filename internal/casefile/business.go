package casefile

import (
	"cmp"
	"slices"

	"compromis/internal/dossier"
	"compromis/internal/postgres"
)

// mostLooked is how many cases are looked at for a party that one may take over.
const mostLooked = 5

// Business is whoever keeps these cases, as the one changed last says it: what a new
// case may take over. What a protected case says stays in it.
func (s *folder) Business(l Listing) dossier.Party {
	for _, id := range l.recent {
		if data, _, err := s.raw(id); err == nil {
			if found := businessIn(data); found != (dossier.Party{}) {
				return found
			}
		}
	}
	return dossier.Party{}
}

// Business is whoever keeps these cases.
func (s *server) Business(Listing) (found dossier.Party) {
	rows, _ := s.ask(`select a.body from (
			select id, number, changed from compromis.cases where firm = $1 and not sealed order by changed desc, id limit $2) c
		join compromis.acts a on a.firm = $1 and a.kase = c.id and a.number = c.number order by c.changed desc, c.id`, mostLooked)
	i := slices.IndexFunc(rows, func(r postgres.Row) bool {
		found = businessIn(r[0])
		return found != dossier.Party{}
	})
	if i < 0 {
		return dossier.Party{}
	}
	return found
}

func businessIn(data []byte) dossier.Party {
	e, err := parse(data)
	if err != nil || e.Case == nil {
		return dossier.Party{}
	}
	return e.Case.Business
}

// lately is the cases changed last, whose content can be read.
func lately(cases []Summary) (ids []string) {
	later := func(a, b *Summary) int { return cmp.Or(cmp.Compare(b.Changed, a.Changed), cmp.Compare(a.ID, b.ID)) }
	var recent []*Summary
	for i := range cases {
		if at, _ := slices.BinarySearchFunc(recent, &cases[i], later); at < mostLooked && !cases[i].Protected {
			recent = slices.Insert(recent, at, &cases[i])
			recent = recent[:min(len(recent), mostLooked)]
		}
	}
	for _, c := range recent {
		ids = append(ids, c.ID)
	}
	return ids
}
