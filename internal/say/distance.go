package say

import (
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// Distances are told in days up to this many, then rounded to months and years.
const daysTold = 60

// InDays says in a sentence how far a day is from today: "demain", "dans 3 jours", "en
// retard de 2 jours".
func InDays(on, today decision.Day) string {
	return away(on, today, "en retard de ", func(days int) string { return french.Plural(days, "jour", "jours") })
}

// Distance says in a column how far a day is from today: "aujourd’hui", "demain",
// "dans 3 j", "dans 4 ans et 7 mois", "retard 2 j".
func Distance(on, today decision.Day) string { return away(on, today, "retard ", short) }

// short is so many days, in a column.
func short(days int) string { return french.Number(days) + french.NBSP + "j" }

// away says how far a day is, in its own words for what is late and for days.
func away(on, today decision.Day, late string, told func(days int) string) string {
	switch days := daysBetween(today, on); {
	case days == 0:
		return "aujourd’hui"
	case days == 1:
		return "demain"
	case days > 0:
		return "dans " + span(today, on, days, told)
	default:
		return late + span(on, today, -days, told)
	}
}

// Within is how near a deadline must be for one to see to it this week.
const Within = 7

// Near says whether a deadline passed lately or is due within the week: what a screen shows
// first.
func Near(d dossier.Deadline, today decision.Day) bool {
	return d.On != "" && (d.Late(today) || !d.Passed && daysBetween(today, d.On) <= Within)
}

// Away says how far a deadline is from today. The time of a client that is over is
// no delay of one's own: "fini depuis 2 j".
func Away(d dossier.Deadline, today decision.Day) string {
	last := d.On
	if d.Latest != "" && d.Latest < today {
		last = d.Latest
	}
	switch days := daysBetween(last, today); {
	case d.On == "":
		return "date à demander"
	case days > 0 && today <= d.Latest:
		return "peut-être passé"
	case d.Yours() || days <= 0:
		return Distance(last, today)
	case days == 1:
		return "fini hier"
	default:
		return "fini depuis " + span(last, today, days, short)
	}
}

// Urgent says whether a deadline is one's own, and late or due within the week.
func Urgent(d dossier.Deadline, today decision.Day) bool {
	return d.Yours() && d.On != "" && daysBetween(today, d.On) <= Within
}

// daysBetween counts the days from one to another; negative backwards.
func daysBetween(from, to decision.Day) int {
	const day = 24 // hours
	return int(to.Time().Sub(from.Time()).Hours()) / day
}

// span writes the time between two days, which is that many days.
func span(from, to decision.Day, days int, told func(days int) string) string {
	if days <= daysTold {
		return told(days)
	}
	start, end := from.Time(), to.Time()
	months := 12*(end.Year()-start.Year()) + int(end.Month()-start.Month())
	if end.Day() < start.Day() {
		months--
	}
	years, rest := months/12, french.Number(months%12)+french.NBSP+"mois"
	switch {
	case years == 0:
		return rest
	case months%12 == 0:
		return french.Plural(years, "an", "ans")
	}
	return french.Plural(years, "an", "ans") + " et " + rest
}
