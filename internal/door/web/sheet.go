package web

import (
	"net/http"

	el "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"compromis/internal/french"
	"compromis/internal/paper"
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
	write(w, leaflet(told))
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

// leaflet is the page of a sheet.
func leaflet(s workshop.Sheet) el.Node {
	main := el.Group{
		h.P(h.Class("quiet"), el.Text(s.Day())), h.H1(el.Text(workshop.WordSheet)),
		h.P(h.Class("blank"), el.Text(workshop.WordSheetName+french.NBSP+":")),
		h.P(h.Class("quiet screen"), el.Text(workshop.WordSheetOnly+" "+wordKeep)),
	}
	for _, p := range s.Parts {
		main = append(main, played(p))
	}
	if len(s.Parts) == 0 {
		main = append(main, h.P(el.Text(workshop.WordNoSheet)))
	}
	main = append(main, redo(s), h.P(h.Class("quiet"), el.Text(workshop.WordReadTexts+" "), h.A(away(workshop.LinkReadTexts), el.Text(workshop.LinkReadTexts)), el.Text(". "+s.Caution())))
	return document(workshop.WordSheet, nil, h.Div(h.Class("page sheet"),
		h.Header(h.Class("bar"), brand(workshop.WordSheetHead)), h.Main(main...),
		h.Footer(h.Class("screen"), h.A(h.Class("second"), h.Href("/"), el.Text("Revenir à l’atelier")))))
}

// played is what was played, and what to remember of it.
func played(p workshop.Played) el.Node {
	part := el.Group{h.H2(el.Text(p.Title)), el.Map(p.Asked, func(r workshop.Replied) el.Node {
		return h.Div(h.Class("card"), h.H3(el.Text(r.Question)), rows(r.Rows()))
	})}
	if len(p.Point) > 0 {
		part = append(part, h.H3(el.Text(workshop.WordPoint)), prose(p.Point))
	}
	if len(p.Texts) > 0 {
		part = append(part, h.H3(el.Text(workshop.WordTexts)), h.Ul(el.Map(p.Cited(), cited)))
	}
	return h.Section(part...)
}

func cited(c workshop.Cited) el.Node {
	one := el.Group{h.Strong(el.Text(c.Name))}
	if c.Summary != "" {
		one = append(one, h.Br(), el.Text(c.Summary))
	}
	if c.Link != "" {
		one = append(one, h.Br(), h.A(away(c.Link), el.Text(c.Link)))
	}
	return h.Li(one)
}

// redo is what to do again, later.
func redo(s workshop.Sheet) el.Node {
	if len(s.Redo) == 0 {
		return nil
	}
	return h.Section(h.Class("again"), h.H2(el.Text(s.WordRedo())), h.P(el.Text(workshop.WordRedoHow)),
		el.Map(s.Redo, redone),
		h.P(h.Class("screen"), h.A(h.Class("second"), h.Href(remindPath), h.Download("a-refaire.ics"), el.Text("Le noter dans mon agenda"))))
}

// redone is an exercise to do again, on paper or in one's head: nobody needs the program.
func redone(e workshop.Redone) el.Node {
	one := el.Group{
		h.H3(el.Text(e.Title)), prose(e.Story), h.P(h.Class("quiet"), el.Text(workshop.WordPapers+french.NBSP+":")), prose(e.Documents),
		h.P(h.Strong(el.Text(e.Question()))),
		h.P(h.Class("quiet"), el.Text(workshop.WordRedoWrite+french.NBSP+":")),
		h.Div(h.Class("write"), h.Aria("hidden", "true"), h.I(), h.I(), h.I()),
	}
	if e.Step != nil {
		one = append(one, h.Details(h.Class("screen"), h.Summary(el.Text(workshop.WordRedoShow)), h.Div(h.P(h.Strong(el.Text(e.Step.Title))), h.P(el.Text(e.Step.Summary)))))
	}
	return h.Div(append(one, h.P(h.Class("quiet"), el.Text(e.Where())))...)
}
