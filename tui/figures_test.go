package tui_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// fill fills the lines of a form, one after the other, and saves it. "=" leaves
// a line as it is, and "down" goes one choice down a list.
func (d *driver) fill(texts ...string) *driver {
	for i, text := range texts {
		if i > 0 {
			d.press("enter")
		}
		switch text {
		case "=":
		case "down":
			d.press("down")
		default:
			d.press("ctrl+u").paste(text)
		}
	}
	return d.press("ctrl+s")
}

// unpaid is the first example with its invoices open, in a window so high that
// everything is in sight.
func unpaid(t testing.TB) (*driver, dossier.Case) {
	first := examples(guide(t))[0]
	d := start(t, 100, 70).press(fmt.Sprint(first.Welcome), "m", "e").want("Aucune facture")
	return d, dossier.Case{}.WithAnswers(exercise(first))
}

// wantClaim fails unless the screen shows what the case gives a right to.
func (d *driver) wantClaim(c dossier.Case) *driver {
	d.t.Helper()
	claim := c.Claim(d.guide, decision.DayOf(today))
	return d.want(say.PrincipalName + " " + french.Cents(claim.Principal)).want(say.InterestName + " " + french.Cents(claim.Interest)).
		want(say.FlatName + " " + french.Cents(claim.Flat)).want(say.TotalName + " " + french.Cents(claim.Total))
}

// TestInvoice adds an invoice, changes it, notes a payment, deletes it: the sums
// follow, and the working out shows every line of them.
func TestInvoice(t *testing.T) {
	d, c := unpaid(t)
	d.press("+").fill("F-12", "", "31/03/2026", "30/4/26", "1 500,00", "31/05/2026 500,00", "30 juin 2026 = 1 000")
	c.Invoices = []dossier.Invoice{{Number: "F-12", Done: "2026-03-31", Dues: []dossier.Due{
		{On: "2026-04-30", Cents: 1500_00}, {On: "2026-05-31", Cents: 500_00}, {On: "2026-06-30", Cents: 1000_00},
	}}}
	d.want("F-12 : 3 000,00 €").wantClaim(c)
	d.press("c")
	claim := c.Claim(d.guide, decision.DayOf(today))
	for _, s := range claim.Invoices[0].Spans {
		d.want(say.Span(s))
	}
	for _, id := range claim.Bases {
		d.want(d.guide.Basis(id).Reference)
	}
	d.press("esc", "p").fill("=", "02/06/2026", "", "800,00", "down")
	d.wantClaim(c.With(dossier.Event{On: "2026-06-02", Kind: dossier.Paid, Cents: 800_00, Invoice: "F-12"})).want("payé ")
	d.clickOn("F-12").want("Modifier une facture").fill("F-13", "=", "=", "=", "=", "=", "=", "=", "12,00 %")
	c.Invoices[0].Number, c.Invoices[0].Rate = "F-13", 12_00
	d.want("F-13").wantClaim(c.With(dossier.Event{On: "2026-06-02", Kind: dossier.Paid, Cents: 800_00, Invoice: "F-13"}))
	d.press("esc", "j").want("(facture F-13)").press("esc", "e").clickOn("F-13")
	for range 9 {
		d.press("enter")
	}
	d.press("down", "ctrl+s").want("Aucune facture").wantNot("F-13")
}

