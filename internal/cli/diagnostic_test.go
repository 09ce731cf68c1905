package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/cli"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// TestDiagnostic: it says what helps, how many cases there are, and nothing of what they
// hold or of where they are.
func TestDiagnostic(t *testing.T) {
	d := newDesk(t)
	d.program = say.Program{Version: "v1.2.0", Go: "go1.26", System: "linux/amd64"}
	d.create(dossier.Case{Client: dossier.Party{Name: "Zoé Martin"}, Said: map[decision.Fact]string{"cause": "impaye"}}, "")
	d.create(dossier.Case{Client: dossier.Party{Name: "Durand"}}, "phrase de passe")
	if err := os.WriteFile(filepath.Join(d.cases, "lebrun.json"), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := d.done("", "diagnostic")
	has(t, out, "v1.2.0, go1.26, linux/amd64", "ailleurs, par --dossiers", "2 dossiers, dont 1 protégé, 1 fichier qui ne se lit pas", "collez-les dans un ticket", say.Readings(guide(t)))
	for _, personal := range []string{"Zoé", "martin", "Durand", "durand", "lebrun", d.cases, "impaye"} {
		if strings.Contains(out, personal) {
			t.Errorf("%q is told:\n%s", personal, out)
		}
	}
}

// TestDiagnosticOfAll: what the terminal says is told, and what is laid over the content
// without its name; a folder of cases that cannot be opened is said.
func TestDiagnosticOfAll(t *testing.T) {
	file := filepath.Join(t.TempDir(), "fichier")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	exit := cli.Run([]string{"diagnostic", "--dossiers", file, "--contenu", "martin"}, cli.Streams{
		In: strings.NewReader(""), Out: &out, Err: &errs, Around: func() [][2]string { return [][2]string{{"TERM", "xterm-\x1b[2J"}} },
		Over: func([]string) (*decision.Guide, error) {
			g := *guide(t)
			g.Over = decision.Over{Name: "martin", Print: "0123456789ab"}
			return &g, nil
		},
	}, load, readNothing, time.Now)
	has(t, out.String(), "TERM : xterm-", ", modifié ;", "le répertoire ne s’ouvre pas")
	if exit != 0 || errs.Len() > 0 || strings.Contains(out.String(), "martin") || strings.Contains(out.String(), "\x1b") {
		t.Errorf("exit %d, %q, %s", exit, errs.String(), out.String())
	}
}
