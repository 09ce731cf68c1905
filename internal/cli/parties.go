package cli

import (
	"cmp"

	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"

	"github.com/spf13/cobra"
)

// side is one of the two parties of a case.
type side struct {
	flag, title string // "--client", "Le client"
	of          string // "du client"
	party       func(*dossier.Case) *dossier.Party
}

var sides = []side{
	{"--client", "Le client", "du client", func(k *dossier.Case) *dossier.Party { return &k.Client }},
	{"--nous", "Votre entreprise", "de votre entreprise", func(k *dossier.Case) *dossier.Party { return &k.Business }},
}

// partyLines are what one may say of a party.
var partyLines = []struct {
	word, name string // "nom", "Nom"
	value      string // what a flag takes
	at         func(*dossier.Party) *string
}{
	{"nom", "Nom", "nom", func(p *dossier.Party) *string { return &p.Name }},
	{"adresse", "Adresse", "lignes", func(p *dossier.Party) *string { return &p.Address }},
	{"courriel", "Courriel", "adresse", func(p *dossier.Party) *string { return &p.Email }},
	{"telephone", "Téléphone", "numéro", func(p *dossier.Party) *string { return &p.Phone }},
	{"siren", "SIREN", "numéro", func(p *dossier.Party) *string { return &p.Number }},
	{"contact", "Contact", "nom", func(p *dossier.Party) *string { return &p.Contact }},
}

// partiesOptions are those of dossiers parties.
type partiesOptions struct {
	of      caseRef
	changes []func(*dossier.Case)
}

func (p *program) partiesCommand() *cobra.Command {
	var o partiesOptions
	cmd := p.onCase("parties dossier [--client-nom nom] [--nous-adresse lignes]… [--objet texte]",
		"qui est le client, qui vous êtes : ce que les courriers reprennent", &o.of, func() error { return p.parties(o) })
	cmd.Long = "Sans option, la commande les affiche. Avec, elle ne change que ce que vous donnez ; \"\" efface. Une adresse s’écrit sur une ligne : --client-adresse \"1 rue du Port, 35000 Rennes\"."
	f := p.flags(cmd)
	for _, s := range sides {
		for _, l := range partyLines {
			edit(f, &o.changes, s.flag+"-"+l.word, l.value, l.name+" "+s.of, func(kase *dossier.Case, said string) {
				if l.word == "adresse" {
					said = french.AddressLines(said)
				}
				*l.at(s.party(kase)) = said
			})
		}
	}
	edit(f, &o.changes, "--objet", "texte", "la commande ou le travail en cause", func(kase *dossier.Case, said string) { kase.Subject = said })
	f.secret(&o.of.secret)
	return cmd
}

// parties writes who is who in a case, once changed as asked.
func (p *program) parties(o partiesOptions) error {
	if len(o.changes) == 0 {
		_, kase, _, err := p.look(o.of)
		if err != nil {
			return err
		}
		return p.tellParties(kase)
	}
	kase, err := p.change(o.of, func(kase dossier.Case) (dossier.Case, error) {
		for _, change := range o.changes {
			change(&kase)
		}
		return kase, nil
	})
	if err != nil {
		return err
	}
	return p.tellParties(kase)
}

func (p *program) tellParties(kase dossier.Case) error {
	page := plain.NewPage(p.Out)
	page.Say("Dossier " + kase.ID)
	page.Item("  - ", "Objet"+french.NBSP+": "+cmp.Or(plain.Whole(kase.Subject), "—"))
	for _, s := range sides {
		page.Heading(s.title)
		for _, l := range partyLines {
			said := french.AddressLine(*l.at(s.party(&kase)))
			page.Item("  - ", l.name+french.NBSP+": "+cmp.Or(plain.Whole(said), "—"))
		}
	}
	return page.Flush()
}
