package cli_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/cli"
	"compromis/internal/dossier"
)

// reminded is a case whose next step is to remind the client in writing.
func reminded(t testing.TB) dossier.Case {
	return dossier.Case{Client: dossier.Party{Name: "Martin"}}.WithAnswers(answersTo(t, "relancer-par-ecrit", "client", "commercant"))
}

// place returns where the outcome that has this effect, or is an end, stands
// among those of the step.
func place(t testing.TB, step string, match func(decision.Outcome) bool) string {
	t.Helper()
	i := slices.IndexFunc(guide(t).Step(step).Outcomes, match)
	if i < 0 {
		t.Fatalf("%s has no such outcome", step)
	}
	return strconv.Itoa(i + 1)
}

func leadsOn(o decision.Outcome) bool { return !o.End }
func ends(o decision.Outcome) bool    { return o.End }

// Every outcome is shown with its number; nothing is written.
func TestOutcomesOfACase(t *testing.T) {
	d := newDesk(t)
	d.create(reminded(t), "")
	out := d.done("", "dossiers", "suite", "martin")
	step := guide(t).Step("relancer-par-ecrit")
	has(t, out, step.Title)
	for i, o := range step.Outcomes {
		has(t, out, strconv.Itoa(i+1)+". "+o.Label+" → ")
	}
	if o := d.show("martin"); len(o.Dossier.Journal) != 0 {
		t.Errorf("journal %+v", o.Dossier.Journal)
	}
	d.create(dossier.Case{Client: dossier.Party{Name: "Durand"}}, "")
	has(t, d.done("", "dossiers", "suite", "durand"), "Prochaine question")
}

// What an outcome announces is what it does, for every outcome of the step.
func TestOutcomesLeadWhereTheySay(t *testing.T) {
	for i := range guide(t).Step("relancer-par-ecrit").Outcomes {
		d := newDesk(t)
		d.create(reminded(t), "")
		announced := ""
		for line := range strings.Lines(d.done("", "dossiers", "suite", "martin")) {
			if _, told, ok := strings.Cut(line, "→ "); ok && strings.HasPrefix(line, "  "+strconv.Itoa(i+1)+". ") {
				announced = told
			}
		}
		after := d.done("", "dossiers", "suite", "martin", "--issue", strconv.Itoa(i+1))
		closed := d.show("martin").Dossier.Closed != ""
		if strings.HasPrefix(announced, "fin du dossier") != closed {
			t.Errorf("outcome %d announces %q, closed %t", i+1, announced, closed)
		}
		g := guide(t)
		a := d.show("martin").Dossier.Answers(g, today)
		if next := g.Walk(a).Next; !closed && next != nil && !strings.HasPrefix(spaced("une question : "+next.Title), spaced(announced)) {
			t.Errorf("outcome %d announces %q, then asks %q", i+1, announced, next.Title)
		}
		if step := g.Verdict(a).Step; !closed && step != nil && !strings.HasPrefix(spaced(step.Title), spaced(announced)) {
			t.Errorf("outcome %d announces %q, then %q", i+1, announced, step.Title)
		}
		if announced == "" || after == "" {
			t.Errorf("outcome %d announces %q, and says %q", i+1, announced, after)
		}
	}
}

// The letter an outcome answers is written before it, on its own day.
func TestFollowWritesWhatWasSent(t *testing.T) {
	d := newDesk(t)
	id := d.create(reminded(t), "")
	n := place(t, "relancer-par-ecrit", leadsOn)
	exit, out, err := d.run("", "dossiers", "suite", "martin", "--issue", n, "--le", "20/11/2026", "--envoi", "2/11/2026", "--note", " rien reçu ")
	if exit != 0 || err != "" {
		t.Fatalf("exit %d, %s", exit, err)
	}
	o := d.show(id)
	j := o.Dossier.Journal
	if len(j) != 2 || j[0].Kind != dossier.Reminded || j[0].On != "2026-11-02" || j[1].Kind != dossier.StepDone || j[1].On != "2026-11-20" || j[1].Note != "rien reçu" {
		t.Fatalf("journal %+v", j)
	}
	if o.Conseil.Etape == nil || *o.Conseil.Etape == "relancer-par-ecrit" {
		t.Errorf("still %v", o.Conseil.Etape)
	}
	has(t, out, "20/11/2026 : Relancer le client par écrit :", guide(t).Step(*o.Conseil.Etape).Title)

	// Taken back one at a time, the last first, down to where the case began.
	has(t, d.done("", "dossiers", "annuler", "martin"), "Annulé", "rien reçu", guide(t).Step("relancer-par-ecrit").Title)
	if o := d.show(id); len(o.Dossier.Journal) != 1 || *o.Conseil.Etape != "relancer-par-ecrit" {
		t.Errorf("after one: %+v", o.Dossier.Journal)
	}
	d.refused(2, "--envoi ne sert pas ici", "dossiers", "suite", "martin", "--issue", n, "--envoi", "2/11/2026")
	d.done("", "dossiers", "annuler", "martin")
	d.refused(2, "rien à annuler", "dossiers", "annuler", "martin")

	// Without its day, that of the outcome is taken, and said.
	_, _, err = d.run("", "dossiers", "suite", "martin", "--issue", n, "--le", "20/11/2026")
	has(t, err, "noté au 20/11/2026")
	if j := d.show(id).Dossier.Journal; len(j) != 2 || j[0].On != "2026-11-20" {
		t.Errorf("journal %+v", j)
	}
}

