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
func (r *reader) parse(name, id, source string) *page {
	p := &page{reader: r, name: name, id: id, lines: strings.Split(r.composed(name, source), "\n")}
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

// hyphens are those that word processors write for the one of the keyboard.
var hyphens = strings.NewReplacer("\u2010", "-", "\u2011", "-")

// composed is clean, its letters as one writes them everywhere: a Mac parts "é"
// in two, and Word has a hyphen of its own.
func (r *reader) composed(name, text string) string {
	if text = clean(text); r.proven(name) {
		return text
	}
	return hyphens.Replace(norm.NFC.String(text))
}

// longest is the most a line may weigh, in bytes: four times the longest written.
const longest = 8 << 10

// readable complains of a file that is not in UTF-8, of lines without end and of
// signs that are not seen. It notes what is still to be written.
func (p *page) readable() bool {
	if p.proven(p.name) {
		return true
	}
	for i, l := range p.lines {
		if !utf8.ValidString(l) {
			p.complain(i+1, "%s", notUTF8(p.lines[0]))
			p.found[len(p.found)-1].Quote = ""
			return false
		}
	}
	for i, l := range p.lines {
		if len(l) > longest {
			p.complain(i+1, "cette ligne dépasse %d signes. Coupez-la en plusieurs.", longest)
		}
		if strings.Contains(l, decision.ToWrite) {
			p.unwritten = append(p.unwritten, decision.Unwritten{Page: p.name, File: p.name, Line: i + 1, Text: strings.TrimSpace(l)})
		}
		if at, sign, found := french.Hidden(l); found {
			p.complain(i+1, "un signe qui ne se voit pas (U+%04X) %s. Effacez ce mot, puis retapez-le.", sign, after(l[:at]))
		}
	}
	return len(p.found) == 0
}

// notUTF8 says how to save a file again, from its first line.
func notUTF8(first string) string {
	saved := "ce fichier n'est pas en UTF-8"
	if strings.HasPrefix(first, "\xff\xfe") || strings.HasPrefix(first, "\xfe\xff") {
		saved = "ce fichier est en UTF-16, que Windows appelle « Unicode »"
	}
	return saved + ". Enregistrez-le de nouveau, avec l'encodage UTF-8. Dans le Bloc-notes : « Enregistrer sous », puis « Encodage ». Dans un tableur : « CSV UTF-8 »."
}

// after says where something stands, by the words before it.
func after(words string) string {
	near := strings.Fields(words)
	if len(near) == 0 {
		return "commence cette ligne"
	}
	return "suit « " + strings.Join(near[max(0, len(near)-3):], " ") + " »"
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

// unrelated returns what was found wrong with a page, without what may only follow
// from the first of it, so many passages that could not be read: what is said of
// the same rubrics, and that rubrics are missing.
func (p *page) unrelated(misread int) Complaints {
	if p.root.title == "" {
		return p.found[:misread]
	}
	hurt := map[int]bool{}
	for _, c := range p.found[:misread] {
		hurt[p.rubric(c.Line)] = true
		if c.Line > 1 && p.rubric(c.Line) == c.Line {
			hurt[p.rubric(c.Line-1)] = true
		}
	}
	kept := p.found[:misread:misread]
	for _, c := range p.found[misread:] {
		if c.Line > p.root.line && !hurt[p.rubric(c.Line)] {
			kept = append(kept, c)
		}
	}
	p.count(p.name, len(kept)-len(p.found))
	return kept
}

// rubric returns the line of the heading a line stands under.
func (p *page) rubric(line int) int {
	for line = min(line, len(p.lines)); line > 1 && !strings.HasPrefix(p.lines[line-1], "#"); line-- {
	}
	return line
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
		if kind := path.Base(path.Dir(to)); strings.HasSuffix(to, ".md") && linkKinds[kind] != decision.NoLink {
			p.complain(line, "ce lien mène à un site, et non à la page. %s", p.linkMeant(to))
		}
		return decision.Link{Kind: decision.ToAddress, ID: to}
	}
	file, _, _ := strings.Cut(to, "#")
	full := path.Join(path.Dir(p.name), file)
	id := strings.TrimSuffix(path.Base(full), ".md")
	kind, ok := linkKinds[path.Dir(full)]
	if !ok || path.Ext(full) != ".md" {
		p.complain(line, "ce lien ne mène à aucune page : « %s ». %s", to, p.linkMeant(to))
	}
	return decision.Link{Kind: kind, ID: id}
}

// linkMeant says what to write for a link that leads to no page.
func (p *page) linkMeant(to string) string {
	if strings.HasPrefix(to, "http://") || strings.HasPrefix(to, "www.") {
		return "Une adresse commence par https://"
	}
	up := "../"
	if path.Dir(p.name) == "." {
		up = ""
	}
	if french.Slug(strings.TrimSuffix(to, ".md")) == strings.TrimSuffix(to, ".md") && to != "" {
		return "Dites dans quel dossier est la page. Exemple : " + up + "fondements/" + strings.TrimSuffix(to, ".md") + ".md"
	}
	all := strings.Split(strings.TrimSuffix(strings.ReplaceAll(to, "\\", "/"), ".md"), "/")
	if len(all) > 1 {
		dir, id := french.Slug(all[len(all)-2]), french.Slug(all[len(all)-1])
		if _, known := linkKinds[dir]; known && id != "" {
			return "Écrivez : " + up + dir + "/" + id + ".md"
		}
	}
	return "Écrivez par exemple " + up + "fondements/cpc-1530-2.md"
}
