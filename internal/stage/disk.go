package stage

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"compromis/internal/disk"
)

// The form of the file. A file of another form is not ours to read.
const (
	format  = "compromis-scene"
	version = 1
	maxFile = 1 << 20 // bytes; a long day takes a few thousand
)

type file struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Plays   []Play `json:"plays"`
	Headcount
}

var errForeign = errors.New("not a stage")

// read returns what the file holds: no play when there is no file. The error says that
// there is a file one cannot read.
func (s *Stage) read() (read file, err error) {
	f, err := os.Open(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return file{}, nil
	}
	if err != nil {
		return file{}, err
	}
	defer f.Close() //nolint:errcheck // read only
	data, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return file{}, err
	}
	// A field that is not known is of a later program: to write the rest would drop it.
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&read); err != nil {
		return file{}, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return file{}, errForeign
	}
	unsound := func(p Play) bool { return !p.sound() }
	if read.Format != format || read.Version != version || read.Present < 0 || slices.ContainsFunc(read.Plays, unsound) {
		return file{}, errForeign
	}
	return read, nil
}

// asideForm ends the name of a session that was put aside: when.
const asideForm = "20060102-150405"

// setAside puts the whole session aside, under a name that no other has: also one that
// cannot be read, which a later program may have left and finds again ([Stage.Aside]).
// The error is one French line.
func (s *Stage) setAside() error {
	at := s.now()
	for {
		name := s.path + "." + at.Format(asideForm)
		if _, err := os.Lstat(name); err == nil {
			at = at.Add(time.Second)
			continue
		}
		if err := disk.Replace(s.path, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &Fault{Dir: filepath.Dir(s.path), Err: err}
		}
		return nil
	}
}

// Aside are the sessions put aside that can still be read, the last first.
func (s *Stage) Aside() (all []*Stage) {
	dir, base := filepath.Split(s.path)
	entries, _ := os.ReadDir(dir) // in the order of their names; of what cannot be read, nothing is told
	for _, e := range slices.Backward(entries) {
		if _, err := time.Parse(asideForm, strings.TrimPrefix(e.Name(), base+".")); err != nil {
			continue
		}
		if past := (&Stage{path: filepath.Join(dir, e.Name()), now: s.now}); len(past.Plays()) > 0 {
			all = append(all, past)
		}
	}
	return all
}

// write puts all of it in the file: several terminals may, the last one wins. The error
// is one French line.
func (s *Stage) write(all file) error {
	all.Format, all.Version = format, version
	data, err := json.MarshalIndent(all, "", "\t")
	if err == nil {
		err = disk.Write(s.path, data)
	}
	if err != nil {
		return &Fault{Dir: filepath.Dir(s.path), Err: err}
	}
	return nil
}

// Fault says, in French, that the folder of the stage cannot be used.
type Fault struct {
	Dir string
	Err error
}

func (f *Fault) Error() string {
	return "Les notes et le rapport ne suivent pas la projection\u00a0: rien ne s’écrit dans «\u00a0" + f.Dir +
		"\u00a0». Vérifiez que ce dossier est à vous et que le disque n’est pas plein."
}

func (f *Fault) Unwrap() error { return f.Err }

func unusable(dir string, err error) error { return &Fault{Dir: dir, Err: err} }
