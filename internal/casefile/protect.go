package casefile

import (
	"bytes"
	"cmp"

	"compromis/internal/disk"
)

// Protect seals the case with a passphrase, or with another one, and gives it
// an ID that does not name the client: read it from [File.Case]. An empty
// passphrase takes the protection off.
//
// Nothing in the folder names the case any more, but for its client when named says
// so: the list then tells which case it is. An older copy may be left in the free
// space of the disk, in an export or in a file set aside.
func (f *folderFile) Protect(passphrase string, named bool) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.held == nil {
		return f.refused()
	}
	former := f.key
	f.key = nil
	if passphrase != "" {
		key, err := newSealer(passphrase)
		if err != nil {
			f.key = former
			return trouble("Le dossier n’a pas pu être protégé", f.store.path(f.id), err)
		}
		key.named = named
		f.key = key
	}
	back, err := f.sealStates(former) // before the case, if it is to be sealed
	if err != nil {
		f.key = former
		return trouble("Les états gardés du dossier n’ont pas pu changer de protection, ni donc le dossier", f.store.statesPath(f.id), err)
	}
	written := false
	if err := f.reseal(former, func() error { written = true; return f.write(f.now) }); err != nil {
		if data, unread := disk.Read(f.store.path(f.id), maxFile); !written || unread == nil && !bytes.Equal(data, f.sent) {
			f.key = former // or else it has, or may have, taken its place all the same
			back()
		}
		_ = f.onDrafts(func(kept []opened) []opened { return kept }) // under the key of the case, whichever it is
		return err
	}
	if f.key == nil {
		f.clearStates(former)
		return nil
	}
	renamed, forgotten := f.rename(), f.store.forget()
	return cmp.Or(renamed, forgotten)
}

// rename gives the file a neutral ID, unless it has one.
func (f *folderFile) rename() error {
	if neutralID.MatchString(f.id) {
		return nil
	}
	id, l, err := f.store.claimNew("")
	if err != nil {
		return err
	}
	was, from, to := f.id, f.store.path(f.id), f.store.path(id)
	copied := f.copyStates(l, id)
	err = f.store.followDrafts(was, id)
	if err == nil {
		err = disk.Replace(from, to)
	}
	if err != nil && !f.store.exists(id) {
		_ = f.store.removeStates(id, false)
		l.Release()
		return trouble("Le dossier est protégé, mais son nom n’a pas pu être changé", from, err)
	}
	moved := cmp.Or(f.moveStates(was, id, copied), f.store.forgetDrafts(was))
	f.held.Release()
	f.id, f.held, f.now.ID = id, l, id
	if moved != nil {
		return moved
	}
	if err := disk.SyncDir(f.store.dir); err != nil {
		return trouble("Le nouveau nom du dossier n’est pas certain", to, err)
	}
	return nil
}
