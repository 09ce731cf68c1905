package decision

import (
	"slices"
	"sync"
)

// Style is what was found of the words of the content, for its authors. Nothing in
// it is an error.
type Style struct {
	Remarks []StyleRemark
	Ease    []Ease
}

// StyleRemark is a sentence to cut, a word to explain or a page to make easier.
type StyleRemark struct {
	Pos   string
	Quote string
	Say   string
}

// ToWrite marks, in a page that was begun for its author, what is still to be written.
const ToWrite = "À ÉCRIRE"

// Unwritten is a passage of a page that is still to be written: nobody but its author
// should read it.
type Unwritten struct {
	Page string // "etapes/appeler-client.md"
	File string // as its author named it
	Line int
	Text string
}

// Ease is how easy a page is to read, from 0 to 207: 60 is what a daily paper is
// written in.
type Ease struct {
	Page  string
	Score float64
}

// SetStyle gives the guide what was found of its words. Only those who check it
// need it: read is called once, when it is first asked for.
func (g *Guide) SetStyle(read func() Style) { g.style = sync.OnceValue(read) }

// Style returns what was found of the words of the content.
func (g *Guide) Style() Style {
	if g.style == nil {
		return Style{}
	}
	return g.style()
}

// Median returns the ease of the page in the middle, 0 without any page.
func (s Style) Median() float64 {
	if len(s.Ease) == 0 {
		return 0
	}
	scores := make([]float64, len(s.Ease))
	for i, e := range s.Ease {
		scores[i] = e.Score
	}
	slices.Sort(scores)
	return scores[len(scores)/2]
}
