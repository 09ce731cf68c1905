// Package content holds the law and the words of Compromis, in French, and
// turns them into a [decision.Guide].
//
// Each page is plain Markdown with a closed list of headings: the page is the
// form. LISEZMOI.md is the manual of the people who write the pages. There is
// one parser file a kind of page (question.go, step.go, basis.go, cause.go,
// exercise.go, letter.go, ladder.go, article.go, figures.go); markdown.go and
// form.go are what they share. A page that is not understood is refused with its
// line, and all refusals are listed at once, as [Complaints].
package content

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"compromis/decision"
	"compromis/internal/disk"
	"compromis/internal/french"
)

//go:embed echelle.md article.md situations.md mots.md questions etapes fondements causes cas-pratiques courriers baremes
var embedded embed.FS

//go:embed empreintes.csv
var prints []byte

// printsFile holds them, beside the folders of pages.
const printsFile = "empreintes.csv"

// Load returns the guide compiled from the pages embedded in the program.
// Its letters and its situations, which the tests prove sound, are read when they
// are first needed.
func Load() (*decision.Guide, error) {
	r := reader{folder: proved{embedded}, guide: &decision.Guide{}}
	r.guide.SetLetters(func() []decision.Letter {
		letters, _ := r.letters() //nolint:errcheck // embedded files can be read
		return letters
	})
	r.guide.SetSituations(func() []decision.Situation {
		return (&reader{folder: proved{embedded}, guide: r.guide}).situations()
	})
	r.guide.SetStyle(func() decision.Style { return styleOf(r.folder) })
	if err := r.read(); err != nil {
		return nil, err
	}
	if r.complaints = append(r.complaints, r.told(r.compile())...); len(r.complaints) > 0 {
		return nil, r.sorted()
	}
	return r.guide, Runnable(r.guide)
}

// Read returns the guide compiled from the pages of a folder, as they are on that
// day: nothing was read again after it. The error is [Complaints] when the pages
// are at fault: it then holds what is wrong with their form, and with the paths
// as far as they are known.
func Read(folder fs.FS, today time.Time) (*decision.Guide, error) {
	r := reader{folder: folder, today: today, guide: &decision.Guide{}}
	r.top()
	if err := r.read(); err != nil {
		return nil, err
	}
	letters, err := r.letters()
	if err != nil {
		return nil, err
	}
	r.guide.SetStyle(func() decision.Style { return styleOf(folder) })
	situations := r.situations()
	r.guide.SetSituations(func() []decision.Situation { return situations })
	r.complaints = append(r.complaints, r.told(r.compile())...)
	if len(r.complaints) > 0 {
		if r.compiled && r.ladderWhole() {
			r.complaints = append(r.complaints, r.told(r.guide.Check().Problems)...)
		}
		return nil, r.sorted()
	}
	r.guide.SetLetters(func() []decision.Letter { return letters })
	r.guide.Unwritten = r.unwritten
	return r.guide, nil
}

// most is what is read of somebody's folder: four times what the embedded one
// weighs, ten times its largest page.
var most = disk.Limits{File: 256 << 10, All: 4 << 20, Names: 1000}

// ReadFolder reads a folder of the disk as [Read] does, and nothing of it is
// trusted: see [disk.Folder].
func ReadFolder(dir string, today time.Time) (*decision.Guide, error) {
	folder, err := disk.OpenFolder(dir, most)
	if err != nil {
		return nil, Complaints{{File: dir, Say: disk.Reason(err)}}
	}
	defer folder.Close()
	g, err := Read(folder, today)
	if err == nil {
		g.Style() // while the folder is open
	}
	return g, err
}

// read reads everything but the letters.
func (r *reader) read() error {
	if err := r.together((*reader).steps, (*reader).bases, (*reader).exercises, (*reader).questions, (*reader).causes); err != nil {
		return err
	}
	for _, read := range []func() error{r.ladder, r.article, r.figures} {
		if err := read(); err != nil {
			return err
		}
	}
	r.sortQuestions()
	r.sortExercises()
	return nil
}

// compile computes the diagram when the pages that make it are whole, and returns
// the names that mean nothing.
func (r *reader) compile() (problems decision.Problems) {
	if !r.ladderWhole() {
		return append(r.guide.References(), r.misnamed...)
	}
	errors.As(r.guide.Compile(), &problems)
	r.compiled = r.guide.Compiled() && !slices.ContainsFunc(problems, func(p decision.Problem) bool { return !aside(p) })
	return append(problems, r.misnamed...)
}

// aside says whether a problem is of a page that no path goes through: the paths are
// what they are without it.
func aside(p decision.Problem) bool {
	section, _, _ := strings.Cut(p.Pos, "/")
	return section == "cas-pratiques" || section == "fondements" || strings.HasPrefix(section, "article.md")
}

// named notes a name that means nothing, in what the engine does not read.
func (r *reader) named(all ...decision.Problem) { r.misnamed = append(r.misnamed, all...) }

