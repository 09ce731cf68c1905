// Package desktop is the computer of the user, as far as documents go: it
// writes them next to where the program was started, never over another, and
// opens a text in the editor the user is used to.
//
// Its errors are French sentences: what happened, and what to do.
package desktop

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	tea "charm.land/bubbletea/v2"

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
		err := Write(name, content.Bytes(), false)
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

// Write writes a whole file, or nothing. When the file exists and over is false,
// the error is [fs.ErrExist]. Only an ordinary file is ever written over: never
// what a link leads to, a device, a pipe or a folder (see [disk.Standing]). Another
// name of the same file keeps what it held.
func Write(name string, content []byte, over bool) error {
	switch there := disk.Standing(name); {
	case there == nil:
		return disk.WriteNew(name, content)
	case over && there == fs.ErrExist: //nolint:errorlint // itself: an ordinary file
		return disk.Write(name, content)
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

// Draft is a text in a private file, while the user edits it.
type Draft struct{ folder, file string }

// NewDraft puts a text in a private file.
func NewDraft(text string) (*Draft, error) {
	folder, err := os.MkdirTemp("", "compromis-")
	if err != nil {
		return nil, fmt.Errorf("le texte n’a pas pu être préparé\u00a0: %w", refusal{err})
	}
	d := &Draft{folder, filepath.Join(folder, "courrier.md")}
	if err := os.WriteFile(d.file, []byte(text), 0o600); err != nil {
		os.RemoveAll(folder) //nolint:errcheck // nothing to save in it
		return nil, fmt.Errorf("le texte n’a pas pu être préparé\u00a0: %w", refusal{err})
	}
	return d, nil
}

// Editor is the command that edits the draft: $VISUAL, $EDITOR, or the plain
// editor of the system.
func (d *Draft) Editor() *exec.Cmd {
	command := []string{"nano"}
	if runtime.GOOS == "windows" {
		command = []string{"notepad"}
	}
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if said := strings.Fields(os.Getenv(name)); len(said) > 0 {
			command = said
			break
		}
	}
	return exec.Command(command[0], append(command[1:], d.file)...)
}

// Close returns the text as it was left, and erases the file.
func (d *Draft) Close() (text string, err error) {
	defer os.RemoveAll(d.folder) //nolint:errcheck // a temporary folder
	content, err := os.ReadFile(d.file)
	if err != nil {
		return "", fmt.Errorf("le texte modifié n’a pas pu être relu\u00a0: %w", refusal{err})
	}
	return string(content), nil
}

// Edit opens a text in the editor of the user, in the place of the full screen,
// and brings it back changed.
func Edit(text string, done func(text string, err error) tea.Msg) tea.Cmd {
	draft, err := NewDraft(text)
	if err != nil {
		return func() tea.Msg { return done("", err) }
	}
	return tea.ExecProcess(draft.Editor(), func(err error) tea.Msg {
		changed, readErr := draft.Close()
		if err == nil {
			err = readErr
		}
		return done(changed, err)
	})
}
