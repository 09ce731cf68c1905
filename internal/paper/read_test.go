package paper

import (
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"compromis/decision"
	"compromis/internal/french"
)

func TestRead(t *testing.T) {
	words := func(k Kind, text string) Block { return Block{Kind: k, Words: Words(text)} }
	apart := func(b Block) Block { b.Apart = true; return b }
	point := func(n int, text string) Block { return Block{Kind: Numbered, Point: n, Words: Words(text)} }
	for text, want := range map[string][]Block{
		"a\nb\n\nc":                           {words(Body, "a\nb"), apart(words(Body, "c"))},
		"\n\na  \r\nb":                        {words(Body, "a\nb")},
		"# a\nb":                              {{Kind: Title, Level: 1, Words: Words("a")}, words(Body, "b")},
		"### a\n\n#### b":                     {{Kind: Title, Level: 3, Words: Words("a")}, apart(words(Body, "#### b"))},
		"> a\n> b\n\n>c\nd":                   {words(Right, "a\nb"), apart(words(Right, "c")), words(Body, "d")},
		"- a\nb\n- c\n\n\n* d":                {words(Bullet, "a\nb"), words(Bullet, "c"), apart(words(Bullet, "d"))},
		"a\n- b":                              {words(Body, "a"), words(Bullet, "b")},
		"7. a\n8) b":                          {point(7, "a"), point(8, "b")},
		"a **b\nc** d":                        {{Words: decision.Line{{Text: "a "}, {Text: "b\nc", Strong: true}, {Text: " d"}}}},
		"**a**b**c**":                         {{Words: decision.Line{{Text: "a", Strong: true}, {Text: "b"}, {Text: "c", Strong: true}}}},
		"**a":                                 {words(Body, "**a")},
		"5 ** 3 ** 2":                         {words(Body, "5 ** 3 ** 2")},
		"****":                                {words(Body, "****")},
		`\**a**`:                              {words(Body, "**a**")},
		`\# a`:                                {words(Body, "# a")},
		`C:\temp \\ \o`:                       {words(Body, `C:\temp \ \o`)},
		"-\n#\n1.\n12.5\n007. a":              {words(Body, "-\n#\n1.\n12.5\n007. a")},
		"|a|b\n~~~\n[c](d) `e`_":              {words(Body, "|a|b\n~~~\n[c](d) `e`_")},
		"a\x00b\tc\u2028d\xff":                {words(Body, "a b c d\uFFFD")},
		" \n\n":                               nil,
		"|a|b|\nc":                            {words(Row, "a\tb"), words(Body, "c")},
		"| a \\| b | |\n|---|--:|\n| - | 5 |": {{Kind: Row, Head: true, Words: Words("a | b\t")}, words(Row, "-\t5")},
		"|-|\n\n|-|\n|-|":                     {words(Row, "-"), {Kind: Row, Head: true, Apart: true, Words: Words("-")}},
		"||\n| a | b\n|":                      {words(Body, "||\n| a | b\n|")},
	} {
		if got := Read(text).Blocks; !reflect.DeepEqual(got, want) {
			t.Errorf("%q is read %+v, want %+v", text, got, want)
		}
	}
}

// kept are the letters, digits and other signs of a text that are no mark:
// whatever the rules, they must all be in what is exported.
func kept(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`\*#>-+.)|:`, r) || unicode.IsSpace(r) || unicode.IsControl(r) || r == '\uFFFE' || r == '\uFFFF' || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, text)
}

// exported are the words of a paper as a reader sees them, with the numbers of
// its points.
func exported(p Paper) string {
	var b strings.Builder
	for _, one := range p.Blocks {
		if one.Kind == Numbered {
			b.WriteString(strconv.Itoa(one.Point))
		}
		b.WriteString(one.String() + "\n")
	}
	return b.String()
}

// FuzzRead: whatever is typed, no word of it is lost, none is moved, and what
// is exported can be read.
func FuzzRead(f *testing.F) {
	for _, text := range []string{
		"Moi  \nIci\n\n> Vous\n\n**Objet : l’été**\n\n1. a\n2. b\n- c **d** e\n# f", "****a**", "> > a", "- - a", "1. 2. 3. a", "**a\n\nb**",
		"\\", "\\\\**", "***a***", "**a **b** c**", "é\u202fà", "\xff\xfe", "1234567890. a", "- \n- ", "> \n> a", "😀 **日本**",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 10_000 {
			return
		}
		if got, want := kept(exported(Read(text))), kept(french.Text(text)); got != want {
			t.Fatalf("%q\nis exported %q\nwant %q", text, got, want)
		}
	})
}
