package room_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/door/doortest"
	"compromis/internal/room"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// loose is a French mark that a line could part from its word.
var loose = regexp.MustCompile(`[\pL\d»)] [;:!?»]( |$)|« |(^|[ │▌•┃])[;:?!»](?: \pL|$)`)

// class is a room of five that a trainer leads.
type class struct {
	t     testing.TB
	guide *decision.Guide
	room  *workshop.Room
	seats []workshop.Seat
}

func newClass(t testing.TB) *class {
	t.Helper()
	return newClassOn(t, contenttest.Guide(t))
}

func newClassOn(t testing.TB, g *decision.Guide) *class {
	t.Helper()
	kept, err := workshop.Open(g, t.TempDir(), func() time.Time { return contenttest.Today })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	c := &class{t: t, guide: g, room: kept}
	for i := range 5 {
		seat, err := kept.Join(fmt.Sprint("clé ", i))
		if err != nil {
			t.Fatal(err)
		}
		c.seats = append(c.seats, seat)
	}
	first, err := kept.Join("clé 0") // back in the same seat, whose mailbox then knows all five
	if err != nil {
		t.Fatal(err)
	}
	c.seats[0] = first
	return c
}

// lead has the trainer do things in turn.
func (c *class) lead(acts ...func() error) {
	c.t.Helper()
	for i, do := range acts {
		if err := do(); err != nil {
			c.t.Fatalf("act %d: %v", i, err)
		}
	}
}

// say has each seat give the answer of that rank, from 0; the others are silent.
func (c *class) say(ranks ...int) {
	c.t.Helper()
	for i, rank := range ranks {
		s := <-c.room.Watch(c.seats[i])
		if err := c.room.Answer(c.seats[i], s.Ballot, string(s.Question.Options[rank].Value)); err != nil {
			c.t.Fatal(err)
		}
	}
}

// told chooses the first exercise.
func (c *class) told() { c.lead(func() error { return c.room.Choose(c.guide.Exercises[0].ID) }) }

// asked puts its step to the vote.
func (c *class) asked() {
	c.told()
	c.lead(func() error { return c.room.Ask(workshop.WhichStep) }, c.room.OpenVote)
}

// shown has the room vote, and shows the result.
func (c *class) shown() {
	c.asked()
	c.say(0, 2, 2, 4, 2)
	c.lead(c.room.CloseVote, c.room.Reveal)
}

// voted has it vote again after discussion.
func (c *class) voted() {
	c.shown()
	c.lead(c.room.SecondRound, c.room.OpenVote)
	c.say(0, 0, 2, 0, 0)
	c.lead(c.room.CloseVote, c.room.Reveal)
}

// walked lets everybody walk alone; the first seat arrives.
func (c *class) walked() {
	c.told()
	c.lead(c.room.FreePlay)
	for s := range c.room.Watch(c.seats[0]) {
		if s.Question == nil {
			break
		}
		value, _ := answerOf(&c.guide.Exercises[0], s.Question.Fact)
		c.lead(func() error { return c.room.Answer(c.seats[0], s.Ballot, string(value)) })
	}
	c.lead(c.room.Reveal)
}

func answerOf(e *decision.Exercise, f decision.Fact) (decision.Value, bool) {
	for _, set := range e.Answers {
		if set.Fact == f {
			return set.Value, true
		}
	}
	return "", false
}

