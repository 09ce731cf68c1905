package french

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
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

var (
	isoDate   = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	shortDate = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$`)
	longDate  = regexp.MustCompile(`^(\d{1,2})(?:er)?-([a-z]+)-(\d{4})$`)
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

// ParseDate reads a day as French people type it: "31/12/2026", "1/2/26",
// "1.2.2026", "31 décembre 2026", or "2026-12-31". Two-digit years are 1970 to
// 2069. The canonical form is "2026-12-31". The error is a French sentence that
// says what to write.
func ParseDate(s string) (canonical string, err error) {
	s = strings.TrimSpace(s)
	if m := isoDate.FindStringSubmatch(s); m != nil {
		return day(m[3], m[2], m[1])
	}
	if m := shortDate.FindStringSubmatch(s); m != nil {
		return day(m[1], m[2], m[3])
	}
	if m := longDate.FindStringSubmatch(Slug(s)); m != nil {
		month := slices.Index(months, m[2])
		if month < 0 {
			return "", fmt.Errorf("Le mois %s n’existe pas. %w", Quote(Shown(m[2])), ErrDate)
		}
		return day(m[1], strconv.Itoa(month+1), m[3])
	}
	return "", ErrDate
}

// day checks that the day exists. Its arguments are runs of digits.
func day(d, m, y string) (string, error) {
	dd, mm, yy := number(d), number(m), number(y)
	if len(y) == 2 {
		yy += 1900
		if yy < 1970 {
			yy += 100
		}
	}
	switch {
	case yy < firstYear || yy > lastYear:
		return "", fmt.Errorf("L’année %d paraît fausse. %w", yy, ErrDate)
	case mm < 1 || mm > 12:
		return "", fmt.Errorf("Il n’y a pas de mois numéro %d. Écrivez le jour, le mois, puis l’année, comme 31/12/2026.", mm)
	}
	t := time.Date(yy, time.Month(mm), dd, 0, 0, 0, 0, time.UTC)
	if dd < 1 || t.Day() != dd {
		return "", fmt.Errorf("Le %d %s %d n’existe pas. %s", dd, written[mm-1], yy, lastDay(yy, mm))
	}
	return t.Format(time.DateOnly), nil
}

func lastDay(year, month int) string {
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC)
	return fmt.Sprintf("Le dernier jour de ce mois est le %s.", Date(last))
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
