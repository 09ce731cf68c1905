package tui

import (
	"charm.land/huh/v2"

	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newParties is the form of who is who.
func newParties() *form {
	s := &form{place: "parties", about: "Les parties", intro: "Ces lignes remplissent les courriers. Tout est facultatif."}
	s.fill = func(f frame) {
		c := f.kase
		if c.Business == (dossier.Party{}) && f.mine != (dossier.Party{}) {
			c.Business = f.mine
			s.intro = wordMine
		}
		s.entries = []entry{
			{group: "Votre client", key: "client", label: "Nom du client", value: c.Client.Name},
			{key: "adresse", label: "Adresse du client", value: french.AddressLine(c.Client.Address), help: "12, rue des Lilas, 69001 Lyon"},
			partyLine("courriel", "Courriel du client", c.Client.Email, french.ParseEmail),
			{key: "telephone", label: "Téléphone du client", value: c.Client.Phone},
			{key: "contact", label: "À l’attention de", value: c.Client.Contact},
			{key: "civilite", label: "La personne à qui vous écrivez", value: string(c.Client.Civility), options: []huh.Option[string]{
				huh.NewOption("Je ne sais pas"+french.NBSP+": Madame, Monsieur", ""), huh.NewOption("Madame", string(dossier.Madam)), huh.NewOption("Monsieur", string(dossier.Sir)),
			}},
			partyLine("siren", "SIREN du client", c.Client.Number, french.ParseSIREN),
			{key: "objet", label: "Commande ou travail en cause", value: c.Subject},
			{group: "Vous", key: "nous", label: "Votre entreprise", value: c.Business.Name},
			{key: "nous-adresse", label: "Votre adresse", value: french.AddressLine(c.Business.Address)},
			partyLine("nous-courriel", "Votre courriel", c.Business.Email, french.ParseEmail),
			{key: "nous-telephone", label: "Votre téléphone", value: c.Business.Phone},
			{key: "nous-contact", label: "Votre nom", value: c.Business.Contact},
			partyLine("nous-siren", "Votre SIREN", c.Business.Number, french.ParseSIREN),
		}
	}
	s.submit = func(said map[string]string) action {
		return amend{change: func(c dossier.Case) dossier.Case {
			c.Client = dossier.Party{
				Name: said["client"], Address: french.AddressLines(said["adresse"]), Email: said["courriel"], Phone: said["telephone"],
				Contact: said["contact"], Number: said["siren"], Civility: dossier.Civility(said["civilite"]),
			}
			c.Business = dossier.Party{
				Name: said["nous"], Address: french.AddressLines(said["nous-adresse"]), Email: said["nous-courriel"], Phone: said["nous-telephone"],
				Contact: said["nous-contact"], Number: said["nous-siren"], Civility: c.Business.Civility,
			}
			c.Subject = said["objet"]
			return c
		}}
	}
	return s
}

// partyLine is a line of the parties that is checked. What the case already held
// is kept as it was typed, and marked when it is wrong: it may come from a file.
func partyLine(key, label, held string, check func(string) (string, error)) entry {
	if _, err := check(held); err != nil && held != "" {
		label += " (" + say.ToVerify + ")"
	}
	return entry{key: key, label: label, value: held, check: func(typed string) (string, error) {
		if typed == held {
			return held, nil
		}
		return check(typed)
	}}
}
