package dossier_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
)

// TestNoticeReceived: a notice that is only known to be received is one; the
// receipt of a notice that was sent too early is not another.
func TestNoticeReceived(t *testing.T) {
	for _, test := range []struct {
		journal []dossier.Event
		from    decision.Day
	}{
		{[]dossier.Event{happened(dossier.NoticeReceived, "2026-05-10")}, "2026-05-11"},
		{[]dossier.Event{happened(dossier.GaveNotice, "2026-05-05"), happened(dossier.NoticeReceived, "2026-05-10")}, "2026-05-06"},
		{[]dossier.Event{happened(dossier.GaveNotice, "2026-04-29"), happened(dossier.NoticeReceived, "2026-05-02")}, ""},
		{[]dossier.Event{happened(dossier.GaveNotice, "2026-04-29"), happened(dossier.NoticeReceived, "2026-05-02"), happened(dossier.NoticeReceived, "2026-05-20")}, "2026-05-21"},
	} {
		var from decision.Day
		if spans := claimed(t, owed("consommateur", 1000_00, "2026-04-30", test.journal...), "2026-06-15").Invoices[0].Spans; len(spans) > 0 {
			from = spans[0].From
		}
		if from != test.from {
			t.Errorf("%v: from %q, want %q", test.journal, from, test.from)
		}
	}
}

// TestOpeningPublished: the day of the judgment is the one that counts, once it
// is noted.
func TestOpeningPublished(t *testing.T) {
	c := owed("commercant", 10_000_00, "2026-03-01", happened(dossier.Published, "2026-06-11"))
	if got := claimed(t, c, "2026-08-31"); got.Invoices[0].Spans[0].To != "2026-06-10" || got.Opened != "2026-06-11" {
		t.Errorf("%q", spansOf(got))
	}
	if got := claimed(t, c.With(happened(dossier.Insolvent, "2026-06-01")), "2026-08-31"); got.Interest != 302_92 || got.Opened != "2026-06-01" {
		t.Errorf("%q", spansOf(got))
	}
}

// TestPlainBalance: the plain balance is what was billed less what was paid,
// whatever the payments covered first. Two invoices of 1 500 € and 3 000.50 €,
// 500 € paid late: 4 000.50 €.
func TestPlainBalance(t *testing.T) {
	c := owed("commercant", 1500_00, "2026-03-31", paid("2026-05-15", 500_00, ""))
	c.Invoices = append(c.Invoices, dossier.Invoice{Number: "F2", Dues: []dossier.Due{{On: "2026-04-30", Cents: 3000_50}}})
	claim := claimed(t, c, "2026-08-31")
	// 1 500 € over 45 days at 12.15 %: 182.25 × 45 / 365 = 22.47 € paid first.
	if claim.Balance != 4000_50 || claim.Principal != 4000_50+22_47 || claim.Invoices[0].PaidInterest != 22_47 || claim.Invoices[0].Balance != 1000_00 {
		t.Errorf("%+v", claim)
	}
	if !slices.Contains(claim.Remarks, dossier.Remark{Kind: dossier.InterestFirst, Cents: 22_47}) {
		t.Errorf("remarks %v", claim.Remarks)
	}
}

// TestOverpaid: what is paid beyond all that is owed never vanishes.
func TestOverpaid(t *testing.T) {
	c := owed("commercant", 1000_00, "2026-04-30", paid("2026-04-15", 5000_00, "F1"))
	claim := claimed(t, c, "2026-08-31")
	if claim.Over != 4000_00 || claim.Total != 0 || !claim.Settled() {
		t.Errorf("%+v", claim)
	}
	if want := []dossier.Remark{{Kind: dossier.AllPaid}, {Kind: dossier.Overpaid, Cents: 4000_00}}; !slices.Equal(claim.Remarks, want) {
		t.Errorf("remarks %v", claim.Remarks)
	}
	c.Journal[0].Cents = 1000_00
	if claim = claimed(t, c, "2026-08-31"); claim.Over != 0 || !claim.Settled() || !slices.Equal(claim.Remarks, []dossier.Remark{{Kind: dossier.AllPaid}}) {
		t.Errorf("%+v", claim)
	}
	if (dossier.Case{}).Claim(guide(t), "2026-08-31").Settled() {
		t.Error("nothing was billed, and it is settled")
	}
}

