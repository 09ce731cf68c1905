package casefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"compromis/internal/disk"
	"compromis/internal/french"
)

// One window at a time writes a case: it has the hand. Another may take it. It
// leaves a file, ID.demande; whoever has the hand looks for it now and then
// ([File.Wanted]), saves what it has, and lets go ([File.Yield]). From then on it
// may only read, and may take the hand back in the same way.
//
// The right to write is the lock, and nothing else: the file only asks. One that
// was left by a killed process makes nobody lose anything.

const askExt = ".demande"

// What one waits for the other window to let go, and how often one looks.
const (
	patience = 2 * time.Second
	lookPace = 20 * time.Millisecond
	manners  = 10 * lookPace // whoever asked before goes first, unless it is dead
)

// ErrNoAnswer says that the window that has the hand did not let go in time: it
// is frozen, busy, or of a program that knows nothing of this.
var ErrNoAnswer = errors.New("no answer")

// Wanted says whether another window asks for the hand.
func (f *folderFile) Wanted() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.held != nil && f.store.asked(f.id)
}

// Yield gives the hand to the window that asks for it. What was saved is on the
// disk; the case may only be read from here on.
func (f *folderFile) Yield() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.held != nil {
		f.held.Release()
		f.held, f.why = nil, disk.ErrHeld
	}
}

// Elsewhere says whether the case is read-only because another window has the
// hand, and not because nothing may be written there.
func (f *folderFile) Elsewhere() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.held == nil && errors.Is(f.why, disk.ErrHeld)
}

// Take takes the hand, and reads the case again: another may have changed it. It
// asks whoever has it, and waits for two seconds at most; the error is then
// [ErrNoAnswer], and nothing has changed. The passphrase is looked at only when
// another has sealed the case since.
func (f *folderFile) Take(passphrase string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.held != nil {
		return nil
	}
	l, err := f.store.takeOver(f.id)
	if err != nil {
		f.why = err
		return takeTrouble(f.id, f.store.path(f.id), err)
	}
	key := f.key
	f.held = l
	if err := f.read(passphrase); err != nil {
		f.held.Release()
		f.held, f.why, f.key = nil, err, key
		return err
	}
	return nil
}

// takeOver asks for the lock of a case until it comes, or for as long as one is
// patient.
func (s *folder) takeOver(id string) (*disk.Lock, error) {
	mine := false // the request that is there
	defer func() {
		if mine {
			s.unask(id)
		}
	}()
	for began := time.Now(); ; time.Sleep(lookPace) {
		waited := time.Since(began)
		if !mine && waited < manners && s.asked(id) {
			continue
		}
		l, err := s.lock(id)
		switch {
		case !errors.Is(err, disk.ErrHeld):
			return l, err
		case waited > patience:
			return nil, err
		}
		asked, err := s.ask(id)
		if err != nil {
			return nil, err
		}
		mine = mine || asked
	}
}

// ask leaves the file that asks for the hand, and says whether it did: it may be
// there.
func (s *folder) ask(id string) (bool, error) {
	f, err := os.OpenFile(s.askPath(id), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, f.Close()
}

func (s *folder) asked(id string) bool {
	_, err := os.Lstat(s.askPath(id))
	return err == nil
}

func (s *folder) unask(id string) { _ = disk.Remove(s.askPath(id)) }

func (s *folder) askPath(id string) string { return filepath.Join(s.dir, id+askExt) }

// takeTrouble says why the hand could not be taken.
func takeTrouble(id, path string, err error) error {
	if errors.Is(err, disk.ErrHeld) {
		return &Error{Path: path, Err: errors.Join(ErrReadOnly, ErrNoAnswer), Text: "L’autre fenêtre ne rend pas le dossier " + french.Quote(id) + colon + "elle est occupée, figée, ou d’une version plus ancienne. Il reste ici en lecture seule. Fermez l’autre fenêtre, puis recommencez."}
	}
	return lockTrouble(id, path, "rien n’a changé", err)
}
