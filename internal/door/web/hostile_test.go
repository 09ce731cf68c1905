package web

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"compromis/internal/door"
	"compromis/internal/door/doortest"
)

// raw sends bytes on a line of its own, and returns the first line of the answer,
// or why there is none.
func (h *house) raw(said string) string {
	h.t.Helper()
	c := doortest.Knock(h.t, strings.TrimPrefix(h.base, "http://"))
	c.SetDeadline(time.Now().Add(doortest.Patience))
	io.WriteString(c, said)
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(line)
}

// unharmed checks that the room goes on: somebody new votes, and it counts.
func (h *house) unharmed(voters int) {
	h.t.Helper()
	v := h.visit().enters()
	v.until("touchez votre réponse").chooses(1)
	doortest.Await(h.t, h.room, doortest.Voters(voters))
}

// TestHostile: what no page of ours sends is refused, changes nothing, and the
// room goes on.
func TestHostile(t *testing.T) {
	var log bytes.Buffer
	h := open(t, func(c *Config) { c.Log = door.NewLog(&log, false) })
	doortest.Ask(t, h.guide, h.room)
	a, other := h.visit().enters(), h.visit().enters()
	a.until("touchez votre réponse")
	vote := a.form("/reponse")
	vote.Set("dit", choiceForm.FindStringSubmatch(a.page)[1])
	theirs := other.until("touchez votre réponse").form("/reponse")
	host := strings.TrimPrefix(h.base, "http://")
	with := func(change func(r *http.Request, v url.Values)) int {
		t.Helper()
		values := url.Values{}
		for k, v := range vote {
			values[k] = v
		}
		probe := a.request("/reponse", values)
		change(probe, values)
		sent := a.request("/reponse", values)
		sent.Header, sent.Host, sent.URL = probe.Header, probe.Host, probe.URL
		return a.does(sent).status
	}
	for name, one := range map[string]struct {
		want   int
		change func(r *http.Request, v url.Values)
	}{
		"from another site":           {403, func(r *http.Request, _ url.Values) { r.Header.Set("Origin", "http://evil.example") }},
		"from a frame without origin": {403, func(r *http.Request, _ url.Values) { r.Header.Set("Origin", "null") }},
		"from nowhere":                {403, func(r *http.Request, _ url.Values) { r.Header.Del("Origin") }},
		"another scheme":              {403, func(r *http.Request, _ url.Values) { r.Header.Set("Origin", "https://"+r.URL.Host) }},
		"another port":                {403, func(r *http.Request, _ url.Values) { r.Header.Set("Origin", "http://127.0.0.1:1") }},
		"a name that leads here":      {421, func(r *http.Request, _ url.Values) { r.Host = "evil.example" }},
		"a name, and its own origin": {421, func(r *http.Request, _ url.Values) {
			r.Host = "evil.example:8080"
			r.Header.Set("Origin", "http://evil.example:8080")
		}},
		"an address whose port is a name": {421, func(r *http.Request, _ url.Values) { r.Host = r.URL.Host + ".evil.example" }},
		"the same, and its own origin": {421, func(r *http.Request, _ url.Values) {
			r.Host = r.URL.Host + ".evil.example"
			r.Header.Set("Origin", "http://"+r.Host)
		}},
		"no token":             {403, func(_ *http.Request, v url.Values) { v.Del("jeton") }},
		"the token of another": {403, func(_ *http.Request, v url.Values) { v.Set("jeton", theirs.Get("jeton")) }},
		"another ballot":       {403, func(_ *http.Request, v url.Values) { v.Set("tour", "99") }},
		"another fact":         {403, func(_ *http.Request, v url.Values) { v.Set("sur", "cause") }},
		"a ballot of letters":  {403, func(_ *http.Request, v url.Values) { v.Set("tour", "x") }},
		"too large":            {413, func(_ *http.Request, v url.Values) { v.Set("dit", strings.Repeat("x", bodyBytes)) }},
		"another page":         {404, func(r *http.Request, _ url.Values) { r.URL.Path = "/admin" }},
	} {
		if got := with(one.change); got != one.want {
			t.Errorf("%s: %d, not %d", name, got, one.want)
		}
	}
	for _, said := range []string{"<script>", strings.Repeat("é", 300), "\r\nSet-Cookie: a=b", ""} {
		if a.get("/"); with(func(_ *http.Request, v url.Values) { v.Set("dit", said) }) != http.StatusOK || a.mine() != -1 {
			t.Errorf("the answer %.20q: %d, own %d", said, a.status, a.mine())
		}
	}
	for _, said := range []string{
		"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "GET / HTTP/1.1\r\nHost: " + host + ".evil.example\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: [::1]:x\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.0\r\nHost: a b\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00", "SSH-2.0-x\r\n",
		"GET /\r\nX: y HTTP/1.1\r\nHost: " + host + "\r\n\r\n", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n",
		"DELETE / HTTP/1.1\r\nHost: " + host + "\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
		"POST /reponse HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + h.base + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: " + host + "\r\nX: " + strings.Repeat("y", 3*headerBytes) + "\r\n\r\n",
		"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: " + host + "\r\nCookie: compromis_place=" + strings.Repeat("A", 26) + ".2.x\r\nX-Forwarded-Host: evil\r\n\r\n",
	} {
		answer := h.raw(said)
		if strings.Contains(answer, "200") && !strings.Contains(said, "Cookie") {
			t.Errorf("%.60q: %s", said, answer)
		}
	}
	if s := doortest.Await(t, h.room, doortest.Voters(0)); s.Present != 2 {
		t.Errorf("%d there", s.Present)
	}
	h.unharmed(1)
	if told := log.String(); told != "" {
		t.Errorf("noted: %s", told)
	}
}

