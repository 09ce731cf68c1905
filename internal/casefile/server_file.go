package casefile

import (
	"cmp"
	"errors"
	"sync"
	"time"

	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/postgres"
)

// serverFile is a case of a server that is open. Any number may have it open, and
// write it.
type serverFile struct {
	s *server

	saving sync.Mutex // held for as long as the server takes: a save at a time

	mu      sync.Mutex
	id      string
	key     *sealer      // nil when the case is not protected
	seen    dossier.Case // what the window holds: as it was opened, saved or taken last
	head    dossier.Case // as the server has it, as far as one knows
	at      standing     // where that is; its body is not kept
	news    bool         // head holds what others did since seen
	apart   bool         // what was saved here could not be joined
	waiting int          // saves that the server does not have
	lost    string       // why
	shut    string       // why it can be read no more, when it is for another reason
	credits credits
	handsOn string // what the next act hands on, as the passphrase changes
	cleaned bool
	closed  bool
}

// ErrApart says that what was saved and what others did meanwhile cannot both hold. The
// case is as the others left it; what was saved is a version of it: see [File.Versions].
var ErrApart = errors.New("saved apart")

func (f *serverFile) errApart(by string) error {
	return &Error{Path: f.s.path(f.id), Err: ErrApart, Text: french.Quote(by) + " a changé le même point du dossier " + french.Quote(f.id) + " en même temps que vous" + colon + "rien n’est perdu, vos changements sont gardés à part. Choisissez point par point" + colon + "compromis dossiers versions " + f.id}
}

// open reads the case: from the server, or what waits for it when it does not answer.
func (f *serverFile) open(passphrase string) error {
	now, err := f.s.fetch(f.id)
	kept, keptErr := f.s.outbox(f.id)
	if keptErr == nil && len(kept) > 0 && (postgres.Lost(err) || errors.Is(err, ErrNotFound)) {
		f.waiting, f.lost = len(kept), postgres.What(err)
		now, err = standing{body: kept[len(kept)-1].Held}, nil
	}
	if err != nil {
		return err
	}
	if err := f.read(now, passphrase); err != nil {
		return err
	}
	f.seen, f.news = f.head, false
	if f.waiting == 0 && len(kept) > 0 { // they waited for the passphrase
		_ = f.send()
		f.seen, f.news = f.head, false
	}
	return nil
}

// read takes the state that the server gave for what the case is.
func (f *serverFile) read(now standing, passphrase string) error {
	path := f.s.path(f.id)
	e, err := parse(now.body)
	switch {
	case err != nil || e.Seal == nil:
		f.key = nil
	case f.key.opens(e.Seal):
		f.key.named = e.Seal.Name != nil
		e, err = f.key.unseal(e.Seal)
	default:
		var key *sealer
		if key, e, err = e.Seal.open(passphrase); err == nil {
			f.key = key
		}
	}
	switch {
	case errors.Is(err, ErrPassphrase), errors.Is(err, ErrWrongPassphrase):
		return &Error{Path: path, Err: err, Text: err.Error()}
	case err != nil:
		return unread(path, "", err)
	}
	now.body = nil
	f.head, f.at, f.cleaned = *e.Case, now, e.cleaned
	f.head.ID = f.id
	return nil
}

// look reads the case again when the server has more of it than one knows. It says
// whether that was so.
func (f *serverFile) look() (bool, error) {
	now, err := f.s.fetch(f.id)
	f.mu.Lock()
	defer f.mu.Unlock()
	if err != nil {
		return false, f.shutOut(err)
	}
	if now.last <= f.at.last {
		return false, nil
	}
	was := f.head
	if err := f.read(now, ""); err != nil {
		return false, f.shutOut(err)
	}
	f.news = f.news || !was.Same(f.head)
	return true, nil
}

// Case returns the case as it was last read or saved.
func (f *serverFile) Case() dossier.Case {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seen
}

