package tui

import (
	"errors"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// form asks for several things at once: a person, an invoice, an event. Nothing is
// checked before the end, so that one may go back and forth. How it looks is in
// sheet.go.
type form struct {
	about, intro string
	place        string // where it is, for its draft; "" when none is kept
	entries      []entry
	grid         *grid         // when it is a table
	fill         func(f frame) // makes the entries, when they depend on the case
	submit       func(said map[string]string) action

	seen    *dossier.Case     // the case it was filled from
	before  map[string]string // what it said then
	draft   casefile.Draft
	resumed bool // what is typed comes from a draft

	at    int    // the entry one is on
	top   int    // the first line in sight
	fault string // of the whole, or what was pasted
}

// entry is a line of a form.
type entry struct {
	group      string // names what begins here
	key, label string
	help       string
	value      string
	options    []huh.Option[string]         // a list to choose from, instead of a line
	day        dayKind                      // it is a day, told in full or from today
	check      func(string) (string, error) // returns what was typed in canonical form; of a day, that of its kind unless it has one
	tell       func(string) (string, bool)  // what is understood, and whether it is well
	needed     bool
	secret     bool   // what is typed is not shown
	fixed      string // what stands in its place, when it is filled elsewhere

	line   *draw.Line // where it is typed
	sought string     // the letters one seeks an option by
	fault  string     // why it was refused, until it changes
}

// mostTyped is how many characters a line of a form takes.
const mostTyped = 4000

// settle makes an entry ready to be filled with its value on that day.
func (e *entry) settle(today time.Time) {
	if e.day != noDay {
		e.tell = toldDay
		if e.check == nil {
			e.check = e.day.check(today)
		}
	}
	switch {
	case e.fixed != "":
		return
	case len(e.options) > 0:
		if e.chosen() < 0 {
			e.value = e.options[0].Value
		}
		return
	}
	line := draw.NewLine(mostTyped)
	line.Secret = e.secret
	line.Set(e.value)
	e.line = &line
}

// chosen is the place of the option chosen, or -1.
func (e *entry) chosen() int {
	return slices.IndexFunc(e.options, func(o huh.Option[string]) bool { return o.Value == e.value })
}

// choose takes an option by its place, if there is one there.
func (e *entry) choose(at int) bool {
	if at < 0 || at >= len(e.options) {
		return false
	}
	e.value, e.fault = e.options[at].Value, ""
	return true
}

// seek chooses an option by the first letters of one of its words, as they are typed;
// letters that no option has begin another search.
func (e *entry) seek(letter string) {
	typed := french.Fold(letter)
	if typed == "" {
		return
	}
	if at := e.holding(e.sought+typed, 0); e.sought != "" && at >= 0 {
		e.sought += typed
		e.choose(at)
	} else if at := e.holding(typed, 1); at >= 0 {
		e.sought = typed
		e.choose(at)
	}
}

// holding is the first option, so far after the one chosen, that begins by some letters;
// else one of whose words does; -1 without any.
func (e *entry) holding(letters string, from int) int {
	for _, edge := range []string{"", " "} {
		for i := range e.options {
			at := (e.chosen() + from + i) % len(e.options)
			text := french.Fold(e.options[at].Key)
			if edge == "" && strings.HasPrefix(text, letters) || edge == " " && strings.Contains(text, edge+letters) {
				return at
			}
		}
	}
	return -1
}

func (s *form) subject(frame) string { return s.about }

func (s *form) typing() bool { return true }

func (s *form) keys(frame) []key.Binding {
	next := keyFormNext
	if s.at >= len(s.entries)-1 {
		next = keyFormEnter
	}
	keys := []key.Binding{keyFormSave, next, draw.KeyLeave}
	switch {
	case s.at >= len(s.entries): // nothing to fill yet
	case len(s.entries[s.at].options) > 0:
		keys = append(keys, keyFormChoose)
	case s.entries[s.at].value != "":
		keys = append(keys, keyFormEmpty)
	}
	if s.resumed {
		keys = append(keys, keyFormAgain)
	}
	if s.at > 0 {
		keys = append(keys, keyFormBack)
	}
	return keys
}

// moves are the keys of the lines, and on one of them, those of a line.
func (s *form) moves(f frame) []key.Binding {
	keys := []key.Binding{keyFormRow, draw.KeyCtrlC}
	if s.at >= len(s.entries) {
		return keys
	}
	if s.entries[s.at].line != nil {
		return append(keys, draw.LineKeys...)
	}
	if n := len(s.entries[s.at].options); n <= 9 {
		keys = append(keys, draw.Bind(draw.Digits(n), "choisir", keyDigits.Keys()[:n]...))
	}
	return append(keys, keyFormSeek)
}

func (s *form) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		s.refresh(f)
	case tea.KeyPressMsg:
		return s.press(msg, f)
	case tea.PasteMsg:
		s.write(msg, f)
	case tea.MouseClickMsg:
		s.click(msg, f)
	case tea.MouseWheelMsg:
		s.wheel(msg, f)
	}
	return nil, nil
}

