package web

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/door/doortest"
	"compromis/internal/plain"
	"compromis/internal/room"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// trio is one room seen by the page, by the screen of a terminal and in plain
// lines: three people who always answer the same.
type trio struct {
	*house
	page *browser
	seen map[string]string // what the three show, until something is done
}

// lead has the trainer do things in turn.
func (a *trio) lead(acts ...func() error) { a.t.Helper(); a.house.lead(acts...); a.seen = nil }

// The keys of those who have a terminal.
const (
	onScreen = "écran"
	inLines  = "lignes"
)

func newTrio(t *testing.T) *trio {
	h := open(t, func(c *Config) { c.refill = time.Millisecond })
	all := &trio{house: h, page: h.visit().enters()}
	all.state(onScreen)
	all.state(inLines)
	doortest.Await(t, h.room, doortest.Present(3))
	return all
}

// say gives the answer of a number by each door.
func (a *trio) say(number int) {
	a.t.Helper()
	for _, key := range []string{onScreen, inLines} {
		s := a.state(key)
		value := string(decision.Unknown)
		if number > 0 {
			value = string(s.Question.Options[number-1].Value)
		}
		seat := a.seat(key)
		a.lead(func() error { return a.room.Answer(seat, s.Ballot, value) })
	}
	a.page.get("/").chooses(number)
	a.seen = nil
}

// seat comes back to a seat, whose mailbox then holds the present state.
func (a *trio) seat(key string) workshop.Seat {
	a.t.Helper()
	seat, err := a.room.Join(key)
	if err != nil {
		a.t.Fatal(err)
	}
	return seat
}

// state is the present state of a seat.
func (a *trio) state(key string) workshop.State {
	a.t.Helper()
	return *<-a.room.Watch(a.seat(key))
}

// bars are those of a screen.
var bars = regexp.MustCompile(`[█▏▎▍▌▋▊▉·]+`)

// views are what the three show of the moment, spaces made ordinary.
func (a *trio) views() map[string]string {
	if a.seen != nil {
		return a.seen
	}
	s := a.state(inLines)
	var told plain.Telling
	if s.Phase == workshop.Mapped { // the map is told to those who were on their way
		before := s
		before.Phase = workshop.Walking
		told.News(a.guide, before)
	}
	lines := append(told.News(a.guide, s), plain.Why(a.guide, s)...)
	var m tea.Model = room.NewSeat(a.guide, a.room, a.seat(onScreen))
	for _, cmd := range m.Init()().(tea.BatchMsg) {
		m, _ = m.Update(cmd())
	}
	m, _ = m.Update(tea.WindowSizeMsg{Width: 200, Height: 200})
	a.page.get("/")
	screen := bars.ReplaceAllString(strings.ReplaceAll(ansi.Strip(m.View().Content), "<", "‹"), " ")
	a.seen = map[string]string{"page": a.page.text(), "screen": plainly(screen), "lines": plainly(strings.Join(lines, " "))}
	return a.seen
}

// same checks that each of the three says some things, each after the other.
func (a *trio) same(moment string, wanted ...string) {
	a.t.Helper()
	for door, text := range a.views() {
		rest := text
		for _, w := range wanted {
			at := regexp.MustCompile(w).FindStringIndex(rest)
			if at == nil {
				a.t.Errorf("%s: %s does not say %q, after the others, in\n%s", moment, door, w, text)
				return
			}
			rest = rest[at[1]:]
		}
	}
}

// numbered are the answers with their numbers.
func numbered(q *workshop.Question) []string {
	var all []string
	for i, o := range q.Options {
		number := fmt.Sprintf(`(^| )%d[. ]+`, i+1)
		if i >= 9 { // no key of a screen
			number = ""
		}
		all = append(all, number+quoted(o.Label))
	}
	zero := `(^| )0[. ]+`
	if q.Open { // on a screen, a digit begins the words
		zero = `(^| )(0[. ]+)?`
	}
	return append(all, zero+say.Unsure)
}

func quoted(label string) string { return regexp.QuoteMeta(plainly(label)) }

