package casefile

import (
	"context"
	"time"
)

// How often one looks at what others did, when nothing tells it; and how long after a
// case was opened: a command that reads one is done by then.
const (
	lookEvery = 700 * time.Millisecond
	lookFirst = 300 * time.Millisecond
)

// hold follows a case that was opened.
func (s *server) hold(f *serverFile) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[f] = true
	if s.unlook != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.unlook = cancel
	go func() {
		select {
		case <-ctx.Done():
			return
		case <-time.After(lookFirst):
		}
		s.mu.Lock()
		us := s.us
		s.mu.Unlock()
		if us != nil && us.tells {
			s.db.Listen(ctx, us.channel(), lookEvery, func() { s.look(ctx) })
			return
		}
		for ctx.Err() == nil {
			s.look(ctx)
			select {
			case <-ctx.Done():
			case <-time.After(lookEvery):
			}
		}
	}()
}

// let follows a case no more.
func (s *server) let(f *serverFile) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.files, f)
	if len(s.files) == 0 && s.unlook != nil {
		s.unlook()
		s.unlook = nil
	}
}

// look sends what waits, and reads again the cases that others changed.
func (s *server) look(ctx context.Context) {
	s.mu.Lock()
	var files []*serverFile
	for f := range s.files {
		files = append(files, f)
	}
	s.mu.Unlock()
	for _, f := range files {
		if ctx.Err() != nil {
			return
		}
		f.follow()
	}
}
