package paper

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"compromis/decision"
)

// Event is a day to remember, for a calendar.
type Event struct {
	UID      string // its name for good: to import it again moves it, and does not double it
	Sequence int    // one more each time it moved
	On       decision.Day
	Written  decision.Day // the day it was written
	Summary  string
	About    string
	Gone     bool  // it is no more
	Rings    []int // how many days before it the calendar rings, the earliest first
}

// Calendar writes events for a calendar, as iCalendar text (RFC 5545): each a day long.
// It is nil when there is none: a calendar has one event at least.
func Calendar(product string, all []Event) []byte {
	if len(all) == 0 {
		return nil
	}
	var cal calendar
	cal.line("BEGIN", "VCALENDAR")
	cal.line("VERSION", "2.0")
	cal.line("PRODID", "-//Compromis//"+product+"//FR")
	cal.line("CALSCALE", "GREGORIAN")
	cal.line("METHOD", "PUBLISH")
	for _, e := range all {
		cal.event(e)
	}
	cal.line("END", "VCALENDAR")
	return []byte(cal.b.String())
}

type calendar struct{ b strings.Builder }

func (cal *calendar) event(e Event) {
	cal.line("BEGIN", "VEVENT")
	cal.line("UID", e.UID)
	cal.line("DTSTAMP", compact(e.Written)+"T000000Z")
	cal.line("SEQUENCE", strconv.Itoa(e.Sequence))
	cal.line("DTSTART;VALUE=DATE", compact(e.On))
	cal.line("DTEND;VALUE=DATE", compact(e.On.Add(1)))
	cal.line("SUMMARY", calendarText(e.Summary))
	if e.Gone {
		cal.line("STATUS", "CANCELLED")
		cal.line("END", "VEVENT")
		return
	}
	cal.line("DESCRIPTION", calendarText(e.About))
	cal.line("TRANSP", "TRANSPARENT")
	for _, days := range e.Rings {
		cal.line("BEGIN", "VALARM")
		cal.line("ACTION", "DISPLAY")
		cal.line("DESCRIPTION", calendarText(e.Summary))
		cal.line("TRIGGER", trigger(days))
		cal.line("END", "VALARM")
	}
	cal.line("END", "VEVENT")
}

// trigger rings at nine in the morning, so many days before.
func trigger(days int) string {
	if days == 0 {
		return "PT9H"
	}
	if days == 1 {
		return "-PT15H"
	}
	return "-P" + strconv.Itoa(days-1) + "DT15H"
}

// compact writes a day as 20261231.
func compact(d decision.Day) string { return strings.ReplaceAll(string(d), "-", "") }

var calendarSigns = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// calendarText protects words in iCalendar.
func calendarText(words string) string { return calendarSigns.Replace(Clean(words)) }

// maxOctets is the longest a line may be, without its end.
const maxOctets = 75

// line writes a line, folded where it is too long, never inside a character.
func (cal *calendar) line(name, value string) {
	rest := name + ":" + value
	for room := maxOctets; len(rest) > room; room = maxOctets - 1 {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		fmt.Fprintf(&cal.b, "%s\r\n ", rest[:cut])
		rest = rest[cut:]
	}
	cal.b.WriteString(rest + "\r\n")
}
