package wire

import (
	"slices"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/say"
)

// file is what a case holds that anyone it is shown to may read.
type file struct {
	ID         string        `json:"id"`
	Title      *string       `json:"titre"`
	Business   party         `json:"entreprise"`
	Client     party         `json:"client"`
	Subject    *string       `json:"objet"`
	Facts      *string       `json:"faits"`
	Opened     *decision.Day `json:"ouvert_le"`
	Changed    *decision.Day `json:"modifie_le"`
	Closed     *decision.Day `json:"clos_le"`
	Journal    []event       `json:"journal"`
	Invoices   []invoice     `json:"factures"`
	Complaints []complaint   `json:"reclamations"`
}

// ownFile is all that a case holds, for whoever keeps it.
type ownFile struct {
	file
	Said     map[decision.Fact]string `json:"reponses"`
	Drafts   map[string]string        `json:"brouillons"` // by letter id
	Gestures []string                 `json:"gestes"`     // those that were done, as [dossier.Case.Tick] names them
	Former   *conclusion              `json:"conclusion_precedente"`
	Archived bool                     `json:"archive"`
}

type party struct {
	Name     *string `json:"nom"`
	Address  *string `json:"adresse"`
	Email    *string `json:"courriel"`
	Phone    *string `json:"telephone"`
	Number   *string `json:"siren"`
	Contact  *string `json:"contact"`
	Civility *string `json:"civilite"`
}

type event struct {
	On      decision.Day      `json:"le"`
	Kind    dossier.EventKind `json:"quoi"`
	Note    *string           `json:"note"`
	Cents   *int64            `json:"somme_centimes"`
	Invoice *string           `json:"facture"`
	Until   *decision.Day     `json:"avant_le"`
	Limit   *string           `json:"echeance"`
	Step    *string           `json:"etape"`
	Outcome *string           `json:"issue"`
	Act     *string           `json:"acte"`
	By      *string           `json:"note_par"`
	Written *decision.Day     `json:"note_le"`
	At      *clock            `json:"heure"`
}

type invoice struct {
	Number string        `json:"numero"`
	Issued *decision.Day `json:"emise_le"`
	Done   *decision.Day `json:"prestation_finie_le"`
	Dues   []due         `json:"a_payer"`
	Rate   *int          `json:"taux_centiemes"`
}

type due struct {
	On    decision.Day `json:"le"`
	Cents int64        `json:"somme_centimes"`
}

type complaint struct {
	Number       string        `json:"numero"`
	On           decision.Day  `json:"le"`
	Channel      *string       `json:"canal"`
	Who          *string       `json:"qui"`
	What         *string       `json:"faits"`
	Order        *string       `json:"commande"`
	Remedy       *string       `json:"demande"`
	Department   *string       `json:"service"`
	Owner        *string       `json:"suivi_par"`
	Acknowledged *decision.Day `json:"accuse_le"`
	Answered     *decision.Day `json:"repondu_le"`
	Decision     *string       `json:"decision"`
	Closed       *decision.Day `json:"clos_le"`
}

type conclusion struct {
	Step    string       `json:"etape"`
	On      decision.Day `json:"le"`
	Content decision.Day `json:"version_contenu"`
	Over    *string      `json:"contenu_modifie"` // what was laid over it
}

type deadline struct {
	On     *decision.Day        `json:"le"`           // null when it must be asked
	Latest *decision.Day        `json:"au_plus_tard"` // null when the day is certain
	Kind   dossier.DeadlineKind `json:"quoi"`
	Number *string              `json:"numero"`    // of the complaint or of the invoice
	Basis  *string              `json:"fondement"` // null for a usage
	Usage  bool                 `json:"usage"`
	Yours  bool                 `json:"a_vous"`
	Passed bool                 `json:"passe"`
	State  *string              `json:"etat"` // what it closed and what is left to do; null for one ahead
}

// barState is how near the end of a limitation period is, one of the values of the
// question about it.
type barState decision.Value

// hold is what keeps a limitation period from running.
type hold string

const (
	atCourt hold = "justice"
	byTitle hold = "titre"
)

// limitation is the limitation period of an unpaid invoice, or of the day typed.
type limitation struct {
	Invoice  *string      `json:"numero"`
	From     decision.Day `json:"depuis"`
	Earliest decision.Day `json:"au_plus_tot"`
	Latest   decision.Day `json:"au_plus_tard"`
	State    barState     `json:"etat"`
	Held     *hold        `json:"arret"`     // null when it runs
	Basis    *string      `json:"fondement"` // null when the law that applies is not known
}

// waiting is the time the client was given, when the recommended step was begun.
type waiting struct {
	Since decision.Day `json:"depuis"`
	Until decision.Day `json:"jusqu_au"`
	Over  bool         `json:"passe"`
	Then  *string      `json:"ensuite"` // the step that follows without an answer; null when not known
}

// contradiction is an answer that the invoices and the journal give otherwise.
type contradiction struct {
	Fact  decision.Fact `json:"fait"`
	Said  string        `json:"dit"`
	Value string        `json:"retenu"`
}

// where is where a case stands, besides its advice.
type where struct {
	Waiting     *waiting        `json:"attente"`       // null when there is nothing to wait for
	Settled     bool            `json:"solde"`         // nothing is left to pay of the invoices
	Contradicts []contradiction `json:"contredit"`     // what is to be answered again
	Limitations []limitation    `json:"prescriptions"` // one an unpaid instalment
}

var holds = map[dossier.Hold]hold{dossier.AtCourt: atCourt, dossier.ByTitle: byTitle}

