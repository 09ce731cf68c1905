package cli

import (
	"cmp"
	"slices"
	"strings"

	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
)

// side is one of the two parties of a case.
type side struct {
	flag, title string // "--client", "Le client"
	of          string // "du client"
	party       func(*dossier.Case) *dossier.Party
}

var sides = []side{
	{"--client", "Le client", "du client", func(c *dossier.Case) *dossier.Party { return &c.Client }},
	{"--nous", "Votre entreprise", "de votre entreprise", func(c *dossier.Case) *dossier.Party { return &c.Business }},
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

// partyFlags are the flags of every line of both parties.
func partyFlags() []flag {
	var all []flag
	for _, s := range sides {
		for _, l := range partyLines {
			all = append(all, flag{names: []string{s.flag + "-" + l.word}, value: l.value, summary: l.name + " " + s.of})
		}
	}
	return all
}

// runParties writes who is who in a case, once changed as asked.
func runParties(c *call) error {
	if !c.has("--objet") && !slices.ContainsFunc(partyFlags(), func(f flag) bool { return c.has(f.names[0]) }) {
		_, kase, _, err := c.look(c.args[0])
		if err != nil {
			return err
		}
		return c.tellParties(kase)
	}
	kase, err := c.change(c.args[0], func(kase dossier.Case) (dossier.Case, error) { return c.withParties(kase), nil })
	if err != nil {
		return err
	}
	return c.tellParties(kase)
}

// withParties changes the lines that were given. An empty one is cleared.
func (c *call) withParties(kase dossier.Case) dossier.Case {
	for _, s := range sides {
		for _, l := range partyLines {
			name := s.flag + "-" + l.word
			if !c.has(name) {
				continue
			}
			said := strings.TrimSpace(c.value(name))
			if l.word == "adresse" {
				said = french.AddressLines(said)
			}
			*l.at(s.party(&kase)) = said
		}
	}
	if c.has("--objet") {
		kase.Subject = strings.TrimSpace(c.value("--objet"))
	}
	return kase
}

func (c *call) tellParties(kase dossier.Case) error {
	p := plain.NewPage(c.Out)
	p.Say("Dossier " + kase.ID)
	p.Item("  - ", "Objet"+nbsp+": "+cmp.Or(plain.Whole(kase.Subject), "—"))
	for _, s := range sides {
		p.Heading(s.title)
		for _, l := range partyLines {
			said := french.AddressLine(*l.at(s.party(&kase)))
			p.Item("  - ", l.name+nbsp+": "+cmp.Or(plain.Whole(said), "—"))
		}
	}
	return p.Flush()
}
