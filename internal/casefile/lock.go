package casefile

import (
	"errors"
	"path/filepath"

	"compromis/internal/disk"
)

// lock takes the right to write a case, or the index. The error is
// [disk.ErrHeld] when someone has it.
func (s *folder) lock(id string) (*disk.Lock, error) {
	l, err := disk.TryLock(filepath.Join(s.dir, id+lockExt))
	if err == nil {
		_ = disk.Remove(s.path(id) + disk.TempExt) // left by a process that was killed
		_ = disk.Remove(s.statesPath(id) + disk.TempExt)
		s.unask(id) // the same, or by one that asks again in a moment
	}
	return l, err
}

// claim locks an ID that no case has. The error is disk.ErrHeld when one has it.
func (s *folder) claim(id string) (*disk.Lock, error) {
	l, err := s.lock(id)
	if err == nil && s.exists(id) {
		l.Release()
		return nil, disk.ErrHeld
	}
	return l, err
}

// claimNew locks a new ID made from words.
func (s *folder) claimNew(words string) (string, *disk.Lock, error) {
	for {
		id := newID(words)
		l, err := s.claim(id)
		if errors.Is(err, disk.ErrHeld) {
			continue
		}
		if err != nil {
			err = trouble("Un dossier ne peut pas être créé", s.dir, err)
		}
		return id, l, err
	}
}