func (w Writer) where(c dossier.Case) where {
	s := c.Standing(w.guide, w.on)
	told := where{Settled: s.Settled, Contradicts: []contradiction{}}
	if d := s.Awaited; d != nil {
		told.Waiting = &waiting{Since: d.Since, Until: d.On, Over: d.Passed}
		if s.Then != nil {
			told.Waiting.Then = known(s.Then.ID)
		}
	}
	for _, d := range c.Derived(w.guide, w.on.Time()) {
		if d.Contradicts {
			told.Contradicts = append(told.Contradicts, contradiction{d.Fact, d.Said, d.Value})
		}
	}
	told.Limitations = each(c.Bars(w.guide, w.on), newLimitation)
	return told
}

func newLimitation(b dossier.Bar) limitation {
	return limitation{known(b.Invoice), b.From, b.Earliest, b.Latest, barState(b.State), known(holds[b.Hold]), known(b.Basis)}
}

// opened is a case: what it holds, where it leads, what is owed and what comes next.
type opened struct {
	head
	Case   ownFile `json:"dossier"`
	Advice advice  `json:"conseil"`
	owed
	where
	Deadlines []deadline      `json:"echeances"`
	Asked     []decision.Fact `json:"a_redemander"` // the answers that the guide no longer knows
}

// Case writes a case. authors are those of its timeline, as far as they are known; asked,
// the answers that the guide no longer knows.
func (w Writer) Case(c dossier.Case, authors []dossier.Author, asked []decision.Fact) error {
	own := newOwnFile(c)
	for i, a := range authors {
		if a.Login != "" {
			e, at := &own.Journal[i], a.At.Local()
			e.By, e.Written, e.At = known(a.Login), known(decision.DayOf(at)), known(clock(at.Format("15:04")))
		}
	}
	return w.write(opened{
		w.head(), own, w.advice(c.Answers(w.guide, w.on.Time())), w.owed(c), w.where(c),
		w.deadlines(c), append([]decision.Fact{}, asked...),
	})
}

// dates are the deadlines of a case.
type dates struct {
	head
	Deadlines []deadline `json:"echeances"`
}

// Deadlines writes the deadlines of a case, the nearest first.
func (w Writer) Deadlines(c dossier.Case) error { return w.write(dates{w.head(), w.deadlines(c)}) }

// complaints are those of a case.
type complaints struct {
	head
	Complaints []complaint `json:"reclamations"`
}

// Complaints writes the complaints of a case.
func (w Writer) Complaints(c dossier.Case) error {
	return w.write(complaints{w.head(), each(c.Complaints, newComplaint)})
}

// oneComplaint is a complaint, alone.
type oneComplaint struct {
	head
	complaint
}

// Complaint writes one complaint.
func (w Writer) Complaint(r dossier.Complaint) error {
	return w.write(oneComplaint{w.head(), newComplaint(r)})
}

func newFile(c dossier.Case) file {
	return file{
		ID: c.ID, Title: known(c.Title), Business: newParty(c.Business), Client: newParty(c.Client), Subject: known(c.Subject), Facts: known(c.Facts),
		Opened: known(c.Opened), Changed: known(c.Changed), Closed: known(c.Closed),
		Journal: each(c.Timeline(), newEvent), Invoices: each(c.Invoices, newInvoice), Complaints: each(c.Complaints, newComplaint),
	}
}

func newOwnFile(c dossier.Case) ownFile {
	own := ownFile{
		file: newFile(c), Said: c.Said, Drafts: c.Drafts, Former: newConclusion(c.Former), Archived: c.Archived,
	}
	if own.Said == nil {
		own.Said = map[decision.Fact]string{}
	}
	own.Gestures = []string{}
	for name, done := range c.Gestures {
		if done {
			own.Gestures = append(own.Gestures, name)
		}
	}
	slices.Sort(own.Gestures)
	if own.Drafts == nil {
		own.Drafts = map[string]string{}
	}
	return own
}

func newParty(p dossier.Party) party {
	return party{known(p.Name), known(p.Address), known(p.Email), known(p.Phone), known(p.Number), known(p.Contact), known(string(p.Civility))}
}

// newEvent tells an event, without what the tool keeps to take it back.
func newEvent(e dossier.Event) event {
	return event{e.On, e.Kind, known(e.Note), known(e.Cents), known(e.Invoice), known(e.Until), known(e.Limit), known(e.Step), known(e.Outcome), known(string(e.Act)), nil, nil, nil}
}

func newInvoice(i dossier.Invoice) invoice {
	return invoice{i.Number, known(i.Issued), known(i.Done), each(i.Dues, func(d dossier.Due) due { return due(d) }), known(i.Rate)}
}

func newComplaint(r dossier.Complaint) complaint {
	return complaint{
		r.Number, r.On, known(r.Channel), known(r.Who), known(r.What), known(r.Order), known(r.Remedy),
		known(r.Department), known(r.Owner), known(r.Acknowledged), known(r.Answered), known(r.Decision), known(r.Closed),
	}
}

func newConclusion(c dossier.Conclusion) *conclusion {
	if c.Step == "" {
		return nil
	}
	return &conclusion{c.Step, c.On, c.Content, known(c.Over)}
}

func (w Writer) deadlines(c dossier.Case) []deadline {
	return each(c.Deadlines(w.guide, w.on), w.deadline)
}

func (w Writer) deadline(d dossier.Deadline) deadline {
	return deadline{known(d.On), known(d.Latest), d.Kind, known(d.About), known(d.Basis), d.Usage, d.Yours(), d.Passed, known(say.DeadlineState(w.guide, d))}
}
