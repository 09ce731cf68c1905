package french

import (
	"errors"
	"net/mail"
	"regexp"
	"strings"
	"unicode"
)

// ParseSIREN reads the number of a business, a SIREN of nine digits or a SIRET of
// fourteen, however it is spaced. The last digit is a key that catches a slip of
// the finger.
func ParseSIREN(typed string) (string, error) {
	digits := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '.' || r == '-' {
			return -1
		}
		return r
	}, typed)
	if !businessNumber.MatchString(digits) || !keyed(digits[:sirenDigits]) || !keyed(digits) {
		return "", errors.New(Quote(Shown(typed)) + " n’est pas un numéro SIREN (9 chiffres) ni SIRET (14 chiffres)" + NBSP + ": un chiffre manque, ou est faux. Relisez-le sur un devis ou une facture, ou laissez vide.")
	}
	return strings.TrimSpace(strings.Join(append(threes(digits), digits[sirenDigits:]), " ")), nil
}

// SIREN writes the number of a business as papers do, « 732 829 320 ». Of a SIRET
// it is the first nine digits. A number that is neither stays as it was typed.
func SIREN(number string) string {
	read, err := ParseSIREN(number)
	if err != nil {
		return number
	}
	return strings.Join(threes(strings.ReplaceAll(read, " ", "")), NBSP)
}

const sirenDigits = 9

var businessNumber = regexp.MustCompile(`^(\d{9}|\d{14})$`)

// threes cuts the first nine digits by three.
func threes(digits string) []string { return []string{digits[:3], digits[3:6], digits[6:9]} }

// keyed says whether the last of these digits is their key: Luhn's rule, from the
// right, doubles one digit in two.
func keyed(digits string) bool {
	sum := 0
	for i := range digits {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// ParseEmail reads an address such as nom@exemple.fr, and no name around it.
func ParseEmail(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	read, err := mail.ParseAddress(typed)
	if err == nil && read.Address == typed {
		if _, domain, _ := strings.Cut(typed, "@"); strings.Contains(strings.Trim(domain, "."), ".") {
			return typed, nil
		}
	}
	return "", errors.New(Quote(Shown(typed)) + " n’est pas une adresse de courriel. Écrivez-la seule, comme nom@exemple.fr, ou laissez vide.")
}
