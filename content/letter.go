package content

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// letters reads the pages of courriers/, one a letter or a document. What they
// name is looked up in the other pages, once those are free of faults.
func (r *reader) letters() (all []decision.Letter, err error) {
	err = r.pages("courriers", func(p *page) {
		l := p.letter()
		if !r.own() {
			r.named(p.strange(&l)...)
		}
		all = append(all, l)
	})
	return all, err
}

func (p *page) letter() decision.Letter {
	l := decision.Letter{ID: p.id, Title: typeset(p.root.title), Pos: p.pos(p.root.line)}
	sending := ""
	p.lead(&l.Summary)
	p.fill(p.root.line, "##", p.root.subs, []field{
		{title: "Pour", read: p.flat(func(s section) { p.purpose(s, &l) })},
		{title: "Objet", optional: true, read: p.flat(func(s section) { l.Object = p.object(s) })},
		{title: "Envoi", optional: true, read: p.flat(func(s section) { sending = p.sending(s) })},
		{title: "Texte", read: func(s section) { l.Parts = p.passages(s) }},
		{title: "Pièces jointes", optional: true, read: p.listed(&l.Documents)},
		{title: "Avant d'envoyer", read: p.listed(&l.Before)},
		{title: "Fondement", optional: true, read: p.citations(&l.Bases)},
	})
	for _, s := range p.root.subs {
		p.blanks(s.title, s)
		if slices.Contains(fillable, s.title) {
			p.toComplete(s)
		}
		if s.title == "Texte" {
			p.quoted(s, l.Bases)
		}
	}
	l.Signed = sending == sendings[0]
	if l.Signed && len(l.Object) == 0 && !strings.Contains(textOf(l.Parts), dossier.Registered) {
		p.complain(p.root.line, "un document sans objet dit lui-même comment il part. Écrivez sous « Texte » : %s", dossier.Registered)
	}
	if sending == "" && registered.MatchString(l.Summary+" "+l.Before.String()) {
		p.complain(p.root.line, "cette page parle de recommandé. Dites si ce courrier part ainsi, sous « Envoi » : %s.", french.Or(sendings))
	}
	return l
}

// sendings are the ways a letter may leave. One that leaves by the first says so
// to whoever receives it.
var sendings = []string{"recommandé", "ordinaire"}

// textOf returns the words of passages.
func textOf(all []decision.LetterPart) (words string) {
	for _, part := range all {
		words += part.Text.String() + "\n"
	}
	return words
}

// registered is what speaks of registered post.
var registered = regexp.MustCompile(`recommandé(\PL|$)`)

// sending reads how a letter leaves.
func (p *page) sending(s section) (said string) {
	for _, known := range sendings {
		if len(s.blocks) == 1 && len(s.blocks[0].items) == 1 && french.Slug(s.blocks[0].items[0].String()) == french.Slug(known) {
			return known
		}
	}
	p.complain(s.line, "écrivez comment part ce courrier : %s.", french.Or(sendings))
	return "?"
}

// quoted checks the texts of law a letter names to whoever receives it: each is
// among its own, under the same name.
func (p *page) quoted(s section, known []decision.Citation) {
	for _, b := range s.blocks {
		for _, it := range b.items {
			for _, span := range it.spans {
				if span.Link.Kind == decision.ToBasis && !slices.ContainsFunc(known, func(c decision.Citation) bool {
					return c.Basis == span.Link.ID && c.Label == typeset(span.Text)
				}) {
					p.complain(p.lineWith(span.Text, it.line), "le courrier cite « %s », qui n'est pas sous « Fondement » à ce nom. Ajoutez-le, ou reprenez le nom qu'il y porte.", span.Text)
				}
			}
		}
	}
	for _, sub := range s.subs {
		p.quoted(sub, known)
	}
}

