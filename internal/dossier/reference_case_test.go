package dossier_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/dossier"
)

// written tells a case whole, nil and empty alike.
func written(t interface{ Fatal(...any) }, c dossier.Case) string {
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// refCase draws a case with answers of the guide, invoices, acts of any kind
// and complaints, some of them acknowledged or answered on the last day.
func refCase(t *rapid.T, g *decision.Guide) dossier.Case {
	c := sharpCase(t)
	if rapid.Bool().Draw(t, "walked") {
		said := walkedCase(t, g).Said
		maps.Copy(c.Said, said)
	}
	if rapid.IntRange(0, 3).Draw(t, "no invoice") == 0 {
		c.Invoices = nil
	}
	kinds := dossier.EventKinds(g)
	for range rapid.IntRange(0, 4).Draw(t, "acts") {
		c = c.With(happened(rapid.SampledFrom(kinds).Draw(t, "act"), sharp(t, "act on")))
	}
	some := func(name string) decision.Day {
		return rapid.SampledFrom([]decision.Day{"", "", "2048-11-20", lastDay}).Draw(t, name)
	}
	for range rapid.IntRange(0, 2).Draw(t, "complaints") {
		c.Complaints = append(c.Complaints, dossier.Complaint{
			Number: "R", On: rapid.SampledFrom([]decision.Day{"2048-11-20", "2048-11-18"}).Draw(t, "complaint on"),
			Acknowledged: some("acknowledged"), Answered: some("answered"),
		})
	}
	c.Closed = rapid.SampledFrom([]decision.Day{"", "", "2048-11-20"}).Draw(t, "closed")
	c.Former = dossier.Conclusion{Step: rapid.SampledFrom([]string{"", "conciliation"}).Draw(t, "former")}
	return c
}

// lastDay is after all others.
const lastDay decision.Day = "2049-01-10"

// TestReferenceUndo: the last act of the timeline, whatever it is, leaves no
// trace once it is taken back: an event, a letter of the content that left, an
// outcome of a step of the content.
func TestReferenceUndo(t *testing.T) {
	g := guide(t)
	letters := g.Letters()
	rapid.Check(t, func(rt *rapid.T) {
		c := refCase(rt, g)
		before := written(rt, c)
		after := map[string]dossier.Case{}
		e := sharpEvent(rt)
		e.On = lastDay
		if e.Outcome == "" {
			after["an event"] = c.With(e)
		}
		l := &letters[rapid.IntRange(0, len(letters)-1).Draw(rt, "letter")]
		after["letter "+l.ID] = c.Sends(l, c.Leaving(g, l, lastDay))
		s := &g.Steps[rapid.IntRange(0, len(g.Steps)-1).Draw(rt, "step")]
		for _, o := range s.Outcomes {
			after[s.ID+": "+o.Label] = c.Happened(g, s, o, lastDay, "note")
		}
		for name, then := range after {
			back, ok := then.Undo()
			if got := written(rt, back); !ok || got != before {
				rt.Fatalf("%s: undone, the case is\n%s\nand it was\n%s", name, got, before)
			}
		}
		if written(rt, c) != before {
			rt.Fatal("the case given was changed")
		}
	})
}

// TestReferenceEveryActIsUndone: each letter and each outcome of the content, on
// a complaint that was acknowledged the same day.
func TestReferenceEveryActIsUndone(t *testing.T) {
	g := guide(t)
	for _, known := range []decision.Day{"", "2048-11-20", lastDay} {
		c := owed("commercant", 100_00, "2026-01-10")
		c.Complaints = []dossier.Complaint{{Number: "R1", On: "2048-11-20", Acknowledged: known, Answered: known}}
		before := written(t, c)
		for _, sent := range g.Letters() {
			l := &sent
			if back, _ := c.Sends(l, c.Leaving(g, l, lastDay)).Undo(); written(t, back) != before {
				t.Errorf("%s, acknowledged %q: %s", l.ID, known, written(t, back))
			}
		}
		for i := range g.Steps {
			for _, o := range g.Steps[i].Outcomes {
				if back, _ := c.Happened(g, &g.Steps[i], o, lastDay, "").Undo(); written(t, back) != before {
					t.Errorf("%s: %s", o.Label, written(t, back))
				}
			}
		}
	}
}

// refWorst is the rule of the whole case: any that is near is near; all passed is
// passed; else there is time.
func refWorst(bars []refBar) decision.Value {
	passed, near := true, false
	for _, b := range bars {
		passed = passed && b.state == decision.Barred && b.hold == dossier.Free
		near = near || b.state == decision.Near && b.hold == dossier.Free
	}
	switch {
	case near:
		return decision.Near
	case passed:
		return decision.Barred
	}
	return decision.Far
}

// TestReferenceDerived: with invoices, the answer about the last day to sue is
// that of the reference for all of them; the sum is what is left to pay.
func TestReferenceDerived(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := sharpCase(rt)
		c.Said["echeance"] = rapid.SampledFrom([]string{"", "lointaine", "proche", "acquise", "2020-01-31", "?"}).Draw(rt, "typed")
		on := max(sharp(rt, "asked"), "2025-08-01")
		bars := refBars(c, on)
		said := c.Answers(g, on.Time()).Said()
		if len(bars) == 0 {
			if said["echeance"] != string(decision.Far) {
				rt.Fatalf("nothing is left to pay, and the answer is %s", said["echeance"])
			}
			return
		}
		if got, want := said["echeance"], refWorst(bars); got != string(want) {
			rt.Fatalf("%s, want %s: %+v\n%s", got, want, bars, journalOf(c, on))
		}
	})
}