// TestReplayedToken: the form of a former ballot counts for no other.
func TestReplayedToken(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	doortest.Ask(t, h.guide, h.room)
	a.until("touchez votre réponse")
	old := a.form("/reponse")
	old.Set("dit", choiceForm.FindStringSubmatch(a.page)[1])
	h.lead(h.room.CloseVote, h.room.Reveal, h.room.SecondRound, h.room.OpenVote)
	a.until("Le second vote est ouvert")
	if a.post("/reponse", old).sees("arrive trop tard"); a.mine() != -1 {
		t.Errorf("it counts: %d", a.mine())
	}
}

// TestPassIsNotMade: a pass one writes oneself, or changes, opens nothing.
func TestPassIsNotMade(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	mine := a.client.Jar.Cookies(mustParse(t, h.base))[0].Value
	id, _, _ := strings.Cut(mine, ".")
	for _, value := range []string{"", ".2.", id + ".2.", id + ".2.AAAA", strings.Repeat("A", 26) + mine[26:], strings.Replace(mine, ".2.", ".1.", 1), id + "%00.2.x", strings.Repeat("é", 100)} {
		b := h.visit()
		r, _ := http.NewRequest(http.MethodGet, h.base+"/", nil)
		r.Header.Set("Cookie", cookieName+"="+value)
		if b.does(r); !strings.Contains(b.page, `name="code"`) {
			t.Errorf("%.60q opens:\n%s", value, b.text())
		}
	}
	for _, c := range a.client.Jar.Cookies(mustParse(t, h.base)) {
		if strings.Contains(c.Value, theCode) {
			t.Error("the code is in the cookie")
		}
	}
}

// TestHeaders: each page says what it may do, keeps nothing in a cache, and its
// cookie is not for scripts nor for other sites.
func TestHeaders(t *testing.T) {
	h := open(t)
	a := h.visit()
	for _, path := range []string{"/", "/?" + theCode, "/rien", "/flux"} {
		r, _ := http.NewRequest(http.MethodGet, h.base+path, nil)
		answer, err := (&http.Transport{}).RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		guarded(t, path, answer.Header)
		if strings.Contains(policy, "unsafe") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("the policy is %s", policy)
		}
		for _, c := range answer.Cookies() {
			if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.MaxAge <= 0 {
				t.Errorf("%s: the cookie is %v", path, c)
			}
		}
	}
	guarded(t, "a stream", h.visit().enters().follow().Header)
	if a.get("/"); strings.Contains(a.page, "://") || strings.Contains(a.page, "style=") || strings.Contains(a.page, "onclick") {
		t.Errorf("the page leads out, or holds a style or a script:\n%s", a.page)
	}
}

// guarded fails unless an answer says what it may do, and is kept in no cache.
func guarded(t *testing.T, of string, said http.Header) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'", "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff",
		"Cache-Control": "no-store", "Referrer-Policy": "same-origin",
	} {
		if !strings.Contains(said.Get(name), want) {
			t.Errorf("%s: %s says %q", of, name, said.Get(name))
		}
	}
}

