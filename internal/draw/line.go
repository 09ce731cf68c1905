package draw

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/french"
)

// Line is a line one types on, with the keys and the pastes of any line: all that
// is typed in the program goes through one. The zero Line is empty and takes nothing.
//
// The editing is that of Bubbles. The drawing is not: on a line longer than its
// room, Bubbles hides the letter under the caret, and it counts an accent that
// follows its letter as another letter.
type Line struct {
	Hint   string // an example, dim, as long as nothing is typed
	Secret bool   // what is typed is not shown, and taken sign for sign
	input  textinput.Model
	top    int  // the first letter in sight
	lost   bool // see Lost
}

// NewLine returns an empty line that takes so many characters at most.
func NewLine(most int) Line {
	l := Line{input: textinput.New()}
	l.input.CharLimit = most
	l.input.SetVirtualCursor(false) // it would blink, and every screen be drawn again twice a second
	k := &l.input.KeyMap
	// In a room, the clipboard Bubbles would read is that of the trainer: any
	// participant could take what it holds. A terminal pastes by itself.
	k.Paste = key.Binding{}
	// Bubbles falls over it on the last character.
	k.DeleteWordForward = key.Binding{}
	l.input.Focus()
	return l
}

// Value is what is typed, as text: without a joiner whose letter is to come.
func (l *Line) Value() string {
	if l.Secret {
		return l.input.Value()
	}
	return french.Text(l.input.Value())
}

// Set puts a text on the line, and the caret at its end.
func (l *Line) Set(text string) {
	l.input.SetValue(OneLine(text))
	l.input.CursorEnd()
}

// Lost says whether what came last held signs that are not text, which the line has
// not: whoever shows it tells.
func (l *Line) Lost() bool { return l.lost }

// Entered makes one clean line of what a key or a paste brings, and says whether it
// held signs that are not text.
func Entered(msg tea.Msg) (clean tea.Msg, lost bool) {
	switch m := msg.(type) {
	case tea.PasteMsg:
		_, _, lost = french.Hidden(m.Content)
		return tea.PasteMsg{Content: OneLine(m.Content)}, lost
	case tea.KeyPressMsg:
		m.Text, lost = keyed(m.Text)
		return m, lost
	}
	return msg, false
}

// keyed is what a key types. Whether a joiner is text depends on the letter that
// follows, which is to come: it stays.
func keyed(text string) (clean string, lost bool) {
	at := strings.IndexAny(text, joiners)
	if at < 0 {
		_, _, lost = french.Hidden(text)
		return OneLine(text), lost
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	after, lostAfter := keyed(text[at+size:])
	_, _, lost = french.Hidden(text[:at])
	return OneLine(text[:at]) + text[at:at+size] + after, lost || lostAfter
}

// joiners are the signs without width that some writings need between two letters.
const joiners = "\u200c\u200d"

// Update takes a key or a paste. What is pasted becomes one line, without what a
// terminal would obey.
func (l *Line) Update(msg tea.Msg) {
	times := 1
	switch m := msg.(type) {
	case tea.PasteMsg:
	case tea.KeyPressMsg:
		times = l.reach(m)
	default:
		return
	}
	msg, l.lost = Entered(msg)
	for range times {
		l.input, _ = l.input.Update(msg)
	}
	l.compose()
}

// compose makes one sign of a letter and the accent that was typed after it.
func (l *Line) compose() {
	typed := l.input.Value()
	whole := french.Text(typed)
	if whole == typed || l.Secret || l.pending() {
		return
	}
	before := french.Text(string([]rune(typed)[:l.input.Position()]))
	l.input.SetValue(whole)
	l.input.SetCursor(utf8.RuneCountInString(before))
}

// pending says whether the sign before the caret is a joiner, whose letter is to
// come.
func (l *Line) pending() bool {
	at := l.input.Position()
	return at > 0 && strings.ContainsRune(joiners, []rune(l.input.Value())[at-1])
}

// reach is how many characters a key goes over: those of a letter and of its
// accents go together.
func (l *Line) reach(msg tea.KeyPressMsg) int {
	before, after := l.around()
	k := l.input.KeyMap
	switch {
	case key.Matches(msg, k.CharacterBackward, k.DeleteCharacterBackward) && len(before) > 0:
		return utf8.RuneCountInString(before[len(before)-1])
	case key.Matches(msg, k.CharacterForward, k.DeleteCharacterForward) && len(after) > 0:
		return utf8.RuneCountInString(after[0])
	}
	return 1
}

// around are the letters before the caret, and those from it on.
func (l *Line) around() (before, after []string) {
	typed, at := []rune(l.input.Value()), l.input.Position()
	return letters(string(typed[:at])), letters(string(typed[at:]))
}

// shown are the letters as one sees them.
func (l *Line) shown() (before, after []string) {
	before, after = l.around()
	if l.Secret {
		before, after = slices.Repeat([]string{"•"}, len(before)), slices.Repeat([]string{"•"}, len(after))
	}
	return before, after
}

// Still draws the line on so many cells where one does not type, from its first
// letter. What is too long is cut between two words.
func (l *Line) Still(width int, look Ink) string {
	before, after := l.shown()
	text := Cut(strings.Join(append(before, after...), ""), width)
	return look.Render(text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0)))
}

