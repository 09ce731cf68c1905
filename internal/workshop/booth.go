package workshop

// The trainer's private screen: what is going on in a vote that nobody else may see
// yet. What is projected goes through [Console] and never has it.

// fewVoters is how many must have answered before what they answered is counted while a
// vote is open: the trainer sees who has answered, and with fewer would see who answered
// what.
const fewVoters = 3

// Booth returns the mailbox of the trainer's private screen, and how to leave it: the
// states of the console, with the votes as they come. There is one such screen:
// opening another closes the mailbox of the first.
func (r *Room) Booth() (mail <-chan *State, leave func()) {
	own := &visitor{mail: make(chan *State, 1)}
	err := r.do(func() error {
		r.leaveBooth(r.booth)
		r.booth = own
		r.tellBooth(r.common())
		return nil
	})
	if err != nil {
		return noMail, func() {}
	}
	return own.mail, func() {
		_ = r.do(func() error { r.leaveBooth(own); return nil }) // a closed room has nobody left
	}
}

// Darken says that nothing is to be projected, or again what there is.
func (r *Room) Darken(dark bool) error {
	return r.do(func() error {
		r.dark = dark
		r.mark(Console.Number)
		return nil
	})
}

// leaveBooth closes the private screen, unless another took its place.
func (r *Room) leaveBooth(v *visitor) {
	if v != nil && r.booth == v {
		close(v.mail)
		r.booth = nil
	}
}

// tellBooth tells the private screen what the console sees and, whatever is shown to
// the room, the votes and where they lead.
func (r *Room) tellBooth(common State) {
	if r.booth == nil {
		return
	}
	state := r.led(common)
	if v := r.session.vote; v != nil {
		if few := r.session.phase == Voting && v.voters(v.round()-1) < fewVoters; few {
			r.booth.post(state)
			return
		}
		state.Rounds, state.Unsure, state.Cast, state.Shift = v.tallies(), v.unsure(), v.voted(), v.shift()
		state.Endings, state.Confidences = v.endings, v.confidences()
		state.SaidBefore, state.Said = v.shownWords()
		state.ByTeam = r.session.byTeam(v, true)
	}
	r.booth.post(state)
}

// led is a state with what only the trainer sees.
func (r *Room) led(s State) State {
	s.Names, s.Roll, s.Trouble, s.Dark = r.names(), r.rolled, r.trouble, r.dark
	s.Sure = r.session.sure
	if v := r.session.vote; v != nil {
		s.Words = v.words()
	}
	return s
}
