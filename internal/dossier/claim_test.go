package dossier_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/dossier"
)

// owed returns a case with one invoice of one instalment.
func owed(client decision.Value, cents int64, due decision.Day, journal ...dossier.Event) dossier.Case {
	return dossier.Case{
		Said:     map[decision.Fact]string{decision.FactClient: string(client)},
		Invoices: []dossier.Invoice{{Number: "F1", Dues: []dossier.Due{{On: due, Cents: cents}}}},
		Journal:  journal,
	}
}

func happened(kind dossier.EventKind, on decision.Day) dossier.Event {
	return dossier.Event{Kind: kind, On: on}
}

func paid(on decision.Day, cents int64, invoice string) dossier.Event {
	return dossier.Event{Kind: dossier.Paid, On: on, Cents: cents, Invoice: invoice}
}

// claimed works a claim out, and checks that its texts exist.
func claimed(t interface{ Fatal(...any) }, c dossier.Case, on decision.Day) dossier.Claim {
	g := contenttest.Guide(t)
	claim := c.Claim(g, on)
	for _, id := range claim.Bases {
		if g.Basis(id) == nil {
			t.Fatal("no page for " + id)
		}
	}
	return claim
}

// spansOf tells the working out in short: days at a rate make cents.
func spansOf(c dossier.Claim) (all []string) {
	for _, i := range c.Invoices {
		for _, s := range i.Spans {
			all = append(all, fmt.Sprintf("%s %s %d at %d = %d", s.From, s.To, s.Days, s.Points, s.Interest))
		}
	}
	return all
}

