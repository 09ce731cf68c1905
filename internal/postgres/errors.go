package postgres

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"

	"compromis/internal/french"
)

const colon = french.NBSP + ": "

// Error tells in French what a server refused, or that it does not answer.
type Error struct {
	Text string // sentences: what, where, what to do
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

// Broke says whether a statement broke a constraint: that one, by its name.
func Broke(err error, constraint string) bool {
	var told *Error
	return errors.As(err, &told) && told.Key == constraint
}

// Codes of PostgreSQL, appendix A of its documentation.
const (
	badPassword    = "28P01"
	badLogin       = "28000"
	noDatabase     = "3D000"
	noSchema       = "3F000"
	noTable        = "42P01"
	noColumn       = "42703"
	denied         = "42501"
	diskFull       = "53100"
	tooMany        = "53300"
	readOnlyServer = "25006"
)

// tell makes an [Error] of what went wrong.
func (a Address) tell(err error) error {
	var told *Error
	if err == nil || errors.As(err, &told) {
		return err
	}
	var said *pgconn.PgError
	if errors.As(err, &said) {
		text, lost := a.refusal(said)
		return &Error{Text: text, Lost: lost, Code: said.Code, Key: said.ConstraintName, Err: err}
	}
	if text := a.tlsRefusal(err); text != "" {
		return &Error{Text: text, Err: err}
	}
	return &Error{Text: "Le serveur " + a.place() + " ne répond pas" + colon + unanswered(err) + ". Vérifiez l’adresse, le réseau, et que le serveur est en marche.", Lost: true, Err: err}
}

// unanswered says why a server did not answer.
func unanswered(err error) string {
	var name *net.DNSError
	var slow net.Error
	switch {
	case errors.As(err, &name):
		return "ce nom de machine est inconnu"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "rien n’écoute à cette adresse"
	case errors.Is(err, syscall.ENOENT):
		return "rien n’écoute ici"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &slow) && slow.Timeout():
		return "il n’a rien dit dans le temps donné"
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return "le réseau n’y mène pas"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "la connexion a été coupée"
	}
	return "la connexion ne se fait pas"
}

// tlsRefusal tells of a connection that could not be made secret; "" for another fault.
func (a Address) tlsRefusal(err error) string {
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var check *tls.CertificateVerificationError
	const what = "La connexion chiffrée au serveur "
	switch {
	case strings.Contains(err.Error(), "server refused TLS connection"):
		return "Le serveur " + a.place() + " n’accepte pas de connexion chiffrée (TLS)" + colon + "rien ne lui est envoyé. Demandez qu’elle y soit ouverte. Sur un réseau sûr seulement, ajoutez ?sslmode=disable à l’adresse."
	case errors.As(err, &authority):
		return what + a.place() + " est refusée" + colon + "son certificat n’est signé par personne que cet ordinateur connaisse. Ajoutez ?sslrootcert=fichier à l’adresse, avec le certificat que donne l’administrateur."
	case errors.As(err, &host):
		return what + a.place() + " est refusée" + colon + "son certificat porte un autre nom de machine. Écrivez dans l’adresse le nom que donne l’administrateur."
	case errors.As(err, &invalid), errors.As(err, &check):
		return what + a.place() + " est refusée" + colon + "son certificat n’est pas valable, ou plus. Prévenez l’administrateur."
	}
	return ""
}

// refusal says in French what a server said, and whether asking again later may do.
func (a Address) refusal(said *pgconn.PgError) (text string, lost bool) {
	at := ", sur le serveur " + a.place()
	switch said.Code {
	case badPassword:
		return "Le mot de passe de " + french.Quote(a.Login()) + " n’est pas le bon" + at + ". Vérifiez PGPASSWORD ou le fichier ~/.pgpass.", false
	case badLogin:
		return "Le compte " + french.Quote(a.Login()) + " n’entre pas" + at + colon + "il n’y existe pas, ou pas depuis cet ordinateur. Demandez-le à l’administrateur (pg_hba.conf).", false
	case noDatabase:
		return "La base " + french.Quote(a.database()) + " n’existe pas" + at + ". Vérifiez la fin de l’adresse, ou demandez à l’administrateur de la créer.", false
	case noSchema, noTable, noColumn:
		return "La base " + french.Quote(a.database()) + " n’est pas prête" + at + ". Un administrateur la prépare" + colon + "compromis dossiers serveur preparer postgres://…", false
	case denied:
		return "Le compte " + french.Quote(a.Login()) + " n’a pas ce droit" + at + ". Demandez-le à l’administrateur.", false
	case diskFull:
		return "Le disque du serveur " + a.place() + " est plein. Prévenez l’administrateur.", true
	case tooMany:
		return "Le serveur " + a.place() + " a trop de connexions ouvertes. Prévenez l’administrateur.", true
	case readOnlyServer:
		return "Le serveur " + a.place() + " est une copie qui se lit seulement. Écrivez l’adresse de celui qui s’écrit.", true
	}
	text = "Le serveur " + a.place() + " a refusé" + colon + french.Shown(said.Message) + " (" + said.Code + ")."
	switch said.Code[:min(2, len(said.Code))] {
	case "08", "53", "57", "58", "40", "XX":
		return text, true
	}
	return text, false
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
