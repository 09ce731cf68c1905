// Package casefile keeps the cases of a person in a folder of their own: one
// readable file per case, and nothing lost whatever happens to the machine. Those of
// a team are kept on a server instead: see server.go.
//
// A newcomer needs five words.
//
//   - A [Store] is the folder, or the server. It lists, finds, deletes, exports and
//     imports.
//   - A [File] is one case, opened to be read and saved. At most one process
//     may write a case of a folder, the one that holds ID.lock; the others may only
//     read it.
//   - The name of the file is the ID of the case: ID.json. What is inside is
//     described in format.go.
//   - A [Draft] is what a person is typing. It is kept beside the case, in
//     ID.brouillons, until it joins it: see draft.go.
//   - What cannot be read is never overwritten. It is set aside, under another
//     name in the same folder, and [Store.List] says so.
//
// A save is done when it returns: the bytes went to a second file, were pushed
// to the disk, then took the place of the first in one move. A power cut leaves
// the case as it was or as it is, never in between.
//
// Every error is a French sentence: what happened, where, what to do. See
// [Error].
package casefile

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/adrg/xdg"

	"compromis/internal/disk"
	"compromis/internal/french"
	"compromis/internal/postgres"
)

const (
	caseExt = ".json"
	lockExt = ".lock"
)

// neutral is the first part of an ID that says nothing of its case.
const neutral = "dossier"

var neutralID = regexp.MustCompile("^" + neutral + "-[a-z2-7]{6}$")

// folder is a folder of cases. It holds no state: several may share a folder, in
// one process or in many.
type folder struct{ dir string }

// DefaultDir returns the folder where cases are kept unless told otherwise:
// $COMPROMIS_DOSSIERS, or else compromis/dossiers in the person's data folder,
// wherever their system has it.
func DefaultDir() (string, error) {
	dir := os.Getenv("COMPROMIS_DOSSIERS")
	switch {
	case postgres.IsAddress(dir):
		return dir, nil
	case dir == "":
		dir = filepath.Join(xdg.DataHome, "compromis", "dossiers")
		if !filepath.IsAbs(dir) {
			return "", &Error{Text: "Votre dossier personnel est introuvable" + colon + "les dossiers ne savent où aller. Donnez un répertoire avec --dossiers."}
		}
	}
	path, err := filepath.Abs(dir)
	if err != nil {
		return "", trouble("Le répertoire des dossiers est introuvable", dir, err)
	}
	return path, nil
}

// OpenStore opens a folder of cases, that of [DefaultDir] when dir is empty,
// and makes it, for the person alone, when there is none. An address, postgres://…,
// is that of a server instead, which is first asked something later.
func OpenStore(dir string) (Store, error) {
	if dir == "" {
		var err error
		if dir, err = DefaultDir(); err != nil {
			return nil, err
		}
	}
	if postgres.IsAddress(dir) {
		return openServer(dir)
	}
	err := within(patience, func() error { return disk.MakeDir(dir) })
	if err != nil {
		return nil, trouble("Le répertoire des dossiers (option --dossiers) ne peut pas s’ouvrir", dir, err)
	}
	return &folder{dir}, nil
}

// OnServer says whether cases are kept on a server, and not in a folder, by what
// [OpenStore] takes.
func OnServer(dir string) bool { return postgres.IsAddress(dir) }

// within waits for something done on the disk, but not for ever: a network share
// that is gone may never answer.
func within(patience time.Duration, do func() error) error {
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return disk.ErrSilent
	}
}

// Dir returns the folder.
func (s *folder) Dir() string { return s.dir }

// Delete deletes a case for good. It must be closed, here and elsewhere.
func (s *folder) Delete(id string) error {
	path := s.path(id)
	if !s.exists(id) {
		return s.notFound(id)
	}
	l, err := s.lock(id)
	if err != nil {
		return lockTrouble(id, path, "il n’a pas été supprimé", err)
	}
	defer l.Release()
	// The case goes last: as long as it is there, what goes with it is found again.
	for _, remove := range []func() error{
		func() error { return s.forgetDrafts(id) },
		func() error { return s.removeStates(id, false) },
		func() error { return s.removeVersions(id) },
		func() error { return disk.Remove(path) },
	} {
		if err := remove(); err != nil {
			return trouble("Le dossier ne peut pas être supprimé", path, err)
		}
	}
	if err := s.forget(); err != nil {
		return err
	}
	if err := disk.SyncDir(s.dir); err != nil {
		return trouble("La suppression n’est pas certaine", path, err)
	}
	return nil
}

func (s *folder) path(id string) string { return filepath.Join(s.dir, id+caseExt) }

// validID says whether a name is that of a file right in the folder, that one
// can show, and not one of ours. It is what keeps a name typed or imported from
// going elsewhere.
func validID(id string) bool {
	return id != "" && utf8.ValidString(id) && !strings.HasPrefix(id, ".") && !strings.ContainsAny(id, `/\:`) &&
		!strings.ContainsFunc(id, func(r rune) bool { return !unicode.IsGraphic(r) }) && filepath.IsLocal(id+caseExt)
}

// exists says whether a case of that name is there, readable or not.
func (s *folder) exists(id string) bool {
	if !validID(id) {
		return false
	}
	_, err := os.Lstat(s.path(id))
	return !errors.Is(err, fs.ErrNotExist)
}

// newID returns an ID that starts with readable words and ends at random.
func newID(words string) string {
	slug := french.Slug(words)
	slug = strings.Trim(slug[:min(len(slug), maxSlug)], "-")
	if slug == "" {
		slug = neutral
	}
	return slug + "-" + strings.ToLower(rand.Text()[:6])
}

// maxSlug keeps names short enough for every system, in bytes.
const maxSlug = 40
