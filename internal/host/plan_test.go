package host

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"compromis/internal/door/doortest"
	"compromis/internal/french"
)

var (
	planRow = regexp.MustCompile("(?m)^\\| (\\d+) \\| ((?:`[^`]+` ?)+)\\| ([^.]+)\\.? .*\\|$")
	planKey = regexp.MustCompile("`([^`]+)`")
)

// shownByPlan is what each key of the plan shows, row by row.
var shownByPlan = [][]string{
	{"▌ Facture impayée"},
	{"▌ Quel est", "▌ Quelle étape", "1er vote à ouvrir", "1er VOTE OUVERT", "résultat caché", "1er vote, résultat montré"},
	{"2e vote à ouvrir", "2e VOTE OUVERT", "résultat caché", "2e vote, résultat montré"},
	{"Où mène chaque réponse"},
	{"Avec la réponse de la majorité", "Avec la deuxième réponse de la salle"},
	{"la salle lit l’histoire", "encore en chemin"},
	{"carte montrée à tous"},
}

// TestPlanOfTheReadme: the session of forty-five minutes that the README tells shows what
// it says when the keys it gives are pressed, and is the plan of the private screen.
func TestPlanOfTheReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, told, _ := strings.Cut(string(readme), "Les quarante-cinq minutes, avec la salle")
	told, _, _ = strings.Cut(told, "\n**")
	rows := planRow.FindAllStringSubmatch(told, -1)
	if len(rows) != len(shownByPlan) {
		t.Fatalf("%d rows in\n%s", len(rows), told)
	}
	h := open(t, config(t))
	d := sit(t, guide(t), h.Room, h.invitation())
	private := boothOf(t, h)
	people := []*doortest.Guest{}
	for range 3 {
		people = append(people, join(t, h, doortest.Arrival{Width: 80, Height: 40}))
	}
	d.sees("3 participants présents")
	named := map[string]string{"Entrée": "enter", "Espace": "space", "Fin": "end", "↓": "down"}
	for i, row := range rows {
		what := strings.NewReplacer(" :", french.NBSP+":", "'", "’").Replace(strings.TrimSpace(row[3]))
		private.Sees(strings.ReplaceAll(what, french.NBSP, " "))
		keys := planKey.FindAllStringSubmatch(row[2], -1)
		if len(keys) != len(shownByPlan[i]) {
			t.Fatalf("minute %s has %d keys", row[1], len(keys))
		}
		for k, key := range keys {
			name := named[key[1]]
			if name == "" {
				name = key[1]
			}
			d.hits(name).sees(shownByPlan[i][k])
			if strings.Contains(shownByPlan[i][k], "VOTE OUVERT") {
				for n, answer := range []string{"1", "1", "2"} {
					people[n].Sees("vote est ouvert")
					people[n].Types(answer)
				}
				d.sees("3 réponses")
			}
			if strings.Contains(shownByPlan[i][k], "résultat caché") {
				for _, p := range people { // or the vote they see next may be this one still
					p.Until("sees the vote closed", func() bool { return !strings.Contains(p.Screen(), "vote est ouvert") }, p.Screen)
				}
			}
		}
	}
}
