package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// day reads the date given to a flag, "" when there is none.
func (g given) day(flag string) (decision.Day, error) {
	if !g.has(flag) {
		return "", nil
	}
	return readDay(flag, g.value(flag))
}

func readDay(flag, typed string) (decision.Day, error) {
	day, err := french.ParseDate(typed)
	if err != nil {
		return "", wrongFlag(flag, err)
	}
	return decision.Day(day), nil
}

// cents reads the amount given to a flag, 0 when there is none.
func (g given) cents(flag string) (int64, error) {
	if !g.has(flag) {
		return 0, nil
	}
	return readCents(flag, g.value(flag))
}

// readCents refuses nothing and less: no invoice or payment is of 0 €.
func readCents(flag, typed string) (int64, error) {
	amount, err := french.ParseAmount(typed)
	if err != nil {
		return 0, wrongFlag(flag, err)
	}
	cents, err := strconv.ParseInt(strings.Replace(amount, ".", "", 1), 10, 64)
	if err != nil || cents == 0 {
		return 0, wrongFlag(flag, errors.New("La somme doit être plus grande que 0."))
	}
	return cents, nil
}

// sums reads the "date=montant" given to a flag.
func (g given) sums(flag string) ([]dossier.Due, error) {
	var all []dossier.Due
	for _, typed := range g.values[flag] {
		date, sum, ok := strings.Cut(typed, "=")
		if !ok {
			return nil, wrongFlag(flag, errors.New("Écrivez date=montant, comme 01/05/2026=1500,00."))
		}
		on, err := readDay(flag, date)
		if err != nil {
			return nil, err
		}
		cents, err := readCents(flag, sum)
		if err != nil {
			return nil, err
		}
		all = append(all, dossier.Due{On: on, Cents: cents})
	}
	return all, nil
}

// maxRate is the highest yearly rate one may type, in hundredths of a percent.
// More is a slip of the finger.
const maxRate = 10_000

// points reads the rate given to a flag, in hundredths of a percent; 0 when
// there is none.
func (g given) points(flag string) (int, error) {
	if !g.has(flag) {
		return 0, nil
	}
	cents, err := readCents(flag, strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(g.value(flag)), "%")))
	if err != nil || cents > maxRate {
		return 0, wrongFlag(flag, errors.New("Écrivez un taux par an entre 0 et 100, comme 12,00."))
	}
	return int(cents), nil
}

// whole reads the whole number given to a flag.
func (g given) whole(flag string, least int) (int, error) {
	n, err := strconv.Atoi(g.value(flag))
	if err != nil || n < least {
		return 0, wrongFlag(flag, fmt.Errorf("Écrivez un nombre entier, %d ou plus.", least))
	}
	return n, nil
}

// wrongFlag says which flag has a value that is not understood.
func wrongFlag(flag string, err error) error {
	return usageError("Option " + flag + nbsp + ": " + err.Error())
}
