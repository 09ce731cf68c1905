package cli_test

import (
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/letter"
)

func (d *desk) complaints(name string) []dossier.Complaint {
	d.Helper()
	var all struct{ Reclamations []dossier.Complaint }
	d.json(&all, "dossiers", "reclamation", name)
	return all.Reclamations
}

// A complaint from its first words to its end.
func TestLifeOfAComplaint(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	if all := d.complaints(id); all == nil || len(all) != 0 {
		t.Errorf("at first %v", all)
	}
	has(t, d.done("", "dossiers", "reclamation", id), "Aucune réclamation")

	d.done("", "dossiers", "reclamation", id, "--faits", " rayé à la livraison ", "--canal", "téléphone", "--demande", "un échange", "--service", "pose", "--suivi-par", "Lou", "--commande", "C-7", "--le", "20/11/2026")
	has(t, d.done("", "dossiers", "reclamation", id, "--faits", "trop cher", "--qui", "Mme Roy"), "R-2026-002", "Au plus tard le 25/11/2026")
	want := dossier.Complaint{Number: "R-2026-001", On: "2026-11-20", Channel: "téléphone", Who: "Éts Martin & fils", What: "rayé à la livraison", Order: "C-7", Remedy: "un échange", Department: "pose", Owner: "Lou"}
	all := d.complaints(id)
	if len(all) != 2 || all[0] != want || all[1] != (dossier.Complaint{Number: "R-2026-002", On: "2026-11-23", Who: "Mme Roy", What: "trop cher"}) {
		t.Fatalf("noted %+v", all)
	}

	d.done("", "dossiers", "reclamation", id, "--numero", "r-2026-001", "--accusee-le", "21/11/2026", "--service", "")
	d.done("", "dossiers", "reclamation", id, "--numero", "R-2026-001", "--repondue-le", "22/11/2026", "--close-le", "23/11/2026", "--decision", "échange accepté")
	want.Department, want.Acknowledged, want.Answered, want.Closed, want.Decision = "", "2026-11-21", "2026-11-22", "2026-11-23", "échange accepté"
	if all := d.complaints(id); len(all) != 2 || all[0] != want {
		t.Errorf("followed %+v", all)
	}
	out := d.done("", "dossiers", "reclamation", id)
	if first, second := strings.Index(out, "R-2026-002"), strings.Index(out, "R-2026-001"); first < 0 || second < first {
		t.Errorf("not the latest first:\n%s", out)
	}
	d.done("", "dossiers", "reclamation", id, "--numero", "R-2026-001", "--close-le", "")
	if all := d.complaints(id); all[0].Closed != "" || all[0].Answered == "" {
		t.Errorf("opened again %+v", all[0])
	}
}

// The record is that of package letter, in any of its formats.
func TestRecordOfAComplaint(t *testing.T) {
	d := newDesk(t)
	kase := late(t)
	kase.Complaints = []dossier.Complaint{{Number: "R-2026-007", On: "2026-11-20", What: "rayé"}}
	id := d.create(kase, "")
	want := letter.Record(kase.Complaints[0], decision.DayOf(today), kase).Markdown()
	if out := d.done("", "dossiers", "reclamation", id, "--numero", "R-2026-007"); strings.TrimSpace(out) != strings.TrimSpace(want) {
		t.Errorf("got:\n%s", out)
	}
	for name, start := range map[string]string{"a.pdf": "%PDF", "a.docx": "PK", "a.odt": "PK", "a.md": "# "} {
		d.done("", "dossiers", "reclamation", id, "--numero", "r-2026-007", "-o", name)
		if !strings.HasPrefix(d.read(name), start) {
			t.Errorf("%s starts with %.20q", name, d.read(name))
		}
		d.refused(1, "existe déjà", "dossiers", "reclamation", id, "--numero", "R-2026-007", "-o", name)
	}
	var one dossier.Complaint
	d.json(&one, "dossiers", "reclamation", id, "--numero", "R-2026-007")
	if one != kase.Complaints[0] {
		t.Errorf("got %+v", one)
	}
}

func TestBadInputOnComplaints(t *testing.T) {
	d := newDesk(t)
	kase := late(t)
	kase.Complaints = []dossier.Complaint{{Number: "R-2026-007", On: "2026-11-20", What: "rayé"}}
	d.create(kase, "")
	d.create(dossier.Case{Client: dossier.Party{Name: "Durand"}}, "")
	before := d.done("", "dossiers", "ouvrir", "martin", "--json")
	for words, want := range map[string]string{
		"dossiers reclamation martin --canal comptoir":                            "--faits",
		"dossiers reclamation martin --faits=":                                    "--faits",
		"dossiers reclamation martin --accusee-le 21/11/2026":                     "--numero",
		"dossiers reclamation martin --numero R-2026-077":                         "Vouliez-vous dire « R-2026-007 » ?",
		"dossiers reclamation martin --numero R-2026-077 --service x":             "réclamation inconnue",
		"dossiers reclamation durand --numero R-2026-007":                         "n’a pas encore de réclamation",
		"dossiers reclamation martin --numero R-2026-007 --le=":                   "Option --le",
		"dossiers reclamation martin --numero R-2026-007 --close-le x":            "Option --close-le : Écrivez une date",
		"dossiers reclamation martin --numero R-2026-007 --close-le 24/11/2026":   "n’est pas encore passé",
		"dossiers reclamation martin --numero R-2026-007 --accusee-le 19/11/2026": "vient avant le jour de la réclamation",
		"dossiers reclamation martin --faits x -o a.pdf":                          "deux commandes",
		"dossiers reclamation martin -o a.pdf":                                    "--numero R-2026-001",
		"dossiers reclamation martin --numero R-2026-007 -o a.txt":                "« txt » : format inconnu.",
	} {
		d.refused(2, want, strings.Fields(words)...)
	}
	if after := d.done("", "dossiers", "ouvrir", "martin", "--json"); after != before {
		t.Errorf("the case changed:\n%s\n%s", before, after)
	}
}
