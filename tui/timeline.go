package tui

import (
	"fmt"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newTimeline shows what was done, where one stands, and the way ahead if
// nothing works, with what it costs and how long it takes in all.
func newTimeline() *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: "Chronologie", live: true}
	r.extra = []shortcut{{key: keyJournal, do: func() action { return open{newJournal()} }}}
	r.blocks = func(f frame) []draw.Block {
		blocks := draw.Section("Fait", eventBlocks(f.kase, f), f.Frame)
		if f.kase.Closed != "" {
			return append(blocks, draw.Section("Clos", []draw.Block{draw.Plain("Le "+french.Day(string(f.kase.Closed))+".", f.Frame)}, f.Frame)...)
		}
		for i, leg := range dossier.Ahead(f.guide, f.answers) {
			switch i {
			case 0:
				blocks = append(blocks, draw.Gap(), draw.Heading("Maintenant", f.Frame), legBlock(draw.RecommendedMark, leg, f), draw.Gap(), draw.Heading(wordIfNothing, f.Frame))
			default:
				blocks = append(blocks, legBlock(draw.LaterMark, leg, f))
			}
		}
		return append(blocks, draw.Gap(), draw.Note("Les sommes et les durées s’ajoutent d’étape en étape. Ce sont des ordres de grandeur.", f.Frame))
	}
	return r
}

// legBlock is a stage of the way ahead, with the totals at its end.
func legBlock(mark string, leg dossier.Leg, f frame) draw.Block {
	b := draw.Block{Lines: draw.Hang(leg.Step.Title, f.TextWidth(), f.Styles.Accent.Render(mark)+" ", f.Styles.Text), Lead: decision.Link{Kind: decision.ToStep, ID: leg.Step.ID}}
	details := []string{"En tout" + french.NBSP + ": " + costs(leg.CostMin, leg.CostMax, leg.Unknown) + " · " + durations(leg.DaysMin, leg.DaysMax, leg.UnknownDays)}
	if len(leg.Others) > 0 {
		details = append(details, wordOr+say.Steps(leg.Others))
	}
	for _, d := range details {
		b.Lines = append(b.Lines, draw.Hang(d, f.TextWidth(), "  ", f.Styles.Dim)...)
	}
	return b
}

// costs writes a range of costs, in cents.
func costs(least, most int64, unknown bool) string {
	var text string
	switch {
	case most == 0 && unknown:
		return "coût inconnu d’avance"
	case most == 0:
		return "gratuit"
	case least == most:
		text = french.Cents(most)
	default:
		text = "de " + french.Cents(least) + " à " + french.Cents(most)
	}
	if unknown {
		text += ", plus ce qui n’a pas de tarif connu"
	}
	return text
}

// durations writes a range of days as people say it.
func durations(least, most int, unknown bool) string {
	text := about(most)
	if number, unit, _ := strings.Cut(text, " "); least < most {
		shortest, shortestUnit, _ := strings.Cut(about(least), " ")
		if shortestUnit == unit || shortestUnit+"s" == unit {
			text = shortest + " à " + number + french.NBSP + unit
		} else {
			text = about(least) + " à " + text
		}
	}
	switch {
	case most == 0 && unknown:
		return "durée inconnue d’avance"
	case most == 0:
		return "le jour même"
	case unknown:
		return text + " au moins"
	}
	return text
}

// about rounds a number of days: in months from two, in years from two.
func about(days int) string {
	switch {
	case days >= 730:
		return fmt.Sprintf("%d ans", (days+182)/365)
	case days >= 60:
		return fmt.Sprintf("%d mois", (days+15)/30)
	case days > 1:
		return fmt.Sprintf("%d jours", days)
	}
	return fmt.Sprintf("%d jour", days)
}
