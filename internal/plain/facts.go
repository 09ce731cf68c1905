package plain

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/say"
)

// Pair is a fact with what was said of it, as given on the command line or in
// a file.
type Pair struct{ Fact, Said string }

// ParsePair reads "cause=impaye". The error is a French sentence.
func ParsePair(s string) (Pair, error) {
	fact, said, ok := strings.Cut(s, "=")
	p := Pair{strings.TrimSpace(fact), strings.TrimSpace(said)}
	if !ok || p.Fact == "" || p.Said == "" {
		return Pair{}, fmt.Errorf("%s n’est pas une réponse. Écrivez fait=valeur, comme cause=impaye.", french.Quote(french.Shown(s)))
	}
	return p, nil
}

// Collect checks facts and returns them as answers given today. Facts and
// values may be written with or without accents; amounts and dates in French
// or canonical form; "?" and "inconnu" mean that one does not know. The error
// is one French line that tells everything wrong at once.
func Collect(g *decision.Guide, today time.Time, pairs []Pair) (decision.Answers, error) {
	a := decision.NewAnswers(today)
	var wrong []string
	for _, p := range pairs {
		f, said, err := read(g, p, today)
		if err != nil {
			wrong = append(wrong, say.Error(g, err))
			continue
		}
		if _, given := a.Get(f); given {
			wrong = append(wrong, "Le fait "+french.Quote(french.Shown(string(f)))+" est donné deux fois. Gardez une seule réponse.")
			continue
		}
		a = a.With(f, said)
	}
	for _, err := range g.Valid(a) {
		wrong = append(wrong, say.Error(g, err))
	}
	if len(wrong) > 0 {
		return decision.Answers{}, errors.New(strings.Join(wrong, " "))
	}
	return a, nil
}

// read gives a pair the names and the form of the domain. A fact or value that
// does not exist comes back as it is.
func read(g *decision.Guide, p Pair, today time.Time) (decision.Fact, string, error) {
	f := decision.Fact(p.Fact)
	q := g.Question(f)
	if q == nil {
		f = decision.Fact(french.Slug(p.Fact))
		q = g.Question(f)
	}
	if q == nil {
		return decision.Fact(p.Fact), p.Said, nil
	}
	said, err := canonical(q, p.Said, today)
	return f, said, err
}

// Unknown is the word to type for a fact that one does not know.
const Unknown = "inconnu"

// unknown are the ways to say that one does not know, as [french.Slug] gives
// them.
var unknown = []string{Unknown, "je-ne-sais-pas", "ne-sais-pas", "je-sais-pas", "sais-pas", "nsp"}

func isUnknown(s string) bool {
	return strings.TrimSpace(s) == string(decision.Unknown) || slices.Contains(unknown, french.Slug(s))
}

// canonical turns what was typed into a value of the question, or an amount or
// a date in canonical form. Other words come back as they are, for the guide
// to refuse. The error is a [decision.InputError] or a French sentence.
func canonical(q *decision.Question, typed string, today time.Time) (string, error) {
	slug := french.Slug(typed)
	for _, o := range q.Options {
		if string(o.Value) == typed || french.Slug(string(o.Value)) == slug {
			return string(o.Value), nil
		}
	}
	var said string
	var err error
	switch {
	case isUnknown(typed):
		return string(decision.Unknown), nil
	case q.Kind == decision.Amount:
		said, err = french.ParseAmount(typed)
	case q.Kind == decision.Date:
		said, err = french.Past.Parse(typed, today)
	default:
		return typed, nil
	}
	if err == nil {
		return said, nil
	}
	return "", misread(q, typed, err)
}

// misread explains an amount or a date that was not understood: the reader's
// error, or the value that was most likely meant.
func misread(q *decision.Question, typed string, err error) error {
	near := decision.Nearest(french.Slug(typed), values(q))
	if near == "" {
		return fmt.Errorf("%s n’est pas accepté pour %s. %w", french.Quote(french.Shown(typed)), french.Quote(string(q.Fact)), err)
	}
	fault := decision.BadAmount
	if q.Kind == decision.Date {
		fault = decision.BadDate
	}
	return &decision.InputError{Fault: fault, Fact: q.Fact, Said: typed, Nearest: near}
}

func values(q *decision.Question) []string {
	all := make([]string, len(q.Options))
	for i, o := range q.Options {
		all[i] = string(o.Value)
	}
	return all
}

// commandLine returns a command given these answers again.
func commandLine(command string, g *decision.Guide, a decision.Answers) string {
	var b strings.Builder
	b.WriteString("compromis " + command)
	for _, q := range g.Questions {
		if said, ok := a.Get(q.Fact); ok {
			if said == string(decision.Unknown) {
				said = Unknown
			}
			b.WriteString(" -r " + string(q.Fact) + "=" + said)
		}
	}
	return b.String()
}
