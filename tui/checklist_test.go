package tui_test

import (
	"testing"

	"compromis/internal/say"
)

// TestTicks: a gesture is ticked by its number, by Space or Enter under the cursor,
// and by a click; it is kept in the case, and taken back the same way.
func TestTicks(t *testing.T) {
	c := unanswered("commercant", "2026-06-15")
	d, dir := at(t, c, today)
	d.resize(80, 60).press("1").want("0 fait sur").press("2", "3").want("2 faits sur").want("✓ 2").want("✓ 3")
	d.press("2").want("1 fait sur").want("○ 2")
	for d.cursor() == "" || d.cursor()[:len("○ 1")] != "○ 1" {
		d.press("down")
	}
	d.press("space").want("2 faits sur").press("enter").want("1 fait sur").press("down", "enter").want("2 faits sur").want("✓ 2")
	d.clickOn("○ 1").want("3 faits sur").press("q")
	step := d.guide.Step("mettre-en-demeure")
	kept := onlyCase(t, dir)
	for i, l := range say.Gestures(step.HowTo) {
		if kept.Ticked(step.ID, say.Gesture(l)) != (i < 3) {
			t.Errorf("gesture %d: %v", i+1, kept.Gestures)
		}
	}
}

// TestTicksInHaste: a digit that ticks, or answers nothing, is followed by any key.
func TestTicksInHaste(t *testing.T) {
	d, c := hurried(t)
	d.resize(80, 60).press("1").want("0 fait sur")
	c.after(d, 5000, "1")
	c.after(d, 60, "2")
	c.after(d, 60, "2")
	d.want("1 fait sur").want("✓ 1").want("○ 2")
	c.after(d, 60, "1")
	for d.cursor() == "" || d.cursor()[:len("○ 1")] != "○ 1" {
		d.press("down")
	}
	c.after(d, 5000, "2")
	c.after(d, 60, "space")
	c.after(d, 60, "enter")
	c.after(d, 60, "enter")
	d.want("2 faits sur").want("✓ 1")
	d.press("a", "n")
	c.after(d, 5000, "9")
	c.after(d, 60, "1")
	d.want("question 2")
}
