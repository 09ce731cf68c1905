package content

import (
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"compromis/decision"
	"compromis/internal/french"
)

// page is a Markdown page cut into sections, each line knowing its number.
type page struct {
	*reader
	name  string // "etapes/appeler-client.md"
	id    string // "appeler-client"
	lines []string
	found Complaints
	root  section // its title is the page's, its subs the level-2 sections
}

// section is a heading with what stands under it.
type section struct {
	title  string
	line   int
	blocks []block
	subs   []section
}

// block is a paragraph or a list.
type block struct {
	list  decision.List
	items []item
}

// item is a paragraph or one entry of a list. Its spans are raw: typography
// comes later.
type item struct {
	line  int
	spans decision.Line
}

func (it item) String() string { return plain(it.spans.String()) }

// parse cuts a page into sections. A page that complains must not be read.
func (r *reader) parse(name, source string) *page {
	p := &page{reader: r, name: name, id: strings.TrimSuffix(path.Base(name), ".md"), lines: strings.Split(r.composed(source), "\n")}
	if !p.readable() {
		return p
	}
	p.markdown()
	return p
}

// clean takes off what some editors add: a byte order mark, the line ends of
// Windows or of old Macs.
func clean(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	if !strings.Contains(text, "\r") {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// composed is clean, its letters as one writes them everywhere: a Mac parts "é"
// in two.
func (r *reader) composed(text string) string {
	if text = clean(text); r.proven {
		return text
	}
	return norm.NFC.String(text)
}

// longest is the most a line may weigh, in bytes: four times the longest written.
const longest = 8 << 10

// readable complains of a file that is not in UTF-8, of lines without end and of
// signs that are not seen.
func (p *page) readable() bool {
	if p.proven {
		return true
	}
	for i, l := range p.lines {
		if !utf8.ValidString(l) {
			p.complain(i+1, "ce fichier n'est pas en UTF-8. Enregistrez-le avec l'encodage UTF-8.")
			p.found[len(p.found)-1].Quote = ""
			return false
		}
	}
	for i, l := range p.lines {
		if len(l) > longest {
			p.complain(i+1, "cette ligne dépasse %d signes. Coupez-la en plusieurs.", longest)
		}
		if at, sign, found := french.Hidden(l); found {
			p.complain(i+1, "le signe U+%04X, au rang %d de cette ligne, ne se voit pas ou n'est pas un texte. Retirez-le.", sign, utf8.RuneCountInString(l[:at])+1)
		}
	}
	return len(p.found) == 0
}

func (p *page) complain(line int, format string, args ...any) {
	if !p.tells(p.name) {
		return
	}
	quote := ""
	if line > 0 && line <= len(p.lines) {
		quote = strings.TrimSpace(p.lines[line-1])
	}
	p.found = append(p.found, Complaint{p.name, line, quote, fmt.Sprintf(format, args...)})
}

func (p *page) pos(line int) string { return fmt.Sprintf("%s:%d", p.name, line) }

// linkKinds are the folders a link may lead to.
var linkKinds = map[string]decision.LinkKind{
	"etapes": decision.ToStep, "fondements": decision.ToBasis,
	"causes": decision.ToCause, "questions": decision.NoLink,
}

// link turns a destination into a place: another page, or an address.
func (p *page) link(to string, line int) decision.Link {
	if strings.HasPrefix(to, "https://") {
		return decision.Link{Kind: decision.ToAddress, ID: to}
	}
	file, _, _ := strings.Cut(to, "#")
	full := path.Join(path.Dir(p.name), file)
	id := strings.TrimSuffix(path.Base(full), ".md")
	kind, ok := linkKinds[path.Dir(full)]
	if !ok || path.Ext(full) != ".md" {
		p.complain(line, "ce lien ne mène à aucune page : « %s ». Écrivez par exemple ../fondements/cpc-1530-2.md", to)
	}
	return decision.Link{Kind: kind, ID: id}
}
