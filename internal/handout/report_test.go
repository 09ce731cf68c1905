package handout_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"compromis/internal/handout"
	"compromis/internal/stage"

	"pgregory.net/rapid"
)

var session = stage.Session{
	Heading: stage.Heading{Title: "Gérer un conflit"}, On: "2026-11-23", Content: "2026-11-20",
	Objectives: []string{"Choisir la bonne étape", "Citer le bon texte"},
	Rounds: []stage.Round{
		{Exercise: "Facture impayée", Point: "L’injonction se demande sur pièces", Minutes: 20, Votes: []stage.Vote{
			{Step: "Injonction de payer", Expected: true, Before: 5, After: 14},
			{Step: "Tribunal de commerce", Before: 11, After: 2},
		}},
		{Exercise: "Erreur de prix", Minutes: 10, Votes: []stage.Vote{
			{Step: "Conciliation", Expected: true, Before: 4},
			{Step: "Médiation", Before: 12},
		}},
		{Exercise: "Rupture de stock"},
	},
	Practice: []stage.Result{{Point: "Consigner par écrit", Right: 12, Wrong: 3}},
}

// told is the report of a session.
func told(t testing.TB, s stage.Session) string {
	t.Helper()
	return written(t, "rapport.md", func(w io.Writer) error { return handout.ReportMarkdown(w, s) })
}

func TestReport(t *testing.T) {
	report := told(t, session)
	if *leave != "" {
		written(t, "rapport.csv", func(w io.Writer) error { return handout.ReportCSV(w, session) })
	}
	plain := strings.ReplaceAll(report, "\u00a0", " ")
	for _, want := range []string{
		"23/11/2026", "20/11/2026", "1. Choisir la bonne étape", "2. Citer le bon texte", "30 minutes",
		"5 sur 16 (31 %)", "14 sur 16 (88 %)", "+57 points", // the exercise voted twice
		"4 sur 16 (25 %)", "12 sur 15 (80 %)", "Rupture de stock",
	} {
		if !strings.Contains(plain, want) {
			t.Errorf("no %q in:\n%s", want, plain)
		}
	}
	if strings.Contains(plain, "9 sur 32") {
		t.Error("a single vote counts as progress")
	}
}

// TestReportTellsItsContent: a report says what must never be missed of the content it
// was played with, on paper and in its rows.
func TestReportTellsItsContent(t *testing.T) {
	s := session
	s.Standing = "contenu modifié : mon-cas ; droit à relire : 243 textes sur 243"
	if report := told(t, s); !strings.Contains(report, "20/11/2026, "+s.Standing) {
		t.Errorf("no standing in:\n%s", report)
	}
	_, all := rows(t, s)
	for _, row := range all {
		if !strings.Contains(row["contenu du"], s.Standing) {
			t.Errorf("no standing in %q", row)
		}
	}
}

func TestReportOfNothing(t *testing.T) {
	if report := told(t, stage.Session{}); !strings.HasPrefix(report, "# ") || strings.Contains(report, "%") {
		t.Errorf("got:\n%s", report)
	}
}

func rows(t testing.TB, s stage.Session) (header []string, all []map[string]string) {
	t.Helper()
	var out bytes.Buffer
	if err := handout.ReportCSV(&out, s); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(out.String(), "\ufeff")
	if !marked {
		t.Error("a French spreadsheet needs the byte order mark to read accents")
	}
	in := csv.NewReader(strings.NewReader(text))
	in.Comma = ';'
	read, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range read[1:] {
		row := map[string]string{}
		for i, c := range cells {
			row[read[0][i]] = c
		}
		all = append(all, row)
	}
	return read[0], all
}

func TestReportCSV(t *testing.T) {
	_, all := rows(t, session)
	count := map[string]int{}
	for _, r := range all {
		count[r["rubrique"]]++
		if r["date"] != "23/11/2026" {
			t.Errorf("no date in %v", r)
		}
	}
	if count["objectif"] != 2 || count["vote"] != 4 || count["chacun avance seul"] != 1 || len(all) != 8 {
		t.Errorf("rows: %v", count)
	}
	for _, r := range all {
		if r["étape"] == "Injonction de payer" && (r["votes avant"] != "5" || r["votes après"] != "14" || r["attendue"] != "oui") {
			t.Errorf("votes: %v", r)
		}
		if r["étape"] == "Médiation" && (r["votes avant"] != "12" || r["votes après"] != "") {
			t.Errorf("a vote that did not take place is no zero: %v", r)
		}
	}
}

// twice is a mark after a mark.
var twice = regexp.MustCompile(`^(\d+\.|-|#+) +([#>+-]|\d+[.)]) `)

