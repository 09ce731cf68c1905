package disk_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"compromis/internal/disk"
)

// TestReason: each answer of the system has words of its own, however deep it
// is, and none shows the system's.
func TestReason(t *testing.T) {
	told := map[string]string{"permission": "droit", "exist": "existe déjà", "closed": "fermé", "gone": "plus là", "special": "ordinaire", "silent": "ne répond pas"}
	for name, err := range map[string]error{"special": disk.ErrSpecial, "silent": disk.ErrSilent, "permission": fs.ErrPermission, "exist": fs.ErrExist, "closed": fs.ErrClosed, "gone": fs.ErrNotExist} {
		sentence(t, err, told[name])
	}
	for code, want := range answers {
		sentence(t, code, want)
	}
}

// sentence checks how an error is told, alone and wrapped.
func sentence(t *testing.T, err error, want string) {
	t.Helper()
	for _, e := range []error{err, &fs.PathError{Op: "write", Path: "/a", Err: err}, fmt.Errorf("save: %w", errors.Join(&os.LinkError{Op: "rename", Err: err}, errors.New("x")))} {
		got := disk.Reason(e)
		if !strings.Contains(got, want) || !strings.HasSuffix(got, ".") || strings.Contains(got, "système") || strings.ContainsAny(got, "'\n") {
			t.Errorf("%v is told %q, not %q", e, got, want)
		}
	}
}

// TestAnUnknownReason keeps its number; none of its words is read, nor the path.
func TestAnUnknownReason(t *testing.T) {
	got := disk.Reason(&fs.PathError{Op: "open", Path: "/secret", Err: errors.New("odd")})
	if strings.Contains(got, "odd") || strings.Contains(got, "/secret") || !strings.HasPrefix(got, "le système refuse") {
		t.Errorf("told %q", got)
	}
	if got := disk.Reason(&fs.PathError{Op: "open", Path: "/secret", Err: syscall.Errno(4321)}); !strings.Contains(got, "4321") {
		t.Errorf("told %q", got)
	}
}

// TestAFileIsNoFolder: a file given for a folder is told so, in French.
func TestAFileIsNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := disk.OpenFolder(file, disk.Limits{}); err == nil || !strings.Contains(disk.Reason(err), "pas par un répertoire") {
		t.Errorf("told %v", err)
	}
	// Windows only answers that the path is not there.
	for path, want := range map[string]string{filepath.Join(file, "a"): "pas par un répertoire", filepath.Join(file, "a", "b"): "pas par un répertoire", file + "x": "plus là"} {
		if got := disk.Reason(&fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}); !strings.Contains(got, want) {
			t.Errorf("%s is told %q", path, got)
		}
	}
	if err := disk.Write(filepath.Join(file, "lettre.md"), nil); err == nil || !strings.Contains(disk.Reason(err), "pas par un répertoire") {
		t.Errorf("told %v", err)
	}
}

// TestTheWordsDoNotCount: an error that only speaks English of a full disk says
// nothing one can rely on.
func TestTheWordsDoNotCount(t *testing.T) {
	if got := disk.Reason(errors.New("no space left on device")); strings.Contains(got, "plein") {
		t.Errorf("told %q", got)
	}
	if got := disk.Reason(&fs.PathError{Op: "write", Path: "no space left", Err: syscall.EACCES}); !strings.Contains(got, "droit") {
		t.Errorf("told %q", got)
	}
}
