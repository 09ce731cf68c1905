package wire

import (
	"slices"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/letter"
	"compromis/internal/say"
)

// model is a letter one may write.
type model struct {
	ID      string `json:"id"`
	Title   string `json:"titre"`
	Summary string `json:"quand"`
	Now     bool   `json:"recommande"` // it belongs to the recommended step
}

// asked is what the papers of a case ask for: less than is owed when something
// is not due yet.
type asked struct {
	Principal int64 `json:"principal_demande_centimes"`
	Later     int64 `json:"a_echoir_centimes"`
	Total     int64 `json:"total_demande_centimes"`
}

// letters are those offered in a case.
type letters struct {
	head
	Letters []model `json:"courriers"`
}

// Letters writes the letters offered in a case.
func (w Writer) Letters(c dossier.Case, all []decision.Letter) error {
	return w.write(letters{w.head(), each(all, func(l decision.Letter) model { return w.model(c, l) })})
}

// filledLetter is a letter of a case, filled.
type filledLetter struct {
	head
	model
	Text    string   `json:"texte"`
	Missing []string `json:"manque"`
	Edited  bool     `json:"modifie"`         // the text is the one a person changed
	Again   []string `json:"textes_a_relire"` // the texts it cites whose reading no longer holds
}

// Letter writes a letter of a case, filled. edited says that the text is the one
// a person changed.
func (w Writer) Letter(c dossier.Case, l decision.Letter, filled letter.Filled, edited bool) error {
	again := append([]string{}, say.AgedTexts(w.guide, l.Bases)...)
	return w.write(filledLetter{w.head(), w.model(c, l), filled.Paper.Markdown(), append([]string{}, filled.Missing...), edited, again})
}

func (w Writer) model(c dossier.Case, l decision.Letter) model {
	step := w.guide.Verdict(c.Answers(w.guide, w.on.Time())).Step
	return model{l.ID, l.Title, l.Summary, step != nil && slices.Contains(l.Steps, step.ID)}
}

// HandOver writes the same as [letter.HandOver]: of what a mediator may not read,
// nothing.
func (w Writer) HandOver(c dossier.Case, to letter.Reader) error {
	told := handedOver{head: w.head(), For: to, owed: w.owed(c), Asked: w.asked(c), Caution: say.NotAdvice}
	if to == letter.Lawyer {
		answers := c.Answers(w.guide, w.on.Time())
		step := w.guide.Verdict(answers).Step
		told.file, told.Path = newFile(c), each(w.guide.Walk(answers).Path, newReply)
		told.recommended, told.Documents, told.Deadlines = w.recommended(step, answers), letter.Documents(step), w.deadlines(c)
		return w.write(told)
	}
	told.file, told.Path, told.recommended = newFile(letter.Shared(c)), []reply{}, w.recommended(nil, decision.Answers{})
	told.Documents, told.Deadlines = []string{}, []deadline{}
	if told.Claim != nil {
		told.Claim.Bases = []basis{}
	}
	return w.write(told)
}

// handedOver is a case as it is handed over.
type handedOver struct {
	head
	For letter.Reader `json:"pour"`
	file
	Path []reply `json:"chemin"`
	recommended
	Documents []string `json:"pieces"`
	owed
	Asked     *asked     `json:"a_demander"` // null when nothing is claimed
	Deadlines []deadline `json:"echeances"`
	Caution   string     `json:"avertissement"`
}

func (w Writer) asked(c dossier.Case) *asked {
	of, ok := letter.AskedFor(w.guide, c, w.on)
	if !ok {
		return nil
	}
	return &asked{of.Principal, of.Later, of.Total}
}
