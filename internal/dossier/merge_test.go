package dossier

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
)

// forked returns a case and two versions of it, each after acts of its own, and
// what each did that no other act of it undid.
func forked(t *rapid.T) (base, a, b Case) {
	base = acted(t, Case{ID: "x", Opened: "2026-01-01"}, "base", 6)
	return base, acted(t, base, "a", 6), acted(t, base, "b", 6)
}

// acted returns the case after a few acts of a window.
func acted(t *rapid.T, c Case, who string, most int) Case {
	word := func(label string) string { return rapid.SampledFrom([]string{"un", "deux", who}).Draw(t, label) }
	day := func() decision.Day {
		return decision.Day(fmt.Sprintf("2026-0%d-11", rapid.IntRange(1, 9).Draw(t, "month")))
	}
	for range rapid.IntRange(0, most).Draw(t, "acts of "+who) {
		switch rapid.IntRange(0, 7).Draw(t, "act") {
		case 0:
			c = c.With(Event{On: day(), Kind: Called, Note: word("note")})
		case 1:
			c = c.With(Event{On: day(), Kind: Paid, Cents: rapid.Int64Range(1, 3).Draw(t, "cents")})
		case 2:
			c.Invoices = append(slices.Clone(c.Invoices), Invoice{Number: fmt.Sprint(who, len(c.Invoices)), Dues: []Due{{day(), 100}}})
		case 3:
			c.Complaints = append(slices.Clone(c.Complaints), Complaint{Number: c.NextComplaint("2026-01-01"), On: day(), What: who + word("what")})
		case 4:
			c.Drafts = maps.Clone(c.Drafts)
			if c.Drafts == nil {
				c.Drafts = map[string]string{}
			}
			c.Drafts[word("letter")] = who + word("text")
		case 5:
			c.Client.Address, c.Business.Name = word("address"), word("name")
		case 6:
			c.Said = maps.Clone(c.Said)
			if c.Said == nil {
				c.Said = map[decision.Fact]string{}
			}
			c.Said[decision.Fact(word("fact"))] = word("value")
		case 7:
			before := c.Said
			c = c.With(Event{On: day(), Kind: StepDone, Step: word("step"), Before: before})
			c.Said = map[decision.Fact]string{"contact": word("contact")}
		}
	}
	return c
}

// TestMergeLosesNothing: whatever two windows did, all that either version says
// is in the merged case, or is told as something to choose.
func TestMergeLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		_, a, b := forked(t)
		merged, apart := Merge(a, b)
		for _, one := range []Case{a, b} {
			if lost := beyond(one.Journal, merged.Journal); len(lost) > 0 {
				t.Fatalf("events lost: %+v", lost)
			}
			for _, i := range one.Invoices {
				if !slices.ContainsFunc(merged.Invoices, func(o Invoice) bool { return reflect.DeepEqual(i, o) }) {
					t.Fatalf("invoice lost: %+v", i)
				}
			}
			for _, c := range one.Complaints {
				if !slices.ContainsFunc(merged.Complaints, func(o Complaint) bool { return o.What == c.What && o.On == c.On }) {
					t.Fatalf("complaint lost: %+v in %+v", c, merged.Complaints)
				}
			}
			for l, text := range one.Drafts {
				kept(t, text, merged.Drafts[l], apart, "brouillons", l)
			}
			kept(t, one.Client.Address, merged.Client.Address, apart, "client", "adresse")
			kept(t, one.Business.Name, merged.Business.Name, apart, "entreprise", "nom")
			for f, said := range one.Said {
				if !answeredSince(f, said, a, b) {
					kept(t, said, merged.Said[f], apart, "reponses", string(f))
				}
			}
		}
		inOrder(t, a.Journal, merged.Journal)
		inOrder(t, beyond(b.Journal, a.Journal), merged.Journal)
		again, more := Merge(merged, b)
		if !again.Same(merged) {
			t.Fatalf("merged again: %+v\nis not %+v", again, merged)
		}
		if len(more) > len(apart) {
			t.Fatalf("merged again, more differs: %+v", more)
		}
	})
}

// answeredSince says whether an answer is one that a step of the other version
// changed, starting from it.
func answeredSince(f decision.Fact, said string, a, b Case) bool {
	before := saidBefore(a, b)
	return before != nil && before[f] == said && (a.Said[f] != said || b.Said[f] != said)
}

