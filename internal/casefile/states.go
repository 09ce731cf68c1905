package casefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"compromis/internal/disk"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// The last states of a case stand beside it, in ID.etats: see format.go. Each is
// what the file of the case held before a save. Not before every save, or a few
// minutes of typing would push the rest out: before the first one of an opening,
// then once the last that was kept is old enough, and always before what undoes
// or replaces ([File.Replace]).
//
// The case never depends on that file. It is written first, so that a state is
// kept before it goes; when it cannot be, the case is saved all the same. Of a
// protected case every state is sealed, before the case itself is.

const (
	statesExt = ".etats"
	maxStates = 10
	stateAge  = 10 * time.Minute
)

// state is a line of the file of states.
type state struct {
	At   time.Time       `json:"le"`   // when the case was saved so
	Held json.RawMessage `json:"etat"` // what its file held: an envelope
}

// State is what a case was before.
type State struct {
	At   time.Time // when it was saved so
	By   string    // who saved it so, as the server knows them; "" in a folder
	Case dossier.Case
	Err  error // why it cannot be read; it may be [ErrPassphrase]
}

// Locked says whether a state is sealed with another passphrase than the case.
func (s State) Locked() bool {
	return errors.Is(s.Err, ErrPassphrase) || errors.Is(s.Err, ErrWrongPassphrase)
}

// States returns what the case was before, the latest first. The passphrase is
// looked at for those that are sealed with another one than the case.
func (f *folderFile) States(passphrase string) ([]State, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	kept, err := f.store.readStates(f.id)
	if err != nil {
		return nil, trouble("Les états gardés du dossier ne se lisent pas", f.store.statesPath(f.id), err)
	}
	keys := []*sealer{f.key}
	var all []State
	for _, k := range slices.Backward(kept) {
		s := State{At: k.At}
		s.Case, keys, s.Err = k.open(keys, passphrase)
		if s.Err != nil {
			s.Err = stateUnread(f.store.statesPath(f.id), k.At, s.Err)
		}
		s.Case.ID = f.id
		all = append(all, s)
	}
	return all, nil
}

func stateUnread(path string, at time.Time, err error) error {
	return &Error{Path: path, Err: err, Text: "L’état du " + french.Moment(at) + " ne se lit pas" + colon + strings.TrimSuffix(err.Error(), ".") + "."}
}

// open reads a state, with one of the keys that are known or with a passphrase,
// which makes one more.
func (k state) open(keys []*sealer, passphrase string) (dossier.Case, []*sealer, error) {
	e, err := parse(k.Held)
	if err == nil && e.Seal != nil {
		at := slices.IndexFunc(keys, func(key *sealer) bool { return key.opens(e.Seal) })
		if at >= 0 {
			e, err = keys[at].unseal(e.Seal)
		} else {
			var key *sealer
			if key, e, err = e.Seal.open(passphrase); err == nil {
				keys = append(keys, key)
			}
		}
	}
	if err != nil {
		return dossier.Case{}, keys, err
	}
	return *e.Case, keys, nil
}

// Replace saves a case that undoes or takes the place of what was: the state
// before it is kept, however soon after another.
func (f *folderFile) Replace(c dossier.Case) error { return f.save(c, true) }

// keep adds what the file holds to the former states, before something else
// takes its place. What cannot be kept is not: the case is saved all the same.
func (f *folderFile) keep(c dossier.Case, always bool) {
	if f.last == nil || f.now.Same(c) || !always && !f.kept.IsZero() && time.Since(f.kept) < stateAge {
		return
	}
	all, err := f.store.readStates(f.id)
	if err != nil {
		return
	}
	now := state{f.at.UTC(), compact(f.last)}
	if n := len(all); n == 0 || !bytes.Equal(all[n-1].Held, now.Held) {
		all = append(all, now)
	}
	if f.writeStates(f.held, f.id, all) == nil {
		f.kept = time.Now()
	}
}

// compact puts the bytes of an envelope on one line.
func compact(data []byte) []byte {
	var b bytes.Buffer
	if json.Compact(&b, bytes.TrimPrefix(data, bom)) != nil {
		return nil
	}
	return b.Bytes()
}

// writeStates writes the last states there is room for. Those of a protected case
// are sealed.
func (f *folderFile) writeStates(held *disk.Lock, id string, all []state) error {
	if f.key != nil {
		var err error
		if all, err = resealed(all, nil, f.key); err != nil {
			return err
		}
	}
	var lines [][]byte
	size := 0
	for _, k := range slices.Backward(all) {
		line, err := json.Marshal(k)
		if err != nil {
			continue // it is no envelope
		}
		if size += len(line) + 1; len(lines) == maxStates || size > maxFile {
			break
		}
		lines = append(lines, append(line, '\n'))
	}
	slices.Reverse(lines)
	if err := held.Write(f.store.statesPath(id), slices.Concat(lines...)); err != nil {
		return err
	}
	return f.store.removeStates(id, true)
}