// TestWordsAreNotMarkup: a pseudonym is never markup, wherever it comes back.
func TestWordsAreNotMarkup(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	for _, name := range []string{`<script>x</script>`, `"><img src=x onerror=1>`, `{{.Code}}`, "a\r\nb: c\x1b[31m", `</form><b>`, "\u202eevil"} {
		a.sends("/pseudo", "pseudo", name)
		for _, markup := range []string{"<script>x", "<img", "</form><b>", "\x1b", "\u202e"} {
			if strings.Contains(a.page, markup) {
				t.Errorf("%q comes back as %q", name, markup)
			}
		}
		stream := a.follow()
		stream.until(`"moi":`)
		stream.until("\n\n")
		if strings.Contains(stream.read.String(), "<img") || strings.Contains(stream.read.String(), "<script") {
			t.Errorf("%q is markup in the stream", name)
		}
		stream.Body.Close()
	}
	if a.sends("/pseudo", "pseudo", "Zoé").sees("Vous êtes", "Zoé"); a.status != http.StatusOK {
		t.Error(a.status)
	}
}

// TestGuessingCodes: whoever guesses by the page is slowed as by any door, and
// those with a seat go on meanwhile.
func TestGuessingCodes(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	guesser := h.visit()
	for i := range 10 {
		guesser.get(fmt.Sprintf("/?%06d", i))
	}
	if guesser.get("/").sees("Beaucoup de codes faux"); h.entrance.WrongCodes() != 10 {
		t.Errorf("%d wrong codes counted", h.entrance.WrongCodes())
	}
	began := time.Now()
	guesser.get("/?000010")
	guesser.get("/?000011")
	if time.Since(began) < 500*time.Millisecond {
		t.Errorf("two more wrong codes in %v", time.Since(began))
	}
	doortest.Ask(t, h.guide, h.room)
	if a.until("touchez votre réponse").chooses(1); a.mine() != 1 {
		t.Error("somebody inside cannot vote")
	}
}

// TestSlowAndSilent: lines that say nothing, or half a request a letter at a
// time, are cut, and keep nobody out.
func TestSlowAndSilent(t *testing.T) {
	h := open(t)
	doortest.Ask(t, h.guide, h.room)
	address := strings.TrimPrefix(h.base, "http://")
	var slow []net.Conn
	for i := range 200 {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if i%2 == 0 {
			io.WriteString(c, "GET / HTTP/1.1\r\nHost: ")
		}
		slow = append(slow, c)
	}
	h.unharmed(1)
	last := slow[len(slow)-2]
	last.SetReadDeadline(time.Now().Add(doortest.Patience))
	began := time.Now()
	for range 100 {
		if _, err := io.WriteString(last, "x"); err != nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if took := time.Since(began); took > headerTime+4*time.Second {
		t.Errorf("half a request lives %v", took)
	}
}

// TestFlood: whoever has the code, and asks for the room on two thousand lines that
// they never read, keeps nobody out.
func TestFlood(t *testing.T) {
	h := open(t)
	doortest.Ask(t, h.guide, h.room)
	a := h.visit().enters()
	cookie := a.client.Jar.Cookies(mustParse(t, h.base))[0]
	address := strings.TrimPrefix(h.base, "http://")
	for range 2000 {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		fmt.Fprintf(c, "GET /flux HTTP/1.1\r\nHost: %s\r\nCookie: %s=%s\r\n\r\n", address, cookie.Name, cookie.Value)
	}
	h.unharmed(1)
	if s := doortest.Await(t, h.room, doortest.Voters(1)); s.Present > 2 {
		t.Errorf("%d there", s.Present)
	}
}

// TestTooFast: a seat that asks without end is told to wait.
func TestTooFast(t *testing.T) {
	h := open(t)
	a := h.visit().enters()
	a.hasty = true
	for range 3 * asksInARow {
		if a.get("/"); a.status == http.StatusTooManyRequests {
			a.sees("Un instant")
			return
		}
	}
	t.Error("one asks without end")
}

// TestNothingIsNoted: neither the code, nor where somebody comes from, is noted
// when something breaks.
func TestNothingIsNoted(t *testing.T) {
	var log bytes.Buffer
	h := open(t, func(c *Config) { c.Log = door.NewLog(&log, false) })
	mine, _ := net.Pipe()
	r := httptest.NewRequest(http.MethodGet, "/?"+theCode, nil)
	r.Host, r.URL = "127.0.0.1", nil // as no request is
	r = r.WithContext(withWire(t.Context(), &wire{Line: h.entrance.Admit(mine), since: time.Now()}))
	func() {
		defer func() { recover() }() // the server of the library cuts the line then
		h.server.handle(httptest.NewRecorder(), r)
	}()
	told := log.String()
	if !strings.Contains(told, "panic in a page") || strings.Contains(told, theCode) || strings.Contains(told, "127.0.0.1") {
		t.Errorf("noted: %.300s", told)
	}
}
