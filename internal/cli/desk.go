package cli

import (
	"cmp"
	"errors"
	"strings"
	"time"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// desk is where the case of an interview in plain lines is kept: the same file as
// that of the full screen, written at each answer, and the same hand, which goes
// to another window that asks for it.
type desk struct {
	*program
	guide   *decision.Guide
	cases   casefile.Store // nil when their folder cannot be used
	kase    dossier.Case
	file    casefile.File // nil until the first answer
	told    []string      // what there is to know first
	waiting int           // changes that a server does not have yet
	over    chan struct{} // closed when the case leaves the desk
}

// handPace is how often the desk looks whether another window asks for the hand.
const handPace = 250 * time.Millisecond

// newDesk returns a desk with the case one means on it, or none.
func (p *program) newDesk(of caseRef) (*desk, error) {
	g, err := p.guide()
	if err != nil {
		return nil, err
	}
	d := &desk{program: p, guide: g}
	d.cases, err = p.store()
	switch {
	case of.name == "" && err != nil:
		d.told = []string{say.Error(nil, err) + " Vous pouvez continuer" + french.NBSP + ": rien ne sera gardé."}
		return d, nil
	case of.name == "":
		d.told = []string{"Chaque réponse est enregistrée aussitôt, " + d.where() + "."}
		if all, err := d.cases.Search(casefile.Query{Most: 1}); err == nil && all.All() > 0 {
			d.told = append(d.told, "Vous avez déjà "+french.Plural(all.All(), "dossier", "dossiers")+french.NBSP+": tapez dossiers pour en ouvrir un.")
		}
		return d, nil
	case err != nil:
		return nil, err
	}
	file, err := p.openCase(of)
	if err != nil {
		return nil, err
	}
	return d, d.put(file.File)
}

// put puts a case on the desk, read with today's content.
func (d *desk) put(file casefile.File) error {
	kase, replay := file.Case().Replay(d.guide, d.day())
	d.kase = kase
	d.hold(file)
	d.told = []string{"Dossier " + cmp.Or(french.Shown(kase.Client.Name), french.Shown(kase.Title), kase.ID) + ". Chaque réponse y est enregistrée aussitôt."}
	switch {
	case file.Elsewhere():
		d.told = append(d.told, "Ce dossier est ouvert dans une autre fenêtre, qui l’écrit. Ici, il se lit seulement. Tapez main pour écrire ici.")
	case file.ReadOnly() && casefile.OnServer(d.cases.Dir()):
		d.told = append(d.told, "Vous êtes lecteur des dossiers de ce serveur"+french.NBSP+": ici, il se lit seulement.")
	case file.ReadOnly():
		d.told = append(d.told, "Ce dossier ne peut pas être écrit"+french.NBSP+": ici, il se lit seulement.")
	case replay.Changed || len(replay.Asked) > 0 || replay.Other:
		if err := d.Keep(kase); err != nil {
			return err
		}
	}
	if replay.Other {
		d.told = append(d.told, say.OtherContent(d.guide, replay.Then))
	}
	if told := d.versioned(file); told != "" {
		d.told = append(d.told, told)
	}
	drafts, err := file.Drafts()
	switch {
	case err != nil:
		d.told = append(d.told, say.Error(nil, err))
	case len(drafts) > 0:
		d.told = append(d.told, "Vous étiez en train d’écrire"+french.NBSP+": "+french.Shown(drafts[0].About)+". Pour reprendre, tapez dossier, puis choisissez « Vos brouillons ».")
	}
	return nil
}

// hold keeps a file on the desk, until [desk.release].
func (d *desk) hold(file casefile.File) {
	d.file, d.over = file, make(chan struct{})
	go lend(file, d.over)
}

// release lets other windows write the case that is on the desk, if any.
func (d *desk) release() {
	if d.file == nil {
		return
	}
	close(d.over)
	d.file.Close() //nolint:errcheck // everything acknowledged is on the disk
	d.file = nil
}

// lend gives the hand to another window that asks for it, until it is over: all that
// was acknowledged is on the disk.
func lend(file casefile.File, over <-chan struct{}) {
	for {
		select {
		case <-over:
			return
		case <-time.After(handPace):
		}
		if file.Wanted() {
			file.Yield()
		}
	}
}

// Told says where one stands before the first question.
func (d *desk) Told() []string { return d.told }

// Case is the case on the desk.
func (d *desk) Case() dossier.Case { return d.kase }

// Keep saves the case. Where it may only be read, it stays as it was.
func (d *desk) Keep(kase dossier.Case) error {
	if d.cases == nil {
		d.kase = kase
		return nil
	}
	if d.file == nil {
		file, err := d.cases.Create(kase.Stamp(d.guide, d.day()))
		d.kase = kase
		if err != nil {
			return err
		}
		d.kase.ID = file.Case().ID
		d.hold(file)
		return d.heard()
	}
	err := d.file.Save(kase.Stamp(d.guide, d.day()))
	if errors.Is(err, casefile.ErrReadOnly) && casefile.OnServer(d.cases.Dir()) {
		return plain.Told(say.Error(nil, err)) // there is no hand to take
	}
	if errors.Is(err, casefile.ErrReadOnly) {
		return plain.Refusal(say.Error(nil, err))
	}
	d.kase = kase
	if errors.Is(err, casefile.ErrApart) {
		_ = d.file.Take("")
		d.kase, _ = d.file.Case().Replay(d.guide, d.day())
		return plain.Told(say.Error(nil, err))
	}
	if err != nil {
		return err
	}
	return d.heard()
}

// Take takes the hand, and reads the case as the other window left it.
func (d *desk) Take() error {
	if d.file == nil {
		return nil
	}
	if err := d.file.Take(""); err != nil {
		return err
	}
	d.kase, _ = d.file.Case().Replay(d.guide, d.day())
	return nil
}

// where is where cases are kept, in a sentence.
func (d *desk) where() string {
	if casefile.OnServer(d.cases.Dir()) {
		return "sur le serveur de l’équipe"
	}
	return "sur cet ordinateur seulement"
}

// Where says where the case is, and how to open it again.
func (d *desk) Where() []string {
	if d.file == nil {
		return nil
	}
	told := []string{
		"Enregistré " + strings.TrimSuffix(d.where(), " seulement") + french.NBSP + ": dossier " + d.kase.ID + ".",
		"Pour le rouvrir ici" + french.NBSP + ": compromis --lineaire --dossier " + d.kase.ID,
	}
	if !d.Poor {
		told = append(told, "Pour le rouvrir en plein écran"+french.NBSP+": compromis dossiers ouvrir "+d.kase.ID)
	}
	return told
}

// interview asks the questions on plain lines, of the case one means or of a new
// one.
func (p *program) interview(of caseRef) error {
	d, err := p.newDesk(of)
	if err != nil {
		return err
	}
	defer d.release()
	if p.Foreign { // in letters that all read
		if err := p.told("Compromis ecrit en UTF-8. Si les accents sont illisibles, relancez-le avec LC_ALL=C.UTF-8, dans un terminal en UTF-8."); err != nil {
			return err
		}
	}
	if typed, ok := p.In.(interface{ Listen() }); ok {
		typed.Listen() // from here on, ctrl+c is the end of the input
	}
	return plain.Interview(p.In, p.Out, d.guide, p.day().Time(), d)
}
