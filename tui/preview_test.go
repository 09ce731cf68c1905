package tui_test

import (
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/letter"
)

// TestLetterBeside: on a wide screen the letter stands beside its step, as its file
// will be written; Tab gives it the keys that scroll, to its last line.
func TestLetterBeside(t *testing.T) {
	c := unanswered("commercant", "2026-06-15")
	d, dir := at(t, c, today)
	d.resize(120, 40).press("1").want("La lettre").want("à remplir").want("Garage Alizé")
	l := letter.Suited(d.guide, "mettre-en-demeure", onlyCase(t, dir), decision.DayOf(today))[0]
	text := letter.Fill(d.guide, l, onlyCase(t, dir), decision.DayOf(today)).Paper
	before := d.lines()[4]
	d.press("tab", "end")
	last := words(text.Blocks[len(text.Blocks)-1].String())
	if pane := d.pane(); !strings.HasSuffix(pane, last[len(last)-20:]) {
		t.Errorf("the last line is not %q in\n%s", last, pane)
	}
	if d.lines()[4][:20] != before[:20] {
		t.Error("the page moved, not the letter")
	}
	d.press("home", "esc", "down").want("Votre étape").wantNot("Quel est")
	d.resize(80, 40).wantNot("à remplir").resize(120, 40).want("à remplir")
	paid := c.With(dossier.Event{On: "2026-11-20", Kind: dossier.Paid, Cents: 1500_00})
	at120, _ := at(t, paid, today)
	at120.resize(120, 40).press("1").wantNot("à remplir")
}

// TestLetterBesideFollowsTheWindow: it takes the room there is, at every width.
func TestLetterBesideFollowsTheWindow(t *testing.T) {
	d, _ := at(t, unanswered("commercant", "2026-06-15"), today)
	d.resize(120, 40).press("1")
	for _, width := range []int{100, 101, 102, 120, 136, 140, 150, 160} {
		resized := d.resize(width, 40).screen()
		if fresh := d.resize(60, 40).resize(width, 40).screen(); fresh != resized {
			t.Errorf("%d columns: laid out for another width\n%s", width, resized)
		}
	}
}

// pane is the text of what stands beside a page.
func (d *driver) pane() string {
	var text strings.Builder
	for _, l := range d.lines() {
		if _, beside, there := strings.Cut(l, "│ "); there {
			text.WriteString(" " + beside)
		}
	}
	told, _, _ := strings.Cut(words(text.String()), "↑")
	return strings.TrimSpace(told)
}
