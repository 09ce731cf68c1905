package cli_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/cli"
	"compromis/internal/french"
	"compromis/internal/mcp/mcptest"
)

// overlaid plays a command with folders laid over the content; those of the
// environment come first.
func overlaid(t testing.TB, in string, environment []string, args ...string) (exit int, out, err string, asked []string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	streams := cli.Streams{
		In: strings.NewReader(in), Out: &stdout, Err: &stderr, Overlays: environment,
		Over: func(dirs []string) (*decision.Guide, error) {
			asked = dirs
			if slices.Contains(dirs, "faux") {
				return nil, errors.New("faux/etapes/x.md:3: ce titre n'est pas connu")
			}
			g := *guide(t)
			g.Over = decision.Over{Name: "mon-cas", Print: "0123456789ab"}
			return &g, nil
		},
		Write: func(name string, write func(io.Writer) error, _ bool) error { return write(io.Discard) },
	}
	exit = cli.Run(args, streams, load, readNothing, func() time.Time { return today })
	return exit, stdout.String(), stderr.String(), asked
}

// TestOverlayIsSaid: whatever the command, what it tells begins by what was laid over
// the content; JSON has a key of its own.
func TestOverlayIsSaid(t *testing.T) {
	dir := t.TempDir()
	const said = "Contenu modifié" + french.NBSP + ": mon-cas"
	for _, words := range []string{
		"conseil -r cause=impaye", "version", "--version", "cas", "cas impaye", "cas impaye --corrige --format html", "arbre", "arbre --format mermaid", "arbre --format md",
		"arbre --format html", "arbre --format svg", "verifier", "dossiers", "dossiers nouveau --client Martin -r cause=impaye",
		"dossiers ouvrir martin", "courrier martin", "dossier-a-remettre martin --pour avocat", // a mediator reads nothing of the content
		"echeances martin", "--lineaire", "--lineaire --dossier martin",
	} {
		args := append(strings.Fields(words), "--contenu", "mon-cas", "--dossiers", dir)
		exit, out, err, _ := overlaid(t, "q\n", nil, args...)
		if exit != 0 {
			t.Errorf("%s: exit %d, %s", words, exit, err)
		}
		if !strings.Contains(strings.ToLower(out), strings.ToLower(said)) {
			t.Errorf("%s does not say what answers:\n%.400s", words, out)
		}
	}
	overlaid(t, "", nil, "dossiers", "facture", "martin", "--numero", "F-1", "--echeance", "01/12/2026=100", "--dossiers", dir)
	for _, words := range []string{"courrier martin relance-1", "dossier-a-remettre martin --pour mediateur", "echeances martin -o -"} { // others read them
		if _, out, err, _ := overlaid(t, "", nil, append(strings.Fields(words), "--contenu", "mon-cas", "--dossiers", dir)...); out == "" || strings.Contains(out, "mon-cas") || !strings.Contains(err, said) {
			t.Errorf("%s: %s, and beside it: %s", words, out, err)
		}
	}
	hello := mcptest.Hello + "\n" + mcptest.Ready + "\n" + mcptest.Call(1, "prochaine_question", "{}")
	_, out, _, _ := overlaid(t, hello, nil, "mcp", "--contenu", "mon-cas")
	if all := mcptest.Messages(t, out); len(all) != 2 || !strings.Contains(all[1], `"contenu_modifie":"mon-cas"`) || !strings.Contains(all[1], "contenu modifié"+french.NBSP+": mon-cas") {
		t.Errorf("an assistant is not told what answers: %.400q", all)
	}
	for _, words := range []string{"conseil --json", "dossiers --json", "dossiers ouvrir martin --json", "courrier martin relance-1 --json"} {
		_, out, _, _ := overlaid(t, "", nil, append(strings.Fields(words), "--contenu", "mon-cas", "--dossiers", dir)...)
		if !strings.HasPrefix(out, "{") || !strings.Contains(out, `"contenu_modifie": "mon-cas"`) {
			t.Errorf("%s: %.200s", words, out)
		}
	}
	if _, out, _ := run(t, "", "conseil", "-r", "cause=impaye", "--dossiers", dir); strings.Contains(out, "modifié") {
		t.Errorf("the program's own content is said to be another:\n%s", out)
	}
}

// TestOverlayFolders: the option takes the place of the environment, and what is not
// sound is refused with its lines.
func TestOverlayFolders(t *testing.T) {
	if _, _, _, asked := overlaid(t, "", []string{"a", "b"}, "version"); !slices.Equal(asked, []string{"a", "b"}) {
		t.Errorf("the environment gives %q", asked)
	}
	if _, _, _, asked := overlaid(t, "", []string{"a"}, "version", "--contenu", "x", "--contenu=y"); !slices.Equal(asked, []string{"x", "y"}) {
		t.Errorf("the option gives %q", asked)
	}
	if exit, _, err, _ := overlaid(t, "", nil, "dossiers", "noter", "martin", "--quoi", "appel", "--contenu", "faux"); exit != 1 || !strings.Contains(err, "faux/etapes/x.md:3:") {
		t.Errorf("an event, on what is not sound: exit %d, %q", exit, err)
	}
	if exit, out, err, _ := overlaid(t, "", nil, "conseil", "--contenu", "faux"); exit != 1 || out != "" || !strings.Contains(err, "faux/etapes/x.md:3:") {
		t.Errorf("exit %d, %q, %q", exit, out, err)
	}
}

// TestOverlayIsRemembered: a case says which content it was followed with, once it is
// opened under another, and nothing of it is lost.
func TestOverlayIsRemembered(t *testing.T) {
	dir := t.TempDir()
	overlaid(t, "", nil, "dossiers", "nouveau", "--client", "Martin", "-r", "cause=impaye", "--contenu", "mon-cas", "--dossiers", dir)
	_, under, _, _ := overlaid(t, "", nil, "dossiers", "ouvrir", "martin", "--contenu", "mon-cas", "--dossiers", dir)
	_, back, _ := run(t, "", "dossiers", "ouvrir", "martin", "--dossiers", dir)
	if spaced(under) == spaced(back) || strings.Contains(spaced(under), "répond maintenant") {
		t.Errorf("told under its own content:\n%s", under)
	}
	has(t, back, "Ce dossier a été suivi avec un contenu modifié (mon-cas)", "Rien de ce que vous avez dit ou noté n’est perdu.", "Facture impayée")
}
