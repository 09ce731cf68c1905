package dossier

import (
	"reflect"
	"slices"
	"strings"

	"compromis/decision"
)

// Difference is a field of which two versions of a case say two things.
type Difference struct {
	Path []string // its names in the file: "client", "adresse"; an invoice or a complaint by its number
	A, B any      // what each version says
}

// In returns the case with what one of the versions says of the field.
func (d Difference) In(c Case, b bool) Case {
	v := reflect.New(reflect.TypeFor[Case]()).Elem()
	v.Set(cloned(reflect.ValueOf(c)))
	said := d.A
	if b {
		said = d.B
	}
	put(v, d.Path, reflect.ValueOf(said))
	return v.Interface().(Case)
}

// Same says whether two cases say the same, but for what is worked out again each
// time one is saved.
func (c Case) Same(other Case) bool {
	for _, x := range []*Case{&c, &other} {
		x.ID, x.Concluded, x.Former, x.Next, x.Agenda, x.Changed, x.Opened = "", Conclusion{}, Conclusion{}, Deadline{}, nil, "", ""
	}
	return same(reflect.ValueOf(c), reflect.ValueOf(other))
}

// Merge makes one case of two versions of it, of which the common past is not
// known: what either says is kept. The journals become one, each in its order;
// an invoice, a complaint, a draft, an answer, a line about a party that only
// one has is kept, even when the other has taken it back. Where each says
// something else, the case says what the first does, and the Difference says so:
// nothing is lost once one has chosen. The ID is that of the first.
//
// Events are compared as a whole: the same in both is one event. Two complaints
// of the same number about different facts are two complaints. A case that only
// one has archived stays in sight. Merging one of the versions again changes
// nothing.
func Merge(a, b Case) (Case, []Difference) { return (&merger{}).cases(Case{}, a, b) }

// Join is the same when the common past is known: what only one of the two
// changed is as it left it.
func Join(base, a, b Case) (Case, []Difference) { return (&merger{past: true}).cases(base, a, b) }

// merger makes one value of two.
type merger struct {
	past  bool // the common past is known
	path  []string
	apart []Difference
}

func (m *merger) cases(base, a, b Case) (Case, []Difference) {
	if !m.past {
		base.Said = saidBefore(a, b)
	}
	out := m.both(reflect.ValueOf(base), reflect.ValueOf(a), reflect.ValueOf(b)).Interface().(Case)
	latest := a
	if b.Changed > a.Changed {
		latest = b
	}
	out.ID, out.Changed, out.Concluded, out.Next, out.Agenda = a.ID, latest.Changed, latest.Concluded, latest.Next, latest.Agenda
	out.Opened = earlier(a.Opened, b.Opened)
	if out.Former = a.Former; a.Former == (Conclusion{}) {
		out.Former = b.Former
	}
	out.Journal = m.journals(base.Journal, a.Journal, b.Journal)
	switch {
	case !m.past:
		out.Archived = a.Archived && b.Archived
	case a.Archived == base.Archived:
		out.Archived = b.Archived
	}
	return out, m.apart
}

// apartFromFields are the fields of a case that [merger.cases] makes by itself.
var apartFromFields = []string{"id", "journal", "conclusion", "conclusion_precedente", "prochaine_echeance", "agenda", "ouvert_le", "modifie_le", "archive"}

// saidBefore returns the answers both versions started from, when it is certain:
// one of them has not answered anything since a step of the other.
func saidBefore(a, b Case) map[decision.Fact]string {
	for _, one := range [][2]Case{{a, b}, {b, a}} {
		still, went := one[0], one[1]
		for _, e := range beyond(went.Journal, still.Journal) {
			if e.Kind != StepDone {
				continue
			}
			if same(reflect.ValueOf(e.Before), reflect.ValueOf(still.Said)) {
				return still.Said
			}
			break
		}
	}
	return nil
}

