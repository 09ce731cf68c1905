package casefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/disk"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// asideMark is in the name of a file set aside: ID.json.abime-2026-03-03.
const asideMark = ".abime-"

// Listing is what a store holds.
type Listing struct {
	Cases   []Summary // by group; then by the deadline to see to first, those long past after the others; then the most recently changed first
	Damaged []Damaged // what cannot be read, today or since an earlier day

	counts [groups]int // how many match
	recent []string    // the cases changed last, of a folder
}

// Summary is a case in a list. Of a protected case it has the ID, and its client when its owner says so.
type Summary struct {
	ID              string
	Title           string
	Client          string
	dossier.Outlook        // on the day of the list; as it was last seen without one
	Subject         string // the order, the work
	Last            Last   // what happened last
	Answered        int    // how many questions were
	Opened, Changed decision.Day
	Archived        bool
	Closed          bool
	Protected       bool
	Of              string // the case it is a version of, if that one is there: see versions.go
	Versions        int    // how many others there are of this case
	Bare            bool   // it holds answers and nothing else, as its guide says; false without one
}

// Last is what happened last in a case, in what a list can tell of it.
type Last struct {
	On            decision.Day
	Kind          dossier.EventKind
	Cents         int64
	Step, Outcome string
}

// lastOf returns what happened last. That one asked to be reminded of something is not
// something that happened.
func lastOf(c *dossier.Case) Last {
	all := slices.DeleteFunc(c.Timeline(), func(e dossier.Event) bool { return e.Kind == dossier.ToRecall })
	if len(all) == 0 {
		return Last{}
	}
	e := all[len(all)-1]
	return Last{On: e.On, Kind: e.Kind, Cents: e.Cents, Step: e.Step, Outcome: e.Outcome}
}

// Event is the same as a line of a journal.
func (l Last) Event() dossier.Event {
	return dossier.Event{On: l.On, Kind: l.Kind, Cents: l.Cents, Step: l.Step, Outcome: l.Outcome}
}

// view is the guide and the day a list is looked at with; nil for a list of what
// was last saved.
type view struct {
	guide *decision.Guide
	on    decision.Day
}

// content tells a guide from another.
func (v *view) content() decision.Day { return decision.DayOf(v.guide.Version) }

// Damaged is a file that cannot be read as a case.
type Damaged struct {
	File  string // its name, ID.json
	Aside string // its name now that it is set aside; "" when it is where it was
	Err   error  // a French sentence
}

// Together returns what cannot be read, the files of a later program in one sentence.
func Together(all []Damaged) []Damaged {
	var rest []Damaged
	var later []string
	for _, d := range all {
		if errors.Is(d.Err, errNewer) {
			later = append(later, french.Quote(d.File))
			continue
		}
		rest = append(rest, d)
	}
	n := len(later)
	if n == 0 {
		return all
	}
	if n > maxNamed {
		later = append(later[:maxNamed], french.Plural(n-maxNamed, "autre", "autres"))
	}
	told := "Le dossier " + french.And(later) + " vient d’une version plus récente de Compromis. Installez cette version pour l’ouvrir" + french.NBSP + "; il n’a pas été touché."
	if n > 1 {
		told = french.Number(n) + french.NBSP + "dossiers viennent d’une version plus récente de Compromis" + colon + french.And(later) + ". Installez cette version pour les ouvrir" + french.NBSP + "; ils n’ont pas été touchés."
	}
	return append([]Damaged{{Err: &Error{Err: errNewer, Text: told}}}, rest...)
}

// List gives each case as it was last seen or saved.
func (s *folder) List() (Listing, error) { return s.Search(Query{}) }

// Search reads the folder. A case of several versions is one line. What it finds
// damaged, it sets aside.
func (s *folder) Search(q Query) (Listing, error) {
	all, err := s.files(q.view())
	all.gather()
	all.asked(q)
	return all, err
}

// files reads the folder, a line for each file.
func (s *folder) files(v *view) (Listing, error) {
	began := time.Now()
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return Listing{}, trouble("Les dossiers ne peuvent pas être lus", s.dir, err)
	}
	reading := make(chan index, 1) // half the time of a long list, while its files are looked at
	go func() { reading <- s.readIndex() }()
	infos := make([]fs.FileInfo, len(entries))
	for i, entry := range entries {
		if _, isCase := strings.CutSuffix(entry.Name(), caseExt); isCase {
			infos[i], _ = entry.Info() // nil once it is gone
		}
	}
	known := <-reading
	all := Listing{Cases: make([]Summary, 0, len(known))}
	seen := make(index, len(known))
	for i, entry := range entries {
		name := entry.Name()
		id, isCase := strings.CutSuffix(name, caseExt)
		was, _, isAside := strings.Cut(name, asideMark)
		switch {
		case strings.HasPrefix(name, "."):
		case isCase:
			all.add(s.look(infos[i], id, v, known, seen))
		case isAside:
			all.Damaged = append(all.Damaged, s.wasSetAside(was, name))
		default:
			s.sweep(name)
			s.sweepStates(name)
		}
	}
	s.writeIndex(known, seen.settled(began))
	return all, nil
}

