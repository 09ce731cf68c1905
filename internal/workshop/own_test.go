package workshop_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/workshop"
)

// TestOpenQuestion: what people write is made safe, and no other screen has it before
// the trainer accepts it; another answer must be accepted again.
func TestOpenQuestion(t *testing.T) {
	r := open(t, t.TempDir())
	must(t, r.Pose("Que lui \x1b[2Jdire ?", nil), r.OpenVote())
	a, b := join(t, r, "a"), join(t, r, "b")
	s := state(t, r, a)
	if s.Question == nil || !s.Question.Open || strings.Contains(s.Question.Title, "\x1b") {
		t.Fatalf("asked %+v", s.Question)
	}
	if r.Answer(a, s.Ballot, " \x00\n ") == nil {
		t.Error("nothing is an answer")
	}
	must(t, r.Answer(a, s.Ballot, "\x1b]0;x\aBonjour\n\u202e "+strings.Repeat("é", 300)), r.Answer(b, s.Ballot, "Rien"))
	everybody := func() (shown []string) {
		for _, key := range []string{"a", "b", "c"} {
			shown = append(shown, state(t, r, join(t, r, key)).Said...)
		}
		return append(shown, state(t, r, workshop.Console).Said...)
	}
	must(t, r.CloseVote(), r.Reveal())
	if said := everybody(); len(said) > 0 {
		t.Fatalf("shown before they are accepted: %q", said)
	}
	words := state(t, r, join(t, r, "a"))
	if words.Words != nil {
		t.Error("a seat has the words of the others")
	}
	must(t, accept(t, r, a, true))
	said := state(t, r, join(t, r, "c")).Said
	if len(said) != 1 || !strings.Contains(said[0], "Bonjour") || strings.ContainsAny(said[0], "\x1b\a\n\u202e") || len([]rune(said[0])) > 140 {
		t.Fatalf("shown %q", said)
	}
	if r.FollowMajority() == nil || r.Accept(77, s.Ballot, "Rien", true) == nil || accept(t, r, a, true) == nil {
		t.Error("follows an open question, or accepts nothing")
	}
	must(t, r.Hide(), r.OpenVote(), r.Answer(join(t, r, "a"), s.Ballot, "Autre"), r.CloseVote(), r.Reveal())
	if said := everybody(); len(said) > 0 {
		t.Errorf("another answer is shown without being accepted: %q", said)
	}
}

// TestConfidence: who is right or wrong, and sure of it, is counted once the endings
// may be seen; « je ne sais pas » is neither.
func TestConfidence(t *testing.T) {
	r := open(t, t.TempDir())
	must(t, r.Choose("impaye"), r.Ask(workshop.WhichStep), r.AskSure(true), r.OpenVote())
	right := decision.Value(expected(t, "impaye"))
	wrong := right
	for _, o := range state(t, r, workshop.Console).Question.Options {
		if o.Value != right {
			wrong = o.Value
		}
	}
	votes := []struct {
		value decision.Value
		sure  bool
		want  workshop.Confidence
	}{
		{right, true, workshop.Confidence{RightSure: 1}}, {right, false, workshop.Confidence{RightUnsure: 1}}, {wrong, true, workshop.Confidence{WrongSure: 1}}, {wrong, false, workshop.Confidence{WrongUnsure: 1}},
		{wrong, true, workshop.Confidence{WrongSure: 1}},
	}
	var want workshop.Confidence
	for i, v := range votes {
		seat := join(t, r, string(rune('a'+i)))
		s := state(t, r, seat)
		if r.Sure(seat, s.Ballot, true) == nil {
			t.Error("sure of nothing")
		}
		must(t, r.Answer(seat, s.Ballot, string(v.value)), r.Sure(seat, s.Ballot, v.sure))
		want.RightSure += v.want.RightSure
		want.RightUnsure += v.want.RightUnsure
		want.WrongSure += v.want.WrongSure
		want.WrongUnsure += v.want.WrongUnsure
	}
	unsure := join(t, r, "z")
	s := state(t, r, unsure)
	must(t, r.Answer(unsure, s.Ballot, string(decision.Unknown)))
	if r.Sure(unsure, s.Ballot, true) == nil {
		t.Error("sure not to know")
	}
	must(t, r.CloseVote(), r.Reveal())
	if s := state(t, r, workshop.Console); s.Confidences != nil {
		t.Error("who is right shows before the discussion")
	}
	must(t, r.FollowMajority())
	if s := state(t, r, workshop.Console); len(s.Confidences) != 1 || s.Confidences[0] != want {
		t.Errorf("counted %+v, not %+v", s.Confidences, want)
	}
	told, err := r.Report()
	must(t, err)
	if len(told.Rounds[0].Sure) != 1 || told.Rounds[0].Sure[0] != want {
		t.Errorf("reported %+v", told.Rounds[0].Sure)
	}
}

// TestWordsSayNoSeat: the order of what people wrote is that of nobody's seat, answer or
// acceptance; it is the same each time, for all, and in a room opened again.
func TestWordsSayNoSeat(t *testing.T) {
	orders := map[string]bool{}
	for range 12 { // all in one order by chance: one in 120^11
		dir := t.TempDir()
		r := open(t, dir)
		must(t, r.Pose("Pourquoi ?", nil), r.OpenVote())
		for seat := range 5 { // seated in the order a, b, c, d, e
			join(t, r, string(rune('a'+seat)))
		}
		for _, key := range []string{"e", "d", "c", "b", "a"} {
			s := join(t, r, key)
			must(t, r.Answer(s, state(t, r, s).Ballot, key))
		}
		must(t, r.CloseVote())
		listed := func() (texts []string) {
			for _, w := range state(t, r, workshop.Console).Words {
				texts = append(texts, w.Text)
			}
			return texts
		}
		before := listed()
		for _, key := range []string{"c", "b", "d", "a", "e"} {
			must(t, accept(t, r, join(t, r, key), true))
		}
		must(t, r.Reveal())
		shown := state(t, r, join(t, r, "a")).Said
		must(t, r.Close())
		r = open(t, dir)
		told, err := r.Report()
		must(t, err)
		for who, list := range map[string][]string{"the list": listed(), "the room": shown, "the report": told.Rounds[0].Said} {
			if !slices.Equal(list, before) {
				t.Errorf("%s has %v, after %v", who, list, before)
			}
		}
		orders[strings.Join(before, "")] = true
		must(t, r.Close())
	}
	if len(orders) == 1 {
		t.Errorf("always in one order: %v", orders)
	}
}

