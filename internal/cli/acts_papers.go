package cli

import (
	"maps"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/letter"
	"compromis/internal/paper"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// letters offers the letters of the case, those of the step alone or all of them,
// then what to do with the one that is chosen.
func (d *desk) letters(t *plain.Talk, now bool) error {
	var offered []*decision.Letter
	if step := d.guide.Verdict(d.kase.Answers(d.guide, d.day().Time())).Step; now && step != nil {
		offered = letter.Suited(d.guide, step.ID, d.kase, d.day())
	}
	for i := range d.guide.Letters() {
		if l := &d.guide.Letters()[i]; !now && l.For(d.kase.ClientKind()) {
			offered = append(offered, l)
		}
	}
	switch {
	case len(offered) == 0 && now:
		t.Say("Aucun courrier n’est prévu à cette étape. Tous les courriers" + french.NBSP + ": tapez dossier, puis choisissez « Tous les courriers ».")
		return t.Flush()
	case len(offered) == 1:
		return d.letterActs(t, offered[0])
	}
	names := make([]string, len(offered))
	for i, l := range offered {
		names[i] = l.Title
	}
	at, ok := t.Pick("Quel courrier"+french.NBSP+"?", names)
	if !ok {
		return t.Flush()
	}
	return d.letterActs(t, offered[at])
}

// letterActs is what one does with a letter.
func (d *desk) letterActs(t *plain.Talk, l *decision.Letter) error {
	names := []string{"Le lire", "L’écrire dans un fichier, à imprimer ou à envoyer", "Modifier son texte"}
	if d.kase.Drafts[l.ID] != "" {
		names = append(names, "Revenir au modèle")
	} else {
		names = append(names, "Voir ce qu’il faut vérifier avant d’envoyer")
	}
	if len(l.Object) > 0 { // without an object it is not sent to anybody
		names = append(names, "Noter qu’il est parti")
	}
	at, ok := t.Pick(l.Title, names)
	if !ok {
		return t.Flush()
	}
	words := []string{"courrier", d.kase.ID, l.ID}
	var err error
	switch at {
	case 0:
		return d.read(t, append(words, "--malgre-tout")...)
	case 1:
		if aged := say.AgedLetter(d.guide, l); aged != "" {
			if t.Say(aged); !sure(t, "L’écrire malgré tout"+french.NBSP+"?") {
				t.Say("Rien n’est écrit.")
				return t.Flush()
			}
			words = append(words, "--malgre-tout")
		}
		_, err = d.fill(t, fileForm(words, l.ID+".pdf"))
	case 2:
		if why := letter.Refused(d.guide, l, d.kase, d.day()); why != "" {
			t.Say(why)
			return t.Flush()
		}
		return d.write(t, d.writingOf(l))
	case 3:
		if d.kase.Drafts[l.ID] != "" {
			return d.show(t, append(words, "--modele")...)
		}
		return d.before(t, l)
	default:
		_, err = d.fill(t, d.leftForm(l))
	}
	return err
}

// leftForm asks when a letter left.
func (d *desk) leftForm(l *decision.Letter) form {
	return form{about: "Noter l’envoi", place: "envoi/" + l.ID, words: []string{"courrier", d.kase.ID, l.ID}, asks: []ask{
		{flag: "--envoye", key: "le", label: "Il est parti le", value: d.today(), needed: true},
	}}
}

// before shows what to see to before a letter leaves.
func (d *desk) before(t *plain.Talk, l *decision.Letter) error {
	var b strings.Builder
	page := plain.NewPage(d.wide(&b))
	page.Passage("Avant d’envoyer", l.Before)
	if err := page.Flush(); err != nil {
		return err
	}
	t.Show(b.String())
	return t.Flush()
}

// fileForm asks where to write a paper.
func fileForm(words []string, usual string) form {
	return form{about: "Écrire dans un fichier", words: words, asks: []ask{
		{flag: "-o", key: "fichier", label: "Le nom du fichier, qui finit par ." + strings.Join(paper.Names(), ", ."), value: usual, needed: true},
		{flag: "--force", key: "force", label: "Si ce fichier existe déjà", value: "", options: []option{{"Le laisser comme il est", ""}, {"Le remplacer", "true"}}},
	}}
}

// handOverTo writes the case for somebody else.
func (d *desk) handOverTo(t *plain.Talk) error {
	at, ok := t.Pick("À qui remettez-vous ce dossier"+french.NBSP+"?", []string{"Un médiateur ou un conciliateur" + french.NBSP + ": ce que l’autre partie peut lire aussi", "Votre avocat" + french.NBSP + ": tout le dossier, confidentiel", "L’agenda des échéances, pour votre calendrier"})
	if !ok {
		return t.Flush()
	}
	var err error
	switch at {
	case 2:
		_, err = d.fill(t, form{about: "L’agenda des échéances", words: d.on("echeances"), asks: []ask{
			{flag: "-o", key: "fichier", label: "Le nom du fichier", hint: "qui finit par .ics", value: "echeances.ics", needed: true},
		}})
		return err
	default:
		who := []string{"mediateur", "avocat"}[at]
		words := append(d.on("dossier-a-remettre"), "--pour="+who)
		how, ok := t.Pick("Le dossier à remettre", []string{"Le lire", "L’écrire dans un fichier"})
		switch {
		case !ok:
			return t.Flush()
		case how == 0:
			return d.read(t, words...)
		}
		_, err = d.fill(t, fileForm(words, "dossier-pour-"+who+".pdf"))
	}
	return err
}

// withDraft returns the case with the text of a letter edited by hand, or without
// when it is empty.
func withDraft(c dossier.Case, letter, text string) dossier.Case {
	c.Drafts = maps.Clone(c.Drafts)
	if c.Drafts == nil {
		c.Drafts = map[string]string{}
	}
	if c.Drafts[letter] = text; text == "" {
		delete(c.Drafts, letter)
	}
	return c
}