// TestRemarks: nothing is left at nought in silence.
func TestRemarks(t *testing.T) {
	const on = "2026-08-31"
	several := func(journal ...dossier.Event) dossier.Case {
		c := owed("commercant", 100_00, "2026-08-30", journal...)
		c.Invoices = append(c.Invoices, dossier.Invoice{Number: "F-2", Dues: []dossier.Due{{On: "2026-08-30", Cents: 100_00}}})
		return c
	}
	for _, test := range []struct {
		name string
		c    dossier.Case
		want dossier.Remark
	}{
		{"a consumer without a notice", owed("consommateur", 100_00, "2026-04-30"), dossier.Remark{Kind: dossier.NoNotice, Invoice: "F1"}},
		{"a notice of another invoice", owed("consommateur", 100_00, "2026-04-30", dossier.Event{Kind: dossier.GaveNotice, On: "2026-05-15", Invoice: "F9"}), dossier.Remark{Kind: dossier.NoNotice, Invoice: "F1"}},
		{"a client abroad", owed("etranger", 100_00, "2026-04-30"), dossier.Remark{Kind: dossier.ClientAbroad}},
		{"a client who is not known", owed("?", 100_00, "2026-04-30"), dossier.Remark{Kind: dossier.ClientUnknown}},
		{"no day to pay", owed("commercant", 100_00, ""), dossier.Remark{Kind: dossier.NoDueDay, Invoice: "F1"}},
		{"insolvency", owed("commercant", 100_00, "2026-04-30", happened(dossier.Insolvent, "2026-06-01")), dossier.Remark{Kind: dossier.InterestEnds, On: "2026-05-31"}},
		{"insolvency known by its publication", owed("commercant", 100_00, "2026-04-30", happened(dossier.Published, "2026-06-01")), dossier.Remark{Kind: dossier.OpeningUnknown, On: "2026-06-01"}},
		{"due after the judgment", owed("commercant", 100_00, "2026-06-30", happened(dossier.Insolvent, "2026-06-01")), dossier.Remark{Kind: dossier.DueTooLate, Invoice: "F1"}},
		{"a payment to come", owed("commercant", 100_00, "2026-04-30", paid("2026-09-01", 30_00, "")), dossier.Remark{Kind: dossier.PaidLater, On: "2026-09-01", Cents: 30_00}},
		{"a payment of nothing", owed("commercant", 100_00, "2026-04-30", paid("2026-05-01", 0, "")), dossier.Remark{Kind: dossier.PaidNothing, On: "2026-05-01"}},
		{"a payment without a day", owed("commercant", 100_00, "2026-04-30", paid("", 30_00, "")), dossier.Remark{Kind: dossier.PaidSomeday, Cents: 30_00}},
		{"F2 for F-2", several(paid("2026-08-31", 30_00, "F2")), dossier.Remark{Kind: dossier.PaidUnknown, Invoice: "F2", On: "2026-08-31", Cents: 30_00}},
		{"no invoice among two", several(paid("2026-08-31", 30_00, "")), dossier.Remark{Kind: dossier.PaidAny}},
		{"a judgment between professionals", owed("commercant", 100_00, "2026-04-30", happened(dossier.Judged, "2026-06-01")), dossier.Remark{Kind: dossier.NotRaised, On: "2026-06-01"}},
		{"a judgment not served", owed("consommateur", 100_00, "2026-04-30", happened(dossier.GaveNotice, "2026-05-01"), happened(dossier.Judged, "2026-06-01")), dossier.Remark{Kind: dossier.RaiseUnknown, On: "2026-06-01"}},
		{"a whole year of interest", owed("commercant", 100_00, "2025-08-30"), dossier.Remark{Kind: dossier.YearsIgnored}},
		{"the year of 365 days", owed("commercant", 100_00, "2026-04-30"), dossier.Remark{Kind: dossier.Year365}},
	} {
		if got := claimed(t, test.c, on).Remarks; !slices.Contains(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
	free := owed("consommateur", 100_00, "2026-04-30")
	if got := claimed(t, free, on).Bases; !slices.Equal(got, []string{"c-civ-1231-6", "c-civ-1344"}) {
		t.Errorf("no interest yet, from a consumer: it rests on %q", got)
	}
	if got := claimed(t, several(paid("2026-08-31", 30_00, "")), on).Bases; !slices.Contains(got, "c-civ-1343-1") {
		t.Errorf("where a payment goes: it rests on %q", got)
	}
	if got := claimed(t, owed("commercant", 100_00, "2026-09-30"), on).Remarks; len(got) > 0 {
		t.Errorf("nothing is late, and there is something to say: %v", got)
	}
}

// TestUnknownInvoice: a payment of an invoice that is not there is read as one
// that names none.
func TestUnknownInvoice(t *testing.T) {
	c := owed("commercant", 100_00, "2026-04-30", paid("2026-05-15", 30_00, "F2"))
	c.Invoices[0].Number = "F-1"
	c.Invoices = append(c.Invoices, dossier.Invoice{Number: "F-2", Dues: []dossier.Due{{On: "2026-05-10", Cents: 100_00}}})
	lost := claimed(t, c, "2026-08-31")
	c.Journal[0].Invoice = ""
	if any := claimed(t, c, "2026-08-31"); lost.Invoices[0].Paid != 30_00 || lost.Total != any.Total {
		t.Errorf("%+v, then %+v", lost, any)
	}
}

// TestDearestFirst: a payment that names no invoice goes to what is due at the
// dearest rate, then to the oldest, then to what is not due yet; the choice of
// who pays comes before.
func TestDearestFirst(t *testing.T) {
	c := owed("commercant", 100_00, "2026-04-30") // 12.15 %
	c.Invoices = append(c.Invoices,
		dossier.Invoice{Number: "F2", Rate: 20_00, Dues: []dossier.Due{{On: "2026-05-10", Cents: 100_00}}},
		dossier.Invoice{Number: "F3", Rate: 30_00, Dues: []dossier.Due{{On: "2026-06-30", Cents: 100_00}}})
	for _, test := range []struct {
		invoice string
		cents   int64
		want    [3]int64 // what is left of the price of each
	}{
		{"", 30_00, [3]int64{100_00, 70_00, 100_00}},
		{"", 130_00, [3]int64{70_00, 0, 100_00}},
		{"", 230_00, [3]int64{0, 0, 70_00}},
		{"F1", 30_00, [3]int64{70_00, 100_00, 100_00}},
		{"F3", 130_00, [3]int64{100_00, 70_00, 0}},
	} {
		c.Journal = []dossier.Event{paid("2026-05-15", test.cents, test.invoice)}
		claim := claimed(t, c, "2026-05-15")
		if got := [3]int64{claim.Invoices[0].Balance, claim.Invoices[1].Balance, claim.Invoices[2].Balance}; got != test.want {
			t.Errorf("%d for %q leaves %v, want %v", test.cents, test.invoice, got, test.want)
		}
	}
}

// TestRaise: the legal rate gains five points two months after a judgment is
// served, or an order to pay is a title; not by an agreement, nor once the client
// opposed the order.
func TestRaise(t *testing.T) {
	legal := func(journal ...dossier.Event) dossier.Claim {
		return claimed(t, owed("consommateur", 1000_00, "2025-12-31", append(journal, happened(dossier.GaveNotice, "2025-12-31"), happened(dossier.GaveNotice, "2026-01-01"))...), "2026-06-30")
	}
	// 1 000 €: 26.20 × 120 / 365 to the 1st of May, then 76.20 × 60 / 365.
	plain, raised := []string{"2026-01-02 2026-06-30 180 at 262 = 1292"}, []string{"2026-01-02 2026-05-01 120 at 262 = 861", "2026-05-02 2026-06-30 60 at 762 = 1253"}
	for _, test := range []struct {
		name    string
		journal []dossier.Event
		want    []string
	}{
		{"served", []dossier.Event{happened(dossier.Judged, "2026-02-10"), happened(dossier.ServedJudgment, "2026-03-01")}, raised},
		{"not served", []dossier.Event{happened(dossier.Judged, "2026-02-10")}, plain},
		{"served, then set aside", []dossier.Event{happened(dossier.Judged, "2026-02-10"), happened(dossier.ServedJudgment, "2026-03-01"), happened(dossier.LostSuit, "2026-06-01")}, plain},
		{"an order that is a title", []dossier.Event{happened(dossier.OrderMade, "2026-01-10"), happened(dossier.ServedOrder, "2026-01-20"), happened(dossier.Titled, "2026-03-01")}, raised},
		{"an order that was opposed", []dossier.Event{happened(dossier.OrderMade, "2026-01-10"), happened(dossier.Titled, "2026-03-01"), happened(dossier.Opposed, "2026-03-02")}, plain},
		{"an agreement that is a title", []dossier.Event{happened(dossier.Titled, "2026-03-01")}, plain},
	} {
		claim := legal(test.journal...)
		if got := spansOf(claim); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if said := slices.Contains(claim.Remarks, dossier.Remark{Kind: dossier.Raised, On: "2026-05-02"}); said != (len(test.want) == 2) {
			t.Errorf("%s: remarks %v", test.name, claim.Remarks)
		}
	}
}

// TestWholeYears: once it is asked for, the interest of each whole year bears
// interest; what came before, and what was paid, does not.
func TestWholeYears(t *testing.T) {
	c := owed("public", 10_000_00, "2024-05-31", happened(dossier.Compounded, "2024-07-01"))
	claim := claimed(t, c, "2026-07-31")
	// 12.50 % of 10 000 € throughout: 30 days of June 2024 make 102.74 €; the
	// year from the 1st of July 1 250.00 €, which bears interest after: 11 250 €
	// make 1 406.25 € a year, 12 656.25 € make 134.36 € in 31 days.
	want := []string{
		"2024-06-01 2024-06-30 30 at 1250 = 10274", "2024-07-01 2025-06-30 365 at 1250 = 125000",
		"2025-07-01 2026-06-30 365 at 1250 = 140625", "2026-07-01 2026-07-31 31 at 1250 = 13436",
	}
	if got := spansOf(claim); !slices.Equal(got, want) || claim.Invoices[0].Spans[3].Yearly != 2656_25 {
		t.Errorf("%q", got)
	}
	if !slices.Contains(claim.Remarks, dossier.Remark{Kind: dossier.YearsCounted, On: "2024-07-01"}) {
		t.Errorf("remarks %v", claim.Remarks)
	}
	// 102.74 + 1 250 + 1 406.25 = 2 758.99 €, of which 2 000 € are paid with the
	// last day of the second year: 758.99 € of the second year are left.
	claim = claimed(t, c.With(paid("2026-06-30", 2000_00, "")), "2026-07-31")
	if last := claim.Invoices[0].Spans[3]; last.Yearly != 758_99 || last.Cents != 10_758_99 {
		t.Errorf("%+v", last)
	}
}

// TestRemarksOfAnyCase: a claim that asks for no interest on something late says
// why, and each remark about an invoice or a payment is of the case.
func TestRemarksOfAnyCase(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		c, on := anyCase(rt), anyDay(rt, "asked")
		claim := claimed(rt, c, on)
		for i, in := range claim.Invoices {
			late := slices.ContainsFunc(c.Invoices[i].Dues, func(d dossier.Due) bool { return d.On < on })
			why := slices.ContainsFunc(claim.Remarks, func(r dossier.Remark) bool {
				return r.Invoice == in.Number && (r.Kind == dossier.NoNotice || r.Kind == dossier.DueTooLate) ||
					r.Kind == dossier.ClientAbroad || r.Kind == dossier.InterestEnds || r.Kind == dossier.OpeningUnknown || r.Kind == dossier.ClientUnknown
			})
			noticedToday := c.ClientKind() == "consommateur" && slices.ContainsFunc(c.Journal, func(e dossier.Event) bool {
				return (e.Kind == dossier.GaveNotice || e.Kind == dossier.NoticeReceived) && e.On == on
			})
			if late && in.Principal > 0 && claim.Late > 0 && len(in.Spans) == 0 && !why && !noticedToday && lateOf(c.Invoices[i], on) > c.Invoices[i].Total()-in.Principal {
				rt.Fatalf("%s: no interest, and nothing says why: %v", in.Number, claim.Remarks)
			}
		}
		if claim.Over > 0 != slices.ContainsFunc(claim.Remarks, func(r dossier.Remark) bool { return r.Kind == dossier.Overpaid }) {
			rt.Fatalf("over %d, remarks %v", claim.Over, claim.Remarks)
		}
	})
}

// lateOf is what fell due of an invoice before a day.
func lateOf(in dossier.Invoice, on decision.Day) (cents int64) {
	for _, d := range in.Dues {
		if d.On < on {
			cents += d.Cents
		}
	}
	return cents
}
