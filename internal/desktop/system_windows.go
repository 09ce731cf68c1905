package desktop

import "os"

// hangUp ends a program: Windows has no gentler way.
func hangUp(p *os.Process) { _ = p.Kill() }

// private says whether a folder is one: those of a user are out of reach of the
// others.
func private(folder string) bool {
	info, err := os.Lstat(folder)
	return err == nil && info.IsDir()
}
