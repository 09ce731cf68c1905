package web

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// This file says what the page shows at each moment: the same words as the
// screens and the plain lines, in the order a phone shows them.

// What only the page says: one touches an answer here, one does not type it.
const (
	wordListen = "Lisez l’histoire. La question viendra ensuite."
	wordTouch  = "Le vote est ouvert\u00a0: touchez votre réponse."
	wordTouch2 = "Le second vote est ouvert\u00a0: répondez, même sans changer d’avis."
	wordNoted  = "✓ C’est noté. Vous pouvez changer tant que le vote est ouvert."
	wordNone   = "Vous n’avez pas répondu."
	wordWalk   = "Avancez à votre rythme, chacun de son côté."
	wordPath   = "Votre chemin"
	wordReread = "Relire l’histoire"
	wordPaused = "L’atelier est en pause. Gardez cette page\u00a0: elle reprendra d’elle-même quand il reprendra."
	wordBye    = "À bientôt"
	wordDone   = "L’atelier est fini. Les réponses sont effacées. Merci de votre participation."
)

// statuses say beside the name what the vote is at.
var statuses = map[workshop.Phase]string{
	workshop.Voting: "vote ouvert", workshop.Counted: "vote fermé", workshop.Revealed: "résultat", workshop.Ended: "la suite",
	workshop.Walking: "chacun avance seul", workshop.Mapped: "chacun avance seul", workshop.Thinking: "vote à venir",
}

// view is the page of a moment, but for what is one's own (see own).
type view struct {
	Moment              string // another one is another page, read from its top
	Title               string // of the window
	Subject             string
	Status              string
	Above               string // before the heading
	Heading             string
	Good                string // the step that was expected, when it is one's own answer
	Notice              string
	Choices             []choice
	Open                bool   // they may be chosen
	Words               bool   // one answers in a few words, or chooses
	Typed               string // those one gave
	Sure                bool   // whether one is sure may be said
	AskedSure, SaidSure string
	Back                string // the fact of the question before; "" when there is none
	Changes             bool   // there is one before
	Sections            []section
	Waits               bool // there is nothing to choose: without the script, the page comes again by itself
	Review              bool // a question already answered is asked again
	Counts              bool // how many are there, or have answered, is told
}

// choice is a possible answer.
type choice struct {
	Number      int
	Value       string
	Label, Help string
	Mine        bool
	Unsure      bool
}

// section is a titled part of a page.
type section struct {
	Title  string
	Folded bool // until it is touched
	Lines  []string
	Text   decision.Text
	Bars   []bar
	Map    bool // the bars count people, not answers
	Rows   []say.Row
	Ends   []ending
	Links  []link
}

// bar is what a room said of an answer.
type bar struct {
	Number  int
	Label   string
	Mine    bool
	Right   bool
	Told    bool // because the story says so
	Counts  []count
	Shifted string
}

type count struct {
	Name   string // of the round, when there are two
	N, All int
}

// ending is where an answer leads, and why.
type ending struct {
	Answer   string
	Leads    string // "" when it is the answer itself
	Worth    string
	Expected bool
	Why      []why
	Summary  string
	Rows     []say.Row
	Texts    []say.Row // the first says what one must know
}

// More are the texts to read on.
func (e ending) More() []say.Row { return e.Texts[min(1, len(e.Texts)):] }

type why struct{ Answer, Rule, Reference string }

type link struct{ Name, Said, Fact string }

// pageOf says what a state shows; review is the fact one goes back to, in free
// play.
func pageOf(g *decision.Guide, s workshop.State, review string) view {
	v := view{Moment: momentOf(&s, review), Title: "Atelier Compromis", Subject: "Atelier", Status: statuses[s.Phase], Waits: true}
	if s.Exercise != nil {
		v.Subject = s.Exercise.Title
	}
	switch s.Phase {
	case workshop.Waiting:
		v.Heading, v.Notice, v.Counts = workshop.WordWelcome, workshop.WordSoon, true
	case workshop.Story:
		v.Subject, v.Above, v.Heading, v.Counts = "Atelier", wordListen, s.Exercise.Title, true
		v.Sections = story(s.Exercise, false)
	case workshop.Walking, workshop.Mapped:
		v.walk(g, s, review)
	case workshop.Revealed, workshop.Ended:
		v.result(g, s)
	default:
		v.ask(s)
	}
	return v
}

