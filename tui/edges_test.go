package tui_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/french"
)

// TestEveryEdge goes to every question of the diagram by keys: each of its
// answers leads to the right screen, and Escape comes back to the question with
// that answer under the cursor.
func TestEveryEdge(t *testing.T) {
	tr := theTree(t)
	ways := map[int][]decision.Setting{tr.root().ID: {}}
	edges, lists := 0, &known{}
	for _, n := range tr.nodes { // a node comes after one that leads to it
		way, met := ways[n.ID]
		if !met {
			t.Fatalf("no way to node %d", n.ID)
		}
		for v, kid := range n.Kids {
			edges++
			if ways[kid] == nil {
				ways[kid] = taking(way, n, v)
			}
		}
		if n.Question != nil && decisiontest.Tries(n.ID) {
			t.Run(fmt.Sprintf("%d-%s", n.ID, n.Question.Fact), func(t *testing.T) {
				t.Parallel()
				size := [][2]int{{80, 24}, {40, 12}}[n.ID%2]
				e := explorer{start(t, size[0], size[1]).press("n"), tr}
				e.explore(n, e.along(way), lists)
			})
		}
	}
	t.Logf("%d nodes, %d edges", len(tr.nodes), edges)
}

// explorer tries every answer to a question.
type explorer struct {
	*driver
	tree
}

// along answers the questions of a way: each of them has its own test.
func (e explorer) along(way []decision.Setting) decision.Answers {
	e.t.Helper()
	a := decision.NewAnswers(today)
	for _, s := range way {
		e.toList(s.Fact).choose(e.guide.Walk(a).Next, s.Value)
		a = e.answered(a, s.Fact, string(s.Value))
	}
	return a
}

// explore tries the answers to the question of a node. Where Escape comes back to is
// looked at once for each list of answers: elsewhere the next answer would go astray.
func (e explorer) explore(n decision.Node, a decision.Answers, lists *known) {
	e.t.Helper()
	asked := e.guide.AskedOn(e.guide.Walk(a), n.Question.Fact)
	e.wantAsked(asked)
	first := lists.isNew(asked)
	for i, o := range asked.Options {
		if asked.Kind != decision.Choice {
			e.typed(n, asked, o, a)
		}
		e.toList(asked.Fact).choose(asked, o.Value)
		e.arrived(n, o, a)
		if e.press("esc"); first {
			e.backOn(asked, i)
		}
	}
	if e.wantAsked(asked); first {
		e.byArrows(n, asked, a)
	}
}

// known are the lists of answers met, for what is tried once on each of them.
type known struct{ lists sync.Map }

func (k *known) isNew(asked *decision.Question) bool {
	var list []string
	for _, o := range asked.Options {
		list = append(list, fmt.Sprint(o.Value, o.Label, o.Idle))
	}
	_, met := k.lists.LoadOrStore(strings.Join(list, "\n"), true)
	return !met
}

// arrived checks the screen an answer leads to.
func (e explorer) arrived(n decision.Node, o decision.Option, a decision.Answers) {
	e.t.Helper()
	kid := e.kid(n, optionOf(n.Question, o.Value))
	if kid.Step != nil {
		e.wantStep(kid.Step)
		return
	}
	next := e.guide.Walk(e.answered(a, n.Question.Fact, string(o.Value))).Next
	if next == nil || next.Fact != kid.Question.Fact {
		e.t.Fatalf("%s=%s does not lead to %s", n.Question.Fact, o.Value, kid.Question.Fact)
	}
	e.wantAsked(next)
}

// backOn checks that the question is asked again, the cursor on its answer.
func (e explorer) backOn(asked *decision.Question, i int) {
	e.t.Helper()
	e.wantAsked(asked)
	if at := e.cursor(); !strings.HasPrefix(at, fmt.Sprintf("%-3d", i+1)) {
		e.t.Fatalf("answer %d of %s, and the cursor is on %q", i+1, asked.Fact, at)
	}
}

// cursor is the line the cursor stands on.
func (d *driver) cursor() string {
	for _, l := range d.lines() {
		if after, ok := strings.CutPrefix(strings.TrimLeft(l, " "), "▌ "); ok {
			return after
		}
	}
	return ""
}

// byArrows answers with the option above, or below, and comes back.
func (e explorer) byArrows(n decision.Node, asked *decision.Question, a decision.Answers) {
	e.t.Helper()
	last := len(asked.Options) - 1
	for _, move := range []struct {
		key string
		to  int
	}{{"up", last - 1}, {"down", last}} {
		e.press(move.key, "enter")
		e.arrived(n, asked.Options[move.to], a)
		e.press("esc")
		e.backOn(asked, move.to)
	}
}

// typed answers with an amount or a day that falls in the band of an option,
// and comes back to the line it was typed on.
func (e explorer) typed(n decision.Node, asked *decision.Question, o decision.Option, a decision.Answers) {
	e.t.Helper()
	if e.cursor() != "" && !strings.Contains(e.screen(), "une liste de réponses") {
		e.press("tab")
	}
	text := e.inBand(asked, o.Value, a)
	e.write(text).want(o.Label)
	e.press("enter")
	e.arrived(n, o, a)
	e.press("esc").wantAsked(asked)
	if !strings.Contains(words(e.cursor()), words(text)) {
		e.t.Fatalf("typed %q, came back on %q", text, e.cursor())
	}
	for range len(text) {
		e.press("backspace")
	}
}

// inBand writes an amount or a day as a French person would, that stands for
// the value.
func (e explorer) inBand(q *decision.Question, v decision.Value, a decision.Answers) string {
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
	day := a.Today()
	period, _ := e.guide.LimitationFor(a)
	for due := day; due.After(day.AddDate(-12, 0, 0)); due = due.AddDate(0, -1, 0) {
		if period.State(due, day) == v {
			return due.Format("02/01/2006")
		}
	}
	e.t.Fatalf("no day makes %s=%s", q.Fact, v)
	return ""
}

// TestEndsOfAList goes to the ends of a list of answers, and answers with what is
// under the cursor there.
func TestEndsOfAList(t *testing.T) {
	start(t, 80, 24).press("n", "end", "enter").want("Je ne sais pas").want("La pièce à chercher")
	d := start(t, 80, 24).press("n", "down", "home", "enter")
	d.wantNext(d.answered(decision.NewAnswers(today), "cause", "impaye"))
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
			broken := start(t, 40, 20)
			broken.ask(fact)
			broken.paste("\n\x1b[31m"+text+"\x00\r\n").press("enter", "esc").wantQuestion(fact).want(shown[fact])
		}
	}
}

// TestSlipsOfTheFinger refuses what is not an amount or a day, and says why.
func TestSlipsOfTheFinger(t *testing.T) {
	for fact, texts := range map[decision.Fact][]string{
		"montant":  {"", "abc", "1.234", "-5", "99999999999999"},
		"echeance": {"", "31/02/2026", "12/2026", "jadis", "1/13/2026"},
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
