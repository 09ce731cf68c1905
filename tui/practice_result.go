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
func (p *practice) result(f frame) string {
	var cases, missed, seen, left []string
	right := 0
	for i := range f.guide.Exercises {
		e := &f.guide.Exercises[i]
		a, done := p.series[e.ID]
		point := "- **" + e.Title + "**" + nbsp + ": " + strings.ReplaceAll(e.Point.String(), "\n", " ")
		switch {
		case !done:
			left = append(left, "- "+e.Title)
			continue
		case a.right(e):
			right++
			seen = append(seen, point)
		default:
			missed = append(missed, point)
		}
		cases = append(cases, p.line(e, a, f))
	}
	total := french.Plural(len(cases), "cas fait", "cas faits") + ", " + french.Plural(right, "juste", "justes") + "."
	text := []string{"# S’exercer" + nbsp + ": résultat du " + french.Date(f.answers.Today()), "", total}
	for _, part := range []struct {
		title string
		lines []string
	}{{"Cas par cas", cases}, {"Points manqués", missed}, {"Points vus", seen}, {"Restent à faire", left}} {
		if len(part.lines) > 0 {
			text = append(append(text, "", "## "+part.title, ""), part.lines...)
		}
	}
	return strings.Join(text, "\n")
}

// line tells an exercise: right or wrong, and the steps.
func (p *practice) line(e *decision.Exercise, a attempt, f frame) string {
	yours, expected := wordNoStep, f.guide.Step(e.Step).Title
	if a.step != nil {
		yours = a.step.Title
	}
	told := "- " + e.Title + nbsp + ": **" + p.state(e) + "**. "
	if a.right(e) {
		return told + "Étape" + nbsp + ": " + expected + "."
	}
	return told + "Votre étape" + nbsp + ": " + yours + ". Étape attendue" + nbsp + ": " + expected + "."
}
