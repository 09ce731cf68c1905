package tui_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// TestEveryEdge goes to every question of the diagram by keys: each of its
// answers leads to the right screen, and Escape comes back to the question with
// that answer under the cursor.
func TestEveryEdge(t *testing.T) {
	g := guide(t)
	all := g.Nodes(decision.NewAnswers(today))
	ways := map[int]said{all[0].ID: {}}
	nodes := map[int]decision.Node{}
	edges := 0
	for _, n := range all { // a node comes after one that leads to it
		nodes[n.ID] = n
		way, met := ways[n.ID]
		if !met {
			t.Fatalf("no way to node %d", n.ID)
		}
		for i, kid := range n.Kids {
			edges++
			if ways[kid] == nil {
				ways[kid] = maps.Clone(way)
				ways[kid][n.Question.Fact] = n.Question.Options[i].Value
			}
		}
	}
	for _, n := range all {
		if n.Question != nil {
			t.Run(fmt.Sprintf("%d-%s", n.ID, n.Question.Fact), func(t *testing.T) {
				t.Parallel()
				e := explorer{start(t, 80, 24), nodes}
				e.play(ways[n.ID], n.Question.Fact)
				e.explore(n, ways[n.ID]["client"])
			})
		}
	}
	t.Logf("%d nodes, %d edges", len(all), edges)
}

// explorer tries every answer to a question.
type explorer struct {
	*driver
	nodes map[int]decision.Node
}

func (e *explorer) explore(n decision.Node, client decision.Value) {
	e.t.Helper()
	for i, kid := range n.Kids {
		if n.Question.Kind != decision.Choice {
			e.typed(n, i, client)
			e.toList(n.Question.Fact)
		}
		e.press(fmt.Sprint(i + 1))
		e.arrived(kid)
		e.press("esc")
		e.backOn(n.Question, i)
	}
	e.byArrows(n)
}

// arrived checks the screen an answer leads to.
func (e *explorer) arrived(kid int) {
	e.t.Helper()
	if q := e.nodes[kid].Question; q != nil {
		e.wantQuestion(q.Fact)
		return
	}
	e.wantStep(e.nodes[kid].Step)
}

// backOn checks that the question is asked again, the cursor on its answer.
func (e *explorer) backOn(q *decision.Question, i int) {
	e.t.Helper()
	e.wantQuestion(q.Fact)
	if at := e.cursor(); !strings.HasPrefix(at, fmt.Sprintf("%d  ", i+1)) {
		e.t.Fatalf("answer %d of %s, and the cursor is on %q", i+1, q.Fact, at)
	}
}

// cursor is the line the cursor stands on.
func (d *driver) cursor() string {
	for _, l := range d.lines() {
		if _, after, ok := strings.Cut(l, "▸ "); ok {
			return after
		}
	}
	return ""
}

// byArrows answers with the option above, or below, and comes back.
func (e *explorer) byArrows(n decision.Node) {
	e.t.Helper()
	last := len(n.Kids) - 1
	e.press("up", "enter")
	e.arrived(n.Kids[last-1])
	e.press("esc")
	e.backOn(n.Question, last-1)
	e.press("down", "enter")
	e.arrived(n.Kids[last])
	e.press("esc")
	e.backOn(n.Question, last)
}

// typed answers with an amount or a day that falls in the band of an option,
// and comes back to the line it was typed on.
func (e *explorer) typed(n decision.Node, i int, client decision.Value) {
	e.t.Helper()
	if e.cursor() != "" && !strings.Contains(e.screen(), "choisir dans la liste, ou") {
		e.press("tab")
	}
	text := e.inBand(n.Question, n.Question.Options[i].Value, client)
	e.write(text).want(n.Question.Options[i].Label)
	e.press("enter")
	e.arrived(n.Kids[i])
	e.press("esc")
	e.wantQuestion(n.Question.Fact)
	if !strings.Contains(words(e.cursor()), words(text)) {
		e.t.Fatalf("typed %q, came back on %q", text, e.cursor())
	}
	for range len(text) {
		e.press("backspace")
	}
}

// inBand writes an amount or a day as a French person would, that stands for
// the value.
func (e *explorer) inBand(q *decision.Question, v decision.Value, client decision.Value) string {
	e.t.Helper()
	if q.Kind == decision.Amount {
		lowest := int64(0)
		for _, limit := range e.guide.Thresholds {
			if limit.Value == v {
				return french.Cents(limit.Cents)
			}
			lowest = max(lowest, limit.Cents+1)
		}
		return french.Cents(lowest)
	}
	day := decision.NewAnswers(today).Today()
	period, _ := e.guide.Limitation(client, day)
	for due := day; due.After(day.AddDate(-12, 0, 0)); due = due.AddDate(0, -1, 0) {
		if period.State(due, day) == v {
			return due.Format("02/01/2006")
		}
	}
	e.t.Fatalf("no day makes %s=%s for %s", q.Fact, v, client)
	return ""
}

// TestTypedForms types the same answers in other French forms.
func TestTypedForms(t *testing.T) {
	forms := map[decision.Fact][]string{
		"montant":  {"1 234,56", "1234.56", "1.234,56 €", "1234,56€", " 1234,56 "},
		"echeance": {"1/9/2026", "01-09-2026", "1.9.26", "1er septembre 2026", "2026-09-01"},
	}
	shown := map[decision.Fact]string{"montant": "1 234,56 €", "echeance": "01/09/2026"}
	for fact, texts := range forms {
		for _, text := range texts {
			for _, pasted := range []bool{false, true} {
				d := start(t, 80, 24)
				d.ask(fact)
				if pasted {
					d.paste(text)
				} else {
					d.write(text)
				}
				d.press("enter", "esc").wantQuestion(fact).want(shown[fact])
			}
		}
	}
}

// TestSlipsOfTheFinger refuses what is not an amount or a day, and says why.
func TestSlipsOfTheFinger(t *testing.T) {
	for fact, texts := range map[decision.Fact][]string{
		"montant":  {"", "abc", "1.234", "-5", "99999999999999"},
		"echeance": {"", "31/02/2026", "12/2026", "demain", "1/13/2026"},
	} {
		for _, text := range texts {
			d := start(t, 80, 24)
			d.ask(fact)
			d.write(text).press("enter").wantQuestion(fact)
			if !strings.Contains(d.screen(), "! ") {
				t.Errorf("%s %q: nothing says what is wrong\n%s", fact, text, d.screen())
			}
			if d.write("1"); strings.Contains(d.screen(), "! ") {
				t.Errorf("%s %q: the fault stays while one types again\n%s", fact, text, d.screen())
			}
		}
	}
}

// TestFutureDay takes a delivery in the future as any other day.
func TestFutureDay(t *testing.T) {
	d := start(t, 80, 24)
	d.ask("echeance")
	d.write(today.Add(40 * 24 * time.Hour).Format("02/01/2006")).press("enter").wantNot("! ")
}