// News tells what others did, and what waits for the server.
func (f *serverFile) News() News {
	f.mu.Lock()
	defer f.mu.Unlock()
	return News{Changed: f.news, Case: f.head, By: f.at.by, Apart: f.apart, Waiting: f.waiting, Lost: f.lost, Shut: f.shut}
}

// Take gives the case as others left it.
func (f *serverFile) Take(string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen, f.news, f.apart = f.head, false, false
	if f.s.reads() {
		return f.refused()
	}
	return nil
}

// ReadOnly says whether one may only read on this server.
func (f *serverFile) ReadOnly() bool { return f.s.reads() }

func (f *serverFile) refused() error {
	return &Error{Path: f.s.path(f.id), Err: ErrReadOnly, Text: "Le compte " + french.Quote(f.s.db.Login()) + " est un lecteur de ces dossiers" + colon + "rien n’a été enregistré. Pour écrire, demandez à l’administrateur d’être rédacteur."}
}

// Cleaned says whether what was read held signs that are not text.
func (f *serverFile) Cleaned() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.cleaned
}

// Elsewhere is false: nobody has the hand, all may write.
func (f *serverFile) Elsewhere() bool { return false }

// Wanted is false: there is no hand to ask for.
func (f *serverFile) Wanted() bool { return false }

// Yield does nothing: there is no hand to give.
func (f *serverFile) Yield() {}

// Close stops following the case.
func (f *serverFile) Close() error {
	f.s.let(f)
	f.saving.Lock()
	defer f.saving.Unlock()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed, f.key = true, nil
	return nil
}

// Save keeps the case on the server, joined to what others did; or here, to be sent
// later, when the server does not answer.
func (f *serverFile) Save(c dossier.Case) error {
	f.saving.Lock()
	defer f.saving.Unlock()
	c.ID = f.id
	switch {
	case f.closed:
		return &Error{Path: f.s.path(f.id), Err: ErrReadOnly, Text: "Le dossier " + french.Quote(f.id) + " est fermé" + colon + "rien n’a été enregistré. Rouvrez-le, puis recommencez."}
	case f.s.reads():
		return f.refused()
	}
	f.mu.Lock()
	mark, base, waits := token(), f.seen, f.waiting > 0
	f.mu.Unlock()
	if !waits {
		err := f.sendOne(base, c, mark)
		if !postgres.Lost(err) || f.s.met() == "" { // kept for a server that never answered, it might wait for ever
			return err
		}
		f.isLost(err)
	}
	return f.keepHere(base, c, mark)
}

func (f *serverFile) isLost(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lost = postgres.What(err)
}

// Replace saves a case: every state is kept here.
func (f *serverFile) Replace(c dossier.Case) error { return f.Save(c) }

// sendOne adds to the server a case that was made of another. What others did since
// joins it; when it cannot, it is kept as a version, and the error is [ErrApart].
func (f *serverFile) sendOne(base, c dossier.Case, mark string) error {
	for {
		kase, apart := c, []dossier.Difference(nil)
		if f.at.last > 0 && !f.head.Same(base) {
			kase, apart = dossier.Join(base, c, f.head)
		}
		a := act{kase: f.id, number: f.at.last + 1, token: mark, kind: isState}
		if len(apart) > 0 {
			kase, a.kind = c, isVersion
		}
		var err error
		if a.body, err = encode(kase, f.key, f.s.path(f.id)); err != nil {
			return err
		}
		a.line, a.wrote = columnsOf(indexed{Summary: summaryOf(f.id, f.envelope(kase), nil)}), f.wrote(kase)
		err = f.s.append(a)
		switch {
		case err == nil:
			return f.sent(a, c, kase)
		case postgres.Denied(err): // to write, or to enter at all
			_, out := f.look()
			return cmp.Or(out, err)
		case !errors.Is(err, errOutdated):
			return err
		}
		if f.at.last == 0 {
			return &Error{Path: f.s.path(f.id), Text: "Un dossier de ce nom vient d’être créé sur le serveur" + colon + "le vôtre n’y est pas. Recommencez."}
		}
		if _, err := f.look(); err != nil {
			return err
		}
	}
}

