package watch

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"compromis/decision"
)

// Kept is what is kept of an article that was read: the fingerprint of its text, the
// day of the state that was read, and from what kind of source.
type Kept struct {
	Print  string
	State  decision.Day
	Source decision.Source
}

// columns are those of the file of fingerprints.
var columns = []string{"article", "empreinte", "etat", "source"}

var printed = regexp.MustCompile(`^[0-9a-f]{64}$`)

// ErrPrints is a file that is not one of fingerprints.
var ErrPrints = errors.New("not a file of fingerprints")

// mostPrints is how many lines a file of fingerprints may have.
const mostPrints = 20_000

// ReadPrints reads the fingerprints that were kept.
func ReadPrints(in io.Reader) (map[Article]Kept, error) {
	rows := csv.NewReader(io.LimitReader(in, limits.File))
	rows.FieldsPerRecord = len(columns)
	kept := map[Article]Kept{}
	for n := 1; ; n++ {
		row, err := rows.Read()
		switch {
		case err == io.EOF && n > 1:
			return kept, nil
		case err != nil || n > mostPrints || n == 1 && !slices.Equal(row, columns):
			return nil, fmt.Errorf("%w: line %d", ErrPrints, n)
		case n == 1:
			continue
		}
		of, number, ok := strings.Cut(row[0], "/")
		state := decision.Day(row[2])
		if !ok || !printed.MatchString(row[1]) || state.Time().IsZero() || !slices.Contains(decision.Sources, decision.Source(row[3])) {
			return nil, fmt.Errorf("%w: line %d", ErrPrints, n)
		}
		kept[Article{of, number}] = Kept{row[1], state, decision.Source(row[3])}
	}
}

// Note adds to what is kept the articles that pages say to have read in the very
// state that a source holds: no other was read there. state is the day of that state,
// for the works whose files do not say it. It returns how many.
func Note(g *decision.Guide, kept map[Article]Kept, s Source, state decision.Day) (noted int) {
	for a, pages := range Index(g) {
		on := state
		if on == "" {
			on = s.States[a.Work]
		}
		for _, id := range pages {
			b := g.Basis(id)
			if s.Prints[a] != "" && b.TextRead() && on != "" && decision.DayOf(b.CheckedOn) == on {
				kept[a] = Kept{s.Prints[a], on, b.Source}
				noted++
				break
			}
		}
	}
	return noted
}

// Laid returns what is kept of the program's own reading once pages are laid over its
// own: an article that those alone cite was not read for them, unless they say to have
// read it in that very state.
func Laid(g *decision.Guide, kept map[Article]Kept, over []string) map[Article]Kept {
	still := map[Article]Kept{}
	for a, pages := range Index(g) {
		k, known := kept[a]
		own := slices.ContainsFunc(pages, func(id string) bool {
			return !slices.Contains(over, id) || decision.DayOf(g.Basis(id).CheckedOn) == k.State
		})
		if known && own {
			still[a] = k
		}
	}
	return still
}

// WritePrints writes what is kept, in the order of the articles.
func WritePrints(out io.Writer, kept map[Article]Kept) error {
	rows := csv.NewWriter(out)
	lines := [][]string{columns}
	for _, a := range sorted(kept) {
		k := kept[a]
		lines = append(lines, []string{a.String(), k.Print, string(k.State), string(k.Source)})
	}
	return rows.WriteAll(lines)
}

// sorted are the articles of a table, in order.
func sorted[V any](all map[Article]V) []Article {
	names := make([]Article, 0, len(all))
	for a := range all {
		names = append(names, a)
	}
	slices.SortFunc(names, Article.compare)
	return names
}