// TestSureFromTheSecondVote: nothing is said of a round where nobody was asked.
func TestSureFromTheSecondVote(t *testing.T) {
	r := open(t, t.TempDir())
	must(t, r.Choose("impaye"))
	right := decision.Value(expected(t, "impaye"))
	voted(t, r, workshop.WhichStep, map[string]decision.Value{"a": right, "b": right})
	must(t, r.SecondRound(), r.AskSure(true), r.OpenVote())
	a := join(t, r, "a")
	b := state(t, r, a).Ballot
	must(t, r.Answer(a, b, string(right)), r.Sure(a, b, true), r.CloseVote(), r.Reveal())
	if lines := state(t, r, a).SureLines(); len(lines) != 1 || !strings.Contains(lines[0], "sûr 1") {
		t.Errorf("says %q", lines)
	}
}

// accept has the trainer show, or not, the words of a seat as they stand.
func accept(t fatal, r *workshop.Room, seat workshop.Seat, shown bool) error {
	t.Helper()
	s := state(t, r, workshop.Console)
	for _, w := range s.Words {
		if w.Seat == seat.Number {
			return r.Accept(seat.Number, s.Ballot, w.Text, shown)
		}
	}
	return r.Accept(seat.Number, s.Ballot, "?", shown)
}

// TestAcceptedAsRead: what changed since the trainer read it is neither shown nor
// renamed, and is shown to the trainer again; a restart changes nothing.
func TestAcceptedAsRead(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	a := join(t, r, "a")
	must(t, r.Rename(a, "Gentil"), r.Rename(a, "Autre"))
	if r.ShowName(a.Number, "Gentil", true) == nil || r.NameSeat(a.Number, "Gentil", "Colibri") == nil || r.ShowName(a.Number, "", true) == nil {
		t.Error("a pseudonym nobody read is shown")
	}
	if s := state(t, r, workshop.Console); len(s.Names) > 0 || attendee(t, s, a.Number).Name != "Autre" {
		t.Errorf("shown %q, read %+v", s.Names, s.Roll)
	}
	must(t, r.ShowName(a.Number, "Autre", true), r.Pose("Pourquoi\u00a0?", nil), r.OpenVote())
	s := state(t, r, a)
	if s.NameFate == "" {
		t.Error("nobody tells them that it is shown")
	}
	must(t, r.Answer(a, s.Ballot, "Gentil"), r.Answer(a, s.Ballot, "Autre"))
	if r.Accept(a.Number, s.Ballot, "Gentil", true) == nil || r.Accept(a.Number, s.Ballot, "", true) == nil {
		t.Error("words nobody read are accepted")
	}
	must(t, r.Accept(a.Number, s.Ballot, "Autre", true), r.Close())
	r = open(t, dir)
	if s := state(t, r, workshop.Console); len(s.Words) != 1 || !s.Words[0].Shown || !attendee(t, s, a.Number).NameShown {
		t.Errorf("once opened again: %+v, %+v", s.Words, s.Roll)
	}
}

// TestPlaceNames: a pseudonym that would pass for a place is refused; others may hold a
// number, and two may be the same: each shows with its place.
func TestPlaceNames(t *testing.T) {
	r := open(t, t.TempDir())
	a, b := join(t, r, "a"), join(t, r, "b")
	for _, name := range []string{"Place 1", "place n° 3", "PLACE\u00a011", "« Place 2 »", "Place numéro 4", "place②"} {
		if r.Rename(a, name) == nil {
			t.Errorf("%q is taken", name)
		}
	}
	for _, name := range []string{"Place des Vosges", "Lili 1", "Zoé"} {
		must(t, r.Rename(a, name))
	}
	must(t, r.Rename(b, "Zoé"), r.Choose("impaye"))
	roll := state(t, r, workshop.Console).Roll
	if one, two := attendee(t, workshop.State{Roll: roll}, a.Number), attendee(t, workshop.State{Roll: roll}, b.Number); one.Called() == two.Called() || !one.Unread() {
		t.Errorf("called %q and %q", one.Called(), two.Called())
	}
}

// TestBoothCountsFromThree: while a vote is open, the trainer sees who answered, and what
// only once three have.
func TestBoothCountsFromThree(t *testing.T) {
	r := open(t, t.TempDir())
	mail, leave := r.Booth()
	defer leave()
	must(t, r.Choose("impaye"), r.Ask(workshop.WhichStep), r.OpenVote())
	for i := range 3 {
		seat := join(t, r, fmt.Sprint("key ", i))
		s := state(t, r, seat)
		must(t, r.Answer(seat, s.Ballot, string(s.Question.Options[0].Value)))
		if seen := <-mail; (len(seen.Rounds) > 0) != (i == 2) || seen.Voters != i+1 {
			t.Errorf("after %d, the booth counts %v of %d", i+1, seen.Rounds, seen.Voters)
		}
	}
}
