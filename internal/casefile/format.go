package casefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"unicode/utf8"

	"compromis/internal/disk"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// format is the version of what a file holds. It goes up when an older program
// could misread the file, or when a field goes or changes its name: the former
// version must then still be read. A field more needs no new version: a program
// refuses a file with a field it does not know, so that saving never drops it.
const format = 1

// maxFile is the most a case may weigh, in bytes. A case of a thousand letters
// is far below; a file above is not read into memory.
const maxFile = 32 << 20

// bom is a mark that some editors put first.
var bom = []byte("\ufeff")

// What stands beside ID.json, by the same name:
//
//   - ID.etats, the last states of the case, ten at most, the oldest first. A
//     line each: {"le": when the case was saved so, "etat": its envelope then}.
//     No program needs it to open the case.
//   - ID.json.abime-DAY, a file that could not be read, set aside.
//   - ID.json.version-DAY, a version that has joined the case: see versions.go.
//   - ID.lock and ID.demande while a window has the case: see hand.go.

// maxItems is the most acts, invoices, complaints and due dates a case may hold:
// in memory each takes a hundred times what the shortest weighs in the file.
const maxItems = 100_000

// crowded says whether JSON lists more than a case does.
func crowded(data []byte) bool {
	items, in := 0, []byte{}
	for at := 0; at < len(data); at++ {
		switch c := data[at]; c {
		case '"':
			for at++; at < len(data) && data[at] != '"'; at++ {
				if data[at] == '\\' {
					at++
				}
			}
		case '[', '{':
			in = append(in, c)
		case ']', '}':
			in = in[:max(0, len(in)-1)]
		case ',':
			if n := len(in); n > 0 && in[n-1] == '[' {
				items++
			}
		}
	}
	return items > maxItems
}

// envelope is what a file holds: a case as it is, or sealed.
type envelope struct {
	Format int           `json:"format"`
	Case   *dossier.Case `json:"dossier,omitempty"`
	Seal   *seal         `json:"protege,omitempty"`

	cleaned bool // what was read held signs that are not text
}

// Why a file cannot be used. The newer ones are sound: they are left alone.
var (
	errNewer   = errors.New("ce fichier vient d’une version plus récente de Compromis. Installez cette version pour l’ouvrir" + french.NBSP + "; il n’a pas été touché")
	errForeign = errors.New("ce fichier n’est pas un dossier de Compromis")
	errDamaged = errors.New("ce fichier est abîmé ou incomplet")
	errHuge    = fmt.Errorf("ce fichier dépasse %d%sMo, ce n’est pas un dossier de Compromis", maxFile>>20, french.NBSP)
	errCrowded = errors.New("ce fichier énumère trop de choses, ce n’est pas un dossier de Compromis")
	errSpecial = errors.New("ce n’est pas un fichier ordinaire. Déplacez-le ailleurs")
	errName    = errors.New("son nom contient un caractère interdit. Renommez ce fichier")
)

// setAside says whether a fault of the content calls for moving the file away.
func setAside(err error) bool {
	return errors.Is(err, errForeign) || errors.Is(err, errDamaged) || errors.Is(err, errHuge) || errors.Is(err, errCrowded)
}

// marshal writes an envelope for people to read.
func marshal(e envelope) ([]byte, error) {
	e.Format = format
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(e)
	return b.Bytes(), err
}

// parse reads an envelope. The error is one of those above.
func parse(data []byte) (envelope, error) {
	data = bytes.TrimPrefix(data, bom)
	if !utf8.Valid(data) {
		return envelope{}, errDamaged // reading on would put � in the place of letters
	}
	if crowded(data) {
		return envelope{}, errCrowded
	}
	var e envelope
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&e); err != nil || e.Format != format {
		return envelope{}, diagnose(data, err, new(envelope))
	}
	if _, err := dec.Token(); err != io.EOF {
		return envelope{}, errDamaged
	}
	if (e.Case == nil) == (e.Seal == nil) {
		return envelope{}, errDamaged
	}
	e.cleaned = textual(reflect.ValueOf(e.Case))
	return e, nil
}

// diagnose says why data is not what a file of this version holds, an envelope or
// drafts, whose reading failed so.
func diagnose(data []byte, failed error, into any) error {
	var head struct {
		Format *int `json:"format"`
	}
	if !json.Valid(data) {
		return errDamaged
	}
	if json.Unmarshal(data, &head) != nil || head.Format == nil || *head.Format < 1 {
		return errForeign
	}
	wrongType := (*json.UnmarshalTypeError)(nil)
	if *head.Format > format || !errors.As(failed, &wrongType) && json.Unmarshal(data, into) == nil {
		return errNewer // the only fault left in the second case is an unknown field
	}
	return errDamaged
}

// readFile returns the bytes of an ordinary file that is not too big.
func readFile(path string) ([]byte, error) {
	data, err := disk.Read(path, maxFile)
	switch {
	case errors.Is(err, disk.ErrSpecial):
		err = errSpecial
	case errors.Is(err, disk.ErrHuge):
		err = errHuge
	}
	return data, err
}

// unread tells why a file could not be used, and where it is now.
func unread(path, aside string, err error) error {
	var text string
	switch {
	case aside != "":
		text = err.Error() + ". Il est mis de côté sous le nom " + french.Quote(aside) + ". Ouvrez-le pour en sauver ce qui s’y lit (" + french.Quote("dossiers secourir") + "), ou reprenez une copie de ce dossier."
	case errors.Is(err, errNewer), errors.Is(err, errSpecial), errors.Is(err, errName):
		text = err.Error() + "."
	case setAside(err):
		text = err.Error() + ". Il n’a pas été touché. Reprenez une copie de ce dossier si vous en avez une."
	case errors.Is(err, fs.ErrNotExist):
		text = "il n’est plus là. Regardez la liste des dossiers."
		err = errors.Join(ErrNotFound, err)
	default:
		text = disk.Reason(err)
	}
	return &Error{Path: path, Aside: aside, Err: err, Text: "Impossible de lire " + french.Quote(path) + colon + text}
}
