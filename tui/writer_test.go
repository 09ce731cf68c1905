package tui_test

import (
	"strings"
	"testing"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french/frenchtest"
)

// TestNoEditor: where no editor opens, the letter is written on the screen; what is left
// there is a draft, taken up again, and joins the case once it is saved.
func TestNoEditor(t *testing.T) {
	d := onNotice(t)
	d.edited = func(text string) (string, error) { return text, errNoEditor }
	d.press("e").want("écrivez ici").write("Premiers mots").press("enter").write("et la suite.").press("f1").want("à la ligne").press("esc", "esc")
	d.want("Vous écriviez ce courrier").want("Objet").wantNot("Premiers mots")
	if c := onlyCase(t, d.cases); len(c.Drafts) > 0 {
		t.Errorf("kept before it is saved: %v", c.Drafts)
	}
	d.press("e").want("Premiers mots").want("ligne 1 sur").press("ctrl+s").want("Premiers mots").wantNot("Vous écriviez")
	if text := theDraft(t, d); !strings.HasPrefix(text, "Premiers mots\net la suite.") || !strings.Contains(text, "Objet\u00a0:") {
		t.Errorf("kept %q", text)
	}
	if left := kept(t, d.cases); strings.Contains(left, "Premiers") {
		t.Errorf("still a draft: %s", left)
	}
	d.press("e", "ctrl+s").want("Objet")
	d.press("e").paste("\x1b[31mRouge\r\nVert\x07").want("Rouge").want("Vert").press("ctrl+s")
	if text := theDraft(t, d); !strings.HasPrefix(text, "Rouge\nVert") {
		t.Errorf("kept %q", text)
	}
}

// theDraft is the text of the only letter that was changed by hand.
func theDraft(t *testing.T, d *desk) string {
	t.Helper()
	for _, text := range onlyCase(t, d.cases).Drafts {
		return text
	}
	return ""
}

// TestNoEditorForAnExample: what is kept nowhere is not left without a word.
func TestNoEditorForAnExample(t *testing.T) {
	d := start(t, 80, 40).press("1", "m", "l", "enter", "e").want("écrivez ici").press("esc").want("À compléter")
	d.press("e").write("Perdu").press("esc").want("gardé nulle part").press("esc").want("À compléter").wantNot("Perdu")
	d.press("e").write("Gardé").press("ctrl+s").want("Gardé")
}

// TestNoWriterObeyed: every hostile text, pasted where one writes for want of an editor.
func TestNoWriterObeyed(t *testing.T) {
	dir := t.TempDir()
	keepAs(t, dir, kitchen())
	w := &crawler{seen: map[string]bool{}, orders: map[string]bool{}}
	w.desk = hostileDesk(t, dir, "")
	w.failing = errNoEditor
	w.press("l", "enter", "e")
	for _, text := range frenchtest.Hostile() {
		w.paste(text)
		w.look("pasted")
		w.press("up", "end", "home", "pgdown")
		w.look("gone through")
	}
}

// TestOneIsRemembered: a new case takes over who one is from the last one, once one
// says so; never from a protected case.
func TestOneIsRemembered(t *testing.T) {
	dir := t.TempDir()
	keepIn(t, dir, dossier.Case{Client: dossier.Party{Name: "Ancien"}, Business: dossier.Party{Name: "Atelier Martin", Address: "3 quai Perrache\n69002 Lyon"}, Changed: "2026-10-01"}, "")
	keepIn(t, dir, dossier.Case{Client: dossier.Party{Name: "Récent"}, Changed: "2026-11-01"}, "")
	keepIn(t, dir, dossier.Case{Client: dossier.Party{Name: "Secret"}, Business: dossier.Party{Name: "Atelier Caché"}, Changed: "2026-11-20"}, "motdepasse1")
	d := keeping(t, dir, today, "")
	d.resize(80, 60).press("n", "1", "m", "p").want("Atelier Martin").want("3 quai Perrache").want("dernier dossier").wantNot("Caché").press("esc", "p").want("Atelier Martin")
	d.press("ctrl+s", "p").want("Atelier Martin").wantNot("dernier dossier")
	for range 8 {
		d.press("tab")
	}
	d.press("ctrl+d").write("Atelier Neuf").press("ctrl+s", "a", "n", "o", "1", "m", "p").want("Atelier Neuf").wantNot("Martin")
}

// keepIn keeps a case in a folder, under a passphrase or not.
func keepIn(t *testing.T, dir string, c dossier.Case, passphrase string) {
	t.Helper()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := cases.Create(c)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if passphrase != "" {
		if err := f.Protect(passphrase, false); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBlanksAreTold: a letter that leaves with blanks says which, and where to fill them.
func TestBlanksAreTold(t *testing.T) {
	d := atDesk(t, dossier.Case{Client: dossier.Party{Name: "Zoé"}})
	d.press("l").clickOn(notice).press("t").want("blancs à remplir").want("Remplir les parties")
	d.clickOn("Noter l’envoi").want("blancs à remplir").press("esc").press("t").clickOn("Remplir les parties").want("Votre client")

	full := onNotice(t)
	full.edited = func(string) (string, error) { return "Objet : tout est dit.", nil }
	full.press("e").want("tout est dit").press("t").want("Document enregistré").wantNot("à remplir").clickOn("Noter l’envoi").wantNot("à remplir")
}