// together reads several kinds of pages at the same time: each fills a part of
// the guide that no other touches. The first screen waits for all of them.
func (r *reader) together(kinds ...func(*reader) error) error {
	readers, errs := make([]reader, len(kinds)), make([]error, len(kinds))
	var all sync.WaitGroup
	for i, read := range kinds {
		readers[i] = reader{folder: r.folder, today: r.today, guide: r.guide, unread: maps.Clone(r.unread)}
		all.Go(func() { errs[i] = read(&readers[i]) })
	}
	all.Wait()
	for i := range readers {
		r.complaints = append(r.complaints, readers[i].complaints...)
		r.unwritten = append(r.unwritten, readers[i].unwritten...)
		for page := range readers[i].unread {
			r.stands(page)
		}
		for file, n := range readers[i].faults {
			r.count(file, n)
		}
	}
	return errors.Join(errs...)
}

// Verify proves a guide sound. The error is [Complaints], with everything that
// is wrong; the proof is worth reading only without error.
func Verify(g *decision.Guide) (decision.Proof, error) {
	proof := g.Check()
	if len(proof.Problems) > 0 {
		r := reader{guide: g}
		r.complaints = r.told(proof.Problems)
		return proof, r.sorted()
	}
	return proof, nil
}

// reader reads a folder of pages into a guide and gathers what is wrong.
type reader struct {
	folder     fs.FS
	guide      *decision.Guide
	order      []decision.Fact // the questions in the order they are asked
	always     map[decision.Fact]bool
	today      time.Time // zero when nobody says which day it is
	compiled   bool
	unread     map[string]bool   // pages that are there, in a form that is not read: "etapes/conciliation"
	misnamed   decision.Problems // see named
	unwritten  []decision.Unwritten
	complaints Complaints
	faults     map[string]int      // how many each file has, told or not
	lines      map[string][]string // see linesOf
	buffer     bytes.Buffer        // see source
}

// page reads one page. A page that is missing is a complaint, and so is one
// that is not understood: what else is wrong with it is told as well, but for
// what may only follow from that.
func (r *reader) page(name, id string, read func(*page)) error {
	source, err := r.source(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.complain(name, 0, "", "cette page manque.")
		r.stands(strings.TrimSuffix(name, ".md")) // said once
		return nil
	case err != nil:
		r.complain(name, 0, "", "%s", disk.Reason(err))
		return nil
	case r.formatted(name, source):
		return nil
	}
	p := r.parse(name, id, source)
	if what, dir := p.misplaced(); what != "" {
		r.complain(name, 0, "", "cette page a la forme d'%s : elle n'est pas à sa place dans %s/. Mettez-la dans %s/", what, path.Dir(name), dir)
		r.stands(strings.TrimSuffix(name, ".md"))
		return nil
	}
	misread := len(p.found)
	if p.root.title == "" {
		p.lines = nil // nothing was read of it but its name
	}
	if read(p); misread > 0 {
		p.found = p.unrelated(misread)
	}
	r.complaints = append(r.complaints, p.found...)
	return nil
}

// source reads a file. One buffer serves for all: garbage delays the first screen.
func (r *reader) source(name string) (string, error) {
	file, err := r.folder.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	r.buffer.Reset()
	_, err = r.buffer.ReadFrom(file)
	return r.buffer.String(), err
}

// Complaint is one thing wrong with a page, told to its author.
type Complaint struct {
	File  string
	Line  int    // 0 when it is about the whole file
	Quote string // the line at fault
	Say   string // what is wrong and what to write instead
}

// mostQuoted is how many characters of a line, and of what is said of it, are
// shown.
const mostQuoted, mostSaid = 200, 600

// String is clean whatever the page holds: it may go to a terminal.
func (c Complaint) String() string {
	var b strings.Builder
	b.WriteString(french.Line(c.File))
	if c.Line > 0 {
		fmt.Fprintf(&b, ":%d", c.Line)
	}
	b.WriteString(": " + french.Line(beginning(c.Say, mostSaid)))
	if c.Quote != "" {
		b.WriteString("\n    " + french.Line(beginning(c.Quote, mostQuoted)))
	}
	return b.String()
}

// beginning keeps the first characters of a text.
func beginning(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// Complaints lists everything wrong with a folder of pages, as an error.
type Complaints []Complaint

func (c Complaints) Error() string {
	told := make([]string, len(c))
	for i := range c {
		told[i] = c[i].String()
	}
	return strings.Join(told, "\n")
}

// mostFaults is how many faults of one file are told, beside their number.
const mostFaults = 100

// count counts faults of a file.
func (r *reader) count(file string, n int) {
	if r.faults == nil {
		r.faults = map[string]int{}
	}
	r.faults[file] += n
}

// tells counts one more fault of a file, and says whether to tell it.
func (r *reader) tells(file string) bool {
	r.count(file, 1)
	return r.faults[file] <= mostFaults
}

func (r *reader) complain(file string, line int, quote, format string, args ...any) {
	if r.tells(file) {
		r.complaints = append(r.complaints, Complaint{file, line, quote, fmt.Sprintf(format, args...)})
	}
}

func (r *reader) sorted() Complaints {
	for file, n := range r.faults {
		if n > mostFaults {
			r.complaints = append(r.complaints, Complaint{File: file, Say: fmt.Sprintf("ce fichier a %s fautes. Voici les %d premières.", french.Number(n), mostFaults)})
		}
	}
	slices.SortStableFunc(r.complaints, func(a, b Complaint) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line)
	})
	return slices.Compact(r.complaints)
}
