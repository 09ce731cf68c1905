package ssh

import (
	"bufio"
	"io"
	"unicode/utf8"
)

// maxLine is the longest line one may type, in bytes.
const maxLine = 256

// typing reads lines from a terminal, sifted: no sequence comes. A client with a terminal sends each key
// and shows nothing: the line is then echoed; without one it sends whole lines.
type typing struct {
	in      *bufio.Reader
	out     io.Writer
	echo    bool
	pressed func() // told of each key
}

// line returns the next line, without its end. The error is [io.EOF] when the
// participant leaves, by Ctrl-C or Ctrl-D.
func (t *typing) line() (string, error) {
	var text []byte
	for {
		b, err := t.in.ReadByte()
		if err != nil {
			return "", err
		}
		t.pressed()
		switch {
		case b == '\n' || b == '\r':
			if b == '\r' {
				t.skipNewline()
			}
			t.show("\r\n")
			return string(text), nil
		case b == 3, b == 4 && len(text) == 0:
			return "", io.EOF
		case b == 8 || b == 127:
			if len(text) > 0 {
				_, n := utf8.DecodeLastRune(text)
				text = text[:len(text)-n]
				t.show("\b \b")
			}
		case b < ' ' || len(text) == maxLine:
		default:
			text = append(text, b)
			t.show(string([]byte{b}))
		}
	}
}

// skipNewline takes the line feed some terminals send after a return.
func (t *typing) skipNewline() {
	if t.in.Buffered() == 0 {
		return
	}
	if next, err := t.in.Peek(1); err == nil && next[0] == '\n' {
		t.in.Discard(1)
	}
}

func (t *typing) show(text string) {
	if t.echo {
		io.WriteString(t.out, text)
	}
}
