package french

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"syscall"
)

// Reason says in French why the system refused a file or a folder, and what to do:
// the end of a message, after a colon.
func Reason(err error) string {
	is := func(all ...error) bool {
		return slices.ContainsFunc(all, func(e error) bool { return errors.Is(err, e) })
	}
	switch {
	case is(diskFull...):
		return "le disque est plein. Libérez de la place, puis recommencez."
	case is(syscall.EFBIG):
		return "ce disque n’accepte pas un fichier aussi grand. Choisissez un autre répertoire."
	case is(readOnlyDisk...):
		return "ce disque est en lecture seule. Choisissez un autre répertoire."
	case is(fs.ErrPermission):
		return "vous n’en avez pas le droit. Vérifiez les droits du répertoire, ou choisissez-en un autre."
	case is(syscall.ENOTDIR):
		return "ce chemin passe par un fichier, pas par un répertoire. Choisissez un autre répertoire."
	case is(syscall.ENAMETOOLONG):
		return "ce chemin est trop long. Choisissez un autre répertoire."
	case is(fs.ErrClosed):
		return "il est fermé. Rouvrez-le, puis recommencez."
	case is(fs.ErrNotExist):
		return "il n’est plus là. Vérifiez que le disque est branché et que le répertoire n’a pas été déplacé."
	}
	if where := (*fs.PathError)(nil); errors.As(err, &where) {
		err = where.Err // the path is told already
	}
	return fmt.Sprintf("le système a répondu %s. Recommencez, ou choisissez un autre répertoire.", Quote(err.Error()))
}