// momentOf names what the page shows: what comes with another name is read from
// its top.
func momentOf(s *workshop.State, review string) string {
	exercise := ""
	if s.Exercise != nil {
		exercise = s.Exercise.ID
	}
	return strings.Join([]string{itoa(int(s.Phase)), exercise, itoa(s.Ballot.Number), string(s.Ballot.Fact), itoa(int(s.Side)), review}, ".")
}

// ask is the question put to the room.
func (v *view) ask(s workshop.State) {
	v.Open, v.Counts = s.Phase == workshop.Voting, s.Phase != workshop.Thinking
	v.Notice = s.Notice()
	if v.Open {
		switch {
		case s.Own != "":
			v.Notice = wordNoted
		case s.Round == 2:
			v.Notice = wordTouch2
		default:
			v.Notice = wordTouch
		}
	}
	v.Waits = !v.Open || s.Own != ""
	if s.Question != nil && s.Question.Open {
		v.Heading = s.Question.Title
		v.words(s)
		return
	}
	if v.Sure = s.MaySaySure(); v.Sure {
		v.AskedSure, v.SaidSure = s.AskedSure(), s.SaidSure
	}
	own := s.Own
	if own == "" && !v.Open {
		own = s.Before
	}
	if s.Question != nil {
		v.Heading, v.Choices = s.Question.Title, choices(s.Question, string(own))
	}
	v.Sections = story(s.Exercise, true)
}

// words is a question one answers in a few words.
func (v *view) words(s workshop.State) {
	v.Notice, v.Words, v.Waits = s.Notice(), v.Open, !v.Open
	v.Choices = choices(s.Question, string(s.Own))
	if s.Own != decision.Unknown {
		v.Typed = string(s.Own)
	}
	if v.Typed != "" && !v.Words {
		v.Sections = []section{{Rows: []say.Row{{Label: "Votre réponse", Text: v.Typed}}}}
	}
	v.Sections = append(v.Sections, story(s.Exercise, true)...)
}

// choices are the answers, numbered as on the wall.
func choices(q *workshop.Question, own string) []choice {
	var all []choice
	for i, o := range q.Options {
		all = append(all, choice{Number: i + 1, Value: string(o.Value), Label: o.Label, Help: o.Help, Mine: own != "" && string(o.Value) == own})
	}
	return append(all, choice{Value: string(decision.Unknown), Label: say.Unsure, Unsure: true, Mine: own == string(decision.Unknown)})
}

// story is the conflict and what one has in hand.
func story(e *decision.Exercise, folded bool) []section {
	if e == nil {
		return nil
	}
	papers := section{Title: workshop.WordPapers, Text: e.Documents}
	if !folded {
		return []section{{Text: e.Story}, papers}
	}
	all := slices.Concat(e.Story, e.Documents)
	return []section{{Title: wordReread, Folded: true, Text: all}}
}

