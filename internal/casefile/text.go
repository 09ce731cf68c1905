package casefile

import (
	"reflect"

	"compromis/internal/french"
)

// textual makes text of every string of a case, wherever it came from: typed
// elsewhere, edited by hand, sent in an archive. The file stays as it is until
// the case is saved. Keys of maps name something, and stay. It says whether some
// signs were none: letters only composed anew are the same.
func textual(v reflect.Value) (cleaned bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			cleaned = textual(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			cleaned = textual(v.Field(i)) || cleaned
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			cleaned = textual(v.Index(i)) || cleaned
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			held := reflect.New(v.Type().Elem()).Elem()
			held.Set(v.MapIndex(key))
			cleaned = textual(held) || cleaned
			v.SetMapIndex(key, held)
		}
	case reflect.String:
		if v.CanSet() {
			_, _, cleaned = french.Hidden(v.String())
			v.SetString(french.Text(v.String()))
		}
	}
	return cleaned
}
