package ssh

import (
	"strings"
	"testing"

	"compromis/internal/door/doortest"
	"compromis/internal/workshop"
)

// TestLinesTellTheSheet: in plain lines, one asks for one's sheet by a word, and hears
// only what the room was shown.
func TestLinesTellTheSheet(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, doortest.Arrival{Height: -1})
	g.Reads("lignes simples")
	g.Types("fiche\n")
	g.Reads("Votre fiche n’a encore rien")
	doortest.Lead(t, func() error { return s.Room.Pose("Prêts ?", []string{"Oui", "Non"}) }, s.Room.OpenVote)
	g.Reads("vote est ouvert")
	g.Types("2\n")
	g.Reads("Votre réponse : Non.")
	doortest.Lead(t, s.Room.CloseVote, s.Room.Reveal)
	g.Reads("(votre réponse)")
	g.Types("fiche\n")
	g.Reads("Ma fiche.")
	g.Reads("À refaire dans deux semaines")
}

// TestLinesTypedEarlyOrLate: what is typed before a vote opens, or after it closes, is
// told so, in words as by a number; it is never said not to be understood.
func TestLinesTypedEarlyOrLate(t *testing.T) {
	s := open(t, config(t))
	g := join(t, s, doortest.Arrival{Height: -1})
	g.Reads("lignes simples")
	early, late := "pas encore ouvert", "arrive trop tard"
	times := func(text string, n int) {
		t.Helper()
		g.Until("reads again "+text, func() bool { return strings.Count(g.Said(), text) >= n }, g.Said)
	}
	doortest.Lead(t, func() error { return s.Room.Pose("Un mot ?", nil) })
	g.Reads("Vous répondrez en quelques mots")
	for i, typed := range []string{"patience", "0", "12", "pas de procès", "quitter ce client"} {
		g.Types(typed + "\n")
		times(early, i+1)
	}
	doortest.Lead(t, s.Room.OpenVote)
	g.Reads("vote est ouvert")
	g.Types("pas de procès\n") // « pas » alone says whether one is sure
	doortest.Await(t, s.Room, func(v workshop.State) bool { return len(v.Words) == 1 && v.Words[0].Text == "pas de procès" })
	g.Reads("Votre réponse est notée")
	doortest.Lead(t, s.Room.CloseVote)
	g.Reads("vote est fermé")
	for i, typed := range []string{"1", "courage", "pas trop tard"} {
		g.Types(typed + "\n")
		times(late, i+1)
	}
	doortest.Lead(t, func() error { return s.Room.Choose(s.config.Guide.Exercises[0].ID) }, func() error { return s.Room.Ask(workshop.WhichStep) })
	g.Reads("Quelle étape")
	g.Types("2\n")
	times(early, 6)
	if strings.Contains(g.Said(), "pas compris") {
		t.Errorf("an answer is not understood:\n%s", g.Said())
	}
}
