package casefiletest

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// Contract checks what every store of cases promises. Each call of open gives another
// one, empty; each call of again, one more on the same cases, as another window has it.
func Contract(t *testing.T, open func(testing.TB) casefile.Store, again func(testing.TB, casefile.Store) casefile.Store) {
	for name, check := range map[string]func(*contract){
		"saved":      (*contract).saved,
		"found":      (*contract).found,
		"listed":     (*contract).listed,
		"searched":   (*contract).searched,
		"deleted":    (*contract).deleted,
		"protected":  (*contract).protected,
		"states":     (*contract).states,
		"drafts":     (*contract).drafts,
		"business":   (*contract).business,
		"carried":    (*contract).carried,
		"any":        (*contract).any,
		"set aside":  (*contract).noneAside,
		"left draft": (*contract).leftDraft,
	} {
		t.Run(name, func(t *testing.T) { check(&contract{t, open, again, open(t)}) })
	}
}

type contract struct {
	*testing.T
	open  func(testing.TB) casefile.Store
	again func(testing.TB, casefile.Store) casefile.Store
	s     casefile.Store
}

// Example is a case with a little of everything.
func Example() dossier.Case {
	return dossier.Case{
		Title: "Facture de mars", Subject: "Pains spéciaux",
		Client:    dossier.Party{Name: "Boulangerie Éléonore & Fils", Address: "1 rue du Four\n75001 Paris"},
		Business:  dossier.Party{Name: "Atelier Léa"},
		Said:      map[decision.Fact]string{"cause": "impaye", "client": "commercant"},
		Journal:   []dossier.Event{{On: "2026-03-03", Kind: dossier.Called, Note: "« Demain », dit-elle <bientôt>."}},
		Invoices:  []dossier.Invoice{{Number: "F-1", Dues: []dossier.Due{{On: "2026-02-01", Cents: 150000}}}},
		Concluded: dossier.Conclusion{Step: "relancer-par-ecrit", On: "2026-03-04"},
		Next:      dossier.Deadline{On: "2027-01-31", Kind: dossier.LastDayToSue},
		Opened:    "2026-03-01", Changed: "2026-03-04",
	}
}

func (c *contract) no(err error) {
	c.Helper()
	if err != nil {
		c.Fatal(err)
	}
}

func (c *contract) is(err, want error) {
	c.Helper()
	if !errors.Is(err, want) {
		c.Fatalf("%v instead of %v", err, want)
	}
}

func (c *contract) same(got, want any) {
	c.Helper()
	if !reflect.DeepEqual(got, want) {
		c.Fatalf("got:\n%+v\nwanted:\n%+v", got, want)
	}
}

// create saves a case, closes it and returns its ID.
func (c *contract) create(kase dossier.Case) string {
	c.Helper()
	f, err := c.s.Create(kase)
	c.no(err)
	id := f.Case().ID
	c.no(f.Close())
	return id
}

func (c *contract) file(id, passphrase string) casefile.File {
	c.Helper()
	f, err := c.s.Open(id, passphrase)
	c.no(err)
	c.Cleanup(func() { f.Close() })
	return f
}

func (c *contract) cases() []casefile.Summary {
	c.Helper()
	l, err := c.again(c, c.s).List()
	c.no(err)
	c.same(len(l.Damaged), 0)
	return l.Cases
}

func (c *contract) saved() {
	want := Example()
	id := c.create(want)
	f := c.file(id, "")
	want.ID = id
	c.same(f.Case(), want)
	want.Client.Address, want.Changed = "2 rue du Four", "2026-03-05"
	c.no(f.Save(want))
	c.same(f.Case(), want)
	c.same(f.ReadOnly(), false)
	c.no(f.Close())
	if err := f.Save(want); err == nil {
		c.Fatal("a closed case was saved")
	}
	other, err := c.again(c, c.s).Open(id, "")
	c.no(err)
	defer other.Close()
	c.same(other.Case(), want)
	_, err = c.s.Open("nulle-part-aaaaaa", "")
	c.is(err, casefile.ErrNotFound)
	for _, bad := range []string{"", ".", "../x", "a/b", "a\x00b", `a\b`} {
		_, err = c.s.Open(bad, "")
		c.is(err, casefile.ErrNotFound)
	}
}

func (c *contract) found() {
	first := c.create(Example())
	kase := Example()
	kase.Client.Name = "Boulangerie du Port"
	second := c.create(kase)
	for said, want := range map[string]string{first: first, second[:len(second)-2]: second, "eleonore": first, "BOULANGERIE du port": second, " " + first + " ": first} {
		got, err := c.s.Find(said)
		c.no(err)
		c.same(got, want)
	}
	_, err := c.s.Find("garage")
	c.is(err, casefile.ErrNotFound)
	if _, err = c.s.Find("boulangerie"); err == nil || errors.Is(err, casefile.ErrNotFound) {
		c.Fatalf("two cases may be meant: %v", err)
	}
}