// TestClaimByHand: worked examples, each with its sum.
func TestClaimByHand(t *testing.T) {
	for _, test := range []struct {
		name  string
		c     dossier.Case
		on    decision.Day
		spans []string
		want  [4]int64 // principal, interest, flat, total
	}{
		{
			// 1 000 €: 61 days at 12.15 % = 121.50 × 61 / 365 = 20.305 €, then
			// 62 days at 12.40 % = 124 × 62 / 365 = 21.063 €.
			"between professionals, two semesters", owed("commercant", 1000_00, "2026-04-30"), "2026-08-31",
			[]string{"2026-05-01 2026-06-30 61 at 1215 = 2031", "2026-07-01 2026-08-31 62 at 1240 = 2106"},
			[4]int64{1000_00, 41_37, 40_00, 1081_37},
		},
		{
			// 10 000 €: the rate of the first day throughout, 1 015 × 123 / 365.
			"public buyer, one rate", owed("public", 10_000_00, "2026-04-30"), "2026-08-31",
			[]string{"2026-05-01 2026-08-31 123 at 1015 = 34204"},
			[4]int64{10_000_00, 342_04, 40_00, 10_382_04},
		},
		{
			// 500 €: nothing before the notice of the 15th of June, then 15 days
			// at 2.62 % = 13.10 × 15 / 365 and 62 days at 2.75 % = 13.75 × 62 / 365.
			"consumer, from the formal notice", owed("consommateur", 500_00, "2026-03-31",
				happened(dossier.Reminded, "2026-04-10"), happened(dossier.GaveNotice, "2026-06-15"), happened(dossier.GaveNotice, "2026-07-20")), "2026-08-31",
			[]string{"2026-06-16 2026-06-30 15 at 262 = 54", "2026-07-01 2026-08-31 62 at 275 = 234"},
			[4]int64{500_00, 2_88, 0, 502_88},
		},
		{
			"consumer, without a notice", owed("consommateur", 500_00, "2026-03-31", happened(dossier.Reminded, "2026-04-10")), "2026-08-31",
			nil, [4]int64{500_00, 0, 0, 500_00},
		},
		{
			"consumer, a notice before anything was due", owed("consommateur", 500_00, "2026-03-31", happened(dossier.GaveNotice, "2026-03-31")), "2026-08-31",
			nil, [4]int64{500_00, 0, 0, 500_00},
		},
		{
			"on the due date, nothing is late", owed("commercant", 1000_00, "2026-04-30"), "2026-04-30",
			nil, [4]int64{1000_00, 0, 0, 1000_00},
		},
		{
			"abroad, the law is not known", owed("etranger", 1000_00, "2026-04-30", happened(dossier.GaveNotice, "2026-05-15")), "2026-08-31",
			nil, [4]int64{1000_00, 0, 0, 1000_00},
		},
		{
			"client not known", owed("?", 1000_00, "2026-04-30"), "2026-08-31",
			nil, [4]int64{1000_00, 0, 0, 1000_00},
		},
		{
			// 500 € on the 31st of May pay 31 days of interest, 121.50 × 31 / 365
			// = 10.32 €, then 489.68 €. The 510.32 € left: 62.004 × 30 / 365 =
			// 5.10 € in June, 63.280 × 62 / 365 = 10.75 € since.
			"a part payment, interest first", owed("autre-professionnel", 1000_00, "2026-04-30", paid("2026-05-31", 500_00, "")), "2026-08-31",
			[]string{"2026-05-01 2026-05-31 31 at 1215 = 1032", "2026-06-01 2026-06-30 30 at 1215 = 510", "2026-07-01 2026-08-31 62 at 1240 = 1075"},
			[4]int64{510_32, 15_85, 40_00, 566_17},
		},
		{
			"paid on the due date", owed("commercant", 1000_00, "2026-04-30", paid("2026-04-30", 1000_00, "F1")), "2026-08-31",
			nil, [4]int64{0, 0, 0, 0},
		},
		{
			// 1 000 € and the 0.33 € of the day, then 9.67 € of the 40 €.
			"paid a day late, with ten euros more", owed("commercant", 1000_00, "2026-04-30", paid("2026-05-01", 1010_00, "F1")), "2026-08-31",
			[]string{"2026-05-01 2026-05-01 1 at 1215 = 33"}, [4]int64{0, 0, 30_33, 30_33},
		},
		{
			// The judgment counts from midnight: its eve is the last of 91 days,
			// 1 215 × 91 / 365 = 302.917 €.
			"insolvency stops interest on the eve", owed("commercant", 10_000_00, "2026-03-01", happened(dossier.Insolvent, "2026-06-01")), "2026-08-31",
			[]string{"2026-03-02 2026-05-31 91 at 1215 = 30292"}, [4]int64{10_000_00, 302_92, 40_00, 10_342_92},
		},
		{
			"due on the eve of the insolvency judgment", owed("commercant", 1000_00, "2026-05-30", happened(dossier.Insolvent, "2026-05-31")), "2026-08-31",
			nil, [4]int64{1000_00, 0, 40_00, 1040_00},
		},
		{
			"due after the insolvency judgment", owed("commercant", 1000_00, "2026-06-30", happened(dossier.Insolvent, "2026-05-31")), "2026-08-31",
			nil, [4]int64{1000_00, 0, 0, 1000_00},
		},
		{
			"due the day of the insolvency judgment", owed("commercant", 1000_00, "2026-05-31", happened(dossier.Insolvent, "2026-05-31")), "2026-08-31",
			nil, [4]int64{1000_00, 0, 0, 1000_00},
		},
		{
			// 10 000 €: 62 days to the 1st of July make 172.41 €, and the frozen
			// rate goes on after: 61 days of 10.15 % on the 172.41 € left.
			"public buyer, one rate across a payment", owed("public", 10_000_00, "2026-04-30", paid("2026-07-01", 10_000_00, "")), "2026-08-31",
			[]string{"2026-05-01 2026-07-01 62 at 1015 = 17241", "2026-07-02 2026-08-31 61 at 1015 = 292"},
			[4]int64{172_41, 2_92, 40_00, 215_33},
		},
		{
			"a payment to come does not count", owed("commercant", 1000_00, "2026-04-30", paid("2026-05-02", 1000_00, "")), "2026-05-01",
			[]string{"2026-05-01 2026-05-01 1 at 1215 = 33"}, [4]int64{1000_00, 33, 40_00, 1040_33},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := claimed(t, test.c, test.on)
			if got := [4]int64{c.Principal, c.Interest, c.Flat, c.Total}; got != test.want {
				t.Errorf("%v, want %v", got, test.want)
			}
			if got := spansOf(c); !slices.Equal(got, test.spans) {
				t.Errorf("spans %q, want %q", got, test.spans)
			}
		})
	}
}

