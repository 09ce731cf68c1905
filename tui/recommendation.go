package tui

import (
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/say"
)

// stepPage is the heart of the program: what to do now, and how to do it. What must
// be seen in five seconds comes first: the step and its acts, what it costs, how long
// it takes, what it is worth, on which text it rests.
type stepPage struct {
	reading
	acts    []stepAct // those of the case as it was last laid out, the main one first
	preview preview   // of its letter, beside it
	relaid  bool      // since the preview was
}

func newRecommendation() *stepPage {
	s := &stepPage{}
	s.reading = reading{Page: draw.NewPage(true), blocks: s.lay, verb: draw.KeyOpen, aside: true, about: "Votre étape", stage: true}
	s.extra = []shortcut{
		{key: keyClosed, do: func() action { return open{newClosed()} }},
		{key: keyFolder, do: func() action { return open{newFolder()} }},
		{key: keyChanges, do: func() action { return open{newWhatIf()} }},
		{key: keyBases, do: func() action { return open{newBases()} }},
		{key: keyCause, do: func() action { return open{newCauseOfCase()} }},
		{key: keyRecap, do: func() action { return open{newRecap()} }},
		{key: keyMap, do: func() action { return open{newMap()} }},
	}
	return s
}

// settled returns the blocks of the page, once its letter is beside it.
func (s *stepPage) settled(f frame) []draw.Block {
	blocks := s.content(f)
	if s.relaid || len(s.acts) > 0 && s.preview.room != f.Width { // the page may keep its width when the window does not
		s.relaid = false
		s.preview.lay(s.acts[0].letter, f)
	}
	return blocks
}

func (s *stepPage) view(f frame) string {
	blocks := s.settled(f)
	if s.preview.of == nil {
		return s.reading.view(f)
	}
	return beside(s.Page.View(blocks, s.frame(f).Frame), s.preview.panel, f)
}

// keys are what Enter does, then the acts, then what is one key away.
func (s *stepPage) keys(f frame) []key.Binding {
	blocks := s.settled(f)
	on, buttons := s.Focused(blocks)
	_, box := s.On(blocks).(tick)
	all := s.reading.keys(f)
	var first, last []key.Binding
	switch {
	case buttons:
		first, all, last = []key.Binding{draw.Bind("entrée", on.Key.Help().Desc, "enter")}, all[1:], []key.Binding{keyAlong}
	case box:
		all = slices.DeleteFunc(all[1:], func(k key.Binding) bool { return k.Help() == draw.KeyPageDn.Help() })
		if first = []key.Binding{keyTickHere, keyTick}; s.follow(blocks, f) != nil {
			last = append(last, keyFollow)
		}
	case s.Chosen():
		first, all = all[:1], all[1:]
	}
	if s.preview.of != nil {
		last = append(last, keyPreview)
	}
	var acts []key.Binding
	for _, a := range s.acts {
		if a.aside || buttons && a.key.Help() == on.Key.Help() {
			last = append(last, a.key)
		} else {
			acts = append(acts, a.key)
		}
	}
	return slices.Concat(first, acts, all, append(last, keyTickAny))
}

func (s *stepPage) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	blocks := s.settled(f)
	if s.preview.update(msg, f) {
		return nil, nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok {
		if key.Matches(press, keyAlong) && s.OnButtons(blocks) {
			by := 1
			if key.Matches(press, keyAlongBack) {
				by = -1
			}
			s.Along(by, blocks, s.frame(f).Frame)
			return nil, nil
		}
		if t := s.ticked(press, blocks); t != nil {
			s.Reveal(t, blocks, s.frame(f).Frame)
			return t, nil
		}
		if key.Matches(press, keyFollow) {
			return s.follow(blocks, f), nil
		}
		for _, a := range s.acts {
			if key.Matches(press, a.key) {
				return s.done(a.do, f), nil
			}
		}
	}
	asked, cmd := s.reading.update(msg, f)
	return s.done(asked, f), cmd
}

// done carries out what only moves the page.
func (s *stepPage) done(asked action, f frame) action {
	if turn, ok := asked.(turn); ok {
		return turn(s.frame(f))
	}
	return asked
}

