// Package mcp answers an assistant, by the Model Context Protocol, on one input and one
// output: [Serve] is the server, tools.go the tools it offers.
//
// An assistant speaks to a person in its turn. It is walked through the same questions
// as anybody, and is told no step while one of them is open; each answer says for which
// day it holds and what it is not. A tool reads the guide and nothing else: no case, no
// file, no network. Nothing is kept from a call to the next, so the facts that are known
// are given again each time.
//
// The answers are those of package wire, which have a schema, and the words those of
// package plain. To add a tool: a row in [tools], its answer in wire and in
// docs/json.md, and its turn in the tests.
package mcp

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
	"compromis/internal/wire"
)

// instructions tell the assistant how the tools are used.
const instructions = "Compromis aide une entreprise en conflit avec un client à trouver l’étape suivante, en droit français. " +
	"Ne concluez jamais de vous-même. Appelez prochaine_question avec les faits connus ; posez à la personne la question reçue, avec ses réponses possibles ; " +
	"ajoutez sa réponse aux faits, et recommencez jusqu’à ce que tout soit répondu. Appelez alors etape. " +
	"N’inventez et ne devinez aucune réponse : quand la personne ne sait pas, la valeur est « ? ». " +
	"Rien n’est gardé d’un appel à l’autre : redonnez chaque fois tous les faits. " +
	"Dites toujours à la personne la date de la réponse, les textes, ce qui reste à vérifier et l’avertissement."

// longest is the longest message that is read, in bytes: far more than all the facts.
const longest = 2 << 20

// Source is what the tools answer from.
type Source struct {
	Guide *decision.Guide
	Today func() decision.Day // the day to reason on
	// Version is that of the program; when it is not known, the assistant is told that
	// of the content.
	Version string
}

// Serve answers until the input ends or ctx does, which is a good end. The only other
// is that of the input or of the output.
func Serve(ctx context.Context, in io.Reader, out io.Writer, s Source) error {
	err := s.Server().Run(ctx, newLine(in, wire.Clean(out)))
	if err == nil || ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("talk to an assistant: %w", err)
}

// Server is one that offers the tools.
func (s Source) Server() *sdk.Server {
	all := sdk.NewServer(
		&sdk.Implementation{Name: "compromis", Title: "Compromis", Version: cmp.Or(s.Version, string(decision.DayOf(s.Guide.Version)))},
		&sdk.ServerOptions{Instructions: french.Typeset(instructions), Capabilities: &sdk.ServerCapabilities{Tools: &sdk.ToolCapabilities{}}},
	)
	closedWorld := false
	for _, t := range tools {
		all.AddTool(&sdk.Tool{
			Name: t.name, Title: t.title, Description: french.Typeset(t.about), InputSchema: t.takes, OutputSchema: wire.Schema(t.answer),
			Annotations: &sdk.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closedWorld, Title: t.title},
		}, s.handler(t))
	}
	return all
}

// handler answers a call: in words, with the day they hold for, and as an object. What
// is refused is told in words.
func (s Source) handler(t tool) sdk.ToolHandler {
	return func(_ context.Context, call *sdk.CallToolRequest) (*sdk.CallToolResult, error) {
		day := s.Today()
		g := s.Guide.AsOf(day.Time()) // one may talk past midnight
		said, err := t.call(g, day, call.Params.Arguments)
		if err != nil {
			return &sdk.CallToolResult{IsError: true, Content: words(err.Error()+"\n\n"+say.Caution(g), day)}, nil
		}
		return &sdk.CallToolResult{Content: words(said.words, day), StructuredContent: json.RawMessage(said.object)}, nil
	}
}

// words are what is told, with the day it holds for.
func words(said string, day decision.Day) []sdk.Content {
	return []sdk.Content{&sdk.TextContent{Text: strings.TrimRight(french.Text(said), "\n") + "\nRéponse au " + french.Day(string(day)) + "."}}
}
