package tui

import (
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// newLimitation tells until when one may sue, and what the journal changed.
func newLimitation() *reading {
	r := &reading{page: newPage(false), verb: keyOpen, about: wordLimitation}
	r.extra = []shortcut{{key: keyJournal, do: func() action { return open{newJournal()} }}}
	r.blocks = func(f frame) []block {
		bar, known := f.kase.Bar(f.guide, f.today())
		if !known {
			return unknownBar(f)
		}
		blocks := append(barBlocks(bar, f), gap(), heading("Ce que le journal y change", f.canvas))
		for _, m := range bar.Moves {
			blocks = append(blocks, moveBlock(m, f))
		}
		if len(bar.Moves) == 0 {
			blocks = append(blocks, plainText("Rien de ce qui est noté ne compte ici.", f.canvas))
		}
		return append(blocks, gap(), note("La durée du délai"+nbsp+": "+sourced(bar.Source), f.canvas))
	}
	return r
}

// unknownBar says what is needed to know the last day.
func unknownBar(f frame) []block {
	return []block{
		plainText("Le dernier jour pour agir n’est pas connu, ou plus rien n’est dû.", f.canvas),
		note("Il se calcule d’après le type de client et une facture impayée, avec sa fin de travaux et son échéance.", f.canvas),
		gap(), keyed(keyInvoice, newInvoice(addInvoice), f),
	}
}

// barBlocks is the last day to sue: when two laws may apply, the first is sure.
func barBlocks(b dossier.Bar, f frame) []block {
	blocks := []block{heading("Dernier jour pour agir en justice", f.canvas)}
	if b.Latest != b.Earliest {
		blocks = append(blocks,
			fact("Au plus sûr", french.Day(string(b.Earliest)), f.styles.title, f.canvas),
			fact("Au plus tard", french.Day(string(b.Latest))+", si la règle la plus longue s’applique", f.styles.text, f.canvas))
	} else {
		blocks = append(blocks, fact("Date", french.Day(string(b.Earliest)), f.styles.title, f.canvas))
	}
	state := f.styles.strong
	if b.State != decision.Far {
		state = f.styles.caution.bold()
	}
	return append(blocks, fact("État", stateText(b.State, f.guide), state, f.canvas), fact("Compté depuis", french.Day(string(b.From)), f.styles.text, f.canvas))
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
func moveBlock(m dossier.BarMove, f frame) block {
	day := french.Day(string(m.Event.On))
	b := fact(day, french.Event(m.Event.Kind)+nbsp+": "+effects[m.Effect], f.styles.text, f.canvas)
	var details []string
	if m.Effect != dossier.NoEffect {
		details = append(details, "nouveau dernier jour"+nbsp+": "+french.Day(string(m.Ends)))
	}
	if basis := f.guide.Basis(m.Basis); basis != nil {
		details = append(details, basis.Reference)
		b.do = decision.Link{Kind: decision.ToBasis, ID: m.Basis}
	}
	if len(details) > 0 {
		b.lines = append(b.lines, hangText(strings.Join(details, " · "), f.textWidth(), label("", labelWidth, f.canvas), f.styles.dim)...)
	}
	return b
}
