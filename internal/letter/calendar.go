package letter

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// Calendar writes the deadlines of a case for a calendar, as iCalendar text
// (RFC 5545): one event a day long each, with reminders that weigh what it is
// worth. An event keeps its UID from one export to the next, and its sequence
// says when its day changed: importing again moves it instead of doubling it. One
// that is gone since the case was saved is cancelled. It is nil when there is
// nothing to write: a calendar has one event at least.
func Calendar(g *decision.Guide, c dossier.Case, on decision.Day) []byte {
	all := c.Changes(g, on)
	maps.DeleteFunc(all, func(_ string, n dossier.Scheduled) bool { return n.On.Time().IsZero() }) // a file may hold anything for a day
	if len(all) == 0 {
		return nil
	}
	var told []paper.Event
	taken := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		uid := calendarUID(c, key)
		for taken[uid] { // two numbers that differ by their signs alone
			uid = "x." + uid
		}
		taken[uid] = true
		told = append(told, event(g, c, uid, all[key], on))
	}
	return paper.Calendar("Echeances", told)
}

// calendarUID names a deadline for good.
func calendarUID(c dossier.Case, key string) string {
	var parts []string
	for _, part := range append(strings.Split(key, "/"), c.ID) {
		if part = french.Slug(part); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ".") + "@compromis"
}

// event is a deadline in a calendar.
func event(g *decision.Guide, c dossier.Case, uid string, n dossier.Scheduled, on decision.Day) paper.Event {
	summary := say.Deadline(g, n.Deadline)
	if name := french.Shown(c.Client.Name); name != "" {
		summary += " — " + name
	}
	e := paper.Event{UID: uid, Sequence: n.Sequence, On: n.On, Written: on, Summary: summary, Gone: n.Gone}
	if n.Gone {
		return e
	}
	e.About = ground(g, n.Deadline)
	if state := say.DeadlineState(g, n.Deadline); state != "" {
		e.About += "\n" + state
	}
	e.About += "\n" + say.NotAdvice
	if old := say.Outdated(g); old != "" { // not what was laid over: the client may be invited
		e.About += "\n" + french.Capital(old) + "."
	}
	e.Rings = rings(g, n.Deadline, on)
	return e
}

// rings returns how many days before a deadline the calendar rings, the earliest
// first, none of them before the day of the export. The last day to sue rings six,
// three and one months before; a short duty at once, then seven and two days
// before; a longer one a month before, too; what one awaits of others, that day.
func rings(g *decision.Guide, d dossier.Deadline, on decision.Day) []int {
	left := int(d.On.Time().Sub(on.Time()).Hours() / 24)
	before := func(months int) int {
		return int(d.On.Time().Sub(decision.AddMonths(d.On.Time(), -months)).Hours() / 24)
	}
	var all []int
	l, _ := g.TimeLimit(string(d.Kind), cmp.Or(d.Since, d.On))
	switch {
	case d.Kind == dossier.LastDayToSue || d.Kind == dossier.LastDayToEnforce:
		all = []int{before(6), before(3), before(1)}
	case !d.Yours():
		all = []int{0}
	case d.Usage:
		all = []int{1}
	case l.Unit == decision.Months && l.Length > 1:
		all = []int{before(1), 7, 2}
	default:
		all = []int{left, 7, 2}
	}
	all = slices.DeleteFunc(all, func(days int) bool { return days > left || left < 0 })
	slices.Sort(all)
	all = slices.Compact(all)
	slices.Reverse(all)
	if len(all) == 0 && left >= 0 && d.Yours() { // too late for the first ones
		all = []int{left}
	}
	return all
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
	return "Texte" + french.NBSP + ": " + say.Named(b) + ", " + say.Read(b) + "."
}
