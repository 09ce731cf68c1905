package dossier

import (
	"compromis/decision"
	"slices"
	"time"
)

// Holidays returns the public holidays of a year in mainland France, in order,
// each once: Ascension may fall on the 1st or the 8th of May.
// Alsace-Moselle has two more, which are not counted.
// Source: C. trav., L. 3133-1.
func Holidays(year int) []decision.Day {
	sunday := easter(year)
	days := []decision.Day{
		decision.DayOf(sunday.AddDate(0, 0, 1)),  // Easter Monday
		decision.DayOf(sunday.AddDate(0, 0, 39)), // Ascension
		decision.DayOf(sunday.AddDate(0, 0, 50)), // Whit Monday
	}
	for _, fixed := range [][2]int{{1, 1}, {5, 1}, {5, 8}, {7, 14}, {8, 15}, {11, 1}, {11, 11}, {12, 25}} {
		days = append(days, decision.DayOf(time.Date(year, time.Month(fixed[0]), fixed[1], 0, 0, 0, 0, time.UTC)))
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// easter returns Easter Sunday, by the Gregorian reckoning of Meeus, Jones and
// Butcher.
func easter(year int) time.Time {
	golden, century, rest := year%19, year/100, year%100
	epact := (19*golden + century - century/4 - (century-(century+8)/25+1)/3 + 15) % 30
	weekday := (32 + 2*(century%4) + 2*(rest/4) - epact - rest%4) % 7
	late := (golden + 11*epact + 22*weekday) / 451
	n := epact + weekday - 7*late + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

// Workday says whether people work on that day: neither a Saturday, nor a
// Sunday, nor a public holiday (« jour ouvré »). What is not a day is not one.
func Workday(d decision.Day) bool {
	at := d.Time()
	return !at.IsZero() && at.Weekday() != time.Saturday && at.Weekday() != time.Sunday && !holiday(d)
}

func holiday(d decision.Day) bool { return slices.Contains(Holidays(d.Time().Year()), d) }

// AddWorkdays returns the day so many working days later, or "" when the first
// is not a day. The first day does not count; zero days later is itself.
func AddWorkdays(d decision.Day, n int) decision.Day {
	if d.Time().IsZero() {
		return ""
	}
	for n > 0 {
		d = d.Add(1)
		if Workday(d) {
			n--
		}
	}
	return d
}

// daysBetween counts the days from one to another, both included.
func daysBetween(from, to decision.Day) int {
	return int(to.Time().Sub(from.Time())/(24*time.Hour)) + 1
}

// monthsLater returns the same day some months later, or the last of a month
// that has no such day.
func monthsLater(d decision.Day, months int) decision.Day {
	return decision.DayOf(decision.AddMonths(d.Time(), months))
}

// LastDay returns the last day of a time limit for an act of that day. The client's
// own limit, when it is procedural, is carried past days off; one's own is not:
// better a day early. It is "" for a limit that a contract sets.
func LastDay(l decision.TimeLimit, act decision.Day) decision.Day {
	last := act
	switch {
	case l.Length == 0 || act.Time().IsZero():
		return ""
	case l.Unit == decision.Months:
		for n := stages(l); n > 0; n-- {
			last = monthsLater(last, l.Length/stages(l))
		}
	case l.Unit == decision.WorkingDays:
		for n := l.Length; n > 0; {
			if last = last.Add(1); last.Time().Weekday() != 0 && !holiday(last) {
				n--
			}
		}
	case l.Unit == decision.OfficeDays:
		last = AddWorkdays(act, l.Length)
	default:
		last = act.Add(l.Length)
	}
	if l.Carried && (l.Whose == decision.Clients || l.Usage) {
		for !Workday(last) {
			last = last.Add(1)
		}
	}
	return last
}

// stages returns how many times follow one another in a limit, each counted from
// the end of the one before: the receiver has a month to answer, and silence
// leaves a month to go to the judge. Source: C. com., R. 624-13.
func stages(l decision.TimeLimit) int {
	if DeadlineKind(l.ID) == AskJudge {
		return 2
	}
	return 1
}
