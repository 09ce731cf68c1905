package decision

// Without returns the answers less one, for the tests.
func (a Answers) Without(f Fact) Answers { return a.without(f) }
