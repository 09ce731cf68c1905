package say

import (
	"strconv"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// LimitsTitle is the title of what [Limits] returns.
const LimitsTitle = "Délais à tenir"

// Limits tells the time limits of a step as they stand on a day, one a line:
// how long, after what, to do what. None for a step without. Those that the answers
// it is told after rule out are left out; the last day to sue, when these give the
// day it is counted from, comes first.
func Limits(g *decision.Guide, s *decision.Step, on decision.Day) decision.Text {
	lines := lastDay(g, s.Reader, on)
	for _, l := range g.TimeLimitsOf(s.ID, s.Reader, on) {
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

// lastDay tells the last day to sue, of answers with the day it is counted from, and
// the text that sets it. None for answers without.
func lastDay(g *decision.Guide, a decision.Answers, on decision.Day) []decision.Line {
	b, known := dossier.BarOf(g, a)
	if !known {
		return nil
	}
	line := decision.Line{{Text: french.Day(string(b.Earliest)), Strong: true}, {Text: ". " + ToSue(b.Basis)}}
	if b.Latest != b.Earliest {
		line = append(line, decision.Span{Text: ", au plus tôt" + french.NBSP + "; au plus tard, le " + french.Day(string(b.Latest)) + ", selon la loi qui s’applique"})
	}
	if b.Latest < on {
		line = append(line, decision.Span{Text: french.NBSP + ": passé"})
	}
	line = append(line, decision.Span{Text: ". Compté depuis le " + french.Day(string(b.From))})
	if text := g.Basis(b.Basis); text != nil {
		line = append(line, decision.Span{Text: ". "}, decision.Span{Text: text.Reference, Link: decision.Link{Kind: decision.ToBasis, ID: text.ID}})
		if mark := Mark(text); mark != "" {
			line = append(line, decision.Span{Text: " (" + mark + ")"})
		}
	}
	return []decision.Line{append(line, decision.Span{Text: "."})}
}

// ToSue says what is to be done by the last day to sue that a text sets: in writing
// is enough with a public client. Source: loi n° 68-1250, art. 2.
func ToSue(basis string) string {
	if basis == publicBar {
		return "Dernier jour pour demander le paiement par écrit, ou agir en justice"
	}
	return deadlines[dossier.LastDayToSue]
}

// publicBar is the text that sets the time to sue a public client.
const publicBar = "loi-68-1250"

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
