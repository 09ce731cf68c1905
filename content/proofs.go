package content

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"compromis/decision"
)

// Proofs remembers, from one start to the next, the ladders that were proved sound: the
// proof of one that differs from the program's takes longer than its pages to read. A
// ladder is an empty file, named by what decides it and by who proved it. The zero value
// remembers nothing. What cannot be kept is proved again.
type Proofs struct {
	Dir string // made when needed
	By  string // the program: another may ask more of a ladder
}

// mostProofs are remembered; then all are forgotten.
const mostProofs = 64

func (p Proofs) file(g *decision.Guide) string {
	sum := sha256.Sum256([]byte(p.By + "\n" + g.Bones()))
	return filepath.Join(p.Dir, hex.EncodeToString(sum[:]))
}

func (p Proofs) has(g *decision.Guide) bool {
	if p.Dir == "" {
		return false
	}
	kept, err := os.Lstat(p.file(g))
	return err == nil && kept.Mode().IsRegular()
}

func (p Proofs) add(g *decision.Guide) {
	if p.Dir == "" || os.MkdirAll(p.Dir, 0o700) != nil {
		return
	}
	if kept, err := os.ReadDir(p.Dir); err != nil {
		return
	} else if len(kept) >= mostProofs {
		kept = slices.DeleteFunc(kept, func(e fs.DirEntry) bool { return len(e.Name()) != hex.EncodedLen(sha256.Size) })
		for _, e := range kept {
			_ = os.Remove(filepath.Join(p.Dir, e.Name()))
		}
	}
	_ = os.WriteFile(p.file(g), nil, 0o600)
}
