package letter_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
)

// answered are the fields that name a day on which something is awaited or must
// be done, with the lines of the agenda that may hold it.
var answered = map[string][]dossier.DeadlineKind{
	"date-limite":              {dossier.NoticeRunsOut, dossier.DayNoted},
	"date-reponse":             {dossier.ReminderRunsOut, dossier.DayNoted},
	"date-reponse-reclamation": {dossier.AnswerComplaint},
	"prescription":             {dossier.LastDayToSue},
}

// marked returns a letter with each of those fields between marks, so that the
// day it names can be found again in what is written.
func marked(l decision.Letter) *decision.Letter {
	mark := func(line decision.Line) (out decision.Line) {
		for _, span := range line {
			for field := range answered {
				span.Text = strings.ReplaceAll(span.Text, "{"+field+"}", "⟦"+field+":{"+field+"}⟧")
			}
			out = append(out, span)
		}
		return out
	}
	text := func(t decision.Text) (out decision.Text) {
		for _, b := range t {
			lines := make([]decision.Line, 0, len(b.Lines))
			for _, line := range b.Lines {
				lines = append(lines, mark(line))
			}
			b.Lines = lines
			out = append(out, b)
		}
		return out
	}
	parts := slices.Clone(l.Parts)
	for i := range parts {
		parts[i].Text = text(parts[i].Text)
	}
	l.Parts, l.Documents, l.Object = parts, text(l.Documents), mark(l.Object)
	return &l
}

var namedDay = regexp.MustCompile(`⟦([a-z-]+):(\d\d/\d\d/\d{4})⟧`)

// dayOf reads a day as letters write it.
func dayOf(t interface{ Fatal(...any) }, words string) decision.Day {
	at, err := time.Parse("02/01/2006", words)
	if err != nil {
		t.Fatal(err)
	}
	return decision.DayOf(at)
}

// inAgenda checks that each day a letter names as one to answer is in the agenda
// once it left, and says how many there are.
func inAgenda(t interface{ Fatalf(string, ...any) }, fatal interface{ Fatal(...any) }, l *decision.Letter, c dossier.Case, on decision.Day) (named []string) {
	g := guideOf(fatal)
	filled := letter.Fill(g, marked(*l), c, on)
	after := c.Sends(l, c.Leaving(g, l, on))
	agenda := after.Deadlines(g, on)
	for _, m := range namedDay.FindAllStringSubmatch(filled.Paper.Markdown(), -1) {
		day := dayOf(fatal, m[2])
		if m[1] == "date-reponse-reclamation" && !awaited(c, l) {
			continue // answered, or this letter is the answer
		}
		if !slices.ContainsFunc(agenda, func(d dossier.Deadline) bool { return d.On == day && slices.Contains(answered[m[1]], d.Kind) }) {
			t.Fatalf("%s of %s names the %s as {%s}, and the agenda has %+v\n%+v", l.ID, on, day, m[1], agenda, c)
		}
		named = append(named, m[1])
	}
	return named
}

// textOf is a letter as it is in the content, with its fields marked.
func textOf(l decision.Letter) (all string) {
	l = *marked(l)
	for _, part := range l.Parts {
		all += part.Text.String()
	}
	return all + l.Documents.String() + l.Object.String()
}

// awaited says whether the last complaint still waits for an answer once a letter
// left.
func awaited(c dossier.Case, l *decision.Letter) bool {
	r, _ := c.LastComplaint()
	return r.Answered == "" && r.Closed == "" && l.Act != "reclamation-repondue"
}

func guideOf(t interface{ Fatal(...any) }) *decision.Guide { return guide(t) }