// tallied are the answers with how many gave them, in each round. What stands
// between differs: a bar, a mark, a word.
func tallied(s workshop.State) []string {
	var all []string
	for i, o := range s.Question.Options {
		w := quoted(o.Label)
		for _, tally := range s.Rounds {
			w += fmt.Sprintf(`.{0,90}?\b%d\b`, tally[i])
		}
		all = append(all, w)
	}
	return all
}

// TestThreeDoorsSayTheSame: on every state of a whole exercise, the page, the
// screen of a terminal and the plain lines show the same answers, the same own
// one, the same counts and the same endings.
func TestThreeDoorsSayTheSame(t *testing.T) {
	a := newTrio(t)
	e := &a.guide.Exercises[0]
	a.same("waiting", workshop.WordWelcome, quoted(workshop.WordSoon))
	a.lead(func() error { return a.room.Choose(e.ID) })
	a.same("story", quoted(e.Title), quoted(e.Story.String())[:60], workshop.WordPapers)
	for _, fact := range []decision.Fact{a.state(inLines).Questions[0].Fact, workshop.WhichStep} {
		a.lead(func() error { return a.room.Ask(fact) })
		q := a.state(inLines).Question
		a.same("thinking", append([]string{quoted(q.Title)}, numbered(q)...)...)
		a.lead(a.room.OpenVote)
		a.same("voting", append([]string{quoted(q.Title)}, numbered(q)...)...)
		a.say(2)
		a.own("voted", 2)
		a.say(1)
		a.own("changed", 1)
		a.lead(a.room.CloseVote)
		a.same("counted", "Le vote est fermé. Le résultat est encore caché")
		a.lead(a.room.Reveal)
		a.shows("revealed")
		a.lead(a.room.SecondRound)
		a.same("thinking again", "Discutez entre vous")
		a.lead(a.room.OpenVote)
		a.say(2)
		a.lead(a.room.CloseVote, a.room.Reveal)
		a.shows("second round")
		a.lead(a.room.FollowMajority)
		if a.state(inLines).Phase == workshop.Ended { // otherwise another question comes
			a.ends("majority")
		}
	}
	a.lead(a.room.FreePlay)
	for range 40 {
		s := a.state(inLines)
		if s.Question == nil {
			break
		}
		a.same("walking", append([]string{quoted(s.Question.Title)}, numbered(s.Question)...)...)
		number := 0
		for _, set := range e.Answers {
			for i, o := range s.Question.Options {
				if set.Fact == s.Question.Fact && set.Value == o.Value {
					number = i + 1
				}
			}
		}
		a.say(number)
	}
	step := a.state(inLines).Verdict.Step
	a.same("arrived", workshop.WordArrived, quoted(step.Title), quoted(a.guide.Basis(step.Bases[0].Basis).Reference))
	a.lead(a.room.Reveal)
	a.same("mapped", workshop.WordWhere, quoted(step.Title))
}

// write answers an open question in words by each door.
func (a *trio) write(words string) {
	a.t.Helper()
	for _, key := range []string{onScreen, inLines} {
		s, seat := a.state(key), a.seat(key)
		a.lead(func() error { return a.room.Answer(seat, s.Ballot, words) })
	}
	a.page.get("/").sends("/reponse", "dit", words)
	a.seen = nil
}

