//go:build !windows

package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// These tests drive the built program in a terminal, with an editor open, and end
// it in every way there is.

// desk is what the program has around it.
type desk struct {
	t                       *testing.T
	dir, run, temp, home    string
	program, editor, passes string
	id                      string
}

const passphrase, marker = "phrase de passe", "MarqueurDuTest"

// newDesk builds the program and keeps a case, protected or not.
func newDesk(t *testing.T, program string, protected bool) *desk {
	t.Helper()
	d := &desk{t: t, program: program, dir: t.TempDir(), run: t.TempDir(), temp: t.TempDir(), home: t.TempDir()}
	cases, err := casefile.OpenStore(d.dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := cases.Create(dossier.Case{
		Client: dossier.Party{Name: "Zoé Dupont"}, Said: map[decision.Fact]string{
			"cause": "impaye", "client": "consommateur", "difficulte": "non", "piece": "rien", "contact": "ecrit",
			"reponse": "silence", "contrat": "ordinaire", "echeance": "lointaine", "contestation": "non",
		},
		Invoices: []dossier.Invoice{{Number: "F-12", Issued: "2026-06-30", Dues: []dossier.Due{{On: "2026-07-31", Cents: 1500_00}}}},
	})
	if err == nil && protected {
		d.passes = passphrase
		err = f.Protect(passphrase, false)
	}
	if err != nil {
		t.Fatal(err)
	}
	d.id = f.Case().ID
	f.Close() //nolint:errcheck // saved
	return d
}

// edits writes the editor, a shell script whose text is $1; $PAUSE is a file to
// tell that it is there.
func (d *desk) edits(body string) {
	d.editor = filepath.Join(d.home, "mon éditeur")
	if err := os.WriteFile(d.editor, []byte("#!/bin/sh\n"+body+"\n"), 0o700); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) command(args ...string) *exec.Cmd {
	c := exec.Command(d.program, append([]string{"--dossiers", d.dir, "--aujourdhui", "28/11/2026"}, args...)...)
	c.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + d.home, "XDG_RUNTIME_DIR=" + d.run, "TMPDIR=" + d.temp, "TERM=xterm-256color",
		"VISUAL=" + `"` + d.editor + `" --un 'deux mots'`, "PAUSE=" + filepath.Join(d.home, "pause"),
	}
	return c
}

// console is the program in a terminal.
type console struct {
	*exec.Cmd
	t      *testing.T
	tty    *os.File
	mu     sync.Mutex
	screen *vt.Emulator
	ended  chan struct{}
}

// open opens the case on the screen.
func (d *desk) open() *console {
	d.t.Helper()
	c := &console{Cmd: d.command("dossiers", "ouvrir", d.id), t: d.t, screen: vt.NewEmulator(100, 40), ended: make(chan struct{})}
	tty, err := pty.StartWithSize(c.Cmd, &pty.Winsize{Rows: 40, Cols: 100})
	if err != nil {
		d.t.Fatal(err)
	}
	fd, err := syscall.Dup(int(tty.Fd())) // one that a reader does not keep open
	if err == nil {
		err = syscall.SetNonblock(fd, true)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	tty.Close() //nolint:errcheck // the other stays
	tty = os.NewFile(uintptr(fd), "pty")
	c.tty = tty
	go func() {
		b := make([]byte, 4096)
		for {
			n, err := tty.Read(b)
			c.mu.Lock()
			_, _ = c.screen.Write(b[:n])
			c.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	go func() {
		b := make([]byte, 4096) // what a terminal answers to what the program asks
		for {
			n, err := c.screen.Read(b)
			if err != nil {
				return
			}
			_, _ = tty.Write(b[:n])
		}
	}()
	go func() { _ = c.Wait(); close(c.ended) }()
	d.t.Cleanup(func() { _ = c.Process.Kill(); <-c.ended; tty.Close() })
	if d.passes != "" {
		c.wait("Dossier protégé")
		c.write(passphrase + "\r")
	}
	c.wait("Mon dossier")
	return c
}

func (c *console) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.screen.String()
}

func (c *console) write(keys string) {
	c.t.Helper()
	if _, err := c.tty.WriteString(keys); err != nil {
		c.t.Fatal(err)
	}
}

// wait polls until the screen shows the text.
func (c *console) wait(text string) {
	c.t.Helper()
	until(c.t, text, func() bool {
		return strings.Contains(strings.Join(strings.Fields(strings.ReplaceAll(c.String(), french.NBSP, " ")), " "), text)
	})
}

func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); <-time.After(2 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("no %s", what)
}

// over waits for the end of the program.
func (c *console) over() {
	c.t.Helper()
	select {
	case <-c.ended:
	case <-time.After(30 * time.Second):
		c.t.Fatalf("does not end\n%s", c)
	}
}

// letter opens the first letter in the editor, and waits until the editor is there.
func (d *desk) letter(c *console) {
	d.t.Helper()
	c.write("l")
	c.wait("Rien n’est envoyé")
	c.write("\r")
	c.wait("e modifier")
	c.write("e")
	until(d.t, "editor", func() bool { _, err := os.Stat(filepath.Join(d.home, "pause")); return err == nil })
}

// holds says how many drafts the case has with the marker.
func (d *desk) holds(want int) {
	d.t.Helper()
	cases, err := casefile.OpenStore(d.dir)
	if err != nil {
		d.t.Fatal(err)
	}
	f, err := cases.Open(d.id, d.passes)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	all, err := f.Drafts()
	found := 0
	for _, draft := range all {
		if strings.Contains(draft.Fields["texte"], marker) {
			found++
		}
	}
	if err != nil || found != want || len(all) != want {
		d.t.Errorf("%d drafts with the marker, not %d: %+v, %v", found, want, all, err)
	}
}

// clear fails when the marker is in clear anywhere it must not be: nowhere for a
// protected case, outside its folder for another. Nothing is left where one edits.
func (d *desk) clear() {
	d.t.Helper()
	for _, dir := range []string{d.dir, d.run, d.temp, d.home} {
		_ = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || path == d.editor {
				return err
			}
			data, err := os.ReadFile(path)
			if err == nil && bytes.Contains(data, []byte(marker)) && (d.passes != "" || dir != d.dir) {
				d.t.Errorf("in clear in %s", path)
			}
			if dir == d.run || dir == d.temp {
				d.t.Errorf("left: %s", path)
			}
			return err
		})
	}
}