// View draws what is in sight of the line on so many cells, with its caret.
func (l *Line) View(width int, look Ink, s *Styles) string {
	before, after := l.shown()
	if len(before)+len(after) == 0 && l.Hint != "" {
		after, look = letters(l.Hint), s.Dim
	}
	under := " " // the caret
	if len(after) > 0 {
		under, after = after[0], after[1:]
	}
	if ansi.StringWidth(under) == 0 {
		under = " " + under // an accent without its letter
	}
	tail := strings.Join(after, "")
	l.scroll(before, width-ansi.StringWidth(under), ansi.StringWidth(tail))
	head := strings.Join(before[l.top:], "")
	tail = ansi.Truncate(tail, max(width-ansi.StringWidth(head+under), 0), "")
	text := look.Render(head) + s.Caret.Render(under) + look.Render(tail)
	return text + fill(look, width-ansi.StringWidth(text))
}

// fill is the rest of a line of that look, when one sees where it is.
func fill(look Ink, width int) string {
	if width <= 0 || !look.surface() {
		return ""
	}
	return look.Render(strings.Repeat(" ", width))
}

// scroll keeps the caret in sight, and no room empty that letters could fill:
// those before the caret, with so much after it.
func (l *Line) scroll(before []string, room, after int) {
	l.top = min(l.top, len(before))
	used := ansi.StringWidth(strings.Join(before[l.top:], ""))
	for ; used > room && l.top < len(before); l.top++ {
		used -= ansi.StringWidth(before[l.top])
	}
	for ; l.top > 0 && used+ansi.StringWidth(before[l.top-1])+after <= room; l.top-- {
		used += ansi.StringWidth(before[l.top-1])
	}
}

// letters cuts a text into what one sees as letters, each with its accents.
func letters(text string) []string {
	var all []string
	for text != "" {
		letter, _ := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
		all, text = append(all, letter), text[len(letter):]
	}
	return all
}

// OneLine makes one clean line of any text: a space in the place of a break, none
// at its ends when there was one, and nothing that cannot be seen. What a terminal
// would obey goes whole: one sees a paste, not its orders.
func OneLine(text string) string {
	text = strings.ReplaceAll(ansi.Strip(text), "\ufffd", "")
	if !strings.ContainsFunc(text, breaks) {
		return seen(text)
	}
	var pieces []string
	for _, p := range strings.FieldsFunc(text, breaks) {
		if p = strings.TrimSpace(seen(p)); p != "" {
			pieces = append(pieces, p)
		}
	}
	return strings.Join(pieces, " ")
}

// breaks says whether a character ends a line or a column.
func breaks(r rune) bool {
	return unicode.IsSpace(r) && !unicode.Is(unicode.Zs, r) || r == '\u2028' || r == '\u2029'
}

// seen is what one sees of a text on one line.
func seen(text string) string {
	return french.Line(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "")))
}
