package content

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// The rules of counting, as written in delais.csv.
const (
	procedural  = "procédure"
	civil       = "civile"
	distant     = "procédure, distance"
	contractual = "contrat"
	asked       = "à demander"
	customary   = "usage"
)

// timeLimit reads a line of delais.csv: how long one has after an act. An empty
// length is what a contract sets.
func (r *reader) timeLimit(w *row) {
	l := decision.TimeLimit{
		ID: w.cells["echeance"], Acts: strings.Fields(w.cells["acte"]), If: w.cells["si"], Clients: valuesOf(w.cells["clients"]),
		Since: typeset(w.cells["depuis"]), Do: typeset(w.cells["faire"]),
		SettledBy: strings.Fields(w.cells["clos_par"]), After: w.cells["apres"], Missed: typeset(w.cells["perdu"]), Left: typeset(w.cells["reste"]),
		Unit:    decision.TimeUnit(w.cells["unite"]),
		Carried: slices.Contains([]string{procedural, distant, customary}, w.cells["regle"]),
		Distant: w.cells["regle"] == distant, Usage: w.cells["regle"] == customary,
		Proof: decision.TimeProof(w.cells["compte"]), Whose: decision.TimeOwner(w.cells["a_qui"]),
		Period: w.period(), Step: w.cells["etape"], Basis: w.cells["fondement"], Source: w.sourced(),
	}
	for _, column := range []string{"echeance", "acte", "si", "clos_par", "apres"} {
		if w.cells[column] == "" && (column == "echeance" || column == "acte") ||
			slices.ContainsFunc(strings.Fields(w.cells[column]), func(id string) bool { return id != french.Slug(id) }) {
			w.complain("la colonne « %s » est un identifiant : des minuscules, sans accent, avec des tirets.", column)
		}
	}
	if l.Since == "" || l.Do == "" {
		w.complain("dites en mots ce qui fait partir le délai (« depuis ») et ce qu'il faut faire (« faire »).")
	}
	w.among("regle", procedural, distant, civil, contractual, asked, customary)
	w.among("compte", string(decision.Received), string(decision.SentOff), string(decision.Done))
	w.among("a_qui", string(decision.Yours), string(decision.Clients), string(decision.Others))
	if w.cells["regle"] == contractual || w.cells["regle"] == asked {
		if w.cells["duree"] != "" || w.cells["unite"] != "" {
			w.complain("un délai que le contrat fixe n'a ni durée ni unité : il n'est jamais supposé. Videz ces deux cases.")
		}
	} else {
		w.among("unite", string(decision.Days), string(decision.WorkingDays), string(decision.OfficeDays), string(decision.Months))
		var ok bool
		if l.Length, ok = positive(w.cells["duree"]); !ok {
			w.complain("la durée est un nombre entier, de 1 à 100. Seul un délai que le contrat fixe n'en a pas : sa règle est « contrat ».")
		}
	}
	for _, other := range r.guide.TimeLimits {
		if other.ID == l.ID && slices.Equal(other.Acts, l.Acts) {
			w.apart(l.Period, other.Period)
		}
	}
	w.aboutStep(l.Step)
	r.guide.TimeLimits = append(r.guide.TimeLimits, l)
}

// among complains of a word that is not one of those a column admits.
func (w *row) among(column string, words ...string) {
	if !slices.Contains(words, w.cells[column]) {
		w.complain("dans la colonne « %s », écrivez l'un de ces mots : « %s ».", column, strings.Join(words, " », « "))
	}
}
