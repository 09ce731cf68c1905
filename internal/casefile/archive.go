package casefile

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"strings"

	"compromis/internal/disk"
	"compromis/internal/french"
)

// What an archive may weigh once unfolded, in bytes, and how many cases it may
// hold: a few kilobytes can unfold to more than a disk.
const (
	maxArchive = 1 << 30
	maxEntries = 100_000
)

// Export writes cases to a ZIP archive, one file each, all of those of the
// folder when none is named. Protected cases stay so. Files set aside are not
// in it: [Store.List] names them.
func (s *Store) Export(w io.Writer, ids ...string) error {
	if len(ids) == 0 {
		all, err := s.files(nil)
		if err != nil {
			return err
		}
		for _, c := range all.Cases {
			ids = append(ids, c.ID)
		}
	}
	z := zip.NewWriter(w)
	for _, id := range ids {
		if !s.exists(id) {
			return s.notFound(id)
		}
		if err := s.export(z, id); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return exportTrouble(err)
	}
	return nil
}

func (s *Store) export(z *zip.Writer, id string) error {
	path := s.path(id)
	data, err := readFile(path)
	if err == nil {
		_, err = parse(data)
	}
	if err != nil {
		return unread(path, "", err)
	}
	header := &zip.FileHeader{Name: id + caseExt, Method: zip.Deflate}
	if info, err := os.Stat(path); err == nil {
		header.Modified = info.ModTime()
	}
	entry, err := z.CreateHeader(header)
	if err == nil {
		_, err = entry.Write(data)
	}
	if err != nil {
		return exportTrouble(err)
	}
	return nil
}

func exportTrouble(err error) error {
	return &Error{Err: err, Text: "L’archive n’a pas pu être écrite" + colon + disk.Reason(err)}
}

// Import adds the cases of an archive and returns their IDs, in its order. It
// overwrites nothing: a case whose ID is taken gets another. An archive with
// anything but cases in it is refused as a whole. When the disk fails half-way,
// the IDs are those of the cases that were added.
func (s *Store) Import(r io.ReaderAt, size int64) (ids []string, err error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, &Error{Err: err, Text: "Ce fichier n’est pas une archive ZIP lisible" + colon + "rien n’a été importé. Donnez une archive exportée par Compromis."}
	}
	if err := inspect(z.File); err != nil {
		return nil, err
	}
	for _, entry := range z.File {
		id, err := s.add(entry)
		if err != nil {
			return ids, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// inspect refuses an archive before anything of it is written.
func inspect(entries []*zip.File) error {
	if len(entries) > maxEntries {
		return &Error{Text: fmt.Sprintf("Cette archive contient plus de %d fichiers%srien n’a été importé. Exportez vos dossiers en plusieurs archives.", maxEntries, colon)}
	}
	total := 0
	for _, entry := range entries {
		id, isCase := strings.CutSuffix(entry.Name, caseExt)
		err := errForeign
		if isCase && validID(id) && entry.Mode().IsRegular() {
			var data []byte
			_, data, err = unfold(entry)
			total += len(data)
		}
		if err != nil {
			return &Error{Path: entry.Name, Err: err, Text: "Rien n’a été importé. Dans l’archive, " + french.Quote(entry.Name) + colon + err.Error() + ". Exportez de nouveau vos dossiers depuis Compromis."}
		}
		if total > maxArchive {
			return &Error{Text: fmt.Sprintf("Cette archive dépasse %d%sMo une fois dépliée%srien n’a été importé. Exportez vos dossiers en plusieurs archives.", maxArchive>>20, french.NBSP, colon)}
		}
	}
	return nil
}

// unfold reads an entry of an archive. What its header says of its size is not
// believed.
func unfold(entry *zip.File) (envelope, []byte, error) {
	r, err := entry.Open()
	if err != nil {
		return envelope{}, nil, errDamaged
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil {
		return envelope{}, nil, errDamaged
	}
	if len(data) > maxFile {
		return envelope{}, nil, errHuge
	}
	e, err := parse(data)
	return e, data, err
}

// add writes one entry under its name, or under another when it is taken.
func (s *Store) add(entry *zip.File) (string, error) {
	e, data, err := unfold(entry)
	if err != nil {
		return "", unread(entry.Name, "", err)
	}
	id, l, err := s.claimLike(strings.TrimSuffix(entry.Name, caseExt))
	if err != nil {
		return "", err
	}
	defer l.Release()
	if e.Case != nil && versionOf(id, e) == "" { // a version keeps the ID that makes it one
		f := File{store: s, id: id, held: l}
		return id, f.write(*e.Case)
	}
	if err := l.Write(s.path(id), data); err != nil {
		return "", trouble("Un dossier n’a pas pu être importé", s.path(id), err)
	}
	return id, nil
}

// claimLike locks an ID, or one that starts alike when it is taken.
func (s *Store) claimLike(id string) (string, *disk.Lock, error) {
	if l, err := s.claim(id); err == nil {
		return id, l, nil
	}
	return s.claimNew(id)
}
