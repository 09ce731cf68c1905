package letter

import (
	"compromis/decision"
)

// Record writes the sheet of a complaint, as a document: who complains of
// what, what was asked and what was decided.
func Record(complaint decision.Complaint, on decision.Day, c decision.Case) string {
	get := func(words, name string) string {
		if words = said(words); words != "" {
			return words
		}
		return empty(name)
	}
	points := func(rows [][2]string) (lines []string) {
		for _, r := range rows {
			lines = append(lines, "**"+r[0]+"**"+nbsp+": "+get(r[1], r[0]))
		}
		return lines
	}
	var s sheet
	s.title(1, "Réclamation n°"+nbsp+get(complaint.Number, "le numéro"))
	s.paragraph("Fiche au " + dayWords(on) + ".")
	s.section("Qui", points([][2]string{
		{"Client", c.Client.Name}, {"Personne", complaint.Who}, {"Reçue le", dayWords(complaint.On)},
		{"Moyen", complaint.Channel}, {"Commande", complaint.Order},
	}))
	s.section("Quoi", points([][2]string{{"Faits reprochés", complaint.What}, {"Demande du client", complaint.Remedy}}))
	s.section("Le suivi", points([][2]string{
		{"Service", complaint.Department}, {"Suivie par", complaint.Owner}, {"Accusé de réception le", dayWords(complaint.Acknowledged)},
		{"Réponse le", dayWords(complaint.Answered)}, {"Décision", complaint.Decision}, {"Close le", dayWords(complaint.Closed)},
	}))
	return s.String()
}
