//go:build postgres && linux

package host

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"compromis/content/contenttest"
	"compromis/internal/postgres/postgrestest"
	"compromis/internal/workshop"
)

// TestServerRoom: one comes in by a door of another program, with the code, as by those of
// the trainer; a room that another trainer takes over is let go, and says why; a door
// closes with the room, at its end.
func TestServerRoom(t *testing.T) {
	c, err := postgrestest.Start("-c fsync=off")
	no(t, err)
	defer c.Stop()
	no(t, errors.Join(c.Login("lea"), c.Do("postgres", "create database ateliers owner lea")))
	at := func() Config {
		return Config{Guide: contenttest.Guide(t), Dir: t.TempDir(), Journal: c.Address("lea", "ateliers"), Code: "482913"}
	}
	first, err := Open(at())
	no(t, err)
	if past, kept := Kept(at()); kept {
		t.Errorf("nobody did anything, and %+v is kept", past)
	}
	no(t, first.Room.Choose("impaye"))
	if _, kept := Kept(at()); !kept {
		t.Error("nothing is kept of a room that is led")
	}

	said, over := make(chan []string, 1), make(chan error, 1)
	var word string
	go func() {
		other := at()
		other.Code = "482 913"
		var err error
		word, err = Serve(context.Background(), other, func(lines []string) error { said <- lines; return nil })
		over <- err
	}()
	page := regexp.MustCompile(`http://\S+`).FindString(strings.Join(<-said, "\n"))
	enter(t, page)
	within(t, first.Room.Watch(workshop.Console), func(s *workshop.State) bool { return s.Present == 1 })

	no(t, c.Do("ateliers", "update compromis_atelier.rooms set until = now() - interval '1 hour'"))
	second, err := Open(at())
	no(t, err)
	select {
	case <-first.served:
		if first.deaf != workshop.ErrTaken {
			t.Errorf("it was let go: %v", first.deaf)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("two lead one room")
	}
	no(t, first.Close())
	within(t, second.Room.Watch(workshop.Console), func(s *workshop.State) bool { return s.Present == 1 && s.Exercise != nil })
	no(t, second.finish())
	select {
	case err := <-over:
		if err != nil || word != wordOver {
			t.Errorf("the door says %q, %v", word, err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the door stays open")
	}
}

// enter comes in by a page, with the code.
func enter(t *testing.T, page string) {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	client := http.Client{Jar: jar, Timeout: 10 * time.Second}
	answer, err := client.Get(page + "?482913")
	no(t, err)
	text, err := io.ReadAll(answer.Body)
	no(t, errors.Join(err, answer.Body.Close()))
	token := regexp.MustCompile(`name="jeton" value="([^"]*)"`).FindSubmatch(text)
	if token == nil {
		t.Fatalf("no way in: %s", text)
	}
	ask, err := http.NewRequest(http.MethodPost, page+"entrer", strings.NewReader(url.Values{"jeton": {string(token[1])}}.Encode()))
	no(t, err)
	ask.Header.Set("Origin", strings.TrimSuffix(page, "/"))
	ask.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err = client.Do(ask)
	no(t, err)
	if no(t, answer.Body.Close()); answer.StatusCode != http.StatusOK {
		t.Fatalf("not in: %s", answer.Status)
	}
}

// within waits until what the console sees is so.
func within(t *testing.T, mail <-chan *workshop.State, so func(*workshop.State) bool) {
	t.Helper()
	for late := time.After(10 * time.Second); ; {
		select {
		case s := <-mail:
			if s != nil && so(s) {
				return
			}
		case <-late:
			t.Fatal("never so")
		}
	}
}

func no(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
