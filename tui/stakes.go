package tui

import (
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newStakes compares what each open way costs with the sum at stake, the
// recommended one first.
func newStakes() *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: wordStakes, live: true}
	r.blocks = func(f frame) []draw.Block {
		cents := atStake(f)
		now := f.guide.Verdict(f.answers).Step
		blocks := []draw.Block{draw.Plain("Somme en jeu inconnue"+french.NBSP+": ajoutez une facture pour comparer.", f.Frame)}
		if cents > 0 {
			blocks = []draw.Block{draw.Fact("Somme en jeu", french.Cents(cents), f.Styles.Title, f.Frame), {Lines: []string{barIndent + shareBar(whole, f.Frame)}}}
		}
		blocks = append(blocks, draw.Gap())
		var later []draw.Block
		for _, s := range dossier.Stakes(f.guide, f.answers, cents) {
			if s.Step == now {
				blocks = append(blocks, stakeBlock(draw.RecommendedMark, s, cents, f), draw.Gap())
			} else {
				later = append(later, stakeBlock(draw.LaterMark, s, cents, f), draw.Gap())
			}
		}
		blocks = append(blocks, later...)
		return append(blocks, draw.Note("Chaque barre est le coût le plus haut de la voie. Une barre pleine vaut la somme en jeu. Ce sont des ordres de grandeur.", f.Frame))
	}
	return r
}

// atStake is the sum a case is about, in cents: what may be asked for, else the
// amount that was typed, else 0.
func atStake(f frame) int64 {
	if claim := f.kase.Claim(f.guide, f.today()); claim.Total > 0 {
		return claim.Total
	}
	return f.kase.SaidOwed(f.guide)
}

// stakeBlock is a way out: what it costs of the sum, how long it takes, what it
// is worth.
func stakeBlock(mark string, s dossier.Stake, sum int64, f frame) draw.Block {
	b := draw.Block{Lines: draw.Hang(s.Step.Title, f.TextWidth(), f.Styles.Accent.Render(mark)+" ", f.Styles.Strong), Lead: decision.Link{Kind: decision.ToStep, ID: s.Step.ID}}
	add := func(text string, look draw.Ink) {
		b.Lines = append(b.Lines, draw.Hang(text, f.TextWidth(), barIndent, look)...)
	}
	if s.Known && sum > 0 && s.Figures.CostMax > 0 {
		b.Lines = append(b.Lines, barIndent+shareBar(s.Share, f.Frame))
	}
	add(costText(s, sum), f.Styles.Text)
	if s.Known && sum > 0 && s.Figures.CostMax > sum {
		add(draw.FaultMark+" Cette voie peut coûter plus que la somme en jeu.", f.Styles.Caution)
	}
	for _, row := range say.Compared(s.Step.Brief)[1:] {
		add(row.String()+".", f.Styles.Dim)
	}
	return b
}

// costText is the cost of a way out, and how much of the sum it is.
func costText(s dossier.Stake, sum int64) string {
	switch {
	case !s.Known:
		return "Coût inconnu d’avance" + french.NBSP + ": " + s.Step.Brief.Cost + "."
	case s.Figures.CostMax == 0:
		return "Gratuit."
	}
	text := french.Capital(costs(s.Figures.CostMin, s.Figures.CostMax, false))
	if sum > 0 {
		text += ", soit au plus " + french.Percent(s.Share) + " de la somme"
	}
	if s.Figures.Recovers {
		text += " (le perdant peut devoir le rembourser)"
	}
	return text + "."
}

// whole is the share of a full bar, in hundredths of a percent.
const whole = 100_00

// barWidth is how wide a full bar is at most; barIndent puts it under the titles.
const (
	barWidth  = 40
	barIndent = "  "
)

// shareBar draws a share of the sum at stake, in hundredths of a percent; more
// than the whole ends with an arrow.
func shareBar(share int, f draw.Frame) string {
	width := min(f.TextWidth()-len(barIndent)-1, barWidth)
	if share > whole {
		return f.Styles.Accent.Render(strings.Repeat("█", width)) + f.Styles.Strong.Render("▶")
	}
	full, rest := draw.Bar(max(share, 1), whole, width)
	return f.Styles.Accent.Render(full) + f.Styles.Rule.Render(rest)
}
