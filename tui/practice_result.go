package tui

import (
	"io"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/paper"
)

// newResult is what came of the series so far, which one may write in a file.
func (p *practice) newResult() *document {
	d := newDocument(wordResult, "exercices", p.result)
	for i, format := range paper.Formats() {
		d.acts[i].do = func(f frame) action {
			return export{
				name:  fileName(format, d.name, string(f.today())),
				write: func(w io.Writer) error { return paper.Write(w, format, p.result(f)) },
			}
		}
	}
	d.extra = []shortcut{{key: keyNewSeries, do: doing(func(frame) { p.push(p.newForget()) })}}
	return d
}

// newForget asks before the series is forgotten.
func (p *practice) newForget() *confirm {
	forget := turning(func(frame) {
		clear(p.series)
		p.stack = p.stack[:1]
	})
	return &confirm{about: wordNewSeries, ask: wordNewSeriesAsk, yes: wordNewSeriesYes, no: wordNewSeriesNo, then: forget, agreed: true}
}

// result tells the series: each exercise right or wrong, each point of law met
// or missed.
func (p *practice) result(f frame) paper.Paper {
	var cases, missed, seen, left []decision.Line
	right := 0
	for i := range f.guide.Exercises {
		e := &f.guide.Exercises[i]
		a, done := p.series[e.ID]
		point := paper.Labelled(e.Title, strings.ReplaceAll(e.Point.String(), "\n", " "))
		switch {
		case !done:
			left = append(left, paper.Words(e.Title))
			continue
		case a.right(e):
			right++
			seen = append(seen, point)
		default:
			missed = append(missed, point)
		}
		cases = append(cases, p.line(e, a, f))
	}
	var told paper.Paper
	told.Title(1, "S’exercer"+nbsp+": résultat du "+french.Date(f.answers.Today()))
	told.Paragraph(paper.Words(french.Plural(len(cases), "cas fait", "cas faits") + ", " + french.Plural(right, "juste", "justes") + "."))
	for _, part := range []struct {
		title string
		lines []decision.Line
	}{{"Cas par cas", cases}, {"Points manqués", missed}, {"Points vus", seen}, {"Restent à faire", left}} {
		told.Part(2, part.title, paper.List(decision.Bullets, part.lines...))
	}
	return told
}

// line tells an exercise: right or wrong, and the steps.
func (p *practice) line(e *decision.Exercise, a attempt, f frame) decision.Line {
	yours, expected := wordNoStep, f.guide.Step(e.Step).Title
	if a.step != nil {
		yours = a.step.Title
	}
	steps := "Votre étape" + nbsp + ": " + yours + ". Étape attendue" + nbsp + ": " + expected + "."
	if a.right(e) {
		steps = "Étape" + nbsp + ": " + expected + "."
	}
	return decision.Line{{Text: e.Title + nbsp + ": "}, {Text: p.state(e), Strong: true}, {Text: ". " + steps}}
}
