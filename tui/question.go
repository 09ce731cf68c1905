package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// question asks for one fact. One chooses in a list, which is huh's and built anew
// for each question and each size, or types on a line; the title, the help and the
// fault are drawn here.
type question struct {
	fact   decision.Fact
	jumped bool // reached from the list of answers

	list    bool // a list of options; otherwise a line to type on
	field   *huh.Select[string]
	line    draw.Line
	value   string // what is chosen or typed
	fault   string
	why     bool
	values  []string // of each option
	heights []int    // its lines
	short   bool     // no room for the help of every option
	cut     bool     // not even for every option

	built frame          // what the list was built for
	first string         // what the line said first, before a draft
	about string         // what it asks
	draft casefile.Draft // of what is typed on the line
	taken bool           // what is typed comes from it
}

// newQuestion returns the question, with the cursor on what was said before.
func newQuestion(f decision.Fact, said string, jumped bool) *question {
	return &question{fact: f, value: said, jumped: jumped}
}

// ready says whether there is a list or a line.
func (q *question) ready() bool { return q.built.Styles != nil }

// typing says whether letters go to the line.
func (q *question) typing() bool { return q.ready() && !q.list }

// subject is short: what was answered leads there, and is in the way.
func (q *question) subject(f frame) string { return q.asked(f).Name }

// trail is what was answered so far.
func (q *question) trail(f frame) []string {
	var said []string
	for _, r := range f.walk().Path {
		if r.Question.Fact == q.fact {
			break
		}
		if !r.Deduced {
			said = append(said, say.Reply(r))
		}
	}
	return said
}

// measure says how many questions are behind and ahead.
func (q *question) measure(f frame) string {
	w := f.walk()
	n := 1
	for _, r := range w.Path {
		if r.Question.Fact == q.fact {
			break
		}
		if !r.Deduced {
			n++
		}
	}
	switch {
	case !f.Roomy():
		return fmt.Sprintf("question %d", n)
	case w.Next == nil || w.Next.Fact != q.fact:
		return fmt.Sprintf("question %d, "+say.Answered, n)
	}
	return fmt.Sprintf("question %d, %s", n, remaining(w.Min, w.Max))
}

func (q *question) keys(f frame) []key.Binding {
	if q.typing() {
		return []key.Binding{draw.KeyConfirm, keyUnsureIn, keyBackIn, keySwap, keyRecapIn, keyWhyIn, draw.KeyCtrlC}
	}
	asked := q.asked(f)
	digits := draw.Bind(draw.Digits(len(asked.Options)), "répondre", keyDigits.Keys()[:min(len(asked.Options), 9)]...)
	keys := []key.Binding{draw.KeyChoose, draw.KeyBack, draw.KeyUnsure, keyRecap, keyWhy, digits, keyFolder, draw.KeyQuit}
	if !f.blind {
		keys = slices.Insert(keys, 5, keyWays)
	}
	if asked.Kind != decision.Choice {
		keys = slices.Insert(keys, 2, keySwapBack)
	}
	return keys
}

// asked is the question as it is asked here.
func (q *question) asked(f frame) *decision.Question { return f.asked(q.fact) }

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
	return nil, q.toField(msg)
}

// refresh fits the list to the room when that changed.
func (q *question) refresh(f frame) tea.Cmd {
	if q.ready() && q.built.Width == f.Width && q.built.Height == f.Height && q.built.Styles == f.Styles {
		return nil
	}
	if !q.ready() {
		asked := q.asked(f)
		q.list = asked.Kind == decision.Choice || asked.Option(decision.Value(q.value)) != nil || q.value == string(decision.Unknown)
		q.about = asked.Title
		if !q.list {
			q.value = say.Value(asked, q.value)
		}
		q.recall(f)
	}
	return q.fit(f)
}

// recall takes up what was half typed.
func (q *question) recall(f frame) {
	q.draft = draftAt(f.drafts, q.place())
	q.first = when(!q.list, q.value)
	if said := q.draft.Fields[DraftText]; said != "" {
		q.list, q.value, q.taken = false, said, true
	}
}

func (q *question) place() string { return "question/" + string(q.fact) }

func (q *question) own() *casefile.Draft { return &q.draft }

