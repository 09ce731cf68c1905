package workshop

// What the tests of a room on a server do with its journal alone.

// Turn gives the turn to write after so many lines.
func (s *Shared) Turn(kept int) (others [][]byte, err error) { return s.turn(kept) }

// Append ends it.
func (s *Shared) Append(kept int, lines []byte) error { return s.append(kept, lines, false) }
