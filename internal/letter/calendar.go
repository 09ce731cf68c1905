package letter

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// Calendar writes the deadlines of a case for a calendar, as iCalendar text
// (RFC 5545): one event a day long each, with a reminder seven days before
// those that are rules. An event keeps its UID from one export to the next, so
// that importing again moves it instead of doubling it.
func Calendar(g *decision.Guide, c dossier.Case, on decision.Day) []byte {
	var cal calendar
	cal.line("BEGIN", "VCALENDAR")
	cal.line("VERSION", "2.0")
	cal.line("PRODID", "-//Compromis//Echeances//FR")
	cal.line("CALSCALE", "GREGORIAN")
	cal.line("METHOD", "PUBLISH")
	taken := map[string]bool{}
	for _, d := range c.Deadlines(g, on) {
		if d.On.Time().IsZero() {
			continue
		}
		uid := calendarUID(c, d)
		if taken[uid] {
			uid = string(d.On) + "." + uid
		}
		taken[uid] = true
		cal.event(g, c, d, uid, on)
	}
	cal.line("END", "VCALENDAR")
	return []byte(cal.b.String())
}

// calendarUID names a deadline for good. An instalment is known by its day: an
// invoice may have several.
func calendarUID(c dossier.Case, d dossier.Deadline) string {
	parts := []string{string(d.Kind)}
	if d.Kind == dossier.InvoiceDue {
		parts = append(parts, string(d.On))
	}
	if about := french.Slug(d.About); about != "" {
		parts = append(parts, about)
	}
	if id := french.Slug(c.ID); id != "" {
		parts = append(parts, id)
	}
	return strings.Join(parts, ".") + "@compromis"
}

type calendar struct{ b strings.Builder }

func (cal *calendar) event(g *decision.Guide, c dossier.Case, d dossier.Deadline, uid string, on decision.Day) {
	summary := say.Deadline(g, d)
	if name := french.Shown(c.Client.Name); name != "" {
		summary += " — " + name
	}
	cal.line("BEGIN", "VEVENT")
	cal.line("UID", uid)
	cal.line("DTSTAMP", compact(on)+"T000000Z")
	cal.line("DTSTART;VALUE=DATE", compact(d.On))
	cal.line("DTEND;VALUE=DATE", compact(d.On.Add(1)))
	cal.line("SUMMARY", calendarText(summary))
	cal.line("DESCRIPTION", calendarText(ground(g, d)+"\n"+say.NotAdvice))
	cal.line("TRANSP", "TRANSPARENT")
	if !d.Usage {
		cal.line("BEGIN", "VALARM")
		cal.line("ACTION", "DISPLAY")
		cal.line("DESCRIPTION", calendarText(summary))
		cal.line("TRIGGER", "-P7D")
		cal.line("END", "VALARM")
	}
	cal.line("END", "VEVENT")
}

// ground says where a deadline comes from.
func ground(g *decision.Guide, d dossier.Deadline) string {
	b := g.Basis(d.Basis)
	switch {
	case d.Usage:
		return "Un usage, pas une règle."
	case b == nil:
		return "La date est celle du dossier."
	}
	return "Texte" + french.NBSP + ": " + b.Reference + ", " + say.Read(b) + "."
}

// compact writes a day as 20261231.
func compact(d decision.Day) string { return strings.ReplaceAll(string(d), "-", "") }

var calendarSigns = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// calendarText protects words in iCalendar.
func calendarText(words string) string { return calendarSigns.Replace(paper.Clean(words)) }

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
