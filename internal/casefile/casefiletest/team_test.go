//go:build postgres && linux

package casefiletest_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/url"
	"os"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/casefile/casefiletest"
	"compromis/internal/dossier"
	"compromis/internal/postgres/postgrestest"
)

// did is a case with one more act, named.
func did(c dossier.Case, what string) dossier.Case {
	c.Journal = append(append([]dossier.Event{}, c.Journal...), dossier.Event{On: "2026-03-05", Kind: dossier.Called, Note: what})
	return c
}

// missing are the acts that a case does not hold once each.
func missing(c dossier.Case, acts []string) (all []string) {
	held := map[string]int{}
	for _, e := range c.Journal {
		held[e.Note]++
	}
	for _, a := range acts {
		if held[a] != 1 {
			all = append(all, fmt.Sprint(a, " × ", held[a]))
		}
	}
	return all
}

// eventually waits for something that is to come within a time.
func eventually(t testing.TB, within time.Duration, what string, so func() bool) time.Duration {
	t.Helper()
	began := time.Now()
	for !so() {
		if time.Since(began) > within {
			t.Fatalf("not within %v: %s", within, what)
		}
		time.Sleep(5 * time.Millisecond)
	}
	return time.Since(began)
}

func create(t testing.TB, s casefile.Store) string {
	t.Helper()
	f, err := s.Create(casefiletest.Example())
	no(t, err)
	no(t, f.Close())
	return f.Case().ID
}

func openCase(t testing.TB, s casefile.Store, id string) casefile.File {
	t.Helper()
	f, err := s.Open(id, "")
	no(t, err)
	t.Cleanup(func() { f.Close() })
	return f
}

// TestActsOfOthersCome: each sees what the others did, by itself, within a second.
func TestActsOfOthersCome(t *testing.T) {
	team := newTeam(t)
	s := team.as(t, team.owner)
	id := create(t, s)
	one, other, reader := openCase(t, s, id), openCase(t, team.as(t, team.writer), id), openCase(t, team.as(t, team.reader), id)
	no(t, one.Save(did(one.Case(), "appel")))
	for _, f := range []casefile.File{other, reader} {
		took := eventually(t, time.Second, "the act of another", func() bool { return f.News().Changed })
		t.Logf("seen after %v", took)
		if by := f.News().By; by != team.owner {
			t.Errorf("done by %q", by)
		}
		_ = f.Take("")
		if left := missing(f.Case(), []string{"appel"}); left != nil || f.News().Changed {
			t.Errorf("missing: %v", left)
		}
	}
}

// TestActsThatCrossAreJoined: two change a case from the same state; both changes are
// there, with who made each.
func TestActsThatCrossAreJoined(t *testing.T) {
	team := newTeam(t)
	id := create(t, team.as(t, team.owner))
	one, other := openCase(t, team.as(t, team.owner), id), openCase(t, team.as(t, team.writer), id)
	no(t, one.Save(did(one.Case(), "un")))
	no(t, other.Save(did(other.Case(), "deux")))
	if !other.News().Changed {
		t.Error("nothing says that the case is another")
	}
	no(t, other.Take(""))
	if left := missing(other.Case(), []string{"un", "deux"}); left != nil {
		t.Errorf("missing: %v", left)
	}
	states, err := other.States("")
	no(t, err)
	if len(states) != 2 || states[0].By != team.owner || states[1].By != team.owner {
		t.Errorf("states: %+v", states)
	}
}

