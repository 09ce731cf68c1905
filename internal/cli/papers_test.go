package cli_test

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/letter"
)

func (d *desk) read(name string) string {
	d.Helper()
	content, err := os.ReadFile(d.paper(name))
	if err != nil {
		d.Fatal(err)
	}
	return string(content)
}

// The letters of the recommended step come first; those for another kind of
// client do not come at all.
func TestLettersOfACase(t *testing.T) {
	d := newDesk(t)
	d.create(late(t), "")
	var listed struct {
		Courriers []struct {
			ID         string
			Recommande bool
		}
	}
	d.json(&listed, "courrier", "--dossier", "martin")
	all := listed.Courriers
	g := guide(t)
	first, others := 0, false
	for _, o := range all {
		i := slices.IndexFunc(g.Letters(), func(l decision.Letter) bool { return l.ID == o.ID })
		if i < 0 || !g.Letters()[i].For("commercant") || o.Recommande != slices.Contains(g.Letters()[i].Steps, "mettre-en-demeure") {
			t.Errorf("offered %+v", o)
		}
		if o.Recommande {
			first++
		}
		if o.Recommande && others {
			t.Errorf("%s comes after letters of other steps", o.ID)
		}
		others = others || !o.Recommande
	}
	if first == 0 || !others {
		t.Errorf("%d letters now, others %t", first, others)
	}
	text := d.done("", "courrier", "--dossier", "martin")
	for _, o := range all {
		has(t, text, o.ID+" :")
	}
}

// A letter goes to the output as Markdown, what it lacks to the errors.
func TestLetter(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	g := guide(t)
	l := &g.Letters()[slices.IndexFunc(g.Letters(), func(l decision.Letter) bool { return l.ID == "mise-en-demeure-professionnel" })]
	want := letter.Fill(g, l, d.show(id).Dossier, decision.DayOf(today))
	exit, out, err := d.run("", "courrier", l.ID, "--dossier", "martin")
	if exit != 0 || !strings.Contains(out, "Éts Martin") {
		t.Errorf("exit %d, %s", exit, out)
	}
	if len(want.Missing) == 0 {
		t.Fatal("nothing is missing")
	}
	for _, m := range want.Missing {
		has(t, err, "- "+m)
	}
	has(t, d.done("", "courrier", l.ID, "--dossier", "martin", "--format", "md", "--aujourdhui", "1/12/2026"), "01/12/2026")
	_, _, err = d.run("", "courrier", "mise-en-demeure-consommateur", "--dossier", "martin")
	has(t, err, "n’est pas fait pour ce genre de client")
}

// The case is the first word of every command about one; --dossier still names it.
func TestCaseComesFirst(t *testing.T) {
	d := newDesk(t)
	d.create(late(t), "")
	for words, same := range map[string]string{
		"courrier martin":                       "courrier --dossier martin",
		"courrier martin relance-1":             "courrier relance-1 --dossier martin",
		"courrier martin relance-1 --json":      "courrier --json --dossier=martin relance-1",
		"calculer martin":                       "calculer --dossier martin",
		"calculer martin --au 1/10/2026 --json": "calculer --au 1/10/2026 --json --dossier martin",
	} {
		if out := d.done("", strings.Fields(words)...); out != d.done("", strings.Fields(same)...) || out == "" {
			t.Errorf("compromis %s and compromis %s differ", words, same)
		}
	}
	for words, want := range map[string]string{
		"courrier martin relance-1 x":                "« x » est de trop. Écrivez : compromis courrier dossier [courrier]",
		"courrier martin relance-1 --dossier martin": "« relance-1 » est de trop.",
		"courrier martin relance":                    "courrier inconnu",
		"courrier relance-1":                         "Aucun dossier « relance-1 »",
		"calculer martin durand":                     "« durand » est de trop. Écrivez : compromis calculer dossier | --client",
		"calculer martin --dossier martin":           "« martin » est de trop.",
		"calculer dupont":                            "Aucun dossier « dupont »",
		"calculer martin --taux 5":                   "Avec un dossier, --taux se lit dans le dossier.",
	} {
		d.refused(2, want, strings.Fields(words)...)
	}
}

