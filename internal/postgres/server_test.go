//go:build postgres && linux

package postgres

import (
	"errors"
	"strings"
	"testing"
	"time"

	"compromis/internal/postgres/postgrestest"
)

// TestServerSilence: a long answer that comes bit by bit is waited for, a silent server is
// not, and the next question is answered.
func TestServerSilence(t *testing.T) {
	c, err := postgrestest.Start("-c fsync=off")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Stop()
	a, err := Parse(c.Address("postgres", "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	s := NewServer(a)
	defer s.Close()
	if _, err := s.Ask("select 1"); err != nil {
		t.Fatal(err)
	}
	s.silence = 500 * time.Millisecond
	// Each row fills what the server sends at once.
	if rows, err := s.Ask("select repeat('x', 20000), pg_sleep(0.1) from generate_series(1, 12)"); err != nil || len(rows) != 12 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	var told *Error
	if _, err := s.Ask("select pg_sleep(3)"); !errors.As(err, &told) || !told.Lost || !strings.Contains(told.Text, "il n’a rien dit") {
		t.Errorf("a silent server: %v", err)
	}
	if _, err := s.Ask("select 1"); err != nil {
		t.Error(err)
	}
}
