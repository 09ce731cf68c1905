package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
)

// Why a [Folder] refuses a file, beside [ErrSpecial] and [ErrHuge].
var (
	ErrOutside = errors.New("a link out of the folder")
	ErrTooMany = errors.New("too many files in the folder")
	ErrTooMuch = errors.New("the files are too big together")
)

// Limits is the most that is read of a [Folder].
type Limits struct {
	File  int64 // bytes of one file
	All   int64 // bytes of all the files
	Names int   // files in a folder
}

// Folder is a folder that somebody else filled, read without trusting it: regular
// files only, none outside it even by a link, so much of each and so much of all.
// Nothing in it can keep the reader waiting nor fill the memory. It is an [fs.FS].
type Folder struct {
	root   *os.Root
	limits Limits

	mu   sync.Mutex
	read map[string]int64 // what each file weighed when it was opened
	all  int64
}

// OpenFolder opens a folder. Close it after use.
func OpenFolder(dir string, l Limits) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if info, there := os.Stat(dir); err != nil && there == nil && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: dir, Err: notAFolder[0]} // it has words only, no code
	}
	if err != nil {
		return nil, err
	}
	return &Folder{root: root, limits: l, read: map[string]int64{}}, nil
}

// Close closes the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Open opens a file or a folder. The error says which limit it is beyond.
func (f *Folder) Open(name string) (fs.File, error) {
	info, err := f.Stat(name)
	if err != nil {
		return nil, err
	}
	refuse := func(err error) (fs.File, error) { return nil, &fs.PathError{Op: "open", Path: name, Err: err} }
	if !info.IsDir() && !info.Mode().IsRegular() {
		return refuse(ErrSpecial)
	}
	// It may be another by now: a pipe must still not be waited for.
	file, err := f.root.OpenFile(filepath.FromSlash(name), os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	if info, err = file.Stat(); err == nil && !info.IsDir() {
		err = f.admits(name, info)
	}
	if err != nil {
		return refuse(errors.Join(err, file.Close()))
	}
	return &limited{File: file, left: f.limits.File, names: f.limits.Names}, nil
}

// admits says why a file that is open is not to be read.
func (f *Folder) admits(name string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return ErrSpecial
	}
	if info.Size() > f.limits.File {
		return ErrHuge
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if all := f.all - f.read[name] + info.Size(); all > f.limits.All {
		return ErrTooMuch
	} else {
		f.all, f.read[name] = all, info.Size()
	}
	return nil
}

// Stat says what a name is, without opening it.
func (f *Folder) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	local := filepath.FromSlash(name)
	info, err := f.root.Stat(local)
	if err != nil {
		if _, there := os.Stat(filepath.Join(f.root.Name(), local)); there == nil {
			err = &fs.PathError{Op: "open", Path: name, Err: ErrOutside}
		}
	}
	return info, err
}

// ReadDir lists a folder by name, unless it holds too many.
func (f *Folder) ReadDir(name string) ([]fs.DirEntry, error) {
	dir, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	all, err := dir.(*limited).ReadDir(-1)
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, err
}

// limited reads no more than its limits, whatever size the system said.
type limited struct {
	*os.File
	left  int64
	names int
}

func (l *limited) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.File.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, ErrHuge
	}
	return n, err
}

// ReadDir lists the names there are, when they are not too many, in no order.
func (l *limited) ReadDir(int) ([]fs.DirEntry, error) {
	all, err := l.File.ReadDir(l.names + 1)
	if len(all) > l.names {
		return nil, ErrTooMany
	}
	if err == io.EOF {
		err = nil
	}
	return all, err
}
