//go:build postgres

// Package postgrestest runs a PostgreSQL server of its own, for tests: on this computer
// alone, in a folder that goes with it.
package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// Cluster is a server that runs.
type Cluster struct {
	Port int    // where one enters
	Dir  string // with its data

	ServerPort int // of the server itself: another when a pooler stands before it
	bin        string
	options    string
	as         *syscall.Credential // PostgreSQL refuses to run as root
	pooler     *exec.Cmd           // nil for none
}

// The version of a server is that of its programs, in the folder that this variable gives;
// without it, the last one that Debian installed. See also [poolerVariable].
const programsVariable = "POSTGRES_BIN"

// programs is the folder of the programs of a server.
func programs() (string, error) {
	if dir := os.Getenv(programsVariable); dir != "" {
		return dir, nil
	}
	bins, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	if len(bins) == 0 {
		return "", errors.New("PostgreSQL is not installed: apt-get install postgresql")
	}
	return slices.Max(bins), nil
}

// Start makes a server and starts it. Its administrator is postgres; whoever comes from
// this computer with a password is checked by it. The options are those of its command
// line.
func Start(options ...string) (*Cluster, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "postgres")
	if err != nil {
		return nil, err
	}
	c := &Cluster{Dir: dir, bin: bin, options: strings.Join(options, " ")}
	if os.Geteuid() == 0 {
		owner, err := user.Lookup("postgres")
		if err != nil {
			return nil, err
		}
		uid, _ := strconv.Atoi(owner.Uid)
		gid, _ := strconv.Atoi(owner.Gid)
		c.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(dir, uid, gid); err != nil {
			return nil, err
		}
	}
	if c.ServerPort, err = freePort(); err != nil {
		return nil, err
	}
	c.Port = c.ServerPort
	if err := c.run("initdb", "-D", c.data(), "-U", "postgres", "-A", "scram-sha-256", "--pwfile", c.secret(), "-E", "UTF8", "--locale", "C.UTF-8", "-N"); err != nil {
		return nil, err
	}
	if err := c.Up(); err != nil {
		return nil, err
	}
	return c, c.pool()
}

// Password is that of the administrator, and of each login of [Cluster.Login].
const Password = "un mot de passe : à/citer?"

// escapedPassword is that, in an address.
const escapedPassword = "un%20mot%20de%20passe%20%3A%20%C3%A0%2Fciter%3F"

func (c *Cluster) data() string { return filepath.Join(c.Dir, "data") }

func (c *Cluster) secret() string {
	path := filepath.Join(c.Dir, "secret")
	_ = os.WriteFile(path, []byte(Password), 0o644)
	return path
}

// Up starts the server.
func (c *Cluster) Up() error {
	return c.run("pg_ctl", "-D", c.data(), "-w", "-t", "60", "-l", filepath.Join(c.Dir, "log"), "-o",
		fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -k %s %s", c.ServerPort, c.Dir, c.options), "start")
}

// Down stops the server: fast, or at once as a power cut would.
func (c *Cluster) Down(mode string) error {
	return c.run("pg_ctl", "-D", c.data(), "-w", "-m", mode, "stop")
}

// Kill kills the server and all that it runs with kill -9.
func (c *Cluster) Kill() error {
	said, err := os.ReadFile(filepath.Join(c.data(), "postmaster.pid"))
	if err != nil {
		return err
	}
	var pid int
	if _, err := fmt.Sscan(string(said), &pid); err != nil {
		return err
	}
	children, _ := exec.Command("pgrep", "-P", strconv.Itoa(pid)).Output()
	pids := []int{pid}
	var child int
	for _, line := range strings.Fields(string(children)) {
		if _, err := fmt.Sscan(line, &child); err == nil {
			pids = append(pids, child)
		}
	}
	for _, pid := range pids {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			return err
		}
	}
	for _, pid := range pids {
		for syscall.Kill(pid, 0) == nil {
			time.Sleep(5 * time.Millisecond)
		}
	}
	return nil
}

// Stop stops the server and removes its folder.
func (c *Cluster) Stop() {
	c.unpool()
	_ = c.Down("immediate")
	_ = os.RemoveAll(c.Dir)
}

// Address is that of a database, for a login.
func (c *Cluster) Address(login, database string) string {
	return c.AddressAt(c.Port, login, database)
}

// AddressAt is the same through another port of this computer.
func (c *Cluster) AddressAt(port int, login, database string) string {
	return fmt.Sprintf("postgres://%s:%s@127.0.0.1:%d/%s", login, escapedPassword, port, database)
}

// Do runs statements as the administrator.
func (c *Cluster) Do(database, sql string) error { return c.DoAs("postgres", database, sql) }

// Login makes a login.
func (c *Cluster) Login(name string) error {
	return c.Do("postgres", `create role "`+name+`" login password '`+Password+`'`)
}

func (c *Cluster) run(name string, args ...string) error {
	cmd := c.command(filepath.Join(c.bin, name), args...)
	out, err := os.CreateTemp("", "postgres-out")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out // not a pipe: the server that it starts would hold it
	if err := cmd.Run(); err != nil {
		told, _ := os.ReadFile(out.Name())
		return fmt.Errorf("%s: %w\n%s", name, err, told)
	}
	return nil
}

// command is a program of the server, run as whom it runs.
func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = c.Dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.as}
	return cmd
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// Dump is all that a database holds, as text.
func (c *Cluster) Dump(database string) (string, error) {
	ctx, cancel := patience()
	defer cancel()
	conn, err := pgconn.Connect(ctx, c.AddressAt(c.ServerPort, "postgres", database))
	if err != nil {
		return "", err
	}
	defer conn.Close(ctx)
	said := conn.ExecParams(ctx, "select database_to_xml(true, false, '')", nil, nil, nil, nil).Read()
	if said.Err != nil {
		return "", said.Err
	}
	return string(said.Rows[0][0]), nil
}

// DoAs runs statements as a login.
func (c *Cluster) DoAs(login, database, sql string) error {
	ctx, cancel := patience()
	defer cancel()
	conn, err := pgconn.Connect(ctx, c.AddressAt(c.ServerPort, login, database))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, sql).ReadAll()
	return err
}

func patience() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), time.Minute)
}
