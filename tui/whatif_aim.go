package tui

import (
	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newAim chooses a step one would like, to see what would lead to it.
func (w *whatIf) newAim() *finder {
	return newStepFinder(wordAim, wordAimHelp, func(s *decision.Step) action {
		return turning(func(frame) { w.push(w.newRoutes(s)) })
	})
}

// newRoutes lists the smallest changes that lead to a step.
func (w *whatIf) newRoutes(s *decision.Step) *reading {
	r := &reading{Page: draw.NewPage(true), verb: keyCompare, about: wordRoutes}
	r.blocks = func(f frame) []draw.Block {
		routes := f.guide.Toward(f.answers, s.ID)
		blocks := []draw.Block{{Lines: draw.Wrap(s.Title, f.TextWidth(), f.Styles.Title)}}
		if len(routes) == 0 {
			return append(blocks, draw.Plain(wordNoRoute, f.Frame))
		}
		blocks = append(blocks, draw.Note(wordRoutesHelp, f.Frame))
		for _, route := range routes {
			blocks = append(blocks, draw.Gap(), w.routeBlock(route, f))
		}
		return blocks
	}
	return r
}

// routeBlock is a route: what would be otherwise, what there would still be to
// say, and why that leads there. Choosing it compares.
func (w *whatIf) routeBlock(r decision.Route, f frame) draw.Block {
	after := taking(f.guide, f.answers, r)
	walk := f.guide.Walk(after)
	b := draw.Block{Lead: turning(func(frame) { w.compare(after) })}
	for _, part := range []struct {
		title string
		said  []decision.Setting
	}{{wordRouteIf, r.Changes}, {wordRouteAsked, r.Asked}} {
		if len(part.said) == 0 {
			continue
		}
		b.Lines = append(b.Lines, draw.Wrap(part.title, f.TextWidth(), f.Styles.Heading)...)
		for _, s := range part.said {
			q := f.guide.AskedOn(walk, s.Fact)
			text := q.Name + nbsp + ": " + say.Value(q, string(s.Value))
			b.Lines = append(b.Lines, draw.Hang(text, f.TextWidth(), f.Styles.Accent.Render("•")+" ", f.Styles.Text)...)
		}
	}
	for _, why := range swing(f.guide, f.answers, after, otherwise(f.guide, f.answers, after)) {
		if why.Text != "" {
			b.Lines = append(b.Lines, draw.Hang(french.Capital(why.Text)+".", f.TextWidth(), "→ ", f.Styles.Dim)...)
		}
	}
	return b
}
