package workshop_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/workshop"
)

// TestTeams: those present are dealt a team in the order they came, and may choose another; a
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

// TestTeamsBalanced: whoever came, left or came back, the teams dealt have sizes that
// differ by one at most among those present, whoever has none goes to a smallest one, and
// opening the room again changes nobody's.
func TestTeamsBalanced(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "teams")
		must(t, err)
		defer os.RemoveAll(dir)
		r, err := workshop.Open(guide(t), dir, clock)
		must(t, err)
		defer func() { _ = r.Close() }()
		teams, here, dealt := 0, map[string]workshop.Seat{}, map[string]int{}
		told := func(key string) { // a seat is told of its team at once
			select {
			case s := <-r.Watch(here[key]):
				dealt[key] = s.Team
			default:
			}
		}
		sizes := func() []int {
			all := make([]int, teams)
			for key := range here {
				if teams > 0 {
					all[dealt[key]-1]++
				}
			}
			return all
		}
		comes := func(key string) {
			_, there := here[key]
			before, was := sizes(), dealt[key]
			here[key] = join(t, r, key)
			told(key)
			switch team := dealt[key]; {
			case was == 0 && teams > 0 && (there || before[team-1] != slices.Min(before)):
				t.Fatalf("%s goes to team %d of %v", key, team, before)
			case was != 0 && team != was:
				t.Fatalf("%s was of team %d, and is of %d", key, was, team)
			}
		}
		for range rapid.IntRange(1, 30).Draw(t, "moves") {
			switch key := fmt.Sprint("key ", rapid.IntRange(0, 24).Draw(t, "who")); rapid.IntRange(0, 9).Draw(t, "move") {
			case 0:
				number := rapid.IntRange(2, 6).Draw(t, "teams")
				if r.SetTeams(number) != nil {
					continue // so many there are
				}
				teams = number
				clear(dealt)
				for key := range here {
					told(key)
				}
				if all := sizes(); slices.Max(all)-slices.Min(all) > 1 {
					t.Fatalf("dealt %v", all)
				}
			case 1:
				must(t, r.Close())
				r, err = workshop.Open(guide(t), dir, clock)
				must(t, err)
				was := here
				here = map[string]workshop.Seat{}
				for key := range was {
					comes(key)
				}
			case 2, 3, 4:
				r.Leave(here[key])
				delete(here, key)
			default:
				comes(key)
			}
		}
	})
}

// TestTeamsOfOlderJournals: where no line says who was dealt, the number of the seat does,
// also for those who come back.
func TestTeamsOfOlderJournals(t *testing.T) {
	dir := t.TempDir()
	r := open(t, dir)
	gone := join(t, r, "key 0")
	r.Leave(gone)
	join(t, r, "key 1")
	join(t, r, "key 2")
	must(t, r.SetTeams(2), r.Close())
	path := filepath.Join(dir, "atelier.jsonl")
	now, err := os.ReadFile(path)
	must(t, err)
	older := regexp.MustCompile(`,"places":\[[^]]*\]`).ReplaceAll(now, nil)
	if len(older) == len(now) {
		t.Fatal("no line says who was dealt")
	}
	must(t, os.WriteFile(path, older, 0o600))
	r = open(t, dir)
	for i, team := range []int{1, 2, 1} {
		if s := state(t, r, join(t, r, fmt.Sprint("key ", i))); s.Team != team {
			t.Errorf("seat %d is of team %d, not %d", i+1, s.Team, team)
		}
	}
}
