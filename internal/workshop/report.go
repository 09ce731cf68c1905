package workshop

import (
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/stage"
)

// Report tells what the room has done so far, in counts alone. A question
// nobody answered is left out.
func (r *Room) Report() (stage.Session, error) {
	var told stage.Session
	err := r.do(func() error { told = r.session.report(); return nil })
	return told, err
}

func (s *session) report() stage.Session {
	told := stage.Session{On: decision.DayOf(s.today), Content: decision.DayOf(s.guide.Version), Objectives: []string{stage.Objective}}
	for _, v := range s.votes {
		if v.voters(0)+v.voters(v.round()-1) > 0 {
			told.Rounds = append(told.Rounds, v.report())
		}
	}
	for _, e := range s.order {
		if r := s.practised(e); r.Right+r.Wrong > 0 {
			told.Practice = append(told.Practice, r)
		}
	}
	return told
}

// report tells a vote, its options in the place of steps.
func (v *vote) report() stage.Round {
	told := stage.Round{Exercise: v.exercise.Title, Point: line(v.exercise.Point), Minutes: int(v.ended.Sub(v.began).Round(time.Minute).Minutes())}
	if v.question.Fact != WhichStep {
		told.Exercise += ". " + v.question.Title
	}
	switch v.side {
	case Majority:
		told.Exercise += " (la majorité)"
	case Minority:
		told.Exercise += " (la minorité)"
	}
	tallies := v.tallies()
	for i, o := range v.question.Options {
		row := stage.Vote{Step: o.Label, Expected: v.endings[i].Expected, Before: tallies[0][i]}
		if len(tallies) == 2 {
			row.After = tallies[1][i]
		}
		told.Votes = append(told.Votes, row)
	}
	return told
}

// practised counts those who reached the step of an exercise alone.
func (s *session) practised(e *decision.Exercise) stage.Result {
	told := stage.Result{Point: line(e.Point)}
	for seat, p := range s.free[e.ID] {
		switch at := s.leadOf(p); {
		case s.aside[seat]:
		case at.walk.Next != nil:
		case at.verdict.Step != nil && at.verdict.Step.ID == e.Step:
			told.Right++
		default:
			told.Wrong++
		}
	}
	return told
}

// line puts a text on one line.
func line(t decision.Text) string { return strings.ReplaceAll(t.String(), "\n", " ") }
