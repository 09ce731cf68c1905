//go:build postgres

package postgrestest

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// When this variable gives the program PgBouncer, every test enters through it, and it
// lends a connection for one transaction only: nothing may count on a session.
const poolerVariable = "PGBOUNCER"

// poolerSettings are those of a pooler that finds the passwords where the server keeps them.
const poolerSettings = `[databases]
* = host=127.0.0.1 port=%d auth_user=postgres

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = %d
unix_socket_dir =
auth_type = scram-sha-256
auth_file = %s
auth_query = select usename, passwd from pg_shadow where usename = $1
pool_mode = transaction
default_pool_size = 5
max_client_conn = 200
logfile = %s
`

// pool puts a pooler before the server, if one is given.
func (c *Cluster) pool() (err error) {
	program := os.Getenv(poolerVariable)
	if program == "" {
		return nil
	}
	if c.Port, err = freePort(); err != nil {
		return err
	}
	settings, logins := filepath.Join(c.Dir, "pooler.ini"), filepath.Join(c.Dir, "logins")
	if err := os.WriteFile(logins, []byte(`"postgres" "`+Password+`"`+"\n"), 0o644); err != nil {
		return err
	}
	if err := os.WriteFile(settings, fmt.Appendf(nil, poolerSettings, c.ServerPort, c.Port, logins, filepath.Join(c.Dir, "pooler.log")), 0o644); err != nil {
		return err
	}
	c.pooler = c.command(program, "-q", settings)
	if err := c.pooler.Start(); err != nil {
		return err
	}
	for began := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		if err = c.enter(); err == nil || time.Since(began) > 10*time.Second {
			return err
		}
	}
}

// enter tries the way in.
func (c *Cluster) enter() error {
	ctx, cancel := patience()
	defer cancel()
	conn, err := pgconn.Connect(ctx, c.Address("postgres", "postgres"))
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

func (c *Cluster) unpool() {
	if c.pooler != nil {
		_ = c.pooler.Process.Kill()
		_ = c.pooler.Wait()
	}
}
