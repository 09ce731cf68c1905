package stage

import (
	"cmp"
	"math"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// Objective is what every session is for.
const Objective = "Choisir l’étape qui convient à un conflit avec un client, et dire sur quel texte elle repose"

// Report tells the last session. An exercise counts once the room voted or its
// step was revealed. ok is false when there is nothing to tell.
func (s *Stage) Report(g *decision.Guide) (report Session, ok bool) {
	for _, p := range s.Plays() {
		e := Exercise(g, p.Exercise)
		if e == nil || !p.Revealed && len(p.Before) == 0 && len(p.After) == 0 {
			continue
		}
		if len(report.Rounds) == 0 {
			report.On, report.From = decision.DayOf(p.Started.Local()), Hour(p.Started)
		}
		report.To = Hour(p.Seen)
		report.Rounds = append(report.Rounds, round(g, e, p))
	}
	report.People = s.people()
	report.Content = decision.DayOf(g.Version)
	report.Objectives = []string{Objective}
	return report, len(report.Rounds) > 0
}

// people is how many took part: what was said last or, where a vote has contradicted it
// since and nobody said another, the most that voted.
func (s *Stage) people() int {
	kept, _ := s.read()
	last, voted := kept.Headcount, 0
	for _, p := range kept.Plays {
		if (p.Present > 0 || !p.Counted.IsZero()) && !p.Counted.Before(last.Counted) {
			last = p.Headcount
		}
		voted = max(voted, total(p.Before), total(p.After))
	}
	return cmp.Or(last.Present, voted)
}

// Hour is an hour as people read it, where they are: « 14 h 05 ».
func Hour(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Local().Format("15" + french.NBSP + "h" + french.NBSP + "04")
}

func total(votes []int) (all int) {
	for _, n := range votes {
		all += n
	}
	return all
}

func round(g *decision.Guide, e *decision.Exercise, p Play) Round {
	r := Round{
		Exercise: e.Title,
		Point:    strings.ReplaceAll(e.Point.String(), "\n", " "),
		Minutes:  int(math.Ceil(p.Elapsed(p.Seen).Minutes())),
	}
	if len(p.Before) == 0 && len(p.After) == 0 {
		return r
	}
	for i, id := range p.Proposals {
		if step := g.Step(id); step != nil {
			r.Votes = append(r.Votes, Vote{Step: step.Title, Expected: id == e.Step, Before: at(p.Before, i), After: at(p.After, i)})
		}
	}
	return r
}

// at is the number of votes of a proposal, 0 when there was no vote.
func at(votes []int, i int) int {
	if i < len(votes) {
		return votes[i]
	}
	return 0
}
