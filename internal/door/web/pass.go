package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"compromis/internal/workshop"
)

// cookieName is where a browser keeps its pass.
const cookieName = "compromis_place"

// passTime is how long a browser keeps a pass. It opens nothing once the room is
// finished.
const passTime = 7 * 24 * time.Hour

// stage says how far somebody came.
type stage string

// The stages of a pass.
const (
	outside stage = "0" // at the door
	invited stage = "1" // gave the code
	within  stage = "2" // has a seat
)

// pass is who a browser is: a number drawn at random, and how far it came, which
// it cannot change.
type pass struct {
	id    string
	stage stage
}

// idBytes is what no guess finds.
const idBytes = 16

// passOf reads the pass of a request. One that we did not sign keeps its number:
// who gives the code again, after it changed, finds their seat.
func (s *Server) passOf(r *http.Request) pass {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return pass{rand.Text(), outside}
	}
	id, rest, _ := strings.Cut(c.Value, ".")
	at, mac, _ := strings.Cut(rest, ".")
	switch {
	case len(id) != len(rand.Text()) || strings.Trim(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") != "":
		return pass{rand.Text(), outside}
	case !s.signed(mac, "pass", id, at):
		return pass{id, outside}
	}
	return pass{id, stage(at)}
}

// give hands a pass to the browser.
func (s *Server) give(w http.ResponseWriter, p pass) {
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: p.id + "." + string(p.stage) + "." + s.sign("pass", p.id, string(p.stage)),
		Path: "/", MaxAge: int(passTime.Seconds()), HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
}

// key is who somebody is to the room: nothing kept on the disk opens a seat.
func (p pass) key() string {
	print := sha256.Sum256([]byte("compromis page\x00" + p.id))
	return hex.EncodeToString(print[:idBytes])
}

// form signs what a form of a pass does; checked says whether it was signed so.
func (s *Server) form(p pass, does string) string { return s.sign("form", p.id, does) }

func (s *Server) checked(r *http.Request, p pass, does string) bool {
	return s.signed(r.PostFormValue("jeton"), "form", p.id, does)
}

// reply is what a form that answers a ballot does.
func replying(b workshop.Ballot) string { return "reponse " + itoa(b.Number) + " " + string(b.Fact) }

// sign is what only we can write under some words.
func (s *Server) sign(words ...string) string {
	mac := hmac.New(sha256.New, s.config.Secret)
	mac.Write([]byte(strings.Join(words, "\x00")))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:idBytes])
}

func (s *Server) signed(mac string, words ...string) bool {
	return hmac.Equal([]byte(mac), []byte(s.sign(words...)))
}
