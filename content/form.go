package content

import (
	"strconv"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// field is a heading a page may have, and what reads it.
type field struct {
	title    string
	optional bool
	repeats  bool
	read     func(section)
}

// fill reads sections into fields. A heading that is not one of the fields is
// refused, and the closest is proposed.
func (p *page) fill(at int, level string, sections []section, fields []field) {
	seen := map[string]bool{}
	for _, s := range sections {
		f := find(fields, s.title)
		switch {
		case f == nil:
			p.complain(s.line, "le titre « %s » n'existe pas ici. %s", s.title, proposal(level, s.title, fields))
		case seen[f.title] && !f.repeats:
			p.complain(s.line, "le titre « %s » est déjà dans la page. Réunissez les deux passages.", s.title)
		default:
			seen[f.title] = true
			p.alone(s, level)
			f.read(s)
		}
	}
	for _, f := range fields {
		if !f.optional && !seen[f.title] {
			p.complain(at, "il manque la rubrique « %s ». Ajoutez : %s %s", f.title, level, f.title)
		}
	}
}

// alone refuses sub-headings where a section has none.
func (p *page) alone(s section, level string) {
	if level == "###" {
		for _, sub := range s.subs {
			p.complain(sub.line, "ce titre est de trop sous « %s ».", s.title)
		}
	}
}

// flat wraps the reading of a level-2 section that has no sub-headings.
func (p *page) flat(read func(section)) func(section) {
	return func(s section) {
		for _, sub := range s.subs {
			p.complain(sub.line, "ce titre est de trop sous « %s ». Retirez-le.", s.title)
		}
		read(s)
	}
}

func find(fields []field, title string) *field {
	for i := range fields {
		if fields[i].title == title {
			return &fields[i]
		}
	}
	return nil
}

func proposal(level, title string, fields []field) string {
	titles := make([]string, len(fields))
	for i, f := range fields {
		titles[i] = f.title
		if french.Slug(f.title) == french.Slug(title) {
			return "Écrivez : " + level + " " + f.title
		}
	}
	if near := decision.Nearest(title, titles); near != "" {
		return "Écrivez : " + level + " " + near
	}
	return "Titres admis : " + strings.Join(titles, ", ") + "."
}

// text returns the section as a text, which must not be empty.
func (p *page) text(into *decision.Text) func(section) {
	return p.flat(func(s section) {
		if len(s.blocks) == 0 {
			p.complain(s.line, "la rubrique « %s » est vide. Complétez-la, ou retirez son titre.", s.title)
		}
		*into = texts(s.blocks)
		p.audiences(s)
	})
}

// audiences checks the words by which a line says that it is for some clients only.
func (p *page) audiences(s section) {
	for _, b := range s.blocks {
		for _, it := range b.items {
			if clients, said := line(it.spans).Audience(); said && len(clients) == 0 {
				p.complain(it.line, "ce client n'est pas connu. En gras, après « Client », sont admis : %s. Exemple : - **Client professionnel ou public** : lisez le contrat.", strings.Join(decision.Audiences(), ", "))
			}
		}
	}
}

func texts(blocks []block) decision.Text {
	t := make(decision.Text, 0, len(blocks))
	for _, b := range blocks {
		out := decision.Block{List: b.list, Lines: make([]decision.Line, 0, len(b.items))}
		for _, it := range b.items {
			out.Lines = append(out.Lines, line(it.spans))
		}
		t = append(t, out)
	}
	return t
}

// short returns the section as one short line.
func (p *page) short(into *string) func(section) {
	return p.flat(func(s section) {
		if len(s.blocks) != 1 || len(s.blocks[0].items) != 1 {
			p.complain(s.line, "la rubrique « %s » tient en une ligne.", s.title)
			return
		}
		*into = typeset(s.blocks[0].items[0].String())
	})
}

// lead returns the paragraph under the title of the page, as one line.
func (p *page) lead(into *string) {
	blocks := p.root.blocks
	if len(blocks) != 1 || blocks[0].list != decision.Paragraph {
		p.complain(p.root.line, "sous le titre, écrivez un seul paragraphe.")
		return
	}
	*into = typeset(blocks[0].items[0].String())
}

// entries returns the items of a section that must be one list.
func (p *page) entries(s section) []item {
	if len(s.blocks) != 1 || s.blocks[0].list == decision.Paragraph {
		p.complain(s.line, "sous « %s », écrivez une liste, un tiret par ligne.", s.title)
		return nil
	}
	return s.blocks[0].items
}

// labelled reads a list of « Nom : valeur » lines into the names given. All
// are wanted but those in optional.
func (p *page) labelled(s section, into map[string]*string, order []string, optional string) {
	seen := map[string]bool{}
	for _, it := range p.entries(s) {
		name, value, ok := strings.Cut(it.String(), ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		to, known := into[name]
		switch {
		case !ok || value == "":
			p.complain(it.line, "écrivez un nom, « : », puis sa valeur. Exemple : - %s : …", order[0])
		case !known:
			p.complain(it.line, "« %s » n'existe pas ici. Lignes admises : %s.", name, strings.Join(order, ", "))
		case seen[name]:
			p.complain(it.line, "« %s » est déjà écrit plus haut. Gardez une seule ligne.", name)
		default:
			seen[name] = true
			*to = value
		}
	}
	for _, name := range order {
		if !seen[name] && name != optional {
			p.complain(s.line, "il manque la ligne « - %s : … ».", name)
		}
	}
}

// citations reads a list of links to legal bases.
func (p *page) citations(into *[]decision.Citation) func(section) {
	return p.flat(func(s section) {
		for _, it := range p.entries(s) {
			links := it.spans.Links()
			if len(links) != 1 || links[0].Kind != decision.ToBasis {
				p.complain(it.line, "écrivez un lien vers un fondement. Exemple : - [C. civ., art. 1103](../fondements/c-civ-1103.md) — ce qu'il apporte")
				continue
			}
			label, note, _ := cutDash(it.String())
			*into = append(*into, decision.Citation{Basis: links[0].ID, Label: typeset(label), Note: typeset(note)})
		}
	})
}

// settings reads « fait : valeur, fait : valeur ».
func (p *page) settings(text string, at int) []decision.Setting {
	var all []decision.Setting
	for part := range strings.SplitSeq(text, ",") {
		fact, value, ok := strings.Cut(part, ":")
		if !ok || french.Slug(fact) == "" || french.Slug(value) == "" {
			p.complain(at, "après la flèche, écrivez « fait : valeur ». Exemple : → réponse : accord")
			return nil
		}
		all = append(all, decision.Setting{Fact: decision.Fact(french.Slug(fact)), Value: decision.Value(french.Slug(value))})
	}
	return all
}

// cutDash cuts a line at its long dash.
func cutDash(s string) (before, after string, ok bool) { return strings.Cut(s, " — ") }

// day reads a day written 31/12/2026.
func (p *page) day(s string, at int) time.Time {
	d, err := time.Parse("02/01/2006", s)
	if err != nil {
		p.complain(at, "« %s » n'est pas une date. Écrivez le jour, le mois et l'année : 31/12/2026", s)
	}
	return d
}

// partial reads a day, a month, a year, or « non vérifié ».
func (p *page) partial(s string, at int) decision.PartialDate {
	if s == "non vérifié" {
		return ""
	}
	for _, layout := range [][2]string{{"02/01/2006", time.DateOnly}, {"01/2006", "2006-01"}, {"2006", "2006"}} {
		if d, err := time.Parse(layout[0], s); err == nil {
			return decision.PartialDate(d.Format(layout[1]))
		}
	}
	p.complain(at, "« %s » n'est pas une date admise. Écrivez 01/09/2025, 09/2025, 2025 ou : non vérifié", s)
	return ""
}

func (p *page) grade(s string, at int) decision.Confidence {
	switch c := decision.Confidence(s); c {
	case decision.ConfidenceA, decision.ConfidenceB, decision.ConfidenceC:
		return c
	}
	p.complain(at, "« %s » n'est pas un degré de confiance. Écrivez A, B ou C.", s)
	return ""
}

// lineOf returns the line of the entry that starts with the name.
func lineOf(s section, name string) int {
	for _, b := range s.blocks {
		for _, it := range b.items {
			if strings.HasPrefix(it.String(), name) {
				return it.line
			}
		}
	}
	return s.line
}

// positive reads a count of years.
func positive(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0 && n <= 100
}