// typed is what is on the line, unless it was there. In the list, nothing is typed.
func (q *question) typed() (place, about string, fields map[string]string) {
	if !q.typing() {
		return "", "", nil
	}
	fields = map[string]string{}
	if q.value != q.first {
		fields[DraftText] = q.kept()
	}
	return q.place(), q.about, fields
}

// kept is what a draft says of the line. A day told from today is kept in full: it is
// taken up on another day.
func (q *question) kept() string {
	f := q.built
	if f.matter == nil || q.asked(f).Kind != decision.Date {
		return q.value
	}
	day, err := canonical(q.asked(f), q.value, f.answers.Today())
	if err != nil || day == string(decision.Unknown) {
		return q.value
	}
	return french.Day(day)
}

// fit builds the list anew; a line half typed is kept, with the place in it.
func (q *question) fit(f frame) tea.Cmd {
	if q.typing() {
		q.built = f
		return nil
	}
	return q.build(f)
}

func (q *question) press(msg tea.KeyPressMsg, f frame) (action, tea.Cmd) {
	kind := q.asked(f).Kind
	switch {
	case key.Matches(msg, keySwap) && kind != decision.Choice:
		return nil, q.swap(f)
	case key.Matches(msg, draw.KeyConfirm):
		return q.submit(f), nil
	case !q.list && key.Matches(msg, keyRecapIn) || q.list && key.Matches(msg, keyRecap):
		return open{newRecap()}, nil
	case !q.list && key.Matches(msg, keyWhyIn) || q.list && key.Matches(msg, keyWhy):
		q.why = !q.why
		return nil, q.fit(f)
	case !q.list && key.Matches(msg, keyBackIn) || q.list && key.Matches(msg, draw.KeyBack):
		return back{}, nil
	case q.list && !f.blind && key.Matches(msg, keyWays):
		return open{newClosed()}, nil
	case q.list && key.Matches(msg, keyFolder):
		return open{newFolder()}, nil
	case q.list && key.Matches(msg, draw.KeyUnsure):
		return answer{q.fact, string(decision.Unknown)}, nil
	case q.list && key.Matches(msg, keyDigits):
		return q.digit(msg, f), nil
	}
	q.fault = ""
	return nil, q.toField(msg)
}

// digit answers with the option of that number.
func (q *question) digit(msg tea.KeyPressMsg, f frame) action {
	n := draw.Digit(msg)
	if options := q.asked(f).Options; n > 0 && n <= len(options) {
		return q.say(string(options[n-1].Value), f)
	}
	return nil
}

// submit checks what is chosen or typed and answers with it.
func (q *question) submit(f frame) action {
	said := q.value
	if !q.list {
		var err error
		if said, err = canonical(q.asked(f), q.value, f.answers.Today()); err != nil {
			q.fault = err.Error()
			return nil
		}
	}
	if said == string(decision.Unknown) {
		return answer{q.fact, said}
	}
	return q.say(said, f)
}

// say answers, or tells why one cannot.
func (q *question) say(said string, f frame) action {
	if _, err := f.kase.Answer(f.guide, f.answers.Today(), q.fact, said); err != nil {
		q.fault = say.Error(f.guide, err)
		return nil
	}
	return answer{q.fact, said}
}

// canonical reads what was typed on that day into the form the engine takes. 0 alone
// is « je ne sais pas », as in a list. A day that counts is one of the past.
func canonical(q *decision.Question, typed string, today time.Time) (string, error) {
	switch {
	case strings.TrimSpace(typed) == "0":
		return string(decision.Unknown), nil
	case q.Kind == decision.Amount:
		return french.ParseAmount(typed)
	}
	return french.Past.Parse(typed, today)
}

// swap goes from the line to the list of options, and back.
func (q *question) swap(f frame) tea.Cmd {
	q.list, q.value, q.fault = !q.list, "", ""
	if !q.list {
		q.value = q.draft.Fields[DraftText] // what was typed before one looked at the list
	}
	return q.build(f)
}

func (q *question) toField(msg tea.Msg) tea.Cmd {
	switch {
	case !q.ready():
		return nil
	case !q.list:
		q.line.Update(msg)
		q.value = q.line.Value()
		if q.line.Lost() {
			q.fault = say.Cleaned("du texte collé")
		}
		return nil
	}
	m, cmd := q.field.Update(msg)
	q.field = m.(*huh.Select[string])
	q.value, _ = q.field.Hovered() // huh forgets it when it goes to the last option
	return cmd
}
