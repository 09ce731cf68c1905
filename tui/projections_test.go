package tui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/internal/stage"
)

// played leaves a session in the room: one exercise, voted on and left.
func (r *room) played() {
	r.t.Helper()
	d := r.project(guide(r.t).Exercises[0], 80, 24)
	r.goTo(d, "Premier vote")
	d.write("5/9/2/0/4").press("enter", "esc", "esc", "enter").want("Projeter devant une salle")
	r.at = r.at.Add(20 * time.Minute)
}

// TestAnotherSession: whether one projects from the first screen or by the command, a
// session that ended less than three hours ago goes on, or another begins, as one says.
func TestAnotherSession(t *testing.T) {
	e := guide(t).Exercises[3]
	for _, byCommand := range []bool{true, false} {
		open := func(r *room) *driver {
			if byCommand {
				return r.project(e, 80, 24)
			}
			return r.terminal("", "", 80, 24).press("p")
		}
		shown := "Les cas pratiques"
		if byCommand {
			shown = "CAS PRATIQUE"
		}
		r := newRoom(t)
		open(r).wantNot("Nouvelle séance").want(shown)

		r = newRoom(t)
		r.played()
		open(r).want("il y a 20 minutes").press("enter").wantNot("Nouvelle séance").want(shown)
		if n := len(r.stage().Plays()); n < 1 || r.stage().Plays()[0].Before[1] != 9 {
			t.Errorf("the session that goes on has lost its votes: %+v", r.stage().Plays())
		}

		r = newRoom(t)
		r.played()
		d := open(r).press("down", "enter").wantNot("Nouvelle séance").want(shown)
		if slices.ContainsFunc(r.stage().Plays(), func(p stage.Play) bool { return len(p.Before) > 0 }) {
			t.Errorf("the new session has the votes of the other: %+v", r.stage().Plays())
		}
		if byCommand {
			d.press("esc", "enter").want("Les cas pratiques").wantNot("Nouvelle séance")
		}

		r = newRoom(t)
		r.played()
		r.at = r.at.Add(4 * time.Hour)
		open(r).wantNot("Nouvelle séance").want(shown)
	}
}

// TestAskedOnceWhoIsThere: after its first vote the room is counted, once; a vote of more
// people than it has is asked about and never lost, in that exercise or the next.
func TestAskedOnceWhoIsThere(t *testing.T) {
	r := newRoom(t)
	d := r.project(guide(t).Exercises[0], 80, 24)
	r.goTo(d, "Premier vote")
	d.write("5/4/2/0/1").press("enter").want("Combien êtes-vous").want("12, comme les votes")
	d.write("1x").press("enter").want("! «").press("backspace").write("0").press("enter").want("12 votes, pour 10 personnes")
	if p := r.play(); !slices.Equal(p.Before, []int{5, 4, 2, 0, 1}) {
		t.Errorf("votes %v", p.Before)
	}
	d.press("backspace").write("4").press("enter").wantNot("Combien")
	if p := r.play(); p.Present != 14 {
		t.Errorf("%d people", p.Present)
	}
	r.goTo(d, "Second vote")
	d.write("9/4/2/0/0").press("enter").want("15 votes, pour 14 personnes").wantTyped("9/4/2/0/0")
	d.press("home", "backspace", "delete").write("8").press("enter").wantNot("votes, pour").wantNot("Combien")
	if p := r.play(); !slices.Equal(p.After, []int{8, 4, 2, 0, 0}) {
		t.Errorf("votes %v", p.After)
	}
	d.press("end", "enter", "end")
	r.at = r.at.Add(time.Minute)
	d.press("enter")
	r.goTo(d, "Premier vote")
	n := len(r.play().Proposals)
	typed := "15"
	for range n - 1 {
		typed += "/0"
	}
	d.write(typed).press("enter").want("15 votes, pour 14 personnes").press("enter").wantNot("votes, pour").want("15, comme les votes").press("enter")
	if p := r.play(); p.Present != 15 || len(p.Before) != n {
		t.Errorf("asked, and not kept: %+v", p)
	}
	if report, ok := r.stage().Report(guide(t)); !ok || report.People != 15 {
		t.Errorf("%d people in the report", report.People)
	}
}

