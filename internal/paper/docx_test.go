package paper_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"compromis/internal/paper"
)

func docx(t testing.TB, text string) []byte {
	t.Helper()
	return written(t, "docx", text)
}

func written(t testing.TB, format, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := paper.Write(&b, format, paper.Read(text)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parts unzips the file of a word processor, and checks that each part is XML
// from end to end.
func parts(t testing.TB, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		source, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Name] = string(source); f.Name == "mimetype" {
			continue
		}
		d := xml.NewDecoder(bytes.NewReader(source))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
		}
	}
	return all
}

// paragraph is what the tests read of one in a docx, in a table or not.
type paragraph struct {
	Style struct {
		Val string `xml:"val,attr"`
	} `xml:"pPr>pStyle"`
	List struct {
		Val string `xml:"val,attr"`
	} `xml:"pPr>numPr>numId"`
	Runs []struct {
		Bold *struct{}  `xml:"rPr>b"`
		Text []string   `xml:"t"`
		Down []struct{} `xml:"br"`
	} `xml:"r"`
}

func paragraphs(t testing.TB, file []byte) []paragraph {
	t.Helper()
	var all []paragraph
	d := xml.NewDecoder(strings.NewReader(parts(t, file)["word/document.xml"]))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == "p" {
			var p paragraph
			if err := d.DecodeElement(&p, &start); err != nil {
				t.Fatal(err)
			}
			all = append(all, p)
		}
	}
}

// read returns the words of a docx, a line for each.
func read(t testing.TB, file []byte) string {
	t.Helper()
	var b strings.Builder
	for _, p := range paragraphs(t, file) {
		for _, r := range p.Runs {
			b.WriteString(strings.Join(r.Text, "\n"))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestDOCX(t *testing.T) {
	file := docx(t, "Moi  \nIci\n\n> Vous\n> Là\n\n**Objet : l’été**\n\nUn **gras** mot.\n\n- a\n- b\n\n3. c\n4. d\n\n1. e\n\n## Fin\n")
	all := paragraphs(t, file)
	type look struct{ style, list, text string }
	var got []look
	for _, p := range all {
		l := look{style: p.Style.Val, list: p.List.Val}
		for _, r := range p.Runs {
			text := strings.Join(r.Text, "/")
			if r.Bold != nil {
				text = "*" + text + "*"
			}
			l.text += text
		}
		got = append(got, l)
	}
	want := []look{
		{"", "", "Moi/Ici"}, {"Droite", "", "Vous/Là"}, {"", "", "*Objet : l’été*"}, {"", "", "Un *gras* mot."},
		{"Liste", "1", "a"}, {"ListeFin", "1", "b"}, {"Liste", "2", "c"}, {"Liste", "2", "d"}, {"ListeFin", "3", "e"}, {"Titre2", "", "Fin"},
	}
	if len(got) != len(want) {
		t.Fatalf("%d paragraphs: %v", len(got), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("paragraph %d is %v, want %v", i, got[i], want[i])
		}
	}
	source := parts(t, file)
	if !strings.Contains(source["word/document.xml"], "Moi</w:t><w:br/><w:t") {
		t.Error("a line break is lost")
	}
	for part, words := range map[string]string{
		"word/numbering.xml": `<w:startOverride w:val="3"/>`, "word/styles.xml": `w:lang w:val="fr-FR"`,
		"docProps/core.xml": "<dc:language>fr-FR</dc:language>", "word/document.xml": `<w:pgSz w:w="11906" w:h="16838"/>`,
	} {
		if !strings.Contains(source[part], words) {
			t.Errorf("%s has no %s", part, words)
		}
	}
	for _, name := range []string{"word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/header.xml", "word/footer.xml"} {
		if !strings.Contains(source["[Content_Types].xml"], "/"+name) || !strings.Contains(source["word/_rels/document.xml.rels"], strings.TrimPrefix(name, "word/")) {
			t.Errorf("%s is not declared", name)
		}
	}
}

// TestStylesExist: a paragraph has no style that the file does not define.
func TestStylesExist(t *testing.T) {
	file := docx(t, "# T\n## S\n> d\n\n- a\n- b\n\nx\n\n| a | b |\n| --- | --- |\n| c | d |")
	styles := parts(t, file)["word/styles.xml"]
	for _, p := range paragraphs(t, file) {
		if p.Style.Val != "" && !strings.Contains(styles, `w:styleId="`+p.Style.Val+`"`) {
			t.Errorf("style %s is not defined", p.Style.Val)
		}
	}
}