// TestAgreedRate: 8 % stands above three times the legal rate of early 2026
// (7.86 %) and under that of late 2026 (8.25 %), which replaces it. A consumer
// and a public buyer owe their own rate, whatever was agreed.
func TestAgreedRate(t *testing.T) {
	c := owed("commercant", 1000_00, "2026-06-29")
	c.Invoices[0].Rate = 800
	spans := claimed(t, c, "2026-07-02").Invoices[0].Spans
	if len(spans) != 2 || spans[0].Points != 800 || !spans[0].Agreed || spans[0].Floor ||
		spans[1].Points != 825 || spans[1].Agreed || !spans[1].Floor {
		t.Errorf("%+v", spans)
	}
	for client, points := range map[string]int{"public": 1015, "consommateur": 262} {
		c.Said[decision.FactClient] = client
		c.Journal = []dossier.Event{happened(dossier.GaveNotice, "2026-06-30")}
		c.Invoices[0].Dues[0].On = "2026-06-28"
		if client == "consommateur" {
			c.Journal[0].On = "2026-06-29"
		}
		if s := claimed(t, c, "2026-06-30").Invoices[0].Spans; len(s) != 1 || s[0].Points != points || s[0].Agreed {
			t.Errorf("%s: %+v", client, s)
		}
	}
}

// TestInstalments: one flat indemnity an invoice; the oldest due is paid first,
// unless the payment names an invoice; what is left over goes to the oldest.
func TestInstalments(t *testing.T) {
	c := owed("commercant", 100_00, "2026-05-31")
	c.Invoices = append(c.Invoices, dossier.Invoice{Number: "F2", Dues: []dossier.Due{{On: "2026-06-30", Cents: 50_00}, {On: "2026-04-30", Cents: 50_00}}})
	if got := claimed(t, c, "2026-06-10"); got.Flat != 80_00 || got.Principal != 200_00 || got.Late != 150_00 {
		t.Errorf("without payment: %+v", got)
	}
	for _, test := range []struct {
		invoice string
		cents   int64
		want    [2]int64 // principal left on F1 and F2
	}{
		{"", 50_00, [2]int64{100_00, 50_00}},
		{"", 60_00, [2]int64{90_00, 50_00}},
		{"F1", 60_00, [2]int64{40_00, 100_00}},
		{"F1", 120_00, [2]int64{0, 80_00}},
		{"F2", 70_00, [2]int64{100_00, 30_00}},
		{"inconnue", 60_00, [2]int64{90_00, 50_00}},
		{"", 200_00, [2]int64{0, 0}},
		{"", 900_00, [2]int64{0, 0}},
	} {
		early := c
		early.Journal = []dossier.Event{paid("2026-04-30", test.cents, test.invoice)}
		got := claimed(t, early, "2026-04-30")
		if left := [2]int64{got.Invoices[0].Principal, got.Invoices[1].Principal}; left != test.want {
			t.Errorf("%d for %q leaves %v, want %v", test.cents, test.invoice, left, test.want)
		}
	}
}

// TestMissingRate: what is known is counted, and the days without a rate are
// named.
func TestMissingRate(t *testing.T) {
	for _, test := range []struct {
		name    string
		c       dossier.Case
		on      decision.Day
		spans   []string
		missing []dossier.MissingRate
		known   decision.Day
		want    [4]int64 // principal, interest, flat, total
	}{
		{
			// 1 000 €: 31 days at 12.40 % = 124 × 31 / 365 = 10.53 €.
			"after the last rate", owed("commercant", 1000_00, "2026-11-30"), "2027-01-10",
			[]string{"2026-12-01 2026-12-31 31 at 1240 = 1053"},
			[]dossier.MissingRate{{Kind: decision.RateBusiness, From: "2027-01-01", To: "2027-01-10"}}, "2026-12-31",
			[4]int64{1000_00, 10_53, 40_00, 1050_53},
		},
		{
			// 100 € at 10 %: 32 days of 2021 make 0.88 €, paid first.
			"before the first rate", owed("commercant", 100_00, "2020-11-30", paid("2021-02-01", 30_00, "")), "2021-02-01",
			[]string{"2021-01-01 2021-02-01 32 at 1000 = 88"},
			[]dossier.MissingRate{{Kind: decision.RateBusiness, From: "2020-12-01", To: "2020-12-31"}}, "2020-11-30",
			[4]int64{70_88, 0, 40_00, 110_88},
		},
		{
			"the first rate, of a public buyer, is all there is", owed("public", 100_00, "2020-12-30"), "2021-02-01", nil,
			[]dossier.MissingRate{{Kind: decision.RatePublic, From: "2020-12-31", To: "2021-02-01"}}, "2020-12-30",
			[4]int64{100_00, 0, 40_00, 140_00},
		},
		{
			// 10.40 € × 75 / 365: the rate of a public buyer is frozen.
			"a public buyer needs no other", owed("public", 100_00, "2026-12-15"), "2027-02-28",
			[]string{"2026-12-16 2027-02-28 75 at 1040 = 214"}, nil, "2027-02-28",
			[4]int64{100_00, 2_14, 40_00, 142_14},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := claimed(t, test.c, test.on)
			if got := [4]int64{c.Principal, c.Interest, c.Flat, c.Total}; got != test.want {
				t.Errorf("%v, want %v", got, test.want)
			}
			if got := spansOf(c); !slices.Equal(got, test.spans) || !slices.Equal(c.Missing, test.missing) || c.KnownTo() != test.known {
				t.Errorf("spans %q, missing %v, known to %s", got, c.Missing, c.KnownTo())
			}
		})
	}
}

