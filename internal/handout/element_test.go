package handout_test

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// element is a piece of a page or of a drawing. They are read as strict XML:
// everything is closed and escaped.
type element struct {
	name       string
	attributes map[string]string
	kids       []*element
	parts      []any // *element or string, in order
}

// raw is what HTML does not read as markup.
var raw = regexp.MustCompile(`(?s)<(style|script)>.*?</(style|script)>`)

func parse(t testing.TB, text string) *element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(raw.ReplaceAllString(text, "")))
	root := &element{}
	open := []*element{root}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return root.kids[0]
		}
		if err != nil {
			t.Fatal(err)
		}
		top := open[len(open)-1]
		switch x := token.(type) {
		case xml.StartElement:
			e := &element{name: x.Name.Local, attributes: map[string]string{}}
			for _, a := range x.Attr {
				if _, twice := e.attributes[a.Name.Local]; twice {
					t.Errorf("%s: attribute %s twice", e.name, a.Name.Local)
				}
				e.attributes[a.Name.Local] = a.Value
			}
			top.kids, top.parts, open = append(top.kids, e), append(top.parts, e), append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.parts = append(top.parts, string(x))
		}
	}
}

// walk returns the element and all there is in it, in order.
func (e *element) walk() []*element {
	found := []*element{e}
	for _, k := range e.kids {
		found = append(found, k.walk()...)
	}
	return found
}

func (e *element) all(name string) []*element {
	return slices.DeleteFunc(e.walk(), func(k *element) bool { return k.name != name })
}

// first returns the first element with the attribute, or an empty one.
func (e *element) first(attribute, value string) *element {
	for _, k := range e.walk() {
		if k.attributes[attribute] == value {
			return k
		}
	}
	return &element{}
}

func (e *element) byID(id string) *element    { return e.first("id", id) }
func (e *element) class(name string) *element { return e.first("class", name) }

func (e *element) text() string {
	var b strings.Builder
	for _, p := range e.parts {
		switch x := p.(type) {
		case string:
			b.WriteString(x)
		case *element:
			b.WriteString(x.text())
		}
	}
	return b.String()
}
