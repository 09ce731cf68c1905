package paper_test

import (
	"bytes"
	"compress/zlib"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"compromis/internal/french"
	"compromis/internal/paper"
)

// look is what a reader sees of a paper: its letters and digits in order, those
// that stand out followed by a star. Titles and names of columns stand out, numbers
// of points do not.
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

// lookOf is that of the model.
func lookOf(p paper.Paper) string {
	var l look
	for _, b := range p.Blocks {
		if b.Kind == paper.Numbered {
			l.see(strconv.Itoa(b.Point), false)
		}
		for _, s := range b.Words {
			l.see(s.Text, s.Strong || b.Kind == paper.Title || b.Head)
		}
	}
	return l.String()
}

// lookOfDOCX counts the points of its lists as a word processor does.
func lookOfDOCX(t testing.TB, file []byte) string {
	var l look
	var numbering struct {
		Lists []struct {
			ID    string `xml:"numId,attr"`
			Start *struct {
				Val int `xml:"val,attr"`
			} `xml:"lvlOverride>startOverride"`
		} `xml:"num"`
	}
	if err := xml.Unmarshal([]byte(parts(t, file)["word/numbering.xml"]), &numbering); err != nil {
		t.Fatal(err)
	}
	next := map[string]int{}
	for _, n := range numbering.Lists {
		if n.Start != nil {
			next[n.ID] = n.Start.Val
		}
	}
	for _, p := range paragraphs(t, file) {
		if at, numbered := next[p.List.Val]; numbered {
			l.see(strconv.Itoa(at), false)
			next[p.List.Val]++
		}
		for _, r := range p.Runs {
			l.see(strings.Join(r.Text, "\n"), r.Bold != nil || strings.HasPrefix(p.Style.Val, "Titre"))
		}
	}
	return l.String()
}

// lookOfXML reads a page, or the content of an ODT. It knows which elements make
// words stand out, and what number a point of a list has.
func lookOfXML(t testing.TB, source string, bold func(xml.StartElement) bool) string {
	var l look
	d := xml.NewDecoder(strings.NewReader(source))
	var strong []bool
	const none = -1
	next := none // the number of the next point
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return l.String()
		}
		if err != nil {
			t.Fatalf("%v in %s", err, source)
		}
		switch x := token.(type) {
		case xml.StartElement:
			strong = append(strong, len(strong) > 0 && strong[len(strong)-1] || bold(x))
			switch x.Name.Local {
			case "ol":
				next = attribute(x, "start", 1)
			case "ul", "list":
				next = none
			case "li", "list-item":
				if next = attribute(x, "start-value", next); next != none {
					l.see(strconv.Itoa(next), false)
					next++
				}
			}
		case xml.EndElement:
			strong = strong[:len(strong)-1]
		case xml.CharData:
			l.see(string(x), len(strong) > 0 && strong[len(strong)-1])
		}
	}
}

// attribute returns a number of an element, or what stands for it.
func attribute(e xml.StartElement, name string, otherwise int) int {
	for _, a := range e.Attr {
		if n, err := strconv.Atoi(a.Value); a.Name.Local == name && err == nil {
			return n
		}
	}
	return otherwise
}

func lookOfODT(t testing.TB, file []byte) string {
	return lookOfXML(t, parts(t, file)["content.xml"], func(e xml.StartElement) bool {
		style := ""
		for _, a := range e.Attr {
			if a.Name.Local == "style-name" {
				style = a.Value
			}
		}
		return style == "Gras" || strings.HasPrefix(style, "Titre")
	})
}

func lookOfHTML(t testing.TB, p paper.Paper) string {
	var page paper.HTML
	page.In("main", func() { page.Paper(p) })
	return lookOfXML(t, page.String(), func(e xml.StartElement) bool {
		return e.Name.Local == "strong" || e.Name.Local == "th" || regexp.MustCompile("^h[1-6]$").MatchString(e.Name.Local)
	})
}

