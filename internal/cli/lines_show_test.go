package cli_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/cli"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// late delivery, paid and called off by the client.
func calledOff() dossier.Case {
	return dossier.Case{
		Client: dossier.Party{Name: "Claire Vidal"},
		Said: map[decision.Fact]string{
			"cause": "retard-livraison", "client": "consommateur", "dette": "non", "contact": "oral", "reponse": "refus", "consignee": "oui", "reproche": "fonde",
		},
		Invoices: []dossier.Invoice{{Number: "A", Dues: []dossier.Due{{On: "2026-10-01", Cents: 240_00}}}},
		Journal:  []dossier.Event{{On: "2026-10-01", Kind: dossier.Paid, Cents: 240_00}, {On: "2026-11-18", Kind: "annulation-recue"}},
	}
}

// What one has to give back, by when, and what it becomes is in the result, and whole
// under « comment faire »; nothing is asked of a client who owes nothing.
func TestLinesRefund(t *testing.T) {
	d := newDesk(t)
	id := d.create(calledOff(), "")
	out := d.talk(id, "q")
	has(t, out, say.RefundTitle+" : Rembourser au plus tard le 02/12/2026, 240,00 €. Du 03/12/2026 au 16/12/2026, + 10 %, 264,00 €.")
	if strings.Contains(out, "Total à demander") {
		t.Errorf("something is asked of the client:\n%s", out)
	}
	has(t, d.talk(id, "5", "", "", "", "", "", "", "q"), "à partir du 02/01/2027, + 50 %, 360,00 €")
}

// An answer is told in the words of its question on the way, in the case as in the list.
func TestLinesAnswersAsAsked(t *testing.T) {
	d := newDesk(t)
	id := d.create(calledOff(), "")
	g := guide(t)
	asked := g.AskedOn(g.Walk(calledOff().Answers(g, today)), "reponse")
	want := say.Answer(asked, "refus")
	has(t, d.talk(id, "mes réponses", "", "q"), want)
	has(t, d.done("", "dossiers", "ouvrir", id), want)
}

// Lines are no wider than the terminal, and the result stands above the menu on a
// screen; one is told when its letters may not be those of the program.
func TestLinesOnASmallTerminal(t *testing.T) {
	d := newDesk(t)
	id := d.create(calledOff(), "")
	var out strings.Builder
	typed := "1\n1\n\n\n\n\n\n12\n1\n\n\n\n\n\n\n\n\n\n\n\n"
	cli.Run([]string{"--dossiers", d.cases, "--lineaire", "--dossier", id}, cli.Streams{In: strings.NewReader(typed), Out: &out, Err: &out, Terminal: true, Columns: 40, Foreign: true}, load, readNothing, func() time.Time { return today })
	told, _, _ := strings.Cut(out.String(), "Enregistré sur cet ordinateur") // what follows is to be copied
	first, told, _ := strings.Cut(told, "\n")
	if utf8.RuneCountInString(first) != len(first) || !strings.Contains(first, "UTF-8") {
		t.Errorf("the first line is %q", first)
	}
	for line := range strings.Lines(told) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > 39 && strings.Contains(strings.TrimSpace(line), " ") {
			t.Errorf("%d characters: %q", n, line)
		}
	}
	_, result, _ := strings.Cut(told, "À faire maintenant")
	if result, _, _ = strings.Cut(result, "la lettre"); strings.Count(result, "\n") > 22 {
		t.Errorf("the result is long:\n%s", result)
	}
}
