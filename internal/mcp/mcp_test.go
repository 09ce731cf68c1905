package mcp_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	validator "github.com/santhosh-tekuri/jsonschema/v6"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/french"
	"compromis/internal/mcp"
	"compromis/internal/mcp/mcptest"
	"compromis/internal/say"
)

var today = decision.DayOf(contenttest.Today)

// talk begins a conversation with the tools.
func talk(t *testing.T) *mcptest.Client {
	t.Helper()
	return mcptest.Talk(t, mcp.Source{Guide: contenttest.Guide(t), Today: func() decision.Day { return today }})
}

// TestTools: each tool says that it only reads, and what it takes and gives.
func TestTools(t *testing.T) {
	c := talk(t)
	var names []string
	for tool, err := range c.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, tool.Name)
		if a := tool.Annotations; a == nil || !a.ReadOnlyHint || a.OpenWorldHint == nil || *a.OpenWorldHint || tool.OutputSchema == nil || tool.Title == "" || tool.Description == "" {
			t.Errorf("%s: %+v", tool.Name, tool)
		}
	}
	if want := []string{"calculer", "etape", "lire_texte", "lister_questions", "prochaine_question"}; !slices.Equal(slices.Sorted(slices.Values(names)), want) {
		t.Errorf("tools %q", names)
	}
	if about := c.InitializeResult(); about.Instructions == "" || about.ServerInfo.Version == "" {
		t.Errorf("%+v", about)
	}
}

// TestExercises walks the story of each exercise, and of each real situation, to the
// step that is expected; on the way, the step is refused at each question. Every answer
// has the schema its tool tells, says what it is not and for which day it holds.
func TestExercises(t *testing.T) {
	g, dice := contenttest.Guide(t), rand.New(rand.NewPCG(16, 8))
	c := talk(t)
	for _, e := range g.Exercises {
		if got := c.Walk(t, e.Answers, dice); got != e.Step {
			t.Errorf("%s: led to %s, want %s", e.ID, got, e.Step)
		}
	}
	for _, s := range g.Situations() {
		if got := c.Walk(t, s.Told, dice); got != s.Step {
			t.Errorf("%s: led to %s, want %s", s.Story, got, s.Step)
		}
	}
	if c.Refused < 300 || c.Valid < 900 {
		t.Errorf("only %d refusals and %d answers", c.Refused, c.Valid)
	}
}

// TestUnknownDecides: one who does not know what decides is told what to find out, and
// no step.
func TestUnknownDecides(t *testing.T) {
	c := talk(t)
	path, ok := decisiontest.To(contenttest.Guide(t), "mediation-conventionnelle")
	if !ok {
		t.Fatal("no path")
	}
	facts := mcptest.Facts(path.Settings)
	facts["budget"] = "?"
	var told mcptest.Asked
	words := c.Ask(t, "prochaine_question", map[string]any{"faits": facts}, &told)
	if told.Complet || told.Prochaine == nil || told.Prochaine.Fait != "budget" || !strings.Contains(words, say.MissingWhy) {
		t.Errorf("%+v\n%s", told, words)
	}
	if refused := c.Refuse(t, "etape", map[string]any{"faits": facts}); !strings.Contains(refused, "(budget)") {
		t.Error(refused)
	}
}