// inked finds, in a page of a PDF, the letters that are taken up and what is
// written with them.
var inked = regexp.MustCompile(`(?s)/F(\S+) [0-9.]+ Tf|Td \(((?:[^\\()]|\\.)*)\) Tj`)

// lookOfPDF reads the pages of a PDF. The letters that are not light are bold.
func lookOfPDF(file []byte, light string) (l string, pages int) {
	var seen look
	for _, s := range streams.FindAllSubmatch(file, -1) {
		z, err := zlib.NewReader(bytes.NewReader(s[1]))
		if err != nil {
			continue
		}
		source, _ := io.ReadAll(z)
		if !bytes.Contains(source, []byte(" Tj ")) {
			continue
		}
		pages++
		font := ""
		for _, m := range inked.FindAllSubmatch(source, -1) {
			if len(m[1]) > 0 {
				font = string(m[1])
			} else {
				seen.see(decode(m[2]), font != light)
			}
		}
	}
	return seen.String(), pages
}

// lettersOf keeps the letters and the digits of a text.
func lettersOf(text string) string {
	var l look
	l.see(text, false)
	return l.String()
}

// TestFormatsAgree: whatever a person types, every format shows the same words
// with the same emphasis, and no letter or digit is lost, but those a PDF says it
// cannot write.
func TestFormatsAgree(t *testing.T) {
	pieces := rapid.OneOf(rapid.SampledFrom([]string{
		"\n", "\n\n", "**", "**gras**", "> ", "- ", "\n\n- b", "# ", "## t", "### u\n", "3. ", "\n4. c", "\n| a | **b** |", "\n\n| c | d |\n| --- | ---: |\n", "|", "\n| e |  | 5 |\n", "0) ", "(", ")", "\\", "&", "<b>", "]]>", "é", "œ", "\u00ad", "  ", "12", "a b",
	}), rapid.StringOf(rapid.RuneFrom([]rune("abç 19*>-#.\n\\"))), rapid.String())
	light := inked.FindSubmatch(inflate(t, written(t, "pdf", "a")))[1]
	printed := 0
	for rounds := 0; rounds < 20 && printed == 0; rounds++ { // however few are drawn
		rapid.Check(t, func(r *rapid.T) {
			text := strings.Join(rapid.SliceOfN(pieces, 0, 12).Draw(r, "text"), "")
			p := paper.Read(text)
			want := lookOf(p)
			if letters := strings.ReplaceAll(want, "*", ""); letters != lettersOf(french.Text(text)) {
				r.Fatalf("%q is read %q: a letter is lost", text, letters)
			}
			for name, got := range map[string]string{
				"docx": lookOfDOCX(t, written(t, "docx", text)), "odt": lookOfODT(t, written(t, "odt", text)),
				"html": lookOfHTML(t, p), "md": lookOf(paper.Read(paper.Paper{Blocks: p.Blocks}.Markdown())),
			} {
				if got != want {
					r.Errorf("%q: %s shows %q, want %q", text, name, got, want)
				}
			}
			if paper.Remark("pdf", p) != "" {
				return // it has substitutes
			}
			if got, pages := lookOfPDF(written(t, "pdf", text), string(light)); pages <= 1 && got != want {
				r.Errorf("%q: pdf shows %q, want %q", text, got, want)
			} else if pages == 1 {
				printed++
			}
		})
	}
	if printed == 0 {
		t.Error("no paper was printed: nothing is proved")
	}
}

// inflate returns the first page of a PDF.
func inflate(t testing.TB, file []byte) []byte {
	t.Helper()
	for _, s := range streams.FindAllSubmatch(file, -1) {
		if z, err := zlib.NewReader(bytes.NewReader(s[1])); err == nil {
			if source, _ := io.ReadAll(z); bytes.Contains(source, []byte(" Tj ")) {
				return source
			}
		}
	}
	t.Fatal("no page")
	return nil
}
