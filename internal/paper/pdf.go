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
		pdf.SetDrawColor(166, 166, 166)
		pdf.SetLineWidth(0.2)
		for _, y := range page.rules {
			pdf.Line(margin, y, pageWidth-margin, y)
		}
		write := func(all []placed) {
			for _, piece := range all {
				look(piece.Strong, piece.size)
				pdf.Text(piece.x, piece.y, piece.Text)
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

// edges writes « page 2/3 » at the bottom right when there are several pages,
// and, above those that follow the first, what the paper is.
func (l *layout) edges(page int, running string) (all []placed) {
	const size = 9
	if len(l.pages) == 1 {
		return nil
	}
	number := "page" + french.NBSP + strconv.Itoa(page) + "/" + strconv.Itoa(len(l.pages))
	all = append(all, placed{Span: decision.Span{Text: number}, x: pageWidth - margin - l.width(number, false, size), y: pageHeight - margin/2, size: size})
	if page > 1 && running != "" {
		first := l.lines(Block{Words: Words(running)}, pageWidth-2*margin, size, false)[0]
		all = append(all, placed{Span: decision.Span{Text: first.String()}, x: margin, y: margin / 2, size: size})
	}
	return all
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
			if r != '\n' && r != '\t' && !signsDrawn()[r] && len(lost) < 10 {
				lost = append(lost, string(r))
			}
		}
	}
	if len(lost) == 0 {
		return nil
	}
	return fmt.Errorf("Le PDF ne sait pas écrire ces signes"+french.NBSP+": %s. Retirez-les du texte, ou choisissez le format docx.", strings.Join(lost, " "))
}
