package tui

import (
	"errors"
	"sync"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// keeper writes a case to its file, off the main loop. It outlives the case
// being on the screen: what was given to it is written, whatever one does
// meanwhile, and an older state never takes the place of a newer one.
type keeper struct {
	cases casefile.Store

	writing sync.Mutex
	file    casefile.File // nil until it is first saved
	saved   int           // the version last written
	closed  bool
}

// save writes a version of the case, and returns its id. What it replaces, rather
// than goes on with, is kept as a former state.
func (k *keeper) save(version int, c dossier.Case, replaces bool) (id string, err error) {
	k.writing.Lock()
	defer k.writing.Unlock()
	switch {
	case k.closed || version <= k.saved:
	case k.file == nil:
		k.file, err = k.cases.Create(c)
	case replaces:
		err = k.file.Replace(c)
	default:
		err = k.file.Save(c)
	}
	if err == nil && k.file != nil {
		k.saved = max(version, k.saved)
		id = k.file.Case().ID
	}
	return id, err
}

// errNoFile says that the case is still to be saved.
var errNoFile = errors.New("no file yet")

// drafts keeps what is typed beside the case, and drops what has no fields.
func (k *keeper) drafts(batch map[string]casefile.Draft) error {
	k.writing.Lock()
	defer k.writing.Unlock()
	switch {
	case k.closed:
		return casefile.ErrReadOnly
	case k.file == nil:
		return errNoFile
	}
	var all error
	for id, d := range batch {
		if len(d.Fields) == 0 {
			all = errors.Join(all, k.file.DropDraft(id))
		} else {
			all = errors.Join(all, k.file.KeepDraft(d))
		}
	}
	return all
}

// place tells where the case is, to whoever may have to rescue a draft of it.
func (k *keeper) place() (dir, id, recipient string) {
	k.writing.Lock()
	defer k.writing.Unlock()
	if k.file == nil || k.closed {
		return "", "", ""
	}
	return k.file.Place()
}

// protect encrypts the file, or takes the protection off.
func (k *keeper) protect(passphrase string, named bool) (id string, err error) {
	k.writing.Lock()
	defer k.writing.Unlock()
	if err = k.file.Protect(passphrase, named); err == nil {
		id = k.file.Case().ID
	}
	return id, err
}

// close lets another window write.
func (k *keeper) close() {
	k.writing.Lock()
	defer k.writing.Unlock()
	if k.file != nil && !k.closed {
		k.file.Close() //nolint:errcheck // everything acknowledged is on disk
	}
	k.closed = true
}

// wanted says whether another window asks for the hand.
func (k *keeper) wanted() bool {
	k.writing.Lock()
	defer k.writing.Unlock()
	return k.file != nil && !k.closed && k.file.Wanted()
}

// yield gives the hand to the window that asks for it.
func (k *keeper) yield() {
	k.writing.Lock()
	defer k.writing.Unlock()
	if k.file != nil && !k.closed {
		k.file.Yield()
	}
}

// take takes the hand, and returns the case as the other window left it. What is
// half typed there stays there.
func (k *keeper) take() (dossier.Case, error) {
	k.writing.Lock()
	defer k.writing.Unlock()
	if k.closed {
		return dossier.Case{}, casefile.ErrReadOnly
	}
	err := k.file.Take("")
	return k.file.Case(), err
}

// news tells what others did to the case, and what waits for a server.
func (k *keeper) news() casefile.News {
	k.writing.Lock()
	defer k.writing.Unlock()
	if k.file == nil || k.closed {
		return casefile.News{}
	}
	return k.file.News()
}

// catchUp returns the case as others left it: what the server said is here already.
func (k *keeper) catchUp() dossier.Case {
	k.writing.Lock()
	defer k.writing.Unlock()
	_ = k.file.Take("") // a reader catches up all the same
	return k.file.Case()
}

// authors tells who wrote the events of the case, as a server knows them.
func (k *keeper) authors() casefile.Authors {
	k.writing.Lock()
	defer k.writing.Unlock()
	if k.file == nil || k.closed {
		return casefile.Authors{}
	}
	return k.file.Authors()
}

// versions reads the other versions of the case.
func (k *keeper) versions(passphrase string) ([]casefile.Version, error) {
	k.writing.Lock()
	defer k.writing.Unlock()
	return k.file.Versions(passphrase)
}

// putAside puts versions of the case aside, once they have joined it.
func (k *keeper) putAside(versions []casefile.Version) error {
	k.writing.Lock()
	defer k.writing.Unlock()
	return k.file.PutAside(versions)
}

// states reads the former states of the case.
func (k *keeper) states() ([]casefile.State, error) {
	k.writing.Lock()
	defer k.writing.Unlock()
	if k.file == nil {
		return nil, nil
	}
	return k.file.States("")
}
