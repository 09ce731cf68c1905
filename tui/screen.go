package tui

import (
	"cmp"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/say"
	"compromis/internal/stage"
)

// screen is one full-window view. It never changes the case itself: it asks
// for an action, which the root applies at once.
type screen interface {
	// update handles a key, a mouse event or a paste, and may ask for an action.
	update(msg tea.Msg, f frame) (action, tea.Cmd)
	// view draws the body: at most f.height lines of at most f.width cells.
	view(f frame) string
	// subject is what the header calls it.
	subject(f frame) string
	// keys are those that work here, the most useful first.
	keys(f frame) []key.Binding
}

// frame is the canvas of a screen, and what it may read.
type frame struct {
	draw.Frame
	*matter
}

// matter is what a screen may read. It never changes: the next frame has another.
// What is worked out from it is kept there.
type matter struct {
	guide     *decision.Guide
	answers   decision.Answers
	kase      dossier.Case
	filing    filing
	elsewhere bool             // read-only because another window has the hand
	team      team             // what there is to know of a server
	authors   casefile.Authors // who wrote its events, in a team
	late      bool             // the folder of cases does not answer
	cases     bool             // there is a folder of cases
	mine      dossier.Party    // what a new case may take over
	drafts    []casefile.Draft // what is typed in the case and has not joined it
	draftErr  error            // why it is not kept
	stage     *stage.Stage     // nil when there is none, and then
	stageErr  error            // may say why
	blind     bool             // an exercise: nothing may tell where the answers lead
	watched   bool             // a room looks on: nothing may begin or change a case, nor lead elsewhere
	walked    *decision.Walk
	narrowed  map[decision.Fact]decision.Narrowed
}

// walk is where the answers lead, worked out once: with many « je ne sais pas »
// it takes a while.
func (m *matter) walk() decision.Walk {
	if m.walked == nil {
		w := m.guide.Walk(m.answers)
		m.walked = &w
	}
	return *m.walked
}

// road is the road at a question, worked out once too.
func (m *matter) road(fact decision.Fact) decision.Narrowed {
	n, known := m.narrowed[fact]
	if !known {
		n = m.guide.Narrowed(m.answers, fact)
		m.narrowed = map[decision.Fact]decision.Narrowed{fact: n}
	}
	return n
}

// asked is the question about a fact, in the words of the case.
func (m *matter) asked(f decision.Fact) *decision.Question { return m.guide.AskedOn(m.walk(), f) }

// drawn is the screen on top of a stack, as one sees it.
func drawn(stack []screen, f frame) string {
	s := stack[len(stack)-1]
	if _, whole := s.(alone); whole {
		return draw.Fit(s.view(f), f.Width, f.Height)
	}
	whole, left := centred(s, f)
	w := windowOf(s, f)
	w.Trail, w.Fact, w.Body = trail(stack, f.of(s)), fact(stack, f.of(s)), s.view(f.of(s))
	text := w.Draw(whole)
	if left == 0 {
		return text
	}
	margin := strings.Repeat(" ", left)
	return margin + strings.ReplaceAll(text, "\n", "\n"+margin)
}

// windowOf is the window of a screen, with its keys alone.
func windowOf(s screen, f frame) draw.Window {
	taken, ok := s.(asking)
	return draw.Window{Name: wordName, Marks: say.Marks(f.guide), Keys: s.keys(f.of(s)), Help: helpOf(s), Asks: ok && taken.asking()}
}

// keyAt is the key of the help line under a cell of the terminal, if one is there.
func keyAt(s screen, x, y int, f frame) (tea.KeyPressMsg, bool) {
	whole, left := centred(s, f)
	if _, none := s.(alone); none || y != f.Height-1 {
		return tea.KeyPressMsg{}, false
	}
	return windowOf(s, f).KeyAt(x-left, whole)
}

// lettered is a screen where what one presses may be text: then no letter orders
// anything, and a question mark is one.
type lettered interface{ typing() bool }

func typing(s screen) bool {
	t, ok := s.(lettered)
	return ok && t.typing()
}

// staying is a screen that a room looks at: q does not leave it, and it tells nothing
// of the case under way.
type staying interface{ staying() }

// projected says whether a room looks at a screen of a stack.
func projected(stack []screen) bool {
	return slices.ContainsFunc(stack, func(s screen) bool {
		_, stays := s.(staying)
		return stays
	})
}

// helpOf is the key that explains the others on a screen.
func helpOf(s screen) key.Binding {
	if typing(s) {
		return draw.KeyHelpTyping
	}
	return draw.KeyHelp
}

// trailed is a screen that tells the way to it otherwise than by the screens below.
type trailed interface{ trail(f frame) []string }

