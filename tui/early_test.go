package tui_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/tui"
)

// starting opens the interface, its content not read yet.
func starting(t *testing.T) *driver {
	d := &driver{t: t, guide: guide(t), late: true}
	d.model = tui.New(tui.Config{Load: func() (*decision.Guide, error) { return d.guide, nil }, Today: today, Now: unhurried()})
	d.run(d.model.Init())
	return d.resize(80, 24)
}

// TestTypedAhead: the program shows that it is there before it has read the law,
// and nothing typed meanwhile is lost.
func TestTypedAhead(t *testing.T) {
	d := starting(t)
	d.want("Compromis").wantNot("Nouveau conflit")
	d.press("n", "1")
	d.late = false
	d.catchUp()
	d.want("Qui est votre client")
	d = starting(t)
	for range 1000 { // something leans on a key
		d.send(tea.KeyPressMsg{Code: tea.KeyDown})
	}
	d.late = false
	d.catchUp()
	d.want("Nouveau conflit")
}