// TestInvoiceRefused keeps what was typed and says what is wrong.
func TestInvoiceRefused(t *testing.T) {
	for _, wrong := range []struct {
		texts []string
		says  string
	}{
		{[]string{"F-1", "", "", "31/02/2026", "100"}, "28/02/2026"},
		{[]string{"F-1", "", "", "jadis", "100"}, "31/12/2026"},
		{[]string{"", "", "", "31/01/2026", "100"}, "« Numéro » manque"},
		{[]string{"F-1", "", "", "31/01/2026", ""}, "manque"},
		{[]string{"F-1", "", "", "31/01/2026", "-5"}, "négatif"},
		{[]string{"F-1", "", "", "31/01/2026", "100", "500,00"}, "le jour puis le montant"},
		{[]string{"F-1", "", "", "31/01/2026", "100", "31/02/2026 500,00"}, "28/02/2026"},
		{[]string{"F-1", "", "", "31/01/2026", "100", "28/02/2026 1.234"}, "deux façons"},
		{[]string{"F-1", "", "", "31/01/2026", "100", "", "", "", "12 pour cent"}, "un taux comme"},
		{[]string{"F-1", "", "", "31/01/2026", "100", "", "", "", "1200"}, "un taux comme"},
	} {
		d, _ := unpaid(t)
		d.press("+").fill(wrong.texts...).want(wrong.says)
		for _, text := range wrong.texts {
			d.want(text)
		}
		if d.press("esc").want("Aucune facture"); d.quit {
			t.Error("Escape quits")
		}
	}
	d, _ := unpaid(t)
	d.press("+").fill("F-1", "", "", "31/01/2026", "100").press("+").fill("F-1", "", "", "31/01/2026", "200").want("déjà pris")
}

// TestDuesAreKept types instalments at random: their sum is what is owed, and the
// form gives them back.
func TestDuesAreKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		dues := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) dossier.Due {
			day := decision.Day("2025-01-01").Add(rapid.IntRange(0, 1000).Draw(r, "day"))
			return dossier.Due{On: day, Cents: rapid.Int64Range(1, 1e9).Draw(r, "cents")}
		}), 1, 4).Draw(r, "dues")
		texts := []string{"F-1", "", "", french.Day(string(dues[0].On)), french.Cents(dues[0].Cents)}
		total := dues[0].Cents
		for _, due := range dues[1:] {
			texts = append(texts, french.Day(string(due.On))+" "+french.Cents(due.Cents))
			total += due.Cents
		}
		d, _ := unpaid(t)
		if d.press("+").fill(texts...); !d.shows("F-1 : " + french.Cents(total)) {
			r.Fatalf("%q typed, %s owed, and\n%s", texts, french.Cents(total), d.screen())
		}
		d.clickOn("F-1")
		for _, text := range texts {
			if !d.shows(text) {
				r.Fatalf("%q is lost\n%s", text, d.screen())
			}
		}
	})
}

// TestMissingRate tells what is missing, and still shows what is known.
func TestMissingRate(t *testing.T) {
	d, c := unpaid(t)
	c.Invoices = []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2020-06-30", Cents: 100_00}}}}
	claim := c.Claim(d.guide, decision.DayOf(today))
	if len(claim.Missing) != 1 || claim.Interest == 0 {
		t.Fatalf("a rate of 2020 is known: %+v", claim)
	}
	said := say.MissingRate(claim, claim.Missing[0])
	d.press("+").fill("F-1", "", "", "30/06/2020", "100").want(said).wantClaim(c)
	d.press("c").want(said).want(say.Span(claim.Invoices[0].Spans[0]))
}

// TestPaymentChoosesItsInvoice: the invoice of a payment is chosen in the list of
// those of the case, and a payment says how much.
func TestPaymentChoosesItsInvoice(t *testing.T) {
	d, c := unpaid(t)
	d.press("+").fill("F-1", "", "", "31/03/2026", "1 500").press("+").fill("F-2", "", "", "30/04/2026", "3 000,50")
	c.Invoices = []dossier.Invoice{
		{Number: "F-1", Dues: []dossier.Due{{On: "2026-03-31", Cents: 1500_00}}}, {Number: "F-2", Dues: []dossier.Due{{On: "2026-04-30", Cents: 3000_50}}},
	}
	d.press("p", "tab", "tab", "tab", "tab").want("Aucune en particulier").want("F-1 : 1 500,00 €").want("F-2 : 3 000,50 €")
	d.press("shift+tab", "shift+tab", "shift+tab", "shift+tab")
	d.fill("=", "02/06/2026", "", "").want("manque").press("esc")
	d.press("p").fill("=", "02/06/2026", "", "500", "=").want("ne désigne aucune facture")
	c = c.With(dossier.Event{On: "2026-06-02", Kind: dossier.Paid, Cents: 500_00})
	d.wantClaim(c).want("d’intérêts d’abord").want("le solde des factures : 4 000,50 €")
	d.press("p", "enter", "enter", "enter").paste("100,00").press("enter", "down", "down", "ctrl+s")
	d.wantClaim(c.With(dossier.Event{On: decision.DayOf(today), Kind: dossier.Paid, Cents: 100_00, Invoice: "F-2"}))
	d.press("esc", "j", "+")
	d.onKind(dossier.Paid).press("ctrl+s").want("Donnez la somme reçue")
}

