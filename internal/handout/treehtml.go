package handout

import (
	_ "embed" // the script
	"io"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

//go:embed tree.js
var treeScript string

// TreeHTML writes the part of the decision tree the answers lead to, as one
// page that stands alone: the tree, the ladder, the steps and the texts.
//
// Each question is written once, as a <details> that holds its answers; where
// it comes again there is a link. The script reads that outline and unfolds the
// tree from it, branch by branch, as they are opened. Without script, the
// outline and its links do the same. The same guide and answers always give the
// same bytes.
func TreeHTML(w io.Writer, g *decision.Guide, a decision.Answers) error {
	t := newTree(g, a)
	p := page{ids: map[string]bool{}}
	for _, s := range g.Steps {
		p.ids[stepID(s.ID)] = true
	}
	for _, b := range g.Bases {
		p.ids[basisID(b.ID)] = true
	}
	p.html(treeTitle, treeScript, func() {
		p.put("a", "Aller à l’arbre", "class", "skip", "href", "#arbre")
		p.header(t)
		p.in("main", func() {
			p.tree(t)
			p.ladder(t)
			p.steps(t)
			p.bases(g)
		})
	})
	return p.send(w)
}

func (p *page) header(t *tree) {
	p.in("header", func() {
		p.put("h1", treeTitle)
		p.passage(paragraphs("Un conflit avec un client"+nbsp+"? Une question après l’autre, jusqu’à une seule étape"+nbsp+": le compromis d’abord, le juge en dernier.",
			contentOf(t.guide)+" "+notAdvice))
		p.in("nav", func() {
			for _, s := range [][2]string{{"arbre", "L’arbre"}, {"echelle", "L’échelle"}, {"etapes", "Les étapes"}, {"textes", "Les textes"}} {
				p.put("a", s[1], "href", "#"+s[0])
				p.text(" ")
			}
			p.in("button", func() { p.text("Fond sombre") }, "type", "button", "id", "fond", "aria-pressed", "false", "hidden", "")
		}, "aria-label", "Sommaire")
	})
	p.line()
}

// section writes a part of the page under its title.
func (p *page) section(id, title string, inside func()) {
	p.in("section", func() {
		p.put("h2", title, "id", "titre-"+id)
		p.line()
		inside()
	}, "id", id, "tabindex", "-1", "aria-labelledby", "titre-"+id)
	p.line()
}

func (p *page) tree(t *tree) {
	p.section("arbre", "L’arbre", func() {
		p.passage(paragraphs(t.start()...))
		p.passage(t.replies())
		p.tools()
		p.in("ul", func() { p.branch(t.root) }, "id", "branches")
	})
}

// tools are for those who have the script, which shows them.
func (p *page) tools() {
	p.in("div", func() {
		p.passage(paragraphs("Ouvrez une réponse pour voir la suite. Au clavier" + nbsp + ": Tab ou ↑ et ↓ pour aller d’une réponse à l’autre, Entrée ou → pour ouvrir, ← pour fermer ou remonter."))
		p.in("search", func() {
			p.put("label", "Chercher une étape, une question ou un texte", "for", "recherche")
			p.void("input", "type", "search", "id", "recherche", "autocomplete", "off")
		})
		p.put("button", "Tout ouvrir", "type", "button", "id", "ouvrir")
		p.text(" ")
		p.put("button", "Tout fermer", "type", "button", "id", "fermer")
		p.put("p", "", "id", "annonce", "role", "status")
		p.put("ul", "", "id", "trouves")
	}, "id", "outils", "hidden", "")
	p.line()
}

// branch writes what an answer leads to.
func (p *page) branch(b branch) {
	p.in("li", func() {
		switch {
		case b.next == nil && b.step == nil:
			p.fork(b, b.end())
		case b.next == nil:
			p.in("a", func() { p.fork(b, b.end()) }, "href", "#"+stepID(b.step.ID), "class", "ref end")
		case !b.first:
			p.in("a", func() { p.fork(b, "Voir "+b.next.title()) }, "href", "#"+b.next.id(), "class", "ref")
		default:
			p.in("details", func() {
				p.in("summary", func() { p.fork(b, b.next.title()) })
				p.in("ul", func() {
					for _, kid := range b.next.branches {
						p.branch(kid)
					}
				})
			}, "id", b.next.id())
		}
	})
	p.line()
}

// fork writes an answer and where it leads.
func (p *page) fork(b branch, leads string) {
	if len(b.labels) > 0 {
		p.put("span", b.said(), "class", "said")
		p.text(" → ")
	}
	p.put("span", leads, "class", "leads")
}

func (q *question) id() string { return "q" + strconv.Itoa(q.number) }

func (p *page) ladder(t *tree) {
	p.section("echelle", "L’échelle", func() {
		p.passage(paragraphs("Les étapes, de la plus urgente ou la plus douce à la plus contraignante. L’étape recommandée est la première qui convient."))
		first := 1
		for _, stretch := range t.guide.Road(t.answers) {
			p.put("h3", stretch.Name)
			p.in("ol", func() {
				for _, place := range stretch.Places {
					p.in("li", func() { p.rung(t, place) })
					p.line()
				}
			}, "class", "ladder", "start", strconv.Itoa(first))
			first += len(stretch.Places)
		}
	})
}

// rung writes a step of the ladder and, when answers were given, where it
// stands.
func (p *page) rung(t *tree, place decision.Place) {
	s := place.Step
	p.put("a", s.Title, "href", "#"+stepID(s.ID))
	if len(t.given) > 0 {
		p.text(" ")
		p.put("em", t.standing(place))
	}
	var told []string
	for _, l := range [][2]string{{"Coût", s.Brief.Cost}, {"Délai", s.Brief.Time}, {"Valeur", s.Brief.Worth}} {
		if l[1] != "" {
			told = append(told, l[0]+nbsp+": "+l[1])
		}
	}
	p.put("p", strings.Join(told, ". ")+".")
}

// standing says where a step stands, given the answers.
func (t *tree) standing(place decision.Place) string {
	switch {
	case place.Standing == decision.Recommended:
		return "(étape recommandée)"
	case place.Standing == decision.Open:
		return "(encore possible)"
	case place.Standing == decision.Later:
		return "(plus tard, peut-être)"
	case place.Before != nil:
		return "(fermée" + nbsp + ": " + french.Quote(place.Before.Title) + " passe toujours avant)"
	}
	var why []string
	for _, r := range place.Blocks {
		q := t.guide.Asked(t.answers, r.Fact)
		why = append(why, q.Name+nbsp+": "+q.Option(r.Value).Label)
	}
	return "(fermée. " + strings.Join(why, nbsp+"; ") + ")"
}

func (p *page) steps(t *tree) {
	p.section("etapes", "Les étapes", func() {
		for _, place := range t.ladder() {
			p.in("article", func() {
				p.put("h3", place.Step.Title)
				p.parts(stepParts(t.guide, place.Step, 4))
			}, "id", stepID(place.Step.ID))
			p.line()
		}
	})
}

func (p *page) bases(g *decision.Guide) {
	p.section("textes", "Les textes", func() {
		for i := range g.Bases {
			b := &g.Bases[i]
			p.in("article", func() {
				p.put("h3", b.Title)
				p.parts(basisParts(b, 4))
			}, "id", basisID(b.ID))
			p.line()
		}
	})
}
