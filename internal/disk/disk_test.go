package disk_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"compromis/internal/disk"
)

// writers are the three ways to put a file in place of nothing.
func writers(t *testing.T, folder string) map[string]func(path string, data []byte) error {
	t.Helper()
	l, err := disk.TryLock(filepath.Join(folder, "x.lock"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Release)
	return map[string]func(string, []byte) error{"Write": disk.Write, "WriteNew": disk.WriteNew, "Lock.Write": l.Write}
}

func names(t *testing.T, folder string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// TestWrite: the file is there whole, for its owner only, and nothing else is.
func TestWrite(t *testing.T) {
	for name, write := range writers(t, t.TempDir()) {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "a.txt")
			if err := write(path, []byte("un")); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(path)
			if err != nil || string(data) != "un" || len(names(t, folder)) != 1 {
				t.Errorf("%q, %v; the folder holds %q", data, err, names(t, folder))
			}
			if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
				t.Errorf("%v, %v", info.Mode(), err)
			}
		})
	}
}

// TestWhatIsThere is replaced, or stays when the file is to be a new one.
func TestWhatIsThere(t *testing.T) {
	folder := t.TempDir()
	for name, write := range writers(t, folder) {
		path := filepath.Join(folder, "a.txt")
		if err := os.WriteFile(path, []byte("un"), 0o600); err != nil {
			t.Fatal(err)
		}
		want, fault := "deux", error(nil)
		if name == "WriteNew" {
			want, fault = "un", fs.ErrExist
		}
		if err := write(path, []byte("deux")); !errors.Is(err, fault) {
			t.Errorf("%s: %v", name, err)
		}
		if data, _ := os.ReadFile(path); string(data) != want {
			t.Errorf("%s: the file holds %q", name, data)
		}
	}
	if got := names(t, folder); len(got) != 2 { // the file and the lock
		t.Errorf("the folder holds %q", got)
	}
}

// TestFailingLeavesNothing: a folder cannot be replaced by a file, and nothing
// may be written in a folder that is not there.
func TestFailingLeavesNothing(t *testing.T) {
	for name, write := range writers(t, t.TempDir()) {
		folder := t.TempDir()
		if err := os.MkdirAll(filepath.Join(folder, "a.txt", "b"), 0o700); err != nil {
			t.Fatal(err)
		}
		if write(filepath.Join(folder, "a.txt"), []byte("un")) == nil {
			t.Errorf("%s wrote over a folder", name)
		}
		if err := write(filepath.Join(folder, "absent", "b.txt"), []byte("un")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s in no folder: %v", name, err)
		}
		if got := names(t, folder); len(got) != 1 {
			t.Errorf("%s left %q", name, got)
		}
	}
}

// TestReadersSeeAWholeFile: whenever one reads, it is one text or the other.
func TestReadersSeeAWholeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.txt")
	texts := [][]byte{bytes.Repeat([]byte("a"), 1<<17), bytes.Repeat([]byte("b"), 1<<16)}
	if err := disk.Write(path, texts[0]); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	var over atomic.Bool
	for range 2 {
		all.Go(func() {
			for !over.Load() {
				data, err := os.ReadFile(path)
				if err == nil && !bytes.Equal(data, texts[0]) && !bytes.Equal(data, texts[1]) {
					t.Errorf("read %d bytes", len(data))
					return
				}
			}
		})
	}
	for i := range 50 {
		if err := disk.Write(path, texts[i%2]); err != nil {
			t.Error(err)
		}
	}
	over.Store(true)
	all.Wait()
}

// TestOneNewFile: of those who write the same new file at once, one does, and
// the others are told.
func TestOneNewFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.txt")
	var all sync.WaitGroup
	var mine atomic.Pointer[string]
	for i := range 16 {
		text := strings.Repeat(string(rune('a'+i)), 1000)
		all.Go(func() {
			switch err := disk.WriteNew(path, []byte(text)); {
			case err == nil && !mine.CompareAndSwap(nil, &text):
				t.Error("two wrote it")
			case err != nil && !errors.Is(err, fs.ErrExist):
				t.Error(err)
			}
		})
	}
	all.Wait()
	if data, err := os.ReadFile(path); err != nil || mine.Load() == nil || string(data) != *mine.Load() {
		t.Errorf("the file holds %.20q, %v", data, err)
	}
	if got := names(t, folder); len(got) != 1 {
		t.Errorf("left %q", got)
	}
}

// TestMakeDir makes what is missing, and nothing through a file.
func TestMakeDir(t *testing.T) {
	folder := t.TempDir()
	deep := filepath.Join(folder, "a", "b", "c")
	for range 2 {
		if err := disk.MakeDir(deep); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(filepath.Join(folder, "a"))
	if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info, err)
	}
	file := filepath.Join(folder, "f")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, through := range []string{file, filepath.Join(file, "d")} {
		if err := disk.MakeDir(through); err == nil || !strings.Contains(disk.Reason(err), "passe par un fichier") {
			t.Errorf("%s: %v", through, err)
		}
	}
}

// TestRemove: what is not there is as good as removed.
func TestRemove(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	if err := disk.WriteNew(path, nil); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := disk.Remove(path); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
