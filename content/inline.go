package content

import (
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/french"
)

// inline cuts a text into spans: **bold**, *italic*, [links](to) and
// <https://addresses>.
type inline struct {
	*page
	line  int
	look  decision.Span // what the text being read looks like
	open  []string      // the marks not closed yet
	spans decision.Line
	text  string // of the span being read, mostly whole at once, which copies nothing
	more  []byte // that text when it came in pieces
}

// spans reads a text that starts on a line. A text it cannot read is a
// complaint, told once.
func (p *page) spans(text string, line int) decision.Line {
	if !strings.ContainsAny(text, marks) {
		return decision.Line{{Text: text}}
	}
	in := inline{page: p, line: line}
	if why := in.read(text); why != "" {
		p.complain(line, "%s", why)
	}
	return in.spans
}

// marks are the characters that may mean something in a text.
const marks = "*_[<`\\&!"

const spacedBold = "les étoiles touchent les mots qu'elles entourent, sans espace. Écrivez : **gras**, ou *italique*."

const onlySpans = "les balises (« < > ») ne sont pas admises : dans un texte, seuls sont admis **gras**, *italique* et [lien](adresse)."

// read goes through a text, and returns why it is refused.
func (in *inline) read(text string) (why string) {
	depth := len(in.open)
	shut := closings(text)
	for i := 0; i < len(text) && why == ""; {
		size := 1
		switch c := text[i]; c {
		case '\\':
			size = in.escape(text[i:])
		case '&':
			size = in.entity(text[i:])
		case '*', '_':
			size, why = in.mark(text, i, depth)
		case '[':
			size, why = in.link(text[i:], shut[i]-i)
		case '<':
			size, why = in.address(text[i:])
		case '`':
			why = "l'accent grave (`) n'est pas admis. Écrivez le mot entre « », ou en **gras**."
		case '!':
			if strings.HasPrefix(text[i:], "![") {
				why = "une image n'est pas admise : décrivez-la en mots."
			}
			in.add(string(rune(c)))
		default:
			if size = strings.IndexAny(text[i:], marks); size < 0 {
				size = len(text) - i
			}
			in.add(text[i : i+size])
		}
		i += size
	}
	if why == "" && len(in.open) > depth {
		why = "« " + in.open[depth] + " » n'est pas refermé. Refermez-le, ou écrivez « \\" + in.open[depth] + " »."
	}
	in.flush()
	return why
}

// add adds to the span being read.
func (in *inline) add(text string) {
	switch {
	case in.text == "":
		in.text = text
	case len(in.more) == 0:
		in.more = append(append(in.more, in.text...), text...)
	default:
		in.more = append(in.more, text...)
	}
}

// flush ends a span.
func (in *inline) flush() {
	if len(in.more) > 0 {
		in.text = string(in.more)
	}
	if in.text != "" {
		in.look.Text = in.text
		in.spans = append(in.spans, in.look)
	}
	in.text, in.more = "", in.more[:0]
}

// escape reads a character that a backslash protects.
func (in *inline) escape(text string) int {
	if len(text) > 1 && text[1] < utf8.RuneSelf && isPunct(rune(text[1])) {
		in.add(text[1:2])
		return 2
	}
	in.add("\\")
	return 1
}

// longestEntity is more than the longest name of a character weighs.
const longestEntity = 40

// entity reads a character written by its name, such as &nbsp;
func (in *inline) entity(text string) int {
	end := strings.IndexByte(text[:min(len(text), longestEntity)], ';') + 1
	if end > 1 && 1+wordEnd(strings.TrimPrefix(text[1:], "#")) >= end-2 {
		if said := html.UnescapeString(text[:end]); !strings.HasSuffix(said, ";") {
			if _, sign, found := french.Hidden(said); found {
				in.page.complain(in.line, "« %s » est le signe U+%04X, qui ne se voit pas ou n'est pas un texte. Retirez-le.", text[:end], sign)
			}
			in.add(said)
			return end
		}
	}
	in.add("&")
	return 1
}

// mostOpen is how many marks may be open at once.
const mostOpen = 8

