package casefile

import (
	"reflect"

	"compromis/internal/french"
)

// textual makes text of every string of a case, wherever it came from: typed
// elsewhere, edited by hand, sent in an archive. The file stays as it is until
// the case is saved. Keys of maps name something, and stay.
func textual(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			textual(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			textual(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			textual(v.Index(i))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			held := reflect.New(v.Type().Elem()).Elem()
			held.Set(v.MapIndex(key))
			textual(held)
			v.SetMapIndex(key, held)
		}
	case reflect.String:
		if v.CanSet() {
			v.SetString(french.Text(v.String()))
		}
	}
}
