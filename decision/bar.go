package decision

// Bar is the day a claim becomes time-barred, and how the journal moved it.
type Bar struct {
	From     Day   // where the period starts
	Earliest Day   // the last day one may surely sue
	Latest   Day   // the same, where the applicable law is not certain; else equal to Earliest
	State    Value // [Far], [Near] or [Barred] on the day asked
	Moves    []BarMove
	Source   Sourced // of the period
}

// BarMove says what an event of the journal did to the limitation period.
type BarMove struct {
	Event  Event
	Effect BarEffect
	Ends   Day    // Earliest after the event
	Basis  string // id of the legal basis
}

// BarEffect is what an event does to a limitation period.
type BarEffect int

// The effects of an event. Most have none: the list of those that have is
// closed.
const (
	NoEffect   BarEffect = iota
	Interrupts           // a new period of the same length starts
	Suspends             // time stops running, then at least six months are left
	Erases               // an interruption is deemed never to have happened
)

// Bar returns when the claim of a case becomes time-barred, as seen on a day.
// False when the client or the start of the period is not known.
func (g *Guide) Bar(c Case, on Day) (Bar, bool) { return Bar{}, false }
