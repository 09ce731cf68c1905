package mcp

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/plain"
)

// What the tools take: the keys of each and, in French, what they mean.

// takesFacts are the facts that are known.
type takesFacts struct {
	Facts json.RawMessage `json:"faits,omitempty" jsonschema:"les faits déjà connus : par fait, la réponse de la personne ; une valeur, un montant ou un jour, et « ? » quand elle ne sait pas"`
}

// takesClaim is an invoice.
type takesClaim struct {
	Client   string     `json:"client" jsonschema:"le genre de client : une valeur du fait client"`
	Sum      typed      `json:"facture" jsonschema:"le montant de la facture en euros, taxes comprises, comme 1500,00"`
	Due      string     `json:"echeance" jsonschema:"le jour où elle devait être payée, comme 2026-05-01"`
	On       string     `json:"au,omitempty" jsonschema:"calculer à ce jour ; d’office, aujourd’hui"`
	Paid     []takesDue `json:"acomptes,omitempty" jsonschema:"les sommes reçues"`
	Rate     typed      `json:"taux,omitempty" jsonschema:"le taux de retard prévu au contrat, en % par an, comme 12,00"`
	Notified string     `json:"mise_en_demeure,omitempty" jsonschema:"le jour de la mise en demeure"`
}

// takesDue is a sum received.
type takesDue struct {
	On  string `json:"le" jsonschema:"le jour"`
	Sum typed  `json:"somme" jsonschema:"combien, en euros"`
}

// takesBasis is a legal text.
type takesBasis struct {
	ID string `json:"fondement" jsonschema:"l’identifiant du texte, comme la clé id d’un fondement"`
}

// takesNothing is no argument at all.
type takesNothing struct{}

// typed is a number, as a text or as it is.
type typed string

// UnmarshalJSON takes either.
func (n *typed) UnmarshalJSON(source []byte) error {
	var text string
	if err := json.Unmarshal(source, &text); err == nil {
		*n = typed(text)
		return nil
	}
	var number json.Number
	err := json.Unmarshal(source, &number)
	*n = typed(number)
	return err
}

// forms are those of what is not told by its Go type.
var forms = map[reflect.Type]*jsonschema.Schema{
	reflect.TypeFor[typed](): {Types: []string{"string", "number"}},
	reflect.TypeFor[json.RawMessage](): {
		Type: "object", AdditionalProperties: &jsonschema.Schema{Types: []string{"string", "number"}},
	},
	reflect.TypeFor[[]takesDue](): {Type: "array", Items: schemaOf[takesDue](nil)},
}

// schemaOf is the schema of what a tool takes.
func schemaOf[T any](forms map[reflect.Type]*jsonschema.Schema) *jsonschema.Schema {
	s, err := jsonschema.For[T](&jsonschema.ForOptions{TypeSchemas: forms})
	if err != nil {
		panic(err) // a type of ours, which the tests go through
	}
	return s
}

// taken are the arguments of a call. The error is a French sentence.
func taken[T any](source json.RawMessage) (given T, err error) {
	if len(bytes.TrimSpace(source)) == 0 {
		source = json.RawMessage("{}")
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(source, &all); err != nil || all == nil {
		return given, errors.New("Les arguments d’un outil sont un objet JSON.")
	}
	names := keysOf[T]()
	for key := range all {
		if !slices.Contains(names, key) {
			return given, errors.New(french.Quote(french.Shown(key)) + " n’est pas un argument de cet outil. " + possible(names))
		}
	}
	var wrong *json.UnmarshalTypeError
	switch err := json.Unmarshal(source, &given); {
	case errors.As(err, &wrong) && wrong.Field != "":
		return given, errors.New("L’argument " + french.Quote(french.Shown(wrong.Field)) + " n’a pas la bonne forme. Voyez le schéma de l’outil.")
	case err != nil:
		return given, errors.New("Les arguments n’ont pas la bonne forme. Voyez le schéma de l’outil.")
	}
	return given, nil
}

// keysOf are the keys of a struct.
func keysOf[T any]() (names []string) {
	for f := range reflect.TypeFor[T]().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}

// lacking is said of an argument that is not given.
const lacking = "il manque"

func possible(names []string) string {
	if len(names) == 0 {
		return "Il n’en prend aucun."
	}
	return "Possible" + french.NBSP + ": " + french.Or(names) + "."
}

// answers are the facts of a call, as answers given on a day.
func answers(g *decision.Guide, day decision.Day, source json.RawMessage) (decision.Answers, error) {
	given, err := taken[takesFacts](source)
	if err != nil || given.Facts == nil {
		return decision.NewAnswers(day.Time()), err
	}
	pairs, err := plain.ReadFacts(bytes.NewReader(given.Facts))
	if err != nil {
		return decision.Answers{}, err
	}
	a, err := plain.Collect(g, day.Time(), pairs)
	if err != nil {
		err = errors.New(err.Error() + right(g, err.Error(), pairs))
	}
	return a, err
}

// right lists what there is, for the facts and the values that an error refuses, where
// it does not list them itself.
func right(g *decision.Guide, refused string, pairs []plain.Pair) (told string) {
	listed := map[string]bool{}
	for _, p := range pairs {
		about, names, wrong := "Les faits", each(g.Questions, func(q decision.Question) string { return string(q.Fact) }), french.Quote(french.Shown(p.Fact))+" n’existe pas"
		if q := g.Question(decision.Fact(french.Slug(p.Fact))); q != nil {
			about, names, wrong = "Les réponses à "+french.Quote(string(q.Fact)), values(g, q.Fact), "n’est pas une réponse à "+french.Quote(string(q.Fact))
		}
		all := !slices.ContainsFunc(names, func(name string) bool { return !strings.Contains(refused, name) })
		if strings.Contains(refused, wrong) && !all && !listed[about] {
			listed[about] = true
			told += "\n" + about + french.NBSP + ": " + strings.Join(names, ", ") + "."
		}
	}
	return told
}

// values are those of a question.
func values(g *decision.Guide, fact decision.Fact) []string {
	return each(g.Question(fact).Options, func(o decision.Option) string { return string(o.Value) })
}

func each[T any](all []T, name func(T) string) []string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = name(one)
	}
	return names
}
