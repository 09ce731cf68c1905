package handout_test

import (
	"strings"
	"testing"

	"compromis/internal/stage"
)

// TestReportOfWords: an open question put twice is told as both times were answered.
func TestReportOfWords(t *testing.T) {
	s := stage.Session{On: "2026-11-23", Rounds: []stage.Round{{
		Question: "Que lui dire ?", Own: true, Open: true, Twice: true, SaidBefore: []string{"Rien"}, Said: []string{"Bonjour", "Une date"}, Unsure: stage.Vote{Before: 3},
	}}}
	report := told(t, s)
	rest := report
	for _, want := range []string{"**Je ne sais pas** : 3 votes avant, 0 vote après", "avant la discussion", "« Rien »", "après", "« Bonjour »", "« Une date »"} {
		_, after, found := strings.Cut(strings.ReplaceAll(rest, "\u00a0", " "), want)
		if !found {
			t.Fatalf("no %q, after the others, in\n%s", want, report)
		}
		rest = after
	}
	_, all := rows(t, s)
	count := map[string]int{}
	for _, r := range all {
		count[r["rubrique"]]++
	}
	if count["mots de la salle, avant"] != 1 || count["mots de la salle, après"] != 2 || count["cas sans vote"] != 0 {
		t.Errorf("rows %v", count)
	}
}
