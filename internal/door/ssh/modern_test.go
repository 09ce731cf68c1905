package ssh

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/door/doortest"
)

// TestOldAlgorithms: a client that offers only what is broken or ageing is not
// spoken to; each modern one comes in.
func TestOldAlgorithms(t *testing.T) {
	s := open(t, config(t))
	try := func(change func(*gossh.ClientConfig)) error {
		a := doortest.Arrival{Codes: []string{s.Code}}
		c := a.Config()
		change(c)
		client, err := gossh.Dial("tcp", s.address(), c)
		if err == nil {
			client.Close()
		}
		return err
	}
	kex := func(c *gossh.ClientConfig, name string) { c.KeyExchanges = []string{name} }
	cipher := func(c *gossh.ClientConfig, name string) { c.Ciphers = []string{name} }
	host := func(c *gossh.ClientConfig, name string) { c.HostKeyAlgorithms = []string{name} }
	for _, kind := range []struct {
		set         func(*gossh.ClientConfig, string)
		old, modern string
	}{
		{kex, "diffie-hellman-group1-sha1 diffie-hellman-group14-sha1 diffie-hellman-group14-sha256 ecdh-sha2-nistp256",
			"curve25519-sha256 curve25519-sha256@libssh.org mlkem768x25519-sha256"},
		{cipher, "3des-cbc aes128-cbc arcfour128 aes128-ctr aes256-ctr",
			"chacha20-poly1305@openssh.com aes128-gcm@openssh.com aes256-gcm@openssh.com"},
		{host, "ssh-rsa ssh-dss rsa-sha2-256 ecdsa-sha2-nistp256", "ssh-ed25519"},
	} {
		for _, name := range strings.Fields(kind.old) {
			if try(func(c *gossh.ClientConfig) { kind.set(c, name) }) == nil {
				t.Errorf("%s is spoken", name)
			}
		}
		for _, name := range strings.Fields(kind.modern) {
			if err := try(func(c *gossh.ClientConfig) { kind.set(c, name) }); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	for _, name := range s.authentication(nil).MACs {
		if strings.Contains(name, "sha1") {
			t.Errorf("%s is spoken", name)
		}
	}
}

// TestOldSignatures: a key proved by a SHA-1 signature finds no seat; the same
// one does by a modern signature.
func TestOldSignatures(t *testing.T) {
	s := open(t, config(t))
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	key, err := gossh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	seat := seatOf(key.PublicKey())
	for _, how := range []struct {
		name string
		want bool
	}{{gossh.KeyAlgoRSA, false}, {gossh.KeyAlgoRSASHA256, true}} {
		signer, err := gossh.NewSignerWithAlgorithms(key.(gossh.AlgorithmSigner), []string{how.name})
		if err != nil {
			t.Fatal(err)
		}
		g := join(t, s, doortest.Arrival{Key: signer, Width: 80, Height: 24})
		g.Sees("Bienvenue")
		if s.Room.Knows(seat) != how.want {
			t.Errorf("%s: the seat is known: %v", how.name, !how.want)
		}
	}
}

// TestOldHostKey: the key of a room is an Ed25519 one: with another, a room could
// only sign in older ways.
func TestOldHostKey(t *testing.T) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	block, err := gossh.MarshalPrivateKey(private, "")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "cle")
	if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := hostKey(path); err == nil || !strings.Contains(err.Error(), "Ed25519") {
		t.Errorf("an RSA key: %v", err)
	}
}
