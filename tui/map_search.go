package tui

import (
	"math/bits"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
)

// search is what is searched for in the map: steps, by their name or that of a
// text they rest on.
type search struct {
	asking bool   // letters go to the search
	wanted string // what is typed
	hits   uint64 // the steps found, a bit each
}

// maxWanted is how much one may type, in characters.
const maxWanted = 80

// typing says whether letters go to the search.
func (s *search) typing() bool { return s.asking }

// ask begins a search.
func (s *search) ask() { s.asking, s.wanted = true, "" }

// paste adds a text to the search, on one line.
func (s *search) paste(text string) {
	if s.asking {
		s.write(strings.Join(strings.Fields(text), " "))
	}
}

func (s *search) write(text string) {
	runes := []rune(s.wanted + text)
	s.wanted = string(runes[:min(len(runes), maxWanted)])
}

// seek takes a key of the search: Enter goes to what is found, Escape drops it.
func (m *treeMap) seek(msg tea.KeyPressMsg, f frame) {
	runes := []rune(m.wanted)
	switch {
	case key.Matches(msg, draw.KeyLeave):
		m.asking = false
	case key.Matches(msg, draw.KeyConfirm):
		m.asking = false
		m.find(f)
	case msg.Code == tea.KeyBackspace && len(runes) > 0:
		m.wanted = string(runes[:len(runes)-1])
	case msg.Text != "":
		m.write(msg.Text)
	}
}

// find goes to the next way that ends on a step found. Nothing typed finds
// nothing, and keeps what was found before.
func (m *treeMap) find(f frame) {
	if strings.TrimSpace(m.wanted) == "" {
		return
	}
	wanted := strings.Fields(french.Fold(m.wanted))
	var hits uint64
	for i := range f.guide.Steps {
		if s := &f.guide.Steps[i]; len(wanted) > 0 && concerns(s, wanted, f.guide) {
			hits |= m.bits[s.ID]
		}
	}
	if hits &= m.root.steps; hits == 0 {
		m.notice = wordNotFound(m.wanted)
		return
	}
	m.hits = hits
	m.hop(1)
}

// concerns says whether every word begins a word of the name of the step, or
// of one of the texts it rests on.
func concerns(s *decision.Step, wanted []string, g *decision.Guide) bool {
	if begins(s.Title, wanted) {
		return true
	}
	for _, c := range s.Bases {
		text := c.Label
		if b := g.Basis(c.Basis); b != nil {
			text += " " + b.Title + " " + b.Reference
		}
		if begins(text, wanted) {
			return true
		}
	}
	return false
}

func begins(text string, wanted []string) bool {
	words := " " + french.Fold(text)
	return !slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(words, " "+w) })
}

// hop goes to the next way that ends on a step found, or to the one before,
// around the whole tree.
func (m *treeMap) hop(by int) {
	if m.hits == 0 {
		m.notice = wordNoSearch
		return
	}
	to := m.at().seek(m.hits, by)
	if to == nil {
		to = m.root.end(m.hits, by)
	}
	m.land(to)
	m.notice = wordFound(bits.OnesCount64(m.hits), m.root.waysTo(m.hits, map[*spot]int{}))
}

// firstEnd goes to the first way that ends on a step; the search goes on with
// the others.
func (m *treeMap) firstEnd(id string) {
	m.hits, m.wanted = m.bits[id], ""
	m.land(m.root.end(m.hits, 1))
	m.notice = wordFound(1, m.root.waysTo(m.hits, map[*spot]int{}))
}
