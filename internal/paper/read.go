package paper

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// Read reads any text, in the small part of Markdown that letters are written
// in. What is no mark is words, and no word is lost.
//
//   - "# ", "## " and "### " open a title: a paper that starts with one is a
//     document, any other is a letter.
//   - "> " is the right-hand column.
//   - "- " and "1. " are lists, "**" is bold, "\" takes a sign as it is.
//   - "| a | b |" is a row of a table; with "| --- | --- |" under it, its head.
//   - A line break is a line break, an empty line parts two paragraphs.
func Read(text string) Paper {
	p := Paper{typed: text}
	var words []string // the lines of the block being read
	var open *Block
	apart := false
	shut := func() {
		if open != nil {
			open.Words = inline(strings.Join(words, "\n"))
			if open.Kind == Row {
				open.Words = rowWords(words[0])
			}
			p.Blocks = append(p.Blocks, *open)
		}
		open, words = nil, nil
	}
	for line := range strings.Lines(Clean(text)) {
		line = strings.Trim(line, " \n")
		b, rest := mark(line)
		switch {
		case line == "":
			shut()
			apart = len(p.Blocks) > 0
			continue
		case open != nil && open.Kind == Row && p.startsTable(*open) && !open.Head && delimiter.MatchString(line):
			open.Head = true
			continue
		case open == nil, b.Kind != Body && (b.Kind != Right || open.Kind != Right), b.Kind == Body && (open.Kind == Right || open.Kind == Title || open.Kind == Row):
			shut()
			b.Apart, apart = apart, false
			open = &b
		}
		words = append(words, rest)
	}
	shut()
	return p
}

// Clean takes out what no paper can hold: see [french.Text].
func Clean(text string) string { return french.Text(text) }

// point is the start of a numbered point. A number that would not be written
// back as it was typed is no point.
var point = regexp.MustCompile(`^(0|[1-9][0-9]{0,8})[.)]$`)

// mark cuts off what opens a block. A mark with nothing after it is words, but
// for « > », which may open an empty line of the column.
func mark(line string) (b Block, rest string) {
	first, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimLeft(rest, " ")
	m := point.FindStringSubmatch(first)
	switch {
	case strings.HasPrefix(line, ">"):
		return Block{Kind: Right}, strings.TrimLeft(line[1:], " ")
	case cellsOf(line) != nil:
		return Block{Kind: Row}, line
	case rest == "":
	case first == "#":
		return Block{Kind: Title, Level: 1}, rest
	case first == "##" || first == "###":
		return Block{Kind: Title, Level: len(first)}, rest
	case first == "-" || first == "*" || first == "+":
		return Block{Kind: Bullet}, rest
	case m != nil:
		n, _ := strconv.Atoi(m[1]) // nine digits at most
		return Block{Kind: Numbered, Point: n}, rest
	}
	return Block{}, line
}

// inline cuts a text into words of one look. Stars that do not go by pairs are
// stars.
func inline(text string) decision.Line {
	var line decision.Line
	var words strings.Builder
	flush := func(bold bool) {
		line = join(line, decision.Span{Text: words.String(), Strong: bold})
		words.Reset()
	}
	end, barren := -1, false // where the bold being read closes; none closes any more
	for i := 0; i < len(text); i++ {
		opens := end < 0 && !barren && strings.HasPrefix(text[i:], "**") && !blank(text, i+2)
		switch {
		case escaped(text, i):
			i++
			words.WriteByte(text[i])
		case i == end:
			flush(true)
			end = -1
			i++
		case opens && closing(text, i+2) > 0:
			flush(false)
			end = closing(text, i+2)
			i++
		default:
			barren = barren || opens
			words.WriteByte(text[i])
		}
	}
	flush(false)
	return line
}

// closing returns where the bold whose text starts at i closes, or -1. Bold
// neither starts nor ends with a space.
func closing(text string, i int) int {
	for k := i; k < len(text); k++ {
		switch {
		case escaped(text, k):
			k++
		case k > i && strings.HasPrefix(text[k:], "**") && !blank(text, k-1):
			return k
		}
	}
	return -1
}

// blank says that there is no sign there.
func blank(text string, i int) bool { return i >= len(text) || text[i] == ' ' || text[i] == '\n' }

// escaped says that a backslash protects the sign that follows it.
func escaped(text string, i int) bool {
	return text[i] == '\\' && i+1 < len(text) && strings.IndexByte(signs, text[i+1]) >= 0
}

// signs are those that may mean something to Read, or to another reader: see defused.
const signs = `\*#>-+.)|<]`

// Name returns what the paper is called: its first title, else its object, else
// its first words.
func (p Paper) Name() string {
	for _, b := range p.Blocks {
		words := b.oneLine()
		if object, ok := strings.CutPrefix(words, "Objet"+french.NBSP+": "); ok || b.Kind == Title {
			return object
		}
	}
	if len(p.Blocks) > 0 {
		return p.Blocks[0].oneLine()
	}
	return "Courrier"
}

// oneLine returns the words of a block on one line.
func (b Block) oneLine() string { return strings.NewReplacer("\n", " ", "\t", " ").Replace(b.String()) }

// Running is what stands at the top of every page after the first: the title of
// a document, who a letter is from.
func (p Paper) running() string {
	switch {
	case len(p.Blocks) == 0:
		return ""
	case p.Blocks[0].Kind == Title:
		return p.Name()
	}
	first, _, _ := strings.Cut(strings.ReplaceAll(p.Blocks[0].String(), "\t", " "), "\n")
	return first
}

var date = regexp.MustCompile(`\d{2}/\d{2}/\d{4}`)

// day returns the day of the paper: the first it names, else the start of the
// century. It dates the file, so that the same text always gives the same one.
func (p Paper) day() time.Time {
	for _, b := range p.Blocks {
		for _, said := range date.FindAllString(b.String(), -1) {
			if day, err := time.Parse("02/01/2006", said); err == nil {
				return day
			}
		}
	}
	return time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
}
