package tui

import (
	"cmp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"compromis/internal/casefile"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// A case in the list: on one line, and beside it.

// widths are the columns of the list, each as wide as what it holds where there is
// room for all; without room for the step, it is told beside. Where there are few cases,
// what is wider goes on under itself; else it is cut.
type widths struct {
	who, step, sum, date int
	under                bool
}

const (
	betweenColumns = 2
	dateWidth      = 15 // of the date, on a narrow screen
	fewCells       = 32 // under which the client alone is named
	tryWidth       = 22 // of the name of a try
)

// columns are those of some cases.
func columns(rows []casefile.Summary, f frame) widths {
	w := widths{who: ansi.StringWidth(wordClient), step: ansi.StringWidth(wordStep), sum: ansi.StringWidth(wordBalance), date: ansi.StringWidth(wordWhen)}
	w.under = len(rows) <= f.Height/4
	for _, s := range rows {
		w.who = max(w.who, ansi.StringWidth(calledOf(s)))
		w.step = max(w.step, ansi.StringWidth(whereTold(s, f)))
		w.sum = max(w.sum, ansi.StringWidth(sumTold(s)))
		w.date = max(w.date, ansi.StringWidth(dateTold(s, f)))
	}
	room := f.TextWidth() - w.sum - w.date - 3*betweenColumns
	if more := ansi.StringWidth(wordNextDate) - w.date; more > 0 && w.who+w.step+more <= room {
		w.date, room = w.date+more, room-more
	}
	switch {
	case room < fewCells:
		w.who, w.step = room+betweenColumns, 0
		return w
	case w.who+w.step > room:
		w.who = min(w.who, max(room-w.step, room*2/5))
	}
	w.step = room - w.who
	return w
}

// heads are the names of the columns.
func (w widths) heads() string {
	head := padded(wordClient, w.who)
	if w.step > 0 {
		head += strings.Repeat(" ", betweenColumns) + padded(wordStep, w.step)
	}
	date := wordWhen
	if w.date >= ansi.StringWidth(wordNextDate) {
		date = wordNextDate
	}
	return head + right(wordBalance, w.sum+betweenColumns) + strings.Repeat(" ", betweenColumns) + date
}

// right puts a text at the right of so many cells.
func right(text string, width int) string {
	return strings.Repeat(" ", max(width-ansi.StringWidth(text), 0)) + text
}

// sumTold is what is owed in a case.
func sumTold(s casefile.Summary) string {
	if s.Owed > 0 {
		return french.Cents(s.Owed)
	}
	return "—"
}

// rowBlock is a case on a line: who, the step, what is owed, the next date. On a narrow
// screen, on two.
func rowBlock(s casefile.Summary, w widths, f frame) draw.Block {
	name, date := calledOf(s), dateTold(s, f)
	if !f.Roomy() {
		who := padded(draw.Cut(name, f.TextWidth()-dateWidth-1), f.TextWidth()-dateWidth)
		return draw.Block{Lines: append([]string{who + date}, draw.Wrap(whereTold(s, f), f.TextWidth(), f.Styles.Dim)...), Lead: openCase{id: s.ID}}
	}
	names, steps := w.told(name, w.who, f), w.told(whereTold(s, f), w.step, f)
	lines := make([]string, max(len(names), len(steps)))
	for i := range lines {
		if i < len(names) {
			lines[i] = names[i]
		}
		if i < len(steps) && w.step > 0 {
			lines[i] = padded(lines[i], w.who) + strings.Repeat(" ", betweenColumns) + f.Styles.Dim.Render(steps[i])
		}
	}
	lines[0] = padded(lines[0], w.who+min(w.step, 1)*(betweenColumns+w.step)) + right(sumTold(s), w.sum+betweenColumns) + strings.Repeat(" ", betweenColumns) + date
	return draw.Block{Lines: lines, Lead: openCase{id: s.ID}}
}

// told is what stands in a column, on as many lines as it may take.
func (w widths) told(text string, width int, f frame) []string {
	switch {
	case width == 0:
		return nil
	case w.under:
		return draw.Wrap(text, width, draw.Ink{})
	}
	return []string{draw.Cut(text, width)}
}

// dateTold is the next date of a case: how far it is when it is near, else its day.
func dateTold(s casefile.Summary, f frame) string {
	switch {
	case !live(s) || s.Next.On == "":
		return ""
	case s.Next.On > f.today().Add(distant) || s.Next.Passed && !say.Near(s.Next, f.today()):
		return f.Styles.Dim.Render(french.Day(string(s.Next.On)))
	}
	away, look := awayTold(s.Next, f)
	if !say.Urgent(s.Next, f.today()) {
		look = f.Styles.Text
	}
	return look.Render(draw.Cut(away, dateWidth))
}

// distant is from how many days a date is told rather than how far it is.
const distant = 60

// whereTold is where a case is, in a few words.
func whereTold(s casefile.Summary, f frame) string {
	told := say.Place(f.guide, s.Outlook)
	switch {
	case s.Versions > 0:
		told = french.Plural(s.Versions+1, "version", "versions") + " à réunir"
	case s.Protected:
		told = "protégé par un mot de passe"
	case s.Closed:
		told = "clos"
	case s.Archived:
		told = "archivé"
	}
	return told
}

// tryBlock is a conflict that was begun and left: when, and how far one went.
func tryBlock(s casefile.Summary, f frame) draw.Block {
	told := "essai"
	if day := cmp.Or(s.Opened, s.Changed); day != "" {
		told += " du " + french.Day(string(day))
	}
	help := french.Plural(s.Answered, "réponse", "réponses")
	if s.Title != "" {
		help += ", " + french.Small(french.Shown(s.Title))
	}
	if !f.Roomy() {
		return draw.Choice(french.Capital(told), help, openCase{id: s.ID}, f.Frame)
	}
	return draw.Block{Lines: draw.Hang(help, f.TextWidth(), padded(french.Capital(told), tryWidth), f.Styles.Dim), Lead: openCase{id: s.ID}}
}

// summaryOf is the case of that ID in a list; nothing of one that is not there.
func summaryOf(all []casefile.Summary, id string) casefile.Summary {
	at := slices.IndexFunc(all, func(s casefile.Summary) bool { return s.ID == id })
	if at < 0 {
		return casefile.Summary{ID: id}
	}
	return all[at]
}

// previewBlocks are what is known of a case without opening it.
func previewBlocks(s casefile.Summary, f frame) []draw.Block {
	wrap := func(text string, look draw.Ink) draw.Block {
		return draw.Block{Lines: draw.Wrap(text, f.TextWidth(), look)}
	}
	blocks := []draw.Block{wrap(calledOf(s), f.Styles.Title)}
	if about := cmp.Or(s.Subject, s.Title); about != "" && about != calledOf(s) {
		blocks = append(blocks, wrap(french.Shown(about), f.Styles.Dim))
	}
	if s.Versions > 0 {
		blocks = append(blocks, draw.Gap(), wrap(french.Capital(whereTold(s, f))+".", f.Styles.Caution))
	}
	if s.Protected {
		return append(blocks, draw.Gap(), wrap("Protégé par un mot de passe"+french.NBSP+": rien ne s’en lit avant de l’ouvrir.", f.Styles.Text))
	}
	if s.Owed > 0 {
		blocks = append(blocks, draw.Gap(), wrap(wordBalance+french.NBSP+": "+french.Cents(s.Owed)+", hors intérêts", f.Styles.Strong))
	}
	if !live(s) {
		return append(append(blocks, draw.Gap(), wrap(french.Capital(whereTold(s, f))+".", f.Styles.Text)), lastBlocks(s, f)...)
	}
	blocks = append(blocks, draw.Section("À faire", []draw.Block{wrap(say.Where(f.guide, s.Outlook), f.Styles.Text)}, f.Frame)...)
	if s.Next.On != "" {
		away, look := awayTold(s.Next, f)
		blocks = append(blocks, draw.Section("Prochaine date", []draw.Block{wrap(away+french.NBSP+"· "+say.DeadlineDay(s.Next), look), wrap(dueOf(s, f), f.Styles.Dim)}, f.Frame)...)
	}
	return append(blocks, lastBlocks(s, f)...)
}

// lastBlocks are what happened last in a case, and when it was changed.
func lastBlocks(s casefile.Summary, f frame) []draw.Block {
	var blocks []draw.Block
	if s.Last.On != "" {
		blocks = append(blocks, draw.Plain(french.Day(string(s.Last.On)), f.Frame), draw.Note(say.Act(f.guide, s.Last.Event()), f.Frame))
	}
	blocks = draw.Section("Dernier acte", blocks, f.Frame)
	if s.Opened != "" {
		blocks = append(blocks, draw.Gap(), draw.Note("Ouvert le "+french.Day(string(s.Opened))+".", f.Frame))
	}
	return blocks
}