// resealed returns states that were clear, or sealed with a former key, under
// another; clear when there is none. Those that another passphrase opens stay.
func resealed(all []state, former, key *sealer) ([]state, error) {
	all = slices.Clone(all)
	for i, k := range all {
		var e struct {
			Seal *seal           `json:"protege"`
			Case json.RawMessage `json:"dossier"`
		}
		clear := []byte(k.Held)
		if json.Unmarshal(k.Held, &e) == nil && e.Seal != nil && e.Case == nil {
			var err error
			if clear, err = nil, errDamaged; former.opens(e.Seal) {
				clear, err = decrypt(e.Seal.Body, former.identity)
			}
			if err != nil {
				continue // sealed, and it stays so
			}
		}
		if key == nil {
			all[i].Held = compact(clear)
			continue
		}
		sealed, err := key.sealBytes(clear)
		if err != nil {
			return nil, err
		}
		data, err := marshal(sealed)
		if err != nil {
			return nil, err
		}
		all[i].Held = compact(data)
	}
	return all, nil
}

// sealStates puts the states under the key the case is about to have, if any, and
// returns what puts them back should the case not follow.
func (f *folderFile) sealStates(former *sealer) (back func(), err error) {
	was, err := f.store.readStates(f.id)
	if len(was) == 0 || err != nil || f.key == nil {
		return func() {}, err
	}
	now, err := resealed(was, former, f.key)
	if err == nil {
		err = f.writeStates(f.held, f.id, now)
	}
	if err != nil {
		f.key = former
		_ = f.writeStates(f.held, f.id, was)
	}
	return func() { _ = f.writeStates(f.held, f.id, was) }, err
}

// clearStates takes the protection off the states of a case that has none any
// more. When it cannot, they open with the former passphrase.
func (f *folderFile) clearStates(former *sealer) {
	if was, err := f.store.readStates(f.id); err == nil && len(was) > 0 {
		now, _ := resealed(was, former, nil)
		_ = f.writeStates(f.held, f.id, now)
	}
}

// moveStates gives the states the new ID of their case, once the case has it. They
// were copied before; when that failed, they are moved.
func (f *folderFile) moveStates(from, to string, copied bool) error {
	var err error
	if !copied {
		err = disk.Replace(f.store.statesPath(from), f.store.statesPath(to))
	}
	if err = errors.Join(err, f.store.removeStates(from, false)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return trouble("Le dossier est protégé, mais le nom de ses états gardés le trahit", f.store.statesPath(from), err)
	}
	return nil
}

// copyStates writes the states under the ID their case is about to have.
func (f *folderFile) copyStates(held *disk.Lock, id string) bool {
	all, err := f.store.readStates(f.id)
	return err == nil && (len(all) == 0 || f.writeStates(held, id, all) == nil)
}

func (s *folder) statesPath(id string) string { return filepath.Join(s.dir, id+statesExt) }

// readStates returns the states of a case, the oldest first. A line that is none
// is left out. A shared folder may keep the file twice: the states are those of
// all.
func (s *folder) readStates(id string) ([]state, error) {
	var all []state
	seen := map[string]bool{}
	files := s.statesFiles(id)
	for _, name := range files {
		data, err := disk.Read(filepath.Join(s.dir, name), maxFile)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for line := range bytes.Lines(data) {
			var k state
			if json.Unmarshal(line, &k) == nil && len(k.Held) > 0 && !seen[string(line)] {
				seen[string(line)] = true
				all = append(all, k)
			}
		}
	}
	if len(files) > 1 {
		slices.SortStableFunc(all, func(a, b state) int { return a.At.Compare(b.At) })
	}
	return all, nil
}

// statesFiles are the names of the files of states of a case: its own, and those
// that programs that share folders made of it.
func (s *folder) statesFiles(id string) []string {
	names := []string{id + statesExt}
	entries, _ := os.ReadDir(s.dir)
	for _, entry := range entries {
		name, isStates := strings.CutSuffix(entry.Name(), statesExt)
		if rest, starts := strings.CutPrefix(name, id); isStates && starts && added.MatchString(rest) && !s.exists(name) && !s.hasAside(name) {
			names = append(names, entry.Name())
		}
	}
	return names
}

// hasAside says whether a file of that case was set aside: its states are all that
// is left of it.
func (s *folder) hasAside(id string) bool { return len(beginning(s.path(id)+asideMark)) > 0 }

// removeStates removes the states of a case, or only the copies of their file.
func (s *folder) removeStates(id string, copies bool) error {
	var failed error
	for i, name := range s.statesFiles(id) {
		if i > 0 || !copies {
			failed = errors.Join(failed, disk.Remove(filepath.Join(s.dir, name)))
		}
	}
	return failed
}

// sweepStates removes what a killed process left of a case as it was given a name
// that says nothing: sealed states under the name of a client. The case has them
// under its new name. Other states without a case stay, for whoever lost it.
func (s *folder) sweepStates(name string) {
	id, ours := strings.CutSuffix(name, statesExt)
	if !ours || neutralID.MatchString(id) || s.exists(id) || s.hasAside(id) {
		return
	}
	all, err := s.readStates(id)
	clear := func(k state) bool {
		e, err := parse(k.Held)
		return err != nil || e.Seal == nil
	}
	if len(all) == 0 || err != nil || slices.ContainsFunc(all, clear) {
		return
	}
	if l, err := s.claim(id); err == nil {
		_ = s.removeStates(id, false)
		l.Release()
	}
}