// roomScenes are the moments of a workshop. They are reached afresh each time.
var roomScenes = []struct {
	name string
	play func(c *class)
}{
	{"attente", func(c *class) {}},
	{"histoire", (*class).told},
	{"reflexion", func(c *class) {
		c.told()
		c.lead(func() error { return c.room.Ask(workshop.WhichStep) })
	}},
	{"vote", func(c *class) { c.asked(); c.say(2, 0) }},
	{"ferme", func(c *class) { c.asked(); c.say(2, 0); c.lead(c.room.CloseVote) }},
	{"resultat", (*class).shown},
	{"second-vote", (*class).voted},
	{"majorite", func(c *class) { c.voted(); c.lead(c.room.FollowMajority) }},
	{"minorite", func(c *class) { c.voted(); c.lead(c.room.FollowMajority, c.room.ReplayMinority) }},
	{"carte", (*class).walked},
	{"certitude", func(c *class) {
		c.told()
		c.lead(func() error { return c.room.AskSure(true) }, func() error { return c.room.Ask(workshop.WhichStep) }, c.room.OpenVote)
		c.say(2, 0)
		c.sure()
	}},
	{"sures", func(c *class) {
		c.lead(func() error { return c.room.AskSure(true) })
		c.asked()
		c.say(0, 2, 2, 4)
		c.sure()
		c.lead(c.room.CloseVote, c.room.Reveal, c.room.FollowMajority)
	}},
	{"mots", func(c *class) {
		c.lead(func() error { return c.room.Pose("Que lui dire d’abord\u00a0?", nil) }, c.room.OpenVote)
		for i, words := range []string{"Demander s’il a bien reçu la facture", "Rien", string(decision.Unknown)} {
			s := <-c.room.Watch(c.seats[i])
			c.lead(func() error { return c.room.Answer(c.seats[i], s.Ballot, words) })
		}
		c.lead(c.room.CloseVote, c.room.Reveal, func() error { doortest.Accept(c.t, c.room, 1); return nil }) // one: the order is drawn at random
	}},
}

// sure has the first seat say that it is sure of its answer, and the others not.
func (c *class) sure() {
	c.t.Helper()
	for i, seat := range c.seats {
		if s := <-c.room.Watch(seat); s.MaySaySure() {
			c.lead(func() error { return c.room.Sure(seat, s.Ballot, i == 0) })
		}
	}
}

// screens are the room as its first seat and its trainer see it.
func (c *class) screens() map[string]tea.Model {
	how := room.Invitation{
		Pages: []string{"http://192.168.1.20:8080/"}, Scanned: "http://192.168.1.20:8080/?482913",
		Commands: []string{"ssh -p 2222 atelier@192.168.1.20"}, Code: "482913",
		Fingerprint: "SHA256:25M9OUi6LJXsVxAGVxvTJyESEULoM4o1mmZ7vSHkUsU",
	}
	return map[string]tea.Model{"place": room.NewSeat(c.guide, c.room, c.seats[0]), "console": room.NewConsole(c.guide, c.room, how)}
}

// opened gives a screen its size and the present state of the room.
func opened(m tea.Model, width, height int) tea.Model {
	for _, cmd := range m.Init()().(tea.BatchMsg) {
		m, _ = m.Update(cmd())
	}
	m, _ = m.Update(tea.WindowSizeMsg{Width: width, Height: height})
	return m
}

func typed(m tea.Model, keys ...rune) tea.Model {
	for _, k := range keys {
		m, _ = m.Update(tea.KeyPressMsg{Code: k})
	}
	return m
}

// seen is what a screen shows, without the blanks at the end of its lines.
func seen(m tea.Model) string {
	lines := strings.Split(ansi.Strip(m.View().Content), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return drawn.ReplaceAllString(strings.Join(lines, "\n"), "${1}471\u00a0208") + "\n"
}

// drawn finds a return number, which is drawn at random.
var drawn = regexp.MustCompile(`(retour[\s\x{a0}:]+)\d{3}\x{a0}\d{3}`)

// TestGoldenRoom: the screens of a workshop, as a participant and the trainer
// see them, on the small guide: go test ./internal/room -run GoldenRoom -update
func TestGoldenRoom(t *testing.T) {
	for _, s := range roomScenes {
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
			c := newClassOn(t, contenttest.Small(t))
			s.play(c)
			for who, m := range c.screens() {
				t.Run(fmt.Sprintf("%s-%s-%dx%d", who, s.name, size[0], size[1]), func(t *testing.T) {
					m = opened(m, size[0], size[1])
					if who == "console" && s.name != "attente" {
						m = typed(m, tea.KeyEnter, tea.KeyLeft) // away from the invitation, to the room
					}
					golden.RequireEqual(t, seen(m))
				})
			}
		}
	}
}

