// Package mcptest is an assistant, for tests: it lists the tools and calls them, over
// memory, lines or the pipes of the built program, and holds each answer against the
// schema its tool tells.
package mcptest

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/french/frenchtest"
	"compromis/internal/mcp"
	"compromis/internal/say"
)

// Client is an assistant in conversation.
type Client struct {
	*sdk.ClientSession
	schemas        map[string]*jsonschema.Schema
	Valid, Refused int // how many answers held, and calls were refused
}

// Talk begins a conversation in memory.
func Talk(t testing.TB, s mcp.Source) *Client {
	t.Helper()
	here, there := sdk.NewInMemoryTransports()
	if _, err := s.Server().Connect(t.Context(), there, nil); err != nil {
		t.Fatal(err)
	}
	return Begin(t, here)
}

// Begin begins a conversation over a transport, and learns the schemas.
func Begin(t testing.TB, over sdk.Transport) *Client {
	t.Helper()
	session, err := sdk.NewClient(&sdk.Implementation{Name: "essai", Version: "1"}, nil).Connect(t.Context(), over, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	c := &Client{ClientSession: session, schemas: map[string]*jsonschema.Schema{}}
	for tool, err := range session.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		c.schemas[tool.Name] = compiled(t, tool.OutputSchema)
	}
	return c
}

func compiled(t testing.TB, schema any) *jsonschema.Schema {
	t.Helper()
	source, err := json.Marshal(schema)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	all := jsonschema.NewCompiler()
	all.AssertFormat()
	if err := all.AddResource("urn:x", document); err != nil {
		t.Fatal(err)
	}
	s, err := all.Compile("urn:x")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// call calls a tool, and wants what every answer has: words that are text, a day and
// what it is not.
func (c *Client) call(t testing.TB, tool string, given any) (*sdk.CallToolResult, string) {
	t.Helper()
	got, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: given})
	if err != nil {
		t.Fatalf("%s %v: %v", tool, given, err)
	}
	words := got.Content[0].(*sdk.TextContent).Text
	if flat := contenttest.Spaced(words); !strings.Contains(flat, contenttest.Spaced(say.NotAdvice)) || !strings.Contains(flat, contenttest.Spaced(say.CheckFirst)) || !strings.Contains(flat, "Réponse au ") {
		t.Fatalf("%s %v: no notice, or no day:\n%s", tool, given, words)
	}
	if at, sign, found := french.Hidden(words); found {
		t.Fatalf("%s %v: %U at %d", tool, given, sign, at)
	}
	return got, words
}

// Ask calls a tool, and reads its answer.
func (c *Client) Ask(t testing.TB, tool string, given, answer any) (words string) {
	t.Helper()
	got, words := c.call(t, tool, given)
	if got.IsError {
		t.Fatalf("%s %v: refused: %s", tool, given, words)
	}
	source, err := json.Marshal(got.StructuredContent)
	if err == nil {
		err = json.Unmarshal(source, answer)
	}
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(source))
	if err == nil {
		err = c.schemas[tool].Validate(document)
	}
	if err != nil || !bytes.Contains(source, []byte(say.NotAdvice)) {
		t.Fatalf("%s %v: %v in %s", tool, given, err, source)
	}
	c.Valid++
	return words
}

// Refuse calls a tool that must refuse, and gives no object then.
func (c *Client) Refuse(t testing.TB, tool string, given any) (words string) {
	t.Helper()
	got, words := c.call(t, tool, given)
	if !got.IsError || got.StructuredContent != nil {
		t.Fatalf("%s %v: not refused: %s", tool, given, words)
	}
	c.Refused++
	return words
}

// Asked is the answer of prochaine_question.
type Asked struct {
	Complet   bool
	Prochaine *struct {
		Fait  string
		Choix []struct{ Valeur, Reponse string }
	} `json:"prochaine_question"`
}

// Walk answers each question as a story tells, or else at random, and returns the step
// that is then recommended. While a question is open, none is.
func (c *Client) Walk(t testing.TB, told []decision.Setting, dice *rand.Rand) (step string) {
	t.Helper()
	said, facts := Facts(told), map[string]any{}
	for len(facts) < 100 {
		given := map[string]any{"faits": maps.Clone(facts)}
		var next Asked
		c.Ask(t, "prochaine_question", given, &next)
		if next.Complet != (next.Prochaine == nil) {
			t.Fatalf("%v: %+v", facts, next)
		}
		if next.Complet {
			var end struct {
				Etape *string
				Fiche struct{ Resume string }
			}
			if c.Ask(t, "etape", given, &end); end.Etape == nil || end.Fiche.Resume == "" {
				t.Fatalf("%v: %+v", facts, end)
			}
			return *end.Etape
		}
		if refused := c.Refuse(t, "etape", given); !strings.Contains(refused, "("+next.Prochaine.Fait+")") {
			t.Fatalf("%v: %s", facts, refused)
		}
		answer, known := said[next.Prochaine.Fait]
		if !known {
			answer = next.Prochaine.Choix[dice.IntN(len(next.Prochaine.Choix))].Valeur
		}
		facts[next.Prochaine.Fait] = answer
	}
	t.Fatalf("no end: %v", facts)
	return ""
}

// Facts are settings, as a tool takes them.
func Facts(all []decision.Setting) map[string]any {
	facts := map[string]any{}
	for _, s := range all {
		facts[string(s.Fact)] = string(s.Value)
	}
	return facts
}

// Hello and Ready begin a conversation, in lines.
const (
	Hello = `{"jsonrpc":"2.0","id":"bonjour","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"essai","version":"1"}}}`
	Ready = `{"jsonrpc":"2.0","method":"notifications/initialized"}`
)

// Call is the line that calls a tool.
func Call(id int, tool, arguments string) string {
	return `{"jsonrpc":"2.0","id":` + strconv.Itoa(id) + `,"method":"tools/call","params":{"name":"` + tool + `","arguments":` + arguments + `}}`
}

// Lines sends lines, to their end, and returns those that came back: each is a message,
// and of text alone.
func Lines(t testing.TB, g *decision.Guide, sent ...string) (all []string) {
	t.Helper()
	var out bytes.Buffer
	s := mcp.Source{Guide: g, Today: func() decision.Day { return decision.DayOf(contenttest.Today) }}
	if err := mcp.Serve(t.Context(), strings.NewReader(strings.Join(sent, "\n")), &out, s); err != nil {
		t.Fatal(err)
	}
	return Messages(t, out.String())
}

// Messages parts what was written: messages, one a line, of text alone.
func Messages(t testing.TB, out string) (all []string) {
	t.Helper()
	for line := range strings.Lines(out) {
		var message struct{ JSONRPC string }
		if err := json.Unmarshal([]byte(line), &message); err != nil || message.JSONRPC != "2.0" {
			t.Fatalf("no message: %v, %q", err, line)
		}
		if obeyed := frenchtest.Obeyed(line); obeyed != "" {
			t.Fatal(obeyed)
		}
		all = append(all, strings.TrimSuffix(line, "\n"))
	}
	return all
}
