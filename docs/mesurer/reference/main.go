// Reference is the yardstick of the measures: the smallest program on the same
// ground as Compromis, an alternate screen with one huh choice and nothing
// else. docs/mesurer.sh compares the two on one machine, in one run.
package main

import (
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

func main() {
	form := huh.NewForm(huh.NewGroup(
		huh.NewSelect[string]().Title("Quel est le problème ?").Options(huh.NewOptions(
			"Facture impayée", "Retard de livraison", "Rupture de stock", "Erreur de prix")...),
	))
	form.SubmitCmd, form.CancelCmd = tea.Quit, tea.Quit
	if _, err := tea.NewProgram(screen{form}).Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// screen shows the form on the alternate screen.
type screen struct{ form *huh.Form }

func (s screen) Init() tea.Cmd { return s.form.Init() }

func (s screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := s.form.Update(msg)
	return s, cmd
}

func (s screen) View() tea.View {
	v := tea.NewView(s.form.View())
	v.AltScreen = true
	return v
}
