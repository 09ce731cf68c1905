package tui

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/say"
)

// build makes the list for the room there is, or the line, keeping what it holds.
func (q *question) build(f frame) tea.Cmd {
	q.built = f
	if !q.list {
		q.line = draw.NewLine(40)
		q.line.Set(q.value)
		return nil
	}
	page := f.narrow()
	rows := max(page.Height-len(q.head(page))-1, 1) // one is kept for the help of an option
	options := q.options(page, rows)
	q.cut = sum(q.heights) > rows
	theme := huh.ThemeFunc(func(bool) *huh.Styles { return fieldStyles(q.built.Styles) })
	q.field = huh.NewSelect[string]()
	q.field.WithTheme(theme) // first: huh draws the options as soon as it has them
	q.field.Height(min(rows, sum(q.heights))).Options(options...).Value(&q.value).WithKeyMap(fieldKeys()).WithWidth(page.TextWidth() + selectorWidth + 1)
	if q.cut {
		q.field.View() // huh goes to the answer only once it was drawn
		q.field.WithWidth(page.TextWidth() + selectorWidth + 1)
	}
	return tea.Batch(q.field.Init(), q.field.Focus())
}

// typedWidth is how wide the field of an amount or of a date is.
const typedWidth = 34

// fieldLines are the list or the line, as one sees it.
func (q *question) fieldLines(f frame) []string {
	if !q.list {
		return []string{" " + f.Styles.Accent.Render(draw.CursorMark) + " " + draw.Field(&q.line, min(f.TextWidth(), typedWidth), true, f.Frame)}
	}
	lines, at := q.seen()
	for i, l := range lines {
		if at >= 0 && i >= at && i < at+q.height() {
			lines[i] = draw.Picked(ansi.Truncate(ansi.TruncateLeft(l, selectorWidth, ""), f.TextWidth()+1, ""), i == at, f.Frame)
		} else {
			lines[i] = " " + l
		}
	}
	return lines
}

// selectorWidth is what huh puts before each line of its options.
const selectorWidth = 2

// seen are the lines of the list that are in sight, and that of the cursor.
func (q *question) seen() (lines []string, at int) {
	lines = strings.Split(q.field.View(), "\n")
	return lines, slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, draw.CursorMark) })
}

// height is how many lines the option under the cursor takes.
func (q *question) height() int {
	if i := slices.IndexFunc(q.values, func(v string) bool { return v == q.value }); i >= 0 {
		return q.heights[i]
	}
	return 1
}

func sum(heights []int) int {
	total := 0
	for _, h := range heights {
		total += h
	}
	return total
}

func example(q *decision.Question) string {
	if q.Kind == decision.Amount {
		return "Par exemple\u00a0: 1 234,56"
	}
	return "Par exemple\u00a0: 15 septembre · 15/9/26 · mi-septembre · hier"
}

// options are the answers one can choose, numbered, with their help under them
// where there is room for all.
func (q *question) options(f frame, rows int) []huh.Option[string] {
	width := f.TextWidth()
	asked := q.asked(f)
	all := append(slices.Clone(asked.Options), decision.Option{Value: decision.Unknown, Label: say.Unsure})
	options := make([]huh.Option[string], len(all))
	q.heights, q.values = make([]int, len(all)), make([]string, len(all))
	number := func(i int) string { return fmt.Sprintf("%-3d", (i+1)%len(all)) } // the last is 0
	for i, o := range all {
		lines := optionLines(number(i), o, width, f.Styles)
		q.heights[i], q.values[i] = len(lines), string(o.Value)
		options[i] = huh.NewOption(strings.Join(lines, "\n"), string(o.Value))
	}
	if q.short = sum(q.heights) > rows; q.short {
		for i, o := range all {
			options[i].Key, q.heights[i] = optionLine(number(i), o, width, f.Styles), 1
		}
	}
	return options
}