// TestOverpaid: too much is said, all is paid, and no letter asks for nothing.
func TestOverpaid(t *testing.T) {
	d, _ := unpaid(t)
	d.press("+").fill("F-1", "", "", "31/03/2026", "1 000").press("p").fill("=", "31/03/2026", "", "5 000,00")
	d.want("Tout est payé").want("Le client a payé 4 000,00 € de trop.").want("soldée").wantNot("Total à demander")
	d.press("esc")
	l := letterNamed(t, d.guide, "relance-1")
	d.press("l").clickOn(l.Title).want("Plus rien n’est dû").wantNot("Madame, Monsieur").press("p").want("Plus rien n’est dû")
}

// letterNamed finds a letter of the guide.
func letterNamed(t *testing.T, g *decision.Guide, id string) *decision.Letter {
	for i := range g.Letters() {
		if g.Letters()[i].ID == id {
			return &g.Letters()[i]
		}
	}
	t.Fatalf("no letter %s", id)
	return nil
}

// sumOn matches a line of a table of what is owed: the end of a name, its sum.
var sumOn = regexp.MustCompile(`(?m)^([^0-9:=×,\n]*) ([0-9][0-9 ]*,[0-9]{2}) € *$`)

// TestSumsAddUp: at every size no amount is cut, and the lines of a table make
// its total.
func TestSumsAddUp(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		d, _ := unpaid(t)
		d.press("+").fill("F-1", "", "", "31/03/2026", "1 500 000,10").press("+").fill("F-2", "", "", "30/04/2026", "3 000,50")
		d.press("p").fill("=", "02/06/2026", "", "700,00", "=").resize(size[0], size[1])
		var tables, sum int64
		for _, page := range []string{"", "c"} {
			if page != "" {
				d.press(page)
			}
			d.resize(size[0], 300)
			d.wantNot("…")
			for _, m := range sumOn.FindAllStringSubmatch(strings.ReplaceAll(d.screen(), french.NBSP, " "), -1) {
				amount, _ := french.ParseAmount(m[2])
				if !strings.Contains(m[1], "Total") {
					sum += cents(amount)
				} else if tables++; cents(amount) != sum {
					t.Errorf("%v: the lines make %d, the total says %d\n%s", size, sum, cents(amount), d.screen())
				} else {
					sum = 0
				}
			}
		}
		if tables != 3 {
			t.Errorf("%v: %d tables seen", size, tables)
		}
		d.resize(size[0], size[1])
		for range 12 {
			d.wantNot("…").fits()
			d.press("space")
		}
	}
}

// TestRateRefused: the rate of a contract is not taken from whom it does not
// bind.
func TestRateRefused(t *testing.T) {
	for _, e := range examples(guide(t)) {
		if client, _ := exercise(e).Get(decision.FactClient); client != "consommateur" {
			continue
		}
		d := start(t, 100, 70).press(fmt.Sprint(e.Welcome), "m", "e").want("Aucune facture")
		d.press("+", "tab", "tab", "tab", "tab", "tab", "tab", "tab", "tab").want("Ne compte qu’entre professionnels").press("esc", "+").fill("F-1", "", "", "31/03/2026", "1 000", "", "", "", "12,00 %").want("Laissez cette ligne vide").want("12,00 %")
		d.press("esc", "+").fill("F-1", "", "", "31/03/2026", "1 000").want("pas encore d’intérêt")
		return
	}
	t.Fatal("no example with a consumer")
}

