package tui

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/stage"
)

// projection shows an exercise to a room, one thing at a time. It has the whole
// window, and never shows the case under way. What it does is told to the notes
// of the trainer through the stage, at each change.
//
// Its slides are in projection_slides.go, the votes in projection_vote.go, how
// it is drawn in projection_draw.go, how one comes to it in projection_list.go.
type projection struct {
	exercise *decision.Exercise
	play     stage.Play // what the notes see
	part     int        // page of the present slide, when it takes several
	jump     string     // digits typed to go to a screen
	ballots  [2]ballot
	asking   bool  // whether to leave
	unkept   error // why the notes do not follow any more
	begun    bool  // the notes know of it
}

// staged says whether the notes could be told.
type staged struct{ err error }

// newProjection shows an exercise from its beginning, or where a play of it
// was left.
func newProjection(e *decision.Exercise, left *stage.Play) *projection {
	p := &projection{exercise: e}
	if left != nil {
		p.play = *left
		p.play.Black, p.play.Over = false, false
	}
	return p
}

func (p *projection) alone() {}

// typing keeps every key for the room: q does not quit here.
func (p *projection) typing() bool { return true }

func (p *projection) subject(frame) string { return p.exercise.Title }

func (p *projection) keys(f frame) []key.Binding {
	var keys []key.Binding
	switch kind := p.slide(f.guide).kind; {
	case kind == firstVote || kind == secondVote:
		keys = append(keys, keyVotes, keyErase)
	case kind == revealSlide && !p.play.Revealed:
		keys = append(keys, keyReveal)
	case kind == lastSlide:
		keys = append(keys, keyNextPlay, keyReport)
	}
	return append(keys, keyOnward, keyOnwardToo, keyBackward, keyFirst, keyLast, keyJump, keyBlack, keyStop)
}

// slide is the present one.
func (p *projection) slide(g *decision.Guide) slide {
	all := slides(p.exercise, p.play.Revealed, g)
	p.play.Screen = max(min(p.play.Screen, len(all)-1), 0)
	return all[p.play.Screen]
}

func (p *projection) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		if !p.begun {
			p.begin(f)
			return nil, p.tell(f)
		}
	case staged:
		p.unkept = msg.err
	case tea.PasteMsg:
		printable := func(r rune) rune {
			if unicode.IsPrint(r) {
				return r
			}
			return -1
		}
		p.write(strings.Map(printable, msg.Content), p.slide(f.guide).kind)
	case tea.KeyPressMsg:
		return p.press(msg, f)
	}
	return nil, nil
}

// begin starts the play, unless one goes on with it.
func (p *projection) begin(f frame) {
	p.begun = true
	if len(p.play.Proposals) > 0 {
		return
	}
	var ids []string
	for _, s := range stage.Proposals(f.guide, p.exercise) {
		ids = append(ids, s.ID)
	}
	p.play = stage.Play{Exercise: p.exercise.ID, Proposals: ids}
	if f.stage != nil {
		p.play.Started = f.stage.Now()
	}
}

// tell puts the projection as it is on stage, off the main loop.
func (p *projection) tell(f frame) tea.Cmd {
	p.play.Name = p.slide(f.guide).name
	p.play.Change++
	on, play := f.stage, p.play
	if on == nil {
		return nil
	}
	return func() tea.Msg { return staged{on.Show(play)} }
}

func (p *projection) press(msg tea.KeyPressMsg, f frame) (action, tea.Cmd) {
	switch {
	case p.play.Black:
		p.play.Black = false
		return nil, p.tell(f)
	case p.asking:
		p.asking = false
		if key.Matches(msg, draw.KeyConfirm) {
			p.play.Over = true
			return back{}, p.tell(f)
		}
	case key.Matches(msg, keyBlack):
		p.play.Black = true
		return nil, p.tell(f)
	case key.Matches(msg, keyStop):
		p.stop(f)
	case key.Matches(msg, draw.KeyConfirm):
		return p.enter(f)
	case p.move(msg, f):
		p.jump = ""
		return nil, p.tell(f)
	case key.Matches(msg, keyReport) && p.slide(f.guide).kind == lastSlide:
		return reportSession{}, nil
	case key.Matches(msg, keyErase):
		p.erase(p.slide(f.guide).kind)
	default:
		p.write(msg.Text, p.slide(f.guide).kind)
	}
	return nil, nil
}

// stop drops what is typed, or asks whether to leave.
func (p *projection) stop(f frame) {
	b, _ := p.voting(p.slide(f.guide).kind)
	switch {
	case b != nil && b.typed != "":
		*b = ballot{}
	case p.jump != "":
		p.jump = ""
	default:
		p.asking = true
	}
}

// enter counts votes, jumps, reveals or goes on with the next exercise.
func (p *projection) enter(f frame) (action, tea.Cmd) {
	kind := p.slide(f.guide).kind
	b, votes := p.voting(kind)
	switch {
	case b != nil && b.typed != "":
		if !p.count(b, votes) {
			return nil, nil
		}
	case p.jump != "":
		to, _ := strconv.Atoi(p.jump) // digits; too many of them are the last screen
		p.jump = ""
		p.goTo(to - 1)
	case kind == revealSlide && !p.play.Revealed:
		p.play.Revealed = true
	case kind == lastSlide && nextPlay(p.exercise, f.guide) != nil:
		return replace{newProjection(nextPlay(p.exercise, f.guide), nil)}, nil
	default:
		return nil, nil
	}
	return nil, p.tell(f)
}

// move goes through the slides. A slide in several parts is read to its end
// first.
func (p *projection) move(msg tea.KeyPressMsg, f frame) bool {
	last := len(slides(p.exercise, p.play.Revealed, f.guide)) - 1
	_, pages, _ := p.layout(f)
	switch {
	case key.Matches(msg, keyFirst):
		p.goTo(0)
	case key.Matches(msg, keyLast):
		p.goTo(last)
	case key.Matches(msg, keyOnward) && p.part < len(pages)-1:
		p.part++
	case key.Matches(msg, keyOnward) && p.play.Screen < last:
		p.goTo(p.play.Screen + 1)
	case key.Matches(msg, keyBackward) && p.part > 0:
		p.part--
	case key.Matches(msg, keyBackward) && p.play.Screen > 0:
		p.goTo(p.play.Screen - 1)
		_, pages, _ = p.layout(f)
		p.part = len(pages) - 1
	default:
		return key.Matches(msg, keyOnward, keyBackward)
	}
	return true
}

// goTo shows a slide from its beginning, or the nearest there is.
func (p *projection) goTo(screen int) { p.play.Screen, p.part = screen, 0 }

// maxTyped is the most one types, in bytes: a paste is not a vote.
const maxTyped = 60

// write adds to what is typed: votes where the slide asks for them, else the
// number of a screen.
func (p *projection) write(text string, kind slideKind) {
	if b, _ := p.voting(kind); b != nil {
		if len(b.typed)+len(text) <= maxTyped {
			b.typed, b.fault = b.typed+text, ""
		}
		return
	}
	if len(text) == 1 && text[0] >= '0' && text[0] <= '9' && len(p.jump) < len("99") {
		p.jump += text
	}
}

// erase takes the last character typed back.
func (p *projection) erase(kind slideKind) {
	typed := &p.jump
	if b, _ := p.voting(kind); b != nil {
		typed, b.fault = &b.typed, ""
	}
	_, size := utf8.DecodeLastRuneInString(*typed)
	*typed = (*typed)[:len(*typed)-size]
}
