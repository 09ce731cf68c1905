package decision

// RateKind names a series of dated rates.
type RateKind string

// The rates late payment is computed with.
const (
	RateBusiness RateKind = "professionnel" // central bank + 10 points, by half-year
	RatePublic   RateKind = "public"        // central bank + 8 points
	RateLegal    RateKind = "legal"         // legal interest, creditor not a private person
)

// Rate is a yearly rate in force for a time.
type Rate struct {
	Kind   RateKind
	Period Period
	Points int // hundredths of a percent: 1240 is 12.40 %
	Source Sourced
}

// Sourced says where a figure comes from and when it was checked.
type Sourced struct {
	Text  string
	Grade Confidence
	On    Day
	Pos   string
}
