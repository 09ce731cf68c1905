package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// welcome is the first screen: what is due this week before anything else, then a
// new conflict, the examples, what the tool is and is not.
type welcome struct {
	reading
	resumable bool // a case is under way
	practice  *practice

	cases  casefile.Listing
	told   bool               // cases is what the folder holds, or nothing can be said of it
	asked  bool               // the folder is being read
	acted  bool               // since it is being read: what is under the hand stays there
	saving bool               // the case under way was not on the disk yet
	due    []casefile.Summary // what is due this week, as the digits open it
}

func newHome() *welcome {
	w := &welcome{practice: newPractice()}
	w.Page, w.blocks, w.verb, w.aside = draw.NewPage(true), w.lines, draw.KeyChoose, true
	return w
}

func (w *welcome) subject(frame) string { return "" }

func (w *welcome) measure(f frame) string {
	w.content(f)
	if len(w.due) > 0 {
		return french.Date(f.answers.Today())
	}
	if told := say.OldestReading(f.guide); 2*ansi.StringWidth(told) < f.Width {
		return told
	}
	return "droit au " + french.Date(f.guide.Version)
}

func (w *welcome) keys(f frame) []key.Binding {
	w.content(f)
	return w.shown(f)
}

// shown are the keys of the page as it was last laid out.
func (w *welcome) shown(f frame) []key.Binding {
	var keys []key.Binding
	if len(w.due) > 0 {
		keys = append(keys, draw.KeyOpen, draw.Bind(digits(len(w.due)), "aller", digitKeys(len(w.due))...), keyNew, keyCases, keyExamples)
	} else {
		keys = append(keys, draw.KeyChoose, keyNew)
		if f.cases {
			keys = append(keys, keyCases)
		}
		keys = append(keys, draw.Bind("1-4", "exemple", "1", "2", "3", "4"))
	}
	return append(keys, keyPractice, keyMap, keyProject, keyArticle, keyQuitHome)
}

// digits are those that open so many lines.
func digits(n int) string {
	if n == 1 {
		return "1"
	}
	return fmt.Sprintf("1-%d", n)
}

func digitKeys(n int) []string {
	keys := make([]string, n)
	for i := range keys {
		keys[i] = strconv.Itoa(i + 1)
	}
	return keys
}

func (w *welcome) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		return w.refreshed(f), nil
	case listed:
		w.listed(msg)
		return nil, nil
	case tea.KeyPressMsg:
		w.acted = true
		if do := w.pressed(msg, f); do != nil {
			w.told = w.told && !leaves(do)
			return do, nil
		}
	}
	do := lead(w.Page.Update(msg, w.content(f), w.frame(f).Frame))
	if do != nil {
		w.told = false
	}
	return do, nil
}

// leaves says whether one comes back to another folder of cases.
func leaves(do action) bool {
	_, quits := do.(quit)
	return !quits
}

// refreshed asks for the list of cases each time one comes here, and once the case
// under way is on the disk.
func (w *welcome) refreshed(f frame) action {
	if begun := len(f.answers.Said()) > 0; begun != w.resumable {
		w.resumable, w.cached = begun, nil
		w.Pick()
	}
	was := w.saving
	w.saving = f.filing == saving
	if !f.cases || w.asked || w.saving || w.told && !was {
		return nil
	}
	w.asked, w.acted = true, false
	return peekCases{}
}

// listed shows what is due, unless one has begun to do something here: lines do not
// move under the hand.
func (w *welcome) listed(msg listed) {
	w.asked, w.told = false, true
	if msg.words != "" || w.acted && len(w.cached) > 0 {
		return
	}
	w.cases, w.cached = msg.all, nil
	w.Pick()
}

// pressed is what a key does here.
func (w *welcome) pressed(press tea.KeyPressMsg, f frame) action {
	w.content(f) // the digits are those of the page
	n := draw.Digit(press)
	switch {
	case n > 0 && n <= len(w.due):
		return openCase{id: w.due[n-1].ID}
	case n > 0 && len(w.due) == 0:
		for _, e := range f.guide.Exercises {
			if n == e.Welcome {
				return begin{answers: e.Answers, example: true}
			}
		}
	case key.Matches(press, keyNew):
		return begin{}
	case key.Matches(press, keyMap):
		return open{newMap()}
	case f.cases && key.Matches(press, keyCases):
		return open{newCases()}
	case key.Matches(press, keyProject):
		return open{newProjections("")}
	case key.Matches(press, keyPractice):
		return open{w.practice}
	case key.Matches(press, keyArticle):
		return open{newArticle()}
	case len(w.due) > 0 && key.Matches(press, keyExamples):
		return open{newExamples()}
	case key.Matches(press, keyQuitHome):
		return quit{}
	}
	return nil
}

