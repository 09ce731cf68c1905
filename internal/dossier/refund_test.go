package dossier_test

import (
	"slices"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
)

// TestRefund: of 240,00 € paid and a contract ended on 18 November, the money is due by
// 2 December, then a tenth more for fourteen days, a fifth until the thirtieth, half
// after; even when nothing is left to pay, and no longer once it is given back.
func TestRefund(t *testing.T) {
	g := guide(t)
	c := dossier.Case{
		Said:     map[decision.Fact]string{"cause": "retard-livraison", "client": "consommateur", "dette": "non"},
		Invoices: []dossier.Invoice{{Number: "F", Dues: []dossier.Due{{On: "2026-10-01", Cents: 240_00}}}},
		Journal:  []dossier.Event{{On: "2026-10-01", Kind: dossier.Paid, Cents: 240_00}},
	}
	if all := c.Refund(g, "2026-11-27"); all != nil {
		t.Errorf("nothing was ended: %v", all)
	}
	c = c.With(dossier.Event{On: "2026-11-18", Kind: "annulation-recue"})
	want := []dossier.Tier{
		{To: "2026-12-02", Cents: 240_00}, {From: "2026-12-03", To: "2026-12-16", Percent: 10, Cents: 264_00},
		{From: "2026-12-17", To: "2027-01-01", Percent: 20, Cents: 288_00}, {From: "2027-01-02", Percent: 50, Cents: 360_00},
	}
	all := c.Refund(g, "2026-11-27")
	for i := range want {
		want[i].Basis = "c-conso-l241-4"
		if i == 0 {
			want[i].Basis = "c-conso-l216-7"
		}
		if len(all) != len(want) || all[i] != want[i] {
			t.Fatalf("%v, not %v", all, want)
		}
	}
	c = c.With(dossier.Event{On: "2026-11-28", Kind: dossier.Kept, Limit: string(dossier.RefundLate)})
	if all := c.Refund(g, "2026-11-29"); all != nil {
		t.Errorf("it was given back: %v", all)
	}
	body := dossier.Case{Said: map[decision.Fact]string{"client": "autre-professionnel"}, Invoices: c.Invoices, Journal: c.Journal[:2]}
	if all, want := body.Refund(g, "2026-12-20"), (dossier.Tier{To: "2026-12-02", Cents: 240_00, Basis: "c-conso-l216-8"}); len(all) != 1 || all[0] != want {
		t.Errorf("an association has the same days and no rise: %v, not %v", all, want)
	}
	if all := (dossier.Case{Said: map[decision.Fact]string{"client": "commercant"}}).With(dossier.Event{On: "2026-11-18", Kind: "annulation-recue"}).Refund(g, "2026-11-27"); all != nil {
		t.Errorf("a trader has no such right: %v", all)
	}
}

// TestPaidAndReminded: a reminder of what is to give back outlives the payment of the
// invoices; one to claim what is paid does not.
func TestPaidAndReminded(t *testing.T) {
	g := guide(t)
	c := dossier.Case{
		Invoices: []dossier.Invoice{{Number: "F", Dues: []dossier.Due{{On: "2026-10-01", Cents: 240_00}}}},
		Journal:  []dossier.Event{{On: "2026-10-01", Kind: dossier.Paid, Cents: 240_00}, {On: "2026-11-20", Kind: dossier.ToRecall, Step: "livrer-ou-rembourser", Until: "2026-12-01"}},
	}
	for debt, reminded := range map[string]bool{"non": true, "oui": false} {
		c.Said = map[decision.Fact]string{"client": "consommateur", "dette": debt}
		all := c.Deadlines(g, "2026-11-27")
		if is := slices.ContainsFunc(all, func(d dossier.Deadline) bool { return d.Kind == dossier.Recall && d.On == "2026-12-01" }); is != reminded {
			t.Errorf("debt %s: reminded: %t, of %v", debt, is, all)
		}
	}
}
