package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// TestRefusals: what happened, where, what to do, in French, and whether it may pass. What
// the server said is left out where French says it all.
func TestRefusals(t *testing.T) {
	a, err := Parse("postgres://lea@un:1,deux:2/dossiers")
	if err != nil {
		t.Fatal(err)
	}
	const said = "sorry"
	refused := func(code string) error { return &pgconn.PgError{Code: code, Message: said} }
	for _, c := range []struct {
		err  error
		told string
		lost bool
		raw  bool // the words of the server are among them
	}{
		{refused("28P01"), "Le mot de passe de « lea » n’est pas le bon", false, false},
		{refused("28000"), "n’entre pas", false, false},
		{refused("3D000"), "La base « dossiers » n’existe pas", false, false},
		{refused("42P01"), "n’est pas prête", false, false},
		{refused("42501"), "n’a pas ce droit", false, false},
		{refused("53100"), "est plein", true, false},
		{refused("53200"), "mémoire", true, false},
		{refused("53300"), "trop de connexions", true, false},
		{refused("53400"), "est à bout", true, true},
		{refused("25006"), "est une copie, qui se lit seulement", true, false},
		{refused("57P01"), "démarre ou s’arrête", true, false},
		{refused("57P03"), "démarre ou s’arrête", true, false},
		{refused("55P03"), "n’a pas répondu à temps", true, false},
		{refused("57014"), "n’a pas répondu à temps", true, false},
		{refused("58030"), "n’arrive plus à lire ou à écrire son disque", true, true},
		{refused("40P01"), "gêné par un autre", true, false},
		{refused("XX001"), "s’est trompé", true, true},
		{refused("22P02"), "a refusé", false, true},
		{&pgconn.PgError{Code: "08P01", Message: "server conn crashed?"}, "n’a pas tenu", true, false},
		{&pgconn.PgError{Code: "08P01", Message: "SASL authentication failed"}, "mot de passe", false, false},
		{&pgconn.PgError{Code: "08P01", Message: `database "x" does not exist`}, "n’existe pas", false, false},
		{fmt.Errorf("un: %w, deux: %w", syscall.ECONNREFUSED, pgconn.ErrReadOnlyConnection), "ce qui répond est une copie", true, false},
		{syscall.ECONNREFUSED, "rien n’écoute", true, false},
		{context.DeadlineExceeded, "il n’a rien dit", true, false},
		{io.ErrUnexpectedEOF, "la connexion a été coupée", true, false},
	} {
		var told *Error
		if !errors.As(a.tell(c.err), &told) {
			t.Fatalf("%v is not told", c.err)
		}
		if !strings.Contains(told.What, c.told) || !strings.HasPrefix(told.Text, told.What) || strings.ContainsAny(told.Text, "{}") ||
			!strings.HasSuffix(told.What, ".") || strings.TrimRight(told.Text, ".…") == told.Text || !strings.Contains(told.What, "un:1 ou deux:2") {
			t.Errorf("%v: %s / %s", c.err, told.What, told.Text)
		}
		if told.Lost != c.lost || strings.Contains(told.Text, said) != c.raw {
			t.Errorf("%v: lost %v, %s", c.err, told.Lost, told.Text)
		}
	}
}

// TestRefusedInClear: where a clear connection is tried next, that the first one under TLS
// was refused is not what went wrong.
func TestRefusedInClear(t *testing.T) {
	for address, want := range map[string]string{"postgres://lea@localhost/d": "a été coupée", "postgres://lea@un/d": "connexion chiffrée"} {
		a, err := Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := a.tell(errors.Join(errors.New("server refused TLS connection"), io.ErrUnexpectedEOF)); !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", address, err)
		}
	}
}
