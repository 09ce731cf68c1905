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
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"compromis/internal/french"
)

// Address is where a server is, and as whom one enters: postgres://LOGIN@HOST/DATABASE.
// What it leaves out comes from the usual places: PGPASSWORD, ~/.pgpass, PGSSLROOTCERT…
// Of several hosts, HOST,HOST, the one that takes what is written is meant: the others are
// its copies.
type Address struct {
	config *pgconn.Config
	shown  string
}

// patience is how long one waits for a connection, or for an answer.
const patience = 5 * time.Second

// alive is how one finds out that whoever was at the other end is gone, when nothing is
// asked: half a minute. It also keeps open what forgets a silent connection on the way.
var alive = net.KeepAliveConfig{Enable: true, Idle: 15 * time.Second, Interval: 5 * time.Second, Count: 3}

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
	hosts := hostsOf(config)
	if each := patience / time.Duration(len(hosts)); config.ConnectTimeout == 0 || config.ConnectTimeout > each {
		config.ConnectTimeout = each
	}
	if len(hosts) > 1 && config.ValidateConnect == nil {
		config.ValidateConnect = pgconn.ValidateConnectTargetSessionAttrsReadWrite
	}
	config.DialFunc = (&net.Dialer{KeepAliveConfig: alive}).DialContext
	config.RuntimeParams["application_name"] = "compromis"
	return Address{config, shown(u)}, nil
}

// hostsOf are the places where a server may be: a host, and a port.
func hostsOf(config *pgconn.Config) (all [][2]string) {
	add := func(host string, port uint16) {
		network, at := pgconn.NetworkAddress(host, port)
		if one := [2]string{network, at}; !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	add(config.Host, config.Port)
	for _, f := range config.Fallbacks {
		add(f.Host, f.Port)
	}
	return all
}

// beyond says whether a connection may leave this computer.
func beyond(config *pgconn.Config) bool {
	return slices.ContainsFunc(hostsOf(config), func(at [2]string) bool {
		host, _, _ := net.SplitHostPort(at[1])
		ip := net.ParseIP(host)
		return at[0] != "unix" && host != "localhost" && (ip == nil || !ip.IsLoopback())
	})
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
	var all []string
	for _, host := range hostsOf(a.config) {
		all = append(all, host[1])
	}
	return french.Quote(strings.Join(all, " ou "))
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
