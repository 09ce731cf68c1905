package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/wire"
)

// schemas are those of every answer, as `compromis schema` writes them, read by a
// validator that is not the library they are made with.
type schemas map[string]*jsonschema.Schema

// readSchemas asks for every schema. No object may hold a key its schema does not name:
// the schemas let other programs meet one, these tests may not.
func readSchemas(t *testing.T) schemas {
	t.Helper()
	all := schemas{}
	for _, name := range append(wire.SchemaNames(), "") {
		exit, source, errs := run(t, "", append([]string{"schema"}, strings.Fields(name)...)...)
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(source))
		if exit != 0 || err != nil {
			t.Fatalf("schema %s: exit %d, %v, %s", name, exit, err, errs)
		}
		closeObjects(document)
		c := jsonschema.NewCompiler()
		c.AssertFormat()
		if err := c.AddResource("urn:x", document); err != nil {
			t.Fatal(err)
		}
		if all[name], err = c.Compile("urn:x"); err != nil {
			t.Fatalf("schema %s: %v", name, err)
		}
	}
	return all
}

// closeObjects lets an object hold only the keys its schema names.
func closeObjects(schema any) {
	switch s := schema.(type) {
	case map[string]any:
		if _, ok := s["properties"]; ok && s["type"] == "object" {
			s["additionalProperties"] = false
		}
		for _, under := range s {
			closeObjects(under)
		}
	case []any:
		for _, under := range s {
			closeObjects(under)
		}
	}
}

// valid holds an answer, named as in docs/json.md, against its schema and against that
// of all.
func (all schemas) valid(answer, source string) error {
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(source))
	if err != nil {
		return err
	}
	for _, name := range []string{french.Slug(answer), ""} {
		if all[name] == nil {
			return fmt.Errorf("no schema of %q", answer)
		}
		if err := all[name].Validate(document); err != nil {
			return err
		}
	}
	return nil
}

// TestSchemaRefusesWhatIsWrong: an answer of which a key is gone, one is added, or a
// value has another type is none any more, wherever it stands.
func TestSchemaRefusesWhatIsWrong(t *testing.T) {
	all, d := readSchemas(t), newDesk(t)
	id := d.create(jsonCases(t)[0], "")
	source := d.done("", "dossiers", "ouvrir", id, "--json")
	if err := all.valid("ouverture", source); err != nil {
		t.Fatal(err)
	}
	var document any
	decoder := json.NewDecoder(strings.NewReader(source))
	decoder.UseNumber()
	if err := decoder.Decode(&document); err != nil {
		t.Fatal(err)
	}
	tried := 0
	refused := func(what string) {
		t.Helper()
		var mutated bytes.Buffer
		if err := json.NewEncoder(&mutated).Encode(document); err != nil {
			t.Fatal(err)
		}
		if tried++; all.valid("ouverture", mutated.String()) == nil {
			t.Errorf("%s: still valid", what)
		}
	}
	mutate(document, "", refused)
	if err := all.valid("ouverture", source); tried < 500 || err != nil {
		t.Errorf("%d changes tried, %v", tried, err)
	}
}

// dictionaries are the objects whose keys are not those of a schema.
var dictionaries = []string{".dossier.reponses", ".dossier.brouillons"}

// mutate changes each thing of a document in turn, calls try, and puts it back.
func mutate(v any, path string, try func(what string)) {
	switch v := v.(type) {
	case map[string]any:
		if !slices.Contains(dictionaries, path) {
			v["imprévu"] = true
			try(path + ": one key more")
			delete(v, "imprévu")
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			was, at := v[key], path+"."+key
			if !slices.Contains(dictionaries, path) {
				delete(v, key)
				try(at + ": gone")
			}
			v[key] = []any{map[string]any{}}
			try(at + ": another type")
			v[key] = was
			mutate(was, at, try)
		}
	case []any:
		for i, was := range v {
			v[i] = 1.5
			try(fmt.Sprintf("%s[%d]: another type", path, i))
			v[i] = was
			mutate(was, path, try)
		}
	}
}

// TestSchemaClosedLists: what has few values, a day or a sum is held to them.
func TestSchemaClosedLists(t *testing.T) {
	all, d := readSchemas(t), newDesk(t)
	id := d.create(jsonCases(t)[0], "")
	source := d.done("", "dossiers", "ouvrir", id, "--json")
	for _, change := range [][2]string{
		{`"version_json": 2`, `"version_json": 3`}, {`"arret": null`, `"arret": "loi"`},
		{`"confiance": "B"`, `"confiance": "D"`}, {`"au": "` + string(decision.DayOf(today)) + `"`, `"au": "2026-02-30"`},
		{`"etat": "lointaine"`, `"etat": "loin"`}, {`"total_centimes": `, `"total_centimes": 0.5`},
	} {
		mutated := strings.ReplaceAll(source, change[0], change[1])
		if mutated == source || all.valid("ouverture", mutated) == nil {
			t.Errorf("%s: no such thing in the answer, or still valid", change[1])
		}
	}
}

// asked is what another program reads of conseil --json to go on.
type asked struct {
	Etape     *string
	Prochaine *struct {
		Fait    string
		Valeurs []string
	} `json:"prochaine_question"`
}

// TestSituationsThroughJSON plays every real situation as another program would,
// through conseil --json alone: facts in, the next question out, until the step, which
// must be the one a jurist expects. What the story does not tell is drawn.
func TestSituationsThroughJSON(t *testing.T) {
	all, dice := readSchemas(t), rand.New(rand.NewPCG(16, 8))
	for _, s := range guide(t).Situations() {
		told := map[string]string{}
		for _, f := range s.Told {
			told[string(f.Fact)] = string(f.Value)
		}
		args := []string{"conseil", "--json"}
		for {
			exit, source, errs := run(t, "", args...)
			var got asked
			if err := json.Unmarshal([]byte(source), &got); exit != 0 || err != nil {
				t.Fatalf("%s: %q: exit %d, %v, %s", s.Story, args, exit, err, errs)
			}
			if err := all.valid("conseil", source); err != nil {
				t.Fatalf("%s: %q: %v", s.Story, args, err)
			}
			if got.Prochaine == nil {
				if got.Etape == nil || *got.Etape != s.Step {
					t.Errorf("%s: %v after %q, want %s", s.Story, got.Etape, args, s.Step)
				}
				break
			}
			said, ok := told[got.Prochaine.Fait]
			if !ok {
				said = got.Prochaine.Valeurs[dice.IntN(len(got.Prochaine.Valeurs))]
			}
			if args = append(args, "-r", got.Prochaine.Fait+"="+said); got.Etape != nil || len(args) > 100 {
				t.Fatalf("%s: a step with a question open, or no end: %q", s.Story, args)
			}
		}
	}
}
