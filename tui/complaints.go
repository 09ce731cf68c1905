package tui

import (
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
)

// newComplaints lists the complaints of the client, the latest first.
func newComplaints() *reading {
	r := &reading{page: newPage(true), verb: keyOpen, about: wordComplaints}
	r.extra = []shortcut{{key: keyComplain, do: func() action { return open{newComplaint(addComplaint)} }}}
	r.blocks = func(f frame) []block {
		var blocks []block
		if step := f.guide.Verdict(f.answers).Step; step != nil && step.ID == dossier.StepComplaint {
			blocks = append(blocks, fact("Étape en cours", step.Title, f.styles.strong, f.canvas), gap())
		}
		blocks = append(blocks, keyed(keyComplain, newComplaint(addComplaint), f), gap())
		if len(f.kase.Complaints) == 0 {
			return append(blocks, note("Aucune réclamation n’est encore notée.", f.canvas))
		}
		for i := len(f.kase.Complaints) - 1; i >= 0; i-- {
			c := f.kase.Complaints[i]
			who := c.Number + " · " + french.Day(string(c.On)) + when(c.Who != "", " · "+c.Who)
			blocks = append(blocks, choice(who, complaintState(c), open{newComplaintPage(i)}, f.canvas))
		}
		return blocks
	}
	return r
}

// complaintState says how far a complaint went.
func complaintState(c dossier.Complaint) string {
	switch {
	case c.Closed != "":
		return "close le " + french.Day(string(c.Closed))
	case c.Answered != "":
		return "répondue le " + french.Day(string(c.Answered)) + ", à clore"
	case c.Acknowledged != "":
		return "accusée le " + french.Day(string(c.Acknowledged)) + ", à répondre"
	}
	return "notée, accusé de réception à envoyer"
}

// newComplaintPage is a complaint, and what one can do with it.
func newComplaintPage(at int) *reading {
	r := &reading{page: newPage(true), verb: keyChoose, about: "Une réclamation"}
	r.blocks = func(f frame) []block {
		c := f.kase.Complaints[at]
		blocks := []block{{lines: wrapText("Réclamation "+c.Number, f.textWidth(), f.styles.title)}}
		blocks = append(append(blocks, complaintFacts(c, f)...), complaintDue(c, f)...)
		return append(blocks, section("Suivi", complaintChoices(at, c, f), f.canvas)...)
	}
	return r
}

// complaintFacts is what was written of a complaint.
func complaintFacts(c dossier.Complaint, f frame) []block {
	var blocks []block
	for _, line := range []struct{ name, text string }{
		{"État", complaintState(c)}, {"Reçue le", french.Day(string(c.On))}, {"Moyen", c.Channel}, {"De", c.Who},
		{"Faits", c.What}, {"Commande", c.Order}, {"Demande", c.Remedy}, {"Service", c.Department},
		{"Suivie par", c.Owner}, {"Décision", c.Decision},
	} {
		if line.text != "" {
			blocks = append(blocks, fact(line.name, line.text, f.styles.text, f.canvas))
		}
	}
	return blocks
}

// complaintDue is what is still to be done about a complaint, and by when.
func complaintDue(c dossier.Complaint, f frame) []block {
	var blocks []block
	for _, d := range f.kase.Deadlines(f.guide, f.today()) {
		if ours := d.Kind == dossier.AcknowledgeComplaint || d.Kind == dossier.AnswerComplaint; ours && d.About == c.Number {
			blocks = append(blocks, dueBlock(d, f.today(), f))
		}
	}
	return section("À faire avant le", blocks, f.canvas)
}

// complaintChoices is what one can do with a complaint, the next thing first.
func complaintChoices(at int, c dossier.Complaint, f frame) []block {
	var blocks []block
	for _, m := range milestones {
		if *m.day(&c) == "" {
			blocks = append(blocks, choice(m.does, "", open{newMilestone(at, m)}, f.canvas))
		}
	}
	return append(blocks, choice("Imprimer la fiche", "Word, PDF ou texte", open{newRecord(at)}, f.canvas), choice("Modifier la fiche", "", open{newComplaint(at)}, f.canvas))
}

// newRecord is the record sheet of a complaint, as it is printed.
func newRecord(at int) *document {
	return newDocument("Fiche de réclamation", "fiche-reclamation", func(f frame) string {
		return letter.Record(f.kase.Complaints[at], f.today(), f.kase)
	})
}
