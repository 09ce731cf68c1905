package say

import (
	"compromis/decision"
	"compromis/internal/dossier"
)

// Channels are the ways a complaint comes in, the usual one first.
var Channels = []string{"téléphone", "courriel", "courrier", "comptoir", "site internet", "réseau social"}

// Milestone is a stage in the life of a complaint, marked with its day.
type Milestone struct {
	Does string // what one does then
	Key  string // of its day, in a draft of the whole complaint
	Day  func(*dossier.Complaint) *decision.Day
	Told bool // a decision goes with it
}

// Milestones are in the order they come.
var Milestones = []Milestone{
	{"Accusé de réception envoyé", "accuse", func(c *dossier.Complaint) *decision.Day { return &c.Acknowledged }, false},
	{"Réponse donnée", "repondu", func(c *dossier.Complaint) *decision.Day { return &c.Answered }, true},
	{"Clore la réclamation", "clos", func(c *dossier.Complaint) *decision.Day { return &c.Closed }, true},
}
