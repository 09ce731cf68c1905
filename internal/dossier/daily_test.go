package dossier_test

import (
	"fmt"
	"math/big"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
)

// The claim, worked out otherwise: one day after the other, in exact fractions of
// a cent, from the words of the law files and no code of the package. Cents are
// only rounded when the sum or the rate of a debt changes.

// daily is a debt as the days go by.
type daily struct {
	invoice         int
	due             decision.Day
	left, interest  int64
	fresh, compound int64 // interest since the last whole year, and what bears interest
	starts          decision.Day
	running         *big.Rat // of the interest not rounded yet
	at              any      // what makes its rate: another one rounds
}

// round turns what runs into cents, half a cent up.
func (d *daily) round(fresh bool) {
	twice := new(big.Int).Mul(d.running.Num(), big.NewInt(2))
	twice.Add(twice, d.running.Denom())
	cents := twice.Quo(twice, new(big.Int).Mul(d.running.Denom(), big.NewInt(2))).Int64()
	d.interest += cents
	if fresh {
		d.fresh += cents
	}
	d.running, d.at = new(big.Rat), nil
}

// almanac is what the journal says, by the day.
type almanac struct {
	c                        dossier.Case
	g                        *decision.Guide
	opened, raised, compound decision.Day
	debts                    []*daily
	flat                     map[int]int64
	billed, over             int64
}

func (a *almanac) client() string { return a.c.Said[decision.FactClient] }

// points returns the rate of a debt on a day, and what makes it.
func (a *almanac) points(d *daily, on decision.Day) (points int, at any) {
	kind := map[string]decision.RateKind{"consommateur": "legal", "commercant": "professionnel", "autre-professionnel": "professionnel", "public": "public"}[a.client()]
	agreed := a.c.Invoices[d.invoice].Rate
	if kind != "professionnel" {
		agreed = 0
	}
	if agreed > 0 {
		kind = "legal"
	}
	day := on
	if kind == "public" {
		day = d.starts
	}
	i := slices.IndexFunc(a.g.Rates, func(r decision.Rate) bool { return r.Kind == kind && r.Period.Holds(day.Time()) })
	if i < 0 {
		return agreed, "unknown"
	}
	points = a.g.Rates[i].Points
	switch {
	case agreed > 0:
		points = max(agreed, 3*points)
	case kind == "legal" && a.raised != "" && on >= a.raised:
		points += 500
	}
	return points, [3]any{i, points, agreed > 0 && points == agreed}
}

// bears returns the first day of interest of a debt, or "".
func (a *almanac) bears(d *daily) decision.Day {
	switch a.client() {
	case "etranger":
		return ""
	case "consommateur":
		var first decision.Day
		for _, e := range a.c.Journal {
			forAll := e.Invoice == "" || e.Invoice == a.c.Invoices[d.invoice].Number
			if e.Kind == dossier.GaveNotice && e.On > d.due && forAll && (first == "" || e.On.Add(1) < first) {
				first = e.On.Add(1)
			}
		}
		return first
	}
	return d.due.Add(1)
}

// anniversary says whether a day is the first after a number of whole years.
func anniversary(first, on decision.Day) bool {
	a, b := first.Time(), on.Time()
	for n := 1; n < 30; n++ {
		next := a.AddDate(n, 0, 0)
		if a.Month() == time.February && next.Month() == time.March {
			next = next.AddDate(0, 0, -1)
		}
		if next.Equal(b) {
			return true
		}
	}
	return false
}

// pass counts the interest of a day.
func (a *almanac) pass(d *daily, on decision.Day) {
	if d.left == 0 || on <= d.due || d.starts == "" || on < d.starts || a.opened != "" && on >= a.opened {
		return
	}
	years := max(a.compound, d.starts)
	if a.compound != "" && on == years {
		d.round(false)
	}
	if a.compound != "" && anniversary(years, on) {
		d.round(true)
		d.compound, d.fresh = d.compound+d.fresh, 0
	}
	points, at := a.points(d, on)
	if d.at != nil && d.at != at {
		d.round(a.compound != "" && on > years)
	}
	if d.at = at; at == "unknown" && points == 0 {
		return
	}
	d.running.Add(d.running, big.NewRat((d.left+d.compound)*int64(points), 365*10_000))
}

// pay spreads a payment at the end of a day.
func (a *almanac) pay(p dossier.Event) {
	left := p.Cents
	rank := func(d *daily) int {
		if p.Invoice != "" && a.c.Invoices[d.invoice].Number == p.Invoice {
			return 0
		} else if d.due <= p.On {
			return 1
		}
		return 2
	}
	rate := func(d *daily) int {
		if rank(d) != 1 || d.starts == "" || p.On < d.starts {
			return 0
		}
		points, _ := a.points(d, p.On)
		return points
	}
	order := slices.Clone(a.debts)
	slices.SortStableFunc(order, func(x, y *daily) int {
		if r := rank(x) - rank(y); r != 0 {
			return r
		}
		return rate(y) - rate(x)
	})
	for _, d := range order {
		if left == 0 {
			return
		}
		d.round(a.compound != "" && p.On >= max(a.compound, d.starts))
		a.indemnify(d, p.On)
		for _, owed := range []*int64{&d.interest, &d.left} {
			paid := min(*owed, left)
			*owed -= paid
			left -= paid
		}
		d.fresh = min(d.fresh, d.interest)
		d.compound = min(d.compound, d.interest-d.fresh)
	}
	for i := range a.c.Invoices {
		paid := min(a.flat[i], left)
		a.flat[i] -= paid
		left -= paid
	}
	a.over += left
}

