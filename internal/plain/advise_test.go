package plain_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// Two unknown facts may decide only together: both are named.
func TestUndecidedTogether(t *testing.T) {
	g := decisiontest.Together()
	var out strings.Builder
	if err := plain.Interview(strings.NewReader("0\n0\n"), &out, g, today, nil); err != nil {
		t.Error(err)
	}
	has(t, out.String(), say.MissingWhy, "1. A ?", "2. B ?", "Oui → Pareil ou Sinon", "1 à 2 pour répondre à une de ces questions")
}

func TestAdviseTellsOfABrokenOutput(t *testing.T) {
	if err := plain.Advise(broken{}, guide(t), decision.NewAnswers(today)); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v, want closed pipe", err)
	}
}
