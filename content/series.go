package content

import (
	"slices"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// What the lines of a table must be to one another, once all are read.

// dated is a figure of a table, for a time.
type dated struct {
	what   string // of what it is: "professionnel", "jusqu-5000"
	period decision.Period
	pos    string
}

// series complains of tables whose lines do not follow one another.
func (r *reader) series() {
	sound := func(table string) bool {
		return !slices.ContainsFunc(r.complaints, func(c Complaint) bool { return c.File == tablesDir+"/"+table })
	}
	var rates, limits []dated
	for _, rate := range r.guide.Rates {
		rates = append(rates, dated{string(rate.Kind), rate.Period, rate.Source.Pos})
	}
	for _, t := range r.guide.Thresholds {
		limits = append(limits, dated{string(t.Value), t.Period, t.Pos})
	}
	if sound("taux.csv") {
		r.gaps(rates)
	}
	if !sound("seuils.csv") {
		return
	}
	r.gaps(limits)
	for _, q := range r.guide.Questions {
		if q.Kind == decision.Amount {
			r.climb(&q)
		}
	}
}

// gaps complains of days that no line holds, between two that do: what falls on them
// would have no figure.
func (r *reader) gaps(all []dated) {
	all = slices.DeleteFunc(all, func(d dated) bool { return d.period.From.IsZero() })
	slices.SortStableFunc(all, func(a, b dated) int { return a.period.From.Compare(b.period.From) })
	last := map[string]dated{}
	for _, d := range all {
		before, known := last[d.what]
		if first := before.period.To.AddDate(0, 0, 1); known && !before.period.To.IsZero() && first.Before(d.period.From) {
			days := "le " + french.Date(first)
			if end := d.period.From.AddDate(0, 0, -1); end.After(first) {
				days = "du " + french.Date(first) + " au " + french.Date(end)
			}
			r.wrong(d.pos, "rien n'est écrit pour « %s » %s. Ajoutez la ligne qui manque avant celle-ci, ou corrigez « du » ou « au ».", d.what, days)
		}
		if !known || before.period.To.Before(d.period.To) || d.period.To.IsZero() {
			last[d.what] = d
		}
	}
}

// climb complains of a threshold that is not above that of an answer before it, on the
// same days: amounts would fall under the wrong answer.
func (r *reader) climb(q *decision.Question) {
	rank := func(v decision.Value) int {
		return slices.IndexFunc(q.Options, func(o decision.Option) bool { return o.Value == v })
	}
	for _, t := range r.guide.Thresholds {
		for _, low := range r.guide.Thresholds {
			if at := rank(low.Value); at >= 0 && at < rank(t.Value) && low.Cents >= t.Cents && overlap(low.Period, t.Period) {
				r.wrong(t.Pos, "ce plafond, %s, n'est pas au-dessus de celui de « %s », la réponse d'avant : %s. Corrigez l'un des deux montants.", french.Cents(t.Cents), low.Value, french.Cents(low.Cents))
			}
		}
	}
}

// overlap says whether two periods have a day in common.
func overlap(a, b decision.Period) bool {
	return (b.To.IsZero() || !a.From.After(b.To)) && (a.To.IsZero() || !b.From.After(a.To))
}

// wrong complains of a line known by its place: "baremes/taux.csv:12".
func (r *reader) wrong(pos, format string, args ...any) {
	file, at, _ := strings.Cut(pos, ":")
	n, _ := strconv.Atoi(at)
	r.complain(file, n, r.quote(file, n), format, args...)
}
