package casefile

import (
	"errors"

	"compromis/internal/french"
	"compromis/internal/postgres"
)

// Role is what a member of a firm may do with its cases.
type Role string

// The roles, each with the rights of those before it. Each is also a role of PostgreSQL,
// which holds the rights.
const (
	Reader Role = "lecteur"
	Writer Role = "redacteur"
	Owner  Role = "proprietaire"
	Nobody Role = "aucun" // one who enters no more
)

// Roles are all of them.
var Roles = []Role{Reader, Writer, Owner, Nobody}

// Prepare brings a server to this version of the program, for a firm. The database and the
// firm are added unless they are there. An administrator of the server asks it, once for
// each firm and again after an update.
func Prepare(address, firm string) error {
	return administer(address, func(db *postgres.Server) error {
		if _, err := db.MakeDatabase(); err != nil {
			return err
		}
		rows, err := db.Ask(`select rolname from pg_roles where rolname like 'compromis_%'`)
		if err != nil {
			return err
		}
		there := map[string]bool{}
		for _, r := range rows {
			there[string(r[0])] = true
		}
		for i, role := range []Role{Reader, Writer, Owner} {
			name := "compromis_" + string(role)
			if there[name] {
				continue
			}
			if _, err := db.Ask(`create role ` + name + ` nologin`); err != nil {
				return err
			}
			if i > 0 {
				if _, err := db.Ask(`grant compromis_` + string(Roles[i-1]) + ` to ` + name); err != nil {
					return err
				}
			}
		}
		if _, err := db.Migrate(Schema()); err != nil {
			return err
		}
		if err := db.Check(Schema()); err != nil {
			return err
		}
		_, err = db.Ask(`insert into compromis.firms (name) values ($1) on conflict do nothing`, firm)
		return err
	})
}

// Grant gives a login of the server a role in a firm, in the place of the one it had. A
// login that is not there is made, with the password that is returned: it is kept nowhere.
func Grant(address, firm, login string, role Role) (password string, err error) {
	err = administer(address, func(db *postgres.Server) (err error) {
		if err := db.Check(Schema()); err != nil {
			return err
		}
		rows, err := db.Ask(`select 1 from compromis.firms where name = $1`, firm)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return &Error{Path: db.String(), Text: "Il n’y a pas de cabinet " + french.Quote(french.Shown(firm)) + " sur " + french.Quote(db.String()) + ". Ajoutez-le" + colon + "compromis dossiers serveur preparer --cabinet nom"}
		}
		if rows, err = db.Ask(`select 1 from pg_roles where rolname = $1`, login); err != nil {
			return err
		}
		switch {
		case len(rows) > 0:
		case role == Nobody:
			return &Error{Path: db.String(), Text: "Le compte " + french.Quote(french.Shown(login)) + " n’existe pas sur " + french.Quote(db.String()) + colon + "il n’y a rien à lui retirer. Vérifiez son nom."}
		default:
			if password, err = db.MakeLogin(login); err != nil {
				return err
			}
		}
		return setRole(db, firm, login, role)
	})
	return password, err
}

// setRole gives a login that is there its role.
func setRole(db *postgres.Server, firm, login string, role Role) error {
	if _, err := db.Ask(`delete from compromis.members where login = $1`, login); err != nil {
		return err
	}
	for _, other := range []Role{Reader, Writer, Owner} {
		change := `revoke compromis_` + string(other) + ` from ` + postgres.Quoted(login)
		if other == role {
			change = `grant compromis_` + string(other) + ` to ` + postgres.Quoted(login)
		}
		if _, err := db.Ask(change); err != nil {
			return err
		}
	}
	if role == Nobody {
		return nil
	}
	_, err := db.Ask(`insert into compromis.members (login, firm) select $1, id from compromis.firms where name = $2`, login, firm)
	return err
}

// administer does something on a server as its administrator.
func administer(address string, do func(*postgres.Server) error) error {
	a, err := postgres.Parse(address)
	if err != nil {
		return &Error{Err: err, Text: err.Error()}
	}
	db := postgres.NewAdministered(a)
	defer db.Close()
	err = do(db)
	var told *postgres.Error
	switch {
	case postgres.Denied(err):
		return &Error{Path: a.String(), Err: err, Text: "Le compte " + french.Quote(a.Login()) + " n’administre pas ce serveur" + colon + "rien n’a changé. Donnez l’adresse d’un compte qui en a le droit, comme postgres."}
	case errors.As(err, &told):
		return &Error{Path: a.String(), Err: err, Text: told.Text}
	}
	return err
}
