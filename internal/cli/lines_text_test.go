package cli_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/cli"
	"compromis/internal/dossier"
)

// drafts are those of the only case.
func (d *desk) drafts(id string) []casefile.Draft {
	d.Helper()
	s, err := casefile.OpenStore(d.cases)
	if err != nil {
		d.Fatal(err)
	}
	f, err := s.Open(id, "")
	if err != nil {
		d.Fatal(err)
	}
	defer f.Close()
	all, err := f.Drafts()
	if err != nil {
		d.Fatal(err)
	}
	return all
}

// A letter is gone through line by line: what is kept, replaced, added and taken out;
// the marks around the words stay.
func TestLinesEditALetter(t *testing.T) {
	d := newDesk(t)
	kase := late(t)
	kase.Drafts = map[string]string{"relance-1": "> Un  \n> Deux\n\n**Objet : la somme**\n\nTrois.\n\n- Quatre\n- Cinq"}
	id := d.create(kase, "")
	letters, edit := d.entry(id, "Tous les courriers"), []string{"Relancer une première fois", "3", "1"}
	for name, c := range map[string]struct {
		typed []string
		want  string
	}{
		"replaced":  {[]string{"Moi", "", "Objet : tout", "."}, "> Moi  \n> Deux\n\n**Objet : tout**\n\nTrois.\n\n- Quatre\n- Cinq"},
		"taken out": {[]string{"", "", "-", "", "-", "", ""}, "> Un  \n> Deux\n\n\nTrois.\n\n- Cinq"},
		"added":     {[]string{"", "", "+Bonjour.", "", "", "+Six", ".", ""}, "> Un  \n> Deux\n\n**Objet : la somme**\n\nBonjour.\n\nTrois.\n\n- Quatre\n- Six\n- Cinq"},
		"backwards": {[]string{"", "r", "Moi", ".", ""}, "> Moi  \n> Deux\n\n**Objet : la somme**\n\nTrois.\n\n- Quatre\n- Cinq"},
		"gone on":   {[]string{"", "", "", "", "", "", "Fin.", ""}, "> Un  \n> Deux\n\n**Objet : la somme**\n\nTrois.\n\n- Quatre\n- Cinq\n\nFin."},
	} {
		s, err := casefile.OpenStore(d.cases)
		if err != nil {
			t.Fatal(err)
		}
		f, err := s.Open(id, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Save(kase); err != nil {
			t.Fatal(err)
		}
		f.Close()
		out := d.talk(id, append(append([]string{"dossier", letters}, append(edit, c.typed...)...), "q")...)
		if got := d.saved().Drafts["relance-1"]; got != c.want || len(d.drafts(id)) != 0 {
			t.Errorf("%s: kept %q, want %q; %d drafts after:\n%s", name, got, c.want, len(d.drafts(id)), out)
		}
	}
}

// What is typed of a text is a draft when the input ends, where the full screen keeps
// it, and is resumed.
func TestLinesKeepTheText(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	has(t, d.talk(id, "dossier", d.entry(id, "Raconter les faits"), "1", "Il ne paie pas."), "gardé en brouillon")
	if all := d.drafts(id); len(all) != 1 || all[0].Place != "faits" || all[0].Fields["texte"] != "Il ne paie pas." || d.saved().Facts != "" {
		t.Fatalf("%+v, and the case says %q", all, d.saved().Facts)
	}
	has(t, d.talk(id, "dossier", d.entry(id, "Vos brouillons"), "1", "3", "1", "", "Rien depuis mai.", "", "q"), "Repris de votre brouillon", "est gardé dans le dossier")
	if facts := d.saved().Facts; facts != "Il ne paie pas.\n\nRien depuis mai." || len(d.drafts(id)) != 0 {
		t.Errorf("kept %q, %d drafts", facts, len(d.drafts(id)))
	}
}

// The editor of the person opens on the text of the case; what it saved is taken when
// it ends well, and else when one says so: meanwhile it is a draft.
func TestLinesEditor(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	var saves string
	var fails error
	talk := func(typed ...string) string {
		var out strings.Builder
		cli.Run([]string{"--dossiers", d.cases, "--lineaire", "--dossier", id}, cli.Streams{
			In: strings.NewReader(strings.Join(append(append([]string{"dossier", d.entry(id, "Raconter les faits"), "2"}, typed...), "q"), "\n") + "\n"), Out: &out, Err: &out, Terminal: true,
			Edit: func(e cli.Editing) (string, error) {
				if e.Case != id || e.Place != "faits" || e.Draft == "" {
					t.Errorf("opened on %+v", e)
				}
				if saves != "" {
					if err := e.Keep(e.Text + saves); err != nil {
						t.Error(err)
					}
				}
				return e.Text + saves, fails
			},
		}, load, readNothing, func() time.Time { return today })
		return out.String()
	}
	saves = "Il ne paie pas."
	has(t, talk(), "est gardé dans le dossier")
	if facts := d.saved().Facts; facts != saves || len(d.drafts(id)) != 0 {
		t.Errorf("kept %q, %d drafts", facts, len(d.drafts(id)))
	}
	saves, fails = "", nil
	has(t, talk(), "n’a pas changé")
	saves, fails = " Rien.", errors.New("l’éditeur dit qu’il a échoué.")
	has(t, talk(""), "a échoué", "gardé en brouillon")
	if facts := d.saved().Facts; facts != "Il ne paie pas." || len(d.drafts(id)) != 1 {
		t.Errorf("kept %q, %d drafts", facts, len(d.drafts(id)))
	}
	saves = " Toujours\x1b[2J rien."
	has(t, talk("oui"), "Repris de votre brouillon", "est gardé dans le dossier", "Attention")
	if facts := d.saved().Facts; facts != "Il ne paie pas. Rien. Toujours [2J rien." || len(d.drafts(id)) != 0 {
		t.Errorf("kept %q, %d drafts", facts, len(d.drafts(id)))
	}
}

// Two versions are joined point by point; to leave before the end changes nothing.
func TestLinesJoinVersions(t *testing.T) {
	d := newDesk(t)
	kase := late(t)
	kase.Client.Name, kase.Client.Contact = "Alizé", "Anne"
	id := d.create(kase, "")
	data, err := os.ReadFile(filepath.Join(d.cases, id+".json"))
	if err != nil {
		t.Fatal(err)
	}
	double := func(contact string) {
		copied := strings.NewReplacer("Alizé", "Zéphyr", "Anne", contact).Replace(string(data))
		if err := os.WriteFile(filepath.Join(d.cases, id+"-DESKTOP-AB12CD.json"), []byte(copied), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	double("Paul")
	join := d.entry(id, "Réunir deux versions")
	has(t, d.talk(id, "dossier", join, "2", "", "q"), "Ce dossier a une autre version", "1 sur 2. Client, nom", "2. Dans la copie : Zéphyr", "Rien ne change")
	if c := d.saved().Client; c.Name != "Alizé" {
		t.Errorf("kept %+v", c)
	}
	has(t, d.talk(id, "dossier", join, "1", "2", "q"), "2 sur 2. Client, contact", "Une seule version")
	if c := d.saved().Client; c.Name != "Alizé" || c.Contact != "Paul" {
		t.Errorf("kept %+v", c)
	}
	has(t, d.talk(id, "dossier", join, "q"), "n’a qu’une version")
	double("Luc")
	d.talk(id, "dossier", join, "4", "q")
	if c := d.saved().Client; c.Name != "Zéphyr" || c.Contact != "Luc" {
		t.Errorf("kept %+v", c)
	}
}

// The list of cases offers what stands beside them: a file that was set aside, of which
// one makes a case, and the tries, which one deletes.
func TestLinesBesideTheCases(t *testing.T) {
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
	d.create(dossier.Case{Said: map[decision.Fact]string{"cause": "impaye"}}, "")
	out := d.lines(strings.NewReader("dossiers\n4\noui\ndossiers\n2\n2\ndossier\n\nq\n"))
	has(t, out, "Un fichier abîmé, mis de côté", "Effacer 1 essai", "C’est effacé.", "relisez le dossier", "Dossier Éts Martin & fils")
	if strings.Contains(out, "--creer") {
		t.Errorf("a command is told:\n%s", out)
	}
	if kase := d.saved(); kase.Client.Name != "Éts Martin & fils" {
		t.Errorf("the case is %+v", kase)
	}
	aside := func() int {
		all, _ := filepath.Glob(path + ".abime-*")
		return len(all)
	}
	d.lines(strings.NewReader("dossiers\n3\n4\n\nq\n"))
	if aside() != 1 {
		t.Error("the file was deleted, and nobody was sure")
	}
	d.lines(strings.NewReader("dossiers\n3\n4\noui\nq\n"))
	if aside() != 0 {
		t.Error("the file is still there")
	}
}
