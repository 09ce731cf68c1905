package wire_test

import (
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/wire"
)

// motif is a condition, met or not.
type motif struct {
	Fait, Valeur, Motif, Fondement string
	Perime                         bool
	ARelire                        bool `json:"a_relire"`
}

// document is the JSON read back.
type document struct {
	Etape      *string
	Titre      *string `json:"titre_etape"`
	Complet    bool
	Motifs     []motif
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
	Ecartees []motif
	Changes  []map[string]string `json:"changements"`
	Chemin   []struct {
		Fait, Valeur, Reponse string
		Deduite               bool
	}
	Prochaine *struct {
		Fait, Titre string
		Valeurs     []string
	} `json:"prochaine_question"`
	Encore  struct{ Min, Max int }
	Version string `json:"version_contenu"`
}

func TestAdviceComplete(t *testing.T) {
	g := guide(t)
	d := read[document](t, advised(t, g, pathTo(t, "mediation-conventionnelle")...))
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
	if len(d.Motifs) == 0 || d.Motifs[0].Fait != "tiers" || d.Motifs[0].Valeur != "non" || d.Motifs[0].Motif == "" {
		t.Errorf("motifs %v", d.Motifs)
	}
	if len(d.Ecartees) == 0 || len(d.Changes) == 0 {
		t.Errorf("ecartees %v, changements %v", d.Ecartees, d.Changes)
	}
}

// TestReasonsAge: what opens or closes a step says which text it comes from, and that
// its reading is too old once it is.
func TestReasonsAge(t *testing.T) {
	g := guide(t)
	for _, old := range []bool{false, true} {
		if old {
			g = g.AsOf(time.Date(2028, time.June, 1, 0, 0, 0, 0, time.UTC))
		}
		d := read[document](t, advised(t, g, pathTo(t, "mettre-en-demeure")...))
		cited := 0
		for _, m := range append(d.Motifs, d.Ecartees...) {
			b := g.Basis(m.Fondement)
			if (b == nil) != (m.Fondement == "") || m.ARelire != (b != nil && old && !b.Ruling()) {
				t.Errorf("old: %v: %+v", old, m)
			}
			if b != nil {
				cited++
			}
		}
		if cited < 3 {
			t.Errorf("%d reasons rest on a text", cited)
		}
	}
}

// The path tells a deduced answer as such, and an unknown one as "?"; a typed one
// shows its value.
func TestAdvicePath(t *testing.T) {
	d := read[document](t, advised(t, guide(t), "cause=impaye", "client=consommateur", "difficulte=?", "piece=rien", "contact=oral", "reponse=silence",
		"contrat=ordinaire", "echeance=01/11/2026"))
	want := []string{
		"cause=impaye", "client=consommateur", "difficulte=?", "piece=rien", "contact=oral", "reponse=silence",
		"contrat=ordinaire", "echeance=lointaine",
	}
	var asked []string
	deduced := 0
	for _, r := range d.Chemin {
		if r.Reponse == "" {
			t.Errorf("no words for %+v", r)
		}
		if r.Deduite {
			deduced++
			continue
		}
		asked = append(asked, r.Fait+"="+r.Valeur)
	}
	if !slices.Equal(asked, want) || deduced == 0 {
		t.Errorf("asked %q, want %q, and %d deduced", asked, want, deduced)
	}
	if d.Complet || d.Etape != nil || d.Prochaine.Fait != "contestation" || d.Encore.Min < 1 || len(d.Ecartees) == 0 {
		t.Errorf("got %+v", d)
	}
}

func TestAdviceUndecided(t *testing.T) {
	g := guide(t)
	settings := pathTo(t, "mediation-conventionnelle")
	settings[len(settings)-1] = "budget=?"
	d := read[document](t, advised(t, g, settings...))
	if d.Complet || d.Etape != nil || d.Titre != nil || d.Prochaine == nil || d.Prochaine.Fait != "budget" || d.Encore.Min != 1 || d.Encore.Max != 1 {
		t.Errorf("got %+v", d)
	}
}

// Two unknown facts may decide only together: the first is asked again.
func TestAdviceUndecidedTogether(t *testing.T) {
	g := decisiontest.Together()
	d := read[document](t, advised(t, g, "a=?", "b=?"))
	if d.Etape != nil || d.Prochaine == nil || d.Prochaine.Fait != "a" || d.Encore.Min != 1 || d.Encore.Max != 2 {
		t.Errorf("got %+v", d)
	}
}

// sampled is how many paths are drawn at random, besides those that take every
// answer of every question.
const sampled = 300

func TestAdviceOnEveryAnswer(t *testing.T) {
	g := guide(t)
	for path := range decisiontest.Some(g, sampled, 1) {
		a := decision.NewAnswers(contenttest.Today)
		for _, s := range path.Settings {
			a = a.With(s.Fact, string(s.Value))
		}
		d := read[document](t, written(t, g, func(w wire.Writer) error { return w.Advice(a) }))
		if d.Etape == nil || *d.Etape != path.Step.ID || !d.Complet {
			t.Errorf("%v: etape %v, complet %v, want %q", path.Settings, d.Etape, d.Complet, path.Step.ID)
		}
		var asked []string
		for _, r := range d.Chemin {
			if !r.Deduite {
				asked = append(asked, r.Fait+"="+r.Valeur)
			}
		}
		if !slices.Equal(asked, settingsOf(path.Settings)) {
			t.Fatalf("chemin %v, want %v", d.Chemin, path.Settings)
		}
	}
}

// TestSituations plays every real situation as a program that asks: it must be
// told the step a jurist expects.
func TestSituations(t *testing.T) {
	g, dice := guide(t), rand.New(rand.NewPCG(9, 10))
	for _, s := range g.Situations() {
		a, err := decisiontest.Answer(g, s, contenttest.Today, dice)
		if err != nil {
			t.Fatal(err)
		}
		var settings []string
		for _, r := range g.Walk(a).Path {
			if !r.Deduced {
				settings = append(settings, string(r.Question.Fact)+"="+string(r.Value))
			}
		}
		if d := read[document](t, advised(t, g, settings...)); d.Etape == nil || *d.Etape != s.Step {
			t.Errorf("%s: advised %v, want %s", s.Story, d.Etape, s.Step)
		}
	}
}

// What is written is readable as it is, and ends its line.
func TestWriting(t *testing.T) {
	out := advised(t, guide(t), pathTo(t, "mediation-conventionnelle")...)
	if !strings.HasSuffix(out, "}\n") || strings.Contains(out, `\u00`) {
		t.Errorf("no final newline, or escapes, in %s", out)
	}
	if err := wire.NewWriter(broken{}, guide(t), today).Advice(decision.NewAnswers(contenttest.Today)); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v, want closed pipe", err)
	}
}
