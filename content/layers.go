package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"compromis/internal/disk"
)

// proved are pages whose text the tests prove clean: those of the program.
type proved struct{ fs.FS }

func (proved) proven(string) bool { return true }

// proven says whether the text of a page was proved clean.
func (r *reader) proven(name string) bool {
	f, ok := r.folder.(interface{ proven(name string) bool })
	return ok && f.proven(name)
}

// own says whether all that is read is of the program.
func (r *reader) own() bool {
	_, ok := r.folder.(proved)
	return ok
}

// layer is a folder of somebody, as it was when it was read: whatever becomes of the
// disk meanwhile, one content answers. Nothing in it is trusted: see [disk.Folder].
type layer struct {
	dir    string                   // as it was named
	pages  map[string][]byte        // by path, what [reader] may ask for
	lists  map[string][]fs.DirEntry // what each folder holds, by name
	failed map[string]error         // what could not be read, a page or a folder
	prints []byte                   // the fingerprints of the texts its author read; no page
}

// readLayer reads a folder. What is wrong inside is kept, to be told as it is read.
func readLayer(dir string) (*layer, error) {
	folder, err := disk.OpenFolder(dir, most)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	l := &layer{dir: dir, pages: map[string][]byte{}, lists: map[string][]fs.DirEntry{}, failed: map[string]error{}}
	beside, err := folder.ReadDir(".")
	if err != nil {
		return nil, err
	}
	l.lists["."] = beside
	for _, name := range atTop {
		l.keep(folder, name)
	}
	l.keep(folder, printsFile)
	l.prints = l.pages[printsFile]
	delete(l.pages, printsFile)
	for _, section := range folders {
		list, err := folder.ReadDir(section)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			l.failed[section] = err
			continue
		}
		l.lists[section] = list
		for _, e := range list {
			id, _ := pageName(e.Name())
			if !e.IsDir() && !leftOver.MatchString(e.Name()) && (id != "" || path.Ext(e.Name()) == ".csv") {
				l.keep(folder, path.Join(section, e.Name()))
			}
		}
	}
	return l, nil
}

// keep reads a page.
func (l *layer) keep(folder *disk.Folder, name string) {
	file, err := folder.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err == nil {
		defer file.Close()
		if l.pages[name], err = io.ReadAll(file); err == nil {
			return
		}
		delete(l.pages, name)
	}
	l.failed[name] = err
}

// whole says whether a folder is a content of its own: nothing shows through it, so
// that a page taken away is.
func (l *layer) whole() bool {
	return l.has("echelle.md") && l.has("article.md") &&
		!slices.ContainsFunc(folders, func(name string) bool { return !l.has(name) })
}

// Overlay says whether a folder is to be laid over the pages of the program: it has none
// or some of the parts of a content, and far from all.
func Overlay(dir string) bool {
	l, err := readLayer(dir)
	if err != nil || l.whole() {
		return false
	}
	parts := 0
	for _, name := range folders {
		if l.has(name) {
			parts++
		}
	}
	return parts < len(folders)-2 || !l.has("echelle.md")
}

// has says whether a page or a folder is there, be it unreadable.
func (l *layer) has(name string) bool {
	return l.pages[name] != nil || l.lists[name] != nil || l.failed[name] != nil
}

// empty says whether nothing of the folder is a part of a content.
func (l *layer) empty() bool {
	r := reader{folder: layers{over: []*layer{l}}}
	unread := slices.ContainsFunc(folders, func(section string) bool {
		return slices.ContainsFunc(l.lists[section], func(e fs.DirEntry) bool { return !leftOver.MatchString(e.Name()) })
	})
	return !unread && len(l.pages)+len(l.failed) == 0 && r.top() == nil && len(r.complaints) == 0
}

// inside returns the folder with pages that a folder holds, as an archive is unpacked in a
// folder of its own; or "".
func (l *layer) inside() string {
	for _, e := range l.lists["."] {
		if !e.IsDir() {
			continue
		}
		sub := filepath.Join(l.dir, e.Name())
		if inner, err := readLayer(sub); err == nil && !inner.empty() {
			return sub
		}
	}
	return ""
}

// layers are folders laid over the pages of the program: a page is that of the topmost
// folder which has it. The lowest comes first.
type layers struct {
	base fs.FS
	over []*layer
}

