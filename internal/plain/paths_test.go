package plain_test

import (
	"bytes"
	"encoding/json"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/plain"
)

// onEveryPath runs a check on every path of the diagram, in parallel.
func onEveryPath(t *testing.T, check func(t *testing.T, g *decision.Guide, path decision.Path)) {
	g := guide(t)
	var paths []decision.Path
	for path := range g.Paths() {
		paths = append(paths, path)
	}
	if len(paths) != g.Size().Paths {
		t.Fatalf("%d paths, but the size says %d", len(paths), g.Size().Paths)
	}
	shards := runtime.GOMAXPROCS(0)
	for shard := range shards {
		t.Run(strconv.Itoa(shard), func(t *testing.T) {
			t.Parallel()
			for i := shard; i < len(paths) && !t.Failed(); i += shards {
				check(t, g, paths[i])
			}
		})
	}
}

func TestAdviseOnEveryPath(t *testing.T) {
	onEveryPath(t, func(t *testing.T, g *decision.Guide, path decision.Path) {
		a := decision.NewAnswers(today)
		for _, s := range path.Settings {
			a = a.With(s.Fact, string(s.Value))
		}
		var out bytes.Buffer
		if err := plain.Advise(&out, g, a, true); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Step     string `json:"etape"`
			Complete bool   `json:"complet"`
			Path     []struct {
				Fact  decision.Fact  `json:"fait"`
				Value decision.Value `json:"valeur"`
			} `json:"chemin"`
		}
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		if got.Step != path.Step.ID || !got.Complete {
			t.Errorf("%v: etape %q, complet %v, want %q", path.Settings, got.Step, got.Complete, path.Step.ID)
		}
		for i, r := range got.Path {
			if len(got.Path) != len(path.Settings) || r.Fact != path.Settings[i].Fact || r.Value != path.Settings[i].Value {
				t.Fatalf("chemin %v, want %v", got.Path, path.Settings)
			}
		}
	})
}

func TestInterviewOnEveryPath(t *testing.T) {
	const announced = "\nÉtape recommandée\u00a0: "
	onEveryPath(t, func(t *testing.T, g *decision.Guide, path decision.Path) {
		var out strings.Builder
		typed := strings.Join(typedFor(t, g, path), "\n")
		if err := plain.Interview(strings.NewReader(typed), &out, g, today); err != nil {
			t.Fatalf("%v: %v", path.Settings, err)
		}
		_, said, _ := strings.Cut(out.String(), announced)
		said, _, _ = strings.Cut(said, "\n\n")
		if spaced(said) != spaced(path.Step.Title+" "+path.Step.Summary) {
			t.Errorf("%v: ends on %q, want %q", path.Settings, said, path.Step.Title)
		}
	})
}

func BenchmarkInterview(b *testing.B) {
	g := guide(b)
	typed := strings.Join(typedFor(b, g, pathTo(b, g, "tribunal-judiciaire")), "\n")
	for b.Loop() {
		if err := plain.Interview(strings.NewReader(typed), new(strings.Builder), g, today); err != nil {
			b.Fatal(err)
		}
	}
}
