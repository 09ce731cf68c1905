package serve

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"math/big"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// Wrong codes: an address may give some in a row, then one each refill.
const (
	triesPerLine    = 3
	triesPerAddress = 10
	triesRefill     = 10 * time.Second
)

// Arrivals: an address may bring twice a room in a row, then one each refill.
// Each takes a seat, and seats are counted.
const (
	visitsPerAddress = 64
	visitsRefill     = 2 * time.Second
)

// newCode returns a room code: six digits, easy to read out in a room.
func newCode() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", fmt.Errorf("draw a room code: %w", err)
	}
	return fmt.Sprintf("%06d", n), nil
}

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
