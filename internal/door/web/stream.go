package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"compromis/internal/door"
	"compromis/internal/workshop"
)

// pulse is how often a stream says that it is alive: a browser that hears nothing
// for longer comes again.
const pulse = 15 * time.Second

// stream tells somebody the whole state of the room, then what changes of their
// page, until they leave or have to.
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	wire := wireOf(r)
	if r.Method == http.MethodHead {
		w.Header().Set("Content-Type", streamKind)
		return
	}
	p := s.passOf(r)
	if p.stage != within {
		once(w, "parti", "{}")
		return
	}
	one, err := s.sit(r, p, "")
	if err != nil {
		name, data := "parti", "{}"
		if errors.Is(err, workshop.ErrClosed) { // the page waits for the room: another would not
			name, data = leaving(max(s.entrance.Closing(), door.Paused))
		}
		once(w, name, data)
		return
	}
	if !one.heard() {
		refuse(w, http.StatusTooManyRequests)
		return
	}
	if !one.open() {
		if now := one.now(); now.out {
			name, data := leaving(now.why)
			once(w, name, data)
			return
		}
		refuse(w, http.StatusTooManyRequests)
		return
	}
	out, err := take(w)
	if err != nil {
		one.shut()
		return // they have left
	}
	wire.LetIn()
	review := r.URL.Query().Get("revoir")
	go wire.hangUp()
	go s.tellOn(out, wire, one, review)
}

// tellOn has a stream follow the room, apart from the request that asked for it. A
// panic ends it alone.
func (s *Server) tellOn(out *events, wire *wire, one *seat, review string) {
	defer wire.Close()
	defer one.shut()
	defer func() {
		if p := recover(); p != nil {
			s.panicked(wire.RemoteAddr().String(), p)
		}
	}()
	out.follow(wire, one, review)
}

// hangUp reads a line on which nothing more is to come, until it is cut, and cuts
// the other end.
func (w *wire) hangUp() {
	_, _ = w.Read(make([]byte, 1))
	w.Close()
}

const streamKind = "text/event-stream; charset=utf-8"

// once answers a single event.
func once(w http.ResponseWriter, name, data string) {
	w.Header().Set("Content-Type", streamKind)
	_, _ = w.Write(event(name, data)) // or nobody reads it
}

// event writes one.
func event(name, data string) []byte {
	var b bytes.Buffer
	if name != "" {
		b.WriteString("event: " + name + "\n")
	}
	b.WriteString("data: " + data + "\n\n")
	return b.Bytes()
}

// events writes a stream. A browser that reads nothing for a while is cut: it
// comes again when it wakes up.
type events struct {
	to  net.Conn
	was sighted
}

// take begins a stream, and takes its line away from the library: what that keeps for
// each request under way, and never uses in one that lasts for hours, weighs more than
// all the rest of a seat.
func take(w http.ResponseWriter) (*events, error) {
	h := w.Header()
	h.Set("Content-Type", streamKind)
	h.Set("Connection", "close") // it ends with the line
	h.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return nil, err
	}
	e := &events{to: conn}
	var head bytes.Buffer
	head.WriteString("HTTP/1.1 200 OK\r\n")
	_ = h.Write(&head) // a buffer takes all
	head.WriteString("\r\n")
	if !e.put(head.Bytes()) {
		conn.Close()
		return nil, net.ErrClosed
	}
	return e, nil
}

// send writes an event; it is false when nobody reads any more.
func (e *events) send(name, data string) bool { return e.put(event(name, data)) }

// put sends an event at once, or says that nobody reads any more.
func (e *events) put(event []byte) bool {
	_ = e.to.SetWriteDeadline(time.Now().Add(answerTime)) // a line that is cut says so below
	_, err := e.to.Write(event)
	return err == nil
}

// sheets are what events are written on: a room that turns a page writes as many as
// it has people.
var sheets = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// leaving is the event that says why they are out.
func leaving(why door.Closing) (name, data string) {
	switch why {
	case door.Paused:
		return "fin", told(map[string]string{"main": drawn(farewell(why).farewell()), "encore": "oui"})
	case door.Finished:
		return "fin", told(map[string]string{"main": drawn(farewell(why).farewell())})
	}
	return "parti", "{}"
}

// follow tells what changes.
func (e *events) follow(wire *wire, one *seat, review string) {
	beat := time.NewTicker(pulse)
	defer beat.Stop()
	for {
		now := one.now()
		if now.out {
			e.send(leaving(now.why))
			return
		}
		if !e.tell(one.sees(now.state, review, e.was)) {
			return
		}
		select {
		case <-wire.Gone():
			return
		case s, open := <-one.mail:
			one.heed(s, open)
		case <-now.changed:
		case <-beat.C:
			if !e.send("pouls", "{}") {
				return
			}
		}
	}
}

// tell sends the parts of the page that are not those sent before.
func (e *events) tell(now sighted) bool {
	was := e.was
	e.was = now
	if was.seen && was.parts == now.parts {
		return true
	}
	b := sheets.Get().(*bytes.Buffer)
	defer sheets.Put(b)
	b.Reset()
	b.WriteString("data: {" + now.head)
	for i, p := range now.parts {
		if !was.seen || was.parts[i] != p {
			b.WriteString(`,"` + places[i] + `":`)
			b.WriteString(string(p))
		}
	}
	b.WriteString("}\n\n")
	return e.put(b.Bytes())
}

// told writes words for the script.
func told(words any) string {
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false) // it is HTML, and no HTML holds it
	_ = to.Encode(words)    // strings always do
	return string(bytes.TrimSpace(b.Bytes()))
}

// told answers the script that sent a form.
func (s *Server) told(w http.ResponseWriter, word string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write([]byte(told(map[string]string{"mot": drawn(alert(word))}))) // or nobody reads it
}
