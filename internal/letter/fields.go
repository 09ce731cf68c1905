package letter

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/paper"
)

// How long a letter leaves its reader: usages, no rule.
const (
	daysToPay       = 15
	workdaysToReply = 10
)

// fields are the words a case puts in the place of {names}. One the case does
// not know is "".
type fields struct {
	guide  *decision.Guide
	kase   dossier.Case
	on     decision.Day
	values map[string]string
	claim  *dossier.Claim // nil when there is no invoice, or a rate is missing
	rest   []rest         // of the claim
}

func newFields(g *decision.Guide, c dossier.Case, on decision.Day) *fields {
	f := &fields{guide: g, kase: c, on: on, values: map[string]string{}}
	if len(c.Invoices) > 0 {
		if claim, err := c.Claim(g, on); err == nil {
			f.claim = &claim
			f.rest = restOf(c, claim)
		}
	}
	f.parties()
	f.dates()
	f.sums()
	f.complaint()
	return f
}

var town = regexp.MustCompile(`^\d{5}\s+(.+)$`)

func (f *fields) parties() {
	for suffix, p := range map[string]dossier.Party{"entreprise": f.kase.Business, "client": f.kase.Client} {
		f.values[suffix] = p.Name
		f.values["adresse-"+suffix] = strings.Join(linesOf(p.Address), ", ")
		f.values["siren-"+suffix] = p.Number
		f.values["courriel-"+suffix] = p.Email
		f.values["telephone-"+suffix] = p.Phone
		f.values["contact-"+suffix] = p.Contact
	}
	for _, line := range linesOf(f.kase.Business.Address) {
		if m := town.FindStringSubmatch(line); m != nil {
			f.values["lieu"] = m[1]
		}
	}
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

// The steps that stand for an event when the journal has no other trace of it.
const (
	stepReminder = "relancer-par-ecrit"
	stepNotice   = "mettre-en-demeure"
)

func (f *fields) dates() {
	days := map[string]decision.Day{
		"date": f.on, "date-limite": f.on.Add(daysToPay), "date-reponse": dossier.AddWorkdays(f.on, workdaysToReply),
		"relance":         f.last(dossier.Reminded, stepReminder),
		"mise-en-demeure": f.last(dossier.GaveNotice, stepNotice),
		"ouverture":       f.last(dossier.Insolvent, ""),
		"requete":         f.last(dossier.AskedOrder, ""),
	}
	if bar, ok := f.kase.Bar(f.guide, f.on); ok {
		days["prescription"] = bar.Earliest
	}
	for name, d := range days {
		f.values[name] = dayWords(d)
	}
}

// last returns the last day something happened: that of the event, else that
// on which the step was noted as done.
func (f *fields) last(kind dossier.EventKind, step string) (on decision.Day) {
	for _, e := range f.kase.Journal {
		if e.Kind == kind {
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
	c := slices.MaxFunc(f.kase.Complaints, func(a, b dossier.Complaint) int { return cmp.Compare(a.On, b.On) })
	for name, said := range map[string]string{
		"reclamation": c.Number, "date-reclamation": dayWords(c.On), "canal": c.Channel, "faits": c.What, "demande": c.Remedy,
		"commande": c.Order, "service": c.Department, "suivi-par": c.Owner, "decision": c.Decision,
	} {
		f.values[name] = said
	}
}

// get returns the words of a field, or what stands for it.
func (f *fields) get(name string) string { return orEmpty(f.values[name], decision.LetterFields[name]) }

var field = regexp.MustCompile(`\{[a-z-]+\}`)

// fill writes words of the content with their fields filled.
func (f *fields) fill(words string) string {
	return field.ReplaceAllStringFunc(paper.Escape(words), func(name string) string { return f.get(strings.Trim(name, "{}")) })
}

// line writes a line of the content with its fields filled.
func (f *fields) line(l decision.Line) string {
	var b strings.Builder
	for _, s := range l {
		if s.Strong {
			b.WriteString("**" + f.fill(s.Text) + "**")
		} else {
			b.WriteString(f.fill(s.Text))
		}
	}
	return b.String()
}
