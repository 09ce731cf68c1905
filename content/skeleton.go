package content

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"compromis/decision"
)

// begins write a page of each kind, its folder, and the lines it needs elsewhere: all
// is sound as it is, and what an author has to write is marked.
var begins = map[string]func(g *decision.Guide, id string, today time.Time) (section, text string, ranks []rank){
	"question": beginQuestion, "etape": beginStep, "fondement": beginBasis, "courrier": beginLetter,
}

// titled makes words of an id: "mon-cas" gives "Mon cas".
func titled(id string) string {
	words := strings.ReplaceAll(id, "-", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

func beginQuestion(_ *decision.Guide, id string, _ time.Time) (section, text string, ranks []rank) {
	text = `# ` + titled(id) + ` ?
À ÉCRIRE : une ou deux phrases d'aide.

## En un mot
` + titled(id) + `

## Pourquoi cette question
À ÉCRIRE : ce que la réponse décide.

## Réponses
- oui : Oui, ` + strings.ReplaceAll(id, "-", " ") + ` — À ÉCRIRE : ce que cela veut dire
- non : Non, rien de tel — À ÉCRIRE : ce que cela veut dire

## Si vous ne savez pas
À ÉCRIRE : la pièce à regarder, et où la trouver.
`
	return "questions", text, []rank{{file: "echelle.md", line: fmt.Sprintf("1. [%s](questions/%s.md)", titled(id), id), before: func(line string) bool { return line == "## Étapes" }}}
}

func beginStep(g *decision.Guide, id string, today time.Time) (section, text string, ranks []rank) {
	path, beside := untold(g)
	var when strings.Builder
	for _, s := range path {
		fmt.Fprintf(&when, "- %s : %s — À ÉCRIRE : une règle vraie que la condition tienne ou non\n", s.Fact, s.Value)
	}
	basis := g.Step(beside).Bases[0]
	text = `# ` + titled(id) + `
À ÉCRIRE : en une phrase, ce que c'est.

## Quand
` + when.String() + `
## Pourquoi maintenant
À ÉCRIRE : un court paragraphe.

## En bref
- Coût : À ÉCRIRE
- Délai : À ÉCRIRE
- Valeur : À ÉCRIRE
- Initiative : vous
- Confidentialité : À ÉCRIRE

## Comment faire
1. À ÉCRIRE : la première action.

## Pièces à réunir
- À ÉCRIRE : une pièce

## Pièges
- À ÉCRIRE : ce qu'il ne faut pas faire, et pourquoi

## Fondement
- [` + basis.Label + `](../fondements/` + basis.Basis + `.md) — À ÉCRIRE : ce que le texte apporte ici

## Ensuite
- Le client paie ou tout est réglé → fin

## Voies voisines
- [` + g.Step(beside).Title + `](` + beside + `.md) — À ÉCRIRE : dans quel cas
`
	line := fmt.Sprintf("[%s](etapes/%s.md)", titled(id), id)
	isBeside := func(line string) bool { return strings.Contains(line, "(etapes/"+beside+".md") }
	return "etapes", text, []rank{
		{file: "echelle.md", line: "- " + line, before: func(line string) bool { return strings.HasPrefix(line, "- ") && isBeside(line) }},
		{file: "echelle.md", line: "1. " + line, before: func(line string) bool { return !strings.HasPrefix(line, "- ") && isBeside(line) }},
		{file: "baremes/etapes.csv", line: id + ",,,,,non,À ÉCRIRE : la source," + day(today) + ",C"},
	}
}

func beginBasis(_ *decision.Guide, id string, _ time.Time) (section, text string, ranks []rank) {
	return "fondements", `# ` + titled(id) + `
À ÉCRIRE : le texte expliqué avec nos mots, en une à quatre phrases.

## Repères
- Référence : À ÉCRIRE
- En vigueur depuis : non vérifié
- Relu le : ` + neverRead + `
- Source : commentaires
- Lu dans : À ÉCRIRE
- Confiance : C

## Texte à relire
À ÉCRIRE : ce que nous n'avons pas relu dans le texte d'aujourd'hui.
`, nil
}

func beginLetter(g *decision.Guide, id string, _ time.Time) (section, text string, ranks []rank) {
	s := g.Steps[max(slices.IndexFunc(g.Steps, func(s decision.Step) bool { return s.ID == "relancer-par-ecrit" }), 0)]
	return "courriers", `# ` + titled(id) + `
À ÉCRIRE : quand l'envoyer, en une phrase.

## Pour
- étape : [` + s.Title + `](../etapes/` + s.ID + `.md)

## Objet
À ÉCRIRE : l'objet, en quelques mots

## Envoi
ordinaire

## Texte
{appel},

À ÉCRIRE : le corps de la lettre. L'expéditeur, le destinataire, la date et la signature sont ajoutés.

Je vous prie d'agréer, {appel}, mes salutations distinguées.

## Avant d'envoyer
- Gardez une copie.
`, nil
}

func day(t time.Time) string { return t.Format("02/01/2006") }

// untold returns the answers of a path that no exercise takes, and the step it leads to:
// a new step may take it, and nothing else moves.
func untold(g *decision.Guide) (path []decision.Setting, step string) {
	told := func(path []decision.Setting) bool {
		return slices.ContainsFunc(g.Exercises, func(e decision.Exercise) bool { return slices.Equal(e.Answers, path) })
	}
	a := decision.NewAnswers(g.Version)
	var search func(a decision.Answers, path []decision.Setting) bool
	search = func(a decision.Answers, so []decision.Setting) bool {
		next := g.Walk(a).Next
		if next == nil {
			s := g.Verdict(a).Step
			if s == nil || told(so) || g.Through([]string{s.ID}, nil, nil) < 2 {
				return false
			}
			path, step = slices.Clone(so), s.ID
			return true
		}
		for _, o := range slices.Backward(next.Options) {
			if search(a.With(next.Fact, string(o.Value)), append(so[:len(so):len(so)], decision.Setting{Fact: next.Fact, Value: o.Value})) {
				return true
			}
		}
		return false
	}
	search(a, nil)
	return path, step
}

// casePage is an exercise whose answers are known and whose story is to be written.
func casePage(g *decision.Guide, id string, a decision.Answers, step *decision.Step) string {
	var told strings.Builder
	for _, r := range g.Walk(a).Path {
		if !r.Deduced {
			fmt.Fprintf(&told, "- %s : %s\n", r.Question.Fact, r.Value)
		}
	}
	basis := step.Bases[0]
	return `# ` + titled(id) + `
À ÉCRIRE : l'histoire, en 80 à 150 mots. Elle est fictive, et ses noms sont inventés.

## Pièces
- À ÉCRIRE : ce que l'on a en main

## Réponses
` + told.String() + `
## Étape attendue
[` + step.Title + `](../etapes/` + step.ID + `.md)

## Ce qu'il faut retenir
À ÉCRIRE : un court paragraphe, avec ses textes, comme [` + basis.Label + `](../fondements/` + basis.Basis + `.md).

## L'erreur classique
À ÉCRIRE : ce que l'on fait à tort, et pourquoi.

## À discuter
- À ÉCRIRE : une question sans réponse toute faite ?
- À ÉCRIRE : une autre ?

## Durée
15 minutes
`
}
