// Package wire tells other programs, in JSON, what the commands tell people.
//
// A [Writer] has one method for each answer. The answers are made of the same
// few objects, and a thing has one name and one type wherever it stands: that
// vocabulary is a contract, written down key by key in docs/json.md, and a test
// holds every command against the page. A case as it is told here is not its
// file: package casefile keeps a format of its own.
package wire

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// version is that of the vocabulary. It grows when a key changes its name, its
// type or its meaning, or goes; not when one is added.
const version = 2

// edition is a version of the vocabulary.
type edition int

// head is what every answer begins with.
type head struct {
	Version edition      `json:"version_json"`
	Content decision.Day `json:"version_contenu"`
	On      decision.Day `json:"au"`               // the day it is told for
	Over    *string      `json:"contenu_modifie"`  // what was laid over the content of the program
	Again   bool         `json:"contenu_a_relire"` // most of its texts are, on that day
}

// Writer writes answers, told by a guide for a day.
type Writer struct {
	out   io.Writer
	guide *decision.Guide
	on    decision.Day
}

// NewWriter returns a writer. The only errors of its methods are those of
// writing.
func NewWriter(out io.Writer, g *decision.Guide, on decision.Day) Writer { return Writer{out, g, on} }

func (w Writer) head() head {
	return head{version, decision.DayOf(w.guide.Version), w.on, known(w.guide.Over.Name), say.Outdated(w.guide) != ""}
}

// write writes an answer.
func (w Writer) write(answer any) error { return encode(w.out, answer) }

// encode writes a value, indented.
func encode(out io.Writer, value any) error {
	e := json.NewEncoder(escaper{out})
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(value); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

// Clean is where JSON may be written whatever its strings hold: see [escaper].
func Clean(out io.Writer) io.Writer { return escaper{out} }

// escaper writes JSON whose every sign is text: the others, which only stand in
// strings, by their number. A program reads the same, a terminal obeys none.
type escaper struct{ out io.Writer }

func (e escaper) Write(p []byte) (int, error) {
	var b strings.Builder
	for text := string(p); text != ""; {
		at, sign, found := french.Hidden(text)
		if !found {
			b.WriteString(text)
			break
		}
		b.WriteString(text[:at])
		for _, unit := range utf16.Encode([]rune{sign}) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
		text = text[at+utf8.RuneLen(sign):]
	}
	if _, err := io.WriteString(e.out, b.String()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// known returns v, or nil when there is none: null in JSON.
func known[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}

// each tells the items of a list. A list is never null.
func each[T, U any](items []T, tell func(T) U) []U {
	all := make([]U, len(items))
	for i, item := range items {
		all[i] = tell(item)
	}
	return all
}
