package dossier

import (
	"reflect"
	"slices"
)

// Apart returns the fields of which two states of a case say two things, in their
// order in the file: all of them, where [Merge] tells only those one must choose
// between. An invoice or a complaint that only one has is one difference, whole;
// of the journals, the acts that only one has. What is worked out again each time
// a case is saved is not among them.
func Apart(a, b Case) []Difference {
	t := &teller{}
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	for i := range x.NumField() {
		switch name := fieldName(x.Type().Field(i)); {
		case name == "journal":
			if !same(x.Field(i), y.Field(i)) {
				t.all = append(t.all, Difference{[]string{name}, beyond(a.Journal, b.Journal), beyond(b.Journal, a.Journal)})
			}
		case name == "archive" || !slices.Contains(apartFromFields, name):
			t.at(name, x.Field(i), y.Field(i))
		}
	}
	return t.all
}

// teller lists differences.
type teller struct {
	path []string
	all  []Difference
}

// at compares what has a name.
func (t *teller) at(name string, a, b reflect.Value) {
	t.path = append(t.path, name)
	t.both(a, b)
	t.path = t.path[:len(t.path)-1]
}

func (t *teller) both(a, b reflect.Value) {
	if same(a, b) {
		return
	}
	_, isNumbered := numberField(a.Type())
	switch kind := a.Kind(); {
	case kind == reflect.Struct && !(isNumbered && (a.IsZero() || b.IsZero())):
		for i := range a.NumField() {
			t.at(fieldName(a.Type().Field(i)), a.Field(i), b.Field(i))
		}
	case kind == reflect.Map:
		keys := map[string]reflect.Value{}
		for _, k := range append(a.MapKeys(), b.MapKeys()...) {
			keys[k.String()] = k
		}
		for _, name := range sortedKeys(keys) {
			t.at(name, entry(a, keys[name]), entry(b, keys[name]))
		}
	case kind == reflect.Slice && t.numbered(a, b):
	default:
		t.all = append(t.all, Difference{slices.Clone(t.path), a.Interface(), b.Interface()})
	}
}

// numbered compares invoices, or complaints, by number. It does not where one
// number is that of two.
func (t *teller) numbered(a, b reflect.Value) bool {
	elem := a.Type().Elem()
	if _, ok := numberField(elem); !ok {
		return false
	}
	numbers := map[string]reflect.Value{}
	for _, side := range []reflect.Value{a, b} {
		for i := range side.Len() {
			if again(side, i) {
				return false
			}
			numbers[numbering(side.Index(i))] = side.Index(i)
		}
	}
	if len(numbers) == a.Len() && a.Len() == b.Len() && sameOnes(a, b) {
		return false // only their order differs
	}
	for _, number := range sortedKeys(numbers) {
		of := func(side reflect.Value) reflect.Value {
			if v := find(side, number); v.IsValid() {
				return v
			}
			return reflect.Zero(elem)
		}
		t.at(number, of(a), of(b))
	}
	return true
}

// sameOnes says whether each of one side is in the other, as it is.
func sameOnes(a, b reflect.Value) bool {
	for i := range a.Len() {
		if !holds(b, a.Index(i)) {
			return false
		}
	}
	return true
}
