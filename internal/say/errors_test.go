package say_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/say"
)

// tiny returns the smallest guide on which every fault can happen. No
// threshold is known before 2020.
func tiny(t *testing.T) *decision.Guide {
	t.Helper()
	known := decision.Period{From: time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}
	g := &decision.Guide{
		Questions: []decision.Question{
			{Fact: "cause", Options: []decision.Option{
				{Value: "impaye", Implies: []decision.Setting{{Fact: "dette", Value: "oui"}}},
				{Value: "qualite"},
			}},
			{Fact: "dette", Options: []decision.Option{{Value: "oui"}, {Value: "non"}}},
			{Fact: "client", Options: []decision.Option{{Value: "consommateur"}, {Value: "public"}}},
			{Fact: "echeance", Kind: decision.Date, Options: []decision.Option{{Value: "lointaine"}, {Value: "proche"}, {Value: "acquise"}}},
			{Fact: "montant", Kind: decision.Amount, Options: []decision.Option{{Value: "jusqu-5000"}, {Value: "plus"}}},
		},
		Thresholds: []decision.Threshold{{Value: "jusqu-5000", Cents: 500_000, Period: known}},
		Limitations: []decision.Limitation{
			{Client: "consommateur", Earliest: 2, Latest: 2, Period: known},
			{Client: "public", Earliest: 4, Latest: 4, NextJanuary: true, Period: known},
		},
	}
	if err := g.Compile(); err != nil {
		t.Fatal(err)
	}
	return g
}

// plain turns non-breaking spaces into ordinary ones, to compare with what one
// types.
func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func TestError(t *testing.T) {
	g := tiny(t)
	for _, c := range []struct {
		year int
		said map[decision.Fact]string
		want string
	}{
		{2026, map[decision.Fact]string{"clent": "public"}, "Le fait « clent » n’existe pas. Vouliez-vous dire « client » ?"},
		{2026, map[decision.Fact]string{"zzzzzzzz": "x"}, "Le fait « zzzzzzzz » n’existe pas. Les faits : cause, dette, client, echeance et montant."},
		{2026, map[decision.Fact]string{"client": "publc"}, "« publc » n’est pas une réponse à « client ». Vouliez-vous dire « public » ?"},
		{2026, map[decision.Fact]string{"dette": "peut-être"}, "« peut-être » n’est pas une réponse à « dette ». Les réponses : oui ou non."},
		{2026, map[decision.Fact]string{"montant": "x,y"}, "« x,y » n’est pas un montant. Écrivez un montant comme 1 234,56 €."},
		{2026, map[decision.Fact]string{"montant": "jusqu-500"}, "« jusqu-500 » n’est pas un montant. Écrivez un montant comme 1 234,56 €. Ou vouliez-vous dire « jusqu-5000 » ?"},
		{2026, map[decision.Fact]string{"echeance": "demain"}, "« demain » n’est pas une date. Écrivez une date comme 31/12/2026."},
		{2019, map[decision.Fact]string{"montant": "12.00"}, "Aucun barème n’est connu à la date du jour pour calculer « montant ». Donnez directement la réponse : jusqu-5000 ou plus."},
		{2019, map[decision.Fact]string{"echeance": "2018-01-01"}, "Aucun barème n’est connu à la date du jour pour calculer « echeance ». Donnez directement la réponse : lointaine, proche ou acquise."},
		{2026, map[decision.Fact]string{"cause": "impaye", "dette": "non"}, "cause=impaye implique dette=oui, mais vous avez dit dette=non. Retirez l’une des deux réponses."},
		{2026, map[decision.Fact]string{"cl\ne\x1b[0mnt": "public"}, "Le fait « cl e [0mnt » n’existe pas. Les faits : cause, dette, client, echeance et montant."},
	} {
		a := decision.NewAnswers(time.Date(c.year, 6, 1, 0, 0, 0, 0, time.UTC))
		for f, said := range c.said {
			a = a.With(f, said)
		}
		errs := g.Valid(a)
		if len(errs) != 1 {
			t.Errorf("%v: %d errors, want 1", c.said, len(errs))
			continue
		}
		got := say.Error(g, errs[0])
		if plain(got) != c.want {
			t.Errorf("%v:\n got %s\nwant %s", c.said, plain(got), c.want)
		}
		if strings.Contains(got, " »") || strings.Contains(got, " ?") || strings.Contains(got, " :") {
			t.Errorf("%v: a breaking space before a sign in %q", c.said, got)
		}
	}
}

func TestErrorOfAnotherKind(t *testing.T) {
	if got := say.Error(tiny(t), errors.New("disque plein\nici\u00a0!")); got != "disque plein ici\u00a0!" {
		t.Errorf("Error = %q", got)
	}
}
