package casefile_test

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"compromis/decision/decisiontest"
	"compromis/internal/casefile"
	"compromis/internal/casefile/casefiletest"
	"compromis/internal/disk"
	"compromis/internal/disk/disktest"
	"compromis/internal/dossier"
)

// operation is something that writes in a folder of cases. Whichever of its calls
// to the disk fails, and however, what the folder tells next is what it told
// before, or what it tells when all goes well.
//
// The folder holds a case, with a former state and a draft.
type operation struct {
	name   string
	secret string                                               // the passphrase of the case, if any
	put    func(t *testing.T, s casefile.Store, id string)      // what stands beside it
	late   func(t *testing.T, s casefile.Store, id string)      // the same, once it is open
	do     func(s casefile.Store, id string) error              // on the folder
	open   func(f casefile.File) error                          // or on the case, once it is open
	fails  bool                                                 // its error is what it has to tell, even when all goes well
	again  bool                                                 // it may be done again, once it has failed
	also   func(way disktest.Way, before, after, got told) bool // what else the folder may tell, once it has failed
}

// told is what a folder tells, a line a case.
type told []string

// within says whether all that one tells is told by the other.
func (one told) within(other told) bool {
	return !slices.ContainsFunc(one, func(line string) bool { return !slices.Contains(other, line) })
}

func (one told) String() string { return strings.Join(one, "\n\t") }

func changed(title string) dossier.Case {
	c := example()
	c.Title = title
	return c
}

func saves(f casefile.File) error { return f.Save(changed("Facture d’après")) }

func protects(passphrase string) func(f casefile.File) error {
	return func(f casefile.File) error { return f.Protect(passphrase, false) }
}

// halfTyped is a draft of a case.
func halfTyped(text string) casefile.Draft {
	return casefile.Draft{ID: "d", Place: "courrier/relance-1", On: "2026-03-03", Fields: map[string]string{"texte": text}}
}

func keepsDraft(f casefile.File) error { return f.KeepDraft(halfTyped("Facture à demi, et plus")) }

