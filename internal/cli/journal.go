package cli

import (
	"errors"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
)

// runNote writes an event in the journal of a case.
func runNote(c *call) error {
	e, err := c.event()
	if err != nil {
		return err
	}
	g, err := c.guide()
	if err != nil {
		return err
	}
	kase, err := c.change(c.args[0], func(kase dossier.Case) (dossier.Case, error) {
		switch numbers := invoiceNumbers(kase); {
		case e.Invoice == "" || slices.Contains(numbers, e.Invoice):
			return kase.With(e), nil
		case len(numbers) == 0:
			return kase, usageError("Ce dossier n’a pas encore de facture. Ajoutez-la d’abord avec compromis dossiers facture.")
		default:
			return kase, usage("facture inconnue", e.Invoice, numbers)
		}
	})
	if err != nil {
		return err
	}
	return c.told("Noté dans le dossier "+kase.ID+nbsp+":", "  "+plain.Happened(g, e))
}

// event reads what is to be written in the journal.
func (c *call) event() (dossier.Event, error) {
	if !c.has("--quoi") {
		return dossier.Event{}, usageError("Dites ce qui s’est passé" + nbsp + ": --quoi " + strings.Join(eventKinds(nil), "|") + ".")
	}
	kind := french.Slug(c.value("--quoi"))
	if !slices.Contains(eventKinds(nil), kind) {
		return dossier.Event{}, usage("évènement inconnu", c.value("--quoi"), eventKinds(nil))
	}
	on, err := c.past("--le")
	if err != nil {
		return dossier.Event{}, err
	}
	cents, err := c.cents("--montant")
	if err != nil {
		return dossier.Event{}, err
	}
	e := dossier.Event{On: on, Kind: dossier.EventKind(kind), Note: c.value("--note"), Cents: cents, Invoice: c.value("--facture")}
	switch {
	case e.Kind == dossier.Paid && cents == 0:
		return e, usageError("Donnez la somme reçue" + nbsp + ": --montant 100,00.")
	case e.Kind != dossier.Paid && (cents != 0 || e.Invoice != ""):
		return e, usageError("--montant et --facture ne vont qu’avec --quoi " + string(dossier.Paid) + ".")
	}
	return e, nil
}

// past reads a date that cannot be ahead, today when it is not given.
func (c *call) past(flag string) (decision.Day, error) {
	on, err := c.given.day(flag)
	switch {
	case err != nil:
		return "", err
	case on == "":
		return c.day(), nil
	case on > c.day():
		return "", wrongFlag(flag, errors.New("Le "+french.Day(string(on))+" n’est pas encore passé. Un journal dit ce qui a eu lieu."))
	}
	return on, nil
}

func invoiceNumbers(kase dossier.Case) []string {
	var numbers []string
	for _, i := range kase.Invoices {
		numbers = append(numbers, i.Number)
	}
	return numbers
}

// runInvoice adds an invoice to a case.
func runInvoice(c *call) error {
	i, err := c.invoice()
	if err != nil {
		return err
	}
	kase, err := c.change(c.args[0], func(kase dossier.Case) (dossier.Case, error) {
		if slices.Contains(invoiceNumbers(kase), i.Number) {
			return kase, usageError("La facture " + french.Quote(french.Shown(i.Number)) + " est déjà dans ce dossier. Donnez un autre numéro.")
		}
		kase.Invoices = append(slices.Clone(kase.Invoices), i)
		return kase, nil
	})
	if err != nil {
		return err
	}
	return c.told("Ajouté au dossier "+kase.ID+nbsp+":", "  "+plain.Billed(i))
}

// invoice reads the invoice to add.
func (c *call) invoice() (dossier.Invoice, error) {
	i := dossier.Invoice{Number: strings.TrimSpace(c.value("--numero"))}
	switch {
	case i.Number == "":
		return i, usageError("Il manque le numéro de la facture" + nbsp + ": --numero F-12.")
	case !c.has("--echeance"):
		return i, usageError("Il manque la date et la somme à payer" + nbsp + ": --echeance 01/05/2026=1500,00.")
	}
	var err error
	if i.Dues, err = c.sums("--echeance"); err != nil {
		return i, err
	}
	slices.SortStableFunc(i.Dues, func(a, b dossier.Due) int { return strings.Compare(string(a.On), string(b.On)) })
	if i.Issued, err = c.given.day("--emise"); err != nil {
		return i, err
	}
	if i.Done, err = c.given.day("--fin-prestation"); err != nil {
		return i, err
	}
	i.Rate, err = c.points("--taux")
	return i, err
}
