package cli_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// overdueSupplier is a case whose step and letters rest on texts, one of which is
// known to end on 31/12/2026.
func overdueSupplier() dossier.Case {
	return dossier.Case{
		Client: dossier.Party{Name: "Martin"}, Opened: "2026-11-02",
		Said: map[decision.Fact]string{
			"cause": "impaye", "client": "commercant", "difficulte": "non", "piece": "rien", "contact": "ecrit",
			"reponse": "silence", "contrat": "ordinaire", "echeance": "lointaine", "contestation": "non", "clause": "non",
		},
		Invoices: []dossier.Invoice{{Number: "F-1", Issued: "2026-09-01", Dues: []dossier.Due{{On: "2026-10-01", Cents: 1500_00}}}},
	}
}

// Whatever shows a text says that its reading no longer holds, from the day it does
// not: a year after it, or the end of the version that was read.
func TestEveryPaperTellsAnOldReading(t *testing.T) {
	d := newDesk(t)
	id := d.create(overdueSupplier(), "")
	const notice, supply = "mise-en-demeure-professionnel", "Code de commerce, article L. 441-10"
	ways := map[string][]string{
		"the interview":              {"conseil", "-r", "cause=impaye", "-r", "client=commercant", "-r", "difficulte=non", "-r", "piece=rien", "-r", "contact=ecrit", "-r", "reponse=silence", "-r", "contrat=ordinaire", "-r", "echeance=lointaine", "-r", "contestation=non"},
		"a case":                     {"dossiers", "ouvrir", id},
		"a letter":                   {"courrier", id, notice, "--malgre-tout"},
		"a letter for programs":      {"courrier", id, notice, "--json"},
		"a case for a lawyer":        {"dossier-a-remettre", id, "--pour", "avocat"},
		"the same, for programs":     {"dossier-a-remettre", id, "--pour", "avocat", "--json"},
		"what is owed":               {"calculer", id},
		"the same, for programs, of": {"calculer", id, "--json"},
		"the tree, on a page":        {"arbre", "--format", "html"},
		"a case to play":             {"cas", "impaye", "--corrige"},
		"the version":                {"--version"},
	}
	told := func(out string) bool {
		return strings.Contains(out, say.OldReading) || strings.Contains(out, say.EndedVersion) || strings.Contains(out, `"a_relire": true`) || strings.Contains(out, "droit à relire")
	}
	on := func(day, way string) string {
		_, out, err := d.run("", append(slices.Clone(ways[way]), "--aujourdhui", day)...) // no rate is known in 2028
		if out == "" {
			t.Errorf("%s, on %s: %s", way, day, err)
		}
		return strings.ToLower(spaced(out))
	}
	for way := range ways {
		if out := on("01/06/2028", way); !told(out) {
			t.Errorf("in 2028, %s says nothing: %s", way, out)
		}
		out := on("28/11/2026", way)
		for _, texts := range []string{say.OldReading, supply + " (" + say.EndedVersion} {
			if strings.Contains(out, texts) {
				t.Errorf("today, %s says %q", way, texts)
			}
		}
	}
	for _, way := range []string{"a letter", "a case for a lawyer", "a letter for programs"} {
		if out := on("02/01/2027", way); !strings.Contains(out, say.EndedVersion) {
			t.Errorf("after the end of the version, %s says nothing: %s", way, out)
		}
	}
}