// envelope is what a list may tell of a case.
func (f *serverFile) envelope(c dossier.Case) envelope {
	if f.key == nil {
		return envelope{Case: &c}
	}
	e := envelope{Seal: &seal{}}
	if f.key.named {
		e.Seal.Name = &c.Client.Name
	}
	return e
}

// sent takes note of an act that the server has.
func (f *serverFile) sent(a act, c, kase dossier.Case) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	by := f.at.by
	f.at.last, f.lost = a.number, ""
	if a.kind == isVersion {
		f.seen, f.news, f.apart = c, true, true
		return f.errApart(by)
	}
	f.news = f.news || !kase.Same(c)
	f.seen, f.head = c, kase
	f.at.number = a.number
	if !f.news {
		f.at.by = f.s.db.Login()
	}
	return nil
}

// Protect seals the case on this computer, under a new name. The server then deletes
// the former case with all its acts, which were clear: what it said before is not kept.
func (f *serverFile) Protect(passphrase string, named bool) error {
	f.saving.Lock()
	defer f.saving.Unlock()
	if f.s.reads() {
		return f.refused()
	}
	if f.waiting > 0 || f.closed {
		return &Error{Path: f.s.path(f.id), Text: "La protection n’a pas changé. " + f.lost}
	}
	former := f.key
	var key *sealer
	if passphrase != "" {
		var err error
		if key, err = newSealer(passphrase); err != nil {
			return trouble("Le dossier n’a pas pu être protégé", f.s.path(f.id), err)
		}
		key.named = named
	}
	handsOn := ""
	if former != nil {
		var err error
		if handsOn, err = key.handOn(f.Authors().keys); err != nil {
			return trouble("Le dossier n’a pas pu être protégé", f.s.path(f.id), err)
		}
	}
	f.mu.Lock()
	f.key, f.handsOn = key, handsOn
	desk, was := f.desk(), f.id
	f.mu.Unlock()
	err := desk.reseal(former, func() error {
		if key != nil && former == nil {
			return f.moveSealed()
		}
		return f.sendOne(f.seen, f.seen, token())
	})
	f.handsOn = ""
	if err != nil {
		f.mu.Lock()
		f.key = former
		f.mu.Unlock()
		_ = f.desk().onDrafts(func(kept []opened) []opened { return kept })
		return err
	}
	if f.id == was {
		return nil
	}
	return cmp.Or(f.s.local.followDrafts(was, f.id), f.s.local.forgetDrafts(was))
}

// moveSealed puts the case, sealed, in the place of the clear one, in one go.
func (f *serverFile) moveSealed() error {
	if _, err := f.look(); err != nil {
		return err
	}
	id := newID("")
	kase, apart := dossier.Join(f.seen, f.seen, f.head)
	if len(apart) > 0 { // nothing was changed here: there is none
		return f.errApart(f.at.by)
	}
	kase.ID = id
	body, err := encode(kase, f.key, f.s.path(id))
	if err != nil {
		return err
	}
	rows, err := f.s.ask(`with gone as (delete from compromis.cases where firm = $1 and id = $2 and last = $7::bigint returning id),
		head as (insert into compromis.cases (firm, id, number, last, lined, `+columns+`) select $1, $3, 1, 1, 1, `+columnsFrom("$5", 1)+` from gone returning id),
		act as (insert into compromis.acts (firm, kase, number, token, kind, body) select $1, id, 1, $4, 'state', $6 from head returning number)
		select number from act`, f.id, id, token(), columnsOf(indexed{Summary: summaryOf(id, f.envelope(kase), nil)}), body, f.at.last)
	switch {
	case err != nil:
		return err
	case len(rows) == 0:
		return &Error{Path: f.s.path(f.id), Text: "Le dossier " + french.Quote(f.id) + " vient de changer" + colon + "sa protection n’a pas changé. Recommencez."}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.id, f.head, f.at, f.credits = id, kase, standing{number: 1, last: 1, by: f.s.db.Login()}, credits{}
	f.news = f.news || !kase.Same(f.seen)
	f.seen.ID = id
	return nil
}

// desk is where what is being typed is kept, on this computer. The state is held.
func (f *serverFile) desk() *folderFile { return &folderFile{store: f.s.local, id: f.id, key: f.key} }

// Drafts returns what was being typed on this computer.
func (f *serverFile) Drafts() ([]Draft, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.desk().Drafts()
}

// KeepDraft keeps a draft on this computer.
func (f *serverFile) KeepDraft(d Draft) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	d.At = time.Now()
	return f.desk().onDrafts(func(kept []opened) []opened { return append(without(kept, d.ID), opened{Draft: d}) })
}

