package postgres

import (
	"context"
	"errors"
	"testing"
	"time"
)

// TestCrowd: whoever had no answer in time does not ask again at once, and says the same;
// then they do. A server that refuses at once, or one that few speak to, is asked again.
func TestCrowd(t *testing.T) {
	a, err := Parse("postgres://lea@127.0.0.1:1/d?sslmode=disable") // nothing listens there
	if err != nil {
		t.Fatal(err)
	}
	asked := func(s *Server) bool { // or the last answer given again
		_, err := s.Ask("select 1")
		return !errors.Is(err, context.DeadlineExceeded)
	}
	s := NewServer(a).InCrowd()
	for range 2 {
		if !asked(s) {
			t.Error("a server that refuses is not asked again")
		}
	}
	if told := s.tell(context.DeadlineExceeded); !Lost(told) || asked(s) {
		t.Error("a silent server is asked again at once")
	}
	s.crowd.until = time.Now()
	if !asked(s) {
		t.Error("a silent server is never asked again")
	}
	alone := NewServer(a)
	if _ = alone.tell(context.DeadlineExceeded); !asked(alone) {
		t.Error("a server that few speak to is not asked again")
	}
	for late := 1; late <= longest; late++ {
		if d, most := backOff(late), time.Second<<late; d < most/2 || d >= most {
			t.Errorf("after %d tries, %v", late, d)
		}
	}
}
