package cli

import (
	"slices"
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
	switch {
	case place == keptPlace:
		return d.keepDeadline // which of them is asked again
	case place == d.facts().place:
		return d.tellFacts
	}
	if id, written := strings.CutPrefix(place, letterPlace); written {
		if l := letterNamed(d.guide, id); l != nil {
			return func(t *plain.Talk) error { return d.write(t, d.writingOf(l)) }
		}
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
	all, err := d.cases.Search(d.query(d.guide, ""))
	if err != nil {
		t.Say(say.Error(nil, err))
		return t.Flush()
	}
	if more := all.Left(); more > 0 {
		t.Say("Et " + french.Plural(more, "autre", "autres") + ", qui ne sont pas dans cette liste" + french.NBSP + ": cherchez-en un par compromis dossiers --cherche nom.")
	}
	names := []string{"Un nouveau dossier"}
	for _, s := range all.Cases {
		name := s.Client
		if name == "" {
			name = s.Title
		}
		names = append(names, french.Shown(name)+", "+s.ID+french.NBSP+": "+standing(d.guide, s))
	}
	more, acts := d.beside(all)
	at, ok := t.Pick("Quel dossier"+french.NBSP+"?", append(names, more...))
	switch {
	case !ok:
	case at == 0:
		d.clear()
	case at >= len(names):
		return acts[at-len(names)](t)
	case all.Cases[at-1].ID == d.kase.ID && d.file != nil:
		t.Say("C’est le dossier ouvert ici.")
	default:
		d.open(t, all.Cases[at-1].ID)
	}
	return t.Flush()
}

// open puts a case of the folder on the desk.
func (d *desk) open(t *plain.Talk, id string) {
	file, err := d.openCase(caseRef{name: id})
	if err != nil {
		t.Say(form{}.named(err))
		return
	}
	d.clear()
	d.lay(t, file.File)
}

// lay puts a case on the desk, and says where one stands.
func (d *desk) lay(t *plain.Talk, file casefile.File) {
	err := d.put(file)
	for _, line := range d.told {
		t.Say(line)
	}
	if err != nil {
		t.Say(say.Error(nil, err))
	}
}

// clear takes the case off the desk.
func (d *desk) clear() {
	d.release()
	d.kase, d.told = dossier.Case{}, nil
}
