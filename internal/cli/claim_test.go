package cli_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
)

// worked is `compromis calculer --json`.
type worked struct {
	Au        string
	Principal int64 `json:"principal_centimes"`
	Retard    int64 `json:"en_retard_centimes"`
	Interets  int64 `json:"interets_centimes"`
	Indemnite int64 `json:"indemnite_centimes"`
	Total     int64 `json:"total_centimes"`
	Decompte  []struct {
		Periodes []struct {
			Du, Au   string
			Jours    int
			Somme    int64 `json:"somme_centimes"`
			Taux     int   `json:"taux_centiemes"`
			Interets int64 `json:"interets_centimes"`
			Formule  string
			Source   *string `json:"source_du_taux"`
		}
	}
	Fondements []struct{ ID, Reference string }
}

// The formula of the law file, by hand: 1 500 € due on 1 May 2026, unpaid on
// 31 August. 60 days at 12.15 %, then 62 at 12.40 %: 29.96 € and 31.59 €, and
// 40 € for the invoice.
func TestClaimOfOneInvoice(t *testing.T) {
	d := newDesk(t)
	args := strings.Fields("calculer --client commercant --facture 1500,00 --echeance 2026-05-01 --au 2026-08-31")
	var w worked
	d.json(&w, args...)
	if w.Au != "2026-08-31" || w.Principal != 150_000 || w.Retard != 150_000 || w.Interets != 61_55 || w.Indemnite != 40_00 || w.Total != 160_155 {
		t.Errorf("got %+v", w)
	}
	if len(w.Decompte) != 1 || len(w.Decompte[0].Periodes) != 2 || len(w.Fondements) == 0 {
		t.Fatalf("got %+v", w)
	}
	text := d.done("", args...)
	has(t, text, "Total à demander le 31/08/2026 : 1 601,55 €")
	for _, p := range w.Decompte[0].Periodes {
		if p.Somme != 150_000 || p.Source == nil {
			t.Errorf("got %+v", p)
		}
		has(t, text, p.Formule, *p.Source)
	}
	for _, f := range w.Fondements {
		has(t, text, f.Reference)
	}
}

// Without a rate, no figure at all: the days are told instead.
func TestClaimWithoutRate(t *testing.T) {
	d := newDesk(t)
	d.refused(1, "n’est pas connu", strings.Fields("calculer --client commercant --facture 1500 --echeance 2026-05-01 --au 2090-01-01")...)
	d.create(late(t), "")
	d.refused(1, "n’est pas connu", "calculer", "--dossier", "martin", "--au", "2090-01-01")
	var o opened
	d.json(&o, "dossiers", "ouvrir", "martin", "--aujourdhui", "2090-01-01")
	if o.Creance != nil || o.Refusee == nil {
		t.Errorf("claim %+v, refused %v", o.Creance, o.Refusee)
	}
	has(t, d.done("", "dossiers", "ouvrir", "martin", "--aujourdhui", "2090-01-01"), "n’est pas connu", "Éts Martin")
	d.create(dossier.Case{Client: dossier.Party{Name: "Durand"}}, "")
	d.refused(1, "n’a pas de facture", "calculer", "--dossier", "durand")
}

// What is typed gives the same claim as a case that says the same.
func TestClaimTypedOrInACase(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(r *rapid.T) {
		day := func(name string) decision.Day {
			return decision.DayOf(time.Date(2024, 1, rapid.IntRange(1, 1000).Draw(r, name), 0, 0, 0, 0, time.UTC))
		}
		sum := rapid.Int64Range(1, 10_000_00)
		client := rapid.SampledFrom(g.Question(decision.FactClient).Options).Draw(r, "client").Value
		invoice := dossier.Invoice{Dues: []dossier.Due{{On: day("due"), Cents: sum.Draw(r, "sum")}}, Rate: rapid.IntRange(0, 1500).Draw(r, "rate")}
		kase := dossier.Case{Client: dossier.Party{Name: "Martin"}, Invoices: []dossier.Invoice{invoice}}.WithAnswers(decision.NewAnswers(today).With(decision.FactClient, string(client)))
		args := []string{"calculer", "--client", string(client), "--facture", euros(invoice.Dues[0].Cents), "--echeance", string(invoice.Dues[0].On)}
		if invoice.Rate > 0 {
			args = append(args, "--taux", euros(int64(invoice.Rate)))
		}
		if rapid.Bool().Draw(r, "noticed") {
			e := dossier.Event{On: day("notice"), Kind: dossier.GaveNotice}
			kase, args = kase.With(e), append(args, "--mise-en-demeure", string(e.On))
		}
		for range rapid.IntRange(0, 2).Draw(r, "payments") {
			e := dossier.Event{On: day("paid on"), Kind: dossier.Paid, Cents: sum.Draw(r, "paid")}
			kase, args = kase.With(e), append(args, "--acompte", string(e.On)+"="+euros(e.Cents))
		}
		d := newDesk(t)
		d.create(kase, "")
		on := string(day("on"))
		exit, typed, wrong := d.run("", append(args, "--au", on, "--json")...)
		kept, saved, alsoWrong := d.run("", "calculer", "--dossier", "martin", "--au", on, "--json")
		if exit != kept || typed != saved || wrong != alsoWrong {
			r.Fatalf("typed: %d\n%s%s\nsaved: %d\n%s%s", exit, typed, wrong, kept, saved, alsoWrong)
		}
	})
}

// euros writes cents as one types them.
func euros(cents int64) string { return fmt.Sprintf("%d,%02d", cents/100, cents%100) }
