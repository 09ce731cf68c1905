package content

import (
	"slices"
	"strconv"

	"compromis/decision"
)

// rateKinds are the series of rates, as an author writes them.
var rateKinds = []decision.RateKind{decision.RateBusiness, decision.RatePublic, decision.RateLegal}

// rate reads a line of taux.csv. A rate has an end: the next one is never the
// same until further notice.
func (r *reader) rate(w *row) {
	rate := decision.Rate{Kind: decision.RateKind(w.cells["nature"]), Period: w.period(), Source: w.sourced()}
	if !slices.Contains(rateKinds, rate.Kind) {
		w.complain("« %s » n'est pas un taux. Écrivez professionnel, public ou legal.", w.cells["nature"])
	}
	if w.cells["au"] == "" {
		w.complain("un taux ne vaut que pour son semestre. Remplissez « au ».")
		rate.Period.To = rate.Period.From // it overlaps nothing for that
	}
	points, ok := cents(w.cells["taux"])
	if !ok || points > 100_00 {
		w.complain("« %s » n'est pas un taux en pour cent. Écrivez par exemple \"12,40\".", w.cells["taux"])
	}
	rate.Points = int(points)
	for _, other := range r.guide.Rates {
		if other.Kind == rate.Kind {
			w.apart(rate.Period, other.Period)
		}
	}
	r.guide.Rates = append(r.guide.Rates, rate)
}

// cost reads a line of etapes.csv, where an empty cell is what is not known.
func (r *reader) cost(w *row) {
	f := decision.StepFigures{
		Step: w.cells["etape"], CostMin: w.amount("cout_min"), CostMax: w.amount("cout_max"),
		DaysMin: w.count("jours_min"), DaysMax: w.count("jours_max"),
		Recovers: w.cells["recuperable"] == "oui", Source: w.sourced(),
	}
	if !f.Recovers && w.cells["recuperable"] != "non" {
		w.complain("« recuperable » est « oui » ou « non ».")
	}
	if f.CostMax >= 0 && f.CostMin > f.CostMax || f.DaysMax >= 0 && f.DaysMin > f.DaysMax {
		w.complain("le plus petit nombre vient d'abord : corrigez « min » ou « max ».")
	}
	w.aboutStep(f.Step)
	for _, other := range r.guide.Costs {
		if other.Step == f.Step {
			w.complain("l'étape « %s » est déjà écrite plus haut. Gardez une seule ligne.", f.Step)
		}
	}
	r.guide.Costs = append(r.guide.Costs, f)
}

// aboutStep complains of a step that has no page, and proposes the closest. A
// page that is at fault has its own complaints.
func (w *row) aboutStep(id string) {
	names := namesOf(w.guide.Steps, func(s decision.Step) string { return s.ID })
	if slices.Contains(names, id) {
		return
	}
	w.named(decision.Problem{Code: "step", Pos: w.pos(w.at), Name: id, Near: decision.Nearest(id, names)})
}

// sourced reads where the figures of a line come from.
func (w *row) sourced() decision.Sourced {
	return decision.Sourced{
		Text: typeset(w.cells["source"]), Grade: w.grade(w.cells["confiance"], w.at),
		On: decision.DayOf(w.past(w.cells["relu_le"], w.at)), Pos: w.pos(w.at),
	}
}

// unknown is the figure of an empty cell.
const unknown = -1

func (w *row) amount(column string) int64 {
	if w.cells[column] == "" {
		return unknown
	}
	n, ok := cents(w.cells[column])
	if !ok {
		w.complain("« %s » n'est pas un montant. Écrivez par exemple \"50,00\", 0 si c'est gratuit, ou rien si vous ne savez pas.", w.cells[column])
	}
	return n
}

func (w *row) count(column string) int {
	if w.cells[column] == "" {
		return unknown
	}
	n, err := strconv.Atoi(w.cells[column])
	if err != nil || n < 0 {
		w.complain("« %s » n'est pas un nombre de jours. Écrivez par exemple 30, ou rien si vous ne savez pas.", w.cells[column])
	}
	return n
}
