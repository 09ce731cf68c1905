package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"compromis/internal/french"
	"compromis/internal/mcp"
)

func (p *program) mcpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "mcp", Short: "répondre à un assistant, par le protocole MCP",
		Long: "L’assistant lance lui-même cette commande, et lui parle par l’entrée et la sortie. Il pose les questions, et ne reçoit l’étape qu’une fois tout répondu. " +
			"Aucun dossier n’est lu, rien n’est gardé ni envoyé. À déclarer dans l’assistant : {\"command\": \"compromis\", \"args\": [\"mcp\"]}",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.assist() },
	}
}

// assist answers an assistant until it leaves, or the program is asked to end.
func (p *program) assist() error {
	g, err := p.guide()
	if err != nil {
		return err
	}
	if p.Terminal {
		fmt.Fprintln(p.Err, "Cette commande attend les messages d’un assistant, pas d’une personne"+french.NBSP+": voyez compromis aide mcp. Ctrl+d, ou Ctrl+c, pour finir.")
	}
	ctx, stop := context.Background(), func() {}
	if p.Ended != nil {
		ctx, stop = p.Ended()
	}
	defer stop()
	return mcp.Serve(ctx, p.In, p.document, mcp.Source{Guide: g, Today: p.day, Version: p.Program.Version})
}
