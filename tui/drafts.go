package tui

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/desktop"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// What is being typed is kept beside the case as it grows. After each message the
// root looks at what the screen on top holds that has not joined the case
// ([typist]); it writes it off the main loop, one write at a time, the latest
// state always among them. A draft goes once the case that holds it is saved, or
// once one says so. Passphrases are never kept: a form with one has no place.

// typist is a screen on which one types what is worth keeping.
type typist interface {
	// typed is what is typed and the case does not hold. A screen that is nowhere,
	// or is not being typed on now, has no place.
	typed() (place, about string, fields map[string]string)
	// own is the draft of the screen: without an ID until something is typed.
	own() *casefile.Draft
}

// vault is what is typed in a case and has not joined it.
type vault struct {
	known   []casefile.Draft          // as the screens see them, the latest first
	pending map[string]casefile.Draft // to be written, by ID; to be dropped when it has no fields
	inHand  map[string]casefile.Draft // being written
	spent   []string                  // joined the case: to be dropped once it is saved
	timed   bool                      // a timer runs
	failed  error                     // why the last write failed
	editor  *desktop.Session          // one that did not wait for the user
}

// draftPace is how far what is kept may be behind what is typed.
const draftPace = 250 * time.Millisecond

// draftDue says that it is time to write the drafts.
type draftDue struct{ keeper *keeper }

// draftsWritten brings what came of writing them.
type draftsWritten struct {
	keeper *keeper
	err    error
}

// forget drops a draft, and leaves the screen that asked whether to.
type forget struct{ id string }

// draftAt returns the latest draft of a place, or none.
func draftAt(known []casefile.Draft, place string) casefile.Draft {
	for _, d := range known {
		if d.Place == place {
			return d
		}
	}
	return casefile.Draft{}
}

// note takes what a draft says now; without fields, it is dropped.
func (v *vault) note(d casefile.Draft) {
	v.known = slices.DeleteFunc(slices.Clone(v.known), func(k casefile.Draft) bool { return k.ID == d.ID })
	if len(d.Fields) > 0 {
		v.known = slices.Insert(v.known, 0, d)
	}
	if v.pending == nil {
		v.pending = map[string]casefile.Draft{}
	}
	v.pending[d.ID] = d
}

// spend has a draft go with the next save.
func (v *vault) spend(id string) {
	v.known = slices.DeleteFunc(slices.Clone(v.known), func(k casefile.Draft) bool { return k.ID == id })
	delete(v.pending, id)
	v.spent = append(v.spent, id)
}

// left is all that is still to be written, once the case is saved.
func (v *vault) left() map[string]casefile.Draft {
	all := maps.Clone(v.inHand)
	if all == nil {
		all = map[string]casefile.Draft{}
	}
	maps.Copy(all, v.pending)
	for _, id := range v.spent {
		all[id] = casefile.Draft{ID: id}
	}
	return all
}

// noteDraft looks at what is typed on the present screen.
func (m *Model) noteDraft() tea.Cmd {
	t, ok := m.screen().(typist)
	if !ok || !m.writable() {
		return nil
	}
	place, about, fields := t.typed()
	d := t.own()
	if place == "" || maps.Equal(fields, d.Fields) {
		return nil
	}
	if _, whole := t.(*form); m.keeper == nil && !whole && len(m.answers.Said()) == 0 {
		return nil // one answer of nothing: no case to keep it beside
	}
	if d.ID == "" {
		*d = casefile.NewDraft(place, about, "")
	}
	d.Fields, d.On = fields, m.day()
	m.vault.note(*d)
	if m.keeper == nil {
		m.touched = true // the case first
	}
	return tea.Batch(m.save(), m.timeDrafts())
}

// timeDrafts writes the drafts in a moment.
func (m *Model) timeDrafts() tea.Cmd {
	if m.vault.timed || m.vault.inHand != nil || len(m.vault.pending) == 0 || m.keeper == nil {
		return nil
	}
	m.vault.timed = true
	k := m.keeper
	return tea.Tick(draftPace, func(time.Time) tea.Msg { return draftDue{k} })
}

// writeDrafts writes the drafts now, unless some are being written.
func (m *Model) writeDrafts() tea.Cmd {
	if m.vault.inHand != nil || len(m.vault.pending) == 0 || m.keeper == nil || !m.writable() {
		return nil
	}
	k, batch := m.keeper, m.vault.pending
	m.vault.inHand, m.vault.pending = batch, nil
	return m.onDisk(func() tea.Msg { return draftsWritten{k, k.drafts(batch)} })
}

