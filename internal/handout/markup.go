package handout

import (
	"html"
	"strings"
)

// markup writes HTML or SVG. Words are always escaped, and what is opened is
// closed: there is no other way to write.
type markup struct{ b strings.Builder }

// in writes an element around what inside writes. Attributes go by pairs, a
// name and a value.
func (m *markup) in(element string, inside func(), attributes ...string) {
	m.open(element, attributes)
	m.b.WriteString(">")
	inside()
	m.b.WriteString("</" + element + ">")
}

// put writes an element that holds words only.
func (m *markup) put(element, text string, attributes ...string) {
	m.in(element, func() { m.text(text) }, attributes...)
}

// void writes an element that holds nothing.
func (m *markup) void(element string, attributes ...string) {
	m.open(element, attributes)
	m.b.WriteString("/>")
}

// text writes words.
func (m *markup) text(s string) { m.b.WriteString(html.EscapeString(s)) }

// line ends a line, for those who read the source.
func (m *markup) line() { m.b.WriteString("\n") }

func (m *markup) open(element string, attributes []string) {
	m.b.WriteString("<" + element)
	for i := 0; i+1 < len(attributes); i += 2 {
		m.b.WriteString(" " + attributes[i] + `="` + html.EscapeString(attributes[i+1]) + `"`)
	}
}
