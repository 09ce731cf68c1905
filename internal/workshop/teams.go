package workshop

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/stage"
)

// This file is the teams of a room: none, unless the trainer says how many. Those
// present are dealt one in turn, so that sizes differ by one at most; who comes later goes
// to the smallest; each may choose another. They only part results.

const (
	fewTeams  = 2
	mostTeams = 6
	teamFew   = 3 // a result by team needs so many answers in each: fewer would show who answered what
)

// WordUnanimous is said wherever results by team are spoken of.
const WordUnanimous = "si une équipe est unanime, on sait ce que chacun y a répondu."

// TeamTally is what a team answered in a vote.
type TeamTally = stage.Team

// SetTeams says how many teams there are, from two to six, and deals them anew among
// those present; 0 for none.
func (r *Room) SetTeams(number int) error {
	return r.write(func() error {
		e := event{What: teamed, Team: number}
		if number > 0 {
			e.Dealt = r.present()
		}
		return r.record(e)
	})
}

// smallest returns the team with the fewest of those present, or 0 while there are none.
func (r *Room) smallest() int {
	if r.session.teams == 0 {
		return 0
	}
	sizes := make([]int, r.session.teams)
	for _, seat := range r.present() {
		sizes[r.session.teamOf(seat)-1]++
	}
	return slices.Index(sizes, slices.Min(sizes)) + 1
}

// JoinTeam has somebody choose a team, from 1.
func (r *Room) JoinTeam(s Seat, team int) error {
	return r.writeSeat(func() error { return r.bySeat(s, event{What: teamed, Team: team}) })
}

// setTeams says how many there are.
func (s *session) setTeams(e event) error {
	switch n := e.Team; {
	case n == s.teams:
		return errTeamsSame
	case n != 0 && (n < fewTeams || n > mostTeams):
		return errTeams
	}
	s.teams = e.Team
	if e.Dealt == nil || e.Team == 0 {
		return nil
	}
	s.dealt, s.team = true, map[int]int{}
	for i, seat := range e.Dealt {
		s.team[seat] = i%e.Team + 1
	}
	return nil
}

// chooseTeam has a seat choose one.
func (s *session) chooseTeam(e event) error {
	if e.Team < 1 || e.Team > s.teams {
		return errNoTeam
	}
	return nil
}

// teamOf is the team of a seat, from 1: the one it chose or was dealt; 0 while there are
// none. Older journals dealt by the number of the seat; so is whoever has none yet.
func (s *session) teamOf(seat int) int {
	if s.teams == 0 {
		return 0
	}
	if own := s.team[seat]; 0 < own && own <= s.teams {
		return own
	}
	return (seat-1)%s.teams + 1
}

// keepTeams keeps the teams of a vote the room leaves: they may change later.
func (s *session) keepTeams() {
	v := s.vote
	if v == nil {
		return
	}
	v.teams, v.team = s.teams, map[int]int{}
	for seat := range v.last() {
		v.team[seat] = s.teamOf(seat)
	}
}

// byTeam is what each team answered in the last round of a vote; told says that who was
// right may be. It is nil when some
// team has too few answers. A unanimous team shows what each answered: the screens say so.
func (s *session) byTeam(v *vote, told bool) []TeamTally {
	teams, teamOf := s.teams, s.teamOf
	if v != s.vote {
		teams, teamOf = v.teams, func(seat int) int { return v.team[seat] }
	}
	if teams == 0 || v.question.Open {
		return nil
	}
	all, given := make([]TeamTally, teams), make([]Tally, teams)
	for i := range given {
		given[i] = make(Tally, len(v.question.Options))
	}
	right := v.right()
	for seat, value := range v.last() {
		if v.aside[seat] {
			continue
		}
		team := teamOf(seat) - 1
		all[team].Answered++
		if value == decision.Unknown {
			continue
		}
		i := v.question.index(value)
		given[team][i]++
		if told && i == right {
			all[team].Right++
		}
	}
	for i := range all {
		if all[i].Answered < teamFew {
			return nil
		}
		if all[i].Given = slices.Max(given[i]); all[i].Given > 0 && !given[i].Tied() {
			all[i].Most = v.question.Options[slices.Index(given[i], all[i].Given)].Label
		}
	}
	return all
}

// TeamLine tells somebody their team; nothing while there are none.
func (s State) TeamLine() string {
	if s.Teams == 0 {
		return ""
	}
	return "Vous êtes de l’équipe" + french.NBSP + french.Number(s.Team) + "."
}

// TeamLines say what each team answered.
func (s State) TeamLines() (lines []string) {
	judged := slices.ContainsFunc(s.Endings, Ending.Right)
	for i, t := range s.ByTeam {
		lines = append(lines, stage.TeamName(i+1)+colon+t.Told(judged)+".")
	}
	return lines
}

// TeamSizes says how many of those present are in each team.
func (s State) TeamSizes() string {
	sizes := make([]int, s.Teams)
	for _, a := range s.Roll {
		if a.Presence == Here && 0 < a.Team && a.Team <= s.Teams {
			sizes[a.Team-1]++
		}
	}
	said := make([]string, s.Teams)
	for i, n := range sizes {
		name := stage.TeamName(i + 1)
		if i > 0 {
			name = strings.ToLower(name)
		}
		said[i] = name + french.NBSP + ": " + french.Number(n)
	}
	return strings.Join(said, ", ") + "."
}
