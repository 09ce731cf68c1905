package cli

import (
	"slices"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// act is something one may do with the case of an interview.
type act struct {
	name string
	do   func(*desk, *plain.Talk) error
}

// acts are all that the full screen does for a case, and the menu of a result does
// not offer by itself.
func acts() []act {
	return []act{
		{"Voir tout le dossier", shows("dossiers", "ouvrir")},
		{"Noter ce qui s’est passé" + french.NBSP + ": appel, relance, réponse, acte", filled(eventForm)},
		{"Noter un paiement reçu", filled(paymentForm)},
		{"Noter qu’une échéance est tenue", (*desk).keepDeadline},
		{"Annuler le dernier évènement noté", (*desk).undoLast},
		{"Ajouter une facture", filled(func(d *desk) form { return d.invoiceForm(dossier.Invoice{}) })},
		{"Modifier ou retirer une facture", (*desk).changeInvoice},
		{"La somme due, avec le calcul", shows("calculer")},
		{"Noter une réclamation du client", filled(complaintForm)},
		{"Suivre une réclamation", (*desk).followComplaint},
		{"Les parties" + french.NBSP + ": le client, vous, la commande", filled(partiesForm)},
		{"Raconter les faits, avec vos mots", (*desk).tellFacts},
		{"Tous les courriers", func(d *desk, t *plain.Talk) error { return d.letters(t, false) }},
		{"Remettre le dossier à un médiateur ou à un avocat", (*desk).handOverTo},
		{"Vos brouillons", (*desk).draftsLeft},
		{"Les états gardés" + french.NBSP + ": en revoir ou en reprendre un", (*desk).former},
		{"Réunir deux versions du dossier", (*desk).join},
		{"Protéger par un mot de passe, ou ne plus protéger", (*desk).protect},
		{"Archiver, ou sortir des archives", (*desk).putAway},
		{"Donner un titre au dossier", filled(titleForm)},
		{"Supprimer le dossier", (*desk).erase},
		{"Ouvrir un autre dossier", (*desk).another},
	}
}

// Do carries out what the menu of a result asks for.
func (d *desk) Do(t *plain.Talk, a plain.Act) error {
	switch {
	case a == plain.OpenCase && d.cases != nil:
		return d.another(t)
	case d.file == nil:
		t.Say("Ce dossier n’est pas gardé" + french.NBSP + ": il n’y a rien à y noter.")
		return t.Flush()
	}
	switch a {
	case plain.WriteLetter:
		return d.letters(t, true)
	case plain.TellOutcome:
		return d.outcome(t)
	case plain.Remind:
		return d.remind(t)
	}
	all := acts()
	names := make([]string, len(all))
	for i, a := range all {
		names[i] = a.name
	}
	at, ok := t.Pick("Le dossier", names)
	if !ok {
		return t.Flush()
	}
	return all[at].do(d, t)
}

// filled is an act that fills a form.
func filled(make func(*desk) form) func(*desk, *plain.Talk) error {
	return func(d *desk, t *plain.Talk) error {
		_, err := d.fill(t, make(d))
		return err
	}
}

// shows is an act that runs a command on the case and shows what it writes.
func shows(words ...string) func(*desk, *plain.Talk) error {
	return func(d *desk, t *plain.Talk) error { return d.show(t, d.on(words...)...) }
}

// on is a command on the case of the desk.
func (d *desk) on(words ...string) []string { return append(slices.Clone(words), d.kase.ID) }

// show runs a command and shows what it writes, or why it cannot.
func (d *desk) show(t *plain.Talk, words ...string) error {
	out, err := d.command(words...)
	if err != nil {
		t.Say(form{}.named(err))
		return t.Flush()
	}
	t.Blank()
	t.Show(out)
	return t.Flush()
}

// sure asks before what cannot be undone.
func sure(t *plain.Talk, question string) bool {
	typed, ok := t.Ask(question + " Tapez oui, ou Entrée pour ne rien faire")
	return ok && french.Slug(typed) == "oui"
}

// today is the day of the desk, as one writes it.
func (d *desk) today() string { return french.Day(string(d.day())) }

// eventForm asks for a line of the journal.
func eventForm(d *desk) form { return d.eventOf(dossier.Called) }

// paymentForm asks for a payment.
func paymentForm(d *desk) form { return d.eventOf(dossier.Paid) }

// eventOf asks for a line of the journal, of a kind at first.
func (d *desk) eventOf(kind dossier.EventKind) form {
	paid := func(said map[string]string) bool { return said["quoi"] == string(dossier.Paid) }
	other := func(said map[string]string) bool { return !paid(said) }
	f := form{about: "Noter un évènement", place: "evenement/" + string(kind), words: d.on("dossiers", "noter"), asks: []ask{
		{flag: "--quoi", key: "quoi", label: "Ce qui s’est passé", value: string(kind), needed: true},
		{flag: "--le", key: "le", label: "Quand", value: d.today(), needed: true},
		{flag: "--montant", key: "montant", label: "La somme reçue", hint: "comme 250,00", needed: true, asked: paid},
	}}
	for _, k := range dossier.EventKindsFor(d.guide, d.guide.Verdict(d.kase.Answers(d.guide, d.day().Time())).Step) {
		f.asks[0].options = append(f.asks[0].options, option{say.Event(d.guide, k), string(k)})
	}
	if kind == dossier.Paid {
		f.about, f.asks[0].asked = "Noter un paiement", func(map[string]string) bool { return false }
		f.words = append(f.words, "--quoi="+string(kind))
		f.asks[2].asked = nil
	}
	if invoices := d.invoices("Aucune en particulier"); len(invoices) > 1 {
		f.asks = append(f.asks, ask{flag: "--facture", key: "facture", label: "La facture payée ou visée", options: invoices})
	}
	f.asks = append(f.asks,
		ask{flag: "--avant", key: "avant", label: "Réponse ou rendez-vous attendu le", hint: "comme 31/12/2026", asked: other},
		ask{flag: "--note", key: "note", label: "Ce qui a été dit ou fait"})
	return f
}

// invoices are those of the case, to choose from, after none of them.
func (d *desk) invoices(none string) []option {
	all := []option{{none, ""}}
	for _, in := range d.kase.Invoices {
		all = append(all, option{french.Shown(in.Number) + french.NBSP + ": " + french.Cents(in.Total()), in.Number})
	}
	return all
}

// outcome asks what came of the recommended step.
func (d *desk) outcome(t *plain.Talk) error {
	step, err := d.awaited(d.guide, d.kase)
	if err != nil {
		t.Say(form{}.named(err))
		return t.Flush()
	}
	var names []string
	for _, o := range step.Outcomes {
		names = append(names, say.Outcome(o))
	}
	if d.kase.Owing(d.guide, d.day()) {
		names = append(names, say.PartlyPaid)
	}
	at, ok := t.Pick("Que s’est-il passé"+french.NBSP+"?", names)
	switch {
	case !ok:
		return t.Flush()
	case at == len(step.Outcomes):
		_, err = d.fill(t, d.eventOf(dossier.Paid))
	default:
		_, err = d.fill(t, d.outcomeForm(step.Outcomes[at]))
	}
	return err
}

// outcomeForm asks when an outcome came, and what to remember of it; when it answers
// a letter or a call the journal does not hold, also when that was.
func (d *desk) outcomeForm(o decision.Outcome) form {
	f := form{about: o.Label, place: "issue/" + french.Slug(o.Label), words: append(d.on("dossiers", "suite"), "--issue="+o.Label)}
	if kind, lacking := d.kase.Sent(o); lacking {
		f.asks = append(f.asks, ask{flag: "--envoi", key: "envoi", label: say.Event(d.guide, kind) + french.NBSP + ": fait le", value: d.today(), needed: true})
	}
	f.asks = append(f.asks,
		ask{flag: "--le", key: "le", label: "Ce qui est arrivé ensuite, le", value: d.today(), needed: true},
		ask{flag: "--note", key: "note", label: "À retenir"})
	return f
}

// keptPlace is where what is typed of a deadline that is kept is a draft.
const keptPlace = "evenement/" + string(dossier.Kept)

// keepDeadline notes that what a deadline was for is done.
func (d *desk) keepDeadline(t *plain.Talk) error {
	var limits, names []string
	for _, due := range d.kase.Deadlines(d.guide, d.day()) {
		if kept, ours := due.Done(d.guide); ours {
			limits, names = append(limits, kept.Limit), append(names, french.Capital(say.DeadlineDay(due))+french.NBSP+": "+say.Deadline(d.guide, due))
		}
	}
	if len(names) == 0 {
		t.Say("Aucune échéance de ce dossier n’attend que vous fassiez quelque chose.")
		return t.Flush()
	}
	at, ok := t.Pick("Quelle échéance est tenue"+french.NBSP+"?", names)
	if !ok {
		return t.Flush()
	}
	_, err := d.fill(t, form{
		about: "Échéance tenue", place: keptPlace,
		words: append(d.on("dossiers", "noter"), "--quoi="+string(dossier.Kept), "--delai="+limits[at]),
		asks: []ask{
			{flag: "--le", key: "le", label: "Quand", value: d.today(), needed: true},
			{flag: "--note", key: "note", label: "Ce qui a été fait"},
		},
	})
	return err
}

// undoLast takes the last event back, once one is sure.
func (d *desk) undoLast(t *plain.Talk) error {
	last, ok := d.kase.Last()
	if !ok {
		t.Say("Le journal est vide" + french.NBSP + ": il n’y a rien à annuler.")
		return t.Flush()
	}
	if !sure(t, "Annuler ceci"+french.NBSP+"? "+plain.Happened(d.guide, last)+".") {
		return t.Flush()
	}
	return d.show(t, d.on("dossiers", "annuler")...)
}

// remind asks on what day to be reminded of the step.
func (d *desk) remind(t *plain.Talk) error {
	if _, err := d.awaited(d.guide, d.kase); err != nil {
		t.Say(form{}.named(err))
		return t.Flush()
	}
	_, err := d.fill(t, d.recallForm())
	return err
}

func (d *desk) recallForm() form {
	return form{about: "Me le rappeler", place: "rappel", words: d.on("dossiers", "rappeler"), asks: []ask{
		{flag: "--le", key: "le", label: "Quel jour", value: french.Day(string(d.kase.RecallOn(d.guide, d.day()))), needed: true},
	}}
}
