package terminal

import (
	"os"
	"os/signal"

	"github.com/charmbracelet/x/term"
)

// Secret reads a line of the terminal without showing it. The terminal shows what
// one types again even when the program is stopped or ended meanwhile.
func Secret() (string, error) {
	in := os.Stdin.Fd()
	shown, err := term.GetState(in)
	if err != nil {
		return "", err
	}
	signals, over := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, append(caught(), os.Interrupt)...)
	defer close(over)
	defer signal.Stop(signals)
	go func() {
		for {
			select {
			case <-over:
				return
			case s := <-signals:
				hidden, err := term.GetState(in)
				_ = term.Restore(in, shown)
				raise(s)
				if err == nil {
					_ = term.Restore(in, hidden) // it goes on
				}
			}
		}
	}()
	said, err := term.ReadPassword(in)
	return string(said), err
}
