package content

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"compromis/decision"
)

// A page is written in a small part of CommonMark: titles with « # »,
// paragraphs, lists without lists inside. What is outside it is refused rather
// than guessed; what is accepted reads as CommonMark reads it, which the tests
// prove against a complete parser. That parser took half of the time the
// program needs to start, hence this one.

// blocks cuts the lines of a page into blocks.
type blocks struct {
	*page
	words  []string // the lines of the paragraph or the point being read
	line   int      // where it starts
	point  int      // the column its text starts at, 0 in a paragraph
	list   *block   // the list being read
	marker byte     // the mark of its points: '-', '*', '+', '.' or ')'
	blank  bool     // a blank line since the last text
	told   bool     // the point being read is refused
	fence  string   // what closes the passage being skipped
}

const (
	onlyThese = "seuls les titres, les paragraphes et les listes sont admis. Réécrivez ce passage ainsi."
	onePoint  = "un point de liste tient en un seul paragraphe, sans liste ni titre à l'intérieur."
)

func (p *page) markdown() {
	b := blocks{page: p}
	first := slices.IndexFunc(p.lines, func(l string) bool { return strings.TrimSpace(l) != "" })
	if first >= 0 && strings.HasPrefix(p.lines[first], "---") {
		p.complain(first+1, "retirez cet en-tête, jusqu'à la seconde ligne « --- » : la page commence par son titre. Exemple : # Le titre")
		return
	}
	if first < 0 || !strings.HasPrefix(p.lines[first], "# ") {
		p.complain(1, "la page doit commencer par son titre. Écrivez : # Le titre")
		return
	}
	for i, line := range p.lines {
		b.read(i+1, line)
	}
	b.close()
}

