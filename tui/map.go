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

// treeMap is the whole decision tree, as rows one walks through: a row is a
// question with the answer that leads to it, or a step at the end of a way.
// Rows are made as they are unfolded, and only those in sight are drawn.
//
// It is in three files: this one moves and searches, map_tree.go holds the rows,
// map_draw.go draws them, and the pages the map opens above itself, whose choices
// come back to it.
type treeMap struct {
	root   *branch
	bits   map[string]uint64                // by step
	known  map[decision.Fact]decision.Reply // what the case answered
	later  uint64                           // the steps possible later, a bit each
	here   *branch                          // where the case stands
	rows   []*branch                        // those unfolded, in order
	cursor int
	top    int // the first row in sight
	notice string

	search
	hits  uint64     // the steps found, a bit each
	pages []*reading // above the map
}

// newMap returns the map, open on where the case stands.
func newMap() *treeMap { return &treeMap{} }

// unfoldedAtOnce is how many rows one key unfolds at most: the whole tree has
// too many to walk through.
const unfoldedAtOnce = 1000

func (m *treeMap) subject(f frame) string {
	if page := m.page(); page != nil {
		return page.subject(f)
	}
	return wordMap
}

// page is the page above the map, or nil.
func (m *treeMap) page() *reading {
	if len(m.pages) == 0 {
		return nil
	}
	return m.pages[len(m.pages)-1]
}

func (m *treeMap) keys(f frame) []key.Binding {
	if page := m.page(); page != nil {
		return page.keys(f)
	}
	if m.typing() {
		return []key.Binding{draw.KeyConfirm, draw.KeyLeave}
	}
	at := m.at()
	keys := []key.Binding{keyUnfold}
	if at.step != nil {
		keys = []key.Binding{draw.KeyOpen}
	} else if at.open {
		keys = []key.Binding{keyFold}
	}
	if at.step != nil {
		keys = append(keys, keyTexts)
	}
	if !f.watched {
		keys = append(keys, keyFrom)
	}
	keys = append(keys, keySearch)
	if m.hits != 0 {
		keys = append(keys, keyNextHit, keyLastHit)
	}
	keys = append(keys, keyLadder)
	if at.folded() {
		keys = append(keys, keyUnfoldAll)
	}
	return append(append(keys, draw.KeyBack), leavings(f)...)
}

// moves are the keys of the rows, or of the page above them.
func (m *treeMap) moves(frame) []key.Binding {
	switch {
	case m.page() != nil:
		return draw.PageKeys
	case m.typing():
		return append([]key.Binding{draw.KeyCtrlC}, draw.LineKeys...)
	}
	return append([]key.Binding{keyDeeper, keyShallower, keyNextHit, keyLastHit}, draw.PageKeys...)
}

func (m *treeMap) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	if _, ok := msg.(refreshed); ok {
		m.refresh(f)
	}
	if page := m.page(); page != nil {
		asked, cmd := page.update(msg, f)
		return m.heed(asked, f), cmd
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		m.notice = ""
		if typing := m.typing(); m.seek(msg) || typing {
			if !m.typing() {
				m.find(f)
			}
			return nil, nil
		}
		return m.press(msg, f), nil
	case tea.PasteMsg:
		m.seek(msg)
	case tea.MouseWheelMsg:
		m.wheel(msg, f)
	case tea.MouseClickMsg:
		return m.click(msg, f), nil
	}
	return nil, nil
}

// refresh reads the answers of the case. The first time, it unfolds the way to
// where the case stands.
func (m *treeMap) refresh(f frame) {
	m.known = map[decision.Fact]decision.Reply{}
	for _, r := range f.guide.Walk(f.answers).Path {
		if r.Value != decision.Unknown {
			m.known[r.Question.Fact] = r
		}
	}
	if m.root == nil {
		var all *spot
		all, m.bits = charted(f)
		m.root = &branch{spot: all}
		m.here = m.standing()
		m.here.open = m.here.step == nil
		m.land(m.here)
	}
	m.later = 0
	for _, p := range f.guide.Places(f.answers) {
		if p.Standing == decision.Later {
			m.later |= m.bits[p.Step.ID]
		}
	}
}

// standing follows the answers as far as they lead.
func (m *treeMap) standing() *branch {
	at := m.root
	for at.step == nil {
		reply, ok := m.known[at.question.Fact]
		if !ok {
			return at
		}
		for i, o := range at.question.Options {
			if o.Value == reply.Value {
				at = at.branches()[i]
				break
			}
		}
	}
	return at
}

func (m *treeMap) at() *branch { return m.rows[m.cursor] }

// land unfolds the way to a branch and goes there.
func (m *treeMap) land(b *branch) {
	b.reveal()
	m.relist(b)
}

// relist lists the rows anew, after something was folded or unfolded, and
// stands on a branch.
func (m *treeMap) relist(b *branch) {
	m.rows = m.root.rows(m.rows[:0])
	m.stand(b)
}

