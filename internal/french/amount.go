package french

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
)

// maxEuros is the most digits an amount has before the comma: what its cents can
// hold.
const maxEuros = 12

// ErrAmount says how to write an amount.
var ErrAmount = errors.New("Écrivez un montant comme " + Cents(123456) + ".")

var (
	errNegative  = errors.New("Un montant ne peut pas être négatif. Écrivez-le comme " + Cents(123456) + ".")
	errAmbiguous = errors.New("Ce montant se lit de deux façons. Écrivez " + Cents(123400) + " ou " + Cents(123) + ".")
	errHuge      = errors.New("Ce montant est trop grand. Écrivez-le en euros, comme " + Cents(123456) + ".")
)

// ParseAmount reads an amount in euros as French people type it: "1 234,56 €",
// "1.234,56", "1234.56", "5000€". The canonical form has no space and two
// decimals: "1234.56". An amount that can be read in two ways, such as "1.234",
// is refused. The error is a French sentence that says what to write.
func ParseAmount(s string) (canonical string, err error) {
	s = strings.TrimSuffix(tight(s), "€")
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "−") {
		return "", errNegative
	}
	euros, cents, err := split(s)
	if err != nil {
		return "", err
	}
	if euros, err = ungroup(euros); err != nil {
		return "", err
	}
	if euros = strings.TrimLeft(euros, "0"); euros == "" {
		euros = "0"
	}
	if len(euros) > maxEuros {
		return "", errHuge
	}
	return euros + "." + (cents + "00")[:2], nil
}

// tight brings every space to a plain one, and drops those around the sign €.
func tight(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, s)
	s = strings.TrimSpace(s)
	if before, ok := strings.CutSuffix(s, "€"); ok {
		s = strings.TrimSpace(before) + "€"
	}
	return s
}

// split parts the euros, still grouped, from the cents. The decimal sign is
// the comma, or a lone point that does not look like a thousands separator.
func split(s string) (euros, cents string, err error) {
	sign := ","
	if !strings.Contains(s, ",") && strings.Count(s, ".") == 1 {
		sign = "."
	}
	euros, cents, decimal := strings.Cut(s, sign)
	switch {
	case !decimal:
		return euros, "", nil
	case !digits(cents) || len(cents) > 3:
		return "", "", ErrAmount
	case len(cents) == 3:
		return "", "", errAmbiguous
	}
	return euros, cents, nil
}

// ungroup drops the separators between thousands, a space or a point, and
// refuses groups that are not of three digits.
func ungroup(s string) (string, error) {
	sep := " "
	if strings.Contains(s, ".") {
		sep = "."
	}
	groups := strings.Split(s, sep)
	for i, group := range groups {
		if !digits(group) || i > 0 && len(group) != 3 || len(groups) > 1 && len(group) > 3 {
			return "", ErrAmount
		}
	}
	return strings.Join(groups, ""), nil
}

func digits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

// Amount writes an amount in canonical form, "1234.56", as "1 234,56 €".
// Anything else comes back as it is.
func Amount(canonical string) string {
	euros, cents, _ := strings.Cut(canonical, ".")
	if !digits(euros) || cents != "" && !digits(cents) || len(cents) > 2 {
		return canonical
	}
	return thousands(euros) + "," + (cents + "00")[:2] + NBSP + "€"
}

// ParseCents reads an amount, in cents. It refuses nothing and less: no invoice or
// payment is of 0 €. The error is a French sentence.
func ParseCents(s string) (int64, error) {
	amount, err := ParseAmount(s)
	if err != nil {
		return 0, err
	}
	cents, err := strconv.ParseInt(strings.Replace(amount, ".", "", 1), 10, 64)
	if err != nil || cents == 0 {
		return 0, errors.New("La somme doit être plus grande que 0.")
	}
	return cents, nil
}

// maxPercent is the highest yearly rate one may type, in hundredths of a percent.
// More is a slip of the finger.
const maxPercent = 10_000

// ParsePercent reads a rate a year, in hundredths of a percent. The error is a French
// sentence.
func ParsePercent(s string) (int, error) {
	points, err := ParseCents(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "%")))
	if err != nil || points > maxPercent {
		return 0, errors.New("Écrivez un taux par an entre 0 et 100, comme 12,00.")
	}
	return int(points), nil
}

// Cents writes a number of cents as an amount in euros: "1 234,56 €".
func Cents(cents int64) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return sign + Amount(strconv.FormatInt(cents/100, 10)+"."+strconv.FormatInt(cents%100+100, 10)[1:])
}
