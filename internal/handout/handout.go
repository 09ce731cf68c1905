// Package handout writes what a trainer gives out: the decision tree as a page,
// a drawing or a text, the sheet of an exercise, with or without its key, and
// the report of a session.
//
// Almost everything is a [paper.Paper], which package paper writes in any format,
// so that a sheet says the same thing on paper and on a screen. The decision tree
// is a [tree]: the shared diagram of [decision.Guide.Nodes] with a number for each
// question, because unfolding it would take thousands of lines.
//
// The HTML pages stand alone: one style, at most one script, each named by its
// hash in a policy that forbids everything else. They work from a USB key and
// ask nothing of any network.
package handout

import (
	_ "embed" // the style

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/paper"
)

// nbsp is the non-breaking space.
const nbsp = "\u00a0"

// notAdvice says what a hand-out is not.
const notAdvice = "Ceci est une information, pas une consultation juridique. Vérifiez les textes avant d’agir, ou demandez conseil à un avocat."

// style is that of every page.
//
//go:embed page.css
var style string

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
	return paper.Labelled(r.Question.Name, value)
}
