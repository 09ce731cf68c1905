package cli

import "compromis/internal/plain"

// runShow writes a case.
func runShow(c *call) error {
	g, kase, replay, err := c.look(c.args[0])
	if err != nil {
		return err
	}
	return plain.Show(c.Out, g, kase, replay, c.day(), c.has("--json"))
}
