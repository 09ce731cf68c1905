package french

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// A day is often told from today: « hier », « lundi dernier », « 15 septembre ».

// Sense says which day is meant when it is told without its year, or its week.
type Sense int

// The senses.
const (
	Past   Sense = iota // the nearest that is not to come: what happened
	Coming              // the nearest that is not past: what is expected
	Either              // it may be past or to come, so that the year must be told: what is due
)

// Parse reads a day as people write it, told in full as for [ParseDate] or from
// today: "15 septembre", "mi-septembre", "hier", "avant-hier", "lundi dernier",
// "il y a 3 jours", "15/9". What may be two days is refused, with what to write.
func (s Sense) Parse(said string, today time.Time) (canonical string, err error) {
	y, m, d := today.Date()
	return reader{time.Date(y, m, d, 0, 0, 0, 0, time.UTC), s}.parse(said)
}

// reader reads days on a day, or none: only days told in full are then read.
type reader struct {
	today time.Time
	sense Sense
}

// weekdays are the days of the week as [Slug] gives them, from Sunday as package
// time counts.
var weekdays = []string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

// fromToday are the days told by their distance.
var fromToday = map[string]int{
	"aujourd hui": 0, "aujourdhui": 0, "ce jour": 0, "hier": -1, "avant hier": -2, "demain": 1, "apres demain": 2,
}

var (
	someDays = regexp.MustCompile(`^(il y a|dans) (\d{1,3}|un|une|deux|trois|quatre) (jours?|semaines?)$`)
	inMonth  = regexp.MustCompile(`^(?:(\d{1,2})(?:er)?|(mi)) ([a-z]+)(?: (\d{4}|\d{2}))?$`)
)

// small are the numbers one writes in letters.
var small = map[string]int{"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4}

// words reads a day told in words.
func (r reader) words(all []string) (string, error) {
	if len(all) > 1 && (all[0] == "le" || all[0] == "au" || all[0] == "du") {
		all = all[1:]
	}
	said := strings.Join(all, " ")
	if by, known := fromToday[said]; known {
		return r.away(by)
	}
	if m := someDays.FindStringSubmatch(said); m != nil {
		by := small[m[2]] + number(strings.Trim(m[2], "abcdefghijklmnopqrstuvwxyz"))
		if strings.HasPrefix(m[3], "semaine") {
			by *= 7
		}
		if m[1] != "dans" {
			by = -by
		}
		return r.away(by)
	}
	if len(all) > 0 {
		if day := slices.Index(weekdays, all[0]); day >= 0 {
			return r.weekday(time.Weekday(day), all[1:])
		}
	}
	return r.month(said)
}

// away is the day so many days from today.
func (r reader) away(by int) (string, error) {
	if r.today.IsZero() {
		return "", ErrDate
	}
	return r.today.AddDate(0, 0, by).Format(time.DateOnly), nil
}

// weekday reads « lundi dernier », « lundi prochain », « lundi 15 septembre », and
// « lundi » alone.
func (r reader) weekday(day time.Weekday, rest []string) (string, error) {
	back := (int(r.today.Weekday()) - int(day) + 7) % 7 // days since the last one
	switch strings.Join(rest, " ") {
	case "dernier", "passe":
		return r.away(-(back+6)%7 - 1)
	case "prochain":
		return r.away(7 - back)
	case "":
		switch {
		case back == 0 && !r.today.IsZero():
			return "", fmt.Errorf("Nous sommes %s. Écrivez aujourd’hui, ou %s.", weekdays[day], r.sense.other(weekdays[day]))
		case r.sense == Coming:
			return r.away(7 - back)
		case r.sense == Either && !r.today.IsZero():
			return "", fmt.Errorf("Écrivez %s dernier, ou %s prochain.", weekdays[day], weekdays[day])
		}
		return r.away(-back)
	}
	read := func() (string, error) { return r.month(strings.Join(rest, " ")) }
	if !strings.ContainsFunc(strings.Join(rest, ""), unicode.IsLetter) {
		read = func() (string, error) { return r.parse(strings.Join(rest, "/")) }
	}
	canonical, err := read()
	if err != nil {
		return "", err
	}
	if t, _ := time.Parse(time.DateOnly, canonical); t.Weekday() != day {
		return "", fmt.Errorf("Le %s est un %s, pas un %s. Écrivez une date comme %s.", Date(t), weekdays[t.Weekday()], weekdays[day], Date(t))
	}
	return canonical, nil
}

func (s Sense) other(day string) string {
	if s == Coming {
		return day + " prochain"
	}
	return day + " dernier"
}

// month reads « 15 septembre 2026 », « 1er mars », « mi-septembre ».
func (r reader) month(said string) (string, error) {
	if at := monthNamed(said); at > 0 {
		return "", fmt.Errorf("Il manque le jour. Écrivez 15 %s, ou mi-%s.", written[at-1], written[at-1])
	}
	m := inMonth.FindStringSubmatch(said)
	if m == nil {
		return "", ErrDate
	}
	at := monthNamed(m[3])
	if at == 0 {
		return "", fmt.Errorf("Le mois %s n’existe pas. %w", Quote(Shown(m[3])), ErrDate)
	}
	day := m[1]
	if m[2] != "" {
		day = "15"
	}
	return r.day(day, at, m[4])
}

// monthNamed is the number of a month, by its name or the beginning that is written
// for it: « sept ». 0 for none.
func monthNamed(s string) int {
	at := 0
	for i, name := range months {
		switch {
		case s == name:
			return i + 1
		case len(s) >= 3 && strings.HasPrefix(name, s):
			if at > 0 {
				return 0 // « jui »: June or July
			}
			at = i + 1
		}
	}
	return at
}

// year is the one that is meant by a day of a month.
func (r reader) year(day, month int) int {
	y, m, d := r.today.Date()
	here := int(m)*100 + d
	switch told := month*100 + day; {
	case r.sense == Past && told > here:
		return y - 1
	case r.sense == Coming && told < here:
		return y + 1
	}
	return y
}

// years are the days that a day of a month may be, the last that is past and the next
// that is to come, in full; none when it exists in neither year.
func (r reader) years(day, month int) (all []string) {
	for _, sense := range []Sense{Past, Coming} {
		y := reader{r.today, sense}.year(day, month)
		t := time.Date(y, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if told := Date(t); t.Day() == day && !slices.Contains(all, told) {
			all = append(all, told)
		}
	}
	return all
}

// LongDay writes a day in canonical form as "mardi 15 septembre 2026". Anything else
// comes back as it is.
func LongDay(canonical string) string {
	t, err := time.Parse(time.DateOnly, canonical)
	if err != nil {
		return canonical
	}
	first := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		first = "1er"
	}
	return weekdays[t.Weekday()] + " " + first + NBSP + written[t.Month()-1] + " " + strconv.Itoa(t.Year())
}
