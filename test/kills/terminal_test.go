//go:build kills && linux

package kills_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
)

// home is a computer of its own: every folder the program may write is in it.
type home struct {
	dir string
	env []string
}

func newHome(t *testing.T) *home {
	h := &home{dir: t.TempDir(), env: []string{"TERM=xterm-256color", "LANG=C.UTF-8", "NO_COLOR=1", "PATH=" + os.Getenv("PATH")}}
	for name, folder := range map[string]string{
		"HOME": "home", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state", "XDG_CONFIG_HOME": "config",
		"XDG_CACHE_HOME": "cache", "XDG_RUNTIME_DIR": "run", "TMPDIR": "tmp", "COMPROMIS_DOSSIERS": "dossiers",
	} {
		path := filepath.Join(h.dir, folder)
		if err := os.MkdirAll(path, 0o700); err != nil {
			t.Fatal(err)
		}
		h.env = append(h.env, name+"="+path)
	}
	return h
}

// cases is the folder of the cases.
func (h *home) cases() string { return filepath.Join(h.dir, "dossiers") }

// command is the program, on this computer.
func (h *home) command(args ...string) *exec.Cmd {
	c := exec.Command(binary, args...)
	c.Env, c.Dir = h.env, filepath.Join(h.dir, "home")
	return c
}

// files are all there are.
func (h *home) files() (all []string) {
	_ = filepath.WalkDir(h.dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			all = append(all, path)
		}
		return nil
	})
	return all
}

// holding are the files that hold a text, or are named by it.
func (h *home) holding(text string) (all []string) {
	for _, path := range h.files() {
		data, _ := os.ReadFile(path)
		if strings.Contains(string(data), text) || strings.Contains(path, text) {
			all = append(all, path)
		}
	}
	return all
}

// tree is what is there, for whoever reads of a failure.
func (h *home) tree() string {
	var told strings.Builder
	for _, path := range h.files() {
		data, _ := os.ReadFile(path)
		told.WriteString(path + "\n" + string(data[:min(len(data), 3000)]) + "\n")
	}
	return told.String()
}

// terminal is the program in a terminal of its own.
type terminal struct {
	t     *testing.T
	cmd   *exec.Cmd
	tty   *os.File
	mu    sync.Mutex
	em    *vt.Emulator
	drawn chan struct{} // something came
	gone  chan struct{} // the program ended
}

func (h *home) start(t *testing.T, args ...string) *terminal {
	t.Helper()
	x := &terminal{t: t, cmd: h.command(args...), em: vt.NewEmulator(100, 40), drawn: make(chan struct{}, 1), gone: make(chan struct{})}
	var err error
	if x.tty, err = pty.StartWithSize(x.cmd, &pty.Winsize{Rows: 40, Cols: 100}); err != nil {
		t.Fatal(err)
	}
	x.tty = closable(t, x.tty)
	go io.Copy(x.tty, x.em) //nolint:errcheck // what a terminal answers
	go x.draw()
	go func() { _ = x.cmd.Wait(); close(x.gone) }()
	t.Cleanup(func() {
		_ = x.cmd.Process.Kill()
		x.tty.Close() //nolint:errcheck // it hangs up on what is left
		<-x.gone
	})
	return x
}

