package tui

import (
	"fmt"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"compromis/internal/dossier"
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
	w.page, w.blocks, w.verb, w.aside = newPage(true), w.lines, keyChoose, true
	return w
}

func (w *welcome) subject(f frame) string {
	if f.width < 80 {
		return "droit au " + french.Date(f.guide.Version)
	}
	return say.OldestReading(f.guide)
}

func (w *welcome) keys(f frame) []key.Binding {
	keys := []key.Binding{keyChoose, bind("n", "nouveau", "n")}
	if f.cases {
		keys = append(keys, keyCases)
	}
	return append(keys, bind("1-4", "exemple", "1", "2", "3", "4"), keyPractice, keyMap, keyProject, keyQuit)
}

func (w *welcome) update(msg tea.Msg, f frame) (action, tea.Cmd) {
	switch msg := msg.(type) {
	case refreshed:
		if begun := f.answers.Len() > 0; begun != w.resumable {
			w.resumable, w.cached, w.fresh = begun, nil, true
		}
	case tea.KeyPressMsg:
		for _, e := range f.guide.Exercises {
			if n := digitOf(msg); n > 0 && n == e.Welcome {
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
		case key.Matches(msg, keyBack):
			return quit{}, nil
		}
	}
	return lead(w.page.update(msg, w.content(f), w.frame(f).canvas)), nil
}

func (w *welcome) lines(f frame) []block {
	roomy, airy := f.height >= tallHeight-3, f.height > tallHeight+1
	blocks := []block{}
	add := func(b ...block) { blocks = append(blocks, b...) }
	add(block{lines: wrapText(wordTagline, f.textWidth(), f.styles.strong)})
	if roomy {
		add(gap())
	}
	if f.answers.Len() > 0 {
		add(choice(wordResume, caseName(f.kase), resume{}, f.canvas))
	}
	add(choice(wordNew, when(airy, wordNewHelp), begin{}, f.canvas))
	if f.cases {
		add(choice(wordCases, "", open{newCases()}, f.canvas))
	}
	if roomy {
		add(gap())
	}
	add(note(wordExamples, f.canvas))
	for _, e := range f.guide.Exercises {
		if e.Welcome > 0 {
			add(choice(fmt.Sprintf("%d\u00a0\u00a0%s", e.Welcome, e.Title), "", begin{answers: e.Answers, example: true}, f.canvas))
		}
	}
	if roomy {
		add(gap())
	}
	add(note(wordLearn, f.canvas),
		choice(wordPractice, "", open{w.practice}, f.canvas), choice(wordMapPage, "", open{newMap()}, f.canvas),
		choice(wordProject, "", open{newProjections("")}, f.canvas))
	if airy {
		add(gap())
	}
	add(choice(wordArticle, "", open{newArticle()}, f.canvas), choice(wordHelpPage, "", open{newHelp(w.keys(f))}, f.canvas), gap(),
		note(wordNotice+" "+wordLocal, f.canvas))
	if f.width < 80 { // above, the head of the screen says it
		add(note("Droit au "+french.Date(f.guide.Version)+", "+say.Readings(f.guide)+".", f.canvas))
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
