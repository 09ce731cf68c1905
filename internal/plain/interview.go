package plain

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// errQuit ends an interview that the person left.
var errQuit = errors.New("interview left")

// maxLine is the longest line a person may type, in bytes.
const maxLine = 64 << 10

// Desk is where the case of an interview is kept.
type Desk interface {
	// Told is what there is to know before the first question, one sentence a line.
	Told() []string
	// Case is the case as it stands: none yet, or one that was opened.
	Case() dossier.Case
	// Keep keeps the case. Once it has returned nil, it is on the disk. Any error is
	// a French sentence: a [Refusal] changes nothing; another leaves the case to be
	// kept with the next change.
	Keep(dossier.Case) error
	// Take takes the right to write the case from the window that has it, and reads
	// it again.
	Take() error
	// Where says where the case is kept, and how to open it again, one sentence a
	// line; nothing when it is not.
	Where() []string
	// Do carries out an act on the case, and asks what it needs to know. What went
	// wrong is told; the error is that of writing.
	Do(*Talk, Act) error
}

// Refusal is why a case may not be changed here, in a French sentence.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// Told is what there is to say of a change that was kept, in French.
type Told string

func (t Told) Error() string { return string(t) }

// Interview asks the questions one by one on plain lines, recommends a step,
// and goes on with what happens next for as long as one likes. Each answer is
// kept at the desk before it is acknowledged; without a desk, nothing is. It ends
// without error when the person quits or, once a step was recommended, at the end
// of the input. When the input ends before that, the error is
// [io.ErrUnexpectedEOF], and out says how to take up again.
func Interview(in io.Reader, out io.Writer, g *decision.Guide, today time.Time, desk Desk) error {
	s := &interview{Talk: NewTalk(in, out), guide: g, today: today, desk: desk, at: end}
	s.Say("Compromis" + french.NBSP + ": trouver la suite d’un conflit avec un client. Tapez a pour l’aide, q pour quitter.")
	s.set(dossier.Case{})
	if desk != nil {
		for _, line := range desk.Told() {
			s.Say(line)
		}
		s.set(desk.Case())
	}
	err := s.run()
	if errors.Is(err, errQuit) {
		err = nil
	}
	return cmp.Or(err, s.Flush())
}

// interview is where a person stands.
type interview struct {
	*Talk
	guide     *decision.Guide
	today     time.Time
	desk      Desk // nil when nothing is kept
	kase      dossier.Case
	answers   decision.Answers // those of the case, today
	at        int              // number of the question asked again, from 0; end for the first not answered
	concluded string           // the result that was last told
	offered   bool             // the menu was shown whole
	prompted  bool             // so was what one may type at a question
}

// set takes the case as it stands from here on.
func (s *interview) set(kase dossier.Case) {
	s.kase, s.answers = kase, kase.Answers(s.guide, s.today)
}

// keep takes a change of the case, once it is on the disk. False when it is not
// taken: why is told. A disk that fails holds nobody back.
func (s *interview) keep(kase dossier.Case) bool {
	if s.desk == nil {
		s.set(kase)
		return true
	}
	err := s.desk.Keep(kase)
	var no Refusal
	if errors.As(err, &no) {
		s.Say(say.Error(s.guide, err))
		s.Say("Rien n’est noté. Pour écrire ici, tapez main" + french.NBSP + ": l’autre fenêtre enregistre, puis vous laisse la place.")
		return false
	}
	s.set(s.desk.Case())
	var told Told
	switch {
	case errors.As(err, &told):
		s.Say(string(told))
	case err != nil:
		s.Say(say.Error(s.guide, err))
		s.Say("Ce n’est pas encore enregistré. Un nouvel essai aura lieu à la prochaine réponse.")
	}
	return true
}

// takeHand takes the right to write the case, and reads it again.
func (s *interview) takeHand() {
	if s.desk == nil {
		s.Say("Rien n’est gardé ici" + french.NBSP + ": il n’y a pas de main à prendre.")
		return
	}
	if err := s.desk.Take(); err != nil {
		s.Say(say.Error(s.guide, err))
		return
	}
	s.set(s.desk.Case())
	s.Say("Ce dossier s’écrit maintenant ici.")
}

// end is the place after every answered question.
const end = math.MaxInt

// run asks questions and concludes, in turn, until an error ends it.
func (s *interview) run() error {
	for {
		walk := s.guide.Walk(s.answers)
		asked := askedOf(walk)
		s.at = min(s.at, len(asked))
		var err error
		switch {
		case s.at < len(asked):
			err = s.ask(&turn{question: asked[s.at].Question, before: &asked[s.at], walk: walk, asked: asked})
		case walk.Next != nil:
			err = s.ask(&turn{question: walk.Next, walk: walk, asked: asked})
		default:
			err = s.conclude(asked)
		}
		if err != nil {
			return err
		}
	}
}

// askedOf returns the questions of the path that were asked, not deduced.
func askedOf(walk decision.Walk) []decision.Reply {
	asked := make([]decision.Reply, 0, len(walk.Path))
	for _, r := range walk.Path {
		if !r.Deduced {
			asked = append(asked, r)
		}
	}
	return asked
}

// stopped ends an interview whose input ended too soon.
func (s *interview) stopped() error {
	if err := s.Flush(); err != nil {
		return err
	}
	s.Blank()
	if errors.Is(s.lines.Err(), bufio.ErrTooLong) {
		s.Say("Cette ligne est trop longue.")
	}
	s.Say("L’entretien s’est arrêté avant la fin.")
	s.resume()
	if err := s.lines.Err(); err != nil {
		return fmt.Errorf("read answer: %w", err)
	}
	return fmt.Errorf("read answer: %w", io.ErrUnexpectedEOF)
}

// resume says how to find these answers again.
func (s *interview) resume() {
	if s.desk != nil {
		if where := s.desk.Where(); len(where) > 0 {
			for _, line := range where {
				s.out.WriteString(french.Line(line) + "\n") // whole, to be copied
			}
			return
		}
	}
	if len(s.answers.Said()) == 0 {
		s.Say("Pour recommencer" + french.NBSP + ": compromis --lineaire")
		return
	}
	s.Say("Pour reprendre avec les mêmes réponses" + french.NBSP + ":")
	s.out.WriteString(commandLine("conseil", s.guide, s.answers) + "\n")
	s.Say("Pour en garder un dossier" + french.NBSP + ":")
	s.out.WriteString(commandLine("dossiers nouveau", s.guide, s.answers) + "\n")
}

// quit ends an interview that the person leaves.
func (s *interview) quit() error {
	s.Blank()
	s.Say("Entretien terminé.")
	s.resume()
	return errQuit
}

// back goes to the question before number n, if any.
func (s *interview) back(n int) bool {
	if n == 0 {
		s.Say("C’est la première question" + french.NBSP + ": il n’y a rien avant.")
		return false
	}
	s.at = n - 1
	return true
}
