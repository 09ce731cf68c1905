package disk_test

import (
	"errors"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"compromis/internal/disk"
)

// TestALockHasOneHolder: the file of a lock comes and goes, and all the same
// nobody takes a lock that another holds.
func TestALockHasOneHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.lock")
	var all sync.WaitGroup
	var holders, taken atomic.Int32
	for range 8 {
		all.Go(func() {
			for range 2000 {
				l, err := disk.TryLock(path)
				if errors.Is(err, disk.ErrHeld) {
					continue
				}
				if err != nil {
					t.Error(err)
					return
				}
				holders.Add(1)
				taken.Add(1)
				for range 50 {
					runtime.Gosched() // let the others try while it is held
				}
				if n := holders.Add(-1); n != 0 {
					t.Errorf("%d more holders", n)
				}
				l.Release()
			}
		})
	}
	all.Wait()
	if taken.Load() == 0 {
		t.Error("nobody ever took the lock")
	}
}
