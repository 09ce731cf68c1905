package workshop

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/stage"
)

// This file is what a room adds to its exercises: the questions the trainer types,
// the words people answer to them, and whether they are sure of what they answer.

// How long what is typed for a room may be, in characters.
const (
	maxWords    = 140 // a question, or an answer in a few words
	maxLabel    = 60  // an option
	fewOptions  = 2
	mostOptions = 5
)

const (
	yes = "oui"
	no  = "non"
)

// Pose puts to the room a question the trainer typed, with two to five options, or
// none for one that each answers in a few words. The vote is not open yet. The story
// goes on after it where it was.
func (r *Room) Pose(title string, options []string) error {
	e := event{What: posed, Text: tidied(title, maxWords)}
	for _, o := range options {
		e.Options = append(e.Options, tidied(o, maxLabel))
	}
	return r.lead(e)
}

// AskSure says whether each is asked, from now on, if they are sure of their answer.
func (r *Room) AskSure(on bool) error {
	if on {
		return r.lead(event{What: sureOn})
	}
	return r.lead(event{What: sureOff})
}

// Accept says whether the words of a seat, as the trainer read them, may be shown to the
// room, in that ballot: nobody's are before. Words that changed meanwhile are not shown.
func (r *Room) Accept(seat int, b Ballot, read string, shown bool) error {
	if shown {
		return r.reread(event{What: accepted, Seat: seat, Ballot: b.Number, Text: read})
	}
	return r.lead(event{What: withheld, Seat: seat, Ballot: b.Number})
}

// Sure says whether somebody is sure of the answer they gave on a ballot; another
// answer takes it back. The errors are those of [Room.Answer].
func (r *Room) Sure(s Seat, b Ballot, sure bool) error {
	said := map[bool]string{true: yes, false: no}[sure]
	return r.writeSeat(func() error {
		return r.bySeat(s, event{What: sured, Ballot: b.Number, Fact: b.Fact, Value: said})
	})
}

// Unsaid says whether words say nothing: « ? » is not « je ne sais pas », which has its
// own line, and there is nothing to read in it.
func Unsaid(words string) bool { return strings.Trim(words, "?!.… \u00a0") == "" }

// pose puts a question of the trainer.
func (s *session) pose(e event) error {
	q := Question{Fact: OwnQuestion, Title: tidied(e.Text, maxWords), Open: len(e.Options) == 0}
	if q.Title == "" {
		return errPoseWords
	}
	seen := map[string]bool{}
	for i, o := range e.Options {
		o = tidied(o, maxLabel) // a journal may hold anything
		if seen[o] || o == "" {
			return errPoseOptions
		}
		seen[o] = true
		q.Options = append(q.Options, Option{Value: decision.Value(strconv.Itoa(i + 1)), Label: o})
	}
	if n := len(q.Options); n == 1 || n > mostOptions {
		return errPoseOptions
	}
	s.clear(Thinking)
	s.put(q, s.story, e.At)
	return nil
}

// takes says whether an answer is one of the options, or words.
func (v *vote) takes(value decision.Value) bool {
	if v.question.Open {
		return value != ""
	}
	return v.question.index(value) >= 0
}

// change gives a seat an answer: what was accepted, or said to be sure, was another.
func (v *vote) change(seat int, value decision.Value) {
	if v.question.Open {
		value = decision.Value(tidied(string(value), maxWords)) // a journal may hold anything
	}
	if v.last()[seat] != value {
		delete(v.sure[v.round()-1], seat)
		v.accepted = slices.DeleteFunc(v.accepted, func(other int) bool { return other == seat })
	}
	v.last()[seat] = value
}

// worded is an answer as the room keeps it: the words of an open question are made
// safe to show on one line.
func (s *session) worded(e event) (event, error) {
	if s.vote == nil || !s.vote.question.Open || e.Ballot != s.ballot || e.Value == string(decision.Unknown) {
		return e, nil
	}
	if e.Value = tidied(e.Value, maxWords); e.Value == "" {
		return e, errEmptyWords
	}
	return e, nil
}

// beSure keeps whether somebody is sure of their answer.
func (s *session) beSure(e event) error {
	if e.Ballot != s.ballot || s.phase != Voting || e.Fact != s.vote.question.Fact || !s.asksSure() {
		return ErrLate
	}
	if own, ok := s.vote.last()[e.Seat]; !ok || own == decision.Unknown {
		return errNotSure
	}
	s.vote.sure[s.vote.round()-1][e.Seat] = e.Value == yes
	return nil
}

