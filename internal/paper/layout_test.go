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

// TestNoStragglers: however long a paper is, its last page never holds a few lines that
// letters a little smaller would have brought back; letters stay readable, and a paper
// that needs it not is drawn at its usual size.
func TestNoStragglers(t *testing.T) {
	smaller := 0
	for n := 1; n <= 120; n++ {
		p := Read(strings.Repeat("Une ligne, puis la suivante.\n\n", n))
		l, scale := laid(p, typewriter)
		if scale*textSize < 9 || scale > 1 {
			t.Fatalf("%d paragraphs: letters of %.1f points", n, scale*textSize)
		}
		usual := layout{page: a4, width: typewriter}
		usual.paper(p)
		last := (usual.y - margin) / a4.down()
		switch {
		case scale < 1:
			if smaller++; len(l.pages) >= len(usual.pages) {
				t.Errorf("%d paragraphs: drawn smaller for nothing", n)
			}
		case len(usual.pages) > 1 && last < 0.1:
			t.Errorf("%d paragraphs: the last page holds %.0f %% of a page", n, 100*last)
		}
	}
	if smaller == 0 {
		t.Error("nothing was brought back")
	}
}
