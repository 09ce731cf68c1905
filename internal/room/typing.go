package room

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/workshop"
)

// typing is what somebody types on a line under the page: a pseudonym, an answer.
type typing struct {
	line  draw.Line
	label string
	done  func(text string) tea.Cmd
}

func newTyping(label string, most int, text string, done func(string) tea.Cmd) *typing {
	t := &typing{line: draw.NewLine(most), label: label, done: done}
	t.line.Set(text)
	return t
}

// foot is the line, under the page.
func (t *typing) foot(f draw.Frame) []string {
	label := f.Styles.Accent.Render(draw.CursorMark) + " " + t.label + french.NBSP + ": "
	return []string{label + t.line.View(f.TextWidth()-ansi.StringWidth(label), f.Styles.Strong, f.Styles)}
}

// typed takes a key of the line.
func (r *Seat) typed(msg tea.KeyPressMsg) tea.Cmd {
	t := r.typing
	switch {
	case key.Matches(msg, draw.KeyLeave):
		r.typing = nil
	case key.Matches(msg, draw.KeyConfirm):
		r.typing = nil
		return t.done(t.line.Value())
	default:
		t.line.Update(msg)
	}
	return nil
}

// rename takes a pseudonym.
func (r *Seat) rename(name string) tea.Cmd {
	room, seat := r.room, r.seat
	return r.errands.send(errand{keyName.Help(), func() tea.Msg { return done{room.Rename(seat, name)} }})
}

// writes says whether the vote under way is answered in words.
func (r *Seat) writes() bool {
	return r.state.Phase == workshop.Voting && r.state.Question != nil && r.state.Question.Open
}

// begins says whether a key is the first of an answer in words: any character, but
// those that do something else on every screen. A space begins nothing.
func (r *Seat) begins(msg tea.KeyPressMsg) bool {
	return r.writes() && msg.Text != "" && msg.Text != " "
}

// open begins an answer in words, with a text on its line.
func (r *Seat) open(text string) {
	r.typing = newTyping("Votre réponse", 140, text, r.write)
}

// written is the answer in words one gave, or nothing.
func (r *Seat) written() string {
	if r.state.Own == decision.Unknown {
		return ""
	}
	return string(r.state.Own)
}

// write answers in words. A vote closed meanwhile says so.
func (r *Seat) write(text string) tea.Cmd {
	if workshop.Unsaid(text) {
		text = ""
	}
	return r.say(reply{fact: workshop.OwnQuestion, said: text})
}

// beSure says whether one is sure of the answer one gave.
func (r *Seat) beSure(sure bool) tea.Cmd {
	room, seat, ballot := r.room, r.seat, r.state.Ballot
	return r.errands.send(errand{keySure.Help(), func() tea.Msg { return done{room.Sure(seat, ballot, sure)} }})
}