func earlier(a, b decision.Day) decision.Day {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// journals makes one journal of two: what both begin with, then what each adds,
// by day.
func (m *merger) journals(base, a, b []Event) []Event {
	switch {
	case !m.past:
		n := together(a, b)
		return weave(a[:n], a[n:], beyond(b[n:], a[n:]))
	case same(reflect.ValueOf(a), reflect.ValueOf(base)):
		return b
	}
	n := together(base, b)
	return weave(b[:n], b[n:], beyond(a, base))
}

// together returns how many events two journals begin with.
func together(a, b []Event) (n int) {
	for n < len(a) && n < len(b) && same(reflect.ValueOf(a[n]), reflect.ValueOf(b[n])) {
		n++
	}
	return n
}

// beyond returns the events of a journal that another lacks, each as many times.
func beyond(all, known []Event) (left []Event) {
	known = slices.Clone(known)
	for _, e := range all {
		at := slices.IndexFunc(known, func(k Event) bool { return same(reflect.ValueOf(k), reflect.ValueOf(e)) })
		if at < 0 {
			left = append(left, e)
			continue
		}
		known = slices.Delete(known, at, at+1)
	}
	return left
}

// weave puts two runs of events after a common one, by day, each in its order.
func weave(common, a, b []Event) []Event {
	all := slices.Clone(common)
	for len(a) > 0 || len(b) > 0 {
		if len(b) == 0 || len(a) > 0 && a[0].On <= b[0].On {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return all
}

// both makes one value of two of the same type.
func (m *merger) both(base, a, b reflect.Value) reflect.Value {
	switch {
	case same(a, b), m.unchanged(base, b):
		return cloned(a)
	case m.unchanged(base, a):
		return cloned(b)
	}
	switch a.Kind() {
	case reflect.Struct:
		return m.structs(base, a, b)
	case reflect.Map:
		return m.maps(base, a, b)
	case reflect.Slice:
		if _, numbered := numberField(a.Type().Elem()); numbered {
			return m.numbered(base, a, b)
		}
	}
	m.apart = append(m.apart, Difference{slices.Clone(m.path), a.Interface(), b.Interface()})
	return cloned(a)
}

// unchanged says whether a version has not touched a value. Without the common
// past, what is empty was never filled.
func (m *merger) unchanged(base, v reflect.Value) bool {
	return same(base, v) && (m.past || v.IsZero() || base.Kind() == reflect.String && v.String() == base.String())
}

// at merges what has a name.
func (m *merger) at(name string, base, a, b reflect.Value) reflect.Value {
	m.path = append(m.path, name)
	out := m.both(base, a, b)
	m.path = m.path[:len(m.path)-1]
	return out
}

func (m *merger) structs(base, a, b reflect.Value) reflect.Value {
	out := cloned(a)
	for i := range a.NumField() {
		name := fieldName(a.Type().Field(i))
		if a.Type() == reflect.TypeFor[Case]() && slices.Contains(apartFromFields, name) {
			continue
		}
		out.Field(i).Set(m.at(name, base.Field(i), a.Field(i), b.Field(i)))
	}
	return out
}

func (m *merger) maps(base, a, b reflect.Value) reflect.Value {
	out := reflect.MakeMap(a.Type())
	keys := map[string]reflect.Value{}
	for _, side := range []reflect.Value{a, b} {
		for _, k := range side.MapKeys() {
			keys[k.String()] = k
		}
	}
	for _, name := range sortedKeys(keys) {
		k := keys[name]
		if v := m.at(name, entry(base, k), entry(a, k), entry(b, k)); !v.IsZero() {
			out.SetMapIndex(k, v)
		}
	}
	return out
}

func entry(of, key reflect.Value) reflect.Value {
	if v := of.MapIndex(key); v.IsValid() {
		return v
	}
	return reflect.Zero(of.Type().Elem())
}

func sortedKeys(all map[string]reflect.Value) []string {
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// numbered merges invoices, or complaints: by number.
func (m *merger) numbered(base, a, b reflect.Value) reflect.Value {
	out := reflect.MakeSlice(a.Type(), 0, a.Len()+b.Len())
	for i := range a.Len() {
		mine, number := a.Index(i), numbering(a.Index(i))
		was, theirs := find(base, number), find(b, number)
		switch {
		case !theirs.IsValid() && was.IsValid() && same(was, mine): // the second took it away
		case !theirs.IsValid(), again(a, i), separate(was, mine, theirs):
			out = reflect.Append(out, cloned(mine))
		default:
			if !was.IsValid() {
				was = reflect.Zero(mine.Type())
			}
			out = reflect.Append(out, m.at(number, was, mine, theirs))
		}
	}
	for i := range b.Len() {
		theirs, number := cloned(b.Index(i)), numbering(b.Index(i))
		was, mine := find(base, number), find(a, number)
		switch {
		case !mine.IsValid() && was.IsValid() && same(was, theirs): // the first took it away
			continue
		case again(b, i):
		case mine.IsValid() && !separate(was, mine, theirs):
			continue
		case mine.IsValid():
			rename(theirs, number+" bis")
		}
		if !holds(out, theirs) {
			out = reflect.Append(out, theirs)
		}
	}
	return out
}

// separate says whether two of the same number are two things: complaints that
// two windows noted at the same time about different facts.
func separate(was, a, b reflect.Value) bool {
	one, ok := a.Interface().(Complaint)
	if !ok || was.IsValid() {
		return false
	}
	other := b.Interface().(Complaint)
	return one.What != other.What && one.What != "" && other.What != ""
}

// again says whether one before it has the same number.
func again(all reflect.Value, i int) bool {
	return find(all.Slice(0, i), numbering(all.Index(i))).IsValid()
}

func holds(all, v reflect.Value) bool {
	for i := range all.Len() {
		if same(all.Index(i), v) {
			return true
		}
	}
	return false
}

// numberField returns the place of the number of a type whose values have one.
func numberField(t reflect.Type) (int, bool) {
	for i := 0; t.Kind() == reflect.Struct && i < t.NumField(); i++ {
		if fieldName(t.Field(i)) == "numero" {
			return i, true
		}
	}
	return 0, false
}

func numbering(v reflect.Value) string {
	i, _ := numberField(v.Type())
	return v.Field(i).String()
}

func rename(v reflect.Value, number string) {
	i, _ := numberField(v.Type())
	v.Field(i).SetString(number)
}

// find returns the first that has a number, or nothing valid.
func find(all reflect.Value, number string) reflect.Value {
	for i := range all.Len() {
		if numbering(all.Index(i)) == number {
			return all.Index(i)
		}
	}
	return reflect.Value{}
}

// put sets what is at the end of a path.
func put(v reflect.Value, path []string, to reflect.Value) {
	switch {
	case len(path) == 0:
		v.Set(cloned(to))
	case v.Kind() == reflect.Map:
		if to.IsZero() {
			to = reflect.Value{} // takes the key away
		}
		v.SetMapIndex(reflect.ValueOf(path[0]).Convert(v.Type().Key()), to)
	case v.Kind() == reflect.Slice:
		if at := find(v, path[0]); at.IsValid() {
			put(at, path[1:], to)
		}
	default:
		for i := range v.NumField() {
			if fieldName(v.Type().Field(i)) == path[0] {
				put(v.Field(i), path[1:], to)
			}
		}
	}
}

// fieldName is the name of a field in the file.
func fieldName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// same compares two values of the same type; nothing and none are the same.
func same(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !same(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		if a.Len() != b.Len() {
			return false
		}
		for _, k := range a.MapKeys() {
			if other := b.MapIndex(k); !other.IsValid() || !same(a.MapIndex(k), other) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(a.Interface(), b.Interface())
}

// cloned copies a value so that changing it changes no other.
func cloned(v reflect.Value) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch {
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(cloned(v.Field(i)))
		}
	case v.Kind() == reflect.Slice && !v.IsNil():
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(cloned(v.Index(i)))
		}
	case v.Kind() == reflect.Map && !v.IsNil():
		out.Set(reflect.MakeMap(v.Type()))
		for _, k := range v.MapKeys() {
			out.SetMapIndex(k, cloned(v.MapIndex(k)))
		}
	default:
		out.Set(v)
	}
	return out
}
