package cli

import (
	"errors"
	"sync"
	"testing"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/plain"
)

// An answer is refused only when it was not saved, even where the hand goes to
// another window at that very moment.
func TestKeepAsTheHandGoes(t *testing.T) {
	s, err := casefile.OpenStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	const on = decision.Day("2026-11-28")
	g := contenttest.Guide(t)
	d := &desk{program: &program{today: on}, guide: g, cases: s}
	if err := d.Keep(dossier.Case{Said: map[decision.Fact]string{"cause": "impaye"}}); err != nil {
		t.Fatal(err)
	}
	defer d.release()
	over := make(chan struct{})
	var other sync.WaitGroup
	defer other.Wait()
	defer close(over)
	file := d.file
	other.Go(func() { // another window, in a hurry
		for {
			select {
			case <-over:
				return
			default:
				file.Yield()
			}
		}
	})
	for i := range 200 {
		if err := d.file.Take(""); err != nil {
			t.Fatal(err)
		}
		kase := d.kase
		kase.Subject = string(on.Add(i))
		switch err := d.Keep(kase); {
		case err == nil:
			if d.Case().Subject != kase.Subject {
				t.Fatalf("kept, and the desk says %q", d.Case().Subject)
			}
		case !errors.As(err, new(plain.Refusal)):
			t.Fatal(err)
		}
		if said := d.file.Case().Subject; said != d.Case().Subject {
			t.Fatalf("the file says %q, the desk %q", said, d.Case().Subject)
		}
	}
}
