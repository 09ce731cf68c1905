package decision

import (
	"maps"
	"slices"
	"strings"
)

// A line of a step may be for some clients only. It then begins with them, in bold:
// « **Client professionnel ou public** : … ». The words are a closed list, so that a
// page never shows one client what is due by another.

// audiences are the kinds of client behind each word. A client abroad may be a person or
// a business: he reads what is for either.
var audiences = map[string][]Value{
	"particulier":   {"consommateur", "etranger"},
	"professionnel": {"commercant", "autre-professionnel", "etranger"},
	"commerçant":    {"commercant", "etranger"},
	"association":   {"autre-professionnel"},
	"public":        {"public"},
	"étranger":      {"etranger"},
	"privé":         {"consommateur", "commercant", "autre-professionnel", "etranger"},
}

// Audiences lists those words.
func Audiences() []string { return slices.Sorted(maps.Keys(audiences)) }

// audienceMark begins the words that say whom a line is for; hereMark, after them,
// leaves out the client abroad.
const (
	audienceMark = "Client "
	hereMark     = " en France"
)

// Audience returns the kinds of client a line is for, and whether it says so. None
// come with words that are not of the list: the content is at fault.
func (l Line) Audience() (clients []Value, said bool) {
	if len(l) == 0 || !l[0].Strong || !strings.HasPrefix(l[0].Text, audienceMark) {
		return nil, false
	}
	return kindsOf(strings.TrimPrefix(l[0].Text, audienceMark)), true
}

// kindsOf returns the kinds of client behind words of the list: « professionnel ou
// public », « professionnel en France ». None when one is not of it.
func kindsOf(words string) (clients []Value) {
	words, here := strings.CutSuffix(words, hereMark)
	for word := range strings.SplitSeq(strings.ReplaceAll(words, " ou ", ", "), ", ") {
		kinds, known := audiences[strings.TrimSpace(word)]
		if !known {
			return nil
		}
		clients = append(clients, kinds...)
	}
	if here {
		clients = slices.DeleteFunc(clients, func(v Value) bool { return v == "etranger" })
	}
	return clients
}

// forOthers says whether the note of a citation begins with other clients:
// « client public : … », « client public, marché avec CCAG : … ».
func (c Citation) forOthers(client Value) bool {
	words, marked := strings.CutPrefix(c.Note, strings.ToLower(audienceMark))
	if end := strings.IndexAny(words, ",:"); marked && end >= 0 {
		kinds := kindsOf(strings.Trim(words[:end], " \u00a0"))
		return len(kinds) > 0 && !slices.Contains(kinds, client)
	}
	return false
}

// For returns the text less the lines that are for other clients. A client that is
// not known reads them all.
func (t Text) For(client Value) Text {
	if client == "" || client == Unknown {
		return t
	}
	return t.without(func(l Line) bool {
		clients, said := l.Audience()
		return said && !slices.Contains(clients, client)
	})
}

// A line may also be for whoever is owed something, or nothing: it then begins with
// one of these, in bold.
const (
	owedMark    = "S’il vous doit"
	nothingMark = "S’il ne vous doit rien"
)

// debt is the answer a line is for, to whether the client owes anything; empty when it
// does not say so.
func (l Line) debt() Value {
	switch {
	case len(l) == 0 || !l[0].Strong:
	case strings.HasPrefix(l[0].Text, owedMark):
		return "oui"
	case strings.HasPrefix(l[0].Text, nothingMark):
		return "non"
	}
	return ""
}

// without returns the text less some lines.
func (t Text) without(out func(Line) bool) Text {
	var kept Text
	for _, b := range t {
		b.Lines = slices.DeleteFunc(slices.Clone(b.Lines), out)
		if len(b.Lines) > 0 {
			kept = append(kept, b)
		}
	}
	return kept
}

// For returns the step as a client of that kind makes it: without what is for others.
func (s *Step) For(client Value) *Step {
	told := *s
	for _, t := range told.lines() {
		*t = t.For(client)
	}
	if client != "" && client != Unknown {
		told.Reader = Answers{}.With(FactClient, string(client))
		told.Bases = slices.DeleteFunc(slices.Clone(s.Bases), func(c Citation) bool { return c.forOthers(client) })
		told.Neighbours = slices.DeleteFunc(slices.Clone(s.Neighbours), func(l Line) bool {
			clients, said := l.Audience()
			return said && !slices.Contains(clients, client)
		})
	}
	return &told
}

// lines are the texts of a step that may hold lines for some readers only.
func (s *Step) lines() []*Text { return []*Text{&s.WhyNow, &s.HowTo, &s.Documents, &s.Pitfalls} }

// Told is a step as the answers make it: without what is for another kind of client,
// or for whoever is owed what is not; the texts for these answers come first.
func (g *Guide) Told(s *Step, a Answers) *Step {
	client, _ := a.Get(FactClient)
	told, known := s.For(Value(client)), g.established(a)
	told.Reader = a
	if owed := known[FactDebt]; owed != "" && owed != Unknown {
		for _, t := range told.lines() {
			*t = t.without(func(l Line) bool { d := l.debt(); return d != "" && d != owed })
		}
	}
	told.Bases = citedFor(told.Bases, known)
	return told
}

// citedFor returns the citations less those for other answers: first those that say
// they are for these.
func citedFor(all []Citation, known map[Fact]Value) []Citation {
	var own, others []Citation
	for _, c := range all {
		switch {
		case c.When.Fact == "":
			others = append(others, c)
		case c.When.metBy(known):
			own = append(own, c)
		case !c.When.failedBy(known):
			others = append(others, c)
		}
	}
	return append(own, others...)
}

// metBy says whether the condition holds; what is not known does not meet it.
func (c Condition) metBy(known map[Fact]Value) bool { return slices.Contains(c.Values, known[c.Fact]) }

// failedBy says whether the condition does not hold; what is not known fails none.
func (c Condition) failedBy(known map[Fact]Value) bool {
	v := known[c.Fact]
	return v != "" && v != Unknown && !slices.Contains(c.Values, v)
}
