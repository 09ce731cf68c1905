package workshop

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"compromis/decision"
)

// replayed plays the committed events again.
func (r *Room) replayed() (*session, error) {
	s := newSession(r.guide, r.journal.header, r.leads)
	for _, e := range r.journal.events {
		if err := s.apply(e); err != nil {
			return nil, unplayable(r.journal.name(), e.N+1)
		}
	}
	return s, nil
}

// replay goes back to what the journal holds: the session may be ahead of it, or
// broken.
func (r *Room) replay() {
	if s, err := r.replayed(); err == nil { // they were played once already
		r.session = s
	}
	r.walking.Store(r.session.walks != nil)
	r.news.toAll = true
}

// bySeat records what a seat does, with its digest the first time.
func (r *Room) bySeat(s Seat, e event) error {
	v := r.visitor(s)
	if v == nil || s == Console {
		return ErrGone
	}
	e.Seat = s.Number
	if r.session.holds(e) {
		r.mark(s.Number)
		return nil
	}
	if _, known := r.session.seats[s.Number]; !known && r.session.keys[v.key] != s.Number {
		e.Key = v.key
	}
	if r.session.homes[s.Number] == "" && r.session.seats[s.Number].home == "" {
		e.Return = r.returns.of(s.Number)
	}
	return r.record(e)
}

// foresee works out where the answer of someone who walks alone leads, outside
// the loop: the others must not wait for it.
func (r *Room) foresee(s Seat, b Ballot, said string) {
	if !r.walking.Load() {
		return
	}
	var a decision.Answers
	err := r.do(func() error {
		if r.session.walks == nil || b.Number != r.session.ballot {
			return ErrLate
		}
		a = r.session.answersOf(s.Number)
		return nil
	})
	if err == nil {
		a, err = r.guide.Answer(a, b.Fact, said)
	}
	if err == nil { // or the loop will say what is wrong
		r.leads.of(a)
	}
}

// record changes the session, and adds the event to the journal.
func (r *Room) record(e event) error {
	e.N = len(r.journal.events) + 1
	if !e.bySeat() {
		e.At = r.now().UTC().Truncate(time.Second)
	}
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if e.bySeat() && r.journal.full() {
		return ErrKept
	}
	if err := r.session.apply(e); err != nil {
		return err
	}
	r.journal.add(e, line)
	if e.bySeat() {
		r.mark(e.Seat)
	} else {
		r.news.toAll = true
		r.walking.Store(r.session.walks != nil)
	}
	return nil
}

func (r *Room) lead(e event) error {
	return r.write(func() error { return r.record(e) })
}

// digest makes of a key what the journal may hold: without the journal, it leads
// to nobody.
func (r *Room) digest(key string) string {
	if key == "" {
		return ""
	}
	h := hmac.New(sha256.New, r.journal.Salt)
	h.Write([]byte(key)) // never fails
	return hex.EncodeToString(h.Sum(nil)[:16])
}
