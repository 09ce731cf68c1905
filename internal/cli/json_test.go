package cli_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/mcp/mcptest"
	"compromis/internal/say"
)

// vocabulary is what docs/json.md lists, and what was met of it.
type vocabulary struct {
	answers map[string]string            // the object each command answers with
	objects map[string]map[string]string // the type of each key
	bases   map[string]bool              // the objects others begin with
	met     map[string]bool              // "object.key" when it said something, "object.key null" when it did not
}

// headKeys is the object every answer begins with.
const headKeys = "en-tête"

func readVocabulary(t *testing.T) *vocabulary {
	t.Helper()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "json.md"))
	if err != nil {
		t.Fatal(err)
	}
	v := &vocabulary{map[string]string{}, map[string]map[string]string{}, map[string]bool{}, map[string]bool{}}
	row := regexp.MustCompile("^\\| `([^`]+)` \\| `?([^|`]+)`? \\|")
	base := regexp.MustCompile("^Les clés de `([^`]+)`, et")
	var keys map[string]string
	for line := range strings.Lines(string(page)) {
		if name, ok := strings.CutPrefix(line, "### "); ok {
			keys = map[string]string{}
			v.objects[strings.TrimSpace(name)] = keys
		} else if m := base.FindStringSubmatch(line); m != nil {
			keys["+"] = m[1]
		} else if m := row.FindStringSubmatch(line); m != nil && keys == nil {
			v.answers[m[1]] = m[2]
		} else if m != nil {
			keys[m[1]] = m[2]
		}
	}
	for _, keys := range v.objects {
		if base, ok := keys["+"]; ok {
			delete(keys, "+")
			v.bases[base] = true
			maps.Copy(keys, v.objects[base])
		}
	}
	if len(v.answers) == 0 || len(v.objects) == 0 {
		t.Fatalf("the page lists %d commands and %d objects", len(v.answers), len(v.objects))
	}
	return v
}

// shapes are the types that are no object.
var shapes = map[string]*regexp.Regexp{
	"texte":          regexp.MustCompile(`(?s)^"`),
	"entier":         regexp.MustCompile(`^-?\d+$`),
	"booléen":        regexp.MustCompile(`^(true|false)$`),
	"jour":           regexp.MustCompile(`^"\d{4}-\d\d-\d\d"$`),
	"date partielle": regexp.MustCompile(`^"\d{4}(-\d\d){0,2}"$`),
}

// hold checks a value against its type. It returns whether the value says
// something.
func (v *vocabulary) hold(source json.RawMessage, kind string) (told bool, err error) {
	kind, nullable := strings.CutSuffix(kind, " ou null")
	if string(source) == "null" && nullable {
		return false, nil
	}
	if shape, ok := shapes[kind]; ok {
		if !shape.Match(source) {
			return true, fmt.Errorf("%s is no %s", source, kind)
		}
		return true, nil
	}
	if item, ok := strings.CutPrefix(kind, "liste de "); ok {
		var all []json.RawMessage
		if err := json.Unmarshal(source, &all); err != nil || all == nil {
			return false, fmt.Errorf("no list: %.40s", source)
		}
		return len(all) > 0, v.holdAll(slices.Values(all), item)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(source, &all); err != nil || all == nil {
		return false, fmt.Errorf("no object: %.40s", source)
	}
	if item, ok := strings.CutPrefix(kind, "dictionnaire de "); ok {
		return len(all) > 0, v.holdAll(maps.Values(all), item)
	}
	return true, v.holdObject(all, kind, v.objects[kind])
}

func (v *vocabulary) holdAll(items func(func(json.RawMessage) bool), kind string) error {
	for item := range items {
		if _, err := v.hold(item, kind); err != nil {
			return err
		}
	}
	return nil
}

// holdObject wants the keys that are listed, all of them and no other.
func (v *vocabulary) holdObject(all map[string]json.RawMessage, name string, keys map[string]string) error {
	if got, want := slices.Sorted(maps.Keys(all)), slices.Sorted(maps.Keys(keys)); !slices.Equal(got, want) {
		return fmt.Errorf("%s: keys %q, want %q", name, got, want)
	}
	for key, value := range all {
		told, err := v.hold(value, keys[key])
		if err != nil {
			return fmt.Errorf("%s.%s: %w", name, key, err)
		}
		met := name + "." + key
		if !told {
			met += " null"
		}
		v.met[met] = true
	}
	return nil
}

// answer holds the whole answer of a command.
func (v *vocabulary) answer(command, source string) error {
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(source), &all); err != nil {
		return err
	}
	name := v.answers[command]
	keys := maps.Clone(v.objects[headKeys])
	maps.Copy(keys, v.objects[name])
	return v.holdObject(all, name, keys)
}

