package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// This file draws a question: what is around its field.

func (q *question) view(f frame) string {
	if !q.ready() {
		return ""
	}
	page := f.narrow()
	lines := append(q.head(page), q.fieldLines(page)...)
	lines = append(lines, q.foot(page)...)
	why := q.reason(page)
	if f.blind || f.Wide() {
		lines = fitting(lines, why, page.Height)
	} else {
		lines = q.overRoad(lines, why, page)
	}
	if f.blind || !f.Wide() {
		return joinLines(lines)
	}
	return beside(joinLines(lines), func(f frame) []string { return roadPanel(f.road(q.fact), f) }, f)
}

// wholeQuestion is a height at which every answer of a question is in sight.
const wholeQuestion = 200

// questionBlocks are a question as it is asked, with all that is said of it.
func questionBlocks(asked *decision.Question, f frame) []draw.Block {
	q := newQuestion(asked.Fact, "", false)
	q.list = asked.Kind == decision.Choice
	f.Width, f.Height = f.Width-2*draw.Gutter, wholeQuestion // it stands in a page already
	q.build(f)
	return []draw.Block{{Lines: slices.Concat(q.head(f), q.fieldLines(f), q.reason(f))}}
}

// overRoad puts the road under a question, and the reason between them where there is
// room for both. Before any answer the road has nothing to tell, and gives way.
func (q *question) overRoad(lines, why []string, f frame) []string {
	road := f.road(q.fact)
	if road.Last == nil {
		lines, why = fitting(lines, why, f.Height), nil
	}
	foot := roadFoot(road, f.Height-len(lines), f)
	lines = fitting(lines, why, f.Height-len(foot))
	if len(foot) > 0 {
		lines = append(lines, make([]string, f.Height-len(lines)-len(foot))...)
	}
	return append(lines, foot...)
}

// fitting adds lines where there is room for all of them.
func fitting(lines, more []string, height int) []string {
	if len(lines)+len(more) > height {
		return lines
	}
	return append(lines, more...)
}

// remaining says how many questions are left, this one included.
func remaining(least, most int) string {
	switch {
	case most == 1:
		return "la dernière"
	case least == most:
		return fmt.Sprintf("encore %d", least)
	default:
		return fmt.Sprintf("encore %d à %d", least, most)
	}
}

// head is what stands above the field: what was said, the title, the help. The
// help gives way when the answers would not all be in sight.
func (q *question) head(f frame) []string {
	asked, width := q.asked(f), f.TextWidth()
	var lines []string
	lines = append(lines, draw.Indent(draw.Wrap(asked.Title, width, f.Styles.Title))...)
	if held := q.held(f); held != "" {
		lines = append(lines, draw.Indent(draw.Wrap(held, width, f.Styles.Caution))...)
	}
	help, needed := draw.Indent(textLines(asked.Help, width, f)), len(asked.Options)+2
	if q.why {
		help, needed = draw.Indent(textLines(asked.Why, width, f)), 3
	}
	if !q.list {
		needed = 5
	}
	if len(lines)+len(help)+1+needed <= f.Height {
		lines = append(append(lines, help...), "")
	} else if len(lines)+1+needed <= f.Height {
		lines = append(lines, "")
	}
	return lines
}

// held says what the case already holds of the answer, or "".
func (q *question) held(f frame) string {
	for _, d := range f.kase.Derived(f.guide, f.answers.Today()) {
		if d.Fact == q.fact {
			return say.Held(q.asked(f), d)
		}
	}
	return ""
}

// textLines lays out a passage, dim.
func textLines(t decision.Text, width int, f frame) []string {
	return draw.Wrap(strings.ReplaceAll(t.String(), "\n", " "), width, f.Styles.Dim)
}

// reason is why the question is asked, for screens with room to spare.
func (q *question) reason(f frame) []string {
	if q.why {
		return nil
	}
	lines := append([]string{"", f.Styles.Heading.Render(wordWhy)}, textLines(q.asked(f).Why, f.TextWidth(), f)...)
	return draw.Indent(lines)
}

// foot is what stands under the field: the fault, or where to look.
func (q *question) foot(f frame) []string {
	if q.fault != "" {
		return draw.Indent(draw.Hang(q.fault, f.TextWidth(), f.Styles.Fault.Render(draw.FaultMark)+" ", f.Styles.Fault))
	}
	if asked := q.asked(f); !q.list {
		lines := []string{""}
		lines = append(lines, q.preview(f)...)
		if strings.TrimSpace(q.value) == "" {
			lines = append(lines, f.Styles.Dim.Render(draw.Cut(example(asked), f.TextWidth())))
		}
		if q.taken {
			lines = append(lines, f.Styles.Dim.Render(resumeNote(q.draft)+"."))
		}
		return draw.Indent(append(lines, f.Styles.Accent.Render("tab")+" "+f.Styles.Dim.Render(wordOrList)))
	}
	if !q.short {
		return nil
	}
	text := q.hovered(f)
	if text == "" {
		return nil
	}
	lines := draw.Indent([]string{f.Styles.Dim.Render(draw.Cut(text, f.TextWidth()))})
	if len(q.head(f))+sum(q.heights)+2 <= f.Height {
		lines = append([]string{""}, lines...)
	}
	return lines
}

// preview says what the amount or the date typed so far means.
func (q *question) preview(f frame) []string {
	asked := q.asked(f)
	said, err := canonical(asked, q.value, f.answers.Today())
	if err != nil {
		return nil
	}
	mark, width := f.Styles.Accent.Render(draw.DoneMark)+" ", f.TextWidth()
	if said == string(decision.Unknown) {
		return draw.Hang(wordUnsureTyped, width, mark, f.Styles.Text)
	}
	var lines []string
	if asked.Kind == decision.Date {
		lines = draw.Hang(say.Understood(said), width, mark, f.Styles.Text)
	}
	answers, err := f.guide.Answer(f.answers, q.fact, said)
	if err != nil {
		return lines
	}
	for _, r := range f.guide.Walk(answers).Path {
		if o := r.Question.Option(r.Value); r.Question.Fact == q.fact && o != nil {
			return append(lines, draw.Wrap("→ "+o.Label+lastDay(r.Question, said, f), width, f.Styles.Text)...)
		}
	}
	return lines
}

// lastDay says until when one may still sue, for a date, when it is certain.
func lastDay(q *decision.Question, said string, f frame) string {
	due, err := time.Parse(time.DateOnly, said)
	period, ok := f.guide.LimitationFor(f.answers)
	if q.Kind != decision.Date || err != nil || !ok {
		return ""
	}
	earliest, latest := period.Ends(due)
	if !earliest.Equal(latest) {
		return ""
	}
	return " (dernier jour" + french.NBSP + ": " + french.Date(latest) + ")"
}

// hovered is the help of the answer under the cursor, and its place when some
// answers are out of sight.
func (q *question) hovered(f frame) string {
	asked, help, place := q.asked(f), "", len(q.heights)
	for i, o := range asked.Options {
		if string(o.Value) == q.value {
			help, place = o.Help, i+1
		}
	}
	if q.cut {
		return strings.TrimRight(fmt.Sprintf("%d/%d  %s", place, len(q.heights), help), " ")
	}
	return help
}
