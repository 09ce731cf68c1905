package web

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"compromis/internal/door"
)

// What a request may take. A browser sends ten times less, and at once.
const (
	headerTime  = 5 * time.Second
	requestTime = 10 * time.Second
	answerTime  = 10 * time.Second // to read what is sent
	idleTime    = 5 * time.Second  // phones keep lines for nothing; a new one costs little on a local network
	headerBytes = 8 << 10
	bodyBytes   = 4 << 10
)

// policy is what the page may do: nothing but its own style, script, picture,
// stream and forms.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// server is what speaks HTTP. Its own words, which name addresses, go nowhere.
func (s *Server) server() *http.Server {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &http.Server{
		Handler:           http.HandlerFunc(s.handle),
		ReadHeaderTimeout: headerTime, ReadTimeout: requestTime, WriteTimeout: door.NewcomerTime, IdleTimeout: idleTime,
		MaxHeaderBytes: headerBytes, Protocols: protocols,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     log.New(io.Discard, "", 0),
		ConnContext:                  withWire,
	}
}

// handle keeps out what no page of ours sends, and answers the rest. A panic
// ends its own request only.
func (s *Server) handle(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if p := recover(); p != nil {
			s.panicked(r.RemoteAddr, p)
			panic(http.ErrAbortHandler)
		}
	}()
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	// Another site is told nothing. No less: a browser told « no-referrer » hides
	// from our own forms where they come from.
	h.Set("Referrer-Policy", "same-origin")
	if time.Since(wireOf(r).since) > door.NewcomerTime/2 {
		h.Set("Connection", "close") // before the gate cuts it in the middle of a request
	}
	switch {
	case !addressed(r.Host):
		refuse(w, http.StatusMisdirectedRequest)
	case r.Method == http.MethodPost:
		if r.Header.Get("Origin") != "http://"+r.Host {
			refuse(w, http.StatusForbidden)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, bodyBytes)
		s.post(w, r)
	case r.Method == http.MethodGet, r.Method == http.MethodHead:
		s.get(w, r)
	default:
		h.Set("Allow", "GET, HEAD, POST")
		refuse(w, http.StatusMethodNotAllowed)
	}
}

// panicked notes a panic.
func (s *Server) panicked(remote string, p any) {
	s.config.Log.Error("panic in a page", "remote", remote, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
}

// addressed says whether a request is to an address, as on the trainer's screen.
// Any site may make its own name lead here, and would then read the page as its
// own: it cannot do so with an address.
func addressed(host string) bool {
	name := host
	if n, port, err := net.SplitHostPort(host); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return false // the library lets any word be a port: « 127.0.0.1:80.evil.example »
		}
		name = n
	}
	_, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil || name == "localhost"
}

// refuse answers what no page of ours sends: nobody reads it.
func refuse(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	io.WriteString(w, "Cette demande n’est pas prise.\n")
}

// get answers a page or one of its files.
func (s *Server) get(w http.ResponseWriter, r *http.Request) {
	if f := files[r.URL.Path]; f != nil {
		f.serve(w)
		return
	}
	switch r.URL.Path {
	case "/":
		s.front(w, r)
	case "/flux":
		s.stream(w, r)
	case sheetPath:
		s.sheet(w, r)
	case remindPath:
		s.remind(w, r)
	default:
		s.door(w, r, s.passOf(r), entry{status: http.StatusNotFound, word: "Cette page n’existe pas."})
	}
}

// post does what a form asks.
func (s *Server) post(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		refuse(w, http.StatusRequestEntityTooLarge)
		return
	}
	switch r.URL.Path {
	case "/entrer":
		s.enter(w, r)
	case "/reponse":
		s.answer(w, r)
	case "/pseudo":
		s.rename(w, r)
	case "/equipe":
		s.join(w, r)
	case "/quitter":
		s.quit(w, r)
	default:
		refuse(w, http.StatusNotFound)
	}
}
