package tui

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"

	"compromis/internal/draw"
	"compromis/internal/paper"
)

// look is what a person sees: letters and digits in order, those that stand out
// followed by a star.
type look struct{ strings.Builder }

func (l *look) see(words string, bold bool) {
	for _, r := range words {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			l.WriteRune(r)
			if bold {
				l.WriteByte('*')
			}
		}
	}
}

var sgr = regexp.MustCompile(`\x1b\[([0-9;]*)m`)

// TestPaperOnScreen: whatever a person types, the screen shows what the files
// say, with the same emphasis. Titles stand out.
func TestPaperOnScreen(t *testing.T) {
	pieces := rapid.OneOf(rapid.SampledFrom([]string{
		"\n", "\n\n", "**", "**gras**", "> ", "\n> c", "- ", "\n\n- b", "# ", "## t", "3. ", "\n4) c", "\n| a | **b** |", "\n\n| un long libellé de poste | d |\n| --- | ---: |\n", "|", "\n| e |  | 5 |\n", "\\", "é", "  ", "12", "a b", "[", "]", "\x1b[1m", "un mot assez long",
	}), rapid.String())
	f := frame{Frame: draw.Frame{Width: 44, Height: 20, Styles: draw.StylesFor(true, colorprofile.TrueColor)}}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(pieces, 0, 14).Draw(t, "text"), "")
		p := paper.Read(text)
		var want, got look
		for _, b := range p.Blocks {
			if b.Kind == paper.Numbered {
				want.see(strconv.Itoa(b.Point), false)
			}
			for _, s := range b.Words {
				want.see(s.Text, s.Strong || b.Kind == paper.Title || b.Head)
			}
		}
		for _, b := range paperBlocks(p, f) {
			for _, line := range b.Lines {
				from, bold := 0, false
				for _, at := range sgr.FindAllStringSubmatchIndex(line, -1) {
					got.see(line[from:at[0]], bold)
					first, _, _ := strings.Cut(line[at[2]:at[3]], ";")
					from, bold = at[1], first == "1"
				}
				got.see(line[from:], bold)
			}
		}
		if got.String() != want.String() {
			t.Fatalf("%q shows %q, want %q", text, got.String(), want.String())
		}
	})
}

// TestFormatKeys: no two formats share a key, and none takes one that a paper
// has already.
func TestFormatKeys(t *testing.T) {
	taken := map[string]string{}
	for _, own := range []key.Binding{keyEditText, keyModel, keyCalendar, keyNewSeries} {
		taken[own.Keys()[0]] = own.Help().Desc
	}
	for _, f := range paper.Formats() {
		k := formatKey(f).Keys()[0]
		if taken[k] != "" {
			t.Errorf("%s: %q is the key of %s", f.Name, k, taken[k])
		}
		taken[k] = f.Name
	}
}
