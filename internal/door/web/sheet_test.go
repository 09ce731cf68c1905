package web

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"compromis/decision"
	"compromis/internal/workshop"
)

// TestSheet: once an exercise is over, each takes away their own answers, the right one,
// the texts with their links, and a reminder that a calendar reads; it weighs little,
// asks for no script, and holds no name.
func TestSheet(t *testing.T) {
	h := open(t)
	a, b := h.visit().enters(), h.visit().enters()
	a.sends("/pseudo", "pseudo", "Zoé")
	e := &h.guide.Exercises[0]
	h.lead(func() error { return h.room.Pose("Un mot ?", nil) }, h.room.OpenVote)
	a.until("Le vote est ouvert").sends("/reponse", "dit", "<b>patience</b>")
	h.lead(h.room.CloseVote, func() error { return h.room.Choose(e.ID) }, func() error { return h.room.Ask(workshop.WhichStep) }, h.room.OpenVote)
	a.until("touchez votre réponse").chooses(1)
	b.until("touchez votre réponse").chooses(0)
	h.lead(h.room.CloseVote, h.room.Reveal)
	if a.until("Ce que la salle a répondu"); strings.Contains(a.page, sheetPath) {
		t.Error("a sheet is offered before anything is over")
	}
	if a.get(sheetPath).sees(plainly(workshop.WordNoSheet)); strings.Contains(a.text(), "La bonne réponse") {
		t.Errorf("the right answer shows before the room may know it:\n%s", a.text())
	}
	h.lead(h.room.SecondRound, h.room.OpenVote)
	a.until("Le second vote est ouvert").chooses(2)
	h.lead(h.room.CloseVote, h.room.Reveal)
	a.until(workshop.WordSheet)
	right, q := h.guide.Step(e.Step), doorQuestion(h)
	a.get(sheetPath).sees("Nom :", plainly(e.Title), "Votre première réponse", plainly(q.Options[0].Label), "Votre seconde réponse", plainly(q.Options[1].Label))
	a.sees(plainly(h.guide.Basis(right.Bases[0].Basis).Reference), workshop.LinkReadTexts, "À refaire dans deux semaines")
	canDoAgain(t, h.guide, e, a)
	if text := a.text(); strings.Contains(text, "Zoé") || strings.Contains(text, "patience") {
		t.Errorf("a name, or words nobody was shown:\n%s", text)
	}
	if weight := len(a.page) + len(styleText); weight > 30_000 || strings.Contains(a.page, "<script") {
		t.Errorf("%d bytes, or a script", weight)
	}
	if b.get(sheetPath).sees("Je ne sais pas", "La bonne réponse", plainly(right.Title)); strings.Contains(b.text(), plainly(q.Options[0].Label)+" ") && e.Step != string(q.Options[0].Value) {
		t.Errorf("the answer of another shows:\n%s", b.text())
	}
	calendars := []string{remindOf(t, a, h.guide), remindOf(t, b, h.guide)}
	if calendars[0] == calendars[1] || !strings.Contains(calendars[0], "DTSTART;VALUE=DATE:") {
		t.Errorf("%q", calendars)
	}
}

// canDoAgain fails unless each exercise to do again stands whole on the sheet, and tells
// the expected step of the one the room was shown to its end, and of no other.
func canDoAgain(t *testing.T, g *decision.Guide, shown *decision.Exercise, b *browser) {
	t.Helper()
	_, again, _ := strings.Cut(b.text(), "À refaire dans deux semaines")
	told := 0
	for i := range g.Exercises {
		e := &g.Exercises[i]
		if !strings.Contains(again, plainly(e.Title)) {
			continue
		}
		told++
		for _, part := range []string{e.Story.String()[:60], e.Documents.String()[:20], workshop.Redone{Exercise: e}.Where()} {
			if !strings.Contains(again, plainly(part)) {
				t.Errorf("%s cannot be done again without %q:\n%s", e.Title, part, again)
			}
		}
		if g.Step(e.Step) != g.Step(shown.Step) && strings.Contains(again, plainly(g.Step(e.Step).Summary)) {
			t.Errorf("%s tells its step to those who were not shown it:\n%s", e.Title, again)
		}
	}
	answer := plainly(workshop.WordRedoShow + " " + g.Step(shown.Step).Title)
	if told != 3 || strings.Count(again, plainly(workshop.WordRedoShow)) != 1 || !strings.Contains(again, answer) {
		t.Errorf("%d to do again, without %q:\n%s", told, answer, again)
	}
}

// doorQuestion is the question about the step of the first exercise.
func doorQuestion(h *house) workshop.Question {
	s := <-h.room.Watch(workshop.Console)
	return *s.Question
}

// remindOf reads the reminder of a browser as a calendar does.
func remindOf(t *testing.T, b *browser, g *decision.Guide) string {
	t.Helper()
	source := b.get(remindPath).page
	calendar, err := ics.ParseCalendar(bytes.NewReader([]byte(source)))
	if err != nil || len(calendar.Events()) != 1 {
		t.Fatalf("%v:\n%s", err, source)
	}
	one := calendar.Events()[0]
	from, err := one.GetAllDayStartAt()
	stamp, errStamp := one.GetDtStampTime()
	if err != nil || errStamp != nil || int(from.Sub(stamp).Hours()) != 14*24 {
		t.Errorf("from %v, written %v", from, stamp)
	}
	named := 0
	for _, e := range g.Exercises {
		if strings.Contains(one.GetProperty(ics.ComponentPropertyDescription).Value, e.Title) {
			named++
		}
	}
	if named != 3 {
		t.Errorf("names %d exercises:\n%s", named, source)
	}
	return source
}

// TestSheetOfAnother: whoever has no seat, or a cookie we did not sign, reads no sheet,
// whatever they add to the address; a seat given back has none any more.
func TestSheetOfAnother(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	h.lead(func() error { return h.room.Pose("Un mot ?", []string{"Oui", "Non"}) }, h.room.OpenVote)
	a.until("touchez votre réponse").chooses(1)
	h.lead(h.room.CloseVote, h.room.Reveal)
	a.until(workshop.WordSheet)
	a.get(sheetPath).sees("Votre réponse Oui")
	b := h.visit().enters()
	for _, path := range []string{sheetPath, sheetPath + "?place=1", sheetPath + "?1", sheetPath + "/1", sheetPath + "?retour=0000", remindPath + "?place=1"} {
		for name, one := range map[string]*browser{"nobody": h.visit(), "another": b} {
			if one.get(path); strings.Contains(one.text(), "Votre réponse Oui") {
				t.Errorf("%s reads %s:\n%s", name, path, one.text())
			}
		}
	}
	stranger := h.visit()
	r, err := http.NewRequest(http.MethodGet, h.base+sheetPath, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(&http.Cookie{Name: cookieName, Value: strings.Repeat("A", 26) + ".2.x"})
	if stranger.does(r); strings.Contains(stranger.text(), "Ma fiche") {
		t.Errorf("a forged pass opens a sheet:\n%s", stranger.text())
	}
	a.get("/").sends("/quitter")
	if a.get(sheetPath); strings.Contains(a.text(), "Ma fiche") {
		t.Errorf("a seat given back still opens a sheet:\n%s", a.text())
	}
}
