package casefile

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// Find returns the ID of the case a person means: by its ID, by the first
// letters of its ID, or by the name of its client, as [french.Found] searches. The error is [ErrNotFound], or names the cases it could be.
func (s *folder) Find(prefixOrName string) (id string, err error) { return find(s, prefixOrName) }

func find(s shelf, prefixOrName string) (id string, err error) {
	said := strings.TrimSpace(prefixOrName)
	if s.exists(said) {
		return said, nil
	}
	all, err := s.Search(Query{Words: said, Most: mostFound})
	if err != nil {
		return "", err
	}
	wanted := french.Fold(said)
	var exact, near []Summary
	for _, c := range all.Cases {
		switch {
		case wanted != "" && french.Fold(c.Client) == wanted:
			exact = append(exact, c)
		case said != "" && strings.HasPrefix(c.ID, strings.ToLower(said)), wanted != "" && french.Found(c.Client, said):
			near = append(near, c)
		}
	}
	if len(exact) == 0 {
		exact = near
	}
	switch len(exact) {
	case 0:
		return "", noneLike(s, said)
	case 1:
		return exact[0].ID, nil
	}
	return "", several(s.Dir(), said, exact)
}

const (
	maxNamed  = 8    // cases that a message names
	mostFound = 5000 // cases that a name is looked for in, of each group: they hold its words
)

func several(dir, said string, cases []Summary) error {
	var names []string
	for _, c := range cases[:min(len(cases), maxNamed)] {
		name := c.ID
		if c.Client != "" {
			name += " (" + c.Client + ")"
		}
		names = append(names, name)
	}
	text := french.Quote(said) + " peut désigner plusieurs dossiers" + colon + strings.Join(names, ", ")
	if len(cases) > maxNamed {
		text += "…"
	}
	return &Error{Path: dir, Text: text + ". Donnez le nom complet de l’un d’eux."}
}

func noneLike(s shelf, said string) error {
	var names []string
	all, _ := s.Search(Query{Most: mostFound})
	for _, c := range all.Cases {
		names = append(names, c.ID, c.Client)
	}
	names = slices.DeleteFunc(names, func(n string) bool { return n == "" })
	near := decision.Nearest(said, names)
	if near == "" {
		return notFound(s.Dir(), said)
	}
	return &Error{Path: s.Dir(), Err: ErrNotFound, Text: "Aucun dossier " + french.Quote(said) + " dans " + french.Quote(s.Dir()) + ". Vouliez-vous dire " + french.Quote(near) + french.NBSP + "?"}
}
