package say

import (
	"strconv"

	"compromis/decision"
	"compromis/internal/french"
)

// LimitsTitle is the title of what [Limits] returns.
const LimitsTitle = "Délais à tenir"

// Limits tells the time limits of a step as they stand on a day, one a line:
// how long, after what, to do what. None for a step without. Those that the client
// it is told of does not have are left out.
func Limits(g *decision.Guide, s *decision.Step, on decision.Day) decision.Text {
	var lines []decision.Line
	for _, l := range g.TimeLimitsOf(s.ID, on) {
		if !l.For(s.Reader) {
			continue
		}
		line := decision.Line{{Text: length(l), Strong: true}, {Text: ". " + l.Since + french.NBSP + "→ " + french.Small(l.Do)}}
		switch {
		case l.Whose == decision.Yours && l.Proof == decision.Received:
			line = append(line, decision.Span{Text: ", à faire recevoir avant la fin"})
		case l.Whose == decision.Clients:
			line = append(line, decision.Span{Text: " (délai du client)"})
		}
		if b := g.Basis(l.Basis); b != nil && l.Length > 0 {
			line = append(line, decision.Span{Text: ". "}, decision.Span{Text: b.Reference, Link: decision.Link{Kind: decision.ToBasis, ID: b.ID}})
			if mark := Mark(b); mark != "" {
				line = append(line, decision.Span{Text: " (" + mark + ")"})
			}
		}
		lines = append(lines, append(line, decision.Span{Text: "."}))
	}
	if len(lines) == 0 {
		return nil
	}
	return decision.Text{{List: decision.Bullets, Lines: lines}}
}

// length says how long a limit is.
func length(l decision.TimeLimit) string {
	switch {
	case l.Length == 0 && l.Whose == decision.Clients:
		return "Date à demander"
	case l.Length == 0:
		return "Selon votre contrat"
	}
	unit := string(l.Unit)
	if l.Length == 1 {
		unit = singular[l.Unit]
	}
	return strconv.Itoa(l.Length) + french.NBSP + unit
}

var singular = map[decision.TimeUnit]string{decision.Days: "jour", decision.WorkingDays: "jour ouvrable", decision.OfficeDays: "jour ouvré", decision.Months: "mois"}
