package letter

import (
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// whyNoTotal says why a declaration of claim has no sum.
const whyNoTotal = "Les sommes se comptent jusqu’à la veille de ce jour" + french.NBSP + ": sans lui, aucun total ne peut être certifié."

// declares says that a letter declares the claim in insolvency proceedings.
func declares(l *decision.Letter) bool { return l.Act == string(dossier.Declared) }

// sumFields are the fields that a claim fills.
var sumFields = []string{"somme", "interets", "indemnite", "total", "taux"}

// declare stops the sums at the eve of the day the proceedings were opened, and
// asks for all that is owed then, due or not. When that day is not known, no sum
// is told: it would be certified, and wrong. Source: C. com., R. 621-4 and L.
// 622-28.
func (f *fields) declare() {
	f.claim, f.rest = nil, nil
	opened := f.opened()
	if opened == "" {
		for _, name := range sumFields {
			f.values[name] = empty(FieldWords["ouverture"])
		}
		f.values["decompte"] = empty(FieldWords["ouverture"]) + " " + whyNoTotal
		return
	}
	f.values["ouverture"] = dayWords(opened)
	for _, name := range sumFields {
		delete(f.values, name)
	}
	if len(f.kase.Invoices) > 0 {
		claim := f.kase.Claim(f.guide, opened.Add(-1))
		claim.Opened = opened // all is declared, due or not
		f.claim = &claim
	}
	f.ask(false)
}

// opened is the day insolvency proceedings were first opened, "" when it is not
// known.
func (f *fields) opened() (first decision.Day) {
	for _, e := range f.kase.Journal {
		if (e.Kind == dossier.Insolvent || e.Act == dossier.Insolvent) && e.On != "" && e.On <= f.on && (first == "" || e.On < first) {
			first = e.On
		}
	}
	return first
}
