package cli_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/casefile/casefiletest"
	"compromis/internal/cli"
)

// today is the day every test runs on.
var today = contenttest.Today

// guide returns the real content.
var guide = contenttest.Guide

// load reads it, as the program does.
var load = contenttest.Load

// has and spaced look for words wherever lines break.
var has, spaced = contenttest.Has, contenttest.Spaced

// asProgram makes the binary of the tests be the program: shells ask it what
// may come next.
const asProgram = "COMPROMIS_TESTED"

// TestMain keeps every test away from the cases of whoever runs them, and from the
// folder they are in.
func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		streams := cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
		os.Exit(cli.Run(os.Args[1:], streams, load, readNothing, time.Now))
	}
	casefiletest.Hurry() // what a passphrase costs is held in casefile
	dir, err := os.MkdirTemp("", "compromis")
	if err == nil {
		err = os.Setenv("COMPROMIS_DOSSIERS", dir)
	}
	if err != nil {
		panic(err)
	}
	before, _ := filepath.Glob("*") //nolint:errcheck // a good pattern
	code := m.Run()
	if after, _ := filepath.Glob("*"); !slices.Equal(before, after) { //nolint:errcheck // the same
		fmt.Fprintf(os.Stderr, "the tests leave something behind: %q then %q\n", before, after)
		code = 1
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// run plays a command line.
func run(t *testing.T, in string, args ...string) (exit int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	streams := cli.Streams{In: strings.NewReader(in), Out: &stdout, Err: &stderr, Open: openNothing}
	exit = cli.Run(args, streams, load, readNothing, func() time.Time { return today })
	return exit, stdout.String(), stderr.String()
}

func openNothing(name string) (io.ReadCloser, error) {
	if name == "faits.json" {
		return io.NopCloser(strings.NewReader(`{"cause": "impaye", "client": "public"}`)), nil
	}
	return nil, io.ErrClosedPipe
}

func readNothing(string) (*decision.Guide, error) { return nil, io.ErrClosedPipe }

// broken is an output whose reader has left.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// pathTo returns the first path that ends on the step, with those answers.
func pathTo(t testing.TB, step string, told ...decision.Setting) decisiontest.Path {
	t.Helper()
	path, ok := decisiontest.To(guide(t), step, told...)
	if !ok {
		t.Fatalf("no path to %s with %v", step, told)
	}
	return path
}
