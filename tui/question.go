package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/french"
)

// question asks for one fact. The field is huh's, built anew for each question
// and each size; the title, the help and the fault are drawn here.
type question struct {
	fact   decision.Fact
	jumped bool // reached from the list of answers

	form    *huh.Form
	value   string // what the field holds
	list    bool   // a list of options; otherwise a line to type on
	fault   string
	why     bool
	heights []int // lines of each option
	short   bool  // no room for the help of every option
	cut     bool  // not even for every option

	built frame // what the field was built for
}

// newQuestion returns the question, with the cursor on what was said before.
func newQuestion(f decision.Fact, said string, jumped bool) *question {
	return &question{fact: f, value: said, jumped: jumped}
}

// typing says whether letters go to the field.
func (q *question) typing() bool { return q.form != nil && !q.list }

func (q *question) subject(f frame) string {
	w := f.guide.Walk(f.answers)
	n := 1
	for _, r := range w.Path {
		if r.Question.Fact == q.fact {
			break
		}
		if !r.Deduced {
			n++
		}
	}
	if w.Next == nil || w.Next.Fact != q.fact {
		return fmt.Sprintf("Question %d, déjà répondue", n)
	}
	return fmt.Sprintf("Question %d, %s", n, remaining(w.Min, w.Max))
}

func (q *question) keys(frame) []key.Binding {
	if q.typing() {
		return []key.Binding{keyConfirm, keyBackIn, keySwap, keyRecapIn, keyWhyIn, keyCtrlC}
	}
	keys := []key.Binding{keyChoose, keyBack, keyUnsure, keyRecap, keyWhy, keyDigits, keyQuit}
	if q.built.guide != nil && q.asked(q.built).Kind != decision.Choice {
		keys = slices.Insert(keys, 2, keySwapBack)
	}
	return keys
}

func (q *question) asked(f frame) *decision.Question { return f.guide.Question(q.fact) }

func (q *question) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		return nil, q.refresh(f)
	case tea.KeyPressMsg:
		return q.press(msg, f)
	case tea.MouseWheelMsg:
		return nil, q.wheel(msg)
	case tea.MouseClickMsg:
		return q.click(msg, f)
	}
	return nil, q.toForm(msg)
}

// refresh builds the field when it does not fit the room any more.
func (q *question) refresh(f frame) tea.Cmd {
	if q.form != nil && q.built.width == f.width && q.built.height == f.height && q.built.styles == f.styles {
		return nil
	}
	if q.form == nil {
		asked := q.asked(f)
		q.list = asked.Kind == decision.Choice || asked.Option(decision.Value(q.value)) != nil || q.value == string(decision.Unknown)
		if !q.list {
			q.value = shown(asked, q.value)
		}
	}
	return q.build(f)
}

func (q *question) press(msg tea.KeyPressMsg, f frame) (action, tea.Cmd) {
	kind := q.asked(f).Kind
	switch {
	case key.Matches(msg, keySwap) && kind != decision.Choice:
		return nil, q.swap(f)
	case key.Matches(msg, keyConfirm):
		return q.submit(f), nil
	case key.Matches(msg, keyRecapIn) || q.list && key.Matches(msg, keyRecap):
		return open{newRecap()}, nil
	case key.Matches(msg, keyWhyIn) || q.list && key.Matches(msg, keyWhy):
		q.why = !q.why
		return nil, q.build(f)
	case key.Matches(msg, keyBackIn) || q.list && key.Matches(msg, keyBack):
		return back{}, nil
	case q.list && key.Matches(msg, keyUnsure):
		return answer{q.fact, string(decision.Unknown)}, nil
	case q.list && key.Matches(msg, keyDigits):
		return q.digit(msg, f), nil
	}
	q.fault = ""
	return nil, q.toForm(msg)
}

// digit answers with the option of that number.
func (q *question) digit(msg tea.KeyPressMsg, f frame) action {
	n := int(msg.Code - '1')
	if options := q.asked(f).Options; n >= 0 && n < len(options) {
		return answer{q.fact, string(options[n].Value)}
	}
	return nil
}

// submit checks what the field holds and answers with it.
func (q *question) submit(f frame) action {
	said := q.value
	if !q.list {
		var err error
		if said, err = canonical(q.asked(f), q.value); err != nil {
			q.fault = err.Error()
			return nil
		}
	}
	if _, err := f.guide.Answer(f.answers, q.fact, said); err != nil {
		q.fault = french.Error(f.guide, err)
		return nil
	}
	return answer{q.fact, said}
}

// canonical reads what was typed into the form the engine takes.
func canonical(q *decision.Question, typed string) (string, error) {
	if q.Kind == decision.Amount {
		return french.ParseAmount(typed)
	}
	return french.ParseDate(typed)
}

// shown writes an answer as one would type it, or as its label.
func shown(q *decision.Question, said string) string {
	if o := q.Option(decision.Value(said)); o != nil {
		return o.Label
	}
	switch {
	case said == string(decision.Unknown):
		return wordUnsure
	case q.Kind == decision.Amount:
		return french.Amount(said)
	case q.Kind == decision.Date:
		return french.Day(said)
	}
	return said
}

// swap goes from the line to the list of options, and back.
func (q *question) swap(f frame) tea.Cmd {
	q.list, q.value, q.fault = !q.list, "", ""
	return q.build(f)
}

func (q *question) toForm(msg tea.Msg) tea.Cmd {
	if q.form == nil {
		return nil
	}
	m, cmd := q.form.Update(msg)
	q.form = m.(*huh.Form)
	return cmd
}

