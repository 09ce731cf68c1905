package postgres

import (
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
)

// Administrators' database, which every server has.
const usualDatabase = "postgres"

// MakeDatabase makes the database of the address, unless it is there. It says whether it
// did. The error is an [*Error].
func (s *Server) MakeDatabase() (bool, error) {
	_, err := s.Ask("select 1")
	var told *Error
	if !errors.As(err, &told) || told.Code != noDatabase {
		return false, err
	}
	config := s.config.Copy()
	config.Database = usualDatabase
	beside := NewAdministered(Address{config, s.shown})
	defer beside.Close()
	// Of the model that holds nothing: that of others may have another encoding.
	_, err = beside.Ask("create database " + Quoted(s.database()) + " encoding 'UTF8' template template0")
	return err == nil, err
}

// MakeLogin makes a login of the server, and returns its password: nobody chose it, and
// the server is only given what checks it. The error is an [*Error].
func (s *Server) MakeLogin(name string) (password string, err error) {
	password = newPassword()
	verifier, err := scram(password)
	if err == nil {
		_, err = s.Ask("create role " + Quoted(name) + " login password '" + verifier + "'")
	}
	return password, err
}

// newPassword is one that is copied more than typed, of a hundred bits, without a sign
// that a file of passwords or an address would have to escape.
func newPassword() string {
	t := rand.Text()
	return strings.Join([]string{t[:5], t[5:10], t[10:15], t[15:20]}, "-")
}

// scram is what a server checks a password with, so that the password itself is in none of
// its logs: RFC 5803, as PostgreSQL writes it. The password is ASCII.
func scram(password string) (string, error) {
	const rounds = 4096 // those of PostgreSQL
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // it never fails
	salted, err := pbkdf2.Key(sha256.New, password, salt, rounds, sha256.Size)
	if err != nil {
		return "", err
	}
	key := func(of string) []byte {
		h := hmac.New(sha256.New, salted)
		h.Write([]byte(of)) // never fails
		return h.Sum(nil)
	}
	stored := sha256.Sum256(key("Client Key"))
	text := base64.StdEncoding.EncodeToString
	return "SCRAM-SHA-256$" + strconv.Itoa(rounds) + ":" + text(salt) + "$" + text(stored[:]) + ":" + text(key("Server Key")), nil
}
