package french

import (
	"errors"
	"strings"
	"time"
)

// ErrDue says how to write an instalment.
var ErrDue = errors.New("Écrivez le jour puis le montant, comme 31/03/2026 500,00.")

// ParseDue reads an instalment as people write it, a day then an amount:
// "31/03/2026 500,00", "15 septembre 2026 1 500 €", "31/03/2026=500". Both come in
// canonical form. The day is read as [Either].
func ParseDue(said string, today time.Time) (day, amount string, err error) {
	if on, sum, cut := strings.Cut(said, "="); cut {
		if day, err = Either.Parse(on, today); err == nil {
			amount, err = ParseAmount(sum)
		}
		return day, amount, err
	}
	words := strings.Fields(said)
	wrong := ErrDue
	for i := 1; i < len(words); i++ {
		day, err := Either.Parse(strings.Join(words[:i], " "), today)
		switch {
		case err == nil:
			amount, err := ParseAmount(strings.Join(words[i:], " "))
			return day, amount, err
		case errors.Is(err, errYear), i == 1 && strings.ContainsAny(words[0], "/.-"):
			wrong = err
		}
	}
	return "", "", wrong
}
