package room

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/workshop"
)

// Seat is the screen of a participant of a workshop: the story, the question
// put to the room, their own answer, what the room said, where it leads. It
// shows what the room says and never decides anything itself.
//
// What each moment shows is in seat_view.go.
type Seat struct {
	guide *decision.Guide
	room  workshop.Participants
	seat  workshop.Seat
	mail  <-chan *workshop.State
	state workshop.State
	gone  bool // the seat was taken back, or the room closed

	page    draw.Page
	help    draw.Page
	leaving bool // whether to leave is asked

	at     workshop.Moment // what the page was laid out for
	review decision.Fact   // in free play, the question one goes back to
	going  bool            // going back to review
	typing *typing         // what is typed on a line, or nil
	sheet  *workshop.Sheet // what one takes away, in the place of the page; or nil
	fault  string          // why the last answer was not taken
	word   string          // what became of one's pseudonym, until a key
	errands
	laid  []draw.Block // the page, laid out
	drawn draw.Frame   // for that canvas; none when it must be laid out anew

	terminal draw.Terminal
	helped   bool
	guard    draw.Guard
	cast     workshop.Ballot  // the last one answered, even before the room says so
	Now      func() time.Time // the hour, to tell an Enter that follows a digit at once
}

// NewSeat returns the screen of a seat one has just joined.
func NewSeat(g *decision.Guide, room workshop.Participants, seat workshop.Seat) *Seat {
	return &Seat{guide: g, room: room, seat: seat, mail: room.Watch(seat), page: draw.NewPage(true), Now: time.Now}
}

// Gone says whether the room put the participant out: it closed, or the same
// person took the seat back from elsewhere.
func (r *Seat) Gone() bool { return r.gone }

// Return is the return number of the participant, once the room told it.
func (r *Seat) Return() string { return r.state.Return }

// news brings the latest state of the room; !open says there is none any
// more.
type news struct {
	state *workshop.State // nil then
	open  bool
}

// done says what came of what one asked of the room.
type done struct{ err error }

func nextState(mail <-chan *workshop.State) tea.Cmd {
	return func() tea.Msg {
		s, open := <-mail
		return news{s, open}
	}
}

// Init waits for the room, and asks the terminal for the colour behind the text.
// It asks as it is: Bubble Tea asks nothing when another reads the keys for it,
// as over SSH.
func (r *Seat) Init() tea.Cmd {
	return tea.Batch(askBackground, nextState(r.mail))
}

// Update takes what comes from the room and from the terminal.
func (r *Seat) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case news:
		return r, r.arrived(msg)
	case taken:
		return r, r.take(msg)
	case done:
		r.fault = ""
		if msg.err != nil {
			r.cast = workshop.Ballot{}
			r.fault = workshop.Refusal(r.guide, msg.err)
		}
		return r, r.errands.done()
	case tea.WindowSizeMsg, tea.BackgroundColorMsg, tea.ColorProfileMsg:
		r.terminal.Learn(msg)
	case tea.KeyPressMsg:
		return r, r.press(msg)
	case tea.PasteMsg:
		if r.typing == nil && r.writes() && !r.leaving && !r.helped {
			r.open("")
		}
		if r.typing != nil {
			r.typing.line.Update(msg)
		}
	}
	return r, nil
}

// content is the page, laid out anew only when it changes: a full room redraws
// every screen at the same moment.
func (r *Seat) content(f draw.Frame) []draw.Block {
	if same := r.drawn.Width == f.Width && r.drawn.Height == f.Height && r.drawn.Styles == f.Styles; !same {
		r.laid, r.drawn = r.blocks(f), f
	}
	return r.laid
}

// unchanged says whether a participant sees the same of two states: while a
// vote goes on, others coming and answering do not show.
func (r *Seat) unchanged(s workshop.State) bool {
	quiet := s.Phase == workshop.Thinking || s.Phase == workshop.Voting
	return quiet && r.state.Moment() == s.Moment() && r.state.Own == s.Own && r.state.Before == s.Before && r.state.Name == s.Name && r.state.NameFate == s.NameFate &&
		r.state.Nameless == s.Nameless && r.state.Teams == s.Teams && r.state.Team == s.Team && r.state.AsksSure == s.AsksSure && r.state.SaidSure == s.SaidSure
}

