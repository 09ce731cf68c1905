package cli

import (
	"errors"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"

	"github.com/spf13/cobra"
)

// noteOptions are those of dossiers noter.
type noteOptions struct {
	of            caseRef
	kind          string
	on, until     decision.Day
	cents         int64
	invoice, note string
	limit         string
}

func (p *program) noteCommand() *cobra.Command {
	var o noteOptions
	cmd := p.onCase("noter dossier --quoi évènement [--le date] [--montant somme] [--note texte]",
		"écrire dans le journal d’un dossier ce qui s’est passé", &o.of, func() error { return p.note(o) })
	f := p.flags(cmd)
	f.choice(&o.kind, "--quoi", "évènement", "ce qui s’est passé, comme appel, relance ou paiement", offering((*program).eventKinds))
	f.date(&o.on, "--le", "quand, comme 31/12/2026 ; d’office, aujourd’hui")
	f.sum(&o.cents, "--montant", "la somme reçue, pour un paiement")
	f.text(&o.invoice, "--facture", "numéro", "la facture que règle ce paiement, ou que vise l’acte ; d’office, la plus chère échue, ou toutes")
	f.dateAhead(&o.until, "--avant", "le jour donné pour répondre ou pour venir, comme une audience")
	f.choice(&o.limit, "--delai", "échéance", "avec --quoi fait : l’échéance qui est tenue", offering((*program).limits))
	f.text(&o.note, "--note", "texte", "ce que vous voulez en garder")
	f.secret(&o.of.secret)
	return cmd
}

// eventKinds are what one may write in a journal.
func (p *program) eventKinds() []string {
	g, err := p.guide()
	if err != nil {
		return nil
	}
	kinds := []string{string(dossier.Kept)}
	for _, k := range dossier.EventKinds(g) {
		kinds = append(kinds, string(k))
	}
	return kinds
}

