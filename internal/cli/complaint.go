package cli

import (
	"bytes"
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
	"compromis/internal/plain"
	"errors"
	"slices"
	"strings"
)

// complaintLines are what one may write of a complaint.
var complaintLines = []struct {
	flag string
	at   func(*dossier.Complaint) *string
}{
	{"--faits", func(r *dossier.Complaint) *string { return &r.What }},
	{"--qui", func(r *dossier.Complaint) *string { return &r.Who }},
	{"--canal", func(r *dossier.Complaint) *string { return &r.Channel }},
	{"--commande", func(r *dossier.Complaint) *string { return &r.Order }},
	{"--demande", func(r *dossier.Complaint) *string { return &r.Remedy }},
	{"--service", func(r *dossier.Complaint) *string { return &r.Department }},
	{"--suivi-par", func(r *dossier.Complaint) *string { return &r.Owner }},
	{"--decision", func(r *dossier.Complaint) *string { return &r.Decision }},
}

// complaintDays are the days of a complaint, as they come.
var complaintDays = []struct {
	flag string
	at   func(*dossier.Complaint) *decision.Day
}{
	{"--le", func(r *dossier.Complaint) *decision.Day { return &r.On }},
	{"--accusee-le", func(r *dossier.Complaint) *decision.Day { return &r.Acknowledged }},
	{"--repondue-le", func(r *dossier.Complaint) *decision.Day { return &r.Answered }},
	{"--close-le", func(r *dossier.Complaint) *decision.Day { return &r.Closed }},
}

// runComplaint lists the complaints of a case, notes one, changes one, or
// writes its record.
func runComplaint(c *call) error {
	printing := c.has("-o") || c.has("--format")
	switch changing := c.changesComplaint(); {
	case changing && (printing || c.has("--json")):
		return usageError("Notez d’abord la réclamation, puis imprimez-la" + nbsp + ": ce sont deux commandes.")
	case changing:
		return c.noteComplaint()
	case c.has("--numero"):
		return c.printComplaint()
	case printing:
		return usageError("Dites quelle réclamation imprimer" + nbsp + ": --numero R-2026-001.")
	}
	return c.listComplaints()
}

// changesComplaint says whether the command line says something of a complaint.
func (c *call) changesComplaint() bool {
	for _, l := range complaintLines {
		if c.has(l.flag) {
			return true
		}
	}
	for _, d := range complaintDays {
		if c.has(d.flag) {
			return true
		}
	}
	return false
}

// noteComplaint adds a complaint, or changes the one that is named: only the
// lines that were given, an empty one being cleared.
func (c *call) noteComplaint() error {
	if !c.has("--numero") && strings.TrimSpace(c.value("--faits")) == "" {
		return usageError("Donnez les faits d’une nouvelle réclamation (--faits), ou le numéro de celle à compléter (--numero).")
	}
	g, err := c.guide()
	if err != nil {
		return err
	}
	var at int
	kase, err := c.change(c.args[0], func(kase dossier.Case) (_ dossier.Case, err error) {
		if kase, at, err = c.chosenComplaint(kase); err != nil {
			return kase, err
		}
		kase.Complaints[at], err = c.written(kase.Complaints[at])
		return kase, err
	})
	if err != nil {
		return err
	}
	p := plain.NewPage(c.Out)
	p.Say("Noté dans le dossier " + kase.ID + nbsp + ":")
	p.Complaint(kase.Complaints[at], kase.Deadlines(g, c.day()))
	return p.Flush()
}

// chosenComplaint returns the case with complaints of its own to change, and the
// place of the one that is named, or else of a new one.
func (c *call) chosenComplaint(kase dossier.Case) (_ dossier.Case, at int, err error) {
	kase.Complaints = slices.Clone(kase.Complaints)
	if c.has("--numero") {
		at, err = c.complaintAt(kase)
		return kase, at, err
	}
	kase.Complaints = append(kase.Complaints, dossier.Complaint{Number: kase.NextComplaint(c.day()), On: c.day(), Who: kase.Client.Name})
	return kase, len(kase.Complaints) - 1, nil
}

// complaintAt finds the complaint of that number in a case.
func (c *call) complaintAt(kase dossier.Case) (int, error) {
	var numbers []string
	for i, r := range kase.Complaints {
		if french.Slug(r.Number) == french.Slug(c.value("--numero")) {
			return i, nil
		}
		numbers = append(numbers, r.Number)
	}
	if len(numbers) == 0 {
		return 0, usageError("Ce dossier n’a pas encore de réclamation. Notez-la d’abord avec --faits, sans --numero.")
	}
	return 0, usage("réclamation inconnue", c.value("--numero"), numbers)
}

// written returns the complaint with what the command line says of it.
func (c *call) written(r dossier.Complaint) (dossier.Complaint, error) {
	for _, l := range complaintLines {
		if c.has(l.flag) {
			*l.at(&r) = strings.TrimSpace(c.value(l.flag))
		}
	}
	for _, d := range complaintDays {
		switch {
		case !c.has(d.flag):
		case c.value(d.flag) == "" && d.flag != "--le":
			*d.at(&r) = ""
		default:
			on, err := c.past(d.flag)
			if err != nil {
				return r, err
			}
			*d.at(&r) = on
		}
	}
	for _, d := range complaintDays {
		if on := *d.at(&r); on != "" && on < r.On {
			return r, wrongFlag(d.flag, errors.New("Le "+french.Day(string(on))+" vient avant le jour de la réclamation, le "+french.Day(string(r.On))+". Corrigez une des deux dates."))
		}
	}
	return r, nil
}

// printComplaint writes the record of the complaint that is named.
func (c *call) printComplaint() error {
	format, err := c.paperFormat()
	if err != nil {
		return err
	}
	_, kase, _, err := c.look(c.args[0])
	if err != nil {
		return err
	}
	at, err := c.complaintAt(kase)
	if err != nil {
		return err
	}
	r := kase.Complaints[at]
	return c.deliver(format, func(b *bytes.Buffer) error {
		if c.has("--json") {
			return plain.WriteJSON(b, r)
		}
		return paper.Write(b, format, letter.Record(r, c.day(), kase))
	})
}

// listComplaints writes the complaints of a case, the latest first.
func (c *call) listComplaints() error {
	g, kase, _, err := c.look(c.args[0])
	if err != nil {
		return err
	}
	if c.has("--json") {
		return plain.WriteJSON(c.Out, append([]dossier.Complaint{}, kase.Complaints...))
	}
	p := plain.NewPage(c.Out)
	if len(kase.Complaints) == 0 {
		p.Say("Aucune réclamation dans ce dossier. Pour en noter une" + nbsp + ": compromis dossiers reclamation " + kase.ID + " --faits texte")
	}
	for i, r := range slices.Backward(kase.Complaints) {
		p.Complaint(r, kase.Deadlines(g, c.day()))
		if i > 0 {
			p.Blank()
		}
	}
	return p.Flush()
}
