package cli_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compromis/content"
	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/cli"
	"compromis/internal/desktop"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// desk is where a person works: a folder of cases, a folder of papers, and
// maybe a terminal.
type desk struct {
	*testing.T
	cases, papers string
	terminal      bool
	program       say.Program
	secret        string // what is typed where it does not show
	session       func(*decision.Guide, cli.Telling) (cli.Told, error)
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	return &desk{T: t, cases: t.TempDir(), papers: t.TempDir()}
}

// run plays a command line. Names of files are in the folder of papers.
func (d *desk) run(typed string, args ...string) (exit int, out, err string) {
	d.Helper()
	var stdout, stderr bytes.Buffer
	exit = cli.Run(append([]string{"--dossiers", d.cases}, args...), cli.Streams{
		In: strings.NewReader(typed), Out: &stdout, Err: &stderr, Terminal: d.terminal,
		Open:  func(name string) (io.ReadCloser, error) { return os.Open(d.paper(name)) },
		Write: d.write, Session: d.session,
		Secret: func() (string, error) { return d.secret, nil }, Program: d.program,
		Over: func(dirs []string) (*decision.Guide, error) { return content.Over(dirs, today, content.Proofs{}) },
	}, load, readNothing, func() time.Time { return today })
	return exit, stdout.String(), stderr.String()
}

func (d *desk) paper(name string) string { return filepath.Join(d.papers, name) }

func (d *desk) write(name string, write func(io.Writer) error, over bool) error {
	if !filepath.IsAbs(name) {
		name = d.paper(name)
	}
	return desktop.Write(name, write, over)
}

// done plays a command line that must succeed, and returns its output.
func (d *desk) done(typed string, args ...string) string {
	d.Helper()
	exit, out, err := d.run(typed, args...)
	if exit != 0 {
		d.Fatalf("compromis %s: exit %d, %s", strings.Join(args, " "), exit, err)
	}
	return out
}

// refused plays a command line that must fail with that code, write nothing to
// the output, and say the words on one line of the errors.
func (d *desk) refused(want int, words string, args ...string) {
	d.Helper()
	exit, out, err := d.run("", args...)
	if exit != want || out != "" || strings.Count(err, "\n") != 1 {
		d.Errorf("compromis %s: exit %d, want %d; out %q, err %q", strings.Join(args, " "), exit, want, out, err)
	}
	has(d.T, err, words)
}

// json plays a command line, and reads the JSON it writes.
func (d *desk) json(into any, args ...string) {
	d.Helper()
	if err := json.Unmarshal([]byte(d.done("", append(args, "--json")...)), into); err != nil {
		d.Fatalf("compromis %s --json: %v", strings.Join(args, " "), err)
	}
}

// create saves a case, and returns its id.
func (d *desk) create(kase dossier.Case, passphrase string) string {
	d.Helper()
	s, err := casefile.OpenStore(d.cases)
	if err != nil {
		d.Fatal(err)
	}
	f, err := s.Create(kase)
	if err != nil {
		d.Fatal(err)
	}
	defer f.Close()
	if passphrase != "" {
		if err := f.Protect(passphrase, false); err != nil {
			d.Fatal(err)
		}
	}
	return f.Case().ID
}

// late is the case of a business whose client does not pay.
func late(t testing.TB) dossier.Case {
	return dossier.Case{
		Client:   dossier.Party{Name: "Éts Martin & fils", Address: "1 rue du Port\n35000 Rennes"},
		Invoices: []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-05-01", Cents: 150_000}}}},
		Journal: []dossier.Event{
			{On: "2026-06-01", Kind: dossier.Reminded, Note: "par courriel"},
			{On: "2026-07-15", Kind: dossier.Paid, Cents: 10_000, Invoice: "F-1"},
			{On: "2026-10-01", Kind: dossier.GaveNotice},
		},
	}.WithAnswers(answersTo(t, "mettre-en-demeure", "client", "commercant"))
}

// answersTo returns answers that lead to the step, one of them given.
func answersTo(t testing.TB, step string, f decision.Fact, v decision.Value) decision.Answers {
	t.Helper()
	a := decision.NewAnswers(today)
	for _, s := range pathTo(t, step, decision.Setting{Fact: f, Value: v}).Settings {
		a = a.With(s.Fact, string(s.Value))
	}
	return a
}
