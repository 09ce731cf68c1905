package tui_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/desktop"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/tui"
)

// desk is the interface on a case that is kept, with a folder for what it
// writes and an editor.
type desk struct {
	*driver
	cases, papers string
	edited        func(text string) (string, error)
	failing       error // how the editor of [hostileDesk] ends
}

const notice = "Mettre un consommateur en demeure"

// kitchen is a case whose recommended step is the formal notice to a consumer.
// The address of the business is missing.
func kitchen() dossier.Case {
	return dossier.Case{
		Business: dossier.Party{Name: "Atelier Martin", Contact: "Anne Martin", Phone: "04 00 00 00 00"},
		Client:   dossier.Party{Name: "Zoé Dupont", Address: "12 rue des Lilas\n69001 Lyon"},
		Subject:  "la cuisine posée en juin",
		Said: map[decision.Fact]string{
			"cause": "impaye", "client": "consommateur", "difficulte": "non", "piece": "rien", "contact": "ecrit",
			"reponse": "silence", "contrat": "ordinaire", "echeance": "lointaine", "contestation": "non",
		},
		Invoices: []dossier.Invoice{{Number: "F-12", Issued: "2026-06-30", Dues: []dossier.Due{{On: "2026-07-31", Cents: 1500_00}}}},
	}
}