// drafting follows the drafts as time passes.
func (m *Model) drafting(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case draftDue:
		if msg.keeper != m.keeper {
			return nil
		}
		m.vault.timed = false
		return m.writeDrafts()
	case draftsWritten:
		if msg.keeper != m.keeper {
			return nil
		}
		before := m.vault.inHand
		m.vault.inHand = nil
		told := m.vault.failed
		if m.vault.failed = msg.err; msg.err != nil {
			maps.Copy(before, m.vault.pending)
			m.vault.pending = before
		}
		if errors.Is(msg.err, errNoFile) {
			m.vault.failed = told
			return m.timeDrafts()
		}
		if msg.err != nil { // with the next key, or when one leaves
			return m.refresh()
		}
		if told != nil {
			return tea.Batch(m.timeDrafts(), m.refresh())
		}
		return m.timeDrafts()
	}
	return nil
}

// dropSpent drops the drafts that have joined the case, once it is saved.
func (m *Model) dropSpent() tea.Cmd {
	if m.touched || m.saving {
		return nil
	}
	for _, id := range m.vault.spent {
		m.vault.note(casefile.Draft{ID: id})
	}
	m.vault.spent = nil
	return m.writeDrafts()
}

// typing are the screens with a draft, by their place in the stack.
func (m *Model) typing() []typist {
	var all []typist
	for _, s := range m.stack {
		if t, ok := s.(typist); ok && t.own().ID != "" {
			all = append(all, t)
		}
	}
	return all
}

// spend drops the drafts that an action took into the case: those of the screens
// it left. A form that was refused stays, and its draft with it.
func (m *Model) spend(a action, before []typist) {
	if r, ok := a.(revise); ok && r.draft != "" {
		m.vault.spend(r.draft)
	}
	for _, t := range before {
		switch a := a.(type) {
		case answer:
			if q, ok := t.(*question); !ok || q.fact != a.fact {
				continue
			}
		case amend, happened:
		default:
			continue
		}
		if s, ok := t.(screen); ok && !slices.Contains(m.stack, s) {
			m.vault.spend(t.own().ID)
			*t.own() = casefile.Draft{}
		}
	}
}

// forget drops a draft for good.
func (m *Model) forget(a forget) tea.Cmd {
	if _, asked := m.screen().(*confirm); asked {
		m.stack = m.stack[:len(m.stack)-1]
	}
	m.vault.note(casefile.Draft{ID: a.id})
	for _, t := range m.typing() {
		if t.own().ID != a.id {
			continue
		}
		*t.own() = casefile.Draft{}
		if s, ok := t.(*form); ok {
			s.again()
		}
	}
	return tea.Batch(m.refresh(), m.writeDrafts())
}

// newForget asks before a draft is dropped.
func newForget(d casefile.Draft) *confirm {
	return &confirm{
		about: "Ne pas garder", ask: "Ne pas garder ce brouillon" + french.NBSP + "? " + draftText(d), yes: "Oui, l’effacer", no: "Non, le garder",
		then: forget{d.ID},
	}
}

// draftBlocks are the first lines of a case in which something is half typed.
func draftBlocks(f frame) []draw.Block {
	if len(f.drafts) == 0 {
		return nil
	}
	var blocks []draw.Block
	for _, d := range f.drafts[:min(len(f.drafts), mostDrafts)] {
		help := "brouillon du " + french.Day(string(d.On)) + french.NBSP + ": " + excerpt(draftText(d), f.TextWidth()-45)
		blocks = append(blocks, draw.Choice("Vous écriviez"+french.NBSP+": "+d.About, help+" · reprendre", reopen(d, f), f.Frame))
	}
	return append(blocks, draw.Choice(wordDrafts+" ("+strconv.Itoa(len(f.drafts))+")", "", open{newDrafts()}, f.Frame))
}

// mostDrafts is how many drafts a case shows at once.
const mostDrafts = 2

// wordDrafts opens the list of them.
const wordDrafts = "Voir vos brouillons, ou ne pas les garder"

// resumeNote says where what is on the screen comes from.
func resumeNote(d casefile.Draft) string {
	return "Repris de votre brouillon du " + french.Day(string(d.On))
}

