package tui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
	"compromis/internal/french"
)

// How a form looks: a line for each entry, its label on the left, its value on a
// surface on the right. Under the one being filled stand its example, what is
// understood of it, and what is wrong: never in the field. A label, a value and an
// example are not taken for each other.

const (
	widestLabel = 34
	widestField = 44
	mostListed  = 7 // options in sight at once
)

// sheetLine is a line of a form as it is drawn, and the entry it belongs to, or -1.
type sheetLine struct {
	text   string
	entry  int
	option int   // of the entry, or -1
	cells  []int // where each of the cells of a row begins
}

// ease is how much room the lines of a form take.
type ease int

const (
	tight   ease = iota // nothing but the lines
	grouped             // the names of the groups too
	airy                // and an empty line after each entry
)

// sheet draws all the lines of a form.
func (s *form) sheet(f frame, room ease) []sheetLine {
	if s.tabled(f) {
		return s.table(f)
	}
	labels, fields := s.columns(f)
	var lines []sheetLine
	add := func(entry, option int, texts ...string) {
		for _, t := range texts {
			lines = append(lines, sheetLine{text: t, entry: entry, option: option})
		}
	}
	for i := range s.entries {
		e := &s.entries[i]
		if e.group != "" && room >= grouped {
			if i > 0 && room < airy {
				add(-1, -1, "")
			}
			add(-1, -1, draw.Indent(draw.Ruled(e.group, "", f.Frame))...)
		}
		add(i, -1, s.row(i, labels, fields, f)...)
		if i == s.at && e.line == nil {
			first, listed := e.listed(f)
			for j, text := range listed {
				add(i, first+j, text)
			}
		}
		add(i, -1, s.under(i, labels, f)...)
		if room == airy && i < len(s.entries)-1 {
			add(-1, -1, "")
		}
	}
	return lines
}

// columns are how wide labels and fields are. Labels stand above the fields, and
// their width is 0, where there is no room for both.
func (s *form) columns(f frame) (labels, fields int) {
	if !f.Roomy() {
		return 0, f.TextWidth()
	}
	for _, e := range s.entries {
		labels = max(labels, ansi.StringWidth(e.label)+2)
	}
	labels = min(labels, widestLabel)
	return labels, min(f.TextWidth()-labels, widestField)
}

// row is an entry: its mark, its label, its field.
func (s *form) row(i, labels, fields int, f frame) []string {
	e := &s.entries[i]
	mark, look := " ", f.Styles.Text
	switch {
	case i == s.at:
		mark, look = f.Styles.Accent.Render(draw.CursorMark), f.Styles.Strong
	case e.fault != "":
		mark = f.Styles.Fault.Render(draw.FaultMark)
	}
	field := e.drawn(fields, i == s.at, f)
	var lines []string
	if labels == 0 {
		lines = append(draw.Wrap(e.label, fields, look), field)
	} else {
		lines = draw.Beside(e.label, labels, look, field, f.Frame)
	}
	for j := range lines {
		lines[j] = " " + mark + " " + lines[j]
	}
	return lines
}

// drawn is the field of an entry: what is typed, or chosen.
func (e *entry) drawn(width int, filling bool, f frame) string {
	if e.fixed != "" {
		look := f.Styles.Dim
		if filling {
			look = f.Styles.Strong
		}
		return look.Render(fit("  "+e.fixed, width))
	}
	if e.line != nil {
		return draw.Field(e.line, width, filling, f.Frame)
	}
	if filling {
		told := fmt.Sprintf("%d sur %d", e.chosen()+1, len(e.options))
		switch {
		case e.sought != "":
			told += " · " + e.sought + "…"
		case len(e.options) > mostListed:
			told += " · tapez pour chercher"
		}
		return f.Styles.Dim.Render(told)
	}
	text := draw.Cut(e.options[max(e.chosen(), 0)].Key, width-4)
	return f.Styles.Text.Render("  "+text) + f.Styles.Dim.Render(" ▾")
}

// listed are the options of an entry around the one chosen, one a line, from that
// place on.
func (e *entry) listed(f frame) (first int, lines []string) {
	first = max(min(e.chosen()-mostListed/2, len(e.options)-mostListed), 0)
	for i, o := range e.options[first:min(first+mostListed, len(e.options))] {
		mark, look := f.Styles.Dim.Render(draw.OpenMark), f.Styles.Text
		if first+i == e.chosen() {
			mark, look = f.Styles.Accent.Render(draw.RecommendedMark), f.Styles.Strong
		}
		text := draw.Cut(o.Key, max(f.TextWidth()-4, 8))
		lines = append(lines, strings.Repeat(" ", draw.Gutter+2)+mark+" "+look.Render(text))
	}
	return first, lines
}

