package cli

import (
	"cmp"
	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"errors"
)

// runClaim works out what may be asked for.
func runClaim(c *call) error {
	on, err := c.given.day("--au")
	if err != nil {
		return err
	}
	on = cmp.Or(on, c.day())
	g, kase, err := c.claimant()
	if err != nil {
		return err
	}
	of, err := kase.Claim(g, on)
	if err != nil {
		return claimError(err)
	}
	return plain.Claim(c.Out, g, of, c.has("--json"))
}

// claimant returns the case to work on: a saved one, or one made of the flags.
func (c *call) claimant() (*decision.Guide, dossier.Case, error) {
	needed, others := []string{"--client", "--facture", "--echeance"}, []string{"--acompte", "--taux", "--mise-en-demeure"}
	if c.has("--dossier") {
		for _, f := range append(needed, others...) {
			if c.has(f) {
				return nil, dossier.Case{}, usageError("Avec --dossier, " + f + " se lit dans le dossier. Retirez l’un des deux.")
			}
		}
		g, kase, _, err := c.look(c.value("--dossier"))
		if err == nil && len(kase.Invoices) == 0 {
			err = failure("Le dossier " + french.Quote(kase.ID) + " n’a pas de facture. Ajoutez-en une avec compromis dossiers facture.")
		}
		return g, kase, err
	}
	for _, f := range needed {
		if !c.has(f) {
			return nil, dossier.Case{}, usageError("Il manque " + f + ". Écrivez" + nbsp + ": " + commandNamed("calculer").line())
		}
	}
	return c.fromFlags()
}

// fromFlags makes a case of one invoice.
func (c *call) fromFlags() (*decision.Guide, dossier.Case, error) {
	var kase dossier.Case
	g, a, err := c.answers([]plain.Pair{{Fact: string(decision.FactClient), Said: c.value("--client")}})
	if err != nil {
		return nil, kase, err
	}
	cents, err := c.cents("--facture")
	if err != nil {
		return nil, kase, err
	}
	due, err := c.given.day("--echeance")
	if err != nil {
		return nil, kase, err
	}
	rate, err := c.points("--taux")
	if err != nil {
		return nil, kase, err
	}
	notice, err := c.given.day("--mise-en-demeure")
	if err != nil {
		return nil, kase, err
	}
	paid, err := c.sums("--acompte")
	if err != nil {
		return nil, kase, err
	}
	kase.Invoices = []dossier.Invoice{{Dues: []dossier.Due{{On: due, Cents: cents}}, Rate: rate}}
	if notice != "" {
		kase = kase.With(dossier.Event{On: notice, Kind: dossier.GaveNotice})
	}
	for _, d := range paid {
		kase = kase.With(dossier.Event{On: d.On, Kind: dossier.Paid, Cents: d.Cents})
	}
	return g, kase.WithAnswers(a), nil
}

// claimError puts into French why a claim was refused.
func claimError(err error) error {
	var missing *dossier.MissingRateError
	if errors.As(err, &missing) {
		return failure(french.MissingRate(missing))
	}
	return err
}
