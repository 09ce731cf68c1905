package casefile

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/adrg/xdg"

	"compromis/internal/disk"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/postgres"
)

// The cases of a team are on a PostgreSQL server. A case there is its acts: each save
// is a row, numbered, that is never changed; the case is what the last one says. Of two
// saves that follow the same act, the server takes one. The other is joined to it here
// ([dossier.Join]) and sent after it; what cannot be joined is kept as a version of the
// case, for a person to choose (see versions.go). Who did an act, and when, is what the
// server says.
//
// The server never sees the text of a protected case: an act holds an envelope, sealed
// here. What is being typed stays on this computer until it joins the case, and so does
// a save while the server does not answer: see outbox.go.

//go:embed schema/*.sql
var steps embed.FS

// Schema is what a server of cases holds. An administrator prepares it.
func Schema() postgres.Schema {
	files, _ := fs.Sub(steps, "schema") // it is there, or nothing builds
	return postgres.Schema{Name: "compromis", Steps: files}
}

// server keeps cases on a server.
type server struct {
	db    *postgres.Server
	local *folder // drafts, and what waits for the server

	mu     sync.Mutex
	us     *membership // nil until the server said it
	files  map[*serverFile]bool
	unlook context.CancelFunc // stops following; nil when nothing is followed
}

// membership is who one is for a server.
type membership struct {
	firm   string
	writes bool
	tells  bool // it knows notifications
}

func openServer(address string) (Store, error) {
	a, err := postgres.Parse(address)
	if err != nil {
		return nil, &Error{Err: err, Text: err.Error()}
	}
	name := sha256.Sum256([]byte(a.String()))
	dir := filepath.Join(xdg.DataHome, "compromis", "serveurs", hex.EncodeToString(name[:8]))
	if err := disk.MakeDir(dir); err != nil {
		return nil, trouble("Ce qui attend le serveur ne peut pas être gardé", dir, err)
	}
	return &server{db: postgres.NewServer(a), local: &folder{dir}, files: map[*serverFile]bool{}}, nil
}

// Dir is the address, without its password.
func (s *server) Dir() string { return s.db.String() }

func (s *server) path(id string) string { return strings.TrimSuffix(s.Dir(), "/") + "#" + id }

// told puts an error of the server among those of this package.
func (s *server) told(err error) error {
	var told *postgres.Error
	switch {
	case err == nil || !errors.As(err, &told):
		return err
	case told.Denied():
		return &Error{Path: s.Dir(), Err: errors.Join(ErrReadOnly, err), Text: "Le compte " + french.Quote(s.db.Login()) + " n’a pas ce droit sur les dossiers de " + french.Quote(s.Dir()) + colon + "un lecteur lit, un rédacteur écrit, un propriétaire supprime et protège. Demandez-le à l’administrateur."}
	}
	return &Error{Path: s.Dir(), Err: err, Text: told.Text}
}

// enter returns who one is for the server, once it said so. What waited for the server
// is sent first.
func (s *server) enter() (membership, error) {
	s.mu.Lock()
	us := s.us
	s.mu.Unlock()
	if us != nil {
		return *us, nil
	}
	err := s.db.Check(Schema())
	var rows []postgres.Row
	if err == nil {
		rows, err = s.db.Ask(`select m.firm, pg_has_role(session_user, 'compromis_redacteur', 'member'), to_regproc('pg_notify') is not null from compromis.members m where m.login = session_user`)
	}
	if err == nil && len(rows) == 0 || postgres.Denied(err) {
		return membership{}, &Error{Path: s.Dir(), Err: ErrReadOnly, Text: "Le compte " + french.Quote(s.db.Login()) + " n’est d’aucun cabinet sur " + french.Quote(s.Dir()) + ". Un administrateur l’y ajoute" + colon + "compromis dossiers serveur accorder " + s.db.Login() + " redacteur"}
	}
	if err != nil {
		return membership{}, s.told(err)
	}
	us = &membership{string(rows[0][0]), yes(rows[0][1]), yes(rows[0][2])}
	s.mu.Lock()
	s.us = us
	s.mu.Unlock()
	s.meet(*us)
	s.adopt()
	if us.writes {
		s.sendAll()
	}
	return *us, nil
}

func yes(said []byte) bool { return string(said) == "t" || string(said) == "true" }

func number(said []byte) int64 {
	n, _ := strconv.ParseInt(string(said), 10, 64)
	return n
}

