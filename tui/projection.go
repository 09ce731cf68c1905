package tui

import (
	"io"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/handout"
	"compromis/internal/say"
	"compromis/internal/stage"
)

// projection shows an exercise to a room, one thing at a time. It has the whole
// window, and never shows the case under way. What it does is told to the notes
// of the trainer through the stage, at each change.
//
// Its slides and how they are drawn are in projection_slides.go, the votes on them in
// projection_votes.go, and the tree that one shows meanwhile in lookout.go.
type projection struct {
	exercise *decision.Exercise
	play     stage.Play // what the notes see
	part     int        // page of the present slide, when it takes several
	jump     string     // digits typed to go to a screen
	ballots  [2]ballot
	heads    *ballot // how many the room has, while it is asked; or nil
	usual    int     // what Enter alone answers to it; 0 for nothing
	why      string  // where that number comes from
	typed    string  // what is said of votes one went away from; or nothing
	asking   bool    // whether to leave
	unkept   error   // why the notes do not follow any more
	begun    bool    // the notes know of it
	above    string  // what is shown above the slides; empty for nothing
	early    bool    // it was asked for before the step was revealed
}

// staged says whether the notes could be told.
type staged struct{ err error }

// newProjection shows an exercise from its beginning, or where a play of it
// was left, to so many people.
func newProjection(e *decision.Exercise, left *stage.Play, present stage.Headcount) *projection {
	p := &projection{exercise: e, ballots: [2]ballot{newBallot(), newBallot()}}
	p.play.Headcount = present
	if left != nil {
		p.play = *left
		p.play.Black, p.play.Over = false, false
	}
	return p
}

func (p *projection) alone() {}

// staying keeps every key for the room.
func (p *projection) staying() {}

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
	return append(keys, keyOnward, keyOnwardToo, keyBackward, keyFirst, keyLast, keyJump, keyHeads, keyShowTree, keyShowChanges, keyBlack, keyStop, draw.KeyCtrlC)
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
		if p.above != "" {
			p.above = ""
			return nil, p.tell(f)
		}
	case staged:
		p.unkept = msg.err
	case tea.PasteMsg:
		p.vote(msg, f)
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
	p.play = stage.Play{Exercise: p.exercise.ID, Proposals: ids, Headcount: p.play.Headcount}
	if f.stage != nil {
		p.play.Started = f.stage.Now()
	}
}

// tell puts the projection as it is on stage, off the main loop.
func (p *projection) tell(f frame) tea.Cmd {
	if p.play.Name = p.slide(f.guide).name; p.above != "" {
		p.play.Name = p.above
	}
	p.play.Change++
	on, play := f.stage, p.play
	if on == nil {
		return nil
	}
	return func() tea.Msg { return staged{on.Show(play)} }
}

func (p *projection) press(msg tea.KeyPressMsg, f frame) (action, tea.Cmd) {
	p.early, p.typed = false, ""
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
	case p.separates(msg, f):
		p.vote(msg, f)
	case key.Matches(msg, keyBlack):
		p.play.Black = true
		return nil, p.tell(f)
	case key.Matches(msg, keyShowTree):
		return p.show(wordMap, newMap(), f)
	case key.Matches(msg, keyShowChanges):
		return p.show(say.ChangesTitle, newWhatIf(), f)
	case key.Matches(msg, keyStop):
		p.stop(f)
	case key.Matches(msg, draw.KeyConfirm):
		return p.enter(f)
	case key.Matches(msg, keyHeads):
		p.askHeads(p.play.Present, wordAsBefore)
	case p.vote(msg, f):
	case p.move(msg, f):
		p.jump = ""
		return nil, p.tell(f)
	case key.Matches(msg, keyReport) && p.slide(f.guide).kind == lastSlide:
		return reportSession{}, nil
	case key.Matches(msg, keyErase):
		p.jump = p.jump[:max(len(p.jump)-1, 0)]
	case draw.Digit(msg) >= 0 && len(p.jump) < len("99"):
		p.jump += msg.Text
	}
	return nil, nil
}

// show shows a screen above the slides, once it cannot give the step away.
func (p *projection) show(name string, s screen, f frame) (action, tea.Cmd) {
	if p.early = !p.play.Revealed; p.early {
		return nil, nil
	}
	p.above = name
	return open{newLookout(p.exercise, s)}, p.tell(f)
}

// stop drops what is typed, or asks whether to leave.
func (p *projection) stop(f frame) {
	b, _ := p.voting(p.slide(f.guide).kind)
	switch {
	case p.heads != nil:
		p.heads = nil
	case b != nil && b.line.Value() != "":
		*b = newBallot()
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
	case p.heads != nil && b != nil && p.votesAgain(b):
		if !p.count(b, votes, f) {
			return nil, nil
		}
	case p.heads != nil:
		cast := max(total(p.play.Before), total(p.play.After))
		if votes != nil {
			cast = total(*votes)
		}
		if !p.countHeads(cast, f) {
			return nil, nil
		}
	case b != nil && b.line.Value() != "":
		if !p.count(b, votes, f) {
			return nil, nil
		}
	case p.jump != "":
		to, _ := strconv.Atoi(p.jump) // digits; too many of them are the last screen
		p.jump = ""
		p.goTo(to - 1)
	case kind == revealSlide && !p.play.Revealed:
		p.play.Revealed = true
	case kind == lastSlide && nextPlay(p.exercise, f.guide) != nil:
		return replace{newProjection(nextPlay(p.exercise, f.guide), nil, p.play.Headcount)}, nil
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
	typed, from := p.left(f), p.play.Screen
	defer func() {
		if p.play.Screen != from {
			p.typed = typed
		}
	}()
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
func (p *projection) goTo(screen int) { p.play.Screen, p.part, p.heads = screen, 0, nil }

// The screens one may start on.
const (
	ViewProjection = "projeter"
	ViewNotes      = "notes"
)

// startView is the screen to start on, or nil.
func (m *Model) startView() screen {
	switch m.config.View {
	case ViewProjection:
		return newProjections(m.config.Exercise)
	case ViewNotes:
		return newNotes()
	}
	return nil
}

// reportSession writes the report of the session in two files, for people and
// for a spreadsheet.
type reportSession struct{}

// reportSession reads the stage and writes off the main loop, then says where.
func (m *Model) reportSession() tea.Cmd {
	put, on, g := m.config.Export, m.config.Stage, m.guide
	if put == nil || on == nil {
		return m.apply(open{newNotice(wordNotReported, wordNoNotes)})
	}
	return func() tea.Msg {
		session, ok := on.Report(g)
		if !ok {
			return arrived{open{newNotice(wordNotReported, wordNothingToSay)}}
		}
		session.Standing = say.Standing(g)
		name := fileName("", "seance", string(session.On))
		text, err := put(name+"md", func(w io.Writer) error { return handout.ReportMarkdown(w, session) })
		if err != nil {
			return arrived{open{newNotice(wordNotReported, err.Error())}}
		}
		table, err := put(name+"csv", func(w io.Writer) error { return handout.ReportCSV(w, session) })
		if err != nil {
			return arrived{open{newNotice(wordNotReported, err.Error(), wordReported+french.NBSP+": "+lastName(text)+".")}}
		}
		return arrived{open{newNotice(wordReported, wordReportWhere, lastName(text), lastName(table))}}
	}
}

// lastName is the name of a file without its folders: the room may be looking.
func lastName(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }
