package casefile

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"filippo.io/age"

	"compromis/decision"
	"compromis/internal/disk"
	"compromis/internal/french"
)

// What a person is typing is kept beside the case as it grows, in ID.brouillons,
// until it joins the case or is given up. Each draft of a protected case is
// sealed apart, to the key of the case: so that whoever finds what a killed
// process left may add it without the passphrase ([Store.AddDraft]).
//
// The file has a lock of its own, held for a write at a time. It goes with the
// case: renamed, sealed and deleted like it.

const draftsExt = ".brouillons"

// Draft is something half typed: a letter, a form, an answer.
type Draft struct {
	ID     string            `json:"id"`
	Place  string            `json:"lieu"`  // where it is typed, for the program: "courrier/relance-1"
	About  string            `json:"titre"` // the same, for people
	On     decision.Day      `json:"jour"`
	At     time.Time         `json:"ecrit"` // set when it is kept
	Fields map[string]string `json:"texte"`
}

// NewDraft returns an empty draft. However often it is kept, it is one.
func NewDraft(place, about string, on decision.Day) Draft {
	return Draft{ID: rand.Text(), Place: place, About: about, On: on}
}

// vault is what ID.brouillons holds.
type vault struct {
	Format int      `json:"format"`
	Clear  []Draft  `json:"brouillons,omitempty"`
	Sealed [][]byte `json:"proteges,omitempty"` // each a draft, in an age file
}

// opened is a draft of a vault, or a sealed one that the key does not open: it
// stays as it is.
type opened struct {
	Draft
	sealed []byte // nil when the draft is in clear
	closed bool
}

// Drafts returns what was being typed, the latest first.
func (f *folderFile) Drafts() ([]Draft, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, err := os.Lstat(f.store.draftsPath(f.id)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var all []Draft
	err := f.onDrafts(func(kept []opened) []opened {
		for _, d := range kept {
			if !d.closed {
				all = append(all, d.Draft)
			}
		}
		return kept
	})
	slices.SortFunc(all, func(a, b Draft) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.ID, b.ID)) })
	return all, err
}

// KeepDraft keeps a draft, in the place of what was kept of it before. Once it has
// returned nil, the draft is on the disk.
func (f *folderFile) KeepDraft(d Draft) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.held == nil {
		return f.refused()
	}
	d.At = time.Now()
	return f.onDrafts(func(kept []opened) []opened { return append(without(kept, d.ID), opened{Draft: d}) })
}

// DropDraft forgets a draft that has joined the case, or was given up.
func (f *folderFile) DropDraft(id string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.held == nil {
		return f.refused()
	}
	return f.onDrafts(func(kept []opened) []opened { return without(kept, id) })
}

func without(kept []opened, id string) []opened {
	return slices.DeleteFunc(slices.Clone(kept), func(d opened) bool { return !d.closed && d.ID == id })
}

// Place tells where the case is, to whoever may have to rescue a draft of it: the
// folder, the ID, and for a protected case what to seal the draft with.
func (f *folderFile) Place() (dir, id, recipient string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.key != nil {
		recipient = f.key.identity.Recipient().String()
	}
	return f.store.dir, f.id, recipient
}

// AddDraft adds a draft that a killed process left, without opening the case: sealed
// to the recipient of [File.Place], or in clear when there is none. It does
// nothing for a case that is no more. That of a case that is protected by now,
// and was not, cannot be sealed: the error says so.
func (s *folder) AddDraft(id, recipient string, d Draft) error {
	if !validID(id) || !s.remains(id) {
		return nil
	}
	sealed := recipient != ""
	if data, err := readFile(s.path(id)); err == nil {
		if e, err := parse(data); err == nil {
			sealed = e.Seal != nil
		}
	}
	return s.addDraft(id, recipient, d, sealed)
}

// addDraft adds it to a case that is there, sealed or not.
func (s *folder) addDraft(id, recipient string, d Draft, sealed bool) error {
	if sealed && recipient == "" {
		return &Error{Path: s.draftsPath(id), Text: "Un brouillon du dossier " + french.Quote(id) + " n’a pas pu être protégé comme lui. Il reste à part."}
	}
	return s.withDrafts(id, func(v vault) (vault, error) {
		if !sealed {
			v.Clear = rescued(v.Clear, d)
			return v, nil
		}
		to, err := age.ParseX25519Recipient(recipient)
		if err != nil {
			return v, err
		}
		body, err := sealDraft(d, to)
		v.Sealed = append(v.Sealed, body)
		return v, err
	})
}

