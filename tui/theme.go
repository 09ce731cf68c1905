package tui

import (
	"sync"

	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
)

// styles are the looks of the interface, by meaning. One accent; the rest is
// weight and dimness. Nothing is said by colour alone: a mark or a word always
// says it too.
type styles struct {
	text     ink
	strong   ink
	emph     ink
	dim      ink
	accent   ink
	title    ink
	heading  ink
	selected ink
	closed   ink
	caution  ink
	fault    ink
	rule     ink
	form     *huh.Styles // a field alone
	sheet    *huh.Styles // several, each with its name above it
}

// The two sets of styles are built once: huh asks for its theme about a hundred
// times a key.
var (
	onDark  = sync.OnceValue(func() *styles { return newStyles(true) })
	onLight = sync.OnceValue(func() *styles { return newStyles(false) })
)

func stylesFor(dark bool) *styles {
	if dark {
		return onDark()
	}
	return onLight()
}

func newStyles(dark bool) *styles {
	pick := lipgloss.LightDark(dark)
	accent := pick(lipgloss.Color("#00636F"), lipgloss.Color("#5FD3C6"))
	dim := pick(lipgloss.Color("#57606A"), lipgloss.Color("#9AA5B1"))
	rule := pick(lipgloss.Color("#A8B0B8"), lipgloss.Color("#4A5260"))
	caution := pick(lipgloss.Color("#8A4B00"), lipgloss.Color("#E5B567"))
	fault := pick(lipgloss.Color("#B3261E"), lipgloss.Color("#FF8A80"))
	base := lipgloss.NewStyle()
	s := &styles{
		text:     inked(base),
		strong:   inked(base.Bold(true)),
		emph:     inked(base.Italic(true)),
		dim:      inked(base.Foreground(dim)),
		accent:   inked(base.Foreground(accent)),
		title:    inked(base.Foreground(accent).Bold(true)),
		heading:  inked(base.Bold(true)),
		selected: inked(base.Foreground(accent).Bold(true)),
		closed:   inked(base.Foreground(dim)),
		caution:  inked(base.Foreground(caution)),
		fault:    inked(base.Foreground(fault).Bold(true)),
		rule:     inked(base.Foreground(rule)),
	}
	s.form, s.sheet = formStyles(s), sheetStyles(s)
	return s
}

// sheetStyles dresses the fields of a form: the name of the one being filled
// stands out.
func sheetStyles(s *styles) *huh.Styles {
	t := formStyles(s)
	t.Focused.Title = s.selected.style().SetString(cursorMark)
	t.FieldSeparator = lipgloss.NewStyle().SetString("\n")
	t.Blurred = t.Focused
	t.Blurred.Title = s.dim.style().SetString(" ")
	return t
}

// formStyles dresses huh's fields in the styles of the interface.
func formStyles(s *styles) *huh.Styles {
	t := huh.ThemeBase(true)
	bare := lipgloss.NewStyle()
	t.Focused.Base = bare
	t.Focused.SelectSelector = s.accent.style().SetString(cursorMark + " ")
	t.Focused.SelectedOption = s.selected.style()
	t.Focused.UnselectedOption = s.text.style()
	t.Focused.TextInput.Prompt = s.accent.style()
	t.Focused.TextInput.Text = s.strong.style()
	t.Focused.TextInput.Placeholder = s.dim.style()
	t.Focused.TextInput.Cursor = s.accent.style()
	t.Focused.FocusedButton = s.selected.style().SetString("[x]").MarginRight(3)
	t.Focused.BlurredButton = s.text.style().SetString("[ ]").MarginRight(3)
	t.Blurred = t.Focused
	return t
}

// The marks that carry meaning without colour.
const (
	cursorMark      = "▸"
	openMark        = "○"
	closedMark      = "×"
	laterMark       = "·"
	recommendedMark = "●"
	faultMark       = "!"
	barMark         = "┃"
)
