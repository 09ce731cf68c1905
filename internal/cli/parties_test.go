package cli_test

import (
	"compromis/internal/dossier"
	"testing"
)

// Only what is given changes; an empty word clears.
func TestParties(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	before := d.show(id).Dossier
	out := d.done("", "dossiers", "parties", "martin")
	has(t, out, "Éts Martin & fils", "1 rue du Port, 35000 Rennes")
	if after := d.show(id).Dossier; after.Client != before.Client || after.Business != before.Business {
		t.Errorf("reading changed %+v", after)
	}

	d.done("", "dossiers", "parties", "martin", "--client-courriel", " a@martin.example ", "--client-contact", "Mme Roy", "--client-siren", "123 456 789",
		"--nous-nom", "Durand SARL", "--nous-adresse", "Bât. B, 2 quai Sud, 13000 Marseille", "--nous-telephone", "01 02 03 04 05", "--objet", "une enseigne")
	want := dossier.Case{
		Client:   dossier.Party{Name: "Éts Martin & fils", Address: "1 rue du Port\n35000 Rennes", Email: "a@martin.example", Number: "123 456 789", Contact: "Mme Roy"},
		Business: dossier.Party{Name: "Durand SARL", Address: "Bât. B\n2 quai Sud\n13000 Marseille", Phone: "01 02 03 04 05"},
		Subject:  "une enseigne",
	}
	got := d.show(id).Dossier
	if got.Client != want.Client || got.Business != want.Business || got.Subject != want.Subject {
		t.Errorf("got %+v %+v %q", got.Client, got.Business, got.Subject)
	}

	has(t, d.done("", "dossiers", "parties", "martin", "--client-adresse", "", "--objet="), "Adresse : —", "Durand SARL")
	want.Client.Address = ""
	if got := d.show(id).Dossier; got.Client != want.Client || got.Business != want.Business || got.Subject != "" {
		t.Errorf("cleared: %+v %+v %q", got.Client, got.Business, got.Subject)
	}
	d.refused(2, "--client-nom", "dossiers", "parties", "martin", "--client-nmo", "x")
	d.refused(2, "Aucun dossier", "dossiers", "parties", "dupont", "--objet", "x")
}
