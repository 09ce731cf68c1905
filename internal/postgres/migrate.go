package postgres

import (
	"context"
	"errors"
	"io/fs"
	"strconv"

	"github.com/jackc/pgx/v5/pgconn"
)

// Schema is what a program keeps on a server, and how it came to be: statements in files
// named in their order, 0001-….sql. What an administrator ran once is not run again.
type Schema struct {
	Name  string // of the schema of SQL, and of its table of versions: NAME.schema
	Steps fs.FS
}

func (s Schema) files() []string {
	names, _ := fs.Glob(s.Steps, "*.sql")
	return names
}

// Version is that of this program.
func (s Schema) Version() int { return len(s.files()) }

// Migrate brings the schema to the version of this program, and returns that it had, 0
// for none. A step is done whole or not at all. The error is an [*Error].
func (s *Server) Migrate(schema Schema) (from int, err error) {
	err = s.do(func(ctx context.Context, conn *pgconn.PgConn, _ func()) error {
		if from, err = versionOf(ctx, conn, schema); err != nil {
			return err
		}
		files := schema.files()
		for n := from; n < len(files); n++ {
			step, err := fs.ReadFile(schema.Steps, files[n])
			if err != nil {
				return err
			}
			_, err = conn.Exec(ctx, "begin;\n"+string(step)+
				"\ninsert into "+schema.Name+".schema (version) values ("+strconv.Itoa(n+1)+");\ncommit").ReadAll()
			if err != nil {
				_, _ = conn.Exec(ctx, "rollback").ReadAll()
				return err
			}
		}
		return nil
	})
	return from, err
}

// Check says whether the schema is that of this program. The error is an [*Error].
func (s *Server) Check(schema Schema) error {
	return s.do(func(ctx context.Context, conn *pgconn.PgConn, _ func()) error {
		version, err := versionOf(ctx, conn, schema)
		what := "Les dossiers du serveur " + s.place() + " sont "
		switch ours := len(schema.files()); {
		case err != nil:
			return err
		case version == 0:
			return &pgconn.PgError{Code: noSchema}
		case version < ours:
			return &Error{Text: what + "d’une version plus ancienne de Compromis. Un administrateur les met à jour" + colon + "compromis dossiers serveur preparer postgres://…"}
		case version > ours:
			return &Error{Text: what + "d’une version plus récente de Compromis. Installez-la pour les ouvrir" + colon + "rien n’a été touché."}
		}
		return nil
	})
}

// versionOf is the version of a schema, 0 when there is none.
func versionOf(ctx context.Context, conn *pgconn.PgConn, schema Schema) (version int, err error) {
	err = each(ctx, conn, func(r Row) { version, _ = strconv.Atoi(string(r[0])) }, "select coalesce(max(version), 0) from "+schema.Name+".schema")
	var said *pgconn.PgError
	if errors.As(err, &said) && (said.Code == noSchema || said.Code == noTable) {
		return 0, nil
	}
	return version, err
}
