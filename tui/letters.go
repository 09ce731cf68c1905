package tui

import (
	"cmp"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// newLetters lists the letters one may send: those of the recommended step
// first, those meant for another kind of client last.
func newLetters() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyOpen, about: wordLetters, live: true}
	r.blocks = func(f frame) []draw.Block {
		var now, others, elsewhere []draw.Block
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
		blocks := []draw.Block{{Lines: draw.Wrap(wordLetters, f.TextWidth(), f.Styles.Title)}, draw.Note(wordNothingSent, f.Frame)}
		if step != nil {
			if len(now) == 0 {
				now = []draw.Block{draw.Note("Aucun courrier n’est prévu à cette étape.", f.Frame)}
			}
			blocks = append(blocks, draw.Section("Pour l’étape «"+french.NBSP+step.Title+french.NBSP+"»", now, f.Frame)...)
		}
		blocks = append(blocks, draw.Section("Les autres", others, f.Frame)...)
		return append(blocks, draw.Section("Pour un autre type de client", elsewhere, f.Frame)...)
	}
	return r
}

// letterBlock is a letter one may open. Those of the moment say when to send
// them; the others are dim.
func letterBlock(l *decision.Letter, now bool, f frame) draw.Block {
	title := l.Title
	if f.kase.Drafts[l.ID] != "" {
		title += " (modifié par vous)"
	}
	if now {
		return draw.Choice(title, l.Summary, open{newLetter(l)}, f.Frame)
	}
	return draw.Block{Lines: draw.Wrap(title, f.TextWidth(), f.Styles.Dim), Lead: open{newLetter(l)}}
}

// newLetter shows a letter with the words of the case, or as it was edited by
// hand; when it would ask for nothing, why it is not written.
func newLetter(l *decision.Letter) *document {
	edited := func(f frame) bool { return f.kase.Drafts[l.ID] != "" }
	d := newDocument(l.Title, l.ID, func(f frame) paper.Paper { return letterPaper(l, f) })
	d.refused = func(f frame) string {
		why := letter.Refused(f.guide, l, f.kase, f.today())
		if !edited(f) { // what was edited may still be
			why = cmp.Or(why, letter.Unfinished(f.guide, l, letterPaper(l, f)))
		}
		return why
	}
	d.doubt = func(f frame) string { return say.AgedLetter(f.guide, l) }
	d.acts = append([]act{
		{key: keyEditText, do: func(f frame) action { return composeLetter(l, f) }},
		{key: keyModel, do: func(frame) action { return draft(l.ID, "") }, when: edited},
	}, d.acts...)
	d.above = func(f frame) []draw.Block { return letterHead(l, d, f) }
	d.below = func(f frame) []draw.Block {
		blocks := draw.Section("Avant d’envoyer", draw.Text(l.Before, f.TextWidth(), f.Styles), f.Frame)
		return append(blocks, draw.Section(say.TextsTitle, draw.Citations(f.guide, l.Bases, f.Frame), f.Frame)...)
	}
	if len(l.Object) > 0 { // without an object it is not sent to anybody
		d.sent = l
	}
	return d
}

// letterPaper is a letter with the words of the case, or as it was edited by hand.
func letterPaper(l *decision.Letter, f frame) paper.Paper {
	if text := f.kase.Drafts[l.ID]; text != "" {
		return paper.Read(text)
	}
	return letter.Fill(f.guide, l, f.kase, f.today()).Paper
}

// composeLetter opens a letter in the editor.
func composeLetter(l *decision.Letter, f frame) compose {
	return compose{letterPlace(l), l.Title, letterPaper(l, f).Markdown(), "Le courrier n’a pas changé.", func(text string) revise { return draft(l.ID, text) }}
}

// letterPlace is where the draft of a letter is typed.
func letterPlace(l *decision.Letter) string { return "courrier/" + l.ID }

// blankMark opens a line of what is to fill in.
const blankMark = "□"

// mostBlanks is how many blanks are listed above a letter.
const mostBlanks = 6

// letterHead says what is left to fill in, and where.
func letterHead(l *decision.Letter, d *document, f frame) []draw.Block {
	var blocks []draw.Block
	edited := f.kase.Drafts[l.ID] != ""
	if edited {
		blocks = append(blocks, draw.Note("Vous avez modifié ce texte"+french.NBSP+": le dossier ne le remplit plus.", f.Frame))
	}
	if d := draftAt(f.drafts, letterPlace(l)); d.ID != "" {
		told := "Vous écriviez ce courrier le " + french.Day(string(d.On))
		blocks = append(blocks, draw.Choice(told+french.NBSP+": reprendre", "votre brouillon s’ouvre dans l’éditeur", composeLetter(l, f), f.Frame), draw.Choice(wordDrafts, "", open{newDrafts()}, f.Frame))
	}
	if caution := say.LateLetter(f.guide, f.kase, l, f.today()); caution != "" {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(caution, f.TextWidth(), f.Styles.Caution)})
	}
	if aged := say.AgedLetter(f.guide, l); aged != "" {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(aged, f.TextWidth(), f.Styles.Caution)})
	}
	left := letter.Missing(d.paper(f))
	if len(left) == 0 {
		return blocks
	}
	blocks = append(blocks, draw.Gap(), draw.Heading("À compléter", f.Frame))
	for _, b := range left[:min(len(left), mostBlanks)] {
		blocks = append(blocks, draw.Block{Lines: draw.Hang(b, f.TextWidth(), f.Styles.Caution.Render(blankMark)+" ", f.Styles.Text)})
	}
	if len(left) > mostBlanks {
		blocks = append(blocks, draw.Note("et d’autres, signalés dans le texte", f.Frame))
	}
	if !edited {
		blocks = append(blocks, fillers(left, f)...)
	}
	return append(blocks, draw.Gap())
}

// filled is a part of the case that fills the letters, with the fields it holds.
type filled struct {
	label, help string
	fields      []string
	screen      func() screen
}

// places are the parts of the case that fill the letters.
func places() []filled {
	return []filled{
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
}

// fillers are the places to go to for what is left to fill in, if any.
func fillers(left []string, f frame) []draw.Block {
	blocks := []draw.Block{draw.Gap()}
	for _, p := range places() {
		if slices.ContainsFunc(p.fields, func(name string) bool {
			return slices.ContainsFunc(left, func(b string) bool { return bare(b) == bare(letter.FieldWords[name]) })
		}) {
			blocks = append(blocks, draw.Choice(p.label, p.help, open{p.screen()}, f.Frame))
		}
	}
	if !draw.Leads(blocks) {
		return nil
	}
	return blocks
}

// bare is a text without its typography, to be compared.
func bare(text string) string { return strings.NewReplacer("’", "'", french.NBSP, " ").Replace(text) }