// TestEndedWithTheEditorOpen: the terminal is closed, the program is asked to end
// or killed, while the editor is open. What it saved is a draft of the case, and
// nothing is left in clear: at once, or at the next start after a kill.
func TestEndedWithTheEditorOpen(t *testing.T) {
	program := built(t)
	tell := `echo $$ >"$PAUSE.n"; mv "$PAUSE.n" "$PAUSE"; `
	for name, c := range map[string]struct {
		protected bool
		editor    string
		end       func(c *console)
	}{
		"hung up, protected":   {true, `echo ` + marker + ` >>"$3"; ` + tell + `exec sleep 30`, func(c *console) { c.tty.Close() }},
		"hung up, saves then":  {false, `trap 'echo ` + marker + ` >"$3.save"; exit 1' HUP; ` + tell + `while :; do sleep 0.05; done`, func(c *console) { _ = c.Process.Signal(syscall.SIGHUP) }},
		"terminated":           {false, `echo ` + marker + ` >>"$3"; ` + tell + `exec sleep 30`, func(c *console) { _ = c.Process.Signal(syscall.SIGTERM) }},
		"terminated, is deaf":  {false, `trap '' HUP TERM; echo ` + marker + ` >>"$3"; ` + tell + `exec sleep 30`, func(c *console) { _ = c.Process.Signal(syscall.SIGTERM) }},
		"killed, protected":    {true, `echo ` + marker + ` >>"$3"; ` + tell + `exec sleep 30`, func(c *console) { _ = c.Process.Kill() }},
		"killed":               {false, `echo ` + marker + ` >>"$3"; ` + tell + `exec sleep 30`, func(c *console) { _ = c.Process.Kill() }},
		"interrupted, goes on": {false, `trap '' INT; ` + tell + `until test -e "$PAUSE.go"; do sleep 0.02; done; echo ` + marker + ` >>"$3"; exit 1`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, program, c.protected)
			d.edits(c.editor)
			on := d.open()
			d.letter(on)
			defer d.stopEditor()
			if c.end == nil { // ctrl+c is the editor's affair
				_ = on.Process.Signal(syscall.SIGINT)
				if err := os.WriteFile(filepath.Join(d.home, "pause.go"), nil, 0o600); err != nil {
					t.Fatal(err)
				}
				on.wait("L’éditeur n’a pas bien fini")
				on.wait("code 1")
				on.write("\x1b")
				on.wait("Vous écriviez ce courrier")
				on.write("q")
			} else {
				c.end(on)
			}
			on.over()
			if strings.HasPrefix(name, "killed") {
				if out, err := d.command("--version").CombinedOutput(); err != nil {
					t.Fatalf("%v: %s", err, out)
				}
			}
			d.holds(1)
			d.clear()
		})
	}
}

// stopEditor ends an editor that outlived the program.
func (d *desk) stopEditor() {
	said, err := os.ReadFile(filepath.Join(d.home, "pause"))
	if err != nil {
		return
	}
	if id, err := strconv.Atoi(strings.TrimSpace(string(said))); err == nil {
		_ = syscall.Kill(id, syscall.SIGKILL)
	}
}

// TestEditorInAWindowOfItsOwn: one that comes back at once is followed; what it
// saves enters the case when one is done.
func TestEditorInAWindowOfItsOwn(t *testing.T) {
	d := newDesk(t, built(t), false)
	d.edits(`echo "$3" >"$PAUSE.n"; mv "$PAUSE.n" "$PAUSE"`)
	on := d.open()
	d.letter(on)
	on.wait("L’éditeur n’a pas attendu")
	on.wait("--wait")
	name, err := os.ReadFile(filepath.Join(d.home, "pause"))
	if err == nil {
		err = os.WriteFile(strings.TrimSpace(string(name)), []byte(marker+"\n"), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	on.wait("Repris jusqu’ici : 1 mot.")
	d.heldElsewhere()
	on.write("\r")
	on.wait("Vous avez modifié ce texte")
	on.wait(marker)
	on.write("q")
	on.over()
	d.holds(0)
	d.clear()
}

// heldElsewhere waits until the draft is beside the case.
func (d *desk) heldElsewhere() {
	d.t.Helper()
	until(d.t, "draft", func() bool {
		_, err := os.Stat(filepath.Join(d.dir, d.id+".brouillons"))
		return err == nil
	})
}

// TestKilledInAForm: what is typed is kept with the case a moment later, and comes
// back.
func TestKilledInAForm(t *testing.T) {
	d := newDesk(t, built(t), true)
	on := d.open()
	on.write("p")
	on.wait("Nom du client")
	on.write(marker)
	d.heldElsewhere()
	_ = on.Process.Kill()
	on.over()
	d.clear()
	again := d.open()
	again.wait("Vous écriviez : Les parties")
	again.write("\r")
	again.wait("Repris de votre brouillon du 28/11/2026")
	_ = again.Process.Signal(syscall.SIGHUP)
	again.over()
	d.clear()
}

// built builds the program.
func built(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "compromis")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}
