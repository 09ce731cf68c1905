package letter

import (
	"strings"
	"testing"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// TestOthersReadNothingOfTheContent: whatever folder was laid over the content, nobody on
// the other side reads its name; one's own lawyer does.
func TestOthersReadNothingOfTheContent(t *testing.T) {
	g := *contenttest.Guide(t)
	g.Over = decision.Over{Name: "dossier-martin", Print: "0123456789ab"}
	if !strings.Contains(say.Standing(&g), "dossier-martin") {
		t.Fatal("nobody reads it at all")
	}
	const on = decision.Day("2026-11-29")
	c := dossier.Case{
		ID: "x", Title: "x", Said: map[decision.Fact]string{"cause": "impaye", "client": "commercant"},
		Invoices: []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-10-01", Cents: 100_00}}}},
	}
	told := map[string]string{"mediator": HandOver(&g, c, on, Mediator).Markdown(), "calendar": string(Calendar(&g, c, on)), "record": Record(dossier.Complaint{}, on, c).Markdown()}
	for i := range g.Letters() {
		l := &g.Letters()[i]
		told[l.ID] = Fill(&g, l, c, on).Paper.Markdown()
	}
	if told["calendar"] == "" {
		t.Fatal("no calendar")
	}
	for name, text := range told {
		if low := strings.ToLower(strings.ReplaceAll(text, "\r\n ", "")); strings.Contains(low, "dossier-martin") || strings.Contains(low, "contenu modifié") {
			t.Errorf("%s tells of the folder:\n%s", name, text)
		}
	}
	if lawyer := HandOver(&g, c, on, Lawyer).Markdown(); !strings.Contains(lawyer, "dossier-martin") {
		t.Errorf("the lawyer does not read what content answered:\n%.600s", lawyer)
	}
}
