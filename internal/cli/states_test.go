package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFormerStates lists what a case was, shows one of its states without
// changing anything, and brings one back, which can be undone the same way.
func TestFormerStates(t *testing.T) {
	for name, passphrase := range map[string]string{"clear": "", "protected": "treize chevaux"} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			id := d.create(late(t), passphrase)
			args := func(words ...string) []string { return words }
			if passphrase != "" {
				if err := os.WriteFile(d.paper("phrase"), []byte(passphrase), 0o600); err != nil {
					t.Fatal(err)
				}
				args = func(words ...string) []string { return append(words, "--mot-de-passe-fichier", "phrase") }
			}
			has(t, d.done("", args("dossiers", "versions", id)...), "n’a qu’une version", "Aucun")
			d.done("", args("dossiers", "parties", id, "--client-nom", "Alizé")...)
			d.done("", args("dossiers", "annuler", id)...)
			told := words(d.done("", args("dossiers", "versions", id)...))
			has(t, told, "1. ", "2. ", "Client, nom : Éts Martin & fils, et maintenant Alizé", "Journal : 01/10/2026 : ", "et maintenant rien", "--reprendre 1")
			before := d.done("", args("dossiers", "ouvrir", id, "--json")...)
			has(t, d.done("", args("dossiers", "versions", id, "--montrer", "2")...), "tel qu’il était", "Éts Martin & fils", "01/10/2026")
			if after := d.done("", args("dossiers", "ouvrir", id, "--json")...); after != before {
				t.Error("looking changed the case")
			}
			has(t, d.done("", args("dossiers", "versions", id, "--reprendre", "2")...), "repris tel qu’il était")
			has(t, d.done("", args("dossiers", "ouvrir", id)...), "Éts Martin & fils", "01/10/2026")
			d.done("", args("dossiers", "versions", id, "--reprendre", "1")...)
			if after := d.done("", args("dossiers", "ouvrir", id, "--json")...); after != before {
				t.Errorf("not as before: %s\n%s", after, before)
			}
			d.refused(2, "il n’y a pas de numéro", args("dossiers", "versions", id, "--montrer", "9")...)
			d.refused(2, "Choisissez", args("dossiers", "versions", id, "--montrer", "1", "--reprendre", "1")...)
			d.refused(2, "--json", args("dossiers", "versions", id, "--montrer", "1", "--json")...)
			if passphrase == "" {
				return
			}
			kept, _ := filepath.Glob(filepath.Join(d.cases, "*"))
			for _, path := range kept {
				if data, _ := os.ReadFile(path); strings.Contains(string(data)+path, "Martin") {
					t.Errorf("%s tells the client", path)
				}
			}
		})
	}
}
