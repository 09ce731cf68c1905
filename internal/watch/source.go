package watch

import (
	"bufio"
	"errors"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/disk"
	"compromis/internal/french"
)

// Source is what a folder of texts holds of the articles that were asked for.
type Source struct {
	Prints   map[Article]string      // the fingerprint of each
	States   map[string]decision.Day // of each work: the day its files give, when they do
	Works    map[string]bool         // those that are there
	Counts   map[string]int          // how many articles of each are there, asked for or not
	Skipped  []string                // files that could not be read to the end
	Foreign  []string                // files that are no plain text
	Unplaced []string                // files of an article that say nowhere of which work
}

// limits are the most that is read of a source: a copy of all the codes, an article
// a file, is 140,000 files; the longest code is a file of 12 MB.
var limits = disk.Limits{File: 32 << 20, All: 1 << 30, Names: 50_000}

// mostFiles is how many files and folders are looked at, mostText how long an
// article may be, mostNamed how many files are named.
const (
	mostFiles = 400_000
	mostText  = 1 << 20
	mostNamed = 20
)

// ErrTooMany is a source that holds more files than are looked at.
var ErrTooMany = errors.New("too many files")

// Read looks for articles in a folder, which nobody is trusted to have filled: see
// [disk.Folder]. Two layouts are known: a file a code, each article under « Article … »,
// a heading or alone on its line, the name of the code in a front matter, in the first
// line, or in that of the file; and a file an article, « article-l441-10.md », in a
// folder named after its code, which the name of the file may say too. What a site
// shows around an article is no part of its text, and a state to come is none.
func Read(dir string, wanted []Article, today decision.Day) (Source, error) {
	folder, err := disk.OpenFolder(dir, limits)
	if err != nil {
		return Source{}, err
	}
	defer folder.Close() //nolint:errcheck // only read
	r := reader{folder: folder, today: today, wanted: map[Article]bool{}, works: map[string]bool{}, texts: map[Article][]string{}}
	r.source = Source{Prints: map[Article]string{}, States: map[string]decision.Day{}, Works: map[string]bool{}, Counts: map[string]int{}}
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
	today  decision.Day
	wanted map[Article]bool
	works  map[string]bool
	texts  map[Article][]string // the fingerprint of each text of an article: a copy may hold several versions
	source Source
	seen   int
}

// formatted are the endings of what is no plain text, and may hold a law.
var formatted = []string{".doc", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".xml", ".pages"}

func (r *reader) visit(name string, entry fs.DirEntry, err error) error {
	if r.seen++; r.seen > mostFiles {
		return ErrTooMany
	}
	ext := strings.ToLower(path.Ext(name))
	switch {
	case err != nil:
		named(&r.source.Skipped, name)
		if entry != nil && entry.IsDir() && name != "." {
			return fs.SkipDir
		}
		if name == "." {
			return err
		}
		return nil
	case entry.IsDir() && name != "." && strings.HasPrefix(entry.Name(), "."):
		return fs.SkipDir
	case !entry.Type().IsRegular() || strings.HasPrefix(entry.Name(), ".") || strings.HasPrefix(entry.Name(), "~$"):
		return nil
	case slices.Contains(formatted, ext):
		named(&r.source.Foreign, name)
		return nil
	case ext != ".md" && ext != ".txt":
		return nil
	}
	base := strings.TrimSuffix(entry.Name(), path.Ext(name))
	of := r.workIn(french.Slug(base))
	number := numberIn(base)
	if number == "" {
		r.scan(name, scanned{reader: r, hint: of})
		return nil
	}
	if of == "" {
		of = r.workOf(path.Dir(name))
	}
	a := Article{of, number}
	if of != "" {
		r.source.Works[of] = true
		r.source.Counts[of]++
	} else if r.likely(number) {
		named(&r.source.Unplaced, name)
	}
	if r.wanted[a] {
		r.scan(name, scanned{reader: r, article: a, alone: true})
	}
	return nil
}

// likely says whether some work that is asked for has an article of that number.
func (r *reader) likely(number string) bool {
	for w := range r.works {
		if r.wanted[Article{w, number}] {
			return true
		}
	}
	return false
}

// named adds a file to those that are named, but for too many.
func named(all *[]string, name string) {
	if len(*all) < mostNamed {
		*all = append(*all, name)
	}
}

// scan reads a file: the text of one article, or of a work.
func (r *reader) scan(name string, s scanned) {
	file, err := r.folder.Open(name)
	if err != nil {
		named(&r.source.Skipped, name)
		return
	}
	defer file.Close() //nolint:errcheck // only read
	in := bufio.NewReaderSize(io.LimitReader(file, limits.File), 64<<10)
	start, _ := in.Peek(512) //nolint:errcheck // what there is
	if disk.Format(start) != "" {
		named(&r.source.Foreign, name)
		return
	}
	lines := bufio.NewScanner(unicode(in, start))
	lines.Buffer(make([]byte, 0, 64<<10), mostText)
	for lines.Scan() && !s.foreign {
		s.line(written(lines.Text(), s.count == 0))
	}
	if lines.Err() != nil || s.long {
		named(&r.source.Skipped, name)
		return
	}
	s.end()
	if s.strays {
		named(&r.source.Unplaced, name)
	}
}
