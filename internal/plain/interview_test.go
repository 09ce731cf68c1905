package plain_test

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/plain"
	"compromis/internal/say"
)

func TestInterviewTakesNumbersValuesAndLabels(t *testing.T) {
	for _, typed := range []string{"1", "impaye", "Impaye", "facture impayée", "Facture  Impayée"} {
		out, err := talk(t, typed)
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%q: error %v, want unexpected EOF", typed, err)
		}
		has(t, out, "Noté : Facture impayée.", "Question 2 (encore", "compromis conseil -r cause=impaye")
	}
}

func TestInterviewExplainsWrongInput(t *testing.T) {
	causes := len(guide(t).Questions[0].Options)
	last, beyond := strconv.Itoa(causes), strconv.Itoa(causes+1)
	for typed, want := range map[string]string{
		beyond:     "« " + beyond + " » n’est pas une réponse à cette question. Écrivez un nombre de 1 à " + last,
		"?":        "Tapez 0 pour répondre « je ne sais pas »",
		"":         "Écrivez un nombre de 1 à " + last + ", ou a pour l’aide.",
		"impayer":  "Vouliez-vous dire « impaye » ?",
		"factures": "« factures » n’est pas une réponse",
		"\x1b[2J":  "« [2J » n’est pas une réponse",
	} {
		out, err := talk(t, typed, "1")
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%q: error %v", typed, err)
		}
		has(t, out, want, "Noté : Facture impayée.")
		if strings.Contains(out, "\x1b") {
			t.Errorf("%q: a control character comes back in %q", typed, out)
		}
	}
}

func TestInterviewStopsAtTheEndOfInput(t *testing.T) {
	out, err := talk(t)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v, want unexpected EOF", err)
	}
	has(t, out, "L’entretien s’est arrêté avant la fin.", "Pour recommencer : compromis --lineaire")

	out, err = talk(t, "1", "public", "0")
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v, want unexpected EOF", err)
	}
	if want := "\ncompromis conseil -r cause=impaye -r client=public -r piece=inconnu\n"; !strings.Contains(out, want) {
		t.Errorf("no line %q in:\n%s", want, out)
	}
	if want := "\ncompromis dossiers nouveau -r cause=impaye -r client=public -r piece=inconnu\n"; !strings.Contains(out, want) {
		t.Errorf("no line %q in:\n%s", want, out)
	}
}

func TestInterviewRefusesAnEndlessLine(t *testing.T) {
	out, err := talk(t, strings.Repeat("x", 1<<20))
	if err == nil {
		t.Error("no error")
	}
	has(t, out, "Cette ligne est trop longue.")
}

func TestInterviewQuits(t *testing.T) {
	out, err := talk(t, "1", "q", "2")
	if err != nil {
		t.Error(err)
	}
	has(t, out, "Entretien terminé.", "compromis conseil -r cause=impaye")
}

func TestInterviewGoesBack(t *testing.T) {
	out, _ := talk(t, "r")
	has(t, out, "C’est la première question : il n’y a rien avant.")

	out, _ = talk(t, "1", "2", "retour", "", "q")
	has(t, out,
		"Question 2 (réponse déjà donnée). Qui est votre client ?",
		"Réponse actuelle : Un commerçant, artisan ou société commerciale. Ligne vide pour la garder.",
		"Réponse gardée : Un commerçant, artisan ou société commerciale.",
		"compromis conseil -r cause=impaye -r client=commercant")

	out, _ = talk(t, "1", "2", "r", "r", "", "4", "q")
	has(t, out, "Réponse gardée : Facture impayée.", "Noté : Une administration.", "-r cause=impaye -r client=public")
}

// Changing an answer drops those that no longer weigh: the debt is deduced
// from the cause, then asked again.
func TestInterviewDropsDeadAnswers(t *testing.T) {
	out, _ := talk(t, "qualite", "non", "r", "r", "impaye", "q")
	has(t, out, "Question 1 (réponse déjà donnée)", "-r cause=impaye")
	if strings.Contains(out, "dette=non") {
		t.Errorf("the dead answer is still there:\n%s", out)
	}
}

func TestInterviewTellsWhyAndRecalls(t *testing.T) {
	g := guide(t)
	out, _ := talk(t, "pourquoi", "1", "p", "récap", "a")
	has(t, out, "Pourquoi cette question", g.Questions[0].Why.String(), g.Question("client").Why.String(),
		"Vos réponses jusqu’ici", g.Questions[0].Name+" : Facture impayée", "(déduit)", "Ce que vous pouvez taper")
}

