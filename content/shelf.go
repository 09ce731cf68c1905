package content

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/disk"
	"compromis/internal/french"
)

// This file writes pages in a folder of somebody: all of the program's, or one to fill
// in. Nothing that is there is ever written over.

//go:embed LISEZMOI.md
var manual []byte

// Export writes the pages of the program, with their manual, in a folder that holds
// nothing yet; else the error is [fs.ErrExist].
func Export(dir string) error {
	if there, err := os.ReadDir(dir); err == nil && len(there) > 0 {
		return fs.ErrExist
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.CopyFS(dir, embedded); err != nil {
		return err
	}
	return disk.WriteNew(filepath.Join(dir, "LISEZMOI.md"), manual)
}

// Pages are the differences between the files of two contents, each list by name.
type Pages struct{ Added, Changed, Gone []string }

// Differ compares the files of two contents, each a stack of folders as for [Over]; no
// folder is the content of the program.
func Differ(before, after []string) (Pages, error) {
	a, err := filesOf(before)
	if err != nil {
		return Pages{}, err
	}
	b, err := filesOf(after)
	if err != nil {
		return Pages{}, err
	}
	var told Pages
	for name, text := range b {
		if old, met := a[name]; !met {
			told.Added = append(told.Added, name)
		} else if old != text {
			told.Changed = append(told.Changed, name)
		}
	}
	for name := range a {
		if _, met := b[name]; !met {
			told.Gone = append(told.Gone, name)
		}
	}
	for _, list := range [][]string{told.Added, told.Changed, told.Gone} {
		slices.Sort(list)
	}
	return told, nil
}

// filesOf reads the pages and the tables of a content, as they are read.
func filesOf(dirs []string) (map[string]string, error) {
	l, wrong := readLayers(dirs)
	if len(wrong) > 0 {
		return nil, wrong
	}
	names := slices.Clone(atTop)
	for _, folder := range folders {
		list, err := l.ReadDir(folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		for _, e := range list {
			if ext := path.Ext(e.Name()); !leftOver.MatchString(e.Name()) && (ext == ".md" || ext == ".csv") {
				names = append(names, path.Join(folder, e.Name()))
			}
		}
	}
	all := map[string]string{}
	for _, name := range names {
		if text, err := fs.ReadFile(l, name); err == nil {
			all[name] = clean(string(text))
		}
	}
	return all, nil
}

// Kinds are the pages one may begin, by the word of each, with its folder.
var Kinds = []string{"question", "etape", "fondement", "courrier"}

// Begun is what was written to begin a page.
type Begun struct {
	Files []string // those that were written, the page first
	Left  []string // what is left to write, « file:line: words »
	Lines []string // what to add by hand, « file, place: line », where a file was there already
}

// Begin writes a page to fill in, in a folder laid over the guide's content, and what
// ranks it. The error is [fs.ErrExist] when a page of that name is there, in the folder
// or in the content.
func Begin(g *decision.Guide, dir, kind, id string, today time.Time) (Begun, error) {
	write := begins[kind]
	if write == nil || id == "" || id != french.Slug(id) {
		return Begun{}, fmt.Errorf("%s %q: %w", kind, id, fs.ErrInvalid)
	}
	section, text, ranks := write(g, id, today)
	name := section + "/" + id + ".md"
	if known(g, section, id) {
		return Begun{}, fs.ErrExist
	}
	return put(dir, name, text, ranks)
}

// BeginCase writes an exercise to fill in: its answers and the step they lead to are
// those of the guide. The error is as that of [Begin].
func BeginCase(g *decision.Guide, dir, id string, answers []decision.Setting) (Begun, error) {
	a := decision.NewAnswers(g.Version)
	for _, s := range answers {
		a = a.With(s.Fact, string(s.Value))
	}
	step := g.Verdict(a).Step
	if step == nil {
		return Begun{}, fmt.Errorf("exercise %q: %w", id, fs.ErrInvalid)
	}
	if err := FreeCase(g, dir, id); err != nil {
		return Begun{}, err
	}
	return put(dir, "cas-pratiques/"+id+".md", casePage(g, id, a, step), nil)
}

// FreeCase says whether [BeginCase] may take a name, before anything is asked: the error
// is [fs.ErrInvalid] of what is no id, and [fs.ErrExist] of one that is taken.
func FreeCase(g *decision.Guide, dir, id string) error {
	if id == "" || id != french.Slug(id) {
		return fmt.Errorf("exercise %q: %w", id, fs.ErrInvalid)
	}
	if _, err := os.Lstat(filepath.Join(dir, "cas-pratiques", id+".md")); err == nil || known(g, "cas-pratiques", id) {
		return fs.ErrExist
	}
	return nil
}

// rank is a line that another file needs: before says which of its lines it comes just
// before.
type rank struct {
	file, line string
	before     func(line string) bool
}

// put writes a page and what ranks it.
func put(dir, name, text string, ranks []rank) (Begun, error) {
	var b Begun
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := newFile(file, text); err != nil {
		return b, err
	}
	b.Files = append(b.Files, file)
	for i, line := range strings.Split(text, "\n") {
		if strings.Contains(line, decision.ToWrite) {
			b.Left = append(b.Left, fmt.Sprintf("%s:%d: %s", file, i+1, strings.TrimSpace(line)))
		}
	}
	for _, table := range filesIn(ranks) {
		file := filepath.Join(dir, filepath.FromSlash(table))
		source, err := embedded.ReadFile(table)
		if err != nil {
			return b, err
		}
		text := string(source)
		var lines []string
		for _, r := range ranks {
			if r.file == table {
				lines = append(lines, file+", "+r.place(text)+": "+r.line)
				text = r.in(text)
			}
		}
		switch err := newFile(file, text); {
		case errors.Is(err, fs.ErrExist):
			b.Lines = append(b.Lines, lines...)
		case err != nil:
			return b, err
		default:
			b.Files = append(b.Files, file)
		}
	}
	return b, nil
}

func filesIn(ranks []rank) (files []string) {
	for _, r := range ranks {
		if !slices.Contains(files, r.file) {
			files = append(files, r.file)
		}
	}
	return files
}

// in puts the line in its place.
func (r rank) in(text string) string {
	lines, at := r.at(text)
	return strings.Join(slices.Insert(lines, at, r.line), "\n") + "\n"
}

// at returns the lines of a text and where the line goes: at the end when none is
// before it.
func (r rank) at(text string) (lines []string, at int) {
	lines = strings.Split(strings.TrimRight(text, "\n"), "\n")
	if r.before != nil {
		if i := slices.IndexFunc(lines, r.before); i >= 0 {
			return lines, i
		}
	}
	return lines, len(lines)
}

// place says where the line goes, by the title it stands under and the line it comes
// before, if one of its list follows.
func (r rank) place(text string) string {
	lines, at := r.at(text)
	if !strings.HasSuffix(r.file, ".md") {
		return "à la fin"
	}
	title := ""
	for _, line := range slices.Backward(lines[:at]) {
		if strings.HasPrefix(line, "#") {
			title = line
			break
		}
	}
	if at < len(lines) && lines[at] != "" && !strings.HasPrefix(lines[at], "#") {
		return "sous « " + title + " », avant la ligne « " + lines[at] + " »"
	}
	return "sous « " + title + " », à la fin de la liste"
}

// newFile writes a file that is not there yet.
func newFile(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	return disk.WriteNew(file, []byte(text))
}

// known says whether the content has a page of that name.
func known(g *decision.Guide, section, id string) bool {
	switch section {
	case "questions":
		return g.Question(decision.Fact(id)) != nil
	case "etapes":
		return g.Step(id) != nil
	case "fondements":
		return g.Basis(id) != nil
	case "cas-pratiques":
		return slices.ContainsFunc(g.Exercises, func(e decision.Exercise) bool { return e.ID == id })
	}
	return slices.ContainsFunc(g.Letters(), func(l decision.Letter) bool { return l.ID == id })
}

// Fingerprint tells a folder from what it was: it changes with any page, and with any
// name that is told of.
func Fingerprint(dir string) string {
	l, err := readLayer(dir)
	if err != nil {
		return disk.Reason(err)
	}
	var names strings.Builder
	for _, folder := range append([]string{"."}, folders...) {
		for _, e := range l.lists[folder] {
			if !leftOver.MatchString(e.Name()) {
				names.WriteString(folder + "/" + e.Name() + "\n")
			}
		}
	}
	return layers{over: []*layer{l}}.print() + fmt.Sprint(len(l.failed)) + names.String()
}
