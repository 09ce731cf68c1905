package decision

// Owed returns the sheets of the cause and the client of a case when the client
// owes nothing, or withholds payment for a good reason: what the business owes
// then comes before what it may claim. There are none otherwise.
func (g *Guide) Owed(a Answers) []CauseSheet {
	said := g.established(a)
	cause := g.Cause(said[FactCause])
	if cause == nil || said[FactDebt] != Denied && said[FactDispute] != Founded {
		return nil
	}
	return cause.For(said[FactClient])
}

// established returns the values on the path, those that others settle included.
func (g *Guide) established(a Answers) map[Fact]Value {
	said := map[Fact]Value{}
	if len(a.said) == 0 {
		return said
	}
	for _, r := range g.walk(a).path {
		said[r.Question.Fact] = r.Value
	}
	return said
}
