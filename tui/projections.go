package tui

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/stage"
)

// projections is where the trainer chooses what the room will see: the
// exercise that was interrupted, or another. Where a session was projected not long
// ago, it first asks whether that one goes on: its votes would else be told in the
// report of another.
type projections struct {
	reading
	wanted  string          // the exercise asked for from outside, until it is shown
	left    *stage.Play     // the play one may go on with
	present stage.Headcount // how many the room has, as far as the session knows
	earlier time.Time       // when the session one is asked about was last seen; zero when one is not
	asked   bool            // nothing is asked any more
}

// looked brings what is on stage.
type looked struct {
	play  stage.Play
	on    bool // there is one
	stamp stage.Stamp
	fresh bool      // it changed since the last look
	turn  int       // of the notes that asked
	last  time.Time // of a session that is over and would go on; zero when there is none
}

// lookAt reads the stage, off the main loop.
func lookAt(on *stage.Stage, last stage.Stamp, turn int) tea.Cmd {
	return func() tea.Msg {
		l := looked{turn: turn}
		l.play, l.on, l.stamp, l.fresh = on.Look(last)
		return l
	}
}

// lookBack is the same, with the session that would go on.
func lookBack(on *stage.Stage) tea.Cmd {
	look := lookAt(on, stage.Stamp{}, 0)
	return func() tea.Msg {
		l := look().(looked)
		if last, ok := on.Recent(); ok {
			l.last = last
		}
		return l
	}
}

// begun says whether another session could begin.
type begun struct{ err error }

// beginSession puts what was voted before aside, off the main loop.
func beginSession(on *stage.Stage) tea.Cmd {
	return func() tea.Msg { return begun{on.Begin()} }
}

func newProjections(wanted string) *projections {
	p := &projections{wanted: wanted}
	p.Page, p.blocks, p.verb, p.about = draw.NewPage(true), p.lines, draw.KeyChoose, wordProject
	p.extra = []shortcut{{key: keyReport, do: func() action { return reportSession{} }, only: func(f frame) bool { return f.stage != nil }}}
	return p
}

func (p *projections) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		if f.stage != nil {
			p.reading.update(msg, f)
			return nil, lookBack(f.stage)
		}
		return p.found(looked{}, f), nil
	case looked:
		return p.found(msg, f), nil
	case begun:
		if msg.err != nil {
			return open{newNotice(wordNotBegun, msg.err.Error())}, nil
		}
		return nil, lookBack(f.stage)
	}
	asked, cmd := p.reading.update(msg, f)
	if choice, ok := asked.(sameSession); ok {
		p.asked, p.earlier = true, time.Time{}
		p.Page, p.stale = draw.NewPage(true), true
		if !choice {
			return nil, beginSession(f.stage)
		}
		return nil, lookBack(f.stage)
	}
	return asked, cmd
}

// sameSession says whether the session that was projected goes on.
type sameSession bool

// found learns what was left before its end. When no projection was cut short,
// it goes straight to the exercise asked for.
func (p *projections) found(l looked, f frame) action {
	if p.present = l.play.Headcount; !p.asked && !l.last.IsZero() {
		p.earlier = l.last
		p.reading.update(refreshed{}, f)
		return nil
	}
	p.asked = true
	was := p.left
	if p.left = nil; playable(l.play, f.guide) {
		p.left = &l.play
	}
	if (was == nil) != (p.left == nil) {
		p.Pick()
	}
	p.reading.update(refreshed{}, f)
	wanted := stage.Exercise(f.guide, p.wanted)
	if wanted == nil || l.on && p.left != nil {
		return nil
	}
	p.wanted = ""
	return open{p.begin(wanted)}
}

// begin projects an exercise from its beginning.
func (p *projections) begin(e *decision.Exercise) *projection {
	return newProjection(e, nil, p.present)
}

// playable says whether there is more of a play to show, which today's content
// knows.
func playable(p stage.Play, g *decision.Guide) bool {
	e := stage.Exercise(g, p.Exercise)
	unknown := func(id string) bool { return g.Step(id) == nil }
	return e != nil && len(p.Proposals) > 0 && !slices.ContainsFunc(p.Proposals, unknown) &&
		p.Screen < len(slides(e, true, g))-1
}

func (p *projections) lines(f frame) []draw.Block {
	if !p.earlier.IsZero() {
		return p.askAnother(f)
	}
	blocks := []draw.Block{{Lines: draw.Wrap(p.about, f.TextWidth(), f.Styles.Title)}, draw.Note(wordProjectHelp, f.Frame)}
	if f.stage != nil {
		blocks = append(blocks, draw.Note(wordOpenNotes, f.Frame))
	} else {
		blocks = append(blocks, noStage(f)...)
	}
	blocks = append(blocks, tallBlocks(f, []draw.Block{draw.Note(wordOpenWorkshop, f.Frame)})...)
	wanted := stage.Exercise(f.guide, p.wanted)
	if p.wanted != "" && wanted == nil {
		blocks = append(blocks, draw.Gap(), draw.Block{Lines: draw.Hang(wordUnknownPlay(p.wanted), f.TextWidth(), f.Styles.Fault.Render(draw.FaultMark)+" ", f.Styles.Caution)})
	}
	if p.left != nil {
		e := stage.Exercise(f.guide, p.left.Exercise)
		where := fmt.Sprintf("écran %d, %s", p.left.Screen+1, french.Small(french.Shown(p.left.Name)))
		blocks = append(blocks, draw.Gap(), draw.Choice(wordGoOnPlay+" "+french.Quote(e.Title), where, open{newProjection(e, p.left, stage.Headcount{})}, f.Frame))
	}
	if wanted != nil {
		blocks = append(blocks, p.item(wanted, f))
	}
	blocks = append(blocks, draw.Gap(), draw.Heading(wordPickPlay, f.Frame))
	for i := range f.guide.Exercises {
		blocks = append(blocks, p.item(&f.guide.Exercises[i], f))
	}
	return blocks
}

// askAnother asks whether the session that was projected goes on.
func (p *projections) askAnother(f frame) []draw.Block {
	ago := french.Plural(max(int(f.stage.Now().Sub(p.earlier).Minutes()), 1), "minute", "minutes")
	return []draw.Block{
		{Lines: draw.Wrap(wordSessionAsk(ago), f.TextWidth(), f.Styles.Title)}, draw.Gap(),
		draw.Choice(wordSameSession, wordSameSessionHelp, sameSession(true), f.Frame),
		draw.Choice(wordNewSession, wordNewSessionHelp, sameSession(false), f.Frame),
	}
}

// noStage says that there are no notes, and why.
func noStage(f frame) []draw.Block {
	blocks := []draw.Block{draw.Note(wordNoNotes, f.Frame)}
	if f.stageErr != nil {
		blocks = append(blocks, draw.Note(f.stageErr.Error(), f.Frame))
	}
	return blocks
}

// item is an exercise one may project from its beginning.
func (p *projections) item(e *decision.Exercise, f frame) draw.Block {
	return draw.Choice(e.Title, clientOf(e, f)+", "+french.Plural(e.Minutes, "minute", "minutes"), open{p.begin(e)}, f.Frame)
}
