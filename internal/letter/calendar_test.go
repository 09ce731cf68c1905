package letter_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/say"
)

// tied is a case with deadlines of many kinds, and words that iCalendar gives a
// meaning.
func tied() dossier.Case {
	c := full()
	c.Client.Name = "Noël; frères, \\ et associés de la très longue rue des Écoles à Saint-Étienne"
	c.Invoices = append(c.Invoices, dossier.Invoice{
		Number: "F;14", Dues: []dossier.Due{{On: "2026-12-15", Cents: 100}, {On: "2027-01-15", Cents: 100}},
	})
	c.Journal = append(c.Journal, dossier.Event{On: "2026-10-10", Kind: dossier.Insolvent})
	return c
}

func events(t *testing.T, g *decision.Guide, c dossier.Case) map[string]*ics.VEvent {
	t.Helper()
	calendar, err := ics.ParseCalendar(bytes.NewReader(letter.Calendar(g, c, today)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*ics.VEvent{}
	for _, e := range calendar.Events() {
		if all[e.Id()] != nil {
			t.Errorf("two events are %s", e.Id())
		}
		all[e.Id()] = e
	}
	return all
}

// TestCalendar: each deadline is an event of one day, read back by another's
// parser.
func TestCalendar(t *testing.T) {
	g, c := guide(t), tied()
	deadlines := c.Deadlines(g, today)
	all := events(t, g, c)
	if len(deadlines) < 4 || len(all) != len(deadlines) {
		t.Fatalf("%d events for %d deadlines", len(all), len(deadlines))
	}
	for _, d := range deadlines {
		found := false
		for _, e := range all {
			from, err := e.GetAllDayStartAt()
			to, errTo := e.GetAllDayEndAt()
			if err != nil || errTo != nil || !to.Equal(from.AddDate(0, 0, 1)) {
				t.Errorf("%s is not one day long: %v %v", e.Id(), from, to)
			}
			if decision.DayOf(from) != d.On || e.GetProperty(ics.ComponentPropertySummary).Value != say.Deadline(g, d)+" — "+french.Shown(c.Client.Name) {
				continue
			}
			found = true
			alarms := e.Alarms()
			if (len(alarms) == 1) == d.Usage || len(alarms) > 1 {
				t.Errorf("%s has %d alarms, usage: %v", e.Id(), len(alarms), d.Usage)
			}
			for _, a := range alarms {
				if a.GetProperty(ics.ComponentPropertyTrigger).Value != "-P7D" {
					t.Errorf("%s: alarm %v", e.Id(), a.GetProperty(ics.ComponentPropertyTrigger))
				}
			}
			if stamp, err := e.GetDtStampTime(); err != nil || !stamp.Equal(today.Time()) {
				t.Errorf("%s is stamped %v", e.Id(), stamp)
			}
			if b := g.Basis(d.Basis); b != nil && !d.Usage && !strings.Contains(e.GetProperty(ics.ComponentPropertyDescription).Value, b.Reference) {
				t.Errorf("%s does not name %s", e.Id(), b.Reference)
			}
		}
		if !found {
			t.Errorf("%v is not in the calendar", d)
		}
	}
}

// TestCalendarLines: RFC 5545 wants lines of 75 octets at most, ended by CRLF,
// and never cut inside a character.
func TestCalendarLines(t *testing.T) {
	source := string(letter.Calendar(guide(t), tied(), today))
	lines := strings.Split(strings.TrimSuffix(source, "\r\n"), "\r\n")
	for _, l := range lines {
		if len(l) > 75 || strings.ContainsAny(l, "\r\n") || !utf8.ValidString(l) {
			t.Errorf("%d octets: %q", len(l), l)
		}
	}
	for _, want := range []string{"BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:PUBLISH", "END:VCALENDAR"} {
		if !slices.Contains(lines, want) {
			t.Errorf("no %s", want)
		}
	}
	if !strings.Contains(source, "\r\nPRODID:") || !strings.HasSuffix(source, "END:VCALENDAR\r\n") {
		t.Error("no PRODID, or no end")
	}
}

// TestCalendarIsImportedAgain: an event keeps its name when its day moves, when
// others come before it, and from one day to the next.
func TestCalendarIsImportedAgain(t *testing.T) {
	g := guide(t)
	before, moved := full(), full()
	moved.Complaints[0].On = "2026-11-17"
	moved.Journal = append(moved.Journal, dossier.Event{On: "2026-10-10", Kind: dossier.Acknowledged})
	moved.Invoices = append(moved.Invoices, dossier.Invoice{Number: "F-0", Dues: []dossier.Due{{On: "2026-11-30", Cents: 100}}})
	was, is := events(t, g, before), events(t, g, moved)
	changed := 0
	for id, e := range was {
		if is[id] == nil {
			t.Errorf("%s is gone", id)
			continue
		}
		a, _ := e.GetAllDayStartAt()
		b, _ := is[id].GetAllDayStartAt()
		if !a.Equal(b) {
			changed++
		}
	}
	if changed == 0 {
		t.Error("no day moved: nothing is proved")
	}
	other := full()
	other.ID = "autre-dossier"
	for id := range events(t, g, other) {
		if was[id] != nil {
			t.Errorf("two cases share %s", id)
		}
	}
}

func TestCalendarOfNothing(t *testing.T) {
	if all := events(t, guide(t), dossier.Case{}); len(all) > 0 {
		t.Errorf("%d events", len(all))
	}
}
