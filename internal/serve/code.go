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
	triesKept       = 1024 // addresses remembered
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
	now    func() time.Time

	mu    sync.Mutex
	wrong map[netip.Addr]*tries
}

// tries are the wrong codes an address may still give.
type tries struct {
	left  int
	since time.Time // of the last refill
}

func newLock(code string, now func() time.Time) *lock {
	return &lock{digest: digest(code), now: now, wrong: map[netip.Addr]*tries{}}
}

// digest forgets the spaces: "482 913" is how one reads a code aloud.
func digest(code string) [sha256.Size]byte {
	return sha256.Sum256([]byte(strings.Join(strings.Fields(code), "")))
}

// blocked says whether an address must wait before it tries again, even with
// the right code: else one could go on guessing.
func (k *lock) blocked(from netip.Addr) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.of(from).left <= 0
}

// opens says whether the code is right, and counts it when it is not.
func (k *lock) opens(from netip.Addr, said string) bool {
	given := digest(said)
	if subtle.ConstantTimeCompare(given[:], k.digest[:]) == 1 {
		return true
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	t := k.of(from)
	t.left = max(t.left-1, 0)
	return false
}

// of returns the tries of an address, refilled. When too many addresses are
// known, the newcomers share one count.
func (k *lock) of(from netip.Addr) *tries {
	now := k.now()
	if _, known := k.wrong[from]; !known && len(k.wrong) >= triesKept {
		for a, t := range k.wrong {
			if t.refill(now); t.left == triesPerAddress {
				delete(k.wrong, a)
			}
		}
		if len(k.wrong) >= triesKept {
			from = netip.Addr{}
		}
	}
	t, known := k.wrong[from]
	if !known {
		t = &tries{left: triesPerAddress, since: now}
		k.wrong[from] = t
	}
	t.refill(now)
	return t
}

func (t *tries) refill(now time.Time) {
	if n := int(now.Sub(t.since) / triesRefill); n > 0 {
		t.left = min(t.left+n, triesPerAddress)
		t.since = t.since.Add(time.Duration(n) * triesRefill)
	}
}
