package workshop

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/postgres"
)

// This file keeps the journal of a room on a PostgreSQL server, in a table whose key is
// the room and the number of a line. Several programs show the room: that of the trainer,
// who leads it under a lease, and doors. They write in turn: a turn holds the row of the
// room, reads the lines that it does not know, and adds its own after them. So there is
// one writer at a time, whoever that is; and if ever there were two, the key would refuse
// the second.

// How long a trainer who says nothing more leads a room, and how often they say that they
// are there. How long one waits for a trainer who was cut off, or for an answer of a
// server that stopped half-way.
const (
	leaseTime  = 3 * time.Second
	beatEvery  = time.Second
	leasePause = 100 * time.Millisecond
	leaseWait  = leaseTime + time.Second
	answerWait = 4 * time.Second
)

// lookEvery is how often one looks at what others did, when nothing tells it. Where the
// server tells what the trainer does, what participants do is told once a second at most,
// and a beat is often enough.
const lookEvery = 500 * time.Millisecond

// goneAfter is how long a door of which nothing is heard has somebody in it.
const goneAfter = 6 * time.Second

//go:embed schema/*.sql
var schemaFiles embed.FS

func schema() postgres.Schema {
	steps, _ := fs.Sub(schemaFiles, "schema") // it is there
	return postgres.Schema{Name: "compromis_atelier", Steps: steps}
}

// Shared is a room on a server, before [Shared.Open] plays it. It is led by one program,
// and shown by any number of doors.
type Shared struct {
	header
	db    *postgres.Server // of the journal
	beats *postgres.Server // of all else: it waits for no turn
	code  string
	me    string // this program
	door  bool
	tells bool // the server knows notifications

	mine    *postgres.Turn
	at      atomic.Int64           // how many events the room has, at least
	seats   atomic.Pointer[string] // where somebody is
	ended   chan struct{}          // closed once nothing is followed any more; nil before it is
	refused error                  // why nothing is to be taken away on closing
}

// Lead takes the lead of a room on a server, made when there is none of that code: from a
// trainer who was cut off, not from one who is there. The schema of the server is made, or
// brought to this version, if the login may. Errors are French sentences. Call
// [Shared.Open], or [Shared.Close].
func Lead(address, code string, now time.Time) (*Shared, error) {
	s, err := shared(address, code)
	if err == nil {
		err = s.trouble(s.prepare())
	}
	if err == nil {
		err = s.trouble(s.lead(now))
	}
	return s.opened(err)
}

// Follow finds a room on a server, to show it by another door.
func Follow(address, code string) (*Shared, error) {
	s, err := shared(address, code)
	if err == nil {
		s.door = true
		err = s.trouble(s.find())
	}
	return s.opened(err)
}

func shared(address, code string) (*Shared, error) {
	a, err := postgres.Parse(address)
	if err != nil {
		return nil, err
	}
	return &Shared{db: postgres.NewServer(a).InCrowd(), beats: postgres.NewServer(a).InCrowd(), code: Code(code), me: rand.Text()}, nil
}

func (s *Shared) opened(err error) (*Shared, error) {
	if err != nil {
		if s != nil {
			s.hangUp()
		}
		return nil, err
	}
	return s, nil
}

// Code is the code of a room, however it is typed, without its spaces, hyphens and
// capitals: « 482 913 » is how one reads it aloud, and a phone writes « Abcd-2345 ».
func Code(typed string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) {
			return -1
		}
		return r
	}, typed))
}

// prepare makes the schema, or brings it to this version.
func (s *Shared) prepare() error {
	from, err := s.db.Migrate(schema())
	if err != nil && !postgres.Lost(err) && !postgres.Denied(err) {
		from, err = s.db.Migrate(schema()) // another did it at that moment
	}
	switch {
	case postgres.Denied(err):
		return &journalError{err: err, text: "La base " + french.Quote(s.db.String()) + " n’est pas prête pour un atelier, ou pas pour cette version, et ce compte n’a pas le droit de la préparer. Qui possède la base ouvre une fois un atelier avec cette adresse, puis le ferme."}
	case err != nil:
		return err
	case from > schema().Version():
		return &journalError{text: "Les ateliers du serveur " + french.Quote(s.db.String()) + " sont d’une version plus récente de Compromis. Installez-la" + colon + "rien n’a été touché."}
	}
	return s.features()
}

