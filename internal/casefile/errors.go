package casefile

import (
	"errors"

	"compromis/internal/disk"
	"compromis/internal/french"
)

// Typography of the messages: a non-breaking space goes before « : » and inside
// the quotation marks.
const colon = french.NBSP + ": "

// Errors a caller may want to tell apart, with errors.Is.
var (
	ErrPassphrase      = errors.New("Ce dossier est protégé" + colon + "donnez son mot de passe.")
	ErrWrongPassphrase = errors.New("Ce mot de passe n’ouvre pas ce dossier. Vérifiez les majuscules et les espaces, puis recommencez.")
	ErrNotFound        = errors.New("Ce dossier n’existe pas.")
	ErrReadOnly        = errors.New("Ce dossier est ouvert en lecture seule.")
)

// Error tells a person what could not be done, where, and what to do.
type Error struct {
	Path  string // the file or the folder; "" when there is none
	Text  string // French sentences
	Aside string // the new name of a file that was set aside
	Err   error  // the cause; may be nil
}

func (e *Error) Error() string { return e.Text }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// trouble tells what the system refused. An error already told stays as it is.
func trouble(what, path string, err error) error {
	var told *Error
	if errors.As(err, &told) {
		return told
	}
	return &Error{Path: path, Err: err, Text: what + ", dans " + french.Quote(path) + colon + disk.Reason(err)}
}

func (s *folder) notFound(name string) error { return notFound(s.dir, name) }

func notFound(dir, name string) error {
	return &Error{Path: dir, Err: ErrNotFound, Text: "Aucun dossier " + french.Quote(name) + " dans " + french.Quote(dir) + ". Regardez la liste des dossiers, puis reprenez un de ses noms."}
}

// lockTrouble says why a case could not be written, and what became of it.
func lockTrouble(id, path, became string, err error) error {
	if errors.Is(err, disk.ErrHeld) {
		return &Error{Path: path, Err: ErrReadOnly, Text: "Le dossier " + french.Quote(id) + " est ouvert dans une autre fenêtre" + colon + became + ". Fermez l’autre fenêtre, puis recommencez."}
	}
	return &Error{Path: path, Err: errors.Join(ErrReadOnly, err), Text: "Le dossier " + french.Quote(id) + " est en lecture seule" + colon + became + ". Dans " + french.Quote(path) + colon + disk.Reason(err)}
}
