package tui

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	"charm.land/huh/v2"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// addInvoice stands for an invoice that is not in the case yet.
const addInvoice = -1

// fewDues is how many lines there are for the instalments after the first, unless
// there are more of these.
const fewDues = 3

// linesOfDues is how many lines an invoice takes for the instalments after the first,
// its draft included: one may have typed more of them in plain lines.
func linesOfDues(in dossier.Invoice, draft casefile.Draft) int {
	n := max(fewDues, len(in.Dues)-1)
	for i := n + 1; i <= dossier.MostDues; i++ {
		if draft.Fields[dossier.DueKey(i)] != "" {
			n = i
		}
	}
	return n
}

// newInvoice is the form of an invoice of the case, by its place, or of a new
// one. Deleting it is a choice at its end.
func newInvoice(at int) *form {
	s := &form{about: "Ajouter une facture", intro: "Le numéro, une échéance et son montant suffisent."}
	s.fill = func(f frame) {
		var before dossier.Invoice
		var others []string
		for i, invoice := range f.kase.Invoices {
			if i == at {
				before = invoice
			} else {
				others = append(others, invoice.Number)
			}
		}
		s.place = "facture/" + before.Number
		s.entries = invoiceEntries(before, linesOfDues(before, s.drafted(f)), f.answers.Today())
		s.entries[0].check = notAmong(others)
		if at := slices.IndexFunc(s.entries, func(e entry) bool { return e.key == "taux" }); !f.kase.TakesRate() {
			s.entries[at].check = func(string) (string, error) { return "", errors.New(say.RateRefused + " Laissez cette ligne vide.") }
			s.entries[at].help = "ne compte qu’entre professionnels"
		}
		if at != addInvoice {
			s.entries = append(s.entries, entry{key: "sort", label: "Cette facture", value: "garder", options: []huh.Option[string]{
				huh.NewOption("La garder", "garder"), huh.NewOption("La supprimer du dossier", "supprimer"),
			}})
		}
	}
	s.submit = func(said map[string]string) action {
		if said["sort"] == "supprimer" {
			return amend{change: func(c dossier.Case) dossier.Case {
				c.Invoices = slices.Delete(slices.Clone(c.Invoices), at, at+1)
				return c
			}}
		}
		return amend{change: func(c dossier.Case) dossier.Case { return c.WithInvoice(at, invoiceOf(said)) }}
	}
	if at != addInvoice {
		s.about, s.intro = "Modifier une facture", ""
	}
	return s
}

// invoiceEntries are the lines of the form of an invoice, so many of them for the
// instalments after the first.
func invoiceEntries(in dossier.Invoice, more int, today time.Time) []entry {
	dues := in.Dues
	if len(dues) == 0 {
		dues = []dossier.Due{{}}
	}
	all := []entry{
		{key: "numero", label: "Numéro", value: in.Number, help: "ex. : 2026-014", needed: true},
		{key: "emise", label: "Émise le", value: french.Day(string(in.Issued)), help: exampleDate, day: pastDay},
		{key: "fin", label: "Travail fini ou livré le", value: french.Day(string(in.Done)), help: exampleDate, day: pastDay},
		{key: "le", label: "Échéance", value: french.Day(string(dues[0].On)), help: exampleDate, day: dueDay, needed: true},
		{key: "montant", label: "Montant de cette échéance", help: exampleAmount, check: french.ParseAmount, needed: true},
		{key: "taux", label: "Taux de retard prévu au contrat", help: "facultatif, ex. : 12,00 %", check: checkRate},
	}
	if dues[0].Cents > 0 {
		all[4].value = french.Cents(dues[0].Cents)
	}
	if in.Rate > 0 {
		all[5].value = french.Percent(in.Rate)
	}
	for i := 1; i <= more; i++ {
		e := entry{key: dossier.DueKey(i), label: fmt.Sprintf("Échéance n° %d", i+1), help: "facultatif, ex. : 31/03/2026 500,00", check: dueOn(today)}
		if i < len(dues) {
			e.value = french.Day(string(dues[i].On)) + " " + french.Cents(dues[i].Cents)
		}
		all = slices.Insert(all, 4+i, e)
	}
	return all
}

// invoiceOf reads the lines of the form.
func invoiceOf(said map[string]string) dossier.Invoice {
	in := dossier.Invoice{
		Number: said["numero"], Issued: decision.Day(said["emise"]), Done: decision.Day(said["fin"]),
		Dues: []dossier.Due{{On: decision.Day(said["le"]), Cents: cents(said["montant"])}},
	}
	in.Rate, _ = strconv.Atoi(said["taux"])
	for i := 1; ; i++ {
		due, asked := said[dossier.DueKey(i)]
		if !asked {
			return in
		}
		if day, amount, ok := strings.Cut(due, " "); ok {
			in.Dues = append(in.Dues, dossier.Due{On: decision.Day(day), Cents: cents(amount)})
		}
	}
}

// notAmong refuses a number that is taken: numbers tell things apart.
func notAmong(taken []string) func(string) (string, error) {
	return func(s string) (string, error) {
		if slices.Contains(taken, s) {
			return "", errTaken
		}
		return s, nil
	}
}

var (
	errTaken = errors.New("Ce numéro est déjà pris. Donnez-en un autre.")
	errRate  = errors.New("Écrivez un taux comme 12,00" + french.NBSP + "%.")
)

// dueOn reads an instalment on a day, "31/03/2026 500,00": in canonical form it is
// "2026-03-31 500.00".
func dueOn(today time.Time) func(string) (string, error) {
	return func(typed string) (string, error) {
		day, amount, err := french.ParseDue(typed, today)
		return day + " " + amount, err
	}
}

// maxRate is the highest rate one may mean, in hundredths of a percent.
const maxRate = 100_00

// checkRate reads a yearly rate, "12,00 %": in canonical form it is "1200",
// hundredths of a percent.
func checkRate(s string) (string, error) {
	amount, err := french.ParseAmount(strings.TrimSuffix(strings.TrimSpace(s), "%"))
	if points := cents(amount); err == nil && points <= maxRate {
		return strconv.FormatInt(points, 10), nil
	}
	return "", errRate
}

// keyed is a line that opens a screen, with the key that does the same.
func keyed(k key.Binding, s screen, f frame) draw.Block {
	return draw.Choice(k.Help().Key+"  "+french.Capital(k.Help().Desc), "", open{s}, f.Frame)
}
