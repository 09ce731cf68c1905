package letter

import (
	"regexp"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// fields are the words a case puts in the place of {names}. One the case does
// not know is "".
type fields struct {
	guide  *decision.Guide
	kase   dossier.Case
	on     decision.Day
	values map[string]string
	claim  *dossier.Claim // nil when there is no invoice
	rest   []rest         // of the claim
}

func newFields(g *decision.Guide, c dossier.Case, on decision.Day) *fields {
	f := &fields{guide: g, kase: c, on: on, values: map[string]string{}}
	if len(c.Invoices) > 0 {
		claim := c.Claim(g, on)
		f.claim = &claim
	}
	f.parties()
	f.dates()
	f.ask(false)
	f.complaint()
	return f
}

var town = regexp.MustCompile(`^\d{5}\s+(.+)$`)

func (f *fields) parties() {
	for suffix, p := range map[string]dossier.Party{"entreprise": f.kase.Business, "client": f.kase.Client} {
		f.values[suffix] = p.Name
		f.values["adresse-"+suffix] = strings.Join(linesOf(p.Address), ", ")
		f.values["siren-"+suffix] = french.SIREN(p.Number)
		f.values["courriel-"+suffix] = p.Email
		f.values["telephone-"+suffix] = p.Phone
		f.values["contact-"+suffix] = p.Contact
	}
	for _, line := range linesOf(f.kase.Business.Address) {
		if m := town.FindStringSubmatch(line); m != nil {
			f.values["lieu"] = m[1]
		}
	}
	f.values["appel"] = say.Greeting(f.kase.Client.Civility)
	f.values["objet"] = f.kase.Subject
	if cause := f.guide.Cause(decision.Value(f.kase.Said[decision.FactCause])); cause != nil {
		f.values["cause"] = cause.Title
	}
}

// linesOf returns the lines of an address that hold something.
func linesOf(address string) []string {
	return slices.DeleteFunc(strings.Split(address, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
}

// dayWords writes a day, or "" when it is not known.
func dayWords(d decision.Day) string {
	if d.Time().IsZero() {
		return ""
	}
	return french.Date(d.Time())
}

func (f *fields) dates() {
	days := map[string]decision.Day{
		"date":            f.on,
		"relance":         f.last(dossier.Reminded, dossier.StepReminder),
		"mise-en-demeure": f.last(dossier.GaveNotice, dossier.StepNotice),
		"ouverture":       f.last(dossier.Insolvent, ""),
		"requete":         f.last(dossier.AskedOrder, ""),
	}
	for name := range dossier.ReplyDays {
		days[name] = dossier.ReplyDay(f.guide, name, f.on)
	}
	if r, ok := f.kase.LastComplaint(); ok {
		days["date-reponse-reclamation"] = r.AnswerBy()
	}
	days["prescription"] = f.lastDayToSue()
	for name, d := range days {
		f.values[name] = dayWords(d)
	}
}

// lastDayToSue returns the one to have in mind in the agenda, or "": none while
// something holds it, or where the law that applies is not known.
func (f *fields) lastDayToSue() decision.Day {
	all := slices.DeleteFunc(f.kase.Deadlines(f.guide, f.on), func(d dossier.Deadline) bool {
		return d.Kind != dossier.LastDayToSue || d.Basis == ""
	})
	next, _ := dossier.Next(all)
	return next.On
}

// last returns the last day something happened: that of the event, else that
// on which the step was noted as done.
func (f *fields) last(kind dossier.EventKind, step string) (on decision.Day) {
	for _, e := range f.kase.Journal {
		if e.Kind == kind || e.Act == kind {
			on = max(on, e.On)
		}
	}
	if on != "" || step == "" {
		return on
	}
	for _, e := range f.kase.Journal {
		if e.Kind == dossier.StepDone && e.Step == step {
			on = max(on, e.On)
		}
	}
	return on
}

// complaint fills what is known of the last complaint.
func (f *fields) complaint() {
	if len(f.kase.Complaints) == 0 {
		return
	}
	c, _ := f.kase.LastComplaint()
	for name, said := range map[string]string{
		"reclamation": c.Number, "date-reclamation": dayWords(c.On), "canal": c.Channel, "faits": c.What, "demande": c.Remedy,
		"commande": c.Order, "service": c.Department, "suivi-par": c.Owner, "decision": c.Decision,
	} {
		f.values[name] = said
	}
}

// get returns the words of a field, or what stands for it.
func (f *fields) get(name string) string { return orEmpty(f.values[name], FieldWords[name]) }

var field = regexp.MustCompile(`\{[a-z-]+\}`)

// fill writes words of the content with their fields filled.
func (f *fields) fill(words string) string {
	return field.ReplaceAllStringFunc(words, func(name string) string { return f.get(strings.Trim(name, "{}")) })
}

// line writes a line of the content with its fields filled.
func (f *fields) line(l decision.Line) (filled decision.Line) {
	for _, s := range l {
		filled = append(filled, decision.Span{Text: f.fill(s.Text), Strong: s.Strong})
	}
	return filled
}

// FieldWords is what each of [dossier.LetterFields] stands for, as one would say
// it when it is missing.
var FieldWords = map[string]string{
	"appel": "madame ou monsieur", "lieu": "le lieu", "date": "la date",
	"entreprise": "le nom de votre entreprise", "adresse-entreprise": "votre adresse", "siren-entreprise": "votre numéro SIREN",
	"courriel-entreprise": "votre adresse électronique", "telephone-entreprise": "votre téléphone", "contact-entreprise": "le nom du signataire",
	"client": "le nom du client", "adresse-client": "l'adresse du client", "siren-client": "le numéro SIREN du client",
	"courriel-client": "l'adresse électronique du client", "telephone-client": "le téléphone du client", "contact-client": "la personne à qui écrire",
	"objet": "la commande ou le travail en cause", "cause": "la cause du conflit", "factures": "les factures et leurs dates",
	"echeance": "la date d'échéance", "somme": "la somme restant due", "interets": "les intérêts", "indemnite": "l'indemnité de 40 €",
	"total": "le total à payer", "taux": "le taux d'intérêt", "date-limite": "la date limite de paiement", "date-reponse": "la date limite de réponse",
	"date-reponse-reclamation": "la date de réponse à la réclamation",
	"reclamation":              "le numéro de la réclamation", "date-reclamation": "la date de la réclamation", "canal": "le moyen employé par le client",
	"faits": "les faits reprochés", "demande": "ce que le client demande", "commande": "la référence de la commande",
	"service": "le service concerné", "suivi-par": "la personne qui suit le dossier", "decision": "la décision prise",
	"relance": "la date de la relance", "mise-en-demeure": "la date de la mise en demeure", "prescription": "la date de prescription",
	"ouverture": "le jour du jugement d'ouverture", "requete": "la date de la requête",
	"decompte": "le décompte", "echeancier": "l'échéancier", "journal": "le journal du dossier", "pieces": "la liste des pièces",
}
