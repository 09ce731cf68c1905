package cli_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// caseLine is a line of `compromis dossiers --json`.
type caseLine struct {
	ID        string
	Client    string `json:"nom_client"`
	Etape     *string
	Prochaine *deadline `json:"prochaine_echeance"`
	Archive   bool
	Protege   bool
}

// deadline is one in JSON.
type deadline struct {
	Le                      decision.Day
	Quoi, Numero, Fondement string
	Usage                   bool
}

func (d *desk) list(args ...string) []caseLine {
	d.Helper()
	var all struct{ Dossiers []caseLine }
	d.json(&all, append([]string{"dossiers", "lister"}, args...)...)
	return all.Dossiers
}

// opened is `compromis dossiers ouvrir --json`, and the case as it is kept.
type opened struct {
	Dossier   dossier.Case        `json:"-"`
	Told      struct{ ID string } `json:"dossier"`
	Conseil   struct{ Etape *string }
	Echeances []deadline
	Creance   *struct {
		Total   int64 `json:"total_centimes"`
		Missing []any `json:"taux_manquants"`
	}
	ARedemander []decision.Fact `json:"a_redemander"`
}

func (d *desk) show(name string) opened {
	d.Helper()
	var o opened
	d.json(&o, "dossiers", "ouvrir", name)
	s, err := casefile.OpenStore(d.cases)
	if err != nil {
		d.Fatal(err)
	}
	f, err := s.Open(o.Told.ID, d.secret)
	if err != nil {
		d.Fatal(err)
	}
	defer f.Close()
	o.Dossier = f.Case()
	return o
}

