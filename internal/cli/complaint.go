package cli

import (
	"bytes"
	"errors"
	"slices"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
	"compromis/internal/plain"
	"compromis/internal/wire"

	"github.com/spf13/cobra"
)

// complaintOptions are those of dossiers reclamation.
type complaintOptions struct {
	of      caseRef
	number  string
	changes []func(*dossier.Complaint)
	days    [len(complaintDays)]*decision.Day // nil when it was not given, "" to clear it
	to      target
	json    bool
}

// complaintLines are what one may write of a complaint.
var complaintLines = []struct {
	flag, value, summary string
	at                   func(*dossier.Complaint) *string
}{
	{"--faits", "texte", "ce que le client reproche, avec ses mots", func(r *dossier.Complaint) *string { return &r.What }},
	{"--qui", "nom", "qui se plaint ; d’office, le client", func(r *dossier.Complaint) *string { return &r.Who }},
	{"--canal", "moyen", "par quel moyen, comme téléphone, courriel ou comptoir", func(r *dossier.Complaint) *string { return &r.Channel }},
	{"--commande", "référence", "la commande ou le travail en cause", func(r *dossier.Complaint) *string { return &r.Order }},
	{"--demande", "texte", "ce que le client demande", func(r *dossier.Complaint) *string { return &r.Remedy }},
	{"--service", "nom", "le service concerné", func(r *dossier.Complaint) *string { return &r.Department }},
	{"--suivi-par", "nom", "la personne qui suit la réclamation", func(r *dossier.Complaint) *string { return &r.Owner }},
	{"--decision", "texte", "la décision prise", func(r *dossier.Complaint) *string { return &r.Decision }},
}

// complaintDays are the days of a complaint, as they come.
var complaintDays = [...]struct {
	flag, summary string
	at            func(*dossier.Complaint) *decision.Day
}{
	{"--le", "le jour où elle est arrivée ; d’office, aujourd’hui", func(r *dossier.Complaint) *decision.Day { return &r.On }},
	{"--accusee-le", "le jour de l’accusé de réception", func(r *dossier.Complaint) *decision.Day { return &r.Acknowledged }},
	{"--repondue-le", "le jour de la réponse", func(r *dossier.Complaint) *decision.Day { return &r.Answered }},
	{"--close-le", "le jour où elle est close", func(r *dossier.Complaint) *decision.Day { return &r.Closed }},
}

func (p *program) complaintCommand() *cobra.Command {
	var o complaintOptions
	cmd := p.onCase("reclamation dossier [--faits texte…] [--numero numéro [--accusee-le date…] [-o fichier]]",
		"les réclamations d’un dossier : les lister, en noter une, la suivre, l’imprimer", &o.of, func() error { return p.complaint(o) })
	cmd.Long = "Sans option, la commande les liste. Avec --faits, elle en note une nouvelle, et lui donne un numéro. Avec --numero, elle complète celle-là, ou l’imprime ; \"\" efface une ligne."
	f := p.flags(cmd)
	f.text(&o.number, "--numero", "numéro", "la réclamation à compléter ou à imprimer, comme R-2026-001")
	for _, l := range complaintLines {
		edit(f, &o.changes, l.flag, l.value, l.summary, func(r *dossier.Complaint, said string) { *l.at(r) = said })
	}
	for i, d := range complaintDays {
		once(f, &o.days[i], d.flag, kind{name: "date"}, d.summary, func(typed string) (*decision.Day, error) {
			if typed == "" && i > 0 {
				return new(decision.Day), nil // cleared; but a complaint came on some day
			}
			day, err := f.readPast(typed)
			return &day, err
		})
	}
	f.output(&o.to, paper.Names(), paperSummary)
	f.json(&o.json)
	f.secret(&o.of.secret)
	return cmd
}

// complaint lists the complaints of a case, notes one, changes one, or writes
// its record.
func (p *program) complaint(o complaintOptions) error {
	printing := o.to.file != "" || o.to.format != ""
	switch changing := len(o.changes) > 0 || o.days != [len(complaintDays)]*decision.Day{}; {
	case changing && (printing || o.json):
		return usageError("Notez d’abord la réclamation, puis imprimez-la" + french.NBSP + ": ce sont deux commandes.")
	case changing:
		return p.noteComplaint(o)
	case o.number != "":
		return p.printComplaint(o)
	case printing:
		return usageError("Dites quelle réclamation imprimer" + french.NBSP + ": --numero R-2026-001.")
	}
	return p.listComplaints(o)
}