// TestCountingTheRoomStopsNobody: one may go on without saying how many the room has. The
// report then tells how many voted, and the next vote asks again.
func TestCountingTheRoomStopsNobody(t *testing.T) {
	for _, key := range []string{"esc", "pgdown", "space"} {
		r := newRoom(t)
		d := r.project(guide(t).Exercises[0], 80, 24)
		r.goTo(d, "Premier vote")
		d.write("5/4/2/0/1").press("enter").want("Combien").press(key).wantNot("Combien").wantNot("QUITTER")
		if report, _ := r.stage().Report(guide(t)); r.play().Present != 0 || report.People != 12 {
			t.Errorf("%s: %d people, %d in the report", key, r.play().Present, report.People)
		}
		r.goTo(d, "Second vote")
		d.write("5/4/2/0/2").press("enter").want("Combien").want("13, comme les votes")
	}
}

// people is how many the report of the session says took part.
func (r *room) people() int {
	report, _ := r.stage().Report(guide(r.t))
	return report.People
}

// TestCountTakenAgain: a number of people that came from mistyped votes goes with them: it
// is asked again when they are typed again, or when a later vote is of another size
// altogether. One that was typed holds, and n corrects any.
func TestCountTakenAgain(t *testing.T) {
	vote := func(screen string) (*room, *driver) {
		r := newRoom(t)
		d := r.project(guide(t).Exercises[0], 80, 24)
		r.goTo(d, screen)
		return r, d
	}
	r, d := vote("Premier vote")
	d.write("55/9/2/0/4").press("enter").want("70, comme les votes").press("enter")
	d.write("5/9/2/0/4").press("enter").want("20, comme les votes")
	if n := r.people(); n != 20 {
		t.Errorf("%d people before one says it", n)
	}
	d.press("enter").wantNot("Combien")
	if p := r.play(); p.Present != 20 || r.people() != 20 {
		t.Errorf("%d people, %d in the report", p.Present, r.people())
	}

	r, d = vote("Premier vote")
	d.write("55/9/2/0/4").press("enter", "enter")
	r.goTo(d, "Second vote")
	d.write("14/3/2/0/1").press("enter").want("70, comme avant").write("20").press("enter")
	if n := r.people(); n != 20 {
		t.Errorf("%d people after the second vote", n)
	}

	r, d = vote("Premier vote")
	d.write("5/9/2/0/4").press("enter").write("25").press("enter")
	d.write("5/9/2/0/3").press("enter").wantNot("Combien")
	if n := r.people(); n != 25 {
		t.Errorf("%d people, not those that were typed", n)
	}
	d.press("n").want("25, comme avant").write("22").press("enter").wantNot("Combien")
	r.goTo(d, "Second vote")
	d.press("home", "n").want("22, comme avant").press("esc").wantNot("Combien").press("n", "2", "3", "enter")
	if n := r.people(); n != 23 {
		t.Errorf("%d people, corrected from another screen", n)
	}
}

// TestVotesTypedAnyhow: what a hand puts between two votes separates them, and is never
// the next screen; the button of a remote control still is, and says what it leaves.
func TestVotesTypedAnyhow(t *testing.T) {
	for _, typed := range []string{"5 9 2 0 4", "5,9,2,0,4", "5;9;2;0;4", "5.9.2.0.4", "5+9+2+0+4", "5, 9, 2, 0, 4", "5/9 2 / 0  4 "} {
		r := newRoom(t)
		d := r.project(guide(t).Exercises[0], 80, 24)
		r.goTo(d, "Premier vote")
		d.write(typed).wantTyped(strings.TrimRight(typed, " ")).press("enter").want("Combien")
		if p := r.play(); !slices.Equal(p.Before, []int{5, 9, 2, 0, 4}) || p.Black || p.Name != "Premier vote" {
			t.Errorf("%q: votes %v on %q, black %v", typed, p.Before, p.Name, p.Black)
		}
		if len(typed) > 9 {
			continue
		}
		d.write(" ") // nothing is typed: the next screen
		if p := r.play(); p.Name == "Premier vote" {
			t.Errorf("%q: a space goes nowhere", typed)
		}
	}
	r := newRoom(t)
	d := r.project(guide(t).Exercises[0], 80, 24)
	r.goTo(d, "Premier vote")
	d.write("5 9").press("pgdown").want("Les votes tapés, « 5 9 », ne sont pas comptés")
	if p := r.play(); p.Name == "Premier vote" {
		t.Error("the remote control goes nowhere")
	}
	d.press("pgup").wantNot("ne sont pas comptés").wantTyped("5 9").write(" 2 0 4").press("enter")
	if p := r.play(); !slices.Equal(p.Before, []int{5, 9, 2, 0, 4}) {
		t.Errorf("votes %v", p.Before)
	}
}
