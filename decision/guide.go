// Package decision is the ladder, and the content as data: which way out of a
// conflict with a client comes next, and why.
//
// A newcomer needs five words.
//
//   - A fact is a question with finitely many values (client = consommateur).
//   - A [Step] is a way out: call, mediate, sue. It says when it suits.
//   - The [Rung]s of the ladder put the steps in order, the most urgent or
//     gentlest first. The recommended step is the first whose conditions hold:
//     the hit policy "First" of a DMN decision table.
//   - The diagram is computed from the ladder, never written by hand: a reduced
//     ordered decision diagram (Bryant 1986) over the facts, in the order they
//     are asked. It skips every question that can no longer change the step.
//   - [Answers] are what a person said, by fact and never by position.
//
// [Guide] holds all of it. [Guide.Walk] gives the next question, [Guide.Verdict]
// the recommended step and its reasons, [Guide.RuledOut] what is closed and why,
// [Guide.Changes] what would change the outcome, [Guide.Apply] what happens
// next, and [Guide.Check] proves that the whole is sound.
//
// Rates, costs, time limits, letters and exercises are carried as plain data,
// as the content gives them. What is computed with them when a conflict is
// followed over time is in internal/dossier.
//
// The package is pure: no files, no clock, no terminal. Today's date is an
// argument. The words come from the content and pass through untouched.
package decision

import (
	"strings"
	"time"
)

// Fact names a question: "client".
type Fact string

// Value names one of the answers to a question: "consommateur".
type Value string

// Unknown is the answer "I don't know". It stands for every value at once.
const Unknown Value = "?"

// Kind says how a question is answered.
type Kind int

// The kinds of question. A typed amount or date is turned into a value by
// [Guide.value], from dated thresholds and limitation periods.
const (
	Choice Kind = iota
	Amount
	Date
)

// Guide is the whole content: questions, steps, ladder and law, with the
// diagram computed from them. Build one with its exported fields, then call
// [Guide.Compile]; after that it is read-only and safe for concurrent use.
type Guide struct {
	Version     time.Time // date of the content
	Questions   []Question
	Steps       []Step
	Ladder      []Rung
	Phases      []Phase
	Bases       []LegalBasis
	Causes      []Cause
	Exercises   []Exercise
	Article     Article
	Thresholds  []Threshold
	Limitations []Limitation
	TimeLimits  []TimeLimit
	Rates       []Rate
	Costs       []StepFigures
	Over        Over // what was laid over the content of the program
	Unwritten   []Unwritten

	letters    func() []Letter
	situations func() []Situation
	style      func() Style
	index      index
	diagram    diagram
}

// Over names what was laid over the content of the program; it is zero when the
// content is the program's own.
type Over struct {
	Name  string // as one calls it: "mon-cas"
	Print string // a fingerprint of its pages
}

// Question asks for one fact.
type Question struct {
	Fact    Fact
	Name    string // a short noun: "Le client"
	Title   string
	Help    Text
	Why     Text
	Unsure  Text // which document to look for when one does not know
	Kind    Kind
	Always  bool // asked even when it cannot change the step
	Options []Option
	Usual   Value // the answer most people give, first among the options; may be empty
	Wording []Wording
	Pos     string // where it was written, "file:line", for authors
}

// Wording is how a question is put after an earlier answer: the values are the
// same, the words are not. What is left empty stays as in the question.
type Wording struct {
	Fact    Fact
	Values  []Value
	Title   string
	Help    Text
	Why     Text
	Unsure  Text
	Options []Option // those whose label and help differ
	Pos     string
}

// Option is one possible answer.
type Option struct {
	Value   Value
	Label   string
	Help    string
	Implies []Setting // facts this answer settles, so that they are not asked
	Idle    bool      // on a question as it is asked: this answer changes nothing here
}

// Setting is a fact with its value.
type Setting struct {
	Fact  Fact
	Value Value
}

// Step is a way out of the conflict.
type Step struct {
	ID         string
	Title      string
	Summary    string
	When       []Alternative
	WhyNow     Text
	Brief      Brief
	HowTo      Text
	Documents  Text
	Pitfalls   Text
	Bases      []Citation // at least one; the first is the main one
	Outcomes   []Outcome
	Neighbours []Line
	Reader     Answers // those it is told after, once [Guide.Told] did; else none
	Pos        string
}

// Brief is what one must see in five seconds.
type Brief struct {
	Cost, Time, Worth, Initiative, Privacy string
}

// Alternative is a list of conditions that must all hold.
type Alternative struct {
	Conditions []Condition
	Pos        string
}

// Condition wants a fact to have one of some values.
type Condition struct {
	Fact   Fact
	Values []Value
	Reason string // true whether or not the condition holds; may be empty
	Basis  string // id of the legal basis behind the reason; may be empty
	Pos    string
}

// Citation points at a legal basis and says what it brings here.
type Citation struct {
	Basis string
	Label string
	Note  string
	When  Condition // the answers it is for; all when it has no fact
}

