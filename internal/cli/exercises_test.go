package cli_test

import (
	"errors"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/cli"
	"compromis/internal/handout"
	"compromis/internal/paper"
	"compromis/internal/stage"
)

// Every exercise is listed on a line, with what a trainer chooses it by.
func TestExercises(t *testing.T) {
	exit, out, err := run(t, "", "cas")
	if exit != 0 || err != "" {
		t.Fatalf("exit %d, %s", exit, err)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")[1:]
	g := guide(t)
	if len(lines) != len(g.Exercises) {
		t.Fatalf("%d lines for %d exercises", len(lines), len(g.Exercises))
	}
	for i, e := range g.Exercises {
		if !strings.HasPrefix(lines[i], e.ID+" ") {
			t.Errorf("%s is listed as %s", e.ID, lines[i])
		}
		has(t, lines[i], e.Title)
		for _, s := range e.Answers {
			if s.Fact == "client" {
				has(t, lines[i], g.Question(s.Fact).Option(s.Value).Label)
			}
		}
	}
}

// The sheet gives the step away only with the key, in every format.
func TestSheetOfEveryExercise(t *testing.T) {
	d := newDesk(t)
	g := guide(t)
	for _, e := range g.Exercises {
		sheet, key := d.done("", "cas", e.ID), d.done("", "cas", strings.ToUpper(e.ID), "--corrige")
		has(t, sheet, e.Title)
		has(t, key, e.Title, g.Step(e.Step).Title)
		proposed := stage.Proposals(g, &e)
		for _, s := range proposed { // each once, the expected one among others
			if n := strings.Count(spaced(sheet), spaced("**"+s.Title+"**")); n != 1 || len(proposed) < 2 {
				t.Errorf("%s: %q is %d times on the sheet, of %d proposed", e.ID, s.Title, n, len(proposed))
			}
		}
		if title := spaced(g.Step(e.Step).Title); strings.Count(spaced(sheet), title) > 1 {
			t.Errorf("%s: the sheet gives %q away", e.ID, title)
		}
	}
	for name, start := range map[string]string{"a.pdf": "%PDF", "a.docx": "PK", "a.odt": "PK", "a.md": "# ", "a.html": "<!"} {
		d.done("", "cas", "impaye", "--corrige", "-o", name)
		if !strings.HasPrefix(strings.ToLower(d.read(name)), strings.ToLower(start)) {
			t.Errorf("%s starts with %.20q", name, d.read(name))
		}
		d.refused(1, "existe déjà", "cas", "impaye", "-o", name)
	}
	if out := d.done("", "cas", "impaye", "--format", "html"); !strings.Contains(out, "<h1") {
		t.Errorf("no page: %.80q", out)
	}
	if len(paper.Names()) != 4 {
		t.Errorf("formats %v: one is not tried here", paper.Names())
	}
	d.terminal = true
	for _, format := range []string{"docx", "odt", "pdf"} {
		d.refused(2, "-o fichier."+format, "cas", "impaye", "--format", format)
	}
}

// The report of a session is that of package handout, in both its forms.
func TestReportOfASession(t *testing.T) {
	d := newDesk(t)
	d.refused(1, "Aucune séance", "seance")
	played := stage.Session{On: "2026-11-23", Rounds: []stage.Round{{Exercise: "Facture impayée", Votes: []stage.Vote{
		{Step: "Appeler", Before: 5, After: 1}, {Step: "Relancer", Expected: true, Before: 3, After: 7},
	}}}}
	d.session = func(*decision.Guide, cli.Telling) (cli.Told, error) {
		return cli.Told{Report: played, Played: true}, nil
	}
	var report strings.Builder
	if err := handout.ReportMarkdown(&report, played); err != nil {
		t.Fatal(err)
	}
	want := report.String()
	if out := d.done("", "seance"); strings.TrimSpace(out) != strings.TrimSpace(want) || !strings.Contains(out, "Facture impayée") {
		t.Errorf("got:\n%s", out)
	}
	var csv strings.Builder
	if err := handout.ReportCSV(&csv, played); err != nil {
		t.Fatal(err)
	}
	d.done("", "seance", "-o", "rapport.csv")
	if got := d.read("rapport.csv"); got != csv.String() || !strings.Contains(got, "Relancer") {
		t.Errorf("got %q", got)
	}
	d.refused(1, "existe déjà", "seance", "-o", "rapport.csv", "--format", "md")

	d.session = func(*decision.Guide, cli.Telling) (cli.Told, error) { return cli.Told{}, nil }
	d.refused(1, "Aucune séance", "seance")
	d.session = func(*decision.Guide, cli.Telling) (cli.Told, error) {
		return cli.Told{}, errors.New("Le répertoire est plein.")
	}
	d.refused(1, "Le répertoire est plein.", "seance", "-o", "b.md")
}