// drawn is an open case with a complaint, invoices and a few acts.
func drawn(t *rapid.T, g *decision.Guide) dossier.Case {
	c := full()
	c.Said = map[decision.Fact]string{}
	for _, q := range g.Questions {
		if len(q.Options) > 0 && rapid.IntRange(0, 4).Draw(t, "said "+string(q.Fact)) > 0 {
			c.Said[q.Fact] = string(rapid.SampledFrom(q.Options).Draw(t, string(q.Fact)).Value)
		}
	}
	c.Said["client"] = string(rapid.SampledFrom(g.Question(decision.FactClient).Options).Draw(t, "client").Value)
	c.Journal = nil
	kinds := dossier.EventKinds(g)
	for range rapid.IntRange(0, 4).Draw(t, "acts") {
		kind := rapid.SampledFrom(kinds).Draw(t, "act")
		c = c.With(dossier.Event{Kind: kind, On: decision.Day("2026-04-01").Add(rapid.IntRange(0, 230).Draw(t, "act on"))})
	}
	c.Complaints[0].On = decision.Day("2026-10-01").Add(rapid.IntRange(0, 50).Draw(t, "complaint"))
	c.Complaints[0].Acknowledged = ""
	return c
}

// TestDaysOfLettersAreInTheAgenda: whatever the case, the letter and the agenda
// name the same days.
func TestDaysOfLettersAreInTheAgenda(t *testing.T) {
	g := guide(t)
	var letters []decision.Letter // those that name a day
	for _, l := range g.Letters() {
		if strings.Contains(textOf(l), "⟦") {
			letters = append(letters, l)
		}
	}
	met := map[string]bool{}
	for rounds := 0; rounds < 20 && len(met) < len(answered); rounds++ { // however few are drawn
		rapid.Check(t, func(rt *rapid.T) {
			c := drawn(rt, g)
			on := decision.Day("2026-11-20").Add(rapid.IntRange(0, 400).Draw(rt, "on"))
			for i := range letters {
				for _, field := range inAgenda(rt, rt, &letters[i], c, on) {
					met[field] = true
				}
			}
		})
	}
	for field := range answered {
		if !met[field] {
			t.Errorf("no letter named a {%s}", field)
		}
	}
}

// TestReplyDaysAreWorkingDays: each day of three years.
func TestReplyDaysAreWorkingDays(t *testing.T) {
	g, c := guide(t), full()
	letters := slices.DeleteFunc(slices.Clone(g.Letters()), func(l decision.Letter) bool {
		return !slices.Contains([]string{"relance-1", "mise-en-demeure-professionnel", "accuse-reception-reclamation"}, l.ID)
	})
	for i := range letters {
		letters[i] = *marked(letters[i])
	}
	c.Invoices, c.Journal = nil, nil
	for on := decision.Day("2026-01-01"); on <= "2028-12-31"; on = on.Add(1) {
		c.Complaints[0].On = on
		named := 0
		for i := range letters {
			for _, m := range namedDay.FindAllStringSubmatch(letter.Fill(g, &letters[i], c, on).Paper.Markdown(), -1) {
				if day := dayOf(t, m[2]); !dossier.Workday(day) || day <= on {
					t.Errorf("%s of %s: {%s} is %s, not a working day", letters[i].ID, on, m[1], french.Day(string(day)))
				}
				named++
			}
		}
		if named < 3 {
			t.Fatalf("%s: %d days are named", on, named)
		}
	}
}

// TestComplaintOfNovember: a complaint of 20/11/2026 is to be answered by
// 04/12/2026, in the three letters that say so and in the agenda.
func TestComplaintOfNovember(t *testing.T) {
	g, c := guide(t), full()
	c.Complaints[0].On, c.Complaints[0].Acknowledged = "2026-11-20", ""
	found := 0
	for _, l := range g.Letters() {
		if !slices.Contains([]string{"accuse-reception-reclamation", "fiche-reclamation", "transmission-service"}, l.ID) {
			continue
		}
		found++
		if text := letter.Fill(g, &l, c, today).Paper.Markdown(); !strings.Contains(text, "04/12/2026") {
			t.Errorf("%s does not say 04/12/2026:\n%s", l.ID, text)
		}
		after := c.Sends(&l, c.Leaving(g, &l, today))
		if !slices.ContainsFunc(after.Deadlines(g, today), func(d dossier.Deadline) bool {
			return d.On == "2026-12-04" && d.Kind == dossier.AnswerComplaint
		}) {
			t.Errorf("%s left, and 04/12/2026 is not in the agenda", l.ID)
		}
	}
	if found != 3 {
		t.Errorf("%d letters", found)
	}
}