// TestRoomScreensFit: whatever the moment and the size, every line fits, and
// French marks stay with their words.
func TestRoomScreensFit(t *testing.T) {
	t.Parallel()
	for _, s := range roomScenes {
		c := newClass(t)
		s.play(c)
		for who, m := range c.screens() {
			m = opened(m, 200, 150)
			lines := strings.Split(seen(m), "\n")
			for _, l := range lines[:len(lines)-2] { // all but the keys
				if at := loose.FindString(l); at != "" && !strings.Contains(at, "! ") {
					t.Errorf("%s, %s: %q in %q", s.name, who, at, l)
				}
			}
			for width := 1; width <= 130; width += 9 {
				for _, height := range []int{1, 12, 20, 24, 40} {
					m, _ = m.Update(tea.WindowSizeMsg{Width: width, Height: height})
					lines := strings.Split(m.View().Content, "\n")
					if len(lines) > height {
						t.Fatalf("%s, %s, %d×%d: %d lines", s.name, who, width, height, len(lines))
					}
					for _, l := range lines {
						if ansi.StringWidth(l) > width {
							t.Fatalf("%s, %s, %d×%d: %q", s.name, who, width, height, ansi.Strip(l))
						}
					}
				}
			}
		}
	}
}

// TestBackInOwnWords: one who walks alone and goes back finds the question as it was
// put to them, not as the exercise of the room puts it.
func TestBackInOwnWords(t *testing.T) {
	c := newClass(t)
	c.told() // somebody owes something: the contact has other words
	c.lead(c.room.FreePlay)
	a := decision.NewAnswers(contenttest.Today)
	for _, value := range []string{"reclamation", "non", "consommateur", "oral"} {
		s := <-c.room.Watch(c.seats[0])
		a = a.With(s.Question.Fact, value)
		c.lead(func() error { return c.room.Answer(c.seats[0], s.Ballot, value) })
	}
	m := typed(opened(c.screens()["place"], 80, 24), tea.KeyEscape)
	asked, usual := c.guide.AskedOn(c.guide.Walk(a), "contact"), c.guide.Question("contact")
	if screen := seen(m); !strings.Contains(screen, asked.Title) || strings.Contains(screen, usual.Title) {
		t.Errorf("went back to\n%s", screen)
	}
}