// atDesk opens a case that is kept, on its page.
func atDesk(t testing.TB, c dossier.Case) *desk {
	t.Helper()
	d := &desk{cases: t.TempDir(), papers: t.TempDir()}
	cases, err := casefile.OpenStore(d.cases)
	if err != nil {
		t.Fatal(err)
	}
	file, err := cases.Create(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	again := atDeskOn(t, d.cases, file.Case().ID)
	again.papers = d.papers
	return again
}

// atDeskOn opens a case of a folder, on its page.
func atDeskOn(t testing.TB, dir, id string) *desk {
	t.Helper()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{cases: dir, driver: &driver{t: t, guide: guide(t)}}
	d.model = tui.New(tui.Config{
		Load: load, Today: today, Cases: cases, Open: id, Export: d.export,
		Edit: editedBy(func(text string) (string, error) { return d.edited(text) }),
	})
	d.resize(100, 150)
	d.run(d.model.Init())
	d.want("Mon dossier")
	return d
}

// editedBy is an editor that saves a text, once, and may then fail.
func editedBy(edit func(text string) (string, error)) func(desktop.Editing) tea.Cmd {
	return func(e desktop.Editing) tea.Cmd {
		return func() tea.Msg {
			text, err := edit(e.Text)
			kept := true
			if e.Keep != nil && text != e.Text && strings.TrimSpace(text) != "" {
				kept = e.Keep(text) == nil
			}
			return e.Done(desktop.Edited{Text: text, Failed: err, Kept: kept, Unopened: errors.Is(err, errNoEditor)})
		}
	}
}

// errNoEditor is an editor that does not open.
var errNoEditor = errors.New("l’éditeur « ed » est introuvable.")

// export writes in the folder of papers, and refuses when there is none.
func (d *desk) export(name string, write func(io.Writer) error) (string, error) {
	if d.papers == "" {
		return "", errors.New("Le disque est plein. Libérez de la place.")
	}
	file, err := os.Create(filepath.Join(d.papers, name))
	if err != nil {
		return "", err
	}
	defer file.Close() //nolint:errcheck // read back by the tests
	return name, write(file)
}

// paper reads what was written under a name.
func (d *desk) paper(name string) string {
	d.t.Helper()
	text, err := os.ReadFile(filepath.Join(d.papers, name))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(text)
}

// onNotice opens the formal notice of the kitchen.
func onNotice(t testing.TB) *desk {
	t.Helper()
	d := atDesk(t, kitchen())
	d.press("l").clickOn(notice)
	d.want("Objet")
	return d
}

// TestLettersOfTheStep come first; those of another kind of client come last.
func TestLettersOfTheStep(t *testing.T) {
	belong := 0
	for _, e := range guide(t).Exercises {
		c := dossier.Case{}.WithAnswers(exercise(e))
		step := guide(t).Verdict(exercise(e)).Step
		d := atDesk(t, c)
		d.press("l")
		for _, l := range d.guide.Letters() {
			at := d.row(l.Title)
			first := d.row("Les autres")
			last := d.row("Pour un autre type de client")
			switch {
			case at < 0:
				t.Errorf("%s: no %q on\n%s", e.ID, l.Title, d.screen())
			case !l.For(c.ClientKind()):
				if at < last || last < 0 {
					t.Errorf("%s: %q is not for that client\n%s", e.ID, l.Title, d.screen())
				}
			case step != nil && slices.Contains(l.Steps, step.ID):
				if belong++; at > first {
					t.Errorf("%s: %q belongs to the step\n%s", e.ID, l.Title, d.screen())
				}
			case at < first || last >= 0 && at > last:
				t.Errorf("%s: %q is not in its place\n%s", e.ID, l.Title, d.screen())
			}
		}
	}
	if belong == 0 {
		t.Error("no example has a letter of its step")
	}
}

// TestLetterShowsTheCase: who, how much, and what is missing until it is given.
func TestLetterShowsTheCase(t *testing.T) {
	c := kitchen()
	c.Subject = "la cuisine posée en juin (plan **B** \\ n° 2)" // the words of a person are no marks
	d := atDesk(t, c)
	d.press("l").clickOn(notice).want(c.Subject)
	d = onNotice(t)
	d.want("Zoé Dupont").want("12 rue des Lilas").want("1 500,00 €").want("F-12").want("la cuisine posée en juin")
	d.want("□ votre adresse").want("[à compléter : votre adresse]").wantNot("**")
	d.clickOn("Remplir les parties").want("Votre adresse")
	d.fill("=", "=", "=", "=", "=", "=", "=", "=", "=", "3 quai Perrache, 69002 Lyon")
	d.want("Objet").want("3 quai Perrache").wantNot("votre adresse]").want("Lyon, le 23/11/2026")
	if c := onlyCase(t, d.cases); c.Business.Address != "3 quai Perrache\n69002 Lyon" {
		t.Errorf("kept %+v", c.Business)
	}
}

// TestWhereToFillIn offers the parts of the case that are missing, no others.
func TestWhereToFillIn(t *testing.T) {
	c := kitchen()
	c.Invoices, c.Business = nil, dossier.Party{}
	d := atDesk(t, c)
	d.press("l").clickOn(notice)
	d.wantNot("Noter la réclamation").clickOn("Noter vos factures").want("Aucune facture").press("esc")
	d.clickOn("Noter ce qui s’est passé").want("Noter un événement")
	d.press("esc", "esc").clickOn("Fiche de réclamation")
	d.wantNot("Noter ce qui s’est passé").clickOn("Noter la réclamation").want("éclamation").wantNot("À compléter")

	c = kitchen()
	c.Business.Address, c.Business.Email, c.Client.Address = "69002 Lyon", "anne@atelier.example", ""
	d = atDesk(t, c)
	d.press("l").clickOn(notice).want("□ l’adresse du client").want("Remplir les parties").wantNot("Noter vos factures")
}

// TestExport writes the letter in every format, under a name that tells what it
// is, and sends nothing.
func TestExport(t *testing.T) {
	d := onNotice(t)
	base := "mise-en-demeure-consommateur-zoe-dupont-2026-11-23."
	for _, f := range []struct{ key, ext, start string }{{"w", "docx", "PK"}, {"o", "odt", "PK"}, {"p", "pdf", "%PDF"}, {"t", "md", "Atelier Martin"}} {
		d.press(f.key).want("Document enregistré").want(base + f.ext).want("Rien n’est envoyé")
		if text := d.paper(base + f.ext); !strings.HasPrefix(text, f.start) {
			t.Errorf("%s starts with %.20q", f.ext, text)
		}
		d.press("enter").want("Objet")
	}
	if text := d.paper(base + "md"); !strings.Contains(text, "Zoé Dupont") || !strings.Contains(text, "F-12") {
		t.Errorf("the file says\n%s", text)
	}
	if c := onlyCase(t, d.cases); len(c.Journal) != 0 {
		t.Errorf("writing a file is noted as sending it: %+v", c.Journal)
	}
}

// TestSendingIsNoted with what it is in law: a reminder, a formal notice, a
// letter. What is not sent to anybody offers nothing.
func TestSendingIsNoted(t *testing.T) {
	for title, kind := range map[string]dossier.EventKind{
		notice: dossier.GaveNotice, "Relancer une première fois": dossier.Reminded, "Relancer une deuxième fois": dossier.Reminded,
		"Proposer une médiation": dossier.Wrote, "Notes d’appel": "",
	} {
		d := atDesk(t, kitchen())
		d.press("l").clickOn(title).press("t").want("Document enregistré")
		if kind == "" {
			d.wantNot("Noter l’envoi")
			continue
		}
		d.clickOn("Noter l’envoi").want("Noter un événement").press("esc").want("Objet")
		d.press("t").clickOn("Noter l’envoi").press("ctrl+s").want("Objet")
		c := onlyCase(t, d.cases)
		if len(c.Journal) != 1 || c.Journal[0].Kind != kind || c.Journal[0].On != decision.DayOf(today) || c.Journal[0].Note != title {
			t.Errorf("%s: the journal says %+v", title, c.Journal)
		}
	}
}

// TestRefusedExport says why, and keeps everything.
func TestRefusedExport(t *testing.T) {
	d := onNotice(t)
	d.papers = ""
	d.press("w").want("n’est pas enregistré").want("Le disque est plein").wantNot("Noter l’envoi").press("enter").want("Objet")
	d.driver = start(t, 100, 150).press("1", "m", "8").clickOn("Votre avocat")
	d.press("i").want("Aucune échéance").press("enter")
	for _, key := range []string{"w", "p", "t"} {
		d.press(key).want("n’est pas enregistré").press("enter").want("Confidentiel")
	}
}

// TestEditedLetter keeps what comes back from the editor, shows it, writes it,
// and goes back to the model when asked to.
func TestEditedLetter(t *testing.T) {
	d := onNotice(t)
	d.wantNot("repartir du modèle")
	d.edited = func(text string) (string, error) { return text + "\nNous passerons **lundi**.\n", nil }
	d.press("e").want("Objet").want("Nous passerons lundi.").want("Vous avez modifié ce texte")
	if draft := onlyCase(t, d.cases).Drafts["mise-en-demeure-consommateur"]; !strings.Contains(draft, "Nous passerons **lundi**.") {
		t.Fatalf("kept %q", draft)
	}
	d.press("t")
	if text := d.paper("mise-en-demeure-consommateur-zoe-dupont-2026-11-23.md"); !strings.Contains(text, "Nous passerons") {
		t.Errorf("the file says\n%s", text)
	}
	d.press("esc", "esc").want(notice + " (modifié par vous)").clickOn(notice)
	d.want("Nous passerons lundi.").press("x").want("Objet").wantNot("Nous passerons").wantNot("repartir du modèle")
	if drafts := onlyCase(t, d.cases).Drafts; len(drafts) != 0 {
		t.Errorf("kept %v", drafts)
	}
}

// TestNothingNewFromTheEditor changes nothing: the same text, none, a failure.
func TestNothingNewFromTheEditor(t *testing.T) {
	for name, c := range map[string]struct {
		edited func(string) (string, error)
		says   string
	}{
		"the same": {func(text string) (string, error) { return text + "\n", nil }, "Objet"},
		"nothing":  {func(string) (string, error) { return " \n", nil }, "revenu vide"},
		"failure":  {func(string) (string, error) { return "perdu", errors.New("L’éditeur ne répond pas.") }, "L’éditeur ne répond pas."},
	} {
		t.Run(name, func(t *testing.T) {
			d := onNotice(t)
			d.edited = c.edited
			d.press("e").want(c.says)
			if drafts := onlyCase(t, d.cases).Drafts; len(drafts) != 0 {
				t.Errorf("kept %v", drafts)
			}
		})
	}
}

// TestHandOver shows the whole case and writes it, with its calendar.
func TestHandOver(t *testing.T) {
	d := atDesk(t, kitchen())
	d.press("8").want("À qui remettez-vous ce dossier").want("médiateur").wantNot("Prescription")
	d.clickOn("Un médiateur ou un conciliateur").want("Zoé Dupont").want("L’autre partie peut lire").wantNot("Les dates à tenir").wantNot("La situation")
	d.press("t").want("dossier-pour-mediateur-zoe-dupont-2026-11-23.md").press("enter")
	if text := d.paper("dossier-pour-mediateur-zoe-dupont-2026-11-23.md"); strings.Contains(text, "Contestation") || !strings.Contains(text, "Le différend entre Atelier Martin et Zoé Dupont") {
		t.Errorf("the mediator reads\n%s", text)
	}
	d.press("esc").clickOn("Votre avocat").want("Zoé Dupont").want("Confidentiel").want("La situation")
	for _, f := range []struct{ key, name, start string }{
		{"w", "dossier-pour-avocat-zoe-dupont-2026-11-23.docx", "PK"}, {"p", "dossier-pour-avocat-zoe-dupont-2026-11-23.pdf", "%PDF"},
		{"i", "echeances-zoe-dupont-2026-11-23.ics", "BEGIN:VCALENDAR"},
	} {
		d.press(f.key).want(f.name).wantNot("Noter l’envoi").press("enter")
		if text := d.paper(f.name); !strings.HasPrefix(text, f.start) {
			t.Errorf("%s starts with %.20q", f.name, text)
		}
	}
}

// TestFacts: a person tells the facts in an editor, and both versions start with
// them, line by line. What comes back empty or broken changes nothing.
func TestFacts(t *testing.T) {
	d := atDesk(t, kitchen())
	d.edited = func(string) (string, error) { return "La cuisine est posée.\r\n\r\nElle plaît.\n", nil }
	d.press("8").clickOn("Raconter les faits").want("Reprendre votre récit")
	const told = "La cuisine est posée.\n\nElle plaît."
	if c := onlyCase(t, d.cases); c.Facts != told {
		t.Errorf("kept %q", c.Facts)
	}
	for _, to := range []string{"Un médiateur", "Votre avocat"} {
		d.clickOn(to).want("La cuisine est posée.").want("Elle plaît.").press("esc")
	}
	d.edited = func(text string) (string, error) {
		if text != told {
			t.Errorf("the editor opens on %q", text)
		}
		return "", nil
	}
	d.clickOn("Votre avocat").press("f").want("revenu vide").press("enter")
	if c := onlyCase(t, d.cases); c.Facts != told {
		t.Errorf("lost: %q", c.Facts)
	}
}

// TestPartiesAreChecked: a number with a wrong key keeps the form open on it, with
// what was typed; one the case already held is marked, and no hindrance.
func TestPartiesAreChecked(t *testing.T) {
	c := kitchen()
	c.Business.Number = "123 456 789"
	d := atDesk(t, c)
	d.press("p").want("Votre SIREN (à vérifier)")
	d.fill("=", "=", "zoe@exemple", "=", "=", "=", "732829321", "=", "=", "=", "=", "=", "=", "=")
	d.want("Courriel du client").want("n’est pas une adresse de courriel").want("zoe@exemple")
	d.press("esc")
	d.press("p").want("Repris de votre brouillon").want("zoe@exemple").press("ctrl+r", "o").fill("=", "=", "=", "=", "=", "=", "732829321", "=", "=", "=", "=", "=", "=", "=")
	d.want("n’est pas un numéro SIREN").want("732829321")
	d.press("esc")
	d.press("p", "ctrl+r", "o").fill("=", "=", "zoe@exemple.fr", "=", "=", "=", "732829320", "=", "=", "=", "=", "=", "=", "=")
	if got := onlyCase(t, d.cases); got.Client.Number != "732 829 320" || got.Client.Email != "zoe@exemple.fr" || got.Business.Number != "123 456 789" {
		t.Errorf("kept %+v %+v", got.Client, got.Business)
	}
}

// TestPapersFit: each letter, at every size.
func TestPapersFit(t *testing.T) {
	t.Parallel()
	c := kitchen()
	c.Client.Name = strings.Repeat("Établissements-Réunis ", 4)
	d := atDesk(t, c)
	d.press("l")
	for i := range d.guide.Letters() {
		d.resize(100, 150).press("home")
		for range i {
			d.press("down")
		}
		d.press("enter").want("Rien n’est envoyé")
		for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
			d.resize(size[0], size[1]).press("home")
			for d.whole(); d.shows("↓"); d.whole() {
				d.press("space")
			}
			d.want("t texte")
		}
		d.press("esc")
	}
}