// read takes one line.
func (b *blocks) read(n int, line string) {
	text := strings.TrimLeft(line, " ")
	indent := len(line) - len(text)
	text = strings.TrimRight(text, " \t")
	switch {
	case b.fence != "":
		if strings.HasPrefix(text, b.fence) || b.fence == untilBlank && text == "" {
			b.fence = ""
		}
	case text == "":
		b.blank = true
	case strings.Contains(text, "\t"):
		b.refuse(n, text, "cette ligne contient une tabulation. Remplacez-la par une espace.")
	case strings.HasSuffix(text, `\`):
		b.refuse(n, text, `cette ligne finit par « \ ». Retirez-le.`)
	case b.inPoint() && indent >= b.point && (b.blank || special(text) != ""):
		b.refusePoint()
	case indent > 3 && (b.blank || len(b.words) == 0):
		b.refuse(n, text, onlyThese)
	case indent > 3:
		b.words = append(b.words, text)
	default:
		b.outer(n, indent, text)
	}
}

// untilBlank is the end of a passage that has no mark of its own.
const untilBlank = "\x00"

// refuse complains, and skips the rest of the passage.
func (b *blocks) refuse(n int, text, why string) {
	b.close()
	b.complain(n, "%s", why)
	b.fence = untilBlank
	if strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~") {
		b.fence = text[:3]
	}
}

// refusePoint complains, once, of a point that holds more than a paragraph.
func (b *blocks) refusePoint() {
	if !b.told {
		b.complain(b.line, onePoint)
	}
	b.told = true
}

func (b *blocks) inPoint() bool { return b.list != nil && b.point > 0 }

// outer takes a line that is not inside a point.
func (b *blocks) outer(n, indent int, text string) {
	mark, rest := marker(text)
	switch kind := special(text); {
	case kind == "heading":
		b.close()
		b.heading(n, text)
	case kind != "" && kind != "point":
		b.refuse(n, text, kind)
	case kind == "point" && len(b.words) > 0 && !b.blank && !b.inPoint() && !interrupts(text, rest):
		b.refuse(n, text, "laissez une ligne vide avant cette liste, et commencez-la par « 1. ».")
	case kind == "point":
		b.open(n, indent, mark, text, rest)
	case len(b.words) > 0 && !b.blank:
		b.words = append(b.words, text)
	default:
		b.close()
		b.words, b.line = append(b.words, text), n
	}
}

// open starts a point, in the list being read when it is marked alike.
func (b *blocks) open(n, indent int, mark byte, text, rest string) {
	inner := strings.TrimLeft(rest, " ")
	gap := len(rest) - len(inner)
	b.flush()
	if b.list == nil || mark != b.marker {
		b.close()
		b.list, b.marker = &block{list: decision.Bullets}, mark
		if mark == '.' || mark == ')' {
			b.list.list = decision.Numbered
		}
	}
	b.line, b.blank, b.point = n, false, indent+len(text)-len(inner)
	switch {
	case inner == "":
		b.complain(n, "ce point de la liste est vide. Complétez-le, ou retirez-le.")
	case box.MatchString(inner):
		b.complain(n, noBox)
	case lawList.MatchString(inner):
		b.complain(n, "ce point a deux signes. Gardez le tiret, et retirez « %s ».", strings.Fields(inner)[0])
	case bullet.MatchString(inner):
		b.complain(n, "ce point a deux signes. Gardez le tiret, et retirez « %s ».", string([]rune(inner)[:1]))
	case gap > 4 || special(inner) != "":
		b.refusePoint()
	default:
		b.words = append(b.words, inner)
	}
}

// flush ends the paragraph or the point being read.
func (b *blocks) flush() {
	if len(b.words) > 0 {
		it := item{b.line, b.spans(strings.Join(b.words, " "), b.line)}
		if b.list != nil {
			b.list.items = append(b.list.items, it)
		} else {
			b.add(block{items: []item{it}})
		}
	}
	b.words, b.point, b.blank, b.told = b.words[:0], 0, false, false
}

// close ends the block being read.
func (b *blocks) close() {
	b.flush()
	if b.list != nil {
		b.add(*b.list)
		b.list = nil
	}
}

// special returns "heading", "point", or why a line that starts so is refused.
func special(text string) string {
	switch text[0] {
	case '#':
		return "heading"
	case '<', '=', '>':
		if merged := strings.Repeat(text[:1], 7); strings.HasPrefix(text, merged+" ") || text == merged {
			return "cette ligne est la trace d'une fusion de deux versions. Gardez l'un des deux passages, et retirez les lignes qui commencent par <<<<<<<, ======= et >>>>>>>."
		}
	}
	switch text[0] {
	case '|':
		return "un tableau n'est pas admis. Écrivez une liste."
	case '>':
		return "une citation (« > ») n'est pas admise. Écrivez un paragraphe, et le passage cité entre « »."
	case '`', '~':
		if strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~") {
			return onlyThese
		}
	case '<':
		if !strings.HasPrefix(text, "<https://") {
			return "les balises (« < > ») ne sont pas admises. Écrivez un titre, un paragraphe ou une liste."
		}
	case '[':
		if box.MatchString(text) {
			return noBox
		}
		if footnote.MatchString(text) {
			return noFootnote
		}
		if _, after, ok := strings.Cut(text, "]"); ok && strings.HasPrefix(after, ":") {
			return "après « ] », écrivez l'adresse entre parenthèses : [texte](adresse)."
		}
	case '=', '-', '_', '*':
		if rule(text) {
			return "un trait n'est pas admis. Un titre ne se souligne pas : écrivez « ## » et une espace devant lui. Retirez cette ligne."
		}
	}
	if len(text) > 2 && (text[1] == ')' || text[0] == 'o' || isDigit(text[0]) && strings.Contains(text[:min(len(text), 4)], "°")) && lawList.MatchString(text) {
		return noNumber
	}
	if text[0] >= utf8.RuneSelf && box.MatchString(text) {
		return noBox
	}
	if text[0] >= utf8.RuneSelf && bullet.MatchString(text) {
		return "une liste commence par un tiret simple et une espace : « - ». Remplacez le signe qui ouvre cette ligne, et les suivantes."
	}
	if mark, _ := marker(text); mark != 0 {
		return "point"
	}
	return ""
}