// TestRefused: what does not exist is refused, with what does; nothing is concluded.
func TestRefused(t *testing.T) {
	c := talk(t)
	claim := func(key string, value any) map[string]any {
		all := map[string]any{"client": "commercant", "facture": "1500,00", "echeance": "2026-05-01"}
		all[key] = value
		return all
	}
	for _, r := range []struct {
		tool  string
		given any
		told  []string
	}{
		{"etape", nil, []string{"Une question est encore ouverte", "(cause)"}},
		{"etape", map[string]any{"faits": map[string]any{"couleur": "bleu"}}, []string{"« couleur » n’existe pas", "cause, ", "client, "}},
		{"prochaine_question", map[string]any{"faits": map[string]any{"client": "comercant"}}, []string{"« comercant »", "consommateur, commercant, "}},
		{"prochaine_question", map[string]any{"faits": map[string]any{"cause": []any{}}}, []string{"cause"}},
		{"prochaine_question", map[string]any{"faits": "impaye"}, []string{"objet"}},
		{"prochaine_question", map[string]any{"fait": map[string]any{}}, []string{"« fait » n’est pas un argument", "faits"}},
		{"prochaine_question", []any{1}, []string{"objet JSON"}},
		{"lister_questions", map[string]any{"x": 1}, []string{"aucun"}},
		{"prochaine_question", map[string]any{"faits": map[string]any{"client": "zzzzzzz"}}, []string{"« zzzzzzz »", "consommateur, commercant, "}},
		{"prochaine_question", map[string]any{"faits": map[string]any{"clent": "public", "cause": "impayé"}}, []string{"Vouliez-vous dire « client »", "cause, dette"}},
		{"lire_texte", nil, []string{"« fondement » : il manque", "etape"}},
		{"lire_texte", map[string]any{"fondement": "code du travail"}, []string{"« code du travail » n’existe pas", "la clé id d’un fondement"}},
		{"lire_texte", map[string]any{"fondement": "C. civ., art. 1344"}, []string{"Vouliez-vous dire « c-civ-1344 »"}},
		{"lire_texte", map[string]any{"fondement": "c-civ-1344-1"}, []string{"Vouliez-vous dire « c-civ-1344 »"}},
		{"lire_texte", map[string]any{"fondement": 3}, []string{"« fondement » n’a pas la bonne forme"}},
		{"calculer", map[string]any{}, []string{"« client » : il manque. Possible : consommateur, ", "« facture » : il manque", "« echeance » : il manque"}},
		{"calculer", claim("taux", "200"), []string{"« taux »"}},
		{"calculer", claim("facture", 0), []string{"« facture »"}},
		{"calculer", claim("echeance", "31/02/2026"), []string{"« echeance »"}},
		{"calculer", claim("acomptes", []any{map[string]any{"somme": "1"}}), []string{"« acomptes.le »"}},
		{"calculer", map[string]any{"client": "consommateur", "facture": 10, "echeance": "01/05/2026", "taux": 12}, []string{"« taux »", say.RateRefused}},
	} {
		words := c.Refuse(t, r.tool, r.given)
		if strings.Count(words, "autre-professionnel") > 1 || strings.Count(words, "difficulte") > 1 || len(words) > 900 {
			t.Errorf("%s %v: a list is told twice, or is long:\n%s", r.tool, r.given, words)
		}
		for _, want := range r.told {
			if !strings.Contains(contenttest.Spaced(words), contenttest.Spaced(want)) {
				t.Errorf("%s %v: no %q in\n%s", r.tool, r.given, want, words)
			}
		}
	}
}

// TestCalculer: the sums are those of a case of the same invoice.
func TestCalculer(t *testing.T) {
	c := talk(t)
	var got struct {
		Total int64  `json:"total_centimes"`
		On    string `json:"au"`
	}
	words := c.Ask(t, "calculer", map[string]any{
		"client": "commercant", "facture": 1500, "echeance": "2026-05-01", "au": "31/08/2026", "taux": 12.5,
		"acomptes": []any{map[string]any{"le": "2026-06-01", "somme": "500"}},
	}, &got)
	// 1 500,00 for 31 days, then what is left of it once interest is paid first, for 91.
	first := int64(1500_00*1250*31/365+5_000) / 10_000
	rest := 1500_00 - (500_00 - first)
	want := rest + (rest*1250*91/365+5_000)/10_000 + 40_00
	if got.Total != want || got.On != "2026-08-31" || !strings.Contains(contenttest.Spaced(words), contenttest.Spaced(french.Cents(want))) {
		t.Errorf("%+v, want %d:\n%s", got, want, words)
	}
}

// TestTexts: every legal text can be read.
func TestTexts(t *testing.T) {
	c := talk(t)
	for _, b := range contenttest.Guide(t).AsOf(today.Time()).Bases {
		var got struct{ ID, Resume string }
		words := c.Ask(t, "lire_texte", map[string]any{"fondement": b.ID}, &got)
		if got.ID != b.ID || got.Resume == "" || !strings.Contains(contenttest.Spaced(words), contenttest.Spaced(say.Provenance(&b))) {
			t.Errorf("%s: %+v\n%s", b.ID, got, words)
		}
	}
	var all struct{ Questions []struct{ Fait string } }
	if c.Ask(t, "lister_questions", nil, &all); len(all.Questions) != len(contenttest.Guide(t).Questions) {
		t.Errorf("%d questions", len(all.Questions))
	}
}