// whole checks that the screen fits, and that no line of the page was cut to.
func (d *driver) whole() {
	d.t.Helper()
	d.fits()
	for _, l := range d.lines()[2 : d.height-1] {
		if strings.HasSuffix(l, "…") && ansi.StringWidth(l) == d.width {
			d.t.Fatalf("%q is cut on\n%s", l, d.screen())
		}
	}
}

var sayable = regexp.MustCompile(`[\pL\d]+`)

// TestAnyDraft: whatever comes from the editor, the screen holds and no word is
// lost.
func TestAnyDraft(t *testing.T) {
	var text string
	d := &driver{t: t, guide: guide(t)}
	d.model = tui.New(tui.Config{Load: load, Today: today, Edit: editedBy(func(string) (string, error) { return text, nil })})
	d.run(d.model.Init())
	d.resize(100, 60).press("1", "m", "l", "enter").want("Rien n’est envoyé")
	bits := rapid.SampledFrom([]string{
		"**", "*", "\\", "#", "# ", "> ", ">", "- ", "12. ", "1) ", "[à compléter : quoi]", "[", "]", "\n", "\n\n", " ", "\t", "\x1b[31m", "\a",
		"mot", "été", "œuvre", "日本", "\u00a0:", "_a_", "`", "<b>",
	})
	rapid.Check(t, func(rt *rapid.T) {
		text = "mot" + strings.Join(rapid.SliceOfN(bits, 0, 40).Draw(rt, "bits"), "")
		d.resize(100, 60).press("e")
		if _, _, found := french.Hidden(text); found {
			d.want(wordsDropped).press("enter")
		}
		shown := d.text()
		for _, w := range sayable.FindAllString(text, -1) {
			if !strings.Contains(shown, w) {
				rt.Fatalf("%q of %q is not on\n%s", w, text, d.screen())
			}
		}
		for _, size := range [][2]int{{40, 12}, {100, 60}} {
			d.resize(size[0], size[1])
			if fault := d.misfit(); fault != "" {
				rt.Fatalf("%q: %s\n%s", text, fault, d.screen())
			}
		}
	})
}

