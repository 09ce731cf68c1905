package plain

import (
	"slices"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// Act is something done to a case, at the desk.
type Act int

// What the menu of a result asks the desk for.
const (
	WriteLetter Act = iota // fill one, write it in a file, say that it left
	TellOutcome            // what came of the step
	Remind                 // be reminded on a day
	KeepCase               // the rest: sums, journal, complaints, parties, papers, the file
	OpenCase               // another case, or a new one
)

// entry is a line of the menu under a result. Its number is its place, whatever the
// case.
type entry struct {
	name string
	do   func(*interview) (done bool, err error)
}

// entries are in the order of the full screen: what to do, why and how, what is
// kept.
func entries() []entry {
	return []entry{
		{"la lettre", act(WriteLetter)},
		{"c’est fait", act(TellOutcome)},
		{"me le rappeler", act(Remind)},
		{"pourquoi", told((*interview).why)},
		{"comment faire", (*interview).gestures},
		{"autres voies", told((*interview).otherWays)},
		{"textes", told((*interview).texts)},
		{"et si" + french.NBSP + "?", (*interview).whatIf},
		{"échéances", told((*interview).deadlines)},
		{"mes réponses", (*interview).myAnswers},
		{"enregistrer", told((*interview).saved)},
		{"le dossier", act(KeepCase)},
	}
}

// act is an entry that the desk carries out. The result is told again if it
// changed.
func act(a Act) func(*interview) (bool, error) {
	return func(s *interview) (bool, error) {
		if s.desk == nil {
			s.Say("Rien n’est gardé ici" + french.NBSP + ": cela demande un dossier.")
			return false, nil
		}
		err := s.desk.Do(s.Talk, a)
		s.set(s.desk.Case())
		s.at = end // what is left to do, of whichever case
		return true, err
	}
}

// told is an entry that shows something.
func told(write func(*interview, *Page)) func(*interview) (bool, error) {
	return func(s *interview) (bool, error) {
		s.page(func(p *Page) { write(s, p) })
		return false, nil
	}
}

// menu offers what can be done next: whole the first time, then in one line.
func (s *interview) menu() {
	s.Blank()
	if s.offered {
		s.Say("Votre choix (1 à " + strconv.Itoa(len(entries())) + ", ? pour la liste, q pour quitter)" + french.NBSP + ":")
		return
	}
	s.offered = true
	const abreast = 4
	for i, all := 0, entries(); i < len(all); i += abreast {
		var row []string
		for j, e := range all[i:min(i+abreast, len(all))] {
			row = append(row, strconv.Itoa(i+j+1)+french.NBSP+e.name)
		}
		s.Say(strings.Join(row, ", ") + ",")
	}
	s.Say("r revenir à la dernière question, q quitter, ? aide. Votre choix" + french.NBSP + ":")
}

// conclude tells where the answers lead, unless it was just told, then offers what
// can be done next. The end of the input is then no error: the person has their
// answer.
func (s *interview) conclude(asked []decision.Reply) error {
	v := s.guide.Verdict(s.answers)
	var b strings.Builder
	p := newPage(&b, s.width)
	if p.result(s.guide, s.kase, decision.DayOf(s.today)); v.Step == nil && s.kase.Closed == "" {
		p.Say(say.MissingWhy)
		p.dependences(v.Depends)
	}
	_ = p.Flush() // it cannot fail
	if b.String() != s.concluded {
		s.concluded = b.String()
		s.Blank()
		s.Show(s.concluded)
	}
	for {
		if s.next == "" {
			s.choices(v)
		}
		typed, ok := s.Read()
		if !ok {
			return s.left()
		}
		if done, err := s.chosen(v, asked, typed); done || err != nil {
			return err
		}
	}
}

// choices says what one may type: the menu, or which missing answer to give.
func (s *interview) choices(v decision.Verdict) {
	if v.Step != nil || s.kase.Closed != "" {
		s.menu()
		return
	}
	s.Blank()
	which := "1 pour répondre à cette question"
	if n := len(v.Depends); n > 1 {
		which = "1 à " + strconv.Itoa(n) + " pour répondre à une de ces questions"
	}
	s.Say("Votre choix (" + which + ", le dossier, mes réponses, r revenir à la dernière question, q quitter)" + french.NBSP + ":")
}

// left ends an interview that has given its answer.
func (s *interview) left() error {
	if err := s.lines.Err(); err != nil {
		return s.stopped()
	}
	return s.quit()
}

// chosen does what was chosen after a conclusion. It says whether the conclusion
// is done with.
func (s *interview) chosen(v decision.Verdict, asked []decision.Reply, typed string) (bool, error) {
	n, err := strconv.Atoi(typed)
	all := entries()
	switch {
	case err == nil && v.Step == nil && s.kase.Closed == "" && n >= 1 && n <= len(v.Depends):
		s.at = slices.IndexFunc(asked, func(r decision.Reply) bool { return r.Question.Fact == v.Depends[n-1].Question.Fact })
		return true, nil
	case err == nil && (v.Step != nil || s.kase.Closed != "") && n >= 1 && n <= len(all):
		return all[n-1].do(s)
	case typed == "":
		return false, nil
	case typed == "?":
		s.offered = false
		return false, nil
	}
	switch french.Slug(typed) {
	case "a", "aide":
		s.offered = false
		return false, nil
	case "m", "menu":
		return false, nil
	case "r", "retour", "revenir":
		return s.back(len(asked)), nil
	case "recap", "reponses":
		return s.myAnswers()
	case "s", "suite":
		return act(TellOutcome)(s)
	case "d":
		return act(KeepCase)(s)
	}
	if known, done, err := s.anywhere(typed); known {
		return done, err
	}
	if i := slices.IndexFunc(all, func(e entry) bool { return french.Slug(e.name) == french.Slug(typed) }); i >= 0 {
		return all[i].do(s)
	}
	s.Say("Tapez un des numéros proposés, puis Entrée. ? pour la liste.")
	return false, nil
}

// anywhere does what one may ask for at a question as under a result. It says whether
// that is what was typed, and whether the place where one stands is done with.
func (s *interview) anywhere(typed string) (known, done bool, err error) {
	switch french.Slug(typed) {
	case "dossier", "le-dossier":
		done, err = act(KeepCase)(s)
	case "dossiers":
		done, err = act(OpenCase)(s)
	case "main":
		s.takeHand()
		done = true
	case "q", "quitter":
		done, err = true, s.quit()
	default:
		return false, false, nil
	}
	return true, done, err
}

// step is the recommended one, as it is told to who answered so; nil when there is
// none.
func (s *interview) step() (decision.Verdict, *decision.Step) {
	v := s.guide.Verdict(s.answers)
	if v.Step == nil {
		return v, nil
	}
	return v, s.guide.Told(v.Step, s.answers)
}

func (s *interview) why(p *Page) {
	v, step := s.step()
	if step == nil {
		return
	}
	p.section(say.WhyNowTitle, step.WhyNow)
	p.reasons(s.guide, s.answers, v.Reasons)
}

func (s *interview) how(p *Page) {
	_, step := s.step()
	if step == nil {
		return
	}
	before := *step
	before.WhyNow, before.HowTo, before.Documents, before.Pitfalls = nil, nil, nil, nil // the first is under « pourquoi »
	on := decision.DayOf(s.today)
	p.brief(step.Brief)
	p.list(say.RefundTitle, refundRows(s.guide, s.kase, on))
	p.parts(say.Body(s.guide, &before, say.Owed(s.guide, s.answers), on))
	p.Checklist(s.kase, step)
	p.section(say.DocumentsTitle, step.Documents)
	p.section(say.PitfallsTitle, step.Pitfalls)
}

// gestures tells how to go about the step, and ticks what is done.
func (s *interview) gestures() (bool, error) {
	s.page(s.how)
	_, step := s.step()
	if step == nil || s.desk == nil {
		return false, nil
	}
	all := say.Gestures(step.HowTo)
	for len(all) > 0 {
		typed, ok := s.Ask("Le numéro d’un geste que vous avez fait, ou Entrée pour le menu")
		n, err := strconv.Atoi(typed)
		switch {
		case !ok || typed == "" || french.Slug(typed) == "m":
			return false, nil
		case err != nil:
			s.next = typed
			return false, nil
		case n < 1 || n > len(all):
			s.Say("Écrivez un nombre de 1 à " + strconv.Itoa(len(all)) + ".")
			continue
		}
		name := say.Gesture(all[n-1])
		if s.keep(s.kase.Tick(step.ID, name)) {
			state := "À faire"
			if s.kase.Ticked(step.ID, name) {
				state = "Fait"
			}
			s.Say(state + french.NBSP + ": " + words(all[n-1]) + " " + french.Capital(say.Done(s.kase, step.ID, step.HowTo)) + ".")
		}
	}
	return false, nil
}

func (s *interview) otherWays(p *Page) {
	p.places(s.guide, s.answers)
	if _, step := s.step(); step != nil {
		p.neighbours(step)
		p.outcomes(step)
	}
}

func (s *interview) texts(p *Page) {
	if _, step := s.step(); step != nil {
		p.bases(s.guide, step.Bases)
	}
	p.cause(s.guide, s.answers)
	p.disclaimer(s.guide)
}

func (s *interview) deadlines(p *Page) {
	all := s.kase.Deadlines(s.guide, decision.DayOf(s.today))
	p.Deadlines(s.guide, all)
	if len(all) == 0 {
		p.Say("Aucune échéance connue dans ce dossier.")
	}
}

func (s *interview) saved(p *Page) {
	var where []string
	if s.desk != nil {
		where = s.desk.Where()
	}
	if len(where) == 0 {
		p.Say("Rien n’est gardé ici. Pour en garder un dossier" + french.NBSP + ":")
		where = []string{commandLine("dossiers nouveau", s.guide, s.answers)}
	}
	for _, line := range where {
		p.out.WriteString(french.Line(line) + "\n") // whole, to be copied
	}
}

// myAnswers lists the answers, and offers to change one of those that were asked.
func (s *interview) myAnswers() (bool, error) {
	walk := s.guide.Walk(s.answers)
	asked := askedOf(walk)
	if len(asked) == 0 {
		s.recap(walk)
		return false, nil
	}
	held := s.kase.Derived(s.guide, s.today)
	var lines []string
	for _, r := range asked {
		lines = append(lines, r.Question.Name+french.NBSP+": "+say.Reply(r)+say.FromCase(held, r.Question.Fact))
	}
	s.deduced(walk)
	n, ok := s.Pick("Vos réponses. Choisissez celle à changer.", lines)
	if ok {
		s.at = n
	}
	return ok, nil
}

// deduced lists the answers that follow from others.
func (s *interview) deduced(walk decision.Walk) {
	var told []string
	for _, r := range walk.Path {
		if r.Deduced {
			told = append(told, r.Question.Name+french.NBSP+": "+say.Reply(r))
		}
	}
	s.list("Déduit de vos réponses", told)
}
