package letter_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
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
	all := map[string]*ics.VEvent{}
	source := letter.Calendar(g, c, today)
	if source == nil {
		return all
	}
	calendar, err := ics.ParseCalendar(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
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

// TestCalendarTellsAnOldReading: what a calendar shows of a deadline says that the text
// it comes from is to be read again, once it is, and that most of the law is.
func TestCalendarTellsAnOldReading(t *testing.T) {
	c := tied()
	for _, old := range []bool{false, true} {
		on, named := today.Time(), 0
		if old {
			on = on.AddDate(2, 0, 0)
		}
		g := guide(t).AsOf(on)
		deadlines := c.Deadlines(g, today)
		for id, e := range events(t, g, c) {
			about := strings.ReplaceAll(e.GetProperty(ics.ComponentPropertyDescription).Value, french.NBSP, " ")
			if strings.Contains(about, "roit à relire") != old {
				t.Errorf("%s, old: %v: %q", id, old, about)
			}
			if strings.Contains(about, "Texte : ") && !strings.Contains(about, "Cass.") {
				if named++; strings.Contains(about, say.OldReading) != old {
					t.Errorf("%s, old: %v, its text: %q", id, old, about)
				}
			}
		}
		if named == 0 {
			t.Errorf("no event of %d names a text", len(deadlines))
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

// TestCalendarOfNothing: a calendar without an event is not valid.
func TestCalendarOfNothing(t *testing.T) {
	if source := letter.Calendar(guide(t), dossier.Case{}, today); source != nil {
		t.Errorf("%s", source)
	}
}

// TestCalendarRings: the heavier the day, the earlier it rings, at nine in the
// morning. The days before come out of the trigger as RFC 5545 reads it.
func TestCalendarRings(t *testing.T) {
	g := guide(t)
	for _, test := range []struct {
		name, uid string
		c         dossier.Case
		want      []string // the days it rings
	}{
		{"the last day to sue", "prescription.f-1@compromis", due("2026-01-31", "consommateur"), []string{"2027-07-31", "2027-10-31", "2027-12-31"}},
		{"the last day to sue, two months ahead", "prescription.f-1@compromis", due("2025-01-31", "consommateur"), []string{"2026-12-31"}},
		{"a duty of fifteen days", "consigner-opposition@compromis", noted("invitation-a-consigner", "2026-11-22"), []string{"2026-11-23", "2026-11-30", "2026-12-05"}},
		{"a duty of eight days, near its end", "denoncer-saisie@compromis", noted("saisie-faite", "2026-11-16"), []string{"2026-11-23"}},
		{"a duty of three months", "signifier-injonction@compromis", noted("ordonnance-rendue", "2026-11-20"), []string{"2027-01-20", "2027-02-13", "2027-02-18"}},
		{"what one awaits", "fin-mise-en-demeure@compromis", noted("mise-en-demeure", "2026-11-20"), []string{"2026-12-07"}},
		{"what has passed", "consigner-opposition@compromis", noted("invitation-a-consigner", "2026-10-22"), nil},
	} {
		e := events(t, g, test.c)[test.uid]
		if e == nil {
			t.Errorf("%s: no %s", test.name, test.uid)
			continue
		}
		day, _ := e.GetAllDayStartAt()
		var rings []string
		for _, a := range e.Alarms() {
			trigger := a.GetProperty(ics.ComponentPropertyTrigger).Value
			var days, hours int
			switch {
			case trigger == "PT9H":
				hours = 9
			case trigger == "-PT15H":
				hours = -15
			default:
				if _, err := fmt.Sscanf(trigger, "-P%dDT%dH", &days, &hours); err != nil {
					t.Fatalf("%s: %v", trigger, err)
				}
				hours = -hours - 24*days
			}
			at := day.Add(time.Duration(hours) * time.Hour)
			if at.Hour() != 9 {
				t.Errorf("%s rings at %v", test.name, at)
			}
			rings = append(rings, at.Format(time.DateOnly))
		}
		if !slices.Equal(rings, test.want) {
			t.Errorf("%s rings on %v, want %v", test.name, rings, test.want)
		}
	}
}

func due(on decision.Day, client string) dossier.Case {
	return dossier.Case{
		Said:     map[decision.Fact]string{decision.FactClient: client},
		Invoices: []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: on, Cents: 100_00}}}},
	}
}

func noted(kind dossier.EventKind, on decision.Day) dossier.Case {
	return dossier.Case{}.With(dossier.Event{On: on, Kind: kind})
}

// TestCalendarSequence: once saved, a deadline whose day changes goes one further,
// one that is settled is cancelled, and one that does not change stays.
func TestCalendarSequence(t *testing.T) {
	g := guide(t)
	c := due("2026-01-31", "consommateur").With(dossier.Event{On: "2026-11-20", Kind: dossier.GaveNotice}).Stamp(g, today)
	sequence := func(c dossier.Case, uid string) string {
		e := events(t, g, c)[uid]
		if e == nil {
			t.Fatalf("no %s", uid)
		}
		return e.GetProperty(ics.ComponentPropertySequence).Value
	}
	for range 2 {
		if s := sequence(c, "prescription.f-1@compromis"); s != "0" {
			t.Errorf("nothing changed, sequence %s", s)
		}
		c = c.Stamp(g, today)
	}
	for range 2 { // before it is saved as after
		c = c.With(dossier.Event{On: "2026-11-21", Kind: dossier.Acknowledged})
		if s := sequence(c, "prescription.f-1@compromis"); s != "1" {
			t.Errorf("the day moved, sequence %s", s)
		}
		gone := events(t, g, c)["fin-mise-en-demeure@compromis"]
		if gone == nil || gone.GetProperty(ics.ComponentPropertyStatus) == nil || gone.GetProperty(ics.ComponentPropertySequence).Value != "1" {
			t.Errorf("the notice was answered: %v", gone)
		}
		c = c.Stamp(g, today)
	}
}
