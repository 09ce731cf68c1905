package tui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file draws what a participant sees, moment by moment.

// View draws the moment.
func (r *RoomSeat) View() tea.View {
	v := tea.NewView(roomWindow(func(f canvas) window {
		return window{subject: r.subject(), keys: r.keys(f), asks: r.naming != nil || r.leaving, body: r.draw(f)}
	}, r.canvas()))
	v.AltScreen = true
	v.WindowTitle = wordRoom
	return v
}

// draw draws the page, and under it what went wrong, what one types or what is
// asked.
func (r *RoomSeat) draw(f canvas) string {
	var foot []string
	switch {
	case r.naming != nil:
		typed := f.styles.accent.Render(cursorMark) + " Votre pseudonyme" + nbsp + ": " + f.styles.strong.Render(*r.naming+"▏")
		foot = wrapText(typed, f.textWidth(), f.styles.text)
	case r.leaving:
		foot = wrapText(wordRoomLeave, f.textWidth(), f.styles.caution)
	case r.fault != "":
		foot = wrapText(faultMark+" "+r.fault, f.textWidth(), f.styles.fault)
	}
	shown := &r.page
	if r.helped {
		shown = &r.help
	}
	return footed(func(f canvas) string { return shown.view(r.content(f), f) }, foot, f)
}

func (r *RoomSeat) subject() string {
	switch {
	case r.state.Name != "":
		return r.state.Name
	case r.state.Exercise != nil:
		return r.state.Exercise.Title
	}
	return "l’atelier"
}

// blocks is the page of the moment.
func (r *RoomSeat) blocks(f canvas) []block {
	if r.helped {
		return roomHelp(r.seatHelp(), f)
	}
	s := r.state
	switch s.Phase {
	case workshop.Waiting:
		return []block{heading(wordRoomWelcome, f), gap(), plainText(wordRoomSoon, f), gap(), note(roomPresent(s), f), gap(), note(wordRoomAnon, f)}
	case workshop.Story:
		return append([]block{note(wordRoomListen, f)}, roomStory(s.Exercise, f)...)
	case workshop.Walking, workshop.Mapped:
		return r.walk(f)
	case workshop.Revealed, workshop.Ended:
		return r.result(f)
	}
	return append(r.question(f), roomStory(s.Exercise, f)...)
}

// roomStory is the conflict of the exercise and what one has in hand.
func roomStory(e *decision.Exercise, f canvas) []block {
	if e == nil {
		return nil
	}
	blocks := section(e.Title, textBlocks(e.Story, f.textWidth(), f.styles), f)
	blocks = append(blocks, section(wordRoomPapers, textBlocks(e.Documents, f.textWidth(), f.styles), f)...)
	return still(blocks)
}

// still takes away what blocks do: the room has no other page to go to.
func still(blocks []block) []block {
	for i := range blocks {
		blocks[i].do = nil
	}
	return blocks
}

// notice says what the moment asks of the participant.
func (r *RoomSeat) notice() string {
	second := r.state.Round == 2
	switch {
	case r.state.Phase == workshop.Thinking && second:
		return wordRoomTogether
	case r.state.Phase == workshop.Thinking:
		return wordRoomAlone
	case r.state.Phase == workshop.Counted:
		return wordRoomClosed
	case r.state.Own != "":
		return wordRoomChange
	case second:
		return wordRoomVote2
	}
	return wordRoomVote
}

// question is what is asked of the whole room, with one's own answer.
func (r *RoomSeat) question(f canvas) []block {
	q := r.state.Question
	if q == nil {
		return nil
	}
	blocks := []block{{lines: wrapText(q.Title, f.textWidth(), f.styles.title)}, note(r.notice(), f)}
	if f.height >= tallHeight {
		blocks = append(blocks, gap())
	}
	own := r.state.Own
	if own == "" && r.state.Phase != workshop.Voting {
		own = r.state.Before
	}
	blocks = append(blocks, r.options(q, string(own), r.state.Phase == workshop.Voting, f)...)
	if r.state.Phase == workshop.Counted {
		blocks = append(blocks, gap(), note(roomVoters(r.state), f))
	}
	return blocks
}