// result is what the room said, then where one's own answer leads.
func (v *view) result(g *decision.Guide, s workshop.State) {
	branches := branchesOf(g, s)
	if s.Question == nil {
		v.Heading, v.Sections = s.Exercise.Title, append(branches, story(s.Exercise, true)...)
		return
	}
	v.Heading = s.Question.Title
	switch {
	case s.Own == "":
		v.Notice = wordNone
	case s.Discusses():
		v.Notice = s.Discuss()
	}
	var own []section
	for _, e := range s.Endings {
		if s.Own != "" && e.Option.Value == s.Own {
			own = append(own, section{Title: s.OwnTitle(), Ends: []ending{endingOf(g, e, true)}})
			if e.Right() && e.Expected {
				v.Good = e.Leads()
			}
		}
	}
	tally := section{Title: workshop.WordSaid, Bars: talliesOf(s)}
	if told := s.SameStep(); told != "" {
		tally.Lines = []string{told}
	}
	if s.Question.Open {
		written := writtenOf(s)
		tally, own = section{Title: written[0].Title, Lines: written[0].Lines, Bars: tally.Bars}, append(own, written[1:]...)
	}
	if teams := s.TeamLines(); len(teams) > 0 {
		own = append(own, section{Title: workshop.WordTeams, Lines: teams})
	}
	if sure := s.SureLines(); len(sure) > 0 {
		own = append(own, section{Title: workshop.WordSure, Lines: sure})
	}
	if s.Phase == workshop.Ended && len(branches) > 0 {
		v.Sections = append(branches, section{Title: workshop.WordPoint, Text: s.Exercise.Point}, tally)
		v.Sections = append(v.Sections, own...)
	} else {
		v.Sections = append(append([]section{tally}, own...), branches...)
	}
	if len(s.Endings) > 0 {
		others := section{Title: s.WhereTitle(), Folded: true}
		for _, e := range s.Endings {
			if s.Own == "" || e.Option.Value != s.Own {
				others.Ends = append(others.Ends, endingOf(g, e, false))
			}
		}
		v.Sections = append(v.Sections, others)
	}
	v.Sections = append(v.Sections, story(s.Exercise, true)...)
}

// writtenOf is what the room wrote, the last vote first.
func writtenOf(s workshop.State) (all []section) {
	for _, p := range s.Written() {
		lines := p.Words
		if len(lines) == 0 {
			lines = []string{workshop.WordToCome}
		}
		all = append(all, section{Title: p.Title, Lines: lines})
	}
	return all
}

// endingOf is an answer and where it leads; whole, with the step and its texts.
func endingOf(g *decision.Guide, e workshop.Ending, whole bool) ending {
	told := ending{Answer: e.Option.Label, Worth: e.Worth(), Expected: e.Right()}
	if leads := e.Leads(); leads != e.Option.Label {
		told.Leads = leads
	}
	for _, r := range say.Reasons(g, g.Question, e.Reasons) {
		told.Why = append(told.Why, why{Answer: r.Answer, Rule: r.Rule, Reference: r.Text})
	}
	if whole && e.Step != nil && e.Standing == decision.Recommended {
		told.step(g, e.Step)
	}
	return told
}

// step adds what a step costs, takes and is worth, and the texts it rests on.
func (e *ending) step(g *decision.Guide, s *decision.Step) {
	e.Summary, e.Rows = s.Summary, say.Compared(s.Brief)
	for _, c := range say.Cited(g, s.Bases) {
		e.Texts = append(e.Texts, say.Row{Label: say.Marked(c.Basis, c.Basis.Reference), Text: c.Basis.Summary.String()})
	}
}

// branchesOf are the endings of the majority and of the minority, once followed:
// the newest first.
func branchesOf(g *decision.Guide, s workshop.State) []section {
	var all []section
	for _, b := range []struct {
		side workshop.Side
		end  *workshop.Ending
	}{{workshop.Majority, s.Majority}, {workshop.Minority, s.Minority}} {
		if b.end == nil {
			continue
		}
		told := endingOf(g, *b.end, false)
		if step := b.end.Step; step != nil {
			told.Rows = say.Compared(step.Brief)
		}
		all = append(all, section{Title: s.Branch(b.side), Ends: []ending{told}})
	}
	if s.Side == workshop.Minority {
		slices.Reverse(all)
	}
	return all
}

// walk is one's own way through the conflict.
func (v *view) walk(g *decision.Guide, s workshop.State, review string) {
	v.Notice = wordWalk
	q, from := s.Question, decision.Fact("")
	if p := reviewed(g, s, review); p != nil {
		q, from, v.Review = p, p.Fact, true
	}
	if before := s.Previous(from); before != nil {
		v.Back = string(before.Fact)
	}
	var own []section
	if q != nil {
		v.Heading, v.Open, v.Waits = q.Title, true, false
		v.Choices = choices(q, saidBefore(s, q.Fact))
	} else {
		own = v.arrival(g, s)
	}
	if path := pathOf(s); len(path) > 0 {
		own = append(own, section{Title: wordPath, Links: path})
	}
	if s.Phase == workshop.Mapped {
		shown := []section{mapOf(s), {Title: workshop.WordPoint, Text: s.Exercise.Point}}
		if q != nil {
			own = append(own, shown...)
		} else {
			own = append(shown, own...)
		}
	}
	v.Sections = append(own, story(s.Exercise, true)...)
}

