package web

import (
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/door/doortest"
	"compromis/internal/workshop"
)

// TestWordsOnThePage: an open question is answered in words, without the script; no
// other page has them before the trainer accepts them, and they are no markup.
func TestWordsOnThePage(t *testing.T) {
	h := open(t)
	a, b := h.visit().enters(), h.visit().enters()
	h.lead(func() error { return h.room.Pose("Que lui dire ?", nil) }, h.room.OpenVote)
	a.until("Le vote est ouvert").sees("Que lui dire ?", "en quelques mots")
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
	h.lead(func() error { doortest.Accept(t, h.room, 1); return nil })
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
	if ask, list := strings.Index(a.page, `id="certitude"`), strings.Index(a.page, `class="choices"`); ask < 0 || ask > list {
		t.Errorf("what is asked is at %d, under the answers at %d", ask, list)
	}
	a.sends("/reponse", "certitude", "non").sees("Vous n’en êtes pas sûr.")
	a.sends("/reponse", "certitude", "oui").sees("Vous en êtes sûr.")
	a.chooses(2).sees("En êtes-vous sûr ?")
	if a.chooses(0); strings.Contains(a.text(), "En êtes-vous sûr") {
		t.Error("asked of somebody who does not know")
	}
}

// TestRefusalInPlainWords: an answer that is not taken is refused without the name of
// a fact or of a value, which nobody in the room has read; in a vote and alone.
func TestRefusalInPlainWords(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	refused := func(moment string) {
		t.Helper()
		_, told, found := strings.Cut(a.sends("/reponse", "dit", "bidon").page, `role="alert">`)
		told, _, _ = strings.Cut(told, "</p>")
		words := strings.FieldsFunc(told, func(r rune) bool { return strings.ContainsRune(" \u00a0.,«»:?", r) })
		if named := func(q decision.Question) bool { return slices.Contains(words, string(q.Fact)) }; !found || slices.ContainsFunc(h.guide.Questions, named) {
			t.Errorf("%s: refused by %q", moment, told)
		}
	}
	e := &h.guide.Exercises[0]
	h.lead(func() error { return h.room.Choose(e.ID) }, func() error { return h.room.Ask(decision.FactClient) }, h.room.OpenVote)
	a.until("touchez votre réponse")
	refused("vote")
	h.lead(h.room.CloseVote, h.room.FreePlay)
	a.until(wordWalk)
	refused("alone")
}

// TestReturnNumberIsNamed: what one is told to keep is the number, beside it and not
// under the pseudonym.
func TestReturnNumberIsNamed(t *testing.T) {
	h := open(t)
	page := h.visit().enters().page
	_, after, _ := strings.Cut(page, "Votre numéro de retour")
	if before, _, found := strings.Cut(after, workshop.ReturnHelp); !found || strings.Contains(before, "pseudonyme") {
		t.Errorf("the help is not beside the number:\n%s", page)
	}
}

// TestNoNamesOnThePage: once the trainer forbids pseudonyms, the page says so, takes
// away the one that was taken and has no form for another; one that is posted is refused.
func TestNoNamesOnThePage(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	a.sends("/pseudo", "pseudo", "Zoé").sees("Vous êtes « Zoé »")
	kept := a.form("/pseudo")
	h.lead(func() error { return h.room.AllowNames(false) })
	a.until(plainly(workshop.WordNameless))
	if strings.Contains(a.page, "Zoé") || strings.Contains(a.page, `action="/pseudo"`) {
		t.Errorf("there is still a name:\n%s", a.page)
	}
	kept.Set("pseudo", "Yves")
	if a.post("/pseudo", kept).sees(plainly(workshop.WordNameless)); strings.Contains(a.page, "Yves") {
		t.Errorf("a name is taken:\n%s", a.page)
	}
	h.lead(func() error { return h.room.AllowNames(true) })
	a.until("Pseudonyme, quitter")
}

// TestTeamOnThePage: one sees one's team, and takes another; one there is not is refused.
func TestTeamOnThePage(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	if strings.Contains(a.text(), "équipe") {
		t.Errorf("a team before there are any:\n%s", a.text())
	}
	h.lead(func() error { return h.room.SetTeams(3) })
	a.until("Vous êtes de l’équipe 1")
	a.sends("/equipe", "equipe", "3").sees("Vous êtes de l’équipe 3")
	for _, team := range []string{"4", "0", "-1", "", "x", "<b>"} {
		a.sends("/equipe", "equipe", team).sees("Cette équipe n’existe pas", "Vous êtes de l’équipe 3")
	}
	h.lead(func() error { return h.room.SetTeams(2) })
	a.until("Vous êtes de l’équipe 1")
}

// TestCalmPage: without the script, a page that comes again by itself leads to the same
// one which does not: there one reads the story and types a pseudonym in peace, and what
// became of it is told.
func TestCalmPage(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	h.lead(func() error { return h.room.Choose("impaye") }, func() error { return h.room.Ask(workshop.WhichStep) })
	a.until("vote à venir")
	if !a.refreshes() || !strings.Contains(a.page, `href="`+stillPath+`"`) || !strings.Contains(a.page, `class="page comes-again"`) {
		t.Errorf("no way out of a page that comes again:\n%s", a.page)
	}
	if a.get(stillPath); a.refreshes() || strings.Contains(a.page, "comes-again") || !strings.Contains(a.page, `id="pseudo"`) || !strings.Contains(a.page, wordReread) {
		t.Errorf("the calm page is not, or lacks something:\n%s", a.page)
	}
	a.sends("/pseudo", "pseudo", strings.Repeat("Zoé ", 10)).sees("coupé à 24", "Le formateur lit votre pseudonyme")
	a.sends("/pseudo", "pseudo", "Place 2").sees("ne peut pas ressembler")
	if !strings.Contains(styleText, "body:not(.live-page) .comes-again details") {
		t.Error("what is unfolded there closes at once")
	}
}

// TestUnsaid: « ? » typed in answer to an open question is not « je ne sais pas ».
func TestUnsaid(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	h.lead(func() error { return h.room.Pose("Que lui dire ?", nil) }, h.room.OpenVote)
	a.until("Le vote est ouvert").sends("/reponse", "mots", " ? ").sees("Écrivez votre réponse")
	if a.mine() >= 0 {
		t.Error("it is taken as an answer")
	}
	a.sends("/reponse", "mots", "Bonjour").sees("C’est noté")
}
