package decision

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Answers are what a person said, by fact: the value of an option, [Unknown],
// or what was typed in canonical form, an amount in euros ("1234.56") or a day
// ("2026-12-31"). They are immutable: With returns a copy.
//
// They know today's date, on which the state of the limitation period depends.
type Answers struct {
	today time.Time
	said  map[Fact]string
}

// NewAnswers returns empty answers, given on that day.
func NewAnswers(today time.Time) Answers {
	y, m, d := today.Date()
	return Answers{today: time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}
}

// AnswersOf returns what was said on that day, taken as it is: [Guide.Valid] says
// whether it fits.
func AnswersOf(today time.Time, said map[Fact]string) Answers {
	a := NewAnswers(today)
	a.said = maps.Clone(said)
	return a
}

// Said returns what was said, by fact: a copy, to be kept.
func (a Answers) Said() map[Fact]string { return maps.Clone(a.said) }

// Today returns the day the answers are given on.
func (a Answers) Today() time.Time { return a.today }

// Get returns what was said about the fact, and whether anything was.
func (a Answers) Get(f Fact) (string, bool) {
	s, ok := a.said[f]
	return s, ok
}

// unknown says whether the fact was answered with "I don't know".
func (a Answers) unknown(f Fact) bool { return a.said[f] == string(Unknown) }

// With returns the answers with one more, or one changed.
func (a Answers) With(f Fact, said string) Answers {
	b := Answers{today: a.today, said: make(map[Fact]string, len(a.said)+1)}
	maps.Copy(b.said, a.said)
	b.said[f] = said
	return b
}

// without returns the answers less one.
func (a Answers) without(f Fact) Answers {
	b := Answers{today: a.today, said: maps.Clone(a.said)}
	delete(b.said, f)
	return b
}

// Fault says what is wrong with an answer.
type Fault int

// The ways an answer can be wrong.
const (
	UnknownFact Fault = iota
	UnknownValue
	BadAmount
	BadDate
	NoFigure      // no threshold or period is known for today
	Contradiction // another answer settles the fact otherwise
)

// InputError is an answer that cannot be accepted.
type InputError struct {
	Fault   Fault
	Fact    Fact
	Said    string
	Nearest string  // the closest valid name, when one is close
	Other   Setting // Contradiction: the answer that settles the fact
	Settled Value   // Contradiction: the value it settles
}

func (e *InputError) Error() string {
	return "answer " + string(e.Fact) + "=" + e.Said + " not accepted: fault " + strconv.Itoa(int(e.Fault))
}

// Answer returns the answers with one more, once it has been checked. Answers
// that another settles, and those that can no longer be asked, are dropped: a
// dead answer never weighs. The error is an [*InputError].
func (g *Guide) Answer(a Answers, f Fact, said string) (Answers, error) {
	i, ok := g.index.facts[f]
	if !ok {
		return a, &InputError{Fault: UnknownFact, Fact: f, Said: said, Nearest: g.nearestFact(f)}
	}
	if err := g.accepts(i, said, a.today); err != nil {
		return a, err
	}
	return g.prune(a.With(f, said)), nil
}

// prune drops the answers to questions that are neither on the path nor ahead,
// and those that another settles.
func (g *Guide) prune(a Answers) Answers {
	live := g.walk(a).live()
	for f := range a.said {
		if i, ok := g.index.facts[f]; !ok || live&(1<<i) == 0 {
			a = a.without(f)
		}
	}
	for i := range g.Questions {
		if v, ok := g.index.values[i][Value(a.said[g.Questions[i].Fact])]; ok {
			for _, s := range g.index.deduce[i][v] {
				a = a.without(g.Questions[s.fact].Fact)
			}
		}
	}
	return a
}

// Valid checks answers that come from outside: every fact and value known, no
// two that contradict each other. Its errors are [*InputError]s, in the order
// of the questions; unknown facts come first.
func (g *Guide) Valid(a Answers) []error {
	var errs []error
	for _, f := range slices.Sorted(maps.Keys(a.said)) {
		if _, ok := g.index.facts[f]; !ok {
			errs = append(errs, &InputError{Fault: UnknownFact, Fact: f, Said: a.said[f], Nearest: g.nearestFact(f)})
		}
	}
	for i := range g.Questions {
		said, ok := a.said[g.Questions[i].Fact]
		if !ok {
			continue
		}
		if err := g.accepts(i, said, a.today); err != nil {
			errs = append(errs, err)
		} else if err := g.contradicts(a, i, said); err != nil {
			errs = append(errs, err)
		}
	}
	return errs
}