// TestReferenceNothingIsDerived: without invoices and without acts, the answers
// are those that were said, and no others.
func TestReferenceNothingIsDerived(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := walkedCase(rt, g)
		on := sharp(rt, "asked")
		if got := c.Answers(g, on.Time()).Said(); !maps.Equal(got, c.Said) {
			rt.Fatalf("%v, and %v was said", got, c.Said)
		}
	})
}

// TestReferenceAnswersAreKept: with an invoice, what is answered after the
// derived answer stays when that one changes with time, and one more answer may
// be given each time.
func TestReferenceAnswersAreKept(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := dossier.Case{Invoices: []dossier.Invoice{{Number: "F0", Dues: []dossier.Due{{On: "2026-01-10", Cents: 900_00}}}}}
		days := []decision.Day{"2026-03-01", "2027-08-15", "2030-08-20", "2031-02-01"} // far, near for a consumer; near, then passed for a trader
		on := days[0]
		if typed := rapid.SampledFrom([]string{"", "lointaine", "proche", "acquise"}).Draw(rt, "typed"); typed != "" {
			c.Said = map[decision.Fact]string{"echeance": typed}
		}
		for steps := 0; steps < 25; steps++ {
			if rapid.IntRange(0, 4).Draw(rt, "time passes") == 0 {
				on = max(on, rapid.SampledFrom(days).Draw(rt, "day"))
			}
			next := g.Walk(c.Answers(g, on.Time())).Next
			if next == nil {
				break
			}
			if next.Kind == decision.Date {
				rt.Fatalf("%s is asked, and the invoice says it", next.Fact)
			}
			value := rapid.SampledFrom(next.Options).Draw(rt, string(next.Fact)).Value
			before := maps.Clone(c.Said)
			after, err := c.Answer(g, on.Time(), next.Fact, string(value))
			if err != nil {
				rt.Fatal(err)
			}
			for f, said := range before {
				// What was typed goes once the invoice says it in the same words, or once
				// nothing is owed.
				same := f == "echeance" && (next.Fact == "dette" || after.Answers(g, on.Time()).Said()[f] == said)
				if after.Said[f] != said && !same {
					rt.Fatalf("on %s, %s=%s: the answer %s=%s became %q", on, next.Fact, value, f, said, after.Said[f])
				}
			}
			c = after
		}
		kept := maps.Clone(c.Said)
		for _, day := range days {
			c.Answers(g, day.Time())
			again, _ := c.Replay(g, day)
			delete(again.Said, "echeance") // gone once the invoice says it in the same words
			if delete(kept, "echeance"); !maps.Equal(again.Said, kept) {
				rt.Fatalf("read on %s: %v, and %v was said", day, again.Said, kept)
			}
		}
	})
}

