package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// cases is the list of what is kept, the nearest deadline first.
type cases struct {
	reading
	search
	all    casefile.Listing
	err    error
	listed bool
}

// listed brings the list of cases.
type listed struct {
	all casefile.Listing
	err error
}

// listCases reads the list, off the main loop.
type listCases struct{}

func newCases() *cases {
	c := &cases{}
	c.Page, c.verb, c.about, c.blocks = draw.NewPage(true), draw.KeyOpen, "Mes dossiers", c.lines
	return c
}

func (c *cases) keys(f frame) []key.Binding {
	if c.typing() {
		return []key.Binding{draw.KeyConfirm, draw.KeyLeave}
	}
	return append([]key.Binding{draw.KeyOpen, keySearch}, draw.KeyBack, keyHome, draw.KeyQuit)
}

func (c *cases) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		if !c.listed {
			return listCases{}, nil
		}
	case listed:
		c.all, c.err, c.listed, c.stale = msg.all, msg.err, true, true
		c.Pick()
		return nil, nil
	}
	if c.seek(msg) {
		c.stale = true
		c.Pick()
		return nil, nil
	}
	return c.reading.update(msg, f)
}

func (c *cases) lines(f frame) []draw.Block {
	if !c.listed {
		return []draw.Block{draw.Note("Lecture…", f.Frame)}
	}
	if c.err != nil {
		return []draw.Block{draw.Plain(c.err.Error(), f.Frame)}
	}
	var old []draw.Block
	blocks := c.searched(f)
	for _, s := range c.all.Cases {
		if !s.Matches(c.wanted()) {
			continue
		}
		if s.Archived {
			old = append(old, caseBlock(s, f))
		} else {
			blocks = append(blocks, caseBlock(s, f))
		}
	}
	blocks = append(blocks, draw.Section("Archivés", old, f.Frame)...)
	if !draw.Leads(blocks) {
		blocks = append(blocks, draw.Note("Aucun dossier ne correspond.", f.Frame))
	}
	return append(blocks, damagedBlocks(c.all.Damaged, f)...)
}

// caseBlock is a case in two lines: who, and what comes next.
func caseBlock(s casefile.Summary, f frame) draw.Block {
	name := s.Client
	if name == "" {
		name = s.Title
	}
	if name == "" {
		name = "Dossier " + s.ID
	}
	var help []string
	if s.Versions > 0 {
		help = append(help, french.Plural(s.Versions+1, "version", "versions")+" à réunir")
	}
	switch {
	case s.Protected:
		help = append(help, "protégé par un mot de passe")
	case s.Closed:
		help = append(help, "clos")
	default:
		if s.Next.On != "" {
			help = append(help, french.Day(string(s.Next.On))+french.NBSP+": "+say.Deadline(f.guide, s.Next))
		}
		help = append(help, say.Where(f.guide, s.Outlook))
	}
	return draw.Choice(name, strings.Join(help, " · "), openCase{id: s.ID}, f.Frame)
}

// damagedBlocks are the files that cannot be read. One that was set aside opens,
// for what it still says.
func damagedBlocks(all []casefile.Damaged, f frame) []draw.Block {
	var blocks []draw.Block
	for _, d := range all {
		if d.Aside != "" {
			blocks = append(blocks, draw.Choice(d.Aside, d.Err.Error(), openAside{name: d.Aside}, f.Frame))
			continue
		}
		blocks = append(blocks, draw.Plain(fmt.Sprintf("%s%s: %v", d.File, french.NBSP, d.Err), f.Frame))
	}
	return draw.Section("Fichiers illisibles", blocks, f.Frame)
}

// newFileMenu is what one can do with the file of a case.
func newFileMenu() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: "Le fichier du dossier"}
	r.blocks = func(f frame) []draw.Block {
		if !f.cases {
			return []draw.Block{draw.Plain("Ce dossier n’est pas gardé"+french.NBSP+": le répertoire des dossiers n’est pas accessible.", f.Frame)}
		}
		if f.filing == notKept {
			return []draw.Block{draw.Choice("Garder ce dossier", "il est enregistré sur cet ordinateur, puis après chaque changement", keep{}, f.Frame)}
		}
		archive, help := "Archiver", "il reste lisible, à part des autres"
		if f.kase.Archived {
			archive, help = "Sortir des archives", "il revient avec les autres"
		}
		return []draw.Block{
			draw.Choice(archive, help, amend{change: func(c dossier.Case) dossier.Case { c.Archived = !c.Archived; return c }}, f.Frame),
			draw.Choice("Protéger par un mot de passe", "le fichier est chiffré\u00a0; sans le mot de passe, il est perdu", open{newProtect()}, f.Frame),
			draw.Choice(wordStates, "les derniers états de ce dossier, à revoir ou à reprendre", listStates{}, f.Frame),
			draw.Choice("Supprimer", "le fichier est effacé pour toujours", open{newDelete(f.kase)}, f.Frame),
		}
	}
	return r
}

// newProtect asks for a passphrase, twice.
func newProtect() *form {
	s := &form{about: "Protéger ce dossier", intro: "Choisissez une phrase longue. Si vous l’oubliez, personne ne pourra rouvrir ce dossier."}
	s.entries = []entry{
		{key: "mot", label: "Mot de passe", help: "vide, il retire la protection", secret: true, tell: say.Strength},
		{key: "encore", label: "Le même, une seconde fois", secret: true},
	}
	s.submit = func(said map[string]string) action {
		if said["mot"] != said["encore"] {
			return s.refuse("encore", "Les deux mots de passe ne sont pas les mêmes.")
		}
		return protect{said["mot"]}
	}
	return s
}

// newDelete asks before a case is erased.
func newDelete(c dossier.Case) *confirm {
	return &confirm{about: "Supprimer", ask: "Supprimer ce dossier\u00a0? Rien ne pourra le rendre.", yes: "Oui, supprimer", no: "Non, garder", then: erase{c.ID}}
}