// newDrafts lists what is half typed.
func newDrafts() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyChoose, about: "Vos brouillons"}
	r.blocks = func(f frame) []draw.Block {
		blocks := []draw.Block{{Lines: draw.Wrap(r.about, f.TextWidth(), f.Styles.Title)}, draw.Note("Ce que vous étiez en train d’écrire, et qui n’est pas encore dans le dossier.", f.Frame)}
		if len(f.drafts) == 0 {
			return append(blocks, draw.Gap(), draw.Note("Il n’y en a plus.", f.Frame))
		}
		for _, d := range f.drafts {
			blocks = append(blocks, draw.Section(d.About+", le "+french.Day(string(d.On)), []draw.Block{
				draw.Note(excerpt(draftText(d), 3*f.TextWidth()), f.Frame), draw.Choice("Reprendre", "", reopen(d, f), f.Frame),
				draw.Choice("Écrire ce texte dans un fichier", "", revise{name: french.Slug(d.About), text: draftText(d)}.export(f), f.Frame),
				draw.Choice("Ne pas le garder", "", open{newForget(d)}, f.Frame),
			}, f.Frame)...)
		}
		return blocks
	}
	return r
}

// draftText is what is typed in a draft, on one line or as many as it has.
func draftText(d casefile.Draft) string {
	var said []string
	for _, name := range slices.Sorted(maps.Keys(d.Fields)) {
		if text := strings.TrimSpace(d.Fields[name]); text != "" {
			said = append(said, text)
		}
	}
	return strings.Join(said, " · ")
}

// excerpt is the beginning of a text, on one line.
func excerpt(text string, most int) string {
	line := []rune(strings.Join(strings.Fields(french.Line(text)), " "))
	if len(line) <= most {
		return string(line)
	}
	return strings.TrimSpace(string(line[:max(most, 12)])) + "…"
}

// reopen goes back to where a draft was typed; when that is no more, to the list
// of drafts, where its text is.
func reopen(d casefile.Draft, f frame) action {
	kind, name, _ := strings.Cut(d.Place, "/")
	if s := draftForm(kind, name, f); s != nil {
		s.draft = d
		return open{s}
	}
	switch kind {
	case "question":
		for _, r := range f.walk().Path {
			if string(r.Question.Fact) == name {
				return edit{r.Question.Fact}
			}
		}
		if next := f.walk().Next; next != nil && string(next.Fact) == name {
			return edit{next.Fact}
		}
	case "courrier":
		if l := letterNamed(name, f); l != nil {
			return composeLetter(l, f)
		}
	case "faits":
		return tellFacts(f)
	}
	return open{newDrafts()}
}

// draftForm is the form of a place, or nil.
func draftForm(kind, name string, f frame) *form {
	switch kind {
	case "parties":
		return newParties()
	case "facture":
		if name == "" {
			return newInvoice(addInvoice)
		}
		if at := slices.IndexFunc(f.kase.Invoices, func(in dossier.Invoice) bool { return in.Number == name }); at >= 0 {
			return newInvoice(at)
		}
	case "factures":
		return newInvoices()
	case "rappel":
		if step := f.guide.Verdict(f.answers).Step; step != nil {
			return newRecall(step)
		}
	case "reclamation":
		if name == "" {
			return newComplaint(addComplaint)
		}
		if at := complaintAt(name, f); at >= 0 {
			return newComplaint(at)
		}
	case "suivi":
		stage, number, _ := strings.Cut(name, "/")
		n := slices.IndexFunc(say.Milestones, func(m say.Milestone) bool { return french.Slug(m.Does) == stage })
		if at := complaintAt(number, f); at >= 0 && n >= 0 {
			return newMilestone(at, say.Milestones[n])
		}
	case "evenement":
		return newEvent(dossier.Event{Kind: dossier.EventKind(name)})
	case "envoi":
		if l := letterNamed(name, f); l != nil {
			return newLeft(l)
		}
	case "issue":
		if step := f.guide.Verdict(f.answers).Step; step != nil {
			if at := slices.IndexFunc(step.Outcomes, func(o decision.Outcome) bool { return french.Slug(o.Label) == name }); at >= 0 {
				return newHappened(step.Outcomes[at])
			}
		}
	}
	return nil
}

func letterNamed(id string, f frame) *decision.Letter {
	letters := f.guide.Letters()
	if at := slices.IndexFunc(letters, func(l decision.Letter) bool { return l.ID == id }); at >= 0 {
		return &letters[at]
	}
	return nil
}

func complaintAt(number string, f frame) int {
	return slices.IndexFunc(f.kase.Complaints, func(c dossier.Complaint) bool { return c.Number == number })
}
