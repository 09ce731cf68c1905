package tui

import (
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// newComplaints lists the complaints of the client, the latest first.
func newComplaints() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyOpen, about: wordComplaints, live: true}
	r.extra = []shortcut{{key: keyComplain, do: func() action { return open{newComplaint(addComplaint)} }}}
	r.blocks = func(f frame) []draw.Block {
		var blocks []draw.Block
		if step := f.guide.Verdict(f.answers).Step; step != nil && step.ID == dossier.StepComplaint {
			blocks = append(blocks, draw.Fact("Étape en cours", step.Title, f.Styles.Strong, f.Frame), draw.Gap())
		}
		blocks = append(blocks, keyed(keyComplain, newComplaint(addComplaint), f), draw.Gap())
		if len(f.kase.Complaints) == 0 {
			return append(blocks, draw.Note("Aucune réclamation n’est encore notée.", f.Frame))
		}
		for i := len(f.kase.Complaints) - 1; i >= 0; i-- {
			c := f.kase.Complaints[i]
			who := c.Number + " · " + french.Day(string(c.On)) + when(c.Who != "", " · "+c.Who)
			blocks = append(blocks, draw.Choice(who, complaintState(c), open{newComplaintPage(i)}, f.Frame))
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
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: "Une réclamation"}
	r.blocks = func(f frame) []draw.Block {
		c := f.kase.Complaints[at]
		blocks := []draw.Block{{Lines: draw.Wrap("Réclamation "+c.Number, f.TextWidth(), f.Styles.Title)}}
		blocks = append(append(blocks, complaintFacts(c, f)...), complaintDue(c, f)...)
		return append(blocks, draw.Section("Suivi", complaintChoices(at, c, f), f.Frame)...)
	}
	return r
}

// complaintFacts is what was written of a complaint.
func complaintFacts(c dossier.Complaint, f frame) []draw.Block {
	var blocks []draw.Block
	for _, line := range []struct{ name, text string }{
		{"État", complaintState(c)}, {"Reçue le", french.Day(string(c.On))}, {"Moyen", c.Channel}, {"De", c.Who},
		{"Faits", c.What}, {"Commande", c.Order}, {"Demande", c.Remedy}, {"Service", c.Department},
		{"Suivie par", c.Owner}, {"Décision", c.Decision},
	} {
		if line.text != "" {
			blocks = append(blocks, draw.Fact(line.name, line.text, f.Styles.Text, f.Frame))
		}
	}
	return blocks
}

// complaintDue is what is still to be done about a complaint, and by when.
func complaintDue(c dossier.Complaint, f frame) []draw.Block {
	var blocks []draw.Block
	for _, d := range f.kase.Deadlines(f.guide, f.today()) {
		if ours := d.Kind == dossier.AcknowledgeComplaint || d.Kind == dossier.AnswerComplaint; ours && d.About == c.Number {
			blocks = append(blocks, dueBlock(d, f))
		}
	}
	return draw.Section("À faire avant le", blocks, f.Frame)
}

// complaintChoices is what one can do with a complaint, the next thing first.
func complaintChoices(at int, c dossier.Complaint, f frame) []draw.Block {
	var blocks []draw.Block
	for _, m := range say.Milestones {
		if *m.Day(&c) == "" {
			blocks = append(blocks, draw.Choice(m.Does, "", open{newMilestone(at, m)}, f.Frame))
		}
	}
	return append(blocks, draw.Choice("Imprimer la fiche", formatLabels(), open{newRecord(at)}, f.Frame), draw.Choice("Modifier la fiche", "", open{newComplaint(at)}, f.Frame))
}

// newRecord is the record sheet of a complaint, as it is printed.
func newRecord(at int) *document {
	return newDocument("Fiche de réclamation", "fiche-reclamation", func(f frame) paper.Paper {
		return letter.Record(f.kase.Complaints[at], f.today(), f.kase)
	})
}
