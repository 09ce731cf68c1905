package letter_test

import (
	"strings"
	"testing"

	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
)

// TestDeclaredToTheEve: a declaration of claim counts to the eve of the day the
// proceedings were opened, whatever happened since, and declares what is not due
// yet too.
func TestDeclaredToTheEve(t *testing.T) {
	g, c := guide(t), full()
	c.Journal = append(c.Journal,
		dossier.Event{On: "2026-11-02", Kind: dossier.Insolvent}, // turned into liquidation
		dossier.Event{On: "2026-10-01", Kind: dossier.Insolvent})
	claim := c.Claim(g, "2026-09-30")
	l := letterOf(t, "declaration-creance")
	text := letter.Fill(g, l, c, today).Paper.Markdown()
	total := french.Cents(claim.Principal + claim.Interest + claim.Flat)
	for _, want := range []string{"| **Total au 30/09/2026** | **" + total + "** |", "ouverture" + french.NBSP + ": " + total, "ouverture du" + french.NBSP + ": 01/10/2026"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "/11/2026 |") || strings.Contains(text, "Pas encore échu") {
		t.Errorf("counted after the eve, or without what is to come:\n%s", text)
	}
	later := c
	later.Journal = append(later.Journal, dossier.Event{On: "2026-11-10", Kind: dossier.Paid, Cents: 100})
	if again := letter.Fill(g, l, later, "2027-01-10").Paper.Markdown(); !strings.Contains(again, total) {
		t.Errorf("what happened since changes the total:\n%s", again)
	}
}

// TestNothingDeclaredWithoutItsDay: no sum is certified when the day is not
// noted, and the letter says why.
func TestNothingDeclaredWithoutItsDay(t *testing.T) {
	c := full()
	f := letter.Fill(guide(t), letterOf(t, "declaration-creance"), c, today)
	text := f.Paper.Markdown()
	if amount := french.Cents(1); strings.Contains(text, amount[len(amount)-3:]) {
		t.Errorf("a sum is told:\n%s", text)
	}
	for _, want := range []string{"ouverture" + french.NBSP + ": [à compléter" + french.NBSP + ": le jour du jugement d’ouverture]", "aucun total ne peut être certifié"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
