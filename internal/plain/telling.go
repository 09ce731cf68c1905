package plain

import (
	"fmt"
	"slices"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// The workshop as plain lines, for a screen reader: the same words as the
// screens, each said once, an idea a line, nothing that only eyes understand.

// Story tells the conflict, in lines.
func Story(s workshop.State) []string {
	if s.Exercise == nil {
		return []string{workshop.WordSoon}
	}
	return []string{s.Exercise.Title, s.Exercise.Story.String(), workshop.WordPapers + french.NBSP + ":", s.Exercise.Documents.String()}
}

// Why says where each answer leads, once the room may know.
func Why(g *decision.Guide, s workshop.State) []string {
	if s.Walks() {
		return []string{"Chacun avance seul" + french.NBSP + ": votre étape et ses raisons viennent à la fin de votre chemin."}
	}
	if len(s.Endings) == 0 {
		return []string{s.Later()}
	}
	lines := []string{s.WhereTitle() + french.NBSP + ":"}
	for _, e := range s.Endings {
		lines = append(append(lines, ""), endingLines(g, e)...)
	}
	return lines
}

// Numbered lists the answers one may give to a question.
func Numbered(s workshop.State, q *workshop.Question) []string {
	lines := []string{q.Title}
	switch {
	case q.Open && s.Phase == workshop.Thinking:
		lines = append(lines, "Vous répondrez en quelques mots, quand le vote s’ouvrira.")
	case q.Open:
		lines = append(lines, "Répondez en quelques mots, puis Entrée.")
	}
	for i, o := range q.Options {
		line := fmt.Sprintf("%d. %s", i+1, o.Label)
		if o.Help != "" {
			line += " — " + o.Help
		}
		lines = append(lines, line)
	}
	return append(lines, "0. "+say.Unsure)
}

// Telling remembers what a reader was told, so that nothing is said twice. The
// zero value has told nothing.
type Telling struct {
	at    workshop.Moment
	begun bool
	words int // how many words of an open question were told
	own   int // the ballot whose own ending was said

	team     string // that was told
	nameless bool   // that there are no pseudonyms was told
}

// Again says that what is asked must be told once more, as after an answer given
// anew.
func (t *Telling) Again() { t.at.Ballot = workshop.Ballot{} }

// News returns what a reader must be told of a state; nothing when only counts
// changed.
func (t *Telling) News(g *decision.Guide, s workshop.State) []string {
	lines := append(t.news(g, s), t.nameNews(s)...)
	if told := s.TeamLine(); told != t.team {
		if t.team = told; told == "" {
			return append(lines, "Il n’y a plus d’équipes.")
		}
		return append(lines, told+" Pour en changer, tapez équipe, puis son numéro, de 1 à"+french.NBSP+french.Number(s.Teams)+".")
	}
	return lines
}

// nameNews says that there are no pseudonyms, or again.
func (t *Telling) nameNews(s workshop.State) []string {
	if s.Nameless == t.nameless {
		return nil
	}
	if t.nameless = s.Nameless; s.Nameless {
		return []string{workshop.WordNameless}
	}
	return []string{"Le formateur permet les pseudonymes."}
}

// news is what the room does that is new.
func (t *Telling) news(g *decision.Guide, s workshop.State) []string {
	now, was := s.Moment(), t.at
	more := len(s.Said) > t.words && now == was
	t.words = len(s.Said)
	if t.begun && more {
		return append([]string{""}, wordLines(s)...)
	}
	if t.begun && now == was {
		return nil
	}
	first := !t.begun
	t.at, t.begun = now, true
	if s.Phase == workshop.Voting {
		t.own = 0 // an answer may change
	}
	lines := []string{""}
	if over := say.Standing(g); first && over != "" {
		lines = append(lines, french.Capital(over)+".")
	}
	if first && s.Return != "" {
		lines = append(lines, s.ReturnLine()+". "+workshop.ReturnHelp)
	}
	if s.Exercise != nil && s.Exercise != was.Exercise {
		lines = append(lines, Story(s)...)
	}
	switch {
	case s.Phase == workshop.Waiting:
		lines = append(lines, workshop.WordWelcome, workshop.WordSoon, s.WhoIsThere()+".")
	case s.Phase == workshop.Story:
	case s.Phase == workshop.Voting && s.Ballot == was.Ballot, s.Phase == workshop.Counted:
		lines = append(lines, s.Notice())
	case s.Phase == workshop.Thinking, s.Phase == workshop.Voting:
		lines = append(append(lines, Numbered(s, s.Question)...), s.Notice())
	case s.Phase == workshop.Mapped && was.Phase == workshop.Walking:
		lines = append(append(lines, mapLines(s)...), workshop.WordPoint+french.NBSP+": "+s.Exercise.Point.String())
		if s.Question != nil {
			lines = append(append(lines, ""), Numbered(s, s.Question)...)
		}
	case s.Walks() && s.Question != nil:
		lines = append(lines, Numbered(s, s.Question)...)
	case s.Walks():
		lines = append(lines, arrivalLines(g, s)...)
	case s.Phase == workshop.Ended:
		lines = append(append(lines, branchLines(g, s)...), t.ownLines(g, s)...)
	default:
		lines = append(append(lines, countLines(s)...), t.ownLines(g, s)...)
	}
	return lines
}

// ownLines say where one's own answer leads, once.
func (t *Telling) ownLines(g *decision.Guide, s workshop.State) []string {
	if s.Discusses() {
		return []string{s.Discuss()}
	}
	if len(s.Endings) == 0 {
		return nil
	}
	if t.own == s.Ballot.Number {
		return nil
	}
	t.own = s.Ballot.Number
	var lines []string
	for _, e := range s.Endings {
		if s.Own == "" || e.Option.Value != s.Own {
			continue
		}
		lines = append(append(lines, "", s.OwnTitle()+french.NBSP+":"), endingLines(g, e)...)
		if e.Step != nil && e.Standing == decision.Recommended {
			lines = append(append(lines, e.Step.Summary), stepLines(g, e.Step)...)
		}
	}
	if s.StepLater {
		return append(lines, "Pour entendre ce que dit l’histoire de chaque réponse, tapez pourquoi.")
	}
	return append(lines, "Pour entendre où mène chaque réponse, tapez pourquoi.")
}

// branchLines are the ending just followed, and what to remember.
func branchLines(g *decision.Guide, s workshop.State) []string {
	end := s.Majority
	if s.Side == workshop.Minority {
		end = s.Minority
	}
	var lines []string
	if end != nil {
		lines = append([]string{s.Branch(s.Side) + french.NBSP + ":"}, endingLines(g, *end)...)
		if end.Step != nil {
			lines = append(lines, briefLines(end.Step)...)
		}
	}
	if s.Side == workshop.Majority {
		lines = append(lines, workshop.WordPoint+french.NBSP+": "+s.Exercise.Point.String())
	}
	return lines
}

// endingLines are an answer, the step it leads to, and what opens or closes it.
func endingLines(g *decision.Guide, e workshop.Ending) []string {
	lines := []string{e.Option.Label + "."}
	if leads := e.Leads(); leads != "" && leads != e.Option.Label {
		lines = append(lines, "Mène à"+french.NBSP+": "+leads+".")
	}
	if word := e.Worth(); word != "" {
		lines = append(lines, word)
	}
	return append(lines, whyLines(g, e.Reasons)...)
}

func whyLines(g *decision.Guide, reasons []decision.Reason) (lines []string) {
	for _, why := range say.Reasons(g, g.Question, reasons) {
		lines = append(lines, why.String())
	}
	return lines
}

// stepLines are what a step costs, takes and is worth, and the texts it rests
// on: what the first one says, then the others by their names.
func stepLines(g *decision.Guide, s *decision.Step) []string {
	lines := briefLines(s)
	for i, c := range say.Cited(g, s.Bases) {
		told := say.Row{Label: say.TextLabel, Text: say.Marked(c.Basis, c.Basis.Reference) + "."}.String()
		if i == 0 {
			told += " " + c.Basis.Summary.String()
		}
		lines = append(lines, told)
	}
	return lines
}

func briefLines(s *decision.Step) (lines []string) {
	for _, row := range say.Compared(s.Brief) {
		lines = append(lines, row.String()+".")
	}
	return lines
}

// arrivalLines are where one's own answers lead.
func arrivalLines(g *decision.Guide, s workshop.State) []string {
	v := s.Verdict
	if v.Step == nil {
		lines := []string{say.Missing, say.MissingHelp}
		for _, d := range v.Depends {
			lines = append(lines, d.Question.Title)
		}
		return lines
	}
	lines := append([]string{workshop.WordArrived + french.NBSP + ": " + v.Step.Title + ".", v.Step.Summary}, stepLines(g, v.Step)...)
	lines = append(lines, whyLines(g, v.Reasons)...)
	return append(lines, "Pour changer une réponse, tapez retour.")
}

// mapLines say where a room that walks alone is.
func mapLines(s workshop.State) []string {
	if s.Map == nil {
		return nil
	}
	all := s.Map.Stuck
	for _, places := range [][]workshop.Place{s.Map.Asked, s.Map.Arrived} {
		for _, p := range places {
			all += p.Count
		}
	}
	of := func(name string, n int) string {
		return name + french.NBSP + ": " + french.Number(n) + " sur " + french.Number(all) + "."
	}
	lines := []string{workshop.WordWhere + french.NBSP + ":"}
	for _, p := range s.Map.Asked {
		lines = append(lines, of("À la question «"+french.NBSP+p.Question.Title+french.NBSP+"»", p.Count))
	}
	for _, p := range s.Map.Arrived {
		name := p.Step.Title
		if p.Step.ID == s.Exercise.Step {
			name += " " + workshop.WordExpected
		}
		lines = append(lines, of(name, p.Count))
	}
	if s.Map.Stuck > 0 {
		lines = append(lines, of(workshop.WordStuck, s.Map.Stuck))
	}
	return lines
}

// countLines say a result in words: bars say nothing to the ear.
func countLines(s workshop.State) []string {
	if s.Question == nil || len(s.Rounds) == 0 {
		return nil
	}
	lines := []string{workshop.WordSaid + french.NBSP + ": " + s.Question.Title}
	for i, o := range s.Question.Options {
		line := fmt.Sprintf("%s"+french.NBSP+": %d", o.Label, s.Rounds[0][i])
		if len(s.Rounds) > 1 {
			line += fmt.Sprintf(" au premier vote, %d au second", s.Rounds[1][i])
		}
		if o.Value == s.Own && s.Own != "" {
			line += " " + workshop.WordMine
		}
		lines = append(lines, line)
	}
	line := fmt.Sprintf("%s"+french.NBSP+": %d", say.Unsure, s.Unsure[0])
	if len(s.Rounds) > 1 {
		line += fmt.Sprintf(" au premier vote, %d au second", s.Unsure[1])
	}
	if s.Own == decision.Unknown {
		line += " " + workshop.WordMine
	}
	if slices.Max(s.Unsure) > 0 {
		lines = append(lines, line)
	}
	if told := s.SameStep(); told != "" {
		lines = append(lines, told)
	}
	lines = append(lines, wordLines(s)...)
	if teams := s.TeamLines(); len(teams) > 0 {
		lines = append(append(lines, workshop.WordTeams+french.NBSP+":"), teams...)
	}
	return append(lines, s.SureLines()...)
}

// wordLines are the answers to an open question that the trainer accepted.
func wordLines(s workshop.State) []string {
	if !s.Question.Open {
		return nil
	}
	if len(s.Said)+len(s.SaidBefore) == 0 {
		return []string{workshop.WordToCome}
	}
	var lines []string
	for _, p := range s.Written() {
		if lines = append(lines, p.Title+french.NBSP+":"); len(p.Words) == 0 {
			lines = append(lines, workshop.WordToCome)
		}
		lines = append(lines, p.Words...)
	}
	return lines
}