// TestEveryDay: a conversation that goes on past midnight answers for the new day.
func TestEveryDay(t *testing.T) {
	day := today
	c := mcptest.Talk(t, mcp.Source{Guide: contenttest.Guide(t), Today: func() decision.Day { return day }})
	for range 2 {
		var got struct{ Au decision.Day }
		if words := c.Ask(t, "prochaine_question", nil, &got); got.Au != day || !strings.Contains(words, "Réponse au "+french.Day(string(day))) {
			t.Errorf("told for %s on %s:\n%s", got.Au, day, words)
		}
		day = day.Add(1)
	}
	var got struct {
		Again bool `json:"contenu_a_relire"`
	}
	day = "2028-06-01"
	if words := c.Ask(t, "lire_texte", map[string]any{"fondement": "c-civ-1344"}, &got); !got.Again || !strings.Contains(words, say.OldReading) {
		t.Errorf("two years later, read as today:\n%s", words)
	}
}

// TestEnds: the end of the input ends the conversation, once all is answered; so does
// the context, even on an input that never ends.
func TestEnds(t *testing.T) {
	out := mcptest.Lines(t, contenttest.Guide(t), mcptest.Hello, mcptest.Ready, mcptest.Call(7, "etape", `{"faits":{"cause":"impaye"}}`), mcptest.Call(8, "lister_questions", `{}`))
	if len(out) != 3 || !strings.Contains(out[1]+out[2], `"isError":true`) {
		t.Errorf("%.300q", out)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := mcp.Serve(ctx, silent{}, new(strings.Builder), mcp.Source{Guide: contenttest.Guide(t), Today: func() decision.Day { return today }}); err != nil {
		t.Error(err)
	}
}

// silent is an input on which nothing comes.
type silent struct{}

func (silent) Read([]byte) (int, error) { select {} }

// TestMalformed: what is no message is answered, and the conversation goes on.
func TestMalformed(t *testing.T) {
	for what, sent := range map[string]string{
		"no JSON": "bonjour", "UTF-8": "\"\xff\xfe\"", "list": "[1,2]", "empty batch": "[]", "no version": `{"id":1,"method":"ping"}`,
		"method": `{"jsonrpc":"2.0","id":1,"method":3}`, "giant": `{"jsonrpc":"2.0","id":1,"method":"` + strings.Repeat("x", 3<<20) + `"}`,
		"id": `{"jsonrpc":"2.0","id":{},"method":"ping"}`, "unknown": `{"jsonrpc":"2.0","id":1,"method":"x/y"}`, "answer": `{"jsonrpc":"2.0","id":99,"result":{}}`,
		"no tool": `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"supprimer","arguments":{}}}`,
		"params":  `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}`,
		"null":    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":null}`,
		"deep":    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"etape","arguments":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}}`,
		"orders":  `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"etape","arguments":{"faits":{"\u001b]0;x\u0007":"\u202e"}}}}`,
	} {
		out := mcptest.Lines(t, contenttest.Guide(t), mcptest.Hello, mcptest.Ready, sent, mcptest.Call(5, "prochaine_question", `{}`))
		if last := strings.Join(out, "\n"); !strings.Contains(last, `"prochaine_question":{"fait":"cause"`) {
			t.Errorf("%s: %d lines, and no question after: %.300q", what, len(out), last)
		}
	}
}

// FuzzServe: any lines are answered by messages and nothing else, or not at all.
func FuzzServe(f *testing.F) {
	for _, s := range []string{
		mcptest.Hello, mcptest.Ready, mcptest.Call(1, "etape", `{"faits":{"cause":"impaye","montant":12.5}}`), `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`,
		mcptest.Call(1, "calculer", `{"client":"public","facture":"1 500,00","echeance":"1/5/26","acomptes":[{"le":"?","somme":-1}]}`),
		mcptest.Call(1, "lire_texte", `{"fondement":"\u202e"}`), "\xff\n{}\n[]", `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"1"}}`,
	} {
		f.Add(s)
	}
	g := contenttest.Guide(f)
	f.Fuzz(func(t *testing.T, sent string) { mcptest.Lines(t, g, mcptest.Hello, mcptest.Ready, sent) })
}

// TestSchemasAreKnown: another library reads the schema of each tool.
func TestSchemasAreKnown(t *testing.T) {
	for tool, err := range talk(t).Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		for _, schema := range []any{tool.InputSchema, tool.OutputSchema} {
			source, err := json.Marshal(schema)
			if err != nil {
				t.Fatal(err)
			}
			document, err := validator.UnmarshalJSON(strings.NewReader(string(source)))
			c := validator.NewCompiler()
			if err == nil {
				err = c.AddResource("urn:x", document)
			}
			if err == nil {
				_, err = c.Compile("urn:x")
			}
			if err != nil {
				t.Errorf("%s: %v", tool.Name, err)
			}
		}
	}
}
