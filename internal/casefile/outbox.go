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
	"compromis/internal/postgres"
)

// What is saved while the server does not answer is kept on this computer, a line each,
// in ID.envois beside the drafts; sealed when the case is. Once the server answers it is
// sent in order. Each line has the token of its act, so that the one that was sent as
// the connection fell is not sent twice, and what the case was before it, so that what
// others did meanwhile joins it. The lines of a protected case wait for its passphrase.
// When the server has another address by then, they go there: see adopt.

const outboxExt = ".envois"

// waiting is a line of an outbox.
type waiting struct {
	Token string          `json:"jeton"`
	At    time.Time       `json:"le"`
	Base  json.RawMessage `json:"avant,omitempty"` // an envelope: what it was made of; nothing for a new case
	Held  json.RawMessage `json:"etat"`            // an envelope
}

func (s *server) outboxPath(id string) string { return filepath.Join(s.local.dir, id+outboxExt) }

// outbox returns what waits for the server, the oldest first.
func (s *server) outbox(id string) ([]waiting, error) {
	if !validID(id) {
		return nil, nil
	}
	data, err := disk.Read(s.outboxPath(id), maxOutbox)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, trouble("Ce qui attend le serveur ne se lit pas", s.outboxPath(id), err)
	}
	var all []waiting
	for line := range bytes.Lines(data) {
		var w waiting
		if json.Unmarshal(line, &w) == nil && len(w.Held) > 0 {
			all = append(all, w)
		}
	}
	return all, nil
}

// maxOutbox is how much may wait for a case, in bytes.
const maxOutbox = 256 << 20

// onOutbox changes what waits for the server, alone. It asks the server nothing: nobody
// waits for long.
func (s *server) onOutbox(id string, change func([]waiting) []waiting) error {
	path := s.outboxPath(id)
	const what = "Ce qui attend le serveur ne peut pas être gardé"
	l, err := s.local.lockFor(id+outboxExt, 4*patience)
	if err != nil {
		return trouble(what, path, err)
	}
	defer l.Release()
	before, err := s.outbox(id)
	if err != nil {
		return err
	}
	var lines bytes.Buffer
	for _, w := range change(before) {
		line, err := json.Marshal(w)
		if err != nil {
			return trouble(what, path, err)
		}
		lines.Write(append(line, '\n'))
	}
	if lines.Len() == 0 {
		err = disk.Remove(path)
	} else {
		err = l.Write(path, lines.Bytes())
	}
	if err != nil {
		return trouble(what, path, err)
	}
	return nil
}

// forgetOutbox deletes what waits for a case that is deleted.
func (s *server) forgetOutbox(id string) error { return disk.Remove(s.outboxPath(id)) }

// keepHere keeps a save on this computer, after those that wait.
func (f *serverFile) keepHere(base, c dossier.Case, mark string) error {
	path := f.s.path(f.id)
	w := waiting{Token: mark, At: time.Now()}
	held, err := encode(c, f.key, path)
	if err != nil {
		return err
	}
	w.Held = compact(held)
	if f.at.last > 0 || f.waiting > 0 {
		if held, err = encode(base, f.key, path); err != nil {
			return err
		}
		w.Base = compact(held)
	}
	n := 0
	err = f.s.onOutbox(f.id, func(all []waiting) []waiting {
		n = len(all) + 1
		return append(all, w)
	})
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen, f.waiting = c, n
	return nil
}

// send sends what waits, in order: what cannot be sent yet stays. One window at a time
// does, whichever kept it. The saving is held.
func (f *serverFile) send() error {
	l, err := disk.TryLock(f.s.outboxPath(f.id) + sendingExt)
	if err == nil {
		err = f.sendEach()
		l.Release()
	}
	left, _ := f.s.outbox(f.id)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.waiting = len(left); f.waiting == 0 {
		f.lost = ""
	} else if err != nil && !errors.Is(err, disk.ErrHeld) {
		f.lost = postgres.What(err)
	}
	return err
}

// sendingExt ends the name of the lock of whoever sends.
const sendingExt = ".envoi" + lockExt

