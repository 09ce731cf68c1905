package casefile

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"time"

	"compromis/internal/disk"
	"compromis/internal/french"
)

// What an archive may hold: a few kilobytes can unfold to more than a disk, and
// say that they are a million files. One whose cases are all sound is read in two
// seconds and in a hundred megabytes.
const (
	maxArchive   = 256 << 20 // bytes, folded
	maxUnfolded  = 32 << 20  // bytes, of all its files
	maxEntry     = 8 << 20   // bytes, of one: to read a case takes several times its weight
	maxEntries   = 50_000
	maxDirectory = 10 << 20 // bytes of its list of files
)

// Export writes cases to a ZIP archive, one file each, all of those of the
// folder when none is named. Protected cases stay so. Files set aside are not
// in it: [Store.List] names them.
func (s *folder) Export(w io.Writer, ids ...string) error { return export(s, w, ids) }

func export(s shelf, w io.Writer, ids []string) error {
	if len(ids) == 0 {
		var err error
		if ids, err = s.ids(); err != nil {
			return err
		}
	}
	z, total := zip.NewWriter(w), 0
	for i, id := range ids {
		if !s.exists(id) {
			return notFound(s.Dir(), id)
		}
		size, err := exportOne(s, z, id)
		if err != nil {
			return err
		}
		if total += size; total > maxUnfolded || i == maxEntries { // it could not be imported
			return &Error{Path: s.Dir(), Err: errHeavy, Text: "Ces dossiers n’entrent pas dans une seule archive" + colon + "ils dépassent ensemble " + french.Number(maxUnfolded>>20) + french.NBSP + "Mo, ou " + french.Number(maxEntries) + " dossiers. Exportez-les en plusieurs fois."}
		}
	}
	if err := z.Close(); err != nil {
		return exportTrouble(err)
	}
	return nil
}

// exportOne writes a case, and returns what it weighs.
func exportOne(s shelf, z *zip.Writer, id string) (size int, err error) {
	path := s.path(id)
	data, at, err := s.raw(id)
	if err == nil {
		_, err = parse(data)
	}
	if err == nil && len(data) > maxEntry { // it could not be imported
		return 0, &Error{Path: path, Err: errHeavy, Text: "Le dossier " + french.Quote(id) + " n’entre pas dans une archive" + colon + "il dépasse " + french.Number(maxEntry>>20) + french.NBSP + "Mo. Copiez son fichier, " + french.Quote(path) + "."}
	}
	if err != nil {
		return 0, unread(path, "", err)
	}
	header := &zip.FileHeader{Name: id + caseExt, Method: zip.Deflate, Modified: at}
	entry, err := z.CreateHeader(header)
	if err == nil {
		_, err = entry.Write(data)
	}
	if err != nil {
		return 0, exportTrouble(err)
	}
	return len(data), nil
}

func exportTrouble(err error) error {
	return &Error{Err: err, Text: "L’archive n’a pas pu être écrite" + colon + disk.Reason(err)}
}

// Import adds the cases of an archive and returns their IDs, in its order, and of
// those the ones that held signs that are not text, which are left out. It
// overwrites nothing: a case whose ID is taken gets another. An archive with
// anything but cases in it is refused as a whole, and when the disk fails
// half-way, what was added goes: the IDs are those of the cases that could not.
func (s *folder) Import(r io.ReaderAt, size int64) (ids, cleaned []string, err error) {
	return importAll(s, r, size)
}

func importAll(s shelf, r io.ReaderAt, size int64) (ids, cleaned []string, err error) {
	if size > maxArchive {
		return nil, nil, tooMuch(fmt.Sprintf("dépasse %d%sMo", maxArchive>>20, french.NBSP))
	}
	list := &frugal{ReaderAt: r, left: maxDirectory}
	z, err := zip.NewReader(list, size)
	switch {
	case list.left < 0:
		return nil, nil, tooMuch("contient trop de fichiers")
	case err != nil:
		return nil, nil, &Error{Err: err, Text: "Ce fichier n’est pas une archive ZIP lisible" + colon + "rien n’a été importé. Donnez une archive exportée par Compromis."}
	}
	list.left = math.MaxInt64
	if err := inspect(z.File); err != nil {
		return nil, nil, err
	}
	for _, entry := range z.File {
		id, dirty, err := add(s, entry)
		if id != "" {
			ids = append(ids, id)
		}
		if err != nil {
			if ids = takeBack(s, ids); len(ids) == 0 {
				err = &Error{Path: s.Dir(), Err: err, Text: "Rien n’a été importé. " + err.Error()}
			}
			return ids, nil, err
		}
		if dirty {
			cleaned = append(cleaned, id)
		}
	}
	return ids, cleaned, nil
}

