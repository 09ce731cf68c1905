package watch

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"compromis/decision"
	"compromis/internal/disk"
	"compromis/internal/french"
)

// Source is what a folder of texts holds of the articles that were asked for.
type Source struct {
	Prints  map[Article]string      // the fingerprint of each
	States  map[string]decision.Day // of each work: the day its files give, when they do
	Works   map[string]bool         // those that are there
	Skipped []string                // files that could not be read to the end
}

// limits are the most that is read of a source: a copy of all the codes, an article
// a file, is 140,000 files; the longest code is a file of 12 MB.
var limits = disk.Limits{File: 32 << 20, All: 1 << 30, Names: 50_000}

// mostFiles is how many files and folders are looked at, mostText how long an
// article may be, mostSkipped how many files are named.
const (
	mostFiles   = 400_000
	mostText    = 1 << 20
	mostSkipped = 20
)

// ErrTooMany is a source that holds more files than are looked at.
var ErrTooMany = errors.New("too many files")

// Read looks for articles in a folder, which nobody is trusted to have filled: see
// [disk.Folder]. Two layouts are known: a file a code, each article under « Article … »,
// a heading or alone on its line, its title in a front matter or in the first heading;
// and a file an article, « article-l441-10.md », in a folder named after its code.
func Read(dir string, wanted []Article) (Source, error) {
	folder, err := disk.OpenFolder(dir, limits)
	if err != nil {
		return Source{}, err
	}
	defer folder.Close() //nolint:errcheck // only read
	r := reader{folder: folder, wanted: map[Article]bool{}, works: map[string]bool{}, texts: map[Article][]string{}}
	r.source = Source{Prints: map[Article]string{}, States: map[string]decision.Day{}, Works: map[string]bool{}}
	for _, a := range wanted {
		r.wanted[a], r.works[a.Work] = true, true
	}
	if whole, err := filepath.Abs(dir); err == nil {
		r.root = filepath.Base(whole)
	}
	if err := fs.WalkDir(folder, ".", r.visit); err != nil {
		return Source{}, err
	}
	for a, texts := range r.texts {
		r.source.Prints[a] = joined(texts)
	}
	return r.source, nil
}

// reader reads a source.
type reader struct {
	folder fs.FS
	root   string // the name of the folder
	wanted map[Article]bool
	works  map[string]bool
	texts  map[Article][]string // the fingerprint of each text of an article: a copy may hold several versions
	source Source
	seen   int
}

var articleFile = regexp.MustCompile(`^(?i)article[ _-]+(.+)$`)

func (r *reader) visit(name string, entry fs.DirEntry, err error) error {
	if r.seen++; r.seen > mostFiles {
		return ErrTooMany
	}
	ext := strings.ToLower(path.Ext(name))
	switch {
	case err != nil:
		r.skip(name)
		if entry != nil && entry.IsDir() && name != "." {
			return fs.SkipDir
		}
		if name == "." {
			return err
		}
		return nil
	case entry.IsDir() && name != "." && strings.HasPrefix(entry.Name(), "."):
		return fs.SkipDir
	case !entry.Type().IsRegular() || ext != ".md" && ext != ".txt":
		return nil
	}
	if m := articleFile.FindStringSubmatch(strings.TrimSuffix(entry.Name(), path.Ext(name))); m != nil {
		a := Article{r.workOf(path.Dir(name)), canonical(m[1])}
		if a.Work != "" {
			r.source.Works[a.Work] = true
		}
		if !r.wanted[a] {
			return nil
		}
		r.scan(name, &a)
		return nil
	}
	r.scan(name, nil)
	return nil
}

// workOf returns the work whose folder holds a file: the nearest that is named as a
// work is.
func (r *reader) workOf(dir string) string {
	for ; ; dir = path.Dir(dir) {
		last := path.Base(dir)
		if dir == "." {
			last = r.root
		}
		for w := range r.works {
			if slug := french.Slug(last); slug == w || strings.HasSuffix(slug, "-"+w) && dir == "." {
				return w
			}
		}
		if dir == "." || dir == "/" {
			return ""
		}
	}
}

func (r *reader) skip(name string) {
	if len(r.source.Skipped) < mostSkipped {
		r.source.Skipped = append(r.source.Skipped, name)
	}
}

