package casefile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"compromis/internal/disk"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// folderFile is a case of a folder that is open.
type folderFile struct {
	store *folder

	mu   sync.Mutex
	id   string
	held *disk.Lock // nil when the case may only be read
	why  error      // why held is nil
	key  *sealer    // nil when the case is not protected
	now  dossier.Case
	last []byte    // what the file held when we last read or wrote it
	sent []byte    // what was last given to be written, done or not
	at   time.Time // when that was written
	kept time.Time // when a former state was last kept, in this opening

	cleaned bool // what was read held signs that are not text
}

// Create saves a new case. It gets its ID from the name of the client, or else
// from its title, and a few letters at random.
func (s *folder) Create(c dossier.Case) (File, error) {
	words := c.Client.Name
	if french.Slug(words) == "" {
		words = c.Title
	}
	id, l, err := s.claimNew(words)
	if err != nil {
		return nil, err
	}
	f := &folderFile{store: s, id: id, held: l}
	if err := f.write(c); err != nil {
		l.Release()
		return nil, err
	}
	return f, nil
}

// Open opens a case. The passphrase is looked at for a protected case only. The
// case is read-only while someone else has it open, or where nothing may be
// written.
//
// The error is [ErrNotFound], [ErrPassphrase], [ErrWrongPassphrase] or an
// [*Error] that says why the file cannot be read; if it is damaged, it has been
// set aside.
func (s *folder) Open(id, passphrase string) (File, error) {
	f, err := s.open(id, passphrase)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (s *folder) open(id, passphrase string) (*folderFile, error) {
	if !s.exists(id) {
		return nil, s.notFound(id)
	}
	l, err := s.lock(id)
	f := &folderFile{store: s, id: id, held: l, why: err}
	if err := f.read(passphrase); err != nil {
		f.drop()
		return nil, err
	}
	return f, nil
}

// read fills a file just opened.
func (f *folderFile) read(passphrase string) error {
	path := f.store.path(f.id)
	data, err := readFile(path)
	var e envelope
	if err == nil {
		e, err = parse(data)
	}
	key := f.key
	f.key = nil
	switch {
	case err != nil || e.Seal == nil:
	case key.opens(e.Seal):
		f.key, key.named = key, e.Seal.Name != nil
		e, err = key.unseal(e.Seal)
	default:
		f.key, e, err = e.Seal.open(passphrase)
	}
	switch {
	case errors.Is(err, ErrPassphrase), errors.Is(err, ErrWrongPassphrase):
		return &Error{Path: path, Err: err, Text: err.Error()}
	case err != nil && f.held != nil && setAside(err):
		return unread(path, aside(path), err)
	case err != nil:
		return unread(path, "", err)
	}
	f.now, f.last, f.kept, f.cleaned = *e.Case, data, time.Time{}, e.cleaned
	f.now.ID = f.id
	if info, err := os.Stat(path); err == nil {
		f.at = info.ModTime()
	}
	return nil
}

// aside moves a damaged file to another name and returns it, or "" when it
// cannot. The caller holds the lock.
func aside(path string) string {
	name := unused(path+asideMark+time.Now().Format(time.DateOnly), "")
	if disk.Replace(path, name) != nil {
		return ""
	}
	_ = disk.SyncDir(filepath.Dir(path))
	return filepath.Base(name)
}

// Case returns the case as it was last read or saved.
func (f *folderFile) Case() dossier.Case {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

// ReadOnly says whether [File.Save] would be refused.
func (f *folderFile) ReadOnly() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.held == nil
}

// Cleaned says whether the file held signs that are not text, which [File.Case] has
// not: see french.Text.
func (f *folderFile) Cleaned() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.cleaned
}

// Save keeps the case, which may not be changed in place afterwards. Its ID
// stays that of the file. Once it has returned nil, the case is on the disk.
func (f *folderFile) Save(c dossier.Case) error { return f.save(c, false) }

func (f *folderFile) save(c dossier.Case, replaces bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.held == nil {
		return f.refused()
	}
	f.keep(c, replaces)
	return f.write(c)
}

func (f *folderFile) refused() error {
	return lockTrouble(f.id, f.store.path(f.id), "rien n’a été enregistré", f.why)
}

// write puts the case in the file. The lock is held.
func (f *folderFile) write(c dossier.Case) error {
	c.ID = f.id
	path := f.store.path(f.id)
	data, err := encode(c, f.key, path)
	if err != nil {
		return err
	}
	if err := f.spare(path); err != nil {
		return trouble(unsaved, path, err)
	}
	f.sent = data
	if err := f.held.Write(path, data); err != nil {
		return trouble(unsaved, path, err)
	}
	f.now, f.last, f.at = c, data, time.Now()
	return nil
}

const unsaved = "Le dossier n’a pas pu être enregistré"

// encode returns the envelope of a case, sealed when there is a key. It refuses what
// could not be read again.
func encode(c dossier.Case, key *sealer, path string) ([]byte, error) {
	const what = unsaved
	data, err := marshal(envelope{Case: &c})
	if err == nil && crowded(data) {
		return nil, &Error{Path: path, Err: errCrowded, Text: what + ", dans " + french.Quote(path) + colon + "il compte plus de " + french.Number(maxItems) + " actes, factures et réclamations. Retirez-en, ou ouvrez un second dossier."}
	}
	if err == nil && key != nil {
		var e envelope
		if e, err = key.sealBytes(data); err == nil {
			if key.named {
				e.Seal.Name = &c.Client.Name
			}
			data, err = marshal(e)
		}
	}
	if err != nil {
		return nil, trouble(what, path, err)
	}
	if len(data) > maxFile {
		return nil, &Error{Path: path, Text: fmt.Sprintf("%s, dans %s%sil dépasse %d%sMo. Raccourcissez ses courriers ou ses notes.", what, french.Quote(path), colon, maxFile>>20, french.NBSP)}
	}
	return data, nil
}

// spare keeps, as another version of the case, what another program wrote in the
// file while it was open: an editor, or a folder shared between two computers. A
// save that failed may be in the file all the same.
func (f *folderFile) spare(path string) error {
	data, err := disk.Read(path, maxFile)
	if errors.Is(err, fs.ErrNotExist) || err == nil && (bytes.Equal(data, f.last) || bytes.Equal(data, f.sent)) {
		return nil
	}
	if err != nil {
		return err
	}
	base := filepath.Join(f.store.dir, f.id+sparedMark)
	for _, name := range beginning(base) { // as the save before failed
		if kept, err := disk.Read(name, maxFile); err == nil && bytes.Equal(kept, data) {
			return nil
		}
	}
	return disk.WriteNew(unused(base+time.Now().Format("20060102-150405"), caseExt), data)
}

// beginning are the paths in a folder that begin like one.
func beginning(like string) (paths []string) {
	entries, _ := os.ReadDir(filepath.Dir(like))
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), filepath.Base(like)) {
			paths = append(paths, filepath.Join(filepath.Dir(like), e.Name()))
		}
	}
	return paths
}

// Close lets the others write the case.
func (f *folderFile) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.drop()
	f.key = nil
	return nil
}

func (f *folderFile) drop() {
	if f.held != nil {
		f.held.Release()
		f.held, f.why = nil, fs.ErrClosed
	}
}
