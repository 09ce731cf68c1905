package handout_test

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/french"
	"compromis/internal/handout"

	"pgregory.net/rapid"
)

// book is a tree read back from a hand-out: by the title of a question with its
// number, the answers with the title they lead to.
type book struct {
	start string
	pages map[string][]lead
}

type lead struct{ said, to string }

// follow answers the questions of the book as a path does, and returns the step
// it ends at. The book puts a question as it is asked on that path, or in its
// plain words where other paths, that ask it otherwise, come by the same place.
func (b book) follow(t testing.TB, g *decision.Guide, path []decision.Reply) string {
	t.Helper()
	at := b.start
	for {
		leads, question := b.pages[at]
		if !question {
			return strings.TrimPrefix(at, "Étape\u00a0: ")
		}
		_, title, _ := strings.Cut(at, ". ")
		next := ""
		for _, r := range path {
			for _, q := range []*decision.Question{r.Question, g.Question(r.Question.Fact)} {
				i := slices.IndexFunc(leads, func(l lead) bool {
					return strings.Contains(l.said, french.Quote(q.Option(r.Value).Label))
				})
				if q.Title == title && i >= 0 {
					next = leads[i].to
				}
			}
		}
		if next == "" {
			t.Fatalf("nothing at %q for %v", at, values(path))
		}
		at = next
	}
}

// values writes the answers of a path.
func values(path []decision.Reply) []decision.Setting {
	var all []decision.Setting
	for _, r := range path {
		all = append(all, decision.Setting{Fact: r.Question.Fact, Value: r.Value})
	}
	return all
}

var (
	pageTitle  = regexp.MustCompile(`(?m)^## Question (.*)$`)
	pageAnswer = regexp.MustCompile(`(?m)^- («.*») → (?:question (.*)|\*\*(.*)\*\*)$`)
	pageEnd    = regexp.MustCompile(`(?m)^## Où mènent ces réponses\n\n(.*)\.$`)
)

// markdownBook reads the tree as it is written for a pencil.
func markdownBook(text string) book {
	b := book{pages: map[string][]lead{}}
	if m := pageEnd.FindStringSubmatch(text); m != nil {
		b.start = m[1]
	}
	titles := pageTitle.FindAllStringSubmatchIndex(text, -1)
	for i, at := range titles {
		end := len(text)
		if i+1 < len(titles) {
			end = titles[i+1][0]
		}
		title := text[at[2]:at[3]]
		if i == 0 {
			b.start = title
		}
		for _, m := range pageAnswer.FindAllStringSubmatch(text[at[1]:end], -1) {
			b.pages[title] = append(b.pages[title], lead{m[1], m[2] + m[3]})
		}
	}
	return b
}

// htmlBook reads the outline of the page, as its script does.
func htmlBook(t testing.TB, page *element) book {
	t.Helper()
	b := book{pages: map[string][]lead{}}
	titles := map[string]string{}
	for _, d := range page.all("details") {
		titles["#"+d.attributes["id"]] = d.kids[0].class("leads").text()
	}
	for _, s := range page.byID("etapes").all("article") {
		titles["#"+s.attributes["id"]] = "Étape\u00a0: " + s.all("h3")[0].text()
	}
	target := func(li *element) string {
		first := li.kids[0]
		return titles[first.attributes["href"]+map[bool]string{true: "#" + first.attributes["id"]}[first.name == "details"]]
	}
	b.start = target(page.byID("branches").kids[0])
	for _, d := range page.all("details") {
		title := d.kids[0].class("leads").text()
		for _, li := range d.kids[1].kids {
			b.pages[title] = append(b.pages[title], lead{li.class("said").text(), target(li)})
		}
	}
	return b
}

