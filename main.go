// Compromis helps a business in conflict with a client to choose the right way
// out: the compromise first, the judge last.
//
// This file is wiring only: the full screen is in package tui, the commands
// and the linear interview in internal/plain, the law in content, the
// reasoning in decision.
package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"compromis/content"
	"compromis/decision"
	"compromis/internal/plain"
	"compromis/tui"
)

// framesPerSecond is twice the default: what one types shows 8 ms sooner.
const framesPerSecond = 120

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	load := sync.OnceValues(content.Load)
	if plain.Parse(args) == plain.FullScreen && onTerminal() {
		go load() //nolint:errcheck // the screen calls it again and gets the same answer
		return fullScreen(load)
	}
	streams := plain.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Open: openFile}
	return plain.Run(args, streams, load, readFolder, time.Now)
}

// onTerminal says whether a person is at both ends.
func onTerminal() bool {
	return term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd()) && os.Getenv("TERM") != "dumb"
}

func fullScreen(load func() (*decision.Guide, error)) int {
	m := tui.New(tui.Config{Load: load, Today: time.Now()})
	_, err := tea.NewProgram(m, tea.WithFPS(framesPerSecond)).Run()
	if err == nil {
		err = m.Err()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "compromis : "+err.Error())
		fmt.Fprintln(os.Stderr, "Essayez : compromis --lineaire")
		return 1
	}
	return 0
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
