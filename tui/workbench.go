package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/workbench"
)

// WorkbenchConfig is what the workbench needs from outside: the folder, what it comes
// to, the day, and what opens a page in the editor of the author.
type WorkbenchConfig struct {
	Dir    string
	States <-chan workbench.State
	Today  time.Time
	Open   func(file string) tea.Cmd
}

// Workbench is the screen of who writes pages: what is wrong with the page last saved,
// what passes through it, what the session moved, and the page as it will be read. It is
// a program of its own, beside [Model]: it holds no case.
type Workbench struct {
	config   WorkbenchConfig
	state    workbench.State
	begun    bool
	at       string // the page in sight
	paper    bool   // as it is on paper
	helped   bool
	opened   error // why the editor did not open
	page     draw.Page
	terminal draw.Terminal
}

// NewWorkbench returns the screen of a folder.
func NewWorkbench(c WorkbenchConfig) *Workbench {
	return &Workbench{config: c, page: draw.NewPage(false)}
}

// EditorDone says that the editor is closed.
type EditorDone struct{ Err error }

// The keys of the workbench.
var (
	keyNextPage  = draw.Bind("→", "page suivante", "right", "n")
	keyPrevPage  = draw.Bind("←", "page précédente", "left", "p")
	keyNextWrong = draw.Bind("e", "erreur suivante", "e")
	keyOpenPage  = draw.Bind("o", "ouvrir", "o", "enter")
	keyOnPaper   = draw.Bind("v", "écran ou papier", "v", "tab")
)

// Init waits for the first state.
func (w *Workbench) Init() tea.Cmd { return tea.Batch(tea.RequestBackgroundColor, w.listen) }

// listen waits for a state.
func (w *Workbench) listen() tea.Msg {
	s, ok := <-w.config.States
	if !ok {
		return nil
	}
	return s
}

// Update takes a state, a key, or what the terminal says of itself.
func (w *Workbench) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case workbench.State:
		w.learn(msg)
		return w, w.listen
	case tea.WindowSizeMsg, tea.BackgroundColorMsg, tea.ColorProfileMsg:
		w.terminal.Learn(msg)
	case EditorDone:
		w.opened = msg.Err
	case tea.KeyPressMsg:
		return w, w.press(msg)
	default:
		w.scroll(msg)
	}
	return w, nil
}

// learn shows a state: the page saved last, unless it is that one already.
func (w *Workbench) learn(s workbench.State) {
	last := w.state.Last
	w.state = s
	if !w.begun || s.Last != last || !slices.Contains(s.Pages, w.at) {
		w.show(s.Last)
	}
	w.begun = true
}

func (w *Workbench) show(page string) {
	if page != w.at {
		w.at, w.page, w.opened = page, draw.NewPage(false), nil
	}
}

func (w *Workbench) press(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, draw.KeyQuit):
		return tea.Quit
	case key.Matches(msg, draw.KeyHelp):
		w.helped = !w.helped
		w.page = draw.NewPage(false)
	case key.Matches(msg, keyNextPage):
		w.turn(1)
	case key.Matches(msg, keyPrevPage):
		w.turn(-1)
	case key.Matches(msg, keyNextWrong):
		w.nextWrong()
	case key.Matches(msg, keyOnPaper):
		w.paper = !w.paper
		w.page = draw.NewPage(false)
	case key.Matches(msg, keyOpenPage) && w.at != "" && w.config.Open != nil:
		return w.config.Open(w.at)
	case msg.String() == "esc":
		w.helped = false
	default:
		w.scroll(msg)
	}
	return nil
}

// turn goes to another page, around.
func (w *Workbench) turn(by int) {
	if n := len(w.state.Pages); n > 0 {
		w.show(w.state.Pages[(slices.Index(w.state.Pages, w.at)+by+n)%n])
	}
}

// nextWrong goes to the next page with something to correct.
func (w *Workbench) nextWrong() {
	n := len(w.state.Pages)
	for i := range n {
		page := w.state.Pages[(slices.Index(w.state.Pages, w.at)+1+i+n)%n]
		if len(w.state.WrongWith(page)) > 0 {
			w.show(page)
			return
		}
	}
}

