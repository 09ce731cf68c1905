package paper

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"compromis/decision"
)

// writeODT writes a paper as the file of LibreOffice and of whatever else opens
// the standard of open documents: A4, margins of 2.5 cm, true lists, French.
// Such a file is a zip of XML (ISO/IEC 26300, OpenDocument 1.2); only what a
// paper needs is in it, and it looks as the one of Word does.
func writeODT(w io.Writer, p Paper) error {
	err := pack(w, odtKind, []part{
		{"META-INF/manifest.xml", odtManifest},
		{"content.xml", odtContent(p)},
		{"styles.xml", odtStyles},
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
		`</office:automatic-styles><office:body><office:text>`)
	for rest := p.Blocks; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].follows(rest[n-1]) {
			n++
		}
		switch first := rest[0]; first.Kind {
		case Title:
			odtBlock(&b, "h", fmt.Sprintf(`Titre%d" text:outline-level="%d`, min(first.Level, 2), first.Level), first.Words)
		case Right:
			odtBlock(&b, "p", "Droite", first.Words)
		case Bullet, Numbered:
			odtList(&b, rest[:n])
		default:
			odtBlock(&b, "p", "Standard", first.Words)
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
		` xmlns:meta="` + names + `meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">`
}

// odtStyles are the looks, those of docxStyles in other units.
var odtStyles = odtOpen("document-styles") +
	`<office:font-face-decls><style:font-face style:name="Arial" svg:font-family="Arial" style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>` +
	`<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="7pt" fo:line-height="108%"/>` +
	`<style:text-properties style:font-name="Arial" fo:font-size="10.5pt" fo:language="fr" fo:country="FR"/></style:default-style>` +
	`<style:style style:name="Standard" style:family="paragraph" style:class="text"/>` +
	odtStyle("Titre1", "Titre 1", `style:default-outline-level="1"`, `fo:keep-with-next="always"`, `fo:font-size="16pt" fo:font-weight="bold"`) +
	odtStyle("Titre2", "Titre 2", `style:default-outline-level="2"`, `fo:keep-with-next="always" fo:margin-top="12pt" fo:margin-bottom="4pt"`, `fo:font-size="12.5pt" fo:font-weight="bold"`) +
	odtStyle("Droite", "Colonne de droite", "", `fo:keep-together="always" fo:margin-left="8.5cm" fo:margin-bottom="12pt"`, "") +
	odtStyle("Liste", "Liste", "", `fo:margin-bottom="3pt"`, "") + odtStyle("ListeFin", "Liste, fin", "", "", "") +
	`<text:list-style style:name="Puces"><text:list-level-style-bullet text:level="1" text:bullet-char="•">` + odtLevel + `</text:list-level-style-bullet></text:list-style>` +
	`<text:list-style style:name="Nombres"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">` + odtLevel + `</text:list-level-style-number></text:list-style>` +
	`</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"` +
	` style:print-orientation="portrait" fo:margin-top="2.5cm" fo:margin-bottom="2.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/></style:page-layout></office:automatic-styles>` +
	`<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles></office:document-styles>`

// odtStyle is the look of a paragraph, built on that of all.
func odtStyle(name, shown, attributes, paragraph, text string) string {
	return `<style:style style:name="` + name + `" style:display-name="` + shown + `" style:family="paragraph" style:parent-style-name="Standard" ` + attributes + `>` +
		`<style:paragraph-properties ` + paragraph + `/><style:text-properties ` + text + `/></style:style>`
}

const odtLevel = `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">` +
	`<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="0.75cm" fo:text-indent="-0.75cm" fo:margin-left="0.75cm"/></style:list-level-properties>`
