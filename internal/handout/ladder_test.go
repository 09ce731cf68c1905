package handout_test

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/handout"
	"compromis/internal/paper"
)

var (
	pdfPages = regexp.MustCompile(`/Type /Page\b[^s]`)
	a4       = []byte("/MediaBox [0 0 595.28 841.89]")
)

// TestLadderOnOnePage: the PDF has one A4 page, and the paper every step under its
// stage, with its cost and its time.
func TestLadderOnOnePage(t *testing.T) {
	g := guide(t)
	d := handout.Ladder(g)
	file := []byte(written(t, "echelle.pdf", func(w io.Writer) error { return paper.Write(w, "pdf", d) }))
	if n := len(pdfPages.FindAll(file, -1)); n != 1 || !bytes.Contains(file, a4) {
		t.Errorf("%d pages, A4: %v", n, bytes.Contains(file, a4))
	}
	var rows []string
	for _, b := range d.Blocks {
		rows = append(rows, strings.TrimRight(b.String(), "\t"))
	}
	told := strings.Join(rows, "\n") + "\n"
	at := 0
	for _, stretch := range g.Road(nothing()) {
		for _, row := range append([]string{stretch.Name}, stepRows(stretch)...) {
			i := strings.Index(told[at:], "\n"+row+"\n")
			if i < 0 {
				t.Fatalf("%q is not there, or not in its place", row)
			}
			at += i
		}
	}
	if remark := paper.Remark("pdf", d); remark != "" {
		t.Error(remark)
	}
}

// stepRows are the rows of the steps of a stage.
func stepRows(s decision.Stretch) (rows []string) {
	for _, p := range s.Places {
		rows = append(rows, strings.Join([]string{p.Step.Title, p.Step.Brief.Cost, p.Step.Brief.Time}, "\t"))
	}
	return rows
}
