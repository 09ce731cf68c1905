// Package disktest makes the disk fail, for tests: the real one, whose n-th call
// is answered by an error. [Calls] tells which calls something makes when all
// goes well; a test then has each of them fail in each of its [Ways], so that a
// call one adds is tried without a word.
package disktest

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"compromis/internal/disk/internal/system"
)

// Way is how a call fails.
type Way string

// The ways.
const (
	Refused Way = "refused" // nothing is done
	Short   Way = "short"   // half is written
	Late    Way = "late"    // it is done, and told as an error
	Dead    Way = "dead"    // nothing is done from there on: the power is gone
)

// Ways are those in which a call that [Calls] returned may fail.
func Ways(call string) []Way {
	switch kind, _, _ := strings.Cut(call, " "); kind {
	case "open", "read":
		return []Way{Refused, Dead}
	case "write":
		return []Way{Refused, Short, Late, Dead}
	}
	return []Way{Refused, Late, Dead}
}

// Calls does something, and returns the calls that it made to the disk.
func Calls(do func()) []string {
	d := &disk{fails: -1}
	d.during(do)
	return d.made
}

// Failing does something while the n-th call, from 0, fails in a way. It returns
// the calls made up to there, that one the last, or "" when there were not so many.
func Failing(n int, way Way, do func()) (failed string) {
	d := &disk{fails: n, way: way}
	d.during(do)
	if n < len(d.made) {
		failed = d.made[n]
	}
	return failed
}

// disk is the system, with one call that fails.
type disk struct {
	real  system.OS
	fails int
	way   Way
	made  []string
}

func (d *disk) during(do func()) {
	was := system.Current
	system.Current = d
	defer func() { system.Current = was }()
	do()
}

// call carries a call out, or not.
func (d *disk) call(name, path string, do func() error) error {
	n := len(d.made)
	d.made = append(d.made, name+" "+filepath.Base(path))
	failure := &fs.PathError{Op: name, Path: path, Err: syscall.EIO}
	switch {
	case d.fails < 0 || n < d.fails:
		return do()
	case n > d.fails && d.way != Dead:
		return do()
	case d.way == Late:
		if err := do(); err != nil {
			return err
		}
	}
	return failure
}

// next says whether the next call is the one that fails, and so.
func (d *disk) next(way Way) bool { return len(d.made) == d.fails && d.way == way }

func (d *disk) OpenFile(name string, flag int, perm fs.FileMode) (system.File, error) {
	what := "open"
	if flag&os.O_CREATE != 0 {
		what = "create"
	}
	return d.opened(what, name, func() (system.File, error) { return d.real.OpenFile(name, flag, perm) })
}

func (d *disk) CreateTemp(dir, pattern string) (system.File, error) {
	return d.opened("create", filepath.Join(dir, pattern), func() (system.File, error) { return d.real.CreateTemp(dir, pattern) })
}

// opened opens a file. One that is told not to be open is closed.
func (d *disk) opened(what, path string, open func() (system.File, error)) (f system.File, err error) {
	err = d.call(what, path, func() (err error) {
		f, err = open()
		return err
	})
	if err != nil {
		if f != nil {
			f.Close() //nolint:errcheck // nobody has it
		}
		return nil, err
	}
	return &file{f, d}, nil
}

func (d *disk) Rename(from, to string) error {
	return d.call("rename", to, func() error { return d.real.Rename(from, to) })
}

func (d *disk) Link(from, to string) error {
	return d.call("link", to, func() error { return d.real.Link(from, to) })
}

func (d *disk) Remove(name string) error {
	return d.call("remove", name, func() error { return d.real.Remove(name) })
}

func (d *disk) Mkdir(name string, perm fs.FileMode) error {
	return d.call("mkdir", name, func() error { return d.real.Mkdir(name, perm) })
}

// file is an open file of a disk that fails.
type file struct {
	system.File
	disk *disk
}

func (f *file) Read(p []byte) (n int, err error) {
	err = f.disk.call("read", f.Name(), func() (err error) {
		n, err = f.File.Read(p)
		return err
	})
	return n, err
}

func (f *file) Write(p []byte) (n int, err error) { return f.written(p, f.File.Write) }

func (f *file) WriteAt(p []byte, at int64) (n int, err error) {
	return f.written(p, func(p []byte) (int, error) { return f.File.WriteAt(p, at) })
}

// written writes, half of it when that is how it fails.
func (f *file) written(p []byte, write func([]byte) (int, error)) (n int, err error) {
	if f.disk.next(Short) {
		if n, err = write(p[:len(p)/2]); err != nil {
			return n, err
		}
	}
	err = f.disk.call("write", f.Name(), func() (err error) {
		n, err = write(p)
		return err
	})
	return n, err
}

func (f *file) Truncate(size int64) error {
	return f.disk.call("truncate", f.Name(), func() error { return f.File.Truncate(size) })
}

func (f *file) Sync() error { return f.disk.call("sync", f.Name(), f.File.Sync) }

// Close always closes: a test that leaves files open would run out of them.
func (f *file) Close() error {
	err := f.File.Close()
	return f.disk.call("close", f.Name(), func() error { return err })
}