// optionLines writes an option: its number and label, then its help, dim. One
// that changes nothing here is dim as a whole, and says so.
func optionLines(number string, o decision.Option, width int, s *draw.Styles) []string {
	if o.Idle {
		return draw.Hang(o.Label+idleEnd, width, number, s.Dim)
	}
	lines := draw.Hang(o.Label, width, number, draw.Ink{})
	if o.Help == "" {
		return lines
	}
	for _, l := range draw.Wrap(o.Help, width-3, s.Dim) {
		// The reset keeps the bold of a selected label off its help.
		lines = append(lines, ansi.ResetStyle+"   "+l)
	}
	return lines
}

// idleEnd comes after the label of an option that changes nothing here.
const idleEnd = " (" + say.Idle + ")"

// optionLine writes an option on one line. The label gives way, not what is said
// after it.
func optionLine(number string, o decision.Option, width int, s *draw.Styles) string {
	if !o.Idle {
		return draw.Cut(number+o.Label, width)
	}
	room := width - ansi.StringWidth(number+idleEnd)
	return number + s.Dim.Render(draw.Cut(o.Label, room)+idleEnd)
}

// fieldKeys are huh's keys in French habits, less those the screen owns. They
// are emptied, not disabled: huh enables them again.
func fieldKeys() *huh.KeyMap {
	none := key.NewBinding(key.WithDisabled())
	k := huh.NewDefaultKeyMap()
	k.Quit = none
	k.Select.Prev, k.Select.Next, k.Select.Submit, k.Select.Filter = none, none, none, none
	k.Select.Left, k.Select.Right = none, none
	k.Select.Up, k.Select.Down, k.Select.GotoTop, k.Select.GotoBottom = draw.KeyUp, draw.KeyDown, draw.KeyTop, draw.KeyBottom
	k.Select.HalfPageUp, k.Select.HalfPageDown = draw.KeyPageUp, draw.KeyPageDn
	k.Confirm.Toggle = keyEither
	k.Confirm.Prev, k.Confirm.Next, k.Confirm.Submit = none, none, none
	k.Confirm.Accept, k.Confirm.Reject = none, none
	return k
}

// wheel moves the cursor of the list.
func (q *question) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	if !q.list {
		return nil
	}
	if msg.Button == tea.MouseWheelDown {
		return q.toField(tea.KeyPressMsg{Code: tea.KeyDown})
	}
	return q.toField(tea.KeyPressMsg{Code: tea.KeyUp})
}

// click answers with the option under the mouse. huh does not tell where its
// options are; the line of its cursor does.
func (q *question) click(msg tea.MouseClickMsg, f frame) (action, tea.Cmd) {
	if !q.list || msg.Button != tea.MouseLeft || msg.X >= f.narrow().Width {
		return nil, nil
	}
	row := msg.Y - len(q.head(f.narrow()))
	seen, at := q.seen()
	values := q.values
	line := row - at
	for i := range values {
		if values[i] == q.value {
			break
		}
		line += q.heights[i]
	}
	if row < 0 || row >= len(seen) || at < 0 || line < 0 {
		return nil, nil
	}
	for i, h := range q.heights {
		if line < h {
			return answer{q.fact, values[i]}, nil
		}
		line -= h
	}
	return nil, nil
}

// fieldStyles are how huh's fields look in the styles of the interface, for each of
// them: huh asks for its theme about a hundred times a key.
func fieldStyles(s *draw.Styles) *huh.Styles {
	if known, ok := dressed.Load(s); ok {
		return known.(*huh.Styles)
	}
	t := huh.ThemeBase(true)
	bare := lipgloss.NewStyle()
	t.Focused.Base = bare
	t.Focused.SelectSelector = s.Accent.Style().SetString(draw.CursorMark + " ")
	t.Focused.SelectedOption = s.Selected.Style()
	t.Focused.UnselectedOption = s.Text.Style()
	t.Focused.FocusedButton = s.Selected.Style().SetString("[x]").MarginRight(3)
	t.Focused.BlurredButton = s.Text.Style().SetString("[ ]").MarginRight(3)
	t.Blurred = t.Focused
	dressed.Store(s, t)
	return t
}

var dressed sync.Map
