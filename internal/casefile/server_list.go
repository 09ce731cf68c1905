package casefile

import (
	"context"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/postgres"
)

// A list is a row for each case: what one of the programs last worked out of it. What
// time or another content has changed since is worked out again here, and given to the
// others.

// List gives each case as it was last seen or saved.
func (s *server) List() (Listing, error) { return s.list(nil) }

// ListOn gives each case as opening it on that day would show it.
func (s *server) ListOn(g *decision.Guide, on decision.Day) (Listing, error) {
	return s.list(&view{g, on})
}

func (s *server) list(v *view) (Listing, error) {
	us, err := s.enter()
	if err != nil {
		return Listing{}, err
	}
	s.mu.Lock()
	known := s.lines
	s.mu.Unlock()
	seen := make(map[string]*indexed, len(known))
	apart := map[string]int{}
	var old []string // to be read again
	sql := `select id, number, apart, line from compromis.cases where firm = $1`
	if len(known) > 0 { // most have not changed: a line is asked for then
		sql = `select id, number, apart, null from compromis.cases where firm = $1`
	}
	err = s.db.Each(func(r postgres.Row) {
		id, at := string(r[0]), number(r[1])
		if n := number(r[2]); n > 0 {
			apart[id] = int(n)
		}
		line := known[id]
		if line == nil || line.Time != at {
			line = &indexed{Time: at}
			readLine(id, string(r[3]), line)
		}
		if seen[id] = line; line.Summary.ID == "" || !line.holds(v) {
			old = append(old, id)
		}
	}, sql, us.firm)
	if err != nil {
		return Listing{}, s.told(err)
	}
	all := Listing{}
	for some := range slices.Chunk(old, mostAtOnce) {
		if err := s.work(some, v, seen, &all); err != nil {
			return Listing{}, err
		}
	}
	s.mu.Lock()
	s.lines = seen
	s.mu.Unlock()
	all.Cases = make([]Summary, 0, len(seen))
	for id, line := range seen {
		all.Cases = append(all.Cases, line.Summary)
		all.Cases[len(all.Cases)-1].Versions = apart[id]
	}
	all.Cases = v.sorted(all.Cases)
	return all, nil
}

// mostAtOnce is how many cases are read in one go.
const mostAtOnce = 200

// eachOf makes rows of a text of ids, one a line.
const eachOf = `any(string_to_array($2, chr(10)))`

// work reads cases and works out their lines, which others may then use.
func (s *server) work(ids []string, v *view, seen map[string]*indexed, all *Listing) error {
	rows, err := s.ask(`select c.id, c.number, a.body from compromis.cases c join compromis.acts a on a.firm = c.firm and a.kase = c.id and a.number = c.number
		where c.firm = $1 and c.id = `+eachOf, strings.Join(ids, "\n"))
	if err != nil {
		return err
	}
	for _, id := range ids {
		delete(seen, id) // it may be gone, or not be read
	}
	var names, numbers, lines []string
	for _, r := range rows {
		id := string(r[0])
		e, err := parse(r[2])
		if err != nil {
			all.Damaged = append(all.Damaged, Damaged{File: id, Err: unread(s.path(id), "", err)})
			continue
		}
		line := &indexed{Time: number(r[1]), Summary: summaryOf(id, e, v)}
		if line.Summary.Of = ""; v != nil {
			line.On, line.Content = v.on, v.content()
		}
		seen[id] = line
		names, numbers, lines = append(names, id), append(numbers, string(r[1])), append(lines, lineOf(*line))
	}
	if v != nil && len(names) > 0 { // a reader may not, and it costs the others a moment
		_, _ = s.ask(`update compromis.cases c set line = u.line from (
			select unnest(string_to_array($2, chr(10))) id, unnest(string_to_array($3, chr(10)))::bigint number, unnest(string_to_array($4, chr(10))) line) u
			where c.firm = $1 and c.id = u.id and c.number = u.number`, strings.Join(names, "\n"), strings.Join(numbers, "\n"), strings.Join(lines, "\n"))
	}
	return nil
}

// lineOf writes what a list tells of a case in one line: the version of its form, what
// it was worked out with, then each field of the summary.
func lineOf(of indexed) string {
	fields := []string{strconv.Itoa(indexVersion), string(of.On), string(of.Content)}
	each(reflect.ValueOf(&of.Summary).Elem(), func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			fields = append(fields, oneLine.Replace(v.String()))
		case reflect.Bool:
			fields = append(fields, strconv.Itoa(map[bool]int{true: 1}[v.Bool()]))
		default:
			fields = append(fields, strconv.FormatInt(v.Int(), 10))
		}
	})
	return strings.Join(fields, fieldEnd)
}

// Signs that no text of a case holds.
const (
	fieldEnd = "\x1f"
	lineEnd  = "\x1e"
)

var oneLine = strings.NewReplacer(fieldEnd, " ", lineEnd, " ", "\x00", "", "\n", lineEnd)

// readLine reads a line into what is known of a case. It says whether it did: one of
// another form, or of none, leaves the ID empty.
func readLine(id, line string, of *indexed) (ok bool) {
	next := func() (field string) {
		field, line, ok = strings.Cut(line, fieldEnd)
		return field
	}
	if next() != strconv.Itoa(indexVersion) {
		return false
	}
	of.On, of.Content = decision.Day(next()), decision.Day(next())
	left := 0
	each(reflect.ValueOf(&of.Summary).Elem(), func(v reflect.Value) {
		field := next()
		if !ok {
			left++ // the last has none after it
		}
		switch v.Kind() {
		case reflect.String:
			if strings.Contains(field, lineEnd) {
				field = strings.ReplaceAll(field, lineEnd, "\n")
			}
			v.SetString(field)
		case reflect.Bool:
			v.SetBool(field == "1")
		default:
			n, _ := strconv.ParseInt(field, 10, 64)
			v.SetInt(n)
		}
	})
	if of.Summary.ID = ""; left == 1 {
		of.Summary.ID = id
	}
	return left == 1
}

// each gives the values of a summary: texts, numbers, yes or no.
func each(v reflect.Value, give func(reflect.Value)) {
	if v.Kind() != reflect.Struct {
		give(v)
		return
	}
	for i := range v.NumField() {
		each(v.Field(i), give)
	}
}

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
