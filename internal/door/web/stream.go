package web

import (
	"bytes"
	"encoding/json"
	"errors"
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
	out := &events{w: w, to: http.NewResponseController(w)}
	p := s.passOf(r)
	if p.stage != within {
		out.begin()
		out.send("parti", "{}")
		return
	}
	one, err := s.sit(r, p, "")
	if err != nil {
		out.begin()
		if errors.Is(err, workshop.ErrClosed) { // the page waits for the room: another would not
			out.leave(max(s.entrance.Closing(), door.Paused))
		} else {
			out.send("parti", "{}")
		}
		return
	}
	if !one.heard() {
		refuse(w, http.StatusTooManyRequests)
		return
	}
	if !one.open() {
		if one.now().out {
			out.begin()
			out.leave(one.now().why)
			return
		}
		refuse(w, http.StatusTooManyRequests)
		return
	}
	defer one.shut()
	wire.LetIn()
	out.begin()
	out.follow(r, one, r.URL.Query().Get("revoir"))
}

// events writes a stream. A browser that reads nothing for a while is cut: it
// comes again when it wakes up.
type events struct {
	w   http.ResponseWriter
	to  *http.ResponseController
	was sighted
}

func (e *events) begin() { e.w.Header().Set("Content-Type", "text/event-stream; charset=utf-8") }

// send writes an event; it is false when nobody reads any more.
func (e *events) send(name, data string) bool {
	var b bytes.Buffer
	if name != "" {
		b.WriteString("event: " + name + "\n")
	}
	b.WriteString("data: " + data + "\n\n")
	return e.put(b.Bytes())
}

// put sends an event at once, or says that nobody reads any more.
func (e *events) put(event []byte) bool {
	_ = e.to.SetWriteDeadline(time.Now().Add(answerTime)) // a line that is cut says so below
	if _, err := e.w.Write(event); err != nil {
		return false
	}
	return e.to.Flush() == nil
}

// sheets are what events are written on: a room that turns a page writes as many as
// it has people.
var sheets = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// leave says why they are out.
func (e *events) leave(why door.Closing) {
	switch why {
	case door.Open:
		e.send("parti", "{}")
	case door.Paused:
		e.send("fin", told(map[string]string{"main": drawn(farewell(why).farewell()), "encore": "oui"}))
	case door.Finished:
		e.send("fin", told(map[string]string{"main": drawn(farewell(why).farewell())}))
	}
}

// follow tells what changes.
func (e *events) follow(r *http.Request, one *seat, review string) {
	beat := time.NewTicker(pulse)
	defer beat.Stop()
	for {
		now := one.now()
		if now.out {
			e.leave(now.why)
			return
		}
		if !e.tell(one.sees(now.state, review, e.was)) {
			return
		}
		select {
		case <-r.Context().Done():
			return
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