// A thing has one name and one type, whatever says it.
func TestOneVocabulary(t *testing.T) {
	v := readVocabulary(t)
	types := map[string]string{}
	for name, keys := range v.objects {
		for key, kind := range keys {
			kind = strings.TrimSuffix(kind, " ou null")
			if was, ok := types[key]; ok && was != kind {
				t.Errorf("%s is a %s in %s, and elsewhere a %s", key, kind, name, was)
			}
			types[key] = kind
			if strings.HasSuffix(key, "_centimes") && kind != "entier" {
				t.Errorf("%s is a %s", key, kind)
			}
			item := strings.TrimPrefix(strings.TrimPrefix(kind, "liste de "), "dictionnaire de ")
			if shapes[item] == nil && v.objects[item] == nil {
				t.Errorf("%s.%s: what is a %s?", name, key, item)
			}
		}
	}
}

// TestJSON plays every command that answers in JSON, on cases of all kinds, and
// holds what it says against docs/json.md: no key the page does not list, none
// that never says anything, none with another type; and against its schema.
func TestJSON(t *testing.T) {
	v := readVocabulary(t)
	d, all := newDesk(t), readSchemas(t)
	played := map[string]bool{}
	play := func(command string, args ...string) {
		t.Helper()
		played[command] = true
		said := d.done("", append(args, "--json")...)
		if err := errors.Join(v.answer(command, said), all.valid(v.answers[command], said)); err != nil {
			t.Errorf("compromis %s --json: %v", strings.Join(args, " "), err)
		}
	}
	play("dossiers lister", "dossiers", "lister")
	play("dossiers nouveau", "dossiers", "nouveau", "--client", "Durand", "-r", "cause=impaye")
	for _, args := range jsonAdvice(t) {
		play("conseil", append([]string{"conseil"}, args...)...)
	}
	for _, kase := range jsonCases(t) {
		id := d.create(kase, "")
		play("dossiers ouvrir", "dossiers", "ouvrir", id)
		play("dossiers reclamation", "dossiers", "reclamation", id)
		play("courrier", "courrier", id)
		play("dossier-a-remettre", "dossier-a-remettre", id, "--pour", "avocat")
		play("dossier-a-remettre", "dossier-a-remettre", id, "--pour", "mediateur")
		play("echeances", "echeances", id)
		for _, l := range guide(t).Letters()[:3] {
			play("courrier NOM", "courrier", id, l.ID)
		}
		play("courrier NOM", "courrier", id, "demande-petites-creances") // a text of it is to be read again
		for _, r := range kase.Complaints {
			play("dossiers reclamation --numero", "dossiers", "reclamation", id, "--numero", r.Number)
		}
		if of := kase.Claim(guide(t), decision.DayOf(today)); len(of.Missing) == 0 && len(kase.Invoices) > 0 {
			play("calculer", "calculer", id)
		}
	}
	play("version", "--version")
	d.program = say.Program{Version: "v1.2.0", Commit: "0123456789abcdef", On: "2026-11-28", Go: "go1.26", System: "linux/amd64"}
	play("version", "version")
	play("dossiers versions", "dossiers", "versions", caseOfManyStates(d))
	play("calculer", strings.Fields("calculer --client consommateur --facture 1500 --echeance 1/5/2026 --mise-en-demeure 2/6/2026")...)
	d.create(late(t), "s3same")
	for name, text := range map[string]string{"durand.json": "{", "martin.json": `{"format":99}`} {
		if err := os.WriteFile(filepath.Join(d.cases, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	play("dossiers", "dossiers", "--tous")
	play("veille", "veille", sourceOfLaw(t))

	for command, answers := range assisted(t, d) {
		played[command] = true
		for _, said := range answers {
			if err := errors.Join(v.answer(command, said), all.valid(v.answers[command], said)); err != nil {
				t.Errorf("%s: %v", command, err)
			}
		}
	}

	if got, want := slices.Sorted(maps.Keys(played)), slices.Sorted(maps.Keys(v.answers)); !slices.Equal(got, want) {
		t.Errorf("played %q, but the page lists %q", got, want)
	}
	for _, command := range everyCommand(t) {
		if _, help, _ := run(t, "", append([]string{"aide"}, strings.Fields(command)...)...); strings.Contains(help, "--json ") && !played[command] {
			t.Errorf("%s has --json, and no place on the page", command)
		}
	}
	v.wantAllMet(t)
}

// assisted are the answers of the tools of `compromis mcp`, in one conversation: on the
// facts of each exercise and on each legal text, one of which nobody read, by "mcp tool".
func assisted(t *testing.T, d *desk) map[string][]string {
	t.Helper()
	lines, asked := []string{mcptest.Hello, mcptest.Ready}, map[string]string{}
	ask := func(tool string, arguments any) {
		source, err := json.Marshal(arguments)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, mcptest.Call(len(lines), tool, string(source)))
		asked[strconv.Itoa(len(lines)-1)] = "mcp " + tool
	}
	ask("prochaine_question", map[string]any{})
	ask("lister_questions", map[string]any{})
	for _, e := range guide(t).Exercises {
		facts := map[string]any{"faits": mcptest.Facts(e.Answers)}
		ask("prochaine_question", facts)
		ask("etape", facts)
	}
	ask("etape", map[string]any{"faits": longAgo})
	for _, b := range guide(t).Bases {
		ask("lire_texte", map[string]any{"fondement": b.ID})
	}
	for _, due := range []string{"1990-01-01", "2026-05-01", "2026-12-31"} {
		ask("calculer", map[string]any{"client": "commercant", "facture": 1500, "echeance": due})
		ask("calculer", map[string]any{"client": "etranger", "facture": 1500, "echeance": due})
	}
	answers := map[string][]string{}
	for _, line := range mcptest.Messages(t, d.done(strings.Join(lines, "\n"), "mcp", "--contenu", neverRead(t)))[1:] {
		var message struct {
			ID     json.Number
			Result struct {
				IsError           bool
				StructuredContent json.RawMessage
			}
		}
		if err := json.Unmarshal([]byte(line), &message); err != nil || message.Result.IsError || asked[string(message.ID)] == "" {
			t.Fatalf("%v: %.300s", err, line)
		}
		command := asked[string(message.ID)]
		answers[command] = append(answers[command], string(message.Result.StructuredContent))
	}
	return answers
}

// longAgo are answers with the day that the last day to sue is counted from.
var longAgo = map[string]string{"cause": "impaye", "client": "public", "piece": "rien", "contact": "ecrit", "reponse": "silence", "echeance": "2010-01-01"}

// sourceOfLaw is a folder of invented texts: of two codes, one that says its state,
// and a file that cannot be read to the end.
func sourceOfLaw(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"civil.md":    "---\ntitle: \"Code civil\"\nlast_updated: \"2026-10-01\"\n---\n##### Article 1344\n\nOn somme une fois.\n",
		"commerce.md": "# Code de commerce\n\n##### Article L441-10\n\nOn paie un jour.\n",
		"long.md":     "# Code de la consommation\n\n##### Article L218-2\n\n" + strings.Repeat("x", 2<<20),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// caseOfManyStates makes a case with former states, of which one cannot be read,
// and another version.
func caseOfManyStates(d *desk) (id string) {
	d.Helper()
	id = d.create(dossier.Case{Client: dossier.Party{Name: "Noël"}}, "")
	d.done("", "dossiers", "parties", id, "--client-contact", "Anne")
	path := filepath.Join(d.cases, id)
	data, err := os.ReadFile(path + ".json")
	if err == nil {
		err = os.WriteFile(path+" (1).json", data, 0o600)
	}
	states, err2 := os.ReadFile(path + ".etats")
	err3 := os.WriteFile(path+".etats", append(states, `{"le":"2026-11-28T10:11:12Z","etat":{"format":9}}`+"\n"...), 0o600)
	if err := errors.Join(err, err2, err3); err != nil {
		d.Fatal(err)
	}
	return id
}

// ofTeams are the keys that only a server says something of: see test/kills/team_test.go.
var ofTeams = []string{"événement.note_par", "événement.note_le", "événement.heure", "état gardé.enregistre_par"}

// wantAllMet wants that each key said something, and that it did not when it may
// be null.
func (v *vocabulary) wantAllMet(t *testing.T) {
	t.Helper()
	for name, keys := range v.objects {
		if name == headKeys || v.bases[name] {
			continue // met in the objects that begin with them
		}
		for key, kind := range keys {
			met := name + "." + key
			if v.met[met] == slices.Contains(ofTeams, met) {
				t.Errorf("%s never says anything", met)
			}
			if strings.HasSuffix(kind, " ou null") && !v.met[met+" null"] {
				t.Errorf("%s is never null", met)
			}
		}
	}
}

// jsonAdvice is what to give to conseil: nothing, the answers of each exercise,
// and those with one that is not known.
func jsonAdvice(t *testing.T) [][]string {
	var dated []string
	for fact, said := range longAgo {
		dated = append(dated, "-r", fact+"="+said)
	}
	all := [][]string{nil, dated}
	for _, e := range guide(t).Exercises {
		var args []string
		for _, s := range e.Answers {
			args = append(args, "-r", string(s.Fact)+"="+string(s.Value))
		}
		last := e.Answers[len(e.Answers)-1]
		all = append(all, args, append(args[:len(args)-1:len(args)-1], string(last.Fact)+"=?"))
	}
	return all
}

// neverRead is a folder to lay over the content: nobody read the text of good faith,
// known by others.
func neverRead(t *testing.T) string {
	page, err := os.ReadFile("../../content/fondements/c-civ-1104.md")
	if err != nil {
		t.Fatal(err)
	}
	told := regexp.MustCompile(`(?m)^- Relu le.*$`).ReplaceAllString(string(page), "- Relu le : non relu")
	told = regexp.MustCompile(`(?m)^- (Consulté le|Identifiant) : .*\n`).ReplaceAllString(told, "")
	told = regexp.MustCompile(`(?m)^- Source : .*$`).ReplaceAllString(told, "- Source : commentaires")
	told = regexp.MustCompile(`(?m)^- Confiance : .*$`).ReplaceAllString(told, "- Confiance : C")
	dir := filepath.Join(t.TempDir(), "mien", "fondements")
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, "c-civ-1104.md"), []byte(told), 0o600)); err != nil {
		t.Fatal(err)
	}
	return filepath.Dir(dir)
}

