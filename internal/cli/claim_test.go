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

// Without a rate, what is known is told, and what is not; the command fails.
func TestClaimWithoutRate(t *testing.T) {
	d := newDesk(t)
	partly := func(args ...string) {
		t.Helper()
		exit, out, wrong := d.run("", args...)
		if exit != 1 {
			t.Errorf("compromis %s: exit %d", strings.Join(args, " "), exit)
		}
		has(t, wrong, "n’est pas connu à partir du 01/01/2027")
		// 1 500 € to the end of 2026: 29.96 €, then 12.40 % over 184 days, 93.76 €.
		has(t, out, "Total à demander le 15/01/2027 : 1 663,72 €, intérêts à compléter", "1 500,00 €", "123,72 €", "40,00 €", "n’est pas connu à partir du 01/01/2027")
	}
	partly(strings.Fields("calculer --client commercant --facture 1500 --echeance 2026-05-01 --au 2027-01-15")...)
	c := late(t)
	c.Invoices = []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-05-01", Cents: 150_000}}}}
	c.Journal = nil
	c.Said["client"] = "commercant"
	d.create(c, "")
	partly("calculer", "--dossier", "martin", "--au", "2027-01-15")
	if exit, out, _ := d.run("", "calculer", "martin", "--au", "2027-01-15", "--json"); exit != 1 || !strings.Contains(out, `"total_centimes": 166372`) || !strings.Contains(out, `"interets_jusqu_au": "2026-12-31"`) {
		t.Errorf("exit %d\n%s", exit, out)
	}
	var o opened
	d.json(&o, "dossiers", "ouvrir", "martin", "--aujourdhui", "2027-01-15")
	if o.Creance == nil || o.Creance.Total != 166_372 || len(o.Creance.Missing) != 1 {
		t.Errorf("claim %+v", o.Creance)
	}
	has(t, d.done("", "dossiers", "ouvrir", "martin", "--aujourdhui", "2027-01-15"), "n’est pas connu", "Éts Martin", "1 663,72 €")
	d.create(dossier.Case{Client: dossier.Party{Name: "Durand"}}, "")
	d.refused(1, "n’a pas de facture", "calculer", "--dossier", "durand")
}

// The rate of a contract is refused where the law sets another, and counts
// between professionals, at three times the legal rate at least.
func TestAgreedRateTyped(t *testing.T) {
	d := newDesk(t)
	args := strings.Fields("calculer --facture 1500 --echeance 2026-05-01 --au 2026-08-31 --taux 12,00 --client")
	for _, client := range []string{"consommateur", "public"} {
		d.refused(2, "Il ne compte qu’entre professionnels", append(args, client)...)
	}
	has(t, d.done("", append(args, "commercant")...), "× 12,00 % ×", "taux du contrat")
	c := dossier.Case{Client: dossier.Party{Name: "Martin"}, Said: map[decision.Fact]string{"client": "consommateur"}}
	d.create(c, "")
	d.refused(2, "Il ne compte qu’entre professionnels", "dossiers", "facture", "martin", "--numero", "F-1", "--echeance", "01/05/2026=100", "--taux", "12")
	if got := d.show("martin"); len(got.Dossier.Invoices) > 0 {
		t.Errorf("kept %+v", got.Dossier.Invoices)
	}
}

// What is nought says why, and what is too much never vanishes.
func TestClaimSays(t *testing.T) {
	d := newDesk(t)
	for _, test := range []struct{ args, says string }{
		{"--client consommateur", "pas encore d’intérêt"},
		{"--client etranger", "la loi du contrat"},
		{"--client commercant --acompte 2026-09-15=100", "postérieur au jour du calcul"},
		{"--client commercant --acompte 2026-05-01=6500", "5 000,00 € de trop"},
		{"--client commercant --acompte 2026-05-01=1500", "Tout est payé"},
		{"--client commercant --acompte 2026-06-01=500", "intérêts d’abord (C. civ., art. 1343-1)"},
		{"--client commercant", "365 jours, même bissextile"},
	} {
		out := d.done("", append(strings.Fields("calculer --facture 1500 --echeance 2026-05-01 --au 2026-08-31"), strings.Fields(test.args)...)...)
		has(t, out, test.says)
	}
}

// A payment goes to an invoice of the case: another number is refused, with the
// nearest.
func TestUnknownInvoice(t *testing.T) {
	d := newDesk(t)
	c := dossier.Case{Client: dossier.Party{Name: "Martin"}, Said: map[decision.Fact]string{"client": "commercant", "cause": "impaye"}}
	for _, number := range []string{"F-1", "F-2"} {
		c.Invoices = append(c.Invoices, dossier.Invoice{Number: number, Dues: []dossier.Due{{On: "2026-05-01", Cents: 1000_00}}})
	}
	d.create(c, "")
	d.refused(2, "« F2 » : facture inconnue. Vouliez-vous dire « F-2 » ? Celles de ce dossier : F-1 et F-2.",
		"dossiers", "noter", "martin", "--quoi", "paiement", "--montant", "100", "--facture", "F2")
	if got := d.show("martin").Dossier.Journal; len(got) > 0 {
		t.Errorf("noted %+v", got)
	}
	d.done("", "dossiers", "noter", "martin", "--quoi", "paiement", "--montant", "100", "--facture", "F-2")
	// A file may hold one all the same.
	old := d.create(c.With(dossier.Event{On: "2026-05-01", Kind: dossier.Paid, Cents: 300_00, Invoice: "F2"}), "")
	has(t, d.done("", "calculer", old), "« F2 » ne correspond à aucune facture : le paiement de 300,00 € du 01/05/2026 est compté sur la plus ancienne")
}

// No letter asks for nothing.
func TestLetterWhenAllIsPaid(t *testing.T) {
	d := newDesk(t)
	c := dossier.Case{
		Client: dossier.Party{Name: "Martin"}, Said: map[decision.Fact]string{"client": "commercant", "cause": "impaye"},
		Invoices: []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-05-01", Cents: 1000_00}}}},
	}
	d.create(c.With(dossier.Event{On: "2026-05-01", Kind: dossier.Paid, Cents: 5000_00}), "")
	d.refused(1, "Plus rien n’est dû : le client a payé 4 000,00 € de trop.", "courrier", "martin", "relance-1")
	d.refused(1, "Plus rien n’est dû", "courrier", "martin", "mise-en-demeure-professionnel", "--json")
	d.done("", "courrier", "martin", "accuse-reception-reclamation")
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
		if client == "consommateur" || client == "public" {
			invoice.Rate = 0 // it is refused
		}
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
