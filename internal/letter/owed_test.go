package letter

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// randomCase draws invoices and payments.
func randomCase(t *rapid.T) dossier.Case {
	day := func(label string) decision.Day {
		return decision.Day("2025-01-01").Add(rapid.IntRange(0, 900).Draw(t, label))
	}
	c := dossier.Case{Said: map[decision.Fact]string{"client": rapid.SampledFrom([]string{"commercant", "consommateur", "public"}).Draw(t, "client")}}
	for i := range rapid.IntRange(1, 3).Draw(t, "invoices") {
		invoice := dossier.Invoice{Number: "F-" + strconv.Itoa(i)}
		for range rapid.IntRange(1, 3).Draw(t, "dues") {
			due := dossier.Due{On: day("due"), Cents: rapid.Int64Range(0, 200_000).Draw(t, "cents")}
			if rapid.IntRange(0, 9).Draw(t, "dated") == 0 {
				due.On = ""
			}
			invoice.Dues = append(invoice.Dues, due)
		}
		c.Invoices = append(c.Invoices, invoice)
	}
	for range rapid.IntRange(0, 3).Draw(t, "payments") {
		paid := dossier.Event{On: day("paid"), Kind: dossier.Paid, Cents: rapid.Int64Range(1, 200_000).Draw(t, "sum")}
		paid.Invoice = rapid.SampledFrom([]string{"", "F-0", "F-1"}).Draw(t, "for")
		c.Journal = append(c.Journal, paid)
	}
	if rapid.Bool().Draw(t, "notice") {
		c.Journal = append(c.Journal, dossier.Event{On: day("noticed"), Kind: dossier.GaveNotice})
	}
	return c
}

var amount = regexp.MustCompile(`([0-9\x{a0}]+),([0-9]{2})\x{a0}€$`)

