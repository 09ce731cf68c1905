package french_test

import (
	"strings"
	"testing"
	"time"

	"compromis/internal/french"
)

func TestParseAmount(t *testing.T) {
	for in, want := range map[string]string{
		"1 234,56 €":           "1234.56",
		"1\u00a0234,56\u00a0€": "1234.56",
		"1\u202f234,56\u202f€": "1234.56",
		"1.234,56":             "1234.56",
		"1234.56":              "1234.56",
		"1 234":                "1234.00",
		"5000€":                "5000.00",
		" 12,5 ":               "12.50",
		"0":                    "0.00",
		"007":                  "7.00",
		"1.234.567":            "1234567.00",
		"1 234 567,8 €":        "1234567.80",
		"1 234.5":              "1234.50",
		"999999999999,99":      "999999999999.99",
	} {
		if got, err := french.ParseAmount(in); err != nil || got != want {
			t.Errorf("ParseAmount(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
}

func TestParseAmountRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"":              "Écrivez un montant",
		"€":             "Écrivez un montant",
		"abc":           "Écrivez un montant",
		"12 euros":      "Écrivez un montant",
		"1,234,56":      "Écrivez un montant",
		"12,":           "Écrivez un montant",
		",5":            "Écrivez un montant",
		"12 34":         "Écrivez un montant",
		"1234 567":      "Écrivez un montant",
		"1.23.456":      "Écrivez un montant",
		"1e3":           "Écrivez un montant",
		"-5":            "négatif",
		"− 5 €":         "négatif",
		"1.234":         "deux façons",
		"1,234":         "deux façons",
		"1234567890123": "trop grand",
	} {
		if got, err := french.ParseAmount(in); err == nil {
			t.Errorf("ParseAmount(%q) = %q, want an error", in, got)
		} else if !strings.Contains(err.Error(), want) || !strings.Contains(plain(err.Error()), "1 234,") {
			t.Errorf("ParseAmount(%q): %v, want %q and an example", in, err, want)
		}
	}
}

func TestAmount(t *testing.T) {
	for in, want := range map[string]string{"1234.56": "1 234,56 €", "1234.5": "1 234,50 €", "0": "0,00 €", "jusqu-5000": "jusqu-5000", "": ""} {
		if got := plain(french.Amount(in)); got != want {
			t.Errorf("Amount(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[int64]string{123456: "1 234,56 €", 5: "0,05 €", -150: "-1,50 €"} {
		if got := plain(french.Cents(in)); got != want {
			t.Errorf("Cents(%d) = %q, want %q", in, got, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"31/12/2026":             "2026-12-31",
		"1/2/26":                 "2026-02-01",
		"1-2-2026":               "2026-02-01",
		"1.2.2026":               "2026-02-01",
		"31 décembre 2026":       "2026-12-31",
		"31\u00a0Décembre 2026":  "2026-12-31",
		"1er février 2026":       "2026-02-01",
		" 2026-12-31 ":           "2026-12-31",
		"2026-2-1":               "2026-02-01",
		"29/02/2024":             "2024-02-29",
		"1/1/70":                 "1970-01-01",
		"1/1/69":                 "2069-01-01",
		"15 de\u0301cembre 2025": "2025-12-15",
	} {
		if got, err := french.ParseDate(in); err != nil || got != want {
			t.Errorf("ParseDate(%q) = %q, %v, want %q", in, got, err, want)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"":                "Écrivez une date",
		"hier":            "Écrivez une date",
		"31/02/2026":      "Le 31 février 2026 n’existe pas. Le dernier jour de ce mois est le 28/02/2026.",
		"0/1/2026":        "n’existe pas",
		"12/31/2026":      "pas de mois numéro 31",
		"1/1/3026":        "L’année 3026",
		"0000-01-01":      "L’année 0",
		"31 decombre 26":  "Écrivez une date",
		"3 decombre 2026": "« decombre » n’existe pas",
		"1/2":             "Écrivez une date",
		"12026-01-01":     "Écrivez une date",
	} {
		if got, err := french.ParseDate(in); err == nil {
			t.Errorf("ParseDate(%q) = %q, want an error", in, got)
		} else if !strings.Contains(plain(err.Error()), want) {
			t.Errorf("ParseDate(%q): %v, want %q", in, err, want)
		}
	}
}

func FuzzParseAmount(f *testing.F) {
	for _, s := range []string{"1 234,56 €", "1.234,56", "5000€", "-1", "1,234,56", "\u202f", "0000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		canonical, err := french.ParseAmount(s)
		if err != nil {
			return
		}
		again, err := french.ParseAmount(french.Amount(canonical))
		if err != nil || again != canonical {
			t.Errorf("%q gives %q, then %q, %v", s, canonical, again, err)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"31/12/2026", "1/2/26", "31 décembre 2026", "2026-12-31", "31/02/2026", "1er mai 1999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		canonical, err := french.ParseDate(s)
		if err != nil {
			return
		}
		if _, err := time.Parse(time.DateOnly, canonical); err != nil {
			t.Errorf("%q gives %q, which is not canonical", s, canonical)
		}
		again, err := french.ParseDate(french.Day(canonical))
		if err != nil || again != canonical {
			t.Errorf("%q gives %q, then %q, %v", s, canonical, again, err)
		}
	})
}