func TestInterviewWithoutKnowing(t *testing.T) {
	g := guide(t)
	out, _ := talk(t, "1", "0", "q")
	has(t, out, "Ce que chaque réponse laisse ouvert", "Un particulier → ", "voies possibles",
		"Pour le savoir", g.Question("client").Unsure.String(), "Noté : Je ne sais pas.", "-r client=inconnu")
}

// An unknown fact that decides is named at the end, and can be answered there.
func TestInterviewUndecided(t *testing.T) {
	g := guide(t)
	path := pathTo(t, "mediation-conventionnelle")
	typed := typedFor(t, g, path)
	last := path.Settings[len(path.Settings)-1]
	answer := typed[len(typed)-1]
	typed[len(typed)-1] = "je ne sais pas"
	out, err := talk(t, append(typed, "x", "1", answer)...)
	if err != nil {
		t.Error(err)
	}
	has(t, out, say.MissingWhy, "1. "+g.Question(last.Fact).Title,
		"Saisir un conciliateur de justice", g.Question(last.Fact).Unsure.String(),
		"Tapez un des numéros proposés", "À faire maintenant : Proposer une médiation conventionnelle")
}

// A question is asked in the words that fit what was said, down to what each of
// its answers leads to.
func TestInterviewWordsFit(t *testing.T) {
	g := guide(t)
	a := decision.NewAnswers(today).With("cause", "qualite").With("dette", "non").With("client", "consommateur")
	asked := g.AskedOn(g.Walk(a), "contact")
	if asked.Title == g.Question("contact").Title {
		t.Fatal("contact is asked in the same words of a client who owes nothing")
	}
	out, _ := talk(t, "qualite", "non", "consommateur", "p", "0", "q")
	has(t, out, asked.Title, asked.Why.String(), asked.Unsure.String())
	for _, o := range asked.Options {
		has(t, out, o.Label+" — "+o.Help, o.Label+" → ")
	}
	out, _ = talk(t, "qualite", "non", "consommateur", asked.Options[1].Label, "récap", "q")
	has(t, out, "Noté : "+asked.Options[1].Label+".", asked.Name+" : "+asked.Options[1].Label)

	// The reasons of the step, and of what is closed, are told in them too.
	path := pathTo(t, "repondre-reclamation", decision.Setting{Fact: "contact", Value: "oral"})
	out, _ = talk(t, append(typedFor(t, g, path), "pourquoi", "", "", "autres voies", "", "", "", "")...)
	if other := asked.Name + " : " + g.Question("contact").Option("oral").Label; strings.Contains(spaced(out), spaced(other)) {
		t.Errorf("%q is said, and was not asked so, in:\n%s", other, out)
	}
	has(t, out, say.ReasonsTitle, asked.Name+" : "+asked.Option("oral").Label)
}

// Answers that change nothing come last, and say so; their numbers are those
// that are shown.
func TestInterviewSetsIdleAnswersLast(t *testing.T) {
	asked := guide(t).AskedOn(guide(t).Walk(decision.NewAnswers(today).With("cause", "impaye").With("client", "public")), "piece")
	idle := slices.IndexFunc(asked.Options, func(o decision.Option) bool { return o.Idle })
	if idle < 2 || slices.ContainsFunc(asked.Options[idle:], func(o decision.Option) bool { return !o.Idle }) {
		t.Fatalf("of %d answers, those that change nothing start at %d", len(asked.Options), idle)
	}
	for i, o := range asked.Options {
		n := strconv.Itoa(i + 1)
		out, _ := talk(t, "impaye", "public", n, "q")
		told := n + ". " + o.Label + " — " + o.Help
		if o.Idle {
			told = n + ". " + o.Label + " — sans effet ici"
		}
		has(t, out, told, "Noté : "+o.Label+".", "-r piece="+string(o.Value))
	}
}

func TestInterviewAmountsAndDates(t *testing.T) {
	g := guide(t)
	typed := func(fact decision.Fact, said string) []string {
		for path := range decisiontest.All(g) {
			words := typedFor(t, g, path)
			for i, s := range path.Settings {
				if s.Fact == fact {
					return append(words[:i:i], said)
				}
			}
		}
		return nil
	}
	called := func(fact decision.Fact, v decision.Value) string { return g.Question(fact).Option(v).Label }
	for _, c := range []struct {
		fact       decision.Fact
		said, want string
	}{
		{"montant", "3 200,5 €", "Noté : 3 200,50 € (" + called("montant", "jusqu-5000") + ")."},
		{"montant", "12000", "Noté : 12 000,00 € (" + called("montant", "plus-10000") + ")."},
		{"montant", "2", "Noté : " + called("montant", "jusqu-10000") + "."},
		{"montant", "2 €", "Noté : 2,00 € (" + called("montant", "jusqu-5000") + ")."},
		{"montant", "-3", "Un montant ne peut pas être négatif."},
		{"montant", "", "Écrivez un nombre de 1 à 3"},
		{"echeance", "1er novembre 2026", "Noté : 01/11/2026 (" + called("echeance", "lointaine") + ")."},
		{"echeance", "1/1/2010", "Noté : 01/01/2010 (" + called("echeance", "acquise") + ")."},
		{"echeance", "31/02/2026", "Février 2026 a 28 jours. Écrivez 28/02/2026."},
		{"echeance", "prohe", "Ou vouliez-vous dire « proche » ?"},
		{"echeance", "2", "Noté : " + called("echeance", "proche") + "."},
	} {
		out, _ := talk(t, typed(c.fact, c.said)...)
		has(t, out, c.want)
	}
}

