package casefile

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"time"

	"compromis/internal/disk"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// A folder may be shared by a program that knows nothing of the lock. When two
// computers write the same case it keeps both files, the second under another
// name: that is a version of the case, not a case.
//
// What tells is the ID inside the file and the name together. A file is a version
// when it says the ID of a case that is there, and its name is that ID followed
// by what such a program adds. A copy that a person made keeps being a case of
// its own: its name says something else (« (copie) », « avant accord »), or it
// has been saved since under its new name, and then holds it. Of a protected
// case the ID is not to be seen: its name, made by [File.Protect], stands for it.
//
// A version is never changed or deleted. Once it has joined the case, it is put
// aside under a name that is no case's.

// versionMark is in the name of a version put aside: ID.json.version-2026-03-03.
const versionMark = ".version-"

// added is what programs add to the name of the second file.
var added = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}`,             // Syncthing
	` ?\(.*(?i:conflicted copy|copie en conflit).*\)`,     // Nextcloud, ownCloud, Dropbox
	`_conflict-\d{8}-\d{6}`,                               // older ownCloud
	`-[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*`,                // OneDrive: the name of the computer
	`-\d{1,3}`,                                            // OneDrive
	` \d{1,3}`,                                            // iCloud
	` ?\(\d{1,3}\)`,                                       // Google Drive
	regexp.QuoteMeta(sparedMark) + `\d{8}-\d{6}(?:-\d+)?`, // this program: see File.spare
}, `|`) + `)+$`)

// sparedMark is in the name of what another program wrote in the file of a case
// that was open: ID.autre-version-20261128-101112.json.
const sparedMark = ".autre-version-"

// versionOf returns the ID of the case a file may be a version of, or "".
func versionOf(name string, e envelope) string {
	of := ""
	if e.Case != nil {
		of = e.Case.ID
	} else if len(name) >= len(neutral)+7 {
		if of = name[:len(neutral)+7]; !neutralID.MatchString(of) {
			return ""
		}
	}
	rest, ok := strings.CutPrefix(name, of)
	if of == "" || !ok || !added.MatchString(rest) {
		return ""
	}
	return of
}

// gather leaves a line for each case, which tells how many versions it has.
func (l *Listing) gather() {
	at := map[string]int{}
	for i, c := range l.Cases {
		if c.Of == "" {
			at[c.ID] = i
		}
	}
	kept := l.Cases[:0:0]
	versions := map[string]int{}
	for _, c := range l.Cases {
		if _, ok := at[c.Of]; ok && c.Of != "" {
			versions[c.Of]++
			continue
		}
		kept = append(kept, c)
	}
	if len(versions) == 0 {
		return
	}
	for i := range kept {
		kept[i].Versions = versions[kept[i].ID]
	}
	l.Cases = kept
}

// Version is another version of a case.
type Version struct {
	Name string // of its file, without its ending
	Case dossier.Case
	Err  error // why it cannot be read; it may be [ErrPassphrase]

	data []byte // what the file held
	act  int64  // its number, on a server
}

// Versions returns the other versions of the case. The passphrase is looked at
// for those that are sealed with another one than the case.
func (f *folderFile) Versions(passphrase string) ([]Version, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	entries, err := os.ReadDir(f.store.dir)
	if err != nil {
		return nil, trouble("Les dossiers ne peuvent pas être lus", f.store.dir, err)
	}
	var all []Version
	for _, entry := range entries {
		name, isCase := strings.CutSuffix(entry.Name(), caseExt)
		rest, starts := strings.CutPrefix(name, f.id)
		if !isCase || !starts || !validID(name) || !added.MatchString(rest) {
			continue
		}
		if v, ok := f.version(name, passphrase); ok {
			all = append(all, v)
		}
	}
	return all, nil
}

// version reads a file that may be a version of the case.
func (f *folderFile) version(name, passphrase string) (Version, bool) {
	path := f.store.path(name)
	v := Version{Name: name}
	data, err := readFile(path)
	if err != nil && !setAside(err) && !errors.Is(err, fs.ErrNotExist) {
		v.Err = unread(path, "", err)
		return v, true
	}
	var e envelope
	if err == nil {
		e, err = parse(data)
	}
	if err != nil {
		return v, false // the list says what is wrong with it
	}
	if versionOf(name, e) != f.id {
		return v, false
	}
	switch {
	case e.Seal == nil:
	case f.key.opens(e.Seal):
		e, err = f.key.unseal(e.Seal)
	default:
		_, e, err = e.Seal.open(passphrase)
	}
	switch {
	case errors.Is(err, ErrPassphrase), errors.Is(err, ErrWrongPassphrase):
		v.Err = &Error{Path: path, Err: err, Text: "La copie " + french.Quote(name) + " a un autre mot de passe que le dossier" + colon + "donnez le sien."}
		return v, true
	case err != nil:
		v.Err = unread(path, "", err)
		return v, true
	}
	if e.Case.ID != f.id {
		return v, false
	}
	v.Case, v.data = *e.Case, data
	return v, true
}

// Locked says whether a version is sealed with another passphrase than the case.
func (v Version) Locked() bool {
	return errors.Is(v.Err, ErrPassphrase) || errors.Is(v.Err, ErrWrongPassphrase)
}

// PutAside moves versions that have joined the case out of the way. One that has
// changed since it was read stays.
func (f *folderFile) PutAside(versions []Version) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.held == nil {
		return f.refused()
	}
	for _, v := range versions {
		from := f.store.path(v.Name)
		data, err := readFile(from)
		if errors.Is(err, fs.ErrNotExist) || err == nil && !bytes.Equal(data, v.data) {
			continue
		}
		if err != nil {
			return unread(from, "", err)
		}
		if err := disk.Replace(from, unused(f.store.path(f.id)+versionMark+time.Now().Format(time.DateOnly), "")); err != nil {
			return trouble("Une autre version du dossier n’a pas pu être mise de côté", from, err)
		}
	}
	if err := disk.SyncDir(f.store.dir); err != nil {
		return trouble("Le rangement des autres versions n’est pas certain", f.store.dir, err)
	}
	return nil
}

// unused returns a path nothing has: the one given, or one that looks like it.
func unused(base, ext string) string {
	path := base + ext
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); err != nil {
			return path
		}
		path = fmt.Sprint(base, "-", n, ext)
	}
}

// removeVersions removes the versions put aside of a case that is deleted.
func (s *folder) removeVersions(id string) (err error) {
	for _, path := range beginning(s.path(id) + versionMark) {
		err = errors.Join(err, disk.Remove(path))
	}
	return err
}
