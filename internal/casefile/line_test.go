package casefile

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"compromis/decision"
	"compromis/internal/french"
)

// FuzzLine: whatever a server says of a case, the list shows it or looks again.
func FuzzLine(f *testing.F) {
	f.Add("")
	f.Add(lineOf(indexed{On: "2026-03-03", Content: "2026-01-01", Summary: Summary{ID: "a", Client: "Éléonore\n", Protected: true, Answered: 3}}))
	f.Fuzz(func(t *testing.T, line string) {
		var of, again indexed
		if ok := readLine("a", line, &of); ok != (of.Summary.ID == "a") {
			t.Fatalf("%q is %v: %v", line, ok, of)
		} else if ok {
			if !readLine("a", lineOf(of), &again) || again != of {
				t.Fatalf("%+v\nbecomes %+v", of, again)
			}
		}
	})
}

func TestALineComesBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := indexed{On: decision.Day(rapid.String().Draw(t, "on")), Summary: rapid.Make[Summary]().Draw(t, "summary")}
		each(reflect.ValueOf(&of).Elem(), func(v reflect.Value) {
			if v.Kind() == reflect.String {
				v.SetString(french.Text(v.String()))
			}
		})
		of.Size, of.Time = 0, 0
		of.Summary.ID = "a"
		var got indexed
		if !readLine("a", lineOf(of), &got) || got != of {
			t.Fatalf("%+v\nbecomes %+v", of, got)
		}
	})
}
