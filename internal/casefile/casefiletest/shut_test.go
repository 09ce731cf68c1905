//go:build postgres && linux

package casefiletest_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"compromis/internal/casefile"
)

// TestShutOut: whoever has a case open that is deleted, sealed anew or taken from them
// is told so by itself, and by each save, in words of their own.
func TestShutOut(t *testing.T) {
	team := newTeam(t)
	s, w := team.as(t, team.owner), team.as(t, team.writer)
	for want, do := range map[string]func(f casefile.File){
		"supprimé":     func(f casefile.File) { no(t, s.Delete(f.Case().ID)) },
		"mot de passe": func(f casefile.File) { no(t, f.Protect("autre", false)) },
		"plus accès": func(casefile.File) {
			as := func(role casefile.Role) {
				_, err := casefile.Grant(cluster.Address("postgres", team.base), "Cabinet", team.writer, role)
				no(t, err)
			}
			as(casefile.Nobody)
			t.Cleanup(func() { as(casefile.Writer) })
		},
	} {
		t.Run(want, func(t *testing.T) {
			one := openCase(t, s, create(t, s))
			passphrase := ""
			if want == "mot de passe" {
				passphrase = "phrase"
				no(t, one.Protect(passphrase, false))
			}
			other, err := w.Open(one.Case().ID, passphrase)
			no(t, err)
			defer other.Close()
			do(one)
			eventually(t, 3*time.Second, "told", func() bool { return strings.Contains(other.News().Shut, want) })
			if err := other.Save(did(other.Case(), "perdu")); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v does not say %q", err, want)
			}
			if n := other.News(); n.Waiting != 0 || n.Lost != "" {
				t.Errorf("waits for what will not come: %+v", n)
			}
		})
	}
}

// TestAnImportThatFailsTouchesNothing: not the case of the same name that is there, and
// it is not said to be imported.
func TestAnImportThatFailsTouchesNothing(t *testing.T) {
	team := newTeam(t)
	s := team.as(t, team.owner)
	id := create(t, s)
	var archive bytes.Buffer
	no(t, s.Export(&archive, id))
	if ids, _, err := team.as(t, team.reader).Import(bytes.NewReader(archive.Bytes()), int64(archive.Len())); err == nil || len(ids) > 0 {
		t.Errorf("a reader imports %q: %v", ids, err)
	}
	no(t, cluster.Do(team.base, `create function compromis.no_room() returns trigger language plpgsql as $$ begin raise exception using errcode = '53100'; end $$;
		create trigger no_room before insert on compromis.acts execute function compromis.no_room()`))
	if ids, _, err := s.Import(bytes.NewReader(archive.Bytes()), int64(archive.Len())); err == nil || len(ids) > 0 {
		t.Errorf("imported on a full disk: %q: %v", ids, err)
	}
	no(t, cluster.Do(team.base, `drop trigger no_room on compromis.acts`))
	openCase(t, s, id)
}
