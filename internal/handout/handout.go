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
	"compromis/internal/paper"
	"compromis/internal/say"
)

// style is that of every page.
//
//go:embed page.css
var style string

// replied writes an answer: "Le client : Un particulier".
func replied(r decision.Reply) decision.Line { return paper.Labelled(r.Question.Name, say.Reply(r)) }
