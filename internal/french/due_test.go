package french_test

import (
	"strings"
	"testing"
	"time"

	"compromis/internal/french"
)

// A day that is due may be long past or still to come: without its year it is
// refused, with both years to choose from.
func TestEither(t *testing.T) {
	today := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	for said, want := range map[string]string{
		"15/01/2026": "2026-01-15", "15 janvier 27": "2027-01-15", "hier": "2026-11-27", "dans 8 jours": "2026-12-06", "lundi dernier": "2026-11-23",
	} {
		if got, err := french.Either.Parse(said, today); got != want || err != nil {
			t.Errorf("%q: %q, %v", said, got, err)
		}
	}
	for said, want := range map[string][]string{
		"15/1": {"15/01/2026", "15/01/2027"}, "15 janvier": {"15/01/2026", "15/01/2027"}, "31/12": {"31/12/2025", "31/12/2026"},
		"28/11": {"28/11/2026"}, "lundi": {"lundi dernier", "lundi prochain"}, "31/2": {"jours"}, "lundi 15/1": {"15/01/2027"},
	} {
		got, err := french.Either.Parse(said, today)
		if err == nil {
			t.Errorf("%q is read as %q", said, got)
			continue
		}
		for _, w := range want {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%q: %v, without %q", said, err, w)
			}
		}
	}
}

// An instalment is read the same wherever it is typed.
func TestParseDue(t *testing.T) {
	today := time.Date(2026, 9, 15, 0, 0, 0, 0, time.UTC) // a day that « 15 septembre » may name
	for said, want := range map[string]string{
		"31/03/2026 500,00": "2026-03-31 500.00", "15 septembre 2026 500,00": "2026-09-15 500.00", "le 1er mars 2027 1 500 €": "2027-03-01 1500.00",
		"31/03/2026=500": "2026-03-31 500.00", "hier = 1 500,5": "2026-09-14 1500.50", "dans 3 semaines 20": "2026-10-06 20.00",
	} {
		if day, amount, err := french.ParseDue(said, today); day+" "+amount != want || err != nil {
			t.Errorf("%q: %q %q, %v", said, day, amount, err)
		}
	}
	for said, want := range map[string]string{
		"": "le jour puis le montant", "500,00": "le jour puis le montant", "15/9 500,00": "l’année", "15 septembre 500,00": "l’année", "15/9=500": "l’année",
		"31/02/2026 500": "jours", "31/03/2026": "le jour puis le montant", "31/03/2026 beaucoup": "montant",
	} {
		if day, amount, err := french.ParseDue(said, today); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %q %q, %v", said, day, amount, err)
		}
	}
}

// FuzzParseDue: what is read is a day and an amount in canonical form, and is read again
// as the same.
func FuzzParseDue(f *testing.F) {
	for _, s := range []string{"31/03/2026 500,00", "15 septembre 2026 1 500 €", "31/03/2026=500", "hier 5", "15/9 500", "=", "lundi 15/1 3", "1 2 3 4"} {
		f.Add(s)
	}
	today := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, s string) {
		day, amount, err := french.ParseDue(s, today)
		if err != nil {
			return
		}
		again, sum, err := french.ParseDue(french.Day(day)+" "+amount, today)
		if err != nil || again != day || sum != amount {
			t.Errorf("%q: %q %q, then %q %q, %v", s, day, amount, again, sum, err)
		}
	})
}
