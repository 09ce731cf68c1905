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
		lines = append(lines, draw.Hint(m.top, room, len(m.rows), f.Frame))
	}
	return joinLines(append(lines, m.foot(f)...))
}

// head is the way to the row of the cursor, its end when it is long. On the
// first rows it is the size of the tree.
func (m *treeMap) head(f frame) string {
	room := f.Width - draw.Gutter - 1
	if m.typing() {
		text := wordSearching + nbsp + ": "
		kept := ansi.StringWidth(m.wanted) + ansi.StringWidth(text) + 1 - room
		return "  " + f.Styles.Strong.Render(text) + ansi.TruncateLeft(m.wanted, max(kept, 0), "") + "_"
	}
	var way []string
	for b := m.at().up; b != nil && b.up != nil; b = b.up {
		way = append([]string{b.said().Label}, way...)
	}
	text := strings.Join(way, " › ")
	if text == "" {
		size := f.guide.Size()
		text = french.Number(size.Paths) + nbsp + "parcours, " + french.Plural(size.Longest, "question", "questions") + " au plus"
	}
	if over := ansi.StringWidth(text) - room; over > 0 {
		text = ansi.TruncateLeft(text, over+1, "…")
	}
	return "  " + f.Styles.Dim.Render(text)
}

// row draws a row: its sign, its mark, the answer, where it leads, and at the
// end what is under it.
func (m *treeMap) row(i int, f frame) string {
	b := m.rows[i]
	closed, why := m.closed(b)
	margin, look := "  ", f.Styles.Text
	switch {
	case i == m.cursor:
		margin, look = f.Styles.Selected.Render(draw.CursorMark)+" ", f.Styles.Selected
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
	text := lead + leadsTo(b)
	if why != "" {
		text += " · " + why
	}
	room := f.Width - draw.Gutter - 1 - ansi.StringWidth(end)
	text = ansi.Truncate(text, room-1, "…")
	return margin + look.Render(text) + strings.Repeat(" ", max(room-ansi.StringWidth(text), 0)) + f.Styles.Dim.Render(end)
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
		to = b.question.Name + nbsp + "?"
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

// closed says whether an answer closes a branch, and why when it does so right
// there and not above.
func (m *treeMap) closed(b *branch) (closed bool, why string) {
	at, reply := m.closing(b)
	if at == b && at != nil {
		why = m.shut(b, reply)
	}
	return at != nil, why
}

// shut says which answer closes a branch, or puts it off.
func (m *treeMap) shut(b *branch, reply decision.Reply) string {
	how := "fermée"
	if m.mark(b, true) == draw.LaterMark {
		how = "pas maintenant"
	}
	return how + nbsp + ": vous avez répondu " + french.Quote(say.Reply(reply))
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
	}
	lines := draw.Indent(draw.Wrap(text, f.Width-draw.Gutter-1, look))
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
