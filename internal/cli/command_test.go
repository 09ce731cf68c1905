package cli_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/cli"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/stage"
)

// played is what a command line opened at a terminal.
type played struct {
	screen *cli.Opening
	room   *cli.Workshop
	exit   int
	err    string
}

// play plays a command line where a person is at both ends.
func play(words string) played {
	var all played
	var stderr strings.Builder
	streams := cli.Streams{
		In: strings.NewReader(""), Out: io.Discard, Err: &stderr, Open: openNothing, Terminal: true,
		Screen:   func(o cli.Opening) (string, error) { o.Load, all.screen = nil, &o; return "", nil },
		Workshop: func(w cli.Workshop) (string, error) { w.Load, all.room = nil, &w; return "", nil },
	}
	all.exit = cli.Run(strings.Fields(words), streams, load, readNothing, func() time.Time { return today })
	all.err = stderr.String()
	return all
}

// What is for the full screen opens it, and nothing else does.
func TestScreen(t *testing.T) {
	t.Chdir(t.TempDir())
	ahead := time.Date(2027, 2, 1, 0, 0, 0, 0, time.UTC)
	for words, want := range map[string]*cli.Opening{
		"":                                    {Today: today},
		"--dossiers d":                        {Dir: "d", Today: today},
		"--dossiers=d --aujourdhui 1/2/2027":  {Dir: "d", Today: ahead},
		"dossiers ouvrir martin":              {Case: "martin", Today: today},
		"--dossiers d dossiers ouvrir martin": {Dir: "d", Case: "martin", Today: today},
		"dossiers ouvrir martin --aujourdhui 1/2/2027": {Case: "martin", Today: ahead},
		"projeter":                                   {View: cli.ViewProject, Today: today},
		"projeter Impayé --dossiers d":               {Dir: "d", View: cli.ViewProject, Exercise: "impaye", Today: today},
		"notes --aujourdhui 1/2/2027":                {View: cli.ViewNotes, Today: ahead},
		"projeter a b":                               nil,
		"projeter --aide":                            nil,
		"notes a":                                    nil,
		"dossiers ouvrir":                            nil,
		"dossiers ouvrir martin --json":              nil,
		"dossiers ouvrir martin --aide":              nil,
		"dossiers ouvrir a --mot-de-passe-fichier f": nil,
		"dossiers":                                   nil,
		"dossiers supprimer martin":                  nil,
		"--lineaire":                                 nil,
		"--lineaire --dossiers d":                    nil,
		"--version":                                  nil,
		"version":                                    nil,
		"--aujourdhui demain":                        nil,
		"--dossiers":                                 nil,
		"conseil":                                    nil,
		"--aide":                                     nil,
		"help":                                       nil,
		"truc":                                       nil,
	} {
		got := play(words)
		if (got.screen != nil) != (want != nil) || want != nil && (got.exit != 0 || got.err != "" || !reflect.DeepEqual(got.screen, want)) || got.room != nil {
			t.Errorf("compromis %s: exit %d, %s, opened %+v, want %+v", words, got.exit, got.err, got.screen, want)
		}
	}
}

// A room opens with all it was given.
func TestWorkshop(t *testing.T) {
	for words, want := range map[string]*cli.Workshop{
		"atelier": {Port: 2222, Page: -1},
		"atelier --adresse toutes --port 0 --port-page 8081 --participants-max 30 --code 4242": {Address: "toutes", Page: 8081, Max: 30, Code: "4242"},
		"atelier --salle s --cle-hote k --erreurs e --avec-adresses":                           {Dir: "s", Port: 2222, Page: -1, HostKey: "k", Log: "e", Addresses: true},
		"atelier --journal postgres://lea@machine/base":                                        {Port: 2222, Page: -1, Journal: "postgres://lea@machine/base"},
		"atelier --journal dossiers":                                                           nil,
		"atelier --port ssh":                                                                   nil,
		"atelier --participants-max 0":                                                         nil,
		"atelier --avec-adresses":                                                              nil,
	} {
		got := play(words)
		if got.screen != nil || (got.room != nil) != (want != nil) {
			t.Errorf("compromis %s: exit %d, %s, opened %+v, want %+v", words, got.exit, got.err, got.room, want)
			continue
		}
		if want == nil {
			continue
		}
		if now := got.room.Now(); !now.Equal(today) {
			t.Errorf("compromis %s: the clock says %s", words, now)
		}
		got.room.Now, got.room.Heading = nil, nil
		if !reflect.DeepEqual(got.room, want) {
			t.Errorf("compromis %s: opened %+v, want %+v", words, got.room, want)
		}
	}
	if now := play("atelier --aujourdhui 1/2/2027").room.Now(); now.Format(time.DateOnly) != "2027-02-01" {
		t.Errorf("the clock of another day says %s", now)
	}
}