// indemnify counts the 40 € of an invoice, once late.
func (a *almanac) indemnify(d *daily, on decision.Day) {
	pro := a.client() == "commercant" || a.client() == "autre-professionnel" || a.client() == "public"
	if pro && d.left > 0 && on > d.due && (a.opened == "" || d.due < a.opened) {
		a.flat[d.invoice] = 40_00
	}
}

// day after day, up to one, included.
func (a *almanac) run(on decision.Day) {
	var first decision.Day = "2024-06-01"
	for day := first; day <= on; day = day.Add(1) {
		for _, d := range a.debts {
			a.pass(d, day)
		}
		for _, e := range a.c.Journal {
			if e.Kind == dossier.Paid && e.On == day {
				a.pay(e)
			}
		}
	}
	for _, d := range a.debts {
		d.round(true)
		a.indemnify(d, on)
	}
}

// newAlmanac reads a case.
func newAlmanac(c dossier.Case, g *decision.Guide, on decision.Day) *almanac {
	a := &almanac{c: c, g: g, flat: map[int]int64{}}
	var judged, served decision.Day
	journal := slices.Clone(c.Journal)
	slices.SortStableFunc(journal, func(x, y dossier.Event) int { return int(x.On.Time().Sub(y.On.Time()) / time.Hour) })
	for _, e := range journal {
		switch {
		case e.On > on:
		case e.Kind == dossier.Insolvent && a.opened == "":
			a.opened = e.On
		case e.Kind == dossier.Compounded && a.compound == "":
			a.compound = e.On
		case e.Kind == dossier.Judged:
			judged, served = e.On, ""
		case e.Kind == dossier.ServedJudgment && served == "":
			judged, served = e.On, e.On
		case e.Kind == dossier.LostSuit:
			judged, served = "", ""
		}
	}
	if judged != "" && served != "" {
		a.raised = decision.DayOf(decision.AddMonths(served.Time(), 2)).Add(1)
	}
	for i, in := range c.Invoices {
		for _, due := range in.Dues {
			d := &daily{invoice: i, due: due.On, left: due.Cents, running: new(big.Rat)}
			d.starts = a.bears(d)
			if d.starts > on.Add(1) {
				d.starts = ""
			}
			a.billed += due.Cents
			a.debts = append(a.debts, d)
		}
	}
	slices.SortStableFunc(a.debts, func(x, y *daily) int { return int(x.due.Time().Sub(y.due.Time()) / time.Hour) })
	return a
}

// busyCase draws a case where payments fall short, exceed and cross judgments.
func busyCase(t *rapid.T) dossier.Case {
	day := func(name string) decision.Day {
		return decision.Day("2024-07-01").Add(rapid.IntRange(0, 730).Draw(t, name))
	}
	c := dossier.Case{Said: map[decision.Fact]string{
		decision.FactClient: rapid.SampledFrom([]string{"consommateur", "consommateur", "commercant", "commercant", "public", "etranger"}).Draw(t, "client"),
	}}
	for i := range rapid.IntRange(1, 3).Draw(t, "invoices") {
		in := dossier.Invoice{Number: fmt.Sprint("F", i), Rate: rapid.SampledFrom([]int{0, 500, 2000}).Draw(t, "rate")}
		for range rapid.IntRange(1, 2).Draw(t, "dues") {
			in.Dues = append(in.Dues, dossier.Due{On: day("due"), Cents: rapid.Int64Range(1, 1_000_00).Draw(t, "cents")})
		}
		c.Invoices = append(c.Invoices, in)
	}
	for range rapid.IntRange(0, 5).Draw(t, "payments") {
		c = c.With(paid(day("paid on"), rapid.Int64Range(1, 800_00).Draw(t, "paid"), rapid.SampledFrom([]string{"", "", "F0", "F1", "perdue"}).Draw(t, "for")))
	}
	acts := []dossier.EventKind{dossier.GaveNotice, dossier.GaveNotice, dossier.Judged, dossier.ServedJudgment, dossier.LostSuit, dossier.Compounded, dossier.Insolvent}
	for range rapid.IntRange(0, 5).Draw(t, "acts") {
		e := happened(rapid.SampledFrom(acts).Draw(t, "act"), day("act on"))
		if e.Kind == dossier.GaveNotice {
			e.Invoice = rapid.SampledFrom([]string{"", "", "F0"}).Draw(t, "of")
		}
		c = c.With(e)
	}
	return c
}

// TestDayByDay: the claim is what the days make, one after the other.
func TestDayByDay(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c, on := busyCase(rt), decision.Day("2026-01-01").Add(rapid.IntRange(0, 200).Draw(rt, "asked"))
		claim := claimed(rt, c, on)
		a := newAlmanac(c, g, on)
		a.run(on)
		type sums struct{ principal, interest, flat, total, over, billed int64 }
		want := sums{over: a.over, billed: a.billed}
		for _, d := range a.debts {
			want.principal += d.left
			want.interest += d.interest
		}
		for _, f := range a.flat {
			want.flat += f
		}
		want.total = want.principal + want.interest + want.flat
		if got := (sums{claim.Principal, claim.Interest, claim.Flat, claim.Total, claim.Over, claim.Billed}); got != want {
			rt.Fatalf("%+v, and day by day %+v\nspans %q", got, want, spansOf(claim))
		}
	})
}
