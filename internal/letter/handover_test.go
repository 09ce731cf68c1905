package letter_test

import (
	"bytes"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// TestHandOverTellsAnOldReading: who reads the file, the other side included, does not
// get sums that rest on texts to be read again: a line to take off says so first.
func TestHandOverTellsAnOldReading(t *testing.T) {
	for _, old := range []bool{false, true} {
		g := guide(t)
		if old {
			g = g.AsOf(today.Time().AddDate(2, 0, 0))
		}
		for _, to := range []letter.Reader{letter.Mediator, letter.Lawyer} {
			p := letter.HandOver(g, full(), today, to)
			if strings.Contains(p.Markdown(), say.OldReading) != old {
				t.Errorf("old: %v, for %s:\n%s", old, to, p.Markdown())
			}
		}
	}
}

// TestHandOver: the file says who, what happened, what is asked with its
// working out, what comes next, on which texts, as of when.
func TestHandOver(t *testing.T) {
	g, c := guide(t), full()
	p := letter.HandOver(g, c, today, letter.Lawyer)
	text := p.Markdown()
	step := g.Verdict(c.Answers(g, today.Time())).Step
	if step == nil {
		t.Fatal("the case leads to no step")
	}
	wanted := []string{c.Business.Name, c.Client.Name, c.Subject, "12 bis, place des Pains", step.Title, french.Date(g.Version), "23/11/2026", "2\u00a0247,07\u00a0€", "avocat", "La porte ferme mal", "une réparation"}
	for _, e := range c.Journal {
		wanted = append(wanted, french.Date(e.On.Time())+french.NBSP+": "+say.Event(g, e.Kind), e.Note)
	}
	for _, r := range g.Walk(c.Answers(g, today.Time())).Path {
		wanted = append(wanted, r.Question.Name)
		if o := r.Question.Option(r.Value); o != nil {
			wanted = append(wanted, o.Label)
		}
	}
	for _, b := range step.Bases {
		read := g.Basis(b.Basis)
		wanted = append(wanted, read.Reference, french.Date(read.CheckedOn), read.ReadIn)
		if len(read.Disputed) > 0 {
			wanted = append(wanted, say.Disputed)
		}
		if len(read.Unread) > 0 {
			late := say.Unread
			if read.Ruling() {
				late = say.RulingTold
			}
			wanted = append(wanted, late[1:]) // the first letter is a capital at the head of a sentence
		}
	}
	for _, d := range c.Deadlines(g, today) {
		wanted = append(wanted, french.Date(d.On.Time())+french.NBSP+": "+say.Deadline(g, d))
	}
	wanted = append(wanted, strings.Split(step.Documents.String(), "\n")...)
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not in the file", w)
		}
	}
	if n, m := pagesOf(t, p), pagesOf(t, letter.HandOver(g, c, today, letter.Mediator)); n > 4 || m > 2 {
		t.Errorf("%d pages for a lawyer, %d for a mediator", n, m)
	}
	c.Invoices, c.Complaints, c.Journal = c.Invoices[:1], nil, c.Journal[:3]
	if n := pagesOf(t, letter.HandOver(g, c, today, letter.Lawyer)); n > 3 {
		t.Errorf("%d pages for one invoice and three events", n)
	}
	if n := pagesOf(t, letter.HandOver(g, c, today, letter.Mediator)); n > 1 {
		t.Errorf("%d pages for a mediator", n)
	}
}

// pagesOf counts the pages a paper takes once printed.
func pagesOf(t testing.TB, p paper.Paper) int {
	t.Helper()
	var file bytes.Buffer
	if err := paper.Write(&file, "pdf", p); err != nil {
		t.Fatal(err)
	}
	n := bytes.Count(file.Bytes(), []byte("/Type /Page\n"))
	if n == 0 {
		t.Fatal("no page")
	}
	return n
}

// TestHandOverOfLittle: a case that says nothing gives a file with blanks, and
// no empty section.
func TestHandOverOfLittle(t *testing.T) {
	text := letter.HandOver(guide(t), dossier.Case{}, today, letter.Lawyer).Markdown()
	if !strings.HasPrefix(text, "# Dossier\n") || !strings.Contains(text, "[à compléter") {
		t.Errorf("the file:\n%s", text)
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "## ") && (i+2 >= len(lines) || !strings.HasPrefix(lines[i+2], "- ") && !strings.HasPrefix(lines[i+2], "[à compléter")) {
			t.Errorf("%s is empty", l)
		}
	}
}

// TestHandOverWithoutARate: a rate that is not known is said, what is known is
// counted, and what is not is to fill in.
func TestHandOverWithoutARate(t *testing.T) {
	c := full()
	c.Invoices = []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-11-30", Cents: 1000_00}}}}
	c.Said, c.Journal = map[decision.Fact]string{"client": "commercant"}, nil
	const on = "2027-01-10"
	text := strings.ReplaceAll(letter.HandOver(guide(t), c, on, letter.Lawyer).Markdown(), french.NBSP, " ")
	for _, want := range []string{"n’est pas connu à partir du 01/01/2027", "10,53 €", "[à compléter : les intérêts à partir du 01/01/2027]", "| **Total au 10/01/2027** | **1 050,53 €** |"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in the file:\n%s", want, text)
		}
	}
	f := letter.Fill(guide(t), model("{somme} {interets} {indemnite} {total}"), c, on)
	words := strings.ReplaceAll(f.Paper.Markdown(), french.NBSP, " ")
	if len(f.Missing) != 1 || !strings.Contains(words, "1 000,00 € 10,53 € [à compléter : les intérêts à partir du 01/01/2027] 40,00 € 1 050,53 € [à compléter") {
		t.Errorf("missing %q in %s", f.Missing, words)
	}
}

func TestRecord(t *testing.T) {
	c := full()
	text := letter.Record(c.Complaints[0], today, c).Markdown()
	for _, w := range []string{"R-7", "16/11/2026", "téléphone", "Mme Noël", "La porte ferme mal.", "2026-18", "une réparation", "atelier", "Paul", "17/11/2026", "réparation offerte", c.Client.Name} {
		if !strings.Contains(text, w) {
			t.Errorf("%q is not in\n%s", w, text)
		}
	}
	if n := strings.Count(text, "[à compléter"); n != 2 {
		t.Errorf("%d blanks, want those of the answer and of the end", n)
	}
	if n := strings.Count(letter.Record(dossier.Complaint{}, today, dossier.Case{}).Markdown(), "[à compléter"); n != 14 {
		t.Errorf("%d blanks in an empty record", n)
	}
}

// TestMediatorReadsNoDoubt: what is not counted, and why, is for the lawyer; the
// other side reads the sums, and how they are counted.
func TestMediatorReadsNoDoubt(t *testing.T) {
	c := full()
	c.Said["client"] = "consommateur"
	c.Journal = []dossier.Event{{On: "2026-11-23", Kind: dossier.Paid, Cents: 100, Invoice: "F99"}}
	why := []string{"pas encore d’intérêt", "ne correspond à aucune facture"}
	for _, told := range why {
		if text := letter.HandOver(guide(t), c, today, letter.Lawyer).Markdown(); !strings.Contains(text, told) {
			t.Errorf("the lawyer does not read %q:\n%s", told, text)
		}
		if text := letter.HandOver(guide(t), c, today, letter.Mediator).Markdown(); strings.Contains(text, told) {
			t.Errorf("the other side reads %q", told)
		}
	}
}
