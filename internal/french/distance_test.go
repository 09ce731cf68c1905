package french_test

import (
	"testing"

	"compromis/internal/french"
)

func TestInDays(t *testing.T) {
	for days, want := range map[int]string{
		-2: "retard 2\u00a0j", 0: "aujourd’hui", 1: "demain", 3: "dans 3\u00a0j", 60: "dans 60\u00a0j", 61: "dans 2\u00a0mois",
		365: "dans 1\u00a0an", 1675: "dans 4\u00a0ans et 7\u00a0mois",
	} {
		if told := french.InDays(days); told != want {
			t.Errorf("%d: %q, not %q", days, told, want)
		}
	}
}