// TestWhatCannotBeJoinedIsKept: two say something else of the same thing. The second
// is told so, and what it said is a version to choose from, until one has chosen.
func TestWhatCannotBeJoinedIsKept(t *testing.T) {
	team := newTeam(t)
	id := create(t, team.as(t, team.owner))
	one, other := openCase(t, team.as(t, team.owner), id), openCase(t, team.as(t, team.writer), id)
	c := one.Case()
	c.Title = "un titre"
	no(t, one.Save(c))
	c.Title = "un autre"
	if err := other.Save(c); !errors.Is(err, casefile.ErrApart) || !strings.Contains(err.Error(), team.owner) {
		t.Fatalf("%v", err)
	}
	if n := other.News(); !n.Changed || !n.Apart {
		t.Errorf("news: %+v", n)
	}
	no(t, other.Take(""))
	versions, err := one.Versions("")
	no(t, err)
	if other.Case().Title != "un titre" || len(versions) != 1 || versions[0].Case.Title != "un autre" || !strings.Contains(versions[0].Name, team.writer) {
		t.Fatalf("%q, versions %+v", other.Case().Title, versions)
	}
	if l, err := team.as(t, team.reader).List(); err != nil || l.Cases[0].Versions != 1 {
		t.Errorf("the list: %+v, %v", l, err)
	}
	no(t, other.PutAside(versions))
	if versions, err = one.Versions(""); err != nil || len(versions) != 0 {
		t.Errorf("still: %v, %v", versions, err)
	}
}

// TestRoles: each does what its role allows, and is told so in a sentence.
func TestRoles(t *testing.T) {
	team := newTeam(t)
	id := create(t, team.as(t, team.writer))
	reader, writer := team.as(t, team.reader), team.as(t, team.writer)
	f := openCase(t, reader, id)
	refused := func(err error) {
		t.Helper()
		if !errors.Is(err, casefile.ErrReadOnly) || strings.Contains(err.Error(), "42501") {
			t.Errorf("%v", err)
		}
	}
	if !f.ReadOnly() {
		t.Error("a reader may write")
	}
	refused(f.Save(did(f.Case(), "appel")))
	_, err := reader.Create(casefiletest.Example())
	refused(err)
	refused(reader.Delete(id))
	refused(writer.Delete(id))
	for _, sql := range []string{
		"update compromis.acts set body = ''", "delete from compromis.acts", "drop table compromis.acts", "alter table compromis.cases add x int",
		"insert into compromis.acts (firm, kase, number, token, kind, body, login) select firm, kase, 9, token, kind, body, 'postgres' from compromis.acts",
		"insert into compromis.members select 'x', firm from compromis.members", "create table compromis.x (y int)",
	} {
		if err := cluster.DoAs(team.writer, team.base, sql); err == nil {
			t.Errorf("a writer may: %s", sql)
		}
	}
	no(t, team.as(t, team.owner).Delete(id))

	stranger := team.writer + "x"
	no(t, cluster.Login(stranger))
	_, err = team.as(t, stranger).List()
	refused(err)
	no(t, casefile.Prepare(cluster.Address("postgres", team.base), "Ailleurs"))
	grant(t, team.base, stranger, casefile.Owner)
	other := create(t, team.as(t, stranger))
	if l, err := writer.List(); err != nil || len(l.Cases) != 0 {
		t.Errorf("one firm sees the cases of another: %+v, %v", l, err)
	}
	if _, err := writer.Open(other, ""); !errors.Is(err, casefile.ErrNotFound) {
		t.Errorf("one firm opens a case of another: %v", err)
	}
	grant(t, team.base, stranger, casefile.Nobody)
	_, err = team.as(t, stranger).List()
	refused(err)
}

// TestAProtectedCaseIsSealedThere: nothing of it is in the files of the server.
func TestAProtectedCaseIsSealedThere(t *testing.T) {
	restore := casefiletest.Hurry()
	defer restore()
	team := newTeam(t)
	c := casefiletest.Example()
	c.Title, c.Client.Name = "Zanzibarine", "Quetzalcoatline"
	f, err := team.as(t, team.owner).Create(c)
	no(t, err)
	no(t, f.Protect("ouvre-toi", false))
	no(t, f.Save(did(f.Case(), "Xylophonique")))
	no(t, f.Close())
	dump, err := cluster.Dump(team.base)
	no(t, err)
	for _, word := range []string{"Zanzibarine", "Quetzalcoatline", "quetzalcoatline", "Xylophonique"} {
		if strings.Contains(dump, word) {
			t.Errorf("the server holds %s", word)
		}
	}
	if !strings.Contains(dump, "protege") {
		t.Error("the server holds no sealed case")
	}
}

