package tui_test

import (
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// TestRefundFirst: what one has to give back stands under the step, before how to go
// about it, with the days and the sums; on a low screen, in a line; on a narrow one, without
// columns. Of a professional who is no consumer, it says to which the time is due.
func TestRefundFirst(t *testing.T) {
	c := dossier.Case{
		Client: dossier.Party{Name: "Claire Vidal"},
		Said: map[decision.Fact]string{
			"cause": "retard-livraison", "client": "consommateur", "dette": "non", "contact": "oral", "reponse": "refus", "consignee": "oui", "reproche": "fonde",
		},
		Invoices: []dossier.Invoice{{Number: "A", Dues: []dossier.Due{{On: "2026-10-01", Cents: 240_00}}}},
		Journal:  []dossier.Event{{On: "2026-10-01", Kind: dossier.Paid, Cents: 240_00}, {On: "2026-11-18", Kind: "annulation-recue"}},
	}
	d, _ := at(t, c, today)
	d.wantNot("clore").wantNot("tout est payé") // he paid; the business did not
	d.resize(80, 50).press("1").wantStep(d.guide.Step("livrer-ou-rembourser")).want(say.RefundTitle).want("02/12/2026").want("240,00 €").want("du 03/12/2026 au 16/12/2026 + 10 % 264,00 €").want("360,00 €")
	if under := d.row(say.RefundTitle); under < 0 || under > d.row(say.HowToTitle) && d.row(say.HowToTitle) > 0 {
		t.Errorf("not before how to go about it:\n%s", d.screen())
	}
	d.resize(40, 14).press("home").want("240,00 €, puis + 10 %")

	d.resize(56, 50).press("home").want("02/12/2026, 240,00 €").want("+ 10 %, 264,00 €")
	c.Said["client"] = "autre-professionnel"
	d, _ = at(t, c, today)
	d.resize(80, 50).press("1").want("Association, copropriété : au plus tard le 02/12/2026 240,00 €")
}
