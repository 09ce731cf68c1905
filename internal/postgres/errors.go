package postgres

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"

	"compromis/internal/french"
)

const colon = french.NBSP + ": "

// Error tells in French what a server refused, or that it does not answer.
type Error struct {
	What string // what happened, and where: a sentence
	Text string // that, and what to do
	Lost bool   // asking again later may do: the server does not answer, stops, or is full
	Code string // what the server said, as a code of its documentation (appendix A); "" when it said nothing
	Key  string // the constraint that a statement broke, if it did
	Err  error
}

func (e *Error) Error() string { return e.Text }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Lost says whether asking again later may do.
func Lost(err error) bool {
	var told *Error
	return errors.As(err, &told) && told.Lost
}

// What is what happened, and where, without what to do: for where others say that.
func What(err error) string {
	var told *Error
	if errors.As(err, &told) && told.What != "" {
		return told.What
	}
	return err.Error()
}

// Broke says whether a statement broke a constraint: that one, by its name.
func Broke(err error, constraint string) bool {
	var told *Error
	return errors.As(err, &told) && told.Key == constraint
}

// Codes of PostgreSQL, appendix A of its documentation.
const (
	badPassword    = "28P01"
	noDatabase     = "3D000"
	noSchema       = "3F000"
	noTable        = "42P01"
	denied         = "42501"
	protocol       = "08P01"
	readOnlyServer = "25006"
)

// refusal is what is told of a code: what happened and where, then what to do.
type refusal struct {
	what, do string
	lost     bool
}

const tellAdministrator = "Prévenez l’administrateur."

// refusals are by code, or by its two first signs for all others that begin so.
var refusals = map[string]refusal{
	badPassword:    {"Le mot de passe de {compte} n’est pas le bon, sur le serveur {serveur}", "Vérifiez PGPASSWORD ou le fichier ~/.pgpass.", false},
	"28":           {"Le compte {compte} n’entre pas, sur le serveur {serveur}" + colon + "il n’y existe pas, ou pas depuis cet ordinateur", "Demandez-le à l’administrateur (pg_hba.conf).", false},
	noDatabase:     {"La base {base} n’existe pas, sur le serveur {serveur}", "Vérifiez la fin de l’adresse, ou demandez à l’administrateur de la créer.", false},
	noSchema:       unready,
	noTable:        unready,
	"42703":        unready,
	denied:         {"Le compte {compte} n’a pas ce droit, sur le serveur {serveur}", "Demandez-le à l’administrateur.", false},
	"53100":        {"Le disque du serveur {serveur} est plein", tellAdministrator, true},
	"53200":        {"Le serveur {serveur} n’a plus de mémoire", tellAdministrator, true},
	"53300":        {"Le serveur {serveur} a trop de connexions ouvertes", tellAdministrator, true},
	"53":           {"Le serveur {serveur} est à bout{dit}", tellAdministrator, true},
	readOnlyServer: {"Le serveur {serveur} est une copie, qui se lit seulement", "Écrivez l’adresse de celui où l’on écrit, ou les deux" + colon + "postgres://compte@un,deux/base.", true},
	"25P03":        late,
	"55P03":        late,
	"57014":        late,
	"57":           {"Le serveur {serveur} démarre ou s’arrête", "Attendez un instant ; si cela dure, prévenez l’administrateur.", true},
	"58":           {"Le serveur {serveur} n’arrive plus à lire ou à écrire son disque{dit}", tellAdministrator, true},
	"40":           {"Le serveur {serveur} n’a pas fait ce qu’on lui demandait, gêné par un autre", "Recommencez.", true},
	"08":           {"La connexion au serveur {serveur} n’a pas tenu{dit}", "Recommencez ; si cela dure, prévenez l’administrateur.", true},
	"XX":           {"Le serveur {serveur} s’est trompé{dit}", tellAdministrator, true},
	"":             {"Le serveur {serveur} a refusé{dit}", "", false},
}

var (
	unready = refusal{"La base {base} n’est pas prête, sur le serveur {serveur}", "Un administrateur la prépare" + colon + "compromis dossiers serveur preparer postgres://…", false}
	late    = refusal{"Le serveur {serveur} n’a pas répondu à temps" + colon + "un autre programme l’occupe", "Recommencez ; si cela dure, prévenez l’administrateur.", true}
)

// tell makes an [Error] of what went wrong.
func (a Address) tell(err error) error {
	var told *Error
	if err == nil || errors.As(err, &told) {
		return err
	}
	told = &Error{Err: err}
	r, said := a.refusal(err), new(pgconn.PgError)
	if errors.As(err, &said) {
		told.Code, told.Key = meant(said), said.ConstraintName
	}
	told.Lost = r.lost
	told.What = a.filled(r.what, said) + "."
	told.Text = strings.TrimSpace(told.What + " " + r.do)
	return told
}

