package ssh

import (
	"bytes"
	"testing"
	"time"
)

// FuzzSift: whatever bytes a participant sends, little is held, and no escape comes
// out where only text is given.
func FuzzSift(f *testing.F) {
	for _, answer := range answers {
		f.Add([]byte(answer), 3, false)
		f.Add([]byte("a"+answer+"b"), 1, true)
	}
	for _, key := range typed {
		f.Add([]byte(key[0]), 1, true)
	}
	f.Fuzz(func(t *testing.T, data []byte, piece int, keys bool) {
		s := sifter{keys: keys}
		var got []byte
		for len(data) > 0 {
			cut := min(max(piece, 1), len(data))
			got = append(got, s.sift(data[:cut], time.Time{})...)
			data = data[cut:]
			if len(s.held) > maxHeld {
				t.Fatalf("%d bytes held", len(s.held))
			}
		}
		if !keys && bytes.IndexByte(got, escape) >= 0 {
			t.Errorf("an escape comes out: %q", got)
		}
	})
}

// FuzzVisit: a pass that is not whole opens nothing and breaks nothing.
func FuzzVisit(f *testing.F) {
	for _, text := range []string{"", "{}", `{"adresse":"127.0.0.1:22","salle":"ssh-ed25519 AAAA","cle":"-----BEGIN OPENSSH PRIVATE KEY-----"}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		v, err := ParseVisit(text)
		if (err == nil) != (v.key != nil && v.room != nil) {
			t.Errorf("%+v, %v", v, err)
		}
	})
}
