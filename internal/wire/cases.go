package wire

import (
	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/say"
)

// summary is a case in a list. Of a protected case, only the id is known.
type summary struct {
	ID        string        `json:"id"`
	Title     *string       `json:"titre"`
	Client    *string       `json:"nom_client"`
	Step      *string       `json:"etape"`              // null while answers are missing
	Until     *decision.Day `json:"attendre"`           // the last day of the time the client was given; null when there is nothing to wait for
	Over      bool          `json:"attente_finie"`      // that day has passed
	Settled   bool          `json:"solde"`              // nothing is left to pay of the invoices
	Next      *deadline     `json:"prochaine_echeance"` // null when there is none
	Changed   *decision.Day `json:"modifie_le"`
	Closed    bool          `json:"clos"`
	Archived  bool          `json:"archive"`
	Protected bool          `json:"protege"`
}

// damaged is a file that cannot be read as a case.
type damaged struct {
	File  string  `json:"fichier"`
	Aside *string `json:"mis_de_cote"` // its new name; null when it is where it was
	Why   string  `json:"pourquoi"`
}

// Cases writes a list of cases, and what could not be read beside them.
func (w Writer) Cases(cases []casefile.Summary, bad []casefile.Damaged) error {
	return w.write(struct {
		head
		Cases   []summary `json:"dossiers"`
		Damaged []damaged `json:"abimes"`
	}{w.head(), each(cases, w.summary), each(bad, newDamaged)})
}

func (w Writer) summary(s casefile.Summary) summary {
	line := summary{
		ID: s.ID, Title: known(s.Title), Client: known(s.Client), Step: known(s.Step), Changed: known(s.Changed),
		Until: known(s.Until), Over: s.Over, Settled: s.Settled, Closed: s.Closed, Archived: s.Archived, Protected: s.Protected,
	}
	if s.Next.On != "" {
		line.Next = known(w.deadline(s.Next))
	}
	return line
}

func newDamaged(d casefile.Damaged) damaged {
	return damaged{d.File, known(d.Aside), say.Error(nil, d.Err)}
}
