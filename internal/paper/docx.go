package paper

import (
	"fmt"
	"io"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// writeDOCX writes a paper as a word processor's file: A4, margins of 2.5 cm,
// true lists, French. Such a file is a zip of XML (ECMA-376); only what a paper
// needs is in it.
func writeDOCX(w io.Writer, p Paper) error {
	err := pack(w, "", []part{
		{"[Content_Types].xml", docxTypes},
		{"_rels/.rels", docxRelations},
		{"docProps/core.xml", docxProperties(p)},
		{"word/document.xml", docxDocument(p)},
		{"word/styles.xml", docxStyles},
		{"word/numbering.xml", docxNumbering(p)},
		{"word/settings.xml", docxSettings},
		{"word/header.xml", docxEdge("hdr", "Tete", docxRunOf(decision.Span{Text: p.running()}))},
		{"word/footer.xml", docxEdge("ftr", "Pied", docxPageNumber)},
		{"word/_rels/document.xml.rels", docxDocumentRelations},
	})
	if err != nil {
		return fmt.Errorf("write docx: %w", err)
	}
	return nil
}

func docxProperties(p Paper) string {
	day := p.day().Format(time.RFC3339)
	return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"` +
		` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + xmlText(p.Name()) + `</dc:title><dc:language>` + language + `</dc:language>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + day + `</dcterms:created>` +
		`<dcterms:modified xsi:type="dcterms:W3CDTF">` + day + `</dcterms:modified></cp:coreProperties>`
}

// docxDocument writes the paragraphs. Sizes are in twentieths of a point: A4 is
// 11906 × 16838, 2.5 cm is 1417.
func docxDocument(p Paper) string {
	var b strings.Builder
	b.WriteString(`<w:document xmlns:w="` + wordNamespace + `" xmlns:r="` + strings.TrimSuffix(officeLinks, "/") + `"><w:body>`)
	list := bullets
	for i := 0; i < len(p.Blocks); {
		if p.Blocks[i].Kind == Row {
			n := group(p.Blocks[i:])
			docxTable(&b, p.Blocks[i:i+n])
			i += n
			continue
		}
		if startsList(p, i) {
			list++
		}
		docxParagraph(&b, docxLook(p, i, list), p.Blocks[i].Words)
		i++
	}
	b.WriteString(`<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="709" w:footer="709" w:gutter="0"/><w:titlePg/>` +
		`</w:sectPr></w:body></w:document>`)
	return b.String()
}

// docxParagraph writes words of a look.
func docxParagraph(b *strings.Builder, look string, words decision.Line) {
	b.WriteString(`<w:p><w:pPr>` + look + `</w:pPr>`)
	for _, r := range words {
		b.WriteString(docxRunOf(r))
	}
	b.WriteString(`</w:p>`)
}

// docxTable writes a table as wide as the page. Its head comes again on every
// page, and what follows stands apart from it.
func docxTable(b *strings.Builder, rows []Block) {
	const rule = ` w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>`
	b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="9072" w:type="dxa"/><w:tblBorders><w:top` + rule + `<w:bottom` + rule + `<w:insideH` + rule + `</w:tblBorders>` +
		`<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="68" w:type="dxa"/><w:right w:w="68" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	const room = pageWidth - 2*margin
	shares := widths(rows, room, estimate)
	for c := range shares {
		shares[c] *= 9072 / room
		fmt.Fprintf(b, `<w:gridCol w:w="%.0f"/>`, shares[c])
	}
	b.WriteString(`</w:tblGrid>`)
	for i, cells := range grid(rows) {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/>` + map[bool]string{true: `<w:tblHeader/>`}[rows[i].Head] + `</w:trPr>`)
		for c, words := range cells {
			fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%.0f" w:type="dxa"/></w:tcPr>`, shares[c])
			docxParagraph(b, `<w:pStyle w:val="`+cellLook(rows[i], c, len(cells))+`"/>`, words)
			b.WriteString(`</w:tc>`)
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
	docxParagraph(b, `<w:pStyle w:val="Espace"/>`, nil)
}

// docxEdge writes what stands above or below each page after the first.
func docxEdge(element, style, inside string) string {
	return `<w:` + element + ` xmlns:w="` + wordNamespace + `"><w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + inside + `</w:p></w:` + element + `>`
}

// startsList says that the numbers of a point do not follow those before it.
func startsList(p Paper, i int) bool {
	if p.Blocks[i].Kind != Numbered {
		return false
	}
	return i == 0 || p.Blocks[i-1].Kind != Numbered || p.Blocks[i].Point != p.Blocks[i-1].Point+1
}

// bullets is the number of the list of bullets; numbered lists come after.
const bullets = 1

// docxLook gives the style of a block.
func docxLook(p Paper, i, list int) string {
	switch b := p.Blocks[i]; b.Kind {
	case Title:
		return fmt.Sprintf(`<w:pStyle w:val="Titre%d"/>`, min(b.Level, 2))
	case Right:
		return `<w:pStyle w:val="Droite"/>`
	case Bullet:
		return docxPoint(p, i, bullets)
	case Numbered:
		return docxPoint(p, i, list)
	}
	if p.Blocks[i].announces() {
		return `<w:keepNext/>`
	}
	return ""
}

// docxPoint gives the style of a point; the last of a list stands apart from
// what follows.
func docxPoint(p Paper, i, list int) string {
	style := "Liste"
	if i+1 < len(p.Blocks) && p.Blocks[i+1].Kind != p.Blocks[i].Kind {
		style = "ListeFin"
	}
	return fmt.Sprintf(`<w:pStyle w:val="%s"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, style, list)
}

