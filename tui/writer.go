package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/casefile"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// writer is where one types a text when no editor opens: there is none, or not under
// the name that was given. What is typed is a draft as it grows, as everywhere.
type writer struct {
	composed
	area    textarea.Model
	fault   string
	leaving bool // one asked to leave what is kept nowhere
}

func newWriter(c composed) *writer {
	w := &writer{composed: c, area: textarea.New()}
	w.area.ShowLineNumbers, w.area.Prompt, w.area.MaxHeight = false, "", 0
	w.area.KeyMap = writerKeys()
	bare := textarea.StyleState{}
	w.area.SetStyles(textarea.Styles{Focused: bare, Blurred: bare}) // a caret that does not blink: see [draw.NewLine]
	w.area.SetValue(c.edited.Text)
	w.area.MoveToBegin()
	w.area.Focus()
	return w
}

// writerKeys are those of a [draw.Line], and those that go from a line to another.
func writerKeys() textarea.KeyMap {
	all := textarea.DefaultKeyMap()
	return textarea.KeyMap{
		CharacterForward: all.CharacterForward, CharacterBackward: all.CharacterBackward, LineStart: all.LineStart, LineEnd: all.LineEnd,
		DeleteCharacterBackward: all.DeleteCharacterBackward, DeleteCharacterForward: all.DeleteCharacterForward,
		DeleteBeforeCursor: all.DeleteBeforeCursor, DeleteAfterCursor: all.DeleteAfterCursor, DeleteWordBackward: all.DeleteWordBackward,
		InsertNewline: keyNewLine, LineNext: keyLineDown, LinePrevious: keyLineUp, PageUp: keyPageAbove, PageDown: keyPageBelow,
	}
}

func (w *writer) subject(frame) string { return w.about }

func (w *writer) typing() bool { return true }

// measure says in the header on which line one is.
func (w *writer) measure(frame) string {
	return fmt.Sprintf("ligne %d sur %d", w.area.Line()+1, w.area.LineCount())
}

func (w *writer) keys(frame) []key.Binding {
	if w.keeper == nil {
		return []key.Binding{keyFormSave, draw.KeyLeave}
	}
	return []key.Binding{keyFormSave, keyLeaveText}
}

func (w *writer) moves(frame) []key.Binding {
	return append([]key.Binding{keyNewLine, keyLineUp, keyLineDown, keyPageAbove, keyPageBelow, draw.KeyCtrlC}, draw.LineKeys...)
}

func (w *writer) own() *casefile.Draft { return &w.draft }

// typed is the text, once it is not that of the case.
func (w *writer) typed() (place, about string, fields map[string]string) {
	fields = map[string]string{}
	if text := w.area.Value(); clean(text) != clean(w.text) {
		fields[DraftText] = text
	}
	return w.place, w.about, fields
}

func (w *writer) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return w.press(msg), nil
	case tea.PasteMsg:
		_, _, lost := french.Hidden(msg.Content)
		w.fault = when(lost, say.Cleaned("du texte collé"))
		w.area, _ = w.area.Update(tea.PasteMsg{Content: french.Text(ansi.Strip(msg.Content))})
	case tea.MouseWheelMsg:
		switch msg.Button {
		case tea.MouseWheelDown:
			w.area.CursorDown()
		case tea.MouseWheelUp:
			w.area.CursorUp()
		}
	}
	return nil, nil
}

func (w *writer) press(press tea.KeyPressMsg) action {
	w.fault = ""
	switch {
	case key.Matches(press, keyFormSave):
		return w.save()
	case key.Matches(press, keyLeaveText):
		if _, _, said := w.typed(); w.keeper == nil && len(said) > 0 && !w.leaving {
			w.leaving, w.fault = true, "Ce texte n’est gardé nulle part. Échap encore une fois pour le laisser."
			return nil
		}
		return back{}
	}
	w.leaving = false
	clean, _ := draw.Entered(press)
	w.area, _ = w.area.Update(clean)
	return nil
}

// save takes the text into the case.
func (w *writer) save() action {
	c := w.composed
	c.edited.Text = w.area.Value()
	switch clean(c.edited.Text) {
	case "":
		w.fault = "Il n’y a plus de texte. " + w.unchanged
		return nil
	case clean(w.text):
		return back{}
	}
	return c.taken()
}

func (w *writer) view(f frame) string {
	told := wordNoEditor
	if f.Airy() {
		told += " " + wordMarkdown
	}
	lines := draw.Indent(draw.Wrap(told, f.TextWidth(), f.Styles.Dim))
	if w.fault != "" {
		lines = draw.Indent(draw.Hang(w.fault, f.TextWidth(), f.Styles.Fault.Render(draw.FaultMark)+" ", f.Styles.Fault))
	}
	if f.Airy() {
		lines = append(lines, "")
	}
	w.area.SetWidth(min(f.TextWidth(), mostWritten))
	w.area.SetHeight(max(f.Height-len(lines), 1))
	return joinLines(append(lines, draw.Indent(splitLines(w.area.View()))...))
}

// mostWritten is how wide a text is written, at most: as wide as it is read.
const mostWritten = 80