func (w *welcome) lines(f frame) []draw.Block {
	w.due, w.pane = dueThisWeek(w.cases.Cases, f), nil
	if len(w.due) > 0 {
		w.pane, w.paneFrom = w.preview, draw.WideWidth
		return append(w.week(f), w.menu(f)...)
	}
	roomy := f.Height >= draw.TallHeight-3
	blocks := []draw.Block{{Lines: draw.Wrap("Un conflit avec un client"+french.NBSP+"?", f.TextWidth(), f.Styles.Title)}, draw.Plain(wordPromise, f.Frame)}
	if roomy && !f.Wide() && !w.resumable { // on a wide screen, the whole road stands beside the page
		blocks = append(blocks, draw.Block{Lines: []string{draw.RoadLine(f.guide.Stops(decision.Walk{}, ""), f.TextWidth(), f.Styles)}})
	}
	if roomy {
		blocks = append(blocks, draw.Gap())
	}
	blocks = append(blocks, w.conflicts(f)...)
	blocks = append(blocks, draw.Section(wordExamples, exampleBlocks(f), f.Frame)...)
	blocks = append(blocks, draw.Section(wordLearn, w.learning(f), f.Frame)...)
	if f.Height > draw.TallHeight { // a line too much in the usual window
		blocks = append(blocks, draw.Gap())
	}
	blocks = append(blocks, draw.Note(informs(f), f.Frame))
	if f.Width < 80 { // above, the head of the screen says it
		blocks = append(blocks, draw.Note("Droit au "+french.Date(f.guide.Version)+", "+say.Readings(f.guide)+".", f.Frame))
	}
	return blocks
}

// conflicts is what one does with conflicts: go on, begin another, see all.
func (w *welcome) conflicts(f frame) []draw.Block {
	var blocks []draw.Block
	if len(f.answers.Said()) > 0 {
		blocks = append(blocks, pairBlock("", wordResume, caseName(f.kase), resume{}, f))
	}
	blocks = append(blocks, pairBlock("n", wordNew, wordNewHelp, begin{}, f))
	if f.cases {
		blocks = append(blocks, pairBlock("d", wordCases, counted(w.cases), open{newCases()}, f))
	}
	return blocks
}

// menu is the rest of the page, once it has said what is due.
func (w *welcome) menu(f frame) []draw.Block {
	blocks := draw.Section("Vos conflits", w.conflicts(f), f.Frame)
	learning := append([]draw.Block{pairBlock("x", wordSeeExample, "quatre conflits déjà remplis", open{newExamples()}, f)}, w.learning(f)...)
	return append(append(blocks, draw.Section(wordLearn, learning, f.Frame)...), draw.Gap(), draw.Note(informs(f), f.Frame))
}

func (w *welcome) learning(f frame) []draw.Block {
	return []draw.Block{
		pairBlock("e", wordPractice, french.Number(len(f.guide.Exercises))+" cas, à votre rythme", open{w.practice}, f),
		pairBlock("p", wordProject, "un cas pas à pas, et ses votes", open{newProjections("")}, f),
		pairBlock("t", wordMapPage, "toutes les voies sur une carte", open{newMap()}, f),
		pairBlock("f", "L’article et le droit", "ce qu’il disait, ce que dit la loi", open{newArticle()}, f),
		pairBlock("?", wordHelpPage, "les touches, et ce qu’il n’est pas", open{newHelp(slices.Concat(w.shown(f), draw.PageKeys, []key.Binding{draw.KeyHelp}))}, f),
	}
}

// exampleBlocks are the conflicts of the article, by their digits.
func exampleBlocks(f frame) []draw.Block {
	var blocks []draw.Block
	for _, e := range f.guide.Exercises {
		if e.Welcome > 0 {
			blocks = append(blocks, pairBlock(strconv.Itoa(e.Welcome), e.Title, "", begin{answers: e.Answers, example: true}, f))
		}
	}
	return blocks
}

// newExamples lists the conflicts of the article, when the home page has other things
// to say.
func newExamples() *reading {
	r := &reading{Page: draw.NewPage(true), verb: draw.KeyOpen, about: wordSeeExample}
	r.blocks = func(f frame) []draw.Block {
		return append([]draw.Block{{Lines: draw.Wrap(wordExamples, f.TextWidth(), f.Styles.Title)}, draw.Note("Rien n’en est gardé.", f.Frame), draw.Gap()}, exampleBlocks(f)...)
	}
	return r
}

// pairWidth aligns what is said of the lines of a menu.
const pairWidth = 31

// pairBlock is a line of a menu: its key, its name, and what is behind where there
// is room for it.
func pairBlock(key, name, told string, do action, f frame) draw.Block {
	text := "   " + name
	if key != "" {
		text = f.Styles.Strong.Render(key) + "  " + name
	}
	if told == "" || pairWidth+ansi.StringWidth(told) > f.TextWidth() {
		return draw.Block{Lines: draw.Hang(name, f.TextWidth(), strings.TrimSuffix(text, name), f.Styles.Text), Lead: do}
	}
	mark := text + strings.Repeat(" ", max(pairWidth-ansi.StringWidth(text), 2))
	return draw.Block{Lines: draw.Hang(told, f.TextWidth(), mark, f.Styles.Dim), Lead: do}
}

// caseName is the client of a case, if it is known.
func caseName(c dossier.Case) string { return c.Client.Name }

// when returns the text if the condition holds.
func when(ok bool, text string) string {
	if ok {
		return text
	}
	return ""
}
