package tui

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newLimitation tells until when one may sue, and what the journal changed.
func newLimitation() *reading {
	r := &reading{Page: draw.NewPage(false), verb: draw.KeyOpen, about: wordLimitation, live: true}
	r.extra = []shortcut{{key: keyJournal, do: func() action { return open{newJournal()} }}}
	r.blocks = func(f frame) []draw.Block {
		bars := f.kase.Bars(f.guide, f.today())
		if len(bars) == 0 {
			return unknownBar(f)
		}
		var blocks []draw.Block
		for _, b := range bars {
			if len(blocks) > 0 {
				blocks = append(blocks, draw.Gap())
			}
			blocks = append(blocks, barBlocks(b, f)...)
		}
		blocks = append(blocks, draw.Gap(), draw.Heading("Ce que le journal y change", f.Frame))
		moves := movesOf(bars)
		for _, m := range moves {
			blocks = append(blocks, moveBlock(m, f))
		}
		if len(moves) == 0 {
			blocks = append(blocks, draw.Plain("Rien de ce qui est noté ne compte ici.", f.Frame))
		}
		return append(blocks, draw.Gap(), draw.Note("La durée du délai"+french.NBSP+": "+say.Sourced(bars[0].Source), f.Frame))
	}
	return r
}

// movesOf returns what the acts did, each once: to the first of the periods that
// they moved, else to none.
func movesOf(bars []dossier.Bar) (all []dossier.BarMove) {
	for _, b := range bars {
		for _, m := range b.Moves {
			same := slices.IndexFunc(all, func(o dossier.BarMove) bool { return o.Event.On == m.Event.On && o.Event.Kind == m.Event.Kind })
			switch {
			case same < 0:
				all = append(all, m)
			case all[same].Effect == dossier.NoEffect && m.Effect != dossier.NoEffect:
				all[same] = m
			}
		}
	}
	slices.SortStableFunc(all, func(a, b dossier.BarMove) int { return strings.Compare(string(a.Event.On), string(b.Event.On)) })
	return all
}

// unknownBar says what is needed to know the last day.
func unknownBar(f frame) []draw.Block {
	return []draw.Block{
		draw.Plain("Le dernier jour pour agir n’est pas connu, ou plus rien n’est dû.", f.Frame),
		draw.Note("Il se calcule d’après le type de client et une facture impayée, avec sa fin de travaux et son échéance.", f.Frame),
		draw.Gap(), keyed(keyInvoice, newInvoice(addInvoice), f),
	}
}

// barBlocks is the last day to sue for an invoice: when two laws may apply, or an
// act is doubtful, the first is sure. A title has its own last day.
func barBlocks(b dossier.Bar, f frame) []draw.Block {
	title := "Dernier jour pour agir en justice"
	if b.Hold == dossier.ByTitle {
		title = "Dernier jour pour faire exécuter le titre"
	}
	if b.Invoice != "" {
		title += ", facture " + french.Shown(b.Invoice)
	}
	blocks := []draw.Block{draw.Heading(title, f.Frame)}
	switch {
	case b.Hold == dossier.AtCourt:
	case b.Latest != b.Earliest:
		blocks = append(blocks,
			draw.Fact("Au plus sûr", french.Day(string(b.Earliest)), f.Styles.Title, f.Frame),
			draw.Fact("Au plus tard", french.Day(string(b.Latest))+", si la règle ou l’acte le plus favorable compte", f.Styles.Text, f.Frame))
	default:
		blocks = append(blocks, draw.Fact("Date", french.Day(string(b.Earliest)), f.Styles.Title, f.Frame))
	}
	state := f.Styles.Strong
	if b.State != decision.Far && b.Hold == dossier.Free {
		state = f.Styles.Caution.Bold()
	}
	blocks = append(blocks, draw.Fact("État", say.BarState(b), state, f.Frame))
	text := draw.Fact("Texte", "loi applicable à vérifier", f.Styles.Text, f.Frame)
	if basis := f.guide.Basis(b.Basis); basis != nil {
		text = draw.Fact("Texte", say.Named(basis), f.Styles.Text, f.Frame)
		text.Lead = decision.Link{Kind: decision.ToBasis, ID: b.Basis}
	}
	if b.Hold == dossier.Free {
		blocks = append(blocks, draw.Fact("Compté depuis", french.Day(string(b.From)), f.Styles.Text, f.Frame))
	}
	return append(blocks, text)
}

// effects are the words for what an event does to the limitation period.
var effects = map[dossier.BarEffect]string{
	dossier.NoEffect:   "n’arrête pas la prescription",
	dossier.Interrupts: "un nouveau délai complet repart",
	dossier.Suspends:   "le délai s’arrête, puis reprend",
	dossier.Erases:     "l’arrêt du délai est effacé",
	dossier.Renews:     "le client renonce au délai passé : un nouveau repart",
}

// moveBlock is what an event did to the limitation period.
func moveBlock(m dossier.BarMove, f frame) draw.Block {
	day := french.Day(string(m.Event.On))
	effect := effects[m.Effect]
	if m.Perhaps {
		effect = "peut faire repartir le délai, si le client y reconnaît la dette"
	}
	b := draw.Fact(day, say.Event(f.guide, m.Event.Kind)+french.NBSP+": "+effect, f.Styles.Text, f.Frame)
	var details []string
	if m.Effect != dossier.NoEffect && !m.Perhaps {
		details = append(details, "nouveau dernier jour"+french.NBSP+": "+french.Day(string(m.Ends)))
	}
	if basis := f.guide.Basis(m.Basis); basis != nil {
		details = append(details, say.Named(basis))
		b.Lead = decision.Link{Kind: decision.ToBasis, ID: m.Basis}
	}
	if len(details) > 0 {
		b.Lines = append(b.Lines, draw.Hang(strings.Join(details, " · "), f.TextWidth(), draw.Label("", draw.LabelWidth, f.Frame), f.Styles.Dim)...)
	}
	return b
}