// What names no text, or draws a sum or a step from one, says at least that most of the
// law is to be read again.
func TestNothingReadsAsToday(t *testing.T) {
	d := newDesk(t)
	id := d.create(overdueSupplier(), "")
	ways := map[string]struct {
		typed string
		args  []string
	}{
		"the plain menu":              {"q\n", []string{"--lineaire"}},
		"the menu of a case":          {"q\n", []string{"--lineaire", "--dossier", id}},
		"the tree":                    {"", []string{"arbre"}},
		"the tree, drawn":             {"", []string{"arbre", "--format", "mermaid"}},
		"the tree, on paper":          {"", []string{"arbre", "--format", "md"}},
		"the tree, as a picture":      {"", []string{"arbre", "--format", "svg"}},
		"the cases to play":           {"", []string{"cas"}},
		"a case to play":              {"", []string{"cas", "impaye"}},
		"the same, on a page":         {"", []string{"cas", "impaye", "--corrige", "--format", "html"}},
		"the dates of a case":         {"", []string{"echeances", id}},
		"the cases":                   {"", []string{"dossiers"}},
		"the letters of a case":       {"", []string{"courrier", id}},
		"the report of the pages":     {"", []string{"verifier"}},
		"the dates, for calendars":    {"", []string{"echeances", id, "-o", "-"}},
		"the interview, for programs": {"", []string{"conseil", "--json"}},
		"a case, for programs":        {"", []string{"dossiers", "ouvrir", id, "--json"}},
		"the cases, for programs":     {"", []string{"dossiers", "--json"}},
		"the dates, for programs":     {"", []string{"echeances", id, "--json"}},
		"what is owed, for programs":  {"", []string{"calculer", id, "--json"}},
		"the letters, for programs":   {"", []string{"courrier", id, "--json"}},
		"what to do for the step":     {"", []string{"dossiers", "gestes", id}},
		"a new case":                  {"", []string{"dossiers", "nouveau", "--client", "Durand", "-r", "cause=impaye"}},
		"the content and the program": {"", []string{"version"}},
	}
	for way, w := range ways {
		told := func(day string) bool {
			_, out, err := d.run(w.typed, append(slices.Clone(w.args), "--aujourdhui", day)...)
			if out == "" {
				t.Errorf("%s, on %s: %s", way, day, err)
			}
			out = strings.ToLower(spaced(strings.ReplaceAll(out, "\r\n ", "")))
			return strings.Contains(out, "droit à relire : 2") || strings.Contains(out, `"contenu_a_relire": true`)
		}
		if !told("01/06/2028") {
			t.Errorf("in 2028, %s reads as today", way)
		}
		if told("28/11/2026") {
			t.Errorf("today, %s says that the law is to be read again", way)
		}
	}
}

// The texts to be read again are counted by one rule, whoever tells them.
func TestTextsToReadAreCountedOnce(t *testing.T) {
	d := newDesk(t)
	counted := func(pattern string, args ...string) string {
		out := spaced(strings.Join(strings.Fields(d.done("", append(args, "--aujourdhui", "02/01/2027")...)), " "))
		if found := regexp.MustCompile(pattern).FindStringSubmatch(out); found != nil {
			return found[1]
		}
		t.Errorf("%v counts none: %s", args, out)
		return ""
	}
	if out := spaced(d.done("", "--version", "--aujourdhui", "01/06/2028")); strings.Count(out, "à relire") != 1 {
		t.Errorf("told twice: %s", out)
	}
	if report, program := counted(`Textes à relire : (\d+) textes`, "verifier"), counted(`; (\d+) textes à relire`, "--version"); report != program || report == "0" {
		t.Errorf("%s by the report, %s by the version", report, program)
	}
}

// A letter that asserts a right on an old reading is not written before one says so.
func TestAnOldReadingIsAskedAbout(t *testing.T) {
	d := newDesk(t)
	id := d.create(overdueSupplier(), "")
	letter := []string{"courrier", id, "mise-en-demeure-professionnel", "-o", "a.md", "--aujourdhui", "02/01/2027"}
	d.refused(1, "--malgre-tout", letter...)
	d.terminal = true
	if exit, _, err := d.run("non\n", letter...); exit != 1 || !strings.Contains(spaced(err), "Rien n’est écrit") {
		t.Errorf("refused: %d, %s", exit, err)
	}
	if exit, _, err := d.run("oui\n", letter...); exit != 0 || !strings.Contains(d.read("a.md"), say.EndedVersion) {
		t.Errorf("agreed: %d, %s", exit, err)
	}
	d.terminal = false
	d.done("", "courrier", id, "accuse-reception-reclamation", "--aujourdhui", "02/01/2027") // no text that has ended
	var written struct {
		Again []string `json:"textes_a_relire"`
	}
	if err := json.Unmarshal([]byte(d.done("", "courrier", id, "mise-en-demeure-professionnel", "--json", "--aujourdhui", "02/01/2027")), &written); err != nil || len(written.Again) == 0 {
		t.Errorf("for programs: %q, %v", written.Again, err)
	}
}
