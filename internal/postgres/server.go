package postgres

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// Server is a server one speaks to over one connection, made when something is asked,
// and again once it is lost. Its methods may be called from several goroutines: each
// waits for its turn.
type Server struct {
	Address

	silence time.Duration // how long one waits for a word of an answer

	turn    sync.Mutex
	conn    *pgconn.PgConn // nil until something is asked
	listens string         // the channel this connection listens to; "" for none
	heard   atomic.Bool    // something was told there since the last [Server.Await]
	crowd   crowd
}

// NewServer returns a server. Nothing is asked of it yet.
func NewServer(a Address) *Server { return &Server{Address: a, silence: patience} }

// NewAdministered is NewServer for an administrator: what they ask, a new schema for all
// that is there, may take minutes before a word comes.
func NewAdministered(a Address) *Server { return &Server{Address: a, silence: 30 * time.Minute} }

// Row is what a statement gives: each column as text; nil for none.
type Row [][]byte

// Ask runs a statement, and returns its rows. It may run it twice, when the connection
// turns out to be dead: a statement must do no harm the second time. The error is an
// [*Error].
func (s *Server) Ask(sql string, args ...any) (rows []Row, err error) {
	err = s.Each(func(r Row) { rows = append(rows, r) }, sql, args...)
	return rows, err
}

// Each is Ask for a long answer: it gives the rows one by one. What it gave of an answer
// that failed half-way counts for nothing: it may begin again.
func (s *Server) Each(give func(Row), sql string, args ...any) error {
	return s.do(func(ctx context.Context, conn *pgconn.PgConn, heard func()) error {
		return each(ctx, conn, func(r Row) { heard(); give(r) }, sql, args...)
	})
}

// do takes the turn and the connection, and gives it another try when what was left of
// an earlier one proves dead; not when the server is silent: one waits for it once. A long
// answer may take longer, as long as it comes: each part of it is to be heard.
func (s *Server) do(ask func(ctx context.Context, conn *pgconn.PgConn, heard func()) error) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	for {
		ctx, cancel := context.WithCancel(context.Background())
		silence := time.AfterFunc(patience, cancel)
		fresh, err := s.connect(ctx)
		if err == nil {
			silence.Reset(s.silence)
			err = ask(ctx, s.conn, func() { silence.Reset(s.silence) })
		}
		silence.Stop()
		cancel()
		if err != nil && s.dead() && !fresh && !silent(err) {
			continue
		}
		return s.tell(err)
	}
}

// Close ends the connection.
func (s *Server) Close() {
	s.turn.Lock()
	defer s.turn.Unlock()
	s.drop()
}

func hangUp(conn *pgconn.PgConn) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	_ = conn.Close(ctx)
}

func each(ctx context.Context, conn *pgconn.PgConn, give func(Row), sql string, args ...any) error {
	reader := conn.ExecParams(ctx, sql, texts(args), nil, nil, nil)
	for reader.NextRow() {
		row := make(Row, len(reader.Values()))
		for i, v := range reader.Values() {
			if v != nil {
				row[i] = append([]byte{}, v...)
			}
		}
		give(row)
	}
	_, err := reader.Close()
	return err
}

// texts writes arguments as a server reads them: a string, bytes as they are, a whole
// number, or nil for none.
func texts(args []any) [][]byte {
	all := make([][]byte, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case nil:
		case string:
			all[i] = []byte(a)
		case []byte:
			all[i] = a
		case int64:
			all[i] = strconv.AppendInt(nil, a, 10)
		case int:
			all[i] = strconv.AppendInt(nil, int64(a), 10)
		}
	}
	return all
}

// Listen calls wake when something is told on a channel, and every pace at least: what
// wakes is to look, as nothing promises that all is told. It goes on until the context
// ends, on a connection of its own where the server knows notifications.
func (s *Server) Listen(ctx context.Context, channel string, pace time.Duration, wake func()) {
	for ctx.Err() == nil {
		conn, err := pgconn.ConnectConfig(ctx, s.config)
		if err == nil {
			err = each(ctx, conn, func(Row) {}, "listen "+Quoted(channel))
		}
		for wake(); err == nil; wake() {
			var within context.Context
			within, cancel := context.WithTimeout(ctx, pace)
			err = conn.WaitForNotification(within)
			if errors.Is(within.Err(), context.DeadlineExceeded) && ctx.Err() == nil && !conn.IsClosed() {
				err = nil
			}
			cancel()
		}
		if conn != nil {
			hangUp(conn)
		}
		select {
		case <-ctx.Done():
		case <-time.After(pace):
		}
	}
}

// Quoted is a name as SQL writes it.
func Quoted(name string) string {
	out := []byte{'"'}
	for i := range len(name) {
		if name[i] == '"' {
			out = append(out, '"')
		}
		out = append(out, name[i])
	}
	return string(append(out, '"'))
}
