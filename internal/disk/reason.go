package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// reasons are what one is told of what the system answers: the first that fits.
var reasons = []struct {
	answers []error
	told    string
}{
	{diskFull, "le disque est plein. Libérez de la place, puis recommencez."},
	{tooLarge, "ce disque n’accepte pas un fichier aussi grand. Choisissez un autre répertoire."},
	{readOnlyDisk, "ce disque est en lecture seule. Choisissez un autre répertoire."},
	{inUse, "un autre programme s’en sert. Fermez-le, puis recommencez."},
	{[]error{fs.ErrPermission}, "vous n’en avez pas le droit. Vérifiez les droits du répertoire, ou choisissez-en un autre."},
	{notAFolder, "ce chemin passe par un fichier, pas par un répertoire. Choisissez un autre répertoire."},
	{aFolder, "c’est un répertoire, pas un fichier. Choisissez un autre nom."},
	{tooLong, "ce chemin est trop long. Choisissez un autre répertoire."},
	{badDisk, "le disque répond mal. Vérifiez-le, ou choisissez un autre répertoire."},
	{[]error{ErrOutside}, "ce lien mène hors du répertoire. Mettez à sa place le fichier lui-même."},
	{[]error{ErrHuge}, "ce fichier est trop gros. Coupez-le, ou retirez-le."},
	{[]error{ErrTooMany}, "ce répertoire contient trop de fichiers. Retirez ceux qui n’y servent pas."},
	{[]error{ErrTooMuch}, "les fichiers de ce répertoire sont trop gros ensemble. Retirez ceux qui n’y servent pas."},
	{circular, "ce lien tourne en rond. Mettez à sa place le fichier lui-même."},
	{[]error{fs.ErrExist}, "un fichier de ce nom existe déjà. Renommez-le, ou choisissez un autre nom."},
	{[]error{fs.ErrClosed}, "il est fermé. Rouvrez-le, puis recommencez."},
	{[]error{ErrSilent}, "il ne répond pas. Vérifiez que le disque est branché, et le réseau en marche."},
	{[]error{ErrSpecial}, "ce n’est pas un fichier ordinaire. Déplacez-le ailleurs, puis recommencez."},
	{append(gone, fs.ErrNotExist), "il n’est plus là. Vérifiez que le disque est branché et que le répertoire n’a pas été déplacé."},
}

// Reason says in French why the system refused a file or a folder, and what to
// do: the end of a message, after a colon. It goes by the code of the answer,
// never by its words, which depend on the system and are not French: one that is not
// known keeps its number.
func Reason(err error) string {
	if throughFile(err) {
		err = notAFolder[0]
	}
	is := func(answer error) bool { return errors.Is(err, answer) }
	for _, r := range reasons {
		if slices.ContainsFunc(r.answers, is) {
			return r.told
		}
	}
	if code := syscall.Errno(0); errors.As(err, &code) {
		return fmt.Sprintf("le système refuse (erreur %d). Recommencez, ou choisissez un autre répertoire.", uintptr(code))
	}
	return "le système refuse, sans dire pourquoi. Recommencez, ou choisissez un autre répertoire."
}

// throughFile says whether what is not there is so because a file stands where a folder
// should. Other systems answer so; Windows only that the path is not found.
func throughFile(err error) bool {
	var about *fs.PathError
	if !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &about) {
		return false
	}
	for dir := filepath.Dir(about.Path); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil {
			return !info.IsDir()
		}
	}
	return false
}
