package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What changed since it was read is named with the open cases it touches, and the
// exit code says so; nothing is ever said to be read.
func TestWatch(t *testing.T) {
	d := newDesk(t)
	open := d.create(overdueSupplier(), "")
	source := t.TempDir()
	write := func(state, article string) {
		t.Helper()
		text := "---\ntitle: \"Code civil\"\nlast_updated: \"" + state + "\"\n---\n##### Article 1344\n\n" + article + "\n"
		if err := os.WriteFile(filepath.Join(source, "civil.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("2025-07-18", "On somme une fois.")
	has(t, d.done("", "veille", source), "Jamais comparés", "1344", "Introuvables", "Inchangés : 0")
	has(t, d.done("", "veille", source, "--noter", "e.csv"), "1 empreinte notée", "aucune page ne devient")
	has(t, d.read("e.csv"), "code-civil/1344,", ",2025-07-18,")
	d.refused(1, "existe déjà", "veille", source, "--noter", "e.csv")
	has(t, d.done("", "veille", source, "--empreintes", "e.csv"), "Inchangés : 1")

	write("2026-10-01", "On ne somme plus.")
	exit, out, err := d.run("", "veille", source, "--empreintes", "e.csv")
	if exit != 1 || !strings.Contains(spaced(err), "1 article est à relire") {
		t.Errorf("exit %d, %s", exit, err)
	}
	has(t, out, "Changés depuis notre lecture, à relire (1)", "Code civil, article 1344", "c-civ-1344", "mettre-en-demeure", "mise-en-demeure-professionnel", open)
	exit, out, _ = d.run("", "veille", source, "--empreintes", "e.csv", "--json")
	if exit != 1 || !strings.Contains(out, `"constat": "change"`) || !strings.Contains(out, `"`+open+`"`) {
		t.Errorf("exit %d, %s", exit, out)
	}
	has(t, d.done("", "veille", source, "--empreintes", "e.csv", "--etat", "01/01/2014"), "Source plus ancienne")

	d.refused(1, "Aucune page ne dit avoir été lue dans l’état", "veille", source, "--noter", "f.csv")
	d.refused(2, "ne se lit pas", "veille", filepath.Join(source, "absent"))
	d.refused(2, "Aucun des codes", "veille", t.TempDir())
	d.refused(2, "est à venir", "veille", source, "--etat", "01/01/2062")
	pages := t.TempDir()
	if err := os.WriteFile(filepath.Join(pages, "code-civil.docx"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.refused(2, "à enregistrer en texte (.txt) : code-civil.docx", "veille", pages)
	if err := os.WriteFile(filepath.Join(pages, "article-1344.md"), []byte("On somme une fois.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.refused(2, "rien ne dit le code : article-1344.md", "veille", pages)
	if err := os.WriteFile(d.paper("x.csv"), []byte("article;empreinte\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.refused(2, "n’est pas un fichier d’empreintes", "veille", source, "--empreintes", "x.csv")
}

// A protected case does not say its step: it is listed as not read, beside the open ones.
func TestWatchNamesProtectedCases(t *testing.T) {
	d := newDesk(t)
	sealed := d.create(overdueSupplier(), "un deux trois quatre")
	source := t.TempDir()
	if err := os.WriteFile(filepath.Join(source, "civil.md"), []byte("---\ntitle: \"Code civil\"\nlast_updated: \"2025-07-18\"\n---\n##### Article 1344\n\nUn.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.done("", "veille", source, "--noter", "e.csv")
	_, out, _ := d.run("", "veille", source, "--empreintes", "e.csv", "--json")
	if !strings.Contains(out, `"dossiers_non_lus": [`) || !strings.Contains(out, `"`+sealed+`"`) {
		t.Errorf("for programs: %.600s", out)
	}
	if err := os.WriteFile(filepath.Join(source, "civil.md"), []byte("---\ntitle: \"Code civil\"\nlast_updated: \"2026-10-01\"\n---\n##### Article 1344\n\nDeux.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, out, _ = d.run("", "veille", source, "--empreintes", "e.csv")
	has(t, out, sealed+" (protégé : non lu)", "Empreintes notées à la lecture : 1 sur", "Code de commerce", "Un changement ne s’y verra pas.")
}
