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
// draw has a substitute: see [Remark].
func writePDF(w io.Writer, p Paper) error {
	p, _ = drawable(p)
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
	l, scale := laid(p, func(words string, bold bool, size float64) float64 {
		look(bold, size)
		return pdf.GetStringWidth(words)
	})
	for n, page := range l.pages {
		pdf.AddPage()
		pdf.SetDrawColor(166, 166, 166)
		pdf.SetLineWidth(0.2)
		for _, y := range page.rules {
			pdf.Line(l.page.margin*scale, y*scale, pageWidth-l.page.margin*scale, y*scale)
		}
		write := func(all []placed) {
			for _, piece := range all {
				look(piece.Strong, piece.size*scale)
				pdf.Text(piece.x*scale, piece.y*scale, piece.Text)
			}
		}
		write(page.words)
		pdf.SetTextColor(89, 89, 89)
		write(l.edges(n+1, p.running()))
		pdf.SetTextColor(0, 0, 0)
	}
	if err := pdf.Output(w); err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	return nil
}

// The room around what stands on one page, in millimetres, and how small its letters
// may get for it, of their usual size: below, nobody reads them.
const narrowMargin, smallest = 10, 0.55

// A last page filled to less than a quarter is pulled back onto the one before, when
// letters and margins a little smaller are enough for it: never under 9 points, 21 mm.
const straggling, tightest = 0.25, 0.86

// laid lays a paper out on pages; one that is to stand on a single page, or whose last
// page would hold a few lines, on pages that are larger and then drawn smaller, at that
// scale.
func laid(p Paper, width func(words string, bold bool, size float64) float64) (l layout, scale float64) {
	around := func(margin, scale float64) layout {
		l := layout{page: room{pageWidth / scale, pageHeight / scale, margin / scale}, width: width}
		l.paper(p)
		return l
	}
	if p.OnePage {
		for scale = 1; ; scale -= 0.01 {
			if l = around(narrowMargin, scale); len(l.pages) == 1 || scale < smallest {
				return l, scale
			}
		}
	}
	l = around(margin, 1)
	if len(l.pages) == 1 || l.y-margin > straggling*a4.down() {
		return l, 1
	}
	for scale = 0.99; scale > tightest-0.005; scale -= 0.01 {
		if less := around(margin*scale, scale); len(less.pages) < len(l.pages) {
			return less, scale
		}
	}
	return l, 1
}

// edges writes « page 2/3 » at the bottom right when there are several pages,
// and, above those that follow the first, what the paper is.
func (l *layout) edges(page int, running string) (all []placed) {
	const size = 9
	if len(l.pages) == 1 {
		return nil
	}
	number := "page" + french.NBSP + strconv.Itoa(page) + "/" + strconv.Itoa(len(l.pages))
	all = append(all, placed{Span: decision.Span{Text: number}, x: l.page.width - l.page.margin - l.width(number, false, size), y: l.page.height - l.page.margin/2, size: size})
	if page > 1 && running != "" {
		first := l.lines(Block{Words: Words(running)}, l.page.across(), size, false)[0]
		all = append(all, placed{Span: decision.Span{Text: first.String()}, x: l.page.margin, y: l.page.margin / 2, size: size})
	}
	return all
}

// signsDrawn is what the letters of a PDF can draw, in both looks.
var signsDrawn = sync.OnceValue(func() map[rune]bool { return drawn(regular) })

// substitute stands for a sign the letters cannot draw: it must be seen that one
// is missing.
var substitute = sync.OnceValue(func() rune {
	for _, r := range "\uFFFD□¤" {
		if signsDrawn()[r] {
			return r
		}
	}
	return '?'
})

// drawable takes out the signs that are not seen, gives the narrow non-breaking
// space, which the letters lack, its usual width, and puts a substitute in the
// place of the signs they cannot draw, which it lists.
func drawable(p Paper) (drawn Paper, lost []string) {
	blocks := slices.Clone(p.Blocks)
	for i := range blocks {
		blocks[i].Words = slices.Clone(blocks[i].Words)
		for k := range blocks[i].Words {
			s := &blocks[i].Words[k]
			s.Text = strings.Map(func(r rune) rune {
				switch {
				case r == '\u202f':
					return '\u00a0'
				case unicode.In(r, unicode.Cf, unicode.Variation_Selector):
					return -1
				case r == '\n' || r == '\t' || signsDrawn()[r]:
					return r
				}
				if !slices.Contains(lost, string(r)) {
					lost = append(lost, string(r))
				}
				return substitute()
			}, s.Text)
		}
	}
	return Paper{Blocks: blocks, OnePage: p.OnePage}, lost
}

// mostLost is how many of the signs that were lost are named.
const mostLost = 10

// Remark says what must be known of a paper in a file: that a passage is still to be
// written, or what the format could not keep. It may be nothing.
func Remark(format string, p Paper) string {
	for _, b := range p.Blocks {
		if strings.Contains(b.String(), decision.ToWrite) {
			return french.Quote(decision.ToWrite) + " se lit encore dans ce document. Écrivez ce passage avant de le montrer."
		}
	}
	if strings.ToLower(format) != "pdf" {
		return ""
	}
	_, lost := drawable(p.flat())
	if len(lost) == 0 {
		return ""
	}
	return "Le PDF ne sait pas écrire ces signes" + french.NBSP + ": " + strings.Join(lost[:min(len(lost), mostLost)], " ") +
		". Il met " + string(substitute()) + " à leur place. Pour les garder, choisissez le format docx."
}