func (r *Seat) arrived(s news) tea.Cmd {
	if !s.open {
		r.gone = true
		return tea.Quit
	}
	if !r.unchanged(*s.state) {
		r.drawn = draw.Frame{}
	}
	nameless := s.state.Nameless && !r.state.Nameless && r.state.Version > 0 // told since
	r.state = *s.state
	if nameless {
		r.fault = workshop.WordNameless
		if r.typing != nil && !r.writes() {
			r.typing = nil // of a pseudonym
		}
	} else if !s.state.Nameless && r.fault == workshop.WordNameless {
		r.fault = ""
	}
	if r.state.Moment() != r.at {
		if !r.state.Walks() {
			r.guard.Asked()
		}
		r.at, r.page, r.going, r.fault, r.sheet = r.state.Moment(), draw.NewPage(r.state.Phase == workshop.Voting || r.state.Walks()), false, "", nil
	}
	return nextState(r.mail)
}

func (r *Seat) press(msg tea.KeyPressMsg) tea.Cmd {
	r.word = ""
	switch {
	case key.Matches(msg, draw.KeyCtrlC):
		return tea.Quit
	case r.guard.Stops(msg, r.Now()) && !r.writes(): // a line one opens by mistake says nothing
	case r.typing != nil:
		return r.typed(msg)
	case r.leaving:
		r.leaving = false
		if key.Matches(msg, draw.KeyYes) {
			return tea.Quit
		}
		if r.writes() && msg.Text == "u" { // « qu » begins a word: nobody was leaving
			r.open("qu")
		}
	case r.helped && key.Matches(msg, draw.KeyHelp, draw.KeyBack, draw.KeyQuit), !r.helped && key.Matches(msg, draw.KeyHelp):
		r.helped, r.help, r.drawn = !r.helped, draw.NewPage(false), draw.Frame{}
	case r.sheet != nil && key.Matches(msg, keySheet, draw.KeyBack, draw.KeyQuit):
		r.sheet, r.drawn = nil, draw.Frame{}
	case r.helped || r.sheet != nil:
		f := r.canvas().Inner()
		r.help.Update(msg, r.content(f), f)
	case key.Matches(msg, draw.KeyQuit):
		r.leaving = true
	case r.begins(msg):
		r.open("")
		return r.typed(msg)
	case r.state.Teams > 0 && key.Matches(msg, keyTeam):
		return r.changeTeam()
	case r.state.Sheet && key.Matches(msg, keySheet):
		return r.askSheet()
	case !r.state.Nameless && key.Matches(msg, keyName):
		r.typing = newTyping("Votre pseudonyme", 40, r.state.Name, r.rename) // the room keeps less
	case r.state.MaySaySure() && key.Matches(msg, keySure):
		return r.beSure(msg.String() == "o")
	case r.state.Walks() && key.Matches(msg, draw.KeyBack):
		r.before()
	case draw.Digit(msg) >= 0:
		return r.digit(draw.Digit(msg))
	default:
		f := r.canvas().Inner()
		switch said, ok := r.page.Update(msg, r.content(f), f).(reply); {
		case ok && said.words:
			r.open(r.written())
		case ok && (r.writes() || !r.voted()):
			return r.say(said)
		case ok:
			r.fault = wordVoted
		}
	}
	return nil
}

// voted says whether this seat answered in the vote that is open: only a digit then
// changes the answer.
func (r *Seat) voted() bool {
	return r.state.Phase == workshop.Voting && (r.state.Own != "" || r.cast == r.state.Ballot)
}

// reply is what a participant answers, or the question they go back to.
type reply struct {
	fact  decision.Fact
	said  string
	back  bool // no answer: show the question again
	words bool // the answer is yet to be written
}

// digit chooses an answer by its number; 0 is « je ne sais pas ».
func (r *Seat) digit(n int) tea.Cmd {
	q := r.asked()
	switch {
	case q == nil || q.Open || !r.state.Answers():
	case n == 0:
		return r.choose(reply{fact: q.Fact, said: string(decision.Unknown)})
	case n > 0 && n <= len(q.Options):
		return r.choose(reply{fact: q.Fact, said: string(q.Options[n-1].Value)})
	}
	return nil
}

// choose answers by a number: the mark goes there, and an Enter that follows at once
// does nothing.
func (r *Seat) choose(said reply) tea.Cmd {
	r.guard.Answered(r.Now())
	f := r.canvas().Inner()
	r.page.Stand(said, r.content(f))
	return r.say(said)
}

