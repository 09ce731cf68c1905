package frenchtest

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Shape is what a document orders to whoever lays it out, without its words: its
// elements, its properties, its cells that are formulas. A document of hostile words
// has no shape that one of harmless words has not.
type Shape map[string]bool

// Beyond returns what is in the shape and not in another, in order.
func (s Shape) Beyond(other Shape) (all []string) {
	for order := range s {
		if !other[order] {
			all = append(all, order)
		}
	}
	slices.Sort(all)
	return all
}

// formats are how the shape of a document is read, by the end of its name.
var formats = map[string]func([]byte) (Shape, error){
	"md": shapeOfMarkdown, "html": shapeOfXML, "svg": shapeOfXML, "docx": shapeOfPack, "odt": shapeOfPack, "pdf": shapeOfPDF,
	"csv": shapeOfCSV, "ics": shapeOfCalendar, "json": shapeOfJSON, "txt": shapeOfText,
}

// ShapeOf reads the shape of a document, by the end of its name. The error says that
// it cannot be read, that it holds what a terminal obeys, or that nobody knows how to
// look at such a document: a new format has to be thought of here.
func ShapeOf(format string, file []byte) (Shape, error) {
	read, known := formats[format]
	if !known {
		return nil, fmt.Errorf("nobody looks at a document %q", format)
	}
	return read(file)
}

func clean(file []byte) error {
	if obeyed := Obeyed(strings.NewReplacer("\r\n", "\n", "\t", " ").Replace(strings.TrimPrefix(string(file), "\ufeff"))); obeyed != "" {
		return errors.New(obeyed)
	}
	return nil
}

func shapeOfText(file []byte) (Shape, error) { return Shape{}, clean(file) }

func shapeOfJSON(file []byte) (Shape, error) {
	if !json.Valid(file) {
		return nil, errors.New("not JSON")
	}
	return Shape{}, clean(file)
}

// shapeOfMarkdown is the kinds of nodes another reader of Markdown finds, with where
// its links lead.
func shapeOfMarkdown(file []byte) (Shape, error) {
	s := Shape{}
	err := ast.Walk(goldmark.DefaultParser().Parse(text.NewReader(file)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		order := n.Kind().String()
		switch n := n.(type) {
		case *ast.CodeSpan, *ast.CodeBlock, *ast.FencedCodeBlock:
			return ast.WalkContinue, nil // only the look of the letters
		case *ast.Link:
			order += " " + string(n.Destination)
		case *ast.Image:
			order += " " + string(n.Destination)
		case *ast.AutoLink:
			order += " " + string(n.URL(file))
		}
		s[order] = true
		return ast.WalkContinue, nil
	})
	return s, errors.Join(err, clean(file))
}

// raw is what HTML does not read as markup.
var raw = regexp.MustCompile(`(?s)<(style|script)>.*?</(style|script)>`)

// shapeOfXML is the elements, each in the one that holds it, their attributes, and
// the values that lead somewhere, run something, or name a look.
func shapeOfXML(file []byte) (Shape, error) {
	s := Shape{}
	for _, code := range raw.FindAll(file, -1) {
		s[string(code)] = true
	}
	d := xml.NewDecoder(bytes.NewReader(raw.ReplaceAll(file, nil)))
	held := []string{"document"}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return s, clean(file)
		}
		if err != nil {
			return nil, err
		}
		switch x := token.(type) {
		case xml.StartElement:
			s[held[len(held)-1]+" > "+x.Name.Local] = true
			held = append(held, x.Name.Local)
			for _, a := range x.Attr {
				order := x.Name.Local + " " + a.Name.Local
				if slices.Contains([]string{"href", "src", "style", "action", "http-equiv"}, a.Name.Local) || strings.Contains(a.Value, ":") {
					order += "=" + a.Value
				}
				s[order] = true
			}
		case xml.EndElement:
			held = held[:len(held)-1]
		case xml.Comment, xml.Directive, xml.ProcInst:
			s[fmt.Sprintf("%T %.40s", x, x)] = true
		}
	}
}

