package cli_test

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/cli"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// typist types lines, and looks at something before each.
type typist struct {
	lines  []string
	before func(typed int)
	typed  int
}

func (p *typist) Read(b []byte) (int, error) {
	p.before(p.typed)
	if p.typed == len(p.lines) {
		return 0, io.EOF
	}
	p.typed++
	return copy(b, p.lines[p.typed-1]+"\n"), nil
}

// lines plays the plain lines.
func (d *desk) lines(in io.Reader, args ...string) (out string) {
	d.Helper()
	var stdout, stderr strings.Builder
	cli.Run(append([]string{"--dossiers", d.cases, "--lineaire"}, args...), cli.Streams{In: in, Out: &stdout, Err: &stderr}, load, readNothing, func() time.Time { return today })
	return stdout.String() + stderr.String()
}

// saved is the only case of the folder, as its file says.
func (d *desk) saved() dossier.Case {
	d.Helper()
	s, err := casefile.OpenStore(d.cases)
	if err != nil {
		d.Fatal(err)
	}
	all, err := s.List()
	if err != nil || len(all.Cases) != 1 {
		d.Fatalf("%d cases, %v", len(all.Cases), err)
	}
	f, err := s.Open(all.Cases[0].ID, "")
	if err != nil {
		d.Fatal(err)
	}
	defer f.Close()
	return f.Case()
}

