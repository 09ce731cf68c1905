package handout

import (
	"fmt"
	"io"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/stage"
)

// ReportMarkdown writes the report of a session: when, for what objectives,
// what was played, how the room voted before and after the discussion, and how
// people then did alone. A training body keeps it as evidence that the
// objectives were assessed (Qualiopi, indicator 11); whether each was met is
// left for the trainer to write, since votes without names do not say it.
func ReportMarkdown(w io.Writer, s stage.Session) error { return paper.Write(w, "md", report(s)) }

func report(s stage.Session) (d paper.Paper) {
	title := "Compte rendu de séance"
	if s.Title != "" {
		title += french.NBSP + ": " + s.Title
	}
	d.Title(1, title)
	d.Text(paper.Paragraphs(dated(s), "Pièce d’évaluation de l’atteinte des objectifs (Qualiopi, indicateur 11). Les votes sont anonymes"+french.NBSP+": seuls des nombres sont gardés."))
	d.Part(2, "Les objectifs", objectives(s))
	d.Part(2, "Ce que la séance montre", summary(s))
	for _, r := range s.Rounds {
		d.Part(2, "Cas joué"+french.NBSP+": "+r.Exercise, round(r))
	}
	d.Part(2, "Ce que chacun a travaillé seul", practised(s))
	d.Part(2, "L’évaluation du formateur", assessment(s))
	return d
}

func dated(s stage.Session) string {
	told := "Séance sans date."
	if s.On != "" {
		told = "Séance du " + french.Day(string(s.On)) + "."
	}
	if s.Content != "" {
		told += " Contenu juridique du " + french.Day(string(s.Content)) + "."
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

// summary adds up the rounds. Before and after are compared on the exercises
// voted twice, so that the difference is that of the discussion.
func summary(s stage.Session) decision.Text {
	var minutes int
	var before, after, byOneself tally
	for _, r := range s.Rounds {
		minutes += r.Minutes
		if b, a := firstVote(r), secondVote(r); b.cast > 0 && a.cast > 0 {
			before, after = before.plus(b), after.plus(a)
		}
	}
	for _, p := range s.Practice {
		byOneself = byOneself.plus(alone(p))
	}
	played := paper.Labelled("Cas joués en salle", french.Number(len(s.Rounds)))
	if minutes > 0 {
		played = append(played, decision.Span{Text: ", en " + french.Plural(minutes, "minute", "minutes")})
	}
	lines := []decision.Line{played}
	if before.cast > 0 {
		lines = append(lines, paper.Labelled("Votes justes avant la discussion", before.told()),
			paper.Labelled("Votes justes après", after.told()), paper.Labelled("Écart", shift(before, after)))
	}
	if byOneself.cast > 0 {
		lines = append(lines, paper.Labelled("Réponses justes, en travail seul", byOneself.told()))
	}
	return paper.List(decision.Bullets, lines...)
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
		if v.Expected {
			name += " (étape attendue)"
		}
		lines = append(lines, paper.Labelled(name, counted(v.Before, before.cast, "avant")+", "+counted(v.After, after.cast, "après")))
	}
	t = append(t, paper.List(decision.Bullets, lines...)...)
	switch {
	case before.cast > 0 && after.cast > 0:
		return append(t, paper.Paragraphs("Votes justes"+french.NBSP+": "+before.told()+" avant, "+after.told()+" après, soit "+shift(before, after)+".")...)
	case before.cast+after.cast > 0:
		return append(t, paper.Paragraphs("Votes justes"+french.NBSP+": "+before.plus(after).told()+". Un seul vote a eu lieu.")...)
	}
	return append(t, paper.Paragraphs("Aucun vote n’a eu lieu.")...)
}

// counted writes the votes for a step, unless there was no vote then.
func counted(votes, cast int, when string) string {
	if cast == 0 {
		return "pas de vote " + when
	}
	return french.Plural(votes, "vote", "votes") + " " + when
}

func practised(s stage.Session) decision.Text {
	var lines []decision.Line
	for _, p := range s.Practice {
		lines = append(lines, paper.Labelled(p.Point, alone(p).told()))
	}
	return paper.List(decision.Bullets, lines...)
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
