package mcp

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"compromis/internal/french"
)

// line is a conversation of one message a line. The library has one too, which ends at
// the first line that is no message, and drops the calls it has not answered yet when
// the input ends. Here such a line is answered, and the end waits for the answers.
type line struct {
	lines chan []byte // those that came in; closed at the end of the input
	ended error       // why the input ended, once lines is closed

	out     io.Writer
	writing sync.Mutex

	calls    map[jsonrpc.ID]bool // those to be answered
	counting sync.Mutex
	answered chan struct{} // something was answered

	closed chan struct{}
	once   sync.Once
}

// tooLong stands for a line of which only the start was read.
var tooLong = []byte("trop long")

func newLine(in io.Reader, out io.Writer) *line {
	l := &line{
		lines: make(chan []byte), out: out, calls: map[jsonrpc.ID]bool{}, answered: make(chan struct{}, 1), closed: make(chan struct{}),
	}
	go l.listen(bufio.NewReader(in))
	return l
}

// listen reads lines until the end of the input, or of the conversation. It may then
// stay on a read that never comes back.
func (l *line) listen(in *bufio.Reader) {
	defer close(l.lines)
	for {
		text, err := whole(in)
		if text = bytes.TrimSpace(text); len(text) > 0 {
			select {
			case l.lines <- text:
			case <-l.closed:
				return
			}
		}
		if err != nil {
			l.ended = err
			return
		}
	}
}

// whole reads a line, or says that it is too long.
func whole(in *bufio.Reader) (text []byte, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if len(text)+len(part) > longest {
			text = tooLong
		} else if !bytes.Equal(text, tooLong) {
			text = append(text, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return text, err
		}
	}
}

// Connect is how the library begins.
func (l *line) Connect(context.Context) (sdk.Connection, error) { return l, nil }

// SessionID is none: there is one session, which ends with the program.
func (l *line) SessionID() string { return "" }

// Read gives the next message. At the end of the input, it waits until all calls are
// answered.
func (l *line) Read(ctx context.Context) (jsonrpc.Message, error) {
	for {
		select {
		case text, ok := <-l.lines:
			if !ok {
				return nil, l.rest(ctx)
			}
			message, err := jsonrpc.DecodeMessage(text)
			if err != nil {
				if err := l.refuse(text); err != nil {
					return nil, err
				}
				continue
			}
			if call, ok := message.(*jsonrpc.Request); ok && call.IsCall() {
				l.count(func() { l.calls[call.ID] = true })
			}
			return message, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-l.closed:
			return nil, io.EOF
		}
	}
}

// refuse answers a line that is no message.
func (l *line) refuse(text []byte) error {
	code, why := jsonrpc.CodeInvalidRequest, "ce n’est pas un message du protocole"
	switch {
	case bytes.Equal(text, tooLong):
		why = fmt.Sprintf("le message dépasse %d Mio", longest>>20)
	case !json.Valid(text):
		code, why = jsonrpc.CodeParseError, "ce n’est pas du JSON"
	}
	return l.put([]byte(fmt.Sprintf(`{"jsonrpc":"2.0","id":null,"error":{"code":%d,"message":%q}}`, code, "Message refusé"+french.NBSP+": "+why+".")))
}

// rest waits for the answers to come, and says why the input ended.
func (l *line) rest(ctx context.Context) error {
	for {
		left := 0
		l.count(func() { left = len(l.calls) })
		if left == 0 {
			return l.ended
		}
		select {
		case <-l.answered:
		case <-ctx.Done():
			return ctx.Err()
		case <-l.closed:
			return io.EOF
		}
	}
}

func (l *line) count(do func()) {
	l.counting.Lock()
	defer l.counting.Unlock()
	do()
}

// Write sends a message.
func (l *line) Write(_ context.Context, message jsonrpc.Message) error {
	text, err := jsonrpc.EncodeMessage(message)
	if err == nil {
		err = l.put(text)
	}
	if answer, ok := message.(*jsonrpc.Response); ok {
		l.count(func() { delete(l.calls, answer.ID) })
		select {
		case l.answered <- struct{}{}:
		default:
		}
	}
	return err
}

// put sends a line, whole.
func (l *line) put(text []byte) error {
	l.writing.Lock()
	defer l.writing.Unlock()
	_, err := l.out.Write(append(text, '\n'))
	return err
}

// Close ends the conversation.
func (l *line) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}
