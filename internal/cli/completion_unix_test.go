//go:build unix

package cli_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The bash script is run, in a shell that has nothing else: what bash would offer
// for a line typed.
func TestCompletionInBash(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Fatal(err)
	}
	_, script, _ := run(t, "", "completion", "bash")
	file := filepath.Join(t.TempDir(), "compromis.bash")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	half := file[:len(file)-2]
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	asked := "#!/bin/sh\n" + asProgram + "=1 exec '" + program + "' \"$@\"\n"
	if err := os.WriteFile(filepath.Join(filepath.Dir(file), "compromis"), []byte(asked), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", filepath.Dir(file)+":"+os.Getenv("PATH"))
	d := newDesk(t)
	if err := errors.Join(os.Mkdir(d.paper("contenu"), 0o700), os.WriteFile(d.paper("contrat.txt"), nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	id := d.create(late(t), "")
	for line, want := range map[string]string{
		"compromis dossiers importer " + half:                           file,
		"compromis verifier " + d.paper("con"):                          d.paper("contenu"),
		"compromis cons":                                                "conseil",
		"compromis  conseil   --j":                                      "--json",
		"compromis conseil -r bud":                                      "budget=oui budget=non budget=inconnu",
		"compromis conseil -r budget=n":                                 "non",
		"compromis conseil -r cause=impaye -r ue=u":                     "ue",
		"compromis conseil -r cl":                                       "client= clause=",
		"compromis arbre --format m":                                    "mermaid md",
		"compromis arbre --format=m":                                    "mermaid md",
		"compromis conseil --aujourdhui 3":                              "",
		"compromis dossiers ouvrir --dossiers " + d.cases + " ":         id,
		"compromis courrier --dossiers=" + d.cases + " x relance":       "relance-1 relance-2",
		"compromis dossiers noter x --note \"en deux mots\" --quoi rel": "relance",
		"compromis cas impaye --format o":                               "odt",
		"compromis truc ":                                               "",
	} {
		cmd := exec.Command(bash, "--norc", "-c", `set -e; . "$1"; COMP_LINE=$2; COMP_POINT=${#2}; _compromis; echo "${COMPREPLY[@]}"`, "bash", file, line)
		out, err := cmd.CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || got != want {
			t.Errorf("%s: %v, offers %q, want %q", line, err, got, want)
		}
	}
}
