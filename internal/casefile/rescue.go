package casefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"unicode/utf8"

	"filippo.io/age"

	"compromis/internal/disk"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// What was set aside may hold almost all of a case: a cut end, a hole, a letter of
// another program. It is read here with no demand, and made a case of again. The
// file itself stays until a person removes it.

// Rescued is what could be read of a file that was set aside.
type Rescued struct {
	File string       // its name in the folder
	Case dossier.Case // with what could be read
	Some bool         // something could
	Lost int          // how many parts of it could not be understood
	Text string       // all it holds, as text

	key *sealer // it was protected, and what comes of it is
}

// asideName is the name of a file that was set aside.
var asideName = regexp.MustCompile(`^(.+)\.json\.abime-\d{4}-\d\d-\d\d(?:-\d+)?$`)

// Rescue reads what it can of a file that was set aside. The passphrase is looked
// at when the case was protected; the error is then [ErrPassphrase] or
// [ErrWrongPassphrase], as long as the file still holds what it opens.
func (s *folder) Rescue(name, passphrase string) (Rescued, error) {
	if _, err := s.aside(name); err != nil {
		return Rescued{}, err
	}
	path := filepath.Join(s.dir, name)
	data, err := disk.Read(path, maxFile)
	if err != nil {
		return Rescued{}, unread(path, "", err)
	}
	r := Rescued{File: name}
	for range 2 { // what is sealed holds the same once more
		r.Text = strings.TrimSpace(french.Text(text(data)))
		if crowded(data) {
			break // it was made to fill the memory
		}
		g := &forgiving{data: text(data)}
		tree := g.all()
		held, isCase := tree["dossier"].(map[string]any)
		if sealed, ok := tree["protege"].(map[string]any); ok && !isCase && r.key == nil {
			if r.key, data, err = unsealed(sealed, passphrase); err != nil {
				return Rescued{}, &Error{Path: path, Err: err, Text: err.Error()}
			}
			if r.key != nil {
				continue
			}
			r.Text = ""
			break
		}
		if !isCase {
			held = map[string]any{} // the beginning is missing
		}
		for name, left := range tree { // what a bracket too many put out of it
			if _, ok := held[name]; !ok && name != "format" && name != "dossier" && name != "protege" {
				held[name] = left
			}
		}
		v := reflect.ValueOf(&r.Case).Elem()
		lost, stray := fill(v, held)
		r.Lost = g.faults + lost + len(stray)
		r.Some = !r.Case.Same(dossier.Case{})
		textual(v)
		break
	}
	return r, nil
}

// aside checks that a name is that of a file that was set aside, and returns the
// ID of its case.
func (s *folder) aside(name string) (id string, err error) {
	m := asideName.FindStringSubmatch(name)
	if m == nil || !validID(m[1]) {
		return "", &Error{Path: s.dir, Err: ErrNotFound, Text: french.Quote(french.Shown(name)) + " n’est pas un fichier mis de côté dans " + french.Quote(s.dir) + ". Regardez la liste des dossiers" + colon + "elle les nomme."}
	}
	if _, err := os.Lstat(filepath.Join(s.dir, name)); err != nil {
		return "", &Error{Path: s.dir, Err: ErrNotFound, Text: "Le fichier " + french.Quote(name) + " n’est plus dans " + french.Quote(s.dir) + ". Regardez la liste des dossiers."}
	}
	return m[1], nil
}

// Recover makes a case of what could be read, under its former name if that is
// free, and then with its former states. What was protected stays so.
func (s *folder) Recover(r Rescued) (File, error) {
	id, err := s.aside(r.File)
	if err != nil {
		return nil, err
	}
	id, l, err := s.claimLike(id)
	if err != nil {
		return nil, err
	}
	f := &folderFile{store: s, id: id, held: l, key: r.key}
	if err := f.write(r.Case); err != nil {
		l.Release()
		return nil, err
	}
	return f, nil
}