// Another door opens with all it was given, says how to join, then why it closed.
func TestDoor(t *testing.T) {
	for words, want := range map[string]*cli.Workshop{
		"porte --journal postgres://lea@machine/base --salle 482913":                                                                {Port: 2222, Page: -1, Journal: "postgres://lea@machine/base", Code: "482913"},
		"porte --journal postgresql:///base --salle 4829 --adresse toutes --port 0 --port-page 1 --participants-max 3 --cle-hote k": {Page: 1, Journal: "postgresql:///base", Code: "4829", Address: "toutes", Max: 3, HostKey: "k"},
		"porte":                               nil,
		"porte --salle 482913":                nil,
		"porte --journal d --salle 482913":    nil,
		"porte --journal postgres://m/b":      nil,
		"porte --journal postgres://m/b truc": nil,
	} {
		var got *cli.Workshop
		var out, stderr strings.Builder
		streams := cli.Streams{In: strings.NewReader(""), Out: &out, Err: &stderr, Door: func(w cli.Workshop, said func([]string) error) (string, error) {
			got = &w
			return "fermée", said([]string{"ouverte", "par là"})
		}}
		exit := cli.Run(strings.Fields(words), streams, load, readNothing, func() time.Time { return today })
		if (got != nil) != (want != nil) || (exit == 0) != (want != nil) {
			t.Errorf("compromis %s: exit %d, %s", words, exit, stderr.String())
		}
		if want == nil || got == nil {
			continue
		}
		if got.Now, got.Load = nil, nil; !reflect.DeepEqual(got, want) || out.String() != "ouverte\npar là\nfermée\n" {
			t.Errorf("compromis %s: opened %+v, want %+v; said %q", words, got, want, out.String())
		}
	}
}

// A screen that does not open says why, and what to try.
func TestScreenFails(t *testing.T) {
	var stderr strings.Builder
	streams := cli.Streams{
		In: strings.NewReader(""), Out: io.Discard, Err: &stderr, Terminal: true,
		Screen:   func(cli.Opening) (string, error) { return "", errors.New("écran perdu") },
		Workshop: func(cli.Workshop) (string, error) { return "", errors.New("port pris") },
	}
	for _, words := range []string{"", "atelier"} {
		if exit := cli.Run(strings.Fields(words), streams, load, readNothing, time.Now); exit != 1 {
			t.Errorf("compromis %s: exit %d", words, exit)
		}
	}
	if want := "compromis : écran perdu Essayez : compromis --lineaire compromis : port pris"; spaced(stderr.String()) != want {
		t.Errorf("got %q, want %q", spaced(stderr.String()), want)
	}
}

