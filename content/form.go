package content

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

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
// refused, and the closest is proposed; it is then read as that one, so that it is
// not said missing as well.
func (p *page) fill(at int, level string, sections []section, fields []field) {
	seen := map[string]bool{}
	for _, s := range p.lifted(level, sections, fields) {
		f := find(fields, s.title)
		if f == nil {
			p.complain(s.line, "le titre « %s » n'existe pas ici. %s", s.title, proposal(level, s.title, fields))
			f = closest(fields, s.title)
		}
		switch {
		case f == nil:
		case seen[f.title] && !f.repeats:
			p.complain(s.line, "le titre « %s » est déjà dans la page. Réunissez les deux passages.", s.title)
		default:
			seen[f.title] = true
			p.alone(s, level)
			f.read(s)
		}
	}
	var missing []string
	for _, f := range fields {
		if f.optional || seen[f.title] {
			continue
		}
		if line := p.untitled(f.title); line > 0 {
			p.complain(line, "cette ligne n'est pas un titre. Écrivez : %s %s", level, f.title)
		} else {
			missing = append(missing, f.title)
		}
	}
	switch len(missing) {
	case 0:
	case 1:
		p.complain(at, "il manque la rubrique « %s ». Ajoutez : %s %s", missing[0], level, missing[0])
	default:
		p.complain(at, "il manque %d rubriques. Ajoutez leurs titres, et leur texte : %s %s", len(missing), level, strings.Join(missing, ", "+level+" "))
	}
}

// lifted takes the rubrics of a page out of those they were put under by a « # »
// too many, which it complains of.
func (p *page) lifted(level string, sections []section, fields []field) []section {
	if level != "##" {
		return sections
	}
	var all []section
	for _, s := range sections {
		own, subs := find(fields, s.title), s.subs
		s.subs = nil
		all = append(all, s)
		for _, sub := range subs {
			if f := find(fields, sub.title); f != nil && f != own && !named(sections, f.title) {
				p.complain(sub.line, "ce titre a un « # » de trop. Écrivez : ## %s", f.title)
				all = append(all, section{title: f.title, line: sub.line, blocks: sub.blocks})
				continue
			}
			last := &all[len(all)-1]
			last.subs = append(last.subs, sub)
		}
	}
	return all
}

func named(sections []section, title string) bool {
	return slices.ContainsFunc(sections, func(s section) bool { return s.title == title })
}