// kept fails unless a value is in the merged case, or is to be chosen.
func kept(t *rapid.T, said, merged string, apart []Difference, path ...string) {
	if said == "" || said == merged {
		return
	}
	for _, d := range apart {
		if slices.Equal(d.Path, path) && (d.A == any(said) || d.B == any(said)) {
			return
		}
	}
	t.Fatalf("%q of %v is neither kept nor told: %+v", said, path, apart)
}

// inOrder fails unless some events are in the merged journal in their order.
func inOrder(t *rapid.T, one, merged []Event) {
	at := 0
	for _, e := range merged {
		if at < len(one) && same(reflect.ValueOf(one[at]), reflect.ValueOf(e)) {
			at++
		}
	}
	if at < len(one) {
		t.Fatalf("out of order: %+v\nin %+v", one, merged)
	}
}

// TestJoin: with a known past, what only one version changed is as it left it,
// even taken away, and nothing is to choose.
func TestJoin(t *testing.T) {
	base := Case{
		Client: Party{Name: "Garage", Address: "1 rue"}, Drafts: map[string]string{"a": "un", "b": "deux"}, Archived: true,
		Journal: []Event{{Kind: Called}, {Kind: Noted}}, Invoices: []Invoice{{Number: "1"}, {Number: "2"}},
	}
	a, b := base, base
	a.Client.Address, a.Drafts = "2 rue", map[string]string{"a": "un"}
	a.Journal = append(slices.Clone(base.Journal), Event{Kind: Paid, Cents: 5})
	b.Client.Name, b.Archived = "", false
	b.Journal, b.Invoices = base.Journal[:1], base.Invoices[1:]
	got, apart := Join(base, a, b)
	want := Case{
		Client: Party{Address: "2 rue"}, Drafts: map[string]string{"a": "un"},
		Journal: []Event{{Kind: Called}, {Kind: Paid, Cents: 5}}, Invoices: []Invoice{{Number: "2"}},
	}
	if len(apart) > 0 || !got.Same(want) {
		t.Errorf("got %+v\nto choose %+v", got, apart)
	}
	b.Client.Address = "3 rue"
	if _, apart = Join(base, a, b); len(apart) != 1 || apart[0].A != "2 rue" || apart[0].B != "3 rue" {
		t.Fatalf("to choose: %+v", apart)
	}
	if c := apart[0].In(got, true); c.Client.Address != "3 rue" || got.Client.Address != "2 rue" {
		t.Errorf("chosen: %+v", c.Client)
	}
}

// TestChoosing puts each version back, field by field, without touching the
// other case.
func TestChoosing(t *testing.T) {
	a := Case{Said: map[decision.Fact]string{"contact": "oral"}, Drafts: map[string]string{"l": "un"}, Invoices: []Invoice{{Number: "1", Rate: 3, Dues: []Due{{"2026-01-01", 5}}}}, Complaints: []Complaint{{Number: "R", What: "x", Owner: "Anne"}}}
	b := Case{Said: map[decision.Fact]string{"contact": "ecrit"}, Drafts: map[string]string{"l": "deux"}, Invoices: []Invoice{{Number: "1", Rate: 4, Dues: []Due{{"2026-01-02", 5}}}}, Complaints: []Complaint{{Number: "R", What: "x", Owner: "Paul"}}}
	merged, apart := Merge(a, b)
	if len(apart) != 5 || !merged.Same(a) {
		t.Fatalf("%+v\n%+v", merged, apart)
	}
	for _, d := range apart {
		merged = d.In(merged, true)
	}
	if !merged.Same(b) || a.Said["contact"] != "oral" || a.Invoices[0].Rate != 3 {
		t.Errorf("all of the second: %+v; the first is now %+v", merged, a)
	}
}

// TestOneIsLaterThanTheOther: a version that only went on is taken whole.
func TestOneIsLaterThanTheOther(t *testing.T) {
	a := Case{Said: map[decision.Fact]string{"contact": "aucun", "cause": "impaye"}, Journal: []Event{{Kind: Noted}}}
	b := a.With(Event{Kind: Called, On: "2026-03-03"}).With(Event{Kind: StepDone, Step: "appeler", On: "2026-03-03", Before: a.Said})
	b.Said, b.Closed = map[decision.Fact]string{"contact": "oral", "reponse": "silence"}, "2026-03-03"
	for _, versions := range [][2]Case{{a, b}, {b, a}} {
		if got, apart := Merge(versions[0], versions[1]); len(apart) > 0 || !got.Same(b) {
			t.Errorf("%+v\nto choose %+v", got, apart)
		}
	}
}
