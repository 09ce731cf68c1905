package content

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// verdicts are what can be said of a claim of the article.
var verdicts = []string{"exact", "à nuancer", "dépassé", "faux", "oublié"}

// article reads article.md: each claim of the article, and what the law says.
func (r *reader) article() error {
	return r.page("article.md", "article", func(p *page) {
		a := &r.guide.Article
		a.Title, a.Intro = typeset(p.root.title), texts(p.root.blocks)
		for _, s := range p.root.subs {
			p.flat(func(s section) { a.Corrections = append(a.Corrections, p.correction(s)) })(s)
		}
	})
}

func (p *page) correction(s section) decision.Correction {
	c := decision.Correction{Title: typeset(s.title), Pos: p.pos(s.line)}
	var law, bases string
	p.labelled(s, map[string]*string{
		"L'article disait": &c.Said, "Verdict": &c.Verdict, "Le droit dit": &law, "Fondement": &bases,
	}, []string{"L'article disait", "Verdict", "Le droit dit", "Fondement"}, "Fondement")
	if c.Verdict != "" && !slices.Contains(verdicts, c.Verdict) {
		p.complain(lineOf(s, "Verdict"), "ce verdict n'existe pas. Écrivez : %s", strings.Join(verdicts, ", "))
	}
	c.Said = typeset(c.Said)
	for _, b := range s.blocks {
		for _, it := range b.items {
			switch {
			case strings.HasPrefix(it.String(), "Le droit dit"):
				c.Law = afterColon(line(it.spans))
			case strings.HasPrefix(it.String(), "Fondement"):
				c.Bases = p.cited(it)
			}
		}
	}
	return c
}

// cited reads the links of one line.
func (p *page) cited(it item) []decision.Citation {
	var all []decision.Citation
	for _, s := range it.spans {
		if s.Link.Kind == decision.ToBasis {
			all = append(all, decision.Citation{Basis: s.Link.ID, Label: typeset(s.Text)})
		}
	}
	if len(all) == 0 {
		p.complain(it.line, "écrivez un lien vers un fondement. Exemple : [Article 1530-2](fondements/cpc-1530-2.md)")
	}
	return all
}

// afterColon drops the label that starts a line.
func afterColon(l decision.Line) decision.Line {
	if len(l) > 0 {
		if _, rest, ok := strings.Cut(l[0].Text, ":"); ok {
			l[0].Text = strings.TrimLeft(rest, " "+french.NBSP)
		}
	}
	return l
}
