package door

import (
	"compromis/internal/disk"
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
	"strings"
	"sync"
	"time"
	"unicode"
)

// Wrong codes: an address may give some in a row, then one each refill.
const (
	triesPerAddress = 10
	triesRefill     = 10 * time.Second
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

// ForgetCode makes the next room of a folder draw another code.
func ForgetCode(dir string) error {
	err := os.Remove(codeFile(dir))
	if errors.Is(err, fs.ErrNotExist) { // the code was given
		err = nil
	}
	return err
}

// codeFile is where a code that was drawn is kept.
func codeFile(dir string) string { return filepath.Join(dir, "code") }

// sound says whether a code can be read out in a room, and typed on any keyboard.
func sound(code string) bool {
	odd := func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	return len(code) >= 4 && len(code) <= 32 && strings.IndexFunc(code, odd) < 0
}

// Guesser is whose wrong codes count together: those of an address. Whoever has
// proved a key that has a seat counts alone: others who guess behind the same
// address do not keep them out.
func (e *Entrance) Guesser(from netip.Addr, key string) netip.Addr {
	if !e.Room.Knows(key) {
		return from
	}
	of := sha256.Sum256([]byte(key))
	return netip.AddrFrom16([16]byte(of[:16]))
}

// Blocked says whether a guesser must wait before they try again, even with the
// right code: otherwise one could go on guessing.
func (e *Entrance) Blocked(guesser netip.Addr) bool { return e.code.blocked(guesser) }

// Opens says whether what a guesser typed is the code, and counts it when it is
// not. A guesser who is blocked opens nothing.
func (e *Entrance) Opens(guesser netip.Addr, said string) bool { return e.code.opens(guesser, said) }

// lock compares codes without telling, by the time it takes, how close they
// are, and counts the wrong ones by address.
type lock struct {
	digest [sha256.Size]byte

	mu    sync.Mutex // between a try and its result: many at once are still counted
	wrong *rations
}

func newLock(code string, now func() time.Time) *lock {
	return &lock{digest: digest(code), wrong: newRations(triesPerAddress, triesRefill, now)}
}

// digest forgets the spaces: "482 913" is how one reads a code aloud.
func digest(code string) [sha256.Size]byte {
	return sha256.Sum256([]byte(strings.Join(strings.Fields(code), "")))
}

// blocked says whether an address must wait before it tries again, even with
// the right code: else one could go on guessing.
func (k *lock) blocked(from netip.Addr) bool { return k.wrong.left(from) <= 0 }

// opens says whether the code is right, and counts it when it is not. An address
// that is blocked opens nothing.
func (k *lock) opens(from netip.Addr, said string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.blocked(from) {
		return false
	}
	if k.right(said) {
		return true
	}
	k.wrong.take(from)
	return false
}

// right compares a code, and counts nothing.
func (k *lock) right(said string) bool {
	given := digest(said)
	return subtle.ConstantTimeCompare(given[:], k.digest[:]) == 1
}
