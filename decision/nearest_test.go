package decision_test

import (
	"testing"

	"compromis/decision"
)

func TestNearest(t *testing.T) {
	names := []string{"client", "contact", "contestation", "échéance", "ue"}
	for said, want := range map[string]string{
		"client": "client", "clien": "client", "cliant": "client", "contac": "contact", "contestaton": "contestation",
		"echeance": "échéance", "u": "ue", "montant": "contact", "": "", "xyz": "", "clausule-de-non-concurrence": "",
	} {
		if got := decision.Nearest(said, names); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
	if got := decision.Nearest("client", nil); got != "" {
		t.Errorf("nearest of nothing is %q", got)
	}
}
