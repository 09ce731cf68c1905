package plain_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/say"
)

// line is the number of the line of a list, the last that is told, that begins so.
func line(t *testing.T, out, words string) string {
	t.Helper()
	all := strings.Fields(spaced(out))
	for i := len(all) - 1; i >= 0; i-- {
		n, numbered := strings.CutSuffix(all[i], ".")
		if _, err := strconv.Atoi(n); err == nil && numbered && strings.HasPrefix(strings.Join(all[i+1:], " "), words) {
			return n
		}
	}
	t.Fatalf("no line %q in:\n%s", words, out)
	return ""
}

// Each change that leads elsewhere is compared with where one stands: both steps are
// told, with the condition that does it; nothing changes until one takes it.
func TestWhatIf(t *testing.T) {
	g := guide(t)
	for _, step := range []string{"mettre-en-demeure", "livrer-ou-rembourser", "mediation-conventionnelle"} {
		path := pathTo(t, step)
		typed := typedFor(t, g, path)
		a := decision.NewAnswers(today)
		for _, s := range path.Settings {
			a = a.With(s.Fact, string(s.Value))
		}
		seen := map[decision.Fact]bool{}
		for _, c := range g.Changes(a) {
			if seen[c.Question.Fact] || len(c.Steps) != 1 {
				continue
			}
			seen[c.Question.Fact] = true
			asked := append(slices.Clone(typed), "et si ?")
			out, _ := talk(t, asked...)
			which := line(t, out, c.Question.Name)
			out, _ = talk(t, append(asked, which)...)
			value := line(t, out, say.Value(c.Question, string(c.Value)))
			compared := append(asked, which, value)
			out, _ = talk(t, append(compared, "1", "mes réponses", "", "q")...)
			now, other := g.Verdict(a).Step, c.Steps[0]
			has(t, out, say.NowTitle, "Étape : "+spaced(now.Title), "Avec l’autre réponse", "Étape : "+spaced(other.Title), say.DecisiveTitle)
			if told := say.StepTitle; strings.Contains(out, told+"\u00a0: "+other.Title) {
				t.Errorf("%s: the case changed:\n%s", c.Value, out)
			}
			out, err := talk(t, append(compared, "2", "q")...)
			if err != nil {
				t.Error(err)
			}
			has(t, out, "Noté : ce sont maintenant les réponses du dossier.", say.NowDo+" : "+spaced(other.Title))
		}
		if len(seen) == 0 {
			t.Errorf("%s: nothing changes it", step)
		}
	}
}

// A step one aims at is reached by the way that is told.
func TestAim(t *testing.T) {
	g := guide(t)
	path := pathTo(t, "mettre-en-demeure")
	typed := append(typedFor(t, g, path), "et si ?")
	out, _ := talk(t, typed...)
	typed = append(typed, line(t, out, "Viser une étape"), "injonction de payer", "1")
	out, _ = talk(t, append(typed, "1", "2", "q")...)
	has(t, out, "Ce qui mènerait à cette étape", "Avec l’autre réponse", say.NowDo+" : "+spaced(g.Step("injonction-de-payer").Title))
	out, _ = talk(t, append(typed[:len(typed)-2], "zzz", "q")...)
	has(t, out, "Aucune étape ne porte ces mots.")
}
