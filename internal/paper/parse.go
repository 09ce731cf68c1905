// Package paper is the model of a document, what reads it and what writes it.
//
// A paper is a text in a small part of Markdown, which a person may read over
// and change before it leaves. [Read] takes any text whatever: what it does not
// know is words. [Write] turns it into a file.
//
//   - "# " and "## " open a title: a paper that starts with one is a document,
//     any other is a letter.
//   - "> " is the right-hand column: the client, the date, the signature.
//   - "- " and "1. " are lists, "**" is bold, "\" takes a sign as it is.
//   - A line break is a line break, an empty line parts two paragraphs.
//
// The same text always gives the same file, to the byte.
package paper

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// nbsp is the non-breaking space.
const nbsp = "\u00a0"

// Paper is a text read for export.
type Paper []Block

// Block is a title, a paragraph or one point of a list.
type Block struct {
	kind  kind
	level int   // of a title, 1 or 2
	point int   // the number of a numbered point
	lines []run // with line breaks as they were typed, in the texts
}

type kind int

const (
	body kind = iota
	title
	right // the right-hand column
	bullet
	numbered
)

// run is a piece of text with one look.
type run struct {
	text string
	bold bool
}

// String returns the words of a block.
func (b Block) String() string {
	var s strings.Builder
	for _, r := range b.lines {
		s.WriteString(r.text)
	}
	return s.String()
}

// Read reads any text. What is no mark is words, and no word is lost.
func Read(text string) Paper {
	var all Paper
	var words []string // the lines of the block being read
	var open *Block
	shut := func() {
		if open != nil {
			open.lines = inline(strings.Join(words, "\n"))
			all = append(all, *open)
		}
		open, words = nil, nil
	}
	for line := range strings.Lines(Clean(text)) {
		line = strings.Trim(line, " \n")
		b, rest := mark(line)
		switch {
		case line == "":
			shut()
			continue
		case open == nil, b.kind != body && (b.kind != right || open.kind != right), b.kind == body && (open.kind == right || open.kind == title):
			shut()
			open = &b
		}
		words = append(words, rest)
	}
	shut()
	return all
}

// Clean takes out what no paper can hold: broken characters, other systems'
// line ends, control characters.
func Clean(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\uFFFE' || r == '\uFFFF':
			return unicode.ReplacementChar
		case unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, string(unicode.ReplacementChar)))
}

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
		return Block{kind: right}, strings.TrimLeft(line[1:], " ")
	case rest == "":
	case first == "#":
		return Block{kind: title, level: 1}, rest
	case first == "##" || first == "###":
		return Block{kind: title, level: 2}, rest
	case first == "-" || first == "*" || first == "+":
		return Block{kind: bullet}, rest
	case m != nil:
		n, _ := strconv.Atoi(m[1]) // nine digits at most
		return Block{kind: numbered, point: n}, rest
	}
	return Block{}, line
}

// inline cuts a text into runs. Stars that do not go by pairs are stars.
func inline(text string) []run {
	var runs []run
	var words strings.Builder
	flush := func(bold bool) {
		if words.Len() > 0 {
			runs = append(runs, run{words.String(), bold})
			words.Reset()
		}
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
	return runs
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

// signs are those that may mean something to Read.
const signs = `\*#>-+.)`

var sign = regexp.MustCompile(`[\\*]`)

// Escape protects words of the content from being read as marks.
func Escape(words string) string { return sign.ReplaceAllString(words, `\$0`) }

// Opening protects a line from being read as a title, a point or a column.
func Opening(line string) string {
	if b, rest := mark(line); b.kind != body {
		at := len(strings.TrimRight(strings.TrimSuffix(line, rest), " ")) - 1
		return line[:at] + `\` + line[at:]
	}
	return line
}

// title returns the title of the paper: its first title, else its object, else
// its first words.
func (p Paper) title() string {
	for _, b := range p {
		words := strings.ReplaceAll(b.String(), "\n", " ")
		if object, ok := strings.CutPrefix(words, "Objet"+nbsp+": "); ok || b.kind == title {
			return object
		}
	}
	if len(p) > 0 {
		return strings.ReplaceAll(p[0].String(), "\n", " ")
	}
	return "Courrier"
}

var date = regexp.MustCompile(`\d{2}/\d{2}/\d{4}`)

// day returns the day of the paper: the first it names, else the start of the
// century. It dates the file, so that the same text always gives the same one.
func (p Paper) day() time.Time {
	for _, b := range p {
		for _, said := range date.FindAllString(b.String(), -1) {
			if day, err := time.Parse("02/01/2006", said); err == nil {
				return day
			}
		}
	}
	return time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
}
