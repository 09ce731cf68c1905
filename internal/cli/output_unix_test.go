//go:build !windows

package cli_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"compromis/decision"
	"compromis/internal/cli"
	"compromis/internal/dossier"
	"compromis/internal/stage"
)

// outputs writes a file with each command that does: its words, and the ending of
// the name.
var outputs = map[string][2]string{
	"arbre":                {"arbre", ".md"},
	"cas":                  {"cas impaye", ".pdf"},
	"seance":               {"seance", ".csv"},
	"courrier":             {"courrier martin relance-1", ".docx"},
	"dossier-a-remettre":   {"dossier-a-remettre martin --pour avocat", ".odt"},
	"echeances":            {"echeances martin", ".ics"},
	"dossiers reclamation": {"dossiers reclamation martin --numero R-2026-001", ".pdf"},
	"dossiers exporter":    {"dossiers exporter --tous", ".zip"},
	"dossiers secourir":    {"dossiers secourir " + asideFile, ".txt"},
}

// asideFile is a file that was set aside.
const asideFile = "vieux.json.abime-2026-11-01"

// atOutput is a desk with all there is to write.
func atOutput(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t)
	kase := late(t)
	kase.Complaints = []dossier.Complaint{{Number: "R-2026-001", What: "un retard", On: "2026-10-01"}}
	d.create(kase, "")
	if err := os.WriteFile(filepath.Join(d.cases, asideFile), []byte(`{"format": 1, "dossier": {"titre": "`+strings.Repeat("x", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	d.session = func(*decision.Guide, cli.Telling) (cli.Told, error) {
		return cli.Told{Report: stage.Session{On: "2026-11-01"}, Played: true}, nil
	}
	return d
}

// obstacles put something where a file is to be written, and give what must be told.
var obstacles = map[string]struct {
	put  func(path, precious string) error
	told string
}{
	"a link":             {func(path, precious string) error { return os.Symlink(precious, path) }, "est un lien"},
	"a link to nothing":  {func(path, precious string) error { return os.Symlink(precious+"-absent", path) }, "est un lien"},
	"a link to a device": {func(path, _ string) error { return os.Symlink("/dev/null", path) }, "-o -"},
	"a pipe":             {func(path, _ string) error { return syscall.Mkfifo(path, 0o600) }, "-o -"},
	"a socket":           {listenAt, "-o -"},
	"a folder":           {func(path, _ string) error { return os.Mkdir(path, 0o700) }, "est un répertoire"},
}

// listenAt leaves a socket at a path.
func listenAt(path, _ string) error {
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err == nil {
		l.SetUnlinkOnClose(false)
		err = l.Close()
	}
	return err
}

// unwritten plays a command line that must fail, and say why last.
func (d *desk) unwritten(told, words string, args ...string) {
	d.Helper()
	exit, out, err := d.run("", append(strings.Fields(words), args...)...)
	lines := strings.Split(strings.TrimSpace(err), "\n")
	if exit != 1 || out != "" || !strings.Contains(spaced(lines[len(lines)-1]), told) {
		d.Errorf("compromis %s %s: exit %d, out %q, err %q", words, strings.Join(args, " "), exit, out, err)
	}
}

// TestOnlyOrdinaryFilesAreWritten: whatever command writes a file, even with
// --force, a link, a device, a pipe or a folder stays what it is; and no command is
// missing here.
func TestOnlyOrdinaryFilesAreWritten(t *testing.T) {
	for _, name := range everyCommand(t) {
		_, help, _ := run(t, "", append(strings.Fields(name), "--aide")...)
		if _, tried := outputs[name]; strings.Contains(help, "-o, --sortie") != tried {
			t.Errorf("compromis %s: writes a file %v, tried %v", name, !tried, tried)
		}
	}
	for name, o := range outputs {
		t.Run(name, func(t *testing.T) {
			d := atOutput(t)
			for what, obstacle := range obstacles {
				there := what + o[1]
				if err := os.WriteFile(d.paper("precieux"), []byte("précieux"), 0o600); err != nil {
					t.Fatal(err)
				}
				if err := obstacle.put(d.paper(there), d.paper("precieux")); err != nil {
					t.Fatal(err)
				}
				before, _ := os.Lstat(d.paper(there))
				d.unwritten(obstacle.told, o[0], "-o", there, "--force")
				if after, err := os.Lstat(d.paper(there)); err != nil || !os.SameFile(before, after) || after.Mode() != before.Mode() {
					t.Errorf("%s is not any more: %v, %v", what, after, err)
				}
				if d.read("precieux") != "précieux" {
					t.Errorf("written through %s", what)
				}
			}
			if _, err := os.Stat(d.paper("precieux-absent")); err == nil {
				t.Error("a file was made through a link")
			}
		})
	}
}

// TestOverAHardLink: the other name of a file keeps what it held.
func TestOverAHardLink(t *testing.T) {
	d := atOutput(t)
	if err := os.WriteFile(d.paper("precieux"), []byte("précieux"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(d.paper("precieux"), d.paper("a.md")); err != nil {
		t.Fatal(err)
	}
	d.done("", "arbre", "-o", "a.md", "--force")
	if d.read("precieux") != "précieux" || len(d.read("a.md")) < 100 {
		t.Error("written through a hard link")
	}
}

// TestDevices: none is written to, nor replaced.
func TestDevices(t *testing.T) {
	d := atOutput(t)
	for _, device := range []string{"/dev/null", "/dev/stdout", "/dev/tty"} {
		if _, err := os.Stat(device); err != nil {
			continue // not on this machine
		}
		d.unwritten("-o -", "arbre", "--format", "md", "-o", device, "--force")
	}
	if info, err := os.Lstat("/dev/null"); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		t.Fatalf("/dev/null is %v, %v", info, err)
	}
}

// TestToTheOutput: - is the output, for whatever writes a file.
func TestToTheOutput(t *testing.T) {
	for name, o := range outputs {
		d := atOutput(t)
		if out := d.done("", append(strings.Fields(o[0]), "-o", "-")...); len(out) < 100 {
			t.Errorf("%s: %q", name, out)
		}
		if left, _ := filepath.Glob(d.paper("*")); len(left) != 0 {
			t.Errorf("%s writes %q", name, left)
		}
	}
}

// TestNoFolder: a folder that is missing, or takes nothing, is told.
func TestNoFolder(t *testing.T) {
	for name, o := range outputs {
		d := atOutput(t)
		d.unwritten("n’existe pas", o[0], "-o", "absent/a"+o[1])
		if err := os.WriteFile(d.paper("fichier"), nil, 0o600); err != nil {
			t.Fatal(name, err)
		}
		d.unwritten("passe par un fichier", o[0], "-o", "fichier/a"+o[1])
	}
}
