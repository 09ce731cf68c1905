package tui_test

import (
	"fmt"
	"strings"
	"testing"

	"compromis/internal/dossier"
)

// onForm opens the form of an invoice, on an example.
func onForm(t testing.TB, width, height int) *driver {
	t.Helper()
	return start(t, width, height).press(fmt.Sprint(examples(guide(t))[0].Welcome), "m", "e", "+").want("facture")
}

// TestAnExampleIsNoValue: an example stands under the field one is on, and what one
// types is alone in the field.
func TestAnExampleIsNoValue(t *testing.T) {
	d := onForm(t, 80, 24)
	at := d.lineOf("Numéro")
	if field := d.lines()[at]; strings.Contains(field, "2026") || !strings.Contains(d.lines()[at+1], "2026-014") {
		t.Errorf("the example is not under the field\n%s", d.screen())
	}
	if d.write("F-7"); !strings.Contains(d.lines()[at], "F-7") || strings.Contains(d.lines()[at], "2026") {
		t.Errorf("%q", d.lines()[at])
	}
	d.press("ctrl+d").wantNot("F-7")
}

// TestAnErrorStandsByItsField, each at the same time, and leaves as soon as one
// types there.
func TestAnErrorStandsByItsField(t *testing.T) {
	d := onForm(t, 80, 24).write("F-7").press("tab").write("31/02/2026").press("ctrl+s").want("« Échéance » manque").want("« Montant de cette échéance » manque")
	at := d.lineOf("Émise le")
	if !strings.HasPrefix(d.lines()[at], " ▌") || !strings.Contains(d.lines()[at+1], "Février 2026") {
		t.Errorf("one is not on the first error\n%s", d.screen())
	}
	d.press("backspace").wantNot("Février 2026").want("« Échéance » manque")
	d.press("ctrl+u").write("28/02/2026").press("ctrl+s")
	if at := d.lineOf("Échéance"); !strings.HasPrefix(d.lines()[at], " ▌") {
		t.Errorf("one is not on the next error\n%s", d.screen())
	}
}

// TestTheFieldOneIsOnIsInSight on every entry of the longest form, at every size,
// forth and back; and how to save always is.
func TestTheFieldOneIsOnIsInSight(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		d := start(t, size[0], size[1]).press(fmt.Sprint(examples(guide(t))[0].Welcome), "m", "p")
		seen := map[string]bool{}
		for _, key := range []string{"tab", "shift+tab"} {
			for range 13 {
				d.want("ctrl+s")
				at := d.lineOf("▌")
				seen[d.lines()[at]] = true
				d.press(key)
			}
		}
		if len(seen) < 14 {
			t.Errorf("%v: %d entries of 14", size, len(seen))
		}
	}
}

// TestAListIsChosenFrom by the arrows, by the first letters of a word, by the mouse; by a digit
// when it is short. An arrow beyond its end goes on.
func TestAListIsChosenFrom(t *testing.T) {
	d := start(t, 80, 40).press(fmt.Sprint(examples(guide(t))[0].Welcome), "m", "j", "+")
	d.press("down", "down").want("● Réponse du client").press("p").want("● Paiement reçu").press("p").wantNot("● Paiement reçu")
	d.clickOn("○ Créance déclarée").want("● Créance déclarée").press("m", "é", "d").want("● Médiation ou conciliation acceptée").want("med…")
	d.press("+", "*").want("● Médiation ou conciliation acceptée").press("b", "o", "d").want("● Ouverture publiée au BODACC").press("down").wantNot("bod…")
	d.press("esc", "esc", "p", "tab", "tab", "tab", "tab", "tab").press("2").want("● Madame").press("down", "down").want("Monsieur ▾")
}

// lineOf is the place of the first line that shows a text.
func (d *driver) lineOf(text string) int {
	d.t.Helper()
	for i, l := range d.lines() {
		if strings.Contains(l, text) {
			return i
		}
	}
	d.t.Fatalf("no %q on\n%s", text, d.screen())
	return -1
}