// purpose reads « étape : [lien] », once or more, « client : valeurs » and
// « acte : ce qui entre au journal ».
func (p *page) purpose(s section, l *decision.Letter) {
	for _, it := range p.entries(s) {
		name, values, _ := strings.Cut(it.String(), ":")
		links := it.spans.Links()
		switch name = french.Slug(name); {
		case name == "etape" && len(links) == 1 && links[0].Kind == decision.ToStep:
			l.Steps = append(l.Steps, links[0].ID)
		case name == "client" && french.Slug(values) != "" && l.Clients == nil:
			l.Clients = valuesOf(values)
		case name == "acte" && french.Slug(values) != "" && l.Act == "":
			l.Act = french.Slug(values)
		default:
			p.complain(it.line, "écrivez « étape : » et un lien, « client : » et des réponses, ou « acte : » et ce que l'envoi écrit au journal. Exemple : - étape : [Appeler le client](../etapes/appeler-client.md)")
		}
	}
	tried := slices.ContainsFunc(p.items(s), func(it item) bool { return strings.HasPrefix(french.Slug(it.String()), "etape") })
	if len(l.Steps) == 0 && !tried {
		p.complain(s.line, "dites à quelle étape sert ce courrier. Exemple : - étape : [Appeler le client](../etapes/appeler-client.md)")
	}
}

// items returns the entries of a section, whatever it should be.
func (p *page) items(s section) (all []item) {
	for _, b := range s.blocks {
		all = append(all, b.items...)
	}
	return all
}

// valuesOf reads « valeur, valeur », or what is typed for the comma.
func valuesOf(text string) []decision.Value {
	if text == "" {
		return nil
	}
	if strings.ContainsAny(text, ";/") || strings.Contains(text, " ou ") || strings.Contains(text, " et ") {
		text = together.ReplaceAllString(text, ",")
	}
	var all []decision.Value
	for v := range strings.SplitSeq(text, ",") {
		all = append(all, decision.Value(french.Slug(v)))
	}
	return all
}

// together matches what joins values, beside a comma.
var together = regexp.MustCompile(` *[;/] *| (ou|et) `)

// object reads the one line of « Objet ».
func (p *page) object(s section) decision.Line {
	if len(s.blocks) != 1 || s.blocks[0].list != decision.Paragraph {
		p.complain(s.line, "la rubrique « %s » tient en une ligne.", s.title)
		return nil
	}
	return line(s.blocks[0].items[0].spans)
}

// listed returns the section as a text, which must be one list.
func (p *page) listed(into *decision.Text) func(section) {
	return p.flat(func(s section) {
		p.entries(s)
		*into = texts(s.blocks)
	})
}

// passages reads the text of a letter: what stands first is always kept, what
// follows a heading is kept under its condition.
func (p *page) passages(s section) []decision.LetterPart {
	var all []decision.LetterPart
	for i, passage := range append([]section{s}, s.subs...) {
		if len(passage.blocks) == 0 && (i > 0 || len(s.subs) == 0) {
			p.complain(passage.line, "ce passage est vide. Complétez-le, ou retirez son titre.")
		}
		if len(passage.blocks) == 0 {
			continue
		}
		part := decision.LetterPart{Text: texts(passage.blocks), Pos: p.pos(passage.line)}
		if i > 0 {
			part.Conditions = p.keptWhen(passage)
		}
		all = append(all, part)
	}
	return all
}

// keptWhen reads the condition of a heading: « fait : valeur, valeur », or
// « toujours ».
func (p *page) keptWhen(s section) []decision.Condition {
	if french.Slug(s.title) == "toujours" {
		return nil
	}
	fact, values, _ := strings.Cut(s.title, ":")
	if strings.Contains(values, ":") {
		p.complain(s.line, "un passage dépend d'un seul fait. Gardez-en un, ou écrivez deux passages. Exemple : ### client : consommateur")
		return nil
	}
	if french.Slug(fact) == "" || french.Slug(values) == "" {
		p.complain(s.line, "écrivez la condition de ce passage, ou « toujours ». Exemple : ### client : consommateur")
		return nil
	}
	return []decision.Condition{{Fact: decision.Fact(french.Slug(fact)), Values: valuesOf(values), Pos: p.pos(s.line)}}
}

// braces is a field to fill, or what looks like one.
var braces = regexp.MustCompile(`\{+[^{},.;:!?]{0,60}\}+|\{+[^{} ,.;:!?]*\}*|\}`)