// TestReportIsHarmless: whatever was typed, nothing is a formula in a
// spreadsheet, no word is lost, and nothing becomes a title in the report.
func TestReportIsHarmless(t *testing.T) {
	words := rapid.OneOf(rapid.String(), rapid.StringMatching(`[ \t]?[=+@#>*-][a-z;"\\*\n]{0,8}`), rapid.StringMatching(`[0-9]{1,3}[.)] [a-z]`))
	rapid.Check(t, func(rt *rapid.T) {
		s := stage.Session{Heading: stage.Heading{Title: words.Draw(rt, "title")}, On: "2026-11-23", Objectives: []string{words.Draw(rt, "objective")},
			Rounds:   []stage.Round{{Exercise: words.Draw(rt, "exercise"), Votes: []stage.Vote{{Step: words.Draw(rt, "step"), Before: rapid.IntRange(1, 30).Draw(rt, "before")}}}},
			Practice: []stage.Result{{Point: words.Draw(rt, "point"), Right: 1}}}
		_, all := rows(t, s)
		if len(all) != 3 {
			rt.Fatalf("%d rows", len(all))
		}
		for _, r := range all {
			for column, cell := range r {
				if start := strings.TrimLeft(cell, " \t\u00a0\ufeff"); start != "" && strings.ContainsAny(start[:1], "=+-@") {
					rt.Fatalf("%s: %q is a formula", column, cell)
				}
			}
			if r["rubrique"] == "vote" && r["votes avant"] != strconv.Itoa(s.Rounds[0].Votes[0].Before) {
				rt.Fatalf("votes %v", r)
			}
		}
		titles := 0
		for line := range strings.SplitSeq(told(t, s), "\n") {
			if strings.HasPrefix(strings.TrimLeft(line, " \t"), "#") {
				titles++
			}
			if twice.MatchString(line) {
				rt.Fatalf("%q is a point within a point", line)
			}
		}
		if titles != 6 {
			rt.Fatalf("%d titles in:\n%s", titles, told(t, s))
		}
	})
}

// TestReportOfTheUntold: a question that no answer to is the right one has no score,
// and counts in none.
func TestReportOfTheUntold(t *testing.T) {
	asked := stage.Round{Exercise: "Retard", Question: "Est-il en difficulté ?", Branch: "la majorité", Untold: true, Votes: []stage.Vote{{Step: "Non", Before: 3, After: 3}, {Step: "Oui"}}}
	alone := stage.Session{On: "2026-11-23", Rounds: []stage.Round{asked}}
	if report := told(t, alone); strings.Contains(report, "%") || strings.Contains(report, "Votes justes") {
		t.Errorf("a score:\n%s", report)
	}
	both := stage.Session{Rounds: []stage.Round{session.Rounds[0], asked}}
	if plain := strings.ReplaceAll(told(t, both), "\u00a0", " "); strings.Contains(plain, "sur 19") || !strings.Contains(plain, "14 sur 16") {
		t.Errorf("it counts in the score:\n%s", plain)
	}
	_, all := rows(t, alone)
	for _, r := range all {
		if r["attendue"] != "" || r["lecture de l’histoire"] != "" {
			t.Errorf("judged: %v", r)
		}
	}
}

// TestReportOfASecondCertainty: there is no row of who was sure for a vote where it was
// not asked.
func TestReportOfASecondCertainty(t *testing.T) {
	asked := session.Rounds[0]
	asked.Sure = []stage.Confidence{{}, {RightSure: 3}}
	_, all := rows(t, stage.Session{Rounds: []stage.Round{asked}})
	n := 0
	for _, r := range all {
		if r["rubrique"] == "certitude" {
			n++
			if r["votes avant"] != "" {
				t.Errorf("of the first vote: %v", r)
			}
		}
	}
	if n != 4 {
		t.Errorf("%d rows", n)
	}
}

// TestReportOfTeams: a vote by teams is told team by team, where an answer is right and
// where none is.
func TestReportOfTeams(t *testing.T) {
	asked := session.Rounds[0]
	asked.Teams = []stage.Team{{Answered: 4, Right: 3}, {Answered: 3, Right: 1}}
	own := stage.Round{Question: "Prêts ?", Own: true, Votes: []stage.Vote{{Step: "Oui", Before: 7}}, Teams: []stage.Team{{Answered: 4, Most: "Oui", Given: 4}, {Answered: 3, Given: 1}}}
	both := stage.Session{Rounds: []stage.Round{asked, own}}
	report := strings.ReplaceAll(told(t, both), "\u00a0", " ")
	for _, want := range []string{"Équipe 1", "3 justes sur 4", "1 juste sur 3", "« Oui », 4 sur 4", "3 réponses, partagées"} {
		if !strings.Contains(report, want) {
			t.Errorf("no %q in:\n%s", want, report)
		}
	}
	_, all := rows(t, both)
	var kept []string
	for _, r := range all {
		if r["rubrique"] == "équipe" {
			kept = append(kept, r["justes"]+"/"+r["faux"])
		}
	}
	if !slices.Equal(kept, []string{"3/1", "1/2", "/", "/"}) {
		t.Errorf("%q", kept)
	}
}

// TestReportOfASingleVote: a single vote is not told as the first of two.
func TestReportOfASingleVote(t *testing.T) {
	report := strings.ReplaceAll(told(t, stage.Session{Rounds: []stage.Round{{Question: "Un mot ?", Own: true, Unsure: stage.Vote{Before: 2}, Said: []string{"patience"}}}}), "\u00a0", " ")
	if strings.Contains(report, "avant") || strings.Contains(report, "après") || !strings.Contains(report, "2 votes") {
		t.Errorf("got:\n%s", report)
	}
}
