package casefile_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"compromis/decision/decisiontest"
	"compromis/internal/casefile"
	"compromis/internal/casefile/casefiletest"
)

// TestMain plays a part in another process when CASEFILE_PART names one.
func TestMain(m *testing.M) {
	part, ok := map[string]func(casefile.Store, string) error{
		"save": savesForever, "import": imports, "contend": contends, "hold": holds, "count": counts, "limited": savesWithoutRoom, "stranger": savesWithoutRights,
	}[os.Getenv("CASEFILE_PART")]
	casefiletest.Hurry() // one test reads what a passphrase costs
	if !ok {
		os.Exit(m.Run())
	}
	s, err := casefile.OpenStore(os.Args[1])
	if err == nil {
		err = part(s, os.Args[2])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// process is this program playing a part.
type process struct {
	*exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func play(t *testing.T, part string, s casefile.Store, id string) *process {
	t.Helper()
	p := &process{Cmd: exec.Command(os.Args[0], s.Dir(), id)}
	p.Env = append(os.Environ(), "CASEFILE_PART="+part)
	p.Stderr = t.Output()
	in, err1 := p.StdinPipe()
	out, err2 := p.StdoutPipe()
	if err := errors.Join(err1, err2, p.Start()); err != nil {
		t.Fatal(err)
	}
	p.in, p.out = in, bufio.NewReader(out)
	t.Cleanup(func() { _ = p.Process.Kill(); _ = p.Wait() })
	return p
}

func (p *process) line(t *testing.T) string {
	t.Helper()
	line, err := p.out.ReadString('\n')
	if err != nil {
		t.Fatalf("the other process said %q: %v", line, err)
	}
	return strings.TrimSpace(line)
}

// savesForever adds one to a counter, saves it, and says so.
func savesForever(s casefile.Store, id string) error {
	f, err := s.Open(id, passphrase)
	if err != nil {
		return err
	}
	for {
		c := f.Case()
		n, _ := strconv.Atoi(c.Title)
		c.Title = strconv.Itoa(n + 1)
		c.Subject = strings.Repeat(c.Title+" ", n*n%5000)
		if err := f.Save(c); err != nil {
			return err
		}
		fmt.Println(n + 1)
	}
}

// TestKilled kills a process that saves, again and again, at any moment.
func TestKilled(t *testing.T) {
	for name, test := range map[string]struct {
		passphrase   string
		kills, saves int
	}{"plain": {"", decisiontest.Tried(80), decisiontest.Tried(400)}, "protected": {passphrase, 4, 20}} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			c := example()
			c.Title = "0"
			f, err := s.Create(c)
			if err == nil && test.passphrase != "" {
				err = f.Protect(passphrase, false)
			}
			if err != nil {
				t.Fatal(err)
			}
			closeFile(t, f)
			id, last, kills, midway := f.Case().ID, 0, 0, 0
			for ; kills < test.kills || last < test.saves; kills++ {
				said := killed(t, s, id)
				if said > 0 {
					last = said
				}
				if _, err := os.Stat(filepath.Join(s.Dir(), id+".json.tmp")); err == nil {
					midway++
				}
				f := open(t, s, id, passphrase)
				got, err := strconv.Atoi(f.Case().Title)
				if err != nil || got < last || got > last+1 || f.ReadOnly() {
					t.Fatalf("saved %q after %d was acknowledged; read-only: %v", f.Case().Title, last, f.ReadOnly())
				}
				last = got
				closeFile(t, f)
			}
			if l := list(t, s); len(l.Cases) != 1 || len(l.Damaged) != 0 {
				t.Errorf("%+v", l)
			}
			if got := caseNames(t, s); len(got) != 1 {
				t.Errorf("left in the folder: %q", got)
			}
			t.Logf("%d saves, %d kills, of which %d while a file was being written", last, kills, midway)
		})
	}
}

// killed lets a process save for a while, kills it, and returns the last save
// it acknowledged, or 0.
func killed(t *testing.T, s casefile.Store, id string) (last int) {
	p := play(t, "save", s, id)
	for range 1 + rand.IntN(8) {
		last, _ = strconv.Atoi(p.line(t))
	}
	for range rand.IntN(2000) {
		runtime.Gosched()
	}
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(p.out)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(rest), "\n")
	for _, line := range lines[:len(lines)-1] { // the last line may be cut
		last, _ = strconv.Atoi(line)
	}
	return last
}

