package ssh

import (
	"log/slog"
	"time"

	"compromis/decision"
	"compromis/internal/door"
)

// Config is what the door needs from outside.
type Config struct {
	Guide   *decision.Guide
	Address string        // an IP address of this machine, or « toutes »; this machine alone when empty
	Port    int           // 0 for any free port
	HostKey string        // the file of the key of the room, made when there is none
	Idle    time.Duration // how long a session may stay without a key pressed; two hours when 0
	Log     *slog.Logger  // what goes wrong; nil for nowhere

	alive time.Duration // between two questions to a client: is it there?
}

// defaultIdle is long: one listens a lot in a workshop.
const defaultIdle = 2 * time.Hour

// complete fills in what was left out.
func (c Config) complete() Config {
	if c.alive == 0 {
		c.alive = 15 * time.Second
	}
	if c.Idle == 0 {
		c.Idle = defaultIdle
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c
}

// Check says in French what cannot be listened on, whatever the machine.
func (c Config) Check() error { return c.endpoint().Check() }

// endpoint is where the door listens.
func (c Config) endpoint() door.Endpoint {
	return door.Endpoint{Address: c.Address, Port: c.Port, Option: "--port", Usual: 2222}
}
