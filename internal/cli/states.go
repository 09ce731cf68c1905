package cli

import (
	"github.com/spf13/cobra"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// versionsOptions are those of dossiers versions.
type versionsOptions struct {
	of          caseRef
	show, bring int // the former state, from 1, the latest; 0 for none
	json        bool
}

func (p *program) versionsCommand() *cobra.Command {
	var o versionsOptions
	cmd := p.onCase("versions dossier [--montrer nombre|--reprendre nombre] [--json]", "les derniers états d’un dossier, à revoir ou à reprendre, et ses autres versions", &o.of, func() error { return p.versions(o) })
	cmd.Long = "Les dix derniers états d’un dossier sont gardés à côté de lui, chiffrés s’il l’est : celui d’avant chaque ouverture où il a changé, puis un toutes les dix minutes, et toujours celui d’avant une annulation ou une reprise. Sur le serveur d’une équipe, ce sont les cent derniers enregistrements, chacun avec qui l’a fait. --reprendre en rend un ; l’état présent est gardé à son tour. Les autres versions sont celles qu’un répertoire partagé a gardées : voyez « dossiers fusionner »."
	f := p.flags(cmd)
	f.whole(&o.show, "--montrer", 1, "montrer le dossier dans l’état de ce numéro, sans rien changer")
	f.whole(&o.bring, "--reprendre", 1, "reprendre le dossier dans l’état de ce numéro")
	f.json(&o.json)
	f.secret(&o.of.secret)
	return cmd
}

// versions writes the former states of a case, and its other versions; or shows
// one of the states, or brings it back.
func (p *program) versions(o versionsOptions) error {
	switch {
	case o.show > 0 && o.bring > 0:
		return usageError("Choisissez" + french.NBSP + ": --montrer pour regarder, ou --reprendre pour reprendre.")
	case o.json && o.show+o.bring > 0:
		return usageError("--json donne la liste des états" + french.NBSP + ": sans --montrer ni --reprendre.")
	}
	if n := max(o.show, o.bring); n > 0 {
		return p.state(o.of, n, o.bring > 0)
	}
	m, err := p.mergingOf(o.of)
	if err != nil {
		return err
	}
	defer m.file.Close()
	states, err := p.statesOf(m.file, o.of)
	if err != nil {
		return err
	}
	if o.json {
		return p.wire(m.guide).Versions(m.file.Case(), m.copies, states)
	}
	page := plain.NewPage(p.Out)
	if p.desk == nil { // it joins them by itself
		m.write(page)
	}
	if m.writeStates(page, states); p.desk == nil && len(states) > 0 {
		page.Blank()
		page.Say("Pour en revoir un" + french.NBSP + ": compromis dossiers versions " + m.file.Case().ID + " --montrer 1")
		page.Say("Pour le reprendre" + french.NBSP + ": compromis dossiers versions " + m.file.Case().ID + " --reprendre 1")
	}
	return page.Flush()
}

// statesOf reads the former states of a case that is open.
func (p *program) statesOf(f opened, of caseRef) ([]casefile.State, error) {
	secret, err := p.passphrase(of.secret)
	if err != nil {
		return nil, err
	}
	states, err := f.States(secret)
	if err != nil {
		return nil, failed(err)
	}
	return states, nil
}

// writeStates writes the former states of a case, numbered, and what sets each
// apart from now.
func (m merging) writeStates(page *plain.Page, states []casefile.State) {
	page.Heading("États gardés")
	if len(states) == 0 {
		page.Say("Aucun" + french.NBSP + ": ce dossier n’a pas changé depuis sa création.")
		return
	}
	for i, s := range states {
		by := ""
		if s.By != "" {
			by = ", enregistré par " + french.Shown(s.By)
		}
		page.Say(french.Number(i+1) + ". " + french.Moment(s.At) + by)
		if s.Err != nil {
			page.Item("   ", say.Error(m.guide, s.Err))
			continue
		}
		apart := dossier.Apart(s.Case, m.file.Case())
		for _, d := range apart {
			page.Item("   - ", say.Apart(m.guide, d))
		}
		if len(apart) == 0 {
			page.Item("   ", "Le même qu’à présent.")
		}
	}
}

// state shows a former state of a case, or brings it back.
func (p *program) state(of caseRef, n int, bring bool) error {
	g, err := p.guide()
	if err != nil {
		return err
	}
	file, err := p.openCase(of)
	if err != nil {
		return err
	}
	defer file.Close()
	states, err := p.statesOf(file, of)
	if err != nil {
		return err
	}
	id := file.Case().ID
	if n > len(states) {
		return usageError("Le dossier " + french.Quote(id) + " a " + french.Plural(len(states), "état gardé", "états gardés") + french.NBSP + ": il n’y a pas de numéro " + french.Number(n) + ". Regardez la liste" + french.NBSP + ": compromis dossiers versions " + id)
	}
	s := states[n-1]
	if s.Err != nil {
		return failed(s.Err)
	}
	if !bring {
		if err := p.told("Ce dossier tel qu’il était le "+french.Moment(s.At)+".", ""); err != nil {
			return err
		}
		kase, replay := s.Case.Replay(g, p.day())
		return plain.Show(p.Out, g, kase, replay, file.Authors().Of(kase), p.day())
	}
	if err := file.save(g, p.day(), s.Case, true); err != nil {
		return err
	}
	after := "L’état d’avant est gardé, avec les autres."
	if p.desk == nil {
		after = "L’état d’avant est gardé" + french.NBSP + ": compromis dossiers versions " + id
	}
	return p.told("Dossier "+french.Quote(id)+" repris tel qu’il était le "+french.Moment(s.At)+".", after)
}
