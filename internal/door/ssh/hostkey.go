package ssh

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/disk"
	"compromis/internal/door"
)

// hostKey returns the key by which participants know the room again. It is made
// once, readable by its owner only; a key anyone else may read is refused, and
// a file that is not a key is left alone. Errors are in French.
func hostKey(path string) (gossh.Signer, error) {
	if err := makeHostKey(path); err != nil {
		return nil, door.Refused("La clé de la salle ne peut pas être écrite", path, "--cle-hote", err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, door.Refused("La clé de la salle ne peut pas être lue", path, "--cle-hote", err)
	}
	key, err := gossh.ParsePrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("%s n’est pas une clé SSH sans mot de passe. Choisissez un autre fichier avec --cle-hote"+colon+"il sera créé.", path)
	}
	if key.PublicKey().Type() != gossh.KeyAlgoED25519 {
		return nil, fmt.Errorf("%s n’est pas une clé Ed25519, la seule sorte que la salle emploie. Choisissez un autre fichier avec --cle-hote"+colon+"il sera créé.", path)
	}
	info, err := os.Stat(path)
	if err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		err = fmt.Errorf("D’autres que vous peuvent lire la clé de la salle, %s. Gardez-la pour vous"+colon+"tapez chmod 600 %s, ou choisissez un autre fichier avec --cle-hote.", path, path)
	}
	return key, err
}

// makeHostKey writes a new key unless there is one: whole or not at all, and
// never over another.
func makeHostKey(path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := disk.MakeDir(filepath.Dir(path)); err != nil {
		return err
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	block, err := gossh.MarshalPrivateKey(key, "compromis")
	if err != nil {
		return err
	}
	if err := disk.WriteNew(path, pem.EncodeToMemory(block)); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil // another room made one meanwhile
}
