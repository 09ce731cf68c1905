package decision_test

import (
	"testing"

	"compromis/decision"
)

// Targets: the next question and the verdict within 20 µs, the whole proof within
// a second, and Compile a small part of the 15 ms of loading.

func BenchmarkCompile(b *testing.B) {
	g := *guide(b)
	for b.Loop() {
		if err := g.Compile(); err != nil {
			b.Fatal(err)
		}
	}
}

// middle returns the path of the median length, whole and cut in half.
func middle(b *testing.B) (g *decision.Guide, whole, half decision.Answers) {
	g = guide(b)
	for p := range paths(g) {
		if len(p.Settings) == 10 {
			return g, said(p.Settings...), said(p.Settings[:5]...)
		}
	}
	b.Fatal("no path of ten questions")
	return nil, whole, half
}

func BenchmarkNext(b *testing.B) {
	g, _, half := middle(b)
	for b.Loop() {
		if g.Walk(half).Next == nil {
			b.Fatal("no question left")
		}
	}
}

func BenchmarkVerdict(b *testing.B) {
	g, whole, _ := middle(b)
	for b.Loop() {
		if g.Verdict(whole).Step == nil {
			b.Fatal("no verdict")
		}
	}
}

// BenchmarkUnknown is the next question when two answers are unknown.
func BenchmarkUnknown(b *testing.B) {
	g, _, half := middle(b)
	half = half.With("client", "?").With("cause", "?")
	for b.Loop() {
		if g.Walk(half).Next == nil {
			b.Fatal("no question left")
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	g := guide(b)
	for b.Loop() {
		if p := g.Check(); len(p.Problems) > 0 {
			b.Fatal(p.Problems)
		}
	}
}

func BenchmarkRuledOut(b *testing.B) {
	g, whole, _ := middle(b)
	for b.Loop() {
		g.RuledOut(whole)
	}
}

func BenchmarkChanges(b *testing.B) {
	g, whole, _ := middle(b)
	for b.Loop() {
		g.Changes(whole)
	}
}

func BenchmarkEscalation(b *testing.B) {
	g, whole, _ := middle(b)
	for b.Loop() {
		g.Escalation(whole)
	}
}
