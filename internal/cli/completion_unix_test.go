//go:build unix

package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The bash script is run: what bash would offer for a line typed.
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
	for line, want := range map[string]string{
		"compromis dossiers importer " + half:       file,
		"compromis con":                             "conseil",
		"compromis conseil --j":                     "--json",
		"compromis conseil -r cau":                  "cause=impaye cause=retard-livraison cause=rupture-stock cause=erreur-prix cause=qualite cause=prestation cause=avis-public cause=reclamation cause=inconnu",
		"compromis conseil -r cause=imp":            "impaye",
		"compromis conseil -r cause=impaye -r ue=u": "ue",
		"compromis arbre --format m":                "mermaid md",
		"compromis cas impaye --format h":           "html",
		"compromis cas surend":                      "surendettement",
		"compromis completion p":                    "powershell",
		"compromis aide v":                          "verifier",
		"compromis --v":                             "--version",
		"compromis conseil --aujourdhui 3":          "",
		"compromis doss":                            "dossiers dossier-a-remettre",
		"compromis dossiers ex":                     "exporter",
		"compromis dossiers su":                     "suite supprimer",
		"compromis dossiers parties x --nous-s":     "--nous-siren",
		"compromis projeter surend":                 "surendettement",
		"compromis dossiers noter x --quoi rel":     "relance",
		"compromis dossiers noter x --montant 1":    "",
		"compromis calculer --client co":            "consommateur commercant",
		"compromis dossiers nouveau --client co":    "",
		"compromis dossiers --dossiers /us":         "/usr",
		"compromis courrier x --format d":           "docx",
	} {
		cmd := exec.Command(bash, "--norc", "-c", `set -e; . "$1"; COMP_LINE=$2; COMP_POINT=${#2}; _compromis; echo "${COMPREPLY[@]}"`, "bash", file, line)
		out, err := cmd.CombinedOutput()
		if got := strings.TrimSpace(string(out)); err != nil || got != want {
			t.Errorf("%s: %v, offers %q, want %q", line, err, got, want)
		}
	}
}
