package workshop_test

import (
	"fmt"
	"testing"

	"compromis/decision"
	"compromis/internal/workshop"
)

// TestTeams: each is dealt a team in the order they came, and may choose another; a
// result by team shows once each has three who answered, and who was right once the room
// may know it; the report keeps the teams each vote had, and a restart changes nothing.
func TestTeams(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	right := expected(t, "impaye")
	var seats []workshop.Seat
	for i := range 6 {
		seats = append(seats, join(t, r, fmt.Sprint("key ", i)))
	}
	if r.SetTeams(1) == nil || r.SetTeams(7) == nil || r.SetTeams(-1) == nil || r.JoinTeam(seats[0], 1) == nil {
		t.Error("one team, seven, or one of none")
	}
	must(t, r.SetTeams(2))
	for i, seat := range seats {
		if s := state(t, r, seat); s.Teams != 2 || s.Team != i%2+1 {
			t.Errorf("seat %d is of team %d of %d", seat.Number, s.Team, s.Teams)
		}
	}
	must(t, r.JoinTeam(seats[5], 1), r.JoinTeam(seats[5], 2))
	if r.JoinTeam(seats[0], 3) == nil || r.JoinTeam(seats[0], 0) == nil {
		t.Error("a team there is not")
	}
	must(t, r.Choose("impaye"), r.Ask(workshop.WhichStep), r.OpenVote())
	s := state(t, r, seats[0])
	wrong := string(other(s.Question, right))
	vote := func(answers ...string) {
		t.Helper()
		for i, said := range answers {
			must(t, r.Answer(seats[i], state(t, r, workshop.Console).Ballot, said))
		}
		must(t, r.CloseVote(), r.Reveal())
	}
	vote(right, wrong, right, wrong, wrong)
	if s := state(t, r, seats[0]); s.ByTeam != nil {
		t.Errorf("two who answered are shown: %+v", s.ByTeam)
	}
	must(t, r.Hide(), r.OpenVote(), r.Answer(seats[5], s.Ballot, string(decision.Unknown)), r.CloseVote(), r.Reveal())
	if s := state(t, r, seats[0]); len(s.ByTeam) != 2 || s.ByTeam[0].Right+s.ByTeam[1].Right > 0 || s.ByTeam[0].Given != 2 || s.ByTeam[1].Given != 2 || s.ByTeam[1].Most == "" {
		t.Errorf("after one vote: %+v", s.ByTeam)
	}
	must(t, r.SecondRound(), r.OpenVote())
	vote(right, wrong, right, wrong, right, right)
	checkTeams(t, state(t, r, seats[0]).ByTeam, 3, 1)
	must(t, r.Choose("erreur-prix"), r.SetTeams(3), r.Close())
	r = open(t, dir)
	told, err := r.Report()
	if err != nil || len(told.Rounds) != 1 {
		t.Fatal(err, told)
	}
	checkTeams(t, told.Rounds[0].Teams, 3, 1)
	must(t, r.SetAside(seats[1].Number))
	if told, _ = r.Report(); told.Rounds[0].Teams != nil {
		t.Errorf("two who count are shown: %+v", told.Rounds[0].Teams)
	}
	must(t, r.SetTeams(0))
	if s := state(t, r, join(t, r, "key 0")); s.Teams != 0 || s.Team != 0 {
		t.Errorf("team %d of %d", s.Team, s.Teams)
	}
}

// checkTeams checks who was right, of three in each team.
func checkTeams(t *testing.T, got []workshop.TeamTally, right ...int) {
	t.Helper()
	if len(got) != len(right) {
		t.Errorf("%+v", got)
		return
	}
	for i, n := range right {
		if got[i].Answered != 3 || got[i].Right != n {
			t.Errorf("team %d: %+v", i+1, got[i])
		}
	}
}
