package paper_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"compromis/internal/paper"
)

// TestSameTextSameBytes: a file does not depend on when it is written.
func TestSameTextSameBytes(t *testing.T) {
	for _, format := range paper.Formats() {
		first := written(t, format, sample)
		for range 5 {
			if !bytes.Equal(first, written(t, format, sample)) {
				t.Fatalf("%s changes from one run to the next", format)
			}
		}
	}
}

// lettersOf keeps the letters of a text.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, text)
}

// TestAnyTextIsWritten: with all its letters, in order, or refused.
func TestAnyTextIsWritten(t *testing.T) {
	pieces := rapid.OneOf(rapid.SampledFrom([]string{"\n", "\n\n", "**", "> ", "- ", "# ", "3. ", "(", ")", "\\", "&", "<b>", "]]>", "é", "œ", "\u00ad"}), rapid.String())
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(pieces, 0, 12).Draw(r, "text"), "")
		if got := lettersOf(read(t, docx(t, text))); got != lettersOf(text) {
			r.Errorf("docx has %q, want %q", got, lettersOf(text))
		}
		if paper.Write(new(bytes.Buffer), "pdf", paper.Read(text)) != nil || lettersOf(text) == "" {
			return
		}
		if got := lettersOf(strings.Join(pages(t, written(t, "pdf", text)), "")); got != lettersOf(text) {
			r.Errorf("pdf has %q, want %q", got, lettersOf(text))
		}
	})
}

func TestMarkdownIsTheText(t *testing.T) {
	if got := string(written(t, "md", "# a\n\nb **c**  \nd\n\n")); got != "# a\n\nb **c**  \nd\n" {
		t.Errorf("%q", got)
	}
}

func TestFormats(t *testing.T) {
	if !slices.Equal(paper.Formats(), []string{"docx", "pdf", "md"}) {
		t.Error(paper.Formats())
	}
	err := paper.Write(new(bytes.Buffer), "odt", paper.Read("a"))
	if err == nil || !strings.Contains(err.Error(), "odt") || !strings.Contains(err.Error(), "docx") {
		t.Errorf("odt: %v", err)
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
	for _, format := range paper.Formats() {
		room := limited(3)
		if err := paper.Write(&room, format, paper.Read("un texte")); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", format, err)
		}
	}
}
