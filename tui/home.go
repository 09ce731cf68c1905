package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/internal/dossier"
	"compromis/internal/draw"
	"compromis/internal/french"
	"compromis/internal/say"
)

// welcome is the first screen: a new conflict, the examples, what the tool is
// and is not.
type welcome struct {
	reading
	resumable bool // a case is under way
	practice  *practice
}

func newHome() *welcome {
	w := &welcome{practice: newPractice()}
	w.Page, w.blocks, w.verb, w.aside = draw.NewPage(true), w.lines, draw.KeyChoose, true
	return w
}

func (w *welcome) subject(frame) string { return "" }

func (w *welcome) measure(f frame) string {
	if f.Width < 80 {
		return "droit au " + french.Date(f.guide.Version)
	}
	return say.OldestReading(f.guide)
}

func (w *welcome) keys(f frame) []key.Binding {
	keys := []key.Binding{draw.KeyChoose, draw.Bind("n", "nouveau", "n")}
	if f.cases {
		keys = append(keys, keyCases)
	}
	return append(keys, draw.Bind("1-4", "exemple", "1", "2", "3", "4"), keyPractice, keyMap, keyProject, draw.KeyQuit)
}

func (w *welcome) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		if begun := len(f.answers.Said()) > 0; begun != w.resumable {
			w.resumable, w.cached = begun, nil
			w.Pick()
		}
	case tea.KeyPressMsg:
		for _, e := range f.guide.Exercises {
			if n := draw.Digit(msg); n > 0 && n == e.Welcome {
				return begin{answers: e.Answers, example: true}, nil
			}
		}
		switch {
		case msg.String() == "n":
			return begin{}, nil
		case key.Matches(msg, keyMap):
			return open{newMap()}, nil
		case f.cases && key.Matches(msg, keyCases):
			return open{newCases()}, nil
		case key.Matches(msg, keyProject):
			return open{newProjections("")}, nil
		case key.Matches(msg, keyPractice):
			return open{w.practice}, nil
		case key.Matches(msg, draw.KeyBack):
			return quit{}, nil
		}
	}
	return lead(w.Page.Update(msg, w.content(f), w.frame(f).Frame)), nil
}

func (w *welcome) lines(f frame) []draw.Block {
	roomy, airy := f.Height >= draw.TallHeight-3, f.Height > draw.TallHeight+1
	blocks := []draw.Block{}
	add := func(b ...draw.Block) { blocks = append(blocks, b...) }
	add(draw.Block{Lines: draw.Wrap(wordTagline, f.TextWidth(), f.Styles.Strong)})
	if roomy {
		add(draw.Gap())
	}
	if len(f.answers.Said()) > 0 {
		add(draw.Choice(wordResume, caseName(f.kase), resume{}, f.Frame))
	}
	add(draw.Choice(wordNew, when(airy, wordNewHelp), begin{}, f.Frame))
	if f.cases {
		add(draw.Choice(wordCases, "", open{newCases()}, f.Frame))
	}
	if roomy {
		add(draw.Gap())
	}
	add(draw.Note(wordExamples, f.Frame))
	for _, e := range f.guide.Exercises {
		if e.Welcome > 0 {
			add(draw.Choice(fmt.Sprintf("%d\u00a0\u00a0%s", e.Welcome, e.Title), "", begin{answers: e.Answers, example: true}, f.Frame))
		}
	}
	if roomy {
		add(draw.Gap())
	}
	add(draw.Note(wordLearn, f.Frame),
		draw.Choice(wordPractice, "", open{w.practice}, f.Frame), draw.Choice(wordMapPage, "", open{newMap()}, f.Frame),
		draw.Choice(wordProject, "", open{newProjections("")}, f.Frame))
	if airy {
		add(draw.Gap())
	}
	add(draw.Choice(wordArticle, "", open{newArticle()}, f.Frame), draw.Choice(wordHelpPage, "", open{newHelp(w.keys(f))}, f.Frame), draw.Gap(),
		draw.Note(say.NotAdvice+" "+wordLocal, f.Frame))
	if f.Width < 80 { // above, the head of the screen says it
		add(draw.Note("Droit au "+french.Date(f.guide.Version)+", "+say.Readings(f.guide)+".", f.Frame))
	}
	return blocks
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
