//go:build kills && linux

// Package kills kills the built program while somebody types in it, and looks at
// what is left: nothing that the program said it had may be missing, what was half
// typed for a second is a draft of the case, the program starts again, and of a case
// that is protected nothing stays in clear, in any folder the program may write.
//
//	go test -tags kills -count 1 ./test/kills                             # two of each kind, less than a minute
//	KILLS=40 go test -tags kills -count 1 -parallel 4 -timeout 1h -v ./test/kills     # the long run: 40 of each kind, a quarter of an hour
//	KILLS=1 SEED=12345 go test -tags kills -count 1 -v -run 'TestKilled/parties' ./test/kills    # the same keys again
//
// A kind of input is a row of kinds, below.
package kills_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"compromis/internal/dossier"
)

// kinds are the ways to type in the program. begin types until it is killed, and
// notes what the program says it has; longest is when the kill comes at the latest.
var kinds = []struct {
	name    string
	longest time.Duration
	begin   func(*visit)
}{
	{"answers", 4 * time.Second, answers},
	{"parties", 4 * time.Second, form("p", "Nom du client", 0)},
	{"invoice", 4 * time.Second, invoice},
	{"complaint", 4 * time.Second, form("r+", "Numéro", 4)},
	{"journal", 4 * time.Second, form("j+", "Quoi", 2)},
	{"outcome", 4 * time.Second, outcome},
	{"editor", 4 * time.Second, editor},
	{"protected", 4 * time.Second, protectedForm},
	{"protected editor", 5 * time.Second, protectedEditor},
	{"lines", time.Second, lines},
	{"lines form", time.Second, linesForm},
	{"commands", 2 * time.Second, commands},
	{"room", 4 * time.Second, room},
	{"projection", 5 * time.Second, projection},
}

// signals are the ways to end a program that did not ask for it.
var signals = []syscall.Signal{syscall.SIGKILL, syscall.SIGHUP, syscall.SIGTERM}

// binary is the program, built once.
var binary string

// atEnd is what is to be ended once the tests are over.
var atEnd []func()

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "kills-")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "compromis")
	build := exec.Command("go", "build", "-o", binary, "compromis")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		panic(err)
	}
	code := m.Run()
	for _, end := range atEnd {
		end()
	}
	os.RemoveAll(dir) //nolint:errcheck // a temporary folder
	os.Exit(code)
}

// number reads a number of the environment.
func number(name string, usual uint64) uint64 {
	if n, err := strconv.ParseUint(os.Getenv(name), 10, 64); err == nil {
		return n
	}
	return usual
}

// TestKilled kills the program in the middle of each kind of input.
func TestKilled(t *testing.T) {
	seed := number("SEED", uint64(time.Now().UnixNano()))
	t.Logf("SEED=%d", seed)
	for n, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			var told sync.Mutex
			figures := map[string]int{}
			t.Cleanup(func() {
				t.Logf("%v", figures)
				if visits := len(figures) > 0 && figures["claims"] == 0; visits && number("KILLS", 2) >= 10 {
					t.Error("the program never said that it had anything: this kind checks nothing")
				}
			})
			for i := range int(number("KILLS", 2)) {
				t.Run(strconv.Itoa(i), func(t *testing.T) {
					t.Parallel()
					v := newVisit(t, rand.New(rand.NewPCG(seed, uint64(n<<32+i))), signals[(n+i)%len(signals)])
					v.play(k.begin, time.Duration(v.rng.Int64N(int64(k.longest))))
					told.Lock()
					defer told.Unlock()
					figures[v.signal.String()]++
					figures["claims"] += v.claimed
					figures["drafts"] += v.late
				})
			}
		})
	}
}

// visit is one run of the program, until it is killed.
type visit struct {
	*testing.T
	*home
	rng    *rand.Rand
	signal syscall.Signal
	at     time.Duration // from when the terminal shows something to the kill

	screen  *terminal
	over    chan struct{} // the program was killed
	died    time.Time     // when
	marker  string        // in everything that is typed
	words   int
	claimed int
	late    int            // what was half typed for long enough to be looked for
	checks  []func() error // what the program said it had
	typed   []typing       // what is half typed
	secret  bool           // the marker may stay nowhere
	left    *dossier.Case  // what was read of the case once the program was killed
}

// typing is what was half typed at a moment.
type typing struct {
	text string
	at   time.Time
}

func newVisit(t *testing.T, rng *rand.Rand, s syscall.Signal) *visit {
	return &visit{
		T: t, home: newHome(t), rng: rng, signal: s, over: make(chan struct{}),
		marker: fmt.Sprintf("zz%08xzz", rng.Uint32()),
	}
}

// killed unwinds what types, once there is nothing to type in.
type killed struct{}

// play types until the program is killed, then looks at what is left.
func (v *visit) play(begin func(*visit), after time.Duration) {
	v.at = after
	func() {
		defer func() {
			if r := recover(); r != nil && r != (killed{}) {
				panic(r)
			}
		}()
		begin(v)
	}()
	if v.Failed() {
		return
	}
	<-v.over
	if v.signal != syscall.SIGKILL { // it had time to tidy up
		v.nothingLeft("at the end")
	}
	v.startsAgain()
	v.nothingLeft("after the next start")
	for _, check := range v.checks {
		if err := check(); err != nil {
			v.Errorf("%v, %s after %s: %v\n%s", v.Name(), v.signal, v.at, err, v.tree())
		}
	}
	v.draftKept()
}

// word is something to type that nothing else holds.
func (v *visit) word() string {
	v.words++
	return fmt.Sprintf("%s%03d", v.marker, v.words)
}

// claim notes something the program said it has.
func (v *visit) claim(check func() error) {
	v.claimed++
	v.checks = append(v.checks, check)
}

// nothingLeft looks for the marker in every file of every folder.
func (v *visit) nothingLeft(when string) {
	if !v.secret {
		return
	}
	for _, path := range v.holding(v.marker) {
		v.Errorf("%s, %s after %s: %s, in clear in %s", v.Name(), v.signal, v.at, when, path)
	}
}

// startsAgain opens the program as one would the next time, and leaves it.
func (v *visit) startsAgain() {
	screen := v.start(v.T)
	screen.must("Nouveau conflit")
	screen.keys("\x03")
	screen.ended(10 * time.Second)
}

// draftKept checks that what was typed for more than a second is a draft.
func (v *visit) draftKept() {
	last := ""
	for _, t := range v.typed {
		if t.at.Before(v.died.Add(-time.Second)) {
			last = t.text
		}
	}
	if last == "" {
		return
	}
	kept, err := v.drafts()
	if err != nil || !strings.Contains(kept, last) {
		v.Errorf("%s, %s after %s: %q is no draft, but %q, %v\n%s", v.Name(), v.signal, v.at, last, kept, err, v.tree())
	}
	v.late++
}
