package handout

import (
	"encoding/csv"
	"fmt"
	"io"
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

func rows(s stage.Session) (all [][]string) {
	row := func(heading string, cells ...string) {
		start := []string{french.Day(string(s.On)), s.Title, french.Day(string(s.Content)), heading}
		all = append(all, append(start, cells...))
	}
	for _, o := range s.Objectives {
		row("objectif", "", o, "", "", "", "", "", "", "")
	}
	for _, r := range s.Rounds {
		for _, v := range r.Votes {
			row("vote", r.Exercise, r.Point, known(r.Minutes, r.Minutes), v.Step, map[bool]string{true: "oui", false: "non"}[v.Expected],
				known(v.Before, firstVote(r).cast), known(v.After, secondVote(r).cast), "", "")
		}
		if len(r.Votes) == 0 {
			row("cas sans vote", r.Exercise, r.Point, known(r.Minutes, r.Minutes), "", "", "", "", "", "")
		}
	}
	for _, p := range s.Practice {
		row("travail seul", "", p.Point, "", "", "", "", "", strconv.Itoa(p.Right), strconv.Itoa(p.Wrong))
	}
	return all
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