// scan reads a file: the text of one article, or of a work.
func (r *reader) scan(name string, one *Article) {
	file, err := r.folder.Open(name)
	if err != nil {
		r.skip(name)
		return
	}
	defer file.Close() //nolint:errcheck // only read
	s := scanned{reader: r}
	if one != nil {
		s.article, s.alone = *one, true
	}
	lines := bufio.NewScanner(io.LimitReader(file, limits.File))
	lines.Buffer(make([]byte, 0, 64<<10), mostText)
	for lines.Scan() && !s.foreign {
		s.line(strings.TrimRight(lines.Text(), "\r"))
	}
	if lines.Err() != nil || s.long {
		r.skip(name)
		return
	}
	s.end()
}

// scanned is a file as it is read.
type scanned struct {
	*reader
	count   int
	front   bool // in the front matter
	work    string
	state   decision.Day
	alone   bool // the file is one article
	article Article
	text    bytes.Buffer
	bare    bool // its headings are not marked
	long    bool
	foreign bool // of a work that is not asked for
}

var (
	frontLine = regexp.MustCompile(`^(title|titre|last_updated|date|version|etat):\s*"?([^"]*)"?\s*$`)
	heading   = regexp.MustCompile(`^(#{1,6})\s+(.*)$`)
	division  = regexp.MustCompile(`^(?:Partie|Livre|Titre|Sous-titre|Chapitre|Section|Sous-section|Paragraphe|Sous-paragraphe|Annexe)\b.{0,200}$`)
	articleIn = regexp.MustCompile(`^(?i)article\s+([^(]+?)\s*(?:\(.*\))?$`)
)

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
	if s.alone && (articleIn.MatchString(l) && s.text.Len() == 0 || strings.Trim(l, "-=") == "") {
		return // the name of the article, above its text
	}
	if !s.alone && s.work != "" && s.unmarked(l) {
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

// unmarked takes a heading that no sign marks, in a copy that has no other: the name
// of an article alone on its line, or that of a division of the code.
func (s *scanned) unmarked(l string) bool {
	if m := articleIn.FindStringSubmatch(l); m != nil && number.MatchString(m[1]) {
		s.bare = true
		s.heading(l)
		return true
	}
	if s.bare && division.MatchString(l) {
		s.end()
		return true
	}
	return false
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
		if d, err := time.Parse(time.DateOnly, m[2]); err == nil {
			s.state = decision.DayOf(d)
		}
	}
}

// titled says what work the file is, unless it is an article alone.
func (s *scanned) titled(title string) {
	if s.alone || s.work != "" {
		return
	}
	if s.work = french.Slug(title); !s.works[s.work] {
		s.foreign = true
	}
}

func (s *scanned) heading(said string) {
	if s.alone {
		return
	}
	s.end()
	if s.work == "" {
		s.titled(said)
		return
	}
	if m := articleIn.FindStringSubmatch(said); m != nil {
		if a := (Article{s.work, canonical(m[1])}); s.wanted[a] {
			s.article = a
		}
	}
}

// end keeps the article that was being read, and what its work is.
func (s *scanned) end() {
	if s.works[s.work] {
		s.source.Works[s.work] = true
		if s.state > s.source.States[s.work] {
			s.source.States[s.work] = s.state
		}
	}
	if s.article.Number != "" && s.wanted[s.article] {
		s.texts[s.article] = append(s.texts[s.article], Print(s.text.String()))
	}
	s.text.Reset()
	if !s.alone {
		s.article = Article{}
	}
}

// Print is the fingerprint of a text: neither its spaces nor its typography count,
// its letters and their case do.
func Print(text string) string {
	sum := sha256.Sum256([]byte(plain(text)))
	return hex.EncodeToString(sum[:])
}

var typography = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "«", `"`, "»", `"`, "–", "-", "—", "-", "‑", "-", "œ", "oe", "Œ", "Oe", "æ", "ae", "…", "...", "*", "", "\\", "")

// plain is a text without what does not count: NFC, one space between words, and
// none around signs.
func plain(text string) string {
	text = typography.Replace(norm.NFC.String(text))
	words := strings.Join(strings.Fields(text), " ")
	return around.ReplaceAllString(words, "$1")
}

var around = regexp.MustCompile(`\s*(["();:!?,.])\s*`)

// joined is the fingerprint of an article of which a copy holds several texts, in
// whatever order.
func joined(prints []string) string {
	slices.Sort(prints)
	if prints = slices.Compact(prints); len(prints) == 1 {
		return prints[0]
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", prints))
	return hex.EncodeToString(sum[:])
}