// asked is the question in front of the participant.
func (r *Seat) asked() *workshop.Question {
	if !r.going {
		return r.state.Question
	}
	q := r.guide.AskedOn(r.state.Walk, r.review) // one's own path, not that of the exercise
	if q == nil {
		return nil
	}
	asked := workshop.FactQuestion(q)
	return &asked
}

// say gives an answer to the room, off the main loop: it waits for the disk.
func (r *Seat) say(s reply) tea.Cmd {
	if s.back {
		r.review, r.going, r.page, r.drawn = s.fact, true, draw.NewPage(true), draw.Frame{}
		return nil
	}
	room, seat, ballot := r.room, r.seat, r.state.Ballot
	ballot.Fact = s.fact
	r.going, r.drawn, r.cast = false, draw.Frame{}, ballot
	return r.errands.send(errand{ballot, func() tea.Msg { return done{room.Answer(seat, ballot, s.said)} }})
}

// before goes back to the question before, in free play.
func (r *Seat) before() {
	if q := r.previous(); q != nil {
		r.say(reply{fact: q.Fact, back: true})
	}
}

// previous is the question before the one in front of the participant.
func (r *Seat) previous() *workshop.Question {
	if r.going {
		return r.state.Previous(r.review)
	}
	return r.state.Previous("")
}

func (r *Seat) canvas() draw.Frame {
	return r.terminal.Frame()
}

// keys are those that do something now, the most useful first.
func (r *Seat) keys(f draw.Frame) []key.Binding {
	switch {
	case r.typing != nil:
		return []key.Binding{draw.KeyConfirm, draw.KeyLeave}
	case r.leaving:
		return []key.Binding{draw.KeyYes}
	case r.helped || r.sheet != nil:
		return []key.Binding{draw.KeyBack, keyScroll}
	}
	var keys []key.Binding
	q := r.asked()
	if r.state.MaySaySure() {
		keys = append(keys, keySure)
	}
	switch {
	case r.writes():
		keys = append(keys, keyWrite, keyPick)
	case q != nil && r.state.Answers():
		keys = append(keys, draw.Bind(draw.Digits(len(q.Options)), "répondre"), draw.KeyUnsure)
	}
	if r.page.Overflows(r.content(f), f) && !r.writes() {
		keys = append(keys, keyScroll)
	}
	if q != nil && r.state.Answers() && !r.voted() && !r.writes() {
		keys = append(keys, keyAnswer)
	}
	if r.state.Walks() && r.previous() != nil {
		keys = append(keys, keyBefore)
	}
	if r.writes() {
		return append(keys, draw.KeyQuit) // « p » is a letter of an answer
	}
	if r.state.Sheet {
		keys = append(keys, keySheet)
	}
	keys = append(append(keys, draw.KeyQuit), only(!r.state.Nameless, keyName)...)
	return append(keys, only(r.state.Teams > 0, keyTeam)...)
}

// seatHelp explains the keys of a participant.
func (r *Seat) seatHelp() [][2]string {
	if r.writes() {
		return [][2]string{
			{"a-z 0-9", "écrire votre réponse, dès la première lettre"}, {"entrée", "choisir la ligne montrée par ▌" + french.NBSP + ": écrire, ou je ne sais pas"},
			{"↑↓", "aller d’une ligne à l’autre, ou lire la suite"}, {"q", "quitter"},
		}
	}
	help := [][2]string{
		{"1 à 9", "répondre par le numéro, quand le vote est ouvert"}, {"↑↓", "aller d’une réponse à l’autre, ou lire la suite"},
		{"entrée", "choisir la réponse montrée par ▌ ; un vote déjà donné ne change que par un chiffre"},
	}
	help = append(help, [2]string{"0", "je ne sais pas"})
	if r.state.AsksSure {
		help = append(help, [2]string{"o n", "dire si vous êtes sûr de votre réponse"})
	}
	if r.state.Walks() {
		help = append(help, [2]string{"échap", "revenir à la question d’avant"})
	}
	if r.state.Sheet {
		help = append(help, [2]string{"f", "relire votre fiche" + french.NBSP + ": vos réponses, les bonnes, les textes"})
	}
	if r.state.Teams > 0 {
		help = append(help, [2]string{"t", "changer d’équipe"})
	}
	if !r.state.Nameless {
		help = append(help, [2]string{"p", "prendre un pseudonyme, ou en changer"})
	}
	return append(help, [2]string{"q", "quitter"})
}
