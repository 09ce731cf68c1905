package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestVersions shows what sets two versions apart, joins them as one chooses,
// and erases nothing.
func TestVersions(t *testing.T) {
	for name, test := range map[string]struct {
		choose        []string
		name, contact string // of the client
	}{
		"the case": {[]string{"--garder", "dossier"}, "Alizé", "Anne"},
		"the copy": {[]string{"--garder", "copie"}, "Zéphyr", "Paul"},
		"by point": {[]string{"--copie", "2"}, "Alizé", "Paul"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.done("", "dossiers", "nouveau", "--client", "Alizé")
			d.done("", "dossiers", "parties", "alize", "--client-contact", "Anne")
			id := d.list()[0].ID
			path := filepath.Join(d.cases, id+".json")
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			copied := strings.NewReplacer("Alizé", "Zéphyr", "Anne", "Paul", `"contact"`, `"siren": "123456782", "contact"`).Replace(string(data))
			if err := os.WriteFile(filepath.Join(d.cases, id+"-DESKTOP-AB12CD.json"), []byte(copied), 0o600); err != nil {
				t.Fatal(err)
			}
			if all := d.list(); len(all) != 1 {
				t.Fatalf("the list: %+v", all)
			}
			if told := words(d.done("", "dossiers")); !strings.Contains(told, "(2 versions à réunir)") {
				t.Errorf("told %q", told)
			}
			told := words(d.done("", "dossiers", "versions", id))
			for _, want := range []string{"DESKTOP", "2 points", "1. Client, nom", "Alizé", "Zéphyr", "2. Client, contact", "Paul", "--garder"} {
				if !strings.Contains(told, want) {
					t.Errorf("no %q in %q", want, told)
				}
			}
			d.refused(1, "rien n’a été changé", "dossiers", "fusionner", id)
			d.refused(2, "2 points", "dossiers", "fusionner", id, "--copie", "3")
			d.refused(2, "Choisissez", "dossiers", "fusionner", id, "--copie", "1", "--garder", "copie")
			d.refused(2, "version inconnue", "dossiers", "fusionner", id, "--garder", "tout")
			d.done("", append([]string{"dossiers", "fusionner", id}, test.choose...)...)
			if c := d.show(id).Dossier.Client; c.Name != test.name || c.Contact != test.contact || c.Number != "123456782" {
				t.Errorf("kept %+v", c)
			}
			aside, _ := filepath.Glob(filepath.Join(d.cases, id+".json.version-*"))
			if len(aside) != 1 {
				t.Fatalf("aside: %q", aside)
			}
			if left, _ := os.ReadFile(aside[0]); string(left) != copied {
				t.Error("the copy was changed")
			}
			if told := d.done("", "dossiers", "versions", id); !strings.Contains(told, "une version") {
				t.Errorf("told %q", told)
			}
		})
	}
}

// TestVersionsLeft: versions that differ are joined one at a time, and it is never told
// that one is left while there are more.
func TestVersionsLeft(t *testing.T) {
	d := newDesk(t)
	d.done("", "dossiers", "nouveau", "--client", "Alizé")
	id := d.list()[0].ID
	data, err := os.ReadFile(filepath.Join(d.cases, id+".json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Zéphyr", "Mistral"} {
		copied := strings.ReplaceAll(string(data), "Alizé", name)
		if err := os.WriteFile(filepath.Join(d.cases, id+"-DESKTOP-"+name[:1]+"B12CD.json"), []byte(copied), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"Encore 1 version à réunir", "Une seule version"} {
		if told := words(d.done("", "dossiers", "fusionner", id, "--garder", "dossier")); !strings.Contains(told, want) {
			t.Errorf("no %q in %q", want, told)
		}
	}
}

func words(s string) string { return strings.Join(strings.Fields(s), " ") }
