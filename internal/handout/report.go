package handout

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/stage"
)

// ReportFormats are the formats of [Report], the most useful first.
func ReportFormats() []string { return append(paper.Names(), "csv") }

// Report writes the report of a session in one of its formats: who led it,
// where and when, for what objectives, what was played, how the room voted before
// and after the discussion, and what people then chose alone. It is a trace of a
// whole room: whether each objective was met is left for the trainer to write,
// since votes without names say nothing of one person.
func Report(w io.Writer, format string, s stage.Session) error {
	if format == "csv" {
		return ReportCSV(w, s)
	}
	return paper.Write(w, format, report(s))
}

// ReportMarkdown writes it as text.
func ReportMarkdown(w io.Writer, s stage.Session) error { return Report(w, "md", s) }

func report(s stage.Session) (d paper.Paper) {
	title := "Compte rendu de séance"
	if s.Title != "" {
		title += french.NBSP + ": " + s.Title
	}
	d.Title(1, title)
	d.Text(append(heading(s), paper.Paragraphs(whatItIs)...))
	if slices.ContainsFunc(s.Rounds, func(r stage.Round) bool { return len(r.Said)+len(r.SaidBefore) > 0 }) {
		d.Text(paper.Paragraphs(whatIsWritten))
	}
	d.Part(2, "Les objectifs", objectives(s))
	d.Part(2, "Ce que la séance montre", summary(s))
	for _, r := range s.Rounds {
		heading := "Cas joué"
		if r.Own {
			heading = "Question du formateur"
		}
		d.Part(2, heading+french.NBSP+": "+named(r), round(r))
	}
	d.Part(2, stage.WordAlone, practised(s))
	d.Part(2, "L’évaluation du formateur", assessment(s))
	single(d)
	return d
}

// single leaves one space where words that were typed have several.
func single(d paper.Paper) {
	for _, b := range d.Blocks {
		spaced := true
		for i := range b.Words {
			var text strings.Builder
			for _, r := range b.Words[i].Text {
				if r != ' ' || !spaced {
					text.WriteRune(r)
				}
				spaced = r == ' '
			}
			b.Words[i].Text = text.String()
		}
	}
}

const whatItIs = "Trace collective de l’évaluation. Les votes sont anonymes" + french.NBSP + ": il n’en reste que des nombres. Ils montrent ce que la salle a répondu, pas ce que chaque personne a acquis."

// whatIsWritten stands beside it where the room answered in words.
const whatIsWritten = "Aux questions ouvertes, les mots que le formateur a acceptés sont gardés aussi, sans dire de qui ils sont."

// named is a case, the question put about it, and after which answer.
func named(r stage.Round) string {
	name := r.Exercise
	switch {
	case name == "":
		name = r.Question
	case r.Question != "":
		name += ". " + r.Question
	}
	if r.Branch != "" {
		name += " (avec " + r.Branch + ")"
	}
	return name
}

// heading tells who, where and when, a line each; what is not known is left out.
func heading(s stage.Session) decision.Text {
	var lines []decision.Line
	add := func(name, value string) {
		if value != "" {
			lines = append(lines, paper.Labelled(name, value))
		}
	}
	add("Formateur ou formatrice", s.Trainer)
	add("Organisme", s.Organisation)
	add("Lieu", s.Place)
	add("Date", dated(s))
	if s.People > 0 {
		add("Participants", french.Number(s.People))
	}
	if s.Content != "" {
		add("Contenu juridique", "celui du "+french.Day(string(s.Content))+standing(s))
	}
	return paper.List(decision.Bullets, lines...)
}

// standing says what must never be missed of the content a session was played with.
func standing(s stage.Session) string {
	if s.Standing == "" {
		return ""
	}
	return ", " + s.Standing
}

func dated(s stage.Session) string {
	told := "non notée"
	if s.On != "" {
		told = french.Day(string(s.On))
	}
	if s.From != "" && s.To != "" {
		told += ", de " + s.From + " à " + s.To
	}
	return told
}

func objectives(s stage.Session) decision.Text {
	if len(s.Objectives) == 0 {
		return paper.Paragraphs("Aucun objectif n’a été noté.")
	}
	var lines []decision.Line
	for _, o := range s.Objectives {
		lines = append(lines, paper.Words(o))
	}
	return paper.List(decision.Numbered, lines...)
}