// An end closes the case; taking it back opens it again.
func TestFollowToTheEnd(t *testing.T) {
	d := newDesk(t)
	d.create(reminded(t), "")
	n := place(t, "relancer-par-ecrit", ends)
	has(t, d.done("", "dossiers", "suite", "martin", "--issue", n), "Le dossier est clos depuis le 23/11/2026")
	if on := d.show("martin").Dossier.Closed; on != decision.DayOf(today) {
		t.Errorf("closed on %q", on)
	}
	has(t, d.done("", "dossiers", "suite", "martin"), "Le dossier est clos")
	d.refused(2, "Le dossier est clos", "dossiers", "suite", "martin", "--issue", n)
	d.done("", "dossiers", "annuler", "martin")
	if o := d.show("martin"); o.Dossier.Closed != "" || *o.Conseil.Etape != "relancer-par-ecrit" {
		t.Errorf("after taking it back: %+v", o.Dossier)
	}
}

// An outcome goes by its number, its words, or enough of them.
func TestOutcomeByItsWords(t *testing.T) {
	outcomes := guide(t).Step("relancer-par-ecrit").Outcomes
	for i, o := range outcomes {
		for _, said := range []string{strconv.Itoa(i + 1), o.Label, strings.ToUpper(o.Label), o.Label[len("Le client "):]} {
			d := newDesk(t)
			d.create(reminded(t), "")
			d.done("", "dossiers", "suite", "martin", "--issue", said)
			j := d.show("martin").Dossier.Journal
			if got := j[len(j)-1].Outcome; got != o.Label {
				t.Errorf("%q gave %q, want %q", said, got, o.Label)
			}
		}
	}
}

// Words that are those of an outcome, whole, are never taken for part of another.
func TestOutcomeByAllItsWords(t *testing.T) {
	g := &decision.Guide{
		Questions: []decision.Question{{Fact: "paie", Title: "Paie ?", Options: []decision.Option{{Value: "non", Label: "Non"}, {Value: "peu", Label: "Un peu"}}}},
		Steps: []decision.Step{
			{ID: "x", Title: "X", When: []decision.Alternative{{Conditions: []decision.Condition{{Fact: "paie", Values: []decision.Value{"non"}}}}}, Outcomes: []decision.Outcome{
				{Label: "Il paie un peu", Effects: []decision.Setting{{Fact: "paie", Value: "peu"}}}, {Label: "Il paie", End: true},
			}},
			{ID: "y", Title: "Y", When: []decision.Alternative{{}}, Outcomes: []decision.Outcome{{Label: "Fini", End: true}}},
		},
		Ladder: []decision.Rung{{Step: "x", Alternatives: []int{0}}, {Step: "y", Alternatives: []int{0}}},
	}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	d := newDesk(t)
	id := d.create(dossier.Case{Said: map[decision.Fact]string{"paie": "non"}}, "")
	var stdout, stderr strings.Builder
	streams := cli.Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr}
	exit := cli.Run([]string{"dossiers", "suite", id, "--issue", "il paie", "--dossiers", d.cases}, streams,
		func() (*decision.Guide, error) { return g, nil }, readNothing, func() time.Time { return today })
	if exit != 0 || stderr.String() != "" {
		t.Errorf("exit %d, %s", exit, stderr.String())
	}
	has(t, stdout.String(), "X : il paie → fin du dossier")
}

func TestBadInputOnFollow(t *testing.T) {
	d := newDesk(t)
	d.create(reminded(t), "")
	d.create(dossier.Case{Client: dossier.Party{Name: "Durand"}}, "")
	before := d.done("", "dossiers", "ouvrir", "martin", "--json")
	n := place(t, "relancer-par-ecrit", leadsOn)
	for words, want := range map[string]string{
		"dossiers suite":                                                           "Il manque un mot.",
		"dossiers suite dupont":                                                    "Aucun dossier « dupont »",
		"dossiers suite martin --note x":                                           "--note ne va qu’avec --issue",
		"dossiers suite martin --issue 0":                                          "Écrivez un nombre de 1 à 6.",
		"dossiers suite martin --issue 7":                                          "Écrivez un nombre de 1 à 6.",
		"dossiers suite martin --issue client":                                     "pas assez précise",
		"dossiers suite martin --issue=":                                           "ou les mots de cette issue",
		"dossiers suite martin --issue xyz":                                        "Possible : Le client paie",
		"dossiers suite martin --issue 1 --le jadis":                               "Option --le : Écrivez une date",
		"dossiers suite martin --issue 1 --le 24/11/2026":                          "n’est pas encore passé",
		"dossiers suite martin --issue " + n + " --envoi jadis":                    "Option --envoi : Écrivez une date",
		"dossiers suite martin --issue " + n + " --le 1/11/2026 --envoi 2/11/2026": "Corrigez une des deux dates",
		"dossiers suite durand --issue 1":                                          "n’a pas encore d’étape recommandée",
		"dossiers annuler martin":                                                  "rien à annuler",
	} {
		d.refused(2, want, strings.Fields(words)...)
	}
	if after := d.done("", "dossiers", "ouvrir", "martin", "--json"); after != before {
		t.Errorf("the case changed:\n%s\n%s", before, after)
	}
}

