package tui_test

import (
	"strings"
	"testing"

	"compromis/tui"
)

// revealed is the first exercise in front of a room, its step revealed.
func (r *room) revealed(width, height int) *driver {
	r.t.Helper()
	return r.project(guide(r.t).Exercises[0], width, height).press("end", "enter", "space")
}

// TestTreeOfTheStory: in the middle of a projection, t opens the tree where the story
// ends and c what would change its step, and Escape leads back to the slide as it was.
func TestTreeOfTheStory(t *testing.T) {
	e := guide(t).Exercises[0]
	step := guide(t).Step(e.Step).Title
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		r := newRoom(t)
		d := r.revealed(size[0], size[1])
		notes := r.terminal(tui.ViewNotes, "", 100, 40)
		slide, screen := d.screen(), r.play().Screen
		if d.press("t"); size[0] > 40 {
			d.want("Vous êtes ici").want(step).want("retour")
		}
		notes.look().want("L’arbre des questions")
		d.press("l").want("L’échelle").press("enter", "esc", "esc", "/").write("t").press("esc", "esc")
		if d.screen() != slide || r.play().Screen != screen {
			t.Fatalf("back on\n%s\nnot\n%s", d.screen(), slide)
		}
		notes.look().wantNot("L’arbre des questions")
		d.press("c").want("Si").press("enter").want("Le cas").want("garder").press("esc", "esc")
		if d.screen() != slide {
			t.Fatalf("back on\n%s\nnot\n%s", d.screen(), slide)
		}
	}
}

// TestVotesWaitUnderTheTree: what is being typed is there when one comes back.
func TestVotesWaitUnderTheTree(t *testing.T) {
	r := newRoom(t)
	d := r.revealed(80, 24)
	for r.play().Name != "Second vote" {
		d.press("left")
	}
	d.write("1/2/3").press("t", "down", "esc", "c", "down", "esc").wantTyped("1/2/3").press("backspace").wantTyped("1/2/")
}

// TestTreeWaitsForTheStep: before the step is revealed, neither key shows anything of
// where the story leads, and one is told why.
func TestTreeWaitsForTheStep(t *testing.T) {
	r := newRoom(t)
	e := guide(t).Exercises[0]
	d := r.project(e, 80, 24).press("space")
	slide := d.screen()
	for _, key := range []string{"t", "c"} {
		if d.press(key).want("une fois l’étape révélée"); r.givesAway(d, e) {
			t.Errorf("%s gives the step away:\n%s", key, d.screen())
		}
		if d.press("x"); d.screen() != slide {
			t.Errorf("after %s, still\n%s", key, d.screen())
		}
	}
}

// TestNothingChangesBeforeARoom: wherever one goes from the tree or « et si ? » of a
// projection, the case under way stays as it was and is not told; only Escape leaves.
func TestNothingChangesBeforeARoom(t *testing.T) {
	dir, id := keptCase(t)
	before, client := onlyCase(t, dir), "Alizé"
	d := keeping(t, dir, today, id).want(client).press("a", "p", "enter", "end", "enter", "space")
	slide := d.screen()
	for _, way := range []string{"t g", "t a", "t q", "t l enter", "t b enter", "t up up enter enter g", "c enter g", "c enter r enter", "c v enter enter g", "c r enter a", "c q", "c down down enter", "t ?", "c ?"} {
		for _, key := range strings.Fields(way) {
			if d.press(key); d.shows(client) || d.quit {
				t.Fatalf("%s: the case is told, or left:\n%s", way, d.screen())
			}
		}
		for range 9 {
			if d.screen() == slide {
				break
			}
			d.press("esc")
		}
		if d.screen() != slide {
			t.Fatalf("%s: does not come back to the slide, but to\n%s", way, d.screen())
		}
	}
	if after := onlyCase(t, dir); !after.Same(before) {
		t.Errorf("the case was %+v\nand is %+v", before, after)
	}
}