func (f *serverFile) sendEach() error {
	for {
		all, err := f.s.outbox(f.id)
		if err != nil || len(all) == 0 {
			return err
		}
		if err := f.sendKept(all[0]); err != nil && !errors.Is(err, ErrApart) {
			return err
		}
		err = f.s.onOutbox(f.id, func(left []waiting) []waiting {
			return slices.DeleteFunc(left, func(w waiting) bool { return w.Token == all[0].Token })
		})
		if err != nil {
			return err
		}
	}
}

// sendKept sends one save that waited. What the window holds stays what it holds.
func (f *serverFile) sendKept(w waiting) error {
	keys := []*sealer{f.key}
	c, _, err := (state{Held: w.Held}).open(keys, "")
	base := dossier.Case{}
	if err == nil && len(w.Base) > 0 {
		base, _, err = (state{Held: w.Base}).open(keys, "")
	}
	if err != nil {
		return err
	}
	if there, err := f.s.took(f.id, w.Token); err != nil || there {
		return err // it had arrived
	}
	if _, err := f.look(); err != nil && !(errors.Is(err, ErrNotFound) && len(w.Base) == 0) {
		return err
	}
	f.mu.Lock()
	held := f.seen
	f.mu.Unlock()
	c.ID, base.ID = f.id, f.id
	err = f.sendOne(base, c, w.Token)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen = held
	f.news = !f.head.Same(held)
	return err
}

// firmFile names the firm that the server at this address was found to be of, and the
// account there: what waits for it may go wherever that firm is found next.
const firmFile = "cabinet"

// met is what is noted of the server at this address; "" before it ever answered.
func (s *server) met() string {
	noted, _ := disk.Read(filepath.Join(s.local.dir, firmFile), 1<<10)
	return string(noted)
}

// meet notes of which firm the server is.
func (s *server) meet(us membership) {
	if now := us.firm + " " + s.db.Login(); s.met() != now {
		_ = disk.Write(filepath.Join(s.local.dir, firmFile), []byte(now))
	}
}

// adopt takes over what waits for the same firm at another address, and what was being
// typed there: its server moved, or a copy of it took its place.
func (s *server) adopt() {
	dirs, _ := filepath.Glob(filepath.Join(filepath.Dir(s.local.dir), "*"))
	for _, dir := range dirs {
		from := &server{db: s.db, local: &folder{dir}}
		if dir == s.local.dir || from.met() != s.met() {
			continue
		}
		kept, _ := filepath.Glob(filepath.Join(dir, "*"+outboxExt))
		for _, path := range kept {
			id := strings.TrimSuffix(filepath.Base(path), outboxExt)
			_ = from.onOutbox(id, func(theirs []waiting) []waiting {
				err := s.onOutbox(id, func(ours []waiting) []waiting { return merged(theirs, ours) })
				if err != nil {
					return theirs
				}
				return nil
			})
		}
		typed, _ := filepath.Glob(filepath.Join(dir, "*"+draftsExt))
		for _, path := range typed {
			_ = s.local.adoptDrafts(strings.TrimSuffix(filepath.Base(path), draftsExt), from.local)
		}
	}
}

// merged puts what waits in two places in order. What is there twice goes once: see
// sendKept.
func merged(a, b []waiting) []waiting {
	all := slices.Concat(a, b)
	if len(a) > 0 && len(b) > 0 {
		slices.SortStableFunc(all, func(x, y waiting) int { return x.At.Compare(y.At) })
	}
	return all
}

// sendAll sends what waits of the cases that are not protected, as one enters.
func (s *server) sendAll() {
	entries, _ := os.ReadDir(s.local.dir)
	for _, e := range entries {
		id, ours := strings.CutSuffix(e.Name(), outboxExt)
		if !ours {
			continue
		}
		f := &serverFile{s: s, id: id}
		if f.open("") == nil {
			f.saving.Lock()
			_ = f.send()
			f.saving.Unlock()
		}
	}
}

// follow sends what waits, then reads the case again if others changed it.
func (f *serverFile) follow() {
	f.saving.Lock()
	defer f.saving.Unlock()
	if f.closed {
		return
	}
	if f.waiting > 0 {
		_ = f.send()
		return
	}
	_, err := f.look()
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case err == nil:
		f.lost, f.shut = "", ""
	case postgres.Lost(err):
		f.lost = postgres.What(err)
	}
}
