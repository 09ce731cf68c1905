package handout

import (
	"strconv"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/paper"
)

// tree is the part of the decision diagram that answers lead to, each question
// once, numbered as one meets them going down.
type tree struct {
	guide     *decision.Guide
	answers   decision.Answers
	given     []decision.Reply // the answers that led to its start
	whole     bool             // it starts at the first question
	root      branch
	questions []*question // by number
}

// question is a place of the tree where one is asked something.
type question struct {
	*decision.Question
	number   int // from 1
	branches []branch
}

// branch is what some options of a question lead to: another question, or a
// step.
type branch struct {
	labels []string
	next   *question // nil at the end
	step   *decision.Step
	first  bool // where the next question is told; elsewhere it is named by number
}

func newTree(g *decision.Guide, a decision.Answers) *tree {
	nodes := g.Nodes(a)
	t := &tree{guide: g, answers: a, given: g.Walk(a).Path}
	t.whole = nodes[0].ID == g.Nodes(decision.NewAnswers(a.Today()))[0].ID
	byID := make(map[int]decision.Node, len(nodes))
	for _, n := range nodes {
		byID[n.ID] = n
	}
	numbered := map[int]*question{}
	var reach func(id int) branch
	reach = func(id int) branch {
		n := byID[id]
		if q, met := numbered[id]; met || n.Question == nil {
			return branch{next: q, step: n.Step}
		}
		q := &question{Question: n.Question, number: len(t.questions) + 1}
		numbered[id], t.questions = q, append(t.questions, q)
		place := map[int]int{}
		for i, kid := range n.Kids {
			label := french.Quote(n.Question.Options[i].Label)
			if at, met := place[kid]; met {
				q.branches[at].labels = append(q.branches[at].labels, label)
				continue
			}
			place[kid] = len(q.branches)
			b := reach(kid)
			b.labels = []string{label}
			q.branches = append(q.branches, b)
		}
		return branch{next: q, first: true}
	}
	t.root = reach(nodes[0].ID)
	return t
}

// said are the answers that lead down the branch: "« Oui » ou « Non »".
func (b branch) said() string { return french.Or(b.labels) }

// title names a question with its number.
func (q *question) title() string { return numero(q.number) + ". " + q.Title }

func numero(n int) string { return "n°" + french.NBSP + strconv.Itoa(n) }

// end names the step a branch ends at.
func (b branch) end() string {
	if b.step == nil { // the ladder has a hole
		return "Aucune étape ne convient"
	}
	return "Étape" + french.NBSP + ": " + b.step.Title
}

// start says where the tree starts, a sentence a line.
func (t *tree) start() []string {
	var told []string
	switch {
	case t.whole && len(t.given) > 0:
		told = append(told, "Une réponse n’est pas connue"+french.NBSP+": l’arbre est montré en entier.")
	case t.whole:
		told = append(told, t.size())
	default:
		told = append(told, "L’arbre part des réponses déjà données.")
	}
	if len(t.answers.Said()) > len(t.given) {
		told = append(told, "Les autres réponses ne comptent pas ici, ou pas encore"+french.NBSP+": une question qui passe avant n’a pas de réponse.")
	}
	return told
}

func (t *tree) size() string {
	size := t.guide.Size()
	return french.Plural(len(t.questions), "question numérotée", "questions numérotées") + " (la même revient selon ce qui précède), pour " +
		french.Plural(size.Paths, "parcours", "parcours") + " et " +
		french.Plural(size.Longest, "question", "questions") + " au plus par parcours."
}

// replies lists the answers given.
func (t *tree) replies() decision.Text {
	var lines []decision.Line
	for _, r := range t.given {
		lines = append(lines, replied(r))
	}
	return paper.List(decision.Bullets, lines...)
}

// ladder returns the steps of the ladder, each once, in order.
func (t *tree) ladder() []decision.Place { return t.guide.Places(t.answers) }
