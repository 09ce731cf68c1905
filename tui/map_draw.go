package tui

import (
	"math/bits"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// headRows is the line above the rows: the way to the cursor, or the search.
const headRows = 1

// roomyWidth is from where a row has room for words at its end.
const roomyWidth = 70

// footRows are the lines under the rows that tell of the row of the cursor.
func footRows(f frame) int {
	if f.Wide() {
		return 2
	}
	return 3
}

// ruled says whether a line parts the rows from what is told under them.
func ruled(f frame) bool { return f.Height >= draw.TallHeight-3 }

// room is how many rows are in sight.
func (m *treeMap) room(f frame) int {
	room := f.Height - headRows - footRows(f)
	if ruled(f) {
		room--
	}
	return room
}

func (m *treeMap) view(f frame) string {
	if page := m.page(); page != nil {
		return page.view(f)
	}
	m.settle(f)
	lines := []string{m.head(f)}
	room := m.room(f)
	for i := m.top; i < min(m.top+room, len(m.rows)); i++ {
		lines = append(lines, m.row(i, f))
	}
	for len(lines) < headRows+room {
		lines = append(lines, "")
	}
	if ruled(f) {
		lines = append(lines, draw.Hint(m.top, room, len(m.rows), nil, f.Frame))
	}
	return joinLines(append(lines, m.foot(f)...))
}

// head is the way to the row of the cursor, its end when it is long. On the
// first rows it is the size of the tree.
func (m *treeMap) head(f frame) string {
	room := m.width(f)
	if m.typing() {
		text := wordSearching + french.NBSP + ": "
		return strings.Repeat(" ", draw.Gutter) + f.Styles.Strong.Render(text) + m.line.View(room-ansi.StringWidth(text), f.Styles.Text, f.Styles)
	}
	var way []string
	for b := m.at().up; b != nil && b.up != nil; b = b.up {
		way = append([]string{b.said().Label}, way...)
	}
	if len(way) == 0 {
		size := f.guide.Size()
		way = []string{french.Number(size.Paths) + french.NBSP + "parcours, " + french.Plural(size.Longest, "question", "questions") + " au plus"}
	}
	return strings.Repeat(" ", draw.Gutter) + draw.Trail(way, room, f.Styles)
}

// width is that of the rows: a map takes all there is.
func (m *treeMap) width(f frame) int { return f.Width - 2*draw.Gutter }

// row draws a row: its sign, its mark, the answer, where it leads, and at the
// end what is under it.
func (m *treeMap) row(i int, f frame) string {
	b := m.rows[i]
	closed, why := m.closed(b)
	look := f.Styles.Text
	switch {
	case i == m.cursor:
		look = f.Styles.Selected
	case closed:
		look = f.Styles.Closed
	case m.taken(b):
		look = f.Styles.Accent
	}
	if b == m.here {
		why = wordHere
	}
	end := m.rowEnd(b, f)
	lead := strings.Repeat(" ", 2*max(b.depth-m.shift(f), 0)) + sign(b) + " " + m.mark(b, closed) + " "
	width := m.width(f)
	room := width - ansi.StringWidth(end)
	text := m.said(b, lead, why, room-1)
	line := look.Render(text) + strings.Repeat(" ", max(room-ansi.StringWidth(text), 0)) + f.Styles.Dim.Render(end)
	if i != m.cursor {
		return strings.Repeat(" ", draw.Gutter) + line
	}
	return " " + f.Styles.Picked.Paint(f.Styles.Accent.Render(draw.CursorMark)+" "+line, width+2, false)
}

// said is what a row says on so many cells: why it is closed only where there is room for
// all of it, and of a step that was found, its name before the answer that leads there.
func (m *treeMap) said(b *branch, lead, why string, room int) string {
	text := lead + leadsTo(b)
	if why != "" && ansi.StringWidth(text+" · "+why) <= room {
		return text + " · " + why
	}
	if b.step == nil || b.steps&m.hits == 0 || b.up == nil || ansi.StringWidth(text) <= room {
		return draw.Cut(text, room)
	}
	to := " → " + b.step.Title
	return draw.Cut(lead+draw.Cut(b.said().Label, max(room-ansi.StringWidth(lead+to), 1))+to, room)
}

// shift is how many levels are left of what is in sight: at most a third of the
// width goes to the indent of the cursor.
func (m *treeMap) shift(f frame) int { return max(m.at().depth-f.Width/6, 0) }

// sign tells what a row does: unfold, fold, or open a page.
func sign(b *branch) string {
	switch {
	case b.step != nil:
		return " "
	case b.open:
		return "−"
	default:
		return "+"
	}
}

// mark tells how a row stands with the answers: on their way, still open, or
// closed by one of them.
func (m *treeMap) mark(b *branch, closed bool) string {
	switch {
	case closed && b.step != nil && b.steps&m.later != 0:
		return draw.LaterMark
	case closed:
		return draw.ClosedMark
	case m.taken(b):
		return draw.RecommendedMark
	default:
		return draw.OpenMark
	}
}

// leadsTo is the answer of a row and the question or the step it leads to.
func leadsTo(b *branch) string {
	to := ""
	if b.step != nil {
		to = b.step.Title
	} else {
		to = b.question.Name + french.NBSP + "?"
	}
	if b.up == nil {
		return to
	}
	return b.said().Label + " → " + to
}

// rowEnd counts what is under a row.
func (m *treeMap) rowEnd(b *branch, f frame) string {
	switch {
	case b.step != nil && b.steps&m.hits != 0:
		return "  " + wordHit
	case b.step != nil:
		return ""
	case f.Width < roomyWidth:
		return " " + french.Number(b.ways) + "/" + french.Number(bits.OnesCount64(b.steps))
	}
	return "  " + counts(b)
}

func counts(b *branch) string {
	return french.Plural(b.ways, "parcours", "parcours") + ", " + french.Plural(bits.OnesCount64(b.steps), "étape", "étapes")
}

// taken says whether every answer that leads to a branch was given.
func (m *treeMap) taken(b *branch) bool {
	for ; b.up != nil; b = b.up {
		if m.known[b.up.question.Fact].Value != b.said().Value {
			return false
		}
	}
	return true
}

// closed says whether an answer closes a branch, and which fact it is about when it does
// so right there and not above.
func (m *treeMap) closed(b *branch) (closed bool, why string) {
	at, reply := m.closing(b)
	if at == b && at != nil {
		why = m.how(b) + french.NBSP + ": " + french.Small(reply.Question.Name)
	}
	return at != nil, why
}

// shut says which answer closes a branch, or puts it off.
func (m *treeMap) shut(b *branch, reply decision.Reply) string {
	return m.how(b) + french.NBSP + ": vous avez répondu " + french.Quote(say.Reply(reply))
}

// how says in a word how a branch that is not open stands.
func (m *treeMap) how(b *branch) string {
	if m.mark(b, true) == draw.LaterMark {
		return "pas maintenant"
	}
	return "fermée"
}

// closing returns the highest branch that an answer closes on the way to b, and
// that answer. Nil when the way is open.
func (m *treeMap) closing(b *branch) (at *branch, reply decision.Reply) {
	for ; b.up != nil; b = b.up {
		if r, shut := m.against(b); shut {
			at, reply = b, r
		}
	}
	return at, reply
}

// against returns the answer given instead of the one that leads to a branch,
// or instead of one it settles.
func (m *treeMap) against(b *branch) (decision.Reply, bool) {
	o := b.said()
	if r, ok := m.known[b.up.question.Fact]; ok {
		return r, r.Value != o.Value
	}
	for _, s := range o.Implies {
		if r, ok := m.known[s.Fact]; ok && r.Value != s.Value {
			return r, true
		}
	}
	return decision.Reply{}, false
}

// foot says of the row of the cursor what it has no room for, or what just
// happened.
func (m *treeMap) foot(f frame) []string {
	text, look := m.told(f), f.Styles.Text
	switch {
	case m.typing():
		text, look = wordSearchHelp, f.Styles.Dim
	case m.notice != "":
		text, look = m.notice, f.Styles.Strong
		if b := m.at(); b.step != nil && b.steps&m.hits != 0 { // what was found, then how much
			text = b.step.Title + ". " + m.notice
		}
	}
	lines := draw.Indent(draw.Wrap(text, m.width(f), look))
	if most := footRows(f); len(lines) > most {
		lines = lines[:most]
		lines[most-1] += f.Styles.Dim.Render("…")
	}
	return lines
}

// told is the row of the cursor in full: why it is closed, where it leads, and
// what is under it.
func (m *treeMap) told(f frame) string {
	b := m.at()
	text := ""
	if at, reply := m.closing(b); at != nil {
		text = french.Capital(m.shut(b, reply)) + ". "
	} else if b == m.here {
		text = french.Capital(wordHere) + ". "
	}
	if b.up != nil {
		text += b.said().Label + " → "
	}
	if b.step != nil {
		return text + b.step.Title + " · " + b.step.Brief.Cost + " · " + b.step.Brief.Time
	}
	return text + b.question.Title + " " + french.Capital(counts(b)) + "."
}

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
			blocks = append(blocks, draw.Choice(say.Marked(f.guide.Basis(c.Basis), c.Label), c.Note, restingOn{c.Basis}, f.Frame))
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
		blocks := []draw.Block{draw.Heading(b.Title, f.Frame), draw.Note(say.Named(b), f.Frame), draw.Gap()}
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
			say.CostLabel + french.NBSP + ": " + brief.Cost, say.TimeLabel + french.NBSP + ": " + brief.Time, say.WorthLabel + french.NBSP + ": " + brief.Worth,
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
	room := f.Width - 2*draw.Gutter
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

// spread: a map takes all the width there is.
func (m *treeMap) spread() bool { return true }