// rescued puts a draft among others, unless what was kept of it is as new.
func rescued(kept []Draft, d Draft) []Draft {
	at := slices.IndexFunc(kept, func(k Draft) bool { return k.ID == d.ID })
	switch {
	case at < 0:
		return append(kept, d)
	case kept[at].At.Before(d.At) && !maps.Equal(kept[at].Fields, d.Fields):
		kept[at] = d
	}
	return kept
}

// onDrafts changes the drafts of the case, and writes them when they changed, or
// when some are in clear that should be sealed. The latest of those of an ID is
// the draft: a rescued one comes beside the one it follows.
func (f *folderFile) onDrafts(change func([]opened) []opened) error {
	return f.store.withDrafts(f.id, func(v vault) (vault, error) {
		kept := latest(v.open(f.key))
		return sealAll(change(kept), f.key)
	})
}

// open reads the drafts of a vault, as far as the keys open them.
func (v vault) open(keys ...*sealer) []opened {
	var all []opened
	for _, d := range v.Clear {
		all = append(all, opened{Draft: d})
	}
	for _, sealed := range v.Sealed {
		o := opened{sealed: sealed, closed: true}
		for _, key := range keys {
			if data, ok := key.draft(sealed); ok && strictly(data, &o.Draft) == nil {
				o.closed = false
			}
		}
		all = append(all, o)
	}
	for i := range all {
		textual(reflect.ValueOf(&all[i].Draft))
	}
	return all
}

// draft opens what was sealed with this key.
func (k *sealer) draft(sealed []byte) (data []byte, ok bool) {
	if k == nil {
		return nil, false
	}
	data, err := decrypt(sealed, k.identity)
	return data, err == nil
}

// latest leaves one draft of each ID.
func latest(all []opened) []opened {
	var kept []opened
	for _, d := range all {
		at := slices.IndexFunc(kept, func(k opened) bool { return !d.closed && !k.closed && k.ID == d.ID })
		switch {
		case at < 0:
			kept = append(kept, d)
		case kept[at].At.Before(d.At):
			kept[at] = d
		}
	}
	return kept
}

// sealAll returns the vault of drafts: in clear without a key, sealed with one.
func sealAll(all []opened, key *sealer) (vault, error) {
	var v vault
	for _, d := range all {
		switch {
		case key == nil && !d.closed:
			v.Clear = append(v.Clear, d.Draft)
			continue
		case d.sealed == nil:
			var err error
			if d.sealed, err = sealDraft(d.Draft, key.identity.Recipient()); err != nil {
				return v, err
			}
		}
		v.Sealed = append(v.Sealed, d.sealed)
	}
	return v, nil
}

func sealDraft(d Draft, to age.Recipient) ([]byte, error) {
	data, err := json.Marshal(d)
	if err != nil {
		return nil, err
	}
	return encrypt(data, to)
}

// withDrafts changes a vault, alone, and writes it when it is another.
func (s *folder) withDrafts(id string, change func(vault) (vault, error)) error {
	path := s.draftsPath(id)
	const what = "Le brouillon n’a pas pu être gardé"
	l, err := s.lockDrafts(id)
	if err != nil {
		return trouble(what, path, err)
	}
	defer l.Release()
	before, data, err := readVault(path)
	switch {
	case err != nil && setAside(err):
		if aside(path) == "" {
			return unread(path, "", err)
		}
		before, data = vault{}, nil
	case err != nil:
		return unread(path, "", err)
	}
	v, err := change(before)
	if err != nil {
		return trouble(what, path, err)
	}
	if len(v.Clear)+len(v.Sealed) == 0 {
		return s.forgetDrafts(id)
	}
	now, err := v.marshal()
	switch {
	case err != nil:
		return trouble(what, path, err)
	case bytes.Equal(now, data):
		return nil
	case len(now) > maxFile:
		return &Error{Path: path, Text: fmt.Sprintf("%s%sil dépasse %d%sMo avec les autres. Raccourcissez-le.", what, colon, maxFile>>20, french.NBSP)}
	}
	if err := l.Write(path, now); err != nil {
		return trouble(what, path, err)
	}
	return nil
}

// lockDrafts takes the lock of a vault. Nobody has it for longer than a write.
func (s *folder) lockDrafts(id string) (*disk.Lock, error) {
	l, err := s.lockFor(id+draftsExt, patience)
	if err == nil {
		_ = os.Remove(s.draftsPath(id) + disk.TempExt) // left by a process that was killed
	}
	return l, err
}

