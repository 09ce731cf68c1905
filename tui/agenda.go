package tui

import (
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newAgenda lists every date of the case.
func newAgenda() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyOpen, about: wordDates, live: true}
	r.blocks = func(f frame) []draw.Block {
		ahead, passed := dueBlocks(f)
		if len(ahead)+len(passed) == 0 {
			return []draw.Block{draw.Note("Aucune date connue. Ajoutez une facture, ou notez ce qui s’est passé.", f.Frame)}
		}
		return append(draw.Section("À venir", ahead, f.Frame), draw.Section("Passé", passed, f.Frame)...)
	}
	return r
}

func dueBlocks(f frame) (ahead, passed []draw.Block) {
	for _, d := range f.kase.Deadlines(f.guide, f.today()) {
		if d.Passed {
			passed = append(passed, dueBlock(d, f))
		} else {
			ahead = append(ahead, dueBlock(d, f))
		}
	}
	return ahead, passed
}

// dueBlock is a deadline; a day gone by says what it closed, and what is left.
func dueBlock(d dossier.Deadline, f frame) draw.Block {
	look := f.Styles.Text
	if d.Passed && d.Yours() {
		look = f.Styles.Caution
	}
	day := french.Day(string(d.On))
	if d.On == "" {
		day = "À demander"
	}
	b := draw.Fact(day, say.Deadline(f.guide, d), look, f.Frame)
	state := say.DeadlineState(f.guide, d)
	if d.Latest != "" {
		state = french.Capital(say.DeadlineDay(d)) + ". " + state
	}
	if state != "" {
		b.Lines = append(b.Lines, draw.Hang(state, f.TextWidth(), strings.Repeat(" ", draw.LabelWidth), f.Styles.Dim)...)
	}
	b.Lead = open{newDeadline(d)}
	return b
}

// newDeadline is a date of the agenda: why it is so, and that it is kept.
func newDeadline(d dossier.Deadline) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: "Une date"}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{
			{Lines: draw.Wrap(say.Deadline(f.guide, d), f.TextWidth(), f.Styles.Title)},
			draw.Fact("Quand", french.Capital(say.DeadlineDay(d)), f.Styles.Strong, f.Frame),
		}
		limit, ofGuide := f.guide.TimeLimit(string(d.Kind), d.Since)
		if d.Since != "" {
			since := french.Day(string(d.Since))
			if ofGuide {
				since += ", " + french.Small(limit.Since)
			}
			blocks = append(blocks, draw.Fact("Compté depuis", since, f.Styles.Text, f.Frame))
		}
		if reckoned := say.Reckoned(limit, d); ofGuide && reckoned != "" {
			blocks = append(blocks, draw.Fact("Calcul", reckoned, f.Styles.Text, f.Frame))
		}
		if b := f.guide.Basis(d.Basis); b != nil {
			text := draw.Fact("Texte", say.Named(b), f.Styles.Text, f.Frame)
			text.Lead = decision.Link{Kind: decision.ToBasis, ID: d.Basis}
			blocks = append(blocks, text)
		}
		if state := say.DeadlineState(f.guide, d); state != "" {
			blocks = append(blocks, draw.Gap(), draw.Plain(state, f.Frame))
		}
		blocks = append(blocks, draw.Gap())
		if kept, ours := d.Done(f.guide); ours {
			blocks = append(blocks, draw.Choice("C’est fait", "le noter au journal, avec sa date", replace{newEvent(kept)}, f.Frame))
		}
		return append(blocks, draw.Choice("Noter autre chose", "", replace{newEvent(dossier.Event{Kind: dossier.Called})}, f.Frame))
	}
	return r
}