// DeleteAside deletes a file that was set aside, for good.
func (s *folder) DeleteAside(name string) error {
	id, err := s.aside(name)
	if err != nil {
		return err
	}
	path := filepath.Join(s.dir, name)
	if err := disk.Remove(path); err != nil {
		return trouble("Le fichier ne peut pas être supprimé", path, err)
	}
	if !s.exists(id) && !s.hasAside(id) { // its states were kept for it
		if err := s.removeStates(id, false); err != nil {
			return trouble("Les états gardés du dossier ne peuvent pas être supprimés", s.statesPath(id), err)
		}
	}
	if err := disk.SyncDir(s.dir); err != nil {
		return trouble("La suppression n’est pas certaine", path, err)
	}
	return nil
}

// text makes text of bytes: a hole, or a letter of another alphabet, is marked.
func text(data []byte) string {
	data = bytes.ReplaceAll(bytes.TrimPrefix(data, bom), []byte{0}, nil)
	if utf8.Valid(data) {
		return string(data)
	}
	return strings.ToValidUTF8(string(data), "\ufffd")
}

// unsealed opens what is left of a seal: the key, when it is whole, and as much of
// the body as the key proves. Without a key there is nothing to open.
func unsealed(sealed map[string]any, passphrase string) (*sealer, []byte, error) {
	var s seal
	for name, into := range map[string]*[]byte{"cle": &s.Key, "contenu": &s.Body} {
		said, _ := sealed[name].(string)
		_ = json.Unmarshal([]byte(`"`+said[:len(said)/4*4]+`"`), into)
	}
	if len(s.Key) == 0 {
		return nil, nil, nil
	}
	key, _, err := s.open(passphrase)
	switch {
	case errors.Is(err, ErrPassphrase), errors.Is(err, ErrWrongPassphrase):
		return nil, nil, err
	case key == nil:
		return nil, nil, nil
	}
	body, err := age.Decrypt(bytes.NewReader(s.Body), key.identity)
	if err != nil {
		return key, nil, nil
	}
	clear, _ := io.ReadAll(body) // to where it no longer proves anything
	return key, clear, nil
}

// fill puts what was read in a value, field by field. It returns how many parts of
// it are of no use, and those whose name is of no field there: a bracket that was
// lost may have put them too deep.
func fill(v reflect.Value, held any) (lost int, stray map[string]any) {
	if data, err := json.Marshal(held); err == nil {
		if into := reflect.New(v.Type()); strict(data, into.Interface()) == nil {
			v.Set(into.Elem())
			return 0, nil
		}
	}
	stray = map[string]any{}
	within := func(v reflect.Value, held any) (missing int) {
		missing, more := fill(v, held)
		lost += missing
		maps.Copy(stray, more)
		return missing
	}
	tree, isTree := held.(map[string]any)
	list, isList := held.([]any)
	if isTree && v.Kind() == reflect.Slice {
		list, isList, lost = []any{tree}, true, 1 // its bracket was lost
	}
	switch {
	case isTree && v.Kind() == reflect.Struct:
		fields := fieldsOf(v)
		for name, held := range tree {
			if field, ok := fields[name]; ok {
				within(field, held)
			} else {
				stray[name] = held
			}
		}
		for name, held := range stray {
			if field, ok := fields[name]; ok && field.IsZero() {
				delete(stray, name)
				within(field, held)
			}
		}
	case isTree && v.Kind() == reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for name, held := range tree {
			one := reflect.New(v.Type().Elem()).Elem()
			if within(one, held) == 0 {
				v.SetMapIndex(reflect.ValueOf(name).Convert(v.Type().Key()), one)
			} else {
				stray[name] = held
			}
		}
	case isList && v.Kind() == reflect.Slice:
		for _, held := range list {
			one := reflect.New(v.Type().Elem()).Elem()
			if within(one, held); !one.IsZero() {
				v.Set(reflect.Append(v, one))
			}
		}
	default:
		lost++
	}
	return lost, stray
}

// fieldsOf are the fields of a struct, by their name in the file.
func fieldsOf(v reflect.Value) map[string]reflect.Value {
	fields := map[string]reflect.Value{}
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		fields[name] = v.Field(i)
	}
	return fields
}

func strict(data []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	return dec.Decode(into)
}
