package web

import (
	"bufio"
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"compromis/content/contenttest"
	"compromis/internal/door"
	"compromis/internal/workshop"
)

// FuzzRequest: whatever a request says, it is answered without a fall, lets nobody
// in who has neither the code nor a pass, and is refused when it is to a name.
func FuzzRequest(f *testing.F) {
	for _, seed := range []string{
		"GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n", "GET /?000000 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n", "GET /flux HTTP/1.1\r\nHost: [::1]\r\n\r\n",
		"GET /?revoir=cause HTTP/1.1\r\nHost: localhost\r\nCookie: compromis_place=ABCDEFGHIJKLMNOPQRSTUVWXYZ.2.x\r\n\r\n",
		"POST /entrer HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\ncode=12345",
		"POST /reponse HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n",
	} {
		f.Add([]byte(seed))
	}
	g := contenttest.Guide(f)
	room, err := workshop.Open(g, f.TempDir(), time.Now)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { room.Close() })
	server, err := Listen(Config{Guide: g, Secret: []byte("secret")})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(server.Close)
	server.entrance = door.New(room, theCode, 8, time.Now)
	gone, leave := context.WithCancel(context.Background())
	leave() // nobody waits for the turn of a wrong code
	f.Fuzz(func(t *testing.T, said []byte) {
		r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(said)))
		if err != nil {
			return
		}
		mine, theirs := net.Pipe()
		defer theirs.Close()
		line := server.entrance.Admit(mine)
		defer line.Close()
		answer := httptest.NewRecorder()
		server.handle(answer, r.WithContext(withWire(gone, &wire{Line: line, since: time.Now()})))
		if !addressed(r.Host) && answer.Code != http.StatusMisdirectedRequest {
			t.Errorf("to %q: %d", r.Host, answer.Code)
		}
		if len(server.seats) > 0 {
			t.Error("somebody came in")
		}
	})
}
