package postgres

import (
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// FuzzAddress: a password is in nothing that is shown, whatever the address.
func FuzzAddress(f *testing.F) {
	f.Add("postgres", "lea", "exemple.fr:5432", "dossiers?sslmode=disable")
	f.Add("postgresql", "", "", "")
	f.Add("postgres", "lea", "127.0.0.1:99999999", "a b%zz")
	f.Fuzz(func(t *testing.T, scheme, login, host, rest string) {
		const secret = "Sésame-7f3a"
		for _, word := range []string{secret, url.QueryEscape(secret)} {
			address := scheme + "://" + login + ":" + word + "@" + host + "/" + rest
			a, err := Parse(address)
			told := ""
			if err != nil {
				told = err.Error()
			} else {
				told = a.String() + a.place() + a.Login()
			}
			if strings.Contains(told, secret) || strings.Contains(told, url.QueryEscape(secret)) {
				t.Errorf("%q tells %q", address, told)
			}
		}
	})
}

// TestClearConnectionsStayHere: beyond this computer nothing goes in clear unless asked.
func TestClearConnectionsStayHere(t *testing.T) {
	t.Setenv("PGSSLMODE", "")
	t.Setenv("PGHOST", "")
	for address, want := range map[string][]bool{ // whether each way of connecting is under TLS
		"postgres://lea@localhost/d?sslmode=disable":                 {false},
		"postgres:///d?host=/run/postgresql":                         {false},
		"postgres://lea@exemple.fr/d":                                {true},
		"postgres://lea@exemple.fr/d?sslmode=prefer":                 {true},
		"postgres://lea@exemple.fr/d?sslmode=allow":                  {true},
		"postgres://lea@exemple.fr/d?sslmode=require":                {true},
		"postgres://lea@10.0.0.1/d":                                  {true},
		"postgres://lea@exemple.fr/d?sslmode=disable":                {false},
		"postgres://lea@127.0.0.1:5432,exemple.fr:5432/d":            {true, true},
		"postgres://lea@exemple.fr/d?hostaddr=1.2.3.4&sslmode=allow": nil,
	} {
		a, err := Parse(address)
		if err != nil {
			t.Errorf("%s: %v", address, err)
			continue
		}
		got := []bool{a.config.TLSConfig != nil}
		for _, f := range a.config.Fallbacks {
			if f.Host != a.config.Host {
				got = append(got, f.TLSConfig != nil)
			} else if f.TLSConfig == nil && want != nil && want[0] {
				t.Errorf("%s falls back on a clear connection", address)
			}
		}
		for i := range want {
			if i >= len(got) || got[i] != want[i] {
				t.Errorf("%s: %v instead of %v", address, got, want)
			}
		}
	}
}

// TestSeveralHosts: each has its share of the time, the one that is written is meant unless
// the address says otherwise, and all are named.
func TestSeveralHosts(t *testing.T) {
	t.Setenv("PGTARGETSESSIONATTRS", "")
	for address, want := range map[string]struct {
		place string
		hosts int
		check pgconn.ValidateConnectFunc
	}{
		"postgres://lea@un/d":                                     {"un:5432", 1, nil},
		"postgres://lea@un,deux/d":                                {"un:5432 ou deux:5432", 2, pgconn.ValidateConnectTargetSessionAttrsReadWrite},
		"postgres://lea@un:1,deux:2/d":                            {"un:1 ou deux:2", 2, pgconn.ValidateConnectTargetSessionAttrsReadWrite},
		"postgres://lea@un,deux/d?target_session_attrs=read-only": {"un:5432 ou deux:5432", 2, pgconn.ValidateConnectTargetSessionAttrsReadOnly},
	} {
		a, err := Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(a.place(), want.place) || a.config.ConnectTimeout != patience/time.Duration(want.hosts) || reflect.ValueOf(a.config.ValidateConnect).Pointer() != reflect.ValueOf(want.check).Pointer() {
			t.Errorf("%s: %s, %v", address, a.place(), a.config.ConnectTimeout)
		}
	}
}
