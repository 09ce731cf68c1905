package paper

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"codeberg.org/go-pdf/fpdf"

	"compromis/decision"
	"compromis/internal/french"
)

const family = "Compromis Sans"

// writePDF writes a paper on A4 pages, with its letters inside the file, and
// the number of each page when there are several. A sign the letters cannot
// draw is refused: the paper would lose it.
func writePDF(w io.Writer, p Paper) error {
	p = drawable(p)
	if err := p.undrawn(); err != nil {
		return err
	}
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.AddUTF8FontFromBytes(family, "", regular)
	pdf.AddUTF8FontFromBytes(family, "B", strong)
	pdf.SetTitle(p.Name(), true)
	pdf.SetLang(language)
	pdf.SetProducer("Compromis", true)
	pdf.SetCreationDate(p.day())
	pdf.SetModificationDate(p.day())
	pdf.SetCatalogSort(true)
	look := func(bold bool, size float64) {
		pdf.SetFont(family, map[bool]string{true: "B"}[bold], size)
	}
	l := layout{width: func(words string, bold bool, size float64) float64 {
		look(bold, size)
		return pdf.GetStringWidth(words)
	}}
	l.paper(p)
	for n, page := range l.pages {
		pdf.AddPage()
		if len(l.pages) > 1 {
			page = append(page, l.number(n+1))
		}
		for _, piece := range page {
			look(piece.Strong, piece.size)
			pdf.Text(piece.x, piece.y, piece.Text)
		}
	}
	if err := pdf.Output(w); err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	return nil
}

// number writes « 2 / 3 » at the bottom right.
func (l *layout) number(page int) placed {
	const size = 9
	words := strconv.Itoa(page) + french.NBSP + "/" + french.NBSP + strconv.Itoa(len(l.pages))
	return placed{decision.Span{Text: words}, pageWidth - margin - l.width(words, false, size), pageHeight - margin/2, size}
}

// signsDrawn is what the letters of a PDF can draw, in both looks.
var signsDrawn = sync.OnceValue(func() map[rune]bool { return drawn(regular) })

// drawable takes out the signs that are not seen, and gives the narrow
// non-breaking space, which the letters lack, its usual width.
func drawable(p Paper) Paper {
	blocks := slices.Clone(p.Blocks)
	for i := range blocks {
		blocks[i].Words = slices.Clone(blocks[i].Words)
		for k := range blocks[i].Words {
			s := &blocks[i].Words[k]
			s.Text = strings.Map(func(r rune) rune {
				switch {
				case r == '\u202f':
					return '\u00a0'
				case unicode.Is(unicode.Cf, r):
					return -1
				}
				return r
			}, s.Text)
		}
	}
	return Paper{Blocks: blocks}
}

// undrawn returns an error that names the signs the letters cannot draw.
func (p Paper) undrawn() error {
	var lost []string
	for _, b := range p.Blocks {
		for _, r := range b.String() {
			if r != '\n' && !signsDrawn()[r] && len(lost) < 10 {
				lost = append(lost, string(r))
			}
		}
	}
	if len(lost) == 0 {
		return nil
	}
	return fmt.Errorf("Le PDF ne sait pas écrire ces signes"+french.NBSP+": %s. Retirez-les du texte, ou choisissez le format docx.", strings.Join(lost, " "))
}
