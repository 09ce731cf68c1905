package tui_test

import (
	"testing"

	"compromis/decision"
	"compromis/internal/say"
)

// TestZeroIsUnsure: 0 alone, then Enter, is « je ne sais pas » where one types, as 0 is
// in the list; an amount that begins by 0 is one.
func TestZeroIsUnsure(t *testing.T) {
	for _, fact := range []decision.Fact{"montant", "echeance"} {
		typed, listed := start(t, 80, 24), start(t, 80, 24)
		typed.ask(fact)
		listed.ask(fact)
		if typed.write("0").press("enter"); typed.screen() != listed.press("tab", "0").screen() {
			t.Errorf("%s: 0 then Enter shows\n%s\nand 0 in the list\n%s", fact, typed.screen(), listed.screen())
		}
	}
	d := start(t, 80, 24)
	a := d.ask("montant")
	d.write("0,50").press("enter")
	d.wantNext(d.answered(a, "montant", "0.50"))
}

// TestDayAsPeopleWriteIt: a day told from today is shown back in full as one types,
// and is the answer; one that cannot be is refused with what to write.
func TestDayAsPeopleWriteIt(t *testing.T) {
	for typed, day := range map[string]string{"15 septembre": "2026-09-15", "mi-septembre": "2026-09-15", "avant-hier": "2026-11-21", "lundi dernier": "2026-11-16", "15/9/26": "2026-09-15"} {
		d := start(t, 80, 24)
		a := d.ask("echeance")
		d.write(typed).want(say.Understood(day))
		d.press("enter").wantNext(d.answered(a, "echeance", day))
	}
	d := start(t, 80, 24)
	d.ask("echeance")
	d.write("31 septembre").press("enter").wantQuestion("echeance").want("Écrivez 30/09/2026").want("31 septembre")
}

// TestDayInAForm: the same on a line of a form, where what is expected is to come.
func TestDayInAForm(t *testing.T) {
	d := complaining(t).press("+").press("enter", "ctrl+u").write("15 septembre").want(say.Understood("2026-09-15"))
	d.press("ctrl+s").want("15/09/2026")
	d = complaining(t).press("esc", "j", "+").want("rendez-vous le")
	for range 4 {
		d.press("tab")
	}
	d.write("15 septembre").want(say.Understood("2027-09-15"))
}
