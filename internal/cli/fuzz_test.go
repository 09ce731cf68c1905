package cli_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"compromis/internal/cli"
	"compromis/internal/french/frenchtest"
)

// FuzzCommand plays any words as a command line: it ends, with a code that is one of
// ours; nothing leaves that a terminal obeys, and what is not understood is told on
// one line of the errors alone.
func FuzzCommand(f *testing.F) {
	for _, words := range []string{
		"conseil\n-r\ncause=impaye", "dossiers\nnoter\nx\n--quoi\nappel\n--le\n1/1/2026", "dossiers\nfacture\nx\n--echeance\n01/05/2026=10,00\n--taux\n12", "calculer\n--facture\n1 500,00\n--echeance\n1/5/26\n--client\npublic",
		"arbre\n--format\nsvg", "courrier\nx", "aide\ndossiers", "--\nx", "cas\nimpaye\n-o\na.html", "\x1b[2J", "--json=\u202e", "dossiers\nreclamation\nx\n--le\n31/02/2026",
	} {
		f.Add(words)
	}
	dir := f.TempDir()
	keep(f, dir, filled(f, false, harmless))
	f.Fuzz(func(t *testing.T, words string) {
		args := append([]string{"--dossiers", dir}, strings.Split(words, "\n")...)
		if strings.Contains(words, "verifier") {
			return // seconds of proof, on the content itself
		}
		t.Chdir(t.TempDir()) // pages are written where one is
		var out, errs bytes.Buffer
		streams := cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Open: openNothing, Write: nowhere}
		exit := cli.Run(args, streams, load, readNothing, func() time.Time { return today })
		for _, said := range []string{out.String(), errs.String()} {
			if obeyed := frenchtest.Obeyed(strings.NewReplacer("\t", " ", "\r\n", "\n").Replace(said)); obeyed != "" && !strings.HasPrefix(out.String(), "%PDF") && !strings.HasPrefix(out.String(), "PK") && !strings.HasPrefix(out.String(), "\ufeff") {
				t.Errorf("%q: %s", args, obeyed)
			}
		}
		if exit < 0 || exit > 2 || exit == 2 && (out.Len() > 0 || strings.Count(errs.String(), "\n") != 1) {
			t.Errorf("%q exits with %d: %q, %q", args, exit, out.String(), errs.String())
		}
	})
}