// bullet matches the points of a list as word processors write them.
var bullet = regexp.MustCompile(`^([•‣▪●◦·–—✓→])[ \t` + "\u00a0" + `]*\S`)

// box matches a box to tick, as editors and word processors write one.
var box = regexp.MustCompile(`^(\[[ xX✓✔` + "\u00a0" + `]?\]|[☐☑☒□■✅✔])([ ` + "\u00a0" + `]|$)`)

const noBox = "une case à cocher ne s'écrit pas : le programme en met où il en faut. Écrivez un tiret, une espace, et la suite. Exemple : - Le contrat"

// lawList matches the points of a list as the law numbers them, or as Word letters them;
// footnote, a note at the foot of a page.
var (
	lawList  = regexp.MustCompile(`^(\d{1,2}°|[a-z]\)|o)[ ` + "\u00a0" + `]+[\pL«"]`)
	footnote = regexp.MustCompile(`^\[\d+\] `)
)

const (
	noNumber   = "un point de liste commence par « - » ou par « 1. ». Remplacez ce qui ouvre cette ligne, et les suivantes : elles se liraient à la suite, sur une seule ligne."
	noFootnote = "une note de bas de page n'est pas admise. Mettez ce qu'elle dit dans le texte, ou un lien."
)

// rule says whether a line is only a line to look at: ---, ***, ===.
func rule(text string) bool {
	rest := strings.ReplaceAll(text, " ", "")
	return strings.Trim(rest, text[:1]) == "" && (len(rest) > 2 || text[0] == '=' || len(rest) == 2 && text[0] == '-')
}

// marker cuts off the mark of a point: « - », « * », « + », « 1. » or « 1) ».
func marker(text string) (mark byte, rest string) {
	i := 0
	for i < len(text) && i < 9 && isDigit(text[i]) {
		i++
	}
	if i == len(text) {
		return 0, ""
	}
	known := "-*+"
	if i > 0 {
		known = ".)"
	}
	if strings.IndexByte(known, text[i]) < 0 || i+1 < len(text) && text[i+1] != ' ' {
		return 0, ""
	}
	return text[i], text[i+1:]
}

// interrupts says whether a point may follow a paragraph at once.
func interrupts(text, rest string) bool {
	return rest != "" && (!isDigit(text[0]) || text[0] == '1' && !isDigit(text[1]))
}

func (b *blocks) heading(n int, text string) {
	title := strings.TrimLeft(text, "#")
	level := len(text) - len(title)
	if title != "" && title[0] != ' ' {
		b.complain(n, "laissez une espace après « %s ».", text[:level])
		return
	}
	if bare := strings.TrimRight(title, "#"); strings.HasSuffix(bare, " ") || bare == "" {
		title = bare
	}
	it := item{n, b.spans(strings.TrimSpace(title), n)}
	b.title(level, n, it.String())
}

func (p *page) title(level, line int, title string) {
	root := &p.root
	switch {
	case title == "":
		p.complain(line, "ce titre est vide. Écrivez-le, ou retirez la ligne.")
	case level == 1 && root.title == "":
		root.title, root.line = title, line
	case level == 2:
		root.subs = append(root.subs, section{title: title, line: line})
	case level == 3 && len(root.subs) > 0:
		parent := &root.subs[len(root.subs)-1]
		parent.subs = append(parent.subs, section{title: title, line: line})
	case level == 1:
		p.complain(line, "une page n'a qu'un titre de niveau 1. Écrivez : ## %s", title)
	default:
		p.complain(line, "ce titre n'est pas à sa place : un « # » d'abord, puis des « ## », puis des « ### ».")
	}
}

// add puts a block under the last heading.
func (p *page) add(b block) {
	s := &p.root
	for len(s.subs) > 0 {
		s = &s.subs[len(s.subs)-1]
	}
	s.blocks = append(s.blocks, b)
}
