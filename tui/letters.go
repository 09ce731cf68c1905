package tui

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/letter"
	"compromis/internal/say"
)

// newLetters lists the letters one may send: those of the recommended step
// first, those meant for another kind of client last.
func newLetters() *reading {
	r := &reading{page: newPage(true), verb: keyOpen, about: wordLetters}
	r.blocks = func(f frame) []block {
		var now, others, elsewhere []block
		step := f.guide.Verdict(f.answers).Step
		for i := range f.guide.Letters() {
			l := &f.guide.Letters()[i]
			switch {
			case !l.For(f.kase.ClientKind()):
				elsewhere = append(elsewhere, letterBlock(l, false, f))
			case step != nil && slices.Contains(l.Steps, step.ID):
				now = append(now, letterBlock(l, true, f))
			default:
				others = append(others, letterBlock(l, false, f))
			}
		}
		blocks := []block{{lines: wrapText(wordLetters, f.textWidth(), f.styles.title)}, note(wordNothingSent, f.canvas)}
		if step != nil {
			if len(now) == 0 {
				now = []block{note("Aucun courrier n’est prévu à cette étape.", f.canvas)}
			}
			blocks = append(blocks, section("Pour l’étape «"+nbsp+step.Title+nbsp+"»", now, f.canvas)...)
		}
		blocks = append(blocks, section("Les autres", others, f.canvas)...)
		return append(blocks, section("Pour un autre type de client", elsewhere, f.canvas)...)
	}
	return r
}

// letterBlock is a letter one may open. Those of the moment say when to send
// them; the others are dim.
func letterBlock(l *decision.Letter, now bool, f frame) block {
	title := l.Title
	if f.kase.Drafts[l.ID] != "" {
		title += " (modifié par vous)"
	}
	if now {
		return choice(title, l.Summary, open{newLetter(l)}, f.canvas)
	}
	return block{lines: wrapText(title, f.textWidth(), f.styles.dim), do: open{newLetter(l)}}
}

// newLetter shows a letter with the words of the case, or as it was edited by
// hand.
func newLetter(l *decision.Letter) *document {
	edited := func(f frame) bool { return f.kase.Drafts[l.ID] != "" }
	d := newDocument(l.Title, l.ID, func(f frame) string {
		if edited(f) {
			return f.kase.Drafts[l.ID]
		}
		return letter.Fill(f.guide, l, f.kase, f.today()).Text
	})
	d.acts = append([]act{
		{key: keyEditText, do: func(f frame) action { return compose{l.ID, d.text(f)} }},
		{key: keyModel, do: func(frame) action { return draft(l.ID, "") }, when: edited},
	}, d.acts...)
	d.above = func(f frame) []block { return letterHead(l, d, f) }
	d.below = func(f frame) []block {
		blocks := section("Avant d’envoyer", textBlocks(l.Before, f.textWidth(), f.styles), f.canvas)
		return append(blocks, section(say.TextsTitle, citationBlocks(f.guide, l.Bases, f.canvas), f.canvas)...)
	}
	if len(l.Object) > 0 { // without an object it is not sent to anybody
		d.sent = dossier.Event{Kind: dossier.Leaving(l), Note: l.Title}
	}
	return d
}

// mostBlanks is how many blanks are listed above a letter.
const mostBlanks = 6

// letterHead says what is left to fill in, and where.
func letterHead(l *decision.Letter, d *document, f frame) []block {
	var blocks []block
	edited := f.kase.Drafts[l.ID] != ""
	if edited {
		blocks = append(blocks, note("Vous avez modifié ce texte"+nbsp+": le dossier ne le remplit plus.", f.canvas))
	}
	left := blanks(d.text(f))
	if len(left) == 0 {
		return blocks
	}
	blocks = append(blocks, gap(), heading("À compléter", f.canvas))
	for _, b := range left[:min(len(left), mostBlanks)] {
		blocks = append(blocks, block{lines: hangText(b, f.textWidth(), f.styles.caution.Render(blankMark)+" ", f.styles.text)})
	}
	if len(left) > mostBlanks {
		blocks = append(blocks, note("et d’autres, signalés dans le texte", f.canvas))
	}
	if !edited {
		blocks = append(blocks, fillers(left, f)...)
	}
	return append(blocks, gap())
}

// places are the parts of the case that fill the letters, with the fields each
// holds.
var places = []struct {
	label, help string
	fields      []string
	screen      func() screen
}{
	{
		"Remplir les parties", "noms, adresses, commande en cause", []string{
			"lieu", "entreprise", "adresse-entreprise", "siren-entreprise", "courriel-entreprise", "telephone-entreprise", "contact-entreprise",
			"client", "adresse-client", "siren-client", "courriel-client", "telephone-client", "contact-client", "objet",
		}, func() screen { return newParties() },
	},
	{
		"Noter vos factures", "montants et échéances", []string{
			"factures", "echeance", "somme", "interets", "indemnite", "total", "taux", "prescription", "decompte", "echeancier",
		}, func() screen { return newFigures() },
	},
	{
		"Noter la réclamation", "ce que le client reproche et demande", []string{
			"reclamation", "date-reclamation", "canal", "faits", "demande", "commande", "service", "suivi-par", "decision",
		}, func() screen { return newComplaints() },
	},
	{
		"Noter ce qui s’est passé", "relance, mise en demeure, décision du juge", []string{
			"relance", "mise-en-demeure", "ouverture", "requete", "journal",
		}, func() screen { return newJournal() },
	},
}

// fillers are the places to go to for what is left to fill in, if any.
func fillers(left []string, f frame) []block {
	blocks := []block{gap()}
	for _, p := range places {
		if slices.ContainsFunc(p.fields, func(name string) bool {
			return slices.ContainsFunc(left, func(b string) bool { return bare(b) == bare(letter.FieldWords[name]) })
		}) {
			blocks = append(blocks, choice(p.label, p.help, open{p.screen()}, f.canvas))
		}
	}
	if countDoing(blocks) == 0 {
		return nil
	}
	return blocks
}

// bare is a text without its typography, to be compared.
func bare(text string) string { return strings.NewReplacer("’", "'", nbsp, " ").Replace(text) }