// TestAListForAPerson: of many cases a person is shown the first ones, and told how to
// find the others; a program is given all, and so is who asks for all.
func TestAListForAPerson(t *testing.T) {
	d := newDesk(t)
	s, err := casefile.OpenStore(d.cases)
	if err != nil {
		t.Fatal(err)
	}
	for n := range 203 {
		f, err := s.Create(dossier.Case{Client: dossier.Party{Name: fmt.Sprintf("Client %03d", n)}, Changed: decision.Day("2026-01-01").Add(n), Archived: n == 202})
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	first := d.done("", "dossiers")
	has(t, first, "Client 201", "Client 002", "Et 2 autres", "1 dossier archivé")
	if strings.Contains(first, "Client 001") || strings.Contains(first, "Client 202") {
		t.Error(first)
	}
	has(t, d.done("", "dossiers", "--cherche", "client 001"), "Client 001")
	all := d.done("", "dossiers", "--tous")
	has(t, all, "Client 000", "Client 202")
	if n := len(d.list()); strings.Contains(all, "autre") || n != 202 {
		t.Errorf("%d cases\n%s", n, all)
	}
	has(t, d.done("", "dossiers", "ouvrir", "client 000"), "Client 000")
}

// A case from its first answers to its end.
func TestLifeOfACase(t *testing.T) {
	d := newDesk(t)
	has(t, d.done("", "dossiers"), "Aucun dossier.")
	has(t, d.done("", "dossiers", "nouveau", "--client", "Éts Martin", "-r", "cause=impaye", "-r", "client=commercant"), "Dossier créé : ets-martin-", "Prochaine question")
	d.done("", "dossiers", "repondre", "martin", "-r", "difficulte=procedure-collective")
	d.done("", "dossiers", "facture", "martin", "--numero", "F-1", "--echeance", "1/12/2026=500", "--echeance", "2026-05-01=1 500,00 €", "--fin-prestation", "1/4/2026", "--taux", "12,00 %")
	d.done("", "dossiers", "noter", "martin", "--quoi", "Paiement", "--le", "15/7/2026", "--montant", "100,00", "--facture", "F-1", "--note", "par chèque")
	d.done("", "dossiers", "noter", "martin", "--quoi", "appel")

	o := d.show("martin")
	if o.Conseil.Etape == nil || *o.Conseil.Etape != "declarer-creance" || len(o.ARedemander) != 0 {
		t.Errorf("advice %+v, to ask again %v", o.Conseil, o.ARedemander)
	}
	want := dossier.Invoice{Number: "F-1", Done: "2026-04-01", Rate: 1200, Dues: []dossier.Due{{On: "2026-05-01", Cents: 150_000}, {On: "2026-12-01", Cents: 50_000}}}
	if got := o.Dossier.Invoices; len(got) != 1 || got[0].Number != want.Number || got[0].Done != want.Done || got[0].Rate != want.Rate || len(got[0].Dues) != 2 || got[0].Dues[0] != want.Dues[0] || got[0].Dues[1] != want.Dues[1] {
		t.Errorf("invoices %+v", o.Dossier.Invoices)
	}
	if j := o.Dossier.Journal; len(j) != 2 || j[0].On != "2026-07-15" || j[0].Cents != 10_000 || j[0].Note != "par chèque" || j[1].On != decision.DayOf(today) || j[1].Kind != dossier.Called {
		t.Errorf("journal %+v", o.Dossier.Journal)
	}
	if o.Creance == nil || o.Creance.Total <= 190_000 || len(o.Echeances) == 0 {
		t.Errorf("claim %+v, deadlines %v", o.Creance, o.Echeances)
	}
	has(t, d.done("", "dossiers", "ouvrir", "martin"), "Éts Martin", "Facture impayée", "Paiement reçu : 100,00 € (facture F-1). par chèque", "Total à demander", "Échéances", "Étape recommandée")

	line := d.list()[0]
	if line.Client != "Éts Martin" || line.Etape == nil || *line.Etape != "declarer-creance" || line.Prochaine == nil || *line.Prochaine != o.Echeances[0] {
		t.Errorf("listed as %+v, deadlines %v", line, o.Echeances)
	}
	has(t, d.done("", "dossiers"), line.ID, "Éts Martin", guide(t).Step("declarer-creance").Title)
}

func TestArchive(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	d.create(dossier.Case{Client: dossier.Party{Name: "Durand"}}, "")
	d.done("", "dossiers", "archiver", "martin")
	if all := d.list(); len(all) != 1 || all[0].Client != "Durand" {
		t.Errorf("after archiving: %+v", all)
	}
	if all := d.list("--tous"); len(all) != 2 || all[1].ID != id || !all[1].Archive {
		t.Errorf("all of them: %+v", all)
	}
	if all := d.list("--tous", "--cherche", "MÄRTIN"); len(all) != 1 || all[0].ID != id {
		t.Errorf("searched: %+v", all)
	}
	has(t, d.done("", "dossiers"), "1 dossier archivé : --tous")
}

// A case is only deleted when the person says so.
func TestDelete(t *testing.T) {
	d := newDesk(t)
	d.create(late(t), "")
	d.refused(2, "--oui", "dossiers", "supprimer", "martin")
	d.terminal = true
	for typed, left := range map[string]int{"": 1, "o\n": 1, "non\n": 1} {
		if exit, _, _ := d.run(typed, "dossiers", "supprimer", "martin"); exit != 1 || len(d.list()) != left {
			t.Errorf("%q: exit %d, %d left", typed, exit, len(d.list()))
		}
	}
	d.done("Oui\r\n", "dossiers", "supprimer", "martin")
	if len(d.list()) != 0 {
		t.Error("still there")
	}
	d.create(late(t), "")
	d.terminal = false
	d.done("", "dossiers", "supprimer", "martin", "--oui")
	if len(d.list()) != 0 {
		t.Error("still there")
	}
}

// Only what is past its retention is listed, and nothing goes without --oui.
func TestPurge(t *testing.T) {
	d := newDesk(t)
	old := d.create(late(t), "")
	sealed := d.create(late(t), "s3same")
	has(t, d.done("", "dossiers", "purger"), "Aucun dossier à effacer", sealed+" : protégé")
	has(t, d.done("", "dossiers", "purger", "--aujourdhui", "1/1/2060"), old+" : à effacer.", "Rien n’a été effacé.")
	if len(d.list()) != 2 {
		t.Fatal("deleted without --oui")
	}
	has(t, d.done("", "dossiers", "purger", "--aujourdhui", "1/1/2060", "--oui"), old+" : effacé.")
	if all := d.list(); len(all) != 1 || all[0].ID != sealed {
		t.Errorf("left: %+v", all)
	}
}

// An archive brings back the same case, and replaces nothing.
func TestExportImport(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	before := d.show(id)
	d.done("", "dossiers", "exporter", id, "martin", "-o", "a.zip")
	d.refused(1, "existe déjà", "dossiers", "exporter", "--tous", "-o", "a.zip")
	d.done("", "dossiers", "exporter", "--tous", "-o", "a.zip", "--force")
	d.done("", "dossiers", "supprimer", id, "--oui")
	has(t, d.done("", "dossiers", "importer", "a.zip"), "Dossier importé : "+id)
	if after := d.show(id); after.Dossier.Client != before.Dossier.Client || len(after.Dossier.Journal) != 3 || after.Creance.Total != before.Creance.Total {
		t.Errorf("came back as %+v", after)
	}
	d.done("", "dossiers", "importer", "a.zip")
	if all := d.list(); len(all) != 2 {
		t.Errorf("after a second import: %+v", all)
	}
	if err := os.WriteFile(d.paper("b.zip"), []byte("PK?"), 0o600); err != nil {
		t.Fatal(err)
	}
	d.refused(1, "n’est pas une archive", "dossiers", "importer", "b.zip")
}

// A protected case opens with its passphrase only, from a file or typed.
func TestProtectedCase(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "s3same")
	for name, content := range map[string]string{"bon": "s3same\r\nautre", "faux": "sésame", "vide": "\n"} {
		if err := os.WriteFile(d.paper(name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if list := d.done("", "dossiers"); strings.Contains(list, "Martin") {
		t.Errorf("the list tells the client:\n%s", list)
	}
	d.refused(1, "--mot-de-passe-fichier", "dossiers", "ouvrir", id)
	d.refused(1, "n’ouvre pas ce dossier", "dossiers", "ouvrir", id, "--mot-de-passe-fichier", "faux")
	d.refused(2, "est vide", "dossiers", "ouvrir", id, "--mot-de-passe-fichier", "vide")
	d.refused(2, "ne s’ouvre pas", "dossiers", "ouvrir", id, "--mot-de-passe-fichier", "absent")
	has(t, d.done("", "dossiers", "ouvrir", id, "--mot-de-passe-fichier", "bon"), "Éts Martin")
	d.terminal, d.secret = true, "s3same"
	d.done("", "dossiers", "noter", id, "--quoi", "appel")
	if o := d.show(id); len(o.Dossier.Journal) != 4 {
		t.Errorf("journal %+v", o.Dossier.Journal)
	}
}

// What cannot be read is named, and the rest is there.
func TestDamagedCase(t *testing.T) {
	d := newDesk(t)
	d.create(late(t), "")
	if err := os.WriteFile(filepath.Join(d.cases, "durand.json"), []byte(`{"format":1,"dossier":{`), 0o600); err != nil {
		t.Fatal(err)
	}
	has(t, d.done("", "dossiers"), "Éts Martin", "durand.json")
	var all struct {
		Dossiers []caseLine
		Abimes   []struct{ Fichier, Pourquoi string }
	}
	d.json(&all, "dossiers")
	if len(all.Dossiers) != 1 || len(all.Abimes) != 1 || all.Abimes[0].Fichier != "durand.json" || all.Abimes[0].Pourquoi == "" {
		t.Errorf("got %+v", all)
	}
}

// A folder of files that cannot be read is not an empty one.
func TestOnlyDamagedCases(t *testing.T) {
	d := newDesk(t)
	for i := range 200 {
		if err := os.WriteFile(filepath.Join(d.cases, fmt.Sprintf("%d.json", i)), []byte("{"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"dossiers"}, {"dossiers", "--cherche", "durand"}, {"dossiers", "--json"}} {
		exit, out, err := d.run("", args...)
		if exit != 1 || strings.Count(err, "\n") != 1 || !strings.Contains(spaced(err), "200 fichiers illisibles") {
			t.Errorf("%q: exit %d, %q", args, exit, err)
		}
		if !strings.Contains(out, "17.json") || strings.Contains(out, "Pour en créer un") {
			t.Errorf("%q says %.200q", args, out)
		}
	}
}

// An archive of all cases that lacks those of a later program says so.
func TestExportLacksWhatCannotBeRead(t *testing.T) {
	d := newDesk(t)
	d.create(late(t), "")
	d.done("", "dossiers", "exporter", "--tous", "-o", "a.zip")
	if err := os.WriteFile(filepath.Join(d.cases, "plus-tard.json"), []byte(`{"format": 2}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if exit, _, err := d.run("", "dossiers", "exporter", "--tous", "-o", "b.zip"); exit != 1 || !strings.Contains(spaced(err), "il y manque 1 dossier") {
		t.Errorf("exit %d, %q", exit, err)
	}
	has(t, d.done("", "dossiers", "importer", "b.zip"), "Dossier importé") // what could be read is in it
}

// A search that finds nothing says so, and does not say that there is nothing.
func TestNothingFound(t *testing.T) {
	d := newDesk(t)
	d.create(late(t), "")
	out := spaced(d.done("", "dossiers", "--cherche", "durand"))
	if !strings.Contains(out, "ne correspond à « durand »") || strings.Contains(out, "Pour en créer un") {
		t.Errorf("told %q", out)
	}
	d.done("", "dossiers", "archiver", "martin")
	has(t, d.done("", "dossiers"), "Aucun dossier en cours.", "1 dossier archivé")
	has(t, d.done("", "dossiers", "--cherche", "martin"), "ne correspond", "1 dossier archivé")
}

// A search does not mind how a name is written.
func TestSearched(t *testing.T) {
	d := newDesk(t)
	for _, name := range []string{"SARL L’Écluse", "Œuvrard", "López"} {
		d.create(dossier.Case{Client: dossier.Party{Name: name}}, "")
	}
	for typed, want := range map[string]string{
		"ecluse": "SARL L’Écluse", "l ecluse": "SARL L’Écluse", "L'ÉCLUSE": "SARL L’Écluse", "lecluse": "SARL L’Écluse",
		"oeuvrard": "Œuvrard", "lopez": "López",
	} {
		if all := d.list("--cherche", typed); len(all) != 1 || all[0].Client != want {
			t.Errorf("%q finds %+v", typed, all)
		}
		if got := d.show(typed).Dossier.Client.Name; got != want {
			t.Errorf("%q opens %q", typed, got)
		}
	}
}

// The folder comes from the flag, before the command or after, or else from the
// environment.
func TestFolderOfCases(t *testing.T) {
	d := newDesk(t)
	d.create(late(t), "")
	t.Setenv("COMPROMIS_DOSSIERS", d.cases)
	for _, words := range []string{"dossiers", "dossiers --dossiers " + d.cases, "--dossiers=" + d.cases + " dossiers lister"} {
		if exit, out, err := run(t, "", strings.Fields(words)...); exit != 0 || !strings.Contains(out, "Éts Martin") {
			t.Errorf("compromis %s: exit %d, %s%s", words, exit, out, err)
		}
	}
	if exit, out, err := run(t, "", "dossiers", "--dossiers", filepath.Join(t.TempDir(), "autre")); exit != 0 || strings.Contains(out, "Martin") {
		t.Errorf("another folder: exit %d, %s%s", exit, out, err)
	}
	file := filepath.Join(t.TempDir(), "fichier")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if exit, out, err := run(t, "", "dossiers", "--dossiers", file); exit != 1 || out != "" || strings.Count(err, "\n") != 1 {
		t.Errorf("a file as folder: exit %d, %q, %q", exit, out, err)
	}
}

// What is not understood changes nothing, exits with 2 and says one line.
func TestBadInputOnCases(t *testing.T) {
	d := newDesk(t)
	d.create(late(t), "")
	d.create(dossier.Case{Client: dossier.Party{Name: "Martinez"}}, "")
	before := d.done("", "dossiers", "ouvrir", "ets-martin", "--json")
	for words, want := range map[string]string{
		"dossiers listre":                                                           "Vouliez-vous dire « lister » ?",
		"dossiers ouvrir":                                                           "Il manque un mot. Écrivez : compromis dossiers ouvrir dossier",
		"dossiers ouvrir dupont --json":                                             "Aucun dossier « dupont »",
		"dossiers ouvrir ets-martni --json":                                         "Aucun dossier « ets-martni »",
		"dossiers ouvrir martin --json":                                             "plusieurs dossiers",
		"dossiers archiver dupont":                                                  "Aucun dossier « dupont »",
		"dossiers nouveau -r client=pulbic":                                         "Vouliez-vous dire « public » ?",
		"dossiers repondre ets-martin":                                              "Il manque une réponse",
		"dossiers repondre ets-martin -r cluse=non":                                 "Le fait « cluse » n’existe pas.",
		"dossiers noter ets-martin":                                                 "--quoi fait|appel",
		"dossiers noter ets-martin --quoi reponse":                                  "« reponse » : évènement inconnu.",
		"dossiers noter ets-martin --quoi etape":                                    "« etape » : évènement inconnu.",
		"dossiers noter ets-martin --quoi appel --le jadis":                         "Option --le : Écrivez une date",
		"dossiers noter ets-martin --quoi appel --le 24/11/2026":                    "Le 24/11/2026 n’est pas encore passé.",
		"dossiers noter ets-martin --quoi appel --montant 12":                       "ne va qu’avec --quoi paiement",
		"dossiers noter ets-martin --quoi paiement":                                 "Donnez la somme reçue",
		"dossiers noter ets-martin --quoi paiement --montant -5":                    "Option --montant : Un montant ne peut pas être négatif.",
		"dossiers noter ets-martin --quoi paiement --montant 0":                     "plus grande que 0",
		"dossiers noter ets-martin --quoi paiement --montant 5 --facture F-2":       "« F-2 » : facture inconnue. Vouliez-vous dire « F-1 » ?",
		"dossiers noter martinez --quoi paiement --montant 5 --facture F-2":         "n’a pas encore de facture",
		"dossiers facture ets-martin --echeance 1/5/2026=5":                         "Il manque le numéro",
		"dossiers facture ets-martin --numero F-2":                                  "--echeance 01/05/2026=1500,00",
		"dossiers facture ets-martin --numero F-1 --echeance 1/5/2026=5":            "déjà dans ce dossier",
		"dossiers facture ets-martin --numero F-2 --echeance 1/5/2026":              "Écrivez date=montant",
		"dossiers facture ets-martin --numero F-2 --echeance 31/2/2026=5":           "28/02/2026",
		"dossiers facture ets-martin --numero F-2 --echeance 1/5/2026=1.234":        "se lit de deux façons",
		"dossiers facture ets-martin --numero F-2 --echeance 1/5/2026=5 --taux x":   "Option --taux : Écrivez un taux",
		"dossiers facture ets-martin --numero F-2 --echeance 1/5/2026=5 --taux 101": "Option --taux : Écrivez un taux",
		"dossiers facture ets-martin --numero F-2 --echeance 1/5/2026=5 --emise x":  "Option --emise",
		"dossiers exporter ets-martin":                                              "-o fichier.zip",
		"dossiers exporter -o a.zip":                                                "--tous",
		"dossiers exporter ets-martin --tous -o a.zip":                              "pas les deux",
		"dossiers exporter ets-martin dupont -o a.zip":                              "Aucun dossier « dupont »",
		"dossiers importer absent.zip":                                              "ne s’ouvre pas",
		"echeances ets-martin -o agenda.txt":                                        "doit finir par .ics",
		"echeances ets-martin -o agenda.ics --json":                                 "pas les deux",
		"courrier":                                                    "Il manque un mot. Écrivez : compromis courrier dossier [courrier]",
		"courrier relance --dossier ets-martin":                       "courrier inconnu",
		"courrier relance-1 --dossier dupont":                         "Aucun dossier « dupont »",
		"courrier relance-1 --dossier ets-martin -o a.doc":            "« doc » : format inconnu.",
		"courrier relance-1 --dossier ets-martin --format rtf":        "« rtf » : format inconnu. Possible : docx, pdf",
		"courrier relance-1 --dossier ets-martin --format pdf --json": "pas les deux",
		"dossier-a-remettre ets-martin --pour avocat -o a.txt":        "« txt » : format inconnu.",
		"dossier-a-remettre ets-martin":                               "Dites à qui vous remettez ce dossier",
		"dossier-a-remettre ets-martin --pour moi":                    "lecteur inconnu",
		"calculer": "Il manque --client.",
		"calculer --client commercant --facture 10":                                     "Il manque --echeance.",
		"calculer --client commerçante --facture 10 --echeance 1/5/2026":                "Vouliez-vous dire « commercant » ?",
		"calculer --client public --facture dix --echeance 1/5/2026":                    "Option --facture : Écrivez un montant",
		"calculer --client public --facture 10 --echeance mai":                          "Option --echeance : Il manque le jour.",
		"calculer --client public --facture 10 --echeance 1/5/2026 --au x":              "Option --au : Écrivez une date",
		"calculer --client public --facture 10 --echeance 1/5/2026 --acompte 5":         "Option --acompte : Écrivez date=montant",
		"calculer --client public --facture 10 --echeance 1/5/2026 --mise-en-demeure x": "Option --mise-en-demeure",
		"calculer --dossier ets-martin --facture 10":                                    "Avec un dossier, --facture se lit dans le dossier.",
	} {
		d.refused(2, want, strings.Fields(words)...)
	}
	if after := d.done("", "dossiers", "ouvrir", "ets-martin", "--json"); after != before {
		t.Errorf("the case changed:\n%s\n%s", before, after)
	}
	if left, err := os.ReadDir(d.papers); err != nil || len(left) != 0 {
		t.Errorf("papers %v, %v", left, err)
	}
}