// TestName: a pseudonym is typed as on any line, and a paste becomes one line.
func TestName(t *testing.T) {
	c := newClass(t)
	m := opened(c.screens()["place"], 40, 12)
	send := func(msg tea.Msg) tea.Cmd {
		var cmd tea.Cmd
		m, cmd = m.Update(msg)
		return cmd
	}
	m, _ = m.Update(tea.PasteMsg{Content: "rien"}) // nothing is typed yet
	send(tea.KeyPressMsg{Code: 'p', Text: "p"})
	send(tea.PasteMsg{Content: "lo\n\x1b[2Jise "})
	m = typed(m, tea.KeyHome, tea.KeyDelete)
	send(tea.KeyPressMsg{Code: 'É', Text: "É"})
	m = typed(m, tea.KeyRight, tea.KeyBackspace, tea.KeyDelete)
	send(tea.PasteMsg{Content: "lo"})
	if screen := seen(m); !strings.Contains(screen, "Éloise") {
		t.Fatalf("typed\n%s", screen)
	}
	if cmd := send(tea.KeyPressMsg{Code: 'v', Mod: tea.ModCtrl}); cmd != nil {
		t.Error("ctrl+v asks for something: the clipboard is the trainer’s")
	}
	m = typed(m, tea.KeyEnd)
	send(tea.PasteMsg{Content: strings.Repeat("日本", 40)})
	for _, l := range strings.Split(seen(m), "\n") {
		if ansi.StringWidth(l) > 40 {
			t.Errorf("too wide: %q", l)
		}
	}
	send(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
	send(tea.PasteMsg{Content: "Éloise"})
	send(send(tea.KeyPressMsg{Code: tea.KeyEnter})())
	if s := <-c.room.Watch(c.seats[0]); s.Name != "Éloise" {
		t.Errorf("the room knows %q", s.Name)
	}
}

// BenchmarkRoom lays out and draws a result on a participant's screen, at
// 120×40: what a reveal costs for each of them.
func BenchmarkRoom(b *testing.B) {
	c := newClass(b)
	c.voted()
	wide, narrow := tea.WindowSizeMsg{Width: 120, Height: 40}, tea.WindowSizeMsg{Width: 119, Height: 40}
	m := opened(c.screens()["place"], wide.Width, wide.Height)
	for i := 0; b.Loop(); i++ {
		if m, _ = m.Update(wide); i%2 == 0 {
			m, _ = m.Update(narrow) // another size: nothing is kept
		}
		m.View()
	}
}

// hurried is the seat of the first of a class, at an hour that the presses tell, and
// what it answered.
type hurried struct {
	*class
	m    tea.Model
	mail <-chan *workshop.State
	wait tea.Cmd // for the next of them
	now  time.Time
	said []string
}

// heard is the room, with what is answered noted on the way.
type heard struct {
	*workshop.Room
	said *[]string
}

func (h heard) Answer(s workshop.Seat, b workshop.Ballot, said string) error {
	*h.said = append(*h.said, said)
	return h.Room.Answer(s, b, said)
}

func newHurried(c *class) *hurried {
	h := &hurried{class: c, mail: c.room.Watch(c.seats[0]), now: contenttest.Today}
	seat := room.NewSeat(c.guide, heard{c.room, &h.said}, c.seats[0])
	seat.Now = func() time.Time { return h.now }
	h.m, _ = seat.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	for _, cmd := range seat.Init()().(tea.BatchMsg) {
		if _, next := h.m.Update(cmd()); next != nil {
			h.wait = next
		}
	}
	return h
}

// after lets time pass, presses a key, and carries out what it asks of the room.
func (h *hurried) after(d time.Duration, k rune) {
	h.now = h.now.Add(d)
	_, cmd := h.m.Update(tea.KeyPressMsg{Code: k, Text: strings.TrimFunc(string(k), func(r rune) bool { return !unicode.IsDigit(r) })})
	if cmd != nil {
		h.m.Update(cmd())
	}
	if len(h.mail) > 0 {
		_, h.wait = h.m.Update(h.wait())
	}
}

// TestEnterNeverChangesAVote: in a vote, an Enter after the answer does nothing, at
// once or later, wherever the cursor is; another digit changes the answer.
func TestEnterNeverChangesAVote(t *testing.T) {
	c := newClass(t)
	c.asked()
	h := newHurried(c)
	for i, press := range []struct {
		key  rune
		said int // how many answers by then
	}{
		{tea.KeyEnter, 1}, {tea.KeyDown, 1}, {tea.KeyEnter, 1}, {'2', 2}, {tea.KeyEnter, 2}, {tea.KeyEnter, 2},
		{tea.KeyDown, 2}, {tea.KeyEnter, 2}, {tea.KeyDown, 2}, {tea.KeyDown, 2}, {tea.KeyEnter, 2}, {'3', 3},
	} {
		if h.after(700*time.Millisecond, press.key); len(h.said) != press.said {
			t.Fatalf("key %d: answered %q", i+1, h.said)
		}
	}
}

// TestADigitMovesTheMark: the line one answered by its number is the one one stands
// on, « je ne sais pas » as the others.
func TestADigitMovesTheMark(t *testing.T) {
	for _, key := range "30521" {
		c := newClass(t)
		c.asked()
		h := newHurried(c)
		h.after(0, key)
		stands := regexp.MustCompile(`▌ ● ` + string(key) + ` `)
		if screen := seen(h.m); len(h.said) != 1 || !stands.MatchString(screen) {
			t.Errorf("after %c, answered %q:\n%s", key, h.said, screen)
		}
	}
}

// TestADigitThatAnswersNothing holds nothing back.
func TestADigitThatAnswersNothing(t *testing.T) {
	c := newClass(t)
	c.asked()
	h := newHurried(c)
	h.after(0, '9')
	if h.after(50*time.Millisecond, '1'); len(h.said) != 1 {
		t.Errorf("answered %q", h.said)
	}
}

// TestEnterAfterADigitAlone: in free play, an Enter that follows a digit within the
// second does not answer the next question, and one after it does.
func TestEnterAfterADigitAlone(t *testing.T) {
	for _, wait := range []time.Duration{50, 500, 990, 1100} {
		c := newClass(t)
		c.told()
		c.lead(c.room.FreePlay)
		h := newHurried(c)
		h.after(0, '1')
		h.after(wait*time.Millisecond, tea.KeyEnter)
		if both := len(h.said) == 2; both != (wait > 1000) {
			t.Errorf("Enter %d ms after a digit: answered %q", wait, h.said)
		}
	}
}

// TestWordsAreTyped: an open question is answered on a line, which Enter opens and
// Enter sends.
func TestWordsAreTyped(t *testing.T) {
	c := newClass(t)
	c.lead(func() error { return c.room.Pose("Un mot ?", nil) }, c.room.OpenVote)
	h := newHurried(c)
	h.after(0, tea.KeyEnter)
	for _, letter := range "courage" {
		h.m, _ = h.m.Update(tea.KeyPressMsg{Code: letter, Text: string(letter)})
	}
	h.after(0, tea.KeyEnter)
	if screen := seen(h.m); len(h.said) != 1 || h.said[0] != "courage" || !strings.Contains(screen, "Votre réponse    courage") {
		t.Fatalf("answered %q:\n%s", h.said, screen)
	}
}

// TestFirstLetterIsKept: on an open question, the first character opens the line and
// stays, whatever key it is elsewhere; a digit too, which answers nothing by itself.
func TestFirstLetterIsKept(t *testing.T) {
	for _, words := range []string{"environ 50", "0", "50 euros", "pas sûr", "non", "oui", "que faire", "janvier", "gratuit"} {
		c := newClass(t)
		c.told()
		c.lead(func() error { return c.room.Pose("Un mot ?", nil) }, c.room.OpenVote)
		h := newHurried(c)
		for _, letter := range words {
			h.m, _ = h.m.Update(tea.KeyPressMsg{Code: letter, Text: string(letter)})
		}
		if screen := seen(h.m); !strings.Contains(screen, "Un mot") {
			t.Errorf("%s: the question is out of sight:\n%s", words, screen)
		}
		h.after(0, tea.KeyEnter)
		if screen := seen(h.m); len(h.said) != 1 || h.said[0] != words || !strings.Contains(screen, "C’est noté") || !strings.Contains(screen, "Un mot") {
			t.Errorf("%s: answered %q:\n%s", words, h.said, screen)
		}
	}
}

// TestUnsureInWords: « je ne sais pas » is a line one goes to, which may be changed
// for words.
func TestUnsureInWords(t *testing.T) {
	c := newClass(t)
	c.told()
	c.lead(func() error { return c.room.Pose("Un mot ?", nil) }, c.room.OpenVote)
	h := newHurried(c)
	h.after(0, tea.KeyDown)
	h.after(0, tea.KeyEnter)
	if len(h.said) != 1 || h.said[0] != string(decision.Unknown) {
		t.Fatalf("answered %q:\n%s", h.said, seen(h.m))
	}
	h.after(0, tea.KeyUp)
	h.after(0, tea.KeyEnter)
	if screen := seen(h.m); regexp.MustCompile(`▌ Votre réponse.: +\S`).MatchString(screen) || !strings.Contains(screen, "▌ Votre réponse") || !strings.Contains(screen, "Un mot") {
		t.Errorf("the line opens on\n%s", screen)
	}
}

// TestSureFromTheSecondVote: there is a table of who was sure for the vote where it was
// asked, and for no other.
func TestSureFromTheSecondVote(t *testing.T) {
	c := newClass(t)
	c.shown()
	c.lead(c.room.SecondRound, func() error { return c.room.AskSure(true) }, c.room.OpenVote)
	c.say(0, 2, 2, 4, 2)
	c.sure()
	c.lead(c.room.CloseVote, c.room.Reveal)
	if screen := seen(opened(c.screens()["place"], 120, 80)); strings.Count(screen, "pas sûr") != 1 {
		t.Errorf("shows\n%s", screen)
	}
}

// TestOldReadingsAreTold: each screen of a room that names a text says that its
// reading is too old, once it is.
func TestOldReadingsAreTold(t *testing.T) {
	small, met := contenttest.Small(t), 0
	for _, on := range []time.Time{small.Version, small.Version.AddDate(2, 0, 0)} {
		for _, s := range roomScenes {
			c := newClassOn(t, small.AsOf(on))
			s.play(c)
			for who, m := range c.screens() {
				m = opened(m, 120, 90)
				if who == "console" && s.name != "attente" {
					m = typed(m, tea.KeyEnter, tea.KeyLeft)
				}
				named, told := false, strings.Contains(strings.Join(strings.Fields(seen(m)), " "), say.OldReading)
				for _, b := range small.Bases {
					named = named || !b.Ruling() && strings.Contains(seen(m), b.Reference)
				}
				if on == small.Version && told || on != small.Version && named && !told {
					t.Errorf("%s, %s, on %s: told: %v\n%s", s.name, who, on, told, seen(m))
				}
				if named {
					met++
				}
			}
		}
	}
	if met == 0 {
		t.Error("no screen names a text")
	}
}
