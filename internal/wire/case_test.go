package wire_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/wire"
)

// TestCase: every field of a case comes out under its name.
func TestCase(t *testing.T) {
	c := dossier.Case{
		ID: "a", Title: "b", Subject: "c", Facts: "aa", Opened: "2026-01-01", Changed: "2026-01-02", Closed: "2026-01-03", Archived: true,
		Business: dossier.Party{Name: "d", Address: "e\nf", Email: "g", Phone: "h", Number: "i", Contact: "j", Civility: "madame"},
		Said:     map[decision.Fact]string{"cause": "impaye"}, Drafts: map[string]string{"relance-1": "k"}, Gestures: map[string]bool{"o/bb": true, "o/aa": true},
		Former:   dossier.Conclusion{Step: "l", On: "2026-01-04", Content: "2026-01-05", Over: "ab", Print: "ac"},
		Journal:  []dossier.Event{{On: "2026-01-06", Kind: "etape", Note: "m", Cents: 7, Invoice: "n", Step: "o", Outcome: "p"}},
		Invoices: []dossier.Invoice{{Number: "q", Issued: "2026-01-08", Done: "2026-01-09", Rate: 10, Dues: []dossier.Due{{On: "2026-01-11", Cents: 12}}}},
		Complaints: []dossier.Complaint{{
			Number: "r", On: "2026-01-13", Channel: "s", Who: "t", What: "u", Order: "v", Remedy: "w", Department: "x", Owner: "y",
			Acknowledged: "2026-01-14", Answered: "2026-01-15", Decision: "z", Closed: "2026-01-16",
		}},
	}
	same(t, read[map[string]any](t, written(t, guide(t), func(w wire.Writer) error { return w.Case(c, nil, nil) }))["dossier"], `{
		"id": "a", "titre": "b", "objet": "c", "faits": "aa", "ouvert_le": "2026-01-01", "modifie_le": "2026-01-02", "clos_le": "2026-01-03", "archive": true,
		"entreprise": {"nom": "d", "adresse": "e\nf", "courriel": "g", "telephone": "h", "siren": "i", "contact": "j", "civilite": "madame"},
		"client": {"nom": null, "adresse": null, "courriel": null, "telephone": null, "siren": null, "contact": null, "civilite": null},
		"reponses": {"cause": "impaye"}, "brouillons": {"relance-1": "k"}, "gestes": ["o/aa", "o/bb"],
		"conclusion_precedente": {"etape": "l", "le": "2026-01-04", "version_contenu": "2026-01-05", "contenu_modifie": "ab"},
		"journal": [{"le": "2026-01-06", "quoi": "etape", "note": "m", "somme_centimes": 7, "facture": "n", "avant_le": null, "echeance": null, "etape": "o", "issue": "p", "acte": null, "note_par": null, "note_le": null, "heure": null}],
		"factures": [{"numero": "q", "emise_le": "2026-01-08", "prestation_finie_le": "2026-01-09", "taux_centiemes": 10, "a_payer": [{"le": "2026-01-11", "somme_centimes": 12}]}],
		"reclamations": [{
			"numero": "r", "le": "2026-01-13", "canal": "s", "qui": "t", "faits": "u", "commande": "v", "demande": "w", "service": "x", "suivi_par": "y",
			"accuse_le": "2026-01-14", "repondu_le": "2026-01-15", "decision": "z", "clos_le": "2026-01-16"
		}]
	}`)
}

// TestCases: a protected case tells its id alone.
func TestCases(t *testing.T) {
	cases := []casefile.Summary{
		{
			ID: "a", Title: "b", Client: "c", Changed: "2026-01-01", Archived: true, Closed: true,
			Outlook: dossier.Outlook{Step: "d", Until: "2026-01-03", Over: true, Settled: true, Next: dossier.Deadline{On: "2026-01-02", Kind: "e", About: "f", Basis: "g", Usage: true}},
		},
		{ID: "h", Protected: true},
	}
	same(t, read[map[string]any](t, written(t, guide(t), func(w wire.Writer) error { return w.Cases(cases, nil) }))["dossiers"], `[
		{
			"id": "a", "titre": "b", "nom_client": "c", "etape": "d", "modifie_le": "2026-01-01", "archive": true, "clos": true, "protege": false, "attendre": "2026-01-03", "attente_finie": true, "solde": true,
			"prochaine_echeance": {"le": "2026-01-02", "quoi": "e", "numero": "f", "fondement": "g", "usage": true, "au_plus_tard": null, "a_vous": true, "passe": false, "etat": null}
		},
		{
			"id": "h", "titre": null, "nom_client": null, "etape": null, "modifie_le": null, "archive": false, "clos": false, "protege": true, "attendre": null, "attente_finie": false, "solde": false,
			"prochaine_echeance": null
		}
	]`)
}

func same(t *testing.T, got any, want string) {
	t.Helper()
	if !reflect.DeepEqual(got, read[any](t, want)) {
		told, _ := json.MarshalIndent(got, "", "\t")
		t.Errorf("got %s\nwant %s", told, want)
	}
}
