package casefile_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"compromis/internal/casefile"
)

// The files of testdata/vDAY were written by the program of that day, through its
// commands and its screens, and are never made again: whoever kept a case then
// opens it today. The protected one is beside its own text; former states and a draft
// are beside a case of the first day that had them. A program whose format changes
// gets a folder more.
const (
	formerDir  = "testdata/v2026-11-28"
	formerDirs = "testdata/v*"
	formerOpen = ".clair" // ends the name of what a protected file holds
)

// TestFormerFilesLoseNothing: a file of a former program opens, and all that it
// held is still there once saved again. A later program may add to it.
func TestFormerFilesLoseNothing(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(formerDirs, "*.json"))
	if err != nil || len(paths) != 22 {
		t.Fatalf("%d former files, %v", len(paths), err)
	}
	s := newStore(t)
	fields := map[string]bool{}
	for _, path := range paths {
		id := strings.TrimSuffix(filepath.Base(path), ".json")
		kept := filepath.Join(s.Dir(), id+".json")
		write(t, kept, read(t, path))
		beside(t, s, path)
		f := open(t, s, id, passphrase)
		if _, err := os.Stat(strings.TrimSuffix(path, ".json") + formerOpen); err == nil {
			path = strings.TrimSuffix(path, ".json") + formerOpen
			if err := f.Protect("", false); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.Save(f.Case()); err != nil {
			t.Fatal(err)
		}
		closeFile(t, f)
		was, now := tree(t, path), tree(t, kept)
		contains(t, id, was, now, fields)
	}
	for _, name := range []string{
		"reponses", "avant", "brouillons", "conclusion_precedente", "prochaine_echeance", "echeances", "taux_contractuel",
		"prestation_finie_le", "facture", "centimes", "issue", "accuse_le", "repondu_le", "clos_le", "archive", "contact", "objet",
		"agenda", "gestes", "civilite", "contenu_modifie", "empreinte",
	} {
		if !fields[name] {
			t.Errorf("no former file has %q: these prove nothing of it", name)
		}
	}
	if l := list(t, s); len(l.Cases) != len(paths) || len(l.Damaged) != 0 {
		t.Errorf("%d cases, damaged: %+v", len(l.Cases), l.Damaged)
	}
}

// beside puts what stood beside a former case beside it again, and opens that too: a
// later save keeps it, and adds the state it replaces.
func beside(t *testing.T, s casefile.Store, path string) {
	t.Helper()
	base := strings.TrimSuffix(path, ".json")
	if _, err := os.Stat(base + ".etats"); err != nil {
		return
	}
	id := filepath.Base(base)
	for _, ext := range []string{".etats", ".brouillons"} {
		write(t, filepath.Join(s.Dir(), id+ext), read(t, base+ext))
	}
	lines := strings.Count(read(t, base+".etats"), "\n")
	for saves := range 2 {
		f := open(t, s, id, "")
		states, err := f.States("")
		if err != nil || len(states) != min(lines+saves, 10) {
			t.Errorf("%d states and %v after %d saves, of %d", len(states), err, saves, lines)
		}
		for _, state := range states {
			if state.Err != nil || state.Case.Client.Name == "" {
				t.Errorf("a state is %+v", state)
			}
		}
		drafts, err := f.Drafts()
		if err != nil || len(drafts) != 1 || drafts[0].Fields["texte"] != "Monsieur,\nje reviens vers vous à" {
			t.Errorf("drafts %+v, %v", drafts, err)
		}
		c := f.Case()
		c.Title += " (suite)"
		if saves > 0 {
			c.Title = "Facture impayée"
		}
		if err := f.Save(c); err != nil {
			t.Fatal(err)
		}
		closeFile(t, f)
	}
}

func tree(t *testing.T, path string) (all any) {
	t.Helper()
	if err := json.Unmarshal([]byte(read(t, path)), &all); err != nil {
		t.Fatal(err)
	}
	return all
}

// contains fails for each value of a tree that another no longer has, and notes
// the names of the fields.
func contains(t *testing.T, at string, was, now any, fields map[string]bool) {
	t.Helper()
	switch was := was.(type) {
	case map[string]any:
		after, _ := now.(map[string]any)
		for name, value := range was {
			fields[name] = true
			contains(t, at+"."+name, value, after[name], fields)
		}
	case []any:
		after, _ := now.([]any)
		if len(after) != len(was) {
			t.Errorf("%s had %d values, has %d", at, len(was), len(after))
			return
		}
		for i := range was {
			contains(t, at+"["+strconv.Itoa(i)+"]", was[i], after[i], fields)
		}
	default:
		if !reflect.DeepEqual(was, now) {
			t.Errorf("%s was %v, is %v", at, was, now)
		}
	}
}

// TestAFileOfALaterProgramIsLeftAlone: what says that it is newer, by its format
// or by a field, keeps every byte, is told in one sentence, and is in nobody's
// way.
func TestAFileOfALaterProgramIsLeftAlone(t *testing.T) {
	data := read(t, filepath.Join(formerDir, "boulangerie-eleonore-fils-wzemxy.json"))
	for name, later := range map[string]string{
		"format": strings.Replace(data, `"format": 1`, `"format": 2`, 1),
		"field":  strings.Replace(data, `"titre"`, `"greffe": "Lyon", "titre"`, 1),
		"act":    strings.Replace(data, `"quoi": "appel"`, `"quoi": "appel", "minute": 3`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			sound := create(t, s, example())
			path := filepath.Join(s.Dir(), "plus-tard.json")
			write(t, path, later)
			_, err := s.Open("plus-tard", "")
			if frenchSentence(t, err); !strings.Contains(err.Error(), "version plus récente") || strings.Count(err.Error(), "plus-tard") != 1 {
				t.Errorf("told %q", err)
			}
			l := list(t, s)
			if len(l.Cases) != 1 || l.Cases[0].ID != sound || len(l.Damaged) != 1 || l.Damaged[0].Aside != "" {
				t.Errorf("%+v", l)
			}
			if got := names(t, s); len(got) != 2 || read(t, path) != later {
				t.Errorf("the folder holds %q", got)
			}
		})
	}
}

// TestFilesOfALaterProgramAreOneSentence: however many they are, and whatever else
// cannot be read is still told apart.
func TestFilesOfALaterProgramAreOneSentence(t *testing.T) {
	for n, want := range map[int][]string{
		1:  {"Le dossier «\u00a0tard-0.json\u00a0» vient"},
		2:  {"2\u00a0dossiers viennent", "«\u00a0tard-0.json\u00a0» et «\u00a0tard-1.json\u00a0»."},
		40: {"40\u00a0dossiers viennent", "et 32\u00a0autres."},
	} {
		s := newStore(t)
		write(t, filepath.Join(s.Dir(), "casse.json"), "{")
		for i := range n {
			write(t, filepath.Join(s.Dir(), "tard-"+strconv.Itoa(i)+".json"), `{"format": 2}`)
		}
		told := casefile.Together(list(t, s).Damaged)
		if len(told) != 2 || told[0].Aside != "" || told[1].Aside == "" {
			t.Errorf("%d: %+v", n, told)
			continue
		}
		frenchSentence(t, told[0].Err)
		for _, w := range want {
			if !strings.Contains(told[0].Err.Error(), w) {
				t.Errorf("%d: %q is not in %q", n, w, told[0].Err)
			}
		}
	}
}
