package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
)

// finder is a long list in which one can search.
type finder struct {
	reading
	items   func(f frame) []item
	wanted  string // what is searched for
	seeking bool   // letters go to the search
}

// item is a line of a finder, and the text the search looks in.
type item struct {
	block
	text string
}

func newFinder(about, intro string, items func(f frame) []item) *finder {
	s := &finder{items: items}
	s.page, s.verb, s.about = newPage(true), keyChoose, about
	s.blocks = func(f frame) []block {
		blocks := append(s.line(f), s.found(f)...)
		if intro == "" || f.height < tallHeight-4 {
			return blocks
		}
		return append([]block{note(intro, f.canvas), gap()}, blocks...)
	}
	return s
}

// newStepFinder lists the steps of the ladder, in its order.
func newStepFinder(about, intro string, choose func(step *decision.Step) action) *finder {
	return newFinder(about, intro, func(f frame) []item {
		var items []item
		for _, p := range f.guide.Places(f.answers) {
			b := choice(p.Step.Title, p.Step.Summary, choose(p.Step), f.canvas)
			items = append(items, item{b, p.Step.Title + " " + p.Step.Summary})
		}
		return items
	})
}

func (s *finder) typing() bool { return s.seeking }

func (s *finder) keys(f frame) []key.Binding {
	if s.seeking {
		return []key.Binding{keyConfirm, keyLeave}
	}
	keys := s.reading.keys(f)
	if s.cursor < 0 {
		return append([]key.Binding{keySearch}, keys...)
	}
	return slices.Insert(keys, 1, keySearch)
}

func (s *finder) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case ok && s.seeking && press.Text == "" && key.Matches(press, keyUp, keyDown, keyPageUp, keyPageDn, keyTop, keyBottom):
		return s.reading.update(msg, f)
	case ok && s.seeking:
		s.seek(press)
		return nil, nil
	case ok && key.Matches(press, keySearch):
		s.seeking, s.wanted, s.stale, s.fresh = true, "", true, true
		return nil, nil
	}
	return s.reading.update(msg, f)
}

// seek types on the line of search: Enter keeps it, Escape drops it.
func (s *finder) seek(msg tea.KeyPressMsg) {
	letters := []rune(s.wanted)
	switch {
	case key.Matches(msg, keyLeave):
		s.seeking, s.wanted = false, ""
	case key.Matches(msg, keyConfirm):
		s.seeking = false
	case msg.Code == tea.KeyBackspace && len(letters) > 0:
		s.wanted = string(letters[:len(letters)-1])
	case msg.Text != "":
		s.wanted += msg.Text
	}
	s.stale, s.fresh = true, true
}

// line is the line of search, once there is one.
func (s *finder) line(f frame) []block {
	if !s.seeking && s.wanted == "" {
		return nil
	}
	return []block{plainText("Chercher"+nbsp+": "+s.wanted+when(s.seeking, "_"), f.canvas), gap()}
}

// found are the items that hold what is searched for.
func (s *finder) found(f frame) []block {
	var blocks []block
	for _, i := range s.items(f) {
		if strings.Contains(plainLetters(i.text), plainLetters(s.wanted)) {
			blocks = append(blocks, i.block)
		}
	}
	if len(blocks) == 0 {
		return []block{note(wordNothingFound, f.canvas)}
	}
	return blocks
}

// plainLetters is a text without capitals nor accents, as one searches.
func plainLetters(text string) string { return unaccented.Replace(strings.ToLower(text)) }