func (w *Workbench) scroll(msg tea.Msg) {
	if f := w.terminal.Frame(); !f.Small() {
		f = f.Inner()
		w.page.Update(msg, w.blocks(f), f)
	}
}

// View draws the page in sight.
func (w *Workbench) View() tea.View {
	v := tea.NewView("")
	v.AltScreen = true
	v.MouseMode = tea.MouseModeCellMotion
	v.WindowTitle = "Compromis, l’établi"
	switch f := w.terminal.Frame(); {
	case w.terminal.Width == 0:
	case f.Small():
		v.Content = draw.TooSmall(f)
	default:
		inner := f.Inner()
		v.Content = draw.Window{
			Name: wordName, Trail: []string{"Établi", w.named()}, Fact: w.place(),
			Keys: []key.Binding{keyNextPage, keyNextWrong, keyOpenPage, keyOnPaper, draw.KeyQuit}, Help: draw.KeyHelp,
			Body: w.page.View(w.blocks(inner), inner),
		}.Draw(f)
	}
	return v
}

func (w *Workbench) named() string {
	if w.at == "" {
		return french.Shown(w.config.Dir)
	}
	return w.at
}

// place is which page of the folder it is.
func (w *Workbench) place() string {
	if i := slices.Index(w.state.Pages, w.at); i >= 0 {
		return strconv.Itoa(i+1) + "/" + strconv.Itoa(len(w.state.Pages))
	}
	return ""
}

// blocks are what one reads: what is wrong first, then what the page does, then itself.
func (w *Workbench) blocks(f draw.Frame) []draw.Block {
	switch {
	case w.helped:
		return w.help(f)
	case !w.begun:
		return []draw.Block{draw.Note("Lecture des pages…", f)}
	}
	blocks := w.wrong(f)
	if w.opened != nil {
		blocks = append(blocks, draw.Block{Lines: draw.Wrap(draw.FaultMark+" "+w.opened.Error(), f.TextWidth(), f.Styles.Fault)})
	}
	if told := w.state.Through(w.at); told != "" {
		blocks = append(blocks, draw.Plain(told, f))
	}
	for _, l := range w.state.Changes() {
		blocks = append(blocks, draw.Block{Lines: draw.Hang(strings.TrimSpace(l.Text), f.TextWidth(), l.Mark, f.Styles.Dim)})
	}
	return append(blocks, w.sheet(f)...)
}

// wrong lists what is to be corrected: on the page in sight, then elsewhere.
func (w *Workbench) wrong(f draw.Frame) []draw.Block {
	if left := w.state.Unwritten(); len(left) > 0 {
		blocks := []draw.Block{{Lines: draw.Wrap(draw.FaultMark+" "+w.state.Verdict(), f.TextWidth(), f.Styles.Fault)}}
		for _, line := range left {
			blocks = append(blocks, draw.Block{Lines: draw.Hang(line, f.TextWidth(), "  ", f.Styles.Text)})
		}
		return blocks
	}
	if len(w.state.Wrong) == 0 {
		return []draw.Block{{Lines: draw.Wrap("✓ "+w.state.Verdict(), f.TextWidth(), f.Styles.Accent)}}
	}
	blocks := []draw.Block{{Lines: draw.Wrap(draw.FaultMark+" "+w.state.Verdict(), f.TextWidth(), f.Styles.Fault)}}
	own := w.state.WrongWith(w.at)
	for _, c := range own {
		mark := ""
		if c.Line > 0 {
			mark = f.Styles.Accent.Render("ligne "+strconv.Itoa(c.Line)) + "  "
		}
		blocks = append(blocks, draw.Gap(), draw.Block{Lines: draw.Hang(french.Line(c.Say), f.TextWidth(), mark, f.Styles.Strong)})
		blocks = append(blocks, quoted(c, "  ", f)...)
	}
	if len(own) < len(w.state.Wrong) {
		blocks = append(blocks, draw.Gap())
		if w.at != "" {
			blocks = append(blocks, draw.Note("Dans d’autres fichiers :", f))
		}
		for _, c := range w.state.Wrong {
			if !slices.Contains(own, c) {
				said, _, _ := strings.Cut(c.String(), "\n")
				blocks = append(blocks, draw.Block{Lines: draw.Hang(said, f.TextWidth(), "  ", f.Styles.Text)})
				blocks = append(blocks, quoted(c, "    ", f)...)
			}
		}
	}
	if w.state.Guide != nil && w.at != "" {
		blocks = append(blocks, draw.Gap(), draw.Note("Ci-dessous, la page telle qu’elle était quand tout était sûr.", f))
	}
	return blocks
}