func (c *contract) listed() {
	c.same(len(c.cases()), 0)
	var ids []string
	for i, on := range []decision.Day{"2026-05-01", "2026-04-01", "", "2026-04-02"} {
		kase := Example()
		kase.Next.On, kase.Archived, kase.Client.Name = on, i == 3, fmt.Sprint("Client ", i)
		ids = append(ids, c.create(kase))
	}
	all := c.cases()
	var got []string
	for _, s := range all {
		got = append(got, s.ID)
	}
	c.same(got, []string{ids[1], ids[0], ids[2], ids[3]})
	first := all[0]
	c.same([]any{first.Client, first.Title, first.Step, first.Next.On, first.Last.Kind, first.Answered, first.Changed, all[3].Archived},
		[]any{"Client 1", "Facture de mars", "relancer-par-ecrit", decision.Day("2026-04-01"), dossier.Called, 2, decision.Day("2026-03-04"), true})
	c.same(c.cases(), all) // as it was remembered
}

func (c *contract) deleted() {
	id, kept := c.create(Example()), c.create(Example())
	f := c.file(id, "")
	c.no(f.KeepDraft(casefile.NewDraft("note", "une note", "")))
	c.no(f.Close())
	c.no(c.s.Delete(id))
	c.is(c.s.Delete(id), casefile.ErrNotFound)
	_, err := c.s.Open(id, "")
	c.is(err, casefile.ErrNotFound)
	c.same(c.cases()[0].ID, kept)
	c.same(len(c.cases()), 1)
}

func (c *contract) protected() {
	restore := Hurry()
	defer restore()
	clear := c.create(Example())
	f := c.file(clear, "")
	d := casefile.NewDraft("note", "une note", "")
	d.Fields = map[string]string{"texte": "à moitié"}
	c.no(f.KeepDraft(d))
	c.no(f.Protect("ouvre-toi", false))
	id := f.Case().ID
	c.no(f.Close())
	_, err := c.s.Open(clear, "")
	c.is(err, casefile.ErrNotFound)
	_, err = c.s.Open(id, "")
	c.is(err, casefile.ErrPassphrase)
	_, err = c.s.Open(id, "sésame")
	c.is(err, casefile.ErrWrongPassphrase)
	c.same(c.cases(), []casefile.Summary{{ID: id, Protected: true}})
	f = c.file(id, "ouvre-toi")
	want := Example()
	want.ID = id
	c.same(f.Case(), want)
	kept, err := f.Drafts()
	c.no(err)
	c.same(kept[0].Fields, d.Fields)
	want.Title = "Autre titre"
	c.no(f.Save(want))
	c.no(f.Protect("un autre", true))
	c.no(f.Close())
	c.same(c.cases(), []casefile.Summary{{ID: id, Protected: true, Client: want.Client.Name}})
	f = c.file(id, "un autre")
	c.same(f.Case(), want)
	c.no(f.Protect("", false))
	c.no(f.Close())
	c.same(c.file(id, "").Case(), want)
}

func (c *contract) states() {
	kase := Example()
	id := c.create(kase)
	f := c.file(id, "")
	for _, title := range []string{"un", "deux", "trois"} {
		kase.Title = title
		c.no(f.Replace(kase))
	}
	c.no(f.Close())
	f = c.file(id, "")
	all, err := f.States("")
	c.no(err)
	var titles []string
	for i, s := range all {
		c.no(s.Err)
		titles = append(titles, s.Case.Title)
		if i > 0 && s.At.After(all[i-1].At) {
			c.Fatal("the latest comes first")
		}
	}
	c.same(titles, []string{"deux", "un", "Facture de mars"})
}

func (c *contract) drafts() {
	id := c.create(Example())
	f := c.file(id, "")
	one, other := casefile.NewDraft("note", "une note", "2026-03-03"), casefile.NewDraft("courrier/relance-1", "une relance", "")
	one.Fields, other.Fields = map[string]string{"texte": "« à moitié"}, map[string]string{"texte": "Madame,\n"}
	c.no(f.KeepDraft(one))
	c.no(f.KeepDraft(other))
	one.Fields["texte"] = "« à moitié »"
	c.no(f.KeepDraft(one))
	c.no(f.DropDraft(other.ID))
	c.no(f.Close())
	kept, err := c.file(id, "").Drafts()
	c.no(err)
	c.same(len(kept), 1)
	kept[0].At = one.At
	c.same(kept[0], one)
}

