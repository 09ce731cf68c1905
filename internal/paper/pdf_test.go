package paper_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"compromis/decision"
	"compromis/internal/paper"
)

var (
	streams = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	shown   = regexp.MustCompile(`(?s)BT ([0-9.]+) ([0-9.]+) Td \(((?:[^\\()]|\\.)*)\) Tj ET`)
	escapes = regexp.MustCompile(`(?s)\\(.)`)
)

// pages reads the words of a PDF back, page after page. A character code of its
// fonts is a UTF-16 unit: the table ToUnicode, which readers use to copy and to
// search, says so, and is checked.
func pages(t testing.TB, file []byte) (pages []string) {
	t.Helper()
	if !bytes.HasPrefix(file, []byte("%PDF-")) || !bytes.HasSuffix(bytes.TrimSpace(file), []byte("%%EOF")) {
		t.Fatal("not a PDF")
	}
	unicode := 0
	for _, s := range streams.FindAllSubmatch(file, -1) {
		source := s[1]
		if z, err := zlib.NewReader(bytes.NewReader(s[1])); err == nil {
			source, _ = io.ReadAll(z)
		}
		if bytes.Contains(source, []byte("<0000> <FFFF> <0000>\nendbfrange")) {
			unicode++
		}
		var page strings.Builder
		for _, m := range shown.FindAllSubmatch(source, -1) {
			page.WriteString(decode(m[3]) + "\n")
		}
		if page.Len() > 0 {
			pages = append(pages, page.String())
		}
	}
	if unicode == 0 {
		t.Error("no table from the codes of the fonts to characters")
	}
	return pages
}

func decode(s []byte) string {
	s = escapes.ReplaceAllFunc(s, func(e []byte) []byte {
		if e[1] == 'r' {
			return []byte("\r")
		}
		return e[1:]
	})
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

const sample = "Léa Cœur  \nLyon\n\n> Noël\u00a0& Fils  \n> Grenoble\n\n**Objet\u00a0: l’été (1\u202f000\u00a0€)**\n\n" +
	"Un **mot**, deux… «\u00a0trois\u00a0».\n\n- un\n- deux\n\n9. neuf\n10. dix\n\nLe 23/11/2026 \\\\ fin\u00ad\n"

func TestPDF(t *testing.T) {
	file := written(t, "pdf", sample)
	got := pages(t, file)
	want := "Léa Cœur Lyon Noël\u00a0& Fils Grenoble Objet\u00a0: l’été (1\u00a0000\u00a0€) Un mot , deux… «\u00a0trois\u00a0». • un • deux 9. neuf 10. dix Le 23/11/2026 \\ fin"
	if len(got) != 1 || strings.Join(strings.FieldsFunc(got[0], func(r rune) bool { return r == ' ' || r == '\n' }), " ") != want {
		t.Errorf("pages %q, want one: %q", got, want)
	}
	title := "\x00O\x00b\x00j\x00e\x00t"
	for _, words := range []string{"/Lang (fr-FR)", "/Title ", "/CreationDate (D:20261123000000)", "/ModDate (D:20261123000000)"} {
		if !bytes.Contains(file, []byte(words)) {
			t.Errorf("the file has no %s", words)
		}
	}
	if bytes.Contains(file, []byte(title)) || !bytes.Contains(file, []byte("\x00\xe9\x00t\x00\xe9")) {
		t.Error("the title is not the object of the letter")
	}
}

// TestPDFNumbers: pages are numbered when there are several, and only then.
func TestPDFNumbers(t *testing.T) {
	one, three := pages(t, written(t, "pdf", "a")), pages(t, written(t, "pdf", strings.Repeat("mot\n\n", 90)))
	if len(one) != 1 || strings.Contains(one[0], "/") {
		t.Errorf("one page: %q", one)
	}
	if len(three) != 3 {
		t.Fatalf("%d pages", len(three))
	}
	for n, number := range []string{"page 1/3", "page 2/3", "page 3/3"} {
		if !strings.Contains(strings.ReplaceAll(three[n], "\u00a0", " "), number+"\n") {
			t.Errorf("page %d ends with %q", n+1, three[n][len(three[n])-20:])
		}
	}
}

// TestOnePage: a paper that is to stand on one page does, with all its words inside the
// page, as long as they can be read; and none is larger than on any other.
func TestOnePage(t *testing.T) {
	for _, rows := range []int{1, 20, 40, 60} {
		var p paper.Paper
		p.OnePage = true
		p.Title(1, "Tout sur une page")
		var cells [][]decision.Line
		for range rows {
			cells = append(cells, []decision.Line{paper.Words("une étape au nom assez long pour un essai"), paper.Words("un coût dit en peu de mots"), paper.Words("fin")})
		}
		p.Grid([]string{"Étape", "Coût", "Délai"}, cells...)
		var file bytes.Buffer
		if err := paper.Write(&file, "pdf", p); err != nil {
			t.Fatal(err)
		}
		got := pages(t, file.Bytes())
		if len(got) != 1 || strings.Count(got[0], "fin\n") != rows {
			t.Errorf("%d rows: %d pages, and %d ends of rows", rows, len(got), strings.Count(got[0], "fin\n"))
		}
		for _, at := range places(file.Bytes()) {
			if at[0] < 28 || at[0] > 567 || at[1] < 28 || at[1] > 814 {
				t.Errorf("%d rows: words at %v, outside the page", rows, at)
			}
		}
	}
}

// places are where the words of a PDF start, in points from the bottom left.
func places(file []byte) (all [][2]float64) {
	for _, s := range streams.FindAllSubmatch(file, -1) {
		z, err := zlib.NewReader(bytes.NewReader(s[1]))
		if err != nil {
			continue
		}
		source, _ := io.ReadAll(z)
		for _, m := range shown.FindAllSubmatch(source, -1) {
			x, _ := strconv.ParseFloat(string(m[1]), 64)
			y, _ := strconv.ParseFloat(string(m[2]), 64)
			all = append(all, [2]float64{x, y})
		}
	}
	return all
}

// TestPDFSubstitutes: a sign the letters cannot draw is named, and something is
// seen in its place. What a Mac parts in two is one sign. A word processor writes
// all of it.
func TestPDFSubstitutes(t *testing.T) {
	const text = "Merci 😀 à 日本, 👨\u200d👩\u200d👧, Socie\u0301te\u0301 Ge\u0301ne\u0301rale"
	p := paper.Read(text)
	remark := paper.Remark("pdf", p)
	for _, r := range []string{"😀", "日", "本", "docx"} {
		if !strings.Contains(remark, r) {
			t.Errorf("%q does not say %s", remark, r)
		}
	}
	shown := strings.Join(pages(t, written(t, "pdf", text)), "")
	if !strings.Contains(shown, "Société Générale") || strings.Contains(shown, "日") || strings.Contains(shown, "Merci  à") {
		t.Errorf("shown: %q", shown)
	}
	if said := paper.Remark("pdf", paper.Read("Socie\u0301te\u0301, 5\u202f€ \u200b")); said != "" {
		t.Errorf("remark: %q", said)
	}
	if words := read(t, docx(t, text)); !strings.Contains(words, "Merci 😀 à 日本, 👨\u200d👩\u200d👧, Société Générale") {
		t.Errorf("docx: %q", words)
	}
}