// cents reads the sum a point of an account ends with.
func cents(t *rapid.T, point string) int64 {
	m := amount.FindStringSubmatch(strings.TrimSuffix(point, "**"))
	if m == nil {
		t.Fatalf("no sum in %q", point)
	}
	n, err := strconv.ParseInt(strings.ReplaceAll(m[1], french.NBSP, "")+m[2], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// told is a row in one sentence.
func told(row []decision.Line) string { return row[0].String() + " : " + row[1].String() }

// TestAccount: a letter asks for what is late, not for what is to come; its
// lines add up, invoice by invoice, to the total.
func TestAccount(t *testing.T) {
	g := contenttest.Guide(t)
	const on decision.Day = "2026-11-23"
	seen := 0
	for rounds := 0; rounds < 20 && seen == 0; rounds++ { // however few are drawn
		rapid.Check(t, func(t *rapid.T) {
			c := randomCase(t)
			f := newFields(g, c, on)
			if f.claim == nil {
				return
			}
			if f.claim.Late > 0 && f.principal() != f.claim.Late || f.claim.Late == 0 && f.principal() != f.claim.Principal {
				t.Fatalf("asks for %d of %+v", f.principal(), f.claim)
			}
			points := f.account()
			var sum, total int64
			for i := range c.Invoices {
				invoice := f.invoiceAccount(i)
				for n, point := range invoice {
					p := told(point)
					if n > 0 && c.Invoices[i].Total() == 0 {
						t.Fatalf("an invoice of nothing costs %q", p)
					}
					switch {
					case strings.Contains(p, "à déduire"):
						sum -= cents(t, p)
					case strings.HasPrefix(p, "Indemnité") && cents(t, p) != 4000:
						t.Fatalf("an indemnity of %s", p)
					case strings.HasPrefix(p, "Reste"):
						if cents(t, p) != sum {
							t.Fatalf("%q do not add up: %d", invoice, sum)
						}
					default:
						sum += cents(t, p)
					}
					if n == len(invoice)-1 {
						total, sum = total+sum, 0
					}
				}
			}
			if got := cents(t, told(points[len(points)-1])); got != total || got != f.total() {
				t.Fatalf("total %d, the invoices make %d, the letter %d: %q", got, total, f.total(), points)
			}
			seen++
		})
	}
	if seen == 0 {
		t.Errorf("no claim seen: nothing is proved")
	}
}

// TestInsolvency: all is declared, due or not.
func TestInsolvency(t *testing.T) {
	c := dossier.Case{
		Invoices: []dossier.Invoice{{Number: "1", Dues: []dossier.Due{{On: "2026-01-01", Cents: 100}, {On: "2027-01-01", Cents: 200}}}},
	}
	claim := dossier.Claim{On: "2026-11-23", Opened: "2026-06-01", Principal: 300, Late: 100, Invoices: []dossier.ClaimedInvoice{{Number: "1", Principal: 300}}}
	asked := func() (sum int64) {
		f := fields{rest: restOf(c, claim, false)}
		return f.principal()
	}
	if asked() != 300 {
		t.Errorf("%d is declared", asked())
	}
	if claim.Opened = ""; asked() != 100 {
		t.Errorf("%d is asked for", asked())
	}
}

// friendly is a letter that asks for a sum and says nothing of interest; formal
// says all.
func friendly() *decision.Letter { return wording("Il reste {somme} ({factures}).") }
func formal() *decision.Letter {
	return wording("Principal {somme}, intérêts {interets}, indemnité {indemnite}, total {total}.", "{decompte}")
}

func wording(paragraphs ...string) *decision.Letter {
	l := &decision.Letter{ID: "essai", Title: "Essai", Object: decision.Line{{Text: "essai"}}}
	for _, p := range paragraphs {
		l.Parts = append(l.Parts, decision.LetterPart{Text: decision.Text{{Lines: []decision.Line{{{Text: p}}}}}})
	}
	return l
}

// TestFriendlyLetterAsksTheBalance: 1 500 € and 3 000.50 € less 500 € make
// 4 000.50 €, whatever the 500 € covered; a formal letter says what they covered.
func TestFriendlyLetterAsksTheBalance(t *testing.T) {
	g := contenttest.Guide(t)
	c := dossier.Case{
		Said:     map[decision.Fact]string{"client": "commercant", "cause": "impaye"},
		Invoices: []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-03-31", Cents: 1500_00}}}, {Number: "F-2", Dues: []dossier.Due{{On: "2026-04-30", Cents: 3000_50}}}},
		Journal:  []dossier.Event{{On: "2026-05-15", Kind: dossier.Paid, Cents: 500_00}},
	}
	const on decision.Day = "2026-08-31"
	text := func(l *decision.Letter) string {
		return strings.ReplaceAll(Fill(g, l, c, on).Paper.Markdown(), french.NBSP, " ")
	}
	if got := text(friendly()); !strings.Contains(got, "Il reste 4 000,50 € (") {
		t.Error(got)
	}
	for i := range g.Letters() {
		l := &g.Letters()[i]
		if strings.HasPrefix(l.ID, "relance-") && !strings.Contains(text(l), "4 000,50 €") {
			t.Errorf("%s:\n%s", l.ID, text(l))
		}
	}
	// 22.47 € of interest were paid first.
	if got := text(formal()); !strings.Contains(got, "Principal 4 022,97 €") || !strings.Contains(got, "dont 22,47 € d’intérêts d’abord (C. civ., art. 1343-1) | 500,00 €") {
		t.Error(got)
	}
}

// TestNoLetterForNothing: a letter asks for money, or it says why it is not
// written.
func TestNoLetterForNothing(t *testing.T) {
	g := contenttest.Guide(t)
	const on decision.Day = "2026-11-23"
	refused, written := 0, 0
	for rounds := 0; rounds < 20 && (refused == 0 || written == 0); rounds++ { // however few are drawn
		rapid.Check(t, func(t *rapid.T) {
			c := randomCase(t)
			c.Said["cause"] = "impaye"
			claim := c.Claim(g, on)
			for l, owed := range map[*decision.Letter]int64{friendly(): claim.Balance, formal(): claim.Total} {
				text, why := Fill(g, l, c, on).Paper.Markdown(), Refused(g, l, c, on)
				if billed := claim.Billed > 0; (why != "") != (billed && owed == 0) {
					t.Fatalf("%d of %d is owed, and %q\n%s", owed, claim.Billed, why, text)
				}
				if why != "" {
					refused++
					if !strings.HasPrefix(why, "Plus rien n’est dû") || !strings.HasSuffix(why, ".") {
						t.Fatal(why)
					}
					continue
				}
				written++
				if m := regexp.MustCompile(`(reste|total) 0,00`).FindString(text); claim.Billed > 0 && m != "" {
					t.Fatalf("a letter for nothing:\n%s", text)
				}
			}
		})
	}
	if refused == 0 || written == 0 {
		t.Errorf("%d refused, %d written: nothing is proved", refused, written)
	}
	paid := dossier.Case{
		Said:     map[decision.Fact]string{"client": "commercant", "cause": "impaye"},
		Invoices: []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-03-31", Cents: 1000_00}}}},
		Journal:  []dossier.Event{{On: "2026-03-31", Kind: dossier.Paid, Cents: 5000_00}},
	}
	if why := Refused(g, friendly(), paid, on); !strings.Contains(strings.ReplaceAll(why, french.NBSP, " "), "4 000,00 € de trop") {
		t.Error(why)
	}
	asking := 0
	for i := range g.Letters() {
		if l := &g.Letters()[i]; Refused(g, l, paid, on) != "" {
			asking++
		} else if strings.Contains(Fill(g, l, paid, on).Paper.Markdown(), "0,00"+french.NBSP+"€") {
			t.Errorf("%s asks for nothing", l.ID)
		}
	}
	if asking < 15 {
		t.Errorf("only %d letters are refused when all is paid", asking)
	}
}
