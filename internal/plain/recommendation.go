package plain

import (
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// recommendation writes everything there is to say about the recommended step.
func (p *Page) recommendation(g *decision.Guide, a decision.Answers, v decision.Verdict) {
	s := v.Step
	p.Blank()
	p.Say("Étape recommandée" + nbsp + ": " + s.Title)
	p.Say(s.Summary)
	p.section("Pourquoi maintenant", s.WhyNow)
	p.brief(s.Brief)
	p.reasons(g, a, v.Reasons)
	p.duties(g, a, s)
	p.section("Comment faire", s.HowTo)
	p.section("Pièces à réunir", s.Documents)
	p.section("Pièges", s.Pitfalls)
	p.bases(g, "Fondement", s.Bases)
	p.places(g, a)
	p.changes(g.Changes(a))
	p.outcomes(s)
	p.neighbours(s)
	p.cause(g, a)
	p.disclaimer(g)
}

// duties writes what the business owes, and the time limits: both come before
// how to go about it.
func (p *Page) duties(g *decision.Guide, a decision.Answers, s *decision.Step) {
	for _, part := range say.Owed(g, a) {
		p.section(part.Title, part.Text)
	}
	p.section(say.LimitsTitle, say.Limits(g, s.ID, decision.DayOf(a.Today())))
}

// brief writes the five lines one must see at once.
func (p *Page) brief(b decision.Brief) {
	p.Heading("En bref")
	for _, l := range [][2]string{
		{"Coût", b.Cost}, {"Délai", b.Time}, {"Valeur", b.Worth},
		{"Initiative", b.Initiative}, {"Confidentialité", b.Privacy},
	} {
		if l[1] != "" {
			p.Item("  - ", l[0]+nbsp+": "+l[1])
		}
	}
}

func (p *Page) reasons(g *decision.Guide, a decision.Answers, reasons []decision.Reason) {
	walk := g.Walk(a)
	p.Heading("Ce qui ouvre cette voie")
	if len(reasons) == 0 {
		p.Item("  ", "C’est la voie qui reste quand les précédentes sont fermées.")
	}
	for _, r := range reasons {
		p.Item("  - ", reason(g, walk, r))
	}
}

// reason writes a condition: what was answered, in the words it was asked, and
// the rule: "Le client : Un particulier — …".
func reason(g *decision.Guide, walk decision.Walk, r decision.Reason) string {
	q := g.AskedOn(walk, r.Fact)
	told := q.Name + nbsp + ": " + label(q, r.Value)
	if r.Text != "" {
		told += " — " + r.Text
	}
	return told
}

// label returns the words of a value of the question.
func label(q *decision.Question, v decision.Value) string {
	if v == decision.Unknown {
		return "je ne sais pas"
	}
	if o := q.Option(v); o != nil {
		return o.Label
	}
	return string(v)
}

// bases writes legal bases: what each brings, its reference, link and dates.
func (p *Page) bases(g *decision.Guide, title string, all []decision.Citation) {
	if len(all) == 0 {
		return
	}
	p.Heading(title)
	for i, c := range all {
		b := g.Basis(c.Basis)
		told := b.Title
		if c.Note != "" {
			told += " — " + c.Note
		}
		p.Item("  "+strconv.Itoa(i+1)+". ", told)
		p.Item("     ", provenance(b))
		if b.Link != "" {
			p.Item("     ", b.Link)
		}
		p.text("     ", b.Disputed)
		p.text("     ", b.Unread)
	}
}

// provenance says where a legal basis comes from and how far to trust it.
func provenance(b *decision.LegalBasis) string { return b.Reference + ". " + say.Provenance(b) }

// places writes the ways that are closed, with why, then those that come later.
func (p *Page) places(g *decision.Guide, a decision.Answers) {
	places, walk := g.Places(a), g.Walk(a)
	closed, later := false, false
	for _, place := range places {
		if place.Standing != decision.Closed {
			continue
		}
		if !closed {
			p.Heading("Voies fermées, et pourquoi")
			closed = true
		}
		var why []string
		if place.Before != nil {
			why = append(why, french.Quote(place.Before.Title)+" passe toujours avant")
		}
		for _, r := range place.Blocks {
			why = append(why, reason(g, walk, r))
		}
		p.Item("  - ", place.Step.Title+". "+strings.Join(why, nbsp+"; "))
	}
	for _, place := range places {
		if place.Standing != decision.Later {
			continue
		}
		if !later {
			p.Heading("Voies encore ouvertes ensuite")
			later = true
		}
		p.Item("  - ", place.Step.Title)
	}
}

func (p *Page) changes(changes []decision.Change) {
	if len(changes) == 0 {
		return
	}
	p.Heading("Ce qui changerait la conclusion")
	for _, c := range changes {
		p.Item("  - ", c.Question.Name+nbsp+": "+label(c.Question, c.Value)+" → "+titles(c.Steps))
	}
}

// fewSteps is how many steps are named before they are only counted.
const fewSteps = 3

// titles names a few steps, or says how many there are.
func titles(steps []*decision.Step) string {
	if len(steps) > fewSteps {
		return french.Plural(len(steps), "étape possible", "étapes possibles")
	}
	names := make([]string, len(steps))
	for i, s := range steps {
		names[i] = s.Title
	}
	return french.Or(names)
}

func (p *Page) outcomes(s *decision.Step) {
	p.Heading("Ce qui peut se passer ensuite")
	for _, o := range s.Outcomes {
		p.Item("  - ", outcome(o))
	}
}

func outcome(o decision.Outcome) string {
	switch {
	case !o.End:
		return o.Label
	case o.EndNote != "":
		return o.Label + " (fin" + nbsp + ": " + o.EndNote + ")"
	}
	return o.Label + " (fin)"
}

func (p *Page) neighbours(s *decision.Step) {
	if len(s.Neighbours) == 0 {
		return
	}
	p.Heading("Voies voisines")
	for _, n := range s.Neighbours {
		p.Item("  - ", words(n))
	}
}

// cause writes what the client may claim, for this cause and kind of client.
func (p *Page) cause(g *decision.Guide, a decision.Answers) {
	var cause *decision.Cause
	var client decision.Value
	for _, r := range g.Walk(a).Path {
		switch r.Question.Fact {
		case decision.FactCause:
			cause = g.Cause(r.Value)
		case decision.FactClient:
			client = r.Value
		}
	}
	if cause == nil {
		return
	}
	p.Heading("Votre cause" + nbsp + ": " + cause.Title)
	p.Say(cause.Summary)
	for _, s := range cause.For(client) {
		p.sheet(g, s)
	}
}

func (p *Page) sheet(g *decision.Guide, s decision.CauseSheet) {
	p.Heading("Fiche" + nbsp + ": " + s.Title)
	p.text("  ", s.Intro)
	p.section("Ce que vous devez", s.Duties)
	p.section("Ce que le client peut exiger", s.Claims)
	p.section("Délais", s.Deadlines)
	p.section("Sanctions", s.Penalties)
	p.section("Compromis usuels", s.Compromises)
	p.bases(g, "Fondement de la fiche", s.Bases)
}

// disclaimer says what the tool is not, and how old its content is.
func (p *Page) disclaimer(g *decision.Guide) {
	p.Blank()
	p.Say("Ceci est une information, pas une consultation juridique. Contenu du " +
		french.Date(g.Version) + ". Vérifiez les textes avant d’agir, ou demandez conseil à un avocat.")
}