// Under the result, each line of the menu tells a part of the page of the step, a
// screen at a time.
func TestMenuSaysEverything(t *testing.T) {
	g := guide(t)
	path := pathTo(t, "mediation-conventionnelle")
	read := []string{"", "", "", "", "", "", "", "", "", ""} // to the end
	typed := typedFor(t, g, path)
	for _, entry := range []string{"4", "5", "6", "textes", "Et si ?", "9"} {
		typed = append(append(typed, entry), read...)
	}
	out, err := talk(t, typed...)
	if err != nil {
		t.Fatal(err)
	}
	s := path.Step
	has(t, out, s.Title, s.Summary, s.WhyNow.String(), "- Coût : "+s.Brief.Cost, "- Confidentialité : "+s.Brief.Privacy,
		say.ReasonsTitle, "Comment faire : 0 fait sur "+strconv.Itoa(len(say.Gestures(s.HowTo)))+" 1. "+s.HowTo[0].Lines[0].String(), "2. "+s.HowTo[0].Lines[1].String(),
		"Pièces à réunir", "Pièges", say.TextsTitle+" 1. "+g.Basis(s.Bases[0].Basis).Title+" — "+s.Bases[0].Note,
		say.ClosedTitle, say.LaterTitle, "(peut changer l’étape)",
		"Ce qui peut se passer ensuite", s.Outcomes[0].Label, "Voies voisines", "Votre cause : ", "Fiche : Consommateur",
		"Compromis usuels", say.NotAdvice+" "+say.Content(g), "Aucune échéance")
	for _, c := range s.Bases {
		b := g.Basis(c.Basis)
		has(t, out, b.Reference+". "+say.Provenance(b))
	}
	_, told, _ := strings.Cut(out, "À faire maintenant")
	for screen := range strings.SplitSeq(told, "Entrée pour la suite") {
		for part := range strings.SplitSeq(screen, "Votre choix") {
			if n := strings.Count(part, "\n"); n > 24 {
				t.Errorf("%d lines at once:\n%s", n, part)
			}
		}
	}
	for i, line := range strings.Split(out, "\n") {
		if n := len([]rune(line)); n > 78 && strings.Contains(strings.TrimSpace(line), " ") && !strings.HasPrefix(line, "compromis ") { // both are to be copied
			t.Errorf("line %d holds %d characters: %q", i+1, n, line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("line %d ends with a space: %q", i+1, line)
		}
	}
}

// One answers again from the list of answers, and whatever is typed between two
// screens answers the menu.
func TestMenuGoesBackToAnAnswer(t *testing.T) {
	g := guide(t)
	path := pathTo(t, "appeler-client")
	typed := typedFor(t, g, path)
	n := strconv.Itoa(1 + slices.IndexFunc(path.Settings, func(s decision.Setting) bool { return s.Fact == "contact" }))
	out, err := talk(t, append(typed, "textes", "mes réponses", n, "oral", "q")...)
	if err != nil {
		t.Fatal(err)
	}
	has(t, out, "Entrée pour la suite", "Vos réponses", "(réponse déjà donnée). "+g.Question("contact").Title, "Noté : "+g.Question("contact").Option("oral").Label+".", "-r contact=oral")
	out, _ = talk(t, append(typed, "?", "12", "q")...)
	if has(t, out, "cela demande un dossier"); strings.Count(spaced(out), "1 la lettre,") != 2 {
		t.Errorf("the menu is shown whole when one asks, and once otherwise:\n%s", out)
	}
}

func TestInterviewTellsOfABrokenOutput(t *testing.T) {
	if err := plain.Interview(strings.NewReader("1\n"), broken{}, guide(t), today, nil); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v, want closed pipe", err)
	}
}

// broken is an output whose reader has left.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
