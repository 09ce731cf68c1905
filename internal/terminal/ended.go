package terminal

import (
	"context"
	"os"
	"os/signal"
	"slices"
)

// Ended returns a context that is done once a signal asks the program to end, and what
// stops listening: for what has no screen to give back, and a good way to end.
func Ended() (context.Context, context.CancelFunc) {
	asked := caught()
	if stops {
		asked = slices.DeleteFunc(asked, func(s os.Signal) bool { return s == stopped })
	}
	return signal.NotifyContext(context.Background(), asked...)
}
