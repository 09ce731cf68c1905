package paper_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"compromis/internal/paper"
)

// odtText reads the blocks of an ODT in order: titles, paragraphs and lists.
type odtText struct {
	Blocks []odtBlock `xml:",any"`
}

type odtBlock struct {
	XMLName xml.Name
	Style   string    `xml:"style-name,attr"`
	Items   []odtItem `xml:"list-item"`
	Inner   string    `xml:",innerxml"`
}

type odtItem struct {
	Start int        `xml:"start-value,attr"`
	Words []odtBlock `xml:"p"`
}

func odtBlocks(t testing.TB, file []byte) []odtBlock {
	t.Helper()
	var document struct {
		Text odtText `xml:"body>text"`
	}
	if err := xml.Unmarshal([]byte(parts(t, file)["content.xml"]), &document); err != nil {
		t.Fatal(err)
	}
	return document.Text.Blocks
}

func TestODT(t *testing.T) {
	file := written(t, "odt", "# Titre\n\nMoi  \nIci & là\n\n> Vous\n> Là\n\nUn **gras** mot,  deux.\n\n- a\n- b\n\n- c\n\n3. d\n4. e\n\n1. f\n\n### Fin\n\n\n")
	var got []string
	for _, b := range odtBlocks(t, file) {
		told := b.XMLName.Local + " " + b.Style
		for _, item := range b.Items {
			if told += " " + item.Words[0].Style; item.Start > 0 {
				told += "=" + string(rune('0'+item.Start))
			}
			b.Inner = ""
			told += ":" + item.Words[0].Inner
		}
		got = append(got, told+" "+b.Inner)
	}
	want := []string{
		"h Titre1 Titre", "p Standard Moi<text:line-break/>Ici &amp; là", "p Droite Vous<text:line-break/>Là",
		`p Standard Un <text:span text:style-name="Gras">gras</text:span> mot, <text:s/>deux.`,
		"list Puces Liste:a ListeFin:b ", "list Puces ListeFin:c ", "list Nombres Liste=3:d ListeFin:e ", "list Nombres ListeFin=1:f ", "h Titre2 Fin",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	source := parts(t, file)
	for part, words := range map[string]string{
		"styles.xml": `fo:page-width="21cm"`, "meta.xml": "<dc:title>Titre</dc:title><dc:language>fr-FR</dc:language>",
		"content.xml": `text:outline-level="3"`,
	} {
		if !strings.Contains(source[part], words) {
			t.Errorf("%s has no %s", part, words)
		}
	}
	for _, name := range []string{"Standard", "Titre1", "Titre2", "Droite", "Liste", "ListeFin", "Puces", "Nombres"} {
		if !strings.Contains(source["styles.xml"], `style:name="`+name+`"`) {
			t.Errorf("style %s is not defined", name)
		}
	}
}

// TestODTIsAnOpenDocument: its kind is its first bytes, as it is, where what opens
// it looks; every part is declared, and nothing else.
func TestODTIsAnOpenDocument(t *testing.T) {
	const kind = "mimetypeapplication/vnd.oasis.opendocument.text"
	file := written(t, "odt", sample)
	if string(file[30:30+len(kind)]) != kind {
		t.Errorf("the file starts with %q", file[:100])
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	first := z.File[0]
	if first.Name != "mimetype" || first.Method != zip.Store || len(first.Extra) > 0 || first.Flags != 0 || first.CompressedSize64 != uint64(len(kind)-len("mimetype")) {
		t.Errorf("the first part is %+v", first.FileHeader)
	}
	source := parts(t, file)
	for _, f := range z.File[1:] {
		if declared := strings.Contains(source["META-INF/manifest.xml"], `full-path="`+f.Name+`"`); declared != (f.Name != "META-INF/manifest.xml") {
			t.Errorf("%s is declared: %t", f.Name, declared)
		}
	}
	if n := strings.Count(source["META-INF/manifest.xml"], "<manifest:file-entry "); n != len(z.File)-1 { // itself for its parts, and the whole
		t.Errorf("%d parts are declared, of %d", n, len(z.File)-2)
	}
}

// TestODTKeepsSpaces: those that XML would leave out are said.
func TestODTKeepsSpaces(t *testing.T) {
	var p paper.Paper
	p.Paragraph(paper.Words("a   b"), paper.Words("**  c"))
	var file bytes.Buffer
	if err := paper.Write(&file, "odt", p); err != nil {
		t.Fatal(err)
	}
	if got := odtBlocks(t, file.Bytes())[0].Inner; got != "a <text:s/><text:s/>b<text:line-break/>** <text:s/>c" {
		t.Errorf("got %s", got)
	}
}