// ask is Ask of the server, with the firm as the first argument.
func (s *server) ask(sql string, args ...any) ([]postgres.Row, error) {
	us, err := s.enter()
	if err != nil {
		return nil, err
	}
	rows, err := s.db.Ask(sql, append([]any{us.firm}, args...)...)
	return rows, s.told(err)
}

// channel is where the server tells that a case of the firm changed. Its name says
// nothing, and cannot be guessed.
func (us membership) channel() string { return "compromis_" + us.firm }

// Create saves a new case.
func (s *server) Create(c dossier.Case) (File, error) {
	words := c.Client.Name
	if french.Slug(words) == "" {
		words = c.Title
	}
	f := &serverFile{s: s, id: newID(words)}
	if err := f.Save(c); err != nil {
		return nil, err
	}
	s.hold(f)
	return f, nil
}

// Open opens a case.
func (s *server) Open(id, passphrase string) (File, error) {
	if !validID(id) {
		return nil, notFound(s.Dir(), id)
	}
	f := &serverFile{s: s, id: id}
	if err := f.open(passphrase); err != nil {
		return nil, err
	}
	s.hold(f)
	return f, nil
}

// exists says whether the server has a case; not when it does not answer.
func (s *server) exists(id string) bool {
	rows, err := s.ask(`select 1 from compromis.cases where firm = $1 and id = $2`, id)
	return err == nil && len(rows) > 0
}

// Delete deletes a case for good, with all its acts.
func (s *server) Delete(id string) error {
	rows, err := s.ask(`delete from compromis.cases where firm = $1 and id = $2 returning id`, id)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return notFound(s.Dir(), id)
	}
	return errors.Join(s.local.forgetDrafts(id), s.forgetOutbox(id))
}

// ids are the names of all cases.
func (s *server) ids() (ids []string, err error) {
	rows, err := s.ask(`select id from compromis.cases where firm = $1 order by id`)
	for _, r := range rows {
		ids = append(ids, string(r[0]))
	}
	return ids, err
}

// now is the columns of the state of a case: see [server.fetch].
const now = `c.number, c.last, c.apart, a.login, a.at, a.body
	from compromis.cases c join compromis.acts a on a.firm = c.firm and a.kase = c.id and a.number = c.number
	where c.firm = $1 and c.id = $2`

// standing is a case as the server has it.
type standing struct {
	number, last int64
	apart        int64
	by           string
	at           time.Time
	body         []byte
}

// fetch asks how a case stands. The error is [ErrNotFound] for one that is no more.
func (s *server) fetch(id string) (standing, error) {
	rows, err := s.ask(`select `+now, id)
	if err != nil {
		return standing{}, err
	}
	if len(rows) == 0 {
		return standing{}, notFound(s.Dir(), id)
	}
	r := rows[0]
	return standing{number(r[0]), number(r[1]), number(r[2]), string(r[3]), moment(r[4]), r[5]}, nil
}

// moment reads a date as PostgreSQL writes it.
func moment(said []byte) time.Time {
	for _, layout := range []string{"2006-01-02 15:04:05.999999-07", "2006-01-02 15:04:05.999999-07:00"} {
		if t, err := time.Parse(layout, string(said)); err == nil {
			return t
		}
	}
	return time.Time{}
}

func (s *server) raw(id string) ([]byte, time.Time, error) {
	now, err := s.fetch(id)
	return now.body, now.at, err
}

func (s *server) put(id string, e envelope, data []byte) (string, error) {
	if e.Case != nil {
		e.Case.ID = id
		var err error
		if data, err = encode(*e.Case, nil, s.path(id)); err != nil {
			return id, err
		}
	}
	mark := token()
	err := s.append(act{kase: id, number: 1, token: mark, kind: isState, body: data, line: columnsOf(indexed{Summary: summaryOf(id, e, nil)})})
	switch {
	case errors.Is(err, errOutdated):
		return s.put(newID(id), e, data)
	case err != nil:
		if there, _ := s.took(id, mark); !there { // the case of that name, if any, is another
			id = ""
		}
	}
	return id, err
}

// took says whether the server has an act.
func (s *server) took(id, mark string) (bool, error) {
	rows, err := s.ask(`select 1 from compromis.acts where firm = $1 and kase = $2 and token = $3`, id, mark)
	return len(rows) > 0, err
}

// act is a row that is about to be.
type act struct {
	kase   string
	number int64
	token  string
	kind   string
	about  int64
	body   []byte
	wrote  string // what it adds to the journal: see authors.go
	line   string // of a list, for a state: see columnsOf
}

