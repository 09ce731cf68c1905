package handout_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"compromis/content"
	"compromis/decision"
	"compromis/internal/handout"
)

// leave makes the tests leave what they wrote in a folder, for those who want
// to look: go test ./internal/handout -args -leave /tmp/handout.
var leave = flag.String("leave", "", "folder where to leave the hand-outs written")

var today = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

var load = sync.OnceValues(content.Load)

// guide returns the real content.
func guide(t testing.TB) *decision.Guide {
	t.Helper()
	g, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// begun are a few answers that leave many ways open.
func begun(t testing.TB) decision.Answers {
	a := decision.NewAnswers(today)
	for range 3 {
		q := guide(t).Walk(a).Next
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

func tree(t testing.TB, name string, write treeWriter, a decision.Answers) string {
	t.Helper()
	return written(t, name, func(w io.Writer) error { return write(w, guide(t), a) })
}

// has checks that the text holds the words, once escapes are undone.
func has(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		if w != "" && !strings.Contains(text, w) {
			t.Errorf("no %q", w)
		}
	}
}

func TestTreesAreStable(t *testing.T) {
	for name, write := range map[string]treeWriter{"html": handout.TreeHTML, "svg": handout.TreeSVG, "md": handout.TreeMarkdown} {
		whole := tree(t, "arbre."+name, write, decision.NewAnswers(today))
		part := tree(t, "partie."+name, write, begun(t))
		if whole != tree(t, "arbre."+name, write, decision.NewAnswers(today)) {
			t.Errorf("%s: two runs differ", name)
		}
		t.Logf("%s: %d bytes, %d from three answers", name, len(whole), len(part))
	}
}

func TestSheetHTML(t *testing.T) {
	for _, key := range []bool{false, true} {
		name := map[bool]string{false: "cas.html", true: "corrige.html"}[key]
		written(t, name, func(w io.Writer) error { return handout.SheetHTML(w, guide(t), &guide(t).Exercises[0], key) })
		if *leave != "" {
			os.WriteFile(filepath.Join(*leave, strings.TrimSuffix(name, ".html")+".md"), []byte(handout.SheetMarkdown(guide(t), &guide(t).Exercises[0], key)), 0o600)
		}
	}
}
