package handout

import (
	_ "embed" // the script
	"io"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
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
	p := treePage{&paper.HTML{Within: within(g)}}
	p.Page(treeTitle, style, treeScript, func() {
		p.Put("a", "Aller à l’arbre", "class", "skip", "href", "#arbre")
		p.header(t)
		p.In("main", func() {
			p.outline(t)
			p.ladder(t)
			p.steps(t)
			p.bases(g)
		})
	})
	return p.Send(w)
}

// treePage is that page being written.
type treePage struct{ *paper.HTML }

// within names what the page holds: the steps and the texts.
func within(g *decision.Guide) func(decision.Link) string {
	return func(l decision.Link) string {
		switch {
		case l.Kind == decision.ToStep && g.Step(l.ID) != nil:
			return stepID(l.ID)
		case l.Kind == decision.ToBasis && g.Basis(l.ID) != nil:
			return basisID(l.ID)
		}
		return ""
	}
}

func stepID(id string) string  { return "etape-" + id }
func basisID(id string) string { return "texte-" + id }

func (p treePage) header(t *tree) {
	p.In("header", func() {
		p.Put("h1", treeTitle)
		p.Passage(paper.Paragraphs("Un conflit avec un client"+french.NBSP+"? Une question après l’autre, jusqu’à une seule étape"+french.NBSP+": le compromis d’abord, le juge en dernier.",
			say.Content(t.guide)+" "+say.NotAdvice+" "+say.CheckFirst))
		p.In("nav", func() {
			for _, s := range [][2]string{{"arbre", "L’arbre"}, {"echelle", "L’échelle"}, {"etapes", "Les étapes"}, {"textes", "Tous les textes"}} {
				p.Put("a", s[1], "href", "#"+s[0])
				p.Text(" ")
			}
			p.In("button", func() { p.Text("Fond sombre") }, "type", "button", "id", "fond", "aria-pressed", "false", "hidden", "")
		}, "aria-label", "Sommaire")
	})
	p.Line()
}

// section writes a part of the page under its title.
func (p treePage) section(id, title string, inside func()) {
	p.In("section", func() {
		p.Put("h2", title, "id", "titre-"+id)
		p.Line()
		inside()
	}, "id", id, "tabindex", "-1", "aria-labelledby", "titre-"+id)
	p.Line()
}

func (p treePage) outline(t *tree) {
	p.section("arbre", "L’arbre", func() {
		p.Passage(paper.Paragraphs(t.start()...))
		p.Passage(t.replies())
		p.tools()
		p.In("ul", func() { p.branch(t.root) }, "id", "branches")
	})
}

// tools are for those who have the script, which shows them.
func (p treePage) tools() {
	p.In("div", func() {
		p.Passage(paper.Paragraphs("Ouvrez une réponse pour voir la suite. Au clavier" + french.NBSP + ": Tab ou ↑ et ↓ pour aller d’une réponse à l’autre, Entrée ou → pour ouvrir, ← pour fermer ou remonter."))
		p.In("search", func() {
			p.Put("label", "Chercher une étape, une question ou un texte", "for", "recherche")
			p.Void("input", "type", "search", "id", "recherche", "autocomplete", "off")
		})
		p.Put("button", "Tout ouvrir", "type", "button", "id", "ouvrir")
		p.Text(" ")
		p.Put("button", "Tout fermer", "type", "button", "id", "fermer")
		p.Put("p", "", "id", "annonce", "role", "status")
		p.Put("ul", "", "id", "trouves")
	}, "id", "outils", "hidden", "")
	p.Line()
}

// branch writes what an answer leads to.
func (p treePage) branch(b branch) {
	p.In("li", func() {
		switch {
		case b.next == nil && b.step == nil:
			p.fork(b, b.end())
		case b.next == nil:
			p.In("a", func() { p.fork(b, b.end()) }, "href", "#"+stepID(b.step.ID), "class", "ref end")
		case !b.first:
			p.In("a", func() { p.fork(b, "Voir "+b.next.title()) }, "href", "#"+b.next.id(), "class", "ref")
		default:
			p.In("details", func() {
				p.In("summary", func() { p.fork(b, b.next.title()) })
				p.In("ul", func() {
					for _, kid := range b.next.branches {
						p.branch(kid)
					}
				})
			}, "id", b.next.id())
		}
	})
	p.Line()
}

// fork writes an answer and where it leads.
func (p treePage) fork(b branch, leads string) {
	if len(b.labels) > 0 {
		p.Put("span", b.said(), "class", "said")
		p.Text(" → ")
	}
	p.Put("span", leads, "class", "leads")
}

func (q *question) id() string { return "q" + strconv.Itoa(q.number) }

func (p treePage) ladder(t *tree) {
	p.section("echelle", "L’échelle", func() {
		p.Passage(paper.Paragraphs("Les étapes, de la plus urgente ou la plus douce à la plus contraignante. L’étape recommandée est la première qui convient."))
		first := 1
		for _, stretch := range t.guide.Road(t.answers) {
			p.Put("h3", stretch.Name)
			p.In("ol", func() {
				for _, place := range stretch.Places {
					p.In("li", func() { p.rung(t, place) })
					p.Line()
				}
			}, "class", "ladder", "start", strconv.Itoa(first))
			first += len(stretch.Places)
		}
	})
}

// rung writes a step of the ladder and, when answers were given, where it
// stands.
func (p treePage) rung(t *tree, place decision.Place) {
	s := place.Step
	p.Put("a", s.Title, "href", "#"+stepID(s.ID))
	if len(t.given) > 0 {
		p.Text(" ")
		p.Put("em", t.standing(place))
	}
	var told []string
	for _, row := range say.Compared(s.Brief) {
		told = append(told, row.String())
	}
	p.Put("p", strings.Join(told, ". ")+".")
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
	}
	var why []string
	for _, w := range say.Closed(t.guide, say.Asked(t.guide, t.answers), place) {
		why = append(why, w.Answer)
	}
	return "(fermée. " + strings.Join(why, french.NBSP+"; ") + ")"
}

func (p treePage) steps(t *tree) {
	p.section("etapes", "Les étapes", func() {
		for _, place := range t.ladder() {
			p.In("article", func() {
				p.Put("h3", place.Step.Title)
				var d paper.Paper
				addStep(&d, t.guide, place.Step, 4)
				p.Paper(d)
			}, "id", stepID(place.Step.ID))
			p.Line()
		}
	})
}

func (p treePage) bases(g *decision.Guide) {
	p.section("textes", "Tous les textes", func() {
		for i := range g.Bases {
			b := &g.Bases[i]
			p.In("article", func() {
				p.Put("h3", b.Title)
				var d paper.Paper
				addBasis(&d, b, 4)
				p.Paper(d)
			}, "id", basisID(b.ID))
			p.Line()
		}
	})
}
