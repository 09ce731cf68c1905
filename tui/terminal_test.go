package tui_test

import (
	"bytes"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"compromis/internal/terminal/terminaltest"
	"compromis/tui"
)

// patience is how long a terminal may take to show what must come.
const patience = time.Minute

// TestInATerminal runs the whole program in an emulated terminal.
func TestInATerminal(t *testing.T) {
	g := guide(t)
	term := open(t, 80, 24)
	term.wait("Nouveau conflit")
	term.write("1")
	term.wait(words(g.Step(g.Exercises[0].Step).Title))
	term.wait("? aide")
	term.resize(120, 40)
	term.wait("● ")
	term.resize(39, 11)
	term.wait("Agrandissez")
	term.resize(80, 24)
	term.write("\x1b[200~s\x1b[201~") // a paste is not a key
	term.write("v")
	term.wait("Les autres voies")
	term.write("\x1b")
	term.wait("À faire maintenant")
	term.write("q")
	select {
	case <-term.ended:
	case <-time.After(patience):
		t.Fatalf("does not quit\n%s", term)
	}
}

// terminal is a program in an emulated terminal.
type terminal struct {
	t       *testing.T
	mu      sync.Mutex
	screen  terminaltest.Screen
	in      *os.File
	program *tea.Program
	ended   chan struct{}
}

func open(t *testing.T, width, height int) *terminal {
	t.Helper()
	r, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	term := &terminal{t: t, screen: terminaltest.New(width, height), in: in, ended: make(chan struct{})}
	go io.Copy(in, term.screen) //nolint:errcheck // its answers to what the program asks
	term.program = tea.NewProgram(tui.New(tui.Config{Load: load, Today: today}),
		tea.WithInput(r), tea.WithOutput(term), tea.WithWindowSize(width, height), tea.WithoutSignals(),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=xterm-256color"}), tea.WithFPS(120))
	go func() {
		defer close(term.ended)
		if _, err := term.program.Run(); err != nil {
			t.Error(err)
		}
	}()
	t.Cleanup(func() { term.program.Quit(); <-term.ended; in.Close() })
	return term
}

// Write takes what the program draws. Without a terminal behind it, the
// program ends its lines with a bare line feed.
func (v *terminal) Write(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	_, err := v.screen.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n")))
	return len(p), err
}

func (v *terminal) String() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.screen.String()
}

func (v *terminal) write(keys string) {
	v.t.Helper()
	if _, err := v.in.WriteString(keys); err != nil {
		v.t.Fatal(err)
	}
}

func (v *terminal) resize(width, height int) {
	v.mu.Lock()
	v.screen.Resize(width, height)
	v.mu.Unlock()
	v.program.Send(tea.WindowSizeMsg{Width: width, Height: height})
}

// wait polls until the screen shows the text.
func (v *terminal) wait(text string) {
	v.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if strings.Contains(words(v.String()), words(text)) {
			return
		}
	}
	v.t.Fatalf("no %q on\n%s", text, v)
}