// noteComplaint adds a complaint, or changes the one that is named: only the
// lines that were given, an empty one being cleared.
func (p *program) noteComplaint(o complaintOptions) error {
	if o.number == "" && o.changed(dossier.Complaint{}).What == "" {
		return usageError("Donnez les faits d’une nouvelle réclamation (--faits), ou le numéro de celle à compléter (--numero).")
	}
	g, err := p.guide()
	if err != nil {
		return err
	}
	var at int
	kase, err := p.change(o.of, func(kase dossier.Case) (_ dossier.Case, err error) {
		if kase, at, err = p.chosenComplaint(o, kase); err != nil {
			return kase, err
		}
		kase.Complaints[at], err = p.written(o, kase.Complaints[at])
		return kase, err
	})
	if err != nil {
		return err
	}
	page := plain.NewPage(p.Out)
	page.Say("Noté dans le dossier " + kase.ID + french.NBSP + ":")
	page.Complaint(g, kase.Complaints[at], kase.Deadlines(g, p.day()))
	return page.Flush()
}

// chosenComplaint returns the case with complaints of its own to change, and the
// place of the one that is named, or else of a new one.
func (p *program) chosenComplaint(o complaintOptions, kase dossier.Case) (_ dossier.Case, at int, err error) {
	kase.Complaints = slices.Clone(kase.Complaints)
	if o.number != "" {
		at, err = o.complaintAt(kase)
		return kase, at, err
	}
	kase.Complaints = append(kase.Complaints, dossier.Complaint{Number: kase.NextComplaint(p.day()), On: p.day(), Who: kase.Client.Name})
	return kase, len(kase.Complaints) - 1, nil
}

// complaintAt finds the complaint of that number in a case.
func (o complaintOptions) complaintAt(kase dossier.Case) (int, error) {
	var numbers []string
	for i, r := range kase.Complaints {
		if french.Fold(r.Number) == french.Fold(o.number) {
			return i, nil
		}
		numbers = append(numbers, r.Number)
	}
	if len(numbers) == 0 {
		return 0, usageError("Ce dossier n’a pas encore de réclamation. Notez-la d’abord avec --faits, sans --numero.")
	}
	return 0, usage("réclamation inconnue", o.number, numbers)
}

// changed returns the complaint with the lines that were given.
func (o complaintOptions) changed(r dossier.Complaint) dossier.Complaint {
	for _, change := range o.changes {
		change(&r)
	}
	return r
}

// written returns the complaint with all that was said of it.
func (p *program) written(o complaintOptions, r dossier.Complaint) (dossier.Complaint, error) {
	r = o.changed(r)
	for i, d := range complaintDays {
		if on := o.days[i]; on != nil {
			if _, err := p.past(d.flag, *on); err != nil {
				return r, err
			}
			*d.at(&r) = *on
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
func (p *program) printComplaint(o complaintOptions) error {
	format, err := p.paperFormat(o.to, o.json)
	if err != nil {
		return err
	}
	g, kase, _, err := p.look(o.of)
	if err != nil {
		return err
	}
	at, err := o.complaintAt(kase)
	if err != nil {
		return err
	}
	r := kase.Complaints[at]
	if o.json {
		return p.deliver(o.to, format, func(b *bytes.Buffer) error { return wire.NewWriter(b, g, p.day()).Complaint(r) })
	}
	return p.write(o.to, format, letter.Record(r, p.day(), kase))
}

// listComplaints writes the complaints of a case, the latest first.
func (p *program) listComplaints(o complaintOptions) error {
	g, kase, _, err := p.look(o.of)
	if err != nil {
		return err
	}
	if o.json {
		return p.wire(g).Complaints(kase)
	}
	page := plain.NewPage(p.Out)
	if len(kase.Complaints) == 0 {
		page.Say("Aucune réclamation dans ce dossier. Pour en noter une" + french.NBSP + ": compromis dossiers reclamation " + kase.ID + " --faits texte")
	}
	for i, r := range slices.Backward(kase.Complaints) {
		page.Complaint(g, r, kase.Deadlines(g, p.day()))
		if i > 0 {
			page.Blank()
		}
	}
	return page.Flush()
}