// stand goes to a branch that is among the rows.
func (m *treeMap) stand(b *branch) {
	for i, r := range m.rows {
		if r == b {
			m.cursor = i
			return
		}
	}
}

func (m *treeMap) press(msg tea.KeyPressMsg, f frame) action {
	at := m.at()
	switch {
	case key.Matches(msg, keyFrom) && !f.watched:
		return begin{answers: at.settings(), example: true}
	case key.Matches(msg, draw.KeyChoose):
		return m.choose(at)
	case key.Matches(msg, keyDeeper):
		return m.deeper(at)
	case key.Matches(msg, keyShallower):
		m.shallower(at)
	case key.Matches(msg, keyUnfoldAll):
		if !at.unfold(unfoldedAtOnce) {
			m.notice = wordUnfolded
		}
		m.relist(at)
	case key.Matches(msg, keyNextHit):
		m.hop(1)
	case key.Matches(msg, keyLastHit):
		m.hop(-1)
	case key.Matches(msg, keyTexts) && at.step != nil:
		m.show(newTextsOf(at.step), f)
	case key.Matches(msg, keyLadder):
		m.show(newLadder(), f)
	case key.Matches(msg, draw.KeyBack):
		return back{}
	case key.Matches(msg, keyHome) && !f.watched:
		return home{}
	default:
		m.move(msg, f)
	}
	return nil
}

// move goes to another row.
func (m *treeMap) move(msg tea.KeyPressMsg, f frame) {
	switch {
	case key.Matches(msg, draw.KeyDown):
		m.cursor++
	case key.Matches(msg, draw.KeyUp):
		m.cursor--
	case key.Matches(msg, draw.KeyPageDn):
		m.cursor += m.room(f)
	case key.Matches(msg, draw.KeyPageUp):
		m.cursor -= m.room(f)
	case key.Matches(msg, draw.KeyTop):
		m.cursor = 0
	case key.Matches(msg, draw.KeyBottom):
		m.cursor = len(m.rows) - 1
	}
	m.cursor = max(min(m.cursor, len(m.rows)-1), 0)
}

// choose opens the page of a step; it folds or unfolds a question.
func (m *treeMap) choose(b *branch) action {
	if b.step != nil {
		return open{newStepPage(b.step.ID)}
	}
	b.open = !b.open
	m.relist(b)
	return nil
}

// deeper goes to what is under a branch, once it is unfolded.
func (m *treeMap) deeper(b *branch) action {
	if b.step != nil || !b.open {
		return m.choose(b)
	}
	m.cursor++
	return nil
}

// shallower folds a branch, or goes to the one above.
func (m *treeMap) shallower(b *branch) {
	switch {
	case b.open:
		b.open = false
		m.relist(b)
	case b.up != nil:
		m.stand(b.up)
	}
}

// wheel moves what is in sight, and the cursor with it when it goes out.
func (m *treeMap) wheel(msg tea.MouseWheelMsg, f frame) {
	m.settle(f)
	switch msg.Button {
	case tea.MouseWheelDown:
		m.top += 3
	case tea.MouseWheelUp:
		m.top -= 3
	}
	m.top = max(min(m.top, len(m.rows)-m.room(f)), 0)
	m.cursor = max(min(m.cursor, m.top+m.room(f)-1, len(m.rows)-1), m.top)
}

// click goes to the row under the mouse. A question folds or unfolds; a step
// opens when one was on it already.
func (m *treeMap) click(msg tea.MouseClickMsg, f frame) action {
	m.settle(f)
	line := msg.Y - headRows
	if msg.Button != tea.MouseLeft || m.typing() || line < 0 || line >= min(m.room(f), len(m.rows)-m.top) {
		return nil
	}
	before := m.cursor
	m.notice, m.cursor = "", m.top+line
	if at := m.at(); at.step == nil || m.cursor == before {
		return m.choose(at)
	}
	return nil
}

// settle keeps the cursor in sight, and no room empty that rows could fill.
func (m *treeMap) settle(f frame) {
	room := m.room(f)
	m.top = max(min(m.top, m.cursor, len(m.rows)-room), m.cursor-room+1, 0)
}

// find goes to the next way that ends on a step found, by its name or that of a
// text it rests on. Nothing typed finds nothing, and keeps what was found before.
func (m *treeMap) find(f frame) {
	if strings.TrimSpace(m.wanted()) == "" {
		return
	}
	wanted := strings.Fields(french.Fold(m.wanted()))
	var hits uint64
	for i := range f.guide.Steps {
		if s := &f.guide.Steps[i]; len(wanted) > 0 && concerns(s, wanted, f.guide) {
			hits |= m.bits[s.ID]
		}
	}
	if hits &= m.root.steps; hits == 0 {
		m.notice = wordNotFound(m.wanted())
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
	m.hits = m.bits[id]
	m.land(m.root.end(m.hits, 1))
	m.notice = wordFound(1, m.root.waysTo(m.hits, map[*spot]int{}))
}