// TestADraftOfALetter: what an editor saved before it failed is a draft, offered on
// the letter and at the next opening, and is taken when one says so.
func TestADraftOfALetter(t *testing.T) {
	d := onNotice(t)
	d.edited = func(text string) (string, error) {
		return text + "\nMarqueur.\n", errors.New("l’éditeur dit qu’il a échoué (code 1).")
	}
	d.press("e").want("L’éditeur n’a pas bien fini").want("code 1").want("gardé, comme brouillon").wantNot("n’a pas changé").clickOn("Le laisser en brouillon")
	d.want("Vous écriviez ce courrier le 23/11/2026")
	if got := kept(t, d.cases); !strings.Contains(got, "Marqueur.") {
		t.Fatalf("kept %s", got)
	}
	if drafts := onlyCase(t, d.cases).Drafts; len(drafts) != 0 {
		t.Errorf("in the case: %v", drafts)
	}
	d.edited = func(text string) (string, error) {
		if !strings.Contains(text, "Marqueur.") {
			t.Errorf("the editor opens on %q", text)
		}
		return text + "\nEncore.\n", errors.New("encore")
	}
	d.press("e").clickOn("Prendre ce texte").want("Marqueur.").want("Encore.").want("Vous avez modifié ce texte").wantNot("Vous écriviez")
	if got := kept(t, d.cases); got != "" {
		t.Errorf("left: %s", got)
	}
	if drafts := onlyCase(t, d.cases).Drafts; !strings.Contains(drafts["mise-en-demeure-consommateur"], "Encore.") {
		t.Errorf("in the case: %v", drafts)
	}
}

