package dossier

import (
	"compromis/decision"
	"slices"
	"strconv"
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
	Facts      string                   `json:"faits,omitempty"` // what happened, in the words of whoever keeps the case
	Said       map[decision.Fact]string `json:"reponses,omitempty"`
	Journal    []Event                  `json:"journal,omitempty"` // as it was written: see [Case.Timeline]
	Invoices   []Invoice                `json:"factures,omitempty"`
	Complaints []Complaint              `json:"reclamations,omitempty"`
	Drafts     map[string]string        `json:"brouillons,omitempty"`           // letters edited by hand, by letter id
	Gestures   map[string]bool          `json:"gestes,omitempty"`               // those that were done: see [Case.Tick]
	Concluded  Conclusion               `json:"conclusion,omitzero"`            // what the tool last recommended
	Former     Conclusion               `json:"conclusion_precedente,omitzero"` // what an older content recommended, until something happens
	Next       Deadline                 `json:"prochaine_echeance,omitzero"`    // its deadline as [Next] had it when it was saved; lists show that of [Pressing] today
	Agenda     map[string]Scheduled     `json:"agenda,omitempty"`               // its deadlines when it was last saved, by [Deadline.Key]
	Opened     decision.Day             `json:"ouvert_le,omitempty"`
	Changed    decision.Day             `json:"modifie_le,omitempty"`
	Closed     decision.Day             `json:"clos_le,omitempty"` // the day an outcome ended it
	Archived   bool                     `json:"archive,omitempty"`
	Aside      map[decision.Fact]string `json:"reponses_de_cote,omitempty"` // those only another content knows: see [Case.Replay]
}

// Party is the business or its client.
type Party struct {
	Name    string `json:"nom,omitempty"`
	Address string `json:"adresse,omitempty"` // lines separated by newlines
	Email   string `json:"courriel,omitempty"`
	Phone   string `json:"telephone,omitempty"`
	Number  string `json:"siren,omitempty"`
	Contact string `json:"contact,omitempty"` // the person to write to
	// How to call who is written to; "" when it is not known.
	Civility Civility `json:"civilite,omitempty"`
}

// Civility is how one calls a person in a letter.
type Civility string

// The civilities. Any other is not known.
const (
	Madam Civility = "madame"
	Sir   Civility = "monsieur"
)

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

	Renounced      EventKind = "renonciation"                // the client gives up a limitation that had run out
	OrderMade      EventKind = "ordonnance-rendue"           // the judge makes an order to pay
	ServedAtHome   EventKind = "signification-hors-personne" // the order was served, but not to the client in person
	Opposed        EventKind = "opposition"
	NoticeReceived EventKind = "mise-en-demeure-recue"
	MemoirReceived EventKind = "memoire-recu"      // by a public buyer
	Summoned       EventKind = "assignation-recue" // the client sues the business, or a judge calls it
	Titled         EventKind = "titre-executoire"  // a judge's title: a final order, an agreement made enforceable
	ServedJudgment EventKind = "signification-jugement"
	Published      EventKind = "ouverture-publiee" // the opening of insolvency proceedings, in the BODACC
	Protected      EventKind = "saisie-faite"      // a protective attachment
	Compounded     EventKind = "capitalisation"    // interest of whole years is asked for in court, or was agreed
	Kept           EventKind = "fait"              // what a deadline was for is done: see Event.Limit
	ToRecall       EventKind = "rappel"            // the business wants to be reminded of a step, on the day Event.Until
)

// Event is a line of the journal.
type Event struct {
	On      decision.Day             `json:"le"`
	Kind    EventKind                `json:"quoi"`
	Note    string                   `json:"note,omitempty"`
	Cents   int64                    `json:"centimes,omitempty"`             // Paid: how much
	Invoice string                   `json:"facture,omitempty"`              // the invoice it is about; when empty, for a payment the dearest due, else all
	Until   decision.Day             `json:"avant_le,omitempty"`             // the day it gives to answer, or to come; may be empty
	Limit   string                   `json:"echeance,omitempty"`             // Kept: the id of the time limit; a letter: what it does to the last complaint
	Step    string                   `json:"etape,omitempty"`                // StepDone, or a letter sent: the step
	Outcome string                   `json:"issue,omitempty"`                // StepDone: the label of its outcome
	Act     EventKind                `json:"acte,omitempty"`                 // StepDone: what it is besides, for the limits and the sums
	Before  map[decision.Fact]string `json:"avant,omitempty"`                // StepDone: the answers before it, to take it back
	Former  Conclusion               `json:"conclusion_precedente,omitzero"` // StepDone: what was remembered before it
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

// MostDues is how many instalments after the first one may type, when the invoice
// has no more.
const MostDues = 12

// DueKey names the instalments after the first, from 1, where an invoice is typed.
func DueKey(i int) string { return "echeance-" + strconv.Itoa(i) }

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
	Over    string       `json:"contenu_modifie,omitempty"` // what was laid over it, and its fingerprint
	Print   string       `json:"empreinte,omitempty"`
}

// under says whether it was reached with the content of the guide, or with nothing yet:
// the same was laid over the program's own.
func (c Conclusion) under(g *decision.Guide) bool {
	return c.On == "" || decision.Over{Name: c.Over, Print: c.Print} == g.Over
}

// With returns the case with one more event in its journal.
func (c Case) With(e Event) Case {
	c.Journal = append(slices.Clone(c.Journal), e)
	return c
}

// WithInvoice returns the case with the invoice of a place changed, or with one more
// when the place is none of its own. The events that name it follow its number.
func (c Case) WithInvoice(at int, in Invoice) Case {
	c.Invoices = slices.Clone(c.Invoices)
	if at < 0 || at >= len(c.Invoices) {
		c.Invoices = append(c.Invoices, in)
		return c
	}
	before := c.Invoices[at].Number
	c.Invoices[at] = in
	c.Journal = slices.Clone(c.Journal)
	for i := range c.Journal {
		if before != "" && c.Journal[i].Invoice == before {
			c.Journal[i].Invoice = in.Number
		}
	}
	return c
}

// ClientKind returns the kind of client that was answered, or "".
func (c Case) ClientKind() decision.Value { return decision.Value(c.Said[decision.FactClient]) }

// contract returns the kind of contract that was answered, or "".
func (c Case) contract() decision.Value { return decision.Value(c.Said[decision.FactContract]) }
