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
		ID: w.cells["echeance"], Acts: strings.Fields(w.cells["acte"]), If: w.cells["si"],
		Since: typeset(w.cells["depuis"]), Do: typeset(w.cells["faire"]),
		SettledBy: strings.Fields(w.cells["clos_par"]), After: w.cells["apres"], Missed: typeset(w.cells["perdu"]), Left: typeset(w.cells["reste"]),
		Unit:    decision.TimeUnit(w.cells["unite"]),
		Carried: slices.Contains([]string{procedural, distant, customary}, w.cells["regle"]),
		Distant: w.cells["regle"] == distant, Usage: w.cells["regle"] == customary,
		Proof: decision.TimeProof(w.cells["compte"]), Whose: decision.TimeOwner(w.cells["a_qui"]),
		Period: w.period(), Basis: w.cells["fondement"], Source: w.sourced(),
	}
	w.holdsFor(&l)
	l.Step, l.Also = w.toldOn()
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
	r.guide.TimeLimits = append(r.guide.TimeLimits, l)
}

// among complains of a word that is not one of those a column admits.
func (w *row) among(column string, words ...string) {
	if !slices.Contains(words, w.cells[column]) {
		w.complain("dans la colonne « %s », écrivez l'un de ces mots : « %s ».", column, strings.Join(words, " », « "))
	}
}

// holdsFor reads whom a limit is for: kinds of client, « fait : valeur, valeur », or
// both with a « · » between them.
func (w *row) holdsFor(l *decision.TimeLimit) {
	for part := range strings.SplitSeq(w.cells["clients"], "·") {
		if !strings.Contains(part, ":") {
			l.Clients = append(l.Clients, valuesOf(part)...)
			continue
		}
		when, ok := w.condition(part, w.at)
		if !ok || l.When.Fact != "" {
			w.complain("dans la colonne « clients », écrivez des clients, ou un seul fait, « : » et ses réponses. Exemple : ccag : travaux")
		}
		l.When = when
	}
}

// toldOn reads the pages of a limit: its own, then those on which it may run too.
func (w *row) toldOn() (own string, also []string) {
	steps := strings.Fields(w.cells["etape"])
	if len(steps) == 0 {
		steps = []string{""}
	}
	for _, s := range steps {
		w.aboutStep(s)
	}
	return steps[0], steps[1:]
}
