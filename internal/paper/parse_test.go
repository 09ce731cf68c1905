package paper

import (
	"reflect"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

func TestRead(t *testing.T) {
	words := func(k kind, text string) Block { return Block{kind: k, lines: []run{{text: text}}} }
	for text, want := range map[string]Paper{
		"a\nb\n\nc":               {words(body, "a\nb"), words(body, "c")},
		"a  \r\nb":                {words(body, "a\nb")},
		"# a\nb":                  {{kind: title, level: 1, lines: []run{{text: "a"}}}, words(body, "b")},
		"> a\n> b\n\n>c\nd":       {words(right, "a\nb"), words(right, "c"), words(body, "d")},
		"- a\nb\n- c\n* d":        {words(bullet, "a\nb"), words(bullet, "c"), words(bullet, "d")},
		"a\n- b":                  {words(body, "a"), words(bullet, "b")},
		"7. a\n8) b":              {{kind: numbered, point: 7, lines: []run{{text: "a"}}}, {kind: numbered, point: 8, lines: []run{{text: "b"}}}},
		"a **b\nc** d":            {{lines: []run{{text: "a "}, {text: "b\nc", bold: true}, {text: " d"}}}},
		"**a":                     {words(body, "**a")},
		"5 ** 3 ** 2":             {words(body, "5 ** 3 ** 2")},
		"****":                    {words(body, "****")},
		`\**a**`:                  {words(body, "**a**")},
		`\# a`:                    {words(body, "# a")},
		`C:\temp \\ \o`:           {words(body, `C:\temp \ \o`)},
		"-\n#\n1.\n12.5\n007. a":  {words(body, "-\n#\n1.\n12.5\n007. a")},
		"|a|b|\n~~~\n[c](d) `e`_": {words(body, "|a|b|\n~~~\n[c](d) `e`_")},
		"a\x00b\tc\u2028d\xff":    {words(body, "a b c d\uFFFD")},
		" \n\n":                   nil,
	} {
		if got := Read(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q is read %+v, want %+v", text, got, want)
		}
	}
}

// kept are the letters, digits and other signs of a text that are no mark:
// whatever the rules, they must all be in what is exported.
func kept(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`\*#>-+.)`, r) || unicode.IsSpace(r) || unicode.IsControl(r) || r == '\uFFFE' || r == '\uFFFF' || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, text)
}

// exported are the words of a paper as a reader sees them, with the numbers of
// its points.
func exported(p Paper) string {
	var b strings.Builder
	for _, one := range p {
		if one.kind == numbered {
			b.WriteString(strconv.Itoa(one.point))
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
		if got, want := kept(exported(Read(text))), kept(strings.ToValidUTF8(text, "\uFFFD")); got != want {
			t.Fatalf("%q\nis exported %q\nwant %q", text, got, want)
		}
	})
}
