package frenchtest

import (
	"reflect"
	"strconv"
)

// Fill puts a text in every string of a value that is reached by a pointer, those
// of maps and of lists among them, and returns where they are: "Client.Name",
// "Journal[0].Note". An empty list gets one item. text is given the place, and what
// is there: it returns what to put.
func Fill(to any, text func(place string, now reflect.Value) string) (places []string) {
	f := filler{text: text}
	f.fill(reflect.ValueOf(to).Elem(), "")
	return f.places
}

type filler struct {
	text   func(place string, now reflect.Value) string
	places []string
}

func (f *filler) fill(v reflect.Value, place string) {
	switch v.Kind() {
	case reflect.String:
		f.places = append(f.places, place)
		v.SetString(f.text(place, v))
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		f.fill(v.Elem(), place)
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); field.IsExported() {
				f.fill(v.Field(i), join(place, field.Name))
			}
		}
	case reflect.Slice:
		if v.Len() == 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		}
		for i := range v.Len() {
			f.fill(v.Index(i), place+"["+strconv.Itoa(i)+"]")
		}
	case reflect.Map:
		f.fillMap(v, place)
	}
}

// fillMap fills what a map holds. Its keys stay: what is there names something.
func (f *filler) fillMap(v reflect.Value, place string) {
	if v.IsNil() {
		v.Set(reflect.MakeMap(v.Type()))
	}
	if v.Len() == 0 && v.Type().Key().Kind() == reflect.String {
		v.SetMapIndex(reflect.ValueOf("mot").Convert(v.Type().Key()), reflect.Zero(v.Type().Elem()))
	}
	for _, key := range v.MapKeys() {
		held := reflect.New(v.Type().Elem()).Elem()
		held.Set(v.MapIndex(key))
		f.fill(held, place+"["+key.String()+"]")
		v.SetMapIndex(key, held)
	}
}

func join(place, name string) string {
	if place == "" {
		return name
	}
	return place + "." + name
}
