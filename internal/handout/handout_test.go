package handout_test

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/handout"
	"compromis/internal/stage"

	"pgregory.net/rapid"
)

// leave makes the tests leave what they wrote in a folder, for those who want
// to look: go test ./internal/handout -args -leave /tmp/handout.
var leave = flag.String("leave", "", "folder where to leave the hand-outs written")

var today = contenttest.Today

// guide returns the real content.
var guide = contenttest.Guide

func nothing() decision.Answers { return decision.NewAnswers(today) }

// begun are a few answers that leave many ways open.
func begun(g *decision.Guide) decision.Answers {
	a := nothing()
	for range 3 {
		q := g.Walk(a).Next
		a = a.With(q.Fact, string(q.Options[0].Value))
	}
	return a
}

// written returns what a hand-out writes, and leaves it where asked.
func written(t testing.TB, name string, write func(io.Writer) error) string {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	if *leave != "" {
		if err := os.WriteFile(filepath.Join(*leave, name), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

type treeWriter func(io.Writer, *decision.Guide, decision.Answers) error

var treeWriters = map[string]treeWriter{"html": handout.TreeHTML, "svg": handout.TreeSVG, "md": handout.TreeMarkdown}

func tree(t testing.TB, name string, a decision.Answers) string {
	t.Helper()
	write := treeWriters[strings.TrimPrefix(filepath.Ext(name), ".")]
	return written(t, name, func(w io.Writer) error { return write(w, guide(t), a) })
}

// drawAnswers answers some of the questions a guide asks, one after the other.
func drawAnswers(rt *rapid.T, g *decision.Guide) decision.Answers {
	a := nothing()
	for range rapid.IntRange(0, len(g.Questions)).Draw(rt, "answered") {
		q := g.Walk(a).Next
		if q == nil {
			break
		}
		a = a.With(q.Fact, string(rapid.SampledFrom(q.Options).Draw(rt, "option").Value))
	}
	return a
}

func TestTreesAreStable(t *testing.T) {
	for name := range treeWriters {
		for part, a := range map[string]decision.Answers{"arbre.": nothing(), "partie.": begun(guide(t))} {
			if first, again := tree(t, part+name, a), tree(t, part+name, a); first != again {
				t.Errorf("%s%s: two runs differ", part, name)
			}
		}
	}
}

// full is a disk with no room left.
type full struct{}

var errFull = errors.New("no room left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestWritersReportFailure(t *testing.T) {
	g := guide(t)
	for name, err := range map[string]error{
		"TreeHTML": handout.TreeHTML(full{}, g, nothing()), "TreeSVG": handout.TreeSVG(full{}, g, nothing()),
		"TreeMarkdown": handout.TreeMarkdown(full{}, g, nothing()), "SheetHTML": handout.SheetHTML(full{}, g, &g.Exercises[0], true),
		"ReportCSV": handout.ReportCSV(full{}, stage.Session{}), "ReportMarkdown": handout.ReportMarkdown(full{}, stage.Session{}),
	} {
		if !errors.Is(err, errFull) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