// holds opens a case and keeps it until its input ends.
func holds(s casefile.Store, id string) error {
	f, err := s.Open(id, "")
	if err != nil {
		return err
	}
	defer f.Close()
	fmt.Println(f.ReadOnly())
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

func TestTwoProcesses(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	for name, leave := range map[string]func(p *process) error{
		"closed": func(p *process) error { return p.in.Close() },
		"killed": func(p *process) error { return p.Process.Kill() },
	} {
		t.Run(name, func(t *testing.T) {
			p := play(t, "hold", s, id)
			if p.line(t) != "false" {
				t.Fatal("the first process may not write")
			}
			f := open(t, s, id, "")
			if !f.ReadOnly() || f.Case().Client.Name != client {
				t.Errorf("read-only: %v, case %+v", f.ReadOnly(), f.Case())
			}
			for _, err := range []error{f.Save(f.Case()), f.Protect(passphrase, false), s.Delete(id)} {
				frenchSentence(t, err)
				if !errors.Is(err, casefile.ErrReadOnly) {
					t.Error(err)
				}
			}
			closeFile(t, f)
			if err := leave(p); err != nil {
				t.Fatal(err)
			}
			_ = p.Wait()
			f = open(t, s, id, "")
			defer f.Close()
			if f.ReadOnly() {
				t.Error("still read-only once the other process has gone")
			}
		})
	}
}

// counts adds one to a counter whenever it may write, and says how many times
// it did.
func counts(s casefile.Store, id string) error {
	var done int
	for range 300 {
		f, err := s.Open(id, "")
		if err != nil {
			return err
		}
		if !f.ReadOnly() {
			c := f.Case()
			n, _ := strconv.Atoi(c.Title)
			c.Title = strconv.Itoa(n + 1)
			if err := f.Save(c); err != nil {
				return err
			}
			done++
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	fmt.Println(done)
	return nil
}

// TestOneWriter: when several open, save and close the same case without a
// pause, no save is lost.
func TestOneWriter(t *testing.T) {
	s := newStore(t)
	c := example()
	c.Title = "0"
	id := create(t, s, c)
	var others []*process
	for range 3 {
		others = append(others, play(t, "count", s, id))
	}
	var sum int
	for _, p := range others {
		n, _ := strconv.Atoi(p.line(t))
		sum += n
	}
	f := open(t, s, id, "")
	defer f.Close()
	if got := f.Case().Title; sum == 0 || got != strconv.Itoa(sum) {
		t.Errorf("%d saves were acknowledged, %s are kept", sum, got)
	}
}

func TestOneWriterInOneProcess(t *testing.T) {
	s := newStore(t)
	c := example()
	c.Title = "0"
	id := create(t, s, c)
	f := open(t, s, id, "")
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 10 {
				if err := errors.Join(f.Save(f.Case()), func() error { _, err := s.List(); return err }()); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	closeFile(t, f)
	if l := list(t, s); len(l.Cases) != 1 || len(l.Damaged) != 0 {
		t.Errorf("%+v", l)
	}
}

// savesWithoutRoom saves a case bigger than it may write.
func savesWithoutRoom(s casefile.Store, id string) error {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: 4096}); err != nil {
		return err
	}
	f, err := s.Open(id, "")
	if err != nil {
		return err
	}
	c := f.Case()
	c.Subject = strings.Repeat("x", 1<<20)
	fmt.Println(f.Save(c))
	return f.Close()
}

func TestNoRoom(t *testing.T) {
	t.Run("limit", func(t *testing.T) {
		s := newStore(t)
		id := create(t, s, example())
		p := play(t, "limited", s, id)
		if said := p.line(t); !strings.Contains(said, "aussi grand") {
			t.Errorf("said %q", said)
		}
		_ = p.Wait()
		stillThere(t, s, id)
	})
	t.Run("full disk", func(t *testing.T) {
		s := newStore(t)
		id := create(t, s, example())
		f := open(t, s, id, "")
		if err := os.Symlink("/dev/full", filepath.Join(s.Dir(), id+".json.tmp")); err != nil {
			t.Fatal(err)
		}
		err := f.Save(f.Case())
		if frenchSentence(t, err); !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "plein") {
			t.Errorf("%v", err)
		}
		if err := f.Save(f.Case()); err != nil {
			t.Errorf("once there is room again: %v", err)
		}
		closeFile(t, f)
		stillThere(t, s, id)
	})
}

// stillThere fails unless the folder holds the example and nothing else.
func stillThere(t *testing.T, s casefile.Store, id string) {
	t.Helper()
	f := open(t, s, id, "")
	if f.Case().Client.Name != client || f.Case().Subject != "" {
		t.Errorf("the case is now %+v", f.Case())
	}
	closeFile(t, f)
	if got := caseNames(t, s); len(got) != 1 {
		t.Errorf("left in the folder: %q", got)
	}
}

// savesWithoutRights reads and saves as somebody who may only read.
func savesWithoutRights(s casefile.Store, id string) error {
	if os.Geteuid() == 0 {
		const nobody = 65534
		if err := errors.Join(syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
			return err
		}
	}
	f, err := s.Open(id, "")
	if err != nil {
		return err
	}
	fmt.Println(f.ReadOnly(), f.Case().Client.Name == client)
	_, created := s.Create(f.Case())
	l, err := s.List()
	fmt.Println(len(l.Cases), len(l.Damaged), err)
	for _, err := range []error{f.Save(f.Case()), s.Delete(id), created} {
		fmt.Println(err)
	}
	return nil
}

func TestReadOnlyFolder(t *testing.T) {
	s := newStore(t)
	id := create(t, s, example())
	write(t, filepath.Join(s.Dir(), "x.json"), "abîmé")
	modes := map[string]os.FileMode{s.Dir(): 0o555, filepath.Join(s.Dir(), id+".json"): 0o444, filepath.Join(s.Dir(), "x.json"): 0o444}
	for dir := filepath.Dir(s.Dir()); dir != filepath.Dir(os.TempDir()); dir = filepath.Dir(dir) {
		if dir != os.TempDir() {
			modes[dir] = 0o755
		}
	}
	for path, mode := range modes {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(s.Dir(), 0o700) })
	p := play(t, "stranger", s, id)
	for _, want := range []string{"true true", "1 1 <nil>"} {
		if got := p.line(t); got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	}
	for range 3 {
		if got := p.line(t); !strings.Contains(got, "droit") {
			t.Errorf("said %q", got)
		}
	}
	if got := read(t, filepath.Join(s.Dir(), "x.json")); got != "abîmé" {
		t.Errorf("x.json holds %q", got)
	}
}
