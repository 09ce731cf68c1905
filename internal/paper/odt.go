package paper

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// writeODT writes a paper as the file of LibreOffice and of whatever else opens
// the standard of open documents: A4, margins of 2.5 cm, true lists, French.
// Such a file is a zip of XML (ISO/IEC 26300, OpenDocument 1.2); only what a
// paper needs is in it, and it looks as the one of Word does.
func writeODT(w io.Writer, p Paper) error {
	err := pack(w, odtKind, []part{
		{"META-INF/manifest.xml", odtManifest},
		{"content.xml", odtContent(p)},
		{"styles.xml", odtStyles(p)},
		{"meta.xml", odtProperties(p)},
	})
	if err != nil {
		return fmt.Errorf("write odt: %w", err)
	}
	return nil
}

func odtProperties(p Paper) string {
	day := p.day().Format(time.RFC3339)
	return odtOpen("document-meta") + `<office:meta><dc:title>` + xmlText(p.Name()) + `</dc:title><dc:language>` + language + `</dc:language>` +
		`<meta:creation-date>` + day + `</meta:creation-date><dc:date>` + day + `</dc:date></office:meta></office:document-meta>`
}

// odtContent writes the blocks, the points of a list together.
func odtContent(p Paper) string {
	var b strings.Builder
	b.WriteString(odtOpen("document-content") + `<office:automatic-styles>` +
		`<style:style style:name="Gras" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"/></style:style>` +
		odtTableStyles(p) + `</office:automatic-styles><office:body><office:text>`)
	tables := 0
	for rest := p.Blocks; len(rest) > 0; {
		n := group(rest)
		switch first := rest[0]; first.Kind {
		case Title:
			odtBlock(&b, "h", fmt.Sprintf(`Titre%d" text:outline-level="%d`, min(first.Level, 2), first.Level), first.Words)
		case Right:
			odtBlock(&b, "p", "Droite", first.Words)
		case Bullet, Numbered:
			odtList(&b, rest[:n])
		case Row:
			tables++
			odtTable(&b, rest[:n], tables)
		default:
			look := "Standard"
			if first.announces() {
				look = "Annonce"
			}
			odtBlock(&b, "p", look, first.Words)
		}
		rest = rest[n:]
	}
	b.WriteString(`</office:text></office:body></office:document-content>`)
	return b.String()
}

// odtList writes a list, which starts where the text says. The last point stands
// apart from what follows.
func odtList(b *strings.Builder, points []Block) {
	style, start := "Puces", ""
	if first := points[0]; first.Kind == Numbered {
		style, start = "Nombres", ` text:start-value="`+strconv.Itoa(first.Point)+`"`
	}
	b.WriteString(`<text:list text:style-name="` + style + `">`)
	for i, p := range points {
		b.WriteString(`<text:list-item` + start + `>`)
		look := "Liste"
		if i == len(points)-1 {
			look = "ListeFin"
		}
		odtBlock(b, "p", look, p.Words)
		b.WriteString(`</text:list-item>`)
		start = ""
	}
	b.WriteString(`</text:list>`)
}

// tables returns the tables of a paper, in order.
func (p Paper) tables() (all [][]Block) {
	for rest := p.Blocks; len(rest) > 0; {
		n := group(rest)
		if rest[0].Kind == Row {
			all = append(all, rest[:n])
		}
		rest = rest[n:]
	}
	return all
}

// odtTableStyles are the widths of the columns of each table.
func odtTableStyles(p Paper) string {
	var b strings.Builder
	const room = pageWidth - 2*margin
	for i, rows := range p.tables() {
		fmt.Fprintf(&b, `<style:style style:name="Sommes%d" style:family="table"><style:table-properties style:width="%.2fmm" table:align="left" fo:margin-bottom="7pt"/></style:style>`, i+1, room)
		for c, wide := range widths(rows, room, estimate) {
			fmt.Fprintf(&b, `<style:style style:name="Sommes%d.%d" style:family="table-column"><style:table-column-properties style:column-width="%.2fmm"/></style:style>`, i+1, c+1, wide)
		}
	}
	return b.String() + `<style:style style:name="Rang" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>` +
		`<style:style style:name="Case" style:family="table-cell">` + odtCell + `/></style:style>` +
		`<style:style style:name="CaseTitre" style:family="table-cell">` + odtCell + ` fo:border-top="0.5pt solid #a6a6a6"/></style:style>`
}

