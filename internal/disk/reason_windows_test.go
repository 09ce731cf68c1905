package disk_test

import "syscall"

// answers are codes of the system, and words one is told.
var answers = map[error]string{
	syscall.Errno(112): "plein", syscall.Errno(39): "plein", syscall.Errno(1295): "plein", syscall.Errno(223): "aussi grand",
	syscall.Errno(19): "lecture seule", syscall.Errno(5): "droit", syscall.Errno(267): "passe par un fichier",
	syscall.Errno(206): "trop long", syscall.Errno(32): "un autre programme", syscall.Errno(33): "un autre programme",
	syscall.Errno(23): "répond mal", syscall.Errno(1117): "répond mal", syscall.Errno(2): "plus là", syscall.Errno(3): "plus là",
	syscall.Errno(21): "plus là",
}
