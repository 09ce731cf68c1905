//go:build load

package host

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"compromis/content/contenttest"
	"compromis/internal/door/doortest"
	"compromis/internal/workshop"
)

// The load: how many people a room holds on this machine, and what it costs.
//
//	go test -tags load -run TestLoad -count 1 -v ./internal/host      # PARTICIPANTS=300
//	go test -tags load -run TestKilled -v ./internal/host    # the console killed in the middle of a vote
//	go test -tags load -run TestSoak -timeout 1h -v ./internal/host   # ENDURANCE=30m
//
// The room is another process, so that its memory and its processor time are its
// own; the participants are real clients in this one.

const roomVariable = "COMPROMIS_SALLE" // the folder of the room: this process is it

func TestMain(m *testing.M) {
	if dir := os.Getenv(roomVariable); dir != "" {
		if err := beRoom(dir, os.Getenv("COMPROMIS_PORT")); err != nil {
			fmt.Println("erreur", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// beRoom is the room, led by words on its input.
func beRoom(dir, port string) error {
	g, err := contenttest.Load()
	if err != nil {
		return err
	}
	at, _ := strconv.Atoi(port)
	c := Config{Guide: g, Dir: dir, Port: at, Max: places(), Code: "482913", Journal: os.Getenv("COMPROMIS_JOURNAL")}
	opened := Open
	if os.Getenv("COMPROMIS_PORTE") != "" {
		opened = openOther
	}
	s, err := opened(c)
	if err != nil {
		return err
	}
	debug.SetMemoryLimit(Memory(places()))
	debug.SetGCPercent(Sparing)
	fmt.Println(s.ssh.Port(), s.web.Port())
	words := bufio.NewScanner(os.Stdin)
	for words.Scan() {
		switch words.Text() {
		case "question":
			err = first(s.Room.Choose(g.Exercises[0].ID), s.Room.Ask(workshop.WhichStep), s.Room.OpenVote())
			fmt.Println("ok", err)
		case "montrer":
			err = s.Room.CloseVote()
			fmt.Println(time.Now().UnixNano())
			err = first(err, s.Room.Reveal())
			fmt.Println("ok", err)
		case "etat":
			state := <-s.Room.Watch(workshop.Console)
			fmt.Println(state.Voters, state.Present, state.Rounds)
		case "mesure":
			var u syscall.Rusage
			syscall.Getrusage(syscall.RUSAGE_SELF, &u)
			fmt.Println(resident(), u.Utime.Nano()+u.Stime.Nano(), runtime.NumGoroutine())
		case "tas":
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			fmt.Println(m.HeapAlloc / 1000)
		case "fin":
			return s.Close()
		}
	}
	return s.Close()
}

// places is how many the room takes.
func places() int {
	if n, err := strconv.Atoi(os.Getenv("COMPROMIS_PLACES")); err == nil {
		return n
	}
	return 400
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// resident is the memory of this process, in kB.
func resident() int {
	text, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			n, _ := strconv.Atoi(strings.Fields(rest)[0])
			return n
		}
	}
	return 0
}

// remote is a room in another process.
type remote struct {
	t    *testing.T
	cmd  *exec.Cmd
	in   io.Writer
	out  *bufio.Scanner
	port string
	page string // the port of the page
}

func startRoom(t *testing.T, dir, port string, env ...string) *remote {
	t.Helper()
	r := &remote{t: t, cmd: exec.Command(os.Args[0])}
	r.cmd.Env = append(append(os.Environ(), roomVariable+"="+dir, "COMPROMIS_PORT="+port), env...)
	r.cmd.Stderr = os.Stderr
	in, err := r.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	r.in, r.out = in, bufio.NewScanner(out)
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.cmd.Process.Kill(); r.cmd.Wait() })
	told := r.answer()
	if _, err := fmt.Sscan(told, &r.port, &r.page); err != nil || r.port == "erreur" {
		t.Fatal(told)
	}
	return r
}

func (r *remote) answer() string {
	r.t.Helper()
	if !r.out.Scan() {
		r.t.Fatal("the room is gone")
	}
	return r.out.Text()
}

func (r *remote) tell(word string) string {
	r.t.Helper()
	fmt.Fprintln(r.in, word)
	return r.answer()
}

// numbers reads an answer made of numbers.
func (r *remote) numbers(word string) []int {
	r.t.Helper()
	var all []int
	for _, f := range strings.Fields(strings.NewReplacer("[", " ", "]", " ").Replace(r.tell(word))) {
		n, err := strconv.Atoi(f)
		if err != nil {
			r.t.Fatalf("%s: %v", word, err)
		}
		all = append(all, n)
	}
	return all
}

// voter is a participant who only looks for marks in what is drawn.
type voter struct {
	conn   *net.TCPConn
	client *gossh.Client
	sess   *gossh.Session
	drawn  atomic.Int64 // bytes
	in     io.Writer
	mu     sync.Mutex
	seek   []byte
	seen   chan time.Time
	tail   []byte
}

func (v *voter) Write(p []byte) (int, error) {
	v.drawn.Add(int64(len(p)))
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.seek == nil {
		return len(p), nil
	}
	v.tail = append(v.tail, p...)
	if bytes.Contains(v.tail, v.seek) {
		v.seek, v.tail = nil, nil
		v.seen <- time.Now()
	} else if len(v.tail) > 8 {
		v.tail = append([]byte(nil), v.tail[len(v.tail)-8:]...)
	}
	return len(p), nil
}

// expect watches for a mark from now on.
func (v *voter) expect(mark string) {
	v.mu.Lock()
	v.seek, v.tail = []byte(mark), nil
	v.mu.Unlock()
}

func (v *voter) wait(d time.Duration) (time.Time, bool) {
	select {
	case at := <-v.seen:
		return at, true
	case <-time.After(d):
		return time.Time{}, false
	}
}

// die vanishes without a word, as a machine that is switched off.
func (v *voter) die() {
	v.conn.SetLinger(0)
	v.conn.Close()
}

func newVoter(port string, key gossh.Signer) (*voter, error) {
	conn, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err != nil {
		return nil, err
	}
	client, err := overTCP(conn, doortest.Arrival{Key: key, Codes: []string{"482913"}})
	if err != nil {
		return nil, err
	}
	v := &voter{conn: conn.(*net.TCPConn), client: client, seen: make(chan time.Time, 1)}
	if v.sess, err = client.NewSession(); err != nil {
		return nil, err
	}
	v.in, _ = v.sess.StdinPipe()
	v.sess.Stdout = v
	v.expect("Compromis")
	if err := first(v.sess.RequestPty("xterm-256color", 40, 120, nil), v.sess.Shell()); err != nil {
		return nil, err
	}
	if _, ok := v.wait(30 * time.Second); !ok {
		return nil, fmt.Errorf("nothing drawn")
	}
	return v, nil
}

func overTCP(conn net.Conn, a doortest.Arrival) (*gossh.Client, error) {
	c, channels, requests, err := gossh.NewClientConn(conn, conn.RemoteAddr().String(), a.Config())
	if err != nil {
		conn.Close()
		return nil, err
	}
	return gossh.NewClient(c, channels, requests), nil
}

// crowd brings people in, some at a time.
func crowd(t *testing.T, port string, keys []gossh.Signer) []*voter {
	t.Helper()
	all := make([]*voter, len(keys))
	var wait sync.WaitGroup
	turn := make(chan struct{}, 32)
	for i := range keys {
		wait.Add(1)
		go func() {
			defer wait.Done()
			turn <- struct{}{}
			defer func() { <-turn }()
			var err error
			if all[i], err = newVoter(port, keys[i]); err != nil {
				t.Errorf("participant %d: %v", i, err)
			}
		}()
	}
	wait.Wait()
	if t.Failed() {
		t.FailNow()
	}
	return all
}

func keysFor(t *testing.T, n int) []gossh.Signer {
	keys := make([]gossh.Signer, n)
	for i := range keys {
		keys[i] = doortest.NewKey(t)
	}
	return keys
}

func participants() int {
	if n, err := strconv.Atoi(os.Getenv("PARTICIPANTS")); err == nil {
		return n
	}
	return 300
}

// spread is what a measure came to.
func spread(name string, all []time.Duration) string {
	slices.Sort(all)
	at := func(p int) time.Duration { return all[(len(all)-1)*p/100].Round(time.Millisecond / 10) }
	return fmt.Sprintf("%-34s p50 %v  p95 %v  p99 %v  max %v", name, at(50), at(95), at(99), at(100))
}

// TestLoad: everybody connects, votes within five seconds and sees the result,
// whatever the neighbours do meanwhile: see [trouble]. Some vanish as soon as
// they have voted. No vote is lost.
func TestLoad(t *testing.T) {
	n := participants()
	r := startRoom(t, t.TempDir(), "0")
	empty := r.numbers("mesure")
	began := time.Now()
	all := crowd(t, r.port, keysFor(t, n))
	t.Logf("%d participants: all connected in %v", n, time.Since(began).Round(time.Millisecond))
	full := r.numbers("mesure")
	t.Logf("memory: %d kB empty, %d kB full: %.2f MB per participant", empty[0], full[0], float64(full[0]-empty[0])/1000/float64(n))
	calm := r.numbers("mesure")
	time.Sleep(5 * time.Second) // what is measured is that nothing happens
	quiet := r.numbers("mesure")
	t.Logf("processor at rest: %.1f %% of one core", share(calm, quiet))

	for range 1000 {
		c, err := net.Dial("tcp", "127.0.0.1:"+r.port)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	stall(t, r.port)
	over := trouble(t, r.port)
	openedTo(t, r, all)
	before, sent := r.numbers("mesure"), drawnBy(all)
	frames, choices := vote(t, all, 1, 2, 3, 4, 5)
	after := r.numbers("mesure")
	t.Log(spread("key to frame", frames))
	t.Logf("processor while voting: %.0f %% of one core; %d bytes drawn per participant", share(before, after), (drawnBy(all)-sent)/int64(n))
	t.Log(spread("reveal to screen", reveal(t, r, all[n/15:])))
	t.Log(over())
	end := r.numbers("mesure")
	t.Logf("memory at the end: %d kB: %.2f MB per participant; %d goroutines", end[0], float64(end[0]-empty[0])/1000/float64(n), end[2])
	if state := r.numbers("etat"); state[0] != n || !slices.Equal(state[2:], choices) {
		t.Errorf("votes %v, cast %v", state, choices)
	}
}

// share is the processor a room took in five seconds, in % of one core.
func share(from, to []int) float64 { return float64(to[1]-from[1]) / 1e9 / 5 * 100 }

func drawnBy(all []*voter) (bytes int64) {
	for _, v := range all {
		bytes += v.drawn.Load()
	}
	return bytes
}

// openedTo opens a vote, and waits until everybody sees it.
func openedTo(t *testing.T, r *remote, all []*voter) {
	t.Helper()
	for _, v := range all {
		v.expect("ouvert")
	}
	if said := r.tell("question"); said != "ok <nil>" {
		t.Fatal(said)
	}
	for i, v := range all {
		if _, ok := v.wait(doortest.Patience); !ok {
			t.Fatalf("participant %d does not see the vote", i)
		}
	}
}

// reveal shows the result, and measures when each sees it.
func reveal(t *testing.T, r *remote, all []*voter) (shown []time.Duration) {
	t.Helper()
	for _, v := range all {
		v.expect("█")
	}
	fmt.Fprintln(r.in, "montrer")
	at, _ := strconv.ParseInt(r.answer(), 10, 64)
	if said := r.answer(); said != "ok <nil>" {
		t.Fatal(said)
	}
	for i, v := range all {
		seen, ok := v.wait(doortest.Patience)
		if !ok {
			t.Fatalf("participant %d does not see the result", i)
		}
		shown = append(shown, seen.Sub(time.Unix(0, at)))
	}
	return shown
}

// vote has everybody vote for one of these answers at some moment of five
// seconds. The first fifteenth vanishes once the vote is shown: it counts.
func vote(t *testing.T, all []*voter, answers ...int) (frames []time.Duration, choices []int) {
	t.Helper()
	var mu sync.Mutex
	var wait sync.WaitGroup
	choices = make([]int, 5)
	for i, v := range all {
		wait.Add(1)
		go func() {
			defer wait.Done()
			time.Sleep(time.Duration(rand.Int64N(int64(5 * time.Second))))
			pick := answers[rand.IntN(len(answers))]
			v.expect("●")
			pressed := time.Now()
			fmt.Fprint(v.in, pick)
			seen, ok := v.wait(doortest.Patience)
			if !ok {
				t.Errorf("participant %d: the vote is not shown", i)
				return
			}
			if i < len(all)/15 {
				v.die()
			}
			mu.Lock()
			defer mu.Unlock()
			choices[pick-1]++
			frames = append(frames, seen.Sub(pressed))
		}()
	}
	wait.Wait()
	return frames, choices
}

// trouble is bad neighbours, from another address, until it is over: wrong
// codes, garbage before the handshake, connections cut in the middle of it. It
// returns how to end it, which says how much there was.
func trouble(t *testing.T, port string) (over func() string) {
	t.Helper()
	from := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 9)}, Timeout: doortest.Patience}
	var wrong, garbage, cut atomic.Int64
	stop := make(chan struct{})
	var wait sync.WaitGroup
	for _, act := range []struct {
		count *atomic.Int64
		do    func(net.Conn)
	}{
		{&wrong, func(c net.Conn) {
			if client, err := overTCP(c, doortest.Arrival{Codes: []string{"000000", "111111", "222222"}}); err == nil {
				client.Close()
				t.Error("a wrong code opens the room")
			}
		}},
		{&garbage, func(c net.Conn) {
			c.Write(bytes.Repeat([]byte("\x00\xff\r\nGET / HTTP/1.1\r\n"), 100))
		}},
		{&cut, func(c net.Conn) { fmt.Fprint(c, "SSH-2.0-x\r\n"); c.(*net.TCPConn).SetLinger(0) }},
	} {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for {
				select {
				case <-stop:
					return
				case <-time.After(10 * time.Millisecond): // a hundred a second: more than any hand
				}
				if c, err := from.Dial("tcp", "127.0.0.1:"+port); err == nil {
					act.do(c)
					c.Close()
					act.count.Add(1)
				}
			}
		}()
	}
	return func() string {
		close(stop)
		wait.Wait()
		return fmt.Sprintf("meanwhile: %d connections with wrong codes, %d with garbage, %d cut in the handshake", wrong.Load(), garbage.Load(), cut.Load())
	}
}

