package plain

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"unicode/utf8"

	"compromis/internal/french"
)

// maxFacts is the largest file of facts, in bytes.
const maxFacts = 1 << 20

// jsonAmount is the only form of JSON number that is one amount and no other.
var jsonAmount = regexp.MustCompile(`^\d+(\.\d{1,2})?$`)

// ReadFacts reads facts from a JSON object: {"cause": "impaye", "montant":
// 1234.5}. Values are strings or numbers. A fact given twice, a nested value,
// anything after the object, more than 1 MiB and text that is not UTF-8 are
// refused. The error is one French line that says where and what to do; only
// that of reading itself is wrapped.
func ReadFacts(r io.Reader) ([]Pair, error) {
	source, err := io.ReadAll(io.LimitReader(r, maxFacts+1))
	if err != nil {
		return nil, fmt.Errorf("lecture des faits%s: %w", french.NBSP, err)
	}
	source = bytes.TrimPrefix(source, []byte("\ufeff"))
	switch {
	case len(source) > maxFacts:
		return nil, errors.New("Le fichier de faits dépasse 1 Mio. Ne gardez que les réponses.")
	case !utf8.Valid(source):
		return nil, errors.New("Le fichier de faits n’est pas en UTF-8. Enregistrez-le en UTF-8.")
	}
	f := factReader{source: source, decoder: json.NewDecoder(bytes.NewReader(source)), seen: map[string]bool{}}
	f.decoder.UseNumber()
	if err := f.object(); err != nil {
		return nil, err
	}
	return f.pairs, nil
}

// factReader goes through the tokens of a file of facts.
type factReader struct {
	source  []byte
	decoder *json.Decoder
	seen    map[string]bool
	pairs   []Pair
}

// object reads the whole file.
func (f *factReader) object() error {
	const shape = "Écrivez un objet JSON, comme {\"cause\": \"impaye\"}."
	open, err := f.decoder.Token()
	if err != nil {
		return f.wrong("ce n’est pas du JSON. " + shape)
	}
	if open != json.Delim('{') {
		return f.wrong("il faut un objet. " + shape)
	}
	for f.decoder.More() {
		if err := f.fact(); err != nil {
			return err
		}
	}
	if _, err := f.decoder.Token(); err != nil {
		return f.wrong("l’objet n’est pas fermé, ou mal écrit. Vérifiez les virgules, les guillemets et l’accolade de fin.")
	}
	if _, err := f.decoder.Token(); err != io.EOF {
		return f.wrong("il y a quelque chose après l’objet. Retirez-le.")
	}
	return nil
}

// fact reads one fact with its value.
func (f *factReader) fact() error {
	token, err := f.decoder.Token()
	name, ok := token.(string)
	if err != nil || !ok {
		return f.wrong("il manque le nom d’un fait entre guillemets, ou une virgule est de trop.")
	}
	if f.seen[name] {
		return f.wrong("le fait " + french.Quote(french.Shown(name)) + " est donné deux fois. Gardez une seule réponse.")
	}
	f.seen[name] = true
	token, err = f.decoder.Token()
	if err != nil {
		return f.wrong("la valeur de " + french.Quote(french.Shown(name)) + " est mal écrite. Écrivez-la entre guillemets.")
	}
	said, err := f.value(name, token)
	if err != nil {
		return err
	}
	f.pairs = append(f.pairs, Pair{name, said})
	return nil
}

func (f *factReader) value(name string, token json.Token) (string, error) {
	switch v := token.(type) {
	case string:
		return french.Text(v), nil
	case json.Number:
		if !jsonAmount.MatchString(v.String()) {
			return "", f.wrong("le nombre " + french.Quote(french.Shown(v.String())) + " n’est pas un montant. Écrivez des euros avec deux décimales au plus, comme 1234.56.")
		}
		return v.String(), nil
	}
	return "", f.wrong("la valeur de " + french.Quote(french.Shown(name)) + " doit être un texte entre guillemets ou un nombre.")
}

// wrong says what is wrong at the place reached.
func (f *factReader) wrong(what string) error {
	before := f.source[:min(f.decoder.InputOffset(), int64(len(f.source)))]
	return fmt.Errorf("Faits, ligne %d, octet %d%s: %s", 1+bytes.Count(before, []byte("\n")), len(before)+1, french.NBSP, what)
}
