package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
)

// cases is the list of what is kept, the nearest deadline first.
type cases struct {
	reading
	all     casefile.Listing
	err     error
	listed  bool
	wanted  string // what is searched for
	seeking bool   // letters go to the search
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
	c.page, c.verb, c.about, c.blocks = newPage(true), keyOpen, "Mes dossiers", c.lines
	return c
}

func (c *cases) typing() bool { return c.seeking }

func (c *cases) keys(f frame) []key.Binding {
	if c.seeking {
		return []key.Binding{keyConfirm, keyLeave}
	}
	return append([]key.Binding{keyOpen, keySearch}, keyBack, keyHome, keyQuit)
}

func (c *cases) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		if !c.listed {
			return listCases{}, nil
		}
	case listed:
		c.all, c.err, c.listed, c.stale, c.fresh = msg.all, msg.err, true, true, true
		return nil, nil
	case tea.KeyPressMsg:
		if c.seeking {
			c.seek(msg)
			return nil, nil
		}
		if key.Matches(msg, keySearch) {
			c.seeking, c.wanted, c.stale, c.fresh = true, "", true, true
			return nil, nil
		}
	}
	return c.reading.update(msg, f)
}

// seek types on the line of search: Enter keeps it, Escape drops it.
func (c *cases) seek(msg tea.KeyPressMsg) {
	runes := []rune(c.wanted)
	switch {
	case key.Matches(msg, keyLeave):
		c.seeking, c.wanted = false, ""
	case key.Matches(msg, keyConfirm):
		c.seeking = false
	case msg.Code == tea.KeyBackspace && len(runes) > 0:
		c.wanted = string(runes[:len(runes)-1])
	case msg.Text != "":
		c.wanted += msg.Text
	}
	c.stale, c.fresh = true, true
}

func (c *cases) lines(f frame) []block {
	if !c.listed {
		return []block{note("Lecture…", f.canvas)}
	}
	if c.err != nil {
		return []block{plainText(c.err.Error(), f.canvas)}
	}
	var blocks, old []block
	if c.seeking || c.wanted != "" {
		blocks = append(blocks, plainText("Chercher"+nbsp+": "+c.wanted+when(c.seeking, "_"), f.canvas), gap())
	}
	for _, s := range c.all.Cases {
		if !matches(s, c.wanted) {
			continue
		}
		if s.Archived {
			old = append(old, caseBlock(s, f))
		} else {
			blocks = append(blocks, caseBlock(s, f))
		}
	}
	blocks = append(blocks, section("Archivés", old, f.canvas)...)
	if countDoing(blocks) == 0 {
		blocks = append(blocks, note("Aucun dossier ne correspond.", f.canvas))
	}
	return append(blocks, damagedBlocks(c.all.Damaged, f)...)
}

// matches says whether the search is found in a case, whatever the case of its
// letters.
func matches(s casefile.Summary, wanted string) bool {
	return strings.Contains(strings.ToLower(s.Client+" "+s.Title+" "+s.ID), strings.ToLower(wanted))
}

// caseBlock is a case in two lines: who, and what comes next.
func caseBlock(s casefile.Summary, f frame) block {
	name := s.Client
	if name == "" {
		name = s.Title
	}
	if name == "" {
		name = "Dossier " + s.ID
	}
	var help []string
	switch {
	case s.Protected:
		help = append(help, "protégé par un mot de passe")
	case s.Closed:
		help = append(help, "clos")
	default:
		if s.Next.On != "" {
			help = append(help, french.Day(string(s.Next.On))+nbsp+": "+french.Deadline(s.Next))
		}
		help = append(help, stepTitle(s.Step, f))
	}
	return choice(name, strings.Join(help, " · "), openCase{id: s.ID}, f.canvas)
}

func damagedBlocks(all []casefile.Damaged, f frame) []block {
	var blocks []block
	for _, d := range all {
		blocks = append(blocks, plainText(fmt.Sprintf("%s%s: %v", d.File, nbsp, d.Err), f.canvas))
	}
	return section("Fichiers illisibles, mis de côté", blocks, f.canvas)
}

// newFileMenu is what one can do with the file of a case.
func newFileMenu() *reading {
	r := &reading{page: newPage(true), verb: keyChoose, about: "Le fichier du dossier"}
	r.blocks = func(f frame) []block {
		if !f.cases {
			return []block{plainText("Ce dossier n’est pas gardé"+nbsp+": le répertoire des dossiers n’est pas accessible.", f.canvas)}
		}
		if f.filing == notKept {
			return []block{choice("Garder ce dossier", "il est enregistré sur cet ordinateur, puis après chaque changement", keep{}, f.canvas)}
		}
		archive, help := "Archiver", "il reste lisible, à part des autres"
		if f.kase.Archived {
			archive, help = "Sortir des archives", "il revient avec les autres"
		}
		return []block{
			choice(archive, help, amend{func(c dossier.Case) dossier.Case { c.Archived = !c.Archived; return c }}, f.canvas),
			choice("Protéger par un mot de passe", "le fichier est chiffré\u00a0; sans le mot de passe, il est perdu", open{newProtect()}, f.canvas),
			choice("Supprimer", "le fichier est effacé pour toujours", open{newDelete(f.kase)}, f.canvas),
		}
	}
	return r
}

// newProtect asks for a passphrase, twice.
func newProtect() *form {
	s := &form{about: "Protéger ce dossier", intro: "Choisissez une phrase longue. Si vous l’oubliez, personne ne pourra rouvrir ce dossier."}
	s.entries = []entry{
		{key: "mot", label: "Mot de passe (vide pour retirer la protection)", secret: true},
		{key: "encore", label: "Le même, une seconde fois", secret: true},
	}
	s.submit = func(said map[string]string) action {
		if said["mot"] != said["encore"] {
			s.fault = "Les deux mots de passe ne sont pas les mêmes."
			return nil
		}
		return protect{said["mot"]}
	}
	return s
}

// newDelete asks before a case is erased.
func newDelete(c dossier.Case) *confirm {
	return &confirm{about: "Supprimer", ask: "Supprimer ce dossier\u00a0? Rien ne pourra le rendre.", yes: "Oui, supprimer", no: "Non, garder", then: erase{c.ID}}
}
