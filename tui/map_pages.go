package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// What a page above the map asks of it. The rest goes to the root.
type (
	// restingOn shows the steps that rest on a text.
	restingOn struct{ basis string }
	// landOn goes to the first way that ends on a step.
	landOn struct{ step string }
)

// show puts a page above the map.
func (m *treeMap) show(page *reading, f frame) {
	m.pages = append(m.pages, page)
	page.update(refreshed{}, f)
}

// heed does what a page asks of the map, and passes on what it asks of the root.
func (m *treeMap) heed(asked action, f frame) action {
	switch a := asked.(type) {
	case back:
		m.pages = m.pages[:len(m.pages)-1]
	case restingOn:
		m.show(newRestingOn(a.basis), f)
	case landOn:
		m.pages = nil
		m.firstEnd(a.step)
	default:
		return asked
	}
	return nil
}

// newTextsOf lists the texts a step rests on; choosing one lists every step
// that does.
func newTextsOf(s *decision.Step) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: say.TextsTitle}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{draw.Heading(s.Title, f.Frame), draw.Note(wordTextsHelp, f.Frame), draw.Gap()}
		for _, c := range s.Bases {
			blocks = append(blocks, draw.Choice(c.Label, c.Note, restingOn{c.Basis}, f.Frame))
		}
		return blocks
	}
	return r
}

// newRestingOn lists every step that rests on a text; choosing one goes to the
// first way that ends on it.
func newRestingOn(basis string) *reading {
	r := &reading{Page: draw.NewPage(true), verb: keyGoTo, about: wordResting}
	r.blocks = func(f frame) []draw.Block {
		b := f.guide.Basis(basis)
		blocks := []draw.Block{draw.Heading(b.Title, f.Frame), draw.Note(b.Reference, f.Frame), draw.Gap()}
		for _, p := range f.guide.Places(f.answers) {
			if text, ok := rests(p.Step, basis); ok {
				blocks = append(blocks, draw.Choice(standingMark(p)+" "+p.Step.Title, french.Capital(text), landOn{p.Step.ID}, f.Frame))
			}
		}
		return append(blocks, draw.Gap(), draw.Choice(wordReadText, "", decision.Link{Kind: decision.ToBasis, ID: basis}, f.Frame))
	}
	return r
}

// rests says whether a step, or one of its conditions, rests on a text, and
// what the text brings.
func rests(s *decision.Step, basis string) (string, bool) {
	for _, c := range s.Bases {
		if c.Basis == basis {
			return c.Note, true
		}
	}
	for _, a := range s.When {
		for _, c := range a.Conditions {
			if c.Basis == basis {
				return c.Reason, true
			}
		}
	}
	return "", false
}

// newLadder shows every step from the softest to the hardest, with what it
// costs, how long it takes and what it is worth.
func newLadder() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyOpen, about: wordLadderView}
	r.extra = []shortcut{{key: keyTree, do: func() action { return back{} }}}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{draw.Note(wordLadder, f.Frame), draw.Gap()}
		if f.Width >= tableWidth {
			blocks = append(blocks, ladderRow("  ", "Étape", decision.Brief{Cost: say.CostLabel, Time: say.TimeLabel, Worth: say.WorthLabel}, f.Styles.Dim, f.Frame), draw.Gap())
		}
		for i, stretch := range f.guide.Road(f.answers) {
			if i > 0 {
				blocks = append(blocks, draw.Gap())
			}
			blocks = append(blocks, draw.Heading(stretch.Name, f.Frame))
			for _, p := range stretch.Places {
				blocks = append(blocks, ladderBlock(p, f))
			}
		}
		return blocks
	}
	return r
}

// tableWidth is from where the ladder has columns; below, lines.
const tableWidth = 80

func ladderBlock(p decision.Place, f frame) draw.Block {
	brief := p.Step.Brief
	if f.Width < tableWidth {
		return wayBlock(standingMark(p), p.Step, []string{
			say.CostLabel + nbsp + ": " + brief.Cost, say.TimeLabel + nbsp + ": " + brief.Time, say.WorthLabel + nbsp + ": " + brief.Worth,
		}, f.Frame)
	}
	look := f.Styles.Text
	switch p.Standing {
	case decision.Closed:
		look = f.Styles.Closed
	case decision.Recommended:
		look = f.Styles.Strong
	}
	b := ladderRow(standingMark(p)+" ", p.Step.Title, brief, look, f.Frame)
	b.Lead = decision.Link{Kind: decision.ToStep, ID: p.Step.ID}
	return b
}

// ladderRow lays a step out in four columns, its title in the widest.
func ladderRow(mark, title string, brief decision.Brief, look draw.Ink, f draw.Frame) draw.Block {
	room := f.Width - draw.Gutter - 1
	narrow := room * 7 / 30
	lines := draw.Hang(title, room-3*narrow-draw.Gutter, mark, look)
	for i, cell := range []string{brief.Cost, brief.Time, brief.Worth} {
		start := room - (3-i)*narrow
		for j, l := range draw.Wrap(cell, narrow-draw.Gutter, look) {
			if j == len(lines) {
				lines = append(lines, "")
			}
			lines[j] += strings.Repeat(" ", start-ansi.StringWidth(lines[j])) + l
		}
	}
	return draw.Block{Lines: lines}
}

// standingMark is the mark of a step.
func standingMark(p decision.Place) string {
	return map[decision.Standing]string{
		decision.Recommended: draw.RecommendedMark, decision.Open: draw.OpenMark, decision.Later: draw.LaterMark, decision.Closed: draw.ClosedMark,
	}[p.Standing]
}
