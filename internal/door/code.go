package door

import (
	"compromis/internal/disk"
	"compromis/internal/workshop"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
)

// Wrong codes: an address may give some in a row, and as many more as time refills.
// Beyond, its codes are read one after the other, a pause after each wrong one: a
// class behind one address waits a little, and who guesses there tries few.
const (
	triesPerAddress = 10
	triesRefill     = 10 * time.Second
	triesPause      = time.Second
)

// newCode returns a room code: six digits, easy to read out in a room.
func newCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", fmt.Errorf("draw a room code: %w", err)
	}
	return fmt.Sprintf("%06d", n), nil
}

// KeptCode returns the code of the room of a folder, drawn once: a room that
// starts again keeps the one participants know. Errors are in French.
func KeptCode(dir string) (string, error) {
	path := codeFile(dir)
	if text, err := os.ReadFile(path); err == nil && sound(string(text)) {
		return string(text), nil
	}
	code, err := newCode()
	if err != nil {
		return "", err
	}
	if err = disk.MakeDir(dir); err == nil {
		err = disk.Write(path, []byte(code))
	}
	if err != nil {
		return "", Refused("La salle ne peut pas être gardée", dir, "--salle", err)
	}
	return code, nil
}

// KeptSecret returns what the room of a folder signs with, for as long as its code
// is this one: a room that starts again knows what it signed. Errors are in French.
func KeptSecret(dir, code string) ([]byte, error) {
	path := secretFile(dir)
	text, err := os.ReadFile(path)
	if err != nil || len(text) < len(rand.Text()) {
		text = []byte(rand.Text())
		if err = disk.MakeDir(dir); err == nil {
			err = disk.Write(path, text)
		}
		if err != nil {
			return nil, Refused("La salle ne peut pas être gardée", dir, "--salle", err)
		}
	}
	of := digest(code)
	secret := sha256.Sum256(append(of[:], text...))
	return secret[:], nil
}

// Forget makes the next room of a folder draw another code, and another secret.
func Forget(dir string) error {
	forget := func(file string) error {
		err := os.Remove(file)
		if errors.Is(err, fs.ErrNotExist) { // the code was given
			err = nil
		}
		return err
	}
	return errors.Join(forget(codeFile(dir)), forget(secretFile(dir)))
}

// codeFile is where a code that was drawn is kept, and secretFile what signs.
func codeFile(dir string) string { return filepath.Join(dir, "code") }

func secretFile(dir string) string { return filepath.Join(dir, "secret") }

// sound says whether a code can be read out in a room, and typed on any keyboard.
func sound(code string) bool {
	odd := func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	return len(code) >= 4 && len(code) <= 32 && strings.IndexFunc(code, odd) < 0
}

// Guesser is whose wrong codes count together: those of an address. Whoever has
// proved a key that has a seat counts alone: others who guess behind the same
// address do not delay them.
func (e *Entrance) Guesser(from netip.Addr, key string) netip.Addr {
	if !e.Room.Knows(key) {
		return from
	}
	of := sha256.Sum256([]byte(key))
	return netip.AddrFrom16([16]byte(of[:16]))
}

// Slowed says whether a guesser waits for their turn before a code is read, right
// or wrong: otherwise one could go on guessing.
func (e *Entrance) Slowed(guesser netip.Addr) bool { return e.code.wrong.left(guesser) <= 0 }

// Opens says whether what a guesser typed is the code, and counts it when it is
// not. A guesser who is slowed waits for their turn, or opens nothing when gone
// is closed before.
func (e *Entrance) Opens(gone <-chan struct{}, guesser netip.Addr, said string) bool {
	return e.code.opens(gone, guesser, said)
}

// WrongCodes is how many wrong codes, and wrong return numbers, were given in the
// last minute, by whatever door.
func (e *Entrance) WrongCodes() int { return e.code.lately() + e.numbers.lately() }

// lock compares codes without telling, by the time it takes, how close they
// are, and counts the wrong ones by address.
type lock struct {
	digest [sha256.Size]byte
	now    func() time.Time
	wrong  *rations
	room   *rations // the wrong ones of all addresses together; nil when they are not limited

	mu   sync.Mutex
	when []time.Time // of the wrong codes of the last minute
	one  sync.Mutex  // held while one is tried against the ration of the room
}

func newLock(code string, now func() time.Time) *lock {
	return &lock{digest: digest(code), now: now, wrong: newRations(triesPerAddress, triesRefill, now)}
}

// digest is that of a code, however it is typed: see [workshop.Code].
func digest(code string) [sha256.Size]byte { return sha256.Sum256([]byte(workshop.Code(code))) }

// opens says whether the code is right, and counts it when it is not. The codes
// of one address are read in turn, so that many at once are still counted: the
// turn of a wrong one beyond the first lasts a pause. Whether a code is right is
// known after the turn came only: to leave early teaches nothing.
func (k *lock) opens(gone <-chan struct{}, from netip.Addr, said string) bool {
	return k.guess(gone, from, func() bool { return k.right(said) }) == nil
}

// errWrong is that what was tried is not right.
var errWrong = errors.New("wrong")

// guess is opens for anything one may be wrong about: [ErrGuessed] when it was not
// tried.
func (k *lock) guess(gone <-chan struct{}, from netip.Addr, right func() bool) error {
	turn := k.wrong.turn(from)
	select {
	case turn <- struct{}{}: // first come, first served
	case <-gone:
		return errWrong
	}
	found, tried := k.try(right)
	if found {
		<-turn
		return nil
	}
	k.note()
	if k.wrong.take(from) {
		<-turn
	} else {
		time.AfterFunc(triesPause, func() { <-turn }) // even if they leave meanwhile
	}
	if !tried {
		return ErrGuessed
	}
	return errWrong
}

// try says whether one is right, and counts it for the whole room when it is not; it
// is not even tried while the room gave too many wrong ones.
func (k *lock) try(right func() bool) (found, tried bool) {
	if k.room == nil {
		return right(), true
	}
	k.one.Lock()
	defer k.one.Unlock()
	if k.room.left(everyone) <= 0 {
		return false, false
	}
	if found = right(); !found {
		k.room.take(everyone)
	}
	return found, true
}

// note keeps when a wrong code was given.
func (k *lock) note() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.when = append(k.recent(), k.now())
}

// lately is how many wrong codes were given in the last minute.
func (k *lock) lately() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.when = k.recent()
	return len(k.when)
}

// recent are the times that still count.
func (k *lock) recent() []time.Time {
	since := k.now().Add(-time.Minute)
	return slices.DeleteFunc(k.when, func(t time.Time) bool { return t.Before(since) })
}

// right compares a code, and counts nothing.
func (k *lock) right(said string) bool {
	given := digest(said)
	return subtle.ConstantTimeCompare(given[:], k.digest[:]) == 1
}
