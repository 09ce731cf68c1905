package french

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The years a typed date may have. Others are slips of the finger.
const (
	firstYear = 1900
	lastYear  = 2199
)

// ErrDate says how to write a date.
var ErrDate = errors.New("Écrivez une date comme 31/12/2026.")

// errYear says that the year must be told.
var errYear = errors.New("Écrivez l’année")

var (
	isoDate   = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	shortDate = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$`)
)

// months are the names of the months as [Slug] gives them.
var months = []string{
	"janvier", "fevrier", "mars", "avril", "mai", "juin",
	"juillet", "aout", "septembre", "octobre", "novembre", "decembre",
}

// written are the names of the months as one writes them.
var written = []string{
	"janvier", "février", "mars", "avril", "mai", "juin",
	"juillet", "août", "septembre", "octobre", "novembre", "décembre",
}

// ParseDate reads a day told in full, as French people type it: "31/12/2026",
// "1/2/26", "1.2.2026", "31 décembre 2026", or "2026-12-31". Two-digit years are
// 1970 to 2069. The canonical form is "2026-12-31". The error is a French sentence
// that says what to write. [Sense.Parse] reads a day that is told from today.
func ParseDate(s string) (canonical string, err error) { return reader{}.parse(s) }

// parse reads a day, told in full or not.
func (r reader) parse(s string) (string, error) {
	s = strings.TrimSpace(s)
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return r.day(m[3], number(m[2]), m[1])
	}
	if m := shortDate.FindStringSubmatch(s); m != nil {
		return r.day(m[1], number(m[2]), m[3])
	}
	return r.words(strings.FieldsFunc(Slug(s), func(r rune) bool { return r == '-' }))
}

// day checks that the day exists, and gives it the year that is meant when none is
// told. The day and the year are runs of digits.
func (r reader) day(d string, month int, year string) (string, error) {
	dd, yy := number(d), number(year)
	if month < 1 || month > 12 {
		return "", fmt.Errorf("Il n’y a pas de mois numéro %d. Écrivez le jour, le mois, puis l’année, comme 31/12/2026.", month)
	}
	switch {
	case year == "" && r.today.IsZero():
		return "", fmt.Errorf("Il manque l’année. %w", ErrDate)
	case year == "" && r.sense == Either && len(r.years(dd, month)) > 0:
		return "", fmt.Errorf("%w\u00a0: %s.", errYear, strings.Join(r.years(dd, month), " ou "))
	case year == "":
		yy = r.year(dd, month)
	case len(year) == 2:
		yy += 1900
		if yy < 1970 {
			yy += 100
		}
	}
	if yy < firstYear || yy > lastYear {
		return "", fmt.Errorf("L’année %d paraît fausse. %w", yy, ErrDate)
	}
	last := time.Date(yy, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
	switch {
	case dd < 1:
		return "", fmt.Errorf("Il n’y a pas de jour 0. %w", ErrDate)
	case dd > last.Day() && dd > 31:
		return "", fmt.Errorf("Un mois n’a pas %d jours. %w", dd, ErrDate)
	case dd > last.Day() && month == 2:
		return "", fmt.Errorf("Février %d a %d jours. Écrivez %s.", yy, last.Day(), Date(last))
	case dd > last.Day():
		return "", fmt.Errorf("%s a %d jours. Écrivez %s.", Capital(written[month-1]), last.Day(), Date(last))
	}
	return time.Date(yy, time.Month(month), dd, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), nil
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // at most four digits, by the patterns
	return n
}

// Date writes a day as "31/12/2026".
func Date(t time.Time) string { return t.Format("02/01/2006") }

// Moment writes a day and an hour, as the clocks around say: "28/11/2026 à 10 h 05".
func Moment(t time.Time) string {
	t = t.Local()
	return Date(t) + " à" + NBSP + t.Format("15") + NBSP + "h" + NBSP + t.Format("04")
}

// Day writes a day in canonical form, "2026-12-31", as "31/12/2026". Anything
// else comes back as it is.
func Day(canonical string) string {
	t, err := time.Parse(time.DateOnly, canonical)
	if err != nil {
		return canonical
	}
	return Date(t)
}

// Since writes a partial date, "2025-09-01", "2025-09" or "2016", as
// "01/09/2025", "septembre 2025", "2016", or "date non vérifiée" when it is not
// known.
func Since(partial string) string {
	if partial == "" {
		return "date non vérifiée"
	}
	if month, err := time.Parse("2006-01", partial); err == nil {
		return written[month.Month()-1] + NBSP + strconv.Itoa(month.Year())
	}
	return Day(partial)
}