func (q *question) view(f frame) string {
	if q.form == nil {
		return ""
	}
	page := f.page()
	lines := append(q.head(page), strings.Split(q.form.View(), "\n")...)
	lines = append(lines, q.foot(page)...)
	text := joinLines(lines)
	if f.wide() {
		return beside(text, ladderPanel(f), f)
	}
	return text
}

// remaining says how many questions are left, this one included.
func remaining(least, most int) string {
	switch {
	case most == 1:
		return "la dernière"
	case least == most:
		return fmt.Sprintf("encore %d", least)
	default:
		return fmt.Sprintf("encore %d à %d", least, most)
	}
}

// head is what stands above the field: what was said, the title, the help. The
// help gives way when the answers would not all be in sight.
func (q *question) head(f frame) []string {
	asked, width := q.asked(f), f.textWidth()
	var lines []string
	if trail := q.trail(f); trail != "" && f.height >= tallHeight-3 {
		lines = append(lines, trail, "")
	}
	lines = append(lines, indent(wrapText(asked.Title, width, f.styles.title))...)
	help, needed := indent(textLines(asked.Help, width, f)), len(asked.Options)+2
	if q.why {
		help, needed = indent(textLines(asked.Why, width, f)), 3
	}
	if !q.list {
		needed = 5
	}
	if len(lines)+len(help)+1+needed <= f.height {
		lines = append(append(lines, help...), "")
	} else if len(lines)+1+needed <= f.height {
		lines = append(lines, "")
	}
	return lines
}

// textLines lays out a passage, dim.
func textLines(t decision.Text, width int, f frame) []string {
	return wrapText(strings.ReplaceAll(t.String(), "\n", " "), width, f.styles.dim)
}

// trail is what was answered so far, on one line, the latest always in sight.
func (q *question) trail(f frame) string {
	var said []string
	for _, r := range f.guide.Walk(f.answers).Path {
		if r.Question.Fact == q.fact {
			break
		}
		if !r.Deduced {
			said = append(said, shownReply(r))
		}
	}
	if len(said) == 0 {
		return ""
	}
	text := strings.Join(said, " › ")
	if room := f.textWidth(); ansi.StringWidth(text) > room {
		text = "…" + ansi.TruncateLeft(text, ansi.StringWidth(text)-room+1, "")
	}
	return "  " + f.styles.dim.Render(text)
}

// shownReply writes an answer of the path for people.
func shownReply(r decision.Reply) string {
	if r.Said != "" {
		return shown(r.Question, r.Said)
	}
	return shown(r.Question, string(r.Value))
}

// foot is what stands under the field: the fault, or where to look.
func (q *question) foot(f frame) []string {
	if q.fault != "" {
		return indent(wrapText(faultMark+" "+q.fault, f.textWidth(), f.styles.fault))
	}
	if !q.list {
		lines := []string{""}
		if text := q.preview(f); text != "" {
			lines = append(lines, wrapText("→ "+text, f.textWidth(), f.styles.text)...)
		}
		return indent(append(lines, f.styles.accent.Render("tab")+" "+f.styles.dim.Render(wordOrList)))
	}
	if !q.short {
		return nil
	}
	text := q.hovered(f)
	if text == "" {
		return nil
	}
	lines := indent([]string{f.styles.dim.Render(ansi.Truncate(text, f.textWidth(), "…"))})
	if len(q.head(f))+sum(q.heights)+2 <= f.height {
		lines = append([]string{""}, lines...)
	}
	return lines
}

// preview says what the amount or the date typed so far means.
func (q *question) preview(f frame) string {
	asked := q.asked(f)
	said, err := canonical(asked, q.value)
	if err != nil {
		return ""
	}
	answers, err := f.guide.Answer(f.answers, q.fact, said)
	if err != nil {
		return ""
	}
	for _, r := range f.guide.Walk(answers).Path {
		if o := r.Question.Option(r.Value); r.Question.Fact == q.fact && o != nil {
			return o.Label + lastDay(r.Question, said, f)
		}
	}
	return ""
}

// lastDay says until when one may still sue, for a date, when it is certain.
func lastDay(q *decision.Question, said string, f frame) string {
	due, err := time.Parse(time.DateOnly, said)
	_, client := causeAndClient(f)
	period, ok := f.guide.Limitation(client, f.answers.Today())
	if q.Kind != decision.Date || err != nil || !ok {
		return ""
	}
	earliest, latest := period.Ends(due)
	if !earliest.Equal(latest) {
		return ""
	}
	return " (dernier jour" + nbsp + ": " + french.Date(latest) + ")"
}

// hovered is the help of the answer under the cursor, and its place when some
// answers are out of sight.
func (q *question) hovered(f frame) string {
	asked, help, place := q.asked(f), "", len(q.heights)
	for i, o := range asked.Options {
		if string(o.Value) == q.value {
			help, place = o.Help, i+1
		}
	}
	if q.cut {
		return strings.TrimRight(fmt.Sprintf("%d/%d  %s", place, len(q.heights), help), " ")
	}
	return help
}

// indent moves lines to where the text of every page starts.
func indent(lines []string) []string {
	for i := range lines {
		lines[i] = strings.Repeat(" ", gutter) + lines[i]
	}
	return lines
}

func splitLines(text string) []string { return strings.Split(text, "\n") }

func joinLines(lines []string) string { return strings.Join(lines, "\n") }