// Fit returns the answers that the guide takes, of some given to an older one:
// those that no longer fit are dropped, and asked again where they still
// matter.
func (g *Guide) Fit(a Answers) (fit Answers, dropped []Setting, asked []Fact) {
	fit = a
	for errs := g.Valid(fit); len(errs) > 0; errs = g.Valid(fit) {
		var wrong *InputError
		if !errors.As(errs[0], &wrong) {
			break
		}
		dropped = append(dropped, Setting{wrong.Fact, Value(wrong.Said)})
		fit = fit.without(wrong.Fact)
	}
	w := g.walk(fit)
	for _, s := range dropped {
		if i, ok := g.index.facts[s.Fact]; ok && w.live()&(1<<i) != 0 && !w.deduced(s.Fact) {
			asked = append(asked, s.Fact)
		}
	}
	return fit, dropped, asked
}

func (g *Guide) contradicts(a Answers, fact int, said string) error {
	v, ok := g.index.values[fact][Value(said)]
	if !ok {
		return nil
	}
	for _, s := range g.told(g.index.deduce[fact][v]) {
		if other, ok := a.said[s.Fact]; ok && other != string(s.Value) && other != string(Unknown) {
			return &InputError{
				Fault: Contradiction, Fact: s.Fact, Said: other,
				Other: Setting{g.Questions[fact].Fact, Value(said)}, Settled: s.Value,
			}
		}
	}
	return nil
}

// accepts says whether the answer can be turned into a value of the fact.
func (g *Guide) accepts(fact int, said string, today time.Time) error {
	q := &g.Questions[fact]
	if said == string(Unknown) || q.Option(Value(said)) != nil {
		return nil
	}
	err := &InputError{Fact: q.Fact, Said: said, Nearest: g.nearestValue(q, said), Fault: UnknownValue}
	switch q.Kind {
	case Amount:
		cents, ok := parseCents(said)
		if !ok {
			err.Fault = BadAmount
		} else if _, ok := g.band(q, cents, today); !ok {
			err.Fault = NoFigure
		} else {
			return nil
		}
	case Date:
		if _, e := time.Parse(time.DateOnly, said); e != nil {
			err.Fault = BadDate
		} else if !g.periodsKnown(today) {
			err.Fault = NoFigure
		} else {
			return nil
		}
	}
	return err
}

// value returns the number of the value an answer stands for, or false when
// the answer no longer fits the question. The limitation period depends on
// the client and the contract, which the branch knows.
func (g *Guide) value(fact int, said string, b branch, today time.Time) (int, bool) {
	q := &g.Questions[fact]
	if v, ok := g.index.values[fact][Value(said)]; ok {
		return v, true
	}
	var value Value
	var ok bool
	switch q.Kind {
	case Amount:
		var cents int64
		if cents, ok = parseCents(said); ok {
			value, ok = g.band(q, cents, today)
		}
	case Date:
		var start time.Time
		if start, ok = parseDay(said); ok {
			value, ok = g.limitationState(b.client, b.contract, start, today)
		}
	}
	if !ok {
		return 0, false
	}
	v, ok := g.index.values[fact][value]
	return v, ok
}

func parseDay(s string) (time.Time, bool) {
	day, err := time.Parse(time.DateOnly, s)
	return day, err == nil
}

// parseCents reads a canonical amount in euros, "1234.56", into cents.
func parseCents(s string) (int64, bool) {
	euros, cents, _ := strings.Cut(s, ".")
	if euros == "" || len(euros) > 12 || len(cents) > 2 {
		return 0, false
	}
	cents += strings.Repeat("0", 2-len(cents))
	for _, r := range euros + cents {
		if r < '0' || r > '9' {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(euros+cents, 10, 64)
	return n, err == nil
}
