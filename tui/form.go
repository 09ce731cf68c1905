package tui

import (
	"slices"
	"strings"
	"sync"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// form asks for several things at once: a person, an invoice, an event. It is
// huh's form; checking waits for the end, so that one may go back and forth.
type form struct {
	about, intro string
	place        string // where it is, for its draft; "" when none is kept
	entries      []entry
	fill         func(f frame) // makes the entries, when they depend on the case
	submit       func(said map[string]string) action

	seen    *dossier.Case     // the case it was filled from
	before  map[string]string // what it said then
	draft   casefile.Draft
	resumed bool // what is typed comes from a draft

	huh         *huh.Form
	first, last huh.Field
	fault       string
	built       frame
}

// entry is a line of a form.
type entry struct {
	key, label string
	help       string
	value      string
	options    []huh.Option[string]         // a list to choose from, instead of a line
	check      func(string) (string, error) // returns what was typed in canonical form
	needed     bool
	secret     bool // what is typed is not shown
}

func (e *entry) field(width int) huh.Field {
	if len(e.options) > 0 {
		return huh.NewSelect[string]().Title(e.label).Options(slices.Clone(e.options)...).Value(&e.value).Height(min(len(e.options), 6) + 1)
	}
	hint := e.help
	if hint == "" {
		hint = "…" // an empty line must be seen
	}
	line := huh.NewInput().Title(e.label).Placeholder(hint).Prompt("  ").Value(&e.value).CharLimit(4000)
	if e.secret {
		line.EchoMode(huh.EchoModePassword)
	}
	return line
}

func (s *form) subject(frame) string { return s.about }

func (s *form) typing() bool { return true }

func (s *form) keys(frame) []key.Binding {
	keys := []key.Binding{keyFormNext, keyFormSave, draw.KeyLeave}
	if s.resumed {
		keys = append(keys, keyFormAgain)
	}
	if s.huh != nil && s.huh.GetFocusedField() != s.first {
		keys = append(keys, keyFormBack)
	}
	return keys
}

func (s *form) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		return nil, s.refresh(f)
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, draw.KeyLeave):
			return back{}, nil
		case key.Matches(msg, keyFormSave), key.Matches(msg, keyFormNext) && s.huh.GetFocusedField() == s.last:
			return s.finish(f)
		case key.Matches(msg, keyFormAgain):
			if s.resumed {
				return open{newForget(s.draft)}, nil
			}
			return nil, nil
		case key.Matches(msg, keyFormNext): // at once: huh lets a moment pass, and what one types meanwhile goes to the line before
			return nil, s.huh.NextField()
		case key.Matches(msg, keyFormBack):
			return nil, s.huh.PrevField()
		case key.Matches(msg, keyCutWord):
			return nil, nil // Bubbles falls over it on the last character of a line
		}
	}
	msg, lost := draw.Entered(msg)
	if lost {
		s.fault = say.Cleaned("du texte collé")
	}
	m, cmd := s.huh.Update(msg)
	s.huh = m.(*huh.Form)
	return nil, cmd
}

// finish checks every line. The first that is wrong keeps the form open, on it.
func (s *form) finish(f frame) (action, tea.Cmd) {
	said := map[string]string{}
	for i := range s.entries {
		e := &s.entries[i]
		value := strings.TrimSpace(e.value)
		if !e.secret {
			value = french.Line(value)
		}
		err := error(nil)
		switch {
		case value == "" && e.needed:
			s.fault = "« " + e.label + " » manque."
			return nil, s.build(f, i)
		case value != "" && e.check != nil:
			value, err = e.check(value)
		}
		if err != nil {
			s.fault = e.label + french.NBSP + ": " + french.Small(err.Error())
			return nil, s.build(f, i)
		}
		said[e.key] = value
	}
	done := s.submit(said)
	if done == nil {
		return nil, s.build(f, 0) // refused as a whole
	}
	switch a := done.(type) {
	case amend:
		a.seen = s.seen
		return a, nil
	case happened:
		a.seen = s.seen
		return a, nil
	}
	return done, nil
}

func (s *form) refresh(f frame) tea.Cmd {
	if s.huh != nil && s.built.Width == f.Width && s.built.Height == f.Height && s.built.Styles == f.Styles {
		return nil
	}
	if s.entries != nil {
		return s.build(f, 0)
	}
	s.fill(f)
	s.seen = &f.kase
	again := s.build(f, 0) // a list settles on a line
	s.before = map[string]string{}
	for _, e := range s.entries {
		s.before[e.key] = e.value
	}
	if s.recall(f) {
		again = s.build(f, 0)
	}
	return again
}

// recall takes up the draft of the form: what it says, over what the case says.
func (s *form) recall(f frame) bool {
	if s.place == "" {
		return false
	}
	if s.draft.ID == "" {
		s.draft = draftAt(f.drafts, s.place)
	}
	for i := range s.entries {
		e := &s.entries[i]
		said, ok := s.draft.Fields[e.key]
		if ok && (len(e.options) == 0 || slices.ContainsFunc(e.options, func(o huh.Option[string]) bool { return o.Value == said })) {
			e.value, s.resumed = said, true
		}
	}
	return s.resumed
}

func (s *form) own() *casefile.Draft { return &s.draft }

