package plain

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
)

// errQuit ends an interview that the person left.
var errQuit = errors.New("interview left")

// maxLine is the longest line a person may type, in bytes.
const maxLine = 64 << 10

// Interview asks the questions one by one on plain lines, recommends a step,
// and goes on with what happens next for as long as one likes. It ends without
// error when the person quits or, once a step was recommended, at the end of
// the input. When the input ends before that, the error is
// [io.ErrUnexpectedEOF], and out says how to take up again.
func Interview(in io.Reader, out io.Writer, g *decision.Guide, today time.Time) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 4<<10), maxLine)
	s := &interview{Page: NewPage(out), lines: lines, guide: g, answers: decision.NewAnswers(today), at: end}
	s.Say("Compromis" + french.NBSP + ": trouver la suite d’un conflit avec un client. Tapez a pour l’aide, q pour quitter.")
	err := s.run()
	if errors.Is(err, errQuit) {
		err = nil
	}
	return cmp.Or(err, s.Flush())
}

// interview is where a person stands.
type interview struct {
	*Page
	lines   *bufio.Scanner
	guide   *decision.Guide
	answers decision.Answers
	at      int // number of the question asked again, from 0; end for the first not answered
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

// read waits for a line. False at the end of the input.
func (s *interview) read() (string, bool) {
	if s.Flush() != nil || !s.lines.Scan() {
		return "", false
	}
	return strings.TrimSpace(s.lines.Text()), true
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
	if len(s.answers.Said()) == 0 {
		s.Say("Pour recommencer" + french.NBSP + ": compromis --lineaire")
		return
	}
	s.Say("Pour reprendre avec les mêmes réponses" + french.NBSP + ":")
	s.out.WriteString(commandLine("conseil", s.guide, s.answers) + "\n") // whole, to be copied
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
