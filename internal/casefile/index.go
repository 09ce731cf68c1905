package casefile

import (
	"encoding/json"
	"maps"
	"os"
	"time"

	"compromis/internal/disk"
)

// index remembers the summary of each case by its ID, so that a long list need
// not read every file. It may be deleted at any time: a line counts only for a
// file of the same name, size and time, and the rest is read again.
type index map[string]indexed

type indexed struct {
	Size    int64   `json:"octets"`
	Time    int64   `json:"modifie"` // nanoseconds since 1970
	Summary Summary `json:"dossier"`
}

// indexFile is what is written. Version goes up when [Summary] says more.
type indexFile struct {
	Version int   `json:"version"`
	Lines   index `json:"dossiers"`
}

const (
	indexVersion = 1
	indexID      = ".index"
)

// tick is the coarsest clock of a file system, that of FAT.
const tick = 2 * time.Second

// settled returns the lines that can be trusted later. A file changed as the
// list was being read may change once more within the same tick of the clock.
func (x index) settled(began time.Time) index {
	limit := began.Add(-tick).UnixNano()
	maps.DeleteFunc(x, func(_ string, line indexed) bool { return line.Time >= limit })
	return x
}

func (s *Store) readIndex() index {
	var f indexFile
	data, err := os.ReadFile(s.path(indexID))
	if err != nil || json.Unmarshal(data, &f) != nil || f.Version != indexVersion {
		return nil
	}
	return f.Lines
}

// writeIndex keeps the index if it changed. When it cannot, the next list is
// slower, and that is all.
func (s *Store) writeIndex(known, now index) {
	if maps.Equal(known, now) {
		return
	}
	data, err := json.Marshal(indexFile{indexVersion, now})
	if err != nil {
		return
	}
	l, err := s.lock(indexID)
	if err != nil {
		return
	}
	defer l.Release()
	_ = l.Write(s.path(indexID), data)
}

// forget deletes the index, which may name a case that must no longer be named.
func (s *Store) forget() error {
	path := s.path(indexID)
	for _, name := range []string{path, path + disk.TempExt} {
		if err := disk.Remove(name); err != nil {
			return trouble("La liste des dossiers garde une trace de celui-ci", name, err)
		}
	}
	return nil
}
