package dossier

import (
	"compromis/decision"
	"fmt"
	"strconv"
	"strings"
)

// LastComplaint returns the last complaint of the case; false when there is none.
func (c Case) LastComplaint() (Complaint, bool) {
	if len(c.Complaints) == 0 {
		return Complaint{}, false
	}
	return *c.lastComplaint(), true
}

// lastComplaint points at the last complaint of a case that has one.
func (c Case) lastComplaint() *Complaint {
	at := 0
	for i, r := range c.Complaints {
		if r.On >= c.Complaints[at].On {
			at = i
		}
	}
	return &c.Complaints[at]
}

// NextComplaint proposes a number for a complaint noted on a day: the one after
// the last of its year, "R-2026-001" for the first. Numbers of another form are
// left out of the count.
func (c Case) NextComplaint(on decision.Day) string {
	year, _, _ := strings.Cut(string(on), "-")
	last := uint64(0)
	for _, r := range c.Complaints {
		order, ours := strings.CutPrefix(r.Number, "R-"+year+"-")
		if n, err := strconv.ParseUint(order, 10, 32); ours && err == nil {
			last = max(last, n)
		}
	}
	return fmt.Sprintf("R-%s-%03d", year, last+1)
}
