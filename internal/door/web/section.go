package web

import (
	"strconv"

	el "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"compromis/decision"
	"compromis/internal/say"
)

// This file lays out what a page tells: stories, results, where answers lead.

// draw draws the section that comes at this place.
func (s section) draw(place int) el.Node {
	switch {
	case s.Folded:
		return h.Details(h.ID("d"+strconv.Itoa(place)), h.Summary(el.Text(s.Title)), h.Div(s.told()))
	case s.Title != "":
		return el.Group{h.H2(el.Text(s.Title)), s.told()}
	}
	return s.told()
}

func (s section) told() el.Node {
	all := el.Group{el.Map(s.Lines, func(line string) el.Node { return h.P(el.Text(line)) }), prose(s.Text)}
	if len(s.Bars) > 0 {
		all = append(all, h.Ol(h.Class("tally"), el.Map(s.Bars, func(b bar) el.Node { return b.draw(!s.Map) })))
	}
	all = append(all, rows(s.Rows), el.Map(s.Ends, ending.draw))
	if len(s.Links) > 0 {
		all = append(all, h.Ul(h.Class("path"), el.Map(s.Links, link.draw)))
	}
	return all
}

// prose is a text of the content.
func prose(t decision.Text) el.Node {
	return el.Map(t, func(b decision.Block) el.Node {
		if b.List == decision.Paragraph {
			return el.Map(b.Lines, func(l decision.Line) el.Node { return h.P(spans(l)) })
		}
		return h.Ul(el.Map(b.Lines, func(l decision.Line) el.Node { return h.Li(spans(l)) }))
	})
}

func spans(l decision.Line) el.Node {
	return el.Map(l, func(s decision.Span) el.Node {
		switch {
		case s.Strong:
			return h.Strong(el.Text(s.Text))
		case s.Emph:
			return h.Em(el.Text(s.Text))
		}
		return el.Text(s.Text)
	})
}

// draw draws a bar; numbered, with the number of the answer.
func (b bar) draw(numbered bool) el.Node {
	said := el.Group{h.Class("said")}
	if numbered {
		said = append(said, h.B(el.Text(itoa(b.Number))), el.Text(" "))
	}
	said = append(said, el.Text(b.Label))
	if b.Right {
		why := "✓ attendue"
		if b.Told {
			why = "✓ ce que dit l’histoire"
		}
		said = append(said, el.Text(" "), h.Span(h.Class("tag ok"), el.Text(why)))
	}
	if b.Mine {
		said = append(said, el.Text(" "), h.Span(h.Class("tag"), el.Text("la vôtre")))
	}
	one := el.Group{h.Span(said...), el.Text("\n")}
	if b.Right {
		one = append(one, h.Class("right"))
	}
	for _, c := range b.Counts {
		one = append(one, c.draw())
	}
	if b.Shifted != "" {
		one = append(one, h.Span(h.Class("shift"), el.Text(b.Shifted)))
	}
	return h.Li(one)
}

func (c count) draw() el.Node {
	all := el.Group{gauge(c.N, c.All), h.Span(h.Class("n"), el.Text(itoa(c.N)), h.Small(el.Text(" sur "+itoa(c.All))))}
	if c.Name != "" {
		all = append(el.Group{h.Span(h.Class("round"), el.Text(c.Name))}, all...)
	}
	return all
}

// draw is how many are there, or have answered.
func (c counted) draw() el.Node {
	if c.Said == "" {
		return nil
	}
	all := el.Group{h.P(h.Class("count"), el.Text(c.Said))}
	if c.All > 0 {
		all = append(all, gauge(c.Voters, c.All))
	}
	return all
}

// gauge shows a part of a whole.
func gauge(part, whole int) el.Node {
	width := 0
	if whole > 0 {
		width = 1000 * part / whole
	}
	return h.SVG(h.Class("gauge"), el.Attr("viewBox", "0 0 1000 10"), el.Attr("preserveAspectRatio", "none"), h.Aria("hidden", "true"), el.Attr("focusable", "false"),
		el.El("rect", h.Width(itoa(width)), h.Height("10")))
}

func rows(all []say.Row) el.Node {
	if len(all) == 0 {
		return nil
	}
	return h.Dl(el.Map(all, func(r say.Row) el.Node { return el.Group{h.Dt(el.Text(r.Label)), h.Dd(el.Text(r.Text))} }))
}

func (e ending) draw() el.Node {
	card := el.Group{h.Class("card"), paragraph("answer", e.Answer)}
	if e.Leads != "" {
		card = append(card, h.P(el.Text("→ "+e.Leads)))
	}
	if e.Expected {
		card = append(card, paragraph("worth good", e.Worth, el.Text("✓ ")))
	} else {
		card = append(card, paragraph("worth", e.Worth))
	}
	if len(e.Why) > 0 {
		card = append(card, h.Ul(el.Map(e.Why, why.draw)))
	}
	if e.Summary != "" {
		card = append(card, h.P(el.Text(e.Summary)))
	}
	card = append(card, rows(e.Rows))
	if len(e.Texts) > 0 {
		card = append(card, rows(e.Texts[:1]))
	}
	if more := e.More(); len(more) > 0 {
		card = append(card, h.Details(h.ID("textes"), h.Summary(el.Text("Sur quels autres textes")), h.Div(rows(more))))
	}
	return h.Div(card...)
}

func (w why) draw() el.Node {
	one := el.Group{el.Text(w.Answer)}
	for _, more := range []string{w.Rule, w.Reference} {
		if more != "" {
			one = append(one, h.Br(), h.Span(h.Class("quiet"), el.Text(more)))
		}
	}
	return h.Li(one)
}

func (l link) draw() el.Node {
	name := el.Text(l.Name)
	if l.Fact != "" {
		name = h.A(h.Href("/?revoir="+l.Fact), name)
	}
	one := el.Group{name}
	if l.Said != "" {
		one = append(one, h.Span(el.Text(l.Said)))
	}
	return h.Li(one)
}
