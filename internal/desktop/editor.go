package desktop

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/mattn/go-shellwords"
)

// Editing is a text to edit.
type Editing struct {
	Text string                  // as one finds it
	From Origin                  // where it belongs, for whoever finds it after a crash
	Keep func(text string) error // keeps what the editor saved, each time it does; may be nil
	Done func(Edited) tea.Msg    // takes what came of it
}

// Edited is what came of a text.
type Edited struct {
	Text     string   // as the editor left it
	Unopened bool     // no editor could be found, or started: nothing was edited
	Failed   error    // why the editor, or the reading, did not end well: a French sentence
	Kept     bool     // the text is in Keep's hands, or is as one found it
	Follow   *Session // the editor did not wait: the file is still there, and followed
}

// What one waits for.
const (
	lookEvery = 200 * time.Millisecond // between two looks at the file
	swift     = time.Second            // an editor that is back by then did not wait
	grace     = time.Second            // for an editor that is asked to end
)

// Edit opens a text in the editor of the user, in the place of the full screen.
func Edit(e Editing) tea.Cmd {
	failed := func(err error) tea.Cmd {
		return func() tea.Msg { return e.Done(Edited{Text: e.Text, Failed: err, Kept: true, Unopened: true}) }
	}
	command, err := editor(os.Getenv)
	if err != nil {
		return failed(err)
	}
	s, err := newSession(e, command)
	if err != nil {
		return failed(err)
	}
	return tea.Exec(s, func(err error) tea.Msg { return e.Done(s.result(err)) })
}

// EditHere opens a text in the editor of the user, on the terminal of the process, and
// waits for it to end. While it has the terminal, ctrl+c is for it.
func EditHere(e Editing) Edited {
	command, err := editor(os.Getenv)
	if err != nil {
		return Edited{Text: e.Text, Failed: err, Kept: true}
	}
	s, err := newSession(e, command)
	if err != nil {
		return Edited{Text: e.Text, Failed: err, Kept: true}
	}
	s.SetStdin(os.Stdin)
	s.SetStdout(os.Stdout)
	s.SetStderr(os.Stderr)
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt) // to ignore it would have the editor do so too
	defer signal.Stop(interrupts)
	_ = s.Run() // it fails never
	return s.result(nil)
}

// editor is the command of the user: $VISUAL, $EDITOR, or the plain editor of the
// system. It is read as a shell would, with quotes and $HOME, without one.
func editor(env func(string) string) ([]string, error) {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		said := strings.TrimSpace(env(name))
		if said == "" {
			continue
		}
		words, err := split(said, runtime.GOOS == "windows", env)
		if err != nil || len(words) == 0 || words[0] == "" {
			return nil, fmt.Errorf("la variable $%s ne se lit pas comme une commande\u00a0: «\u00a0%s\u00a0». Vérifiez ses guillemets, comme dans %s='\"/chemin/avec espace/editeur\" --wait'.", name, said, name)
		}
		return words, nil
	}
	if runtime.GOOS == "windows" {
		return []string{"notepad"}, nil
	}
	return []string{"nano"}, nil
}

// split cuts a command into words. On Windows a backslash is a letter of a path. What
// would have a shell run another command is no command.
func split(command string, windows bool, env func(string) string) ([]string, error) {
	if windows {
		command = strings.ReplaceAll(command, `\`, `\\`)
	}
	parser := shellwords.Parser{ParseEnv: true, Getenv: env}
	words, err := parser.Parse(command)
	if another := parser.Position != -1; err == nil && (another || strings.Contains(command, "$(") || strings.Contains(command, "`")) {
		err = errors.New("more than one command")
	}
	return words, err
}

// onTerminal are editors that end with what one does in them; windowed, those that
// open a window and come back, unless they are told to wait.
var (
	onTerminal = []string{"nano", "pico", "vi", "vim", "nvim", "ed", "ex", "emacs", "mg", "micro", "hx", "helix", "joe", "jed", "ne", "mcedit", "kak", "tilde", "notepad"}
	windowed   = []string{"code", "code-insiders", "codium", "vscodium", "cursor", "zed", "subl", "sublime_text", "gedit", "gnome-text-editor", "kate", "kwrite", "pluma", "xed", "mousepad", "atom", "mate", "bbedit", "gvim", "emacsclient", "open", "xdg-open", "start", "notepad++"}
	waiting    = []string{"--wait", "-w", "-W", "--block", "-b", "--nofork", "-f"}
)

// waits says whether an editor that came back without a change, after so long,
// had waited for the user.
func waits(command []string, after time.Duration) bool {
	name := strings.ToLower(strings.TrimSuffix(filepath.Base(command[0]), ".exe"))
	switch {
	case slices.Contains(onTerminal, name):
		return true
	case after < swift:
		return false
	case slices.Contains(windowed, name):
		return slices.ContainsFunc(command[1:], func(arg string) bool { return slices.Contains(waiting, arg) })
	}
	return true
}

// running are the texts being edited now, for [End].
var running struct {
	sync.Mutex
	all map[*Session]bool
}

func (s *Session) register(on bool) {
	running.Lock()
	defer running.Unlock()
	if running.all == nil {
		running.all = map[*Session]bool{}
	}
	if running.all[s] = on; !on {
		delete(running.all, s)
	}
}

// sessions are the texts being edited now.
func sessions() []*Session {
	running.Lock()
	defer running.Unlock()
	var all []*Session
	for s := range running.all {
		all = append(all, s)
	}
	return all
}

// Open says whether an editor is.
func Open() bool { return len(sessions()) > 0 }

// End asks every editor to end, and no later than a moment after takes what it
// saved, and erases the files.
func End() {
	for _, s := range sessions() {
		s.end()
	}
}

// Session is a text being edited. It is a [tea.ExecCommand].
type Session struct {
	place   *place
	editing Editing
	command []string
	process *exec.Cmd

	mu      sync.Mutex
	last    look   // the file as it was seen last
	kept    string // what was last kept, or what one found
	keepErr error
	over    bool
	edited  Edited
	started bool
	stop    chan struct{} // closed when nobody looks any more
	ended   chan struct{} // closed when the process is over
}

func newSession(e Editing, command []string) (*Session, error) {
	p, err := newPlace(e)
	if err != nil {
		return nil, fmt.Errorf("le texte n’a pas pu être préparé\u00a0: %w", refusal{err})
	}
	s := &Session{place: p, editing: e, command: command, kept: e.Text, stop: make(chan struct{}), ended: make(chan struct{})}
	s.process = exec.Command(command[0], append(slices.Clone(command[1:]), p.file)...)
	s.last = p.look()
	s.register(true)
	return s, nil
}

// SetStdin gives the editor what is typed in the terminal.
func (s *Session) SetStdin(r io.Reader) { s.process.Stdin = r }

// SetStdout gives it the terminal to write on.
func (s *Session) SetStdout(w io.Writer) { s.process.Stdout = w }

// SetStderr gives it the terminal for its complaints.
func (s *Session) SetStderr(w io.Writer) { s.process.Stderr = w }

// Run runs the editor to its end, and keeps meanwhile what it saves. It fails
// never: [Session.result] says how it went.
func (s *Session) Run() error {
	s.mu.Lock()
	if s.over {
		s.mu.Unlock()
		return nil
	}
	began := time.Now()
	err := s.process.Start()
	s.started = err == nil
	s.mu.Unlock()
	go s.watch()
	if err == nil {
		err = s.process.Wait()
	}
	close(s.ended)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return nil
	}
	if text, readErr := s.place.read(false); err == nil && readErr == nil && text == s.editing.Text && s.kept == s.editing.Text && !waits(s.command, time.Since(began)) {
		s.edited = Edited{Text: text, Kept: true, Follow: s}
		return nil
	}
	s.finish(s.told(err))
	s.edited.Unopened = !s.started
	return nil
}