// reviewed is the question one goes back to, in the words of one's own path; nil
// when there is none.
func reviewed(g *decision.Guide, s workshop.State, review string) *workshop.Question {
	if review == "" || !slices.ContainsFunc(s.Walk.Path, func(r decision.Reply) bool { return !r.Deduced && string(r.Question.Fact) == review }) {
		return nil
	}
	q := g.AskedOn(s.Walk, decision.Fact(review))
	if q == nil {
		return nil
	}
	asked := workshop.FactQuestion(q)
	return &asked
}

// saidBefore is what one answered to a question already on the path.
func saidBefore(s workshop.State, f decision.Fact) string {
	for _, p := range s.Walk.Path {
		if p.Question.Fact == f {
			return string(p.Value)
		}
	}
	return ""
}

// arrival is the step one's own answers lead to, and its legal basis.
func (v *view) arrival(g *decision.Guide, s workshop.State) []section {
	step := s.Verdict.Step
	if step == nil {
		v.Heading, v.Notice = say.Missing, say.MissingHelp
		var open section
		for _, d := range s.Verdict.Depends {
			open.Links = append(open.Links, link{Name: d.Question.Title, Fact: string(d.Question.Fact)})
		}
		return []section{open}
	}
	v.Above, v.Heading, v.Notice = workshop.WordArrived, step.Title, step.Summary
	var told ending
	told.step(g, step)
	told.Summary = ""
	for _, r := range say.Reasons(g, g.Question, s.Verdict.Reasons) {
		told.Why = append(told.Why, why{Answer: r.Answer, Rule: r.Rule})
	}
	all := []section{{Title: say.ReasonsTitle, Ends: []ending{told}}}
	if s.Phase == workshop.Mapped {
		if s.Exercise.Step == step.ID {
			v.Good = step.Title
		} else {
			all = append([]section{{Rows: []say.Row{{Label: "Étape attendue", Text: g.Step(s.Exercise.Step).Title}}}}, all...)
		}
	}
	return all
}

// pathOf lists one's own answers: one may go back to any.
func pathOf(s workshop.State) []link {
	var all []link
	for _, p := range s.Walk.Path {
		l := link{Name: p.Question.Name, Said: say.Reply(p)}
		if !p.Deduced {
			l.Fact = string(p.Question.Fact)
		}
		all = append(all, l)
	}
	return all
}

// mapOf is where a room that walks alone is.
func mapOf(s workshop.State) section {
	told := section{Title: workshop.WordWhere, Map: true}
	if s.Map == nil {
		return told
	}
	all := s.Map.Stuck
	for _, p := range slices.Concat(s.Map.Asked, s.Map.Arrived) {
		all += p.Count
	}
	add := func(label string, n int, right bool) {
		told.Bars = append(told.Bars, bar{Label: label, Right: right, Counts: []count{{N: n, All: all}}})
	}
	for _, p := range s.Map.Asked {
		add("À la question «"+french.NBSP+p.Question.Title+french.NBSP+"»", p.Count, false)
	}
	for _, p := range s.Map.Arrived {
		add(p.Step.Title, p.Count, p.Step.ID == s.Exercise.Step)
	}
	if s.Map.Stuck > 0 {
		add(workshop.WordStuck, s.Map.Stuck, false)
	}
	return told
}

// counted is how many are there, or have answered.
type counted struct {
	Said        string
	Voters, All int // of the gauge; none when All is 0
}

func countOf(s *workshop.State) counted {
	switch s.Phase {
	case workshop.Voting, workshop.Counted:
		return counted{french.Capital(s.HowMany()), s.Voters, max(s.Present, s.Voters)}
	case workshop.Waiting, workshop.Story:
		return counted{Said: s.WhoIsThere()}
	}
	return counted{}
}