// mark reads stars or underscores: they open, they close, or they are only
// themselves, as the rules of CommonMark on their neighbours say.
func (in *inline) mark(text string, at, depth int) (size int, why string) {
	for at+size < len(text) && text[at+size] == text[at] {
		size++
	}
	run := text[at : at+size]
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at+size:])
	opens, closes := flanks(after, before), flanks(before, after)
	if run[0] == '_' {
		opens, closes = opens && (!closes || isPunct(before)), closes && (!opens || isPunct(after))
	}
	last := len(in.open) - 1
	switch {
	case !opens && !closes && run == "**":
		why = spacedBold
	case !opens && !closes:
		in.add(run)
	case size > 2:
		why = "trop d'étoiles de suite. Écrivez **gras** ou *italique*."
	case closes && last >= depth && in.open[last] == run:
		in.flush()
		in.open = in.open[:last]
		in.style(run, false)
	case opens && !closes && len(in.open) == mostOpen:
		why = "trop de passages en gras ou en italique l'un dans l'autre. Écrivez-les l'un après l'autre."
	case opens && !closes:
		in.flush()
		in.open = append(in.open, run)
		in.style(run, true)
	case strings.Contains(text[:at], run+" "):
		why = spacedBold
	default:
		why = "« " + run + " » n'a pas d'ouverture. Ouvrez-le, ou écrivez « \\" + run + " »."
	}
	return size, why
}

func (in *inline) style(run string, on bool) {
	for _, other := range in.open {
		on = on || len(other) == len(run)
	}
	if len(run) == 2 {
		in.look.Strong = on
	} else {
		in.look.Emph = on
	}
}

// flanks says whether a mark touches the text on the side of near, as
// CommonMark means it. Near or far is utf8.RuneError at an end of the text.
func flanks(near, far rune) bool {
	return !isGap(near) && (!isPunct(near) || isGap(far) || isPunct(far))
}

func isGap(r rune) bool   { return r == utf8.RuneError || unicode.IsSpace(r) }
func isPunct(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// apartLink matches the address of a link that a space parts from its text.
var apartLink = regexp.MustCompile(`^ +\((\.\./|https?://|www\.|[a-z]+/)`)

// link reads [text](to). Square brackets without an address are only themselves.
// Where they shut is known beforehand.
func (in *inline) link(text string, shut int) (size int, why string) {
	if shut > 0 && apartLink.MatchString(text[shut+1:]) {
		return 1, "une espace sépare « ] » de « ( ». Collez-les : [texte](adresse)."
	}
	if shut < 0 || !strings.HasPrefix(text[shut+1:], "(") {
		in.add("[")
		return 1, ""
	}
	label, rest := text[1:shut], text[shut+1:]
	to, rest, ok := bracketed(rest, '(', ')')
	switch {
	case ok && strings.ContainsRune(to, '\\'):
		return 1, "dans un lien, écrivez « / » et non « \\ ». " + in.page.linkMeant(to)
	case !ok || to == "" || strings.ContainsAny(to, " <>\\&\""):
		return 1, "après [lien], écrivez l'adresse seule entre parenthèses : [texte](adresse)."
	case in.look.Link != decision.Link{} || strings.Contains(label, "<https://"):
		return 1, "un lien ne peut pas en contenir un autre."
	}
	in.flush()
	in.look.Link = in.page.link(to, in.line)
	why = in.read(label)
	in.look.Link = decision.Link{}
	return len(text) - len(rest), why
}

// closings says, of each square bracket that opens, where it closes, or -1. It
// goes once through the text, however many there are.
func closings(text string) map[int]int {
	if strings.IndexByte(text, '[') < 0 {
		return nil
	}
	shut := map[int]int{}
	var open []int
	for i := 0; i < len(text); i++ {
		switch last := len(open) - 1; {
		case text[i] == '\\':
			i++
		case text[i] == '[':
			open, shut[i] = append(open, i), -1
		case text[i] == ']' && last >= 0:
			shut[open[last]], open = i, open[:last]
		}
	}
	return shut
}

// bracketed cuts a text that starts with a bracket at the bracket that closes
// it.
func bracketed(text string, left, right byte) (inside, rest string, ok bool) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case left:
			depth++
		case right:
			if depth--; depth == 0 {
				return text[1:i], text[i+1:], true
			}
		}
	}
	return "", text, false
}

// address reads <https://…>.
func (in *inline) address(text string) (size int, why string) {
	if len(text) == 1 || !isLetter(text[1]) && !strings.ContainsRune("/!?", rune(text[1])) {
		in.add("<")
		return 1, ""
	}
	to, _, ok := strings.Cut(text[1:], ">")
	if !ok || !strings.HasPrefix(to, "https://") || strings.ContainsAny(to, " <") || in.look.Link.ID != "" {
		return 1, onlySpans
	}
	in.flush()
	look := in.look
	in.look.Link = in.page.link(to, in.line)
	in.add(to)
	in.flush()
	in.look = look
	return len(to) + 2, ""
}
