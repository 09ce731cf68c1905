package plain

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// resultRows is how many lines a result takes at most, so that the menu stands
// under it on a small screen. Where lines are short, it takes a screen.
const resultRows = 12

// short is under how many characters a line is short.
const short = 60

// line is a line of the result. What does not fit in its rows is cut after a sentence,
// or else at a word: the menu tells it whole.
type line struct {
	text   string
	rows   int // at most
	spared int // what goes first when there is no room: the higher, the sooner
}

// result writes where a case leads, in a few lines: what to do, what it costs, the
// next date, how to begin.
func (p *Page) result(g *decision.Guide, kase dossier.Case, on decision.Day) {
	all, most := append(p.notices(g, kase, on), stepRows(g, kase, on)...), resultRows
	if p.width > 0 && p.width < short {
		most = screenRows
		for i := range all {
			all[i].rows *= 2
		}
	}
	for {
		rows, at := 0, 0
		for i, l := range all {
			rows += min(l.rows, len(p.wrap(l.text)))
			if l.spared >= all[at].spared {
				at = i
			}
		}
		if rows <= most || len(all) == 1 {
			break
		}
		all = slices.Delete(all, at, at+1)
	}
	for _, l := range all {
		p.Say(p.clip(l.text, l.rows))
	}
}

// notices are what comes before the step: the case is closed or paid, one waits,
// an answer does not fit what the case holds.
func (p *Page) notices(g *decision.Guide, kase dossier.Case, on decision.Day) (all []line) {
	if kase.Closed != "" {
		return []line{{text: "Ce dossier est clos depuis le " + french.Day(string(kase.Closed)) + ". Pour le rouvrir, annulez ce qui l’a clos.", rows: 2}}
	}
	s := kase.Standing(g, on)
	if s.Settled {
		all = append(all, line{text: say.Settled(kase.Claim(g, on)), rows: 2})
	}
	if awaited := say.Awaited(s); awaited != "" {
		all = append(all, line{text: awaited, rows: 2})
	}
	for _, d := range kase.Derived(g, on.Time()) {
		if told := say.Contradicted(g, d); told != "" {
			all = append(all, line{text: told, rows: 2, spared: 2})
		}
	}
	if changed := say.Changed(g, kase.Former, kase.Answers(g, on.Time())); changed != "" {
		all = append(all, line{text: changed, rows: 2, spared: 2})
	}
	return all
}

// stepRows tell the recommended step.
func stepRows(g *decision.Guide, kase dossier.Case, on decision.Day) []line {
	a := kase.Answers(g, on.Time())
	s := g.Verdict(a).Step
	if s == nil {
		return nil
	}
	told, title := g.Told(s, a), say.NowDo
	if kase.Standing(g, on).Waiting() || kase.Closed != "" {
		title = say.StepTitle
	}
	all := []line{{text: title + french.NBSP + ": " + s.Title + ".", rows: 2}, {text: s.Summary, rows: 2}}
	if owed := cmp.Or(refundOf(g, kase, on), owedOf(g, a)); owed != "" {
		all = append(all, line{text: owed, rows: 2})
	}
	brief := say.Brief(s.Brief)
	for i, row := range brief[:min(3, len(brief))] {
		all = append(all, line{text: sentence(row.String()), rows: 2, spared: []int{1, 1, 5}[i]})
	}
	if cited := say.Cited(g, told.Bases[:min(1, len(told.Bases))]); len(cited) > 0 {
		all = append(all, line{text: say.TextLabel + french.NBSP + ": " + sentence(say.Marked(cited[0].Basis, cited[0].Basis.Reference)), rows: 2, spared: 3})
	}
	if kase.Owing(g, on) {
		all = append(all, line{text: sentence(say.Total(kase.Claim(g, on))), rows: 1, spared: 2})
	}
	if next, ok := dossier.Pressing(kase.Deadlines(g, on), on); ok {
		all = append(all, line{text: "Prochaine date" + french.NBSP + ": " + sentence(say.DeadlineDay(next)+", "+french.Small(say.Deadline(g, next))), rows: 2, spared: 1})
	}
	if road := roadOf(g, a, s); road != "" {
		all = append(all, line{text: road, rows: 1, spared: 6})
	}
	if how := howTo(kase, told); how != "" {
		all = append(all, line{text: how, rows: 2, spared: 4})
	}
	return append(all, line{text: say.NotAdvice, rows: 1, spared: 0})
}

// sentence ends a text with a full stop.
func sentence(text string) string {
	if strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "…") {
		return text
	}
	return text + "."
}