// stall joins and reads nothing any more.
func stall(t *testing.T, port string) {
	t.Helper()
	a := doortest.Arrival{Codes: []string{"482913"}}
	client, err := gossh.Dial("tcp", "127.0.0.1:"+port, a.Config())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	ch, requests, err := client.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	go gossh.DiscardRequests(requests)
	ch.SendRequest("pty-req", true, gossh.Marshal(struct {
		Name       string
		W, H, X, Y uint32
		Modes      string
	}{"xterm", 65535, 65535, 0, 0, ""}))
	ch.SendRequest("shell", true, nil)
}

// TestKilled: the console killed in the middle of a vote and started again has
// every answer its participants saw, and they find their seats again, on the
// same question.
func TestKilled(t *testing.T) {
	n, dir := participants(), t.TempDir()
	r := startRoom(t, dir, "0")
	keys := keysFor(t, n)
	all := crowd(t, r.port, keys)
	openedTo(t, r, all)
	var seen atomic.Int64
	var wait sync.WaitGroup
	third, killed := make(chan struct{}), make(chan struct{})
	for _, v := range all {
		wait.Add(1)
		go func() {
			defer wait.Done()
			v.expect("●")
			fmt.Fprint(v.in, "2")
			select {
			case <-v.seen:
				if seen.Add(1) == int64(n/3) {
					close(third)
				}
			case <-killed:
			}
		}()
	}
	select {
	case <-third:
	case <-time.After(doortest.Patience):
		t.Fatal("hardly anybody could vote")
	}
	r.cmd.Process.Kill()
	r.cmd.Wait()
	close(killed)
	wait.Wait()
	began := time.Now()
	again := startRoom(t, dir, r.port)
	back := crowd(t, r.port, keys)
	state := again.numbers("etat")
	t.Logf("%d of %d saw their vote before the end; %d votes are there again; %d are back on the question %v later",
		seen.Load(), n, state[0], len(back), time.Since(began).Round(time.Millisecond))
	if state[0] < int(seen.Load()) {
		t.Errorf("%d votes lost", int(seen.Load())-state[0])
	}
	_, choices := vote(t, back, 1, 3, 4, 5) // those who had voted change
	if state := again.numbers("etat"); state[0] != n || state[0] != sum(choices) {
		t.Errorf("%v, cast %v", state, choices)
	}
}

