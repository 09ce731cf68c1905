package wire_test

import (
	"bytes"
	"encoding/json"
	"io"
	"testing"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/plain"
	"compromis/internal/wire"
)

// today is the day every test runs on.
var today = decision.DayOf(contenttest.Today)

// guide returns the real content.
var guide = contenttest.Guide

// written returns what a writer writes.
func written(t *testing.T, g *decision.Guide, answer func(wire.Writer) error) string {
	t.Helper()
	var out bytes.Buffer
	if err := answer(wire.NewWriter(&out, g, today)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// read reads JSON back.
func read[T any](t *testing.T, source string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(source), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// advised returns the advice for some "fait=valeur".
func advised(t *testing.T, g *decision.Guide, settings ...string) string {
	t.Helper()
	var pairs []plain.Pair
	for _, s := range settings {
		p, err := plain.ParsePair(s)
		if err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, p)
	}
	a, err := plain.Collect(g, contenttest.Today, pairs)
	if err != nil {
		t.Fatal(err)
	}
	return written(t, g, func(w wire.Writer) error { return w.Advice(a) })
}

// settingsOf writes a path as "fait=valeur".
func settingsOf(settings []decision.Setting) []string {
	var all []string
	for _, s := range settings {
		all = append(all, string(s.Fact)+"="+string(s.Value))
	}
	return all
}

// pathTo returns the first path that ends on the step.
func pathTo(t testing.TB, step string) []string {
	t.Helper()
	path, ok := decisiontest.To(guide(t), step)
	if !ok {
		t.Fatalf("no path to %s", step)
	}
	return settingsOf(path.Settings)
}

// broken is an output whose reader has left.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
