package casefile

import (
	"cmp"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// Query is what one asks of a list. The zero one asks for all of it.
type Query struct {
	Guide *decision.Guide // with what the cases are looked at; nil for as each was last seen or saved
	On    decision.Day    // the day of the list, with a guide
	Words string          // in what [Summary.Matches] looks at, or in what Where says
	Where func(dossier.Outlook) string
	Most  int // how many of each group, the first ones; 0 for all
}

// view is the guide and the day of a query; nil without a guide.
func (q Query) view() *view {
	if q.Guide == nil {
		return nil
	}
	return &view{q.Guide, q.On}
}

// finds says whether a case is one that is searched.
func (q Query) finds(s Summary) bool {
	return q.Words == "" || s.Matches(q.Words) || q.Where != nil && french.Found(q.Where(s.Outlook), q.Words)
}

// Group is what a case of a list is, as regards what is to be done.
type Group int

// The groups of a list, in its order.
const (
	Current Group = iota
	Try           // begun and left there
	Closed
	Archived
	groups // how many there are
)

// Group is the group of a case. A try holds a few answers that reach no step, and
// nothing else.
func (s Summary) Group() Group {
	switch {
	case s.Archived:
		return Archived
	case s.Closed:
		return Closed
	case s.Bare && s.Step == "" && s.Owed == 0 && s.Versions == 0:
		return Try
	}
	return Current
}

// Open says whether the case is one to see to.
func (s Summary) Open() bool { return !s.Closed && !s.Archived }

// Count is how many cases of some groups match, those that the listing leaves out
// included.
func (l Listing) Count(of ...Group) (n int) {
	for _, g := range of {
		n += l.counts[g]
	}
	return n
}

// All is how many cases match.
func (l Listing) All() int { return l.Count(Current, Try, Closed, Archived) }

// Left is how many cases match and are left out.
func (l Listing) Left() int { return l.All() - len(l.Cases) }

// asked keeps the cases that were asked for, in the order one should look at them.
func (l *Listing) asked(q Query) {
	l.recent = lately(l.Cases)
	type ranked struct {
		*Summary // it is large: what moves is where it is
		group    Group
		rank     decision.Day
	}
	on := q.On
	if q.Guide == nil {
		on = ""
	}
	var found []ranked
	for i := range l.Cases {
		if c := &l.Cases[i]; q.finds(*c) {
			found = append(found, ranked{c, c.Group(), rankOf(c.Next, on)})
		}
	}
	slices.SortFunc(found, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.rank, b.rank), cmp.Compare(b.Changed, a.Changed), cmp.Compare(a.ID, b.ID))
	})
	all := make([]Summary, 0, len(found))
	for _, f := range found {
		if l.counts[f.group]++; q.Most == 0 || l.counts[f.group] <= q.Most {
			all = append(all, *f.Summary)
		}
	}
	l.Cases = all
}

// rankOf sorts deadlines as one looks at them on a day: each by its date, those long past
// after the others, and none at the end.
func rankOf(d dossier.Deadline, on decision.Day) decision.Day {
	switch {
	case d.On == "":
		return "2"
	case on != "" && d.Passed && !d.Late(on):
		return "1" + d.On
	}
	return "0" + d.On
}

// Matches says whether what one searches is in the name of the client, the title,
// the subject or the ID of the case.
func (s Summary) Matches(wanted string) bool { return french.Found(s.searched(), wanted) }

func (s Summary) searched() string {
	return strings.Join([]string{s.Client, s.Subject, s.Title, s.ID}, " ")
}
