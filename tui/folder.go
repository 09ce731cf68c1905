package tui

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// folder is the case as a whole: what is owed, the next date and the last act at a
// glance, then its parts, each behind a digit.
type folder struct {
	reading
	late int // where the letters that double a digit begin among its keys
}

func newFolder() *folder {
	s := &folder{reading: reading{Page: draw.NewPage(true), verb: draw.KeyOpen, about: wordFolder, pane: folderPane, paneFrom: folderPaneFrom, blocks: folderBlocks}}
	add := func(k key.Binding, do func() action, only func(f frame) bool) {
		s.extra = append(s.extra, shortcut{key: k, do: do, only: only})
	}
	add(keyOutcomes, func() action { return open{newOutcomes()} }, func(f frame) bool { return f.kase.Closed == "" && f.guide.Verdict(f.answers).Step != nil })
	add(keyCases, func() action { return open{newCases()} }, func(f frame) bool { return f.cases })
	add(keyDraft, func() action { return open{newDrafts()} }, func(f frame) bool { return len(f.drafts) > 0 })
	s.late = len(s.extra)
	for _, d := range append(slices.Concat(followUp(), shelf()), complaintsDoor()) {
		if d.key.Enabled() {
			add(d.key, d.open, nil)
		}
	}
	add(keyTimeline, func() action { return open{newTimeline()} }, nil)
	return s
}

// measure says in the header that the case is kept.
func (s *folder) measure(f frame) string {
	switch {
	case troubled(f):
		return ""
	case f.filing == saving:
		return keeping(f)
	case f.team.by != "":
		return otherTold(f)
	case f.Roomy():
		return keptWhere(f)
	}
	return ""
}

// keys are the digits and what is not behind one; the letters that double a digit
// come last.
func (s *folder) keys(f frame) []key.Binding {
	content := s.content(f)
	keys := []key.Binding{draw.KeyOpen, keyParts}
	for i, e := range s.extra {
		if i == s.late {
			keys = append(keys, draw.KeyBack)
			if s.More(content, s.frame(f).Frame) {
				keys = append(keys, draw.KeyPageDn)
			}
			keys = append(keys, keyHome, draw.KeyQuit)
		}
		if e.only == nil || e.only(f) {
			keys = append(keys, e.key)
		}
	}
	return keys
}

// update opens the part whose number is typed.
func (s *folder) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		if n := draw.Digit(press); n > 0 {
			return slices.Concat(followUp(), shelf())[n-1].open(), nil
		}
	}
	return s.reading.update(msg, f)
}

func folderBlocks(f frame) []draw.Block {
	blocks := folderHead(f)
	if troubled(f) {
		told := draw.Note(keeping(f), f.Frame)
		if f.team.shut+f.team.lost != "" { // one does not look for it
			told = draw.Block{Lines: draw.Wrap(keeping(f), f.TextWidth(), f.Styles.Caution)}
		}
		blocks = append(blocks, draw.Gap(), told)
		if f.filing == readOnly && !f.team.shared {
			blocks = append(blocks, takeHandBlock(nil, f))
		}
	}
	for _, more := range [][]draw.Block{standingBlocks(f), draftBlocks(f)} {
		if len(more) > 0 {
			blocks = append(append(blocks, draw.Gap()), more...)
		}
	}
	n := 0
	for _, part := range [][]door{followUp(), shelf()} {
		blocks = append(blocks, draw.Gap())
		for _, d := range part {
			n++
			blocks = append(blocks, doorBlock(strconv.Itoa(n), d, f))
		}
	}
	if len(f.kase.Complaints) > 0 || !f.kase.Owing(f.guide, f.today()) {
		blocks = append(blocks, doorBlock(keyComplaints.Help().Key, complaintsDoor(), f))
	}
	return blocks
}

// door is a part of the case one can open, and what there is behind.
type door struct {
	name string
	key  key.Binding // besides its digit; none when it is not enabled
	open func() action
	told func(f frame) string
}

