package casefile

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"compromis/internal/dossier"
)

// Who wrote an event of a shared case, and when. An author inside the event would be
// the word of the program that saved it, and could be any name. So an act names the
// events that it adds, by a print of each, and the server alone says whose act it is,
// and when: the author is the login of the first act that names the print. Nobody can
// put words under the name of another, since other words have another print.
//
// The prints of a protected case are made with a key that its passphrase opens: they
// tell the server nothing, not even of an event that it would guess. When the
// passphrase changes, the act that changes it hands on what made the prints before it,
// sealed by the new one. Protecting a case deletes its acts, and who wrote what with them.
//
// A case that is opened reads none of this. Its authors are short lines, of the acts one
// has not seen yet; no body of an act is read. An import, or an act of before the server
// kept prints, names no event: those have no author.

// Authors tells who wrote the events of a case. The zero value knows nobody.
type Authors struct {
	by   map[string]dossier.Author // by print
	keys [][]byte                  // that the prints were made with
}

// Of returns the author of each event of the timeline of a case, in its order.
func (a Authors) Of(c dossier.Case) []dossier.Author {
	events := c.Timeline()
	all := make([]dossier.Author, len(events))
	if len(a.by) == 0 {
		return all
	}
	for _, key := range a.keys {
		for i, print := range prints(key, events) {
			if all[i] == (dossier.Author{}) {
				all[i] = a.by[print]
			}
		}
	}
	return all
}

// printSize is the length of a print, in bytes.
const printSize = 16

// prints returns the print of each event, told from those before it that say the same.
func prints(key []byte, events []dossier.Event) []string {
	all := make([]string, len(events))
	times := map[string]int{}
	for i, e := range events {
		e.Before, e.Former = nil, dossier.Conclusion{} // to take it back: they change with others
		said, _ := json.Marshal(e)
		mac := hmac.New(sha256.New, key)
		mac.Write(append(strconv.AppendInt(nil, int64(times[string(said)]), 10), said...))
		times[string(said)]++
		all[i] = base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:printSize])
	}
	return all
}

// printKey is what the prints of a case are made with; of one that is not protected,
// which tells its events anyway, nothing.
func (k *sealer) printKey() []byte {
	if k == nil {
		return nil
	}
	sum := sha256.Sum256([]byte("empreintes " + k.identity.String()))
	return sum[:]
}

// handedOn begins what hands former keys on, in the line of an act.
const handedOn = "="

// handOn writes keys for whoever opens the case with the new one.
func (k *sealer) handOn(keys [][]byte) (string, error) {
	held := slices.Concat(keys...)
	if k != nil {
		var err error
		if held, err = encrypt(held, k.identity.Recipient()); err != nil {
			return "", err
		}
	}
	return handedOn + base64.RawURLEncoding.EncodeToString(held), nil
}

// handed reads the keys that were handed on to this one; none, when they were to another.
func (k *sealer) handed(word string) (keys [][]byte) {
	held, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(word, handedOn))
	if err == nil && k != nil {
		held, err = decrypt(held, k.identity)
	}
	if err != nil || len(held)%sha256.Size != 0 {
		return nil
	}
	return slices.Collect(slices.Chunk(held, sha256.Size))
}

// credits is what is known of who wrote a case.
type credits struct {
	upTo   int64 // the last act that was read
	by     map[string]dossier.Author
	handed []string
}

// Authors tells who wrote the events of the case, as the server knows them, or as it
// last said when it does not answer.
func (f *serverFile) Authors() Authors {
	f.mu.Lock()
	id, from := f.id, f.credits.upTo
	f.mu.Unlock()
	rows, _ := f.s.ask(`select number, login, at, wrote from compromis.acts
		where firm = $1 and kase = $2 and number > $3::bigint and wrote <> '' order by number`, id, from)
	f.mu.Lock()
	defer f.mu.Unlock()
	known := credits{upTo: f.credits.upTo, by: map[string]dossier.Author{}, handed: slices.Clone(f.credits.handed)}
	for print, author := range f.credits.by {
		known.by[print] = author
	}
	for _, r := range rows {
		who := dossier.Author{Login: string(r[1]), At: moment(r[2])}
		for word := range strings.FieldsSeq(string(r[3])) {
			if _, first := known.by[word]; strings.HasPrefix(word, handedOn) {
				known.handed = append(known.handed, word)
			} else if !first {
				known.by[word] = who
			}
		}
		known.upTo = number(r[0])
	}
	if id == f.id {
		f.credits = known
	}
	return Authors{known.by, f.printKeys(known.handed)}
}

// printKeys are what the prints of the case were made with, today's first. The state is
// held.
func (f *serverFile) printKeys(handed []string) [][]byte {
	keys := [][]byte{f.key.printKey()}
	for _, word := range slices.Backward(handed) {
		if former := f.key.handed(word); former != nil {
			return append(keys, former...)
		}
	}
	return keys
}

// wrote names what an act adds to the journal that the server has.
func (f *serverFile) wrote(c dossier.Case) string {
	key := f.key.printKey()
	had := map[string]bool{}
	for _, print := range prints(key, f.head.Journal) {
		had[print] = true
	}
	words := slices.DeleteFunc(prints(key, c.Journal), func(print string) bool { return had[print] })
	if f.handsOn != "" {
		words = append(words, f.handsOn)
	}
	return strings.Join(words, " ")
}

// Authors is nobody in a folder: it knows no names.
func (f *folderFile) Authors() Authors { return Authors{} }