// A draft of a deadline that is kept, or of a letter that left, is taken up again; a
// reminder is said done.
func TestLinesResume(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	s, err := casefile.OpenStore(d.cases)
	if err != nil {
		t.Fatal(err)
	}
	drafts := func(keep ...casefile.Draft) int {
		f, err := s.Open(id, "")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for _, k := range keep {
			if err := f.KeepDraft(k); err != nil {
				t.Fatal(err)
			}
		}
		all, err := f.Drafts()
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	d.done("", "dossiers", "rappeler", id, "--le", "01/12/2026")
	kept := casefile.NewDraft("evenement/fait", "Noter un événement", "2026-11-20")
	kept.Fields = map[string]string{"note": "appelé"}
	drafts(kept)
	out := d.talk(id, "dossier", d.entry(id, "Vos brouillons"), "1", "3", "1", "", "", "q")
	kase := d.saved()
	if last := kase.Journal[len(kase.Journal)-1]; last.Kind != dossier.Kept || last.Limit != string(dossier.Recall) || last.Note != "appelé" || drafts() != 0 {
		t.Errorf("the journal says %+v after:\n%s", last, out)
	}
	if out := d.done("", "echeances", id); strings.Contains(out, "01/12/2026") {
		t.Errorf("still to do:\n%s", out)
	}
	gone := casefile.NewDraft("envoi/mise-en-demeure-professionnel", "Noter l’envoi", "2026-11-20")
	gone.Fields = map[string]string{"le": "20/11/2026"}
	drafts(gone)
	out = d.talk(id, "dossier", d.entry(id, "Vos brouillons"), "1", "3", "", "q")
	kase = d.saved()
	if last := kase.Journal[len(kase.Journal)-1]; last.On != "2026-11-20" || last.Kind != dossier.GaveNotice || drafts() != 0 {
		t.Errorf("the journal says %+v after:\n%s", last, out)
	}
}

// What is typed where one is asked to correct, and is no answer there, is one to the
// next question; the draft stays, and is said to.
func TestLinesLeaveARefusedForm(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	out := d.talk(id, "dossier", d.entry(id, "Noter ce qui"), "2", "12/11/2099", "", "", "", "q")
	if has(t, out, "gardé en brouillon", "Entretien terminé"); !strings.HasSuffix(strings.TrimSpace(spaced(out)), "compromis dossiers ouvrir "+id) {
		t.Errorf("q is not heard:\n%s", out)
	}
}

// Each answer is on the disk by the time the next is asked for, and the case is
// found again, by the plain lines and by all that reads cases.
func TestLinesKeepEachAnswer(t *testing.T) {
	d := newDesk(t)
	want := []decision.Setting{{Fact: "cause", Value: "impaye"}, {Fact: "client", Value: "public"}, {Fact: "piece", Value: "?"}}
	out := d.lines(&typist{lines: []string{"1", "public", "inconnu"}, before: func(typed int) {
		if typed == 0 {
			return
		}
		said := d.saved().Said
		for _, s := range want[:typed] {
			if said[s.Fact] != string(s.Value) {
				t.Errorf("after %d answers, the file says %v", typed, said)
			}
		}
	}})
	kase := d.saved()
	has(t, out, "Chaque réponse est enregistrée", "dossier "+kase.ID, "compromis --lineaire --dossier "+kase.ID)
	if kase.Opened == "" || kase.Title == "" {
		t.Errorf("the case is not stamped: %+v", kase)
	}
	out = d.lines(strings.NewReader("r\n1\nq\n"), "--dossier", kase.ID)
	has(t, out, "Question 4 ", "Question 3 (réponse déjà donnée)")
	if now := d.saved(); now.Said["piece"] == "?" || now.Said["client"] != "public" {
		t.Errorf("the case opened again says %v", now.Said)
	}
}

// A case that another window writes is read only; the hand is taken when one says
// so, and given to whoever asks.
func TestLinesAndAnotherWindow(t *testing.T) {
	d := newDesk(t)
	id := d.create(dossier.Case{Said: map[decision.Fact]string{"cause": "impaye"}}, "")
	s, err := casefile.OpenStore(d.cases)
	if err != nil {
		t.Fatal(err)
	}
	other, err := s.Open(id, "")
	if err != nil || other.ReadOnly() {
		t.Fatal(err)
	}
	defer other.Close()
	yield := func() { // as the full screen does
		for !other.Wanted() {
			time.Sleep(time.Millisecond)
		}
		other.Yield()
	}
	in, typing := io.Pipe()
	done := make(chan string)
	go func() { done <- d.lines(in, "--dossier", id) }()
	io.WriteString(typing, "public\n")
	go yield()
	io.WriteString(typing, "main\n")
	io.WriteString(typing, "public\n")
	io.WriteString(typing, "inconnu\n") // read once what came before is kept
	if err := other.Take(""); err != nil {
		t.Fatal(err)
	}
	if said := other.Case().Said; said["client"] != "public" {
		t.Errorf("the other window finds %v", said)
	}
	io.WriteString(typing, "1\nq\n")
	typing.Close()
	has(t, <-done, "se lit seulement", "Rien n’est noté", "tapez main", "s’écrit maintenant ici")
	if err := other.Save(other.Case()); err != nil {
		t.Error(errors.Join(errors.New("the other window does not have the hand"), err))
	}
}

// Where a screen cannot be shown, one is told so once, and goes on in plain lines,
// in the case one asked for.
func TestPoorConsole(t *testing.T) {
	d := newDesk(t)
	id := d.create(dossier.Case{Said: map[decision.Fact]string{"cause": "impaye"}}, "")
	const why = "Cette console n’affiche pas le plein écran : voici des lignes simples."
	for words, want := range map[string]bool{"": true, "--dossier " + id: true, "dossiers ouvrir " + id: true, "--lineaire": false, "dossiers": false, "dossiers ouvrir " + id + " --json": false} {
		var out, errs strings.Builder
		exit := cli.Run(append([]string{"--dossiers", d.cases}, strings.Fields(words)...), cli.Streams{In: strings.NewReader("q\n"), Out: &out, Err: &errs, Terminal: true, Poor: true},
			load, readNothing, func() time.Time { return today })
		if told := strings.Contains(spaced(out.String()), why); exit != 0 || told != want {
			t.Errorf("compromis %s: exit %d, %s, told %v:\n%s", words, exit, errs.String(), told, out.String())
		}
		if question := strings.Contains(words, id) && want; question && !strings.Contains(spaced(out.String()), "Question 2 ") {
			t.Errorf("compromis %s does not go on with the case:\n%s", words, out.String())
		}
		if strings.Contains(spaced(out.String()), "rouvrir en plein écran") {
			t.Errorf("compromis %s: a screen is offered where there is none:\n%s", words, out.String())
		}
	}
}

// What a poor console shows of a case from its menu is shown, and the case stays open.
func TestPoorConsoleShowsTheCase(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	var out strings.Builder
	typed := strings.Join([]string{"dossier", d.entry(id, "Voir tout le dossier"), "", "", "", "", "mes réponses", "1", "inconnu", "q"}, "\n")
	cli.Run([]string{"--dossiers", d.cases, "--dossier", id}, cli.Streams{In: strings.NewReader(typed), Out: &out, Err: &out, Terminal: true, Poor: true}, load, readNothing, func() time.Time { return today })
	if told := strings.Count(out.String(), "Compromis\u00a0: "); told != 1 || d.saved().Said["cause"] != "?" {
		t.Errorf("%d interviews, and the case says %v after:\n%s", told, d.saved().Said, out.String())
	}
}

// typed plays the plain lines of a case, in a terminal, and returns what is said.
func (d *desk) talk(id string, typed ...string) string {
	d.Helper()
	d.terminal = true
	defer func() { d.terminal = false }()
	exit, out, errs := d.run(strings.Join(typed, "\n")+"\n", "--lineaire", "--dossier", id)
	if exit != 0 {
		d.Fatalf("exit %d, %s\n%s", exit, errs, out)
	}
	return out
}

// entry is what to type for a line of the menu « le dossier ».
func (d *desk) entry(id, name string) string {
	d.Helper()
	_, menu, _ := strings.Cut(spaced(d.talk(id, "dossier", "", "q")), "Le dossier 1. ")
	before, _, found := strings.Cut("1. "+menu, name)
	if !found {
		d.Fatalf("no line %q in %s", name, menu)
	}
	words := strings.Fields(before)
	return strings.TrimSuffix(words[len(words)-1], ".")
}

// What is half typed in a form is a draft, where the full screen keeps it, and comes
// back; once given, it is in the case and no draft is left.
func TestLinesKeepDrafts(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	event := d.entry(id, "Noter ce qui")
	out := d.talk(id, "dossier", event, "2", "12/11/2026", "", "31/12/2026") // then the input ends
	has(t, out, "gardé en brouillon")
	all := d.drafts(id)
	if len(all) != 1 || all[0].Place != "evenement/appel" || all[0].Fields["quoi"] != "relance" || all[0].Fields["le"] != "12/11/2026" || all[0].Fields["avant"] != "31/12/2026" {
		t.Fatalf("drafts: %+v", all)
	}
	out = d.talk(id, "dossier", d.entry(id, "Vos brouillons"), "1", "3", "", "", "", "", "", "", "par courriel", "q")
	has(t, out, "Vous étiez en train d’écrire", "Repris de votre brouillon", "Entrée pour garder « 12/11/2026 »", "Noté dans le dossier")
	kase := d.saved()
	if last := kase.Journal[len(kase.Journal)-1]; last.Kind != dossier.Reminded || last.On != "2026-11-12" || last.Until != "2026-12-31" || last.Note != "par courriel" {
		t.Errorf("the journal says %+v", last)
	}
	if left := d.drafts(id); len(left) != 0 {
		t.Errorf("left: %+v", left)
	}
	// What is refused is asked again in the words of the form, and is not lost.
	out = d.talk(id, "dossier", event, "2", "12/11/2099", "", "", "x", "", "", "", "", "1/10/2026", ".", "q")
	before, _, _ := strings.Cut(out, "Entretien terminé")
	if has(t, out, "n’est pas encore passé", "Noté dans le dossier"); strings.Contains(before, "--") {
		t.Errorf("flags are told:\n%s", out)
	}
}

// All that is done to the file of a case is done in plain lines too.
func TestLinesKeepTheFile(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	entry := func(name string) string { return d.entry(id, name) }
	do := func(typed ...string) string { return d.talk(id, append(append([]string{"dossier"}, typed...), "q")...) }
	do(entry("Donner un titre"), "Le portail")
	do(entry("Archiver"))
	if kase := d.saved(); kase.Title != "Le portail" || !kase.Archived {
		t.Errorf("%+v", kase)
	}
	do(entry("Archiver"))
	do(entry("Raconter les faits"), "1", "il ne paie pas", "")
	do(entry("Modifier ou retirer une facture"), "1", "1", "F-2", "", "1600", ".")
	if kase := d.saved(); kase.Archived || kase.Facts != "il ne paie pas" || kase.Invoices[0].Number != "F-2" || kase.Invoices[0].Dues[0].Cents != 160_000 || kase.Journal[1].Invoice != "F-2" {
		t.Errorf("%+v", kase)
	}
	has(t, do(entry("Les états gardés"), "1", "oui"), "repris tel qu’il était")
	if kase := d.saved(); kase.Facts == "il ne paie pas" && kase.Invoices[0].Number == "F-2" {
		t.Errorf("no former state: %+v", kase)
	}
	do(entry("Modifier ou retirer une facture"), "1", "2", "oui")
	if kase := d.saved(); len(kase.Invoices) != 0 {
		t.Errorf("%+v", kase.Invoices)
	}
	letters := do(entry("Tous les courriers"), "1", "2", "a.md", "")
	if _, err := os.Stat(d.paper("a.md")); err != nil {
		t.Errorf("%v in:\n%s", err, letters)
	}
	has(t, do(entry("Tous les courriers"), "1", "3", "2", "a.md"), "n’a pas changé")
	has(t, do(entry("Tous les courriers"), "1", "3", "1", "Moi", "."), "est gardé dans le dossier")
	if kase := d.saved(); len(kase.Drafts) != 1 {
		t.Errorf("%+v", kase.Drafts)
	}
	has(t, do(entry("Tous les courriers"), "1", "4"), "remplit de nouveau")
	do(entry("Remettre le dossier"), "2", "2", "avocat.odt", "")
	if _, err := os.Stat(d.paper("avocat.odt")); err != nil {
		t.Error(err)
	}
	other := d.create(dossier.Case{Client: dossier.Party{Name: "Noël"}}, "")
	has(t, do(entry("Ouvrir un autre dossier"), "Un nouveau dossier"), "Question 1 ")
	d.refused(2, "numéro", "dossiers", "facture", id, "--retirer")
	do(entry("Supprimer le dossier"), "oui")
	if s, _ := casefile.OpenStore(d.cases); s != nil {
		if all, err := s.List(); err != nil || len(all.Cases) != 1 || all.Cases[0].ID != other {
			t.Errorf("%+v, %v", all, err)
		}
	}
}

// An instalment that is erased takes no other with it, a day and a sum are read as in
// the full screen, and a day that is due has its year.
func TestLinesInstalments(t *testing.T) {
	d := newDesk(t)
	kase := late(t)
	kase.Invoices[0].Dues = []dossier.Due{{On: "2026-05-01", Cents: 100_00}, {On: "2026-06-01", Cents: 200_00}, {On: "2026-07-01", Cents: 300_00}, {On: "2026-08-01", Cents: 400_00}}
	id := d.create(kase, "")
	entry := d.entry(id, "Modifier ou retirer une facture")
	d.talk(id, "dossier", entry, "1", "1", "", "", "", "-", "", "", "", ".", "q")
	if dues := d.saved().Invoices[0].Dues; len(dues) != 3 || dues[1].Cents != 300_00 || dues[2].Cents != 400_00 {
		t.Errorf("%+v", dues)
	}
	out := d.talk(id, "dossier", entry, "1", "1", "", "", "", "15/9 500,00", "15 septembre 2026 500,00", ".", "q")
	if dues := d.saved().Invoices[0].Dues; len(dues) != 3 || dues[2].On != "2026-09-15" || dues[2].Cents != 500_00 {
		t.Errorf("%+v", dues)
	}
	has(t, out, "l’année")
	has(t, d.talk(id, "dossier", entry, "1", "1", "", "15/1", "q"), "15/01/2026 ou 15/01/2027")
	d.refused(2, "15/01/2026 ou 15/01/2027", "dossiers", "facture", id, "--numero", "F-9", "--echeance", "15/1=500")
}

// A day told from today is kept in full: a draft says the same day when it is resumed.
func TestLinesKeepTheDay(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	d.talk(id, "dossier", d.entry(id, "Noter ce qui"), "2", "hier") // then the input ends
	s, err := casefile.OpenStore(d.cases)
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Open(id, "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if all, err := f.Drafts(); err != nil || len(all) != 1 || all[0].Fields["le"] != today.AddDate(0, 0, -1).Format("02/01/2006") {
		t.Errorf("%+v, %v", all, err)
	}
}

// A passphrase is asked twice, without showing it; the case goes on under its new
// name, and opens with it.
func TestLinesProtect(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	d.secret = "un deux trois quatre"
	protect := d.entry(id, "Protéger par")
	has(t, d.talk(id, "dossier", protect, "1", "dossier", d.entry(id, "Donner un titre"), "Le portail", "q"), "Dossier protégé", "Titre du dossier")
	s, err := casefile.OpenStore(d.cases)
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.List()
	if err != nil || len(all.Cases) != 1 || !all.Cases[0].Protected || all.Cases[0].ID == id {
		t.Fatalf("%+v, %v", all, err)
	}
	id = all.Cases[0].ID
	f, err := s.Open(id, d.secret)
	if err != nil {
		t.Fatal(err)
	}
	if title := f.Case().Title; title != "Le portail" || all.Cases[0].Client != "" {
		t.Errorf("titled %q, listed under %q", title, all.Cases[0].Client)
	}
	f.Close()
	d.talk(id, "dossier", protect, "2", "q")
	if all, err = s.List(); err != nil || len(all.Cases) != 1 || !all.Cases[0].Protected || all.Cases[0].Client != late(t).Client.Name {
		t.Fatalf("with the name in sight: %+v, %v", all, err)
	}
	id = all.Cases[0].ID
	d.refused(2, "--nouveau-mot-de-passe-fichier", "dossiers", "proteger", id, "--mot-de-passe-fichier", d.words("un deux trois quatre"))
	d.done("", "dossiers", "proteger", id, "--retirer", "--mot-de-passe-fichier", d.words("un deux trois quatre"))
	d.done("", "dossiers", "proteger", id, "--nouveau-mot-de-passe-fichier", d.words("sésame"))
	if _, err := s.Open(id, "sésame"); err != nil {
		t.Error(err)
	}
}

// words puts words in a file, and returns its name.
func (d *desk) words(text string) (name string) {
	d.Helper()
	if err := os.WriteFile(d.paper("mots"), []byte(text+"\n"), 0o600); err != nil {
		d.Fatal(err)
	}
	return "mots"
}

// The gestures of a step are ticked, and a day is kept to come back to it.
func TestGesturesAndReminders(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	has(t, d.done("", "dossiers", "gestes", id, "--fait", "2"), "1 fait sur", "2. (fait)")
	has(t, d.done("", "dossiers", "gestes", id), "2. (fait)")
	has(t, d.done("", "dossiers", "gestes", id, "--fait", "2"), "0 fait sur")
	d.refused(2, "Écrivez un nombre de 1 à", "dossiers", "gestes", id, "--fait", "99")
	has(t, d.done("", "dossiers", "rappeler", id, "--le", "01/12/2026"), "01/12/2026")
	has(t, d.done("", "echeances", id), "01/12/2026")
	has(t, d.done("", "dossiers", "rappeler", id, "--le", "15/12"), "15/12/2026")
	has(t, d.done("", "dossiers", "noter", id, "--quoi", "fait", "--delai", "rappel"), "Fait")
	d.refused(2, "après aujourd’hui", "dossiers", "rappeler", id, "--le", "01/11/2026")
	d.refused(2, "Dites quel jour", "dossiers", "rappeler", id)
}

// A passphrase is told how strong it is as one chooses it, kept to the last space, and
// asked once.
func TestPassphraseOnce(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	d.terminal, d.secret = true, " un deux trois quatre "
	_, out, errs := d.run("", "dossiers", "proteger", id)
	strength, _ := say.Strength(d.secret)
	has(t, out, "Dossier protégé")
	has(t, errs, strength)
	_, id, _ = strings.Cut(spaced(out), "protégé : ")
	id, _, _ = strings.Cut(id, ".")
	if _, _, errs := d.run("", "dossiers", "gestes", id, "--fait", "1"); strings.Count(errs, "Mot de passe de") != 1 {
		t.Errorf("asked: %s", errs)
	}
	d.terminal = false
	d.refused(1, "", "dossiers", "gestes", id, "--mot-de-passe-fichier", d.words("un deux trois quatre"))
	has(t, d.done("", "dossiers", "gestes", id, "--mot-de-passe-fichier", d.words(d.secret)), "1 fait sur")
}

// From the first question one goes to a case that is there already.
func TestLinesOpenACase(t *testing.T) {
	d := newDesk(t)
	has(t, d.lines(strings.NewReader("q\n")), "Question 1 ")
	id := d.create(dossier.Case{Client: dossier.Party{Name: "Noël"}, Said: map[decision.Fact]string{"cause": "impaye"}}, "")
	out := d.lines(strings.NewReader("dossiers\n2\npublic\nq\n"))
	has(t, out, "Vous avez déjà 1 dossier", "Noël, "+id, "Dossier Noël", "Question 2 ")
	if said := d.saved().Said; said["client"] != "public" {
		t.Errorf("the case says %v", said)
	}
}
