package wire

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"compromis/decision"
	"compromis/docs"
	"compromis/internal/french"
	"compromis/internal/letter"
)

// Every answer has a JSON Schema (draft 2020-12), made of the Go type it is written
// from, and of the words of docs/json.md. A key that the page does not explain has no
// description, and a test fails.
//
// A schema wants all the keys there are, and lets others be: a later program may add
// some, as the page says.

// dialect is the version of JSON Schema.
const dialect = "https://json-schema.org/draft/2020-12/schema"

// kind is a Go type by the name the page gives it.
type kind struct {
	name string
	is   reflect.Type
}

// answers are what a command or a tool may answer, as the page lists them; all begin
// with [head].
var answers = []kind{
	{"conseil", reflect.TypeFor[advised]()},
	{"liste", reflect.TypeFor[list]()},
	{"versions", reflect.TypeFor[versions]()},
	{"ouverture", reflect.TypeFor[opened]()},
	{"réclamations", reflect.TypeFor[complaints]()},
	{"réclamation", reflect.TypeFor[oneComplaint]()},
	{"créance", reflect.TypeFor[claimed]()},
	{"courriers", reflect.TypeFor[letters]()},
	{"veille", reflect.TypeFor[watching]()},
	{"courrier rempli", reflect.TypeFor[filledLetter]()},
	{"remise", reflect.TypeFor[handedOver]()},
	{"échéances", reflect.TypeFor[dates]()},
	{"prochaine question", reflect.TypeFor[asking]()},
	{"étape", reflect.TypeFor[concluded]()},
	{"somme", reflect.TypeFor[cautiousClaim]()},
	{"texte", reflect.TypeFor[lawText]()},
	{"questions", reflect.TypeFor[questions]()},
	{"version", reflect.TypeFor[program]()},
}

// objects are what answers are made of.
var objects = []kind{
	{"conseil", reflect.TypeFor[advice]()},
	{"motif", reflect.TypeFor[reason]()},
	{"étape écartée", reflect.TypeFor[ruled]()},
	{"changement", reflect.TypeFor[change]()},
	{"réponse", reflect.TypeFor[reply]()},
	{"question", reflect.TypeFor[question]()},
	{"choix", reflect.TypeFor[option]()},
	{"fiche", reflect.TypeFor[sheet]()},
	{"passage", reflect.TypeFor[passage]()},
	{"reste", reflect.TypeFor[left]()},
	{"fondement", reflect.TypeFor[basis]()},
	{"article comparé", reflect.TypeFor[watched]()},
	{"résumé", reflect.TypeFor[summary]()},
	{"fichier abîmé", reflect.TypeFor[damaged]()},
	{"dossier gardé", reflect.TypeFor[ownFile]()},
	{"partie", reflect.TypeFor[party]()},
	{"événement", reflect.TypeFor[event]()},
	{"facture", reflect.TypeFor[invoice]()},
	{"versement", reflect.TypeFor[due]()},
	{"réclamation", reflect.TypeFor[complaint]()},
	{"attente", reflect.TypeFor[waiting]()},
	{"contradiction", reflect.TypeFor[contradiction]()},
	{"délai", reflect.TypeFor[limit]()},
	{"prescription", reflect.TypeFor[limitation]()},
	{"conclusion", reflect.TypeFor[conclusion]()},
	{"échéance", reflect.TypeFor[deadline]()},
	{"créance", reflect.TypeFor[claim]()},
	{"taux manquant", reflect.TypeFor[missing]()},
	{"remarque", reflect.TypeFor[remark]()},
	{"décompte", reflect.TypeFor[account]()},
	{"période", reflect.TypeFor[span]()},
	{"demande", reflect.TypeFor[asked]()},
	{"courrier", reflect.TypeFor[model]()},
	{"état gardé", reflect.TypeFor[formerState]()},
	{"différence", reflect.TypeFor[differently]()},
}

// closed are the types with a form of their own, or with few values, which are all
// there will be. What a later content or program may add to, as the kinds of events, is
// any text.
var closed = map[reflect.Type]jsonschema.Schema{
	reflect.TypeFor[edition]():              {Type: "integer", Const: jsonschema.Ptr[any](version)},
	reflect.TypeFor[decision.Day]():         {Type: "string", Format: "date", Pattern: `^\d{4}-\d\d-\d\d$`},
	reflect.TypeFor[decision.PartialDate](): {Type: "string", Pattern: `^\d{4}(-\d\d){0,2}$`},
	reflect.TypeFor[clock]():                {Type: "string", Pattern: `^\d\d:\d\d$`},
	reflect.TypeFor[decision.Confidence]():  oneOf(decision.ConfidenceA, decision.ConfidenceB, decision.ConfidenceC),
	reflect.TypeFor[decision.RateKind]():    oneOf(decision.RateBusiness, decision.RatePublic, decision.RateLegal),
	reflect.TypeFor[letter.Reader]():        oneOf(letter.Mediator, letter.Lawyer),
	reflect.TypeFor[answerKind]():           oneOf(takesValue, takesAmount, takesDay),
	reflect.TypeFor[barState]():             oneOf(decision.Far, decision.Near, decision.Barred),
	reflect.TypeFor[limitUnit]():            oneOf(decision.Days, decision.WorkingDays, decision.OfficeDays, decision.Months),
	reflect.TypeFor[hold]():                 oneOf(atCourt, byTitle),
}

