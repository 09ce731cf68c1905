// Package say composes, once, what every screen, line and paper says of the
// same thing: where a legal text was read and how far to trust it, how old what we
// say is, what happens in a conflict and by when, what is wrong with an answer.
// Others lay it out.
package say

import (
	"slices"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// Idle is what is said of an answer that changes nothing here.
const Idle = "sans effet ici"

// Disputed and Unread are the two reasons not to rely on a text alone. They are not
// the same: the law itself may be uncertain, or our own work may be late. Unread is
// followed by the month of the text that was read.
const (
	Disputed = "droit incertain"
	Unread   = "pas relu depuis le"
)

func unreadSince(b *decision.LegalBasis) string { return Unread + " " + b.CheckedOn.Format("01/2006") }

// Doubt says why not to rely on a text alone, and what to do; nothing when one may.
func Doubt(b *decision.LegalBasis) string {
	var why []string
	if len(b.Disputed) > 0 {
		why = append(why, Disputed+", à faire confirmer")
	}
	if len(b.Unread) > 0 {
		why = append(why, unreadSince(b)+", lisez le texte en vigueur")
	}
	return strings.Join(why, french.NBSP+"; ")
}

// Badge is a reason not to rely on a text alone, in a few words.
type Badge struct {
	Text      string
	Uncertain bool // the law is; else our own work is late
}

// Badges are those of a text: neither, one or both.
func Badges(b *decision.LegalBasis) []Badge {
	var all []Badge
	if len(b.Disputed) > 0 {
		all = append(all, Badge{Disputed, true})
	}
	if len(b.Unread) > 0 {
		all = append(all, Badge{Text: unreadSince(b)})
	}
	return all
}

// Mark is the same, to stand in brackets after the name of a text.
func Mark(b *decision.LegalBasis) string {
	var words []string
	for _, badge := range Badges(b) {
		words = append(words, badge.Text)
	}
	return strings.Join(words, ", ")
}

// Read says in what state a text was read, and where.
func Read(b *decision.LegalBasis) string {
	return "texte lu dans son état du " + french.Date(b.CheckedOn) + " (" + b.ReadIn + ")"
}

// Origin says, after its reference, since when a text holds and where it was
// read.
func Origin(b *decision.LegalBasis) string {
	return "En vigueur depuis" + french.NBSP + ": " + french.Since(string(b.InForce)) + ". " + french.Capital(Read(b)) + "."
}

// Provenance says the same, and how far to trust it.
func Provenance(b *decision.LegalBasis) string {
	told := Origin(b) + " Confiance" + french.NBSP + string(b.Confidence)
	if doubt := Doubt(b); doubt != "" {
		told += french.NBSP + "; " + doubt
	}
	return told + "."
}

// Readings says how old the texts are that all the advice rests on: the oldest
// state that was read, the newest, and the median, which neither hides. Court
// decisions do not count: they never change.
func Readings(g *decision.Guide) string {
	days := readings(g)
	if len(days) == 0 {
		return ""
	}
	return "textes lus dans l’état du " + french.Date(days[0]) + " au " + french.Date(days[len(days)-1]) +
		", médiane " + french.Date(days[len(days)/2])
}

// OldestReading says the same in less room: the oldest and the median.
func OldestReading(g *decision.Guide) string {
	days := readings(g)
	if len(days) == 0 {
		return ""
	}
	return "textes lus" + french.NBSP + ": le plus ancien du " + french.Date(days[0]) + ", médiane " + french.Date(days[len(days)/2])
}

// readings are the states that were read, the oldest first.
func readings(g *decision.Guide) []time.Time {
	var days []time.Time
	for _, b := range g.Bases {
		if !b.Ruling() {
			days = append(days, b.CheckedOn)
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	return days
}
