// Package desktop is the computer of the user, as far as documents go: it
// writes them next to where the program was started, never over another, and
// opens a text in the editor the user is used to ([Edit]). While one edits, the
// text is in clear in a folder of its own, which goes whatever ends the program:
// a killed one leaves it to the next ([Sweep]).
//
// Its errors are French sentences: what happened, and what to do.
package desktop

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"compromis/internal/disk"
)

// mostNames is how many names are tried before giving up.
const mostNames = 1000

// Export writes a document in the present folder, under the name given or, when
// it is taken, the first of "name-2", "name-3"… that is not. It returns the
// full path. A document that could not be written whole is not left behind.
func Export(name string, write func(io.Writer) error) (where string, err error) {
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return "", fmt.Errorf("« %s » n’a pas pu être préparé (%w).", name, err) //nolint:staticcheck // a sentence
	}
	kind := filepath.Ext(name)
	base := strings.TrimSuffix(name, kind)
	for n := 1; n <= mostNames; n++ {
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", base, n, kind)
		}
		err := disk.WriteNew(name, content.Bytes())
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", told(name, err)
		}
		if full, err := filepath.Abs(name); err == nil {
			name = full
		}
		return name, nil
	}
	return "", told(base+kind, fs.ErrExist)
}

// Write has a whole file written, or nothing. When the file exists and over is
// false, the error is [fs.ErrExist]. Only an ordinary file is ever written over:
// never what a link leads to, a device, a pipe or a folder (see [disk.Standing]).
// Another name of the same file keeps what it held.
func Write(name string, write func(io.Writer) error, over bool) error {
	switch there := disk.Standing(name); {
	case there == nil:
		return disk.StreamNew(name, write)
	case over && there == fs.ErrExist: //nolint:errorlint // itself: an ordinary file
		return disk.Stream(name, write)
	default:
		return there
	}
}

// told says why a document could not be written.
func told(name string, err error) error {
	folder, _ := filepath.Abs(filepath.Dir(name))
	return fmt.Errorf("«\u00a0%s\u00a0», dans %s\u00a0: %w", filepath.Base(name), folder, refusal{err})
}

// refusal is an error of the system, told in French.
type refusal struct{ error }

func (r refusal) Error() string { return disk.Reason(r.error) }
func (r refusal) Unwrap() error { return r.error }