// TestAgreedRateWithoutItsFloor: the rate of a contract counts when the legal
// rate, which its floor is a multiple of, is not known; the claim says so. For a
// consumer or a public buyer it does not count, and the claim says that.
func TestAgreedRateWithoutItsFloor(t *testing.T) {
	c := owed("commercant", 1000_00, "2026-12-21")
	c.Invoices[0].Rate = 12_00
	claim := claimed(t, c, "2027-01-10")
	// 120 × 10 / 365 = 3.29 €, twice.
	if got := spansOf(claim); !slices.Equal(got, []string{"2026-12-22 2026-12-31 10 at 1200 = 329", "2027-01-01 2027-01-10 10 at 1200 = 329"}) || len(claim.Missing) > 0 {
		t.Errorf("%q, missing %v", got, claim.Missing)
	}
	spans := claim.Invoices[0].Spans
	if spans[0].Unchecked || !spans[1].Unchecked || !slices.Contains(claim.Remarks, dossier.Remark{Kind: dossier.FloorUnknown, Invoice: "F1", On: "2027-01-01"}) {
		t.Errorf("%+v, remarks %v", spans, claim.Remarks)
	}
	for _, client := range []string{"consommateur", "public"} {
		c.Said[decision.FactClient] = client
		if got := claimed(t, c, "2026-12-23").Remarks; !slices.Contains(got, dossier.Remark{Kind: dossier.RateRefused, Invoice: "F1"}) {
			t.Errorf("%s: remarks %v", client, got)
		}
	}
}

// TestAbsurdSum: a sum that only a damaged file holds stops nothing.
func TestAbsurdSum(t *testing.T) {
	c := owed("commercant", math.MaxInt64, "2026-04-30", paid("2026-05-31", 1, ""))
	c.Invoices[0].Rate = math.MaxInt
	if got := claimed(t, c, "2026-08-31"); got.Principal != math.MaxInt64 && got.Principal != math.MaxInt64-1 {
		t.Errorf("%+v", got)
	}
}

// anyDay draws a day for which every rate is known.
func anyDay(t *rapid.T, name string) decision.Day {
	return decision.Day("2024-07-01").Add(rapid.IntRange(0, 900).Draw(t, name))
}

// anyCase draws a case with invoices and a journal.
func anyCase(t *rapid.T) dossier.Case {
	c := dossier.Case{Said: map[decision.Fact]string{
		decision.FactClient: rapid.SampledFrom([]string{"consommateur", "commercant", "autre-professionnel", "public", "etranger"}).Draw(t, "client"),
	}}
	for i := range rapid.IntRange(1, 3).Draw(t, "invoices") {
		in := dossier.Invoice{Number: fmt.Sprint("F", i), Rate: rapid.SampledFrom([]int{0, 0, 500, 2000}).Draw(t, "rate")}
		if rapid.Bool().Draw(t, "done") {
			in.Done = anyDay(t, "done on")
		}
		for range rapid.IntRange(1, 3).Draw(t, "dues") {
			in.Dues = append(in.Dues, dossier.Due{On: anyDay(t, "due"), Cents: rapid.Int64Range(1, 1_000_000_00).Draw(t, "cents")})
		}
		c.Invoices = append(c.Invoices, in)
	}
	for range rapid.IntRange(0, 6).Draw(t, "events") {
		c.Journal = append(c.Journal, anyEvent(t))
	}
	return c
}

