package casefile

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
)

// A list is a row for each case: what one of the programs last worked out of it, whole
// in its line, and in columns what the server searches it by and puts it in order. What
// time, another content or an act has changed since is worked out again here first, and
// given to the others. So no program reads more of a hundred thousand cases than it shows.

// List gives each case as it was last seen or saved.
func (s *server) List() (Listing, error) { return s.Search(Query{}) }

// Search gives the cases that were asked for.
func (s *server) Search(q Query) (Listing, error) {
	w := &working{s: s, v: q.view(), ours: map[string]*indexed{}}
	if err := w.refresh(); err != nil {
		return Listing{}, err
	}
	all, unread, err := s.page(q, w.known())
	for err == nil && len(unread) > 0 {
		w.keeps = true
		if err = w.again(unread); err == nil {
			all, unread, err = s.page(q, w.known())
		}
	}
	if err != nil {
		return Listing{}, err
	}
	theirs, ours := all.counts, Listing{Damaged: w.damaged}
	for _, line := range w.ours {
		if line != nil {
			ours.Cases = append(ours.Cases, line.Summary)
		}
	}
	ours.asked(q)
	for g, n := range ours.counts {
		theirs[g] += n
	}
	ours.Cases, ours.counts = append(ours.Cases, all.Cases...), [groups]int{}
	ours.asked(q)
	ours.counts = theirs
	return ours, nil
}

// working works out lines again.
type working struct {
	s       *server
	v       *view
	keeps   bool                // the lines are for here only
	ours    map[string]*indexed // the lines that the server does not have; nil for a case that cannot be read
	damaged []Damaged
}

// known are the cases that the server is not asked for.
func (w *working) known() []string { return slices.Collect(maps.Keys(w.ours)) }

// refresh works out again the lines that no longer say what opening the case would.
func (w *working) refresh() error {
	sql, args := `select id from compromis.cases where firm = $1 and (split_part(made, ' ', 1) <> $2 or lined <> number)`, []any{strconv.Itoa(indexVersion)}
	if w.v != nil { // each has its index
		const some = `select id from compromis.cases where firm = $1 and `
		sql = some + `made < $2 union ` + some + `made > $2 union ` + some + `since > $3 union ` + some + `until < $3 union ` + some + `lined <> number`
		args = []any{madeWith(w.v.content()), string(w.v.on)}
	}
	rows, err := w.s.ask(sql, args...)
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = string(r[0])
	}
	return cmp.Or(err, w.again(ids))
}

// madeWith tells how a line was worked out.
func madeWith(content decision.Day) string {
	return strconv.Itoa(indexVersion) + " " + oneLine.Replace(string(content))
}

// mostAtOnce is how many cases are read in one go.
const mostAtOnce = 200

// again reads cases, works out their lines, and gives those to the server unless one may
// only read, or they are kept.
func (w *working) again(ids []string) error {
	for some := range slices.Chunk(ids, mostAtOnce) {
		rows, err := w.s.ask(`select c.id, c.number, c.apart, a.body from compromis.cases c join compromis.acts a on a.firm = c.firm and a.kase = c.id and a.number = c.number
			where c.firm = $1 and c.id = any(string_to_array($2, chr(10)))`, strings.Join(some, "\n"))
		if err != nil {
			return err
		}
		var worked, lines []string
		for _, r := range rows {
			id := string(r[0])
			e, err := parse(r[3])
			if w.ours[id] = nil; err != nil {
				w.damaged = append(w.damaged, Damaged{File: id, Err: unread(w.s.path(id), "", err)})
				continue
			}
			line := &indexed{Summary: summaryOf(id, e, w.v)}
			line.Summary.Of, line.Summary.Versions = "", int(number(r[2]))
			if w.v != nil {
				line.On, line.Content = w.v.on, w.v.content()
			}
			w.ours[id] = line
			worked, lines = append(worked, id), append(lines, id+columnEnd+string(r[1])+columnEnd+columnsOf(*line))
		}
		if len(worked) == 0 || w.keeps || w.s.reads() {
			continue
		}
		if _, err := w.s.ask(giveLines, strings.Join(lines, rowEnd)); err == nil { // else it is for the next time
			for _, id := range worked {
				delete(w.ours, id)
			}
		}
	}
	return nil
}

var giveLines = `update compromis.cases c set (lined, ` + columns + `) = row(c.number, ` + columnsFrom("u.line", 3) + `)
	from (select line from unnest(string_to_array($2, chr(29))) line) u
	where c.firm = $1 and c.id = split_part(u.line, chr(28), 1) and c.number = split_part(u.line, chr(28), 2)::bigint`

// reads says whether one may only read.
func (s *server) reads() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.us != nil && !s.us.writes
}

// The statements of a page: how many cases of each group match, then the first ones of
// each. What is searched is looked through once; what is not has an index.
var (
	onePage   = pageOf("compromis.cases where firm = $1", "$2")
	foundPage = `with found as materialized (select id, shelf, rank, changed from compromis.cases where firm = $1
		and not id = any(string_to_array($3, chr(10)))
		and ($4 = '' or words like '%' || $4 || '%' or $5 <> '' and words like '%' || $5 || '%' or place = any(string_to_array($6, chr(29)))))
		` + pageOf("found where true", "$2")
)

func pageOf(source, most string) string {
	sql := "select shelf, count(*), null, null, null from " + source + " group by shelf union all select f.shelf, 0, c.id, c.apart, c.line from ("
	for g := range int(groups) {
		if g > 0 {
			sql += " union all "
		}
		sql += "(select id, shelf from " + source + " and shelf = " + strconv.Itoa(g) + " order by rank, changed desc, id limit " + most + ")"
	}
	return sql + ") f join compromis.cases c on c.firm = $1 and c.id = f.id"
}

// page asks the server for the cases of a query, but for some. It returns those whose
// line cannot be read beside.
func (s *server) page(q Query, but []string) (all Listing, unread []string, err error) {
	sql, args := onePage, []any{nil}
	if q.Most > 0 {
		args[0] = q.Most
	}
	if q.Words != "" || len(but) > 0 {
		var places []string
		if q.Words != "" && q.Where != nil {
			if places, err = s.places(q); err != nil {
				return Listing{}, nil, err
			}
		}
		sought := french.Sought(q.Words)
		if sought[1] == sought[0] {
			sought[1] = ""
		}
		sql, args = foundPage, append(args, strings.Join(but, "\n"), sought[0], sought[1], strings.Join(places, rowEnd))
	}
	rows, err := s.ask(sql, args...)
	for _, r := range rows {
		var line indexed
		switch g := number(r[0]); {
		case r[2] == nil && g >= 0 && g < int64(groups):
			all.counts[g] = int(number(r[1]))
		case r[2] == nil:
		case !readLine(string(r[2]), string(r[4]), &line):
			unread = append(unread, string(r[2]))
		default:
			line.Summary.Versions = int(number(r[3]))
			all.Cases = append(all.Cases, line.Summary)
		}
	}
	return all, unread, err
}

// places returns where cases stand that is told in words that are searched.
func (s *server) places(q Query) (found []string, err error) {
	rows, err := s.ask(`select distinct place from compromis.cases where firm = $1`)
	for _, r := range rows {
		if place := string(r[0]); q.finds(Summary{Outlook: outlookAt(place)}) {
			found = append(found, place)
		}
	}
	return found, err
}
