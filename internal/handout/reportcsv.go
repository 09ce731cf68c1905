package handout

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"compromis/internal/french"
	"compromis/internal/stage"
)

// byteOrderMark tells a spreadsheet that the file is in UTF-8.
const byteOrderMark = "\ufeff"

// columns are those of the report. A row fills those that make sense for it.
var columns = []string{
	"date", "séance", "contenu du", "rubrique", "cas", "objectif ou point", "minutes",
	"étape", "attendue", "votes avant", "votes après", "justes", "faux",
	"question", "lecture de l’histoire",
	"formateur", "organisme", "lieu", "début", "fin", "participants",
}

// ReportCSV writes the report of a session for a French spreadsheet: UTF-8 with
// a byte order mark, semicolons, and words that cannot pass for formulas. There
// is a row an objective, a vote and a result.
func ReportCSV(w io.Writer, s stage.Session) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	all := [][]string{columns}
	for _, row := range rows(s) {
		for i := range row {
			row[i] = harmless(row[i])
		}
		all = append(all, row)
	}
	if err := out.WriteAll(all); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// cells are a row, by the name of its column.
type cells map[string]string

func rows(s stage.Session) (all [][]string) {
	row := func(heading string, own cells) {
		cell := cells{
			"date": french.Day(string(s.On)), "séance": s.Title, "contenu du": french.Day(string(s.Content)) + standing(s), "rubrique": heading,
			"formateur": s.Trainer, "organisme": s.Organisation, "lieu": s.Place, "début": s.From, "fin": s.To, "participants": known(s.People, s.People),
		}
		maps.Copy(cell, own)
		line := make([]string, len(columns))
		for i, c := range columns {
			line[i] = cell[c]
		}
		all = append(all, line)
	}
	for _, o := range s.Objectives {
		row("objectif", cells{"objectif ou point": o})
	}
	for _, r := range s.Rounds {
		of := cells{"cas": played(r), "objectif ou point": r.Point, "minutes": known(r.Minutes, r.Minutes), "question": asked(r)}
		if len(r.Votes)+len(r.Said)+len(r.SaidBefore) == 0 && !r.Open {
			row("cas sans vote", of)
		}
		for _, words := range r.SaidBefore {
			of["étape"] = words
			row("mots de la salle, avant", of)
		}
		for _, words := range r.Said {
			of["étape"] = words
			row(map[bool]string{true: "mots de la salle, après", false: "mots de la salle"}[r.Twice], of)
		}
		before, after := firstVote(r).cast, secondVote(r).cast
		for _, v := range r.Votes {
			of["étape"], of["attendue"], of["lecture de l’histoire"] = v.Step, yes(v.Expected), reading(r, v)
			if !r.Judged() {
				of["attendue"] = ""
			}
			of["votes avant"], of["votes après"] = known(v.Before, before), known(v.After, after)
			row("vote", of)
		}
		if u := r.Unsure; u.Before+u.After > 0 {
			of["étape"], of["attendue"], of["lecture de l’histoire"] = "Je ne sais pas", "", ""
			of["votes avant"], of["votes après"] = known(u.Before, before), known(u.After, after)
			row("ne sait pas", of)
		}
	}
	confidence(s, row)
	byTeam(s, row)
	alones(s, row)
	return all
}

// confidence tells who was right, and sure of it.
func confidence(s stage.Session, row func(string, cells)) {
	for _, r := range s.Rounds {
		for i, c := range r.Sure {
			if c.Said() == 0 {
				continue // it was not asked then
			}
			for _, kind := range []struct {
				name string
				n    int
			}{{"juste et sûr", c.RightSure}, {"juste et pas sûr", c.RightUnsure}, {"faux et sûr", c.WrongSure}, {"faux et pas sûr", c.WrongUnsure}} {
				row("certitude", cells{"cas": played(r), "question": asked(r), "étape": kind.name, []string{"votes avant", "votes après"}[min(i, 1)]: strconv.Itoa(kind.n)})
			}
		}
	}
}

// byTeam tells what each team answered in the last vote.
func byTeam(s stage.Session, row func(string, cells)) {
	for _, r := range s.Rounds {
		for i, t := range r.Teams {
			of := cells{"cas": played(r), "question": asked(r), "étape": stage.TeamName(i+1) + french.NBSP + ": " + t.Told(r.Judged())}
			if r.Judged() {
				of["justes"], of["faux"] = strconv.Itoa(t.Right), strconv.Itoa(t.Answered-t.Right)
			}
			row("équipe", of)
		}
	}
}

// alones tells what people did by themselves.
func alones(s stage.Session, row func(string, cells)) {
	for _, p := range s.Practice {
		row("chacun avance seul", cells{"cas": p.Exercise, "objectif ou point": p.Point, "justes": strconv.Itoa(p.Right), "faux": strconv.Itoa(p.Wrong)})
		for _, c := range p.Reached {
			row("arrivés seuls", cells{"cas": p.Exercise, "étape": c.Label, "attendue": yes(c.Right), "votes avant": strconv.Itoa(c.Count)})
		}
		if p.Stuck > 0 {
			row("arrivés seuls", cells{"cas": p.Exercise, "étape": stage.WordStuck, "attendue": yes(false), "votes avant": strconv.Itoa(p.Stuck)})
		}
		for _, q := range p.Asked {
			for _, c := range q.Choices {
				row("réponses données seuls", cells{"cas": p.Exercise, "question": q.Question, "étape": c.Label, "attendue": yes(c.Right), "votes avant": strconv.Itoa(c.Count)})
			}
		}
	}
}

// asked is what was put to the room: where it was which step to take, a vote leaves that
// unsaid.
func asked(r stage.Round) string {
	if r.Question == "" && len(r.Votes) > 0 {
		return "Quelle étape choisiriez-vous" + french.NBSP + "?"
	}
	return r.Question
}

// played is a case, and after which answer of the room it was voted on.
func played(r stage.Round) string {
	if r.Branch == "" {
		return r.Exercise
	}
	return r.Exercise + " (avec " + r.Branch + ")"
}

func yes(so bool) string { return map[bool]string{true: "oui", false: "non"}[so] }

// reading says what an answer about a fact makes of the story.
func reading(r stage.Round, v stage.Vote) string {
	switch {
	case !r.Fact:
		return ""
	case v.Expected:
		return "juste"
	case v.SameStep:
		return "fausse, même étape"
	}
	return "fausse"
}

// known writes a number, or nothing when what it depends on is not known.
func known(n, depends int) string {
	if depends == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// formula is what a spreadsheet takes for the start of one, in the wide letters
// of Asia and in the small ones too.
const formula = "=+-@＝＋－＠﹦﹢﹣﹫"

// harmless keeps words from being taken for a formula: a spreadsheet shows what
// follows an apostrophe as it is.
func harmless(cell string) string {
	cell = french.Line(cell)
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(cell, unicode.IsSpace))
	if strings.ContainsRune(formula, first) {
		return "'" + cell
	}
	return cell
}
