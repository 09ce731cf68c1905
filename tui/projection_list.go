package tui

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/stage"
)

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

// projections is where the trainer chooses what the room will see: the
// exercise that was interrupted, or another.
type projections struct {
	reading
	wanted string      // the exercise asked for from outside, until it is shown
	left   *stage.Play // the play one may go on with
}

// looked brings what is on stage.
type looked struct {
	play  stage.Play
	on    bool // there is one
	stamp stage.Stamp
	fresh bool // it changed since the last look
	turn  int  // of the notes that asked
}

// lookAt reads the stage, off the main loop.
func lookAt(on *stage.Stage, last stage.Stamp, turn int) tea.Cmd {
	return func() tea.Msg {
		l := looked{turn: turn}
		l.play, l.on, l.stamp, l.fresh = on.Look(last)
		return l
	}
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
			return nil, lookAt(f.stage, stage.Stamp{}, 0)
		}
		return p.found(looked{}, f), nil
	case looked:
		return p.found(msg, f), nil
	}
	return p.reading.update(msg, f)
}

// found learns what was left before its end. When no projection was cut short,
// it goes straight to the exercise asked for.
func (p *projections) found(l looked, f frame) action {
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
	return open{newProjection(wanted, nil)}
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
		blocks = append(blocks, draw.Gap(), draw.Choice(wordGoOnPlay+" "+french.Quote(e.Title), where, open{newProjection(e, p.left)}, f.Frame))
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
	return draw.Choice(e.Title, clientOf(e, f)+", "+french.Plural(e.Minutes, "minute", "minutes"), open{newProjection(e, nil)}, f.Frame)
}
