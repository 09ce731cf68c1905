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
	if seen == 0 {
		t.Errorf("no claim seen: nothing is proved")
	}
}

// TestInsolvency: all is declared, due or not.
func TestInsolvency(t *testing.T) {
	c := dossier.Case{
		Invoices: []dossier.Invoice{{Number: "1", Dues: []dossier.Due{{On: "2026-01-01", Cents: 100}, {On: "2027-01-01", Cents: 200}}}},
		Journal:  []dossier.Event{{On: "2026-06-01", Kind: dossier.Insolvent}},
	}
	claim := dossier.Claim{On: "2026-11-23", Principal: 300, Late: 100, Invoices: []dossier.ClaimedInvoice{{Number: "1", Principal: 300}}}
	asked := func() (sum int64) {
		f := fields{rest: restOf(c, claim)}
		return f.principal()
	}
	if asked() != 300 {
		t.Errorf("%d is declared", asked())
	}
	if c.Journal = nil; asked() != 100 {
		t.Errorf("%d is asked for", asked())
	}
}
