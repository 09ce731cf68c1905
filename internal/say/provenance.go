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
// the same: the law itself may be uncertain, or our own work may be late. A court
// decision has no present text: it was read, or is known by what others say of it.
const (
	Disputed     = "droit discuté"
	Unread       = "texte actuel non relu"
	RulingUnread = "décision non lue"
	RulingTold   = "décision connue par des commentaires"
)

// unread says in full what is late in our work on a text, and what to do: with the
// state that was read, when it was.
func unread(b *decision.LegalBasis) (told, do string) {
	switch {
	case b.Ruling():
		return RulingTold, "à lire"
	case b.TextRead():
		return Unread + " (lu" + french.NBSP + ": " + month(b.CheckedOn) + ")", "lisez le texte en vigueur"
	}
	return Unread, "lisez le texte en vigueur"
}

// month names the month of a day; the year alone for the first of January, by which
// pages write a state of which they know no more.
func month(t time.Time) string {
	if t.YearDay() == 1 {
		return t.Format("2006")
	}
	_, rest, _ := strings.Cut(french.LongDay(t.Format(time.DateOnly)), french.NBSP)
	return rest
}

// Doubt says why not to rely on a text alone, and what to do; nothing when one may.
func Doubt(b *decision.LegalBasis) string {
	var why []string
	if aged := Aged(b); aged != "" {
		why = append(why, aged)
	}
	if len(b.Disputed) > 0 {
		why = append(why, Disputed+", à faire confirmer")
	}
	if len(b.Unread) > 0 {
		told, do := unread(b)
		why = append(why, told+", "+do)
	}
	return strings.Join(why, french.NBSP+"; ")
}

// Badge is a reason not to rely on a text alone, in a few words.
type Badge struct {
	Text      string
	Uncertain bool // the law is, or what we say of it may be over; else our own work is late
}

// Badges are those of a text: none, one or more.
func Badges(b *decision.LegalBasis) []Badge {
	var all []Badge
	if aged := agedMark(b); aged != "" {
		all = append(all, Badge{aged, true})
	}
	if len(b.Disputed) > 0 {
		all = append(all, Badge{Disputed, true})
	}
	switch {
	case len(b.Unread) == 0:
	case b.Ruling():
		all = append(all, Badge{Text: RulingUnread})
	default:
		all = append(all, Badge{Text: Unread})
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

// Read says in what state a text was read, and where; or by what it is known,
// when it was not.
func Read(b *decision.LegalBasis) string {
	told := "texte " + sources[b.Source] + ", dans son état du " + french.Date(b.CheckedOn)
	switch {
	case b.Ruling() && !b.TextRead():
		told = RulingTold + on(", au ", b.CheckedOn)
	case !b.TextRead():
		told = "texte connu par d’autres pages" + on(", au ", b.CheckedOn)
	}
	told += " (" + b.ReadIn + ")"
	if b.Age == decision.Fresh && !b.Until.IsZero() {
		told += french.NBSP + "; la version lue vaut jusqu’au " + french.Date(b.Until)
	}
	return told
}

// on is a day after its words, or nothing when it is not known.
func on(words string, day time.Time) string {
	if day.IsZero() {
		return ""
	}
	return words + french.Date(day)
}

// sources are the places a text is read in.
var sources = map[decision.Source]string{
	decision.Official: "lu sur un site officiel", decision.Mirror: "lu seulement dans une copie",
	decision.CheckedMirror: "lu dans une copie et recoupé", "": "lu",
}

// Origin says, after its reference, since when a text holds and where it was
// read.
func Origin(b *decision.LegalBasis) string {
	return "En vigueur depuis" + french.NBSP + ": " + french.Since(string(b.InForce)) + ". " + french.Capital(Read(b)) + "."
}

// Record is what a page of a text says of it last: the day it was read, and its
// names in the official bases when they are known.
func Record(b *decision.LegalBasis) string {
	told := "Texte lu par personne."
	if !b.ReadOn.IsZero() {
		told = "Consulté le " + french.Date(b.ReadOn) + "."
	}
	if b.Identifier != "" {
		told += " Identifiant" + french.NBSP + ": " + b.Identifier + "."
	}
	return told
}

// Provenance says the same as [Origin], and how far to trust it.
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
	if states := States(g); states != "" {
		return states + toRead(g)
	}
	return ""
}

// States says the same where how many are to be read again is told already.
func States(g *decision.Guide) string {
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
	return "textes lus" + french.NBSP + ": le plus ancien du " + french.Date(days[0]) + ", médiane " + french.Date(days[len(days)/2]) + toRead(g)
}

// toRead says how many texts are to be read again, on the day they are told.
func toRead(g *decision.Guide) string {
	count := len(TextsToRead(g))
	if count == 0 {
		return ""
	}
	return french.NBSP + "; " + french.Plural(count, "texte à relire", "textes à relire")
}

// ReadOn are the days of the states that were read: the oldest, the median and the
// newest.
func ReadOn(g *decision.Guide) (oldest, median, newest decision.Day) {
	days := readings(g)
	if len(days) == 0 {
		return "", "", ""
	}
	return decision.DayOf(days[0]), decision.DayOf(days[len(days)/2]), decision.DayOf(days[len(days)-1])
}

// readings are the states that were read, the oldest first.
func readings(g *decision.Guide) []time.Time {
	var days []time.Time
	for _, b := range g.Bases {
		if !b.Ruling() && !b.CheckedOn.IsZero() {
			days = append(days, b.CheckedOn)
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	return days
}
