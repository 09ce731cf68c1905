package ssh

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// A terminal answers what it is asked, its colours or where its cursor is, by the
// way keys come. Its answer may come late, and in pieces: read a piece at a time,
// it would be taken for keys.

const (
	escapeWait = 150 * time.Millisecond // for what follows an escape: beyond, it is the key
	pieceWait  = 10 * time.Second       // for the next piece of an answer: beyond, what comes is typed
	maxHeld    = 256                    // bytes kept of a sequence: more are dropped
)

// sifted is what a participant types: sequences come whole, characters too, and
// the answers that nothing here reads do not come.
type sifted struct {
	sifter
	chunks chan []byte
	err    error // the end, once chunks is closed
	out    []byte
}

// newSifted reads what comes until the context is over. Without keys, only text
// is given, and what edits a line: no sequence, and no escape.
func newSifted(ctx context.Context, in io.Reader, keys bool) *sifted {
	s := &sifted{sifter: sifter{keys: keys}, chunks: make(chan []byte)}
	go func() {
		defer close(s.chunks)
		for {
			chunk := make([]byte, 512)
			n, err := in.Read(chunk)
			select {
			case s.chunks <- chunk[:n]:
			case <-ctx.Done():
				err = io.EOF
			}
			if err != nil {
				s.err = err
				return
			}
		}
	}()
	return s
}

// Read reads what is whole.
func (s *sifted) Read(b []byte) (int, error) {
	for len(s.out) == 0 {
		var late <-chan time.Time
		if s.keys && s.mayBeKey() {
			late = time.After(escapeWait)
		}
		select {
		case chunk, open := <-s.chunks:
			if !open {
				return 0, s.err
			}
			s.out = s.sift(chunk, time.Now())
		case <-late:
			s.out = s.release()
		}
	}
	n := copy(b, s.out)
	s.out = s.out[n:]
	return n, nil
}

// sifter holds back a sequence until its end.
type sifter struct {
	keys    bool      // escapes and sequences are given
	held    []byte    // of a sequence or of a character, from its first byte
	long    bool      // held is not all of it
	last    time.Time // when the last piece came
	escaped bool      // the last thing given was an escape alone: its sequence may follow
}

const escape = 0x1b

// alone says whether an escape waits for what follows.
func (s *sifter) alone() bool { return len(s.held) == 1 && s.held[0] == escape }

// mayBeKey says whether what is held is a key, if nothing follows: the escape, or
// it with an O.
func (s *sifter) mayBeKey() bool {
	return s.alone() || len(s.held) == 2 && s.held[0] == escape && s.held[1] == 'O'
}

// release gives a key that nothing follows.
func (s *sifter) release() []byte {
	out := s.held
	s.escaped = s.alone()
	s.drop()
	return out
}

// sift takes what came at some time, and returns what is whole.
func (s *sifter) sift(chunk []byte, at time.Time) (out []byte) {
	if len(chunk) == 0 {
		return nil
	}
	late := at.Sub(s.last) > pieceWait
	s.last = at
	if late {
		s.drop()
	}
	if s.escaped && !late && introduces(chunk[0]) {
		s.held = []byte{escape} // no key means anything by what introduces a sequence: a digit, which votes, may follow
	}
	s.escaped = false
	for _, b := range chunk {
		out = append(out, s.next(b)...)
	}
	return out
}

// next takes a byte, and returns what it completes.
func (s *sifter) next(b byte) []byte {
	switch {
	case len(s.held) == 0 && b == escape:
		return s.hold(b)
	case len(s.held) == 0 || s.held[0] != escape:
		return s.character(b)
	case s.alone():
		return s.second(b)
	case b == escape && s.text(): // the end of a text begins by one
		return s.hold(b)
	case b < ' ' && !(b == '\a' && s.text()): // typed: the sequence was left there
		s.drop()
		return s.next(b)
	}
	if s.text() && s.before() == escape && b != '\\' { // not its end: another sequence
		s.drop()
		s.held = []byte{escape}
		return s.next(b)
	}
	s.hold(b)
	if !s.complete(b) {
		return nil
	}
	out := s.held
	if s.long || !s.keys || s.answer() {
		out = nil
	}
	s.drop()
	return out
}

func (s *sifter) drop() { s.held, s.long = nil, false }

// hold keeps a byte: of a sequence too long, the last one instead of the one before.
func (s *sifter) hold(b byte) []byte {
	if len(s.held) == maxHeld {
		s.long = true
		s.held[maxHeld-1] = b
	} else {
		s.held = append(s.held, b)
	}
	return nil
}

// before is the last byte held.
func (s *sifter) before() byte { return s.held[len(s.held)-1] }

// text says whether a text is held, which has an end of its own.
func (s *sifter) text() bool { return s.held[1] != '[' && s.held[1] != 'O' }

// character takes the next byte of a character.
func (s *sifter) character(b byte) []byte {
	if len(s.held) > 0 && utf8.RuneStart(b) { // it was cut short
		out := s.held
		s.drop()
		return slices.Concat(out, s.next(b))
	}
	if s.hold(b); !utf8.FullRune(s.held) {
		return nil
	}
	out := s.held
	s.drop()
	return out
}

// second takes what follows an escape: the beginning of a sequence, or a key.
func (s *sifter) second(b byte) []byte {
	if introduces(b) || b == 'O' { // an arrow, of some terminals
		return s.hold(b)
	}
	s.drop()
	if s.keys && b != escape {
		return []byte{escape, b}
	}
	if s.keys {
		return append([]byte{escape}, s.next(b)...)
	}
	return s.next(b)
}

// introduces says whether a byte after an escape begins a sequence that has an
// end: of keys and of answers, or a text (ECMA-48, 5.4 and 5.6).
func introduces(b byte) bool { return slices.Contains([]byte("[]P_^X"), b) }

// complete says whether the byte just held ends the sequence.
func (s *sifter) complete(b byte) bool {
	switch {
	case len(s.held) == 2:
		return false
	case s.held[1] == 'O':
		return true
	case s.text():
		return b == '\a' || b == '\\' && s.held[len(s.held)-2] == escape
	case s.held[2] == 'M': // the mouse of old: three bytes follow
		return len(s.held) == 6
	}
	return b >= '@' && b <= '~'
}

// answer says whether the sequence is an answer of the terminal that nothing
// reads: a text but its colours, what it is, where its cursor is. The latter is
// also what a few terminals send for F3, which does nothing.
func (s *sifter) answer() bool {
	if s.text() {
		return !slices.ContainsFunc(colours, func(c string) bool { return strings.HasPrefix(string(s.held), c) })
	}
	end := s.before()
	return end == 'R' && len(s.held) > 3 || end == 'c' || end == 'n'
}

// colours begin the answers that are read: of the text, behind it, of the cursor.
var colours = []string{"\x1b]10;", "\x1b]11;", "\x1b]12;"}