// relay stands between a program and the server, and can be cut.
type relay struct {
	port  int
	mu    sync.Mutex
	cut   bool
	conns map[net.Conn]bool
}

func newRelay(t testing.TB) *relay {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	no(t, err)
	r := &relay{port: l.Addr().(*net.TCPAddr).Port, conns: map[net.Conn]bool{}}
	t.Cleanup(func() { l.Close(); r.set(true) })
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			go r.carry(in)
		}
	}()
	return r
}

func (r *relay) carry(in net.Conn) {
	defer in.Close()
	out, err := net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(cluster.Port))
	if err != nil {
		return
	}
	defer out.Close()
	r.mu.Lock()
	if r.cut {
		r.mu.Unlock()
		return
	}
	r.conns[in], r.conns[out] = true, true
	r.mu.Unlock()
	go func() {
		_, _ = io.Copy(out, in)
		out.Close()
	}()
	_, _ = io.Copy(in, out)
}

func (r *relay) set(cut bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cut = cut; cut {
		for c := range r.conns {
			c.Close()
		}
		clear(r.conns)
	}
}

// TestCutConnection: what is done while the connection is cut stays here, is said, and
// goes once, in order, when it is back; what another did meanwhile joins it. A program
// that ends meanwhile loses nothing: the next sends it.
func TestCutConnection(t *testing.T) {
	team := newTeam(t)
	r := newRelay(t)
	id := create(t, team.as(t, team.owner))
	s := openStore(t, cluster.AddressAt(r.port, team.writer, team.base))
	f := openCase(t, s, id)
	r.set(true)
	acts := []string{"un", "deux", "trois"}
	for _, a := range acts {
		no(t, f.Save(did(f.Case(), a)))
	}
	if n := f.News(); n.Waiting != 3 || !strings.Contains(n.Lost, "ne répond pas") {
		t.Errorf("news: %+v", n)
	}
	other := openCase(t, team.as(t, team.owner), id)
	no(t, other.Save(did(other.Case(), "d’un autre")))
	r.set(false)
	eventually(t, 10*time.Second, "all is sent", func() bool { return f.News().Waiting == 0 })
	no(t, f.Take(""))
	if left := missing(f.Case(), append(acts, "d’un autre")); left != nil {
		t.Errorf("missing: %v", left)
	}
	var order []string
	for _, e := range f.Case().Journal {
		for _, a := range acts {
			if e.Note == a {
				order = append(order, a)
			}
		}
	}
	if strings.Join(order, " ") != strings.Join(acts, " ") {
		t.Errorf("in the order %v", order)
	}

	r.set(true)
	no(t, f.Save(did(f.Case(), "quatre")))
	no(t, f.Close())
	f, err := openStore(t, s.Dir()).Open(id, "") // another program, while the server is away: it has no password, and none is asked
	if err == nil {
		if left := missing(f.Case(), []string{"quatre"}); left != nil {
			t.Errorf("what waits is not shown: %v", left)
		}
		no(t, f.Close())
	}
	r.set(false)
	again := openStore(t, cluster.AddressAt(r.port, team.writer, team.base))
	if _, err := again.List(); err != nil {
		t.Fatal(err)
	}
	if left := missing(openCase(t, team.as(t, team.owner), id).Case(), []string{"un", "deux", "trois", "quatre", "d’un autre"}); left != nil {
		t.Errorf("missing: %v", left)
	}
}

