package web

import (
	"html"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/say"
	"compromis/internal/workshop"
)

// TestWordsStayWords: whatever is written in a page's words, it stays words: the page
// has the elements it has with harmless ones, and shows what was written.
func TestWordsStayWords(t *testing.T) {
	tags := regexp.MustCompile(`<[^>]*>`)
	values := regexp.MustCompile(`="[^"]*"`)
	shape := func(page string) string {
		return strings.Join(tags.FindAllString(values.ReplaceAllString(page, `=""`), -1), "")
	}
	of := func(w string) string {
		return drawn(view{
			Subject: w, Status: w, Above: w, Heading: w, Good: w, Notice: w, Open: true, Words: true, Typed: w, Back: w,
			Choices: []choice{{Value: w, Label: w, Help: w}},
			Sections: []section{{
				Title: w, Folded: true, Lines: []string{w}, Text: decision.Text{{Lines: []decision.Line{{{Text: w}, {Text: w, Strong: true}}}}},
				Bars: []bar{{Label: w, Shifted: w, Counts: []count{{Name: w, N: 1, All: 2}}}}, Rows: []say.Row{{Label: w, Text: w}},
				Ends: []ending{{Answer: w, Leads: w, Worth: w, Why: []why{{w, w, w}}, Summary: w}}, Links: []link{{w, w, w}},
			}},
		}.main()) + drawn(signed{own: own{Name: w, Return: w, Ballot: workshop.Ballot{Fact: decision.Fact(w)}}}.draw()) +
			drawn(entry{Word: w, Number: w, Code: true, Slowed: w}.page()) + drawn(entry{Bye: w, Heading: w}.page())
	}
	calm := shape(of("mot"))
	rapid.Check(t, func(t *rapid.T) {
		w := "mot" + rapid.StringOf(rapid.OneOf(rapid.SampledFrom([]rune(`<>"'&/=;-`)), rapid.Rune())).Draw(t, "w")
		page := of(w)
		if got := shape(page); got != calm {
			t.Fatalf("%q changes the page:\n%s", w, got)
		}
		if shown := strings.ReplaceAll(w, "\x00", "\uFFFD"); !strings.Contains(html.UnescapeString(page), shown) {
			t.Fatalf("%q is not shown", w)
		}
	})
}

// TestLinksLeadToTheWeb: an address of the content leads to a page, or nowhere.
func TestLinksLeadToTheWeb(t *testing.T) {
	for link, leads := range map[string]bool{
		"https://exemple.fr/?a=1&b=2": true, "http://exemple.fr": true,
		"javascript:alert(1)": false, "JavaScript:alert(1)": false, "data:text/html,x": false, " https://exemple.fr": false, "//exemple.fr": false,
	} {
		page := drawn(cited(workshop.Cited{Name: "Un texte", Link: link}))
		if got := strings.Contains(page, "href="); got != leads {
			t.Errorf("%s: href %t, want %t: %s", link, got, leads, page)
		}
	}
}
