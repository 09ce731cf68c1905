package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// Turn is a transaction under way: what it asks is kept whole, once [Turn.Commit] says
// so, or not at all. Nobody else uses the connection meanwhile: end it soon.
type Turn struct {
	server *Server
	ctx    context.Context
	cancel context.CancelFunc
}

// beginning begins a turn. A program that stops in the middle of its turn loses it, and
// one that waits for its turn does not wait for ever; both are for this turn alone.
const beginning = "begin; set local lock_timeout = '3s'; set local idle_in_transaction_session_timeout = '3s'"

// Begin begins a turn. The error is an [*Error].
func (s *Server) Begin() (*Turn, error) {
	s.turn.Lock()
	for {
		t := &Turn{server: s}
		t.ctx, t.cancel = context.WithTimeout(context.Background(), patience)
		fresh, err := s.connect(t.ctx)
		if err == nil {
			_, err = s.conn.Exec(t.ctx, beginning).ReadAll()
		}
		if err == nil {
			return t, nil
		}
		t.cancel()
		if s.dead() && !fresh && !silent(err) {
			continue
		}
		s.drop()
		err = s.tell(err)
		s.turn.Unlock()
		return nil, err
	}
}

// Each runs a statement of the turn, and gives its rows one by one. After an error, there
// is nothing left but to end it with [Turn.End].
func (t *Turn) Each(give func(Row), sql string, args ...any) error {
	return t.server.tell(each(t.ctx, t.server.conn, give, sql, args...))
}

// Commit ends the turn. When the error is [Lost], nobody knows whether what it asked is
// kept.
func (t *Turn) Commit() error {
	_, err := t.server.conn.Exec(t.ctx, "commit").ReadAll()
	if err != nil {
		t.server.drop()
	}
	err = t.server.tell(err)
	t.over()
	return err
}

// End ends a turn of which nothing is kept.
func (t *Turn) End() {
	if _, err := t.server.conn.Exec(t.ctx, "rollback").ReadAll(); err != nil {
		t.server.drop() // the server ends it with the connection
	}
	t.over()
}

func (t *Turn) over() {
	t.cancel()
	t.server.turn.Unlock()
}

// Await waits until something is told on a channel, or for that long at most: then it is
// time to look, as nothing promises that all is told. An empty channel is for a server
// that tells nothing.
func (s *Server) Await(ctx context.Context, channel string, within time.Duration) error {
	if channel == "" {
		pause(ctx, within)
		return nil
	}
	s.turn.Lock()
	defer s.turn.Unlock()
	if s.heard.Swap(false) {
		return nil
	}
	until, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	_, err := s.connect(until)
	if err == nil && s.listens != channel {
		if err = each(until, s.conn, func(Row) {}, "listen "+Quoted(channel)); err == nil {
			s.listens = channel
			return nil // what was told before it listened was not heard
		}
	}
	if err == nil {
		wait, stop := context.WithTimeout(ctx, within)
		defer stop()
		err = s.conn.WaitForNotification(wait)
		s.heard.Store(false)
		if errors.Is(wait.Err(), context.DeadlineExceeded) && !s.dead() {
			return nil
		}
	}
	if err != nil {
		s.drop()
		err = s.tell(err)
	}
	return err
}

func pause(ctx context.Context, within time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(within):
	}
}

// connect makes the connection unless there is one; it is fresh then.
func (s *Server) connect(ctx context.Context) (fresh bool, err error) {
	if !s.dead() {
		return false, nil
	}
	if err := s.crowd.held(); err != nil {
		return true, err
	}
	s.listens = ""
	config := s.config.Copy()
	config.OnNotification = func(*pgconn.PgConn, *pgconn.Notification) { s.heard.Store(true) }
	s.conn, err = pgconn.ConnectConfig(ctx, config)
	return true, err
}

func (s *Server) dead() bool { return s.conn == nil || s.conn.IsClosed() }

// drop ends a connection that is in no known state.
func (s *Server) drop() {
	if s.conn != nil {
		hangUp(s.conn)
		s.conn = nil
	}
}
