package cli

import (
	"cmp"
	"errors"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
	"compromis/internal/wire"

	"github.com/spf13/cobra"
)

// claimOptions are those of calculer: a case, or an invoice.
type claimOptions struct {
	of       caseRef
	client   string
	cents    int64
	due      decision.Day
	on       decision.Day
	paid     []dossier.Due
	rate     int
	notified decision.Day // of the formal notice
	json     bool
}

func (p *program) claimCommand() *cobra.Command {
	var o claimOptions
	cmd := &cobra.Command{
		Use:   "calculer dossier | --client genre --facture somme --echeance date [--au date]",
		Short: "les intérêts de retard, l’indemnité et le total, avec le calcul",
		Long:  "Par exemple : compromis calculer --client commercant --facture 1500,00 --echeance 01/05/2026 --au 31/08/2026",
		Args:  words(0, 1), ValidArgsFunction: p.inTurn(offerCases),
		RunE: func(cmd *cobra.Command, args []string) error {
			if left := o.of.named(args); len(left) > 0 {
				return tooMany(left[0], cmd)
			}
			return p.claim(cmd, o)
		},
	}
	f := p.flags(cmd)
	f.choice(&o.client, "--client", "genre", "le genre de client", inGuide(clientKinds))
	f.sum(&o.cents, "--facture", "le montant de la facture, taxes comprises")
	f.date(&o.due, "--echeance", "le jour où elle devait être payée")
	f.date(&o.on, "--au", "calculer à cette date ; d’office, aujourd’hui")
	f.dues(&o.paid, "--acompte", "une somme reçue ; à répéter")
	f.rate(&o.rate)
	f.date(&o.notified, "--mise-en-demeure", "le jour de la mise en demeure")
	f.caseName(&o.of.name)
	f.json(&o.json)
	f.secret(&o.of.secret)
	return cmd
}

// clientKinds are the values of the fact "client".
func clientKinds(g *decision.Guide) []string {
	if q := g.Question(decision.FactClient); q != nil {
		return values(q)
	}
	return nil
}

// claim works out what may be asked for. When a rate is not known, what is
// known is told all the same, and the command fails: its total is not whole.
func (p *program) claim(cmd *cobra.Command, o claimOptions) error {
	g, kase, err := p.claimant(cmd, o)
	if err != nil {
		return err
	}
	of := kase.Claim(g, cmp.Or(o.on, p.day()))
	if o.json {
		err = wire.NewWriter(p.Out, g, of.On).Claim(of)
	} else {
		err = plain.Claim(p.Out, g, of)
	}
	if err == nil && len(of.Missing) > 0 {
		err = failure(say.MissingRate(of, of.Missing[0]))
	}
	return err
}

// claimant returns the case to work on: a saved one, or one made of the flags.
func (p *program) claimant(cmd *cobra.Command, o claimOptions) (*decision.Guide, dossier.Case, error) {
	needed := []flagGiven{{"--client", o.client != ""}, {"--facture", o.cents != 0}, {"--echeance", o.due != ""}}
	if o.of.name == "" {
		for _, f := range needed {
			if !f.given {
				return nil, dossier.Case{}, usageError("Il manque " + f.name + ". Écrivez" + french.NBSP + ": " + line(cmd))
			}
		}
		return p.invoiced(o)
	}
	for _, f := range append(needed, flagGiven{"--acompte", len(o.paid) > 0}, flagGiven{"--taux", o.rate != 0}, flagGiven{"--mise-en-demeure", o.notified != ""}) {
		if f.given {
			return nil, dossier.Case{}, usageError("Avec un dossier, " + f.name + " se lit dans le dossier. Retirez l’un des deux.")
		}
	}
	g, kase, _, err := p.look(o.of)
	if err == nil && len(kase.Invoices) == 0 {
		err = failure("Le dossier " + french.Quote(kase.ID) + " n’a pas de facture. Ajoutez-en une avec compromis dossiers facture.")
	}
	return g, kase, err
}

// flagGiven says whether a flag was given.
type flagGiven struct {
	name  string
	given bool
}

// invoiced makes a case of the flags.
func (p *program) invoiced(o claimOptions) (*decision.Guide, dossier.Case, error) {
	g, a, err := p.answers([]plain.Pair{{Fact: string(decision.FactClient), Said: o.client}})
	if err != nil {
		return nil, dossier.Case{}, err
	}
	kase := dossier.Invoiced(a, dossier.Due{On: o.due, Cents: o.cents}, o.rate, o.notified, o.paid)
	return g, kase, takesRate(kase, o.rate)
}

// takesRate refuses the rate of a contract where the law sets another.
func takesRate(kase dossier.Case, rate int) error {
	if rate != 0 && !kase.TakesRate() {
		return wrongFlag("--taux", errors.New(say.RateRefused))
	}
	return nil
}
