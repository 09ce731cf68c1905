package say

import (
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// Part is a titled passage.
type Part struct {
	Title string
	Text  decision.Text
}

// Row is a name and what is said under it.
type Row struct{ Label, Text string }

// String writes a row on one line: "Coût : gratuit".
func (r Row) String() string { return r.Label + french.NBSP + ": " + r.Text }

// Brief is what one must see of a step at once, in the order of its page; what
// the page leaves empty is not there. The first three compare steps.
func Brief(b decision.Brief) []Row {
	return filled([]Row{
		{CostLabel, b.Cost}, {TimeLabel, b.Time}, {WorthLabel, b.Worth}, {StarterLabel, b.Initiative}, {PrivacyLabel, b.Privacy},
	})
}

// Compared is the part of [Brief] by which steps are compared.
func Compared(b decision.Brief) []Row {
	return Brief(decision.Brief{Cost: b.Cost, Time: b.Time, Worth: b.Worth})
}

// Limited parts what is said of a step: the fact, then its limits, which follow a
// bracket or a semicolon; "" when there are none.
func Limited(said string) (fact, limit string) {
	at := strings.IndexAny(said, "(;")
	if at <= 0 {
		return said, ""
	}
	limit = strings.TrimRight(strings.TrimLeft(said[at:], "(;, \u00a0"), " ")
	if said[at] == '(' && strings.HasSuffix(limit, ")") && strings.Count(limit, ")") > strings.Count(limit, "(") {
		limit = strings.TrimSuffix(limit, ")")
	}
	if strings.Count(limit, ")") != strings.Count(limit, "(") { // brackets part what they hold
		return said, ""
	}
	return strings.TrimRight(said[:at], " \u00a0"), limit
}

// Also are the parts of the brief by which steps are not compared.
func Also(b decision.Brief) []Row {
	return Brief(decision.Brief{Initiative: b.Initiative, Privacy: b.Privacy})
}

func filled(all []Row) []Row {
	var kept []Row
	for _, r := range all {
		if r.Text != "" {
			kept = append(kept, r)
		}
	}
	return kept
}

// Body is the rest of a step: why now, what is owed first, the time limits as
// they stand on a day, how to go about it, with which documents, and what to
// beware of. What is owed comes from [Owed], for the step of a case.
func Body(g *decision.Guide, s *decision.Step, owed []Part, on decision.Day) []Part {
	parts := append([]Part{{WhyNowTitle, s.WhyNow}}, owed...)
	parts = append(parts, Part{LimitsTitle, Limits(g, s, on)}, Part{HowToTitle, s.HowTo}, Part{DocumentsTitle, s.Documents}, Part{PitfallsTitle, s.Pitfalls})
	return written(parts)
}

// written leaves out the parts that say nothing.
func written(all []Part) []Part {
	var kept []Part
	for _, p := range all {
		if len(p.Text) > 0 {
			kept = append(kept, p)
		}
	}
	return kept
}

// Gestures are the lines of a passage that one does one after the other.
func Gestures(how decision.Text) (all []decision.Line) {
	for _, b := range how {
		if b.List != decision.Paragraph {
			all = append(all, b.Lines...)
		}
	}
	return all
}

// Gesture names a gesture of a step in a case: by its words.
func Gesture(l decision.Line) string { return french.Slug(l.String()) }

// Done says how many of the gestures of a step are done: « 2 faits sur 6 ».
func Done(c dossier.Case, step string, how decision.Text) string {
	done, all := 0, Gestures(how)
	for _, l := range all {
		if c.Ticked(step, Gesture(l)) {
			done++
		}
	}
	return french.Plural(done, "fait", "faits") + " sur " + french.Number(len(all))
}

// Sheet is what applies to a cause and a kind of client.
func Sheet(s decision.CauseSheet) []Part {
	return written([]Part{
		{DutiesTitle, s.Duties}, {ClaimsTitle, s.Claims}, {DeadlinesTitle, s.Deadlines},
		{PenaltiesTitle, s.Penalties}, {CompromisesTitle, s.Compromises},
	})
}

// Owed is the part of a sheet that a business owes its client when the client
// owes nothing, or is right: to be read before how to go about it. None
// otherwise.
func Owed(g *decision.Guide, a decision.Answers) []Part {
	var parts []Part
	for _, s := range g.Owed(a) {
		s.Claims, s.Compromises = nil, nil
		parts = append(parts, Sheet(s)...)
	}
	return parts
}

// Why is a condition: the answer that meets it, or does not, then the rule.
type Why struct {
	Answer string // "Le client : Un particulier"
	Rule   string // a sentence; "" when the condition gives none
	Basis  string // id of the legal basis behind the rule; may be empty
	Text   string // its reference, where the rule does not cite it; what its reading has become is in the rule
}

// String writes both as sentences, on one line.
func (w Why) String() string {
	if w.Rule == "" {
		return w.Answer + "."
	}
	return w.Answer + ". " + w.Rule
}

// Asked gives the question about a fact in the words it was asked after some
// answers, walked once.
func Asked(g *decision.Guide, a decision.Answers) func(decision.Fact) *decision.Question {
	walk := g.Walk(a)
	return func(f decision.Fact) *decision.Question { return g.AskedOn(walk, f) }
}

// Reasons tells conditions; asked gives the question about a fact, in the words
// it was asked. A rule whose text is to be read again says so: see [Aged].
func Reasons(g *decision.Guide, asked func(decision.Fact) *decision.Question, all []decision.Reason) []Why {
	told := make([]Why, len(all))
	for i, r := range all {
		q := asked(r.Fact)
		told[i] = Why{Answer: Answer(q, string(r.Value)), Basis: r.Basis}
		if r.Text != "" {
			told[i].Rule = french.Capital(strings.TrimSuffix(agedRule(r.Text, g.Basis(r.Basis)), ".")) + "."
		}
		if b := g.Basis(r.Basis); b != nil && !strings.Contains(r.Text, "(") {
			told[i].Text = b.Reference
		}
	}
	return told
}

// Closed says why a way is closed: what always comes before it, or the answers
// that close it.
func Closed(g *decision.Guide, asked func(decision.Fact) *decision.Question, p decision.Place) []Why {
	var why []Why
	if p.Before != nil {
		why = append(why, Why{Answer: french.Quote(p.Before.Title) + " passe toujours avant"})
	}
	return append(why, Reasons(g, asked, p.Blocks)...)
}

// Outcome tells what may come of a step: "Il ne répond pas (fin : …)".
func Outcome(o decision.Outcome) string {
	switch {
	case !o.End:
		return o.Label
	case o.EndNote != "":
		return o.Label + " (fin" + french.NBSP + ": " + o.EndNote + ")"
	}
	return o.Label + " (fin)"
}

// Few is how many steps are named before they are only counted.
const Few = 3

// Steps names the steps something may lead to: a few, or how many.
func Steps(all []*decision.Step) string {
	if len(all) > Few {
		return french.Number(len(all)) + " voies possibles, selon les réponses suivantes"
	}
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.Title
	}
	return french.Or(names)
}

// Change tells an answer that would lead elsewhere, and where.
func Change(c decision.Change) Row {
	return Row{Answer(c.Question, string(c.Value)), Steps(c.Steps)}
}
