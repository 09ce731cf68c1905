// Package system is what package disk asks of the system, call by call. Only
// disk, and disktest, which makes a call fail, may import it.
package system

import (
	"io"
	"io/fs"
	"os"
)

// Calls are those that change a disk, and those that open what is on it.
type Calls interface {
	OpenFile(name string, flag int, perm fs.FileMode) (File, error)
	CreateTemp(dir, pattern string) (File, error)
	Rename(from, to string) error
	Link(from, to string) error
	Remove(name string) error
	Mkdir(name string, perm fs.FileMode) error
}

// File is an open file, or an open folder.
type File interface {
	io.Reader
	io.Writer
	io.WriterAt
	Truncate(size int64) error
	Name() string
	Stat() (fs.FileInfo, error)
	Sync() error
	Close() error
}

// Current carries calls out: the system does, but for a test.
var Current Calls = OS{}

// OS is the system.
type OS struct{}

// OpenFile opens a file or a folder.
func (OS) OpenFile(name string, flag int, perm fs.FileMode) (File, error) {
	return some(os.OpenFile(name, flag, perm))
}

// CreateTemp makes a file under a name that nothing has.
func (OS) CreateTemp(dir, pattern string) (File, error) { return some(os.CreateTemp(dir, pattern)) }

// Rename moves a file, in the place of what is there.
func (OS) Rename(from, to string) error { return os.Rename(from, to) }

// Link gives a file another name, which nothing has.
func (OS) Link(from, to string) error { return os.Link(from, to) }

// Remove removes a file.
func (OS) Remove(name string) error { return os.Remove(name) }

// Mkdir makes a folder.
func (OS) Mkdir(name string, perm fs.FileMode) error { return os.Mkdir(name, perm) }

// some makes nothing at all of no file.
func some(f *os.File, err error) (File, error) {
	if err != nil {
		return nil, err
	}
	return f, nil
}
