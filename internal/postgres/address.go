// Package postgres speaks to a PostgreSQL server: it connects, and again when the
// connection is lost, tells in French what a server refuses, and brings a schema to
// the version of the program. What is kept there, and why, is for its callers to say.
//
// Nothing here needs a session: a statement is one round trip, and whoever waits for
// a notification also looks by itself. So a pooler may stand in between, and an engine
// that speaks like PostgreSQL without notifications will do.
//
// The password of an address is never in an error, nor in what [Address.String] gives.
package postgres

import (
	"cmp"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"compromis/internal/french"
)

// Address is where a server is, and as whom one enters: postgres://LOGIN@HOST/DATABASE.
// What it leaves out comes from the usual places: PGPASSWORD, ~/.pgpass, PGSSLROOTCERT…
type Address struct {
	config *pgconn.Config
	shown  string
}

// patience is how long one waits for a connection, or for an answer.
const patience = 5 * time.Second

// IsAddress says whether what one typed is the address of a server, and not a folder.
func IsAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && (scheme == "postgres" || scheme == "postgresql")
}

// Parse reads an address. Beyond this computer the connection is under TLS, with a
// certificate that is checked, unless the address says another sslmode; one that
// would fall back on a clear connection by itself does not.
func Parse(address string) (Address, error) {
	u, err := url.Parse(address)
	if err != nil {
		return Address{}, unreadable(address, err)
	}
	query := u.Query()
	config, err := pgconn.ParseConfig(address)
	if err != nil {
		return Address{}, unreadable(address, err)
	}
	if mode := cmp.Or(query.Get("sslmode"), os.Getenv("PGSSLMODE")); beyond(config) {
		switch mode {
		case "":
			query.Set("sslmode", "verify-full")
		case "allow", "prefer":
			query.Set("sslmode", "require")
		}
		u.RawQuery = query.Encode()
		if config, err = pgconn.ParseConfig(u.String()); err != nil {
			return Address{}, unreadable(address, err)
		}
	}
	if config.ConnectTimeout == 0 || config.ConnectTimeout > patience {
		config.ConnectTimeout = patience
	}
	config.RuntimeParams["application_name"] = "compromis"
	return Address{config, shown(u)}, nil
}

// beyond says whether a connection may leave this computer.
func beyond(config *pgconn.Config) bool {
	hosts := []string{config.Host}
	for _, f := range config.Fallbacks {
		hosts = append(hosts, f.Host)
	}
	for _, host := range hosts {
		if network, _ := pgconn.NetworkAddress(host, config.Port); network == "unix" || host == "localhost" {
			continue
		}
		if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
			return true
		}
	}
	return false
}

// shown is an address without what must not be read over a shoulder.
func shown(u *url.URL) string {
	s := *u
	if s.User != nil {
		s.User = url.User(s.User.Username())
	}
	query := s.Query()
	for name := range query {
		if strings.Contains(strings.ToLower(name), "password") {
			query.Del(name)
		}
	}
	s.RawQuery = query.Encode()
	return s.String()
}

// String is the address without its password.
func (a Address) String() string { return a.shown }

// Login is as whom one enters.
func (a Address) Login() string { return a.config.User }

func (a Address) database() string { return cmp.Or(a.config.Database, a.config.User) }

// place is the server, as one names it.
func (a Address) place() string {
	_, at := pgconn.NetworkAddress(a.config.Host, a.config.Port)
	return french.Quote(at)
}

// unreadable tells of an address that is none. What is wrong with it could hold the
// password: it is not told.
func unreadable(address string, err error) error {
	at := "postgres://…"
	if u, failed := url.Parse(address); failed == nil {
		at = shown(u)
	}
	return &Error{Text: "L’adresse du serveur ne se comprend pas, " + french.Quote(french.Shown(at)) + ". Écrivez-la ainsi" + colon + "postgres://compte@machine/base", Err: redacted{err}}
}

// redacted is an error whose text is not to be shown.
type redacted struct{ error }

func (redacted) Error() string { return "address" }
