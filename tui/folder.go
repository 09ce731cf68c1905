package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	"charm.land/huh/v2"

	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// newFolder is the case as a whole: who, where it stands, what is due, and what
// one can do with it.
func newFolder() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyOpen, about: wordFolder}
	doors := folderDoors()
	for _, d := range doors {
		r.extra = append(r.extra, shortcut{key: d.key, do: d.open})
	}
	r.extra = append(r.extra, shortcut{key: keyDraft, do: func() action { return open{newDrafts()} }, only: func(f frame) bool { return len(f.drafts) > 0 }})
	r.blocks = func(f frame) []draw.Block {
		blocks := append(append(folderHead(f), draftBlocks(f)...), folderDue(f)...)
		blocks = append(blocks, draw.Gap(), draw.Choice(wordGoToStep, "", resume{}, f.Frame))
		for _, d := range doors {
			blocks = append(blocks, draw.Choice(d.key.Help().Key+"  "+french.Capital(d.key.Help().Desc)+d.count(f.kase), "", d.open(), f.Frame))
		}
		blocks = append(blocks, draw.Gap(), draw.Note(keeping(f), f.Frame))
		if f.filing == readOnly {
			blocks = append(blocks, takeHandBlock(nil, f))
		}
		return blocks
	}
	return r
}

// door is a part of the case one can open.
type door struct {
	key  key.Binding
	open func() action
	many func(dossier.Case) int
}

func (d door) count(c dossier.Case) string {
	if d.many == nil || d.many(c) == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d)", d.many(c))
}

func folderDoors() []door {
	page := func(k key.Binding, s func() screen) door {
		return door{key: k, open: func() action { return open{s()} }}
	}
	journal := page(keyJournal, func() screen { return newJournal() })
	journal.many = func(c dossier.Case) int { return len(c.Journal) }
	invoices := page(keyFigures, func() screen { return newFigures() })
	invoices.many = func(c dossier.Case) int { return len(c.Invoices) }
	complaints := page(keyComplaints, func() screen { return newComplaints() })
	complaints.many = func(c dossier.Case) int { return len(c.Complaints) }
	return []door{
		page(keyTimeline, func() screen { return newTimeline() }), journal,
		page(keyParties, func() screen { return newParties() }), invoices, complaints,
		page(keyLetters, func() screen { return newLetters() }),
		page(keyHandOver, func() screen { return newHandOver() }),
		page(keyFile, func() screen { return newFileMenu() }),
	}
}

// folderHead names the parties and the step.
func folderHead(f frame) []draw.Block {
	c := f.kase
	name := c.Client.Name
	if name == "" {
		name = "Client à nommer"
	}
	blocks := []draw.Block{{Lines: draw.Wrap(name, f.TextWidth(), f.Styles.Title)}}
	if c.Subject != "" {
		blocks = append(blocks, draw.Plain(c.Subject, f.Frame))
	}
	step := f.guide.Verdict(f.answers).Step
	switch {
	case c.Closed != "":
		blocks = append(blocks, draw.Fact("Clos le", french.Day(string(c.Closed)), f.Styles.Strong, f.Frame))
	case step != nil:
		blocks = append(blocks, draw.Fact("Étape", step.Title, f.Styles.Strong, f.Frame))
	}
	return append(blocks, standingBlocks(f)...)
}

// standingBlocks are what comes before the step: what to wait for, that nothing is
// owed any more, an answer that does not fit what the case holds.
func standingBlocks(f frame) []draw.Block {
	if f.kase.Closed != "" {
		return nil
	}
	var blocks []draw.Block
	s := f.kase.Standing(f.guide, f.today())
	if s.Settled {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(say.Settled(f.kase.Claim(f.guide, f.today())), f.TextWidth(), f.Styles.Strong), Lead: open{newOutcomes()}})
	}
	if awaited := say.Awaited(s); awaited != "" {
		b := draw.Block{Lines: draw.Wrap(awaited, f.TextWidth(), f.Styles.Strong)}
		if !s.Waiting() {
			b.Lead = open{newOutcomes()}
		}
		blocks = append(blocks, b)
	}
	for _, d := range f.kase.Derived(f.guide, f.answers.Today()) {
		if told := say.Contradicted(f.guide, d); told != "" {
			blocks = append(blocks, draw.Block{Lines: draw.Wrap(told, f.TextWidth(), f.Styles.Caution), Lead: edit{d.Fact}})
		}
	}
	return blocks
}

// keeping says whether and where the case is kept.
func keeping(f frame) string {
	switch f.filing {
	case saving:
		if f.late {
			return "Pas encore enregistré" + french.NBSP + ": le répertoire des dossiers ne répond pas."
		}
		return "Enregistrement…"
	case kept:
		return "Enregistré sur cet ordinateur après chaque changement."
	case readOnly:
		if !f.elsewhere {
			return "Ce dossier ne peut pas être écrit" + french.NBSP + ": ici, lecture seule."
		}
		return "Ouvert dans une autre fenêtre" + french.NBSP + ": ici, lecture seule."
	case unsaved:
		return "Non enregistré" + french.NBSP + ": le dernier essai a échoué."
	}
	return "Ce dossier n’est pas gardé."
}

// newParties is the form of who is who.
func newParties() *form {
	s := &form{place: "parties", about: "Les parties", intro: "Ces lignes remplissent les courriers. Tout est facultatif."}
	s.fill = func(f frame) {
		c := f.kase
		s.entries = []entry{
			{key: "client", label: "Nom du client", value: c.Client.Name},
			{key: "adresse", label: "Adresse du client", value: french.AddressLine(c.Client.Address), help: "12, rue des Lilas, 69001 Lyon"},
			partyLine("courriel", "Courriel du client", c.Client.Email, french.ParseEmail),
			{key: "telephone", label: "Téléphone du client", value: c.Client.Phone},
			{key: "contact", label: "À l’attention de", value: c.Client.Contact},
			{key: "civilite", label: "La personne à qui vous écrivez", value: string(c.Client.Civility), options: []huh.Option[string]{
				huh.NewOption("Je ne sais pas"+french.NBSP+": Madame, Monsieur", ""), huh.NewOption("Madame", string(dossier.Madam)), huh.NewOption("Monsieur", string(dossier.Sir)),
			}},
			partyLine("siren", "SIREN du client", c.Client.Number, french.ParseSIREN),
			{key: "objet", label: "Commande ou travail en cause", value: c.Subject},
			{key: "nous", label: "Votre entreprise", value: c.Business.Name},
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
