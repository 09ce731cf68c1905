package content

import (
	"os"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
)

const golden = "testdata/ids.golden"

// TestIDs keeps every name that was ever shipped. Saved cases, letters and
// links hold them: removing one, or renaming it, breaks them. A new name is
// added with go test ./content -run IDs -args -write, which takes none out.
func TestIDs(t *testing.T) {
	g, err := Read(embedded, mistakeDay)
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	now, shipped := ids(g), strings.Split(strings.TrimSpace(string(source)), "\n")
	if *write {
		shipped = append(shipped, now...)
		slices.Sort(shipped)
		shipped = slices.Compact(shipped)
		if err := os.WriteFile(golden, []byte(strings.Join(shipped, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range shipped {
		if !slices.Contains(now, id) {
			t.Errorf("%s was shipped and is gone: saved cases hold it", id)
		}
	}
	for _, id := range now {
		if !slices.Contains(shipped, id) {
			t.Errorf("%s is new: add it with go test ./content -run IDs -args -write", id)
		}
	}
}

// ids returns every name of the guide, sorted.
func ids(g *decision.Guide) []string {
	var all []string
	for _, q := range g.Questions {
		for _, o := range q.Options {
			all = append(all, "fait "+string(q.Fact)+"="+string(o.Value))
		}
	}
	for _, s := range g.Steps {
		all = append(all, "étape "+s.ID)
	}
	for _, b := range g.Bases {
		all = append(all, "fondement "+b.ID)
	}
	for _, c := range g.Causes {
		all = append(all, "cause "+string(c.Value))
	}
	for _, l := range g.Letters() {
		all = append(all, "courrier "+l.ID)
	}
	slices.Sort(all)
	return all
}