// filled puts the places in what is told.
func (a Address) filled(what string, said *pgconn.PgError) string {
	return strings.NewReplacer("{serveur}", a.place(), "{compte}", french.Quote(a.Login()), "{base}", french.Quote(a.database()),
		"{dit}", colon+french.Shown(strings.TrimSuffix(said.Message, "."))+" ("+said.Code+")").Replace(what)
}

func (a Address) refusal(err error) refusal {
	var said *pgconn.PgError
	switch {
	case errors.As(err, &said):
		return ofCode(meant(said))
	case errors.Is(err, pgconn.ErrReadOnlyConnection):
		return refusal{"Aucun serveur de {serveur} ne prend ce qu’on écrit" + colon + "ce qui répond est une copie, qui se lit seulement", "Attendez que l’autre revienne, ou demandez à l’administrateur de promouvoir la copie.", true}
	}
	if r := tlsRefusal(err); r.what != "" && !a.clear() {
		return r
	}
	return refusal{"Le serveur {serveur} ne répond pas" + colon + unanswered(err), "Vérifiez l’adresse, le réseau, et que le serveur est en marche.", true}
}

// clear says whether a connection in clear is tried after one under TLS was refused: then
// that refusal is not what went wrong.
func (a Address) clear() bool {
	return slices.ContainsFunc(a.config.Fallbacks, func(f *pgconn.FallbackConfig) bool { return f.TLSConfig == nil })
}

// meant is the code of what the server said. A pooler has one code for all that it
// refuses; what a person can mend is worth telling apart.
func meant(said *pgconn.PgError) string {
	switch {
	case said.Code != protocol:
	case strings.Contains(said.Message, "authentication failed"), strings.Contains(said.Message, "no such user"):
		return badPassword
	case strings.Contains(said.Message, "no such database"), strings.HasPrefix(said.Message, `database "`):
		return noDatabase
	}
	return said.Code
}

// ofCode is what is told of a code.
func ofCode(code string) refusal {
	for _, code := range []string{code, code[:min(2, len(code))]} {
		if r, ok := refusals[code]; ok {
			return r
		}
	}
	return refusals[""]
}

// unanswered says why a server did not answer.
func unanswered(err error) string {
	var name *net.DNSError
	switch {
	case errors.As(err, &name):
		return "ce nom de machine est inconnu"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "rien n’écoute à cette adresse"
	case errors.Is(err, syscall.ENOENT):
		return "rien n’écoute ici"
	case silent(err):
		return "il n’a rien dit dans le temps donné"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return "le réseau n’y mène pas"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "la connexion a été coupée"
	}
	return "la connexion ne se fait pas"
}

// silent says whether nothing came in the time one waits.
func silent(err error) bool {
	var slow net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || errors.As(err, &slow) && slow.Timeout()
}

// tlsRefusal tells of a connection that could not be made secret; nothing of another fault.
func tlsRefusal(err error) refusal {
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var check *tls.CertificateVerificationError
	const what = "La connexion chiffrée au serveur {serveur} est refusée" + colon
	switch {
	case strings.Contains(err.Error(), "server refused TLS connection"):
		return refusal{"Le serveur {serveur} n’accepte pas de connexion chiffrée (TLS)" + colon + "rien ne lui est envoyé", "Demandez qu’elle y soit ouverte. Sur un réseau sûr seulement, ajoutez ?sslmode=disable à l’adresse.", false}
	case errors.As(err, &authority):
		return refusal{what + "son certificat n’est signé par personne que cet ordinateur connaisse", "Ajoutez ?sslrootcert=fichier à l’adresse, avec le certificat que donne l’administrateur.", false}
	case errors.As(err, &host):
		return refusal{what + "son certificat porte un autre nom de machine", "Écrivez dans l’adresse le nom que donne l’administrateur.", false}
	case errors.As(err, &invalid), errors.As(err, &check):
		return refusal{what + "son certificat n’est pas valable, ou plus", tellAdministrator, false}
	}
	return refusal{}
}

// Missing says whether what one asked for was never made there.
func (e *Error) Missing() bool { return e.Code == noSchema || e.Code == noTable }

// Denied says whether one may not do what one asked.
func (e *Error) Denied() bool { return e.Code == denied }

// Denied says whether an error is that one may not do what one asked.
func Denied(err error) bool {
	var told *Error
	return errors.As(err, &told) && told.Denied()
}
