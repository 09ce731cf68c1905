package web

import (
	"errors"
	"net/http"
	"net/netip"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/door"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// What is said at the door.
const (
	wordWrong   = "Ce n’est pas le code de la salle. Vérifiez-le sur l’écran, puis recommencez."
	wordWait    = "Beaucoup de codes faux viennent de votre réseau. Après avoir touché le bouton, attendez un peu, jusqu’à une minute ou deux."
	wordAgain   = "Cette page n’est plus à jour. Recommencez."
	wordCookies = "Cette page n’est plus à jour, ou votre navigateur refuse les cookies. Il en faut un, qui garde votre place. Acceptez-les pour cette adresse, puis recommencez."
)

// entry is the page at the door.
type entry struct {
	status int
	word   string // what went wrong, or ""

	Word    string
	Code    bool   // the code is asked for
	Taken   bool   // the seat was taken back elsewhere
	Number  string // the return number: the one they typed, or theirs
	Bye     string // there is nothing to do but to wait
	Heading string
	Form    string
	Slowed  string
}

// door shows the page at the door, for somebody who has no seat.
func (s *Server) door(w http.ResponseWriter, r *http.Request, p pass, e entry) {
	e.Word, e.Code, e.Form = e.word, p.stage == outside, s.form(p, "entrer")
	if e.Code && s.entrance.Slowed(s.guesser(r, p)) {
		e.Slowed = wordWait
	}
	s.give(w, p)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if e.status == 0 {
		e.status = http.StatusOK
	}
	w.WriteHeader(e.status)
	write(w, e.page())
}

// front is the page itself. A code in its address is read, then taken away from
// there: it would stay in the history of the browser.
func (s *Server) front(w http.ResponseWriter, r *http.Request) {
	p := s.passOf(r)
	if code := r.URL.RawQuery; code != "" && !strings.Contains(code, "=") {
		if p.stage == outside && s.opens(w, r, p, code) {
			p.stage = invited
		}
		s.give(w, p)
		word := ""
		if p.stage == outside {
			word = "?code=faux"
		}
		http.Redirect(w, r, "/"+word, http.StatusSeeOther)
		return
	}
	if p.stage != within {
		e := entry{}
		if p.stage == outside && r.URL.Query().Get("code") == "faux" {
			e.word = wordWrong
		}
		s.door(w, r, p, e)
		return
	}
	one, err := s.sit(r, p, "")
	switch {
	case err != nil:
		s.door(w, r, p, refused(err))
	case !one.heard():
		s.door(w, r, p, refused(errFast))
	default:
		s.room(w, r, one)
	}
}

// room shows the page of a seat.
func (s *Server) room(w http.ResponseWriter, r *http.Request, one *seat) {
	now := one.now()
	if now.out {
		e := farewell(now.why)
		e.Number = now.state.Return
		s.door(w, r, one.pass, e)
		return
	}
	s.give(w, one.pass)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	at := one.sees(now.state, r.URL.Query().Get("revoir"), sighted{})
	at.waits = at.waits && r.URL.RawQuery != still
	s.whole(w, at, one.said())
}

// farewell is what is said to somebody who was put out.
func farewell(why door.Closing) entry {
	switch why {
	case door.Paused:
		return entry{Heading: wordBye, Bye: wordPaused}
	case door.Finished:
		return entry{Heading: wordBye, Bye: wordDone}
	}
	return entry{Taken: true}
}

// refused is the page of somebody who may not come in.
func refused(err error) entry {
	status := http.StatusTooManyRequests
	switch {
	case err == errFast:
		return entry{status: status, Heading: "Un instant", Bye: err.Error()}
	case errors.Is(err, workshop.ErrFull), errors.Is(err, workshop.ErrClosed):
		status = http.StatusServiceUnavailable
	case errors.Is(err, workshop.ErrNumber):
		status = http.StatusForbidden
	}
	return entry{status: status, word: err.Error()}
}

// guesser is whose wrong codes count together.
func (s *Server) guesser(r *http.Request, p pass) netip.Addr {
	return s.entrance.Guesser(wireOf(r).From(), p.key())
}

// opens says whether a code is right; it may take a while.
func (s *Server) opens(w http.ResponseWriter, r *http.Request, p pass, code string) bool {
	return s.entrance.Opens(r.Context().Done(), s.guesser(r, p), code)
}

// enter takes somebody in: with the code, unless they gave it.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) {
	p := s.passOf(r)
	if _, err := r.Cookie(cookieName); err != nil || !s.checked(r, p, "entrer") {
		s.door(w, r, p, entry{status: http.StatusForbidden, word: wordCookies})
		return
	}
	if p.stage == outside && !s.opens(w, r, p, r.PostFormValue("code")) {
		s.door(w, r, p, entry{status: http.StatusForbidden, word: wordWrong})
		return
	}
	if old := s.seated(p); old != nil && old.now().out { // taken back elsewhere, and now back here
		s.forget(old)
	}
	p.stage = max(p.stage, invited)
	number := strings.TrimSpace(r.PostFormValue("retour"))
	if _, err := s.sit(r, p, number); err != nil {
		e := refused(err)
		e.Number = number
		s.door(w, r, p, e)
		return
	}
	p.stage = within
	s.give(w, p)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// inside takes the form of somebody inside, if it is theirs; done is false when it
// was answered already.
func (s *Server) inside(w http.ResponseWriter, r *http.Request, does string) (one *seat, done bool) {
	p := s.passOf(r)
	if p.stage != within {
		s.door(w, r, p, entry{status: http.StatusForbidden, word: wordCookies})
		return nil, true
	}
	if !s.checked(r, p, does) {
		s.door(w, r, p, entry{status: http.StatusForbidden, word: wordAgain})
		return nil, true
	}
	one, err := s.sit(r, p, "")
	if err == nil && !one.heard() {
		err = errFast
	}
	if err != nil {
		s.door(w, r, p, refused(err))
		return nil, true
	}
	return one, false
}

// answer votes, or answers the question of somebody who walks alone.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	b := ballotOf(r)
	one, done := s.inside(w, r, replying(b))
	if done {
		return
	}
	if sure := r.PostFormValue("certitude"); sure != "" {
		s.reply(w, r, one, s.entrance.Room.Sure(one.guest.Seat, b, sure == "oui"), "")
		return
	}
	said := r.PostFormValue("dit") // the button that was touched
	if said == "" {
		if said = r.PostFormValue("mots"); workshop.Unsaid(said) {
			said = ""
		}
	}
	s.reply(w, r, one, s.entrance.Room.Answer(one.guest.Seat, b, said), "")
}