// features learns what the server knows.
func (s *Shared) features() error {
	rows, err := s.db.Ask(`select to_regproc('pg_notify') is not null`)
	s.tells = err == nil && len(rows) == 1 && string(rows[0][0]) == "t"
	return err
}

// lead takes the lease.
func (s *Shared) lead(now time.Time) error {
	line, err := json.Marshal(begun(now))
	if err != nil {
		return err
	}
	_, err = s.db.Ask(`insert into compromis_atelier.rooms (room, header, trainer, until) values ($1, $2, $3, clock_timestamp()) on conflict do nothing`, s.code, line, s.me)
	for began := time.Now(); err == nil; time.Sleep(leasePause) {
		var rows []postgres.Row
		rows, err = s.db.Ask(`update compromis_atelier.rooms set trainer = $2, until = clock_timestamp() + `+interval(leaseTime)+
			` where login = session_user and room = $1 and (trainer = $2 or until <= clock_timestamp()) returning header`, s.code, s.me)
		if len(rows) == 1 {
			return s.read(rows[0][0])
		}
		if err == nil && time.Since(began) > leaseWait {
			return &journalError{text: "L’atelier " + french.Quote(s.code) + " est déjà mené par un autre programme, ici ou sur un autre ordinateur. Fermez-le d’abord, ou choisissez un autre code avec --code."}
		}
	}
	return err
}

// find looks for the room.
func (s *Shared) find() error {
	rows, err := s.db.Ask(`select header from compromis_atelier.rooms where login = session_user and room = $1`, s.code)
	var told *postgres.Error
	if errors.As(err, &told) && told.Missing() {
		err = nil
	}
	switch {
	case err != nil:
		return err
	case len(rows) == 0:
		return &journalError{text: "Aucun atelier " + french.Quote(s.code) + " n’est ouvert sur ce serveur par ce compte. Vérifiez le code, ou ouvrez d’abord l’atelier" + colon + "compromis atelier --journal postgres://…"}
	}
	if err = s.features(); err == nil {
		err = s.read(rows[0][0])
	}
	return err
}

// read reads the first line.
func (s *Shared) read(line []byte) error {
	j := journal{}
	if err := j.begins(line, s.name()); err != nil {
		return err
	}
	s.header = j.header
	return nil
}

// Secret is what the doors of the room sign with, whichever they are.
func (s *Shared) Secret() []byte {
	h := hmac.New(sha256.New, s.Salt)
	h.Write([]byte("laissez-passer " + s.code)) // never fails
	return h.Sum(nil)
}

// Close leaves the room before it was opened.
func (s *Shared) Close() error { return s.close(false) }

// Open plays the room, at the very place it is.
func (s *Shared) Open(g *decision.Guide, now func() time.Time) (*Room, error) {
	j := &journal{store: s, header: s.header}
	err := s.db.Each(func(r postgres.Row) {
		e, ok := parse(r[0])
		if !ok || e.N != len(j.events)+1 {
			e.N = 0
		}
		j.events = append(j.events, e)
		j.size += int64(len(r[0])) + 1
	}, `select line from compromis_atelier.journal where login = session_user and room = $1 order by number`, s.code)
	if bad := slices.IndexFunc(j.events, func(e event) bool { return e.N == 0 }); err == nil && bad >= 0 {
		err = damaged(s.name(), bad+2)
	}
	if err != nil {
		return nil, errors.Join(s.trouble(err), s.close(false))
	}
	j.keep(0)
	return open(g, j, now)
}

func (s *Shared) name() string { return s.db.String() + " · " + s.code }

// turn holds the row of the room until append.
func (s *Shared) turn(kept int) (others [][]byte, err error) {
	t, err := s.db.Begin()
	if err != nil {
		return nil, err
	}
	trainer := ""
	err = t.Each(func(r postgres.Row) { trainer = string(r[0]) },
		`select trainer from compromis_atelier.rooms where login = session_user and room = $1 for no key update`, s.code)
	switch {
	case err != nil:
	case trainer == "":
		err = ErrOver
	case !s.door && trainer != s.me:
		err = ErrTaken
	default:
		err = t.Each(func(r postgres.Row) { others = append(others, r[0]) },
			`select line from compromis_atelier.journal where login = session_user and room = $1 and number > $2 order by number`, s.code, kept)
	}
	if err != nil {
		t.End()
		return nil, err
	}
	s.mine = t
	return others, nil
}

