package cli

import (
	"slices"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// invoiceForm asks for an invoice: a new one when it has no number.
func (d *desk) invoiceForm(in dossier.Invoice) form {
	f := form{about: "Ajouter une facture", place: "facture/" + in.Number, words: d.on("dossiers", "facture")}
	if in.Number != "" {
		f.about, f.words = "Modifier une facture", append(f.words, "--modifie="+in.Number)
	}
	rate := ""
	if in.Rate > 0 {
		rate = french.Percent(in.Rate)
	}
	day := func(flag, key, label string, on decision.Day) ask {
		return ask{flag: flag, key: key, label: label, hint: "comme 31/12/2026", value: french.Day(string(on))}
	}
	due := dossier.Due{}
	if len(in.Dues) > 0 {
		due = in.Dues[0]
	}
	f.asks = []ask{
		{flag: "--numero", key: "numero", label: "Le numéro de la facture", hint: "comme 2026-014", value: in.Number, needed: true},
		{key: "le", label: "Échéance", hint: "comme 31/12/2026", value: french.Day(string(due.On)), needed: true, check: func(typed string) (string, error) {
			on, err := d.readDay(typed, french.Either)
			return french.Day(string(on)), err
		}},
		{key: "montant", label: "Le montant à payer ce jour-là", hint: "comme 1500,00", needed: true, check: func(typed string) (string, error) { _, err := french.ParseCents(typed); return typed, err }},
	}
	if due.Cents > 0 {
		f.asks[2].value = french.Cents(due.Cents)
	}
	for i := 1; i <= max(dossier.MostDues, len(in.Dues)-1); i++ {
		a := ask{key: dossier.DueKey(i), label: "Une autre échéance", hint: "comme 31/03/2026 500,00", check: func(typed string) (string, error) {
			due, err := d.readDue(typed)
			return instalment(due), err
		}}
		if i < len(in.Dues) {
			a.value = instalment(in.Dues[i])
		}
		if i > 1 {
			a.asked = func(said map[string]string) bool {
				return said[dossier.DueKey(i-1)] != "" || said[dossier.DueKey(i)] != ""
			}
		}
		f.asks = append(f.asks, a)
	}
	f.more = func(said map[string]string) []string {
		dues := []string{"--echeance=" + said["le"] + "=" + said["montant"]}
		for i := 1; i <= max(dossier.MostDues, len(in.Dues)-1); i++ {
			if typed := said[dossier.DueKey(i)]; typed != "" {
				dues = append(dues, "--echeance="+typed)
			}
		}
		return dues
	}
	f.asks = append(f.asks, day("--emise", "emise", "Émise le", in.Issued), day("--fin-prestation", "fin", "Travail fini ou livré le", in.Done))
	if d.kase.TakesRate() {
		f.asks = append(f.asks, ask{flag: "--taux", key: "taux", label: "Taux de retard prévu au contrat", hint: "comme 12,00", value: rate})
	}
	return f
}

// instalment is a day and a sum as one types them.
func instalment(due dossier.Due) string {
	return french.Day(string(due.On)) + " " + french.Cents(due.Cents)
}

// changeInvoice changes an invoice of the case, or takes it out.
func (d *desk) changeInvoice(t *plain.Talk) error {
	if len(d.kase.Invoices) == 0 {
		t.Say("Aucune facture dans ce dossier.")
		return t.Flush()
	}
	var names []string
	for _, in := range d.kase.Invoices {
		names = append(names, plain.Billed(in))
	}
	at, ok := t.Pick("Quelle facture"+french.NBSP+"?", names)
	if !ok {
		return t.Flush()
	}
	in := d.kase.Invoices[at]
	what, ok := t.Pick(say.Invoice(in.Number), []string{"La modifier", "La retirer du dossier"})
	switch {
	case !ok:
	case what == 0:
		_, err := d.fill(t, d.invoiceForm(in))
		return err
	case sure(t, "Retirer la facture "+french.Shown(in.Number)+french.NBSP+"?"):
		return d.show(t, append(d.on("dossiers", "facture"), "--modifie="+in.Number, "--retirer")...)
	}
	return t.Flush()
}

// complaintForm asks for a complaint.
func complaintForm(d *desk) form {
	return form{about: "Noter une réclamation. Écrivez des faits, avec les mots du client.", place: "reclamation/", words: d.on("dossiers", "reclamation"), asks: complaintAsks(dossier.Complaint{
		On: d.day(), Channel: say.Channels[0], Who: d.kase.Client.Name,
	})}
}

// complaintAsks ask for what one writes of a complaint.
func complaintAsks(c dossier.Complaint) []ask {
	ways := make([]option, 0, len(say.Channels))
	for _, w := range say.Channels {
		ways = append(ways, option{w, w})
	}
	if c.Channel != "" && !slices.Contains(say.Channels, c.Channel) {
		ways = append(ways, option{c.Channel, c.Channel})
	}
	return []ask{
		{flag: "--faits", key: "faits", label: "Les faits, avec ses mots", value: c.What, needed: true},
		{flag: "--le", key: "le", label: "Reçue le", value: french.Day(string(c.On)), needed: true},
		{flag: "--canal", key: "canal", label: "Par quel moyen", value: c.Channel, options: ways},
		{flag: "--qui", key: "qui", label: "Qui se plaint", value: c.Who, held: true},
		{flag: "--commande", key: "commande", label: "Commande ou travail", value: c.Order},
		{flag: "--demande", key: "demande", label: "Ce qu’il demande", value: c.Remedy},
		{flag: "--service", key: "service", label: "Service concerné", value: c.Department},
		{flag: "--suivi-par", key: "suivi", label: "Suivie par", value: c.Owner},
	}
}

// followComplaint notes a stage of a complaint, changes it or shows it.
func (d *desk) followComplaint(t *plain.Talk) error {
	if len(d.kase.Complaints) == 0 {
		t.Say("Aucune réclamation dans ce dossier.")
		return t.Flush()
	}
	var names []string
	for _, c := range d.kase.Complaints {
		names = append(names, "n°"+french.NBSP+french.Shown(c.Number)+", "+french.Day(string(c.On))+", "+plain.Whole(c.What))
	}
	at, ok := t.Pick("Quelle réclamation"+french.NBSP+"?", names)
	if !ok {
		return t.Flush()
	}
	c := d.kase.Complaints[at]
	names = []string{"La lire", "La modifier", "Écrire sa fiche dans un fichier"}
	for _, m := range say.Milestones {
		names = append(names, m.Does)
	}
	what, ok := t.Pick("Réclamation "+french.Shown(c.Number), names)
	if !ok {
		return t.Flush()
	}
	var err error
	words := append(d.on("dossiers", "reclamation"), "--numero="+c.Number)
	switch what {
	case 0:
		return d.read(t, words...)
	case 1:
		_, err = d.fill(t, changeComplaint(c, words))
	case 2:
		_, err = d.fill(t, fileForm(words, "fiche-"+french.Slug(c.Number)+".pdf"))
	default:
		_, err = d.fill(t, d.stageForm(c, what-3))
	}
	return err
}

// changeComplaint asks for all that was written of a complaint.
func changeComplaint(c dossier.Complaint, words []string) form {
	asks := complaintAsks(c)
	for n, m := range say.Milestones {
		asks = append(asks, ask{flag: milestoneFlag(n), key: m.Key, label: m.Does + ", le", value: french.Day(string(*m.Day(&c)))})
	}
	asks = append(asks, ask{flag: "--decision", key: "decision", label: "La décision prise", value: c.Decision})
	for i := range asks {
		asks[i].held = true
	}
	return form{about: "Modifier une réclamation", place: "reclamation/" + c.Number, words: words, asks: asks}
}

// milestoneFlag is the flag of the day of a milestone of a complaint: the first of
// [complaintDays] is that of the complaint itself.
func milestoneFlag(n int) string { return complaintDays[n+1].flag }

// stageForm asks when a stage of a complaint was reached.
func (d *desk) stageForm(c dossier.Complaint, n int) form {
	m := say.Milestones[n]
	f := form{about: m.Does, place: "suivi/" + french.Slug(m.Does) + "/" + c.Number, words: append(d.on("dossiers", "reclamation"), "--numero="+c.Number), asks: []ask{
		{flag: milestoneFlag(n), key: "le", label: "Quand", value: d.today(), needed: true},
	}}
	if m.Told {
		f.asks = append(f.asks, ask{flag: "--decision", key: "decision", label: "La décision prise", value: c.Decision, held: true})
	}
	return f
}

// partiesForm asks who is who.
func partiesForm(d *desk) form {
	f := form{about: "Les parties. Ces lignes remplissent les courriers" + french.NBSP + "; tout est facultatif.", place: "parties", words: d.on("dossiers", "parties")}
	kase := d.kase
	for i, s := range sides {
		for _, l := range partyLines {
			key := partyKeys[l.word]
			if i == 1 {
				key = "nous-" + key
				if l.word == "nom" {
					key = "nous"
				}
			}
			a := ask{flag: s.flag + "-" + l.word, key: key, label: l.name + " " + s.of, value: french.AddressLine(*l.at(s.party(&kase))), held: true}
			if l.word == "civilite" {
				a.options = []option{{"Je ne sais pas" + french.NBSP + ": Madame, Monsieur", ""}, {"Madame", string(dossier.Madam)}, {"Monsieur", string(dossier.Sir)}}
				if i == 1 {
					continue // the full screen does not ask it either
				}
			}
			f.asks = append(f.asks, a)
		}
	}
	f.asks = append(f.asks, ask{flag: "--objet", key: "objet", label: "Commande ou travail en cause", value: kase.Subject, held: true})
	return f
}

// partyKeys are the names of the lines of a party in a draft.
var partyKeys = map[string]string{
	"nom": "client", "adresse": "adresse", "courriel": "courriel", "telephone": "telephone", "siren": "siren", "contact": "contact", "civilite": "civilite",
}

// titleForm asks for the title of the case.
func titleForm(d *desk) form {
	return form{about: "Donner un titre au dossier", words: d.on("dossiers", "renommer"), asks: []ask{
		{flag: "--titre", key: "titre", label: "Le titre", value: d.kase.Title, needed: true},
	}}
}