// lay draws the page: where one stands, the acts, the facts, and how to go about it.
func (s *stepPage) lay(f frame) []draw.Block {
	v := f.guide.Verdict(f.answers)
	if v.Step == nil {
		return nil
	}
	var blocks []draw.Block
	if changed := say.Changed(f.guide, f.kase.Former, f.answers); changed != "" {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(changed, f.TextWidth(), f.Styles.Caution)}, draw.Gap())
	}
	now := f.kase.Standing(f.guide, f.today())
	s.acts, s.relaid = s.actsOf(v.Step, now, f), true
	blocks = append(blocks, stepBanner(v.Step, now, f))
	if f.Airy() {
		blocks = append(blocks, draw.Gap())
	}
	blocks = append(blocks, draw.Row(buttonsOf(s.acts), f.Frame)...)
	if recalled := say.Recalled(f.kase.Deadlines(f.guide, f.today()), v.Step, f.today()); recalled != "" {
		blocks = append(blocks, draw.Note(recalled, f.Frame))
	}
	for _, b := range heldOtherwise(f) {
		blocks = append(blocks, draw.Gap(), b)
	}
	blocks = append(blocks, refundBlocks(f)...)
	if f.Airy() {
		blocks = append(blocks, draw.Gap())
	}
	told := f.guide.Told(v.Step, f.answers)
	blocks = append(blocks, draw.Facts(f.guide, told, f.Frame)...)
	blocks = append(blocks, roadBlocks(f)...)
	blocks = append(blocks, stepBody(told, say.Owed(f.guide, f.answers), true, f)...)
	return append(blocks, draw.Section(wordMore, more(f), f.Frame)...)
}

// more lists what is one key away.
func more(f frame) []draw.Block {
	closed, later := 0, 0
	for _, p := range f.guide.Places(f.answers) {
		switch p.Standing {
		case decision.Closed:
			closed++
		case decision.Later:
			later++
		}
	}
	item := func(key, text string, s screen) draw.Block { return draw.Choice(key+"  "+text, "", open{s}, f.Frame) }
	return []draw.Block{
		item("m", wordFolder, newFolder()),
		item("v", fmt.Sprintf("%s (%d fermées, %d plus tard)", wordClosedTitle, closed, later), newClosed()),
		item("c", say.ChangesTitle, newWhatIf()),
		item("f", say.TextsTitle, newBases()),
		item("d", wordCauseOf, newCauseOfCase()),
		item("r", wordRecap, newRecap()),
		draw.Note(say.NotAdvice+" "+say.Content(f.guide), f.Frame),
	}
}

// stepBody is the rest of the page of a step. What the business owes comes
// before how to go about it, which one ticks on the page of a case.
func stepBody(s *decision.Step, owed []say.Part, boxes bool, f frame) []draw.Block {
	width := f.TextWidth()
	var blocks []draw.Block
	if !f.Airy() {
		blocks = append(blocks, draw.Gap(), draw.Plain(s.Summary, f.Frame))
	}
	for _, p := range actFirst(say.Body(f.guide, s, owed, f.today())) {
		if boxes && p.Title == say.HowToTitle {
			blocks = append(blocks, checklist(s, p.Text, f)...)
		} else {
			blocks = append(blocks, draw.Parts([]say.Part{p}, f.Frame)...)
		}
	}
	blocks = append(blocks, draw.Section(say.AlsoTitle, draw.Rows(draw.LabelWidth, say.Also(s.Brief), f.Styles.Text, f.Frame), f.Frame)...)
	blocks = append(blocks, draw.Section(say.TextsTitle, draw.Citations(f.guide, s.Bases, f.Frame), f.Frame)...)
	var neighbours []draw.Block
	for _, l := range s.Neighbours {
		mark := f.Styles.Accent.Render("•") + " "
		neighbours = append(neighbours, draw.Block{Lines: draw.WrapLine(l, width, mark, "  ", f.Styles), Lead: draw.Follow(l)})
	}
	return append(blocks, draw.Section(say.NeighboursTitle, neighbours, f.Frame)...)
}

// actFirst puts why one does it after how to: on the page of a step one acts first.
func actFirst(parts []say.Part) []say.Part {
	why := slices.IndexFunc(parts, func(p say.Part) bool { return p.Title == say.WhyNowTitle })
	after := slices.IndexFunc(parts, func(p say.Part) bool { return p.Title == say.DocumentsTitle })
	if why < 0 || after < why {
		return parts
	}
	return slices.Concat(parts[:why], parts[why+1:after], parts[why:why+1], parts[after:])
}

// newStepPage returns the page of a step that is not the recommended one.
func newStepPage(id string) *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: "Une autre voie"}
	r.blocks = func(f frame) []draw.Block {
		s := f.guide.Told(f.guide.Step(id), f.answers)
		return append(draw.Head(f.guide, s, "", f.Frame), stepBody(s, nil, false, f)...)
	}
	return r
}
