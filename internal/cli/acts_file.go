package cli

import (
	"slices"
	"strconv"
	"strings"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// draftsLeft offers what was being typed and has not joined the case.
func (d *desk) draftsLeft(t *plain.Talk) error {
	all, err := d.file.Drafts()
	if err != nil {
		t.Say(say.Error(nil, err))
		return t.Flush()
	}
	if len(all) == 0 {
		t.Say("Aucun brouillon.")
		return t.Flush()
	}
	names := make([]string, len(all))
	for i, draft := range all {
		names[i] = draft.About + ", le " + french.Day(string(draft.On)) + french.NBSP + ": " + french.Shown(draftText(draft))
	}
	at, ok := t.Pick("Vos brouillons", names)
	if !ok {
		return t.Flush()
	}
	resume := d.resuming(all[at].Place)
	choices := []string{"Le lire en entier", "Ne pas le garder"}
	if resume != nil {
		choices = append(choices, "Reprendre")
	}
	what, ok := t.Pick(all[at].About, choices)
	switch {
	case !ok:
	case what == 0:
		for _, line := range strings.Split(draftText(all[at]), "\n") {
			t.Say(line)
		}
	case what == 1 && sure(t, "Ne pas garder ce brouillon"+french.NBSP+"?"):
		if err := d.file.DropDraft(all[at].ID); err != nil {
			t.Say(say.Error(nil, err))
		}
	case what == 2:
		return resume(t)
	}
	return t.Flush()
}

// resuming goes on with what was typed at a place; nil where that cannot be done in
// plain lines.
func (d *desk) resuming(place string) func(*plain.Talk) error {
	if place == keptPlace {
		return d.keepDeadline // which of them is asked again
	}
	f, known := d.formAt(place)
	if !known {
		return nil
	}
	return func(t *plain.Talk) error {
		_, err := d.fill(t, f)
		return err
	}
}

// draftText is what is typed in a draft.
func draftText(draft casefile.Draft) string {
	var said []string
	for _, text := range draft.Fields {
		if text = strings.TrimSpace(french.Text(text)); text != "" {
			said = append(said, text)
		}
	}
	slices.Sort(said)
	return strings.Join(said, " · ")
}

// formAt is the form of a place, where it is one.
func (d *desk) formAt(place string) (f form, ok bool) {
	kind, name, _ := strings.Cut(place, "/")
	switch kind {
	case "parties":
		return partiesForm(d), true
	case "rappel":
		return d.recallForm(), true
	case "evenement":
		return d.eventOf(dossier.EventKind(name)), true
	case "facture":
		at := slices.IndexFunc(d.kase.Invoices, func(in dossier.Invoice) bool { return in.Number == name })
		if at >= 0 {
			return d.invoiceForm(d.kase.Invoices[at]), true
		}
		return d.invoiceForm(dossier.Invoice{}), name == ""
	case "reclamation":
		if name == "" {
			return complaintForm(d), true
		}
		for _, c := range d.kase.Complaints {
			if c.Number == name {
				return changeComplaint(c, append(d.on("dossiers", "reclamation"), "--numero="+name)), true
			}
		}
	case "suivi":
		stage, number, _ := strings.Cut(name, "/")
		for _, c := range d.kase.Complaints {
			for n, m := range say.Milestones {
				if c.Number == number && french.Slug(m.Does) == stage {
					return d.stageForm(c, n), true
				}
			}
		}
	case "envoi":
		for _, l := range d.guide.Letters() {
			if l.ID == name {
				return d.leftForm(&l), true
			}
		}
	case "issue":
		if step, err := d.awaited(d.guide, d.kase); err == nil {
			for _, o := range step.Outcomes {
				if french.Slug(o.Label) == name {
					return d.outcomeForm(o), true
				}
			}
		}
	}
	return form{}, false
}

// former shows the states that were kept, and the other versions, and brings one
// back.
func (d *desk) former(t *plain.Talk) error {
	words := d.on("dossiers", "versions")
	if err := d.show(t, words...); err != nil {
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

// protect protects the case by a passphrase, changes it or takes it off.
func (d *desk) protect(t *plain.Talk) error {
	at, ok := t.Pick("Protéger le dossier. Sans le mot de passe, personne ne pourra le rouvrir.", []string{"Choisir un mot de passe", "Choisir un mot de passe, et laisser le nom du client dans la liste", "Ne plus le protéger"})
	if !ok {
		return t.Flush()
	}
	words := d.on("dossiers", "proteger")
	switch at {
	case 1:
		words = append(words, "--nom-visible")
	case 2:
		words = append(words, "--retirer")
	}
	return d.show(t, words...)
}

// putAway puts the case out of the list, or back in it.
func (d *desk) putAway(t *plain.Talk) error {
	words := d.on("dossiers", "archiver")
	if d.kase.Archived {
		words = append(words, "--sortir")
	}
	return d.show(t, words...)
}

// erase deletes the case, once one is sure, and leaves an empty desk.
func (d *desk) erase(t *plain.Talk) error {
	if !sure(t, "Effacer pour toujours le dossier "+french.Quote(d.kase.ID)+french.NBSP+"?") {
		t.Say("Rien n’est effacé.")
		return t.Flush()
	}
	if d.file.ReadOnly() {
		t.Say("Ce dossier se lit seulement ici" + french.NBSP + ": rien n’est effacé.")
		return t.Flush()
	}
	words := append(d.on("dossiers", "supprimer"), "--oui")
	d.clear()
	return d.show(t, words...)
}

// another puts another case on the desk, or a new one.
func (d *desk) another(t *plain.Talk) error {
	all, err := d.cases.ListOn(d.guide, d.day())
	if err != nil {
		t.Say(say.Error(nil, err))
		return t.Flush()
	}
	names := []string{"Un nouveau dossier"}
	for _, s := range all.Cases {
		name := s.Client
		if name == "" {
			name = s.Title
		}
		names = append(names, french.Shown(name)+", "+s.ID+french.NBSP+": "+standing(d.guide, s))
	}
	at, ok := t.Pick("Quel dossier"+french.NBSP+"?", names)
	switch {
	case !ok:
	case at == 0:
		d.clear()
	case all.Cases[at-1].ID == d.kase.ID && d.file != nil:
		t.Say("C’est le dossier ouvert ici.")
	default:
		file, err := d.openCase(caseRef{name: all.Cases[at-1].ID})
		if err != nil {
			t.Say(form{}.named(err))
			break
		}
		d.clear()
		err = d.put(file.File)
		for _, line := range d.told {
			t.Say(line)
		}
		if err != nil {
			t.Say(say.Error(nil, err))
		}
	}
	return t.Flush()
}

// clear takes the case off the desk.
func (d *desk) clear() {
	d.release()
	d.kase, d.told = dossier.Case{}, nil
}
