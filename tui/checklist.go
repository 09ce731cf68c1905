package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/say"
)

// checklist is how to go about a step, a box a gesture: a digit ticks the line that
// bears it, Space and Enter the one under the cursor.
func checklist(step *decision.Step, how decision.Text, f frame) []draw.Block {
	var blocks []draw.Block
	n := 0
	for _, part := range how {
		if part.List == decision.Paragraph {
			blocks = append(blocks, draw.Text(decision.Text{part}, f.TextWidth(), f.Styles)...)
			continue
		}
		for _, l := range part.Lines {
			n++
			blocks = append(blocks, gesture(step, l, n, f))
		}
	}
	return draw.Measured(say.HowToTitle, say.Done(f.kase, step.ID, how), blocks, f.Frame)
}

// gesture is a line of the checklist. What is done is quiet.
func gesture(step *decision.Step, l decision.Line, n int, f frame) draw.Block {
	name := say.Gesture(l)
	first := f.Styles.Dim.Render(draw.OpenMark) + " " + fmt.Sprintf("%-3d", n)
	lead := tick{step.ID, name}
	if f.kase.Ticked(step.ID, name) {
		first = f.Styles.Accent.Render(draw.DoneMark) + " " + fmt.Sprintf("%-3d", n)
		return draw.Block{Lines: draw.Hang(l.String(), f.TextWidth(), first, f.Styles.Dim), Lead: lead}
	}
	return draw.Block{Lines: draw.WrapLine(l, f.TextWidth(), first, strings.Repeat(" ", ansi.StringWidth(first)), f.Styles), Lead: lead}
}

// ticked is the gesture that a key ticks, or nil.
func (s *stepPage) ticked(press tea.KeyPressMsg, blocks []draw.Block) action {
	if on, ok := s.On(blocks).(tick); ok && key.Matches(press, keyTick) {
		return on
	}
	n := draw.Digit(press)
	for _, b := range blocks {
		if t, ok := b.Lead.(tick); ok {
			if n--; n == 0 {
				return t
			}
		}
	}
	return nil
}

// follow opens the page that the gesture under the cursor speaks of, if any.
func (s *stepPage) follow(blocks []draw.Block, f frame) action {
	on, ok := s.On(blocks).(tick)
	if !ok {
		return nil
	}
	for _, l := range say.Gestures(f.guide.Step(on.step).HowTo) {
		if say.Gesture(l) == on.gesture {
			return lead(draw.Follow(l))
		}
	}
	return nil
}