func oneOf[T any](values ...T) jsonschema.Schema {
	s := jsonschema.Schema{Type: "string"}
	for _, v := range values {
		s.Enum = append(s.Enum, v)
	}
	return s
}

// SchemaNames are the answers one may ask the schema of.
func SchemaNames() []string {
	return each(answers, func(k kind) string { return french.Slug(k.name) })
}

// Schema returns the schema of an answer, by its name; without a name, of all of them.
// It is nil when there is no such answer.
func Schema(name string) *jsonschema.Schema {
	d := describer{words: vocabulary(), defs: map[string]*jsonschema.Schema{}}
	s := &jsonschema.Schema{Title: "Les réponses de Compromis"}
	if name == "" {
		for _, k := range answers {
			s.AnyOf = append(s.AnyOf, d.answer(k))
		}
	} else {
		at := slices.Index(SchemaNames(), name)
		if at < 0 {
			return nil
		}
		s = d.answer(answers[at])
	}
	s.Schema, s.ID, s.Defs = dialect, fmt.Sprintf("urn:compromis:json:%d:%s", version, cmp.Or(name, "tout")), d.defs
	return s
}

// WriteSchema writes what [Schema] returns.
func WriteSchema(out io.Writer, name string) error { return encode(out, Schema(name)) }

// describer makes schemas.
type describer struct {
	words map[string]map[string]string // what each key of each object means
	defs  map[string]*jsonschema.Schema
}

// answer is the schema of an answer.
func (d describer) answer(k kind) *jsonschema.Schema {
	s := d.object(k)
	s.Title = k.name
	return s
}

// object is the schema of an object with its keys, in their order.
func (d describer) object(k kind) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}}
	d.keys(s, k.is, d.words[k.name])
	return s
}

// keys adds those of a struct to an object, and of the structs embedded in it.
func (d describer) keys(s *jsonschema.Schema, t reflect.Type, words map[string]string) {
	for f := range t.Fields() {
		if f.Anonymous {
			d.keys(s, f.Type, words)
			continue
		}
		key := f.Tag.Get("json")
		of := d.of(f.Type)
		of.Description = words[key] + unit(key)
		s.Properties[key] = of
		s.Required, s.PropertyOrder = append(s.Required, key), append(s.PropertyOrder, key)
	}
}

// unit is that of a number, which its key tells.
func unit(key string) string {
	switch {
	case strings.HasSuffix(key, "_centimes"):
		return " (en centimes d’euro)"
	case strings.HasSuffix(key, "_centiemes"):
		return " (en centièmes de pour cent par an)"
	}
	return ""
}

// of is the schema of a type. An object is described once, under its name.
func (d describer) of(t reflect.Type) *jsonschema.Schema {
	if s, ok := closed[t]; ok {
		return &s
	}
	switch t.Kind() {
	case reflect.Pointer:
		return orNull(d.of(t.Elem()))
	case reflect.Slice:
		return &jsonschema.Schema{Type: "array", Items: d.of(t.Elem())}
	case reflect.Map:
		return &jsonschema.Schema{Type: "object", AdditionalProperties: d.of(t.Elem())}
	case reflect.Bool:
		return &jsonschema.Schema{Type: "boolean"}
	case reflect.Int, reflect.Int64:
		return &jsonschema.Schema{Type: "integer"}
	case reflect.String:
		return &jsonschema.Schema{Type: "string"}
	}
	k := objects[slices.IndexFunc(objects, func(k kind) bool { return k.is == t })]
	name := french.Slug(k.name)
	if d.defs[name] == nil {
		d.defs[name] = d.object(k)
		d.defs[name].Title = k.name
	}
	return &jsonschema.Schema{Ref: "#/$defs/" + name}
}

// orNull is a schema that null also holds for.
func orNull(s *jsonschema.Schema) *jsonschema.Schema {
	if s.Type == "" {
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{s, {Type: "null"}}}
	}
	s.Types, s.Type = []string{s.Type, "null"}, ""
	if s.Enum != nil {
		s.Enum = append(slices.Clip(s.Enum), nil)
	}
	return s
}

var (
	rowOfKey   = regexp.MustCompile("^\\| `([^`]+)` \\| [^|]+ \\| (.+) \\|$")
	sharedKeys = regexp.MustCompile("^Les clés de `([^`]+)`, et")
)

// vocabulary reads what each key means off the tables of docs/json.md.
func vocabulary() map[string]map[string]string {
	all := map[string]map[string]string{}
	shared := map[string]string{}
	name := ""
	for line := range strings.Lines(docs.JSON) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "### "); ok {
			name, all[title] = title, map[string]string{}
		} else if m := sharedKeys.FindStringSubmatch(line); m != nil {
			shared[name] = m[1]
		} else if m := rowOfKey.FindStringSubmatch(line); m != nil && name != "" {
			all[name][m[1]] = m[2]
		}
	}
	for name, base := range shared {
		maps.Copy(all[name], all[base])
	}
	for _, k := range answers {
		if all[k.name] == nil {
			all[k.name] = map[string]string{}
		}
		maps.Copy(all[k.name], all["en-tête"])
	}
	return all
}