func (c *contract) leftDraft() {
	id := c.create(Example())
	f := c.file(id, "")
	dir, of, recipient := f.Place()
	c.same([]string{dir, of, recipient}, []string{c.s.Dir(), id, ""})
	c.no(f.Close())
	d := casefile.NewDraft("note", "une note", "")
	d.Fields = map[string]string{"texte": "laissé"}
	c.no(c.s.AddDraft(id, recipient, d))
	c.no(c.s.AddDraft("nulle-part-aaaaaa", "", d))
	kept, err := c.file(id, "").Drafts()
	c.no(err)
	c.same(kept[0].Fields, d.Fields)
}

func (c *contract) business() {
	kase := Example()
	c.create(kase)
	kase.Business.Name, kase.Changed = "Léa et Cie", "2026-04-04"
	c.create(kase)
	l, err := c.s.List()
	c.no(err)
	c.same(c.s.Business(l), dossier.Party{Name: "Léa et Cie"})
}

func (c *contract) noneAside() {
	_, err := c.s.Rescue("x.json.abime-2026-03-03", "")
	c.is(err, casefile.ErrNotFound)
	c.is(c.s.DeleteAside("x.json.abime-2026-03-03"), casefile.ErrNotFound)
}

// carried takes cases to another store, and back: the second archive holds what the
// first does.
func (c *contract) carried() {
	restore := Hurry()
	defer restore()
	plain := c.create(Example())
	f := c.file(c.create(Example()), "")
	c.no(f.Protect("ouvre-toi", true))
	sealed := f.Case().ID
	c.no(f.Close())
	Carry(c, c.s, c.open(c))
	Carry(c, c.s, c.s) // each is there twice then
	c.same(len(c.cases()), 4)
	_, err := c.s.Open(sealed, "ouvre-toi")
	c.no(err)
	_, err = c.s.Open(plain, "")
	c.no(err)
}

// Carry exports all cases of a store and imports them in another, then checks that they
// are there as they were, byte for byte in an archive if that one was empty.
func Carry(t testing.TB, from, to casefile.Store) {
	t.Helper()
	var out, back bytes.Buffer
	before, err := to.List()
	if err = cmp.Or(err, from.Export(&out)); err != nil {
		t.Fatal(err)
	}
	ids, _, err := to.Import(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err == nil {
		err = to.Export(&back, ids...)
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(before.Cases) > 0 {
		return
	}
	if got, want := unfolded(t, back.Bytes()), unfolded(t, out.Bytes()); !reflect.DeepEqual(got, want) {
		t.Fatalf("carried:\n%v\nwanted:\n%v", got, want)
	}
}

// any saves cases at random, and finds each as it was.
func (c *contract) any() {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("aé«»\n\t\"\\{}[]:,;'$%\x1f‐😀 ")), 0, 40, -1)
	all := map[string]dossier.Case{}
	rapid.Check(c, func(t *rapid.T) {
		kase := Example()
		kase.Subject = ""
		kase.Title, kase.Client.Name = "t"+text.Draw(t, "title"), "c"+text.Draw(t, "client")
		for i := range rapid.IntRange(0, 5).Draw(t, "events") {
			kase.Journal = append(kase.Journal, dossier.Event{On: "2026-03-04", Kind: dossier.Called, Note: fmt.Sprint(i, text.Draw(t, "note"))})
		}
		kase.Invoices[0].Dues[0].Cents = rapid.Int64Range(0, 1e15).Draw(t, "cents")
		f, err := c.s.Create(kase)
		if err != nil {
			t.Fatal(err)
		}
		id := f.Case().ID
		f.Close() //nolint:errcheck // a test
		f, err = c.s.Open(id, "")
		if err != nil {
			t.Fatal(err)
		}
		read := f.Case()
		if err := f.Save(read); err != nil {
			t.Fatal(err)
		}
		f.Close() //nolint:errcheck // a test
		if read.Invoices[0].Dues[0].Cents != kase.Invoices[0].Dues[0].Cents || len(read.Journal) != len(kase.Journal) {
			t.Fatalf("read:\n%+v\nsaved:\n%+v", read, kase)
		}
		all[id] = read
	})
	listed := c.cases()
	if len(listed) != len(all) {
		c.Fatalf("%d cases are listed, of %d", len(listed), len(all))
	}
	for _, s := range listed {
		f, err := c.s.Open(s.ID, "")
		c.no(err)
		c.same(f.Case(), all[s.ID])
		c.same(s.Client, all[s.ID].Client.Name)
		c.no(f.Close())
	}
	ids := func(all []casefile.Summary) (ids []string) {
		for _, s := range all {
			ids = append(ids, s.ID)
		}
		slices.Sort(ids)
		return ids
	}
	other := c.open(c)
	Carry(c, c.s, other)
	l, err := other.List()
	c.no(err)
	c.same(ids(l.Cases), ids(listed))
}

// unfolded is what an archive holds, by name.
func unfolded(t testing.TB, archive []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, entry := range z.File {
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[entry.Name] = string(data)
	}
	return all
}