func (s *form) press(msg tea.KeyPressMsg, f frame) (action, tea.Cmd) {
	switch {
	case key.Matches(msg, draw.KeyLeave):
		return back{}, nil
	case key.Matches(msg, keyFormSave), key.Matches(msg, keyFormEnter) && s.at == len(s.entries)-1:
		return s.finish(), nil
	case key.Matches(msg, keyFormAgain):
		if s.resumed {
			return open{newForget(s.draft)}, nil
		}
	case key.Matches(msg, keyFormNext):
		s.stand(s.at + 1)
	case key.Matches(msg, keyFormBack):
		s.stand(s.at - 1)
	case key.Matches(msg, keyFormEmpty):
		if e := &s.entries[s.at]; e.line != nil {
			e.line.Set("")
			s.typedOn(e)
		}
	default:
		s.write(msg, f)
	}
	return nil, nil
}

// stand goes to an entry.
func (s *form) stand(at int) { s.at = max(min(at, len(s.entries)-1), 0) }

// write gives a key or a paste to the entry one is on. In a list, the arrows and
// the digits choose; beyond its ends, and on a line, the arrows go to the next entry.
func (s *form) write(msg tea.Msg, f frame) {
	e := &s.entries[s.at]
	press, _ := msg.(tea.KeyPressMsg)
	by := 0
	switch press.String() {
	case "down":
		by = 1
	case "up":
		by = -1
	}
	switch {
	case by != 0 && s.tabled(f):
		if to := s.at + by*len(s.grid.widths); to >= 0 && to < len(s.entries) {
			s.stand(to)
		}
	case by != 0:
		e.sought = ""
		if !e.choose(e.chosen() + by) {
			s.stand(s.at + by)
		}
	case e.line == nil:
		switch n := draw.Digit(press); {
		case n > 0 && len(e.options) <= 9:
			e.choose(n - 1)
		case press.String() == "left":
			e.choose(e.chosen() - 1)
		case press.String() == "right", press.String() == "space":
			e.choose(e.chosen() + 1)
		default:
			e.seek(press.Text)
		}
	default:
		e.line.Update(msg)
		if s.typedOn(e); e.line.Lost() {
			s.fault = say.Cleaned("du texte collé")
		}
	}
}

// typedOn takes what is on the line of an entry.
func (s *form) typedOn(e *entry) {
	if typed := e.line.Value(); typed != e.value {
		e.value, e.fault, s.fault = typed, "", ""
	}
}

// finish checks every line. Those that are wrong say why, and one is put on the
// first.
func (s *form) finish() action {
	said := map[string]string{}
	wrong := -1
	for i := range s.entries {
		e := &s.entries[i]
		value, err := e.said()
		if e.fault = ""; err != nil {
			e.fault = err.Error()
			if wrong < 0 {
				wrong = i
			}
		}
		said[e.key] = value
	}
	if wrong >= 0 {
		s.stand(wrong)
		return nil
	}
	done := s.submit(said)
	switch a := done.(type) {
	case amend:
		a.seen = s.seen
		return a
	case happened:
		a.seen = s.seen
		return a
	}
	return done
}

// said is what an entry says, in canonical form.
func (e *entry) said() (string, error) {
	value := e.value
	if !e.secret {
		value = french.Line(strings.TrimSpace(value))
	}
	switch {
	case value == "" && e.needed:
		return "", errors.New(french.Quote(e.label) + " manque.")
	case value != "" && e.check != nil:
		return e.check(value)
	}
	return value, nil
}

// refuse says on an entry why the whole cannot be.
func (s *form) refuse(key, why string) action {
	at := slices.IndexFunc(s.entries, func(e entry) bool { return e.key == key })
	s.entries[at].fault = why
	s.stand(at)
	return nil
}

// refresh fills the form, once: from the case, then from what was half typed.
func (s *form) refresh(f frame) {
	if s.seen != nil {
		return
	}
	if s.fill != nil {
		s.fill(f)
	}
	s.seen = &f.kase
	s.before = map[string]string{}
	for i := range s.entries {
		s.entries[i].settle(f.answers.Today())
		s.before[s.entries[i].key] = s.entries[i].value
	}
	s.recall(f)
}

// again fills the form anew from the case.
func (s *form) again() { s.seen, s.resumed, s.fault, s.at, s.top = nil, false, "", 0, 0 }

// recall takes up the draft of the form: what it says, over what the case says.
func (s *form) recall(f frame) {
	if s.place == "" {
		return
	}
	s.draft = s.drafted(f)
	for i := range s.entries {
		e := &s.entries[i]
		said, ok := s.draft.Fields[e.key]
		if ok && (len(e.options) == 0 || slices.ContainsFunc(e.options, func(o huh.Option[string]) bool { return o.Value == said })) {
			e.value, s.resumed = said, true
			e.settle(f.answers.Today())
		}
	}
}

// drafted is the draft of the form: the one it was opened from, or the latest of its
// place.
func (s *form) drafted(f frame) casefile.Draft {
	if s.draft.ID != "" {
		return s.draft
	}
	return draftAt(f.drafts, s.place)
}

func (s *form) own() *casefile.Draft { return &s.draft }

// typed is what the lines say that the case does not.
func (s *form) typed() (place, about string, fields map[string]string) {
	if s.before == nil {
		return "", "", nil
	}
	fields = map[string]string{}
	for _, e := range s.entries {
		if e.value != s.before[e.key] {
			fields[e.key] = e.kept()
		}
	}
	return s.place, s.about, fields
}

// kept is what a draft says of an entry. A day told from today is kept in full: it is
// taken up on another day.
func (e *entry) kept() string {
	if e.day != noDay && strings.TrimSpace(e.value) != "" {
		if day, err := e.said(); err == nil {
			return french.Day(day)
		}
	}
	return e.value
}
