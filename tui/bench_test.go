package tui_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"compromis/tui"
)

// BenchmarkKey is one key and the screen after it, where it costs the most.
func BenchmarkKey(b *testing.B) {
	for _, s := range []scene{
		keys("question", "n"), {"reponse-tardive", func(d *driver) { d.ask("reponse") }},
		{"montant", func(d *driver) { d.ask("montant"); d.write("1234") }},
		keys("etape", "2"), keys("autres-voies", "2", "v"), keys("et-si", "2", "c"), keys("ensuite", "2", "s"),
		{"il-manque", func(d *driver) { d.play(undecided, "") }},
	} {
		b.Run(s.name, func(b *testing.B) {
			d := onScene(b, s, 120, 40)
			moves := []tea.KeyPressMsg{keyOf("down"), keyOf("up")}
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				d.send(moves[i%2])
				_ = d.model.View()
			}
		})
	}
}

// BenchmarkOpen is going to another screen and back: it is laid out anew.
func BenchmarkOpen(b *testing.B) {
	for _, s := range []struct{ name, key string }{{"autres-voies", "v"}, {"et-si", "c"}, {"ensuite", "s"}, {"reponses", "r"}} {
		b.Run(s.name, func(b *testing.B) {
			d := start(b, 120, 40).press("2")
			b.ReportAllocs()
			for b.Loop() {
				d.press(s.key)
				_ = d.model.View()
				d.press("esc")
			}
		})
	}
	b.Run("etape", func(b *testing.B) {
		d := start(b, 120, 40)
		b.ReportAllocs()
		for b.Loop() {
			d.press("2")
			_ = d.model.View()
			d.press("a")
		}
	})
	b.Run("question", func(b *testing.B) {
		d := start(b, 120, 40).press("n")
		b.ReportAllocs()
		for b.Loop() {
			d.press("1")
			_ = d.model.View()
			d.press("esc")
		}
	})
}

// BenchmarkFirstFrame is from nothing to the welcome screen, the content being
// read already.
func BenchmarkFirstFrame(b *testing.B) {
	guide(b)
	b.ReportAllocs()
	for b.Loop() {
		d := &driver{t: b, model: tui.New(tui.Config{Load: load, Today: today})}
		d.resize(120, 40).run(d.model.Init())
		_ = d.model.View()
	}
}