// quoted is the line at fault, below what is said of it.
func quoted(c fmt.Stringer, mark string, f draw.Frame) []draw.Block {
	_, quote, found := strings.Cut(c.String(), "\n")
	if !found {
		return nil
	}
	return []draw.Block{{Lines: draw.Hang(strings.TrimSpace(quote), f.TextWidth(), mark, f.Styles.Dim)}}
}

// sheet is the page as it will be read, on a screen or on paper. What is only read on
// paper is shown so.
func (w *Workbench) sheet(f draw.Frame) []draw.Block {
	on := decision.DayOf(w.config.Today)
	shown := frame{f, &matter{guide: w.state.Guide, answers: decision.NewAnswers(w.config.Today)}}
	if !w.paper && w.state.Guide != nil {
		if blocks := onScreen(w.at, shown); blocks != nil {
			return still(append([]draw.Block{draw.Gap(), draw.Heading("À l’écran", f), draw.Gap()}, blocks...))
		}
	}
	d, ok := w.state.Sheet(w.at, on)
	if !ok {
		return nil
	}
	return still(append([]draw.Block{draw.Gap(), draw.Heading("Sur papier", f)}, paperBlocks(d, shown)...))
}

// onScreen is a page as the full screen shows it; nil for one that it does not show.
func onScreen(page string, f frame) []draw.Block {
	section, id, _ := strings.Cut(strings.TrimSuffix(page, ".md"), "/")
	switch section {
	case "etapes":
		if s := f.guide.Step(id); s != nil {
			return slices.Concat([]draw.Block{stepBanner(s, dossier.Standing{}, f)}, draw.Facts(f.guide, s, f.Frame), stepBody(s, nil, false, f))
		}
	case "questions":
		if asked := f.guide.Question(decision.Fact(id)); asked != nil {
			return questionBlocks(asked, f)
		}
	case "causes":
		if f.guide.Cause(decision.Value(id)) != nil {
			return causeBlocks(decision.Value(id), "", f)
		}
	case "fondements":
		if f.guide.Basis(id) != nil {
			return newBasis(id).content(f)
		}
	case "cas-pratiques":
		if i := slices.IndexFunc(f.guide.Exercises, func(e decision.Exercise) bool { return e.ID == id }); i >= 0 {
			e := &f.guide.Exercises[i]
			documents := draw.Section(wordInHand, draw.Text(e.Documents, f.TextWidth(), f.Styles), f.Frame)
			return slices.Concat(storyBlocks(e, f), documents, lesson(e, f))
		}
	}
	return nil
}

// still takes away what blocks lead to: there is nothing else to open here.
func still(blocks []draw.Block) []draw.Block {
	for i := range blocks {
		blocks[i].Lead = nil
	}
	return blocks
}

// help explains the keys, and what to do.
func (w *Workbench) help(f draw.Frame) []draw.Block {
	blocks := []draw.Block{
		draw.Heading("L’établi", f),
		draw.Plain("Modifiez vos pages dans l’éditeur de votre choix, et enregistrez : l’établi relit le dossier aussitôt. Il dit ce qui ne va pas, montre la page enregistrée, combien de parcours y passent, et ce que vos changements ont fait aux étapes depuis le début de la séance.", f),
		draw.Gap(), draw.Heading("Les touches", f),
	}
	for _, b := range []key.Binding{keyNextPage, keyPrevPage, keyNextWrong, keyOpenPage, keyOnPaper, draw.KeyHelp, draw.KeyQuit} {
		blocks = append(blocks, draw.Fact(b.Help().Key, b.Help().Desc, f.Styles.Text, f))
	}
	return blocks
}
