package cli_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/cli"
	"compromis/internal/dossier"
)

// typist types lines, and looks at something before each.
type typist struct {
	lines  []string
	before func(typed int)
	typed  int
}

func (p *typist) Read(b []byte) (int, error) {
	p.before(p.typed)
	if p.typed == len(p.lines) {
		return 0, io.EOF
	}
	p.typed++
	return copy(b, p.lines[p.typed-1]+"\n"), nil
}

// lines plays the plain lines.
func (d *desk) lines(in io.Reader, args ...string) (out string) {
	d.Helper()
	var stdout, stderr strings.Builder
	cli.Run(append([]string{"--dossiers", d.cases, "--lineaire"}, args...), cli.Streams{In: in, Out: &stdout, Err: &stderr}, load, readNothing, func() time.Time { return today })
	return stdout.String() + stderr.String()
}

// saved is the only case of the folder, as its file says.
func (d *desk) saved() dossier.Case {
	d.Helper()
	s, err := casefile.OpenStore(d.cases)
	if err != nil {
		d.Fatal(err)
	}
	all, err := s.List()
	if err != nil || len(all.Cases) != 1 {
		d.Fatalf("%d cases, %v", len(all.Cases), err)
	}
	f, err := s.Open(all.Cases[0].ID, "")
	if err != nil {
		d.Fatal(err)
	}
	defer f.Close()
	return f.Case()
}

// Each answer is on the disk by the time the next is asked for, and the case is
// found again, by the plain lines and by all that reads cases.
func TestLinesKeepEachAnswer(t *testing.T) {
	d := newDesk(t)
	want := []decision.Setting{{Fact: "cause", Value: "impaye"}, {Fact: "client", Value: "public"}, {Fact: "piece", Value: "?"}}
	out := d.lines(&typist{lines: []string{"1", "public", "inconnu"}, before: func(typed int) {
		if typed == 0 {
			return
		}
		said := d.saved().Said
		for _, s := range want[:typed] {
			if said[s.Fact] != string(s.Value) {
				t.Errorf("after %d answers, the file says %v", typed, said)
			}
		}
	}})
	kase := d.saved()
	has(t, out, "Chaque réponse est enregistrée", "dossier "+kase.ID, "compromis --lineaire --dossier "+kase.ID)
	if kase.Opened == "" || kase.Title == "" {
		t.Errorf("the case is not stamped: %+v", kase)
	}
	out = d.lines(strings.NewReader("r\n1\nq\n"), "--dossier", kase.ID)
	has(t, out, "Question 4 ", "Question 3 (déjà répondue)")
	if now := d.saved(); now.Said["piece"] == "?" || now.Said["client"] != "public" {
		t.Errorf("the case opened again says %v", now.Said)
	}
}

// A case that another window writes is read only; the hand is taken when one says
// so, and given to whoever asks.
func TestLinesAndAnotherWindow(t *testing.T) {
	d := newDesk(t)
	id := d.create(dossier.Case{Said: map[decision.Fact]string{"cause": "impaye"}}, "")
	s, err := casefile.OpenStore(d.cases)
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.Open(id, "")
	if err != nil || other.ReadOnly() {
		t.Fatal(err)
	}
	defer other.Close()
	yield := func() { // as the full screen does
		for !other.Wanted() {
			time.Sleep(time.Millisecond)
		}
		other.Yield()
	}
	in, typing := io.Pipe()
	done := make(chan string)
	go func() { done <- d.lines(in, "--dossier", id) }()
	io.WriteString(typing, "public\n")
	go yield()
	io.WriteString(typing, "main\n")
	io.WriteString(typing, "public\n")
	io.WriteString(typing, "inconnu\n") // read once what came before is kept
	if err := other.Take(""); err != nil {
		t.Fatal(err)
	}
	if said := other.Case().Said; said["client"] != "public" {
		t.Errorf("the other window finds %v", said)
	}
	io.WriteString(typing, "1\nq\n")
	typing.Close()
	has(t, <-done, "se lit seulement", "Rien n’est noté", "tapez main", "s’écrit maintenant ici")
	if err := other.Save(other.Case()); err != nil {
		t.Error(errors.Join(errors.New("the other window does not have the hand"), err))
	}
}

// Where a screen cannot be shown, one is told so once, and goes on in plain lines,
// in the case one asked for.
func TestPoorConsole(t *testing.T) {
	d := newDesk(t)
	id := d.create(dossier.Case{Said: map[decision.Fact]string{"cause": "impaye"}}, "")
	const why = "Cette console ne sait pas afficher le plein écran : Compromis continue en lignes simples."
	for words, want := range map[string]bool{"": true, "--dossier " + id: true, "dossiers ouvrir " + id: true, "--lineaire": false, "dossiers": false, "dossiers ouvrir " + id + " --json": false} {
		var out, errs strings.Builder
		exit := cli.Run(append([]string{"--dossiers", d.cases}, strings.Fields(words)...), cli.Streams{In: strings.NewReader("q\n"), Out: &out, Err: &errs, Terminal: true, Poor: true},
			load, readNothing, func() time.Time { return today })
		if told := strings.Contains(spaced(out.String()), why); exit != 0 || told != want {
			t.Errorf("compromis %s: exit %d, %s, told %v:\n%s", words, exit, errs.String(), told, out.String())
		}
		if question := strings.Contains(words, id) && want; question && !strings.Contains(spaced(out.String()), "Question 2 ") {
			t.Errorf("compromis %s does not go on with the case:\n%s", words, out.String())
		}
	}
}