// TestThreeDoorsSayTheSameInWords: an open question is asked, answered in words or by
// « je ne sais pas », and told alike by the three.
func TestThreeDoorsSayTheSameInWords(t *testing.T) {
	a := newTrio(t)
	a.lead(func() error { return a.room.Pose("Que lui dire d’abord ?", nil) })
	q := a.state(inLines).Question
	a.same("thinking", append([]string{quoted(q.Title)}, numbered(q)...)...)
	a.lead(a.room.OpenVote)
	a.same("voting", append([]string{quoted(q.Title)}, numbered(q)...)...)
	a.same("voting", "écrivez votre réponse en quelques mots")
	a.say(0)
	if a.page.mine() != 0 || !strings.Contains(a.views()["screen"], "● "+say.Unsure) {
		t.Errorf("« je ne sais pas » is not marked:\n%s\n%s", a.page.page, a.views()["screen"])
	}
	a.lead(a.room.CloseVote, a.room.Reveal)
	a.same("revealed", say.Unsure+`.{0,90}?\b3\b`)
	a.same("revealed", quoted(workshop.WordToCome))
	a.lead(a.room.SecondRound, a.room.OpenVote)
	a.write("Un mot d’abord")
	if a.page.mine() >= 0 || !strings.Contains(a.page.page, `value="Un mot d’abord"`) {
		t.Errorf("one’s own words are not there to change:\n%s", a.page.page)
	}
	a.lead(a.room.CloseVote, func() error { doortest.Accept(t, a.room, 1); return nil }, a.room.Reveal)
	a.same("second round", say.Unsure+`.{0,90}?\b3\b.{0,90}?\b0\b`)
	a.same("second round", workshop.WordWritten, "Un mot d’abord")
}

// TestThreeDoorsSayTheSameOfTeams: one's own team, and the results team by team.
func TestThreeDoorsSayTheSameOfTeams(t *testing.T) {
	a := newTrio(t)
	a.lead(func() error { return a.room.SetTeams(2) })
	for door, text := range a.views() {
		if !regexp.MustCompile(`[éÉ]quipe [12]`).MatchString(text) {
			t.Errorf("%s tells no team:\n%s", door, text)
		}
	}
	a.lead(func() error { return a.room.Choose(a.guide.Exercises[0].ID) }, func() error { return a.room.Ask(workshop.WhichStep) })
	vote := func(number int) {
		t.Helper()
		a.lead(a.room.OpenVote)
		a.say(number)
		for i, key := range []string{"4", "5", "6"} {
			s, seat := a.state(key), a.seat(key)
			a.lead(func() error { return a.room.Answer(seat, s.Ballot, string(s.Question.Options[i].Value)) })
		}
		a.lead(a.room.CloseVote, a.room.Reveal)
		lines := a.state(inLines).TeamLines()
		if len(lines) != 2 {
			t.Fatalf("%d teams", len(lines))
		}
		a.same("by team", workshop.WordTeams, quoted(lines[0]), quoted(lines[1]))
	}
	vote(1)
	a.lead(a.room.SecondRound)
	vote(2)
}

// TestThreeDoorsSayBothTimes: what was accepted in the first of two votes stays beside
// what was in the second, each told for what it is, and in the report.
func TestThreeDoorsSayBothTimes(t *testing.T) {
	a := newTrio(t)
	a.lead(func() error { return a.room.Pose("Que lui dire d’abord ?", nil) }, a.room.OpenVote)
	a.write("Rien du tout")
	a.lead(a.room.CloseVote, func() error { doortest.Accept(t, a.room, 1); return nil }, a.room.Reveal)
	a.same("revealed", workshop.WordWritten, "Rien du tout")
	a.lead(a.room.SecondRound, a.room.OpenVote)
	a.write("Bonjour")
	a.lead(a.room.CloseVote, func() error { doortest.Accept(t, a.room, 1); return nil }, a.room.Reveal)
	a.same("second round", "au second vote", "Bonjour", "au premier", "Rien du tout")
	told, err := a.room.Report()
	if err != nil || len(told.Rounds) != 1 || fmt.Sprint(told.Rounds[0].SaidBefore, told.Rounds[0].Said) != "[Rien du tout] [Bonjour]" {
		t.Errorf("reported %+v, %v", told.Rounds, err)
	}
}

