package dossier

import (
	"compromis/decision"
	"fmt"
	"strconv"
	"strings"
)

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