// told says how the editor failed, in French.
func (s *Session) told(err error) error {
	name := s.command[0]
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		return fmt.Errorf("l’éditeur «\u00a0%s\u00a0» dit qu’il a échoué (code %d).", name, exit.ExitCode())
	case errors.As(err, &exit):
		return stopped(name)
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("l’éditeur «\u00a0%s\u00a0» est introuvable. Nommez le vôtre dans la variable $EDITOR, par exemple EDITOR=nano.", name)
	}
	return fmt.Errorf("l’éditeur «\u00a0%s\u00a0» ne s’ouvre pas\u00a0: %w", name, refusal{err})
}

// result is what came of it, for who handed the terminal over.
func (s *Session) result(handing error) Edited {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.over && s.edited.Follow == nil { // the terminal could not be handed over
		s.finish(fmt.Errorf("l’éditeur ne s’ouvre pas dans ce terminal\u00a0: %w", refusal{handing}))
		s.edited.Unopened = true
	}
	return s.edited
}

// Text is the text as it was last saved, and whether that is a change.
func (s *Session) Text() (text string, changed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept, s.kept != s.editing.Text
}

// Close takes the text of an editor that did not wait, and erases the file.
func (s *Session) Close() Edited {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.finish(nil)
	return s.edited
}

// end has the editor end, and takes what it saved.
func (s *Session) end() {
	s.mu.Lock()
	started := s.started
	s.mu.Unlock()
	if started {
		hangUp(s.process.Process)
		select {
		case <-s.ended:
		case <-time.After(grace):
			_ = s.process.Process.Kill()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.finish(stopped(s.command[0]))
}

func stopped(name string) error {
	return fmt.Errorf("l’éditeur «\u00a0%s\u00a0» a été arrêté.", name)
}

// watch keeps what the editor saves, until nobody looks any more.
func (s *Session) watch() {
	for tick := time.NewTicker(lookEvery); ; {
		select {
		case <-s.stop:
			tick.Stop()
			return
		case <-tick.C:
			s.look()
		}
	}
}

// look keeps the text if it has been saved: once the file is the same for two
// looks, so that it is whole.
func (s *Session) look() {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.place.look()
	still := now == s.last
	s.last = now
	if s.over || !still {
		return
	}
	if text, err := s.place.read(false); err == nil {
		s.keep(text)
	}
}

// keep keeps a text that is not blank and has changed. s.mu is held.
func (s *Session) keep(text string) {
	if text == s.kept || strings.TrimSpace(text) == "" {
		return
	}
	if s.editing.Keep != nil {
		if s.keepErr = s.editing.Keep(text); s.keepErr != nil {
			return
		}
	}
	s.kept = text
}

// finish takes the last text and erases the files, unless the text could not be
// kept: the next start of the program then finds it. s.mu is held.
func (s *Session) finish(failed error) {
	if s.over {
		return
	}
	s.over = true
	close(s.stop)
	defer s.register(false)
	text, err := s.place.read(failed != nil)
	if err != nil {
		s.edited = Edited{Text: s.kept, Failed: fmt.Errorf("le texte modifié n’a pas pu être relu\u00a0: %w", refusal{err}), Kept: true}
		s.place.leave()
		return
	}
	s.keep(text)
	s.edited = Edited{Text: text, Failed: failed, Kept: s.kept == text || strings.TrimSpace(text) == ""}
	if !s.edited.Kept {
		s.edited.Failed = fmt.Errorf("le brouillon n’a pas pu être gardé (%w). Le texte est resté dans %s.", s.keepErr, s.place.file)
		s.place.leave()
		return
	}
	s.place.erase()
}
