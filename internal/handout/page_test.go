package handout_test

import (
	"crypto/sha256"
	"encoding/base64"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/handout"
	"compromis/internal/say"
)

// largest is how many bytes the page of the whole tree may take, with its 1,251
// questions, its steps and its texts: it is sent by e-mail.
const largest = 2 << 20

// page is a hand-out in HTML, with its source.
type page struct {
	source string
	*element
}

// htmlPages are every kind of page.
func htmlPages(t testing.TB) map[string]page {
	g := guide(t)
	sheet := func(key bool) string {
		return written(t, map[bool]string{true: "corrige.html", false: "cas.html"}[key], func(w io.Writer) error { return handout.SheetHTML(w, g, &g.Exercises[0], key) })
	}
	pages := map[string]page{}
	for name, source := range map[string]string{
		"tree": tree(t, "arbre.html", nothing()), "part": tree(t, "partie.html", begun(g)), "sheet": sheet(false), "key": sheet(true),
	} {
		pages[name] = page{source, parse(t, source)}
	}
	return pages
}

func TestPagesStandAlone(t *testing.T) {
	loads := []string{"src", "srcset", "action", "data", "poster", "background", "style", "xlink:href"}
	for name, p := range htmlPages(t) {
		ids := map[string]bool{}
		for _, e := range p.walk() {
			if id, named := e.attributes["id"]; named && ids[id] {
				t.Errorf("%s: id %q twice", name, id)
			}
			ids[e.attributes["id"]] = true
		}
		for _, e := range p.walk() {
			for key, value := range e.attributes {
				switch {
				case strings.HasPrefix(key, "on"), slices.Contains(loads, key):
					t.Errorf("%s: <%s %s=%q>", name, e.name, key, value)
				case key == "href" && e.name != "a", key == "href" && !strings.HasPrefix(value, "https://") && !ids[strings.TrimPrefix(value, "#")]:
					t.Errorf("%s: <%s href=%q> leads nowhere", name, e.name, value)
				}
			}
		}
		if strings.Count(p.source, "<style>") != 1 || strings.Count(p.source, "<script") > 1 || regexp.MustCompile(`url\(|@import|fetch\(|https?://`).MatchString(strings.Join(raw.FindAllString(p.source, -1), "")) {
			t.Errorf("%s: one style, one script at most, and neither may fetch", name)
		}
	}
}

// TestPolicyAllowsTheirOwn: the browser refuses a style or a script whose hash
// is not in the policy.
func TestPolicyAllowsTheirOwn(t *testing.T) {
	for name, p := range htmlPages(t) {
		policy := p.first("http-equiv", "Content-Security-Policy").attributes["content"]
		if !strings.HasPrefix(policy, "default-src 'none';") {
			t.Errorf("%s: policy %q", name, policy)
		}
		for _, block := range raw.FindAllString(p.source, -1) {
			sum := sha256.Sum256([]byte(block[strings.Index(block, ">")+1 : strings.LastIndex(block, "<")]))
			if !strings.Contains(policy, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
				t.Errorf("%s: the policy refuses %.30s", name, block)
			}
		}
	}
}

func TestPagesCanBeRead(t *testing.T) {
	for name, p := range htmlPages(t) {
		if p.attributes["lang"] != "fr" || p.all("title")[0].text() == "" || len(p.all("main")) != 1 || len(p.all("h1")) != 1 {
			t.Errorf("%s: language, title, main or first heading missing", name)
		}
		level := 1
		for _, e := range p.walk() {
			if len(e.name) == 2 && e.name[0] == 'h' && e.name[1] >= '1' && e.name[1] <= '6' {
				if at := int(e.name[1] - '0'); at > level+1 {
					t.Errorf("%s: %s %q after a heading of level %d", name, e.name, e.text(), level)
				}
				level = int(e.name[1] - '0')
			}
			if controls := e.attributes["for"]; controls != "" && p.byID(controls).name == "" {
				t.Errorf("%s: label of nothing", name)
			}
		}
	}
}