// typed is what the lines say that the case does not.
func (s *form) typed() (place, about string, fields map[string]string) {
	if s.before == nil {
		return "", "", nil
	}
	fields = map[string]string{}
	for _, e := range s.entries {
		if e.value != s.before[e.key] {
			fields[e.key] = e.value
		}
	}
	return s.place, s.about, fields
}

// build makes huh's form for the room there is, on one of its lines.
func (s *form) build(f frame, at int) tea.Cmd {
	s.built = f
	theme := huh.ThemeFunc(func(bool) *huh.Styles { return dress(s.built.Styles).sheet })
	fields := make([]huh.Field, len(s.entries))
	for i := range s.entries {
		fields[i] = s.entries[i].field(f.TextWidth()).WithTheme(theme)
	}
	s.first, s.last = fields[0], fields[len(fields)-1]
	s.huh = huh.NewForm(huh.NewGroup(fields...)).WithTheme(theme).WithKeyMap(sheetKeys()).
		WithShowHelp(false).WithShowErrors(false).WithWidth(f.TextWidth()).WithHeight(max(f.Height-len(s.head(f))-3, 4))
	cmds := []tea.Cmd{s.huh.Init()}
	for range at {
		cmds = append(cmds, s.huh.NextField())
	}
	return tea.Batch(cmds...)
}

// head is the title and what the form is for; a low screen has its header only.
func (s *form) head(f frame) []string {
	notes := s.draftNotes(f)
	if f.Height < draw.TallHeight-3 {
		return notes
	}
	lines := draw.Indent(draw.Wrap(s.about, f.TextWidth(), f.Styles.Title))
	if s.intro != "" {
		lines = append(lines, draw.Indent(draw.Wrap(s.intro, f.TextWidth(), f.Styles.Dim))...)
	}
	return append(append(lines, notes...), "")
}

// draftNotes says that what is typed comes from a draft, or is not kept as one.
func (s *form) draftNotes(f frame) []string {
	var lines []string
	if s.resumed {
		lines = draw.Wrap(resumeNote(s.draft)+". ctrl+r"+french.NBSP+": repartir du dossier.", f.TextWidth(), f.Styles.Dim)
	}
	if f.draftErr != nil && s.place != "" {
		lines = append(lines, draw.Wrap(f.draftErr.Error(), f.TextWidth(), f.Styles.Caution)...)
	}
	return draw.Indent(lines)
}

func (s *form) view(f frame) string {
	if s.huh == nil {
		return ""
	}
	lines := append(s.head(f), draw.Indent(splitLines(s.huh.View()))...)
	if s.fault != "" {
		lines = append(lines[:min(len(lines), f.Height-2)], "")
		lines = append(lines, draw.Indent(draw.Hang(s.fault, f.TextWidth(), f.Styles.Fault.Render(draw.FaultMark)+" ", f.Styles.Fault))...)
	}
	return joinLines(lines)
}

// sheetKeys are huh's keys in a form: Enter and Tab go on, Shift Tab goes back.
func sheetKeys() *huh.KeyMap {
	k := huh.NewDefaultKeyMap()
	none := key.NewBinding(key.WithDisabled())
	k.Quit, k.Select.Filter, k.Text.Editor, k.Input.AcceptSuggestion = none, none, none, none
	return k
}

// The checks of a line.
func checkDay(s string) (string, error)    { return french.ParseDate(s) }
func checkAmount(s string) (string, error) { return french.ParseAmount(s) }

// dressed are the looks of huh's fields, for each looks of the interface: huh asks
// for its theme about a hundred times a key.
var dressed sync.Map

// fields are how fields look: one alone, or several, each with its name above it.
type fields struct{ alone, sheet *huh.Styles }

// dress returns how fields look beside the rest.
func dress(s *draw.Styles) fields {
	if known, ok := dressed.Load(s); ok {
		return known.(fields)
	}
	made := fields{formStyles(s), sheetStyles(s)}
	dressed.Store(s, made)
	return made
}

// sheetStyles dresses the fields of a form: the name of the one being filled
// stands out.
func sheetStyles(s *draw.Styles) *huh.Styles {
	t := formStyles(s)
	t.Focused.Title = s.Selected.Style().SetString(draw.CursorMark)
	t.FieldSeparator = lipgloss.NewStyle().SetString("\n")
	t.Blurred = t.Focused
	t.Blurred.Title = s.Dim.Style().SetString(" ")
	return t
}

// formStyles dresses huh's fields in the styles of the interface.
func formStyles(s *draw.Styles) *huh.Styles {
	t := huh.ThemeBase(true)
	bare := lipgloss.NewStyle()
	t.Focused.Base = bare
	t.Focused.SelectSelector = s.Accent.Style().SetString(draw.CursorMark + " ")
	t.Focused.SelectedOption = s.Selected.Style()
	t.Focused.UnselectedOption = s.Text.Style()
	t.Focused.TextInput.Prompt = s.Accent.Style()
	t.Focused.TextInput.Text = s.Strong.Style()
	t.Focused.TextInput.Placeholder = s.Dim.Style()
	t.Focused.TextInput.Cursor = s.Accent.Style()
	t.Focused.FocusedButton = s.Selected.Style().SetString("[x]").MarginRight(3)
	t.Focused.BlurredButton = s.Text.Style().SetString("[ ]").MarginRight(3)
	t.Blurred = t.Focused
	return t
}
