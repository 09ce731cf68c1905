package paper

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
)

// typedText draws what a person may type: words, marks, and what looks like marks.
func typedText() *rapid.Generator[string] {
	pieces := rapid.SampledFrom([]string{
		"a", "é", " ", "  ", "*", "**", "***", "\\", "#", "##", "# ", ">", "> ", "-", "- ", "+ ", "1", "1.", "2) ", "12. ", ".", ")", "[", "_", "`", "<b>", "&amp;",
		"\n", "\n", "\n\n", "|", "| ", " |", "\n| a | b |", "\n| --- |", "|---|", "\n- ", "\n> ", "\n3. ", "\n## ", "\r\n", "\t", "\u00a0", "\u2028", "\x00", "œ", "日本", "mot",
	})
	return rapid.Map(rapid.SliceOfN(rapid.OneOf(pieces, pieces, rapid.String()), 0, 14), func(all []string) string { return strings.Join(all, "") })
}

// TestReadBack: a paper that was read, written as if it had been built, is read
// as the same paper.
func TestReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := typedText().Draw(t, "typed")
		p := Paper{Blocks: Read(text).Blocks}
		again := p.Markdown()
		if got := Read(again).Blocks; !reflect.DeepEqual(got, p.Blocks) {
			t.Fatalf("%q\nis written %q\nand read %+v\nnot %+v", text, again, got, p.Blocks)
		}
		if got := Read(text).Markdown(); got != text {
			t.Fatalf("%q is given back as %q", text, got)
		}
	})
}

// TestBuiltIsReadBack: a paper that was built says in Markdown what it says in
// every other format, whatever the words in it: one block for one block, and
// their words as they were typed.
func TestBuiltIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p Paper
		var want []string
		line := func() decision.Line {
			var l decision.Line
			words := ""
			for range rapid.IntRange(0, 3).Draw(t, "spans") {
				s := decision.Span{Text: typedText().Draw(t, "words"), Strong: rapid.Bool().Draw(t, "bold"), Emph: rapid.Bool().Draw(t, "italics")}
				l, words = append(l, s), words+oneLine(s.Text)
			}
			if words = strings.Trim(words, " "); words != "" {
				want = append(want, words)
			}
			return l
		}
		for range rapid.IntRange(0, 5).Draw(t, "blocks") {
			switch kind := Kind(rapid.IntRange(0, 5).Draw(t, "kind")); kind {
			case Title:
				p.add(Block{Kind: Title, Level: rapid.IntRange(1, 3).Draw(t, "level"), Apart: true}, line())
			case Body:
				p.Paragraph(line(), line())
			case Right:
				p.Right(line(), line())
			case Bullet:
				p.List(decision.Bullets, line(), line())
			case Numbered:
				p.List(decision.Numbered, line(), line())
			case Row:
				cells := []decision.Line{line(), line()}
				if cells = slices.DeleteFunc(cells, func(l decision.Line) bool { return len(tidy(l)) == 0 }); len(cells) > 0 {
					want[len(want)-len(cells)] = "Poste\tSomme\n" + want[len(want)-len(cells)]
					if len(cells) == 2 {
						want = append(want[:len(want)-2], want[len(want)-2]+"\t"+want[len(want)-1])
					} else {
						want[len(want)-1] += "\t"
					}
				}
				rows := [][]decision.Line{cells}
				if len(cells) == 0 {
					rows = nil
				}
				p.Table([]string{"Poste", "Somme"}, rows...)
			}
		}
		text := p.Markdown()
		if got := Read(text).Blocks; !reflect.DeepEqual(got, p.flat().Blocks) && len(got)+len(p.Blocks) > 0 {
			t.Fatalf("%q\nis read %+v\nnot %+v", text, got, p.flat().Blocks)
		}
		var got []string
		for _, b := range p.Blocks {
			got = append(got, strings.Split(b.String(), "\n")...)
		}
		if !reflect.DeepEqual(got, strings.Split(strings.Join(want, "\n"), "\n")) && len(got)+len(want) > 0 {
			t.Fatalf("%q\nis built as %q", want, got)
		}
	})
}

// TestMarkdown: what a paper looks like once written, and that a link is told.
func TestMarkdown(t *testing.T) {
	var p Paper
	p.Title(1, "Un # titre *")
	p.Paragraph(Words("- 3, place\nC"), Words("7. rue D"), Words(`\o/ *`))
	p.Right(Words("> Vous"), Words(""), Words("+33 4"))
	p.List(decision.Numbered, Labelled("Coût", "30 €"), Words(" "), Words("-"))
	p.List(decision.Bullets, decision.Line{
		{Text: " le texte ", Strong: true, Link: decision.Link{Kind: decision.ToAddress, ID: "https://a.fr"}}, {Text: "et", Emph: true},
		{Text: " https://b.fr", Link: decision.Link{Kind: decision.ToAddress, ID: " https://b.fr"}}, {Text: " une étape", Link: decision.Link{Kind: decision.ToStep, ID: "e"}},
	})
	p.Part(4, "Rien", nil)
	p.Part(4, "Fin", Paragraphs("+57 points", "-5 %", "12.5"))
	want := "# Un # titre \\*\n\n\\- 3, place C  \n7\\. rue D  \n\\\\o/ \\*\n\n> \\> Vous  \n> +33 4\n\n1. **Coût**\u00a0: 30 €\n2. \\-\n\n" +
		"- **le texte**  (https://a.fr)et https://b.fr une étape\n\n### Fin\n\n+57 points\n\n-5 %\n\n12.5\n"
	if got := p.Markdown(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