// options lists the answers, with their numbers and a mark on one's own.
func (r *RoomSeat) options(q *workshop.Question, own string, open bool, f canvas) []block {
	var blocks []block
	for i, o := range q.Options {
		mark, style := openMark, f.styles.text
		if string(o.Value) == own && own != "" {
			mark, style = recommendedMark, f.styles.selected
		}
		head := f.styles.accent.Render(mark) + " "
		if i < 9 {
			head += f.styles.dim.Render(strconv.Itoa(i+1)) + " "
		}
		b := block{lines: hangText(o.Label, f.textWidth(), head, style)}
		if o.Help != "" && f.height >= tallHeight {
			b.lines = append(b.lines, hangText(o.Help, f.textWidth(), "    ", f.styles.dim)...)
		}
		if open {
			b.do = roomSaid{fact: q.Fact, said: string(o.Value)}
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// result is what the room said, then where one's own answer leads.
func (r *RoomSeat) result(f canvas) []block {
	s := r.state
	if s.Question == nil {
		return append(roomBranches(r.guide, s, f), roomStory(s.Exercise, f)...)
	}
	blocks := []block{{lines: wrapText(s.Question.Title, f.textWidth(), f.styles.title)}}
	if s.Own == "" {
		blocks = append(blocks, note(wordRoomNone, f))
	}
	if s.Phase == workshop.Revealed && len(s.Endings) == 0 {
		blocks = append(blocks, note(wordRoomDiscuss, f))
	}
	blocks = append(blocks, roomOutcome(r.guide, s, f)...)
	return append(blocks, roomEndings(r.guide, s, f)...)
}

// walk is one's own way through the conflict.
func (r *RoomSeat) walk(f canvas) []block {
	s := r.state
	var where []block
	if s.Phase == workshop.Mapped {
		where = append([]block{gap(), heading(wordRoomWhere, f)}, roomMap(s, f)...)
	}
	if q := r.asked(); q != nil {
		blocks := []block{{lines: wrapText(q.Title, f.textWidth(), f.styles.title)}, note(wordRoomWalk, f)}
		blocks = append(blocks, r.options(q, r.saidBefore(q.Fact), true, f)...)
		unsure := hangText(say.Unsure, f.textWidth(), f.styles.accent.Render(openMark)+" "+f.styles.dim.Render("0")+" ", f.styles.text)
		blocks = append(blocks, block{lines: unsure, do: roomSaid{fact: q.Fact, said: string(decision.Unknown)}})
		return append(append(blocks, where...), roomStory(s.Exercise, f)...)
	}
	if len(where) > 0 {
		where = append(where[1:], gap())
	}
	return append(append(where, r.arrival(f)...), section(wordRoomPath, r.path(f), f)...)
}

// saidBefore is what one answered to a question already on the path.
func (r *RoomSeat) saidBefore(f decision.Fact) string {
	for _, p := range r.state.Walk.Path {
		if p.Question.Fact == f {
			return string(p.Value)
		}
	}
	return ""
}

// arrival is the step one's own answers lead to, and its legal basis.
func (r *RoomSeat) arrival(f canvas) []block {
	v := r.state.Verdict
	if v.Step == nil {
		blocks := []block{heading(say.Missing, f), plainText(say.MissingHelp, f)}
		for _, d := range v.Depends {
			blocks = append(blocks, block{
				lines: hangText(d.Question.Title, f.textWidth(), f.styles.accent.Render("•")+" ", f.styles.text),
				do:    roomSaid{fact: d.Question.Fact, back: true},
			})
		}
		return blocks
	}
	blocks := roomVerdict(r.guide, v.Step, v.Reasons, wordRoomArrived, f)
	if e := r.state.Exercise; r.state.Phase == workshop.Mapped && v.Step.ID != e.Step {
		blocks = append([]block{fact("Étape attendue", r.guide.Step(e.Step).Title, f.styles.strong, f), gap()}, blocks...)
	}
	return blocks
}

// roomVerdict is a step, why it comes, and the texts it rests on.
func roomVerdict(g *decision.Guide, s *decision.Step, reasons []decision.Reason, above string, f canvas) []block {
	blocks := essential(g, s, above, f)
	blocks = append(blocks, section(say.ReasonsTitle, reasonBlocks(g.Question, reasons, f), f)...)
	var bases []block
	for _, c := range s.Bases {
		if b := g.Basis(c.Basis); b != nil {
			lines := hangText(b.Reference, f.textWidth(), f.styles.accent.Render("•")+" ", f.styles.strong)
			bases = append(bases, block{lines: append(lines, hangText(b.Summary.String(), f.textWidth(), "  ", f.styles.text)...)})
		}
	}
	return still(append(blocks, section(say.TextsTitle, bases, f)...))
}

// path lists one's own answers: choosing one goes back to it.
func (r *RoomSeat) path(f canvas) []block {
	var blocks []block
	for _, p := range r.state.Walk.Path {
		b := replyBlock(p, say.Reply(p), nil, f)
		if !p.Deduced {
			b.do = roomSaid{fact: p.Question.Fact, back: true}
		}
		blocks = append(blocks, b)
	}
	return blocks
}
