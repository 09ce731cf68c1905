package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compromis/content"
	"compromis/decision"
	"compromis/internal/cli"
)

// pagesDay is after the content: a copy of a page that is dated tomorrow is refused.
var pagesDay = time.Date(2026, time.December, 24, 0, 0, 0, 0, time.UTC)

// typedIn plays a command line with what is typed.
func typedIn(t *testing.T, in string, args ...string) (exit int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	streams := cli.Streams{In: strings.NewReader(in), Out: &stdout, Err: &stderr, Over: func(dirs []string) (*decision.Guide, error) {
		return content.Over(dirs, pagesDay, content.Proofs{})
	}}
	exit = cli.Run(args, streams, load, readNothing, func() time.Time { return pagesDay })
	return exit, stdout.String(), stderr.String()
}

// TestPages: pages are begun, are sound at once, and what they change is told.
func TestPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mien")
	exit, out, err := typedIn(t, "", "contenu", "nouveau", "etape", "proposer-un-avoir", "--dans", dir)
	if exit != 0 || !strings.Contains(out, "À ÉCRIRE") {
		t.Fatalf("exit %d, %s%s", exit, out, err)
	}
	has(t, out, "etapes/proposer-un-avoir.md", "echelle.md", "Il reste à écrire")
	if exit, out, err := typedIn(t, "", "contenu", "nouveau", "etape", "proposer-un-avoir", "--dans", dir); exit != 1 || out != "" || !strings.Contains(err, "existe déjà") {
		t.Errorf("begun again: exit %d, %s%s", exit, out, err)
	}
	exit, out, _ = typedIn(t, "", "contenu", "comparer", dir)
	if exit != 0 {
		t.Fatalf("exit %d", exit)
	}
	has(t, out, "1 page ajoutée", "2 pages changées", "ne mène plus à la même étape", "« Proposer un avoir »", "1 parcours", "Par exemple", "La cause")
	_, out, _ = typedIn(t, "", "contenu", "comparer", dir, "integre")
	has(t, out, "1 page retirée", "« Proposer un avoir » →")
	_, out, _ = typedIn(t, "", "contenu", "comparer", "integre", "integre")
	has(t, out, "Les pages sont les mêmes.", "tous mènent à la même étape")
	for _, args := range [][]string{{"contenu", "nouveau", "etape", "Mon étape", "--dans", dir}, {"contenu", "nouveau", "roman"}, {"contenu", "comparer"}, {"contenu", "exporter"}} {
		if exit, out, _ := typedIn(t, "", args...); exit != 2 || out != "" {
			t.Errorf("%q: exit %d, %s", args, exit, out)
		}
	}
}

// TestUnwritten: what is still to be written of a page is told by the check, and in no
// letter nor hand-out without a word.
func TestUnwritten(t *testing.T) {
	dir, cases := filepath.Join(t.TempDir(), "mien"), t.TempDir()
	typedIn(t, "", "contenu", "nouveau", "courrier", "mon-courrier", "--dans", dir)
	exit, out, err := typedIn(t, "", "verifier", "--contenu", dir)
	if exit != 0 {
		t.Fatalf("exit %d, %s%s", exit, out, err)
	}
	has(t, out, "! 3 passages restent à écrire", "courriers/mon-courrier.md:2", "À ÉCRIRE : l'objet, en quelques mots")
	typedIn(t, "", "dossiers", "nouveau", "--client", "Martin", "-r", "cause=impaye", "--dossiers", cases)
	letter := []string{"courrier", "martin", "mon-courrier", "--contenu", dir, "--dossiers", cases}
	for _, more := range [][]string{nil, {"--json"}, {"-o", filepath.Join(cases, "l.pdf")}} {
		exit, out, err = typedIn(t, "", append(letter, more...)...)
		if exit != 1 || strings.Contains(out, "À ÉCRIRE") || !strings.Contains(err, "Ce courrier n’est pas fini") {
			t.Errorf("%v: exit %d, %s%s", more, exit, out, err)
		}
	}
	typedIn(t, "", "contenu", "nouveau", "fondement", "c-civ-1104", "--dans", dir) // it is there already
	basis := filepath.Join(dir, "fondements", "code-x.md")
	typedIn(t, "", "contenu", "nouveau", "fondement", "code-x", "--dans", dir)
	page := filepath.Join(dir, "courriers", "mon-courrier.md")
	source, failed := os.ReadFile(page)
	if failed != nil {
		t.Fatal(failed)
	}
	text := strings.ReplaceAll(string(source), "À ÉCRIRE", "Écrit") + "\n## Fondement\n- [Code X](../fondements/code-x.md) — ce qu'il apporte\n"
	if failed = os.WriteFile(page, []byte(text), 0o600); failed != nil {
		t.Fatal(failed)
	}
	exit, out, err = typedIn(t, "", letter...)
	if exit != 1 || !strings.Contains(err, "dont la page n’est pas finie") || !strings.Contains(err, basis) {
		t.Errorf("it cites a page to write: exit %d, %s%s", exit, out, err)
	}
	if failed = os.WriteFile(basis, []byte(strings.ReplaceAll(readPage(t, basis), "À ÉCRIRE", "Écrit")), 0o600); failed != nil {
		t.Fatal(failed)
	}
	if exit, out, err = typedIn(t, "", letter...); exit != 0 {
		t.Errorf("all is written: exit %d, %s%s", exit, out, err)
	}
	typedIn(t, strings.Repeat("1\n", 20), "cas", "nouveau", "le-mien", "--dans", dir, "-r", "cause=reclamation")
	if _, _, err = typedIn(t, "", "cas", "le-mien", "--contenu", dir, "--format", "html"); !strings.Contains(err, "À ÉCRIRE\u00a0» se lit encore") {
		t.Errorf("a hand-out says nothing of it: %s", err)
	}
}

