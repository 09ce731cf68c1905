package handout

import (
	"io"
	"slices"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
	"compromis/internal/stage"
)

// Sheet is that of an exercise: the story, the documents, what is asked, and,
// with the key, the expected step, why, and what to remember.
func Sheet(g *decision.Guide, e *decision.Exercise, key bool) (d paper.Paper) {
	d.Title(1, "Cas pratique"+french.NBSP+": "+e.Title)
	intro := "Les personnes et les sociétés de ce cas sont inventées."
	if e.Minutes > 0 {
		intro = "Durée" + french.NBSP + ": " + french.Plural(e.Minutes, "minute", "minutes") + ". " + intro
	}
	d.Text(append(paper.Paragraphs(intro), signature(key)...))
	d.Part(2, "L’histoire", e.Story)
	d.Part(2, "Ce que vous avez en main", e.Documents)
	d.Part(2, "Les étapes proposées", proposed(g, e))
	d.Part(2, "À vous", append(paper.List(decision.Numbered,
		paper.Words("Relevez les faits qui comptent."),
		paper.Words("Choisissez la prochaine étape, une seule, parmi les étapes proposées."),
		paper.Words("Dites pourquoi, et sur quel texte."),
	), blanks(key)...))
	d.Part(2, "À discuter", e.Discussion)
	if key {
		addKey(&d, g, e)
	}
	d.Part(2, "À savoir", paper.Paragraphs(say.NotAdvice+" "+say.CheckFirst, say.Content(g)))
	return d
}

// SheetHTML writes the same sheet as a page of its own.
func SheetHTML(w io.Writer, g *decision.Guide, e *decision.Exercise, key bool) error {
	d := Sheet(g, e, key)
	var page paper.HTML
	page.Page(d.Name(), style, "", func() {
		page.In("main", func() { page.Paper(d) }, "class", "sheet")
	})
	return page.Send(w)
}

// dots are a line to write on.
const dots = "………………………………………………………………………………"

// proposed are the steps a room chooses from, by the numbers it votes with.
func proposed(g *decision.Guide, e *decision.Exercise) decision.Text {
	var all []decision.Line
	for _, s := range stage.Proposals(g, e) {
		all = append(all, decision.Line{{Text: s.Title, Strong: true}, {Text: ". " + s.Summary}})
	}
	return paper.List(decision.Numbered, all...)
}

// signature is where a learner says whose sheet it is, on one without its key.
func signature(key bool) decision.Text {
	if key {
		return nil
	}
	const line = "……………………………………"
	return paper.Paragraphs("Nom" + french.NBSP + ": " + line + "   Date" + french.NBSP + ": ……………………")
}

// blanks leaves room to write, on a sheet without its key.
func blanks(key bool) decision.Text {
	if key {
		return nil
	}
	return paper.Paragraphs("Votre étape"+french.NBSP+": "+dots, "Pourquoi"+french.NBSP+": "+dots, "Le texte"+french.NBSP+": "+dots)
}

// addKey adds what the trainer has, and the room must not see too early.
func addKey(d *paper.Paper, g *decision.Guide, e *decision.Exercise) {
	a := decision.NewAnswers(g.Version)
	for _, s := range e.Answers {
		a = a.With(s.Fact, string(s.Value))
	}
	step := g.Step(e.Step)
	d.Part(2, "Corrigé"+french.NBSP+": l’étape attendue", decision.Text{{Lines: []decision.Line{
		{{Text: step.Title, Strong: true}, {Text: ". " + step.Summary}},
	}}})
	var facts []decision.Line
	for _, r := range g.Walk(a).Path {
		facts = append(facts, replied(r))
	}
	d.Part(2, "Les faits qui comptent", paper.List(decision.Bullets, facts...))
	d.Part(2, say.ReasonsTitle, reasons(g, a))
	d.Part(2, "Ce qu’il faut retenir", e.Point)
	d.Part(2, "L’erreur classique", mistake(g, e))
	d.Part(2, say.TextsTitle, cited(g, sources(step, e)))
}

// reasons lists the conditions that opened the step, in the words they were
// asked.
func reasons(g *decision.Guide, a decision.Answers) decision.Text {
	told := say.Reasons(g, say.Asked(g, a), g.Verdict(a).Reasons)
	if len(told) == 0 {
		return paper.Paragraphs(say.NoReason)
	}
	lines := make([]decision.Line, len(told))
	for i, why := range told {
		lines[i] = decision.Line{{Text: why.Answer, Strong: true}, {Text: ". " + why.Rule}}
	}
	return paper.List(decision.Bullets, lines...)
}

// mistake tells the usual mistake, and the step it leads to.
func mistake(g *decision.Guide, e *decision.Exercise) decision.Text {
	wrong := g.Step(e.WrongStep)
	if len(e.Mistake) == 0 || wrong == nil {
		return e.Mistake
	}
	last := paper.Paragraphs("L’étape choisie à tort" + french.NBSP + ": " + french.Quote(wrong.Title) + ".")
	return slices.Concat(e.Mistake, last)
}

// sources are the texts of the step, then those the teaching point adds.
func sources(step *decision.Step, e *decision.Exercise) []decision.Citation {
	all := slices.Clone(step.Bases)
	seen := map[string]bool{}
	for _, c := range all {
		seen[c.Basis] = true
	}
	for _, l := range e.Point.Links() {
		if l.Kind == decision.ToBasis && !seen[l.ID] {
			seen[l.ID] = true
			all = append(all, decision.Citation{Basis: l.ID})
		}
	}
	return all
}
