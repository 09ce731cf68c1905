// Compromis helps a business in conflict with a client to choose the right way
// out: the compromise first, the judge last.
//
// This file is wiring only: the full screen is in package tui, the commands in
// internal/cli, the linear interview in internal/plain, the law in content, the
// reasoning in decision, the cases in internal/casefile, the documents one
// writes in internal/desktop, the room that votes in internal/host.
package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"compromis/content"
	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/cli"
	"compromis/internal/desktop"
	"compromis/internal/host"
	"compromis/internal/say"
	"compromis/internal/stage"
	"compromis/internal/terminal"
	"compromis/internal/workbench"
	"compromis/tui"
)

// framesPerSecond is twice the default: what one types shows 8 ms sooner.
const framesPerSecond = 120

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	desktop.Sweep(rescue)
	sight := terminal.Look(os.Stdin, os.Stdout, os.Getenv("TERM"))
	window := terminal.NewWindow(sight)
	defer window.Hold(os.Stdin, os.Stdout)
	streams := cli.Streams{
		In: os.Stdin, Out: window.Lines(os.Stdout), Err: window.Lines(os.Stderr),
		Open: openFile, Write: desktop.Write, Secret: terminal.Secret, Session: session,
		Terminal: sight != terminal.Nobody, Poor: sight == terminal.Poor,
		Screen:   fullScreen,
		Workshop: workshop, Door: otherDoor,
		Prints:  prints,
		Near:    host.Near,
		Ended:   terminal.Ended,
		Program: program(),
		Around:  func() [][2]string { return terminal.Tell(os.Stdin, os.Stdout, os.Getenv) },
		Earlier: earlier,
		Over:    layOver, Overlays: overlays(),
		Bench: bench,
		Booth: func(dir string) error { return host.ShowBooth(context.Background(), dir) },
	}
	if dir, err := stage.DefaultDir(); err == nil {
		streams.Settings = dir
	}
	if sight != terminal.Nobody {
		typed := terminal.NewInput(os.Stdin)
		streams.In, streams.Columns = typed, terminal.Columns(os.Stdout)
		streams.Edit = func(e cli.Editing) (string, error) {
			defer typed.Forget()
			return edit(e)
		}
		streams.Foreign = terminal.Foreign(os.Getenv)
	}
	if sight < terminal.Screen {
		streams.Screen, streams.Workshop, streams.Booth, streams.Bench = nil, nil, nil, nil
	}
	return cli.Run(args, streams, content.Load, readFolder, time.Now)
}

// rescue puts a text that a killed program left with the drafts of its case.
func rescue(from desktop.Origin, text string, at time.Time) error {
	if _, err := os.Stat(from.Dir); err != nil && !casefile.OnServer(from.Dir) {
		return err // a disk that is not there today
	}
	cases, err := casefile.OpenStore(from.Dir)
	if err != nil {
		return err
	}
	return cases.AddDraft(from.Case, from.Recipient, casefile.Draft{
		ID: from.Draft, Place: from.Place, About: from.About, On: decision.Day(from.On), At: at, Fields: map[string]string{tui.DraftText: text},
	})
}

// fullScreen shows the full screen, and returns what it could not write.
func fullScreen(o cli.Opening) (last string, err error) {
	go o.Load() //nolint:errcheck // the screen calls it again and gets the same answer
	config := tui.Config{Load: o.Load, Today: o.Today, Now: time.Now, Open: o.Case, View: o.View, Exercise: o.Exercise, Export: desktop.Export, Edit: desktop.Edit}
	config.Cases, config.CasesErr = casefile.OpenStore(o.Dir)
	config.Stage, config.StageErr = stage.Open("", time.Now)
	m := tui.New(config)
	_, err = terminal.New(m, terminal.Guest{Present: desktop.Open, Leave: desktop.End}, tea.WithFPS(framesPerSecond)).Run()
	return m.Close(), cmp.Or(err, m.Err())
}

// workshop opens a room, and returns its last words.
func workshop(w cli.Workshop) (string, error) {
	c, err := roomOf(w)
	if err != nil {
		return "", err
	}
	return host.Run(context.Background(), c, desktop.Export)
}

// otherDoor opens another door of a room, until the program is asked to end.
func otherDoor(w cli.Workshop, said func([]string) error) (string, error) {
	c, err := roomOf(w)
	if err != nil {
		return "", err
	}
	ctx, stop := terminal.Ended()
	defer stop()
	return host.Serve(ctx, c, said)
}

// roomOf is what a room needs, for a program that is nothing else from now on.
func roomOf(w cli.Workshop) (host.Config, error) {
	g, err := w.Load()
	log, logErr := host.OpenLog(w.Log, w.Addresses)
	if err = cmp.Or(err, logErr); err != nil {
		return host.Config{}, err
	}
	slog.SetDefault(log)                           // the SSH library tells its panics there, on this very terminal
	if debug.SetMemoryLimit(-1) == math.MaxInt64 { // GOMEMLIMIT says nothing
		debug.SetMemoryLimit(host.Memory(w.Max))
		debug.SetGCPercent(host.Sparing)
	}
	return host.Config{
		Guide: g.AsOf(w.Now()), Dir: w.Dir, Journal: w.Journal, Address: w.Address, Port: w.Port, Page: w.Page, Code: w.Code, Max: w.Max, HostKey: w.HostKey,
		Log: log, Now: w.Now, Heading: w.Heading, Fresh: w.Fresh,
	}, nil
}

