package handout_test

import (
	"bytes"
	"reflect"
	"testing"

	"compromis/internal/french/frenchtest"
	"compromis/internal/handout"
	"compromis/internal/stage"
)

// TestNoFormula: each hostile text alone, in every cell of the report of a session,
// gives a spreadsheet no cell to reckon and no cell more.
func TestNoFormula(t *testing.T) {
	for _, text := range append(frenchtest.Hostile(), frenchtest.Innocent()...) {
		var s stage.Session
		frenchtest.Fill(&s, func(string, reflect.Value) string { return text })
		var b bytes.Buffer
		if err := handout.ReportCSV(&b, s); err != nil {
			t.Fatal(err)
		}
		shape, err := frenchtest.ShapeOf("csv", b.Bytes())
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if more := shape.Beyond(frenchtest.Shape{"21 columns": true}); len(more) > 0 {
			t.Errorf("%q: %q", text, more)
		}
	}
}
