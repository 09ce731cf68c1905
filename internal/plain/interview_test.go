package plain_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/plain"
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
	for typed, want := range map[string]string{
		"9":        "« 9 » n’est pas une réponse à cette question. Écrivez un nombre de 1 à 7",
		"0":        "« 0 » n’est pas une réponse à cette question.",
		"":         "Écrivez un nombre de 1 à 7, ou a pour l’aide.",
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

	out, err = talk(t, "1", "public", "?")
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v, want unexpected EOF", err)
	}
	if want := "\ncompromis conseil -r cause=impaye -r client=public -r difficulte=inconnu\n"; !strings.Contains(out, want) {
		t.Errorf("no line %q in:\n%s", want, out)
	}
	_, rest, _ := strings.Cut(out, "\ncompromis ")
	command, rest, _ := strings.Cut(rest, "\n")
	exit, advice, stderr := run(t, "", strings.Fields(command)...)
	if exit != 0 {
		t.Errorf("the command to resume: exit %d, %s", exit, stderr)
	}
	has(t, advice, "Prochaine question : Quand avez-vous livré ou terminé le travail ?")
	d := newDesk(t)
	_, command, _ = strings.Cut(rest, "compromis ")
	has(t, d.done("", strings.Fields(command)...), "Dossier créé", "Prochaine question : Quand avez-vous livré ou terminé le travail ?")
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
		"Question 2 (déjà répondue). Qui est votre client ?",
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
	has(t, out, "Question 1 (déjà répondue)", "-r cause=impaye")
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
	out, _ := talk(t, "1", "?", "q")
	has(t, out, "Ce que chaque réponse laisse ouvert", "Un particulier → ", "étapes possibles",
		"Pour le savoir", g.Question("client").Unsure.String(), "Noté : je ne sais pas.", "-r client=inconnu")
}

// An unknown fact that decides is named at the end, and can be answered there.
func TestInterviewUndecided(t *testing.T) {
	g := guide(t)
	path := pathTo(t, g, "mediation-conventionnelle")
	typed := typedFor(t, g, path)
	last := path.Settings[len(path.Settings)-1]
	answer := typed[len(typed)-1]
	typed[len(typed)-1] = "je ne sais pas"
	out, err := talk(t, append(typed, "x", "1", answer)...)
	if err != nil {
		t.Error(err)
	}
	has(t, out, "La suite dépend de ce que vous ne savez pas encore.", "1. "+g.Question(last.Fact).Title,
		"Saisir un conciliateur de justice", g.Question(last.Fact).Unsure.String(),
		"Tapez une des lettres proposées", "Étape recommandée : Proposer une médiation conventionnelle")
}

func TestInterviewAmountsAndDates(t *testing.T) {
	g := guide(t)
	typed := func(fact decision.Fact, said string) []string {
		for path := range g.Paths() {
			words := typedFor(t, g, path)
			for i, s := range path.Settings {
				if s.Fact == fact {
					return append(words[:i:i], said)
				}
			}
		}
		return nil
	}
	for _, c := range []struct {
		fact       decision.Fact
		said, want string
	}{
		{"montant", "3 200,5 €", "Noté : 3 200,50 €, soit « Jusqu’à 5 000 € »."},
		{"montant", "12000", "Noté : 12 000,00 €, soit « Plus de 10 000 € »."},
		{"montant", "2", "Noté : Plus de 5 000 €, jusqu’à 10 000 €."},
		{"montant", "2 €", "Noté : 2,00 €, soit « Jusqu’à 5 000 € »."},
		{"montant", "-3", "Un montant ne peut pas être négatif."},
		{"montant", "", "Écrivez un nombre de 1 à 3"},
		{"echeance", "1er novembre 2026", "Noté : 01/11/2026, soit « Plus de six mois devant vous »."},
		{"echeance", "1/1/2010", "Noté : 01/01/2010, soit « Le délai semble passé »."},
		{"echeance", "31/02/2026", "Le 31 février 2026 n’existe pas."},
		{"echeance", "prohe", "Ou vouliez-vous dire « proche » ?"},
		{"echeance", "2", "Noté : Moins de six mois devant vous."},
	} {
		out, _ := talk(t, typed(c.fact, c.said)...)
		has(t, out, c.want)
	}
}

func TestRecommendationSaysEverything(t *testing.T) {
	g := guide(t)
	path := pathTo(t, g, "mediation-conventionnelle")
	out, err := talk(t, typedFor(t, g, path)...)
	if err != nil {
		t.Fatal(err)
	}
	s := path.Step
	has(t, out, s.Title, s.Summary, s.WhyNow.String(), "- Coût : "+s.Brief.Cost, "- Confidentialité : "+s.Brief.Privacy,
		"Ce qui ouvre cette voie", "Comment faire 1. "+s.HowTo[0].Lines[0].String(), "2. "+s.HowTo[0].Lines[1].String(),
		"Pièces à réunir", "Pièges", "Fondement 1. "+g.Basis(s.Bases[0].Basis).Title+" — "+s.Bases[0].Note,
		g.Basis(s.Bases[0].Basis).Reference+". En vigueur depuis : 01/09/2025. Relu le", "Confiance A.", "Confiance B, à confirmer.",
		"Voies fermées, et pourquoi", "Voies encore ouvertes ensuite", "Ce qui changerait la conclusion",
		"Ce qui peut se passer ensuite", s.Outcomes[0].Label, "Voies voisines", "Votre cause : ", "Fiche : Consommateur",
		"Compromis usuels", "Ceci est une information, pas une consultation juridique. Contenu du 23/11/2026.")
	for i, line := range strings.Split(out, "\n") {
		if n := len([]rune(line)); n > 78 && strings.Contains(strings.TrimSpace(line), " ") {
			t.Errorf("line %d holds %d characters: %q", i+1, n, line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("line %d ends with a space: %q", i+1, line)
		}
	}
}

// After the step, an outcome leads to the next one, and an end closes the case.
func TestInterviewGoesOn(t *testing.T) {
	g := guide(t)
	typed := typedFor(t, g, pathTo(t, g, "appeler-client"))
	step := g.Step("appeler-client")
	out, err := talk(t, append(typed, "s", "9", "3", "1", "s", "r", "q")...)
	if err != nil {
		t.Error(err)
	}
	has(t, out, "Que s’est-il passé ?", "1. "+step.Outcomes[0].Label, "Écrivez un nombre de 1 à 5.",
		"Noté : Le client refuse.", "Étape recommandée : Relancer le client par écrit", "Entretien terminé.", "-r contact=oral")

	out, err = talk(t, append(typed, "suite", "5", "1")...)
	if err != nil {
		t.Error(err)
	}
	has(t, out, "Noté : Le client paie (fin).", "Le dossier se clôt ici.")
	if strings.HasSuffix(spaced(out), ":") {
		t.Error("something is still asked after the end")
	}

	out, err = talk(t, append(typed, "r", "2")...)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v, want unexpected EOF", err)
	}
	has(t, out, "(déjà répondue). Comment l’avez-vous déjà contacté ?", "Noté : Un échange de vive voix.")
}

func TestInterviewTellsOfABrokenOutput(t *testing.T) {
	if err := plain.Interview(strings.NewReader("1\n"), broken{}, guide(t), today); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v, want closed pipe", err)
	}
}

// broken is an output whose reader has left.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