func readPage(t *testing.T, name string) string {
	t.Helper()
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// TestNewExercise: the questions are asked, or a case answers; what is written is sound,
// and holds nothing of the case but its answers.
func TestNewExercise(t *testing.T) {
	dir, cases := filepath.Join(t.TempDir(), "mien"), t.TempDir()
	exit, out, err := typedIn(t, strings.Repeat("x\n1\n", 20), "cas", "nouveau", "le-mien", "--dans", dir)
	if exit != 0 {
		t.Fatalf("exit %d, %s%s", exit, out, err)
	}
	has(t, out, "Étape attendue", "Il reste à écrire")
	e := guide(t).Exercises[0]
	args := []string{"dossiers", "nouveau", "--client", "Zéphyrin Quicampoix", "--dossiers", cases}
	for _, s := range e.Answers {
		value := string(s.Value)
		if s.Fact == "montant" {
			value = "4321,09"
		}
		args = append(args, "-r", string(s.Fact)+"="+value)
	}
	if exit, _, err := typedIn(t, "", args...); exit != 0 {
		t.Fatalf("no case: %s", err)
	}
	if exit, _, err := typedIn(t, strings.Repeat("1\n", 20), "cas", "nouveau", "le-sien", "--dans", dir, "--depuis", "zephyrin", "--dossiers", cases); exit != 0 {
		t.Fatalf("exit %d, %s", exit, err)
	}
	page, _ := os.ReadFile(filepath.Join(dir, "cas-pratiques", "le-sien.md"))
	for _, private := range []string{"Zéphyrin", "Quicampoix", "4321", "2026"} {
		if strings.Contains(string(page), private) {
			t.Errorf("%q is on the page", private)
		}
	}
	has(t, string(page), "- cause : "+string(e.Answers[0].Value))
	g, wrong := content.Over([]string{dir}, pagesDay, content.Proofs{})
	if wrong != nil || len(g.Exercises) != len(guide(t).Exercises)+2 {
		t.Errorf("not sound: %v", wrong)
	}
	if exit, out, _ := typedIn(t, "", "cas", "nouveau", "autre", "--dans", dir); exit != 1 || strings.Contains(out, "Écrit") {
		t.Errorf("no answer: exit %d", exit)
	}
}

// TestExportPages writes all the pages, once.
func TestExportPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "copie")
	if exit, _, err := typedIn(t, "", "contenu", "exporter", dir); exit != 0 {
		t.Fatal(err)
	}
	if exit, _, err := typedIn(t, "", "contenu", "exporter", dir); exit != 1 || !strings.Contains(err, "existe déjà") {
		t.Errorf("exit %d, %s", exit, err)
	}
}

// TestExerciseName: a name that cannot be taken is refused before any question, with one
// that can.
func TestExerciseName(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mien")
	for name, want := range map[string]string{"Été 2026": "des tirets\u00a0: ete-2026.", "impaye": "existe déjà", "…": "des tirets\u00a0: mon-cas."} {
		_, out, err := typedIn(t, strings.Repeat("1\n", 20), "cas", "nouveau", name, "--dans", dir)
		if out != "" || !strings.Contains(err, want) {
			t.Errorf("%q: %.200s\n%s", name, out, err)
		}
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was written")
	}
}
