package wire_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"

	"compromis/docs"
	"compromis/internal/french"
	"compromis/internal/wire"
)

// onPage is a key of an object, as the page tells it.
type onPage struct{ key, kind, means string }

// page reads the tables of docs/json.md, by object.
func page() (objects map[string][]onPage, shared map[string]string) {
	objects, shared = map[string][]onPage{}, map[string]string{}
	row, name := regexp.MustCompile("^\\| `(\\S+)` \\| (.+?) \\| (.+) \\|$"), ""
	for line := range strings.Lines(docs.JSON) {
		line = strings.TrimSpace(line)
		if title, ok := strings.CutPrefix(line, "### "); ok {
			name = french.Slug(title)
		} else if base, ok := strings.CutPrefix(line, "Les clés de `"); ok {
			base, _, _ = strings.Cut(base, "`")
			shared[name] = french.Slug(base)
		} else if m := row.FindStringSubmatch(line); m != nil && name != "" {
			objects[name] = append(objects[name], onPage{m[1], m[2], m[3]})
		}
	}
	return objects, shared
}

// told is a type in the words of the page.
func told(s *jsonschema.Schema) string {
	if len(s.AnyOf) == 2 {
		return told(s.AnyOf[0]) + " ou null"
	}
	kind, null := s.Type, ""
	if len(s.Types) == 2 && s.Types[1] == "null" {
		kind, null = s.Types[0], " ou null"
	}
	switch {
	case s.Ref != "":
		kind = strings.TrimPrefix(s.Ref, "#/$defs/")
	case kind == "array":
		kind = "liste de " + told(s.Items)
	case kind == "object":
		kind = "dictionnaire de " + told(s.AdditionalProperties)
	case s.Format == "date":
		kind = "jour"
	case kind == "string" && strings.Contains(s.Pattern, "{0,2}"):
		kind = "date partielle"
	default:
		kind = map[string]string{"string": "texte", "integer": "entier", "boolean": "booléen"}[kind]
	}
	return kind + null
}

// TestSchemaIsThePage: each schema names the keys of the page, with the same types and
// the same words, and all of them are required.
func TestSchemaIsThePage(t *testing.T) {
	objects, shared := page()
	seen := map[string]bool{}
	hold := func(name string, s *jsonschema.Schema, keys []onPage) {
		for base, ok := shared[name]; ok; base, ok = shared[base] {
			keys, seen[base] = append(slices.Clone(keys), objects[base]...), true
		}
		for _, k := range keys {
			of := s.Properties[k.key]
			if of == nil {
				t.Errorf("%s: no %s in the schema", name, k.key)
				continue
			}
			item := regexp.MustCompile(`^(liste de |dictionnaire de )?(.+?)( ou null)?$`).FindStringSubmatch(k.kind)
			if objects[french.Slug(item[2])] != nil {
				item[2] = french.Slug(item[2])
			}
			if got, want := told(of), item[1]+item[2]+item[3]; got != want || !strings.HasPrefix(of.Description, k.means) {
				t.Errorf("%s.%s: %s (%s), want %s (%s)", name, k.key, got, of.Description, want, k.means)
			}
		}
		if len(s.Properties) != len(keys) || len(s.Required) != len(keys) {
			t.Errorf("%s: %d keys, %d required, and %d on the page", name, len(s.Properties), len(s.Required), len(keys))
		}
		seen[name] = true
	}
	for _, name := range wire.SchemaNames() {
		s := wire.Schema(name)
		hold(name, s, append(slices.Clone(objects["en-tete"]), objects[name]...))
		for under, of := range s.Defs {
			hold(under, of, objects[under])
		}
	}
	seen["en-tete"] = true
	for name := range objects {
		if !seen[name] {
			t.Errorf("no schema has %s", name)
		}
	}
	if wire.Schema("inconnue") != nil {
		t.Error("a schema of what is no answer")
	}
}
