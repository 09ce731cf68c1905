package workshop

import (
	"slices"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/say"
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
	told := stage.Session{On: decision.DayOf(s.today), Content: decision.DayOf(s.guide.Version), Standing: say.Standing(s.guide), Objectives: []string{stage.Objective}, People: len(s.seats) - len(s.aside)}
	if began, ended := s.lasted(); !began.IsZero() {
		told.From, told.To = stage.Hour(began), stage.Hour(ended)
	}
	for _, v := range s.votes {
		if v.voters(0)+v.voters(v.round()-1) > 0 {
			round := v.report()
			round.Teams = s.byTeam(v, v.judged())
			told.Rounds = append(told.Rounds, round)
		}
	}
	for _, e := range s.order {
		if r := s.practised(e); r.Right+r.Wrong+r.Unfinished > 0 {
			told.Practice = append(told.Practice, r)
		}
	}
	return told
}

// lasted says when the first vote began and when the last one ended; zero when there
// was none.
func (s *session) lasted() (began, ended time.Time) {
	for _, v := range s.votes {
		if began.IsZero() {
			began = v.began
		}
		ended = v.ended
	}
	if s.last.After(ended) {
		ended = s.last
	}
	return began, ended
}

// report tells a vote, its options in the place of steps.
func (v *vote) report() stage.Round {
	told := stage.Round{Minutes: int(v.ended.Sub(v.began).Round(time.Minute).Minutes()), Own: v.question.Fact == OwnQuestion, Sure: v.confidences(), Open: v.question.Open, Twice: v.round() == 2}
	told.SaidBefore, told.Said = v.shownWords()
	if v.exercise != nil {
		told.Exercise, told.Point = v.exercise.Title, line(v.exercise.Point)
	}
	if v.question.Fact != WhichStep {
		told.Question = v.question.Title
		told.Fact, told.Untold = v.judged(), !v.judged() && !told.Own
	}
	told.Branch = branchName(v.side, v.tied)
	tallies, unsure := v.tallies(), v.unsure()
	for i, o := range v.question.Options {
		row := stage.Vote{Step: o.Label, Before: tallies[0][i]}
		if v.judged() {
			end := v.endings[i]
			row.Expected, row.SameStep = end.Right(), end.Reading == Misread && end.Expected
		}
		if len(tallies) == 2 {
			row.After = tallies[1][i]
		}
		told.Votes = append(told.Votes, row)
	}
	if told.Own {
		told.Point = "" // it is that of the exercise
	}
	told.Unsure.Before = unsure[0]
	if len(unsure) == 2 {
		told.Unsure.After = unsure[1]
	}
	return told
}

// practised tells what people chose alone in an exercise, and where it led them.
func (s *session) practised(e *decision.Exercise) stage.Result {
	told := stage.Result{Exercise: e.Title, Point: line(e.Point)}
	steps, facts := map[string]int{}, map[decision.Fact]map[decision.Value]int{}
	for seat, p := range s.free[e.ID] {
		if s.aside[seat] {
			continue
		}
		at := s.leadOf(p)
		for _, r := range at.walk.Path {
			if r.Deduced {
				continue
			}
			if facts[r.Question.Fact] == nil {
				facts[r.Question.Fact] = map[decision.Value]int{}
			}
			facts[r.Question.Fact][r.Value]++
		}
		switch {
		case at.walk.Next != nil:
			told.Unfinished++
		case at.verdict.Step == nil:
			told.Wrong++
			told.Stuck++
		default:
			steps[at.verdict.Step.ID]++
			if at.verdict.Step.ID == e.Step {
				told.Right++
			} else {
				told.Wrong++
			}
		}
	}
	for _, r := range s.guide.Ladder {
		if n := steps[r.Step]; n > 0 {
			told.Reached = append(told.Reached, stage.Choice{Label: s.guide.Step(r.Step).Title, Right: r.Step == e.Step, Count: n})
			delete(steps, r.Step)
		}
	}
	told.Asked = s.chosen(e, facts)
	return told
}

// chosen tells what people answered alone, question by question.
func (s *session) chosen(e *decision.Exercise, facts map[decision.Fact]map[decision.Value]int) (all []stage.Asked) {
	for i := range s.guide.Questions {
		q := &s.guide.Questions[i]
		given := facts[q.Fact]
		if len(given) == 0 {
			continue
		}
		asked := stage.Asked{Question: q.Title}
		for _, o := range q.Options {
			right := slices.ContainsFunc(e.Answers, func(set decision.Setting) bool { return set.Fact == q.Fact && set.Value == o.Value })
			asked.Choices = append(asked.Choices, stage.Choice{Label: o.Label, Right: right, Count: given[o.Value]})
			delete(given, o.Value)
		}
		unsure := given[decision.Unknown]
		delete(given, decision.Unknown)
		typed := 0
		for _, n := range given {
			typed += n
		}
		for _, more := range []stage.Choice{{Label: say.Unsure, Count: unsure}, {Label: "Une autre valeur", Count: typed}} {
			if more.Count > 0 {
				asked.Choices = append(asked.Choices, more)
			}
		}
		all = append(all, asked)
	}
	return all
}

// line puts a text on one line.
func line(t decision.Text) string { return strings.ReplaceAll(t.String(), "\n", " ") }
