package decision

// Holidays returns the public holidays of a year in mainland France, in order.
// Alsace-Moselle has two more, which are not counted.
// Source: C. trav., L. 3133-1.
func Holidays(year int) []Day { return nil }

// Workday says whether people work on that day: neither a Saturday, nor a
// Sunday, nor a public holiday (« jour ouvré »).
func Workday(d Day) bool { return false }

// AddWorkdays returns the day so many working days later.
func AddWorkdays(d Day, n int) Day { return "" }
