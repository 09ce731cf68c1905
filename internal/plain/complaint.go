package plain

import (
	"cmp"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// Complaint writes a complaint, and what is still to be done about it.
func (p *Page) Complaint(g *decision.Guide, r dossier.Complaint, due []dossier.Deadline) {
	p.Say("Réclamation " + cmp.Or(Whole(r.Number), "sans numéro"))
	for _, d := range []struct {
		name string
		on   decision.Day
	}{{"Reçue le", r.On}, {"Accusée le", r.Acknowledged}, {"Répondue le", r.Answered}, {"Close le", r.Closed}} {
		if d.on != "" {
			p.Item("  - ", d.name+french.NBSP+": "+french.Day(string(d.on)))
		}
	}
	for _, l := range [][2]string{
		{"Faits", r.What}, {"De", r.Who}, {"Moyen", r.Channel}, {"Commande", r.Order}, {"Demande", r.Remedy},
		{"Service", r.Department}, {"Suivie par", r.Owner}, {"Décision", r.Decision},
	} {
		if l[1] != "" {
			p.Item("  - ", l[0]+french.NBSP+": "+Whole(l[1]))
		}
	}
	for _, d := range due {
		if ours := d.Kind == dossier.AcknowledgeComplaint || d.Kind == dossier.AnswerComplaint; ours && d.About == r.Number {
			p.Item("  - ", "Au plus tard le "+french.Day(string(d.On))+french.NBSP+": "+say.Deadline(g, d))
		}
	}
}