// mayGo lists why a line of the agenda that has passed may go when an act is
// added: nothing else may take one away.
func mayGo(g *decision.Guide, d dossier.Deadline, e dossier.Event, after dossier.Case, on decision.Day) string {
	kind := e.Kind
	if kind == dossier.StepDone {
		kind = e.Act
	}
	still := after.Deadlines(g, on)
	for _, l := range g.TimeLimits {
		if l.ID != string(d.Kind) {
			continue
		}
		switch {
		case slices.Contains(l.SettledBy, string(kind)):
			return "the act settles it by the table"
		case l.Usage && e.Outcome != "":
			return "something came of it"
		case kind == dossier.Kept && e.Limit == l.ID:
			return "it is said to be done"
		case slices.Contains(l.Acts, string(kind)):
			return "the act opens it again: the latest counts"
		case kind == openedOnce(l.If):
			return "the act opens it again: the latest counts"
		case kind == dossier.Judged && slices.Contains(slices.Concat(l.SettledBy, l.Acts), string(dossier.OrderMade)):
			return "the decision is the order that was asked for"
		}
	}
	switch {
	case after.Closed != "":
		return "the case is closed"
	case kind == dossier.Paid && after.Settled(g, on):
		return "nothing is left to pay"
	case d.Kind == dossier.DayNoted && e.Outcome != "":
		return "something came of it"
	case d.Kind != dossier.LastDayToSue && d.Kind != dossier.LastDayToEnforce:
		return ""
	case kind == dossier.Insolvent || kind == dossier.Published || kind == dossier.Declared:
		return "insolvency proceedings take its place"
	case slices.Contains([]dossier.EventKind{dossier.Judged, dossier.Titled, dossier.ServedJudgment, dossier.ServedOrder, dossier.ServedAtHome, dossier.Seized, dossier.Protected, dossier.Opposed}, kind):
		return "a title takes its place, or its ten years moved"
	case kind == dossier.LostSuit || kind == dossier.AskedOrder || kind == dossier.OrderMade:
		return "the title is gone, or is an order"
	}
	// The last day of an invoice moved, was held, or gives way to the next unpaid
	// instalment; an invoice that is paid has none.
	same := slices.ContainsFunc(still, func(o dossier.Deadline) bool { return o.Kind == d.Kind && o.About == d.About })
	bars := after.Bars(g, on)
	held := slices.ContainsFunc(bars, func(b dossier.Bar) bool { return b.Invoice == d.About && b.Hold != dossier.Free })
	owed := slices.ContainsFunc(bars, func(b dossier.Bar) bool { return b.Invoice == d.About && b.From == d.Since })
	moved := slices.ContainsFunc(bars, func(b dossier.Bar) bool {
		return slices.ContainsFunc(b.Moves, func(m dossier.BarMove) bool { return m.Effect != dossier.NoEffect && m.Event.On == e.On })
	})
	switch {
	case same && kind == dossier.StoppedTalk:
		return "the talks ended earlier"
	case same && kind == dossier.Renounced: // told before the suit was lost, it had no effect yet
		return "what had run out runs again"
	case same && moved, kind == dossier.Paid && same:
		return "the act, in time, moved it"
	case held && moved:
		return "the act, in time, holds it"
	case kind == dossier.Paid && !owed:
		return "that instalment is paid"
	}
	return ""
}

// openedOnce is the act that must come before, if there is one.
func openedOnce(act string) dossier.EventKind {
	if act == "" {
		return "-"
	}
	return dossier.EventKind(act)
}

// TestReferencePassedStays: no act takes a passed line away in silence.
func TestReferencePassedStays(t *testing.T) {
	g := guide(t)
	reasons := map[string]int{}
	for rounds := 0; rounds < 20 && len(reasons) == 0; rounds++ { // however few are drawn
		rapid.Check(t, func(rt *rapid.T) {
			c := sharpCase(rt)
			kinds := dossier.EventKinds(g)
			for range rapid.IntRange(0, 4).Draw(rt, "acts") {
				e := happened(rapid.SampledFrom(kinds).Draw(rt, "act"), sharp(rt, "act on"))
				if e.Kind == dossier.Wrote && rapid.Bool().Draw(rt, "a day to answer") {
					e.Until = e.On.Add(10)
				}
				c = c.With(e)
			}
			on := max(sharp(rt, "asked"), "2025-08-01")
			e := sharpEvent(rt)
			if rapid.Bool().Draw(rt, "of any kind") {
				e = happened(rapid.SampledFrom(kinds).Draw(rt, "last act"), e.On)
			}
			e.On = min(e.On, on)
			after := c.With(e)
			now := after.Deadlines(g, on)
			for _, d := range c.Deadlines(g, on) {
				if !d.Passed || slices.ContainsFunc(now, func(o dossier.Deadline) bool {
					return o.Kind == d.Kind && o.About == d.About && o.On == d.On && o.Passed
				}) {
					continue
				}
				reason := mayGo(g, d, e, after, on)
				if reason == "" {
					rt.Fatalf("on %s, %s on %s (%s, about %q) takes away %s %s of %s\n%s\n%+v", on, e.Kind, e.On, e.Act, e.Invoice, d.Kind, d.About, d.On, journalOf(c, on), now)
				}
				reasons[reason]++
			}
		})
	}
	if len(reasons) == 0 {
		t.Error("no passed line went: nothing is proved")
	}
}

// TestReferenceMovesEndWhereTheBarDoes: what is told of each event, one after the
// other, ends on the day that is reckoned with all of them known.
func TestReferenceMovesEndWhereTheBarDoes(t *testing.T) {
	g := guide(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := sharpCase(rt)
		on := max(sharp(rt, "asked"), "2025-08-01")
		for _, b := range c.Bars(g, on) {
			if n := len(b.Moves); n > 0 && b.Hold != dossier.ByTitle && b.Moves[n-1].Ends != b.Earliest {
				rt.Fatalf("told to end on %s, and it does on %s\n%s", b.Moves[n-1].Ends, b.Earliest, journalOf(c, on))
			}
		}
	})
}