// summary adds up the rounds. Before and after are compared on the questions
// voted twice, so that the difference is that of the discussion.
func summary(s stage.Session) decision.Text {
	var minutes, votes, twice int
	var before, after, byOneself tally
	cases := map[string]bool{}
	for _, r := range s.Rounds {
		if r.Exercise != "" {
			cases[r.Exercise] = true
		}
		minutes += r.Minutes
		b, a := firstVote(r), secondVote(r)
		if b.cast+a.cast > 0 {
			votes++
		}
		if !r.Judged() {
			continue // no answer to it is the right one
		}
		if b.cast > 0 && a.cast > 0 {
			twice++
			before, after = before.plus(b), after.plus(a)
		}
	}
	for _, p := range s.Practice {
		byOneself = byOneself.plus(alone(p))
	}
	played := paper.Labelled("Cas joués en salle", french.Number(len(cases)))
	if minutes > 0 {
		played = append(played, decision.Span{Text: ", en " + french.Plural(minutes, "minute", "minutes")})
	}
	lines := []decision.Line{played, paper.Labelled("Questions votées", votedTwice(votes, twice))}
	if before.cast > 0 {
		lines = append(lines, paper.Labelled("Votes justes avant la discussion", before.told()),
			paper.Labelled("Votes justes après", after.told()), paper.Labelled("Écart", shift(before, after)))
		if g, ok := gain(before, after); ok {
			lines = append(lines, paper.Labelled("Gain normalisé", gained(g)))
		}
	}
	if byOneself.cast > 0 {
		lines = append(lines, paper.Labelled(aloneTotal, byOneself.told()))
	}
	return paper.List(decision.Bullets, lines...)
}

func votedTwice(votes, twice int) string {
	told := french.Number(votes)
	if twice > 0 {
		told += ", dont " + french.Number(twice) + " en deux votes, avant et après discussion"
	}
	return told
}

// gained writes a normalised gain, and how it is worked out.
func gained(hundredths int) string {
	sign := ""
	if hundredths < 0 {
		sign, hundredths = "−", -hundredths
	}
	return fmt.Sprintf("%s%d,%02d (part gagnée de ce qui restait à gagner"+french.NBSP+": écart divisé par la part de votes qui n’étaient pas justes avant)", sign, hundredths/100, hundredths%100)
}

// told writes a share: "14 sur 16 (88 %)".
func (t tally) told() string {
	return french.Number(t.right) + " sur " + french.Number(t.cast) + fmt.Sprintf(" (%d%s%%)", t.percent(), french.NBSP)
}

// shift writes by how many points the share of right votes moved.
func shift(before, after tally) string {
	points := after.percent() - before.percent()
	sign := "+"
	if points < 0 {
		sign, points = "−", -points
	}
	return sign + french.Plural(points, "point", "points")
}

// round tells a round: what it teaches, then the votes, step by step.
func round(r stage.Round) decision.Text {
	var t decision.Text
	if r.Point != "" {
		t = decision.Text{{Lines: []decision.Line{paper.Labelled("À retenir", r.Point)}}}
	}
	before, after := firstVote(r), secondVote(r)
	var lines []decision.Line
	for _, v := range r.Votes {
		name := v.Step
		switch {
		case v.Expected && r.Fact:
			name += " " + stage.WordTold
		case v.Expected:
			name += " " + stage.WordExpected
		case v.SameStep:
			name += " (lecture fausse, même étape)"
		}
		lines = append(lines, paper.Labelled(name, counted(v.Before, v.After, before.cast > 0 && after.cast > 0)))
	}
	if u := r.Unsure; u.Before+u.After > 0 {
		both := before.cast > 0 && after.cast > 0 || r.Open && r.Twice
		lines = append(lines, paper.Labelled("Je ne sais pas", counted(u.Before, u.After, both)))
	}
	t = append(t, paper.List(decision.Bullets, lines...)...)
	t = append(t, written(r)...)
	t = append(t, sure(r)...)
	t = append(t, teams(r)...)
	switch {
	case r.Own:
		return t
	case r.Untold:
		return append(t, paper.Paragraphs("L’histoire n’en dit rien"+french.NBSP+": aucune réponse n’est attendue.")...)
	case before.cast > 0 && after.cast > 0:
		return append(t, paper.Paragraphs("Votes justes"+french.NBSP+": "+before.told()+" avant, "+after.told()+" après, soit "+shift(before, after)+".")...)
	case before.cast+after.cast > 0:
		return append(t, paper.Paragraphs("Votes justes"+french.NBSP+": "+before.plus(after).told()+". Un seul vote a eu lieu.")...)
	}
	return append(t, paper.Paragraphs("Aucun vote n’a eu lieu.")...)
}