// fillable are the rubrics of a letter whose fields are filled.
var fillable = []string{"Objet", "Texte", "Pièces jointes"}

// blanks checks the fields of a rubric: known, where they are filled, and a
// whole list alone in its paragraph.
func (p *page) blanks(rubric string, s section) {
	for _, b := range s.blocks {
		for _, it := range b.items {
			if !hasBraces(it.spans) {
				continue
			}
			text := it.String()
			for _, field := range braces.FindAllString(text, -1) {
				alone := rubric == "Texte" && b.list == decision.Paragraph && text == field
				if why := p.blank(rubric, field, alone); why != "" {
					p.complain(p.lineWith(field, it.line), "%s", why)
				}
				if field != "{"+strings.Trim(field, "{}")+"}" {
					break // the braces that follow close it, or open nothing
				}
			}
		}
	}
	for _, sub := range s.subs {
		p.blanks(rubric, sub)
	}
}

// bracket is what stands in square brackets, closed or not; complete is how what is to
// complete is written, with who completes it when it is not the sender; completing are
// the words that begin it, as hands may write them.
var (
	bracket    = regexp.MustCompile(`\[[^\[\]\n]*\]?`)
	complete   = regexp.MustCompile(`^\[à compléter *(,[^:\]]+)?:[^\]]*[^\] ][^\]]*\]$`)
	completing = regexp.MustCompile(`(?i)^ *[àaâ]? *-? *compl[eéèê]+t+[eéèê]+[rsz]* *[:;,.=—–-]* *`)
)

// toComplete checks what is to complete by hand: what is not quite written so would be
// listed nowhere, and would leave as it is.
func (p *page) toComplete(s section) {
	for _, b := range s.blocks {
		for _, it := range b.items {
			for _, found := range bracket.FindAllString(it.String(), -1) {
				inside := strings.Trim(found, "[]")
				if meant := french.Slug(inside); slices.Contains(dossier.LetterFields, meant) {
					p.complain(p.lineWith(found, it.line), "« %s » partirait tel quel. Un champ s'écrit entre accolades : {%s}", found, meant)
					continue
				}
				if complete.MatchString(found) || french.Slug(inside) == "" {
					continue
				}
				what := beginning(cmp.Or(strings.TrimRight(completing.ReplaceAllString(inside, ""), " ."), "le moyen de paiement"), 60)
				p.complain(p.lineWith(found, it.line), "« %s » ne serait pas dans la liste de ce qui reste à compléter, et partirait tel quel. Écrivez, avec « : » et les deux crochets : [à compléter : %s]", beginning(found, 60), what)
			}
		}
	}
	for _, sub := range s.subs {
		p.toComplete(sub)
	}
}

func hasBraces(l decision.Line) bool {
	return slices.ContainsFunc(l, func(s decision.Span) bool { return strings.ContainsAny(s.Text, "{}") })
}

// blank returns why a field is refused, or "".
func (p *page) blank(rubric, field string, alone bool) string {
	name := strings.Trim(field, "{}")
	known := slices.Contains(dossier.LetterFields, name)
	if meant := french.Slug(name); !known && meant != "" && field == "{"+name+"}" && slices.Contains(fillable, rubric) {
		return p.noField(name, meant)
	}
	switch {
	case strings.Contains(field, "{{") || strings.Contains(field, "}}"):
		return "un champ a une seule accolade de chaque côté. Exemple : {" + cmp.Or(french.Slug(name), "client") + "}"
	case field != "{"+name+"}":
		return "« " + field + " » : un champ s'écrit entre deux accolades. Exemple : {" + cmp.Or(name, "client") + "}"
	case !slices.Contains(fillable, rubric):
		return "un champ ne se remplit que dans « Objet », « Texte » et « Pièces jointes ». Retirez les accolades."
	case !known:
		return "ces accolades sont vides. Écrivez le nom d'un champ. Exemple : {client}"
	case slices.Contains(dossier.LetterBlocks, name) && !alone:
		return "le champ « " + name + " » est une liste : laissez-le seul dans son paragraphe, sous « Texte »."
	}
	return ""
}