// A letter edited by hand is the one that is written.
func TestEditedLetter(t *testing.T) {
	d := newDesk(t)
	kase := late(t)
	kase.Drafts = map[string]string{"relance-1": "Cher client,\n\npayez-moi.\n"}
	d.create(kase, "")
	has(t, d.done("", "courrier", "relance-1", "--dossier", "martin"), "Cher client, payez-moi.")
}

// A paper never takes the place of another without --force.
func TestPapersNeverOverwrite(t *testing.T) {
	d := newDesk(t)
	d.create(late(t), "")
	for name, words := range map[string]string{
		"a.docx": "courrier relance-1 --dossier martin",
		"b.pdf":  "courrier relance-1 --dossier martin",
		"b.odt":  "courrier relance-1 --dossier martin",
		"c":      "courrier relance-1 --dossier martin --format md",
		"d.pdf":  "dossier-a-remettre martin --pour mediateur",
		"e.json": "dossier-a-remettre martin --pour avocat --json",
		"f.ICS":  "echeances martin",
	} {
		args := append(strings.Fields(words), "-o", name)
		exit, out, err := d.run("", args...)
		if exit != 0 || out != "" || !strings.Contains(spaced(err), "Écrit : "+name) {
			t.Fatalf("compromis %s: exit %d, %q, %s", words, exit, out, err)
		}
		whole := d.read(name)
		if len(whole) < 100 {
			t.Errorf("%s holds %q", name, whole)
		}
		if err := os.WriteFile(d.paper(name), []byte("précieux"), 0o600); err != nil {
			t.Fatal(err)
		}
		if exit, out, _ := d.run("", args...); exit != 1 || out != "" || d.read(name) != "précieux" {
			t.Errorf("compromis %s: exit %d, and %s holds %q", words, exit, name, d.read(name))
		}
		d.done("", append(args, "--force")...)
		if d.read(name) != whole {
			t.Errorf("%s: written again, it differs", name)
		}
	}
	if exit, out, err := d.run("", "courrier", "relance-1", "--dossier", "martin", "-o", "absent/a.pdf"); exit != 1 || out != "" || !strings.Contains(spaced(err), "« absent » n’existe pas. Créez-le") {
		t.Errorf("exit %d, %q, %q", exit, out, err)
	}
	if _, err := os.Stat(d.paper("absent")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder is made: %v", err)
	}
	d.done("", "courrier", "relance-1", "--dossier", "martin", "-o", "a.md")
	if exit, _, err := d.run("", "courrier", "relance-1", "--dossier", "martin", "-o", "a.md/b.md"); exit != 1 || !strings.Contains(err, "passe par un fichier") {
		t.Errorf("through a file: exit %d, %q", exit, err)
	}
}

// Only a person at a terminal is kept from bytes they could not read.
func TestPaperOnTheOutput(t *testing.T) {
	d := newDesk(t)
	d.create(late(t), "")
	if out := d.done("", "dossier-a-remettre", "martin", "--pour", "avocat", "--format", "pdf"); !strings.HasPrefix(out, "%PDF") {
		t.Errorf("got %.20q", out)
	}
	d.terminal = true
	d.refused(2, "-o fichier.pdf", "dossier-a-remettre", "martin", "--pour", "avocat", "--format", "pdf")
}

func TestDeadlinesOfACase(t *testing.T) {
	d := newDesk(t)
	d.create(late(t), "")
	var told struct{ Echeances []deadline }
	d.json(&told, "echeances", "martin")
	all := told.Echeances
	text := d.done("", "echeances", "martin")
	for i, one := range all {
		if i > 0 && one.Le < all[i-1].Le {
			t.Errorf("%s comes after %s", one.Le, all[i-1].Le)
		}
		has(t, text, one.Le.Time().Format("02/01/2006")+" : ")
	}
	d.done("", "echeances", "martin", "-o", "a.ics")
	if got := strings.Count(d.read("a.ics"), "BEGIN:VEVENT"); got != len(all) || got == 0 {
		t.Errorf("%d events for %d deadlines", got, len(all))
	}
	d.create(dossier.Case{Client: dossier.Party{Name: "Durand"}}, "")
	has(t, d.done("", "echeances", "durand"), "Aucune échéance connue")
}
