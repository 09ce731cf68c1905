package tui

import (
	"slices"

	"charm.land/huh/v2"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// addComplaint stands for a complaint that is not in the case yet.
const addComplaint = -1

// newComplaint is the form of a complaint of the case, by its place, or of a
// new one.
func newComplaint(at int) *form {
	s := &form{about: "Noter une réclamation", intro: "Écrivez des faits, avec les mots du client, sans jugement."}
	s.fill = func(f frame) {
		var others []string
		before := dossier.Complaint{Number: f.kase.NextComplaint(f.today()), On: f.today(), Channel: say.Channels[0], Who: f.kase.Client.Name}
		for i, c := range f.kase.Complaints {
			if i == at {
				before = c
			} else {
				others = append(others, c.Number)
			}
		}
		s.place = "reclamation/"
		if at != addComplaint {
			s.place += before.Number
		}
		s.entries = complaintEntries(before)
		s.entries[0].check = notAmong(others)
		if at != addComplaint {
			s.entries = append(s.entries, followUpEntries(before)...)
		}
	}
	s.submit = func(said map[string]string) action {
		written := complaintOf(said)
		return amend{change: func(c dossier.Case) dossier.Case {
			c.Complaints = slices.Clone(c.Complaints)
			if at == addComplaint {
				c.Complaints = append(c.Complaints, written)
			} else {
				c.Complaints[at] = written
			}
			return c
		}}
	}
	if at != addComplaint {
		s.about = "Modifier une réclamation"
	}
	return s
}

func complaintEntries(c dossier.Complaint) []entry {
	ways := say.Channels
	if c.Channel != "" && !slices.Contains(ways, c.Channel) {
		ways = append(slices.Clone(ways), c.Channel)
	}
	return []entry{
		{key: "numero", label: "Numéro", value: c.Number, needed: true},
		{key: "le", label: "Reçue le", value: french.Day(string(c.On)), day: pastDay, needed: true},
		{key: "canal", label: "Par quel moyen", value: c.Channel, options: huh.NewOptions(ways...)},
		{key: "qui", label: "Qui se plaint", value: c.Who},
		{key: "faits", label: "Les faits, avec ses mots", value: c.What},
		{key: "commande", label: "Commande ou travail", value: c.Order},
		{key: "demande", label: "Ce qu’il demande", value: c.Remedy},
		{key: "service", label: "Service concerné", value: c.Department},
		{key: "suivi", label: "Suivie par", value: c.Owner},
	}
}

// followUpEntries are the lines of what became of a complaint.
func followUpEntries(c dossier.Complaint) []entry {
	return []entry{
		{key: "accuse", label: "Accusé de réception envoyé le", value: french.Day(string(c.Acknowledged)), day: pastDay},
		{key: "repondu", label: "Réponse donnée le", value: french.Day(string(c.Answered)), day: pastDay},
		{key: "decision", label: "La décision prise", value: c.Decision},
		{key: "clos", label: "Close le", value: french.Day(string(c.Closed)), day: pastDay},
	}
}

// complaintOf returns a complaint as the form says.
func complaintOf(said map[string]string) (c dossier.Complaint) {
	c.Number, c.On, c.Channel = said["numero"], decision.Day(said["le"]), said["canal"]
	c.Who, c.What, c.Order, c.Remedy = said["qui"], said["faits"], said["commande"], said["demande"]
	c.Department, c.Owner = said["service"], said["suivi"]
	c.Acknowledged, c.Answered = decision.Day(said["accuse"]), decision.Day(said["repondu"])
	c.Decision, c.Closed = said["decision"], decision.Day(said["clos"])
	return c
}

// newMilestone asks when a stage of a complaint was reached.
func newMilestone(at int, m say.Milestone) *form {
	s := &form{about: m.Does}
	s.fill = func(f frame) {
		s.place = "suivi/" + french.Slug(m.Does) + "/" + f.kase.Complaints[at].Number
		s.entries = []entry{{key: "le", label: "Quand", value: french.Date(f.answers.Today()), day: pastDay, needed: true}}
		if m.Told {
			decided := f.kase.Complaints[at].Decision
			s.entries = append(s.entries, entry{key: "decision", label: "La décision prise", value: decided, help: "facultatif"})
		}
	}
	s.submit = func(said map[string]string) action {
		return amend{change: func(c dossier.Case) dossier.Case {
			c.Complaints = slices.Clone(c.Complaints)
			*m.Day(&c.Complaints[at]) = decision.Day(said["le"])
			if m.Told {
				c.Complaints[at].Decision = said["decision"]
			}
			return c
		}}
	}
	return s
}
