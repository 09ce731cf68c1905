// Package stage is what two terminals of the same machine share while a trainer
// plays exercises in front of a room: the projection, which the room sees, and
// the notes, which the trainer reads.
//
// Both know one small file. The projection writes a [Play] in it at each change
// with [Stage.Show]; the notes read it with [Stage.Look]. The file also keeps
// the earlier plays, so that the session can be told at its end. A program that
// was killed comes back and reads where things are; a file that cannot be read
// is put aside, whole, and counts as an empty stage.
//
// What the room is asked, the steps proposed and its votes, is in ballot.go.
// What is told of a session once it is over is a [Session], whoever played it.
package stage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/adrg/xdg"

	"compromis/internal/disk"
)

// Play is an exercise in front of the room: what is on screen, and what the
// room said.
type Play struct {
	Exercise  string    `json:"exercise"` // id
	Started   time.Time `json:"started"`
	Seen      time.Time `json:"seen"`   // last change
	Change    int       `json:"change"` // counts the changes, so that an older one never undoes a newer one
	Screen    int       `json:"screen"` // from 0
	Name      string    `json:"name"`   // of that screen, in French
	Revealed  bool      `json:"revealed"`
	Black     bool      `json:"black"`
	Over      bool      `json:"over"`
	Proposals []string  `json:"proposals"` // ids of the steps, in the order of their letters
	Before    []int     `json:"before"`    // votes by proposal; empty when there were none
	After     []int     `json:"after"`     // the second time
	Headcount
}

// Headcount is how many people the room has, as the trainer said it last. It is not
// worked out from the votes: those who do not vote are there too.
type Headcount struct {
	Present int       `json:"present,omitempty"` // 0 when nobody said, or a vote contradicted it
	Counted time.Time `json:"counted,omitzero"`  // when it was said, or contradicted
}

// Elapsed is how long the play has lasted at that moment or, once it is over,
// how long it lasted.
func (p Play) Elapsed(now time.Time) time.Duration {
	if p.Over {
		now = p.Seen
	}
	return max(now.Sub(p.Started), 0)
}

func (p Play) same(q Play) bool { return p.Exercise == q.Exercise && p.Started.Equal(q.Started) }

// sound says whether a play read from a file makes sense.
func (p Play) sound() bool {
	fits := func(votes []int) bool {
		return (len(votes) == 0 || len(votes) == len(p.Proposals)) &&
			!slices.ContainsFunc(votes, func(n int) bool { return n < 0 || n > maxVotes })
	}
	return p.Exercise != "" && p.Screen >= 0 && p.Present >= 0 && fits(p.Before) && fits(p.After)
}

// Stage is the file two terminals share. It is safe for concurrent use, by
// several goroutines and by several programs.
type Stage struct {
	path string
	now  func() time.Time
	mu   sync.Mutex // orders the writes of this program
}

// maxPause is the longest silence within a session: a meal, never a night.
const maxPause = 3 * time.Hour

// DefaultDir is the usual folder, in the person's data: the system empties that of
// their session as they log out, and the votes with it.
func DefaultDir() (string, error) {
	if !filepath.IsAbs(xdg.DataHome) {
		return "", unusable(xdg.DataHome, errNoHome)
	}
	return filepath.Join(xdg.DataHome, "compromis", "seance"), nil
}

var errNoHome = errors.New("no data folder")

// Open returns the stage of a folder, that of [DefaultDir] when dir is empty,
// and makes it, for its owner alone, when there is none. Elapsed times are read
// on that clock.
func Open(dir string, now func() time.Time) (*Stage, error) {
	if dir == "" {
		var err error
		if dir, err = DefaultDir(); err != nil {
			return nil, err
		}
	}
	if err := disk.MakeDir(dir); err != nil {
		return nil, unusable(dir, err)
	}
	if err := os.Chmod(dir, 0o700); err != nil { //nolint:gosec // a folder is entered
		return nil, unusable(dir, err)
	}
	return &Stage{path: filepath.Join(dir, "scene.json"), now: now}, nil
}

// Now is the time on the clock of the stage, the one plays start by.
func (s *Stage) Now() time.Time { return s.now() }

// Show puts a play on stage as it now is. A change older than what is on stage
// is ignored. The error is one French line.
func (s *Stage) Show(p Play) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, err := s.read()
	if err != nil {
		if err := s.setAside(); err != nil {
			return err
		}
	}
	now, plays := s.now(), kept.Plays
	if last, ok := latest(plays); ok && !last.same(p) && now.Sub(last.Seen) > maxPause { // another session
		if err := s.setAside(); err != nil {
			return err
		}
		kept, plays = file{}, nil
	}
	p.Seen = now
	i := slices.IndexFunc(plays, p.same)
	switch {
	case i < 0:
		plays = append(plays, p)
	case plays[i].Change > p.Change:
		return nil
	default:
		plays[i] = p
	}
	kept.Plays = plays
	return s.write(kept)
}

// Count keeps how many people took part in the session, whatever was said before. The
// error is one French line.
func (s *Stage) Count(present int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, err := s.read()
	if err != nil || len(kept.Plays) == 0 {
		return nil // nothing to tell, and so nobody to count
	}
	kept.Headcount = Headcount{present, s.now()}
	return s.write(kept)
}

// Stamp tells one state of the file from another.
type Stamp struct{ info fs.FileInfo }

// Look returns the play that started last, unless that was long ago; on says
// whether it is still on stage. Given the stamp of the previous look, it reads
// nothing when nothing has changed, and fresh is false.
func (s *Stage) Look(last Stamp) (p Play, on bool, stamp Stamp, fresh bool) {
	info, err := os.Stat(s.path)
	if err != nil {
		return Play{}, false, Stamp{}, last.info != nil
	}
	if l := last.info; l != nil && os.SameFile(l, info) && l.ModTime().Equal(info.ModTime()) && l.Size() == info.Size() {
		return Play{}, false, last, false
	}
	kept, _ := s.read() // what cannot be read is an empty stage
	p, _ = latest(kept.Plays)
	if kept.Counted.After(p.Counted) {
		p.Headcount = kept.Headcount
	}
	if s.now().Sub(p.Seen) > maxPause {
		p = Play{}
	}
	return p, p.Exercise != "" && !p.Over, Stamp{info}, true
}

// Plays returns the plays of the last session, in the order they started.
func (s *Stage) Plays() []Play {
	kept, _ := s.read()
	slices.SortStableFunc(kept.Plays, started)
	return kept.Plays
}

// Recent says when the session that would go on was last changed; ok is false when
// another would begin, or when a play of it is still on stage: it is taken up again.
func (s *Stage) Recent() (last time.Time, ok bool) {
	kept, _ := s.read() // what cannot be read is an empty stage
	p, ok := latest(kept.Plays)
	return p.Seen, ok && p.Over && s.now().Sub(p.Seen) <= maxPause
}

// Begin begins another session: what was shown and voted before is put aside, and
// [Stage.Aside] finds it again. The error is one French line.
func (s *Stage) Begin() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.setAside()
}

// latest is the play that started last.
func latest(plays []Play) (Play, bool) {
	if len(plays) == 0 {
		return Play{}, false
	}
	return slices.MaxFunc(plays, started), true
}

func started(a, b Play) int { return a.Started.Compare(b.Started) }