// TestServerMoved: what waits for a server goes where it is found next, be it a copy of
// it at another address, and once. A server that never answered is not waited for.
func TestServerMoved(t *testing.T) {
	team := newTeam(t)
	r := newRelay(t)
	id := create(t, team.as(t, team.owner))
	f := openCase(t, openStore(t, cluster.AddressAt(r.port, team.writer, team.base)), id)
	r.set(true) // for good
	no(t, f.Save(did(f.Case(), "un")))
	no(t, f.Save(did(f.Case(), "deux")))
	typed := casefile.NewDraft("courrier/relance-1", "Relance", "2026-03-05")
	typed.Fields = map[string]string{"texte": "Bonjour"}
	no(t, f.KeepDraft(typed))
	no(t, f.Close())

	for range 2 {
		if _, err := team.as(t, team.reader).List(); err != nil { // another account takes nothing
			t.Fatal(err)
		}
		if _, err := team.as(t, team.writer).List(); err != nil {
			t.Fatal(err)
		}
	}
	drafts, err := openCase(t, team.as(t, team.writer), id).Drafts()
	no(t, err)
	if len(drafts) != 1 || drafts[0].ID != typed.ID || drafts[0].Fields["texte"] != "Bonjour" {
		t.Errorf("what was being typed: %+v", drafts)
	}
	notes := 0
	now := openCase(t, team.as(t, team.owner), id).Case()
	for _, e := range now.Journal {
		if e.Note == "un" || e.Note == "deux" {
			notes++
		}
	}
	if left := missing(now, []string{"un", "deux"}); left != nil || notes != 2 {
		t.Errorf("missing: %v, %d in all", left, notes)
	}

	never := newRelay(t)
	never.set(true)
	if _, err := openStore(t, cluster.AddressAt(never.port, team.writer, team.base)).Create(casefiletest.Example()); err == nil || !strings.Contains(err.Error(), "ne répond pas") {
		t.Errorf("kept for a server that never answered: %v", err)
	}
}

// interleavings is how many acts the random test does.
func interleavings() int {
	if n, err := strconv.Atoi(os.Getenv("INTERLEAVINGS")); err == nil {
		return n
	}
	return 600
}

// TestWriters: three write a case as it comes, some through a connection that is cut
// now and then. No act is lost, none is there twice.
func TestWriters(t *testing.T) {
	team := newTeam(t)
	total := interleavings()
	const perCase = 60 // acts: a case of thousands is slow to read again
	r := newRelay(t)
	stores := []casefile.Store{team.as(t, team.owner), team.as(t, team.writer), openStore(t, cluster.AddressAt(r.port, team.writer, team.base))}
	reader := team.as(t, team.reader)
	for round := 0; round*perCase < total; round++ {
		id := create(t, stores[0])
		all := make([][]string, len(stores))
		var wait sync.WaitGroup
		for w, s := range stores {
			f := openCase(t, s, id)
			wait.Go(func() {
				for i := range perCase / 3 {
					what := fmt.Sprint("r", round, " w", w, " ", i)
					if rand.IntN(3) == 0 {
						_ = f.Take("")
					}
					if err := f.Save(did(f.Case(), what)); err != nil {
						t.Error(err)
						return
					}
					all[w] = append(all[w], what)
					if w == 2 && rand.IntN(8) == 0 {
						r.set(true)
						time.Sleep(time.Duration(rand.IntN(20)) * time.Millisecond)
						r.set(false)
					}
				}
				eventually(t, 30*time.Second, "all is sent", func() bool { return f.News().Waiting == 0 })
				f.Close()
			})
		}
		wait.Wait()
		var acts []string
		for _, some := range all {
			acts = append(acts, some...)
		}
		read := openCase(t, reader, id)
		got := read.Case()
		no(t, read.Close())
		if left := missing(got, acts); left != nil || len(got.Journal) != len(acts)+1 {
			t.Fatalf("round %d: %d acts of %d; missing: %v", round, len(got.Journal)-1, len(acts), left)
		}
	}
}