// operations are all that write in the folder of the cases.
var operations = []operation{
	{name: "save", again: true, open: saves},
	{name: "save again", again: true, also: func(_ disktest.Way, _, _, got told) bool {
		return len(got) == 1 && strings.Contains(got[0], "d’ici là")
	}, open: func(f casefile.File) error { return cmp.Or(f.Save(changed("Facture d’ici là")), saves(f)) }},
	{name: "replace", again: true, open: func(f casefile.File) error { return f.Replace(changed("Facture d’après")) }},
	{name: "save a protected case", again: true, secret: passphrase, open: saves},
	{name: "save over another program", again: true, open: saves, late: func(t *testing.T, s casefile.Store, id string) {
		path := filepath.Join(s.Dir(), id+".json")
		write(t, path, strings.Replace(read(t, path), "Facture d’avant", "Facture d’ailleurs", 1))
	}, also: func(_ disktest.Way, _, _, got told) bool { // as the other program left it, with or without its copy
		return len(got) == 1 && strings.Contains(got[0], "ailleurs")
	}},
	{name: "protect", again: true, open: protects(passphrase)},
	{name: "another passphrase", again: true, secret: passphrase, open: protects("autre phrase")},
	{name: "no passphrase", again: true, secret: passphrase, open: protects("")},
	{name: "keep a draft", again: true, open: keepsDraft},
	{name: "keep a draft of a protected case", again: true, secret: passphrase, open: keepsDraft},
	{name: "drop a draft", again: true, open: func(f casefile.File) error { return f.DropDraft("d") }},
	{name: "create", do: func(s casefile.Store, _ string) error {
		f, err := s.Create(changed("Facture neuve"))
		if err == nil {
			err = f.Close()
		}
		return err
	}},
	{name: "delete", do: (casefile.Store).Delete, also: func(_ disktest.Way, before, _, got told) bool { // without what was half typed
		return len(got) == 1 && strings.HasPrefix(before[0], got[0])
	}, put: func(t *testing.T, s casefile.Store, id string) {
		write(t, filepath.Join(s.Dir(), id+".json.version-2026-03-03"), "{}")
	}},
	{name: "put a version aside", again: true, open: func(f casefile.File) error {
		all, err := f.Versions("")
		for _, v := range all {
			err = cmp.Or(err, v.Err)
		}
		if err == nil {
			err = f.PutAside(all)
		}
		return err
	}, put: func(t *testing.T, s casefile.Store, id string) {
		write(t, filepath.Join(s.Dir(), id+" (1).json"), read(t, filepath.Join(s.Dir(), id+".json")))
	}},
	{name: "set a damaged file aside", fails: true, do: func(s casefile.Store, _ string) error {
		_, err := s.Open("abime", "")
		return err
	}, put: func(t *testing.T, s casefile.Store, _ string) {
		write(t, filepath.Join(s.Dir(), "abime.json"), `{"format": 1, "dossier": {"titre": "Facture de`)
	}},
	{name: "rescue", do: func(s casefile.Store, _ string) error {
		r, err := s.Rescue("abime.json.abime-2026-03-03", "")
		if err != nil {
			return err
		}
		f, err := s.Recover(r)
		if err == nil {
			err = f.Close()
		}
		return err
	}, put: func(t *testing.T, s casefile.Store, _ string) {
		setAside(t, s, "abime", strings.Replace(plain(t), "Facture de mars", "Facture sauvée", 1)+"!")
	}},
	{name: "remove what was set aside", do: func(s casefile.Store, _ string) error { return s.DeleteAside("abime.json.abime-2026-03-03") }, put: func(t *testing.T, s casefile.Store, _ string) {
		setAside(t, s, "abime", "{")
		write(t, filepath.Join(s.Dir(), "abime.etats"), "")
	}},
	{name: "list", again: true, put: func(t *testing.T, s casefile.Store, id string) { old(t, s, id) }, do: func(s casefile.Store, _ string) error {
		_, err := s.List()
		return err
	}},
	{name: "import", do: func(s casefile.Store, _ string) error {
		_, err := imported(s, archiveOfThree)
		return err
	}, put: func(t *testing.T, _ casefile.Store, _ string) {
		from := newStore(t)
		for _, title := range []string{"un", "deux", "trois"} {
			create(t, from, changed("Facture "+title))
		}
		archiveOfThree = export(t, from)
	}, also: func(way disktest.Way, before, after, got told) bool { // some of them, each whole
		return way == disktest.Dead && before.within(got) && got.within(after)
	}},
	{name: "export", again: true, do: func(s casefile.Store, id string) error {
		err := disk.Stream(filepath.Join(s.Dir(), "..", "archive.zip"), func(w io.Writer) error { return s.Export(w, id) })
		if err != nil { // whoever asked makes a sentence of it
			err = &casefile.Error{Err: err, Text: "L’archive ne s’écrit pas\u00a0: " + disk.Reason(err)}
		}
		return err
	}},
}

// archiveOfThree holds three cases.
var archiveOfThree []byte

