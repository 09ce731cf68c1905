package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
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
	draw.Block
	text string
}

func newFinder(about, intro string, items func(f frame) []item) *finder {
	s := &finder{items: items}
	s.Page, s.verb, s.about = draw.NewPage(true), draw.KeyChoose, about
	s.blocks = func(f frame) []draw.Block {
		blocks := append(s.line(f), s.found(f)...)
		if intro == "" || f.Height < draw.TallHeight-4 {
			return blocks
		}
		return append([]draw.Block{draw.Note(intro, f.Frame), draw.Gap()}, blocks...)
	}
	return s
}

// newStepFinder lists the steps of the ladder, in its order.
func newStepFinder(about, intro string, choose func(step *decision.Step) action) *finder {
	return newFinder(about, intro, func(f frame) []item {
		var items []item
		for _, p := range f.guide.Places(f.answers) {
			b := draw.Choice(p.Step.Title, p.Step.Summary, choose(p.Step), f.Frame)
			items = append(items, item{b, p.Step.Title + " " + p.Step.Summary})
		}
		return items
	})
}

func (s *finder) typing() bool { return s.seeking }

func (s *finder) keys(f frame) []key.Binding {
	if s.seeking {
		return []key.Binding{draw.KeyConfirm, draw.KeyLeave}
	}
	keys := s.reading.keys(f)
	if !s.Chosen() {
		return append([]key.Binding{keySearch}, keys...)
	}
	return slices.Insert(keys, 1, keySearch)
}

func (s *finder) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case ok && s.seeking && press.Text == "" && key.Matches(press, draw.KeyUp, draw.KeyDown, draw.KeyPageUp, draw.KeyPageDn, draw.KeyTop, draw.KeyBottom):
		return s.reading.update(msg, f)
	case ok && s.seeking:
		s.seek(press)
		return nil, nil
	case ok && key.Matches(press, keySearch):
		s.seeking, s.wanted, s.stale = true, "", true
		s.Pick()
		return nil, nil
	}
	return s.reading.update(msg, f)
}

// seek types on the line of search: Enter keeps it, Escape drops it.
func (s *finder) seek(msg tea.KeyPressMsg) {
	letters := []rune(s.wanted)
	switch {
	case key.Matches(msg, draw.KeyLeave):
		s.seeking, s.wanted = false, ""
	case key.Matches(msg, draw.KeyConfirm):
		s.seeking = false
	case msg.Code == tea.KeyBackspace && len(letters) > 0:
		s.wanted = string(letters[:len(letters)-1])
	case msg.Text != "":
		s.wanted += msg.Text
	}
	s.stale = true
	s.Pick()
}

// line is the line of search, once there is one.
func (s *finder) line(f frame) []draw.Block {
	if !s.seeking && s.wanted == "" {
		return nil
	}
	return []draw.Block{draw.Plain("Chercher"+french.NBSP+": "+s.wanted+when(s.seeking, "_"), f.Frame), draw.Gap()}
}

// found are the items that hold what is searched for.
func (s *finder) found(f frame) []draw.Block {
	var blocks []draw.Block
	for _, i := range s.items(f) {
		if french.Found(i.text, s.wanted) {
			blocks = append(blocks, i.Block)
		}
	}
	if len(blocks) == 0 {
		return []draw.Block{draw.Note(wordNothingFound, f.Frame)}
	}
	return blocks
}