// TestServerKilled: the server is killed while people save. What was acknowledged is
// there, once.
func TestServerKilled(t *testing.T) {
	mine, err := postgrestest.Start()
	no(t, err)
	defer mine.Stop()
	saveThrough(t, mine, mine.Address, mine.Address, func() {
		for range 3 {
			time.Sleep(400 * time.Millisecond)
			no(t, mine.Kill())
			time.Sleep(200 * time.Millisecond)
			no(t, mine.Up())
		}
	})
}

// TestPromoted: the same while the server is killed for good, and its copy takes its place.
func TestPromoted(t *testing.T) {
	mine, err := postgrestest.Start()
	no(t, err)
	defer mine.Stop()
	other, err := mine.Copy()
	no(t, err)
	defer other.Stop()
	both := func(login, base string) string { return mine.AddressWith(other, login, base) }
	saveThrough(t, mine, both, other.Address, func() {
		time.Sleep(300 * time.Millisecond)
		no(t, mine.Kill())
		began := time.Now()
		no(t, other.Promote())
		t.Log("promoted in", time.Since(began))
		time.Sleep(300 * time.Millisecond)
	})
}

// saveThrough has three people save at an address while something happens to their server,
// and reads at another what is there.
func saveThrough(t *testing.T, mine *postgrestest.Cluster, address, after func(login, base string) string, happen func()) {
	was := cluster
	cluster = mine
	defer func() { cluster = was }()
	team := newTeam(t)
	id := create(t, openStore(t, address(team.owner, team.base)))
	var mu sync.Mutex
	var acts []string
	var wait sync.WaitGroup
	over := make(chan struct{})
	for w := range 3 {
		f := openCase(t, openStore(t, address([]string{team.owner, team.writer, team.writer}[w], team.base)), id)
		wait.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-over:
					eventually(t, 60*time.Second, "all is sent", func() bool { return f.News().Waiting == 0 })
					return
				default:
				}
				if f.News().Waiting > 10 { // nobody types that much meanwhile
					time.Sleep(time.Millisecond)
					continue
				}
				what := fmt.Sprint("w", w, " ", i)
				if err := f.Save(did(f.Case(), what)); err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				acts = append(acts, what)
				mu.Unlock()
			}
		})
	}
	happen()
	close(over)
	wait.Wait()
	got := openCase(t, openStore(t, after(team.reader, team.base)), id).Case()
	if left := missing(got, acts); left != nil || len(got.Journal) != len(acts)+1 {
		t.Fatalf("%d acts of %d; missing: %v", len(got.Journal)-1, len(acts), left)
	}
	t.Logf("%d acts", len(acts))
}

// grant gives a role elsewhere to a login that is there.
func grant(t testing.TB, base, login string, role casefile.Role) {
	t.Helper()
	password, err := casefile.Grant(cluster.Address("postgres", base), "Ailleurs", login, role)
	no(t, err)
	if password != "" {
		t.Errorf("%s has another password", login)
	}
}

// TestFromNothing: two commands of an administrator make a base, and a login that enters
// with the password it is given, which the server does not hold; again, they change nothing.
func TestFromNothing(t *testing.T) {
	const base, firm, login = "Neuve", "Cabinet", "Zoé l’\"adjointe\""
	address := func(login, password string) string {
		return (&url.URL{Scheme: "postgres", User: url.UserPassword(login, password), Host: fmt.Sprint("127.0.0.1:", cluster.ServerPort), Path: "/" + base}).String()
	}
	admin := address("postgres", postgrestest.Password)
	no(t, casefile.Prepare(admin, firm))
	if password, err := casefile.Grant(admin, firm, login, casefile.Nobody); err == nil || password != "" {
		t.Errorf("nobody is given a login: %v", err)
	}
	password, err := casefile.Grant(admin, firm, login, casefile.Writer)
	no(t, err)
	id := create(t, openStore(t, address(login, password)))
	dump, err := cluster.Dump(base)
	no(t, err)
	if len(password) < 20 || strings.Contains(dump, password) {
		t.Errorf("the password %q is short, or told", password)
	}
	no(t, casefile.Prepare(admin, firm))
	again, err := casefile.Grant(admin, firm, login, casefile.Reader)
	no(t, err)
	if l, err := openStore(t, address(login, password)).List(); err != nil || again != "" || len(l.Cases) != 1 || l.Cases[0].ID != id {
		t.Errorf("again: %+v, %q, %v", l, again, err)
	}
	if _, err := openStore(t, address(login, "ABCDE")).List(); err == nil {
		t.Error("another password enters")
	}
}