// roadOf names the stages of the way, what was gone through and where one is.
func roadOf(g *decision.Guide, a decision.Answers, s *decision.Step) string {
	var names []string
	for _, stop := range g.Stops(g.Walk(a), s.ID) {
		switch stop.Standing {
		case decision.Here:
			stop.Name += " (ici)"
		case decision.Behind:
			stop.Name += " (passé)"
		}
		names = append(names, stop.Name)
	}
	if len(names) == 0 {
		return ""
	}
	return "Chemin" + french.NBSP + ": " + strings.Join(names, ", ") + "."
}

// refundOf is what there is to give back to the client, by when, and what it becomes
// when it is late.
func refundOf(g *decision.Guide, kase dossier.Case, on decision.Day) string {
	rows := refundRows(g, kase, on)
	if len(rows) == 0 {
		return ""
	}
	told := say.RefundTitle + french.NBSP + ": " + rows[0] + "."
	if len(rows) > 1 {
		told += " " + french.Capital(rows[1]) + "."
	}
	return told
}

// refundRows are the times of a refund, a line each.
func refundRows(g *decision.Guide, kase dossier.Case, on decision.Day) (lines []string) {
	for _, r := range say.Refund(kase.Refund(g, on)) {
		told := []string{r.When, r.More, r.Sum}
		lines = append(lines, strings.Join(slices.DeleteFunc(told, func(part string) bool { return part == "" }), ", "))
	}
	return lines
}

// owedOf is the first thing that the business owes its client, when the client owes
// nothing or is right.
func owedOf(g *decision.Guide, a decision.Answers) string {
	for _, part := range say.Owed(g, a) {
		for _, block := range part.Text {
			for _, l := range block.Lines {
				return part.Title + french.NBSP + ": " + words(l)
			}
		}
	}
	return ""
}

// howTo says how many of the things to do are done, and the next.
func howTo(kase dossier.Case, s *decision.Step) string {
	all := say.Gestures(s.HowTo)
	next := slices.IndexFunc(all, func(l decision.Line) bool { return !kase.Ticked(s.ID, say.Gesture(l)) })
	told := say.HowToTitle + french.NBSP + ": " + say.Done(kase, s.ID, s.HowTo)
	switch {
	case len(all) == 0:
		return ""
	case next < 0:
		return told + "."
	}
	return told + ". Le prochain" + french.NBSP + ": " + words(all[next])
}

// Checklist writes how to go about a step, numbered, and what is done of it.
func (p *Page) Checklist(kase dossier.Case, s *decision.Step) {
	if len(s.HowTo) == 0 {
		return
	}
	p.Heading(say.HowToTitle + french.NBSP + ": " + say.Done(kase, s.ID, s.HowTo))
	n := 0
	for _, part := range s.HowTo {
		if part.List == decision.Paragraph {
			p.text("  ", decision.Text{part})
			continue
		}
		for _, l := range part.Lines {
			n++
			done := ""
			if kase.Ticked(s.ID, say.Gesture(l)) {
				done = "(fait) "
			}
			p.Item("  "+strconv.Itoa(n)+". ", done+words(l))
		}
	}
}

// wrap cuts a text in lines of the width of the page.
func (p *Page) wrap(text string) (rows []string) {
	row, length := "", 0
	for i, word := range strings.Split(french.Line(text), " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
			row, length = word, n
		case p.width > 0 && length+1+n > p.width:
			rows = append(rows, row)
			row, length = word, n
		default:
			row, length = row+" "+word, length+1+n
		}
	}
	return append(rows, row)
}

// clip cuts a text so that it takes so many lines: after the last sentence that fits,
// or else at a word, with a mark.
func (p *Page) clip(text string, rows int) string {
	all := p.wrap(text)
	if len(all) <= rows {
		return text
	}
	for _, end := range []string{". ", french.NBSP + "? "} {
		for at := strings.LastIndex(text, end); at > 0; at = strings.LastIndex(text[:at], end) {
			if kept := text[:at+len(end)-1]; len(p.wrap(kept)) <= rows {
				return kept
			}
		}
	}
	last := all[rows-1]
	for p.width > 0 && utf8.RuneCountInString(last)+1 > p.width {
		at := strings.LastIndex(last, " ")
		if at < 0 {
			break
		}
		last = last[:at]
	}
	kept := strings.Join(append(slices.Clone(all[:rows-1]), last), " ")
	return strings.TrimRight(kept, ",;:. ") + "…"
}
