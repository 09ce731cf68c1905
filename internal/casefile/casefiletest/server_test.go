//go:build postgres && linux

package casefiletest_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"compromis/internal/casefile"
	"compromis/internal/casefile/casefiletest"
	"compromis/internal/postgres/postgrestest"
)

var cluster *postgrestest.Cluster

func TestMain(m *testing.M) {
	data, err := os.MkdirTemp("", "compromis")
	if err == nil {
		os.Setenv("XDG_DATA_HOME", data)
		xdg.Reload()
		cluster, err = postgrestest.Start("-c fsync=off") // no test of it cuts the power
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	cluster.Stop()
	os.RemoveAll(data)
	os.Exit(code)
}

var bases atomic.Int64

// team is a prepared base, and a member of its firm for each role.
type team struct {
	base                  string
	owner, writer, reader string
}

func newTeam(t testing.TB) team {
	t.Helper()
	n := bases.Add(1)
	team := team{fmt.Sprint("base", n), fmt.Sprint("odile", n), fmt.Sprint("remi", n), fmt.Sprint("lea", n)}
	no(t, cluster.Do("postgres", "create database "+team.base))
	no(t, casefile.Prepare(cluster.Address("postgres", team.base), "Cabinet"))
	for login, role := range map[string]casefile.Role{team.owner: casefile.Owner, team.writer: casefile.Writer, team.reader: casefile.Reader} {
		no(t, cluster.Login(login))
		_, err := casefile.Grant(cluster.Address("postgres", team.base), "Cabinet", login, role)
		no(t, err)
	}
	return team
}

func (team team) as(t testing.TB, login string) casefile.Store {
	t.Helper()
	return openStore(t, cluster.Address(login, team.base))
}

func no(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestContractOfServers(t *testing.T) {
	casefiletest.Contract(t, func(t testing.TB) casefile.Store {
		team := newTeam(t)
		return team.as(t, team.owner)
	}, func(t testing.TB, s casefile.Store) casefile.Store {
		at := strings.TrimPrefix(s.Dir(), "postgres://")
		login, _, _ := strings.Cut(at, "@")
		return openStore(t, cluster.Address(login, at[strings.LastIndex(at, "/")+1:]))
	})
}

func openStore(t testing.TB, dir string) casefile.Store {
	t.Helper()
	s, err := casefile.OpenStore(dir)
	no(t, err)
	return s
}

// percentiles reports the middle of what was measured, and what one in twenty is above.
func percentiles(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}