// What is not understood exits with 2, writes nothing to the output, and one
// French line to the errors.
func TestBadInput(t *testing.T) {
	for words, want := range map[string]string{
		"consiel":                              "« consiel » : commande inconnue. Vouliez-vous dire « conseil » ?",
		"xyz":                                  "« xyz » : commande inconnue. Possible : conseil, verifier, ",
		"--versoin":                            "« --versoin » : option inconnue. Vouliez-vous dire « --version » ?",
		"-r":                                   "« -r » : option inconnue. Possible : --lineaire, --dossier, --mot-de-passe-fichier, --version, --json, --dossiers, --contenu, --aujourdhui, --aide, --help ou -h.",
		"--lineaire x":                         "« x » : commande inconnue. Possible : conseil,",
		"conseil --jsn":                        "« --jsn » : option inconnue. Vouliez-vous dire « --json » ?",
		"conseil x":                            "« x » est de trop. Écrivez : compromis conseil",
		"conseil -r":                           "Il manque une valeur après -r : -r fait=valeur.",
		"conseil --json=oui":                   "L’option --json ne prend pas de valeur.",
		"conseil --json --json":                "L’option --json est donnée deux fois.",
		"conseil -json":                        "« -json » : option inconnue. Vouliez-vous dire « --json » ?",
		"conseil --aide=oui":                   "L’option --aide ne prend pas de valeur.",
		"-- conseil":                           "« conseil » est de trop. Écrivez : compromis",
		"-h=non":                               "L’option --aide ne prend pas de valeur.",
		"conseil ---x":                         "« ---x » : option inconnue.",
		"conseil -j":                           "« -j » : option inconnue. Possible : ",
		"arbre -o a.md --sortie b.md":          "L’option -o est donnée deux fois.",
		"arbre --sortie=":                      "Option -o : Écrivez le nom d’un fichier.",
		"conseil -r impaye":                    "« impaye » n’est pas une réponse. Écrivez fait=valeur",
		"conseil -r clent=public":              "Le fait « clent » n’existe pas. Vouliez-vous dire « client » ?",
		"conseil -r client=pulbic":             "« pulbic » n’est pas une réponse à « client ». Vouliez-vous dire « public » ?",
		"conseil -r cause=impaye -r dette=non": "cause=impaye implique dette=oui, mais vous avez dit dette=non.",
		"conseil --json -r cause=impaye -r cause=impaye": "Le fait « cause » est donné deux fois.",
		"conseil --faits faits.json -r client=public":    "Le fait « client » est donné deux fois.",
		"conseil -r montant=1,234,56":                    "Écrivez un montant comme 1 234,56 €.",
		"conseil -r echeance=31/02/2026":                 "Février 2026 a 28 jours. Écrivez 28/02/2026.",
		"conseil --aujourdhui demain":                    "Option --aujourdhui : Écrivez une date comme 31/12/2026.",
		"conseil --aujourdhui 1/1/1950 -r montant=12":    "Aucun barème n’est connu à la date du jour",
		"conseil --faits absent.json":                    "Le fichier « absent.json » ne s’ouvre pas.",
		"conseil --faits -":                              "Faits, ligne 1, octet 1 : ce n’est pas du JSON.",
		"arbre --format tableau":                         "« tableau » : format inconnu. Possible : texte, mermaid, dot, html, svg ou md.",
		"seance --format html":                           "« html » : format inconnu. Possible : docx, pdf, odt, md ou csv.",
		"seance -o rapport.txt":                          "« txt » : format inconnu. Possible : docx, pdf, odt, md ou csv.",
		"arbre -o a.png":                                 "« png » : format inconnu.",
		"cas impayes":                                    "« impayes » : cas inconnu. Vouliez-vous dire « impaye » ?",
		"cas --corrige":                                  "--corrige demande le nom d’un cas.",
		"cas -o a.pdf":                                   "-o demande le nom d’un cas.",
		"cas impaye --format svg":                        "« svg » : format inconnu. Possible : docx, pdf, odt, md ou html.",
		"arbre --format mermiad":                         "« mermiad » : format inconnu. Possible : texte, mermaid, dot, html, svg ou md.",
		"verifier a b":                                   "« b » est de trop. Écrivez : compromis verifier [dossier]",
		"aide truc":                                      "« truc » : commande inconnue.",
		"aide conseil x":                                 "« x » est de trop. Écrivez : compromis aide [commande]",
		"aide dossiers notre":                            "Vouliez-vous dire « noter » ?",
		"--aujourdhui demain":                            "Option --aujourdhui : Écrivez une date comme 31/12/2026.",
		"--aujourdhui demain conseil":                    "Option --aujourdhui : Écrivez une date comme 31/12/2026.",
		"--dossiers a dossiers --dossiers b":             "L’option --dossiers est donnée deux fois.",
		"--dossiers":                                     "Il manque une valeur après --dossiers",
		"projeter":                                       "demandent un vrai terminal",
		"projeter impaye":                                "demandent un vrai terminal",
		"notes":                                          "demandent un vrai terminal",
		"notes impaye":                                   "« impaye » est de trop. Écrivez : compromis notes",
		"regie":                                          "demande un vrai terminal",
		"atelier":                                        "demande un vrai terminal",
		"atelier --port ssh":                             "Option --port : Écrivez un nombre entier, 0 ou plus.",
		"atelier --participants-max 0":                   "Option --participants-max : Écrivez un nombre entier, 1 ou plus.",
		"atelier --avec-adresses":                        "--avec-adresses demande --erreurs",
		"atelier --journal machine":                      "« machine » : ce n’est pas l’adresse d’un serveur.",
		"porte":                                          "Il manque l’adresse du serveur qui garde l’atelier",
		"porte --journal postgres://m/b":                 "Il manque le code de l’atelier",
		"completion":                                     "Il manque le nom du terminal. Possible : bash, zsh, fish ou powershell.",
		"completion bsh":                                 "« bsh » : terminal inconnu. Vouliez-vous dire « bash » ?",
	} {
		exit, out, err := run(t, "", strings.Fields(words)...)
		if exit != 2 || out != "" || strings.Count(err, "\n") != 1 || !strings.HasSuffix(err, "\n") {
			t.Errorf("compromis %s: exit %d, out %q, err %q", words, exit, out, err)
		}
		has(t, err, want)
	}
}

