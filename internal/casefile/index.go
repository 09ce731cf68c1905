package casefile

import (
	"bytes"
	"encoding/gob"
	"maps"
	"path/filepath"
	"time"

	"compromis/decision"
	"compromis/internal/disk"
)

// index remembers the summary of each case by its ID, so that a long list need
// not read every file. It may be deleted at any time: a line counts only for a
// file of the same name, size and time, and the rest is read again.
type index map[string]indexed

type indexed struct {
	Size    int64
	Time    int64 // nanoseconds since 1970
	On      decision.Day
	Content decision.Day // what it was looked at with, if anything
	Summary Summary
}

// holds says whether a line says what looking at the file again would.
func (line indexed) holds(v *view) bool {
	switch {
	case v == nil:
		return true
	case line.Summary.Protected:
		return true
	}
	return line.Content == v.content() && line.On != "" && line.On <= v.on && v.on <= line.Summary.Holds
}

// indexFile is what is written. Version goes up when [Summary] says more.
type indexFile struct {
	Version int
	Lines   index
}

const (
	indexVersion = 5
	indexID      = ".index"
	oldIndex     = ".index.json" // what programs before version 2 wrote
	maxIndex     = 256 << 20     // bytes
)

func (s *folder) indexPath() string { return filepath.Join(s.dir, indexID) }

// tick is the coarsest clock of a file system, that of FAT.
const tick = 2 * time.Second

// settled returns the lines that can be trusted later. A file changed as the
// list was being read may change once more within the same tick of the clock.
func (x index) settled(began time.Time) index {
	limit := began.Add(-tick).UnixNano()
	maps.DeleteFunc(x, func(_ string, line indexed) bool { return line.Time >= limit })
	return x
}

func (s *folder) readIndex() index {
	var f indexFile
	data, err := disk.Read(s.indexPath(), maxIndex)
	if err != nil || gob.NewDecoder(bytes.NewReader(data)).Decode(&f) != nil || f.Version != indexVersion {
		return nil
	}
	return f.Lines
}

// writeIndex keeps the index if it changed. When it cannot, the next list is
// slower, and that is all.
func (s *folder) writeIndex(known, now index) {
	if maps.Equal(known, now) {
		return
	}
	var data bytes.Buffer
	if err := gob.NewEncoder(&data).Encode(indexFile{indexVersion, now}); err != nil {
		return
	}
	l, err := s.lock(indexID)
	if err != nil {
		return
	}
	defer l.Release()
	_ = l.Write(s.indexPath(), data.Bytes())
}

// forget deletes the index, which may name a case that must no longer be named.
func (s *folder) forget() error {
	path, old := s.indexPath(), filepath.Join(s.dir, oldIndex)
	for _, name := range []string{path, path + disk.TempExt, old, old + disk.TempExt} {
		if err := disk.Remove(name); err != nil {
			return trouble("La liste des dossiers garde une trace de celui-ci", name, err)
		}
	}
	return nil
}
