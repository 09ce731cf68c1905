package cli_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestRescue: what a damaged file still says is shown, written, made a case of;
// the file stays until one says so.
func TestRescue(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	path := filepath.Join(d.cases, id+".json")
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(path, data[:len(data)*4/5], 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	_, _, _ = d.run("", "dossiers")
	aside, _ := filepath.Glob(path + ".abime-*")
	if len(aside) != 1 {
		t.Fatalf("aside: %q", aside)
	}
	name := filepath.Base(aside[0])
	has(t, words(d.done("", "dossiers", "secourir", name)), "Éts Martin & fils", "par courriel", "relisez le dossier", "--creer", "-o fichier.txt")
	d.done("", "dossiers", "secourir", name, "-o", "texte.txt")
	has(t, d.read("texte.txt"), "Éts Martin & fils", `"par courriel"`)
	told := d.done("", "dossiers", "secourir", name, "--creer")
	has(t, told, "Dossier créé : "+id, "reste")
	if c := d.show(id).Dossier; c.Client.Name != "Éts Martin & fils" || len(c.Journal) == 0 {
		t.Errorf("kept %+v", c)
	}
	d.refused(2, "Sans terminal", "dossiers", "secourir", name, "--supprimer")
	d.refused(2, "Choisissez", "dossiers", "secourir", name, "--supprimer", "--creer")
	d.refused(2, "n’est pas un fichier mis de côté", "dossiers", "secourir", id)
	d.refused(2, "n’est pas un fichier mis de côté", "dossiers", "secourir", "../"+name)
	if all, _ := offered(t, "dossiers secourir --dossiers "+d.cases+" "); !slices.Contains(all, name) {
		t.Errorf("offered %q", all)
	}
	has(t, d.done("", "dossiers", "secourir", name, "--supprimer", "--oui"), "Fichier effacé")
	if _, err := os.Stat(aside[0]); err == nil || len(d.list()) != 1 {
		t.Errorf("%v, %+v", err, d.list())
	}
}
