package paper

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// typewriter gives every sign the same width: the rules of the layout do not
// depend on the letters.
func typewriter(words string, _ bool, size float64) float64 {
	return float64(utf8.RuneCountInString(words)) * size * 0.2
}

// TestLayout: whatever the paper, all its words are on the pages, in order,
// inside the margins, and no two lines of a page overlap.
func TestLayout(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"a", "mot", "long", strings.Repeat("x", 70), strings.Repeat("y", 200), " ", " ", "\n", "\n\n", "**", "\n> ", "\n- ", "\n12. ", "\n# ", "\n## ",
		strings.Repeat("des mots ", 40), strings.Repeat("\n- point", 30),
		"\n| a | mot | 12 |", "\n\n| Poste | Montant |\n| --- | ---: |", strings.Repeat("\n| un poste | 1 250,00 € |", 30), "\n| " + strings.Repeat("des mots ", 900) + " | 3 |",
	})
	rapid.Check(t, func(t *rapid.T) {
		p := Read(strings.Join(rapid.SliceOfN(pieces, 0, 40).Draw(t, "text"), ""))
		l := layout{page: a4, width: typewriter}
		l.paper(p)
		var want, got strings.Builder
		for _, b := range p.Blocks {
			want.WriteString(squeeze(label(b) + b.String()))
		}
		for n, page := range l.pages {
			if len(page.words) == 0 && (n > 0 || len(p.Blocks) > 0 && want.Len() > 0) {
				t.Fatalf("page %d is empty", n+1)
			}
			checkPage(t, page.words)
			for _, piece := range page.words {
				if !piece.again {
					got.WriteString(squeeze(piece.Text))
				}
			}
		}
		if got.String() != want.String() {
			t.Fatalf("placed %q, want %q", got.String(), want.String())
		}
	})
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func label(b Block) string {
	switch b.Kind {
	case Bullet:
		return "•"
	case Numbered:
		return strconv.Itoa(b.Point) + "."
	}
	return ""
}

func checkPage(t *rapid.T, page []placed) {
	const slack = 1e-6
	foot := 0.0
	for _, piece := range page {
		height := piece.size * leading
		top := piece.y - 0.75*height
		end := piece.x + typewriter(strings.TrimRight(piece.Text, " "), false, piece.size)
		if piece.x < margin-slack || end > pageWidth-margin+slack || top < margin-slack || top+height > pageHeight-margin+slack {
			t.Fatalf("%+v is out of the margins", piece)
		}
		if piece.y > foot+slack && top < foot-slack {
			t.Fatalf("%+v is on the line above", piece)
		}
		foot = math.Max(foot, top+height)
	}
}

// TestLettersOfBothLooks: what one font draws, the other does too, and both
// draw French.
func TestLettersOfBothLooks(t *testing.T) {
	light, bold := drawn(regular), drawn(strong)
	for r := range light {
		if !bold[r] {
			t.Errorf("%q is not drawn in bold", r)
		}
	}
	for _, r := range "aÀâÉèêëîïôœŒùûüÿçÇæ«»’“”…–—€°×÷• \u00a0" {
		if !light[r] {
			t.Errorf("%q is not drawn", r)
		}
	}
	if light['日'] || light[0] && len(light) > 60000 {
		t.Error("the letters draw everything: the table is misread")
	}
}
