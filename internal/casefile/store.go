package casefile

import (
	"io"
	"time"

	"compromis/internal/dossier"
)

// Store keeps cases: those of a person in a folder, those of a team on a server.
// What it promises is checked of both by casefiletest.Contract.
type Store interface {
	// Dir tells where the cases are: the folder, or the address of the server without
	// its password. OpenStore takes it.
	Dir() string
	// Create saves a new case. It gets its ID from the name of the client, or else
	// from its title, and a few letters at random.
	Create(dossier.Case) (File, error)
	// Open opens a case. The passphrase is looked at for a protected case only. The
	// error is [ErrNotFound], [ErrPassphrase], [ErrWrongPassphrase] or an [*Error].
	Open(id, passphrase string) (File, error)
	// Find returns the ID of the case a person means: by its ID, by the first letters
	// of its ID, or by the name of its client. The error is [ErrNotFound], or names
	// the cases it could be.
	Find(prefixOrName string) (id string, err error)
	// List gives each case as it was last seen or saved.
	List() (Listing, error)
	// Search gives the cases that were asked for. With a guide, each is as opening it on
	// that day would show it.
	Search(Query) (Listing, error)
	// Delete deletes a case for good.
	Delete(id string) error
	// Business is whoever keeps the cases of a store that was listed, as the one changed
	// last says it.
	Business(Listing) dossier.Party
	// Export writes cases to a ZIP archive, all of them when none is named.
	Export(w io.Writer, ids ...string) error
	// Import adds the cases of an archive and returns their IDs, and of those the
	// ones that held signs that are not text. It overwrites nothing.
	Import(r io.ReaderAt, size int64) (ids, cleaned []string, err error)
	// Rescue reads what it can of a file that was set aside.
	Rescue(name, passphrase string) (Rescued, error)
	// Recover makes a case of what could be read.
	Recover(Rescued) (File, error)
	// DeleteAside deletes a file that was set aside, for good.
	DeleteAside(name string) error
	// AddDraft adds a draft that a killed process left, without opening the case.
	AddDraft(id, recipient string, d Draft) error
}

// File is a case that is open. Its methods may be called from several goroutines.
// Close it: in a folder, the others may only read it until then.
type File interface {
	// Case returns the case as it was last read or saved.
	Case() dossier.Case
	// ReadOnly says whether Save would be refused.
	ReadOnly() bool
	// Cleaned says whether what was read held signs that are not text, which Case has not.
	Cleaned() bool
	// Save keeps the case, which may not be changed in place afterwards. Its ID stays.
	// Once it has returned nil, the case is on a disk: see [News] for which. What others
	// changed meanwhile joins it; the error is [ErrApart] when both cannot hold.
	Save(dossier.Case) error
	// Replace saves a case that undoes or takes the place of what was.
	Replace(dossier.Case) error
	Close() error
	// Protect seals the case with a passphrase, or takes the protection off.
	Protect(passphrase string, named bool) error
	// Versions returns the other versions of the case.
	Versions(passphrase string) ([]Version, error)
	// PutAside moves versions that have joined the case out of the way.
	PutAside([]Version) error
	// States returns what the case was before, the latest first.
	States(passphrase string) ([]State, error)
	// Authors tells who wrote the events of the case. It may wait for a server.
	Authors() Authors
	// Drafts returns what was being typed, the latest first.
	Drafts() ([]Draft, error)
	KeepDraft(Draft) error
	DropDraft(id string) error
	// Place tells where the case is, to whoever may have to rescue a draft of it.
	Place() (dir, id, recipient string)
	// Wanted says whether another window asks for the hand; Yield gives it, Take takes
	// it, and reads the case again; Elsewhere says whether another window has it.
	Wanted() bool
	Yield()
	Take(passphrase string) error
	Elsewhere() bool
	// News tells what happened besides what this window did. It does not wait.
	News() News
}

// shelf is what a store does in a way of its own, for what all do alike.
type shelf interface {
	Store
	path(id string) string // where a case is, as an error says it
	exists(id string) bool
	ids() ([]string, error)
	raw(id string) (data []byte, at time.Time, err error)   // the envelope of a case, and when it was saved
	put(id string, e envelope, data []byte) (string, error) // adds a case, under another ID when that is taken
}

// News is what happened to an open case besides what its window did.
type News struct {
	Changed bool         // others changed it since it was last given: Case is how it stands
	Case    dossier.Case //
	By      string       // who did, as the server knows them
	Apart   bool         // what was saved here and what others did cannot both hold: see File.Versions
	Waiting int          // what is kept on this computer until the server answers
	Lost    string       // why, a sentence in French
	Shut    string       // why it can be neither read again nor saved, in French: it was deleted, or sealed anew
}

// News tells nothing of a folder: one window writes, and the others take the hand.
func (f *folderFile) News() News { return News{} }
