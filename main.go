package main

import (
	"fmt"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"

	"compromis/content"
	"compromis/tui"
)

func main() {
	m := tui.New(tui.Config{Load: content.Load, Today: time.Now()})
	if _, err := tea.NewProgram(m).Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