// svgBook reads the drawing: a row is under the last one less deep.
func svgBook(t testing.TB, drawing *element) book {
	t.Helper()
	b := book{pages: map[string][]lead{}}
	titles := map[string]string{} // by id, where a reference leads
	var trail []struct{ x, title string }
	var pending []struct{ from, said, href string }
	id, href := "", ""
	for _, e := range drawing.walk() {
		switch {
		case e.name == "circle":
			id = e.attributes["id"]
		case e.name == "a":
			href = e.attributes["href"]
		case e.name == "text" && len(e.kids) > 0:
			words := e.kids[len(e.kids)-1].text()
			said := strings.TrimSuffix(e.kids[0].text(), " → ")
			for i := range trail {
				if len(trail[i].x) > len(e.attributes["x"]) || len(trail[i].x) == len(e.attributes["x"]) && trail[i].x >= e.attributes["x"] {
					trail = trail[:i]
					break
				}
			}
			if len(trail) == 0 {
				b.start = words
			} else {
				from := trail[len(trail)-1].title
				if href == "" {
					b.pages[from] = append(b.pages[from], lead{said, words})
				} else {
					pending = append(pending, struct{ from, said, href string }{from, said, href})
				}
			}
			if id != "" {
				titles["#"+id] = words
			}
			trail = append(trail, struct{ x, title string }{e.attributes["x"], words})
			id, href = "", ""
		}
	}
	for _, p := range pending {
		b.pages[p.from] = append(b.pages[p.from], lead{p.said, titles[p.href]})
	}
	return b
}

// books reads the tree of the answers in every form.
func books(t testing.TB, a decision.Answers) map[string]book {
	t.Helper()
	g := bare(t)
	return map[string]book{
		"html": htmlBook(t, parse(t, written(t, "lu.html", func(w io.Writer) error { return handout.TreeHTML(w, g, a) }))),
		"svg":  svgBook(t, parse(t, written(t, "lu.svg", func(w io.Writer) error { return handout.TreeSVG(w, g, a) }))),
		"md":   markdownBook(written(t, "lu.md", func(w io.Writer) error { return handout.TreeMarkdown(w, g, a) })),
	}
}

// bare is the guide with the titles of its steps only: reading the rest back
// takes most of the time.
func bare(t testing.TB) *decision.Guide {
	g := *guide(t)
	g.Bases, g.TimeLimits, g.Steps = slices.Clone(g.Bases), nil, slices.Clone(g.Steps)
	for i, b := range g.Bases { // still found by their names
		g.Bases[i] = decision.LegalBasis{ID: b.ID, Title: b.Title}
	}
	for i, s := range g.Steps {
		g.Steps[i] = decision.Step{ID: s.ID, Title: s.Title, When: s.When}
	}
	return &g
}

// TestEveryAnswer follows on paper ways through the questions that together
// take every answer of each, and others at random.
func TestEveryAnswer(t *testing.T) {
	g := guide(t)
	all := books(t, nothing())
	for p := range decisiontest.Some(g, 3000, 1) {
		a := nothing()
		for _, s := range p.Settings {
			a = a.With(s.Fact, string(s.Value))
		}
		path := g.Walk(a).Path
		for name, b := range all {
			if got := b.follow(t, g, path); got != p.Step.Title {
				t.Fatalf("%s: %v leads to %q, not %q", name, p.Settings, got, p.Step.Title)
			}
		}
	}
	nodes := 0
	for _, n := range g.Nodes(nothing()) {
		if n.Question != nil {
			nodes++
		}
	}
	for name, b := range all {
		if len(b.pages) != nodes {
			t.Errorf("%s: %d questions, not %d", name, len(b.pages), nodes)
		}
	}
}

// TestPartialTrees: from any answers, the paper goes on to the step that the
// program ends at.
func TestPartialTrees(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		a := drawAnswers(rt, g)
		all := books(t, a)
		for q := g.Walk(a).Next; q != nil; q = g.Walk(a).Next {
			a = a.With(q.Fact, string(rapid.SampledFrom(q.Options).Draw(rt, "then").Value))
		}
		path := g.Walk(a).Path
		want := g.Verdict(a).Step.Title
		for name, b := range all {
			if got := b.follow(t, g, path); got != want {
				rt.Fatalf("%s: %v leads to %q, not %q", name, values(path), got, want)
			}
		}
	})
}

// TestUnknownAnswer: when an answer leaves several ways open, the whole tree is
// there, and says why.
func TestUnknownAnswer(t *testing.T) {
	unsure := nothing().With(decision.FactCause, string(decision.Unknown))
	whole, told := books(t, nothing()), books(t, unsure)
	for name, b := range told {
		if len(b.pages) != len(whole[name].pages) {
			t.Errorf("%s: %d questions, not %d", name, len(b.pages), len(whole[name].pages))
		}
	}
	intro := func(a decision.Answers) string {
		return parse(t, tree(t, "lu.html", a)).byID("arbre").all("p")[0].text()
	}
	if intro(unsure) == intro(nothing()) || intro(unsure) == intro(begun(guide(t))) {
		t.Errorf("%q does not say why the whole tree is there", intro(unsure))
	}
}