// written quotes what the trainer accepted of an open question, vote by vote.
func written(r stage.Round) (t decision.Text) {
	quote := func(title string, words []string) {
		var lines []decision.Line
		for _, said := range words {
			lines = append(lines, paper.Words("«"+french.NBSP+said+french.NBSP+"»"))
		}
		if len(lines) > 0 {
			t = append(append(t, paper.Paragraphs(title+french.NBSP+":")...), paper.List(decision.Bullets, lines...)...)
		}
	}
	if !r.Twice {
		quote("Ce que la salle a écrit", r.Said)
		return t
	}
	quote("Ce que la salle a écrit avant la discussion", r.SaidBefore)
	quote("Ce que la salle a écrit après", r.Said)
	return t
}

// sure tells who was right and sure of it, round by round.
func sure(r stage.Round) decision.Text {
	var lines []decision.Line
	for i, c := range r.Sure {
		if c.Said() == 0 {
			continue
		}
		lines = append(lines, paper.Labelled([]string{"Certitude, premier vote", "Certitude, second vote"}[min(i, 1)],
			fmt.Sprintf("juste et sûr %d, juste et pas sûr %d, faux et sûr %d, faux et pas sûr %d", c.RightSure, c.RightUnsure, c.WrongSure, c.WrongUnsure)))
	}
	return paper.List(decision.Bullets, lines...)
}

// teams tells what each team answered in the last vote.
func teams(r stage.Round) decision.Text {
	var lines []decision.Line
	for i, team := range r.Teams {
		lines = append(lines, paper.Labelled(stage.TeamName(i+1), team.Told(r.Judged())))
	}
	return paper.List(decision.Bullets, lines...)
}

// counted writes the votes for a step: before and after, when there were two votes.
func counted(first, second int, both bool) string {
	if !both {
		return french.Plural(first+second, "vote", "votes")
	}
	return french.Plural(first, "vote", "votes") + " avant, " + french.Plural(second, "vote", "votes") + " après"
}

// aloneTotal is what the summary says of those who walked alone.
const aloneTotal = "Arrivés seuls à l’étape attendue"

// practised tells each exercise walked alone: what it teaches, where people came to,
// and what they chose on the way.
func practised(s stage.Session) (t decision.Text) {
	for _, p := range s.Practice {
		lines := []decision.Line{paper.Labelled(cmp.Or(p.Exercise, "À retenir"), p.Point)}
		if a := alone(p); a.cast > 0 {
			lines = append(lines, paper.Labelled("Arrivés à l’étape attendue", a.told()))
		}
		for _, c := range p.Reached {
			name := c.Label
			if c.Right {
				name += " " + stage.WordExpected
			}
			lines = append(lines, paper.Labelled(name, french.Plural(c.Count, "personne", "personnes")))
		}
		for _, rest := range []struct {
			name string
			n    int
		}{{stage.WordStuck, p.Stuck}, {"Encore en chemin", p.Unfinished}} {
			if rest.n > 0 {
				lines = append(lines, paper.Labelled(rest.name, french.Plural(rest.n, "personne", "personnes")))
			}
		}
		for _, q := range p.Asked {
			lines = append(lines, paper.Labelled(q.Question, choices(q.Choices)))
		}
		t = append(t, paper.List(decision.Bullets, lines...)...)
	}
	return t
}

// choices writes what people chose, those nobody chose left out.
func choices(all []stage.Choice) string {
	var said []string
	for _, c := range all {
		if c.Count == 0 {
			continue
		}
		one := c.Label + french.NBSP + ": " + french.Number(c.Count)
		if c.Right {
			one += " " + stage.WordTold
		}
		said = append(said, one)
	}
	return strings.Join(said, french.NBSP+"; ")
}

// alone counts what people answered by themselves on a point.
func alone(p stage.Result) tally { return tally{p.Right, p.Right + p.Wrong} }

// assessment is the form the trainer fills by hand.
func assessment(s stage.Session) decision.Text {
	var lines []decision.Line
	for _, o := range s.Objectives {
		lines = append(lines, paper.Labelled(o, "atteint, atteint en partie ou non atteint (rayez ce qui ne convient pas)"))
	}
	t := paper.List(decision.Numbered, lines...)
	return append(t, paper.Paragraphs("Observations"+french.NBSP+": "+dots, "Date et signature"+french.NBSP+": "+dots)...)
}
