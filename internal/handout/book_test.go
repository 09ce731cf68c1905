package handout_test

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
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

// follow answers the questions of the book, and returns the step it ends at.
func (b book) follow(t testing.TB, g *decision.Guide, values map[decision.Fact]decision.Value) string {
	t.Helper()
	at := b.start
	for {
		leads, question := b.pages[at]
		if !question {
			return strings.TrimPrefix(at, "Étape\u00a0: ")
		}
		_, title, _ := strings.Cut(at, ". ")
		next := ""
		for i := range g.Questions {
			q := &g.Questions[i]
			if q.Title != title || q.Option(values[q.Fact]) == nil {
				continue
			}
			for _, l := range leads {
				if strings.Contains(l.said, french.Quote(q.Option(values[q.Fact]).Label)) {
					next = l.to
				}
			}
		}
		if next == "" {
			t.Fatalf("nothing for %v at %q", values, at)
		}
		at = next
	}
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
	g.Bases, g.Steps = nil, slices.Clone(g.Steps)
	for i, s := range g.Steps {
		g.Steps[i] = decision.Step{ID: s.ID, Title: s.Title, When: s.When}
	}
	return &g
}

// TestEveryPath follows each of the ways through the questions on paper.
func TestEveryPath(t *testing.T) {
	g := guide(t)
	for name, b := range books(t, nothing()) {
		paths := 0
		for p := range g.Paths() {
			values := map[decision.Fact]decision.Value{}
			for _, s := range p.Settings {
				values[s.Fact] = s.Value
			}
			if got := b.follow(t, g, values); got != p.Step.Title {
				t.Fatalf("%s: %v leads to %q, not %q", name, p.Settings, got, p.Step.Title)
			}
			paths++
		}
		if paths != g.Size().Paths {
			t.Errorf("%s: %d paths followed", name, paths)
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
		values := map[decision.Fact]decision.Value{}
		for _, r := range g.Walk(a).Path {
			values[r.Question.Fact] = r.Value
		}
		want := g.Verdict(a).Step.Title
		for name, b := range all {
			if got := b.follow(t, g, values); got != want {
				rt.Fatalf("%s: %v leads to %q, not %q", name, values, got, want)
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
