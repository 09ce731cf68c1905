// Compromis helps a business in conflict with a client to choose the right way
// out: the compromise first, the judge last.
//
// This file is wiring only: the full screen is in package tui, the commands
// and the linear interview in internal/plain, the law in content, the
// reasoning in decision, the cases in internal/casefile, the documents one
// writes in internal/desktop.
package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"compromis/content"
	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/desktop"
	"compromis/internal/handout"
	"compromis/internal/plain"
	"compromis/internal/stage"
	"compromis/tui"
)

// framesPerSecond is twice the default: what one types shows 8 ms sooner.
const framesPerSecond = 120

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	load := sync.OnceValues(content.Load)
	if opening, ok := plain.Screen(args); ok && onTerminal() {
		go load() //nolint:errcheck // the screen calls it again and gets the same answer
		return fullScreen(opening, load)
	}
	streams := plain.Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Open: openFile, Write: desktop.Write, Terminal: onTerminal(), Secret: secret, Session: session,
	}
	return plain.Run(args, streams, load, readFolder, time.Now)
}

// onTerminal says whether a person is at both ends.
func onTerminal() bool {
	return term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd()) && os.Getenv("TERM") != "dumb"
}

func fullScreen(o plain.Opening, load func() (*decision.Guide, error)) int {
	config := tui.Config{Load: load, Today: time.Now(), Open: o.Case, View: o.View, Exercise: o.Exercise, Export: desktop.Export, Edit: desktop.Edit}
	if o.Today != "" {
		config.Today = o.Today.Time()
	}
	config.Cases, config.CasesErr = casefile.OpenStore(o.Dir)
	config.Stage, config.StageErr = stage.Open("", time.Now)
	m := tui.New(config)
	_, err := tea.NewProgram(m, tea.WithFPS(framesPerSecond)).Run()
	if err = cmp.Or(err, m.Err()); err != nil {
		fmt.Fprintln(os.Stderr, "compromis : "+err.Error())
		fmt.Fprintln(os.Stderr, "Essayez : compromis --lineaire")
		return 1
	}
	return 0
}

// session tells the last session played in front of a room.
func session(g *decision.Guide) (said handout.Session, played bool, err error) {
	s, err := stage.Open("", time.Now)
	if err == nil {
		said, played = s.Report(g)
	}
	return said, played, err
}

func secret() (string, error) {
	said, err := term.ReadPassword(os.Stdin.Fd())
	return string(said), err
}

func openFile(name string) (io.ReadCloser, error) { return os.Open(name) }

// readFolder reads and proves another content than the embedded one.
func readFolder(dir string) (*decision.Guide, error) {
	g, err := content.Read(os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	if _, err := content.Verify(g); err != nil {
		return nil, err
	}
	return g, nil
}