// untitled returns the line that holds the words of a title and is not one, or 0.
func (p *page) untitled(title string) int {
	for i, l := range p.lines {
		if !strings.HasPrefix(l, "#") && !strings.HasPrefix(l, "-") && len(l) < 2*len(title)+8 && french.Slug(l) == french.Slug(title) {
			return i + 1
		}
	}
	return 0
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

// closest returns the field a title most likely meant, or nil.
func closest(fields []field, title string) *field {
	titles := make([]string, len(fields))
	for i, f := range fields {
		titles[i] = f.title
		if french.Slug(f.title) == french.Slug(title) || strings.HasPrefix(french.Slug(title), french.Slug(f.title)+"-") {
			return &fields[i]
		}
	}
	if near := find(fields, decision.Nearest(title, titles)); near != nil {
		return near
	}
	return begunAlike(fields, title)
}

// begunAlike returns the only field whose first word is that of a title, or nil.
func begunAlike(fields []field, title string) (alike *field) {
	first, _, _ := strings.Cut(french.Slug(title), "-")
	for i := range fields {
		if word, _, more := strings.Cut(french.Slug(fields[i].title), "-"); more && word == first {
			if alike != nil {
				return nil
			}
			alike = &fields[i]
		}
	}
	return alike
}

func proposal(level, title string, fields []field) string {
	if f := closest(fields, title); f != nil {
		return "Écrivez : " + level + " " + f.title
	}
	titles := make([]string, len(fields))
	for i, f := range fields {
		titles[i] = f.title
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
func (p *page) labelled(s section, into map[string]*string, order []string, optional ...string) {
	seen := map[string]bool{}
	for _, it := range p.entries(s) {
		name, value, ok := strings.Cut(it.String(), ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		to, known := into[name]
		switch {
		case !ok || value == "":
			example := order[0]
			if at := slices.IndexFunc(order, func(begun string) bool { return strings.HasPrefix(it.String(), begun+" ") }); at >= 0 {
				example, seen[order[at]] = order[at], true
			}
			p.complain(it.line, "écrivez un nom, « : », puis sa valeur. Exemple : - %s : …", example)
		case !known:
			near := decision.Nearest(name, order)
			if seen[near] = true; near != "" {
				p.complain(it.line, "« %s » n'existe pas ici. Écrivez : - %s : %s", name, near, value)
				continue
			}
			p.complain(it.line, "« %s » n'existe pas ici. Lignes admises : %s.", name, strings.Join(order, ", "))
		case seen[name]:
			p.complain(it.line, "« %s » est déjà écrit plus haut. Gardez une seule ligne.", name)
		default:
			seen[name] = true
			*to = value
		}
	}
	for _, name := range order {
		if !seen[name] && !slices.Contains(optional, name) {
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
				p.complain(it.line, "écrivez un lien vers une page de fondements/ : c'est elle qui donne l'adresse du texte. Exemple : - [C. civ., art. 1103](../fondements/c-civ-1103.md) — ce qu'il apporte")
				continue
			}
			label, note, _ := cutDash(it.String())
			*into = append(*into, decision.Citation{Basis: links[0].ID, Label: typeset(label), Note: typeset(note)})
		}
	})
}

// What to write where facts are given a value.
const (
	answerForm = "écrivez le fait, « : », puis sa réponse. Exemple : - contestation : non"
	arrowForm  = "après la flèche, écrivez « fait : valeur ». Exemple : → réponse : accord"
)

// settings reads « fait : valeur, fait : valeur », which is to be written in that
// form.
func (p *page) settings(text string, at int, form string) []decision.Setting {
	if fact, value, ok := strings.Cut(text, ":"); ok {
		if what := measured(strings.TrimSpace(value)); what != "" {
			p.complain(at, "« %s » est %s, et non une réponse. Écrivez la réponse qui convient, par son nom, comme sous « Réponses » dans questions/%s.md.", strings.TrimSpace(value), what, french.Slug(fact))
			return nil
		}
	}
	var all []decision.Setting
	for part := range strings.SplitSeq(text, ",") {
		fact, value, ok := strings.Cut(part, ":")
		if !ok || french.Slug(fact) == "" || french.Slug(value) == "" {
			p.complain(at, "%s", form)
			return nil
		}
		all = append(all, decision.Setting{Fact: decision.Fact(french.Slug(fact)), Value: decision.Value(french.Slug(value))})
	}
	return all
}

// figured matches a sum that no name of an answer can be: it has a sign besides digits.
var figured = regexp.MustCompile(`^\d[\d\s.,\x{a0}\x{202f}]*(?:€|EUR|euros?)?$`)

// measured says what is written where the name of an answer is expected: a day or a
// sum, or nothing when it may be a name.
func measured(value string) string {
	switch {
	case value == "" || value == french.Slug(value):
		return ""
	case strings.HasPrefix(meant(value), "Écrivez : "):
		return "une date"
	case figured.MatchString(value):
		return "une somme"
	}
	return ""
}

// Dashes and arrows as keyboards and word processors write them.
var (
	dashes = []string{" — ", " – ", " -- ", " - "}
	arrows = []string{"→", "⇒", "-->", "->", "=>"}
)

// cutDash cuts a line at its long dash, or at what was typed for it.
func cutDash(s string) (before, after string, ok bool) { return cutFirst(s, dashes) }

// cutArrow cuts a line at its arrow, or at what was typed for it.
func cutArrow(s string) (before, after string, ok bool) { return cutFirst(s, arrows) }

// cutFirst cuts at the first of the marks that is there.
func cutFirst(s string, marks []string) (before, after string, ok bool) {
	for _, mark := range marks {
		if before, after, ok = strings.Cut(s, mark); ok {
			return before, after, true
		}
	}
	return s, "", false
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
