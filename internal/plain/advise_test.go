package plain_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/plain"
)

// adviseJSON returns the JSON for some "fait=valeur".
func adviseJSON(t *testing.T, g *decision.Guide, settings ...string) string {
	t.Helper()
	var pairs []plain.Pair
	for _, s := range settings {
		p, err := plain.ParsePair(s)
		if err != nil {
			t.Fatal(err)
		}
		pairs = append(pairs, p)
	}
	a, err := plain.Collect(g, today, pairs)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := plain.Advise(&out, g, a, true); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// settingsOf writes a path as "fait=valeur".
func settingsOf(path decisiontest.Path) []string {
	var all []string
	for _, s := range path.Settings {
		all = append(all, string(s.Fact)+"="+string(s.Value))
	}
	return all
}

// The keys and their order are a contract.
func TestAdviseKeys(t *testing.T) {
	g := guide(t)
	key := regexp.MustCompile(`"([a-z_]+)":`)
	unique := func(s string) string {
		var keys []string
		for _, m := range key.FindAllStringSubmatch(s, -1) {
			if !slices.Contains(keys, m[1]) {
				keys = append(keys, m[1])
			}
		}
		return strings.Join(keys, " ")
	}
	top := regexp.MustCompile(`(?m)^  "([a-z_]+)":`)
	const want = "etape titre complet motifs fondements ecartees changements chemin prochaine_question encore version_contenu"
	done := adviseJSON(t, g, settingsOf(pathTo(t, "mediation-conventionnelle"))...)
	for _, out := range []string{done, adviseJSON(t, g), adviseJSON(t, g, "cause=impaye", "client=public")} {
		var keys []string
		for _, m := range top.FindAllStringSubmatch(out, -1) {
			keys = append(keys, m[1])
		}
		if got := strings.Join(keys, " "); got != want {
			t.Errorf("keys %s\nwant %s", got, want)
		}
		if !strings.HasSuffix(out, "}\n") || strings.Contains(out, `\u00`) {
			t.Errorf("no final newline, or escapes, in %s", out)
		}
		for _, list := range []string{"motifs", "fondements", "ecartees", "changements", "chemin"} {
			if strings.Contains(out, `"`+list+`": null`) {
				t.Errorf("%s is null", list)
			}
		}
	}
	if got, want := unique(done), "etape titre complet motifs fait valeur motif fondements id reference lien en_vigueur_depuis relu_le lu_dans confiance droit_discute texte_a_relire ecartees changements chemin prochaine_question encore min max version_contenu"; got != want {
		t.Errorf("keys %s\nwant %s", got, want)
	}
	if got, want := unique(adviseJSON(t, g)), "etape titre complet motifs fondements ecartees changements chemin prochaine_question fait valeurs encore min max version_contenu"; got != want {
		t.Errorf("keys %s\nwant %s", got, want)
	}
}

// document is the JSON read back.
type document struct {
	Etape      *string
	Titre      *string
	Complet    bool
	Motifs     []map[string]string
	Fondements []struct {
		ID        string
		Lien      *string
		EnVigueur *string `json:"en_vigueur_depuis"`
		Relu      string  `json:"relu_le"`
		LuDans    string  `json:"lu_dans"`
		Confiance string
		Discute   bool `json:"droit_discute"`
		ARelire   bool `json:"texte_a_relire"`
	}
	Ecartees  []map[string]string
	Changes   []map[string]string `json:"changements"`
	Chemin    []map[string]string
	Prochaine *struct {
		Fait, Titre string
		Valeurs     []string
	} `json:"prochaine_question"`
	Encore  struct{ Min, Max int }
	Version string `json:"version_contenu"`
}

func read(t *testing.T, source string) document {
	t.Helper()
	var d document
	if err := json.Unmarshal([]byte(source), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestAdviseComplete(t *testing.T) {
	g := guide(t)
	d := read(t, adviseJSON(t, g, settingsOf(pathTo(t, "mediation-conventionnelle"))...))
	s := g.Step("mediation-conventionnelle")
	if !d.Complet || *d.Etape != s.ID || *d.Titre != s.Title || d.Prochaine != nil || d.Encore.Max != 0 || d.Version != g.Version.Format(time.DateOnly) {
		t.Errorf("got %+v", d)
	}
	if len(d.Fondements) != len(s.Bases) {
		t.Fatalf("fondements %v", d.Fondements)
	}
	for i, f := range d.Fondements {
		b := g.Basis(s.Bases[i].Basis)
		if b.Link == "" && f.Lien != nil || b.Link != "" && (f.Lien == nil || *f.Lien != b.Link) {
			t.Errorf("%s: lien %v, want %q or null", b.ID, f.Lien, b.Link)
		}
		if b.InForce == "" && f.EnVigueur != nil || b.InForce != "" && (f.EnVigueur == nil || *f.EnVigueur != string(b.InForce)) {
			t.Errorf("%s: en_vigueur_depuis %v, want %q or null", b.ID, f.EnVigueur, b.InForce)
		}
		if f.ID != b.ID || f.Confiance != string(b.Confidence) || f.LuDans != b.ReadIn || f.Relu != b.CheckedOn.Format(time.DateOnly) {
			t.Errorf("%s: told as %+v", b.ID, f)
		}
		if f.Discute != (len(b.Disputed) > 0) || f.ARelire != (len(b.Unread) > 0) {
			t.Errorf("%s: discussed %t, to read again %t", b.ID, f.Discute, f.ARelire)
		}
	}
	if len(d.Motifs) == 0 || d.Motifs[0]["fait"] != "tiers" || d.Motifs[0]["valeur"] != "non" || d.Motifs[0]["motif"] == "" {
		t.Errorf("motifs %v", d.Motifs)
	}
	if len(d.Ecartees) == 0 || len(d.Changes) == 0 {
		t.Errorf("ecartees %v, changements %v", d.Ecartees, d.Changes)
	}
}

// A deduced answer is not on the path, an unknown one is, as "?"; a typed one
// shows its value.
func TestAdvisePath(t *testing.T) {
	g := guide(t)
	d := read(t, adviseJSON(t, g, "cause=impaye", "client=consommateur", "difficulte=?", "piece=rien", "contact=oral", "reponse=silence",
		"contrat=ordinaire", "echeance=01/11/2026"))
	want := []map[string]string{
		{"fait": "cause", "valeur": "impaye"}, {"fait": "client", "valeur": "consommateur"}, {"fait": "difficulte", "valeur": "?"},
		{"fait": "piece", "valeur": "rien"}, {"fait": "contact", "valeur": "oral"}, {"fait": "reponse", "valeur": "silence"},
		{"fait": "contrat", "valeur": "ordinaire"}, {"fait": "echeance", "valeur": "lointaine"},
	}
	if len(d.Chemin) != len(want) {
		t.Fatalf("chemin %v, want %v", d.Chemin, want)
	}
	for i := range want {
		if d.Chemin[i]["fait"] != want[i]["fait"] || d.Chemin[i]["valeur"] != want[i]["valeur"] {
			t.Errorf("chemin %v, want %v", d.Chemin[i], want[i])
		}
	}
	if d.Complet || d.Etape != nil || d.Prochaine.Fait != "contestation" || d.Encore.Min < 1 || len(d.Ecartees) == 0 {
		t.Errorf("got %+v", d)
	}
}

func TestAdviseUndecided(t *testing.T) {
	g := guide(t)
	settings := settingsOf(pathTo(t, "mediation-conventionnelle"))
	settings[len(settings)-1] = "budget=?"
	d := read(t, adviseJSON(t, g, settings...))
	if d.Complet || d.Etape != nil || d.Titre != nil || d.Prochaine == nil || d.Prochaine.Fait != "budget" || d.Encore.Min != 1 || d.Encore.Max != 1 {
		t.Errorf("got %+v", d)
	}
}

// Two unknown facts may decide only together: the first is asked again.
func TestAdviseUndecidedTogether(t *testing.T) {
	yesNo := []decision.Option{{Value: "oui", Label: "Oui"}, {Value: "non", Label: "Non"}}
	both := func(v decision.Value) decision.Alternative {
		return decision.Alternative{Conditions: []decision.Condition{
			{Fact: "a", Values: []decision.Value{v}}, {Fact: "b", Values: []decision.Value{v}},
		}}
	}
	g := &decision.Guide{
		Questions: []decision.Question{{Fact: "a", Title: "A ?", Options: yesNo}, {Fact: "b", Title: "B ?", Options: yesNo}},
		Steps: []decision.Step{
			{ID: "pareil", Title: "Pareil", When: []decision.Alternative{both("oui"), both("non")}},
			{ID: "sinon", Title: "Sinon", When: []decision.Alternative{{}}},
		},
		Ladder: []decision.Rung{{Step: "pareil", Alternatives: []int{0, 1}}, {Step: "sinon", Alternatives: []int{0}}},
	}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	d := read(t, adviseJSON(t, g, "a=?", "b=?"))
	if d.Etape != nil || d.Prochaine == nil || d.Prochaine.Fait != "a" || d.Encore.Min != 1 || d.Encore.Max != 2 {
		t.Errorf("got %+v", d)
	}
	var out strings.Builder
	if err := plain.Interview(strings.NewReader("?\n?\n"), &out, g, today); err != nil {
		t.Error(err)
	}
	has(t, out.String(), "La suite dépend", "1. A ?", "2. B ?", "Oui → Pareil ou Sinon", "1 à 2 répondre à une de ces questions")
}

func TestAdviseTellsOfABrokenOutput(t *testing.T) {
	for _, asJSON := range []bool{false, true} {
		if err := plain.Advise(broken{}, guide(t), decision.NewAnswers(today), asJSON); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("json %v: error %v, want closed pipe", asJSON, err)
		}
	}
}