// jsonCases are cases of all kinds: one that says everything, one that says
// nothing, one closed, one without a rate, one whose answers fit no more, some
// that wait or went to court, and those of the exercises.
func jsonCases(t *testing.T) []dossier.Case {
	party := dossier.Party{Name: "Léa Cœur", Address: "4, rue de l’Œuvre\n69002 Lyon", Email: "lea@example.org", Phone: "04 00 00 00 00", Number: "732 829 320", Contact: "Léa", Civility: dossier.Madam}
	full := late(t)
	full.ID, full.Title, full.Business, full.Client, full.Subject = "tout", "Impayé", party, party, "la vitrine"
	full.Facts = "La vitrine est posée.\n\nElle fonctionne."
	full.Drafts = map[string]string{guide(t).Letters()[0].ID: "Cher client,\n\npayez-moi.\n"}
	full = full.Tick("relancer-par-ecrit", "relire")
	full.Former = dossier.Conclusion{Step: "relancer-par-ecrit", On: "2026-10-01", Content: "2026-10-01", Over: "mon-cas", Print: "0123456789ab"}
	full.Opened, full.Changed, full.Archived = "2026-06-01", "2026-11-01", true
	full.Said["cause"], full.Facts = "impaye", "La vitrine est posée depuis mai."
	full = full.With(dossier.Event{On: "2026-11-01", Kind: dossier.StepDone, Step: "relancer-par-ecrit", Outcome: "Pas de réponse", Before: full.Said})
	full = full.With(dossier.Event{On: "2026-12-20", Kind: dossier.Paid, Cents: 10_000}) // not counted yet
	full.Invoices = append(full.Invoices, dossier.Invoice{
		Number: "F-2", Issued: "2026-05-01", Done: "2026-04-30", Rate: 1200,
		Dues: []dossier.Due{{On: "2026-05-01", Cents: 80_000}, {On: "2026-12-31", Cents: 20_000}},
	})
	full.Complaints = []dossier.Complaint{
		{Number: "R-1", On: "2026-11-16"},
		{
			Number: "R-2", On: "2026-11-16", Channel: "téléphone", Who: "Mme Noël", What: "La porte ferme mal.", Order: "2026-18", Remedy: "une réparation",
			Department: "atelier", Owner: "Paul", Acknowledged: "2026-11-17", Answered: "2026-11-18", Decision: "réparation offerte", Closed: "2026-11-19",
		},
	}
	closed := late(t)
	closed.Closed = "2026-11-20"
	tooOld := late(t)
	tooOld.Invoices[0].Dues[0].On = "1990-01-01"
	outdated := late(t)
	outdated.Said["contact"] = "pigeon"
	outdated.Former = dossier.Conclusion{Step: "relancer-par-ecrit", On: "2026-10-01", Content: "2026-10-01"}
	waiting := late(t) // for the client to answer, then for a bank
	for f, v := range map[decision.Fact]string{"contestation": "non", "clause": "non", "tiers": "non", "relation": "oui", "budget": "oui"} {
		waiting.Said[f] = v
	}
	bank := dossier.Case{Said: answersTo(t, "cheque-impaye", "client", "commercant").Said()}.With(dossier.Event{On: "2026-11-10", Kind: "cheque-presente"})
	sued := dossier.Case{Said: map[decision.Fact]string{"client": "commercant", "echeance": "2025-01-10"}} // with acts of every sort
	for _, e := range []dossier.Event{
		{Kind: dossier.StepDone, Step: "refere-provision", Outcome: "Provision refusée", Act: dossier.LostSuit}, {Kind: dossier.Sued, Until: "2026-12-15"},
		{Kind: "impaye-assure"}, {Kind: dossier.Kept, Limit: "declarer-creance"},
	} {
		e.On = "2026-11-10"
		sued = sued.With(e)
	}
	all := []dossier.Case{full, {}, closed, tooOld, outdated, waiting, bank, sued}
	for _, e := range guide(t).Exercises {
		kase := dossier.Case{Client: dossier.Party{Name: e.Title}, Said: map[decision.Fact]string{}}
		for _, s := range e.Answers {
			kase.Said[s.Fact] = string(s.Value)
		}
		kase.Invoices = []dossier.Invoice{{Number: "F-1", Rate: 100, Dues: []dossier.Due{{On: "2026-05-01", Cents: 150_000}}}}
		all = append(all, kase.Stamp(guide(t), decision.DayOf(today)))
	}
	return all
}
