package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
)

// lookout is the tree, or « et si ? », that one shows a room in the middle of a
// projection. It lends its screens the answers that the story gives, and keeps what
// they open above themselves: one looks, and Escape leads back to the slide. What
// would begin or change a case, or leave for elsewhere, it lets none of them ask.
type lookout struct {
	nest
	exercise *decision.Exercise
	lent     *matter // what the screens read, worked out once
}

func newLookout(e *decision.Exercise, s screen) *lookout {
	return &lookout{nest: nest{stack: []screen{s}}, exercise: e}
}

func (l *lookout) staying() {}

// lend is the frame of the story: of the case under way, it holds nothing.
func (l *lookout) lend(f frame) frame {
	if l.lent == nil {
		told := solution(l.exercise, f)
		l.lent = &matter{guide: f.guide, answers: told, kase: dossier.Case{}.WithAnswers(told), watched: true}
	}
	f.matter = l.lent
	return f
}

func (l *lookout) subject(f frame) string { return l.nest.subject(l.lend(f)) }

func (l *lookout) measure(f frame) string { return l.nest.measure(l.lend(f)) }

func (l *lookout) view(f frame) string { return l.nest.view(l.lend(f)) }

// keys say early how one comes back: somebody who speaks to a room looks for it first.
func (l *lookout) keys(f frame) []key.Binding {
	keys := slices.Clone(l.nest.keys(l.lend(f)))
	at := slices.IndexFunc(keys, func(k key.Binding) bool { return k.Help() == draw.KeyBack.Help() })
	if at > 1 {
		keys = slices.Insert(slices.Delete(keys, at, at+1), 1, draw.KeyBack)
	}
	return keys
}

// moves hold the key that q does not stand for here.
func (l *lookout) moves(f frame) []key.Binding {
	return append(slices.Clone(l.nest.moves(l.lend(f))), draw.KeyCtrlC)
}

func (l *lookout) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	f = l.lend(f)
	asked, cmd := l.nest.update(msg, f)
	switch a := asked.(type) {
	case open:
		l.push(a.screen)
		return nil, tea.Batch(cmd, l.refresh(f))
	case back:
		return a, cmd
	}
	return nil, cmd
}
