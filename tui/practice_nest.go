package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// nest is a screen with a stack of its own, which shows its top. Leaving a
// screen of the stack shows the one below; what else they ask for goes to the
// root. It is for a few screens that share something the case knows nothing of.
type nest struct{ stack []screen }

// turn changes what a nest holds or shows, and may ask the root for something.
type turn func(f frame) action

// turning returns a turn that asks the root for nothing.
func turning(change func(f frame)) turn {
	return func(f frame) action { change(f); return nil }
}

// doing is the same for a key.
func doing(change func(f frame)) func() action {
	return func() action { return turning(change) }
}

func (n *nest) top() screen { return n.stack[len(n.stack)-1] }

func (n *nest) push(s screen) { n.stack = append(n.stack, s) }

// after shows a screen above the first, in the place of what was there.
func (n *nest) after(s screen) { n.stack = append(n.stack[:1], s) }

func (n *nest) subject(f frame) string { return n.top().subject(f) }

func (n *nest) view(f frame) string { return n.top().view(f) }

func (n *nest) keys(f frame) []key.Binding { return n.top().keys(f) }

func (n *nest) typing() bool {
	t, ok := n.top().(interface{ typing() bool })
	return ok && t.typing()
}

func (n *nest) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	asked, cmd := n.top().update(msg, f)
	switch a := asked.(type) {
	case turn:
		if then := a(f); then != nil {
			return then, cmd
		}
	case back:
		if len(n.stack) == 1 {
			return back{}, cmd
		}
		n.stack = n.stack[:len(n.stack)-1]
	default:
		return asked, cmd
	}
	return nil, tea.Batch(cmd, n.refresh(f))
}

// refresh tells the top that it came there.
func (n *nest) refresh(f frame) tea.Cmd {
	_, cmd := n.top().update(refreshed{}, f)
	return cmd
}