// lockFor takes a lock that nobody has for long.
func (s *folder) lockFor(id string, patience time.Duration) (*disk.Lock, error) {
	for began := time.Now(); ; time.Sleep(lookPace) {
		l, err := s.lock(id)
		if !errors.Is(err, disk.ErrHeld) || time.Since(began) > patience {
			return l, err
		}
	}
}

func (s *folder) draftsPath(id string) string { return filepath.Join(s.dir, id+draftsExt) }

// readVault reads the drafts of a case; none when there is no file.
func readVault(path string) (v vault, data []byte, err error) {
	data, err = readFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return vault{}, nil, nil
	}
	if err == nil && !utf8.Valid(data) {
		err = errDamaged
	}
	if err == nil {
		if failed := strictly(data, &v); failed != nil || v.Format != format {
			err = diagnose(data, failed, new(vault))
		}
	}
	return v, data, err
}

// strictly reads JSON without a field more, nor anything after.
func strictly(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if dec.More() {
		return errDamaged
	}
	return nil
}

// marshal writes a vault for people to read.
func (v vault) marshal() ([]byte, error) {
	v.Format = format
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}

// reseal changes the key of the drafts, around a change of the case: before it
// they are there under both keys, after it under the new one only. Whenever the
// power goes, one of the two cases opens them.
func (f *folderFile) reseal(from *sealer, change func() error) error {
	if from != nil {
		err := f.store.withDrafts(f.id, func(v vault) (vault, error) {
			ours := slices.DeleteFunc(latest(v.open(from)), func(d opened) bool { return d.closed })
			both, err := sealAll(inClear(ours), f.key)
			return vault{Clear: both.Clear, Sealed: append(both.Sealed, v.Sealed...)}, err
		})
		if err != nil {
			return err
		}
	}
	if err := change(); err != nil {
		return err
	}
	return f.store.withDrafts(f.id, func(v vault) (vault, error) {
		return sealAll(inClear(latest(v.open(from, f.key))), f.key)
	})
}

// inClear are drafts, each to be sealed anew.
func inClear(all []opened) []opened {
	all = slices.Clone(all)
	for i := range all {
		if !all[i].closed {
			all[i].sealed = nil
		}
	}
	return all
}

// followDrafts gives the drafts of a case to its new name, before the case has it:
// nothing is lost whenever the power goes. [Store.forgetDrafts] of the former name
// comes after.
func (s *folder) followDrafts(from, to string) error {
	v, _, err := readVault(s.draftsPath(from))
	if err != nil || len(v.Clear)+len(v.Sealed) == 0 {
		return err
	}
	return s.withDrafts(to, func(vault) (vault, error) { return v, nil })
}

// adoptDrafts takes the drafts of a case over from another folder. They are there until
// they are here.
func (s *folder) adoptDrafts(id string, from *folder) error {
	return from.withDrafts(id, func(theirs vault) (vault, error) {
		return vault{}, s.withDrafts(id, func(ours vault) (vault, error) {
			for _, d := range theirs.Clear {
				ours.Clear = rescued(ours.Clear, d)
			}
			ours.Sealed = append(ours.Sealed, theirs.Sealed...)
			return ours, nil
		})
	})
}

// forgetDrafts deletes the drafts of a case.
func (s *folder) forgetDrafts(id string) error {
	path := s.draftsPath(id)
	for _, name := range []string{path, path + disk.TempExt} {
		if err := disk.Remove(name); err != nil {
			return trouble("Le brouillon n’a pas pu être effacé", name, err)
		}
	}
	return nil
}

// sweepDrafts deletes the drafts of a case that is no more. Those of a case that
// was set aside stay.
func (s *folder) sweepDrafts(id string) {
	if !s.remains(id) {
		if l, err := s.lock(id + draftsExt); err == nil {
			_ = s.forgetDrafts(id)
			l.Release()
		}
	}
}

// remains says whether anything is left of a case: itself, what was set aside of
// it, or the case it is a version of.
func (s *folder) remains(id string) bool {
	entries, err := os.ReadDir(s.dir)
	return err != nil || slices.ContainsFunc(entries, func(e os.DirEntry) bool {
		name := e.Name()
		if strings.HasPrefix(name, id+caseExt) {
			return true
		}
		rest, version := strings.CutPrefix(id, strings.TrimSuffix(name, caseExt))
		return version && strings.HasSuffix(name, caseExt) && added.MatchString(rest)
	})
}