// shapeOfPack is that of each part of a Word or ODT file.
func shapeOfPack(file []byte) (Shape, error) {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	s := Shape{}
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			return nil, err
		}
		source, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		s[part.Name] = true
		if !strings.HasSuffix(part.Name, ".xml") && !strings.HasSuffix(part.Name, ".rels") {
			continue
		}
		orders, err := shapeOfXML(source)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", part.Name, err)
		}
		for order := range orders {
			s[part.Name+": "+order] = true
		}
	}
	return s, nil
}

var (
	streams = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`) // the last byte of what is packed may be a \r
	quoted  = regexp.MustCompile(`(?s)\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f\s]*>`)
	named   = regexp.MustCompile(`/[A-Za-z]+`)
	orders  = regexp.MustCompile(`[A-Za-z'"*]+`)
)

// shapeOfPDF is the names in its objects and the operators on its pages, outside of
// what is written.
func shapeOfPDF(file []byte) (Shape, error) {
	s := Shape{}
	for _, name := range named.FindAll(quoted.ReplaceAll(streams.ReplaceAll(file, nil), nil), -1) {
		s[string(name)] = true
	}
	pages := 0
	for _, stream := range streams.FindAllSubmatch(file, -1) {
		z, err := zlib.NewReader(bytes.NewReader(stream[1]))
		if err != nil {
			continue // the letters
		}
		source, err := io.ReadAll(z)
		if err != nil || !bytes.Contains(source, []byte(" Tj ")) {
			continue
		}
		pages++
		for _, operator := range orders.FindAll(named.ReplaceAll(quoted.ReplaceAll(source, nil), nil), -1) {
			s["on a page "+string(operator)] = true
		}
	}
	if pages == 0 {
		return nil, errors.New("no page")
	}
	return s, nil
}

// shapeOfCSV is the cells a spreadsheet would reckon: there must be none, so that
// each is an order of its own. It reads what a French one writes, or any other.
func shapeOfCSV(file []byte) (Shape, error) {
	s := Shape{}
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff"))))
	in.Comma = ';'
	rows, err := in.ReadAll() // refuses rows of different lengths
	for _, row := range rows {
		s[fmt.Sprint(len(row), " columns")] = true
		for _, cell := range row {
			first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }))
			if strings.ContainsRune("=+-@＝＋－＠﹢﹣﹦﹫", first) || strings.ContainsAny(cell, "\r\n\t") {
				s[fmt.Sprintf("the cell %.60q", cell)] = true
			}
		}
	}
	return s, errors.Join(err, clean(file))
}

// shapeOfCalendar is its properties, unfolded, each in the component that holds it.
func shapeOfCalendar(file []byte) (Shape, error) {
	s := Shape{}
	held := []string{"calendar"}
	for line := range strings.SplitSeq(strings.TrimSuffix(strings.ReplaceAll(string(file), "\r\n ", ""), "\r\n"), "\r\n") {
		name, value, found := strings.Cut(line, ":")
		if !found || strings.ContainsAny(line, "\r\n") {
			return nil, fmt.Errorf("not a property: %q", line)
		}
		order := held[len(held)-1] + " > " + name
		switch name {
		case "BEGIN":
			held, order = append(held, value), order+" "+value
		case "END":
			if held[len(held)-1] != value {
				return nil, fmt.Errorf("%s ends in %v", value, held)
			}
			held, order = held[:len(held)-1], order+" "+value
		case "SUMMARY", "DESCRIPTION":
			if bare := strings.NewReplacer(`\\`, "", `\;`, "", `\,`, "", `\n`, "").Replace(value); strings.ContainsAny(bare, `\;,`) {
				order += fmt.Sprintf(" not protected: %.80q", bare)
			}
		}
		s[order] = true
	}
	return s, clean(file)
}