func anyEvent(t *rapid.T) dossier.Event {
	e := happened(rapid.SampledFrom(append(dossier.EventKinds(guide(t)), dossier.Paid, dossier.Paid, dossier.GaveNotice)).Draw(t, "kind"), anyDay(t, "on"))
	if e.Kind == dossier.Paid {
		e.Cents = rapid.Int64Range(1, 1_000_000_00).Draw(t, "paid")
		e.Invoice = rapid.SampledFrom([]string{"", "F0", "F1", "perdue"}).Draw(t, "for")
	}
	return e
}

// TestLaterIsNeverLess: more days late never means less interest, as long as
// nothing happens.
func TestLaterIsNeverLess(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c, on := anyCase(rt), anyDay(rt, "asked")
		c.Journal = slices.DeleteFunc(c.Journal, func(e dossier.Event) bool { return e.On > on })
		before, after := claimed(rt, c, on), claimed(rt, c, on.Add(1))
		if after.Interest < before.Interest || after.Flat < before.Flat || after.Principal != before.Principal {
			rt.Fatalf("%+v then %+v", before, after)
		}
	})
}

// TestPaymentNeverAdds: one more payment never increases what is owed.
func TestPaymentNeverAdds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c, on := anyCase(rt), anyDay(rt, "asked")
		more := c.With(paid(anyDay(rt, "paid on"), rapid.Int64Range(1, 1_000_000_00).Draw(rt, "more"), ""))
		if before, after := claimed(rt, c, on), claimed(rt, more, on); after.Total > before.Total {
			rt.Fatalf("%d, then %d", before.Total, after.Total)
		}
	})
}

// TestEveryCentIsSomewhere: what an invoice cost is what was paid and what is
// left, and the parts make the whole.
func TestEveryCentIsSomewhere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c, on := anyCase(rt), anyDay(rt, "asked")
		claim := claimed(rt, c, on)
		var total, given, used int64
		for i, in := range claim.Invoices {
			cost := c.Invoices[i].Total()
			for _, s := range in.Spans {
				cost += s.Interest
			}
			flat := in.Paid + in.Principal + in.Interest + in.Flat - cost
			if flat != 0 && flat != 40_00 || flat > 0 && (c.ClientKind() == "consommateur" || c.ClientKind() == "etranger") {
				rt.Fatalf("%s: %d is unaccounted for", in.Number, flat)
			}
			total += in.Principal + in.Interest + in.Flat
			used += in.Paid
		}
		for _, p := range c.Payments() {
			if p.On <= on {
				given += p.Cents
			}
		}
		if claim.Total != total || used > given || used < given && total > 0 {
			rt.Fatalf("total %d of %d, paid %d of %d", claim.Total, total, used, given)
		}
	})
}

// TestSplitSemester: cutting a semester in two lines at the same rate changes
// the interest by at most a cent for each line more. Each line is rounded by
// itself, so that what is shown adds up: two halves round off by half a cent
// each at most, and so does the whole they replace.
func TestSplitSemester(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c, on, cut := anyCase(rt), anyDay(rt, "asked"), anyDay(rt, "cut")
		c.Journal = slices.DeleteFunc(c.Journal, func(e dossier.Event) bool { return e.Kind == dossier.Paid })
		split := *g
		split.Rates = nil
		for _, r := range g.Rates {
			if first := r; r.Period.From.Before(cut.Time()) && r.Period.Holds(cut.Time()) {
				first.Period.To = cut.Add(-1).Time()
				r.Period.From = cut.Time()
				split.Rates = append(split.Rates, first)
			}
			split.Rates = append(split.Rates, r)
		}
		whole := claimed(rt, c, on)
		parts := c.Claim(&split, on)
		more := int64(len(spansOf(parts)) - len(spansOf(whole)))
		if d := parts.Interest - whole.Interest; d > more || d < -more {
			rt.Fatalf("cut on %s: %d becomes %d with %d more lines", cut, whole.Interest, parts.Interest, more)
		}
	})
}
