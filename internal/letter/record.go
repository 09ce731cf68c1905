package letter

import (
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/paper"
)

// Record writes the sheet of a complaint, as a document: who complains of
// what, what was asked and what was decided.
func Record(complaint dossier.Complaint, on decision.Day, c dossier.Case) paper.Paper {
	var p paper.Paper
	p.Title(1, "Réclamation n°"+french.NBSP+orEmpty(complaint.Number, "le numéro"))
	p.Paragraph(paper.Words("Fiche au " + dayWords(on) + "."))
	section(&p, "Qui", recordLines([][3]string{
		{"Client", c.Client.Name, "le nom du client"},
		{"Interlocuteur", complaint.Who, "la personne qui se plaint"},
		{"Reçue le", dayWords(complaint.On), "la date de la réclamation"},
		{"Par quel moyen", complaint.Channel, "téléphone, courriel, comptoir…"},
		{"Commande", complaint.Order, "la référence de la commande"},
	}))
	section(&p, "Quoi", recordLines([][3]string{
		{"Faits", complaint.What, "les faits reprochés"},
		{"Demande", complaint.Remedy, "ce que le client demande"},
	}))
	section(&p, "Le suivi", recordLines([][3]string{
		{"Service", complaint.Department, "le service concerné"},
		{"Suivie par", complaint.Owner, "la personne qui suit le dossier"},
		{"Accusé de réception le", dayWords(complaint.Acknowledged), "la date"},
		{"Réponse le", dayWords(complaint.Answered), "la date"},
		{"Décision", complaint.Decision, "la décision prise"},
		{"Close le", dayWords(complaint.Closed), "la date"},
	}))
	return p
}

// recordLines writes rows of a name, what is known, and what to fill in else.
func recordLines(rows [][3]string) (points []decision.Line) {
	for _, r := range rows {
		points = append(points, paper.Labelled(r[0], orEmpty(r[1], r[2])))
	}
	return points
}