// limits are the time limits that one may say are kept, and the reminders.
func (p *program) limits() []string {
	g, err := p.guide()
	if err != nil {
		return nil
	}
	ids := []string{string(dossier.Recall)}
	for _, l := range g.TimeLimits {
		ids = append(ids, l.ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// note writes an event in the journal of a case.
func (p *program) note(o noteOptions) error {
	e, err := p.event(o)
	if err != nil {
		return err
	}
	g, err := p.guide()
	if err != nil {
		return err
	}
	kase, err := p.change(o.of, func(kase dossier.Case) (dossier.Case, error) {
		switch numbers := invoiceNumbers(kase); {
		case e.Invoice == "" || slices.Contains(numbers, e.Invoice):
			return kase.With(e), nil
		case len(numbers) == 0:
			return kase, usageError("Ce dossier n’a pas encore de facture. Ajoutez-la d’abord avec compromis dossiers facture.")
		default:
			return kase, unknownInvoice(e.Invoice, numbers)
		}
	})
	if err != nil {
		return err
	}
	return p.told("Noté dans le dossier "+kase.ID+french.NBSP+":", "  "+plain.Happened(g, e))
}

// event reads what is to be written in the journal.
func (p *program) event(o noteOptions) (dossier.Event, error) {
	if _, err := p.guide(); err != nil {
		return dossier.Event{}, err
	}
	kinds := p.eventKinds()
	if o.kind == "" {
		return dossier.Event{}, usageError("Dites ce qui s’est passé" + french.NBSP + ": --quoi " + strings.Join(kinds, "|") + ".")
	}
	kind := french.Slug(o.kind)
	if !slices.Contains(kinds, kind) {
		return dossier.Event{}, usage("évènement inconnu", o.kind, kinds)
	}
	on, err := p.past("--le", o.on)
	if err != nil {
		return dossier.Event{}, err
	}
	e := dossier.Event{On: on, Kind: dossier.EventKind(kind), Note: o.note, Cents: o.cents, Invoice: o.invoice, Until: o.until, Limit: o.limit}
	switch {
	case (e.Kind == dossier.Kept) != (e.Limit != ""):
		return e, usageError("--quoi " + string(dossier.Kept) + " et --delai vont ensemble" + french.NBSP + ": dites quelle échéance est tenue, comme --delai " + string(dossier.ServeOrder) + ".")
	case e.Limit != "" && !slices.Contains(p.limits(), e.Limit):
		return e, usage("échéance inconnue", e.Limit, p.limits())
	case e.Kind == dossier.Paid && e.Cents == 0:
		return e, usageError("Donnez la somme reçue" + french.NBSP + ": --montant 100,00.")
	case e.Kind != dossier.Paid && e.Cents != 0:
		return e, usageError("--montant ne va qu’avec --quoi " + string(dossier.Paid) + ".")
	}
	return e, nil
}

// past returns the day given to a flag, which cannot be ahead; today without one.
func (p *program) past(flag string, on decision.Day) (decision.Day, error) {
	switch {
	case on == "":
		return p.day(), nil
	case on > p.day():
		return "", wrongFlag(flag, errors.New("Le "+french.Day(string(on))+" n’est pas encore passé. Un journal dit ce qui a eu lieu."))
	}
	return on, nil
}

// unknownInvoice says that a case has no such invoice, with the nearest and some
// others.
func unknownInvoice(number string, numbers []string) error {
	const most = 5
	told := french.Quote(french.Shown(number)) + french.NBSP + ": facture inconnue. "
	if near := decision.Nearest(number, numbers); near != "" {
		told += "Vouliez-vous dire " + french.Quote(french.Shown(near)) + french.NBSP + "? "
	}
	which := "Celles de ce dossier"
	if len(numbers) > most {
		numbers, which = numbers[len(numbers)-most:], "Les dernières de ce dossier"
	}
	shown := make([]string, len(numbers))
	for i, n := range numbers {
		shown[i] = french.Shown(n)
	}
	return usageError(told + which + french.NBSP + ": " + french.And(shown) + ".")
}

func invoiceNumbers(kase dossier.Case) []string {
	var numbers []string
	for _, i := range kase.Invoices {
		numbers = append(numbers, i.Number)
	}
	return numbers
}

// invoiceOptions are those of dossiers facture.
type invoiceOptions struct {
	of           caseRef
	former       string // the number of the one to change; "" to add one
	out          bool   // it goes
	number       string
	dues         []dossier.Due
	issued, done decision.Day
	rate         int
}

func (p *program) invoiceCommand() *cobra.Command {
	var o invoiceOptions
	cmd := p.onCase("facture dossier --numero numéro --echeance date=montant… [--modifie numéro] | --modifie numéro --retirer", "ajouter une facture à un dossier, ou en changer une",
		&o.of, func() error { return p.invoice(o) })
	cmd.Long = "Par exemple : --numero F-12 --echeance 01/05/2026=1500,00. Une facture payable en plusieurs fois a plusieurs --echeance. Avec --modifie, elle prend la place de celle de ce numéro, et les paiements la suivent."
	f := p.flags(cmd)
	f.text(&o.number, "--numero", "numéro", "le numéro de la facture")
	f.dues(&o.dues, "--echeance", "un jour de paiement et sa somme ; à répéter")
	f.date(&o.issued, "--emise", "le jour où elle a été émise")
	f.date(&o.done, "--fin-prestation", "la fin du travail, ou la livraison")
	f.rate(&o.rate)
	f.text(&o.former, "--modifie", "numéro", "la facture à changer")
	f.yes(&o.out, "--retirer", "avec --modifie : la retirer du dossier")
	f.secret(&o.of.secret)
	return cmd
}

// invoice adds an invoice to a case, or changes one.
func (p *program) invoice(o invoiceOptions) error {
	switch given := o.number != "" || len(o.dues) > 0 || o.issued != "" || o.done != "" || o.rate != 0; {
	case o.out && o.former == "":
		return usageError("Dites quelle facture retirer" + french.NBSP + ": --modifie numéro --retirer.")
	case o.out && given:
		return usageError("--retirer ne va qu’avec --modifie" + french.NBSP + ": une facture retirée n’a plus rien à dire.")
	case o.out:
		return p.dropInvoice(o)
	}
	i, err := o.invoice()
	if err != nil {
		return err
	}
	kase, err := p.change(o.of, func(kase dossier.Case) (dossier.Case, error) {
		numbers := invoiceNumbers(kase)
		at := slices.Index(numbers, o.former)
		if o.former != "" && at < 0 {
			return kase, unknownInvoice(o.former, numbers)
		}
		if i.Number != o.former && slices.Contains(numbers, i.Number) {
			return kase, usageError("La facture " + french.Quote(french.Shown(i.Number)) + " est déjà dans ce dossier. Donnez un autre numéro.")
		}
		if err := takesRate(kase, i.Rate); err != nil {
			return kase, err
		}
		return kase.WithInvoice(at, i), nil
	})
	if err != nil {
		return err
	}
	done := "Ajouté au dossier "
	if o.former != "" {
		done = "Changé dans le dossier "
	}
	return p.told(done+kase.ID+french.NBSP+":", "  "+plain.Billed(i))
}

// dropInvoice takes an invoice out of a case.
func (p *program) dropInvoice(o invoiceOptions) error {
	kase, err := p.change(o.of, func(kase dossier.Case) (dossier.Case, error) {
		numbers := invoiceNumbers(kase)
		at := slices.Index(numbers, o.former)
		if at < 0 {
			return kase, unknownInvoice(o.former, numbers)
		}
		kase.Invoices = slices.Delete(slices.Clone(kase.Invoices), at, at+1)
		return kase, nil
	})
	if err != nil {
		return err
	}
	return p.told("Retiré du dossier " + kase.ID + french.NBSP + ": la facture " + french.Shown(o.former))
}

// invoice returns the invoice to add.
func (o invoiceOptions) invoice() (dossier.Invoice, error) {
	i := dossier.Invoice{Number: strings.TrimSpace(o.number), Issued: o.issued, Done: o.done, Rate: o.rate, Dues: o.dues}
	switch {
	case i.Number == "":
		return i, usageError("Il manque le numéro de la facture" + french.NBSP + ": --numero F-12.")
	case len(i.Dues) == 0:
		return i, usageError("Il manque la date et la somme à payer" + french.NBSP + ": --echeance 01/05/2026=1500,00.")
	}
	slices.SortStableFunc(i.Dues, func(a, b dossier.Due) int { return strings.Compare(string(a.On), string(b.On)) })
	return i, nil
}
