package paper_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"compromis/internal/paper"
)

// TestSameTextSameBytes: a file does not depend on when it is written.
func TestSameTextSameBytes(t *testing.T) {
	for _, format := range paper.Names() {
		first := written(t, format, sample)
		for range 5 {
			if !bytes.Equal(first, written(t, format, sample)) {
				t.Fatalf("%s changes from one run to the next", format)
			}
		}
	}
}

func TestMarkdownIsTheText(t *testing.T) {
	if got := string(written(t, "md", "# a\n\nb **c**  \nd\n\n")); got != "# a\n\nb **c**  \nd\n" {
		t.Errorf("%q", got)
	}
}

func TestFormats(t *testing.T) {
	if !slices.Equal(paper.Names(), []string{"docx", "pdf", "odt", "md"}) {
		t.Error(paper.Names())
	}
	err := paper.Write(new(bytes.Buffer), "rtf", paper.Read("a"))
	if err == nil || !strings.Contains(err.Error(), "rtf") || !strings.Contains(err.Error(), "docx") {
		t.Errorf("rtf: %v", err)
	}
	if err := paper.Write(new(bytes.Buffer), "PDF", paper.Read("a")); err != nil {
		t.Error(err)
	}
}

var errFull = errors.New("disk full")

// full disks: a writer that takes some bytes, then no more.
type limited int

func (l *limited) Write(b []byte) (int, error) {
	if *l -= limited(len(b)); *l < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// TestFullDisk: an error of writing comes back, from every format.
func TestFullDisk(t *testing.T) {
	for _, format := range paper.Names() {
		room := limited(3)
		if err := paper.Write(&room, format, paper.Read("un texte")); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", format, err)
		}
	}
}