// rename takes a pseudonym.
func (s *Server) rename(w http.ResponseWriter, r *http.Request) {
	one, done := s.inside(w, r, "pseudo")
	if done {
		return
	}
	name := r.PostFormValue("pseudo")
	word := workshop.NameNoted(name)
	if _, _, found := french.Hidden(name); found {
		word += " " + say.Cleaned("de ce que vous avez tapé")
	}
	s.reply(w, r, one, s.entrance.Room.Rename(one.guest.Seat, name), word)
}

// join takes another team.
func (s *Server) join(w http.ResponseWriter, r *http.Request) {
	one, done := s.inside(w, r, "equipe")
	if done {
		return
	}
	team, _ := strconv.Atoi(r.PostFormValue("equipe")) // what is no number is no team
	s.reply(w, r, one, s.entrance.Room.JoinTeam(one.guest.Seat, team), "")
}

// quit gives the seat back.
func (s *Server) quit(w http.ResponseWriter, r *http.Request) {
	one, done := s.inside(w, r, "quitter")
	if done {
		return
	}
	one.close(door.Open)
	s.forget(one)
	p := one.pass
	p.stage = invited
	s.give(w, p)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// reply says what came of a form: on the next page, or at once to the script.
func (s *Server) reply(w http.ResponseWriter, r *http.Request, one *seat, err error, word string) {
	if err != nil && !errors.Is(err, workshop.ErrGone) && !errors.Is(err, workshop.ErrClosed) {
		word = workshop.Refusal(s.config.Guide, err)
	}
	if r.PostFormValue("par") == "script" {
		s.told(w, word)
		return
	}
	one.say(word)
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// ballotOf is the ballot a form answers.
func ballotOf(r *http.Request) workshop.Ballot {
	n, _ := strconv.Atoi(r.PostFormValue("tour")) // what is no number signs nothing
	return workshop.Ballot{Number: n, Fact: decision.Fact(r.PostFormValue("sur"))}
}