// frugal reads so many bytes at most: package zip would read a list of any length.
type frugal struct {
	io.ReaderAt
	left int64
}

func (f *frugal) ReadAt(p []byte, at int64) (int, error) {
	if f.left -= int64(len(p)); f.left < 0 {
		return 0, errHuge
	}
	return f.ReaderAt.ReadAt(p, at)
}

func tooMuch(what string) error {
	return &Error{Err: errHuge, Text: "Cette archive " + what + colon + "rien n’a été importé. Exportez vos dossiers en plusieurs archives."}
}

// takeBack deletes cases that were just added, and returns those it cannot.
func takeBack(s shelf, ids []string) (left []string) {
	for _, id := range ids {
		if err := s.Delete(id); err != nil && s.exists(id) {
			left = append(left, id)
		}
	}
	return left
}

// inspect refuses an archive before anything of it is written: for its list first,
// then for what is in its files.
func inspect(entries []*zip.File) error {
	if len(entries) > maxEntries {
		return tooMuch(fmt.Sprintf("contient plus de %d fichiers", maxEntries))
	}
	names := map[string]bool{}
	for _, entry := range entries {
		id, isCase := strings.CutSuffix(entry.Name, caseExt)
		switch {
		case names[entry.Name]:
			return unwanted(entry, errTwice)
		case !isCase || !validID(id) || !entry.Mode().IsRegular():
			return unwanted(entry, errForeign)
		}
		names[entry.Name] = true
	}
	total := 0
	for _, entry := range entries {
		_, data, err := unfold(entry)
		if total += len(data); err != nil {
			return unwanted(entry, err)
		}
		if total > maxUnfolded {
			return tooMuch(fmt.Sprintf("dépasse %d%sMo une fois dépliée", maxUnfolded>>20, french.NBSP))
		}
	}
	return nil
}

// unwanted says which file of an archive is none.
func unwanted(entry *zip.File, err error) error {
	return &Error{Path: entry.Name, Err: err, Text: "Rien n’a été importé. Dans l’archive, " + french.Quote(french.Shown(entry.Name)) + colon + err.Error() + ". Exportez de nouveau vos dossiers depuis Compromis."}
}

// Why a file of an archive is refused, besides what is wrong with a case.
var (
	errTwice = errors.New("ce nom y est deux fois")
	errHeavy = fmt.Errorf("ce fichier dépasse %d%sMo, trop pour une archive", maxEntry>>20, french.NBSP)
)

// unfold reads an entry of an archive. What its header says of its size is not
// believed.
func unfold(entry *zip.File) (envelope, []byte, error) {
	r, err := entry.Open()
	if err != nil {
		return envelope{}, nil, errDamaged
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxEntry+1))
	if err != nil {
		return envelope{}, nil, errDamaged
	}
	if len(data) > maxEntry {
		return envelope{}, nil, errHeavy
	}
	e, err := parse(data)
	return e, data, err
}

// add writes one entry under its name, or under another when it is taken. The ID is
// that of a file that may be there, even when something failed.
func add(s shelf, entry *zip.File) (id string, cleaned bool, err error) {
	e, data, err := unfold(entry)
	if err != nil {
		return "", false, unread(entry.Name, "", err)
	}
	id, err = s.put(strings.TrimSuffix(entry.Name, caseExt), e, data)
	return id, e.cleaned, err
}

// ids are the names of the files.
func (s *folder) ids() (ids []string, err error) {
	all, err := s.files(nil)
	for _, c := range all.Cases {
		ids = append(ids, c.ID)
	}
	return ids, err
}

func (s *folder) raw(id string) (data []byte, at time.Time, err error) {
	if data, err = readFile(s.path(id)); err != nil {
		return nil, at, err
	}
	if info, err := os.Stat(s.path(id)); err == nil {
		at = info.ModTime()
	}
	return data, at, nil
}

func (s *folder) put(id string, e envelope, data []byte) (string, error) {
	id, l, err := s.claimLike(id)
	if err != nil {
		return "", err
	}
	defer l.Release()
	if e.Case != nil && versionOf(id, e) == "" { // a version keeps the ID that makes it one
		f := folderFile{store: s, id: id, held: l}
		err = f.write(*e.Case)
	} else if err = l.Write(s.path(id), data); err != nil {
		err = trouble("Un dossier n’a pas pu être importé", s.path(id), err)
	}
	return id, err
}

// claimLike locks an ID, or one that starts alike when it is taken.
func (s *folder) claimLike(id string) (string, *disk.Lock, error) {
	if l, err := s.claim(id); err == nil {
		return id, l, nil
	}
	return s.claimNew(id)
}
