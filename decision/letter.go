package decision

import "sync"

// Letter is the model of a letter or of a document to hand over: words of the
// content, with fields in braces that the case fills.
type Letter struct {
	ID        string
	Title     string
	Summary   string   // when one sends it
	Steps     []string // the steps it belongs to
	Clients   []Value  // the kinds of client it is for; all when empty
	Act       string   // what sending it is in the journal of a case; a mere letter when empty
	Object    Line     // the line "Objet :"; may hold fields
	Signed    bool     // it goes by registered post, against a signature: it says so
	Parts     []LetterPart
	Documents Text // what to enclose
	Before    Text // what to check before sending
	Bases     []Citation
	Pos       string
}

// SetLetters gives the guide its letters. They are a fifth of the content and
// most sessions need none: read is called once, when they are first asked for.
func (g *Guide) SetLetters(read func() []Letter) { g.letters = sync.OnceValue(read) }

// Letters returns the models of letters, in alphabetical order of their ids.
func (g *Guide) Letters() []Letter {
	if g.letters == nil {
		return nil
	}
	return g.letters()
}

// LetterPart is a passage of a letter, kept only when its conditions hold.
type LetterPart struct {
	Conditions []Condition // none: always kept
	Text       Text
	Pos        string
}

// For says whether the letter is meant for that kind of client.
func (l *Letter) For(client Value) bool {
	if len(l.Clients) == 0 || client == "" || client == Unknown {
		return true
	}
	for _, v := range l.Clients {
		if v == client {
			return true
		}
	}
	return false
}

// StepFigures is what a step costs and how long it takes, as numbers. Costs
// are in cents; -1 stands for not known.
type StepFigures struct {
	Step     string
	CostMin  int64
	CostMax  int64
	DaysMin  int
	DaysMax  int
	Recovers bool // the loser may be ordered to pay it back
	Source   Sourced
}