// TestEveryCallFails has each call to the disk of each operation fail, in each
// way. The calls are counted as the operation is: a new one is tried with the rest.
func TestEveryCallFails(t *testing.T) {
	t.Cleanup(casefiletest.Hurry())
	if memory := "/dev/shm"; isFolder(memory) { // to wait for a disk proves nothing here
		t.Setenv("TMPDIR", memory)
	}
	tried := 0
	for _, o := range operations {
		t.Run(o.name, func(t *testing.T) {
			from, id := o.folder(t)
			before := telling(t, copied(t, from))
			s := copied(t, from)
			var err error
			do, done := o.begins(t, s, id)
			calls := disktest.Calls(func() { err = do() })
			done()
			if (err != nil) != o.fails || len(calls) == 0 {
				t.Fatalf("%v after %q", err, calls)
			}
			after := telling(t, s)
			for n, call := range calls {
				for _, way := range disktest.Ways(call) {
					if tried++; !decisiontest.Tries(tried) {
						continue
					}
					t.Run(fmt.Sprint(n, " ", strings.Fields(call)[0], " ", way), func(t *testing.T) {
						o.failsAt(t, copied(t, from), id, n, way, before, after)
					})
				}
			}
			t.Logf("%d calls", len(calls))
		})
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// folder returns what the operation starts from.
func (o operation) folder(t *testing.T) (casefile.Store, string) {
	t.Helper()
	s := newStore(t)
	f, err := s.Create(example())
	if err == nil {
		err = f.Replace(changed("Facture d’avant"))
	}
	if err == nil {
		err = f.KeepDraft(halfTyped("Facture à demi"))
	}
	if err == nil && o.secret != "" {
		err = f.Protect(o.secret, false)
	}
	if err != nil {
		t.Fatal(err)
	}
	closeFile(t, f)
	if o.put != nil {
		o.put(t, s, f.Case().ID)
	}
	return s, f.Case().ID
}

// copied is a folder as it is, elsewhere, held by nobody: looking at it changes
// nothing of the first.
func copied(t *testing.T, s casefile.Store) casefile.Store {
	t.Helper()
	other := newStore(t)
	if err := os.CopyFS(other.Dir(), os.DirFS(s.Dir())); err != nil {
		t.Fatal(err)
	}
	return other
}

// begins returns what does the operation, and what gives the folder back.
func (o operation) begins(t *testing.T, s casefile.Store, id string) (do func() error, done func()) {
	t.Helper()
	if o.do != nil {
		return func() error { return o.do(s, id) }, func() {}
	}
	f := open(t, s, id, o.secret)
	if o.late != nil {
		o.late(t, s, id)
	}
	return func() error { return o.open(f) }, func() { closeFile(t, f) }
}

// failsAt checks what is left when the n-th call fails.
func (o operation) failsAt(t *testing.T, s casefile.Store, id string, n int, way disktest.Way, before, after told) {
	do, done := o.begins(t, s, id)
	defer done()
	var err error
	if call := disktest.Failing(n, way, func() { err = do() }); call == "" {
		t.Fatal("not so many calls this time")
	}
	if err != nil {
		frenchSentence(t, err)
	}
	got := telling(t, copied(t, s))
	switch {
	case slices.Equal(got, after), err != nil && slices.Equal(got, before), err != nil && o.also != nil && o.also(way, before, after, got):
	default:
		t.Fatalf("%v, and the folder tells\n\t%v\nbefore\n\t%v\nafter\n\t%v", err, got, before, after)
	}
	if way == disktest.Dead || !o.again {
		return
	}
	if err := do(); err != nil {
		t.Fatalf("again: %v", err)
	}
	if got := telling(t, copied(t, s)); !slices.Equal(got, after) {
		t.Errorf("again, the folder tells\n\t%v\nnot\n\t%v", got, after)
	}
}

// telling is what a folder tells: each case, with what it holds. Nothing of a
// protected one may be read beside it.
func telling(t *testing.T, s casefile.Store) (all told) {
	t.Helper()
	l := list(t, s)
	for _, line := range l.Cases {
		f, err := s.Open(line.ID, passphrase)
		if errors.Is(err, casefile.ErrWrongPassphrase) {
			f, err = s.Open(line.ID, "autre phrase")
		}
		if err != nil {
			t.Fatal(err)
		}
		c := f.Case()
		held := c.Title
		if c.ID, c.Title = "", example().Title; !reflect.DeepEqual(c, example()) {
			held += fmt.Sprintf(" and something else: %+v", c)
		}
		if f.ReadOnly() {
			t.Fatal("a case that is left may only be read")
		}
		statesHold(t, f)
		drafts, err := f.Drafts()
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range drafts {
			held += ", draft: " + d.Fields["texte"]
		}
		all = append(all, fmt.Sprintf("protected %v, %d versions: %s", line.Protected, line.Versions, held))
		for _, name := range names(t, s) {
			if held := read(t, filepath.Join(s.Dir(), name)); line.Protected && strings.Contains(held, "acture") {
				t.Errorf("%s tells %q", name, held)
			}
		}
		closeFile(t, f)
	}
	for range l.Damaged {
		all = append(all, "damaged")
	}
	slices.Sort(all)
	return all
}

// statesHold fails unless each former state of a case is one it had, that a
// passphrase of these tests opens.
func statesHold(t *testing.T, f casefile.File) {
	t.Helper()
	locked := map[int]int{}
	for _, phrase := range []string{passphrase, "autre phrase"} {
		all, err := f.States(phrase)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range all {
			c := s.Case
			title := c.Title
			c.ID, c.Title = "", example().Title
			switch {
			case s.Locked():
				locked[i]++
			case s.Err != nil:
				t.Fatal(s.Err)
			case !slices.Contains([]string{example().Title, "Facture d’avant", "Facture d’ici là", "Facture d’après"}, title) || !reflect.DeepEqual(c, example()):
				t.Fatalf("a state of no time: %q, %+v", title, c)
			}
			if locked[i] == 2 {
				t.Fatal("a state that no passphrase opens")
			}
		}
	}
}