// odtCell opens the look of a cell, whose rule is under it.
const odtCell = `<style:table-cell-properties fo:padding="0.7mm" fo:padding-left="1.2mm" fo:padding-right="1.2mm" fo:border-bottom="0.5pt solid #a6a6a6"`

// odtTable writes a table, whose head comes again on every page.
func odtTable(b *strings.Builder, rows []Block, number int) {
	fmt.Fprintf(b, `<table:table table:name="Sommes %d" table:style-name="Sommes%d">`, number, number)
	for i, cells := range grid(rows) {
		if i == 0 {
			for c := range cells {
				fmt.Fprintf(b, `<table:table-column table:style-name="Sommes%d.%d"/>`, number, c+1)
			}
		}
		open, shut, look := "", "", "Case"
		if rows[i].Head {
			open, shut, look = `<table:table-header-rows>`, `</table:table-header-rows>`, "CaseTitre"
		}
		b.WriteString(open + `<table:table-row table:style-name="Rang">`)
		for c, words := range cells {
			b.WriteString(`<table:table-cell table:style-name="` + look + `" office:value-type="string">`)
			odtBlock(b, "p", cellLook(rows[i], c, len(cells)), words)
			b.WriteString(`</table:table-cell>`)
		}
		b.WriteString(`</table:table-row>` + shut)
	}
	b.WriteString(`</table:table>`)
}

// odtBlock writes a paragraph or a title. A space after another, or at the start
// of a line, must be said: it would be left out.
func odtBlock(b *strings.Builder, element, style string, words decision.Line) {
	b.WriteString(`<text:` + element + ` text:style-name="` + style + `">`)
	spaced := true // what comes before holds a space, or is the start of a line
	for _, s := range words {
		if s.Strong {
			b.WriteString(`<text:span text:style-name="Gras">`)
		}
		for i, line := range strings.Split(s.Text, "\n") {
			if i > 0 {
				b.WriteString(`<text:line-break/>`)
				spaced = true
			}
			for j, word := range strings.Split(line, " ") {
				switch {
				case j > 0 && spaced:
					b.WriteString(`<text:s/>`)
				case j > 0:
					b.WriteString(" ")
					spaced = true
				}
				if word != "" {
					b.WriteString(xmlText(word))
					spaced = false
				}
			}
		}
		if s.Strong {
			b.WriteString(`</text:span>`)
		}
	}
	b.WriteString(`</text:` + element + `>`)
}

const odtKind = "application/vnd.oasis.opendocument.text"

const odtManifest = `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">` +
	`<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="` + odtKind + `"/>` +
	`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>` +
	`<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>` +
	`<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/></manifest:manifest>`

// odtOpen opens the root of a part, with the names it may use.
func odtOpen(root string) string {
	const names = "urn:oasis:names:tc:opendocument:xmlns:"
	return `<office:` + root + ` office:version="1.2" xmlns:office="` + names + `office:1.0" xmlns:style="` + names + `style:1.0"` +
		` xmlns:text="` + names + `text:1.0" xmlns:fo="` + names + `xsl-fo-compatible:1.0" xmlns:svg="` + names + `svg-compatible:1.0"` +
		` xmlns:table="` + names + `table:1.0" xmlns:meta="` + names + `meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">`
}

// odtStyles are the looks, those of docxStyles in other units, and what stands
// above and below the pages that follow the first.
func odtStyles(p Paper) string {
	return odtLooks + `<style:master-page style:name="Suite" style:page-layout-name="A4suite"><style:header><text:p text:style-name="Tete">` + xmlText(p.running()) +
		`</text:p></style:header><style:footer><text:p text:style-name="Pied">page` + french.NBSP + `<text:page-number>2</text:page-number>/<text:page-count>2</text:page-count>` +
		`</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>`
}