// advised is what is read here of `compromis conseil --json`.
type advised struct {
	Etape  *string
	Chemin []struct {
		Fait, Valeur string
		Deduite      bool
	}
	Prochaine struct{ Fait string } `json:"prochaine_question"`
}

func read(t *testing.T, source string) advised {
	t.Helper()
	var a advised
	if err := json.Unmarshal([]byte(source), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// The commands that an interview ends on, to go on later, are understood: those of
// the case it kept, and those of the answers where nothing is kept.
func TestInterviewGivesCommands(t *testing.T) {
	d := newDesk(t)
	next := "Prochaine question : " + guide(t).Question("contact").Title
	follow := func(out string) (told int) {
		for line := range strings.Lines(out) {
			if at := strings.Index(line, "compromis "); at >= 0 && strings.Contains(line[at:], " ") {
				words := strings.Fields(line[at:])[1:]
				if words[0] != "--lineaire" {
					has(t, d.done("", words...), next)
					told++
				}
			}
		}
		return told
	}
	_, out, _ := d.run("1\npublic\ninconnu\n", "--lineaire")
	if told := follow(out); told != 1 || len(d.list()) != 1 {
		t.Errorf("%d commands, %d cases, from:\n%s", told, len(d.list()), out)
	}
	kept := d.cases
	d.cases = filepath.Join(d.paper("file"), "under") // no folder may be there
	if err := os.WriteFile(d.paper("file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, out, _ = d.run("1\npublic\ninconnu\n", "--lineaire")
	has(t, out, "rien ne sera gardé")
	d.cases = kept
	if told := follow(out); told != 2 || len(d.list()) != 2 {
		t.Errorf("%d commands, %d cases, from:\n%s", told, len(d.list()), out)
	}
}

func TestAdviseCommand(t *testing.T) {
	exit, out, err := run(t, `{"cause":"impaye","montant":1234.5}`, "conseil", "--faits", "-", "--json", "-r=client=public")
	if exit != 0 || err != "" {
		t.Fatalf("exit %d, %s", exit, err)
	}
	if d := read(t, out); d.Prochaine.Fait != "piece" || len(d.Chemin) != 5 || d.Chemin[0].Deduite || !d.Chemin[1].Deduite {
		t.Errorf("got %+v", d)
	}
	exit, out, _ = run(t, "", "conseil", "--json", "--faits=faits.json")
	if d := read(t, out); exit != 0 || d.Prochaine.Fait != "piece" {
		t.Errorf("exit %d, %+v", exit, d)
	}
	// The same date is far from the end, then near it, then past it.
	for today, want := range map[string]string{"23/11/2026": "appeler-client", "2028-06-01": "interrompre-prescription", "1/2/2029": "creance-prescrite"} {
		_, out, _ := run(t, "", "conseil", "--json", "--aujourdhui", today, "-r", "cause=impaye", "-r", "client=consommateur", "-r", "difficulte=non",
			"-r", "piece=rien", "-r", "contact=aucun", "-r", "contrat=ordinaire", "-r", "echeance=1/11/2026")
		if d := read(t, out); d.Etape == nil || *d.Etape != want {
			t.Errorf("on %s: %+v, want %s", today, d, want)
		}
	}
	// The year of a carrier ends sooner than the five of a sale.
	for contract, want := range map[string]string{"transport": "creance-prescrite", "ordinaire": "appeler-client"} {
		_, out, _ := run(t, "", "conseil", "--json", "-r", "cause=impaye", "-r", "client=commercant", "-r", "difficulte=non",
			"-r", "piece=rien", "-r", "contact=aucun", "-r", "contrat="+contract, "-r", "echeance=1/11/2025")
		if d := read(t, out); d.Etape == nil || *d.Etape != want {
			t.Errorf("%s: %+v, want %s", contract, d, want)
		}
	}
}

func TestVersion(t *testing.T) {
	exit, out, err := run(t, "", "--version")
	if exit != 0 || err != "" || strings.Count(out, "\n") != 2 {
		t.Errorf("exit %d, %q, %q", exit, out, err)
	}
	g := guide(t)
	has(t, out, "Compromis, contenu du "+g.Version.Format("02/01/2006")+" : ", fmt.Sprintf(" chemins vérifiés, %d étapes, ", len(g.Steps)))
	has(t, out, say.Readings(g)) // how old the law is
	has(t, out, "Programme : version de travail.")
	d := newDesk(t)
	d.program = say.Program{Version: "v1.2.0", Commit: "0123456789abcdef", On: "2026-11-28", Changed: true, Go: "go1.26", System: "linux/amd64"}
	has(t, d.done("", "version"), "Programme : v1.2.0, commit 0123456789ab du 28/11/2026, modifié depuis, go1.26, linux/amd64.")
	if _, same, _ := run(t, "", "version"); same != out {
		t.Errorf("version says %q", same)
	}
}

func TestVerify(t *testing.T) {
	exit, out, err := run(t, "", "verifier")
	if exit != 0 || err != "" {
		t.Fatalf("exit %d, %s", exit, err)
	}
	g := guide(t)
	paths := 0
	for range decisiontest.All(g) {
		paths++
	}
	has(t, out, "Le contenu est sûr", fmt.Sprintf("Étapes %d", len(g.Steps)), fmt.Sprintf("Fondements juridiques %d", len(g.Bases)),
		fmt.Sprintf("Situations réelles rejouées %d", len(g.Situations())),
		fmt.Sprintf("Chemins comptés %d %03d", paths/1000, paths%1000), fmt.Sprintf("Étapes, dossier le plus long %d", g.Check().Longest))
	var ends []int
	for _, line := range strings.Split(out, "\n") {
		if last := line[max(0, len(line)-1):]; strings.Contains(line, "   ") && last >= "0" && last <= "9" {
			ends = append(ends, len([]rune(line)))
		}
	}
	if len(ends) != 10 || len(slices.Compact(ends)) != 1 {
		t.Errorf("numbers end at columns %v", ends)
	}
}

// The remarks on the words are counted with the proof, and told one by one when asked.
func TestVerifyRemarks(t *testing.T) {
	_, proof, _ := run(t, "", "verifier")
	exit, out, err := run(t, "", "verifier", "--remarques")
	style := guide(t).Style()
	if exit != 0 || err != "" || len(style.Remarks) == 0 {
		t.Fatalf("exit %d, %s, %d remarks", exit, err, len(style.Remarks))
	}
	has(t, proof, french.Plural(len(style.Remarks), "remarque", "remarques"))
	for _, r := range style.Remarks {
		if !strings.Contains(out, r.Pos) || strings.Contains(proof, r.Pos) {
			t.Errorf("%s: told %v, in the proof %v", r.Pos, strings.Contains(out, r.Pos), strings.Contains(proof, r.Pos))
		}
	}
}

// The errors of a folder come one a line, and the exit code is 1.
func TestVerifyAFolder(t *testing.T) {
	verify := func(read func(string) (*decision.Guide, error)) (exit int, out, err string) {
		var stdout, stderr strings.Builder
		exit = cli.Run([]string{"verifier", "dossier"}, cli.Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr}, load, read, time.Now)
		return exit, stdout.String(), stderr.String()
	}
	for _, wrong := range []error{
		errors.Join(errors.New("a.md:1: faux."), errors.New("b.md:2: faux.")),
		errors.New("a.md:1: faux.\nb.md:2: faux.\n"),
	} {
		exit, out, err := verify(func(dir string) (*decision.Guide, error) {
			if dir != "dossier" {
				t.Errorf("read %q", dir)
			}
			return nil, wrong
		})
		if exit != 1 || out != "" || err != "a.md:1: faux.\nb.md:2: faux.\n" {
			t.Errorf("exit %d, out %q, err %q", exit, out, err)
		}
	}
	if exit, out, err := verify(func(string) (*decision.Guide, error) { return load() }); exit != 0 || err != "" || out == "" {
		t.Errorf("exit %d, err %q", exit, err)
	}
	again := decision.Outcome{Label: "Encore", Effects: []decision.Setting{{Fact: "f", Value: "oui"}}}
	unsound := &decision.Guide{
		Questions: []decision.Question{{Fact: "f", Options: []decision.Option{{Value: "oui"}, {Value: "non"}}}},
		Steps:     []decision.Step{{ID: "x", Pos: "x.md:1", When: []decision.Alternative{{}}, Outcomes: []decision.Outcome{again}}},
		Ladder:    []decision.Rung{{Step: "x", Alternatives: []int{0}}},
	}
	if err := unsound.Compile(); err != nil {
		t.Fatal(err)
	}
	exit, out, err := verify(func(string) (*decision.Guide, error) { return unsound, nil })
	if exit != 1 || out != "" || !strings.Contains(err, "x.md:1: contenu à corriger") || !strings.Contains(err, "x → x") {
		t.Errorf("exit %d, out %q, err %q", exit, out, err)
	}
}

func TestInterviewCommand(t *testing.T) {
	exit, out, err := run(t, "1\n", "--lineaire")
	if exit != 1 || spaced(err) != "Entretien interrompu : il manque des réponses." {
		t.Errorf("exit %d, err %q", exit, err)
	}
	has(t, out, "L’entretien s’est arrêté avant la fin.")
	if exit, _, err := run(t, "q\n", "--lineaire"); exit != 0 || err != "" {
		t.Errorf("exit %d, err %q", exit, err)
	}
}

func TestOutputFailure(t *testing.T) {
	for _, words := range []string{"conseil", "conseil --json", "arbre", "verifier", "aide", "--version", "completion bash", "completion zsh", "completion fish", "completion powershell", "--lineaire", "dossiers", "dossiers --json", "dossiers nouveau", "dossiers purger", "cas", "cas impaye", "arbre --format svg",
		"calculer --client commercant --facture 10 --echeance 1/5/2026", "calculer --client commercant --facture 10 --echeance 1/5/2026 --au 1/6/2026 --json"} {
		var stderr strings.Builder
		streams := cli.Streams{In: strings.NewReader(""), Out: broken{}, Err: &stderr}
		exit := cli.Run(strings.Fields(words), streams, load, readNothing, func() time.Time { return today })
		if exit != 1 || strings.Count(stderr.String(), "\n") != 1 || !strings.Contains(stderr.String(), "écriture impossible") {
			t.Errorf("compromis %s: exit %d, err %q", words, exit, stderr.String())
		}
	}
}

func TestAdviseText(t *testing.T) {
	exit, out, _ := run(t, "", "conseil")
	if first, _, _ := strings.Cut(out, "\n"); exit != 0 || !strings.HasPrefix(spaced(first), "Prochaine question : Quel est le problème") {
		t.Errorf("exit %d, %q", exit, first)
	}
	has(t, out, "- impaye : Facture impayée", "-r cause=impaye")

	args := []string{"conseil"}
	for _, s := range pathTo(t, "injonction-de-payer").Settings {
		args = append(args, "-r", string(s.Fact)+"="+string(s.Value))
	}
	exit, out, _ = run(t, "", args...)
	if first, _, _ := strings.Cut(out, "\n"); exit != 0 || spaced(first) != "Étape recommandée : "+spaced(guide(t).Step("injonction-de-payer").Title) {
		t.Errorf("exit %d, %q", exit, first)
	}
	has(t, out, say.ReasonsTitle, say.TextsTitle, say.NotAdvice)
}

// BenchmarkCommandLine is what the tree of commands costs at each start.
func BenchmarkCommandLine(b *testing.B) {
	streams := cli.Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard, Terminal: true, Screen: func(cli.Opening) (string, error) { return "", nil }}
	for b.Loop() {
		if exit := cli.Run(nil, streams, load, readNothing, time.Now); exit != 0 {
			b.Fatal(exit)
		}
	}
}

// TestWhoMayJoin: whoever opens a room without saying to whom is asked, before anything
// is opened; not where there is no network.
func TestWhoMayJoin(t *testing.T) {
	for typed, want := range map[string]string{"1\n": "toutes", "2\r\n": "", "deux\n1\nq": "toutes", "q\n\n3\n1\n": "none", "": "none", "2": ""} {
		opened, in := "none", strings.NewReader(typed)
		streams := cli.Streams{
			In: in, Out: io.Discard, Err: io.Discard, Terminal: true, Near: func() []string { return []string{"192.168.1.20"} },
			Workshop: func(w cli.Workshop) (string, error) { opened = w.Address; return "", nil },
		}
		exit := cli.Run([]string{"atelier"}, streams, load, readNothing, time.Now)
		if opened != want || (exit == 0) != (want != "none") {
			t.Errorf("%q opens to %q, exit %d", typed, opened, exit)
		}
		if left := in.Len(); typed == "deux\n1\nq" && left != 1 {
			t.Errorf("what is typed ahead is lost: %d left", left)
		}
		streams.Near = func() []string { return nil }
		if cli.Run([]string{"atelier"}, streams, load, readNothing, time.Now); opened != "" {
			t.Errorf("without a network it opens to %q", opened)
		}
	}
}

// TestAnotherSession: when an earlier room was kept, one says whether it goes on, before
// anything is opened; where there is none, nobody asks.
func TestAnotherSession(t *testing.T) {
	now := func() time.Time { return time.Date(2026, 11, 29, 14, 0, 0, 0, time.UTC) }
	for typed, want := range map[string]string{"1\n": "false", "2\n": "true", "\nx\n2\n": "true", "": "none", "a\nb\nc\n": "none"} {
		opened := "none"
		var asked strings.Builder
		streams := cli.Streams{
			In: strings.NewReader(typed), Out: io.Discard, Err: &asked, Terminal: true,
			Workshop: func(w cli.Workshop) (string, error) { opened = fmt.Sprint(w.Fresh); return "", nil },
			Earlier:  func(cli.Workshop) (time.Time, int, bool) { return now().Add(-40 * time.Minute), 5, true },
		}
		exit := cli.Run([]string{"atelier"}, streams, load, readNothing, now)
		if opened != want || (exit == 0) != (want != "none") || !strings.Contains(asked.String(), "40\u00a0minutes") {
			t.Errorf("%q: fresh %s, exit %d, asked %q", typed, opened, exit, asked.String())
		}
		streams.Earlier = func(cli.Workshop) (time.Time, int, bool) { return time.Time{}, 0, false }
		if cli.Run([]string{"atelier"}, streams, load, readNothing, now); opened != "false" {
			t.Errorf("with none kept, fresh is %s", opened)
		}
	}
}

// TestHeadingIsAskedOnce: what heads the reports is asked the first time, kept, and
// asked again only when one wants to; without a terminal nobody asks.
func TestHeadingIsAskedOnce(t *testing.T) {
	dir := t.TempDir()
	run := func(terminal bool, typed string, args ...string) (out, asked string) {
		t.Helper()
		var told, questions strings.Builder
		streams := cli.Streams{
			In: strings.NewReader(typed), Out: &told, Err: &questions, Terminal: terminal, Settings: dir,
			Session: func(*decision.Guide, cli.Telling) (cli.Told, error) {
				return cli.Told{Report: stage.Session{On: "2026-11-29", Objectives: []string{stage.Objective}, Rounds: []stage.Round{{Exercise: "Un cas"}}}, Played: true}, nil
			},
		}
		if exit := cli.Run(args, streams, load, readNothing, time.Now); exit != 0 {
			t.Fatalf("exit %d: %s", exit, questions.String())
		}
		return told.String(), questions.String()
	}
	if out, asked := run(false, "", "seance"); asked != "" || strings.Contains(out, "Formateur ou") {
		t.Errorf("asked without a terminal: %q", asked)
	}
	if out, _ := run(true, "Ada\nLa Scop\n\nTitre\nNégocier\nCiter un texte\n\n", "seance"); !strings.Contains(out, "Ada") || !strings.Contains(out, "2. Citer un texte") || strings.Contains(out, stage.Objective) || strings.Contains(out, "Lieu") {
		t.Errorf("told %s", out)
	}
	if out, asked := run(true, "", "seance"); asked != "" || !strings.Contains(out, "La Scop") {
		t.Errorf("asked again: %q, told %s", asked, out)
	}
	if out, asked := run(true, "\n\nParis\n\n\n\n\n", "seance", "--entete"); !strings.Contains(asked, "[Ada]") || !strings.Contains(out, "Paris") || !strings.Contains(out, "Négocier") {
		t.Errorf("asked %q, told %s", asked, out)
	}
}
