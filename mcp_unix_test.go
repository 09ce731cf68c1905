//go:build !windows

package main

import (
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"compromis/content"
	"compromis/internal/mcp/mcptest"
)

// assistant is the built program as an assistant runs it, in a home of its own.
func assistant(t *testing.T, program string) (cmd *exec.Cmd, home string, errs *bytes.Buffer) {
	t.Helper()
	home, errs = t.TempDir(), new(bytes.Buffer)
	cmd = exec.Command(program, "mcp")
	cmd.Env = append(os.Environ(), "HOME="+home, "XDG_DATA_HOME="+filepath.Join(home, "data"), "COMPROMIS_DOSSIERS="+filepath.Join(home, "dossiers"))
	cmd.Stderr = errs
	return cmd, home, errs
}

// TestAssistant has a client of another make walk every exercise and every real situation
// through the built program, to the step that is expected. Meanwhile it opens no socket,
// and leaves nothing behind.
func TestAssistant(t *testing.T) {
	g, err := content.Load()
	if err != nil {
		t.Fatal(err)
	}
	cmd, home, errs := assistant(t, built(t))
	dice := rand.New(rand.NewPCG(16, 8))
	c := mcptest.Begin(t, &sdk.CommandTransport{Command: cmd})
	for _, e := range g.Exercises {
		if got := c.Walk(t, e.Answers, dice); got != e.Step {
			t.Errorf("%s: led to %s, want %s", e.ID, got, e.Step)
		}
	}
	for _, s := range g.Situations() {
		if got := c.Walk(t, s.Told, dice); got != s.Step {
			t.Errorf("%s: led to %s, want %s", s.Story, got, s.Step)
		}
	}
	if runtime.GOOS == "linux" {
		open, err := filepath.Glob("/proc/" + strconv.Itoa(cmd.Process.Pid) + "/fd/*")
		if err != nil || len(open) < 3 {
			t.Fatalf("%q, %v", open, err)
		}
		for _, f := range open {
			if to, _ := os.Readlink(f); strings.HasPrefix(to, "socket:") {
				t.Errorf("%s is %s", f, to)
			}
		}
	}
	if err := c.Close(); err != nil || cmd.ProcessState.ExitCode() != 0 || errs.Len() > 0 {
		t.Errorf("%v, %v, %s", err, cmd.ProcessState, errs)
	}
	if left, _ := os.ReadDir(home); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestAssistantEnds: a signal, or the end of the input, is a good end; only messages are
// written on the output.
func TestAssistantEnds(t *testing.T) {
	program := built(t)
	for name, end := range map[string]func(*exec.Cmd, io.Closer) error{
		"signal": func(cmd *exec.Cmd, _ io.Closer) error { return cmd.Process.Signal(syscall.SIGTERM) },
		"input":  func(_ *exec.Cmd, in io.Closer) error { return in.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			cmd, _, errs := assistant(t, program)
			in, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			late := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() }) //nolint:errcheck // it may have ended
			defer late.Stop()
			io.WriteString(in, mcptest.Hello+"\n"+mcptest.Ready+"\n"+mcptest.Call(1, "prochaine_question", "{}")+"\n") //nolint:errcheck // read back
			said := ""
			for b := make([]byte, 1<<16); strings.Count(said, "\n") < 2; {
				n, err := out.Read(b)
				if said += string(b[:n]); err != nil {
					t.Fatalf("%v after %q", err, said)
				}
			}
			if err := end(cmd, in); err != nil {
				t.Fatal(err)
			}
			rest, err := io.ReadAll(out)
			if err := cmd.Wait(); err != nil || errs.Len() > 0 {
				t.Errorf("%v, %s", err, errs)
			}
			if all := mcptest.Messages(t, said+string(rest)); err != nil || len(all) != 2 {
				t.Errorf("%v, %q", err, all)
			}
		})
	}
}
