package watch_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/watch"
)

// TestExactlyWhatChanged: whatever an author of codes does between two states of one
// (articles reworded, taken out, brought in, moved, told with other spaces and signs),
// the articles that another comparison finds different are named, and no other.
func TestExactlyWhatChanged(t *testing.T) {
	g := guide(t)
	var cited []watch.Article
	for _, a := range articles(g) {
		if a.Work == "code-civil" {
			cited = append(cited, a)
		}
	}
	slices.SortFunc(cited, func(a, b watch.Article) int { return strings.Compare(a.Number, b.Number) })
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"le", "client", "paie", "deux", "mois", "l’œuvre", "« net »", "fin."}), 1, 9)
	rapid.Check(t, func(rt *rapid.T) {
		before, after := map[string][]string{}, map[string][]string{}
		for _, a := range cited {
			if !rapid.Bool().Draw(rt, "there") {
				continue
			}
			before[a.Number] = words.Draw(rt, a.Number)
			switch rapid.IntRange(0, 5).Draw(rt, "what becomes of it") {
			case 0: // taken out
			case 1:
				after[a.Number] = words.Draw(rt, a.Number)
			default:
				after[a.Number] = before[a.Number]
			}
		}
		if len(before) == 0 {
			return // an empty code
		}
		found := compared(t, put(t, map[string]string{"c.md": codeOf(before, " ", "2025-07-18")}), put(t, map[string]string{"c.md": codeOf(after, rapid.SampledFrom([]string{" ", "\n", "  "}).Draw(rt, "spaces"), "2026-10-01")}), "")
		for _, a := range cited {
			got := found[a.String()]
			if len(got.Bases) == 0 || before[a.Number] == nil || !got.Noted {
				continue // nothing was read of it
			}
			want := watch.Same
			if now, there := after[a.Number]; !there {
				want = watch.Gone
			} else if strings.Join(now, " ") != strings.Join(before[a.Number], " ") {
				want = watch.Changed
			}
			if got.Finding != want {
				rt.Fatalf("%s: %d, not %d: %q, %q", a, got.Finding, want, before[a.Number], after[a.Number])
			}
		}
	})
}

// codeOf writes a state of the code.
func codeOf(texts map[string][]string, between, on string) string {
	numbers := make([]string, 0, len(texts))
	for n := range texts {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	code := "---\ntitle: \"Code civil\"\nlast_updated: \"" + on + "\"\n---\n# Code civil\n\n## Livre\n\n"
	for _, n := range numbers {
		text := strings.Join(texts[n], between)
		if between != " " {
			text = strings.NewReplacer("’", "'", "«", `"`, "»", `"`, "œ", "oe").Replace(text)
		}
		code += fmt.Sprintf("##### Article %s\n\n%s\n\n", n, text)
	}
	return code
}

// TestLaid: what was read for the program's pages was not read for those laid over them,
// unless they say to have read the very same state.
func TestLaid(t *testing.T) {
	g := *guide(t)
	only, page := watch.Article{}, ""
	for a, pages := range watch.Index(&g) {
		if len(pages) == 1 {
			only, page = a, pages[0]
			break
		}
	}
	kept := map[watch.Article]watch.Kept{only: {Print: "x", State: "2000-01-01"}}
	if got := watch.Laid(&g, kept, nil); len(got) != 1 {
		t.Errorf("of the program's own: %v", got)
	}
	if got := watch.Laid(&g, kept, []string{page}); len(got) != 0 {
		t.Errorf("of a page laid over %s: %v", page, got)
	}
	kept[only] = watch.Kept{Print: "x", State: decision.DayOf(g.Basis(page).CheckedOn)}
	if got := watch.Laid(&g, kept, []string{page}); len(got) != 1 {
		t.Errorf("read in the same state: %v", got)
	}
}

// TestUnnoted: a work of which nothing was noted is named, once.
func TestUnnoted(t *testing.T) {
	all := []watch.Found{{Work: "B"}, {Work: "B"}, {Work: "A", Noted: true}, {Work: "A"}}
	if got := watch.Unnoted(all); !slices.Equal(got, []string{"B"}) {
		t.Errorf("%q", got)
	}
}
