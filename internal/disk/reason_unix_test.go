//go:build !windows

package disk_test

import "syscall"

// answers are codes of the system, and words one is told.
var answers = map[error]string{
	syscall.ENOSPC: "plein", syscall.EDQUOT: "plein", syscall.EFBIG: "aussi grand", syscall.EROFS: "lecture seule",
	syscall.EACCES: "droit", syscall.EPERM: "droit", syscall.ENOTDIR: "passe par un fichier", syscall.EISDIR: "c’est un répertoire",
	syscall.ENAMETOOLONG: "trop long", syscall.EBUSY: "un autre programme", syscall.ETXTBSY: "un autre programme",
	syscall.EIO: "répond mal", syscall.ENOENT: "plus là", syscall.ENODEV: "plus là", syscall.ESTALE: "plus là",
}