// DropDraft forgets a draft.
func (f *serverFile) DropDraft(id string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.desk().onDrafts(func(kept []opened) []opened { return without(kept, id) })
}

// Place tells where the case is.
func (f *serverFile) Place() (dir, id, recipient string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.key != nil {
		recipient = f.key.identity.Recipient().String()
	}
	return f.s.Dir(), f.id, recipient
}

// mostStates is how many former states are read.
const mostStates = 100

// States returns what the case was before, the latest first.
func (f *serverFile) States(passphrase string) ([]State, error) {
	rows, err := f.s.ask(`select number, at, login, body from compromis.acts
		where firm = $1 and kase = $2 and kind = 'state' and number < (select number from compromis.cases where firm = $1 and id = $2)
		order by number desc limit $3`, f.id, mostStates)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	keys := []*sealer{f.key}
	f.mu.Unlock()
	var all []State
	for _, r := range rows {
		k := state{At: moment(r[1]), Held: r[3]}
		s := State{At: k.At, By: string(r[2])}
		s.Case, keys, s.Err = k.open(keys, passphrase)
		if s.Err != nil {
			s.Err = stateUnread(f.s.path(f.id), k.At, s.Err)
		}
		s.Case.ID = f.id
		all = append(all, s)
	}
	return all, nil
}

// Versions returns what was saved and could not be joined to the case.
func (f *serverFile) Versions(passphrase string) ([]Version, error) {
	rows, err := f.s.ask(`select v.number, v.login, v.at, v.body from compromis.acts v
		where v.firm = $1 and v.kase = $2 and v.kind = 'version' and not exists (
			select 1 from compromis.acts s where s.firm = v.firm and s.kase = v.kase and s.kind = 'settled' and s.about = v.number)
		order by v.number`, f.id)
	if err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []Version
	for _, r := range rows {
		v := Version{Name: "celle de " + string(r[1]) + ", " + french.Moment(moment(r[2])), act: number(r[0])}
		keys := []*sealer{f.key}
		if v.Case, _, v.Err = (state{Held: r[3]}).open(keys, passphrase); v.Err != nil {
			v.Err = &Error{Path: f.s.path(f.id), Err: v.Err, Text: "Une autre version du dossier, " + v.Name + ", ne s’ouvre pas" + colon + v.Err.Error()}
		}
		v.Case.ID = f.id
		all = append(all, v)
	}
	return all, nil
}

// PutAside says that versions have joined the case.
func (f *serverFile) PutAside(versions []Version) error {
	f.saving.Lock()
	defer f.saving.Unlock()
	if f.s.reads() {
		return f.refused()
	}
	for _, v := range versions {
		for mark := token(); ; {
			a := act{kase: f.id, number: f.at.last + 1, token: mark, kind: isSettled, about: v.act, body: []byte("{}")}
			err := f.s.append(a)
			if err == nil {
				f.mu.Lock()
				f.at.last = a.number
				f.mu.Unlock()
				break
			}
			if !errors.Is(err, errOutdated) {
				return err
			}
			if _, err := f.look(); err != nil {
				return err
			}
		}
	}
	return nil
}
