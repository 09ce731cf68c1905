package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"

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

// partyLine is what one may say of a party.
type partyLine struct {
	word, name string // "nom", "Nom"
	kind       kind   // what a flag takes
	check      func(string) (string, error)
	at         func(*dossier.Party) *string
}

// partyLines are those there are.
var partyLines = []partyLine{
	{"nom", "Nom", kind{name: "nom"}, asTyped, func(p *dossier.Party) *string { return &p.Name }},
	{"adresse", "Adresse", kind{name: "lignes"}, readAddress, func(p *dossier.Party) *string { return &p.Address }},
	{"courriel", "Courriel", kind{name: "courriel"}, french.ParseEmail, func(p *dossier.Party) *string { return &p.Email }},
	{"telephone", "Téléphone", kind{name: "numéro"}, asTyped, func(p *dossier.Party) *string { return &p.Phone }},
	{"siren", "SIREN", kind{name: "siren"}, french.ParseSIREN, func(p *dossier.Party) *string { return &p.Number }},
	{"contact", "Contact", kind{name: "nom"}, asTyped, func(p *dossier.Party) *string { return &p.Contact }},
	{"civilite", "Civilité", kind{name: "civilité", offer: fixed(civilities...)}, readCivility, func(p *dossier.Party) *string { return (*string)(&p.Civility) }},
}

// civilities are how one may call the person written to.
var civilities = []string{string(dossier.Madam), string(dossier.Sir)}

func readCivility(typed string) (string, error) {
	if said := french.Slug(typed); slices.Contains(civilities, said) {
		return said, nil
	}
	return "", errors.New(french.Quote(french.Shown(typed)) + " n’est pas une civilité. " + possible(civilities))
}

func readAddress(typed string) (string, error) { return french.AddressLines(typed), nil }

// partiesOptions are those of dossiers parties.
type partiesOptions struct {
	of      caseRef
	changes []func(*dossier.Case)
	facts   string // the file that tells them
}

func (p *program) partiesCommand() *cobra.Command {
	var o partiesOptions
	cmd := p.onCase("parties dossier [--client-nom nom] [--nous-adresse lignes]… [--objet texte] [--faits texte]",
		"qui est le client, qui vous êtes : ce que les courriers reprennent", &o.of, func() error { return p.parties(o) })
	cmd.Long = "Sans option, la commande les affiche. Avec, elle ne change que ce que vous donnez ; \"\" efface. Une adresse s’écrit sur une ligne : --client-adresse \"1 rue du Port, 35000 Rennes\"."
	f := p.flags(cmd)
	for _, s := range sides {
		for _, l := range partyLines {
			editAs(f, &o.changes, s.flag+"-"+l.word, l.kind, l.name+" "+s.of, l.check, func(kase *dossier.Case, said string) {
				*l.at(s.party(kase)) = said
			})
		}
	}
	edit(f, &o.changes, "--objet", "texte", "la commande ou le travail en cause", func(kase *dossier.Case, said string) { kase.Subject = said })
	edit(f, &o.changes, "--faits", "texte", "ce qui s’est passé, avec vos mots : ce que lisent un médiateur ou votre avocat", func(kase *dossier.Case, said string) { kase.Facts = said })
	f.file(&o.facts, "--faits-fichier", "lire les faits dans ce fichier de texte")
	f.secret(&o.of.secret)
	return cmd
}

// maxText is the longest text that is read, in bytes: a hundred pages.
const maxText = 512 << 10

// textIn reads a file of text.
func (p *program) textIn(name string) (string, error) {
	f, err := p.open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxText+1))
	shown := french.Quote(french.Shown(name))
	switch {
	case err != nil:
		return "", fmt.Errorf("read text: %w", err)
	case len(text) > maxText:
		return "", usageError("Le fichier " + shown + " est trop long. Raccourcissez-le.")
	case !utf8.Valid(text) || bytes.ContainsRune(text, 0):
		return "", usageError("Le fichier " + shown + " n’est pas un texte en UTF-8. Enregistrez-le comme tel depuis votre éditeur de texte.")
	}
	told := string(bytes.TrimPrefix(text, []byte("\ufeff")))
	p.cleaned(told, "du fichier "+shown)
	return strings.TrimSpace(french.Text(told)), nil
}

// parties writes who is who in a case, once changed as asked.
func (p *program) parties(o partiesOptions) error {
	if o.facts != "" {
		facts, err := p.textIn(o.facts)
		if err != nil {
			return err
		}
		o.changes = append(o.changes, func(kase *dossier.Case) { kase.Facts = facts })
	}
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
	page.Item("  - ", "Faits"+french.NBSP+": "+cmp.Or(plain.Whole(strings.Join(strings.Fields(kase.Facts), " ")), "—"))
	for _, s := range sides {
		page.Heading(s.title)
		for _, l := range partyLines {
			said := french.AddressLine(*l.at(s.party(&kase)))
			told := l.name + french.NBSP + ": " + cmp.Or(plain.Whole(said), "—")
			if _, err := l.check(said); err != nil && said != "" {
				told += " (" + say.ToVerify + ")"
			}
			page.Item("  - ", told)
		}
	}
	return page.Flush()
}