// append ends the turn.
func (s *Shared) append(kept int, lines []byte, told bool) error {
	t := s.mine
	s.mine = nil
	if len(lines) == 0 {
		t.End()
		s.know(kept)
		return nil
	}
	token := rand.Text()
	err := t.Each(func(postgres.Row) {}, `insert into compromis_atelier.journal (room, number, token, line) select $1, $2::bigint + n, $3, line from unnest(string_to_array($4, E'\n')) with ordinality as l(line, n)`,
		s.code, kept, token, bytes.TrimSuffix(lines, []byte("\n")))
	if err == nil && told && s.tells {
		err = t.Each(func(postgres.Row) {}, `select pg_notify($1, '')`, s.channel())
	}
	if err != nil {
		t.End()
		return err
	}
	if err = t.Commit(); postgres.Lost(err) {
		err = s.recall(kept, token, err)
	}
	if err == nil {
		s.know(kept + bytes.Count(lines, []byte("\n")))
	}
	return err
}

// know says that the room has so many events.
func (s *Shared) know(kept int) { s.at.Store(int64(kept)) }

// recall finds out whether what was written last is kept, as the server did not say so. A
// turn of our own waits until that one ended there, either way.
func (s *Shared) recall(kept int, token string, lost error) error {
	for began := time.Now(); time.Since(began) < answerWait; time.Sleep(leasePause) {
		t, err := s.db.Begin()
		if err != nil {
			continue
		}
		wrote := ""
		err = t.Each(func(postgres.Row) {}, `select trainer from compromis_atelier.rooms where login = session_user and room = $1 for no key update`, s.code)
		if err == nil {
			err = t.Each(func(r postgres.Row) { wrote = string(r[0]) }, `select token from compromis_atelier.journal where login = session_user and room = $1 and number = $2`, s.code, kept+1)
		}
		t.End()
		switch {
		case err != nil:
		case wrote == token:
			return nil
		default:
			return lost
		}
	}
	return lost
}

// channel is where it is told that the trainer did something. It says nothing of the room
// to whoever may listen.
func (s *Shared) channel() string {
	if !s.tells {
		return ""
	}
	of := sha256.Sum256(append([]byte("annonces "), s.Secret()...))
	return "compromis_" + strconv.FormatUint(uint64(of[0])<<24|uint64(of[1])<<16|uint64(of[2])<<8|uint64(of[3]), 36)
}

func (s *Shared) trouble(err error) error {
	var told *journalError
	if err == nil || errors.As(err, &told) || err == ErrTaken || err == ErrOver {
		return err
	}
	return &journalError{err: err, text: "Le journal de l’atelier n’est pas à portée. " + err.Error()}
}

func (s *Shared) spare() { s.refused = errors.New("not ours") }

// close leaves the room to another trainer at once, or removes it.
func (s *Shared) close(finished bool) (err error) {
	if s.ended != nil {
		<-s.ended
	}
	switch {
	case s.door:
		_, err = s.beats.Ask(leaves, s.code, s.way())
	case finished && s.refused == nil:
		_, err = s.db.Ask(`delete from compromis_atelier.rooms where login = session_user and room = $1 and trainer = $2`, s.code, s.me)
	default:
		var rows []postgres.Row
		rows, err = s.db.Ask(`update compromis_atelier.rooms set until = clock_timestamp() where login = session_user and room = $1 and trainer = $2 returning 1`, s.code, s.me)
		if len(rows) == 1 {
			_, err = s.db.Ask(leaves, s.code, s.way())
		}
	}
	s.hangUp()
	if !finished {
		return nil // the lease, and the door, end by themselves
	}
	return s.trouble(err)
}

// leaves says that nobody is there by a door.
const leaves = `delete from compromis_atelier.doors where login = session_user and room = $1 and door = $2`

func (s *Shared) hangUp() {
	s.db.Close()
	s.beats.Close()
}

func interval(d time.Duration) string {
	return "interval '" + strconv.FormatInt(d.Milliseconds(), 10) + " milliseconds'"
}

func pause(ctx context.Context, within time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(within):
	}
}