func sum(all []int) (n int) {
	for _, k := range all {
		n += k
	}
	return n
}

// TestSoak: people come, vote, resize and vanish at random for a long time; no
// goroutine and no memory stay behind.
func TestSoak(t *testing.T) {
	last, err := time.ParseDuration(os.Getenv("ENDURANCE"))
	if err != nil {
		last = 30 * time.Minute
	}
	r := startRoom(t, filepath.Join(t.TempDir(), "salle"), "0")
	r.tell("question")
	base, used := r.numbers("mesure"), r.numbers("tas")[0]
	keys := keysFor(t, 60)
	end, visits := time.Now().Add(last), atomic.Int64{}
	var wait sync.WaitGroup
	for _, key := range keys {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for time.Now().Before(end) {
				wander(r.port, key)
				visits.Add(1)
			}
		}()
	}
	for tick := time.NewTicker(last / 10); time.Now().Add(last / 20).Before(end); {
		<-tick.C
		m := r.numbers("mesure")
		t.Logf("%6d visits, %7d kB resident, %7d kB in use, %5d goroutines", visits.Load(), m[0], r.numbers("tas")[0], m[2])
	}
	wait.Wait()
	quiet := base
	for limit := time.Now().Add(doortest.Patience); time.Now().Before(limit); {
		if quiet = r.numbers("mesure"); quiet[2] <= base[2]+2 {
			break
		}
		time.Sleep(time.Second / 10)
	}
	left := r.numbers("tas")[0]
	t.Logf("at the end: %d kB in use, %d goroutines; at the start: %d kB, %d goroutines", left, quiet[2], used, base[2])
	if quiet[2] > base[2]+2 {
		t.Errorf("%d goroutines stay behind", quiet[2]-base[2])
	}
	if left > used+8000 {
		t.Errorf("%d kB stay behind", left-used)
	}
}

// wander is one visit.
func wander(port string, key gossh.Signer) {
	if rand.IntN(4) == 0 {
		key = nil
	}
	v, err := newVoter(port, key)
	if err != nil {
		time.Sleep(time.Second / 10) // the room is busy: as one would
		return
	}
	defer v.client.Close()
	for range rand.IntN(12) {
		time.Sleep(time.Duration(rand.Int64N(int64(time.Second))))
		switch rand.IntN(4) {
		case 0:
			v.sess.WindowChange(rand.IntN(200), rand.IntN(400))
		case 1:
			fmt.Fprint(v.in, "?G\x1b[A")
		default:
			fmt.Fprint(v.in, rand.IntN(6))
		}
	}
	if rand.IntN(2) == 0 {
		fmt.Fprint(v.in, "qo")
	}
}
