package wire

import (
	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
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

// list is a list of cases, and what could not be read beside them.
type list struct {
	head
	Cases   []summary `json:"dossiers"`
	Damaged []damaged `json:"abimes"`
}

// Cases writes a list of cases, and what could not be read beside them.
func (w Writer) Cases(cases []casefile.Summary, bad []casefile.Damaged) error {
	return w.write(list{w.head(), each(cases, w.summary), each(bad, newDamaged)})
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

// clock is a time of the day: "10:12".
type clock string

// formerState is what a case was before.
type formerState struct {
	Rank  int            `json:"rang"` // 1 for the latest
	On    decision.Day   `json:"enregistre_le"`
	At    clock          `json:"heure"`
	By    *string        `json:"enregistre_par"`
	Why   *string        `json:"illisible"` // why it cannot be read
	Apart *[]differently `json:"differences"`
}

// differently is a field of which a former state and the present one say two
// things.
type differently struct {
	Field string `json:"champ"`
	Then  string `json:"alors"`
	Now   string `json:"maintenant"`
}

// versions are the former states of a case, and the names of its other versions.
type versions struct {
	head
	ID     string        `json:"id"`
	Copies []string      `json:"copies"`
	States []formerState `json:"etats"`
}

// Versions writes the former states of a case, and the names of its other
// versions.
func (w Writer) Versions(kase dossier.Case, copies []casefile.Version, states []casefile.State) error {
	told := make([]formerState, len(states))
	for i, s := range states {
		at := s.At.Local()
		told[i] = formerState{Rank: i + 1, On: decision.DayOf(at), At: clock(at.Format("15:04")), By: known(s.By)}
		if s.Err != nil {
			told[i].Why = known(say.Error(w.guide, s.Err))
			continue
		}
		apart := each(dossier.Apart(s.Case, kase), func(d dossier.Difference) differently {
			then, now := say.FieldValues(w.guide, d)
			return differently{say.Field(w.guide, d.Path), then, now}
		})
		told[i].Apart = &apart
	}
	return w.write(versions{w.head(), kase.ID, each(copies, func(v casefile.Version) string { return v.Name }), told})
}