// TestThreeDoorsShowTheSameSheet: what one takes away says the same by the three doors.
func TestThreeDoorsShowTheSameSheet(t *testing.T) {
	a := newTrio(t)
	a.lead(func() error { return a.room.Choose(a.guide.Exercises[0].ID) }, func() error { return a.room.Ask(workshop.WhichStep) }, a.room.OpenVote)
	a.say(1)
	a.lead(a.room.CloseVote, a.room.Reveal, a.room.SecondRound, a.room.OpenVote)
	a.say(2)
	a.lead(a.room.CloseVote, a.room.Reveal, a.room.FollowMajority)
	var m tea.Model = room.NewSeat(a.guide, a.room, a.seat(onScreen))
	for _, cmd := range m.Init()().(tea.BatchMsg) {
		m, _ = m.Update(cmd())
	}
	m, _ = m.Update(tea.WindowSizeMsg{Width: 200, Height: 200})
	m, ask := m.Update(tea.KeyPressMsg{Code: 'f', Text: "f"})
	m, _ = m.Update(ask())
	sheet, err := a.room.Sheet(a.seat(inLines))
	if err != nil {
		t.Fatal(err)
	}
	a.seen = map[string]string{"page": a.page.get("/fiche").text(), "screen": plainly(ansi.Strip(m.View().Content)), "lines": plainly(strings.Join(plain.Sheet(sheet), " "))}
	p := sheet.Parts[0]
	a.same("sheet", quoted(workshop.WordSheet), quoted(p.Title), quoted(p.Asked[0].Question))
	for _, row := range p.Asked[0].Rows() {
		a.same("sheet", quoted(row.Label)+` ?:? *`+quoted(row.Text))
	}
	a.same("sheet", quoted(workshop.WordPoint), quoted(p.Point.String())[:60])
	for _, c := range p.Cited() {
		a.same("sheet", quoted(c.Name), quoted(c.Summary)[:min(30, len(c.Summary))], quoted(c.Link))
	}
	for _, e := range sheet.Redo {
		a.same("sheet", quoted(sheet.WordRedo()), quoted(e.Title), quoted(e.Story.String()[:60]), quoted(e.Documents.String()[:20]), quoted(e.Question()), quoted(e.Where()))
	}
}

// own checks that each marks the answer of that number, and no other.
func (a *trio) own(moment string, number int) {
	a.t.Helper()
	if a.page.mine() != number {
		a.t.Errorf("%s: the page marks %d", moment, a.page.mine())
	}
	if text := a.views()["screen"]; !regexp.MustCompile(fmt.Sprintf(`● %d `, number)).MatchString(text) || strings.Count(text, "● ") != 1 {
		a.t.Errorf("%s: the screen does not mark %d:\n%s", moment, number, text)
	}
	s := a.state(inLines)
	if s.Question.Options[number-1].Value != s.Own {
		a.t.Errorf("%s: the room keeps %q", moment, s.Own)
	}
}

// shows checks the counts, whose answer is one's own, and the endings once they
// may be known.
func (a *trio) shows(moment string) {
	a.t.Helper()
	s := a.state(inLines)
	a.same(moment, tallied(s)...)
	for _, o := range s.Question.Options {
		if o.Value == s.Own {
			a.same(moment, quoted(o.Label)+`.{0,120}(votre réponse|la vôtre)`)
		}
	}
	a.leads(moment, s)
}

// leads checks what is said of each ending.
func (a *trio) leads(moment string, s workshop.State) {
	a.t.Helper()
	if step := a.guide.Step(s.Exercise.Step).Title; s.StepLater {
		for door, text := range a.views() {
			if strings.Contains(text, step) {
				a.t.Errorf("%s: %s tells the step before it is asked for:\n%s", moment, door, text)
			}
		}
	}
	if len(s.Endings) > 0 {
		a.same(moment, quoted(s.WhereTitle()))
		a.same(moment, quoted(s.OwnTitle()))
	}
	for _, e := range s.Endings {
		a.same(moment, quoted(e.Option.Label))
		a.same(moment, quoted(e.Leads()))
		a.same(moment, quoted(e.Worth()))
		for _, why := range say.Reasons(a.guide, a.guide.Question, e.Reasons) {
			a.same(moment, quoted(why.Answer))
			a.same(moment, quoted(why.Rule))
		}
	}
}

// ends checks the branch followed, and what to remember.
func (a *trio) ends(moment string) {
	a.t.Helper()
	s := a.state(inLines)
	a.same(moment, quoted(s.Branch(workshop.Majority)), quoted(s.Majority.Leads()))
	a.same(moment, quoted(s.Exercise.Point.String())[:60])
	a.leads(moment, s)
}
