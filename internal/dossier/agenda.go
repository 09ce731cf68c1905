package dossier

import (
	"compromis/decision"
	"maps"
)

// Scheduled is a deadline as the agenda of a case last held it: a calendar outside is
// told what changed since.
type Scheduled struct {
	Deadline
	Sequence int  `json:"suite,omitempty"` // how many times its day changed
	Gone     bool `json:"ote,omitempty"`   // it is no longer in the agenda
}

// Key names a deadline of a case for good, whatever becomes of its day. An
// instalment is known by its day: an invoice may have several; so is a day noted.
func (d Deadline) Key() string {
	key := string(d.Kind)
	if d.Kind == InvoiceDue || d.Kind == DayNoted || d.Kind == Recall {
		key += "/" + string(d.On)
	}
	if d.About != "" {
		key += "/" + d.About
	}
	return key
}

// Changes returns the deadlines of the case on a day, with those that its agenda
// held and that are gone: what a calendar outside must be told.
func (c Case) Changes(g *decision.Guide, on decision.Day) map[string]Scheduled {
	return noted(c.Agenda, c.Deadlines(g, on))
}

// noted returns an agenda brought up to date: a deadline whose day changed, that
// goes, or that comes back, goes one further in its sequence.
func noted(before map[string]Scheduled, all []Deadline) map[string]Scheduled {
	after := make(map[string]Scheduled, len(before)+len(all))
	for key, n := range before {
		if !n.Gone {
			n.Gone, n.Sequence = true, n.Sequence+1
		}
		after[key] = n
	}
	for _, d := range all {
		if d.On == "" {
			continue
		}
		key := d.Key()
		n := Scheduled{Deadline: d}
		if was, known := before[key]; known {
			n.Sequence = was.Sequence
			if was.Gone || was.On != d.On || was.Latest != d.Latest {
				n.Sequence++
			}
		}
		after[key] = n
	}
	if len(after) == 0 {
		return nil
	}
	return maps.Clone(after)
}
