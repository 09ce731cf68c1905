package web

import (
	"net/http"

	"compromis/internal/paper"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file is what a participant takes away: a page to print or to keep, and a
// reminder for their calendar. Both are of the seat of the cookie, and of no other: no
// address names a seat.

const (
	sheetPath  = "/fiche"
	remindPath = "/a-refaire.ics"
)

const wordKeep = "Pour la garder\u00a0: dans le menu de votre navigateur, imprimez-la ou enregistrez-la."

// leaflet is the page of a sheet.
type leaflet struct {
	workshop.Sheet
	Name, Head, Whose, Only, Keep, Empty, On, Again, How, Point, Texts, Read, Where, NotAdvice string
}

// sheetOf is the sheet of whoever asks; found is false when they were answered already.
func (s *Server) sheetOf(w http.ResponseWriter, r *http.Request) (sheet workshop.Sheet, found bool) {
	p := s.passOf(r)
	if p.stage != within {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return sheet, false
	}
	one, err := s.sit(r, p, "")
	if err == nil && !one.heard() {
		err = errFast
	}
	if err == nil {
		sheet, err = s.entrance.Room.Sheet(one.guest.Seat)
	}
	switch {
	case err == workshop.ErrGone: //nolint:errorlint // itself: the front page says where they sit now
		http.Redirect(w, r, "/", http.StatusSeeOther)
	case err != nil:
		s.door(w, r, p, refused(err))
	}
	return sheet, err == nil
}

// sheet shows it.
func (s *Server) sheet(w http.ResponseWriter, r *http.Request) {
	told, found := s.sheetOf(w, r)
	if !found {
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	write(w, "fiche", leaflet{
		Sheet: told, Name: workshop.WordSheet, Head: workshop.WordSheetHead, Whose: workshop.WordSheetName, Only: workshop.WordSheetOnly, Keep: wordKeep, Empty: workshop.WordNoSheet,
		On: told.Day(), Again: told.WordRedo(), How: workshop.WordRedoHow, Point: workshop.WordPoint, Texts: workshop.WordTexts, Read: workshop.WordReadTexts, Where: workshop.LinkReadTexts, NotAdvice: say.NotAdvice,
	})
}

// remind gives the reminder of what to do again.
func (s *Server) remind(w http.ResponseWriter, r *http.Request) {
	told, found := s.sheetOf(w, r)
	if !found {
		return
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="a-refaire.ics"`)
	_, _ = w.Write(paper.Calendar("Atelier", []paper.Event{{ // or nobody reads it
		UID: told.Mark + "@compromis", On: told.Again, Written: told.On, Summary: told.WordSummary(), About: told.WordAbout(), Rings: []int{0},
	}}))
}
