package tui_test

import (
	"image/color"
	"testing"

	"pgregory.net/rapid"
)

// TestAnyKeys plays at random, resizes at random, and checks what must always
// hold: no panic, a screen that fits, a way out.
func TestAnyKeys(t *testing.T) {
	t.Parallel()
	guide(t)
	rapid.Check(t, func(rt *rapid.T) { anyKeys(rt, t) })
}

// FuzzKeys is the same, for go test -fuzz.
func FuzzKeys(f *testing.F) {
	f.Fuzz(func(t *testing.T, data []byte) {
		rapid.MakeFuzz(func(rt *rapid.T) { anyKeys(rt, t) })(t, data)
	})
}

var anyKey = rapid.SampledFrom([]string{
	"enter", "enter", "enter", "down", "up", "down", "esc", "1", "2", "3", "4", "5", "0", "n", "s", "v", "c", "f",
	"d", "r", "p", "a", "?", "tab", "shift+tab", "left", "right", "backspace", "home", "end", "pgup", "pgdown", "space",
	"ctrl+r", "ctrl+p", "ctrl+e", "ctrl+c", "q", "o", "y", "N", "k", "j", "/", "é", "9", "delete", "ctrl+w", "ctrl+u", "ctrl+delete",
})

func anyKeys(rt *rapid.T, t *testing.T) {
	d := start(t, rapid.IntRange(40, 130).Draw(rt, "width"), rapid.IntRange(12, 45).Draw(rt, "height"))
	for range rapid.IntRange(1, 40).Draw(rt, "events") {
		anyEvent(rt, d)
		if d.quit {
			d = start(t, d.width, d.height).press("2")
		}
		if fault := d.misfit(); fault != "" {
			rt.Fatalf("%d×%d: %s\n%s", d.width, d.height, fault, d.screen())
		}
	}
	if d.press("ctrl+c", "ctrl+c"); !d.quit {
		rt.Fatalf("two ctrl+c do not quit\n%s", d.screen())
	}
}

func anyEvent(rt *rapid.T, d *driver) {
	switch rapid.IntRange(0, 19).Draw(rt, "event") {
	case 0:
		d.resize(rapid.IntRange(2, 200).Draw(rt, "width"), rapid.IntRange(2, 60).Draw(rt, "height"))
	case 1, 2:
		d.click(rapid.IntRange(0, d.width-1).Draw(rt, "x"), rapid.IntRange(0, d.height-1).Draw(rt, "y"))
	case 3:
		d.wheel(rapid.IntRange(-3, 3).Draw(rt, "wheel"))
	case 4:
		d.paste(rapid.SampledFrom([]string{"1 234,56", "31/12/2025", "a\r\nb", "日本語 et 🙂", ""}).Draw(rt, "paste"))
	case 5:
		d.background(rapid.SampledFrom([]color.Color{color.Black, color.White}).Draw(rt, "background"))
	default:
		d.press(anyKey.Draw(rt, "key"))
	}
}
