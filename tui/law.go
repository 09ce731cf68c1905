package tui

import (
	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newBasis shows a legal text in full.
func newBasis(id string) *reading {
	r := &reading{page: newPage(false), verb: keyOpen, about: "Un texte"}
	r.blocks = func(f frame) []block {
		b := f.guide.Basis(id)
		width := f.textWidth()
		blocks := []block{
			{lines: wrapText(b.Title, width, f.styles.title)},
			{lines: wrapText(b.Reference, width, f.styles.strong)}, gap(),
		}
		blocks = append(blocks, textBlocks(b.Summary, width, f.styles)...)
		blocks = append(blocks, section("Ce qui a changé", textBlocks(b.Changed, width, f.styles), f.canvas)...)
		blocks = append(blocks, section("À confirmer"+nbsp+": "+say.Disputed, textBlocks(b.Disputed, width, f.styles), f.canvas)...)
		blocks = append(blocks, section("À confirmer"+nbsp+": "+say.Unread, textBlocks(b.Unread, width, f.styles), f.canvas)...)
		blocks = append(blocks, gap(),
			fact("En vigueur", inForce(b.InForce), f.styles.text, f.canvas),
			fact("Lecture", say.Read(b), f.styles.text, f.canvas),
			fact("Confiance", confidence(b.Confidence), f.styles.text, f.canvas))
		if b.Link != "" {
			blocks = append(blocks, fact("Lien", b.Link, f.styles.text, f.canvas))
		}
		return blocks
	}
	return r
}

func inForce(since decision.PartialDate) string {
	switch len(since) {
	case 0:
		return french.Since(since)
	case len("2006-01-02"):
		return "depuis le " + french.Since(since)
	default:
		return "depuis " + french.Since(since)
	}
}

// confidence says in words how well a text was checked.
func confidence(c decision.Confidence) string {
	switch c {
	case decision.ConfidenceA:
		return "A, bonne : source officielle ou deux sources récentes concordantes"
	case decision.ConfidenceB:
		return "B, à confirmer : une seule source, ou des sources secondaires"
	default:
		return "C, à confirmer : pas encore vérifié"
	}
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
	r := &reading{page: newPage(false), verb: keyOpen, about: wordCauseOf}
	r.blocks = func(f frame) []block {
		cause, client := causeAndClient(f)
		return causeBlocks(cause, client, f)
	}
	return r
}

// newCausePage shows the whole sheet of a cause.
func newCausePage(cause decision.Value) *reading {
	r := &reading{page: newPage(false), verb: keyOpen, about: wordCauseOf}
	r.blocks = func(f frame) []block { return causeBlocks(cause, "", f) }
	return r
}

func causeBlocks(cause, client decision.Value, f frame) []block {
	c := f.guide.Cause(cause)
	if c == nil {
		return []block{plainText("La cause du conflit n’est pas connue.", f.canvas)}
	}
	width := f.textWidth()
	blocks := []block{{lines: wrapText(c.Title, width, f.styles.title)}, plainText(c.Summary, f.canvas)}
	for _, s := range c.For(client) {
		blocks = append(blocks, gap(), block{lines: wrapText("Client"+nbsp+": "+s.Title, width, f.styles.title)})
		blocks = append(blocks, textBlocks(s.Intro, width, f.styles)...)
		for _, part := range []struct {
			title string
			text  decision.Text
		}{
			{"Ce que vous devez", s.Duties}, {"Ce que le client peut exiger", s.Claims}, {"Délais", s.Deadlines},
			{"Sanctions", s.Penalties}, {"Compromis usuels", s.Compromises},
		} {
			blocks = append(blocks, section(part.title, textBlocks(part.text, width, f.styles), f.canvas)...)
		}
		blocks = append(blocks, section(say.TextsTitle, citationBlocks(f.guide, s.Bases, f.canvas), f.canvas)...)
	}
	return blocks
}

// newArticle shows what the article said and what the law says.
func newArticle() *reading {
	r := &reading{page: newPage(false), verb: keyOpen, about: "L’article et le droit"}
	r.blocks = func(f frame) []block {
		a, width := f.guide.Article, f.textWidth()
		blocks := []block{{lines: wrapText(a.Title, width, f.styles.title)}}
		blocks = append(blocks, textBlocks(a.Intro, width, f.styles)...)
		for _, c := range a.Corrections {
			blocks = append(blocks, gap(), heading(c.Title+" ("+c.Verdict+")", f.canvas),
				block{lines: wrapText("L’article"+nbsp+": "+c.Said, width, f.styles.dim)},
				block{lines: wrapLine(c.Law, width, f.styles.strong.Render("Le droit"+nbsp+":")+" ", "", f.styles)})
			blocks = append(blocks, citationBlocks(f.guide, c.Bases, f.canvas)...)
		}
		return blocks
	}
	return r
}
