package desktop

import (
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Show runs a full screen. When the terminal closes, or the system asks the
// program to end, what an editor has saved is taken first. ctrl+c while an editor
// has the terminal is for the editor.
//
// The program is one that does not handle signals: [tea.WithoutSignalHandler].
func Show(p *tea.Program) (tea.Model, error) {
	asked := make(chan os.Signal, 8)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(asked)
	over := make(chan struct{})
	defer close(over)
	go func() {
		for {
			select {
			case <-over:
				return
			case s := <-asked:
				if s == os.Interrupt && len(sessions()) > 0 {
					continue
				}
			}
			End()
			go p.Quit() // it waits for the screen, which may wait for a terminal that is gone
			select {
			case <-over:
			case <-time.After(2 * grace):
				p.Kill()
			}
			return
		}
	}()
	m, err := p.Run()
	End()
	return m, err
}
