package content

import (
	"strings"

	"compromis/decision"
)

// causes reads the pages of causes/.
func (r *reader) causes() error { return r.pages("causes", r.cause) }

func (r *reader) cause(p *page) {
	c := decision.Cause{Value: decision.Value(p.id), Title: typeset(p.root.title), Pos: p.pos(p.root.line)}
	p.lead(&c.Summary)
	sheet := func(s section) { c.Sheets = append(c.Sheets, p.sheet(s)) }
	p.fill(p.root.line, "##", p.root.subs, []field{
		{title: "Consommateur", read: sheet},
		{title: "Non-professionnel", optional: true, read: sheet},
		{title: "Professionnel", read: sheet},
	})
	r.guide.Causes = append(r.guide.Causes, c)
}

func (p *page) sheet(s section) decision.CauseSheet {
	sheet := decision.CauseSheet{Title: s.title, Pos: p.pos(s.line)}
	sheet.Clients, sheet.Intro = p.clients(s)
	p.fill(s.line, "###", s.subs, []field{
		{title: "Ce que vous devez", read: p.text(&sheet.Duties)},
		{title: "Ce que le client peut exiger", read: p.text(&sheet.Claims)},
		{title: "Délais", read: p.text(&sheet.Deadlines)},
		{title: "Sanctions", optional: true, read: p.text(&sheet.Penalties)},
		{title: "Compromis usuels", read: p.text(&sheet.Compromises)},
		{title: "Fondement", read: p.citations(&sheet.Bases)},
	})
	return sheet
}

// clients reads the line « Pour : consommateur, étranger ».
func (p *page) clients(s section) ([]decision.Value, decision.Text) {
	if len(s.blocks) > 0 && s.blocks[0].list == decision.Paragraph {
		if said, ok := strings.CutPrefix(s.blocks[0].items[0].String(), "Pour :"); ok {
			return valuesOf(said), texts(s.blocks[1:])
		}
	}
	p.complain(s.line, "dites d'abord à quels clients ce bloc s'applique. Exemple : Pour : consommateur, étranger")
	return nil, nil
}