// readLayers reads folders, the lowest first. Those below one that is whole are of no
// use, and neither is the base.
func readLayers(dirs []string) (layers, Complaints) {
	all := layers{base: proved{embedded}}
	var wrong Complaints
	for _, dir := range dirs {
		switch l, err := readLayer(dir); {
		case err != nil:
			wrong = append(wrong, Complaint{File: dir, Say: disk.Reason(err)})
		case l.empty() && l.inside() != "":
			wrong = append(wrong, Complaint{File: dir, Say: "aucune page de contenu n'est dans ce dossier, mais il y en a dans celui qu'il contient. Donnez celui-là : " + l.inside()})
		case l.empty():
			wrong = append(wrong, Complaint{File: dir, Say: "aucune page de contenu n'est dans ce dossier. Il se range comme le contenu du programme : une page de cas dans cas-pratiques/, une étape dans etapes/, et ainsi de suite. Pour en commencer une : compromis contenu nouveau etape mon-etape --dans " + dir})
		case l.whole():
			all = layers{over: []*layer{l}}
		default:
			all.over = append(all.over, l)
		}
	}
	return all, wrong
}

// owner returns the topmost folder that has a page or a folder, or nil.
func (l layers) owner(name string) *layer {
	for _, over := range slices.Backward(l.over) {
		if over.has(name) {
			return over
		}
	}
	return nil
}

// proven says whether a page is one of the program.
func (l layers) proven(name string) bool { return l.owner(name) == nil && l.base != nil }

// Open opens a page.
func (l layers) Open(name string) (fs.File, error) {
	refused := func(err error) (fs.File, error) { return nil, &fs.PathError{Op: "open", Path: name, Err: err} }
	if !fs.ValidPath(name) {
		return refused(fs.ErrInvalid)
	}
	if over := l.owner(name); over != nil && over.lists[name] == nil {
		if err := over.failed[name]; err != nil {
			return nil, err
		}
		return &opened{entry: entry{path.Base(name), int64(len(over.pages[name]))}, Reader: bytes.NewReader(over.pages[name])}, nil
	}
	if l.base == nil {
		return refused(fs.ErrNotExist)
	}
	return l.base.Open(name)
}

// ReadDir lists a folder: what all have of it, by name.
func (l layers) ReadDir(name string) ([]fs.DirEntry, error) {
	all, found := map[string]fs.DirEntry{}, false
	if l.base != nil && name != "." {
		list, err := fs.ReadDir(l.base, name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		found = err == nil
		for _, e := range list {
			all[e.Name()] = e
		}
	}
	for _, over := range l.over {
		if err := over.failed[name]; err != nil {
			return nil, err
		}
		found = found || over.lists[name] != nil
		for _, e := range over.lists[name] {
			all[e.Name()] = e
		}
	}
	if !found {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	names := make([]fs.DirEntry, 0, len(all))
	for _, e := range all {
		names = append(names, e)
	}
	slices.SortFunc(names, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return names, nil
}

// print is a fingerprint of all that was read of the folders: it changes with any sign
// of any page.
func (l layers) print() string {
	h := sha256.New()
	for i, over := range l.over {
		names := make([]string, 0, len(over.pages))
		for name := range over.pages {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			fmt.Fprintf(h, "%d %s %d\n", i, name, len(over.pages[name]))
			h.Write(over.pages[name])
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

// name is what the folders are called together.
func (l layers) name() string {
	names := make([]string, len(l.over))
	for i, over := range l.over {
		dir := over.dir
		if whole, err := filepath.Abs(dir); err == nil {
			dir = whole
		}
		names[i] = filepath.Base(dir)
	}
	return strings.Join(names, " + ")
}

// touches says whether a folder has pages that may change which step comes next.
func (l layers) touches() bool {
	return slices.ContainsFunc([]string{"echelle.md", "questions", "etapes"}, func(name string) bool { return l.owner(name) != nil })
}

// opened is a page that is open.
type opened struct {
	entry
	*bytes.Reader
}

func (p *opened) Stat() (fs.FileInfo, error) { return p.entry, nil }
func (p *opened) Close() error               { return nil }
func (p *opened) Size() int64                { return p.entry.size }

// entry describes it.
type entry struct {
	name string
	size int64
}

func (e entry) Name() string     { return e.name }
func (e entry) Size() int64      { return e.size }
func (entry) Mode() fs.FileMode  { return 0o444 }
func (entry) ModTime() time.Time { return time.Time{} }
func (entry) IsDir() bool        { return false }
func (entry) Sys() any           { return nil }
