package tui

import (
	"time"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newBasis shows a legal text in full.
func newBasis(id string) *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: "Un texte", live: true}
	r.blocks = func(f frame) []draw.Block {
		b := f.guide.Basis(id)
		width := f.TextWidth()
		blocks := []draw.Block{
			{Lines: draw.Wrap(b.Title, width, f.Styles.Title)},
			{Lines: draw.Wrap(b.Reference, width, f.Styles.Strong)},
		}
		if aged := say.Aged(b); aged != "" {
			blocks = append(blocks, draw.Block{Lines: draw.Wrap(french.Capital(aged)+".", width, f.Styles.Caution)})
		}
		blocks = append(blocks, draw.Gap())
		blocks = append(blocks, draw.Text(b.Summary, width, f.Styles)...)
		blocks = append(blocks, draw.Parts(say.Basis(b), f.Frame)...)
		blocks = append(blocks, draw.Gap(),
			draw.Fact("En vigueur", inForce(b.InForce), f.Styles.Text, f.Frame),
			draw.Fact("Lecture", say.Read(b), f.Styles.Text, f.Frame),
			draw.Fact("Consulté le", readOn(b.ReadOn), f.Styles.Text, f.Frame),
			draw.Fact("Confiance", confidence(b.Confidence), f.Styles.Text, f.Frame))
		if b.Identifier != "" {
			blocks = append(blocks, draw.Fact("Identifiant", b.Identifier, f.Styles.Text, f.Frame))
		}
		if b.Link != "" {
			blocks = append(blocks, draw.Fact("Lien", b.Link, f.Styles.Text, f.Frame))
		}
		return blocks
	}
	return r
}

func inForce(since decision.PartialDate) string {
	switch len(since) {
	case 0:
		return french.Since(string(since))
	case len("2006-01-02"):
		return "depuis le " + french.Since(string(since))
	default:
		return "depuis " + french.Since(string(since))
	}
}

// confidence says in words how well a text was checked.
func confidence(c decision.Confidence) string {
	return string(c) + french.NBSP + ": " + french.Small(say.Grade(c))
}

// causeSheets returns what applies to the cause and the client of the case.
func causeSheets(f frame) []decision.CauseSheet {
	cause, client := causeAndClient(f)
	if c := f.guide.Cause(cause); c != nil {
		return c.For(client)
	}
	return nil
}

func causeAndClient(f frame) (cause, client decision.Value) {
	for _, r := range f.guide.Walk(f.answers).Path {
		switch r.Question.Fact {
		case decision.FactCause:
			cause = r.Value
		case decision.FactClient:
			client = r.Value
		}
	}
	return cause, client
}

// newCauseOfCase shows what the business owes and the client may claim, for
// the cause and the client of the case.
func newCauseOfCase() *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: wordCauseOf, live: true}
	r.blocks = func(f frame) []draw.Block {
		cause, client := causeAndClient(f)
		return causeBlocks(cause, client, f)
	}
	return r
}

// newCausePage shows the whole sheet of a cause.
func newCausePage(cause decision.Value) *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: wordCauseOf, live: true}
	r.blocks = func(f frame) []draw.Block { return causeBlocks(cause, "", f) }
	return r
}

func causeBlocks(cause, client decision.Value, f frame) []draw.Block {
	c := f.guide.Cause(cause)
	if c == nil {
		return []draw.Block{draw.Plain("La cause du conflit n’est pas connue.", f.Frame)}
	}
	width := f.TextWidth()
	blocks := []draw.Block{{Lines: draw.Wrap(c.Title, width, f.Styles.Title)}, draw.Plain(c.Summary, f.Frame)}
	for _, s := range c.For(client) {
		blocks = append(blocks, draw.Gap(), draw.Block{Lines: draw.Wrap("Client"+french.NBSP+": "+s.Title, width, f.Styles.Title)})
		blocks = append(blocks, draw.Text(s.Intro, width, f.Styles)...)
		blocks = append(blocks, draw.Parts(say.Sheet(s), f.Frame)...)
		blocks = append(blocks, draw.Section(say.TextsTitle, draw.Citations(f.guide, s.Bases, f.Frame), f.Frame)...)
	}
	return blocks
}

// newArticle shows what the article said and what the law says.
func newArticle() *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: "L’article et le droit", live: true}
	r.blocks = func(f frame) []draw.Block {
		a, width := f.guide.Article, f.TextWidth()
		blocks := []draw.Block{{Lines: draw.Wrap(a.Title, width, f.Styles.Title)}}
		blocks = append(blocks, draw.Text(a.Intro, width, f.Styles)...)
		for _, c := range a.Corrections {
			blocks = append(blocks, draw.Gap(), draw.Heading(c.Title+" ("+c.Verdict+")", f.Frame),
				draw.Block{Lines: draw.Wrap("L’article"+french.NBSP+": "+c.Said, width, f.Styles.Dim)},
				draw.Block{Lines: draw.WrapLine(c.Law, width, f.Styles.Strong.Render("Le droit"+french.NBSP+":")+" ", "", f.Styles)})
			blocks = append(blocks, draw.Citations(f.guide, c.Bases, f.Frame)...)
		}
		return blocks
	}
	return r
}

// readOn is the day a text was read.
func readOn(day time.Time) string {
	if day.IsZero() {
		return "pas encore"
	}
	return french.Date(day)
}
