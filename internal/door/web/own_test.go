package web

import (
	"strings"
	"testing"
)

// TestWordsOnThePage: an open question is answered in words, without the script; no
// other page has them before the trainer accepts them, and they are no markup.
func TestWordsOnThePage(t *testing.T) {
	h := open(t)
	a, b := h.visit().enters(), h.visit().enters()
	h.lead(func() error { return h.room.Pose("Que lui dire ?", nil) }, h.room.OpenVote)
	a.until("Que lui dire ?").sees("en quelques mots")
	if a.refreshes() {
		t.Error("the page comes again under somebody who writes")
	}
	a.sends("/reponse", "dit", `<script>x</script> Bonjour`)
	if a.sees("C’est noté"); !strings.Contains(a.page, `value="&lt;script&gt;`) {
		t.Errorf("one’s own words are not there to change:\n%s", a.page)
	}
	h.lead(h.room.CloseVote, h.room.Reveal)
	b.until("Les réponses que le formateur accepte")
	if strings.Contains(b.page, "Bonjour") {
		t.Error("shown before it is accepted")
	}
	h.lead(func() error { return h.room.Accept(1, true) })
	b.until("Bonjour")
	if strings.Contains(b.page, "<script>x") {
		t.Error("words are markup")
	}
}

// TestSureOnThePage: once asked, one says whether one is sure of one's answer; another
// answer takes it back.
func TestSureOnThePage(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	e := h.guide.Exercises[0].ID
	h.lead(func() error { return h.room.Choose(e) }, func() error { return h.room.Ask("") }, func() error { return h.room.AskSure(true) }, h.room.OpenVote)
	if a.until("touchez votre réponse"); strings.Contains(a.text(), "sûr ?") {
		t.Error("asked before there is an answer")
	}
	a.chooses(1).sees("En êtes-vous sûr ?")
	a.sends("/reponse", "certitude", "non").sees("Vous n’en êtes pas sûr.")
	a.sends("/reponse", "certitude", "oui").sees("Vous en êtes sûr.")
	a.chooses(2).sees("En êtes-vous sûr ?")
	if a.chooses(0); strings.Contains(a.text(), "En êtes-vous sûr") {
		t.Error("asked of somebody who does not know")
	}
}
