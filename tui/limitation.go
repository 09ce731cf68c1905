package tui

import (
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newLimitation tells until when one may sue, and what the journal changed.
func newLimitation() *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: wordLimitation}
	r.extra = []shortcut{{key: keyJournal, do: func() action { return open{newJournal()} }}}
	r.blocks = func(f frame) []draw.Block {
		bar, known := f.kase.Bar(f.guide, f.today())
		if !known {
			return unknownBar(f)
		}
		blocks := append(barBlocks(bar, f), draw.Gap(), draw.Heading("Ce que le journal y change", f.Frame))
		for _, m := range bar.Moves {
			blocks = append(blocks, moveBlock(m, f))
		}
		if len(bar.Moves) == 0 {
			blocks = append(blocks, draw.Plain("Rien de ce qui est noté ne compte ici.", f.Frame))
		}
		return append(blocks, draw.Gap(), draw.Note("La durée du délai"+french.NBSP+": "+say.Sourced(bar.Source), f.Frame))
	}
	return r
}

// unknownBar says what is needed to know the last day.
func unknownBar(f frame) []draw.Block {
	return []draw.Block{
		draw.Plain("Le dernier jour pour agir n’est pas connu, ou plus rien n’est dû.", f.Frame),
		draw.Note("Il se calcule d’après le type de client et une facture impayée, avec sa fin de travaux et son échéance.", f.Frame),
		draw.Gap(), keyed(keyInvoice, newInvoice(addInvoice), f),
	}
}

// barBlocks is the last day to sue: when two laws may apply, the first is sure.
func barBlocks(b dossier.Bar, f frame) []draw.Block {
	blocks := []draw.Block{draw.Heading("Dernier jour pour agir en justice", f.Frame)}
	if b.Latest != b.Earliest {
		blocks = append(blocks,
			draw.Fact("Au plus sûr", french.Day(string(b.Earliest)), f.Styles.Title, f.Frame),
			draw.Fact("Au plus tard", french.Day(string(b.Latest))+", si la règle la plus longue s’applique", f.Styles.Text, f.Frame))
	} else {
		blocks = append(blocks, draw.Fact("Date", french.Day(string(b.Earliest)), f.Styles.Title, f.Frame))
	}
	state := f.Styles.Strong
	if b.State != decision.Far {
		state = f.Styles.Caution.Bold()
	}
	return append(blocks, draw.Fact("État", stateText(b.State, f.guide), state, f.Frame), draw.Fact("Compté depuis", french.Day(string(b.From)), f.Styles.Text, f.Frame))
}

// stateText says how near the last day is, in the words of the question about it.
func stateText(state decision.Value, g *decision.Guide) string {
	for _, q := range g.Questions {
		if o := q.Option(state); q.Kind == decision.Date && o != nil {
			return o.Label
		}
	}
	return string(state)
}

// effects are the words for what an event does to the limitation period.
var effects = map[dossier.BarEffect]string{
	dossier.NoEffect:   "n’arrête pas la prescription",
	dossier.Interrupts: "un nouveau délai complet repart",
	dossier.Suspends:   "le délai s’arrête, puis reprend",
	dossier.Erases:     "l’arrêt du délai est effacé",
}

// moveBlock is what an event did to the limitation period.
func moveBlock(m dossier.BarMove, f frame) draw.Block {
	day := french.Day(string(m.Event.On))
	b := draw.Fact(day, say.Event(f.guide, m.Event.Kind)+french.NBSP+": "+effects[m.Effect], f.Styles.Text, f.Frame)
	var details []string
	if m.Effect != dossier.NoEffect {
		details = append(details, "nouveau dernier jour"+french.NBSP+": "+french.Day(string(m.Ends)))
	}
	if basis := f.guide.Basis(m.Basis); basis != nil {
		details = append(details, basis.Reference)
		b.Lead = decision.Link{Kind: decision.ToBasis, ID: m.Basis}
	}
	if len(details) > 0 {
		b.Lines = append(b.Lines, draw.Hang(strings.Join(details, " · "), f.TextWidth(), draw.Label("", draw.LabelWidth, f.Frame), f.Styles.Dim)...)
	}
	return b
}
