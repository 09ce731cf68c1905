//go:build unix

package workbench_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"compromis/internal/workbench"
)

// TestFollowMoved: a folder that is moved away is told so; once it is back, its saves are
// told as before.
func TestFollowMoved(t *testing.T) {
	dir, page, text := folder(t)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	states := make(chan workbench.State, 32)
	go workbench.Follow(ctx, workbench.New(dir), func() time.Time { return day }, func(s workbench.State) { states <- s })
	until := func(what string, is func(s workbench.State) bool) {
		t.Helper()
		for late := time.After(time.Minute); ; {
			select {
			case s := <-states:
				if is(s) {
					return
				}
			case <-late:
				t.Fatalf("%s: nothing is told", what)
			}
		}
	}
	sound := func(s workbench.State) bool { return len(s.Wrong) == 0 }
	until("at first", sound)
	if err := os.Rename(dir, dir+" ailleurs"); err != nil {
		t.Fatal(err)
	}
	until("moved away", func(s workbench.State) bool { return len(s.Wrong) == 1 && s.Wrong[0].File == dir })
	if err := os.Rename(dir+" ailleurs", dir); err != nil {
		t.Fatal(err)
	}
	until("moved back", sound)
	save(t, page, strings.Replace(text, "## Pièges", "## Piege", 1))
	until("a fault", func(s workbench.State) bool { return len(s.WrongWith("etapes/proposer-un-avoir.md")) > 0 })
}
