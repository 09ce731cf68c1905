package paper_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/paper"
)

// sums is a table long enough for two pages.
func sums(rows int) paper.Paper {
	var p paper.Paper
	p.Paragraph(paper.Words("Atelier Martin"))
	var all [][]decision.Line
	for n := range rows {
		all = append(all, []decision.Line{paper.Words(fmt.Sprint("Poste ", n)), paper.Words(fmt.Sprint(n) + ",00\u00a0€")})
	}
	p.Table([]string{"Poste", "Somme"}, all...)
	p.Paragraph(paper.Words("Fin"))
	return p
}

func fileOf(t *testing.T, format string, p paper.Paper) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := paper.Write(&b, format, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestTableInWord: a table is a table, its head comes again on every page, its
// amounts are at the right, and something stands between it and what follows.
func TestTableInWord(t *testing.T) {
	source := parts(t, fileOf(t, "docx", sums(2)))
	var document struct {
		Tables []struct {
			Rows []struct {
				Head  *struct{} `xml:"trPr>tblHeader"`
				Cells []struct {
					Words paragraph `xml:"p"`
				} `xml:"tc"`
			} `xml:"tr"`
		} `xml:"body>tbl"`
	}
	if err := xml.Unmarshal([]byte(source["word/document.xml"]), &document); err != nil {
		t.Fatal(err)
	}
	if len(document.Tables) != 1 || len(document.Tables[0].Rows) != 3 {
		t.Fatalf("tables: %+v", document.Tables)
	}
	for i, row := range document.Tables[0].Rows {
		looks := []string{"Cellule", "Montant"}
		if i == 0 {
			looks = []string{"TitreColonne", "TitreMontant"}
		}
		if (row.Head != nil) != (i == 0) || len(row.Cells) != 2 || row.Cells[0].Words.Style.Val != looks[0] || row.Cells[1].Words.Style.Val != looks[1] {
			t.Errorf("row %d: %+v", i, row)
		}
	}
	if !regexp.MustCompile(`w:styleId="Montant"[^\n]*?<w:jc w:val="right"/>`).MatchString(source["word/styles.xml"]) {
		t.Error("amounts are not at the right")
	}
	if !strings.Contains(source["word/document.xml"], `</w:tbl><w:p>`) {
		t.Error("nothing parts a table from the next")
	}
	if !strings.Contains(source["word/settings.xml"], `w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"`) {
		t.Errorf("settings: %s", source["word/settings.xml"])
	}
	if !strings.Contains(source["word/header.xml"], "Atelier Martin") || !strings.Contains(source["word/footer.xml"], "PAGE") || !strings.Contains(source["word/document.xml"], "<w:titlePg/>") {
		t.Error("the pages that follow do not say what they are")
	}
	for _, m := range regexp.MustCompile(`w:name w:val="([^"]*)"|styleId="([^"]*)"`).FindAllStringSubmatch(source["word/styles.xml"], -1) {
		if strings.Contains(m[0], ",") {
			t.Errorf("%s: Word takes a comma for the end of a name", m[0])
		}
	}
}

// TestTableInODT: the same for an open document.
func TestTableInODT(t *testing.T) {
	source := parts(t, fileOf(t, "odt", sums(2)))
	content := source["content.xml"]
	if strings.Count(content, "<table:table ") != 1 || strings.Count(content, "<table:table-row ") != 3 {
		t.Errorf("%s", content)
	}
	head, rest, _ := strings.Cut(content, "</table:table-header-rows>")
	if !strings.Contains(head, `"TitreMontant">Somme`) || !strings.Contains(rest, `"Montant">1,00`) {
		t.Errorf("%s", content)
	}
	for _, words := range []string{"<text:page-number>", "Atelier Martin", `style:next-style-name="Suite"`, `style:name="Montant"`, `style:name="TitreMontant"`} {
		if !strings.Contains(source["styles.xml"], words) {
			t.Errorf("styles.xml has no %s", words)
		}
	}
	if regexp.MustCompile(`style:(display-)?name="[^"]*,`).MatchString(source["styles.xml"]) {
		t.Error("a style has a comma in its name")
	}
}

// TestTableInPDF: amounts end at the same place, the head comes again on every
// page, and every page after the first says what it is.
func TestTableInPDF(t *testing.T) {
	all := pages(t, fileOf(t, "pdf", sums(50)))
	if len(all) != 2 {
		t.Fatalf("%d pages", len(all))
	}
	for n, page := range all {
		if strings.Count(page, "Poste\n") != 1 || strings.Count(page, "Somme\n") != 1 {
			t.Errorf("page %d has no head", n+1)
		}
		if strings.Contains(page, "Atelier Martin") != true || !strings.Contains(strings.ReplaceAll(page, "\u00a0", " "), "page "+strconv.Itoa(n+1)+"/2\n") {
			t.Errorf("page %d does not say what it is: %q", n+1, page)
		}
	}
	var starts []float64
	for _, m := range shown.FindAllSubmatch(inflate(t, fileOf(t, "pdf", sums(12))), -1) {
		if words := decode(m[3]); words == "1,00\u00a0€" || words == "11,00\u00a0€" {
			x, _ := strconv.ParseFloat(string(m[1]), 64)
			starts = append(starts, x)
		}
	}
	if len(starts) != 2 || starts[1] >= starts[0] {
		t.Errorf("amounts start at %v: a longer one must start before", starts)
	}
}

// TestNoTitleAlone: a title is never the last of a page, nor what announces a
// table.
func TestNoTitleAlone(t *testing.T) {
	for lines := range 60 {
		for _, end := range []string{"## Un titre\n\n### Un autre\n\n> Vous\n> Ici\n> Là\n", "Voici le détail\u00a0:\n\n| Poste | Somme |\n| --- | --- |\n| a | 1 |\n"} {
			all := pages(t, written(t, "pdf", strings.Repeat("mot\n\n", lines)+end))
			last := all[len(all)-1]
			if from := strings.Index(last, "Un titre"); strings.Contains(last, "Ici") && from < 0 {
				t.Errorf("%d lines: a title is alone", lines)
			}
			if from := strings.Index(last, "Voici"); strings.Contains(last, "Poste") && from < 0 {
				t.Errorf("%d lines: a table is apart from what announces it", lines)
			}
		}
	}
}
