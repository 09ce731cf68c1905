package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// The last states of a case are kept beside it (package casefile). One looks at
// them here, and brings one back; the present one is then kept in its turn.

type (
	// listStates reads the former states of the case, off the main loop.
	listStates struct{}
	// bringBack makes the case what it was.
	bringBack struct{ state casefile.State }
)

// stated brings the former states of a case.
type stated struct {
	keeper *keeper
	all    []casefile.State
	err    error
}

// listStates reads the former states.
func (m *Model) listStates() tea.Cmd {
	k := m.keeper
	if k == nil {
		m.stack = append(m.stack, newStates(nil))
		return m.refresh()
	}
	return m.onDisk(func() tea.Msg {
		all, err := k.states()
		return stated{k, all, err}
	})
}

func (m *Model) stated(s stated) tea.Cmd {
	switch {
	case s.keeper != m.keeper:
		return nil
	case s.err != nil:
		m.stack = append(m.stack, newNotice("Les états gardés ne se lisent pas", s.err.Error(), "Le dossier, lui, est intact."))
	default:
		m.stack = append(m.stack, newStates(s.all))
	}
	return m.refresh()
}

// newStates lists the former states of the case, the latest first.
func newStates(all []casefile.State) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyOpen, about: wordStates}
	r.blocks = func(f frame) []draw.Block {
		if len(all) == 0 {
			return []draw.Block{draw.Plain("Aucun"+french.NBSP+": ce dossier n’a pas changé depuis qu’il est gardé.", f.Frame)}
		}
		blocks := []draw.Block{draw.Note("Ce dossier tel qu’il était. Rien ne change tant que vous n’en reprenez pas un.", f.Frame), draw.Gap()}
		for _, s := range all {
			if s.Err != nil {
				blocks = append(blocks, draw.Plain(s.Err.Error(), f.Frame))
				continue
			}
			blocks = append(blocks, draw.Choice(french.Capital(french.Moment(s.At))+savedBy(s), fieldsApart(s, f), open{newState(s)}, f.Frame))
		}
		return blocks
	}
	return r
}

// savedBy says who saved a state, in a team.
func savedBy(s casefile.State) string {
	if s.By == "" {
		return ""
	}
	return ", par " + french.Shown(s.By)
}

// fieldsApart names what sets a former state apart from now.
func fieldsApart(s casefile.State, f frame) string {
	var names []string
	for _, d := range dossier.Apart(s.Case, f.kase) {
		names = append(names, say.Field(f.guide, d.Path))
	}
	if len(names) == 0 {
		return "le même qu’à présent"
	}
	return "diffère d’à présent" + french.NBSP + ": " + strings.Join(names, " · ")
}

// newState shows a former state, and offers to bring it back.
func newState(s casefile.State) *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: "Un état gardé"}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{{Lines: draw.Wrap("Ce dossier, le "+french.Moment(s.At)+savedBy(s), f.TextWidth(), f.Styles.Title)}, draw.Gap()}
		ask := &confirm{about: "Reprendre", ask: "Reprendre le dossier tel qu’il était le " + french.Moment(s.At) + french.NBSP + "? L’état présent sera gardé à son tour.", yes: "Oui, reprendre", no: "Non, laisser", then: bringBack{s}}
		blocks = append(blocks, draw.Choice("Reprendre cet état", "l’état présent est gardé à son tour", open{ask}, f.Frame), draw.Choice("Laisser le dossier comme il est", "", back{}, f.Frame))
		var apart []draw.Block
		for _, d := range dossier.Apart(s.Case, f.kase) {
			apart = append(apart, draw.Block{Lines: draw.Hang(say.Apart(f.guide, d), f.TextWidth(), "• ", f.Styles.Text)})
		}
		if len(apart) == 0 {
			apart = []draw.Block{draw.Plain("Rien"+french.NBSP+": c’est le même qu’à présent.", f.Frame)}
		}
		blocks = append(blocks, draw.Section("Ce qui le sépare d’à présent", apart, f.Frame)...)
		return append(blocks, holdings(s.Case, f)...)
	}
	return r
}

// holdings are what a case holds, in a few lines: who, the sums, the acts, the
// letters written by hand.
func holdings(c dossier.Case, f frame) []draw.Block {
	var who, acts, letters []draw.Block
	for _, line := range [][2]string{{"Client", c.Client.Name}, {"Adresse", french.AddressLine(c.Client.Address)}, {"Entreprise", c.Business.Name}, {"Objet", c.Subject}, {"Faits", c.Facts}} {
		if line[1] != "" {
			who = append(who, draw.Fact(line[0], line[1], f.Styles.Text, f.Frame))
		}
	}
	for _, i := range c.Invoices {
		who = append(who, draw.Fact("Facture", french.Shown(i.Number)+french.NBSP+": "+french.Cents(i.Total()), f.Styles.Text, f.Frame))
	}
	acts = append(acts, eventBlocks(c, f)...)
	for _, r := range c.Complaints {
		acts = append(acts, draw.Fact(french.Day(string(r.On)), "Réclamation "+french.Shown(r.Number)+french.NBSP+": "+r.What, f.Styles.Text, f.Frame))
	}
	for _, l := range f.guide.Letters() {
		if text := c.Drafts[l.ID]; text != "" {
			letters = append(letters, draw.Heading(l.Title, f.Frame), draw.Plain(text, f.Frame))
		}
	}
	blocks := draw.Section("Ce qu’il contient", who, f.Frame)
	blocks = append(blocks, draw.Section("Ce qui s’est passé", acts, f.Frame)...)
	return append(blocks, draw.Section("Courriers modifiés", letters, f.Frame)...)
}

// bringBack makes the case what it was, and saves it.
func (m *Model) bringBack(s casefile.State) tea.Cmd {
	was, _ := s.Case.Replay(m.guide, m.day())
	was.ID = m.kase.ID
	m.set(was)
	m.replaces = true
	m.toPage(newNotice("Dossier repris", "Le voici tel qu’il était le "+french.Moment(s.At)+". L’état d’avant est gardé"+french.NBSP+": vous pouvez y revenir de la même façon."))
	return tea.Batch(m.refresh(), m.save())
}
