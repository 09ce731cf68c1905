package stage

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"

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
}

var errForeign = errors.New("not a stage")

// read returns the plays of the file: none when there is no file. The error
// says that there is a file one cannot read.
func (s *Stage) read() ([]Play, error) {
	f, err := os.Open(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // read only
	data, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return nil, err
	}
	var read file
	if err := json.Unmarshal(data, &read); err != nil {
		return nil, err
	}
	unsound := func(p Play) bool { return !p.sound() }
	if read.Format != format || read.Version != version || slices.ContainsFunc(read.Plays, unsound) {
		return nil, errForeign
	}
	return read.Plays, nil
}

// putAside gives another name to a file that is not a stage: it may be of use
// to someone. Failing that, writing says why.
func (s *Stage) putAside() { _ = disk.Replace(s.path, s.path+".ecarte") }

// write puts the plays in the file: several terminals may, the last one wins.
func (s *Stage) write(plays []Play) error {
	data, err := json.MarshalIndent(file{format, version, plays}, "", "\t")
	if err != nil {
		return err
	}
	return disk.Write(s.path, data)
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