// TestTold: what may go wrong is told in French, in a sentence, without the password.
func TestTold(t *testing.T) {
	team := newTeam(t)
	no(t, cluster.Do("postgres", "create database nue"+team.base))
	for address, want := range map[string]string{
		cluster.AddressAt(1, team.owner, team.base):                                                        "rien n’écoute",
		strings.Replace(cluster.Address(team.owner, team.base), "citer", "autre", 1):                       "mot de passe",
		cluster.Address("personne", team.base):                                                             "mot de passe",
		cluster.AddressAt(cluster.ServerPort, team.owner, "nulle"):                                         "n’existe pas",
		cluster.Address("postgres", "nue"+team.base):                                                       "n’est pas prête",
		cluster.Address(team.owner, team.base) + "?sslmode=require":                                        "n’accepte pas de connexion chiffrée",
		strings.Replace(cluster.Address(team.owner, team.base), "127.0.0.1", "nulle-part.invalid", 1) + "": "inconnu",
	} {
		_, err := openStore(t, address).List()
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
			continue
		}
		var told *casefile.Error
		if text := err.Error(); !errors.As(err, &told) || !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "preparer postgres://…") || strings.Contains(text, "citer") || strings.Contains(text, " :") || strings.Contains(fmt.Sprint(told.Path), "citer") {
			t.Errorf("not a sentence without the password: %q", text)
		}
	}
	for version, want := range map[string]string{"delete from compromis.schema": "n’est pas prête", "insert into compromis.schema (version) values (99)": "plus récente"} {
		no(t, cluster.Do(team.base, version))
		if _, err := team.as(t, team.owner).List(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
}

// TestReaderSeesTheListAsItIs: one who may write nothing on the server works out, for
// himself, what time has changed, and pages hold it.
func TestReaderSeesTheListAsItIs(t *testing.T) {
	team, g := newTeam(t), contenttest.Guide(t)
	s := team.as(t, team.owner)
	for n := range 5 {
		c := casefiletest.Example()
		c.Client.Name, c.Invoices[0].Dues[0].On = fmt.Sprint("Client ", n), decision.Day(fmt.Sprintf("2026-0%d-01", n+1))
		f, err := s.Create(c)
		no(t, err)
		no(t, f.Close())
	}
	for _, q := range []casefile.Query{{Most: 2}, {Words: "client 3"}, {Words: "client", Most: 3}} {
		for _, on := range []decision.Day{"2026-03-05", "2027-06-01"} {
			q.Guide, q.On = g, on
			read, err := team.as(t, team.reader).Search(q)
			no(t, err)
			written, err := team.as(t, team.writer).Search(q)
			no(t, err)
			again, err := team.as(t, team.reader).Search(q)
			no(t, err)
			if len(written.Cases) == 0 || !reflect.DeepEqual(read, written) || !reflect.DeepEqual(again, written) {
				t.Errorf("on %s:\n%+v\n%+v\n%+v", on, read, written, again)
			}
		}
	}
}

// TestALineOfAnOlderProgram: a program of before the server searched, open while it was
// updated, saves a line alone; the case is found by what it says.
func TestALineOfAnOlderProgram(t *testing.T) {
	team := newTeam(t)
	s, q := team.as(t, team.owner), casefile.Query{Guide: contenttest.Guide(t), On: "2026-03-05"}
	id := create(t, s)
	_, err := s.Search(q)
	no(t, err)
	kept := "made, since, until, sealed, place, shelf, rank, changed, words"
	no(t, cluster.Do(team.base, "create table before as select id, "+kept+" from compromis.cases"))
	f := openCase(t, s, id)
	c := f.Case()
	c.Client.Name, c.Archived = "Zébulon", true
	no(t, f.Save(c))
	if _, err = s.Search(q); err == nil {
		err = cluster.Do(team.base, "update compromis.cases c set lined = c.number - 1, ("+kept+") = (select "+kept+" from before b where b.id = c.id)")
	}
	no(t, err)
	for _, guide := range []*decision.Guide{nil, q.Guide} {
		q.Guide, q.Words = guide, "zebulon"
		if found, err := team.as(t, team.reader).Search(q); err != nil || found.Count(casefile.Archived) != 1 || len(found.Cases) != 1 {
			t.Errorf("%+v, %v", found, err)
		}
	}
}

// TestManyCases: a hundred thousand cases are listed, and searched; the log says in how long.
func TestManyCases(t *testing.T) {
	team := newTeam(t)
	s, g := team.as(t, team.owner), contenttest.Guide(t)
	id := create(t, s)
	_, err := s.Search(casefile.Query{Guide: g, On: "2026-11-29"}) // its line is worked out with a guide, then copied
	no(t, err)
	no(t, cluster.Do(team.base, `insert into compromis.cases (firm, id, number, last, lined, made, since, until, sealed, place, shelf, rank, changed, words, line)
		select firm, 'client-' || n || '-aaaaaa', 1, 1, 1, made, since, until, sealed, place, shelf, '0' || (date '2026-11-29' + n % 700), (date '2026-11-29' - n % 300)::text,
			replace(words, 'boulangerie', 'boulangerie ' || n), replace(line, 'Boulangerie', 'Boulangerie ' || n) from compromis.cases, generate_series(1, 99999) n where id = '`+id+`';
		insert into compromis.acts (firm, kase, number, token, kind, body)
		select firm, 'client-' || n || '-aaaaaa', 1, gen_random_uuid(), 'state', body from compromis.acts, generate_series(1, 99999) n where kase = '`+id+`'`))
	no(t, cluster.Do(team.base, "vacuum analyze"))
	where := func(o dossier.Outlook) string { return o.Step }
	asked := []casefile.Query{{Most: 200}, {Most: 200}, {Most: 200, Words: "Boulangerie 77777", Where: where}, {Most: 200, Words: "Boulangerie 77777", Where: where}, {}}
	for i, what := range []string{"listed first", "listed again", "searched first", "searched again", "whole"} {
		q := asked[i]
		q.Guide, q.On = g, "2026-11-29"
		began := time.Now()
		l, err := s.Search(q)
		no(t, err)
		t.Logf("%s: %d cases of %d in %v", what, len(l.Cases), l.All(), time.Since(began))
		if want := map[bool]int{true: 100_000, false: 1}[q.Words == ""]; l.All() != want || len(l.Cases) != want && len(l.Cases) != 200 {
			t.Errorf("%s: %d cases of %d", what, len(l.Cases), l.All())
		}
	}
}

// BenchmarkAct measures one act, in a folder and on a server, each on its disk.
func BenchmarkAct(b *testing.B) {
	of := cluster
	defer func() { cluster = of }()
	var err error
	cluster, err = postgrestest.Start()
	no(b, err)
	defer cluster.Stop()
	team := newTeam(b)
	for name, s := range map[string]casefile.Store{"folder": openStore(b, b.TempDir()), "server": team.as(b, team.owner)} {
		b.Run(name, func(b *testing.B) {
			f, err := s.Create(casefiletest.Example())
			no(b, err)
			defer f.Close()
			var took []time.Duration
			for i := range b.N {
				c := f.Case()
				c.Changed, c.Title = decision.Day("2026-03-06"), fmt.Sprint("titre ", i)
				began := time.Now()
				no(b, f.Save(c))
				took = append(took, time.Since(began))
			}
			percentiles(b, took)
		})
	}
}
