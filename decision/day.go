package decision

import "time"

// Day is a day written "2026-03-03", or "" when it is not known. Days compare
// as strings.
type Day string

// DayOf returns the day of a time.
func DayOf(t time.Time) Day {
	if t.IsZero() {
		return ""
	}
	return Day(t.Format(time.DateOnly))
}

// Time returns the start of the day in UTC, or the zero time when it is not
// known or not a day.
func (d Day) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Add returns the day so many days later.
func (d Day) Add(days int) Day { return DayOf(d.Time().AddDate(0, 0, days)) }