// noField says what to write for a field that does not exist, from its words.
func (p *page) noField(name, meant string) string {
	all := slices.Sorted(slices.Values(dossier.LetterFields))
	if strings.TrimSpace(name) == meant && slices.Contains(all, meant) {
		return "un champ s'écrit sans espace entre ses accolades : {" + meant + "}"
	}
	near := meant
	for near != "" && !slices.Contains(all, near) { // « objet du contrat » is told « objet »
		near = near[:max(0, strings.LastIndexByte(near, '-'))]
	}
	if near = cmp.Or(near, decision.Nearest(meant, all)); near != "" {
		return "le champ « " + name + " » n'existe pas. Écrivez : {" + near + "}"
	}
	return "le champ « " + name + " » n'existe pas. Champs admis : " + strings.Join(all, ", ") + "."
}

// lineWith returns the first line with these words, from a line on.
func (p *page) lineWith(words string, from int) int {
	for i, l := range p.lines[from-1:] {
		if strings.Contains(l, words) {
			return from + i
		}
	}
	return from
}

// lineUnder returns the line of the entry that starts with a name, under a heading.
func (p *page) lineUnder(title, name string) int {
	for _, s := range p.root.subs {
		if s.title == title {
			return lineOf(s, name)
		}
	}
	return p.root.line
}

// strange finds what a letter names and no other page has.
func (p *page) strange(l *decision.Letter) (found decision.Problems) {
	g := p.guide
	wanted := func(code decision.ProblemCode, pos, prefix, name string, names []string) {
		if !slices.Contains(names, name) {
			found = append(found, decision.Problem{Code: code, Pos: pos, Name: prefix + name, Near: decision.Nearest(name, names)})
		}
	}
	steps := namesOf(g.Steps, func(s decision.Step) string { return s.ID })
	bases := namesOf(g.Bases, func(b decision.LegalBasis) string { return b.ID })
	causes := namesOf(g.Causes, func(c decision.Cause) string { return string(c.Value) })
	for _, link := range linksOf(p.root) {
		switch link.Kind {
		case decision.ToStep:
			wanted("step", l.Pos, "", link.ID, steps)
		case decision.ToBasis:
			wanted("basis", l.Pos, "", link.ID, bases)
		case decision.ToCause:
			wanted("cause", l.Pos, "", link.ID, causes)
		}
	}
	if l.Act != "" && !slices.Contains(dossier.Acts(g), l.Act) {
		found = append(found, decision.Problem{Code: "act", Pos: p.pos(p.lineUnder("Pour", "acte")), Name: l.Act})
	}
	facts := namesOf(g.Questions, func(q decision.Question) string { return string(q.Fact) })
	for _, c := range p.conditionsOf(l) {
		wanted("fact", c.Pos, "", string(c.Fact), facts)
		if at := slices.Index(facts, string(c.Fact)); at >= 0 {
			values := namesOf(g.Questions[at].Options, func(o decision.Option) string { return string(o.Value) })
			for _, v := range c.Values {
				wanted("value", c.Pos, string(c.Fact)+"=", string(v), values)
			}
		}
	}
	return found
}

// conditionsOf returns what a letter wants of the facts: its clients and the
// conditions of its passages.
func (p *page) conditionsOf(l *decision.Letter) []decision.Condition {
	var all []decision.Condition
	for _, s := range p.root.subs {
		if s.title == "Pour" && l.Clients != nil {
			all = append(all, decision.Condition{Fact: decision.FactClient, Values: l.Clients, Pos: p.pos(lineOf(s, "client"))})
		}
	}
	for _, part := range l.Parts {
		all = append(all, part.Conditions...)
	}
	return all
}

func namesOf[T any](all []T, name func(T) string) []string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = name(one)
	}
	return names
}

// linksOf returns every link of a section and of those under it.
func linksOf(s section) (links []decision.Link) {
	for _, b := range s.blocks {
		for _, it := range b.items {
			links = append(links, it.spans.Links()...)
		}
	}
	for _, sub := range s.subs {
		links = append(links, linksOf(sub)...)
	}
	return links
}
