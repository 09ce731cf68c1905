package handout

import (
	"io"
	"slices"

	"compromis/decision"
	"compromis/internal/french"
)

// SheetMarkdown writes the sheet of an exercise: the story, the documents, what
// is asked, and, with the key, the expected step, why, and what to remember.
// internal/letter makes a PDF of it.
func SheetMarkdown(g *decision.Guide, e *decision.Exercise, key bool) string {
	return sheet(g, e, key).markdown()
}

// SheetHTML writes the same sheet as a page of its own.
func SheetHTML(w io.Writer, g *decision.Guide, e *decision.Exercise, key bool) error {
	d := sheet(g, e, key)
	var p page
	p.html(d.title, "", func() {
		p.in("main", func() {
			p.put("h1", d.title)
			p.parts(d.parts)
		}, "class", "sheet")
	})
	return p.send(w)
}

func sheet(g *decision.Guide, e *decision.Exercise, key bool) document {
	d := document{title: "Cas pratique" + nbsp + ": " + e.Title}
	intro := "Les personnes et les sociétés de ce cas sont inventées."
	if e.Minutes > 0 {
		intro = "Durée" + nbsp + ": " + french.Plural(e.Minutes, "minute", "minutes") + ". " + intro
	}
	d.add(0, "", paragraphs(intro))
	d.add(2, "L’histoire", e.Story)
	d.add(2, "Ce que vous avez en main", e.Documents)
	d.add(2, "À vous", append(list(decision.Numbered,
		words("Relevez les faits qui comptent."),
		words("Choisissez la prochaine étape, une seule."),
		words("Dites pourquoi, et sur quel texte."),
	), blanks(key)...))
	d.add(2, "À discuter", e.Discussion)
	if key {
		d.key(g, e)
	}
	d.add(2, "À savoir", paragraphs(notAdvice, contentOf(g)))
	return d
}

// dots are a line to write on.
const dots = "………………………………………………………………………………"

// blanks leaves room to write, on a sheet without its key.
func blanks(key bool) decision.Text {
	if key {
		return nil
	}
	return paragraphs("Votre étape"+nbsp+": "+dots, "Pourquoi"+nbsp+": "+dots, "Le texte"+nbsp+": "+dots)
}

// key adds what the trainer has, and the room must not see too early.
func (d *document) key(g *decision.Guide, e *decision.Exercise) {
	a := decision.NewAnswers(g.Version)
	for _, s := range e.Answers {
		a = a.With(s.Fact, string(s.Value))
	}
	step := g.Step(e.Step)
	d.add(2, "Corrigé"+nbsp+": l’étape attendue", decision.Text{{Lines: []decision.Line{
		{{Text: step.Title, Strong: true}, {Text: ". " + step.Summary}},
	}}})
	var facts []decision.Line
	for _, r := range g.Walk(a).Path {
		facts = append(facts, replied(r))
	}
	d.add(2, "Les faits qui comptent", list(decision.Bullets, facts...))
	d.add(2, "Pourquoi cette étape", reasons(g, a))
	d.add(2, "Ce qu’il faut retenir", e.Point)
	d.add(2, "L’erreur classique", mistake(g, e))
	d.add(2, "Les textes", cited(g, sources(step, e)))
}

// reasons lists the conditions that opened the step, in the words they were
// asked.
func reasons(g *decision.Guide, a decision.Answers) decision.Text {
	all := g.Verdict(a).Reasons
	if len(all) == 0 {
		return paragraphs("C’est la voie qui reste quand les précédentes sont fermées.")
	}
	var lines []decision.Line
	for _, r := range all {
		q := g.Asked(a, r.Fact)
		told := q.Option(r.Value).Label
		if r.Text != "" {
			told += " — " + r.Text
		}
		lines = append(lines, labelled(q.Name, told))
	}
	return list(decision.Bullets, lines...)
}

// mistake tells the usual mistake, and the step it leads to.
func mistake(g *decision.Guide, e *decision.Exercise) decision.Text {
	wrong := g.Step(e.WrongStep)
	if len(e.Mistake) == 0 || wrong == nil {
		return e.Mistake
	}
	last := paragraphs("L’étape choisie à tort" + nbsp + ": " + french.Quote(wrong.Title) + ".")
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

// contentOf dates the content a hand-out was written from.
func contentOf(g *decision.Guide) string {
	return "Contenu juridique du " + french.Date(g.Version) + "."
}
