package tui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/internal/casefile"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// What the home page says of the cases that are kept, and how a case is told on a line.

// peekCases reads the list of cases for the home page: nobody waits for it, and a
// folder that does not answer is not told before one asks for it.
type peekCases struct{}

// live says whether a case moves: one follows it.
func live(s casefile.Summary) bool { return !s.Archived && !s.Closed && !s.Protected }

// dueThisWeek are the first cases with something late or due within the week, as many
// as the page has room for.
func dueThisWeek(all []casefile.Summary, f frame) []casefile.Summary {
	most := 4
	if !f.Airy() {
		most = 3
	} else if f.Height > draw.TallHeight+6 {
		most = 9
	}
	var due []casefile.Summary
	for _, s := range all {
		if len(due) == most || s.Next.On > f.today().Add(say.Within) || s.Archived { // the most urgent come first
			break
		}
		if live(s) && say.Near(s.Next, f.today()) {
			due = append(due, s)
		}
	}
	return due
}

// week is what is due this week, by its digits, and what comes then.
func (w *welcome) week(f frame) []draw.Block {
	blocks := []draw.Block{{Lines: draw.Wrap("À faire cette semaine", f.TextWidth(), f.Styles.Title)}}
	if f.Airy() {
		blocks = append(blocks, draw.Gap())
	}
	for i, s := range w.due {
		blocks = append(blocks, weekBlock(i+1, s, f))
	}
	if then := w.then(f); then != "" && f.Airy() {
		blocks = append(blocks, draw.Gap(), draw.Note(then, f.Frame))
	}
	return blocks
}

// preview is what is known of the case one is on, or of the first that is due.
func (w *welcome) preview(f frame) []draw.Block {
	at, on := w.On(w.cached).(openCase)
	if !on {
		at.id = w.due[0].ID
	}
	return previewBlocks(summaryOf(w.due, at.id), f)
}

// The columns of what is due: how far it is, and whose case.
const (
	awayWidth = 15
	whoWidth  = 20
	leastWhat = 25 // for what to do, which otherwise stands under them
)

// weekBlock is a line of what is due: its digit, how far it is, who, what to do.
func weekBlock(n int, s casefile.Summary, f frame) draw.Block {
	away, look := awayTold(s.Next, f)
	what := french.Small(dueOf(s, f))
	mark := f.Styles.Strong.Render(fmt.Sprint(n)) + "  " + padded(look.Render(away), awayWidth)
	if f.TextWidth() < awayWidth+whoWidth+leastWhat {
		return draw.Block{Lines: append([]string{mark + draw.Cut(calledOf(s), f.TextWidth()-awayWidth-3)}, draw.Hang(what, f.TextWidth(), "   ", f.Styles.Dim)...), Lead: openCase{id: s.ID}}
	}
	mark += padded(draw.Cut(calledOf(s), whoWidth-1), whoWidth)
	return draw.Block{Lines: draw.Hang(what, f.TextWidth(), mark, f.Styles.Dim), Lead: openCase{id: s.ID}}
}

// dueOf says what is due in a case: what came of a letter, once its time is over.
func dueOf(s casefile.Summary, f frame) string {
	if s.Over && s.Next.Passed && !s.Next.Yours() {
		return "fin du délai" + french.NBSP + ": qu’a-t-il répondu" + french.NBSP + "?"
	}
	return say.Due(f.guide, s.Next, false)
}

// mostThen is how many cases are named after those of the week.
const mostThen = 2

// then names the cases that come after those of the week, and counts the tries.
func (w *welcome) then(f frame) string {
	var told []string
	more, tries := 0, w.cases.Count(casefile.Try)
	current := w.cases.Cases
	if i := slices.IndexFunc(current, func(s casefile.Summary) bool { return s.Group() != casefile.Current }); i >= 0 {
		current = current[:i]
	}
	for _, s := range current {
		switch {
		case s.Protected, s.Next.On == "", slices.ContainsFunc(w.due, func(d casefile.Summary) bool { return d.ID == s.ID }):
		case say.Near(s.Next, f.today()):
			more++
		case s.Next.On >= f.today() && len(told) < mostThen:
			told = append(told, calledOf(s)+" le "+french.Day(string(s.Next.On)))
		}
	}
	if more > 0 {
		others := french.Plural(more, "autre", "autres") + " cette semaine"
		if w.cases.Count(casefile.Current) > len(current) && say.Near(current[len(current)-1].Next, f.today()) { // they are not all here
			others = "plus de " + others
		}
		told = append([]string{others}, told...)
	}
	if tries > 0 {
		told = append(told, french.Plural(tries, "essai", "essais")+" à finir")
	}
	if len(told) == 0 {
		return ""
	}
	return "Ensuite" + french.NBSP + ": " + strings.Join(told, ", ") + "."
}

// counted says how many cases there are: "7 ouverts, 3 clos".
func counted(all casefile.Listing) string {
	open, aside := all.Count(casefile.Current, casefile.Try), all.Count(casefile.Closed, casefile.Archived)
	switch {
	case open+aside == 0:
		return ""
	case aside == 0:
		return french.Plural(open, "ouvert", "ouverts")
	}
	return french.Plural(open, "ouvert", "ouverts") + ", " + french.Plural(aside, "clos", "clos")
}

// calledOf is what a case is called on a line: its client, else what it is about.
func calledOf(s casefile.Summary) string {
	switch {
	case s.Client != "":
		return french.Shown(s.Client)
	case s.Title != "":
		return french.Shown(s.Title)
	}
	return "Dossier " + s.ID
}

// padded fills a text with spaces.
func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(width-ansi.StringWidth(text), 0))
}
