package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// What may stand where a file is to be written, beside an ordinary file. Each is
// also [fs.ErrExist].
var (
	ErrLink   = fmt.Errorf("a link: %w", fs.ErrExist)
	ErrDevice = fmt.Errorf("a device or a pipe: %w", fs.ErrExist)
	ErrFolder = fmt.Errorf("a folder: %w", fs.ErrExist)
)

// Standing says what stands at a path: nil for nothing, [fs.ErrExist] itself for an
// ordinary file, or else why no file is to be written there. It opens nothing.
func Standing(path string) error {
	info, err := os.Lstat(path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // its folder may be missing: who writes says so
		}
		return err
	}
	link := info.Mode()&fs.ModeSymlink != 0
	if link {
		if to, err := os.Stat(path); err == nil {
			info = to
		}
	}
	switch mode := info.Mode(); {
	case mode&(fs.ModeDevice|fs.ModeNamedPipe|fs.ModeSocket) != 0:
		return ErrDevice
	case link:
		return ErrLink
	case mode.IsDir():
		return ErrFolder
	case !mode.IsRegular():
		return ErrDevice
	}
	return fs.ErrExist
}
