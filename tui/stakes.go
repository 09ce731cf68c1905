package tui

import (
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// newStakes compares what each open way costs with the sum at stake, the
// recommended one first.
func newStakes() *reading {
	r := &reading{page: newPage(false), verb: keyOpen, about: wordStakes}
	r.blocks = func(f frame) []block {
		cents := atStake(f)
		now := f.guide.Verdict(f.answers).Step
		blocks := []block{plainText("Somme en jeu inconnue"+nbsp+": ajoutez une facture pour comparer.", f.canvas)}
		if cents > 0 {
			blocks = []block{fact("Somme en jeu", french.Cents(cents), f.styles.title, f.canvas), {lines: []string{barIndent + bar(whole, f.canvas)}}}
		}
		blocks = append(blocks, gap())
		var later []block
		for _, s := range dossier.Stakes(f.guide, f.answers, cents) {
			if s.Step == now {
				blocks = append(blocks, stakeBlock(recommendedMark, s, cents, f), gap())
			} else {
				later = append(later, stakeBlock(laterMark, s, cents, f), gap())
			}
		}
		blocks = append(blocks, later...)
		return append(blocks, note("Chaque barre est le coût le plus haut de la voie. Une barre pleine vaut la somme en jeu. Ce sont des ordres de grandeur.", f.canvas))
	}
	return r
}

// atStake is the sum a case is about, in cents: what may be asked for, else the
// amount that was typed, else 0.
func atStake(f frame) int64 {
	if claim, err := f.kase.Claim(f.guide, f.today()); err == nil && claim.Total > 0 {
		return claim.Total
	} else if claim.Principal > 0 {
		return claim.Principal
	}
	for _, q := range f.guide.Questions {
		if said, ok := f.answers.Get(q.Fact); ok && q.Kind == decision.Amount {
			return cents(said)
		}
	}
	return 0
}

// stakeBlock is a way out: what it costs of the sum, how long it takes, what it
// is worth.
func stakeBlock(mark string, s dossier.Stake, sum int64, f frame) block {
	b := block{lines: hangText(s.Step.Title, f.textWidth(), f.styles.accent.Render(mark)+" ", f.styles.strong), do: decision.Link{Kind: decision.ToStep, ID: s.Step.ID}}
	say := func(text string, look ink) {
		b.lines = append(b.lines, hangText(text, f.textWidth(), barIndent, look)...)
	}
	if s.Known && sum > 0 && s.Figures.CostMax > 0 {
		b.lines = append(b.lines, barIndent+bar(s.Share, f.canvas))
	}
	say(costText(s, sum), f.styles.text)
	if s.Known && sum > 0 && s.Figures.CostMax > sum {
		say(faultMark+" Cette voie peut coûter plus que la somme en jeu.", f.styles.caution)
	}
	say("Délai"+nbsp+": "+s.Step.Brief.Time+".", f.styles.dim)
	say("Valeur"+nbsp+": "+s.Step.Brief.Worth+".", f.styles.dim)
	return b
}

// costText is the cost of a way out, and how much of the sum it is.
func costText(s dossier.Stake, sum int64) string {
	switch {
	case !s.Known:
		return "Coût inconnu d’avance" + nbsp + ": " + s.Step.Brief.Cost + "."
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

// eighths are the ends of a bar, from one eighth of a cell to seven.
var eighths = []string{"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"}

// bar draws a share of the sum at stake, in hundredths of a percent, to an
// eighth of a cell; more than the whole ends with an arrow.
func bar(share int, f canvas) string {
	width := min(f.textWidth()-len(barIndent)-1, barWidth)
	if share > whole {
		return f.styles.accent.Render(strings.Repeat("█", width)) + f.styles.strong.Render("▶")
	}
	parts := max(share*width*8/whole, 1)
	full := parts / 8
	rest := strings.Repeat("·", width-full-min(parts%8, 1))
	return f.styles.accent.Render(strings.Repeat("█", full)+eighths[parts%8]) + f.styles.rule.Render(rest)
}
