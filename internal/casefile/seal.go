package casefile

import (
	"bytes"
	"errors"
	"io"

	"filippo.io/age"

	"compromis/internal/casefile/internal/cost"
)

// seal is a case that only its passphrase opens. Turning a passphrase into a
// key is slow on purpose, so it is done once: the passphrase seals a key made
// at random, and that key seals the case at each save.
type seal struct {
	Key  []byte  `json:"cle"`              // an age X25519 identity, in an age file sealed by the passphrase
	Body []byte  `json:"contenu"`          // an envelope, in an age file sealed to that identity
	Name *string `json:"client,omitempty"` // in the clear, when its owner chose so: the client, if there is one
}

// sealer is the key of a protected case, while it is open.
type sealer struct {
	identity *age.X25519Identity
	wrapped  []byte // seal.Key
	named    bool   // the client is told in the clear
}

// maxWorkFactor is eight times what a passphrase costs: a file that asks for more
// would freeze the machine.
const maxWorkFactor = cost.Factor + 3

func newSealer(passphrase string) (*sealer, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, err
	}
	lock, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	lock.SetWorkFactor(cost.Current)
	wrapped, err := encrypt([]byte(identity.String()), lock)
	return &sealer{identity: identity, wrapped: wrapped}, err
}

// open returns the key of a sealed case and what it held. The error is
// [ErrPassphrase], [ErrWrongPassphrase] or one of parse.
func (s *seal) open(passphrase string) (*sealer, envelope, error) {
	if passphrase == "" {
		return nil, envelope{}, ErrPassphrase
	}
	lock, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, envelope{}, ErrPassphrase
	}
	lock.SetMaxWorkFactor(maxWorkFactor)
	key, err := decrypt(s.Key, lock)
	if errors.Is(err, age.ErrIncorrectIdentity) {
		return nil, envelope{}, ErrWrongPassphrase
	}
	if err != nil {
		return nil, envelope{}, errDamaged
	}
	identity, err := age.ParseX25519Identity(string(key))
	if err != nil {
		return nil, envelope{}, errDamaged
	}
	k := &sealer{identity, s.Key, s.Name != nil}
	e, err := k.unseal(s)
	return k, e, err
}

// opens says whether a case is sealed with this key.
func (k *sealer) opens(s *seal) bool { return k != nil && bytes.Equal(k.wrapped, s.Key) }

// unseal returns what was sealed with this key.
func (k *sealer) unseal(s *seal) (envelope, error) {
	body, err := decrypt(s.Body, k.identity)
	if err != nil {
		return envelope{}, errDamaged
	}
	e, err := parse(body)
	if err == nil && e.Case == nil {
		err = errDamaged
	}
	return e, err
}

// sealBytes puts the bytes of an envelope into a sealed one.
func (k *sealer) sealBytes(body []byte) (envelope, error) {
	body, err := encrypt(body, k.identity.Recipient())
	return envelope{Seal: &seal{Key: k.wrapped, Body: body}}, err
}

func encrypt(plain []byte, to age.Recipient) ([]byte, error) {
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

func decrypt(sealed []byte, by age.Identity) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(sealed), by)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