// earlier says what an earlier room left.
func earlier(w cli.Workshop) (last time.Time, seats int, kept bool) {
	g, err := w.Load()
	if err != nil {
		return time.Time{}, 0, false // opening the room says why
	}
	past, kept := host.Kept(host.Config{Guide: g, Dir: w.Dir, Journal: w.Journal, Code: w.Code, Now: w.Now})
	return past.Last, past.Seats, kept
}

// edit opens a text in the editor, from the plain lines.
func edit(e cli.Editing) (string, error) {
	from := desktop.Origin{Dir: e.Dir, Case: e.Case, Recipient: e.Recipient, Draft: e.Draft, Place: e.Place, About: e.About, On: string(e.On)}
	edited := desktop.EditHere(desktop.Editing{Text: e.Text, From: from, Keep: e.Keep})
	if edited.Follow != nil {
		e.Wait()
		edited = edited.Follow.Close()
	}
	return edited.Text, edited.Failed
}

// session tells a session played in front of a room.
func session(g *decision.Guide, which cli.Telling) (told cli.Told, err error) {
	s, err := stage.Open("", time.Now)
	if err != nil {
		return told, err
	}
	all := append([]*stage.Stage{s}, s.Aside()...)
	for _, past := range all[1:] {
		told.Aside = append(told.Aside, past.Plays()[0].Started)
	}
	if which.Earlier >= len(all) {
		return told, nil
	}
	if s = all[which.Earlier]; which.Present > 0 {
		err = s.Count(which.Present)
	}
	told.Report, told.Played = s.Report(g)
	return told, err
}

// bench shows the workbench of a folder of pages.
func bench(dir string) error {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	states := make(chan workbench.State)
	go workbench.Follow(ctx, workbench.New(dir), time.Now, func(s workbench.State) {
		select {
		case states <- s:
		case <-ctx.Done():
		}
	})
	open := func(page string) tea.Cmd {
		editor, err := desktop.EditorOf(filepath.Join(dir, filepath.FromSlash(page)))
		if err != nil {
			return func() tea.Msg { return tui.EditorDone{Err: err} }
		}
		return tea.ExecProcess(editor, func(err error) tea.Msg { return tui.EditorDone{Err: err} })
	}
	m := tui.NewWorkbench(tui.WorkbenchConfig{Dir: dir, States: states, Today: time.Now(), Open: open})
	_, err := terminal.New(m, terminal.Guest{Present: desktop.Open, Leave: desktop.End}).Run()
	return err
}

// layOver reads and proves folders laid over the embedded content.
func layOver(dirs []string) (*decision.Guide, error) {
	return content.Over(dirs, time.Now(), proofs())
}

// prints are the fingerprints of the texts that were read.
func prints(dirs []string) (files []cli.Prints, over []string, err error) {
	all, over, err := content.Prints(dirs)
	for _, f := range all {
		files = append(files, cli.Prints(f))
	}
	return files, over, err
}

// proofs is where the ladders that this program proved are remembered.
func proofs() content.Proofs {
	dir, err := os.UserCacheDir()
	if err != nil {
		return content.Proofs{}
	}
	own, err := os.Executable()
	if err != nil {
		return content.Proofs{}
	}
	is, err := os.Stat(own)
	if err != nil {
		return content.Proofs{}
	}
	return content.Proofs{Dir: filepath.Join(dir, "compromis", "echelles"), By: is.ModTime().UTC().Format(time.RFC3339Nano)}
}

// overlays are the folders that the environment lays over the content.
func overlays() []string {
	return slices.DeleteFunc(filepath.SplitList(os.Getenv("COMPROMIS_CONTENU")), func(dir string) bool { return dir == "" })
}

// What a release is told of itself when it is built (see release/); empty otherwise.
var version, commit, on, changed string

// program says what was built: what the release noted, else what the compiler did.
func program() say.Program {
	p := say.Program{Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH}
	if version != "" {
		p.Version, p.Commit, p.On, p.Changed = version, commit, decision.Day(on), changed == "true"
		return p
	}
	noted, ok := debug.ReadBuildInfo()
	if !ok {
		return p
	}
	if noted.Main.Version != "(devel)" {
		p.Version = noted.Main.Version
	}
	for _, s := range noted.Settings {
		switch s.Key {
		case "vcs.revision":
			p.Commit = s.Value
		case "vcs.time":
			day, _, _ := strings.Cut(s.Value, "T")
			p.On = decision.Day(day)
		case "vcs.modified":
			p.Changed = s.Value == "true"
		}
	}
	return p
}

func openFile(name string) (io.ReadCloser, error) { return os.Open(name) }

// readFolder reads and proves another content than the embedded one.
func readFolder(dir string) (*decision.Guide, error) {
	if content.Overlay(dir) {
		return content.Over([]string{dir}, time.Now(), content.Proofs{})
	}
	g, err := content.ReadFolder(dir, time.Now())
	if err != nil {
		return nil, err
	}
	_, err = content.Verify(g)
	return g, errors.Join(err, content.Runnable(g))
}
