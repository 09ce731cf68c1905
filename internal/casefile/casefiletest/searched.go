package casefiletest

import (
	"cmp"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// searched compares what a store finds with the cases themselves, opened one by one.
func (c *contract) searched() {
	g := contenttest.Guide(c)
	rapid.Check(c.T, func(t *rapid.T) {
		left, err := c.s.List()
		c.no(err)
		for _, s := range left.Cases {
			c.no(c.s.Delete(s.ID))
		}
		all := map[string]dossier.Case{}
		for range rapid.IntRange(0, 6).Draw(t, "cases") {
			kase := anyFound(t)
			id := c.create(kase)
			all[id] = kase
			if rapid.IntRange(0, 3).Draw(t, "again") == 0 {
				f, err := c.s.Open(id, "")
				c.no(err)
				kase = anyFound(t)
				c.no(f.Save(kase))
				c.no(f.Close())
				all[id] = kase
			}
		}
		for range 3 {
			c.finds(t, all, anyQuery(t, g))
		}
	})
}

// finds compares what is found with what is to be.
func (c *contract) finds(t *rapid.T, all map[string]dossier.Case, q casefile.Query) {
	got, err := c.s.Search(q)
	c.no(err)
	want, counts := sought(all, q)
	if q.Guide == nil { // they are as they were last seen, whenever that was
		if got.All() != len(want) || sorted(got.Cases) != sorted(want) {
			t.Fatalf("%q finds %s instead of %s", q.Words, sorted(got.Cases), sorted(want))
		}
		return
	}
	if ids(got.Cases) != ids(want) {
		t.Fatalf("%q on %s finds %s instead of %s", q.Words, q.On, ids(got.Cases), ids(want))
	}
	for group, n := range counts {
		if got.Count(group) != n {
			t.Fatalf("%d of group %d instead of %d", got.Count(group), group, n)
		}
	}
	for i := range want {
		if o := got.Cases[i].Outlook; o.Step != want[i].Step || o.Next != want[i].Next || o.Until != want[i].Until || o.Owed != want[i].Owed {
			t.Fatalf("%s: %+v instead of %+v", want[i].ID, o, want[i].Outlook)
		}
	}
}

func anyQuery(t *rapid.T, g *decision.Guide) casefile.Query {
	q := casefile.Query{Words: rapid.SampledFrom(soughtWords).Draw(t, "words")}
	if rapid.Bool().Draw(t, "guided") {
		q.Guide, q.On = g, decision.Day(rapid.SampledFrom([]string{"2026-01-10", "2026-03-15", "2026-12-01", "2028-01-01"}).Draw(t, "on"))
		q.Most = rapid.IntRange(0, 3).Draw(t, "most")
		if rapid.Bool().Draw(t, "where") {
			q.Where = toldWhere
		}
	}
	return q
}

func toldWhere(o dossier.Outlook) string {
	switch {
	case o.Over:
		return "fini"
	case o.Until != "":
		return "attendre le " + string(o.Until)
	}
	return "étape " + o.Step
}

var soughtWords = []string{"", "ecluse", "l ecluse", "lécluse", "L’ÉCLUSE", "port", "Ecluse du port", "zzz", "%", "_", "attendre", "etape mettre", "fini", "facture", "é"}

// anyFound is a case that something may be searched in.
func anyFound(t *rapid.T) dossier.Case {
	some := func(what string, of ...string) string { return rapid.SampledFrom(of).Draw(t, what) }
	kase := dossier.Case{
		Client:  dossier.Party{Name: some("client", "", "L’Écluse", "Lécluse", "Écluse du port", "Port & fils", "100 % _bio")},
		Title:   some("title", "", "Facture", "L'écluse"),
		Subject: some("subject", "", "Port"),
		Changed: decision.Day(some("changed", "", "2026-01-05", "2026-02-01")),
		Opened:  "2026-01-02",
		Said:    map[decision.Fact]string{"cause": "impaye"},
	}
	if rapid.Bool().Draw(t, "more") {
		kase.Said = map[decision.Fact]string{
			"cause": "impaye", "client": some("kind", "consommateur", "commercant"), "difficulte": "non", "piece": "rien",
			"contact": "ecrit", "reponse": "silence", "contrat": "ordinaire", "contestation": "non",
		}
		kase.Invoices = []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: decision.Day(some("due", "2024-01-20", "2025-12-01")), Cents: 1000_00}}}}
		if rapid.Bool().Draw(t, "notice") {
			kase = kase.With(dossier.Event{On: "2026-03-01", Kind: dossier.GaveNotice})
		}
	}
	kase.Archived = some("archived", "no", "no", "yes") == "yes"
	if some("closed", "no", "no", "yes") == "yes" {
		kase.Closed = "2026-01-06"
	}
	return kase
}

// sought is what a query is to find: the reference, which opens each case.
func sought(all map[string]dossier.Case, q casefile.Query) (want []casefile.Summary, counts map[casefile.Group]int) {
	counts = map[casefile.Group]int{}
	since := q.On.Add(-30)
	type ranked struct {
		casefile.Summary
		rank string
	}
	var found []ranked
	for id, kase := range all {
		s := casefile.Summary{ID: id, Outlook: dossier.Outlook{Step: kase.Concluded.Step, Next: kase.Next}, Archived: kase.Archived, Closed: kase.Closed != ""}
		if q.Guide != nil {
			now, _ := kase.Replay(q.Guide, q.On)
			s.Outlook, s.Bare = now.Outlook(q.Guide, q.On), kase.Bare(q.Guide)
		}
		text := kase.Client.Name + " " + kase.Subject + " " + kase.Title + " " + id
		if !french.Found(text, q.Words) && (q.Where == nil || !french.Found(q.Where(s.Outlook), q.Words)) {
			continue
		}
		due, on := "0", s.Next.On
		if last := max(on, s.Next.Latest); q.Guide != nil && s.Next.Passed && last < since {
			due = "1"
		}
		if on == "" {
			due = "2"
		}
		// The rank sorts as the list does but for the day of the last change, backwards.
		found = append(found, ranked{s, string(rune('0'+s.Group())) + due + string(on)})
		counts[s.Group()]++
	}
	slices.SortFunc(found, func(a, b ranked) int {
		return cmp.Or(strings.Compare(a.rank, b.rank), strings.Compare(string(all[b.ID].Changed), string(all[a.ID].Changed)), strings.Compare(a.ID, b.ID))
	})
	taken := map[casefile.Group]int{}
	for _, f := range found {
		if g := f.Group(); q.Most == 0 || taken[g] < q.Most {
			taken[g]++
			want = append(want, f.Summary)
		}
	}
	return want, counts
}

func sorted(all []casefile.Summary) string {
	names := strings.Fields(ids(all))
	slices.Sort(names)
	return strings.Join(names, " ")
}

func ids(all []casefile.Summary) string {
	var names []string
	for _, s := range all {
		names = append(names, s.ID)
	}
	return strings.Join(names, " ")
}