// asksSure says whether each is asked if they are sure: an answer must be right or
// wrong.
func (s *session) asksSure() bool {
	return s.sure && s.vote != nil && s.vote.judged()
}

// accept says whether the words of a seat may be shown.
func (s *session) accept(e event) error {
	if s.vote == nil || !s.vote.question.Open || e.Ballot != s.ballot {
		return errNoWords
	}
	own, answered := s.vote.last()[e.Seat]
	if !answered || own == decision.Unknown || slices.Contains(s.vote.accepted, e.Seat) == (e.What == accepted) {
		return errNoWords
	}
	if e.What == accepted && !e.isRead(string(own)) {
		return errReread
	}
	if e.What == accepted {
		s.vote.accepted = append(s.vote.accepted, e.Seat)
	} else {
		s.vote.accepted = slices.DeleteFunc(s.vote.accepted, func(seat int) bool { return seat == e.Seat })
	}
	return nil
}

// Words are the answer of a seat to an open question.
type Words struct {
	Seat  int
	Text  string
	Shown bool // the trainer accepted them
}

// words are all those of the last round, for the trainer.
func (v *vote) words() []Words { return v.wordsOf(v.round()-1, v.accepted) }

// wordsOf are those of a round, of which some were accepted.
func (v *vote) wordsOf(round int, accepted []int) (all []Words) {
	if !v.question.Open {
		return nil
	}
	drawn := map[int]string{}
	for seat, value := range v.cast[round] {
		if value != decision.Unknown && !v.aside[seat] {
			drawn[seat] = v.drawn(seat, round)
			all = append(all, Words{seat, string(value), slices.Contains(accepted, seat)})
		}
	}
	slices.SortFunc(all, func(a, b Words) int { return strings.Compare(drawn[a.Seat], drawn[b.Seat]) })
	return all
}

// drawn ranks a seat among the words of a round: at random, so that the order says
// nothing of who wrote what, and always alike, so that a list does not move.
func (v *vote) drawn(seat, round int) string {
	h := hmac.New(sha256.New, v.salt)
	fmt.Fprintf(h, "mots %d %d %d", v.ballot, round+1, seat) // never fails
	return string(h.Sum(nil))
}

// shownWords are those the trainer accepted, of the first round when there are two, then
// of the last.
func (v *vote) shownWords() (before, last []string) {
	if v.round() == 2 {
		before = acceptedOf(v.wordsOf(0, v.earlier))
	}
	return before, acceptedOf(v.words())
}

func acceptedOf(words []Words) (all []string) {
	for _, w := range words {
		if w.Shown {
			all = append(all, w.Text)
		}
	}
	return all
}

// Confidence counts, in a round, who was right or wrong, and sure of it or not.
type Confidence = stage.Confidence

// confidences counts each round; nil when nobody said.
func (v *vote) confidences() []Confidence {
	if !v.judged() {
		return nil
	}
	all, said := make([]Confidence, len(v.cast)), 0
	for i, sure := range v.sure {
		c := &all[i]
		for seat, is := range sure {
			value := v.cast[i][seat]
			if v.aside[seat] || value == decision.Unknown {
				continue
			}
			said++
			switch right := v.endings[v.question.index(value)].Right(); {
			case right && is:
				c.RightSure++
			case right:
				c.RightUnsure++
			case is:
				c.WrongSure++
			default:
				c.WrongUnsure++
			}
		}
	}
	if said == 0 {
		return nil
	}
	return all
}

// tidied makes what somebody typed safe to show on one line: what cannot be printed is
// dropped, and what is too long is cut.
func tidied(text string, most int) string {
	letters := []rune(strings.Join(strings.Fields(french.Line(text)), " "))
	return spaced.Replace(strings.TrimSpace(string(letters[:min(len(letters), most)])))
}

// spaced keeps the marks of French with their words.
var spaced = strings.NewReplacer(" ?", french.NBSP+"?", " !", french.NBSP+"!", " :", french.NBSP+":", " ;", french.NBSP+";", "« ", "«"+french.NBSP, " »", french.NBSP+"»")
