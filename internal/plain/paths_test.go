package plain_test

import (
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// sampled is how many paths are drawn at random, besides those that take every
// answer of every question.
const sampled = 1000

// onEveryAnswer runs a check on paths that together take every answer of every
// question, and on more at random, in parallel.
func onEveryAnswer(t *testing.T, check func(t *testing.T, g *decision.Guide, path decisiontest.Path)) {
	g := guide(t)
	paths := slices.Collect(decisiontest.Some(g, sampled, 1))
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

func TestInterviewOnEveryAnswer(t *testing.T) {
	const announced = "\nÀ faire maintenant\u00a0: "
	onEveryAnswer(t, func(t *testing.T, g *decision.Guide, path decisiontest.Path) {
		var out strings.Builder
		typed := strings.Join(typedFor(t, g, path), "\n")
		if err := plain.Interview(strings.NewReader(typed), &out, g, today, nil); err != nil {
			t.Fatalf("%v: %v", path.Settings, err)
		}
		_, said, _ := strings.Cut(out.String(), announced)
		result, _, _ := strings.Cut(said, "\n\n")
		if n := strings.Count(result, "\n") + 1; n > 12 || !strings.HasPrefix(spaced(result), spaced(path.Step.Title+". ")) || !strings.Contains(spaced(result), spaced(say.NotAdvice)) {
			t.Errorf("%v: ends in %d lines on %q, want %q", path.Settings, n, result, path.Step.Title)
		}
	})
}

func BenchmarkInterview(b *testing.B) {
	g := guide(b)
	typed := strings.Join(typedFor(b, g, pathTo(b, "tribunal-judiciaire")), "\n")
	for b.Loop() {
		if err := plain.Interview(strings.NewReader(typed), new(strings.Builder), g, today, nil); err != nil {
			b.Fatal(err)
		}
	}
}
