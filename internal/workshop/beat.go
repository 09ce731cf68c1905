package workshop

import (
	"context"
	"strconv"
	"strings"
	"time"

	"compromis/internal/postgres"
)

// This file is what a program of a room on a server does when nothing is asked of it: it
// says that it is there, and looks at what the others do.

// here says where somebody is, at the next beat.
func (s *Shared) here(seats []int) {
	var said strings.Builder
	for _, n := range seats {
		said.WriteString(strconv.Itoa(n) + " ")
	}
	text := said.String()
	s.seats.Store(&text)
}

// follow looks at what the other programs do.
func (s *Shared) follow(ctx context.Context, kept int) <-chan others {
	all := make(chan others)
	s.ended = make(chan struct{})
	s.know(kept)
	go func() {
		defer close(s.ended)
		read, beat := kept, time.Time{}
		for ctx.Err() == nil {
			next := max(beatEvery-time.Since(beat), leasePause)
			if err := s.beats.Await(ctx, s.channel(), min(next, s.pace())); err != nil {
				pause(ctx, lookEvery)
			}
			var o others
			if time.Since(beat) >= beatEvery {
				if err := s.beat(&o); err == nil {
					beat = time.Now()
				}
			}
			if read = max(read, int(s.at.Load())); s.look(read, &o) == nil {
				read += len(o.lines)
			}
			if len(o.lines) == 0 && o.seats == nil && o.over == nil {
				continue
			}
			select {
			case all <- o:
			case <-ctx.Done():
			}
		}
	}()
	return all
}

// look reads the lines after so many events.
func (s *Shared) look(read int, o *others) error {
	var lines [][]byte
	err := s.beats.Each(func(r postgres.Row) { lines = append(lines, r[0]) },
		`select line from compromis_atelier.journal where login = session_user and room = $1 and number > $2 order by number`, s.code, read)
	if err == nil {
		o.lines = lines
	}
	return err
}

// pace is how often one looks.
func (s *Shared) pace() time.Duration {
	if s.tells {
		return beatEvery
	}
	return lookEvery
}

// beat says that this program is there, and learns of the others; and whether the room is
// still there, and still led by whoever thinks they lead it.
func (s *Shared) beat(o *others) error {
	seats := ""
	if said := s.seats.Load(); said != nil {
		seats = *said
	}
	sql, args := beatOfDoor, []any{s.code, s.way(), seats}
	if !s.door {
		sql, args = beatOfTrainer, append(args, s.me)
	}
	rows, err := s.beats.Ask(sql, args...)
	switch {
	case err != nil:
		return err
	case len(rows) == 0:
		o.over = ErrOver
		return nil
	case !s.door && string(rows[0][0]) != s.me:
		o.over = ErrTaken
		return nil
	}
	o.seats = map[int]bool{}
	for _, n := range strings.Fields(string(rows[0][1])) {
		if seat, err := strconv.Atoi(n); err == nil && seat > 0 {
			o.seats[seat] = true
		}
	}
	return nil
}

// A beat is one statement, and one wait for the disk of the server: of rooms in which
// nothing happens, that and a look are all it has to do. Whoever leads no more says nothing.
var (
	beatOfDoor    = beatOf(`with`, ``)
	beatOfTrainer = beatOf(`with mine as (update compromis_atelier.rooms set until = clock_timestamp() + `+interval(leaseTime)+`
		where login = session_user and room = $1 and trainer = $4),`, ` and trainer = $4`)
)

func beatOf(with, whoever string) string {
	return with + ` said as (insert into compromis_atelier.doors (room, door, seats, seen)
		select room, $2::text, $3::text, clock_timestamp() from compromis_atelier.rooms where login = session_user and room = $1` + whoever + `
		on conflict (login, room, door) do update set seats = excluded.seats, seen = excluded.seen)
	select trainer, (select coalesce(string_agg(seats, ' '), '') from compromis_atelier.doors
		where login = session_user and room = $1 and door <> $2 and seen > clock_timestamp() - ` + interval(goneAfter) + `)
	from compromis_atelier.rooms where login = session_user and room = $1`
}

// way names the doors of this program. Those of the trainer have one name, whoever leads:
// when another does, nobody is in the former ones.
func (s *Shared) way() string {
	if s.door {
		return s.me
	}
	return "formateur"
}
