package content

import (
	"path/filepath"
	"strings"
)

// PrintsFile is a file of fingerprints, as package watch keeps them.
type PrintsFile struct {
	Name string // "" for that of the program
	Text []byte
}

// Prints are the fingerprints of the texts that were read: those of the program, unless
// a folder is a content of its own, then those of the folders laid over it, the lowest
// first. over names the pages of texts that the folders bring. The error is [Complaints].
func Prints(dirs []string) (files []PrintsFile, over []string, err error) {
	all, wrong := readLayers(dirs)
	if len(wrong) > 0 {
		return nil, nil, wrong
	}
	if all.base != nil {
		files = append(files, PrintsFile{Text: prints})
	}
	for _, l := range all.over {
		if l.prints != nil {
			files = append(files, PrintsFile{filepath.Join(l.dir, printsFile), l.prints})
		}
		for name := range l.pages {
			if id, ok := strings.CutPrefix(strings.TrimSuffix(name, ".md"), "fondements/"); ok {
				over = append(over, id)
			}
		}
	}
	return files, over, nil
}