// Every exercise goes from outcome to outcome to an end, and all of it can be
// taken back.
func TestFollowEveryExercise(t *testing.T) {
	g := guide(t)
	longest := g.Check().Longest
	for _, e := range g.Exercises {
		d := newDesk(t)
		a := decision.NewAnswers(today)
		for _, s := range e.Answers {
			a = a.With(s.Fact, string(s.Value))
		}
		id := d.create(dossier.Case{}.WithAnswers(a), "")
		said := d.show(id).Dossier.Said
		steps := 0
		for d.show(id).Dossier.Closed == "" {
			if steps++; steps > longest {
				t.Fatalf("%s: no end after %d steps", e.ID, steps)
			}
			d.followFurthest(id)
		}
		for range d.show(id).Dossier.Journal {
			d.done("", "dossiers", "annuler", id)
		}
		if after := d.show(id).Dossier; len(after.Journal) != 0 || after.Closed != "" || !maps.Equal(after.Said, said) {
			t.Errorf("%s: taken back, it is %+v, was %v", e.ID, after, said)
		}
	}
}

// followFurthest answers the questions left with their first answer, then
// writes the last outcome of the step.
func (d *desk) followFurthest(id string) {
	d.Helper()
	g := guide(d)
	for {
		kase := d.show(id).Dossier
		next := g.Walk(kase.Answers(g, today)).Next
		if next == nil {
			step := g.Verdict(kase.Answers(g, today)).Step
			d.done("", "dossiers", "suite", id, "--issue", strconv.Itoa(len(step.Outcomes)))
			return
		}
		d.done("", "dossiers", "repondre", id, "-r", string(next.Fact)+"="+string(next.Options[0].Value))
	}
}

// TestALetterThatLeft: it is written with the time it gives, and waited for, in the
// case and in the list; a part payment leaves the step where it is.
func TestALetterThatLeft(t *testing.T) {
	d := newDesk(t)
	c := dossier.Case{Client: dossier.Party{Name: "Martin"}, Invoices: []dossier.Invoice{{Number: "F-2", Dues: []dossier.Due{{On: "2026-06-15", Cents: 1500_00}}}}}
	c.Said = map[decision.Fact]string{
		"cause": "impaye", "client": "commercant", "difficulte": "non", "piece": "rien", "contact": "ecrit", "reponse": "silence",
		"contrat": "ordinaire", "contestation": "non",
	}
	d.create(c, "")
	has(t, d.done("", "courrier", "martin", "mise-en-demeure-professionnel", "--envoye", "20/11/2026"), "attendre jusqu’au 07/12/2026")
	has(t, d.done("", "dossiers"), "Attendre jusqu’au 07/12/2026")
	has(t, d.done("", "dossiers", "suite", "martin"), "Le client a payé une partie")
	for words, want := range map[string]string{
		"courrier martin --envoye 20/11/2026":                      "quel courrier est parti",
		"courrier martin notes-appel --envoye 20/11/2026":          "ne s’envoie pas",
		"courrier martin relance-1 --envoye 24/11/2026":            "n’est pas encore passé",
		"courrier martin relance-1 --envoye 20/11/2026 --json":     "--envoye va seul",
		"dossiers suite martin --issue 7":                          "--montant 100,00",
		"dossiers suite martin --issue 2 --montant 5":              "ne vont qu’avec l’issue",
		"dossiers suite martin --issue 7 --montant 5 --facture F2": "facture inconnue",
		"dossiers noter martin --quoi fait":                        "--delai",
		"dossiers noter martin --quoi fait --delai demain":         "échéance inconnue",
		"dossiers repondre martin -r echeance=acquise":             "Corrigez la facture",
	} {
		d.refused(2, want, strings.Fields(words)...)
	}
	has(t, d.done("", "dossiers", "suite", "martin", "--issue", "Le client a payé une partie", "--montant", "500"), "attendre jusqu’au 07/12/2026")
	has(t, d.done("", "echeances", "martin"), "Fin du délai de la mise en demeure (usage)")
	d.done("", "dossiers", "noter", "martin", "--quoi", "fait", "--delai", "fin-mise-en-demeure")
	if agenda := d.done("", "echeances", "martin"); strings.Contains(agenda, "mise en demeure") {
		t.Errorf("what is kept is still due:\n%s", agenda)
	}
}