// TestLimitation shows the last day to sue, and what each event did to it.
func TestLimitation(t *testing.T) {
	d, c := unpaid(t)
	d.press("x").want("n’est pas connu").press("esc")
	d.press("+").fill("F-1", "", "", "31/01/2024", "100", "", "", "", "")
	d.press("esc", "j")
	for _, e := range []dossier.Event{
		{On: "2024-03-01", Kind: dossier.GaveNotice}, {On: "2025-03-01", Kind: dossier.Acknowledged},
	} {
		c = c.With(e)
		d.note(e)
	}
	c.Invoices = []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2024-01-31", Cents: 100_00}}}}
	bar, ok := c.Bar(d.guide, decision.DayOf(today))
	if !ok || len(bar.Moves) != 2 || bar.Moves[0].Effect != dossier.NoEffect || bar.Moves[1].Effect == dossier.NoEffect {
		t.Fatalf("bar %+v", bar)
	}
	d.press("esc", "e", "x").want(french.Day(string(bar.Earliest)))
	for _, m := range bar.Moves {
		d.want(french.Day(string(m.Event.On)) + " " + say.Event(d.guide, m.Event.Kind)).want(d.guide.Basis(m.Basis).Reference)
	}
	d.want("n’arrête pas la prescription").clickOn("01/03/2024").want("Un texte")
}

// onKind chooses what happened in the form of an event.
func (d *driver) onKind(kind dossier.EventKind) *driver {
	d.t.Helper()
	chosen := func() bool {
		y := d.row("● ")
		return y >= 0 && strings.HasSuffix(strings.TrimRight(d.lines()[y], " "), "● "+say.Event(d.guide, kind))
	}
	for range dossier.EventKinds(d.guide) {
		d.press("up")
	}
	for range dossier.EventKinds(d.guide) {
		if chosen() {
			return d
		}
		d.press("down")
	}
	d.t.Fatalf("no %s on\n%s", kind, d.screen())
	return d
}

// note writes an event in the journal, from its screen.
func (d *driver) note(e dossier.Event) *driver {
	d.t.Helper()
	d.press("+").onKind(e.Kind)
	return d.fill("=", french.Day(string(e.On))).want(say.Event(d.guide, e.Kind))
}

// TestStakes draws each way open to the case, at every size, and says in words
// what the bars say.
func TestStakes(t *testing.T) {
	for _, amount := range []string{"10,00", "1 500,00", "800 000,00"} {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
			d, c := unpaid(t)
			d.press("+").fill("F-1", "", "", "31/12/2026", amount)
			sum, _ := french.ParseAmount(amount)
			c.Invoices = []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-12-31", Cents: cents(sum)}}}}
			all := dossier.Stakes(d.guide, c.Answers(d.guide, today), cents(sum))
			if len(all) == 0 {
				t.Fatal("no way is open")
			}
			d.press("s").resize(100, 300).want("Somme en jeu " + amount + " €")
			over := 0
			for _, s := range all {
				d.want(s.Step.Title)
				if s.Known && s.Figures.CostMax > cents(sum) {
					over++
				}
			}
			if told := strings.Count(d.text(), "plus que la somme"); told != over {
				t.Errorf("%s: %d ways cost too much, %d said so", amount, over, told)
			}
			d.resize(size[0], size[1])
			for range 30 {
				if d.fits(); strings.Contains(strings.Join(d.lines()[2:], "\n"), "…") { // a line too wide would be cut
					t.Fatalf("cut:\n%s", d.screen())
				}
				d.press("space")
			}
		}
	}
}

func cents(canonical string) (n int64) {
	var rest int64
	fmt.Sscanf(canonical, "%d.%d", &n, &rest)
	return n*100 + rest
}

// TestStakesWithoutASum says that there is nothing to compare with.
func TestStakesWithoutASum(t *testing.T) {
	d, _ := unpaid(t)
	d.press("s").want("Somme en jeu inconnue").wantNot("█").wantNot("plus que la somme")
}