// TestInvoicesAsATable: invoices are typed row by row, their sum follows; what the
// table has no column for stays as it is.
func TestInvoicesAsATable(t *testing.T) {
	d, c := unpaid(t)
	d.press("+").fill("F-1", "01/06/2026", "15/06/2026", "31/03/2026", "1 500", "30/04/2026 200,00").press("t").want("2 échéances")
	d.press("down").write("F-2").press("tab").write("3 000,50").press("tab").write("31/04/2026").press("ctrl+s").want("30/04/2026")
	d.press("ctrl+u").write("30/04/2026").press("tab").write("F-2").press("tab").want("5\u00a0124,07").press("ctrl+s").want("déjà pris")
	d.press("ctrl+d").write("F-3").press("ctrl+s").want("« Montant TTC » manque")
	if at := d.lineOf("F-3"); !strings.HasPrefix(d.lines()[at], " ▌") {
		t.Errorf("one is not on the row that lacks something\n%s", d.screen())
	}
	d.press("shift+tab", "ctrl+d")
	d.press("ctrl+s")
	c.Invoices = []dossier.Invoice{
		{Number: "F-1", Issued: "2026-06-01", Done: "2026-06-15", Dues: []dossier.Due{{On: "2026-03-31", Cents: 1500_00}, {On: "2026-04-30", Cents: 200_00}}},
		{Number: "F-2", Dues: []dossier.Due{{On: "2026-04-30", Cents: 3000_50}}},
	}
	d.wantClaim(c)
}

// TestRowsAfterAnEmptyOne are kept as the others are.
func TestRowsAfterAnEmptyOne(t *testing.T) {
	d, c := unpaid(t)
	d.press("t", "down").write("F-2").press("tab").write("3 000,50").press("tab").write("30/04/2026").want("3\u00a0").press("ctrl+s")
	c.Invoices = []dossier.Invoice{{Number: "F-2", Dues: []dossier.Due{{On: "2026-04-30", Cents: 3000_50}}}}
	d.wantClaim(c).want("F-2")
}

// TestADraftOfTheTableFindsItsInvoice by its number, however many came before it since.
func TestADraftOfTheTableFindsItsInvoice(t *testing.T) {
	dir, id := keptCase(t)
	d := window(t, dir, id).press("e", "t").write("F-2").press("tab").write("200").press("esc")
	d.press("+").fill("F-1", "", "", "31/03/2026", "100").press("t").want("F-1").want("F-2").want("Repris")
	d.press("esc", "esc").want("Vous écriviez").press("enter")
	d.want("F-1").want("F-2").press("tab", "tab", "tab", "tab", "tab").write("30/04/2026").press("ctrl+s")
	c := onlyCase(t, dir)
	if len(c.Invoices) != 2 || c.Invoices[0].Number != "F-1" || c.Invoices[0].Total() != 100_00 || c.Invoices[1].Number != "F-2" || c.Invoices[1].Total() != 200_00 {
		t.Errorf("kept %+v", c.Invoices)
	}
}

// TestTheTableHasRoomForItsSums, or is a list, in which an arrow goes to the next line.
func TestTheTableHasRoomForItsSums(t *testing.T) {
	for width := 40; width <= 90; width++ {
		d := start(t, width, 60).press(fmt.Sprint(examples(guide(t))[0].Welcome), "m", "e", "t")
		d.write("F-1").press("tab").write("1 234 567,89").press("tab").write("31/03/2026").press("shift+tab")
		if table := strings.Contains(d.lines()[d.lineOf("Montant TTC")], "Reste dû"); table != (width >= 73) {
			t.Errorf("%d columns: a table %v", width, table)
		} else if table && !strings.Contains(d.lines()[d.lineOf("F-1")], "€ ") && !strings.HasSuffix(strings.TrimSpace(d.lines()[d.lineOf("F-1")]), "€") {
			t.Errorf("%d columns: no sum\n%s", width, d.screen())
		} else if at := d.lineOf("▌"); !table {
			if d.press("down"); d.lineOf("▌") == at || !strings.Contains(d.lines()[d.lineOf("▌")], "Échéance") {
				t.Errorf("%d columns: an arrow does not go to the next line\n%s", width, d.screen())
			}
		}
	}
}

// TestOneLine: on the last line of a form, Enter saves, and the help line says so.
func TestOneLine(t *testing.T) {
	d := start(t, 100, 40).press(fmt.Sprint(examples(guide(t))[0].Welcome), "e").want("Quel jour").want("entrée valider").wantNot("ligne suivante")
	d.press("enter").want("Votre étape")
}
