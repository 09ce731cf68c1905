package tui

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
)

// finder is a long list in which one can search.
type finder struct {
	reading
	search
	items func(f frame) []item
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
		blocks := append(s.searched(f), s.found(f)...)
		if intro == "" || !f.Airy() {
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

func (s *finder) keys(f frame) []key.Binding {
	if s.typing() {
		return []key.Binding{draw.KeyConfirm, draw.KeyLeave}
	}
	keys := s.reading.keys(f)
	if !s.Chosen() {
		return append([]key.Binding{keySearch}, keys...)
	}
	return slices.Insert(keys, 1, keySearch)
}

// moves are the keys of the list, and of the line one searches on.
func (s *finder) moves(frame) []key.Binding {
	if s.typing() {
		return append([]key.Binding{keyThrough, draw.KeyCtrlC}, draw.LineKeys...)
	}
	return draw.PageKeys
}

func (s *finder) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	if s.seek(msg) {
		s.stale = true
		s.Pick()
		return nil, nil
	}
	return s.reading.update(msg, f)
}

// found are the items that hold what is searched for.
func (s *finder) found(f frame) []draw.Block {
	var blocks []draw.Block
	for _, i := range s.items(f) {
		if french.Found(i.text, s.wanted()) {
			blocks = append(blocks, i.Block)
		}
	}
	if len(blocks) == 0 {
		return []draw.Block{draw.Note(wordNothingFound, f.Frame)}
	}
	return blocks
}

// search is the line on which one types what to look for.
type search struct {
	line   draw.Line
	asking bool // keys go to the line
}

// maxWanted is how much one may type, in characters.
const maxWanted = 80

// typing says whether keys go to the search.
func (s *search) typing() bool { return s.asking }

// wanted is what is searched for.
func (s *search) wanted() string { return s.line.Value() }

// seek takes a key or a paste, and says whether it was for the search: its key
// begins it, Enter keeps what is typed, Escape drops it. One may go through what
// is found while typing.
func (s *search) seek(msg tea.Msg) bool {
	press, pressed := msg.(tea.KeyPressMsg)
	_, pasted := msg.(tea.PasteMsg)
	switch {
	case !s.asking && pressed && key.Matches(press, keySearch):
		s.line, s.asking = draw.NewLine(maxWanted), true
	case !s.asking, !pressed && !pasted, pressed && key.Matches(press, keyThrough):
		return false
	case pressed && key.Matches(press, draw.KeyLeave):
		*s = search{}
	case pressed && key.Matches(press, draw.KeyConfirm):
		s.asking = false
	default:
		s.line.Update(msg)
	}
	return true
}

// searched is the line of search, once there is one.
func (s *search) searched(f frame) []draw.Block {
	switch label := wordSearching + french.NBSP + ": "; {
	case s.asking:
		width := f.TextWidth() - ansi.StringWidth(label)
		return []draw.Block{{Lines: []string{label + s.line.View(width, f.Styles.Text, f.Styles)}}, draw.Gap()}
	case s.wanted() != "":
		return []draw.Block{draw.Plain(label+s.wanted(), f.Frame), draw.Gap()}
	}
	return nil
}