// Outcome is what may come of a step.
type Outcome struct {
	Label   string
	Effects []Setting // facts it changes; none when End
	End     bool      // the case is closed
	EndNote string
	Act     string // what it is in the journal of a case besides an outcome; may be empty
	Pos     string
}

// Rung is a place on the ladder: a step, with those of its alternatives that
// count at this height.
type Rung struct {
	Step         string
	Alternatives []int // indices into Step.When
	Pos          string
}

// Phase is a stretch of the ladder, as one would tell it: urgent matters, talk,
// write, a third party, the judge, enforcement. Every step is in one.
type Phase struct {
	Name  string
	Steps []string    // ids, in the order of the ladder
	Apart bool        // not a part of the way everybody goes: shown for its steps only
	Done  []Condition // each tells that one has been through it
	Pos   string
	Lines []string // where each step is written, when it is known
}

// Confidence grades how well a legal text was checked.
type Confidence string

// Grades of confidence: A is two recent sources that agree or an official one,
// B a single or secondary source, C still to be checked.
const (
	ConfidenceA Confidence = "A"
	ConfidenceB Confidence = "B"
	ConfidenceC Confidence = "C"
)

// LegalBasis is a text of law or a court decision, told in plain words.
type LegalBasis struct {
	ID         string
	Title      string
	Summary    Text
	Reference  string
	Identifier string // its names in the official bases (LEGIARTI…, JURITEXT…, CELEX), ", " between; empty when not known
	Link       string // empty when not known
	InForce    PartialDate
	CheckedOn  time.Time // date of the state of the text that was read; zero when nobody read it
	ReadOn     time.Time // the day it was read; zero when nobody did
	Until      time.Time // the last day of the version that was read; zero when not known
	Source     Source
	ReadIn     string // where it was read, in plain words
	Confidence Confidence
	Age        Age  // what that reading is worth on the day it is told: [Guide.AsOf]
	Changed    Text // the former rule, when it changed
	Disputed   Text // what the law itself leaves uncertain
	Unread     Text // what we have not read again in the text now in force
	Pos        string
}

// Ruling says whether it is a court decision, which is read as it was given and
// never changes. The names of such pages start with the court.
func (b *LegalBasis) Ruling() bool {
	return strings.HasPrefix(b.ID, "cass-") || strings.HasPrefix(b.ID, "ce-")
}

// TextRead says whether the text itself was read, in the state of the day it was
// checked: not only what others say of it.
func (b *LegalBasis) TextRead() bool { return b.Source != Told }

// PartialDate is a day, a month or a year: "2025-09-01", "2025-09", "2025",
// or "" when it is not known.
type PartialDate string

// Cause tells, for a cause of conflict, what each kind of client may claim.
type Cause struct {
	Value   Value // value of the fact "cause"
	Title   string
	Summary string
	Sheets  []CauseSheet
	Pos     string
}

// CauseSheet is the part of a [Cause] that applies to some kinds of client.
type CauseSheet struct {
	Title       string
	Clients     []Value // values of the fact "client"
	Intro       Text
	Duties      Text
	Claims      Text
	Deadlines   Text
	Penalties   Text // may be empty
	Compromises Text // customs, never rules
	Bases       []Citation
	Pos         string
}

// Article compares the article the tool grew from with today's law.
type Article struct {
	Title       string
	Intro       Text
	Corrections []Correction
}

// Correction is one claim of the article and what the law says now.
type Correction struct {
	Title   string
	Said    string
	Verdict string
	Law     Line
	Bases   []Citation
	Pos     string
}

// Exercise is a fictional conflict, with the answers its story gives and the
// step they must lead to.
type Exercise struct {
	ID         string
	Title      string
	Story      Text
	Documents  Text // what one has in hand
	Answers    []Setting
	AnswerPos  []string // where each answer is written
	Step       string
	StepPos    string
	Point      Text     // what to remember; cites at least one legal basis
	Mistake    Text     // the usual mistake
	WrongStep  string   // the step that mistake leads to; may be empty
	Proposals  []string // the steps a room chooses from, the expected one among them; none when they are worked out
	Discussion Text     // questions to the room
	Minutes    int
	Welcome    int // its rank among the examples of the welcome screen; 0 when it is not one
	Pos        string
}

// The facts the program itself knows by name. Everything else about facts is
// in the content.
const (
	FactCause  Fact = "cause"
	FactClient Fact = "client"

	// FactContract is the kind of contract: with the client, it sets the
	// limitation period.
	FactContract Fact = "contrat"

	// FactReply is how the client reacted last.
	FactReply Fact = "reponse"
	// FactContact is the firmest contact so far.
	FactContact Fact = "contact"

	// FactDebt is whether the client owes, FactDispute what he answers to it.
	FactDebt    Fact = "dette"
	FactDispute Fact = "contestation"
)

// The answers that put what the business owes before what it may claim: the
// client owes nothing, or is right not to pay yet.
const (
	Denied  Value = "non"
	Founded Value = "fondee"
)
