package wire_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/letter"
	"compromis/internal/wire"
)

// unpaid is a case of which one instalment is paid in part, one is late, and one
// is still to come.
func unpaid() dossier.Case {
	return dossier.Case{
		ID: "boulangerie-a1b2", Title: "Impayé de la boulangerie",
		Said: map[decision.Fact]string{
			"cause": "impaye", "client": "commercant", "difficulte": "non", "piece": "rien", "contact": "mise-en-demeure",
			"reponse": "silence", "contrat": "ordinaire", "echeance": "2026-03-31", "contestation": "non", "tiers": "non", "clause": "non", "relation": "non",
		},
		Journal: []dossier.Event{
			{On: "2026-08-01", Kind: dossier.Paid, Cents: 30000, Invoice: "F-12"},
			{On: "2026-06-01", Kind: dossier.Reminded, Before: map[decision.Fact]string{"client": "public"}},
		},
		Invoices: []dossier.Invoice{
			{Number: "F-12", Dues: []dossier.Due{{On: "2026-03-31", Cents: 150000}}},
			{Number: "F-13", Dues: []dossier.Due{{On: "2026-04-30", Cents: 80050}, {On: "2026-12-31", Cents: 20000}}},
		},
	}
}

func handedOver(t *testing.T, c dossier.Case) string {
	t.Helper()
	return written(t, guide(t), func(w wire.Writer) error { return w.HandOver(c, letter.Lawyer) })
}

// TestHandOver: what is asked for is what is owed, less what is not due yet; the
// oldest event comes first; what only the tool needs stays with it.
func TestHandOver(t *testing.T) {
	source := handedOver(t, unpaid())
	got := read[struct {
		Journal []struct{ Quoi string }
		Creance struct {
			Principal int64 `json:"principal_centimes"`
			Interest  int64 `json:"interets_centimes"`
			Flat      int64 `json:"indemnite_centimes"`
			Decompte  []any
		}
		Asked struct {
			Principal int64 `json:"principal_demande_centimes"`
			Later     int64 `json:"a_echoir_centimes"`
			Total     int64 `json:"total_demande_centimes"`
		} `json:"a_demander"`
		Etape  *string
		Pieces []string
	}](t, source)
	owed, asked := got.Creance, got.Asked
	if asked.Later != 20000 || asked.Principal != owed.Principal-20000 || asked.Total != asked.Principal+owed.Interest+owed.Flat || owed.Flat == 0 || len(owed.Decompte) != 2 {
		t.Errorf("owed %+v, asked %+v", owed, asked)
	}
	if len(got.Journal) != 2 || got.Journal[0].Quoi != "relance" {
		t.Errorf("journal %+v", got.Journal)
	}
	if got.Etape == nil || len(got.Pieces) == 0 {
		t.Errorf("step %v, documents %q", got.Etape, got.Pieces)
	}
	for _, own := range []string{`"avant"`, `"brouillons"`, `"conclusion"`} {
		if strings.Contains(source, own) {
			t.Errorf("%s is handed over", own)
		}
	}
}

// TestHandOverOfLittle: lists are lists and what is not known is null.
func TestHandOverOfLittle(t *testing.T) {
	source := handedOver(t, dossier.Case{})
	for _, want := range []string{
		`"journal": []`, `"echeances": []`, `"fondements": []`, `"chemin": []`, `"reclamations": []`, `"pieces": []`,
		`"creance": null`, `"a_demander": null`, `"etape": null`, `"titre": null`,
	} {
		if !strings.Contains(source, want) {
			t.Errorf("no %s in\n%s", want, source)
		}
	}
}

// TestMissingRate: a rate that is not known is said, with what is known.
func TestMissingRate(t *testing.T) {
	c := unpaid()
	c.Invoices[0].Dues[0].On = "1990-01-01"
	for name, source := range map[string]string{
		"handed over": handedOver(t, c),
		"shown":       written(t, guide(t), func(w wire.Writer) error { return w.Case(c, nil, nil) }),
	} {
		got := read[struct{ Creance *claimed }](t, source).Creance
		if got == nil || got.Total == 0 || got.KnownTo != "1990-01-01" || len(got.Missing) != 1 || !strings.Contains(got.Missing[0].Phrase, "n’est pas connu du 02/01/1990 au 31/12/2020") {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// claimed is a claim, as it is told.
type claimed struct {
	Billed   int64                     `json:"prix_factures_centimes"`
	Total    int64                     `json:"total_centimes"`
	Interest int64                     `json:"interets_centimes"`
	Flat     int64                     `json:"indemnite_centimes"`
	Over     int64                     `json:"trop_paye_centimes"`
	Balance  int64                     `json:"solde_factures_centimes"`
	KnownTo  decision.Day              `json:"interets_jusqu_au"`
	Missing  []struct{ Phrase string } `json:"taux_manquants"`
	Remarks  []struct {
		Quoi, Phrase string
		Facture      *string
	} `json:"remarques"`
	Decompte []struct {
		Principal int64 `json:"principal_centimes"`
		Balance   int64 `json:"solde_factures_centimes"`
		Paid      int64 `json:"paye_centimes"`
		Interest  int64 `json:"interets_centimes"`
		Flat      int64 `json:"indemnite_centimes"`
		Periodes  []struct {
			Interest int64 `json:"interets_centimes"`
		}
	}
}

// TestClaimAddsUp: each sum is that of its lines, and no cent vanishes.
func TestClaimAddsUp(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		day := func(name string) decision.Day {
			return decision.Day("2025-01-01").Add(rapid.IntRange(0, 900).Draw(rt, name))
		}
		c := dossier.Case{Said: map[decision.Fact]string{"client": rapid.SampledFrom([]string{"commercant", "consommateur", "public", "etranger"}).Draw(rt, "client")}}
		for i := range rapid.IntRange(1, 3).Draw(rt, "invoices") {
			c.Invoices = append(c.Invoices, dossier.Invoice{Number: string(rune('A' + i)), Dues: []dossier.Due{{On: day("due"), Cents: rapid.Int64Range(1, 5000_00).Draw(rt, "cents")}}})
		}
		var given int64
		for range rapid.IntRange(0, 4).Draw(rt, "payments") {
			e := dossier.Event{On: day("paid"), Kind: dossier.Paid, Cents: rapid.Int64Range(1, 5000_00).Draw(rt, "sum"), Invoice: rapid.SampledFrom([]string{"", "A", "B", "Z"}).Draw(rt, "for")}
			if c = c.With(e); e.On <= today {
				given += e.Cents
			}
		}
		got := read[claimed](t, written(t, g, func(w wire.Writer) error { return w.Claim(c.Claim(g, today)) }))
		var total, balance, paid, cost int64
		for i, in := range got.Decompte {
			total, balance, paid = total+in.Principal+in.Interest+in.Flat, balance+in.Balance, paid+in.Paid
			cost = c.Invoices[i].Total()
			for _, s := range in.Periodes {
				cost += s.Interest
			}
			if flat := in.Paid + in.Principal + in.Interest + in.Flat - cost; flat != 0 && flat != 40_00 {
				rt.Fatalf("%d is not accounted for", flat)
			}
		}
		if got.Total != total || got.Balance != balance || paid+got.Over != given || got.Balance > 0 && got.Balance != max(got.Billed-given, 0) {
			rt.Fatalf("%+v, given %d", got, given)
		}
	})
}
