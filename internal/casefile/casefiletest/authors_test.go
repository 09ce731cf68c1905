//go:build postgres && linux

package casefiletest_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// written are the notes of a case, each with the login of its author.
func written(c dossier.Case, a casefile.Authors) (all []string) {
	by := a.Of(c)
	for i, e := range c.Timeline() {
		if (by[i].Login == "") != by[i].At.IsZero() {
			all = append(all, "a login without a moment, or the reverse")
		}
		note := e.Note
		if strings.Contains(note, "Demain") { // that of the example
			note = "début"
		}
		all = append(all, strings.TrimSpace(note+" "+by[i].Login))
	}
	return all
}

// TestAuthors: each event says who wrote it, whoever saved the case since: joined, kept
// apart then chosen, sealed under another passphrase, taken out of protection. One that
// was imported has none.
func TestAuthors(t *testing.T) {
	team := newTeam(t)
	s, w := team.as(t, team.owner), team.as(t, team.writer)
	id := create(t, s)
	one, other := openCase(t, s, id), openCase(t, w, id)
	no(t, one.Save(did(one.Case(), "un")))
	no(t, other.Save(did(other.Case(), "deux"))) // from the state before: it joins
	no(t, other.Take(""))
	no(t, other.Save(did(other.Case(), "deux"))) // the same again is another event
	reader := openCase(t, team.as(t, team.reader), id)
	want := []string{"début " + team.owner, "un " + team.owner, "deux " + team.writer, "deux " + team.writer}
	check := func(what string, f casefile.File, want []string) {
		t.Helper()
		got := written(f.Case(), f.Authors())
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", what, got, want)
		}
	}
	check("joined", reader, want)
	if at := reader.Authors().Of(reader.Case())[0].At; time.Since(at) > time.Minute || time.Until(at) > time.Minute {
		t.Errorf("written at %v", at)
	}

	var archive bytes.Buffer
	no(t, s.Export(&archive, id))
	ids, _, err := s.Import(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	no(t, err)
	imported := openCase(t, w, ids[0])
	no(t, imported.Save(did(imported.Case(), "ensuite")))
	check("imported", imported, []string{"début", "un", "deux", "deux", "ensuite " + team.writer})
}

// TestAuthorsOfAProtectedCase: the server knows who wrote, and not what; another
// passphrase, or none any more, loses no author.
func TestAuthorsOfAProtectedCase(t *testing.T) {
	team := newTeam(t)
	s := team.as(t, team.owner)
	id := create(t, s)
	f := openCase(t, s, id)
	no(t, f.Protect("phrase", false))
	id = f.Case().ID
	w, err := team.as(t, team.writer).Open(id, "phrase")
	no(t, err)
	defer w.Close()
	no(t, w.Save(did(w.Case(), "un")))
	eventually(t, 2*time.Second, "the act of another", func() bool { return f.News().Changed })
	no(t, f.Take(""))
	for i, passphrase := range []string{"autre", "encore", ""} {
		no(t, f.Protect(passphrase, false))
		no(t, f.Save(did(f.Case(), string(rune('a'+i)))))
		got := written(f.Case(), f.Authors())
		if want := "un " + team.writer; !slices.Contains(got, want) || !slices.Contains(got, "a "+team.owner) {
			t.Errorf("after %q: %q", passphrase, got)
		}
	}
	again := openCase(t, team.as(t, team.reader), id)
	if got := written(again.Case(), again.Authors()); !slices.Equal(got, []string{"début", "un " + team.writer, "a " + team.owner, "b " + team.owner, "c " + team.owner}) {
		t.Errorf("read again: %q", got)
	}
}

// TestNobodyWritesForAnother: whoever says that an event of another is theirs comes
// after it, and the server takes no act under another login.
func TestNobodyWritesForAnother(t *testing.T) {
	team := newTeam(t)
	s := team.as(t, team.owner)
	id := create(t, s)
	one := openCase(t, s, id)
	no(t, one.Save(did(one.Case(), "un")))
	no(t, cluster.DoAs(team.writer, team.base, `insert into compromis.acts (firm, kase, number, token, kind, body, wrote)
		select firm, kase, 99, gen_random_uuid(), 'settled', '{}', string_agg(wrote, ' ') from compromis.acts group by firm, kase`))
	for _, f := range []casefile.File{one, openCase(t, s, id)} {
		if got := written(f.Case(), f.Authors()); !slices.Equal(got, []string{"début " + team.owner, "un " + team.owner}) {
			t.Errorf("%q", got)
		}
	}
	if err := cluster.DoAs(team.writer, team.base, `insert into compromis.acts (firm, kase, number, token, kind, body, wrote, login)
		select firm, kase, 100, gen_random_uuid(), 'settled', '{}', '', '`+team.owner+`' from compromis.acts limit 1`); err == nil {
		t.Error("an act under the login of another")
	}
}