// TestEverythingIsThere: every step, with what it takes and its texts, and every
// text, with its dates and confidence.
func TestEverythingIsThere(t *testing.T) {
	g := guide(t)
	source := tree(t, "arbre.html", nothing())
	page := parse(t, source)
	for _, s := range g.Steps {
		card := page.byID("etape-" + s.ID)
		want := []string{s.Title, s.Summary, s.Brief.Cost, s.Brief.Time, s.Brief.Worth}
		for _, text := range []decision.Text{s.WhyNow, s.HowTo, s.Documents, s.Pitfalls} {
			want = append(want, strings.Split(text.String(), "\n")...)
		}
		for _, c := range s.Bases {
			b := g.Basis(c.Basis)
			want = append(want, b.Title, c.Note, b.Reference, french.Since(string(b.InForce)), french.Date(b.CheckedOn), "Confiance\u00a0"+string(b.Confidence))
			if b.Link != "" && card.first("href", b.Link).name != "a" {
				t.Errorf("%s: no link to %s", s.ID, b.Link)
			}
		}
		for _, w := range want {
			if !strings.Contains(card.text(), w) {
				t.Errorf("%s: no %q", s.ID, w)
			}
		}
	}
	for _, b := range g.Bases {
		text := page.byID("texte-" + b.ID).text()
		for _, w := range []string{b.Title, b.Reference, b.ReadIn, french.Since(string(b.InForce)), french.Date(b.CheckedOn), "Confiance\u00a0" + string(b.Confidence)} {
			if !strings.Contains(text, w) {
				t.Errorf("%s: no %q", b.ID, w)
			}
		}
		// The law may be uncertain, or the text not read again: each is said, and
		// only where it is so.
		late := say.Unread
		if b.Ruling() {
			late = say.RulingTold
		}
		for doubt, has := range map[string]bool{say.Disputed: len(b.Disputed) > 0, late: len(b.Unread) > 0} {
			if has != strings.Contains(text, doubt) {
				t.Errorf("%s: %q is said: %t", b.ID, doubt, !has)
			}
		}
		if b.Confidence != decision.ConfidenceA && !strings.Contains(text, say.Disputed) && !strings.Contains(text, late) {
			t.Errorf("%s: confidence %s is not told", b.ID, b.Confidence)
		}
	}
	if len(source) > largest {
		t.Errorf("%d bytes, more than %d", len(source), largest)
	}
}

// TestGivenAnswersAreTold: a tree that starts further down says from where.
func TestGivenAnswersAreTold(t *testing.T) {
	g := guide(t)
	a := begun(g)
	for _, name := range []string{"partie.html", "partie.svg"} {
		text := parse(t, tree(t, name, a)).text()
		for _, r := range g.Walk(a).Path {
			if !strings.Contains(text, r.Question.Name+"\u00a0: "+r.Question.Option(r.Value).Label) {
				t.Errorf("%s: %s is not told", name, r.Question.Name)
			}
		}
	}
}

// TestWordsAreNotMarkup: content is text, whatever it holds.
func TestWordsAreNotMarkup(t *testing.T) {
	const nasty = `</script><img src=x onerror=alert(1)>&"'`
	g := *guide(t)
	g.Steps = slices.Clone(g.Steps)
	for i := range g.Steps {
		g.Steps[i].Summary = nasty
	}
	e := g.Exercises[0]
	e.Title = nasty
	sheet := parse(t, written(t, "hostile.html", func(w io.Writer) error { return handout.SheetHTML(w, &g, &e, true) }))
	if len(sheet.all("img")) > 0 || !strings.Contains(sheet.all("h1")[0].text(), nasty) || !strings.Contains(sheet.text(), nasty) {
		t.Error("words of the content were read as markup")
	}
}
