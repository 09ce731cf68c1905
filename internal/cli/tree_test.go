package cli_test

import (
	"compromis/decision"
	"compromis/internal/handout"
	"compromis/internal/plain"
	"io"
	"strings"
	"testing"
)

// A file is drawn as its name says, and answers given count.
func TestTreeFiles(t *testing.T) {
	d := newDesk(t)
	a := decision.NewAnswers(today).With("cause", "impaye").With("client", "public")
	for name, format := range map[string]string{
		"a.txt": "texte", "a.mmd": "mermaid", "a.DOT": "dot", "a.gv": "dot", "a.html": "html", "a.htm": "html", "a.svg": "svg", "a.md": "md",
	} {
		want := drawn(t, a, format)
		d.done("", "arbre", "-o", name, "-r", "cause=impaye", "-r", "client=public")
		if d.read(name) != want || want == "" {
			t.Errorf("%s is not drawn as %s: %.60q", name, format, d.read(name))
		}
		if out := d.done("", "arbre", "--format", format, "-r", "client=public", "-r", "cause=impaye"); out != want {
			t.Errorf("%s to the output: %.60q", format, out)
		}
		d.refused(1, "existe déjà", "arbre", "-o", name)
	}
}

// drawn is what the packages that draw give.
func drawn(t *testing.T, a decision.Answers, format string) string {
	t.Helper()
	var out strings.Builder
	write := map[string]func(io.Writer, *decision.Guide, decision.Answers) error{
		"html": handout.TreeHTML, "svg": handout.TreeSVG, "md": handout.TreeMarkdown,
	}[format]
	if write == nil {
		write = func(out io.Writer, g *decision.Guide, a decision.Answers) error { return plain.Draw(out, g, a, format) }
	}
	if err := write(&out, guide(t).AsOf(today), a); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestTreeOnOnePage: --une-page writes a PDF, whatever the name says of it, and never to
// a terminal; it is not about some answers.
func TestTreeOnOnePage(t *testing.T) {
	d := newDesk(t)
	d.done("", "arbre", "--une-page", "-o", "a.pdf")
	if !strings.HasPrefix(d.read("a.pdf"), "%PDF-") {
		t.Errorf("written: %.60q", d.read("a.pdf"))
	}
	if out := d.done("", "arbre", "--une-page"); out != d.read("a.pdf") {
		t.Errorf("to the output: %.60q", out)
	}
	d.refused(2, "format inconnu", "arbre", "--une-page", "-o", "a.html")
	d.refused(2, "pas les deux", "arbre", "--une-page", "-r", "cause=impaye")
}