// under is what stands below an entry: why it was refused, and when one is on it,
// what is understood of it or an example.
func (s *form) under(i, labels int, f frame) []string {
	e := &s.entries[i]
	room := f.TextWidth() - labels - 1
	var lines []string
	say := func(text, mark string, look draw.Ink) {
		for _, l := range draw.Hang(text, room, mark, look) {
			lines = append(lines, strings.Repeat(" ", draw.Gutter+labels+1)+l)
		}
	}
	if e.fault != "" {
		say(e.fault, f.Styles.Fault.Render(draw.FaultMark)+" ", f.Styles.Fault)
		return lines
	}
	if i != s.at {
		return nil
	}
	told, well := e.understood()
	if told != "" && well {
		say(told, f.Styles.Accent.Render(draw.DoneMark)+" ", f.Styles.Text)
	} else if told != "" {
		say(told, f.Styles.Caution.Render(draw.LaterMark)+" ", f.Styles.Text)
	} else if e.help != "" && e.line != nil {
		say(french.Capital(e.help), "", f.Styles.Dim)
	}
	return lines
}

// understood is what is understood of what is typed, when that says more.
func (e *entry) understood() (told string, well bool) {
	if e.tell == nil || strings.TrimSpace(e.value) == "" {
		return "", false
	}
	value, err := e.said()
	if err != nil {
		return "", false
	}
	return e.tell(value)
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

// foot is what is wrong with the whole.
func (s *form) foot(f frame) []string {
	if s.fault == "" {
		return nil
	}
	return append([]string{""}, draw.Indent(draw.Hang(s.fault, f.TextWidth(), f.Styles.Fault.Render(draw.FaultMark)+" ", f.Styles.Fault))...)
}

// sight is what is in sight of the sheet, and where it begins on the screen. The
// entry one is on always is, with what stands under it.
func (s *form) sight(f frame) (seen []sheetLine, from, total int) {
	from = len(s.head(f))
	room := max(f.Height-from-len(s.foot(f)), 1)
	lines := s.sheet(f, airy)
	for e := grouped; e >= tight && len(lines) > room; e-- {
		lines = s.sheet(f, e)
	}
	if len(lines) <= room {
		s.top = 0
		return lines, from, len(lines)
	}
	room = max(room-1, 1) // for what says that there is more
	first := slices.IndexFunc(lines, func(l sheetLine) bool {
		return l.entry == s.at || l.entry >= 0 && s.at > l.entry && s.at < l.entry+len(l.cells)
	})
	last := first
	for first > 0 && lines[first-1].entry < 0 {
		first--
	}
	for last+1 < len(lines) && lines[last+1].entry == s.at {
		last++
	}
	if chosen := slices.IndexFunc(lines, func(l sheetLine) bool {
		return l.entry == s.at && l.option >= 0 && l.option == s.entries[s.at].chosen()
	}); chosen >= 0 && last-first >= room {
		first, last = chosen, chosen // a list longer than the screen
	}
	s.top = max(min(s.top, first), last-room+1)
	s.top = max(min(s.top, len(lines)-room), 0)
	return lines[s.top : s.top+room], from, len(lines)
}

func (s *form) view(f frame) string {
	if s.seen == nil {
		return ""
	}
	seen, _, total := s.sight(f)
	lines := s.head(f)
	for _, l := range seen {
		lines = append(lines, l.text)
	}
	if total > len(seen) {
		lines = append(lines, draw.Hint(s.top, len(seen), total, nil, f.Frame))
	}
	return joinLines(append(lines, s.foot(f)...))
}

// click goes to the entry under the mouse, or chooses the option there.
func (s *form) click(msg tea.MouseClickMsg, f frame) {
	seen, from, _ := s.sight(f)
	if msg.Button != tea.MouseLeft || msg.Y < from || msg.Y >= from+len(seen) {
		return
	}
	l := seen[msg.Y-from]
	if l.entry < 0 {
		return
	}
	column := 0
	for column+1 < len(l.cells) && msg.X >= l.cells[column+1] {
		column++
	}
	if s.stand(l.entry + column); l.option >= 0 {
		s.entries[l.entry].choose(l.option)
	}
}

// wheel goes from entry to entry.
func (s *form) wheel(msg tea.MouseWheelMsg, _ frame) {
	switch msg.Button {
	case tea.MouseWheelDown:
		s.stand(s.at + 1)
	case tea.MouseWheelUp:
		s.stand(s.at - 1)
	}
}
