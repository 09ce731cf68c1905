package say_test

import (
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/say"
)

// rights are conflicts in which a right can be lost: the step, the words told under
// « Délais à tenir », those that must not be, and the text told first, if it matters.
var rights = []struct {
	facts, step    string
	told, withheld []string
	text           string
}{
	{ // a works contract: the account and its 30 days, nothing of the other agreements
		"cause=impaye client=public piece=rien contact=mise-en-demeure reponse=silence echeance=lointaine ccag=travaux contestation=non", "memoire-en-reclamation",
		[]string{"30 jours", "CCAG-Travaux"}, []string{"2 mois", "CCAG-FCS"}, "ccag-travaux-2021-55",
	},
	{
		"cause=impaye client=public piece=rien contact=mise-en-demeure reponse=silence echeance=lointaine ccag=oui contestation=non", "memoire-en-reclamation",
		[]string{"2 mois"}, []string{"30 jours"}, "ccag-fcs-2021-46",
	},
	{ // the letter that dates the dispute tells the time it opens
		"cause=impaye client=public piece=rien contact=ecrit reponse=silence echeance=lointaine ccag=oui contestation=non", "mettre-en-demeure",
		[]string{"2 mois"}, []string{"30 jours"}, "",
	},
	{ // nobody was called yet, and the account may be there
		"cause=impaye client=public piece=rien contact=aucun echeance=lointaine", "appeler-client",
		[]string{"30 jours", "2 mois"}, nil, "",
	},
	{
		"cause=impaye client=commercant difficulte=non piece=rien contact=ecrit reponse=silence contrat=ordinaire echeance=lointaine contestation=non", "mettre-en-demeure",
		nil, []string{"CCAG", "etenue"}, "",
	},
	{ // the end of the limitation period hides no shorter time
		"cause=impaye client=commercant difficulte=non piece=rien contact=mise-en-demeure reponse=refus contrat=ordinaire echeance=proche", "interrompre-prescription",
		[]string{"Le greffe vous invite à consigner", "15 jours", "faire constituer un avocat"}, []string{"chèque", "protêt"}, "c-civ-2240",
	},
	{
		"cause=impaye client=commercant difficulte=non piece=cheque contact=ecrit reponse=silence contrat=ordinaire echeance=proche", "interrompre-prescription",
		[]string{"Le chèque est présenté", "30 jours"}, []string{"protêt"}, "",
	},
	{
		"cause=impaye client=commercant difficulte=non piece=effet contact=ecrit reponse=silence contrat=ordinaire echeance=proche", "interrompre-prescription",
		[]string{"protêt", "36 mois", "12 mois"}, []string{"chèque"}, "",
	},
	{ // a public client: his own law, the written demand, its last day
		"cause=impaye client=public piece=rien contact=ecrit reponse=silence echeance=2022-03-10", "interrompre-prescription",
		[]string{"31/12/2026. Dernier jour pour demander le paiement par écrit", "10/03/2022", "Loi n° 68-1250"}, []string{"consigner", "passé"}, "loi-68-1250",
	},
	{
		"cause=impaye client=public piece=rien contact=ecrit reponse=silence echeance=2021-03-10", "creance-prescrite",
		[]string{"31/12/2025", "passé"}, nil, "loi-68-1250-art-6",
	},
	{
		"cause=impaye client=consommateur difficulte=non piece=rien contact=ecrit reponse=silence contrat=ordinaire echeance=2025-01-10", "interrompre-prescription",
		[]string{"10/01/2027. Dernier jour pour agir en justice", "10/01/2025"}, []string{"par écrit"}, "c-civ-2240",
	},
	{ // far ahead, the last day is told too
		"cause=impaye client=commercant difficulte=non piece=rien contact=ecrit reponse=silence contrat=ordinaire echeance=2026-01-10 contestation=non", "mettre-en-demeure",
		[]string{"10/01/2031"}, nil, "",
	},
	{ // the insurer and the goods do not wait for the claim to be declared
		"cause=impaye client=commercant difficulte=procedure-collective", "declarer-creance",
		[]string{"l’assureur ou au factor", "3 mois", "éserve de propriété"}, nil, "",
	},
	{
		"cause=impaye client=etranger difficulte=procedure-collective", "faillite-etrangere",
		[]string{"l’assureur ou au factor"}, nil, "",
	},
	{
		"cause=impaye client=commercant difficulte=menace piece=rien contact=ecrit reponse=silence contrat=ordinaire echeance=lointaine", "saisie-conservatoire",
		[]string{"3 mois", "8 jours", "1 mois"}, nil, "",
	},
	{
		"cause=impaye client=commercant difficulte=creance-posterieure piece=rien", "creance-posterieure",
		[]string{"12 mois", "6 mois"}, nil, "",
	},
	{ // the retention of a works contract is due after a year
		"cause=impaye client=commercant difficulte=non piece=rien contact=mise-en-demeure reponse=silence contrat=travaux echeance=lointaine contestation=non clause=non tiers=echec", "injonction-de-payer",
		[]string{"retenue de 5 %", "Loi n° 71-584"}, nil, "",
	},
}

// TestRightsAtRisk: a time whose loss costs a right is told with the step, as soon as
// the facts that start it may be there, and the texts are those of the client.
func TestRightsAtRisk(t *testing.T) {
	g := guide(t)
	for _, r := range rights {
		a := decision.NewAnswers(day(t, "2026-11-29"))
		for _, pair := range strings.Fields(r.facts) {
			fact, said, _ := strings.Cut(pair, "=")
			var err error
			if a, err = g.Answer(a, decision.Fact(fact), said); err != nil {
				t.Fatal(r.facts, err)
			}
		}
		v := g.Verdict(a)
		if v.Step == nil || v.Step.ID != r.step {
			t.Errorf("%s: step %+v, question %+v", r.facts, v.Step, g.Walk(a).Next)
			continue
		}
		s := g.Told(v.Step, a)
		limits := say.Limits(g, s, decision.DayOf(a.Today())).String()
		has(t, limits, r.told...)
		for _, w := range r.withheld {
			if strings.Contains(limits, w) {
				t.Errorf("%s: %q is told in %q", r.facts, w, limits)
			}
		}
		if r.text != "" && s.Bases[0].Basis != r.text {
			t.Errorf("%s: rests first on %s, not %s", r.facts, s.Bases[0].Basis, r.text)
		}
	}
}

// TestPublicClientReadsHisOwnLaw: nothing of what binds a private client is told to a
// public one whose time ends, or has ended.
func TestPublicClientReadsHisOwnLaw(t *testing.T) {
	g := guide(t)
	for _, id := range []string{"interrompre-prescription", "creance-prescrite"} {
		a := decision.NewAnswers(g.Version).With("cause", "impaye").With("client", "public")
		s := g.Told(g.Step(id), a)
		told := s.Title + s.Summary + s.Brief.Worth
		for _, p := range say.Body(g, s, nil, decision.DayOf(g.Version)) {
			told += p.Text.String()
		}
		for _, c := range s.Bases {
			told += c.Basis + c.Note
		}
		for _, n := range s.Neighbours {
			told += n.String()
		}
		for _, w := range []string{"judiciaire", "saisie", "lettres et en chiffres", "renonciation", "reconnaissance de dette", "c-civ-22"} {
			if strings.Contains(strings.ReplaceAll(told, "c-civ-2249", ""), w) {
				t.Errorf("%s: a public client is told of %q", id, w)
			}
		}
		has(t, told, "loi-68-1250")
	}
}
