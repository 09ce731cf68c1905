//go:build postgres

package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// Copy starts a copy of the server, which follows it: from then on nothing is confirmed
// before the copy has it too.
func (c *Cluster) Copy() (*Cluster, error) {
	dir, err := os.MkdirTemp("", "postgres")
	if err != nil {
		return nil, err
	}
	other := &Cluster{Dir: dir, bin: c.bin, options: c.options, as: c.as}
	if c.as != nil {
		if err := os.Chown(dir, int(c.as.Uid), int(c.as.Gid)); err != nil {
			return nil, err
		}
	}
	if other.ServerPort, err = freePort(); err != nil {
		return nil, err
	}
	other.Port = other.ServerPort
	const name = "copie"
	if err := other.run("pg_basebackup", "-d", c.AddressAt(c.ServerPort, "postgres", "postgres")+"?application_name="+name, "-D", other.data(), "-R", "-X", "stream", "-c", "fast"); err != nil {
		return nil, err
	}
	if err := errors.Join(other.Up(),
		c.Do("postgres", "alter system set synchronous_standby_names = '"+name+"'"), c.Do("postgres", "select pg_reload_conf()")); err != nil {
		return nil, err
	}
	return other, c.followed()
}

// followed waits until the copy is waited for.
func (c *Cluster) followed() error {
	ctx, cancel := patience()
	defer cancel()
	conn, err := pgconn.Connect(ctx, c.AddressAt(c.ServerPort, "postgres", "postgres"))
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	for {
		said := conn.ExecParams(ctx, "select 1 from pg_stat_replication where sync_state = 'sync'", nil, nil, nil, nil).Read()
		if said.Err != nil || len(said.Rows) > 0 {
			return said.Err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// Promote makes a server of a copy.
func (c *Cluster) Promote() error { return c.run("pg_ctl", "-D", c.data(), "-w", "promote") }

// AddressWith is that of a database of whichever of the two takes what is written.
func (c *Cluster) AddressWith(other *Cluster, login, database string) string {
	return fmt.Sprintf("postgres://%s:%s@127.0.0.1:%d,127.0.0.1:%d/%s", login, escapedPassword, c.Port, other.Port, database)
}