var odtLooks = odtOpen("document-styles") +
	`<office:font-face-decls><style:font-face style:name="Arial" svg:font-family="Arial" style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>` +
	`<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="7pt" fo:line-height="108%" fo:widows="2" fo:orphans="2"/>` +
	`<style:text-properties style:font-name="Arial" fo:font-size="10.5pt" fo:language="fr" fo:country="FR"/></style:default-style>` +
	`<style:style style:name="Standard" style:family="paragraph" style:class="text"/>` +
	odtStyle("Titre1", "Titre 1", `style:default-outline-level="1"`, `fo:keep-with-next="always"`, `fo:font-size="16pt" fo:font-weight="bold"`) +
	odtStyle("Titre2", "Titre 2", `style:default-outline-level="2"`, `fo:keep-with-next="always" fo:margin-top="12pt" fo:margin-bottom="4pt"`, `fo:font-size="12.5pt" fo:font-weight="bold"`) +
	odtStyle("Annonce", "Annonce", "", `fo:keep-with-next="always"`, "") +
	odtStyle("Droite", "Colonne de droite", "", `fo:keep-together="always" fo:margin-left="8.5cm" fo:margin-bottom="12pt"`, "") +
	odtStyle("Liste", "Liste", "", `fo:margin-bottom="3pt"`, "") + odtStyle("ListeFin", "Liste fin", "", "", "") +
	odtStyle("Cellule", "Cellule", "", `fo:margin-bottom="0pt"`, "") + odtStyle("Montant", "Montant", "", `fo:margin-bottom="0pt" fo:text-align="end"`, "") +
	odtStyle("TitreColonne", "Titre de colonne", "", `fo:margin-bottom="0pt" fo:keep-with-next="always"`, `fo:font-weight="bold"`) +
	odtStyle("TitreMontant", "Titre des montants", "", `fo:margin-bottom="0pt" fo:keep-with-next="always" fo:text-align="end"`, `fo:font-weight="bold"`) +
	odtStyle("Tete", "En-tête", "", `fo:margin-bottom="0pt"`, `fo:font-size="9pt" fo:color="#595959"`) +
	odtStyle("Pied", "Pied de page", "", `fo:margin-bottom="0pt" fo:text-align="end"`, `fo:font-size="9pt" fo:color="#595959"`) +
	`<text:list-style style:name="Puces"><text:list-level-style-bullet text:level="1" text:bullet-char="•">` + odtLevel + `</text:list-level-style-bullet></text:list-style>` +
	`<text:list-style style:name="Nombres"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">` + odtLevel + `</text:list-level-style-number></text:list-style>` +
	`</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"` +
	` style:print-orientation="portrait" fo:margin-top="2.5cm" fo:margin-bottom="2.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/></style:page-layout>` +
	`<style:page-layout style:name="A4suite"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"` +
	` style:print-orientation="portrait" fo:margin-top="1.25cm" fo:margin-bottom="1.25cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/>` +
	`<style:header-style><style:header-footer-properties fo:min-height="1.25cm" fo:margin-bottom="0.6cm"/></style:header-style>` +
	`<style:footer-style><style:header-footer-properties fo:min-height="1.25cm" fo:margin-top="0.6cm"/></style:footer-style></style:page-layout></office:automatic-styles>` +
	`<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4" style:next-style-name="Suite"/>`

// odtStyle is the look of a paragraph, built on that of all.
func odtStyle(name, shown, attributes, paragraph, text string) string {
	return `<style:style style:name="` + name + `" style:display-name="` + shown + `" style:family="paragraph" style:parent-style-name="Standard" ` + attributes + `>` +
		`<style:paragraph-properties ` + paragraph + `/><style:text-properties ` + text + `/></style:style>`
}

const odtLevel = `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">` +
	`<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="0.75cm" fo:text-indent="-0.75cm" fo:margin-left="0.75cm"/></style:list-level-properties>`