// The kinds of acts.
const (
	isState   = "state"   // the case from there on
	isVersion = "version" // what could not be joined to it
	isSettled = "settled" // that version has joined it
)

func token() string {
	var t [16]byte
	_, _ = rand.Read(t[:]) // it never fails
	return hex.EncodeToString(t[:])
}

// errOutdated says that another act has that number: look, then try again.
var errOutdated = errors.New("outdated")

// The statements that an act may be: the first of a case, then those after it. They
// fence: they do nothing unless the act comes right after the last.
var (
	addFirst = `with head as (
		insert into compromis.cases (firm, id, number, last, lined, ` + columns + `) select $1, $2, $3, $3, $3, ` + columnsFrom("$9", 1) + ` on conflict do nothing returning id)`
	addState = `with head as (
		update compromis.cases set (number, last, lined, ` + columns + `) = row($3::bigint, $3::bigint, $3::bigint, ` + columnsFrom("$9", 1) + `)
		where firm = $1 and id = $2 and last = $3::bigint - 1 returning id)`
	addOther = `with head as (
		update compromis.cases set last = $3, apart = apart + case $5 when 'version' then 1 else -1 end, made = ''
		where firm = $1 and id = $2 and last = $3::bigint - 1 returning id)`
)

// addAct follows them.
const addAct = `, act as (
		insert into compromis.acts (firm, kase, number, token, kind, about, body, wrote)
		select $1, $2, $3, $4, $5, $6, $7, $8 from head returning number)
	select `

// append adds an act to a case. The error is [errOutdated] when its number is taken, or
// the case is no more.
func (s *server) append(a act) error {
	us, err := s.enter()
	if err != nil {
		return err
	}
	sql, args := addOther, []any{us.firm, a.kase, a.number, a.token, a.kind, a.about, a.body, a.wrote}
	switch {
	case a.number == 1:
		sql, args = addFirst, append(args, a.line)
	case a.kind == isState:
		sql, args = addState, append(args, a.line)
	}
	if sql += addAct; us.tells {
		sql += "pg_notify('" + us.channel() + "', '') from act"
	} else {
		sql += "1 from act"
	}
	rows, err := s.db.Ask(sql, args...)
	if err == nil && len(rows) == 1 {
		return nil
	}
	if err != nil && !postgres.Broke(err, "acts_pkey") && !postgres.Broke(err, "acts_firm_kase_token_key") {
		return s.told(err)
	}
	// It may be there already: the answer of an earlier try was lost.
	there, err := s.took(a.kase, a.token)
	if err == nil && !there {
		err = errOutdated
	}
	return err
}

// Find returns the ID of the case a person means.
func (s *server) Find(prefixOrName string) (string, error) {
	said := strings.TrimSpace(prefixOrName)
	if waiting, _ := s.outbox(said); len(waiting) > 0 {
		return said, nil // it may be nowhere else
	}
	return find(s, said)
}

// Export writes cases to a ZIP archive.
func (s *server) Export(w io.Writer, ids ...string) error { return export(s, w, ids) }

// Import adds the cases of an archive.
func (s *server) Import(r io.ReaderAt, size int64) (ids, cleaned []string, err error) {
	return importAll(s, r, size)
}

// noneAside says that a server sets no file aside.
func (s *server) noneAside(name string) error {
	return &Error{Path: s.Dir(), Err: ErrNotFound, Text: french.Quote(french.Shown(name)) + " n’est pas un fichier mis de côté" + colon + "un serveur n’en a pas. Regardez la liste des dossiers."}
}

// Rescue finds nothing: a server sets no file aside.
func (s *server) Rescue(name, _ string) (Rescued, error) { return Rescued{}, s.noneAside(name) }

// Recover finds nothing either.
func (s *server) Recover(r Rescued) (File, error) { return nil, s.noneAside(r.File) }

// DeleteAside finds nothing either.
func (s *server) DeleteAside(name string) error { return s.noneAside(name) }

// AddDraft adds a draft that a killed process left: on this computer, where it was, even
// when the server does not say whether the case is protected by now.
func (s *server) AddDraft(id, recipient string, d Draft) error {
	now, err := s.fetch(id)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil && !postgres.Lost(err) {
		return err
	}
	e, err := parse(now.body)
	return s.local.addDraft(id, recipient, d, err == nil && e.Seal != nil || recipient != "")
}
