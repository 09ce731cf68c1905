package dossier

import (
	"compromis/decision"
	"maps"
	"slices"
	"time"
)

// Case is a conflict followed over time: who, what was answered, what happened,
// what is owed. It is plain data; package casefile keeps it in a file, hence
// the names its fields have there.
type Case struct {
	ID         string                   `json:"id"`
	Title      string                   `json:"titre,omitempty"` // a few words, for lists
	Business   Party                    `json:"entreprise,omitzero"`
	Client     Party                    `json:"client,omitzero"`
	Subject    string                   `json:"objet,omitempty"` // the order, the work, the contract
	Said       map[decision.Fact]string `json:"reponses,omitempty"`
	Journal    []Event                  `json:"journal,omitempty"` // as it happened; days may be out of order
	Invoices   []Invoice                `json:"factures,omitempty"`
	Complaints []Complaint              `json:"reclamations,omitempty"`
	Drafts     map[string]string        `json:"brouillons,omitempty"`           // letters edited by hand, by letter id
	Concluded  Conclusion               `json:"conclusion,omitzero"`            // what the tool last recommended
	Former     Conclusion               `json:"conclusion_precedente,omitzero"` // what an older content recommended, until something happens
	Next       Deadline                 `json:"prochaine_echeance,omitzero"`    // the nearest of its deadlines when it was saved
	Opened     decision.Day             `json:"ouvert_le,omitempty"`
	Changed    decision.Day             `json:"modifie_le,omitempty"`
	Closed     decision.Day             `json:"clos_le,omitempty"` // the day an outcome ended it
	Archived   bool                     `json:"archive,omitempty"`
}

// Party is the business or its client.
type Party struct {
	Name    string `json:"nom,omitempty"`
	Address string `json:"adresse,omitempty"` // lines separated by newlines
	Email   string `json:"courriel,omitempty"`
	Phone   string `json:"telephone,omitempty"`
	Number  string `json:"siren,omitempty"`
	Contact string `json:"contact,omitempty"` // the person to write to
}

// EventKind says what happened. Which kinds stop the limitation period is law:
// see [Case.Bar].
type EventKind string

// What can happen in a conflict.
const (
	Called       EventKind = "appel"
	Reminded     EventKind = "relance"
	Wrote        EventKind = "courrier"
	GaveNotice   EventKind = "mise-en-demeure"
	Replied      EventKind = "reponse-client"
	Met          EventKind = "rencontre"
	Paid         EventKind = "paiement"
	Noted        EventKind = "note"
	Acknowledged EventKind = "reconnaissance" // the client admits the debt in writing
	AgreedToTalk EventKind = "mediation"      // mediation or conciliation agreed in writing, or its first meeting
	StoppedTalk  EventKind = "fin-mediation"
	AskedOrder   EventKind = "requete-injonction"
	ServedOrder  EventKind = "signification-injonction"
	Sued         EventKind = "action-en-justice" // on the merits or in summary proceedings
	LostSuit     EventKind = "action-sans-suite" // rejected, withdrawn or lapsed
	Judged       EventKind = "jugement"
	Seized       EventKind = "saisie"
	Insolvent    EventKind = "procedure-collective" // the court opened insolvency proceedings against the client
	Declared     EventKind = "declaration-creance"
	StepDone     EventKind = "etape" // an outcome of a recommended step
)

// EventKinds lists what one may write in a journal by hand, in the order of a
// conflict.
func EventKinds() []EventKind {
	return []EventKind{
		Called, Reminded, Wrote, GaveNotice, Replied, Met, Paid, Acknowledged, AgreedToTalk, StoppedTalk,
		AskedOrder, ServedOrder, Sued, LostSuit, Judged, Seized, Insolvent, Declared, Noted,
	}
}

// Event is a line of the journal.
type Event struct {
	On      decision.Day             `json:"le"`
	Kind    EventKind                `json:"quoi"`
	Note    string                   `json:"note,omitempty"`
	Cents   int64                    `json:"centimes,omitempty"` // Paid: how much
	Invoice string                   `json:"facture,omitempty"`  // Paid: the invoice it pays; the oldest due when empty
	Step    string                   `json:"etape,omitempty"`    // StepDone: the step
	Outcome string                   `json:"issue,omitempty"`    // StepDone: the label of its outcome
	Before  map[decision.Fact]string `json:"avant,omitempty"`    // StepDone: the answers before it, to take it back
}

