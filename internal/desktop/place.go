package desktop

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"compromis/internal/disk"
)

// While one edits a text, it is in clear in a folder of its own, for its owner
// only, in the folder of the session: one that most systems keep in memory and
// empty at the end. Beside the text stands where it belongs, and a lock that
// tells that the program is alive.

const (
	textName   = "courrier.md"
	originName = "origine.json"
	lockName   = "ouvert"
	prefix     = "compromis-"
)

// maxText is the longest text that is read, in bytes.
const maxText = 16 << 20

// Origin says where a text belongs: enough to put it back without the program that
// opened it, and without a passphrase.
type Origin struct {
	Dir       string `json:"repertoire"`             // the folder of the cases
	Case      string `json:"dossier"`                // its ID; empty for one that is not kept
	Recipient string `json:"destinataire,omitempty"` // what to seal it with; empty for a case that is not protected
	Draft     string `json:"brouillon"`              // its ID
	Place     string `json:"lieu"`
	About     string `json:"titre"`
	On        string `json:"jour"`
	Before    []byte `json:"avant"` // the sum of the text as one found it
}

// place is where a text is while one edits it.
type place struct {
	folder, file string
	lock         *disk.Lock
}

// roots are where the folders may be: the best first.
func roots() []string { return []string{ours(), os.TempDir()} }

// ours is the folder of the program in that of the session.
func ours() string { return filepath.Join(xdg.RuntimeDir, "compromis") }

// newPlace puts a text in a folder of its own.
func newPlace(e Editing) (*place, error) {
	if err := os.Mkdir(ours(), 0o700); (err == nil || errors.Is(err, fs.ErrExist)) && private(ours()) {
		if p, err := placeIn(ours(), e); err == nil {
			return p, nil
		}
	}
	return placeIn(os.TempDir(), e)
}

func placeIn(root string, e Editing) (*place, error) {
	folder, err := os.MkdirTemp(root, prefix)
	if err != nil {
		return nil, err
	}
	p := &place{folder: folder, file: filepath.Join(folder, textName)}
	if p.lock, err = disk.TryLock(filepath.Join(folder, lockName)); err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	e.From.Before = sum(e.Text)
	origin, err := json.Marshal(e.From)
	if err == nil {
		err = os.WriteFile(p.file, []byte(e.Text), 0o600)
	}
	if err == nil { // last: what has none is not swept
		err = os.WriteFile(filepath.Join(folder, originName), origin, 0o600)
	}
	if err != nil {
		p.erase()
		return nil, err
	}
	return p, nil
}

func sum(text string) []byte {
	s := sha256.Sum256([]byte(text))
	return s[:]
}

// look is the file as one sees it without reading it.
type look struct {
	size int64
	at   time.Time
}

func (p *place) look() look {
	info, err := os.Stat(p.file)
	if err != nil {
		return look{}
	}
	return look{info.Size(), info.ModTime()}
}

// read returns the text; or what an editor that did not end well saved of it, when
// that is newer.
func (p *place) read(leftovers bool) (string, error) {
	name := p.file
	if leftovers {
		name, _ = p.latest()
	}
	data, err := disk.Read(name, maxText)
	return string(data), err
}

// latest is the newest file the text is in: nano writes courrier.md.save when it is
// killed, and emacs #courrier.md#. Where the clock of the disk does not tell them
// apart, what was written on the way out is the newest.
func (p *place) latest() (name string, at time.Time) {
	name, at = p.file, p.look().at
	others, _ := filepath.Glob(filepath.Join(p.folder, textName+".save*"))
	for _, other := range append(others, filepath.Join(p.folder, "#"+textName+"#")) {
		info, err := os.Lstat(other)
		if err == nil && info.Mode().IsRegular() && info.Size() > 0 && !info.ModTime().Before(at) {
			name, at = other, info.ModTime()
		}
	}
	return name, at
}

// leave lets the next start of the program find the text.
func (p *place) leave() { p.lock.Release() }

// erase deletes the folder, and whatever the editor left in it.
func (p *place) erase() {
	entries, _ := os.ReadDir(p.folder)
	for _, entry := range entries {
		if entry.Name() != lockName {
			_ = os.RemoveAll(filepath.Join(p.folder, entry.Name()))
		}
	}
	p.lock.Release()
	_ = os.RemoveAll(p.folder)
}

// Sweep finds the texts that a killed program left. Each that is not as one found
// it is given to rescue, with the time it was saved, then erased; one that rescue
// refuses stays for another day.
func Sweep(rescue func(from Origin, text string, at time.Time) error) {
	for _, root := range roots() {
		folders, _ := filepath.Glob(filepath.Join(root, prefix+"*"))
		for _, folder := range folders {
			if private(folder) {
				sweep(folder, rescue)
			}
		}
	}
}

func sweep(folder string, rescue func(Origin, string, time.Time) error) {
	data, err := disk.Read(filepath.Join(folder, originName), maxText)
	var from Origin
	if err != nil || json.Unmarshal(data, &from) != nil {
		return // another's, or not filled yet
	}
	lock, err := disk.TryLock(filepath.Join(folder, lockName))
	if err != nil {
		return // being edited
	}
	p := &place{folder, filepath.Join(folder, textName), lock}
	_, at := p.latest()
	text, err := p.read(true)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		p.leave()
		return
	case from.Case != "" && strings.TrimSpace(text) != "" && string(sum(text)) != string(from.Before):
		if rescue(from, text, at) != nil {
			p.leave()
			return
		}
	}
	p.erase()
}
