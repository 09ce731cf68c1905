package cli_test

import "testing"

// TestDayToldFromToday: an option takes a day told from the day to reason on, and that
// day is told before.
func TestDayToldFromToday(t *testing.T) {
	d := newDesk(t)
	d.done("", "dossiers", "nouveau", "--client", "Éts Martin", "-r", "cause=impaye")
	for typed, day := range map[string]string{"hier": "22/11/2026", "15 septembre": "15/09/2026", "mi-septembre": "15/09/2026", "lundi dernier": "16/11/2026"} {
		has(t, d.done("", "dossiers", "noter", "martin", "--quoi", "appel", "--le", typed), day)
	}
	has(t, d.done("", "dossiers", "noter", "martin", "--aujourdhui", "1/2/2027", "--quoi", "appel", "--le", "hier"), "31/01/2027")
	d.refused(2, "avant les dates dites à partir d’aujourd’hui", "dossiers", "noter", "martin", "--quoi", "appel", "--le", "hier", "--aujourdhui", "1/2/2027")
}
