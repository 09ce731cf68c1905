package plain_test

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
	"compromis/internal/plain"
	"compromis/internal/say"
)

var (
	owedLine  = regexp.MustCompile(`(?m)^  - (Principal|Intérêts|Indemnité)[^:]*: ([0-9 ]+),([0-9]{2}) €$`)
	totalLine = regexp.MustCompile(`^Total à demander le [0-9/]+ : ([0-9 ]+),([0-9]{2}) €`)
)

func cents(t *rapid.T, euros, rest string) int64 {
	n, err := strconv.ParseInt(strings.ReplaceAll(euros, " ", "")+rest, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestClaimAddsUp: the lines of the invoices make those of the whole, and these
// the total of the first line; every remark is told.
func TestClaimAddsUp(t *testing.T) {
	g := contenttest.Guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		day := func(name string) decision.Day {
			return decision.Day("2025-01-01").Add(rapid.IntRange(0, 800).Draw(rt, name))
		}
		c := dossier.Case{Said: map[decision.Fact]string{"client": rapid.SampledFrom([]string{"commercant", "consommateur", "public", "etranger", "?"}).Draw(rt, "client")}}
		invoices := rapid.IntRange(1, 3).Draw(rt, "invoices")
		for i := range invoices {
			c.Invoices = append(c.Invoices, dossier.Invoice{Number: "F-" + strconv.Itoa(i), Dues: []dossier.Due{{On: day("due"), Cents: rapid.Int64Range(1, 9_000_000_00).Draw(rt, "cents")}}})
		}
		for range rapid.IntRange(0, 3).Draw(rt, "payments") {
			c = c.With(dossier.Event{On: day("paid"), Kind: dossier.Paid, Cents: rapid.Int64Range(1, 9_000_000_00).Draw(rt, "sum"), Invoice: rapid.SampledFrom([]string{"", "F-0", "F0"}).Draw(rt, "for")})
		}
		of := c.Claim(g, day("asked"))
		var b strings.Builder
		if err := plain.Claim(&b, g, of); err != nil {
			rt.Fatal(err)
		}
		text := strings.ReplaceAll(b.String(), french.NBSP, " ")
		m := totalLine.FindStringSubmatch(text)
		if m == nil {
			rt.Fatalf("no total first:\n%s", text)
		}
		total, parts := cents(rt, m[1], m[2]), int64(0)
		lines := owedLine.FindAllStringSubmatch(text, -1)
		want := 3 * invoices
		if invoices > 1 {
			want += 3
		}
		for i, l := range lines {
			if parts += cents(rt, l[2], l[3]); i == 3*invoices-1 {
				if parts != total {
					rt.Fatalf("the invoices make %d, the total %d:\n%s", parts, total, text)
				}
				parts = 0
			}
		}
		if len(lines) != want || invoices > 1 && parts != total {
			rt.Fatalf("%d lines, in all %d of %d:\n%s", len(lines), parts, total, text)
		}
		told := strings.Join(strings.Fields(text), " ")
		for _, remark := range say.Remarks(of) {
			if !strings.Contains(told, strings.Join(strings.Fields(strings.ReplaceAll(remark, french.NBSP, " ")), " ")) {
				rt.Fatalf("%q is not told:\n%s", remark, text)
			}
		}
	})
}
