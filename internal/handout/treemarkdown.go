package handout

import (
	"io"
	"slices"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// treeTitle is what every form of the tree is called.
const treeTitle = "L’arbre de décision"

// TreeMarkdown writes the part of the decision tree the answers lead to, as a
// book one plays with a pencil: each question once, with the number of the one
// each answer leads to, then the steps with their texts. The same guide and
// answers always give the same bytes.
func TreeMarkdown(w io.Writer, g *decision.Guide, a decision.Answers) error {
	t := newTree(g, a)
	var d paper.Paper
	d.Title(1, treeTitle)
	d.Text(paper.Paragraphs(append(t.start(), say.Content(g), say.NotAdvice+" "+say.CheckFirst)...))
	d.Part(2, "Les réponses déjà données", t.replies())
	if t.root.next == nil {
		d.Part(2, "Où mènent ces réponses", paper.Paragraphs(t.root.end()+"."))
	}
	for _, q := range t.questions {
		d.Part(2, "Question "+q.title(), slices.Concat(q.Help, q.answers()))
	}
	for _, p := range t.ladder() {
		d.Title(2, "Étape"+french.NBSP+": "+p.Step.Title)
		addStep(&d, g, p.Step, 3)
	}
	return paper.Write(w, "md", d)
}

// answers lists the branches of a question, each with the number of the next.
func (q *question) answers() decision.Text {
	var lines []decision.Line
	for _, b := range q.branches {
		line := paper.Words(b.said() + " → ")
		if b.next != nil {
			line = append(line, decision.Span{Text: "question " + b.next.title()})
		} else {
			line = append(line, decision.Span{Text: b.end(), Strong: true})
		}
		lines = append(lines, line)
	}
	return paper.List(decision.Bullets, lines...)
}
