package decision

// Deadline is a day by which something must be done.
type Deadline struct {
	On    Day          `json:"le"`
	Kind  DeadlineKind `json:"quoi"`
	About string       `json:"objet,omitempty"`     // the number of the complaint or of the invoice, when there is one
	Basis string       `json:"fondement,omitempty"` // id of the legal basis; empty for a usage
	Usage bool         `json:"usage,omitempty"`     // a custom or a goal, not a rule
}

// DeadlineKind says what must be done.
type DeadlineKind string

// What a deadline is for.
const (
	LastDayToSue         DeadlineKind = "prescription"
	AcknowledgeComplaint DeadlineKind = "accuser-reclamation"
	AnswerComplaint      DeadlineKind = "repondre-reclamation"
	NoticeRunsOut        DeadlineKind = "fin-mise-en-demeure"
	ServeOrder           DeadlineKind = "signifier-injonction"
	OppositionEnds       DeadlineKind = "fin-opposition"
	DeclareClaim         DeadlineKind = "declarer-creance"
	InvoiceDue           DeadlineKind = "echeance-facture"
)

// Deadlines returns what is still to be done in a case, the nearest first.
func (g *Guide) Deadlines(c Case, on Day) []Deadline { return nil }
