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
		"31/02/2026":      "Février 2026 a 28 jours. Écrivez 28/02/2026.",
		"0/1/2026":        "jour 0",
		"31/9/2026":       "Septembre a 30 jours. Écrivez 30/09/2026.",
		"45/9/2026":       "Un mois n’a pas 45 jours",
		"12/31/2026":      "pas de mois numéro 31",
		"1/1/3026":        "L’année 3026",
		"0000-01-01":      "L’année 0",
		"31 decombre 26":  "« decombre » n’existe pas",
		"15 septembre":    "Il manque l’année",
		"lundi dernier":   "Écrivez une date",
		"3 decombre 2026": "« decombre » n’existe pas",
		"1/2":             "Il manque l’année",
		"12026-01-01":     "Écrivez une date",
	} {
		if got, err := french.ParseDate(in); err == nil {
			t.Errorf("ParseDate(%q) = %q, want an error", in, got)
		} else if !strings.Contains(plain(err.Error()), want) {
			t.Errorf("ParseDate(%q): %v, want %q", in, err, want)
		}
	}
}

// friday is the day on which days are told: Friday 27 November 2026.
var friday = time.Date(2026, time.November, 27, 15, 30, 0, 0, time.UTC)

func TestSenseParse(t *testing.T) {
	for in, want := range map[string]struct{ past, coming string }{
		"15 septembre":        {"2026-09-15", "2027-09-15"},
		"15 sept":             {"2026-09-15", "2027-09-15"},
		"le 15 sept.":         {"2026-09-15", "2027-09-15"},
		"1er mars":            {"2026-03-01", "2027-03-01"},
		"1er mars 25":         {"2025-03-01", "2025-03-01"},
		"mi-septembre":        {"2026-09-15", "2027-09-15"},
		"Mi Septembre 2024":   {"2024-09-15", "2024-09-15"},
		"28 novembre":         {"2025-11-28", "2026-11-28"},
		"27 novembre":         {"2026-11-27", "2026-11-27"},
		"26/11":               {"2026-11-26", "2027-11-26"},
		"15/9/26":             {"2026-09-15", "2026-09-15"},
		"aujourd’hui":         {"2026-11-27", "2026-11-27"},
		"hier":                {"2026-11-26", "2026-11-26"},
		"Avant-hier":          {"2026-11-25", "2026-11-25"},
		"demain":              {"2026-11-28", "2026-11-28"},
		"après-demain":        {"2026-11-29", "2026-11-29"},
		"il y a 3 jours":      {"2026-11-24", "2026-11-24"},
		"il y a une semaine":  {"2026-11-20", "2026-11-20"},
		"dans 15 jours":       {"2026-12-12", "2026-12-12"},
		"lundi":               {"2026-11-23", "2026-11-30"},
		"lundi dernier":       {"2026-11-23", "2026-11-23"},
		"lundi prochain":      {"2026-11-30", "2026-11-30"},
		"vendredi dernier":    {"2026-11-20", "2026-11-20"},
		"vendredi prochain":   {"2026-12-04", "2026-12-04"},
		"samedi dernier":      {"2026-11-21", "2026-11-21"},
		"mardi 15 septembre":  {"2026-09-15", ""},
		"mardi 15/9/26":       {"2026-09-15", "2026-09-15"},
		"vendredi 27/11":      {"2026-11-27", "2026-11-27"},
		"mardi 15 sept. 2026": {"2026-09-15", "2026-09-15"},
	} {
		for sense, want := range map[french.Sense]string{french.Past: want.past, french.Coming: want.coming} {
			if got, err := sense.Parse(in, friday); got != want || (err == nil) != (want != "") {
				t.Errorf("%q, sense %d: %q, %v, want %q", in, sense, got, err, want)
			}
		}
	}
}

// TestSenseParseRefuses: what is impossible, or may be two days, is refused with what
// to write.
func TestSenseParseRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"septembre":            "Écrivez 15 septembre, ou mi-septembre.",
		"31 septembre":         "Septembre a 30 jours. Écrivez 30/09/2026.",
		"29 février":           "Février 2026 a 28 jours. Écrivez 28/02/2026.",
		"lundi 15 septembre":   "est un mardi, pas un lundi",
		"lundi 31 septembre":   "Septembre a 30 jours",
		"vendredi":             "Écrivez aujourd’hui, ou vendredi dernier.",
		"3 jui":                "n’existe pas",
		"15":                   "Écrivez une date",
		"fin septembre":        "Écrivez une date",
		"la semaine dernière":  "Écrivez une date",
		"hier ou avant-hier":   "Écrivez une date",
		"lundi lundi":          "Écrivez une date",
		"vendredi 27/11/26/01": "Écrivez une date",
		"":                     "Écrivez une date",
	} {
		if got, err := french.Past.Parse(in, friday); err == nil {
			t.Errorf("%q gives %q, want an error", in, got)
		} else if !strings.Contains(plain(err.Error()), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

// TestPastIsPast: without its year, a day of the past is never to come, nor one to come
// past, and both are within a year.
func TestPastIsPast(t *testing.T) {
	for day := friday.AddDate(-1, 0, 0); day.Before(friday.AddDate(4, 0, 0)); day = day.AddDate(0, 0, 1) {
		today := day.Format(time.DateOnly)
		for _, said := range []string{"15 septembre", "1er janvier", "31/12", "mi-mars"} {
			past, err := french.Past.Parse(said, day)
			coming, errComing := french.Coming.Parse(said, day)
			if err != nil || errComing != nil || past > today || coming < today ||
				past <= day.AddDate(-1, 0, -1).Format(time.DateOnly) || coming >= day.AddDate(1, 0, 1).Format(time.DateOnly) {
				t.Fatalf("%s, on %s: %s and %s, %v %v", said, today, past, coming, err, errComing)
			}
		}
	}
}

func FuzzSenseParse(f *testing.F) {
	for _, s := range []string{"15 septembre", "mi-septembre", "hier", "lundi dernier", "il y a 3 jours", "mardi 15/9", "1er mars", "29 février", "31/6"} {
		f.Add(s, 0, false)
	}
	f.Fuzz(func(t *testing.T, s string, days int, coming bool) {
		sense, today := french.Past, friday.AddDate(0, 0, days%10000)
		if coming {
			sense = french.Coming
		}
		canonical, err := sense.Parse(s, today)
		if err != nil {
			return
		}
		if full, err := french.ParseDate(s); err == nil && full != canonical {
			t.Errorf("%q gives %q, and %q told in full", s, canonical, full)
		}
		again, err := sense.Parse(french.LongDay(canonical), today)
		if err != nil || again != canonical {
			t.Errorf("%q gives %q, then %q, %v", s, canonical, again, err)
		}
	})
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
		if cents, err := french.ParseCents(s); err == nil && (cents <= 0 || french.Cents(cents) != french.Amount(canonical)) {
			t.Errorf("%q is %d cents, and %s", s, cents, french.Amount(canonical))
		}
		if points, err := french.ParsePercent(s); err == nil && (points <= 0 || points > 100_00) {
			t.Errorf("%q is a rate of %d", s, points)
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
