package ssh

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/netip"
	"strings"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"compromis/internal/door"
	"compromis/internal/french"
)

// seatKey is where a connection's permissions hold who has its seat: a digest
// of the public key, so that nothing kept on disk points at a person.
const seatKey = "compromis-seat"

// returnKey is where they hold the return number somebody typed.
const returnKey = "compromis-return"

var errWrongCode = errors.New("wrong room code")

// authentication asks everybody for the code of the room, key or not. A public
// key, any, is only how a seat is found again: it opens nothing by itself.
func (s *Server) authentication(ctx ssh.Context) *gossh.ServerConfig {
	ask := func(seat string) func(gossh.ConnMetadata, gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
		return func(_ gossh.ConnMetadata, challenge gossh.KeyboardInteractiveChallenge) (*gossh.Permissions, error) {
			line := lineOf(ctx)
			if err := s.askCode(line, s.entrance.Guesser(line.From(), seat), challenge); err != nil {
				return nil, err
			}
			number, err := s.askReturn(line, seat, challenge)
			if err != nil {
				return nil, err
			}
			return &gossh.Permissions{Extensions: map[string]string{seatKey: seat, returnKey: number}}, nil
		}
	}
	return &gossh.ServerConfig{
		Config:                      modern(),
		PublicKeyAuthAlgorithms:     gossh.SupportedAlgorithms().PublicKeyAuths, // none signs with SHA-1
		KeyboardInteractiveCallback: ask(""),
		PublicKeyCallback: func(_ gossh.ConnMetadata, key gossh.PublicKey) (*gossh.Permissions, error) {
			if s.isBooth(key) {
				return &gossh.Permissions{Extensions: map[string]string{boothKey: ""}}, nil
			}
			return nil, &gossh.PartialSuccessError{Next: gossh.ServerAuthCallbacks{
				KeyboardInteractiveCallback: ask(seatOf(key)),
			}}
		},
	}
}

// modern is all that is spoken: what OpenSSH has known since 2014, and the
// exchange of keys that a quantum computer would not break. The ciphers seal by
// themselves: the codes (MAC) would only serve others.
func modern() gossh.Config {
	return gossh.Config{
		KeyExchanges: []string{gossh.KeyExchangeMLKEM768X25519, gossh.KeyExchangeCurve25519, "curve25519-sha256@libssh.org"},
		Ciphers:      []string{gossh.CipherChaCha20Poly1305, gossh.CipherAES256GCM, gossh.CipherAES128GCM},
		MACs:         []string{gossh.HMACSHA256ETM, gossh.HMACSHA512ETM},
	}
}

// seatOf is who proves a key, to the room.
func seatOf(key gossh.PublicKey) string {
	print := sha256.Sum256(append([]byte("compromis seat\x00"), key.Marshal()...))
	return hex.EncodeToString(print[:16])
}

// triesPerLine is how many wrong codes one may type before the line is cut.
const triesPerLine = 3

// askCode asks for the code until it is right, a few times. Its words are ASCII:
// OpenSSH writes any other character as an octal number.
func (s *Server) askCode(l *line, who netip.Addr, challenge gossh.KeyboardInteractiveChallenge) error {
	instruction := "Compromis, l'atelier. Tapez le code de la salle, que le formateur affiche, puis Entree."
	for l.tries < triesPerLine {
		if s.entrance.Slowed(who) {
			instruction += " Beaucoup de codes faux viennent de votre adresse : apres Entree, attendez un peu, jusqu'a une minute ou deux."
		}
		said, err := challenge("", instruction, []string{"Code de la salle : "}, []bool{true})
		if err != nil || len(said) != 1 {
			return errWrongCode
		}
		if s.entrance.Opens(l.Gone(), who, said[0]) {
			return nil
		}
		l.tries++
		left := strings.ReplaceAll(french.Plural(triesPerLine-l.tries, "essai", "essais"), french.NBSP, " ")
		instruction = "Ce n'est pas le code de la salle. Il vous reste " + left + "."
	}
	farewell := "Trois codes faux : la connexion se ferme. Demandez le code, puis tapez de nouveau la commande."
	challenge("", farewell, nil, nil) // whoever has left does not read it
	l.Close()
	return errWrongCode
}

// askReturn asks whoever has no seat the room knows for the number of the one they
// left, if any, until it is right.
func (s *Server) askReturn(l *line, seat string, challenge gossh.KeyboardInteractiveChallenge) (number string, err error) {
	if s.room().Knows(seat) {
		return "", nil
	}
	instruction := "Deja venu dans cet atelier ? Tapez votre numero de retour. Sinon, Entree seule."
	for tries := 0; tries < triesPerLine; tries++ {
		said, err := challenge("", instruction, []string{"Numero de retour : "}, []bool{true})
		if err != nil || len(said) != 1 {
			return "", errWrongCode
		}
		number := strings.TrimSpace(said[0])
		if number == "" {
			return "", nil
		}
		if err = s.entrance.Returns(l.Gone(), l.From(), number); err == nil {
			return number, nil
		}
		if errors.Is(err, door.ErrGuessed) {
			instruction = "Trop de numeros de retour faux dans la salle. Attendez une minute, ou demandez au formateur. Pour une place neuve, Entree seule."
			continue
		}
		instruction = "Ce numero de retour n'est pas connu de la salle. Verifiez-le. Si vous n'avez encore rien repondu, Entree seule."
	}
	challenge("", "Trois numeros faux : la connexion se ferme. Tapez de nouveau la commande ; sans numero, Entree seule.", nil, nil) // whoever has left does not read it
	l.Close()
	return "", errWrongCode
}

const colon = french.NBSP + ": "

// plainSuffix is the name one gives to read the room line by line.
const plainSuffix = "texte"

// wantsLines says whether a session is read line by line: it asked by its name,
// or it has no terminal to draw on.
func wantsLines(sess ssh.Session) bool {
	_, _, terminal := sess.Pty()
	return !terminal || strings.EqualFold(sess.User(), plainSuffix)
}
