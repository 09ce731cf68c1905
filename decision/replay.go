package decision

// Replay is an old case read with today's content.
type Replay struct {
	Then    Conclusion
	Now     Conclusion
	Changed bool      // another step is recommended
	Asked   []Fact    // answers today's content does not know: to be asked again
	Reasons []Reason  // what makes today's step
	Dropped []Setting // the answers behind Asked
}

// Replay reads a case with the content of the guide. The case returned holds
// only answers the guide knows, and today's conclusion.
func (g *Guide) Replay(c Case, on Day) (Case, Replay) { return c, Replay{} }

// KeptUntil returns the day after which a case need not be kept: the end of the
// limitation period counted from its last event. False when it is not known.
func (g *Guide) KeptUntil(c Case) (Day, bool) { return "", false }