// trail is where one is: the client of the case, then the screens one went through.
func trail(stack []screen, f frame) []string {
	var names []string
	top := stack[len(stack)-1]
	if len(stack) > 1 && len(f.answers.Said()) > 0 && !projected(stack) {
		if name := caseName(f.kase); name != "" {
			names = append(names, name)
		}
	}
	if t, own := top.(trailed); own {
		return append(names, t.trail(f)...)
	}
	for i, s := range stack {
		if name := s.subject(f); i > 0 && name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// measured is a screen that says one thing more in the header, on the right.
type measured interface{ measure(f frame) string }

// fact is what the header says on the right: what the screen has to say, and what
// becomes of the case.
func fact(stack []screen, f frame) string {
	s, said := stack[len(stack)-1], ""
	if m, ok := s.(measured); ok {
		said = m.measure(f)
	}
	said = cmp.Or(said, changedBy(s, f))
	if _, told := s.(*handPage); f.filing == readOnly && !told && !projected(stack) {
		said = strings.TrimPrefix(said+" · lecture seule", " · ")
	}
	return said
}

// asking is a screen that may take every key for itself: help then does not come.
type asking interface{ asking() bool }

// alone is a screen that has the whole window: no header, no help line.
type alone interface{ alone() }

// of is the room of a screen.
func (f frame) of(s screen) frame {
	if _, whole := s.(alone); whole {
		return f
	}
	f.Frame, _ = centred(s, f)
	f.Frame = f.Inner()
	return f
}

// spread is a screen that may take all the width there is.
type spread interface{ spread() bool }

// centred is the frame of a screen with its header, and how far it is from the left:
// on a very wide terminal, a page stands in the middle.
func centred(s screen, f frame) (draw.Frame, int) {
	if _, whole := s.(alone); whole {
		return f.Frame, 0
	}
	if wide, ok := s.(spread); ok && wide.spread() {
		return f.Frame, 0
	}
	return f.Centred()
}

// narrow is the frame of the page when something stands beside it.
func (f frame) narrow() frame {
	f.Frame = f.Page()
	return f
}

// beside puts the lines of a panel to the right of a page, behind a rule.
func beside(page string, panel func(f frame) []string, f frame) string {
	return besideOf(page, f.narrow().Width, panel, f)
}

// besideOf does the same for a page of that width.
func besideOf(page string, width int, panel func(f frame) []string, f frame) string {
	room := f
	room.Width = f.Width - width
	lines := panel(room)
	rows := splitLines(draw.Fit(page, width, f.Height))
	for i := range rows {
		rows[i] = padded(rows[i], width) + f.Styles.Rule.Render("│")
		if i < len(lines) {
			rows[i] += " " + lines[i]
		}
	}
	return joinLines(rows)
}

func splitLines(text string) []string { return strings.Split(text, "\n") }

func joinLines(lines []string) string { return strings.Join(lines, "\n") }

// nest is a screen with a stack of its own, which shows its top. Leaving a
// screen of the stack shows the one below; what else they ask for goes to the
// root. It is for a few screens that share something the case knows nothing of.
type nest struct{ stack []screen }

// turn changes what a nest holds or shows, and may ask the root for something.
type turn func(f frame) action

// turning returns a turn that asks the root for nothing.
func turning(change func(f frame)) turn {
	return func(f frame) action { change(f); return nil }
}

// doing is the same for a key.
func doing(change func(f frame)) func() action {
	return func() action { return turning(change) }
}

func (n *nest) top() screen { return n.stack[len(n.stack)-1] }

func (n *nest) push(s screen) { n.stack = append(n.stack, s) }

// after shows a screen above the first, in the place of what was there.
func (n *nest) after(s screen) { n.stack = append(n.stack[:1], s) }

func (n *nest) subject(f frame) string { return n.top().subject(f) }

func (n *nest) measure(f frame) string {
	if m, ok := n.top().(measured); ok {
		return m.measure(f)
	}
	return ""
}

func (n *nest) view(f frame) string { return n.top().view(f) }

func (n *nest) keys(f frame) []key.Binding { return n.top().keys(f) }

func (n *nest) moves(f frame) []key.Binding { return pathKeys(n.top(), f) }

func (n *nest) spread() bool {
	wide, ok := n.top().(spread)
	return ok && wide.spread()
}

func (n *nest) typing() bool {
	return typing(n.top())
}

func (n *nest) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	asked, cmd := n.top().update(msg, f)
	switch a := asked.(type) {
	case turn:
		if then := a(f); then != nil {
			return then, cmd
		}
	case back:
		if len(n.stack) == 1 {
			return back{}, cmd
		}
		n.stack = n.stack[:len(n.stack)-1]
	default:
		return asked, cmd
	}
	return nil, tea.Batch(cmd, n.refresh(f))
}

// refresh tells the top that it came there.
func (n *nest) refresh(f frame) tea.Cmd {
	_, cmd := n.top().update(refreshed{}, f)
	return cmd
}
