package decision

import "fmt"

// RateKind names a series of dated rates.
type RateKind string

// The rates late payment is computed with.
const (
	RateBusiness RateKind = "professionnel" // central bank + 10 points, by semester
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

// MissingRateError says that no rate is known for some days: the figure is
// refused, never extrapolated.
type MissingRateError struct {
	Kind     RateKind
	From, To Day
}

func (e *MissingRateError) Error() string {
	return fmt.Sprintf("no rate %s from %s to %s", e.Kind, e.From, e.To)
}

// Claim is what a business may ask for on a day, with the working out.
type Claim struct {
	On        Day
	Principal int64 // cents due and not paid, whether late or not
	Late      int64 // of which late
	Interest  int64
	Flat      int64 // the flat indemnities
	Total     int64 // Principal + Interest + Flat
	Invoices  []ClaimedInvoice
	Bases     []string // ids of the legal bases behind the figures
}

// ClaimedInvoice is the part of one invoice in a [Claim].
type ClaimedInvoice struct {
	Number    string
	Principal int64
	Paid      int64 // what payments covered, interest included
	Interest  int64
	Flat      int64
	Spans     []InterestSpan
}

// InterestSpan is a time during which neither the sum nor the rate changed:
// Interest = Cents × Points / 10 000 × Days / 365, rounded to the cent.
type InterestSpan struct {
	From, To Day // both included
	Days     int
	Cents    int64 // the sum that bears interest
	Points   int   // hundredths of a percent
	Kind     RateKind
	Agreed   bool // the rate is that of the contract
	Floor    bool // the contract's rate was below the legal floor, which replaces it
	Interest int64
}

// Claim works out what may be asked for on a day. Payments and the formal
// notice come from the journal. The error is a [*MissingRateError].
func (g *Guide) Claim(c Case, on Day) (Claim, error) { return Claim{}, nil }