// TestADraftIsResumedInTheEditor from the case, and goes when the editor ends well.
func TestADraftIsResumedInTheEditor(t *testing.T) {
	d := onNotice(t)
	d.edited = func(text string) (string, error) { return text + "\nMarqueur.\n", errors.New("échec") }
	d.press("e", "esc", "ctrl+c")
	again := atDeskOn(t, d.cases, onlyCase(t, d.cases).ID)
	again.edited = func(text string) (string, error) { return text, nil }
	again.want("Vous écriviez").press("enter").wantNot("Vous écriviez")
	if drafts := onlyCase(t, d.cases).Drafts; !strings.Contains(drafts["mise-en-demeure-consommateur"], "Marqueur.") || kept(t, d.cases) != "" {
		t.Errorf("in the case: %v; left: %s", drafts, kept(t, d.cases))
	}
}

// TestADraftThatCannotBeKept is told, and still in hand.
func TestADraftThatCannotBeKept(t *testing.T) {
	d := onNotice(t)
	path := filepath.Join(d.cases, onlyCase(t, d.cases).ID+".brouillons")
	if err := os.MkdirAll(filepath.Join(path, "x"), 0o700); err != nil { // a folder in its place
		t.Fatal(err)
	}
	d.edited = func(text string) (string, error) { return text + "\nMarqueur.\n", errors.New("échec") }
	d.press("e").want("L’éditeur n’a pas bien fini").want("Écrire ce texte dans un fichier").wantNot("comme brouillon")
	d.clickOn("Prendre ce texte").want("Marqueur.")
}

// TestDroppedFromTheSameText: what was dropped is told even when the text that is left
// is the one that was there.
func TestDroppedFromTheSameText(t *testing.T) {
	d := onNotice(t)
	d.edited = func(text string) (string, error) { return "Bonjour", nil }
	d.press("e").want("Vous avez modifié ce texte").wantNot(wordsDropped)
	d.edited = func(text string) (string, error) { return "Bon\u202ejour", nil }
	d.press("e").want(wordsDropped).press("enter").want("Bonjour")
}