// docxRunOf writes words of one look.
func docxRunOf(r decision.Span) string {
	var b strings.Builder
	b.WriteString(`<w:r>`)
	if r.Strong {
		b.WriteString(`<w:rPr><w:b/></w:rPr>`)
	}
	for i, line := range strings.Split(r.Text, "\n") {
		if i > 0 {
			b.WriteString(`<w:br/>`)
		}
		b.WriteString(`<w:t xml:space="preserve">` + xmlText(line) + `</w:t>`)
	}
	b.WriteString(`</w:r>`)
	return b.String()
}

// docxNumbering writes the lists: one of bullets, and one for each run of
// numbers, which starts where the text says.
func docxNumbering(p Paper) string {
	var b strings.Builder
	b.WriteString(`<w:numbering xmlns:w="` + wordNamespace + `">` +
		docxList(0, "bullet", "•") + docxList(1, "decimal", "%1.") +
		fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="0"/></w:num>`, bullets))
	list := bullets
	for i, block := range p.Blocks {
		if startsList(p, i) {
			list++
			fmt.Fprintf(&b, `<w:num w:numId="%d"><w:abstractNumId w:val="1"/>`+
				`<w:lvlOverride w:ilvl="0"><w:startOverride w:val="%d"/></w:lvlOverride></w:num>`, list, block.Point)
		}
	}
	b.WriteString(`</w:numbering>`)
	return b.String()
}

func docxList(id int, format, text string) string {
	return fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>`+
		`<w:numFmt w:val="%s"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl></w:abstractNum>`,
		id, format, text)
}

const (
	language      = "fr-FR"
	wordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	officeTypes   = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	officeLinks   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packageLinks  = "http://schemas.openxmlformats.org/package/2006/relationships"
)

const docxTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + officeTypes + `document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="` + officeTypes + `styles+xml"/>` +
	`<Override PartName="/word/numbering.xml" ContentType="` + officeTypes + `numbering+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="` + officeTypes + `settings+xml"/>` +
	`<Override PartName="/word/header.xml" ContentType="` + officeTypes + `header+xml"/>` +
	`<Override PartName="/word/footer.xml" ContentType="` + officeTypes + `footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const docxRelations = `<Relationships xmlns="` + packageLinks + `">` +
	`<Relationship Id="rId1" Type="` + officeLinks + `officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const docxDocumentRelations = `<Relationships xmlns="` + packageLinks + `">` +
	`<Relationship Id="rId1" Type="` + officeLinks + `styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="` + officeLinks + `numbering" Target="numbering.xml"/>` +
	`<Relationship Id="rId3" Type="` + officeLinks + `settings" Target="settings.xml"/>` +
	`<Relationship Id="rId4" Type="` + officeLinks + `header" Target="header.xml"/>` +
	`<Relationship Id="rId5" Type="` + officeLinks + `footer" Target="footer.xml"/></Relationships>`

// docxSettings ask for the layout of today's Word: without it, Word opens the
// file as one of 2007.
const docxSettings = `<w:settings xmlns:w="` + wordNamespace + `"><w:compat>` +
	`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

// docxPageNumber is « page 2/3 », which the word processor counts.
var docxPageNumber = docxRunOf(decision.Span{Text: "page" + french.NBSP}) + docxField("PAGE") + docxRunOf(decision.Span{Text: "/"}) + docxField("NUMPAGES")

func docxField(name string) string {
	return `<w:fldSimple w:instr=" ` + name + ` "><w:r><w:t>2</w:t></w:r></w:fldSimple>`
}

// docxStyles are the looks, in half-points for the letters: 21 is 10.5 points.
var docxStyles = `<w:styles xmlns:w="` + wordNamespace + `"><w:docDefaults><w:rPrDefault><w:rPr>` +
	`<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="` + language + `"/>` +
	`</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr>` +
	`<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="1"/></w:pPr>` +
	`<w:rPr><w:b/><w:sz w:val="25"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Droite"><w:name w:val="Droite"/><w:basedOn w:val="Normal"/><w:pPr><w:keepLines/><w:spacing w:after="240"/><w:ind w:left="4819"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="60"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="ListeFin"><w:name w:val="Liste fin"/><w:basedOn w:val="Normal"/></w:style>` +
	docxCell("Cellule", "Cellule", "left", false) + docxCell("Montant", "Montant", "right", false) +
	docxCell("TitreColonne", "Titre de colonne", "left", true) + docxCell("TitreMontant", "Titre des montants", "right", true) +
	`<w:style w:type="paragraph" w:styleId="Espace"><w:name w:val="Espace"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Tete"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:color w:val="595959"/><w:sz w:val="18"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Pied"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="0"/><w:jc w:val="right"/></w:pPr><w:rPr><w:color w:val="595959"/><w:sz w:val="18"/></w:rPr></w:style></w:styles>`

// docxCell is the look of a cell: where its words stand, and whether they name a
// column.
func docxCell(id, name, side string, head bool) string {
	keep, bold := "", ""
	if head {
		keep, bold = `<w:keepNext/>`, `<w:b/>`
	}
	return `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + name + `"/><w:basedOn w:val="Normal"/>` +
		`<w:pPr>` + keep + `<w:spacing w:before="40" w:after="40"/><w:jc w:val="` + side + `"/></w:pPr><w:rPr>` + bold + `</w:rPr></w:style>`
}