// closable is the same terminal, whose closing does not wait for a read.
func closable(t *testing.T, tty *os.File) *os.File {
	fd, err := syscall.Dup(int(tty.Fd()))
	if err == nil {
		syscall.CloseOnExec(fd)
		err = errors.Join(syscall.SetNonblock(fd, true), tty.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return os.NewFile(uintptr(fd), "terminal")
}

// draw shows what the program writes.
func (x *terminal) draw() {
	some := make([]byte, 1<<16)
	for {
		n, err := x.tty.Read(some)
		if err != nil {
			return
		}
		x.mu.Lock()
		x.em.Write(some[:n]) //nolint:errcheck // an emulator
		x.mu.Unlock()
		select {
		case x.drawn <- struct{}{}:
		default:
		}
	}
}

// shows says whether a text is on the screen.
func (x *terminal) shows(text string) bool {
	return strings.Contains(x.String(), strings.Join(strings.Fields(text), " "))
}

// String is the screen, as running text.
func (x *terminal) String() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return strings.Join(strings.Fields(x.em.String()), " ")
}

// place is where one is: the last word of the way there, which is the first line
// that holds anything.
func (x *terminal) place() string {
	first := x.header()
	way := strings.Split(first, "›")
	last, _, _ := strings.Cut(strings.TrimSpace(way[len(way)-1]), "   ") // a fact stands on the right
	return last
}

// header is the first line of the screen.
func (x *terminal) header() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	first, _, _ := strings.Cut(strings.TrimSpace(x.em.String()), "\n")
	return first
}

// patience is how long something may take to show.
const patience = 20 * time.Second

// until waits for something; false when the program ended first.
func (x *terminal) until(what string, met func() bool) bool {
	x.t.Helper()
	for end := time.After(patience); !met(); {
		select {
		case <-x.drawn:
		case <-time.After(20 * time.Millisecond):
		case <-x.gone:
			return met()
		case <-end:
			x.t.Fatalf("never %s on\n%s", what, x)
		}
	}
	return true
}

// must waits for a text.
func (x *terminal) must(text string) {
	x.t.Helper()
	if !x.until(text, func() bool { return x.shows(text) }) {
		x.t.Fatalf("ended before %q on\n%s", text, x)
	}
}

func (x *terminal) keys(keys string) { _, _ = io.WriteString(x.tty, keys) }

// ended waits for the end of the program.
func (x *terminal) ended(most time.Duration) {
	x.t.Helper()
	select {
	case <-x.gone:
	case <-time.After(most):
		x.t.Fatalf("still there after %s:\n%s", most, x)
	}
}

// open starts the program, and kills it after a while from when it shows a text.
func (v *visit) open(first string, args ...string) {
	v.Helper()
	v.screen = v.start(v.T, args...)
	v.screen.must(first)
	v.killLater()
}

// killLater kills the program in its time.
func (v *visit) killLater() {
	time.AfterFunc(v.at, func() { v.kill(v.screen) })
}

// kill ends the program, as its terminal does for SIGHUP: it closes.
func (v *visit) kill(x *terminal) {
	defer close(v.over)
	v.died = time.Now()
	if v.signal == syscall.SIGHUP {
		x.tty.Close() //nolint:errcheck // it hangs up
	} else {
		_ = x.cmd.Process.Signal(v.signal)
	}
	select {
	case <-x.gone:
	case <-time.After(10 * time.Second):
		v.Errorf("still there 10 s after %s", v.signal)
		_ = x.cmd.Process.Kill()
		<-x.gone
	}
	x.tty.Close() //nolint:errcheck // closed already, maybe
}

// sees waits for a text, unless the program is killed first.
func (v *visit) sees(text string) {
	v.Helper()
	if !v.screen.until(text, func() bool { return v.screen.shows(text) }) {
		v.dies()
	}
}

// dies waits for the kill, and stops typing. A program that ended by itself did
// not last long enough.
func (v *visit) dies() {
	<-v.over
	panic(killed{})
}

// types types keys, a little apart from the next.
func (v *visit) types(keys string) {
	v.screen.keys(keys)
	v.rests()
}

// rests lets a moment pass.
func (v *visit) rests() { v.lets(time.Duration(v.rng.IntN(40)) * time.Millisecond) }

// reads lets the moment pass that it takes to read a question: a digit that follows
// another at once is not taken for an answer.
func (v *visit) reads() { v.lets(200 * time.Millisecond) }

func (v *visit) lets(pass time.Duration) {
	select {
	case <-v.over:
		panic(killed{})
	case <-time.After(pass):
	}
}

// heard is what a participant was told.
type heard struct {
	mu   sync.Mutex
	text strings.Builder
}

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.Write(p)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.String()
}
