package tui

import (
	"compromis/decision"
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
	r := &reading{page: newPage(true), verb: keyCompare, about: wordRoutes}
	r.blocks = func(f frame) []block {
		routes := f.guide.Toward(f.answers, s.ID)
		blocks := []block{{lines: wrapText(s.Title, f.textWidth(), f.styles.title)}}
		if len(routes) == 0 {
			return append(blocks, plainText(wordNoRoute, f.canvas))
		}
		blocks = append(blocks, note(wordRoutesHelp, f.canvas))
		for _, route := range routes {
			blocks = append(blocks, gap(), w.routeBlock(route, f))
		}
		return blocks
	}
	return r
}

// routeBlock is a route: what would be otherwise, what there would still be to
// say, and why that leads there. Choosing it compares.
func (w *whatIf) routeBlock(r decision.Route, f frame) block {
	after := taking(f.guide, f.answers, r)
	walk := f.guide.Walk(after)
	b := block{do: turning(func(frame) { w.compare(after) })}
	for _, part := range []struct {
		title string
		said  []decision.Setting
	}{{wordRouteIf, r.Changes}, {wordRouteAsked, r.Asked}} {
		if len(part.said) == 0 {
			continue
		}
		b.lines = append(b.lines, wrapText(part.title, f.textWidth(), f.styles.heading)...)
		for _, s := range part.said {
			q := f.guide.AskedOn(walk, s.Fact)
			text := q.Name + nbsp + ": " + say.Value(q, string(s.Value))
			b.lines = append(b.lines, hangText(text, f.textWidth(), f.styles.accent.Render("•")+" ", f.styles.text)...)
		}
	}
	for _, why := range swing(f.guide, f.answers, after, otherwise(f.guide, f.answers, after)) {
		if why.Text != "" {
			b.lines = append(b.lines, hangText(french.Capital(why.Text)+".", f.textWidth(), "→ ", f.styles.dim)...)
		}
	}
	return b
}
