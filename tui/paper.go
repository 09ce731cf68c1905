package tui

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
)

// The Markdown of a paper, as package letter writes it in files: titles, points
// of a list, « > » for what stands on the right, bold. Each line typed is a
// line of the paper; what is no mark is words.
var (
	paperPoint = regexp.MustCompile(`^([-*+]|\d{1,9}[.)]) +`)
	paperTitle = regexp.MustCompile(`^#{1,3} +`)
	paperMark  = regexp.MustCompile(`\\[\\*#>+.)-]|\*\*|` + paperBlank.String())
	paperBlank = regexp.MustCompile(`\[à compléter[^\]]*\]`)
)

// blankMark opens a line of what is to fill in.
const blankMark = "□"

// blanks returns what a paper leaves to fill in, each once.
func blanks(text string) []string {
	var all []string
	for _, found := range paperBlank.FindAllString(text, -1) {
		what := strings.TrimLeft(strings.TrimSuffix(strings.TrimPrefix(found, "[à compléter"), "]"), " :"+nbsp)
		if !slices.Contains(all, what) {
			all = append(all, what)
		}
	}
	return all
}

// paperBlocks lays out a paper, a block a line of it.
func paperBlocks(text string, f frame) []draw.Block {
	width := f.TextWidth()
	hang := "" // what the lines of a point are aligned under
	var blocks []draw.Block
	for line := range strings.Lines(text) {
		line = strings.Trim(strings.Map(visible, line), " ")
		style, first := f.Styles.Text, hang
		switch {
		case line == "":
			hang, first = "", ""
		case line[0] == '>':
			line, first, hang = strings.TrimSpace(line[1:]), strings.Repeat(" ", width/2), ""
		case paperTitle.MatchString(line):
			line, first, hang = paperTitle.ReplaceAllString(line, ""), "", ""
			style = f.Styles.Heading
		case paperPoint.MatchString(line):
			mark := paperPoint.FindString(line)
			line = line[len(mark):]
			if mark = strings.TrimSpace(mark); len(mark) == 1 {
				mark = "•"
			}
			first = f.Styles.Accent.Render(mark) + " "
			hang = strings.Repeat(" ", ansi.StringWidth(first))
		}
		blocks = append(blocks, draw.Block{Lines: paperLine(line, first, width, style, f.Styles)})
	}
	return blocks
}

// visible takes out what a terminal would obey.
func visible(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// paperLine lays a line out after what stands before it. Bold goes by pairs;
// what is to fill in stands out.
func paperLine(line, first string, width int, style draw.Ink, s *draw.Styles) []string {
	var runs []draw.Run
	say := func(text string, style draw.Ink) { runs = append(runs, draw.Run{Text: text, Ink: style}) }
	bold, paired, from := false, paperBold(line), 0
	look := func() draw.Ink {
		if bold {
			return style.Bold()
		}
		return style
	}
	for _, at := range paperMark.FindAllStringIndex(line, -1) {
		mark := line[at[0]:at[1]]
		say(line[from:at[0]], look())
		from = at[1]
		switch {
		case mark == "**" && paired:
			bold = !bold
		case mark[0] == '[':
			say(mark, s.Caution.Bold())
		case mark[0] == '\\':
			say(mark[1:], look())
		default:
			say(mark, look())
		}
	}
	say(line[from:], look())
	return draw.Runs(runs, width, first, strings.Repeat(" ", ansi.StringWidth(first)))
}

// paperBold says whether the bold marks of a line go by pairs.
func paperBold(line string) bool {
	marks := 0
	for _, m := range paperMark.FindAllString(line, -1) {
		if m == "**" {
			marks++
		}
	}
	return marks%2 == 0
}
