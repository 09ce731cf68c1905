package content

import (
	"strconv"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// oldest is the year of the Civil code: no text cited is older.
const oldest = 1804

// day reads a day written 31/12/2026.
func (p *page) day(s string, at int) time.Time {
	d, err := time.Parse("02/01/2006", s)
	switch {
	case err != nil:
		p.complain(at, "« %s » n'est pas une date. %s", s, meant(s))
	case d.Year() < oldest:
		p.complain(at, "l'année %d est trop ancienne : aucun texte cité n'est d'avant %d. Corrigez-la.", d.Year(), oldest)
	}
	return d
}

// past reads a day on which something was done: a text read again on a day to come
// would never be read again.
func (p *page) past(s string, at int) time.Time {
	d := p.day(s, at)
	if p.toCome(d) {
		p.complain(at, "le %s n'est pas encore venu. Écrivez le jour où cela a été fait.", s)
	}
	return d
}

// toCome says whether a day is not come yet. Those of the program's own pages are held
// by its tests, whatever the clock of this computer says.
func (p *page) toCome(d time.Time) bool {
	return !p.today.IsZero() && !p.proven(p.name) && d.After(p.today)
}

// monthNames as one writes them.
var monthNames = []string{"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"}

// excelDays is the day 0 of spreadsheets; excelFirst and excelLast are the numbers
// of days that stand for a date and not for a count.
var excelDays = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

const excelFirst, excelLast = 10_000, 80_000

// meant says what to write for a date written otherwise.
func meant(s string) string {
	const usual = "Écrivez le jour, le mois et l'année : 31/12/2026"
	if n, err := strconv.Atoi(s); err == nil && n >= excelFirst && n <= excelLast {
		return "C'est le numéro qu'un tableur donne à ce jour. Écrivez : " + french.Date(excelDays.AddDate(0, 0, n))
	}
	said := s
	if words := strings.Split(french.Slug(s), "-"); len(words) == 3 {
		for i, month := range monthNames {
			if words[1] == month {
				said = strings.TrimSuffix(words[0], "er") + "/" + strconv.Itoa(i+1) + "/" + words[2]
			}
		}
	}
	for _, layout := range []string{"2/1/2006", time.DateOnly, "2006/1/2", "2-1-2006", "2.1.2006", "2 1 2006", "2/1/06", "2/1/2006 15:04", time.RFC3339} {
		if d, err := time.Parse(layout, said); err == nil {
			return "Écrivez : " + french.Date(d)
		}
	}
	return usual
}

// partial reads a day, a month, a year, or « non vérifié », since when a text is in
// force.
func (p *page) partial(s string, at int) decision.PartialDate {
	if s == "non vérifié" {
		return ""
	}
	for _, layout := range [][2]string{{"02/01/2006", time.DateOnly}, {"01/2006", "2006-01"}, {"2006", "2006"}} {
		d, err := time.Parse(layout[0], s)
		if err != nil {
			continue
		}
		switch {
		case d.Year() < oldest:
			p.complain(at, "l'année %d est trop ancienne : aucun texte cité n'est d'avant %d. Corrigez-la.", d.Year(), oldest)
		case p.toCome(d):
			p.complain(at, "ce texte n'est pas encore en vigueur : une page dit le droit d'aujourd'hui. Gardez-la en brouillon, sous un nom qui commence par « _ », ou corrigez la date.")
		}
		return decision.PartialDate(d.Format(layout[1]))
	}
	if said := meant(s); strings.HasPrefix(said, "Écrivez : ") {
		p.complain(at, "« %s » n'est pas une date admise. %s", s, said)
		return ""
	}
	p.complain(at, "« %s » n'est pas une date admise. Écrivez 01/09/2025, 09/2025, 2025 ou : non vérifié", s)
	return ""
}
