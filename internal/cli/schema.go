package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"compromis/internal/french"
	"compromis/internal/wire"
)

func (p *program) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema [réponse]", Short: "le schéma JSON de ce que répondent les commandes à un autre programme",
		Long: "JSON Schema, version 2020-12. Sans nom, toutes les réponses ; avec un nom, celle-là : " +
			french.Or(wire.SchemaNames()) + ". Par exemple : compromis schema conseil",
		Args: words(0, 1), ValidArgsFunction: p.inTurn(fixed(wire.SchemaNames()...)),
		RunE: func(_ *cobra.Command, args []string) error { return p.schema(strings.Join(args, "")) },
	}
}

// schema writes the schema of an answer, or of them all.
func (p *program) schema(name string) error {
	names := wire.SchemaNames()
	if slug := french.Slug(name); slices.Contains(names, slug) {
		name = slug
	} else if name != "" {
		return usage("réponse inconnue", name, names)
	}
	return wire.WriteSchema(p.Out, name)
}
