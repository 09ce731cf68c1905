package say_test

import (
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// TestFields: what two versions of a case say is told in the words of the
// screens, a line each, whatever the field.
func TestFields(t *testing.T) {
	g := tiny(t)
	for _, test := range []struct {
		path        []string
		said        any
		field, told string
	}{
		{[]string{"client", "adresse"}, "1 rue\n75001 Paris", "Client, adresse", "1 rue 75001 Paris"},
		{[]string{"factures", "F-1", "echeances"}, []dossier.Due{{On: "2026-03-03", Cents: 150000}}, "Facture F-1, échéances", "03/03/2026 : 1 500,00 €"},
		{[]string{"factures", "F-1", "taux_contractuel"}, 1200, "Facture F-1, taux du contrat", "12,00 %"},
		{[]string{"reclamations", "R-1", "clos_le"}, decision.Day("2026-03-03"), "Réclamation R-1, Clos le", "03/03/2026"},
		{[]string{"titre"}, "", "Titre", "rien"},
		{[]string{"archive"}, true, "Archivé", "oui"},
		{[]string{"brouillons", "x"}, strings.Repeat("a", 500), "Courrier modifié, x", strings.Repeat("a", 200) + "…"},
	} {
		if got := plain(say.Field(g, test.path)); got != test.field {
			t.Errorf("%v is named %q, not %q", test.path, got, test.field)
		}
		got, none := say.FieldValues(g, dossier.Difference{Path: test.path, A: test.said, B: ""})
		if got = strings.ReplaceAll(plain(got), "\u202f", " "); got != test.told || none != "rien" {
			t.Errorf("%v is told %q and %q, not %q", test.path, got, none, test.told)
		}
	}
	long := strings.Repeat("x", 1000)
	a, b := say.FieldValues(g, dossier.Difference{Path: []string{"objet"}, A: long + " ici" + long, B: long + " là\x1b[31m"})
	if !strings.Contains(a, " ici") || !strings.HasSuffix(b, " là[31m") || len(a) > 300 {
		t.Errorf("told %q and %q", a, b)
	}
}
