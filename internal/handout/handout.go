// Package handout writes what a trainer gives out: the decision tree as a page,
// a drawing or a text, the sheet of an exercise, with or without its key, and
// the report of a session.
//
// Almost everything is a [document] first: titles, and passages of the content.
// Two writers turn one into Markdown and into HTML, so that a sheet says the
// same thing on paper and on a screen. The decision tree is a [tree]: the shared
// diagram of [decision.Guide.Nodes] with a number for each question, because
// unfolding it would take thousands of lines.
//
// The HTML pages stand alone: one style, at most one script, each named by its
// hash in a policy that forbids everything else. They work from a USB key and
// ask nothing of any network.
package handout

import (
	"compromis/decision"
	"compromis/internal/french"
)

// nbsp is the non-breaking space.
const nbsp = "\u00a0"

// notAdvice says what a hand-out is not.
const notAdvice = "Ceci est une information, pas une consultation juridique. Vérifiez les textes avant d’agir, ou demandez conseil à un avocat."

// document is a text to hand out.
type document struct {
	title string
	parts []part
}

// part is a passage under a title.
type part struct {
	level int // of its title, 2 or more; 0 when it has none
	title string
	text  decision.Text
}

// add puts a part at the end, unless it says nothing.
func (d *document) add(level int, title string, text decision.Text) {
	if len(text) > 0 {
		d.parts = append(d.parts, part{level: level, title: title, text: text})
	}
}

// words is a line without marks.
func words(s string) decision.Line { return decision.Line{{Text: s}} }

// labelled is a line that starts with a name: "**Coût** : 30 €".
func labelled(name, value string) decision.Line {
	return decision.Line{{Text: name, Strong: true}, {Text: nbsp + ": " + value}}
}

// paragraphs is a text with a paragraph a sentence or group of sentences.
func paragraphs(all ...string) (t decision.Text) {
	for _, s := range all {
		t = append(t, decision.Block{Lines: []decision.Line{words(s)}})
	}
	return t
}

// list is a text that is one list, or nothing when it has no line.
func list(kind decision.List, lines ...decision.Line) decision.Text {
	if len(lines) == 0 {
		return nil
	}
	return decision.Text{{List: kind, Lines: lines}}
}

// replied writes an answer: "Le client : Un particulier".
func replied(r decision.Reply) decision.Line {
	value := "je ne sais pas"
	if o := r.Question.Option(r.Value); o != nil {
		value = o.Label
	}
	switch {
	case r.Said == "":
	case r.Question.Kind == decision.Amount:
		value = french.Amount(r.Said) + " (" + value + ")"
	case r.Question.Kind == decision.Date:
		value = french.Day(r.Said) + " (" + value + ")"
	}
	return labelled(r.Question.Name, value)
}
