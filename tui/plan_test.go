package tui_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// keysOfReadme are the keys that the README names in French; the others are typed.
var keysOfReadme = map[string]string{"Entrée": "enter", "Espace": "space", "Échap": "esc", "↓": "down"}

var (
	planRow = regexp.MustCompile("(?m)^\\| \\[?(\\d+)\\]?(?:\\([^)]*\\))? \\| ((?:`[^`]+` ?)+)\\| .* \\|$")
	planKey = regexp.MustCompile("`([^`]+)`")
)

// shownByPlan is what one must have seen, in that order, while the keys of a row of the
// plan are pressed.
var shownByPlan = map[string][]string{
	"0":  {"Projeter devant une salle", "CAS PRATIQUE Facture impayée", "LE RÉCIT", "LES PIÈCES"},
	"5":  {"QUELLE ÉTAPE CHOISIRIEZ-VOUS", "PREMIER VOTE Pas encore de vote", "Combien êtes-vous", "PREMIER VOTE A"},
	"8":  {"À DISCUTER", "À DISCUTER", "À DISCUTER"},
	"18": {"SECOND VOTE Pas encore de vote", "+9"},
	"20": {"LA RÉPONSE", "Proposition A", "POURQUOI", "LE TEXTE", "CE QU’IL FAUT RETENIR", "L’ERREUR CLASSIQUE"},
	"25": {"vous êtes ici", "Chercher", "Proposer une médiation conventionnelle trouvé", "1 étape trouvée", "L’ERREUR CLASSIQUE"},
	"32": {"Une administration", "Le cas Variante", "Demander une injonction de payer Faire bloquer l’argent du client", "0 € ou environ 30 € (commerce), plus la signification requête et actes sur devis", "Son argent risque de disparaître", "L’ERREUR CLASSIQUE"},
	"38": {"FIN DU CAS", "QUITTER LA PROJECTION", "S’exercer", "Retard de livraison", "Les pièces", "Quelle étape recommandez-vous", "Juste"},
	"44": {"Projeter devant une salle", "Rapport enregistré"},
}

// TestPlanOfTheReadme: the session of forty-five minutes that the README tells shows what
// it says, when the keys it gives are pressed and no other.
func TestPlanOfTheReadme(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, plan, _ := strings.Cut(string(readme), "Une séance de quarante-cinq minutes")
	plan, _, _ = strings.Cut(plan, "\n### ")
	r := newRoom(t)
	d := r.terminal("", "", 120, 40)
	played := 0
	for _, row := range planRow.FindAllStringSubmatch(plan, -1) {
		wanted, told := shownByPlan[row[1]]
		if !told {
			t.Fatalf("minute %s: nobody says what it shows", row[1])
		}
		for _, k := range planKey.FindAllStringSubmatch(row[2], -1) {
			if key, named := keysOfReadme[k[1]]; named {
				d.press(key)
			} else {
				d.write(k[1])
			}
			for len(wanted) > 0 && d.shows(wanted[0]) {
				wanted = slices.Delete(slices.Clone(wanted), 0, 1)
			}
		}
		if len(wanted) > 0 {
			t.Fatalf("minute %s: never %q on the way to\n%s", row[1], wanted[0], d.screen())
		}
		played++
	}
	if played != len(shownByPlan) {
		t.Errorf("%d rows of the plan were played, not %d", played, len(shownByPlan))
	}
	if plays := r.stage().Plays(); len(plays) != 1 || !plays[0].Revealed || plays[0].Present != 20 || len(r.out) != 2 {
		t.Errorf("at the end the session is %+v, and written %v", plays, len(r.out))
	}
}