// add puts a case in the list, or the reason why it cannot be read. A file that
// has gone since the folder was read is neither.
func (l *Listing) add(c Summary, err error) {
	var bad *Error
	switch {
	case err == nil:
		l.Cases = append(l.Cases, c)
	case errors.As(err, &bad) && !errors.Is(err, ErrNotFound):
		l.Damaged = append(l.Damaged, Damaged{File: filepath.Base(bad.Path), Aside: bad.Aside, Err: bad})
	}
}

// look returns the summary of a case, from the index when the file has not
// changed since and time has changed nothing.
func (s *folder) look(info fs.FileInfo, id string, v *view, known, seen index) (Summary, error) {
	if !validID(id) {
		return Summary{}, unread(s.path(id), "", errName)
	}
	if info == nil {
		return Summary{}, unread(s.path(id), "", fs.ErrNotExist)
	}
	line, found := known[id]
	if !found || line.Size != info.Size() || line.Time != info.ModTime().UnixNano() || !line.holds(v) {
		c, err := s.summarize(id, v)
		if err != nil {
			return Summary{}, err
		}
		line = indexed{Size: info.Size(), Time: info.ModTime().UnixNano(), Summary: c}
		if v != nil {
			line.On, line.Content = v.on, v.content()
		}
	}
	seen[id] = line
	return line.Summary, nil
}

func (s *folder) summarize(id string, v *view) (Summary, error) {
	data, err := readFile(s.path(id))
	if err == nil {
		var e envelope
		if e, err = parse(data); err == nil {
			return summaryOf(id, e, v), nil
		}
	}
	if !setAside(err) {
		return Summary{}, unread(s.path(id), "", err)
	}
	// Only whoever holds the lock may set a file aside, and by then it may be
	// sound.
	f, err := s.open(id, "")
	if err != nil {
		return Summary{}, err
	}
	defer f.Close()
	return summaryOf(id, envelope{Case: &f.now}, v), nil
}

func summaryOf(id string, e envelope, v *view) Summary {
	if e.Seal != nil {
		told := Summary{ID: id, Protected: true, Of: versionOf(id, e)}
		if e.Seal.Name != nil {
			told.Client = french.Line(*e.Seal.Name)
		}
		return told
	}
	c := e.Case
	told := Summary{
		ID: id, Title: c.Title, Client: c.Client.Name, Outlook: dossier.Outlook{Step: c.Concluded.Step, Next: c.Next},
		Subject: c.Subject, Last: lastOf(c), Answered: len(c.Said), Opened: c.Opened, Changed: c.Changed, Archived: c.Archived, Closed: c.Closed != "",
		Of: versionOf(id, e),
	}
	if v != nil {
		now, _ := c.Replay(v.guide, v.on)
		told.Outlook = now.Outlook(v.guide, v.on)
		told.Bare = c.Bare(v.guide)
	}
	return told
}

func (s *folder) wasSetAside(was, name string) Damaged {
	return Damaged{File: was, Aside: name, Err: &Error{
		Path: filepath.Join(s.dir, name), Err: errDamaged,
		Text: "Le fichier " + french.Quote(was) + " ne se lisait plus" + colon + "il est mis de côté, dans " + french.Quote(s.dir) + ", sous le nom " + french.Quote(name) + ". Ouvrez-le pour en sauver ce qui s’y lit (" + french.Quote("dossiers secourir") + "), ou reprenez une copie de ce dossier.",
	}}
}

// sweep removes what a killed process left of a case that is no more: its name
// may be that of a client.
func (s *folder) sweep(name string) {
	if id, drafts := strings.CutSuffix(strings.TrimSuffix(name, disk.TempExt), draftsExt); drafts {
		s.sweepDrafts(id)
		return
	}
	for _, ext := range []string{lockExt, caseExt + disk.TempExt, statesExt + disk.TempExt, askExt} {
		id, ours := strings.CutSuffix(name, ext)
		if !ours || s.exists(id) {
			continue
		}
		if l, err := s.lock(id); err == nil {
			l.Release()
		}
	}
}