// followUp is what moves in a case.
func followUp() []door {
	return []door{
		{"L’étape", key.Binding{}, func() action { return resume{} }, stepTold},
		{"Le compte", keyFigures, func() action { return open{newFigures()} }, accountTold},
		{"Les dates", key.Binding{}, func() action { return open{newAgenda()} }, datesTold},
		{"Le journal", keyJournal, func() action { return open{newJournal()} }, journalTold},
		{"Les écrits", keyLetters, func() action { return open{newLetters()} }, lettersTold},
	}
}

// shelf is what a case is made of, and what one makes of it.
func shelf() []door {
	said := func(text string) func(frame) string { return func(frame) string { return text } }
	return []door{
		{"Les parties", keyParties, func() action { return open{newParties()} }, partiesTold},
		{"Mes réponses", key.Binding{}, func() action { return open{newRecap()} }, answersTold},
		{"À remettre", key.Binding{}, func() action { return open{newHandOver()} }, said("à un médiateur\u00a0; à votre avocat")},
		{"Le fichier", keyFile, func() action { return open{newFileMenu()} }, said("protéger, archiver, supprimer")},
	}
}

func complaintsDoor() door {
	return door{"Réclamations", keyComplaints, func() action { return open{newComplaints()} }, complaintsTold}
}

// doorWidth aligns what there is behind the doors.
const doorWidth = 17

// doorBlock is a line one opens: its key, its name, what there is behind. On a narrow
// screen what there is stands under the name.
func doorBlock(key string, d door, f frame) draw.Block {
	name := f.Styles.Strong.Render(key) + "  " + d.name
	told := d.told(f)
	if !f.Roomy() {
		return draw.Block{Lines: append([]string{name}, draw.Hang(told, f.TextWidth(), "   ", f.Styles.Dim)...), Lead: d.open()}
	}
	mark := name + strings.Repeat(" ", max(doorWidth-ansi.StringWidth(name), 1))
	return draw.Block{Lines: draw.Hang(told, f.TextWidth(), mark, f.Styles.Dim), Lead: d.open()}
}

// standingBlocks are what comes before the step: what to wait for, that nothing is
// owed any more, an answer that does not fit what the case holds.
func standingBlocks(f frame) []draw.Block {
	if f.kase.Closed != "" {
		return nil
	}
	var blocks []draw.Block
	s := f.kase.Standing(f.guide, f.today())
	if s.Settled {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(say.Settled(f.kase.Claim(f.guide, f.today())), f.TextWidth(), f.Styles.Strong), Lead: open{newOutcomes()}})
	}
	if awaited := say.Awaited(s); awaited != "" {
		b := draw.Block{Lines: draw.Wrap(awaited, f.TextWidth(), f.Styles.Strong)}
		if !s.Waiting() {
			b.Lead = open{newOutcomes()}
		}
		blocks = append(blocks, b)
	}
	return append(blocks, heldOtherwise(f)...)
}

// keeping says whether and where the case is kept.
func keeping(f frame) string {
	if f.team.shut != "" {
		return f.team.shut
	}
	switch f.filing {
	case saving:
		if f.late {
			return "Pas encore enregistré" + french.NBSP + ": " + storeName(f.team.shared) + " ne répond pas."
		}
		return "Enregistrement…"
	case kept:
		if told := teamTold(f); told != "" {
			return told
		}
		return keptWhere(f) + " après chaque changement."
	case readOnly:
		if told := teamTold(f); told != "" {
			return told
		}
		if f.team.shared {
			return "Vous êtes lecteur de ces dossiers" + french.NBSP + ": ici, lecture seule."
		}
		if !f.elsewhere {
			return "Ce dossier ne peut pas être écrit" + french.NBSP + ": ici, lecture seule."
		}
		return "Ouvert dans une autre fenêtre" + french.NBSP + ": ici, lecture seule."
	case unsaved:
		return "Non enregistré" + french.NBSP + ": le dernier essai a échoué."
	}
	return "Ce dossier n’est pas gardé."
}

// troubled says whether the case is not kept as it should.
func troubled(f frame) bool {
	return f.filing != kept && f.filing != saving || f.late || f.team.waiting > 0 || f.team.lost != "" || f.team.shut != ""
}
