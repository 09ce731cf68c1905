package handout

import (
	"fmt"
	"io"
	"slices"

	"compromis/decision"
)

// treeTitle is what every form of the tree is called.
const treeTitle = "L’arbre de décision"

// TreeMarkdown writes the part of the decision tree the answers lead to, as a
// book one plays with a pencil: each question once, with the number of the one
// each answer leads to, then the steps with their texts. The same guide and
// answers always give the same bytes.
func TreeMarkdown(w io.Writer, g *decision.Guide, a decision.Answers) error {
	t := newTree(g, a)
	d := document{title: treeTitle}
	d.add(0, "", paragraphs(append(t.start(), contentOf(g), notAdvice)...))
	d.add(2, "Les réponses déjà données", t.replies())
	if t.root.next == nil {
		d.add(2, "Où mènent ces réponses", paragraphs(t.root.end()+"."))
	}
	for _, q := range t.questions {
		d.add(2, "Question "+q.title(), slices.Concat(q.Help, q.answers()))
	}
	for _, p := range t.ladder() {
		d.parts = append(d.parts, part{level: 2, title: "Étape" + nbsp + ": " + p.Step.Title})
		d.parts = append(d.parts, stepParts(g, p.Step, 3)...)
	}
	if _, err := io.WriteString(w, d.markdown()); err != nil {
		return fmt.Errorf("write tree: %w", err)
	}
	return nil
}

// answers lists the branches of a question, each with the number of the next.
func (q *question) answers() decision.Text {
	var lines []decision.Line
	for _, b := range q.branches {
		line := words(b.said() + " → ")
		if b.next != nil {
			line = append(line, decision.Span{Text: "question " + b.next.title()})
		} else {
			line = append(line, decision.Span{Text: b.end(), Strong: true})
		}
		lines = append(lines, line)
	}
	return list(decision.Bullets, lines...)
}
