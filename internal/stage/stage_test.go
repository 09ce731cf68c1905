package stage_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"compromis/internal/stage"
)

// clock is a time one moves by hand.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newClock() *clock { return &clock{time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)} }

func open(t testing.TB, dir string, c *clock) *stage.Stage {
	t.Helper()
	s, err := stage.Open(dir, c.now)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func show(t testing.TB, s *stage.Stage, p stage.Play) {
	t.Helper()
	if err := s.Show(p); err != nil {
		t.Fatal(err)
	}
}

// seen is what another terminal sees.
func seen(t testing.TB, dir string, c *clock) (stage.Play, bool) {
	t.Helper()
	p, on, _, _ := open(t, dir, c).Look(stage.Stamp{})
	return p, on
}

func samePlay(a, b stage.Play) bool {
	at := a.Started.Equal(b.Started)
	a.Started, b.Started, a.Seen, b.Seen = time.Time{}, time.Time{}, time.Time{}, time.Time{}
	return at && reflect.DeepEqual(a, b)
}

// TestRoundTrip: any play shown by a terminal is the one another sees.
func TestRoundTrip(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	rapid.Check(t, func(t *rapid.T) {
		c.at = c.at.Add(time.Second)
		votes := rapid.SliceOfN(rapid.IntRange(0, 9999), 4, 4)
		p := stage.Play{
			Exercise: rapid.StringN(1, 20, -1).Draw(t, "exercise"), Started: c.at,
			Screen: rapid.IntRange(0, 30).Draw(t, "screen"), Name: rapid.String().Draw(t, "name"),
			Revealed: rapid.Bool().Draw(t, "revealed"), Black: rapid.Bool().Draw(t, "black"), Over: rapid.Bool().Draw(t, "over"),
			Proposals: []string{"a", "b", "c", "d"}, Before: votes.Draw(t, "before"), After: votes.Draw(t, "after"),
		}
		s, err := stage.Open(dir, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Show(p); err != nil {
			t.Fatal(err)
		}
		other, _ := stage.Open(dir, c.now)
		got, on, _, fresh := other.Look(stage.Stamp{})
		if !samePlay(got, p) || on == p.Over || !fresh {
			t.Fatalf("showed %+v\nseen %+v, on stage %v, fresh %v", p, got, on, fresh)
		}
	})
}

// TestLookOnlyWhenItChanged: a second look reads nothing, and every change is
// seen.
func TestLookOnlyWhenItChanged(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s, notes := open(t, dir, c), open(t, dir, c)
	if _, on, _, fresh := notes.Look(stage.Stamp{}); on || fresh {
		t.Fatal("something on an empty stage")
	}
	var stamp stage.Stamp
	p := stage.Play{Exercise: "impaye", Started: c.at}
	for i := range 50 {
		p.Screen, p.Change = i%10, i
		show(t, s, p)
		got, on, now, fresh := notes.Look(stamp)
		if !on || !fresh || got.Screen != p.Screen {
			t.Fatalf("change %d: seen %+v, on stage %v, fresh %v", i, got, on, fresh)
		}
		if _, _, _, again := notes.Look(now); again {
			t.Fatalf("change %d is seen twice", i)
		}
		stamp = now
	}
	if err := os.Remove(filepath.Join(dir, "scene.json")); err != nil {
		t.Fatal(err)
	}
	if _, on, _, fresh := notes.Look(stamp); on || !fresh {
		t.Fatal("the file that went away is still seen")
	}
}

// TestLateWriteIsLeftOut: changes written out of order end on the last one.
func TestLateWriteIsLeftOut(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	p := stage.Play{Exercise: "impaye", Started: c.at, Screen: 5, Change: 2}
	show(t, s, p)
	late := p
	late.Screen, late.Change = 4, 1
	show(t, s, late)
	if got, _ := seen(t, dir, c); got.Screen != 5 {
		t.Errorf("on screen %d", got.Screen)
	}
}

// TestBadFiles: a file that is torn, foreign, of another version, senseless or
// empty stands for an empty stage; writing puts it aside, and what was there before
// beside it.
func TestBadFiles(t *testing.T) {
	c := newClock()
	good := stageFile(t, c)
	for name, data := range map[string]string{
		"empty":     "",
		"torn":      good[:len(good)/2],
		"foreign":   `{"name": "something else", "plays": 3}`,
		"not ours":  `{"format": "other", "version": 1, "plays": []}`,
		"newer":     `{"format": "compromis-scene", "version": 2, "plays": []}`,
		"a field":   `{"format": "compromis-scene", "version": 1, "plays": [], "salle": "B"}`,
		"twice":     good + good,
		"binary":    "\x00\xff\x7fELF",
		"senseless": `{"format": "compromis-scene", "version": 1, "plays": [{"exercise": "x", "screen": -4}]}`,
		"votes":     `{"format": "compromis-scene", "version": 1, "plays": [{"exercise": "x", "proposals": ["a"], "before": [1, 2]}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "scene.json")
			if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
				t.Fatal(err)
			}
			s := open(t, dir, c)
			if p, on := seen(t, dir, c); on || p.Exercise != "" || len(s.Plays()) > 0 {
				t.Fatalf("seen %+v", p)
			}
			for range 2 {
				if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
					t.Fatal(err)
				}
				show(t, s, stage.Play{Exercise: "impaye", Started: c.at})
				if p, on := seen(t, dir, c); !on || p.Exercise != "impaye" {
					t.Errorf("then seen %+v", p)
				}
			}
			aside, _ := filepath.Glob(path + ".*")
			if len(aside) != 2 {
				t.Errorf("put aside %v", aside)
			}
			for _, name := range aside {
				if held, err := os.ReadFile(name); err != nil || string(held) != data {
					t.Errorf("put aside %q, %v", held, err)
				}
			}
		})
	}
}

// stageFile is what a stage in use holds.
func stageFile(t *testing.T, c *clock) string {
	t.Helper()
	dir := t.TempDir()
	show(t, open(t, dir, c), stage.Play{Exercise: "impaye", Started: c.at, Proposals: []string{"a", "b"}, Before: []int{1, 2}})
	data, err := os.ReadFile(filepath.Join(dir, "scene.json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestAnyBytes: no file breaks anything, at whatever byte it was cut or changed.
func TestAnyBytes(t *testing.T) {
	c := newClock()
	good := []byte(stageFile(t, c))
	dir := t.TempDir()
	path := filepath.Join(dir, "scene.json")
	rapid.Check(t, func(t *rapid.T) {
		data := append([]byte{}, good[:rapid.IntRange(0, len(good)).Draw(t, "cut")]...)
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			if len(data) > 0 {
				data[rapid.IntRange(0, len(data)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
			}
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := stage.Open(dir, c.now)
		if err != nil {
			t.Fatal(err)
		}
		s.Look(stage.Stamp{})
		p := stage.Play{Exercise: "nouveau", Started: c.at.Add(time.Hour)}
		if err := s.Show(p); err != nil {
			t.Fatal(err)
		}
		if got, on, _, _ := s.Look(stage.Stamp{}); !on || got.Exercise != "nouveau" {
			t.Fatalf("seen %+v after %q", got, data)
		}
	})
}

// TestTwoWriters: two projections that write at once leave a whole file, which
// holds the last state of each once both have written it again.
func TestTwoWriters(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	var wg sync.WaitGroup
	plays := []stage.Play{{Exercise: "a", Started: c.at}, {Exercise: "b", Started: c.at.Add(time.Minute)}}
	for _, p := range plays {
		s := open(t, dir, c)
		wg.Go(func() {
			for i := range 100 {
				p.Screen, p.Change = i, i
				if err := s.Show(p); err != nil {
					t.Error(err)
				}
				if _, on, _, _ := s.Look(stage.Stamp{}); !on {
					t.Error("the file is not whole")
				}
			}
		})
	}
	wg.Wait()
	s := open(t, dir, c)
	for i := range plays {
		plays[i].Screen, plays[i].Change = 100, 100
		show(t, s, plays[i])
	}
	if got := s.Plays(); len(got) != 2 || got[0].Screen != 100 || got[1].Screen != 100 {
		t.Errorf("plays %+v", got)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*.tmp"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestSessions: plays of a day add up; after a night, the stage is empty and
// another session begins.
func TestSessions(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	for _, id := range []string{"a", "b"} {
		show(t, s, stage.Play{Exercise: id, Started: c.at})
		c.at = c.at.Add(90 * time.Minute)
	}
	if plays := s.Plays(); len(plays) != 2 || plays[0].Exercise != "a" {
		t.Fatalf("plays %+v", plays)
	}
	if p, on := seen(t, dir, c); !on || p.Exercise != "b" {
		t.Errorf("on stage after a meal: %+v", p)
	}
	c.at = c.at.Add(12 * time.Hour)
	if p, on := seen(t, dir, c); on || p.Exercise != "" {
		t.Errorf("on stage after a night: %+v", p)
	}
	if plays := s.Plays(); len(plays) != 2 {
		t.Errorf("the last session is lost: %+v", plays)
	}
	show(t, s, stage.Play{Exercise: "c", Started: c.at})
	if plays := s.Plays(); len(plays) != 1 || plays[0].Exercise != "c" {
		t.Errorf("plays of the next day %+v", plays)
	}
}

// TestElapsed counts to now, and to the end once over.
func TestElapsed(t *testing.T) {
	c := newClock()
	p := stage.Play{Started: c.at, Seen: c.at.Add(time.Minute)}
	if got := p.Elapsed(c.at.Add(time.Hour)); got != time.Hour {
		t.Error(got)
	}
	if got := p.Elapsed(c.at.Add(-time.Hour)); got != 0 {
		t.Error("a clock put back:", got)
	}
	p.Over = true
	if got := p.Elapsed(c.at.Add(time.Hour)); got != time.Minute {
		t.Error(got)
	}
}

// TestOwnerOnly: nobody else reads what the room said.
func TestOwnerOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // no such permissions there: the folder is in the profile
	}
	dir, c := filepath.Join(t.TempDir(), "deep", "er"), newClock()
	show(t, open(t, dir, c), stage.Play{Exercise: "a", Started: c.at})
	for _, path := range []string{dir, filepath.Join(dir, "scene.json")} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v", path, info.Mode())
		}
	}
}

// TestUnusableFolder says so, and shows nothing.
func TestUnusableFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := stage.Open(filepath.Join(file, "compromis"), newClock().now); err == nil {
		t.Error("a folder inside a file is opened")
	}
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := s.Show(stage.Play{Exercise: "a", Started: c.at}); err == nil {
		t.Error("nothing is said when the folder is gone")
	}
}

// TestFileIsReadable: anyone may look at what is kept.
func TestFileIsReadable(t *testing.T) {
	var file struct {
		Plays []struct{ Exercise string }
	}
	if err := json.Unmarshal([]byte(stageFile(t, newClock())), &file); err != nil || len(file.Plays) != 1 {
		t.Errorf("%+v, %v", file, err)
	}
}

// TestBegin: another session begins when one says so: the votes before are not told in
// its report, and are kept under another name.
func TestBegin(t *testing.T) {
	dir, c := t.TempDir(), newClock()
	s := open(t, dir, c)
	if _, ok := s.Recent(); ok || s.Begin() != nil {
		t.Error("an empty stage has a session, or cannot begin one")
	}
	p := stage.Play{Exercise: "impaye", Started: c.at, Revealed: true}
	show(t, s, p)
	if _, ok := s.Recent(); ok {
		t.Error("a play still on stage is not gone on with")
	}
	p.Over, p.Change = true, 1
	show(t, s, p)
	if last, ok := s.Recent(); !ok || !last.Equal(c.at) {
		t.Errorf("last changed %v, %v", last, ok)
	}
	if err := s.Begin(); err != nil {
		t.Fatal(err)
	}
	if _, ok := s.Report(guide(t)); ok {
		t.Error("the session before is told")
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "scene.json.*")); len(files) != 1 {
		t.Errorf("put aside: %v", files)
	}
	show(t, s, stage.Play{Exercise: "impaye", Started: c.at})
	if c.at = c.at.Add(4 * time.Hour); len(s.Plays()) != 1 {
		t.Error("nothing can be shown any more")
	}
	if _, ok := s.Recent(); ok {
		t.Error("an old session would go on")
	}
}
