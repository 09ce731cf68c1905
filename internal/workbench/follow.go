package workbench

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"compromis/content"
)

// An editor writes a file in several goes, or another beside it that it then renames:
// one looks when nothing has moved for a while, and longer before one says that
// something is wrong.
const (
	quiet   = 150 * time.Millisecond
	doubt   = 400 * time.Millisecond
	polling = 500 * time.Millisecond
)

// Follow tells the state of a folder, unless it was looked at already, then each other it
// comes to, until the context is over. A page half written is not told of.
func Follow(ctx context.Context, b *Bench, now func() time.Time, tell func(State)) {
	moved := watch(ctx, b.Dir)
	if s := b.Look(now()); s.Fresh {
		tell(s)
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-moved:
		}
		wait := quiet
		for {
			if !still(ctx, moved, wait) {
				if wait = quiet; ctx.Err() != nil {
					return
				}
				continue
			}
			s := b.Look(now())
			if len(s.Wrong) > 0 && wait == quiet { // the editor may not be done
				wait = doubt
				if s.Fresh {
					b.print = ""
				}
				continue
			}
			if s.Fresh {
				tell(s)
			}
			break
		}
	}
}

// still waits for a while, and says whether nothing moved meanwhile.
func still(ctx context.Context, moved <-chan struct{}, while time.Duration) bool {
	timer := time.NewTimer(while)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-moved:
		return false
	case <-timer.C:
		return true
	}
}

// watch says that something moved in a folder: by what the system tells of it, or else
// by looking. A folder that was moved away is looked for: it may come back, or another
// in its place.
func watch(ctx context.Context, dir string) <-chan struct{} {
	moved := make(chan struct{}, 1)
	say := func() {
		select {
		case moved <- struct{}{}:
		default:
		}
	}
	w, err := fsnotify.NewWatcher()
	if err == nil && w.Add(dir) != nil {
		w.Close() //nolint:errcheck // nothing was watched
		w = nil
	}
	if err != nil || w == nil {
		go poll(ctx, dir, say)
		return moved
	}
	go func() {
		defer w.Close() //nolint:errcheck // nobody watches any more
		look := time.NewTicker(polling)
		defer look.Stop()
		there, _ := os.Stat(dir) //nolint:errcheck // the folder may come back
		for {
			within(w, dir)
			select {
			case <-ctx.Done():
				return
			case <-w.Events:
			case <-w.Errors:
			case <-look.C:
				now, _ := os.Stat(dir) //nolint:errcheck // the same
				if (now == nil) == (there == nil) && (now == nil || os.SameFile(now, there)) {
					continue
				}
				there = now
				again(w, dir)
			}
			say()
		}
	}()
	return moved
}

// within watches the folders of a folder.
func within(w *fsnotify.Watcher, dir string) {
	all, _ := os.ReadDir(dir) //nolint:errcheck // the folder may come back
	for _, e := range all {
		if e.IsDir() {
			w.Add(filepath.Join(dir, e.Name())) //nolint:errcheck // what the system does not tell is missed
		}
	}
}

// again watches a folder that is no longer the one that was watched.
func again(w *fsnotify.Watcher, dir string) {
	for _, old := range w.WatchList() {
		w.Remove(old) //nolint:errcheck // it is gone
	}
	w.Add(dir) //nolint:errcheck // it may not be back
}

// poll looks at a folder that the system does not watch.
func poll(ctx context.Context, dir string, say func()) {
	for last := content.Fingerprint(dir); ; {
		timer := time.NewTimer(polling)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
		if now := content.Fingerprint(dir); now != last {
			last = now
			say()
		}
	}
}
