package watch

import (
	"bytes"
	"encoding/binary"
	"io"
	"regexp"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"compromis/decision"
	"compromis/internal/french"
)

// unicode reads as UTF-8 what Windows calls « Unicode », UTF-16, by its first two bytes.
func unicode(in io.Reader, start []byte) io.Reader {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(start, []byte("\xff\xfe")):
		order = binary.LittleEndian
	case bytes.HasPrefix(start, []byte("\xfe\xff")):
		order = binary.BigEndian
	default:
		return in
	}
	raw, err := io.ReadAll(in)
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = order.Uint16(raw[2*i:])
	}
	return io.MultiReader(strings.NewReader(string(utf16.Decode(units))), failed{err})
}

// failed is the end of what could be read.
type failed struct{ error }

func (f failed) Read([]byte) (int, error) {
	if f.error != nil {
		return 0, f.error
	}
	return 0, io.EOF
}

// written is a line as one reads it: in UTF-8, or else as Windows writes it.
func written(line string, first bool) string {
	if first {
		line = strings.TrimPrefix(line, "\ufeff")
	}
	if line = strings.TrimRight(line, "\r"); !utf8.ValidString(line) {
		return french.Western(line)
	}
	return line
}

// scanned is a file as it is read.
type scanned struct {
	*reader
	count   int
	front   bool   // in the front matter
	hint    string // the work that the name of the file says
	work    string
	state   decision.Day
	alone   bool // the file is one article
	article Article
	text    bytes.Buffer
	bare    bool // its headings are not marked
	noted   bool // in the notes that follow the text of an article
	long    bool
	foreign bool // of a work that is not asked for
	strays  bool // articles come before any work is named
}

var (
	frontLine = regexp.MustCompile(`^(title|titre|last_updated|date|version|etat):\s*"?([^"]*)"?\s*$`)
	heading   = regexp.MustCompile(`^(#{1,6})\s+(.*)$`)
	division  = regexp.MustCompile(`^(?:Partie|Livre|Titre|Sous-titre|Chapitre|Section|Sous-section|Paragraphe|Sous-paragraphe|Annexe)\b.{0,200}$`)
	articleIn = regexp.MustCompile(`^(?i)art(?:icle|\.)\s+([^(]+?)\s*(?:\(.*\))?$`)
)

// What a site shows around the text of an article: since when that version is in force,
// what made it, its own buttons; and the notes below, which are not the law.
var (
	stateShown = regexp.MustCompile(`^(?i)(?:version en vigueur au|dernière mise à jour des données de ce (?:code|texte) ?:?) +(.{6,30}?)\.?$`)
	around     = regexp.MustCompile(`^(?i)(?:` +
		`version (?:en vigueur|abrogée|initiale|à venir|modifiée|consolidée)\b.{0,80}\d{4}.{0,40}` +
		`|(?:en vigueur|abrogée?|modifiée?) (?:depuis|le|du|jusqu'au|jusqu’au)\b.{0,60}\d{4}.{0,40}` +
		`|(?:créé|création|modifié|modification|abrogé|abrogation|transféré|transfert|codifié|codification|déplacé|rétabli|annulé|périmé)e?(?: par)? ?:? ?(?:la |le |l'|l’)?(?:loi|décret|ordonnance|arrêté|décision|délibération|règlement)\b.{0,20}n°.{1,160}` +
		`|versions?|liens relatifs|liens|références?|informations? pratiques?|voir les modifications.{0,40}|comparer les versions|replier|déplier|imprimer|copier le (?:lien|texte).{0,40}|télécharger.{0,40}|retour.{0,40}|naviguer dans le sommaire.{0,40}` +
		`)$`)
	notes = regexp.MustCompile(`^(?i)nota ?:?$`)
)

// mostShown is how many lines may stand above the first article, where the day of the
// state is looked for.
const mostShown = 100

