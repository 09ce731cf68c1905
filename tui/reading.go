package tui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/internal/draw"
)

// reading is a screen made of blocks: most are. It differs from another by
// what it is about, its blocks and the keys that open something more.
type reading struct {
	draw.Page
	about    string
	blocks   func(f frame) []draw.Block
	extra    []shortcut
	verb     key.Binding                // what Enter does
	aside    bool                       // the ladder stands beside it when there is room
	pane     func(f frame) []draw.Block // what stands there in its place; may be nil
	paneFrom int                        // from which width
	table    bool                       // it takes from what stands beside it the room it needs
	live     bool                       // it tells the case as it stands, or the law: another may change the case under it
	stage    bool                       // it is where the case stands: the question before is behind it

	cached []draw.Block
	drawn  frame
	stale  bool // what it tells may have changed
}

// shortcut is a key that opens something.
type shortcut struct {
	key  key.Binding
	do   func() action
	only func(f frame) bool // when it does something; always when nil
}

func (r *reading) subject(frame) string { return r.about }

func (r *reading) staged() bool { return r.stage }

func (r *reading) keys(f frame) []key.Binding {
	var keys []key.Binding
	blocks := r.content(f)
	if r.Chosen() {
		keys = append(keys, r.verb)
	}
	for _, s := range r.extra {
		if s.only == nil || s.only(f) {
			keys = append(keys, s.key)
		}
	}
	keys = append(keys, draw.KeyBack)
	if r.More(blocks, f.Frame) {
		keys = append(keys, draw.KeyPageDn)
	}
	return append(keys, leavings(f)...)
}

// leavings are the keys that leave for elsewhere, where one may.
func leavings(f frame) []key.Binding {
	if f.watched {
		return nil
	}
	return []key.Binding{keyHome, draw.KeyQuit}
}

func (r *reading) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	if _, ok := msg.(refreshed); ok {
		r.stale = true
	}
	if press, ok := msg.(tea.KeyPressMsg); ok {
		for _, s := range r.extra {
			if key.Matches(press, s.key) && (s.only == nil || s.only(f)) {
				return s.do(), nil
			}
		}
		switch {
		case key.Matches(press, draw.KeyBack):
			return back{}, nil
		case key.Matches(press, keyHome) && !f.watched:
			return home{}, nil
		}
	}
	return lead(r.Page.Update(msg, r.content(f), r.frame(f).Frame)), nil
}

func (r *reading) view(f frame) string {
	text := r.Page.View(r.content(f), r.frame(f).Frame)
	switch {
	case r.pane != nil && f.Width >= r.paneFrom:
		return besideOf(text, r.frame(f).Width, r.paneLines, f)
	case r.aside && f.Wide():
		return beside(text, ladderPanel, f)
	}
	return text
}

// paneLines lays out what stands beside the page.
func (r *reading) paneLines(f frame) []string {
	f.Width += draw.Gutter // its own margin is that of the rule
	var lines []string
	for _, b := range r.pane(f) {
		for _, l := range b.Lines {
			lines = append(lines, " "+l)
		}
	}
	return lines
}

func (r *reading) frame(f frame) frame {
	if r.table && f.Width >= r.paneFrom {
		f.Width = min(max(f.Width-leastPane, f.narrow().Width), draw.PageWidth+2*draw.Gutter)
		return f
	}
	if r.aside || r.pane != nil && f.Width >= r.paneFrom {
		return f.narrow()
	}
	return f
}

// leastPane is the room that a table leaves beside it.
const leastPane = 38

// content returns the blocks, laid out anew only when the room changed.
func (r *reading) content(f frame) []draw.Block {
	f = r.frame(f)
	same := r.drawn.Width == f.Width && r.drawn.Height == f.Height && r.drawn.Styles == f.Styles
	if r.cached == nil || r.stale || !same {
		blocks := r.blocks(f)
		r.Relaid(r.cached, blocks, f.Frame)
		r.cached, r.drawn, r.stale = blocks, f, false
	}
	return r.cached
}