// Invoice is what a client owes, less what the journal says was paid.
type Invoice struct {
	Number string       `json:"numero"`
	Issued decision.Day `json:"emise_le,omitempty"`
	Done   decision.Day `json:"prestation_finie_le,omitempty"` // end of the work, or delivery
	Dues   []Due        `json:"echeances"`                     // at least one
	Rate   int          `json:"taux_contractuel,omitempty"`    // late rate agreed, in hundredths of a percent; 0 when none
}

// Due is an instalment.
type Due struct {
	On    decision.Day `json:"le"`
	Cents int64        `json:"centimes"`
}

// Total returns the sum of the instalments, in cents.
func (i Invoice) Total() (cents int64) {
	for _, d := range i.Dues {
		cents += d.Cents
	}
	return cents
}

// Complaint is what a client reproaches, as the team follows it.
type Complaint struct {
	Number       string       `json:"numero"`
	On           decision.Day `json:"le"`
	Channel      string       `json:"canal,omitempty"` // telephone, courriel, comptoir…
	Who          string       `json:"qui,omitempty"`
	What         string       `json:"faits,omitempty"`
	Order        string       `json:"commande,omitempty"`
	Remedy       string       `json:"demande,omitempty"`
	Department   string       `json:"service,omitempty"`
	Owner        string       `json:"suivi_par,omitempty"`
	Acknowledged decision.Day `json:"accuse_le,omitempty"`
	Answered     decision.Day `json:"repondu_le,omitempty"`
	Decision     string       `json:"decision,omitempty"`
	Closed       decision.Day `json:"clos_le,omitempty"`
}

// Conclusion is what the tool recommended on a day, with a content.
type Conclusion struct {
	Step    string       `json:"etape,omitempty"` // "" when answers were missing
	On      decision.Day `json:"le,omitempty"`
	Content decision.Day `json:"contenu,omitempty"`
}

// Answers returns the answers of the case, on a day.
func (c Case) Answers(today time.Time) decision.Answers {
	return decision.AnswersOf(today, c.Said)
}

// WithAnswers returns the case with these answers.
func (c Case) WithAnswers(a decision.Answers) Case {
	c.Said = a.Said()
	return c
}

// With returns the case with one more event in its journal.
func (c Case) With(e Event) Case {
	c.Journal = append(slices.Clone(c.Journal), e)
	return c
}

// ClientKind returns the kind of client that was answered, or "".
func (c Case) ClientKind() decision.Value { return decision.Value(c.Said[decision.FactClient]) }

// contract returns the kind of contract that was answered, or "".
func (c Case) contract() decision.Value { return decision.Value(c.Said[decision.FactContract]) }

// Happened returns the case after an outcome of a step: the event is written,
// the facts change as the outcome says, and an end closes the case.
func (c Case) Happened(g *decision.Guide, s *decision.Step, o decision.Outcome, on decision.Day, note string) Case {
	a := c.Answers(on.Time())
	c.Former = Conclusion{}
	c = c.With(Event{On: on, Kind: StepDone, Step: s.ID, Outcome: o.Label, Note: note, Before: maps.Clone(c.Said)})
	if o.End {
		c.Closed = on
		return c
	}
	return c.WithAnswers(g.Apply(a, o))
}

// contacts says what event a value of the fact "contact" stands for.
var contacts = map[decision.Value]EventKind{spoken: Called, written: Reminded, noticed: GaveNotice}

// Sent returns what the business must have done before an outcome could come,
// a call, a reminder or a formal notice, when the journal since the last step
// does not say it. Its day matters: interest may run from it.
func (c Case) Sent(o decision.Outcome) (EventKind, bool) {
	for _, e := range o.Effects {
		kind, ok := contacts[e.Value]
		if e.Fact != decision.FactContact || !ok {
			continue
		}
		for i := len(c.Journal) - 1; i >= 0 && c.Journal[i].Kind != StepDone; i-- {
			if c.Journal[i].Kind == kind {
				return "", false
			}
		}
		return kind, true
	}
	return "", false
}

// Undo takes the last event of the journal back, with what it changed. It
// returns false when there is none.
func (c Case) Undo() (Case, bool) {
	if len(c.Journal) == 0 {
		return c, false
	}
	last := c.Journal[len(c.Journal)-1]
	c.Journal = slices.Clone(c.Journal[:len(c.Journal)-1])
	if last.Kind == StepDone {
		c.Said, c.Closed = maps.Clone(last.Before), ""
	}
	return c, true
}

// Payments returns the payments of the journal, the oldest first.
func (c Case) Payments() []Event {
	var all []Event
	for _, e := range c.Journal {
		if e.Kind == Paid {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b Event) int { return cmpDay(a.On, b.On) })
	return all
}

func cmpDay(a, b decision.Day) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
