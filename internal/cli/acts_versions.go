package cli

import (
	"bytes"
	"slices"
	"strconv"

	"compromis/internal/casefile"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// former shows the states that were kept, and brings one back.
func (d *desk) former(t *plain.Talk) error {
	words := d.on("dossiers", "versions")
	states, err := d.file.States("")
	if err != nil {
		t.Say(say.Error(nil, err))
		return t.Flush()
	}
	if err := d.show(t, words...); err != nil || len(states) == 0 {
		return err
	}
	for {
		typed, ok := t.Ask("Le numéro d’un état à reprendre, Entrée pour le menu")
		n, err := strconv.Atoi(typed)
		switch {
		case !ok || typed == "" || french.Slug(typed) == "m":
			return t.Flush()
		case err != nil || n < 1:
			t.Say("Écrivez un numéro de la liste.")
			continue
		}
		at := strconv.Itoa(n)
		if err := d.show(t, append(slices.Clone(words), "--montrer="+at)...); err != nil {
			return err
		}
		if sure(t, "Reprendre le dossier dans cet état"+french.NBSP+"? L’état présent sera gardé.") {
			return d.show(t, append(slices.Clone(words), "--reprendre="+at)...)
		}
	}
}

// join makes one case of its versions, asking which to keep where they differ. Nothing
// changes before one has chosen everywhere.
func (d *desk) join(t *plain.Talk) error {
	m, err := d.inside(new(bytes.Buffer)).mergingOf(caseRef{name: d.kase.ID})
	if err != nil {
		t.Say(form{}.named(err))
		return t.Flush()
	}
	words := d.on("dossiers", "fusionner")
	copied := 0
	for i, apart := range m.apart {
		one, other := say.FieldValues(m.guide, apart)
		title := strconv.Itoa(i+1) + " sur " + strconv.Itoa(len(m.apart)) + ". " + say.Field(m.guide, apart.Path)
		names := []string{"Dans ce dossier" + french.NBSP + ": " + one, "Dans la copie" + french.NBSP + ": " + other}
		if i == 0 && len(m.apart) > 1 {
			names = append(names, "Garder ce dossier partout", "Garder la copie partout")
		}
		at, ok := t.Pick(title, names)
		switch {
		case !ok:
			t.Say("Rien ne change" + french.NBSP + ": les deux versions restent.")
			return t.Flush()
		case at == 1:
			words, copied = append(words, "--copie="+strconv.Itoa(i+1)), copied+1
		case at > 1:
			return d.show(t, append(words, "--garder="+[]string{keepCase, keepCopy}[at-2])...)
		}
	}
	if len(m.apart) > 0 && copied == 0 {
		words = append(words, "--garder="+keepCase)
	}
	return d.show(t, words...)
}

// versioned says that the case has other versions, if so.
func (d *desk) versioned(file casefile.File) string {
	if all, err := file.Versions(""); err != nil || len(all) == 0 {
		return ""
	}
	return "Ce dossier a une autre version, faite par un répertoire partagé. Pour les réunir, tapez dossier, puis choisissez « Réunir deux versions »."
}

// beside are what the list of cases holds besides them: files that were set aside, and
// cases that were begun and left there.
func (d *desk) beside(all casefile.Listing) (names []string, acts []func(*plain.Talk) error) {
	for _, damaged := range all.Damaged {
		if damaged.Aside != "" {
			names = append(names, "Un fichier abîmé, mis de côté"+french.NBSP+": "+damaged.Aside)
			acts = append(acts, func(t *plain.Talk) error { return d.rescueAside(t, damaged.Aside) })
		}
	}
	var tries []string
	for _, s := range all.Cases {
		if s.Group() == casefile.Try && s.ID != d.kase.ID {
			tries = append(tries, s.ID)
		}
	}
	if len(tries) > 0 {
		told := french.Plural(len(tries), "essai", "essais")
		names = append(names, "Effacer "+told+", sans nom de client ni étape")
		acts = append(acts, func(t *plain.Talk) error { return d.cleanTries(t, told, tries) })
	}
	return names, acts
}

// cleanTries deletes cases that were begun and left there, and that nothing has made
// more of since.
func (d *desk) cleanTries(t *plain.Talk, told string, ids []string) error {
	if !sure(t, "Effacer "+told+french.NBSP+"? Rien ne pourra les rendre.") {
		t.Say("Rien n’est effacé.")
		return t.Flush()
	}
	all, err := d.cases.Search(d.query(d.guide, ""))
	for _, s := range all.Cases {
		if s.Group() == casefile.Try && slices.Contains(ids, s.ID) && err == nil {
			err = d.cases.Delete(s.ID)
		}
	}
	if err != nil {
		t.Say(say.Error(nil, err))
		return t.Flush()
	}
	t.Say("C’est effacé.")
	return t.Flush()
}

// rescueAside shows what can be read of a file that was set aside, makes a case of it,
// keeps its text, or deletes it.
func (d *desk) rescueAside(t *plain.Talk, name string) error {
	words := []string{"dossiers", "secourir", name}
	at, ok := t.Pick(name, []string{"Lire ce qui s’y lit encore", "En faire un dossier, avec ce qui a pu être lu", "Écrire tout son texte dans un fichier", "L’effacer, pour toujours"})
	switch {
	case !ok:
	case at == 0:
		if err := d.show(t, words...); err != nil {
			return err
		}
		return d.rescueAside(t, name)
	case at == 1:
		return d.recover(t, name)
	case at == 2:
		_, err := d.fill(t, form{about: "Écrire dans un fichier", words: words, asks: []ask{
			{flag: "-o", key: "fichier", label: "Le nom du fichier", value: "texte.txt", needed: true},
		}})
		return err
	case sure(t, "Effacer pour toujours le fichier "+french.Quote(name)+french.NBSP+"?"):
		return d.show(t, append(words, "--supprimer", "--oui")...)
	}
	return t.Flush()
}

// recover makes a case of a file that was set aside, and puts it on the desk.
func (d *desk) recover(t *plain.Talk, name string) error {
	p := d.inside(new(bytes.Buffer))
	r, err := p.rescued(d.cases, rescueOptions{file: name})
	if err == nil && !r.Some {
		err = failure("Rien ne s’y lit comme un dossier" + french.NBSP + ": aucun n’est créé.")
	}
	if err != nil {
		t.Say(form{}.named(err))
		return t.Flush()
	}
	file, err := d.cases.Recover(r)
	if err != nil {
		t.Say(say.Error(nil, err))
		return t.Flush()
	}
	t.Say(say.Rescued(r.Lost))
	d.clear()
	d.lay(t, file)
	return t.Flush()
}
