package ssh

import (
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"pgregory.net/rapid"
)

// answers are what terminals answer, asked or not: colours, what they are, where
// their cursor is, modes, names, the clipboard.
var answers = []string{
	"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", "\x1b]10;rgb:0000/0000/0000\a", "\x1b]4;1;rgb:cdcd/0000/0000\x1b\\", "\x1b]52;c;" + strings.Repeat("QUFB", 200) + "\a",
	"\x1b[?62;1;22c", "\x1b[>41;354;0c", "\x1b[1;1R", "\x1b[1;2R", "\x1b[24;80R", "\x1b[0n", "\x1b[?2026;2$y", "\x1b[?1u",
	"\x1bP>|XTerm(370)\x1b\\", "\x1bP1+r524742=38\x1b\\", "\x1b_Gi=1;OK\x1b\\", "\x1b[4;600;800t", "\x1b[I", "\x1b[O",
}

// typed are keys, as they come, and their names.
var typed = [][2]string{
	{"1", "1"}, {"q", "q"}, {"é", "é"}, {"[", "["}, {"]", "]"}, {"R", "R"}, {"\r", "enter"}, {"\x7f", "backspace"}, {"\x1b[A", "up"}, {"\x1bOB", "down"}, {"\x1b[5~", "pgup"},
}

// pieces cuts what is sent anywhere, but after an escape: alone for so long, it is
// the key, and so is an escape with an O.
func pieces(r *rapid.T, text string) (all []string) {
	for len(text) > 0 {
		n := rapid.IntRange(1, len(text)).Draw(r, "piece")
		if text[:n] == "\x1b" || text[:n] == "\x1bO" {
			n = len(text)
		}
		all = append(all, text[:n])
		text = text[n:]
	}
	return all
}

// sends writes pieces a second apart, then closes.
func sends(to io.WriteCloser, all []string) {
	defer to.Close()
	for _, piece := range all {
		io.WriteString(to, piece)
		time.Sleep(time.Second)
	}
}

// hears are the keys read from what is sent.
func hears(t *testing.T, all []string) (heard string) {
	synctest.Test(t, func(t *testing.T) {
		in, out := io.Pipe()
		events := make(chan uv.Event)
		go sends(out, all)
		go func() {
			defer close(events)
			stream(t.Context(), in, "xterm-256color", events)
		}()
		for e := range events {
			if k, ok := e.(uv.KeyPressEvent); ok {
				heard += " " + tea.KeyPressMsg(k).String()
			}
		}
	})
	return strings.TrimSpace(heard)
}

// TestLateAnswers: an answer of the terminal, whole or in pieces that come late,
// between keys, is never a key; and every key is heard.
func TestLateAnswers(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var sent, want []string
		for range rapid.IntRange(1, 5).Draw(r, "events") {
			if rapid.Bool().Draw(r, "answer") {
				sent = append(sent, pieces(r, rapid.SampledFrom(answers).Draw(r, "which"))...)
			} else {
				k := rapid.SampledFrom(typed).Draw(r, "key")
				sent, want = append(sent, pieces(r, k[0])...), append(want, k[1])
			}
		}
		if heard := hears(t, sent); heard != strings.Join(want, " ") {
			r.Fatalf("heard %q, typed %q", heard, want)
		}
	})
}

// TestLateAnswersInLines: neither are they for who reads line by line.
func TestLateAnswersInLines(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var sent []string
		var got, want string
		for range rapid.IntRange(1, 5).Draw(r, "events") {
			if rapid.Bool().Draw(r, "answer") {
				sent = append(sent, pieces(r, rapid.SampledFrom(answers).Draw(r, "which"))...)
			} else {
				word := rapid.SampledFrom([]string{"1", "aide", "é", "[x]", "R"}).Draw(r, "word")
				sent, want = append(sent, pieces(r, word)...), want+word
			}
		}
		synctest.Test(t, func(t *testing.T) {
			in, out := io.Pipe()
			go sends(out, sent)
			text, _ := io.ReadAll(newSifted(t.Context(), in, false))
			got = string(text)
		})
		if got != want {
			r.Fatalf("read %q, typed %q", got, want)
		}
	})
}

// TestEscape: an escape that nothing follows is the key; and what is typed after a
// sequence that was never finished is heard.
func TestEscape(t *testing.T) {
	for want, sent := range map[string][]string{
		"esc":   {"\x1b"},
		"esc 1": {"\x1b", "1"},
		"enter": {"\x1b]11;rgb:ff", "\r"},
		"2":     append(append([]string{"\x1b]11;rgb:ff"}, make([]string, 11)...), "2"),
		"esc q": {"\x1b", "]11;rgb:ffff/ffff/ffff\x1b\\", "q"},
		"alt+a": {"\x1ba"},

		"alt+shift+o 1": {"\x1bO", "1"},
	} {
		if heard := hears(t, sent); heard != want {
			t.Errorf("%q: heard %q, not %q", sent, heard, want)
		}
	}
}

// TestASplitAnswerIsNeverAVote: an answer of the terminal cut anywhere, after its
// escape too, by pauses of a slow line, is never a digit.
func TestASplitAnswerIsNeverAVote(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.SampledFrom(answers).Draw(r, "answer")
		var sent []string
		for len(text) > 0 {
			n := min(rapid.SampledFrom([]int{1, 1, 2, 5, 30}).Draw(r, "piece"), len(text))
			sent = append(append(sent, text[:n]), make([]string, rapid.IntRange(0, 8).Draw(r, "pause"))...)
			text = text[n:]
		}
		if heard := hears(t, sent); strings.ContainsAny(heard, "0123456789") {
			r.Fatalf("%q: heard %q", sent, heard)
		}
	})
}

// TestSiftAnything: whatever comes, little is held; and where no escape comes,
// nothing is lost but the character that was not finished.
func TestSiftAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sifter{keys: rapid.Bool().Draw(t, "keys")}
		var sent, got []byte
		for _, chunk := range rapid.SliceOf(rapid.SliceOf(rapid.SampledFrom([]byte("\x1b\x1b[]PO\\M;1Rc\a\r\x80\x9b\xc3\xa9\xf0a")))).Draw(t, "chunks") {
			sent, got = append(sent, chunk...), append(got, s.sift(chunk, time.Time{})...)
			if len(s.held) > maxHeld {
				t.Fatalf("%d bytes held", len(s.held))
			}
		}
		if !strings.Contains(string(sent), "\x1b") && string(got)+string(s.held) != string(sent) {
			t.Fatalf("%q becomes %q", sent, got)
		}
	})
}
