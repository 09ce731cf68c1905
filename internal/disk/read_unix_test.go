//go:build !windows

package disk_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"compromis/internal/disk"
)

// TestOnlyOrdinaryFilesAreOpened: a pipe, that would wait for its other end, a
// folder and a link are told, wherever the program reads, locks or writes.
func TestOnlyOrdinaryFilesAreOpened(t *testing.T) {
	folder := t.TempDir()
	pipe, link, file := filepath.Join(folder, "pipe"), filepath.Join(folder, "link"), filepath.Join(folder, "file")
	err := errors.Join(syscall.Mkfifo(pipe, 0o600), os.Symlink(pipe, link), os.WriteFile(file, []byte("abc"), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, link, folder} {
		if _, err := disk.Read(path, 10); !errors.Is(err, disk.ErrSpecial) {
			t.Errorf("read %s: %v", path, err)
		}
		if _, err := disk.TryLock(path); !errors.Is(err, disk.ErrSpecial) {
			t.Errorf("locked %s: %v", path, err)
		}
	}
	if data, err := disk.Read(file, 3); err != nil || string(data) != "abc" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := disk.Read(file, 2); !errors.Is(err, disk.ErrHuge) {
		t.Errorf("too big: %v", err)
	}
	l, err := disk.TryLock(filepath.Join(folder, "x.lock"))
	if err != nil {
		t.Fatal(err)
	}
	defer l.Release()
	if err := syscall.Mkfifo(file+disk.TempExt, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := l.Write(file, []byte("def")); err == nil {
		t.Error("wrote in a pipe")
	}
}