// line takes the next line.
func (s *scanned) line(l string) {
	s.count++
	switch {
	case s.count == 1 && l == "---":
		s.front = true
		return
	case s.front:
		s.matter(l)
		return
	}
	if m := heading.FindStringSubmatch(l); m != nil {
		s.heading(m[2])
		return
	}
	bare := strings.Trim(l, " \t\u00a0*_")
	if s.alone && s.text.Len() == 0 && (articleIn.MatchString(bare) || s.works[french.Slug(bare)]) || s.alone && strings.Trim(l, "-=") == "" {
		return // the name of the article, above its text
	}
	if s.alone && articleIn.MatchString(bare) {
		s.heading(bare)
		if s.text.Len() == 0 {
			return
		}
	}
	if !s.alone && s.unmarked(bare) {
		return
	}
	if (s.article.Number != "" || s.count < mostShown) && s.shown(bare) {
		return
	}
	if s.article.Number != "" {
		if s.text.Len()+len(l) > mostText {
			s.long, s.foreign = true, true
			return
		}
		s.text.WriteString(l + "\n")
	}
}

// shown takes a line that a site shows around the text of an article.
func (s *scanned) shown(l string) bool {
	if len(l) > 300 || l == "" {
		return s.noted
	}
	if m := stateShown.FindStringSubmatch(l); m != nil {
		if day, err := french.ParseDate(m[1]); err == nil {
			s.at(decision.Day(day))
		}
		return true
	}
	s.noted = s.noted || notes.MatchString(l)
	return s.noted || around.MatchString(l)
}

// unmarked takes a heading that no sign marks, in a copy that has no other: the name
// of a work or of an article alone on its line, or that of a division of the code.
func (s *scanned) unmarked(l string) bool {
	m := articleIn.FindStringSubmatch(l)
	is := m != nil && number.MatchString(m[1])
	switch {
	case s.work == "" && is && s.hint != "":
		s.work = s.hint
		return s.unmarked(l)
	case s.work == "" && is && s.likely(canonical(m[1])):
		s.strays = true
	case s.work == "" && len(l) < 100 && s.works[french.Slug(l)]:
		s.work = french.Slug(l)
		return true
	case s.work != "" && is:
		s.bare = true
		s.heading(l)
		return true
	case s.bare && division.MatchString(l):
		s.end()
		return true
	}
	return false
}

// at notes the day of the state of the work, unless it is still to come.
func (s *scanned) at(day decision.Day) {
	if s.today == "" || day <= s.today {
		s.state = day
	}
}

// matter takes a line of the front matter.
func (s *scanned) matter(l string) {
	m := frontLine.FindStringSubmatch(l)
	switch {
	case l == "---":
		s.front = false
	case m == nil:
	case m[1] == "title" || m[1] == "titre":
		s.titled(m[2])
	default:
		if d, err := time.Parse(time.DateOnly, m[2]); err == nil && !s.alone { // an article has the day of its version there
			s.at(decision.DayOf(d))
		}
	}
}

// titled says what work the file is, by its title; or else by its name, when the title
// is that of an article or of a part of the work.
func (s *scanned) titled(title string) {
	if s.work != "" {
		return
	}
	is := articleIn.MatchString(title)
	switch slug := french.Slug(title); {
	case s.works[slug]:
		s.work = slug
	case s.hint != "" && (is || division.MatchString(title)):
		s.work = s.hint
	default:
		s.strays = is && s.likely(canonical(articleIn.FindStringSubmatch(title)[1]))
		s.foreign = true
	}
}

// heading takes the title of a work, of a part of it, or of an article.
func (s *scanned) heading(said string) {
	m := articleIn.FindStringSubmatch(said)
	is := m != nil && number.MatchString(m[1])
	if s.alone {
		if is && s.text.Len() > 0 { // another article, below
			s.end()
			s.article.Number = canonical(m[1])
		}
		return
	}
	s.end()
	if s.work == "" {
		if s.titled(said); s.work == "" || !is {
			return
		}
	}
	if m != nil {
		s.source.Counts[s.work]++
		if a := (Article{s.work, canonical(m[1])}); s.wanted[a] {
			s.article = a
		}
	}
}

// end keeps the article that was being read, and what its work is.
func (s *scanned) end() {
	of := s.work
	if s.alone {
		of = s.article.Work
	}
	if s.works[of] {
		s.source.Works[of] = true
		s.source.States[of] = max(s.source.States[of], s.state)
	}
	if s.article.Number != "" && s.wanted[s.article] {
		s.texts[s.article] = append(s.texts[s.article], Print(s.text.String()))
	}
	s.text.Reset()
	s.noted = false
	if !s.alone {
		s.article = Article{}
	}
}
