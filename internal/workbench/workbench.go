// Package workbench follows a folder of pages while its author edits it, in any editor:
// what is wrong with it, the page last saved as it will be read, what passes through it,
// and what the session changed of the step each path leads to.
//
// [Bench.Look] reads the folder once; [Follow] does so each time it changes, once the
// editor is done. A screen, or plain lines, show the [State] it finds.
package workbench

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"compromis/content"
	"compromis/decision"
	"compromis/internal/french"
)

// Bench is a folder at work.
type Bench struct {
	Dir   string
	start *decision.Guide // the content when the session began, or that of the program when it was not sound
	sound *decision.Guide // the last that was
	print string
}

// New returns the bench of a folder.
func New(dir string) *Bench { return &Bench{Dir: dir} }

// There says whether there is a folder to follow.
func There(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// State is what a folder is at a moment.
type State struct {
	Guide *decision.Guide     // what is sound, now or when it last was; nil before
	Wrong content.Complaints  // what is not, by file
	Pages []string            // those of the folder and its tables, « etapes/appeler-client.md », by name
	Last  string              // the one saved last; may be empty
	Moves decision.Comparison // what the session changed
	Start *decision.Guide     // since then
	Fresh bool                // something changed since the last look
}

// Look reads the folder as it is.
func (b *Bench) Look(today time.Time) State {
	s := State{Guide: b.sound, Start: b.start}
	s.Pages, s.Last = pagesOf(b.Dir)
	print := content.Fingerprint(b.Dir)
	s.Fresh, b.print = print != b.print, print
	g, err := content.Over([]string{b.Dir}, today, content.Proofs{})
	switch {
	case err == nil:
		b.sound, s.Guide = g, g
	case !errors.As(err, &s.Wrong):
		s.Wrong = content.Complaints{{File: b.Dir, Say: err.Error()}}
	}
	if b.start == nil {
		if b.start = g; err != nil {
			b.start, _ = content.Load() //nolint:errcheck // the tests prove it sound
		}
	}
	if s.Start = b.start; s.Guide != nil {
		s.Moves, _ = decision.Compare(s.Start, s.Guide) //nolint:errcheck // questions in another order: nothing to say
	}
	return s
}

// sections are the folders of pages, and of tables; atTop are the pages beside them.
var (
	sections = []string{"questions", "etapes", "fondements", "causes", "courriers", "cas-pratiques", "baremes"}
	atTop    = []string{"echelle.md", "article.md", "situations.md", "mots.md"}
)

// together is how close a page and what ranks it, the ladder or a table, are written: the
// page is then the one to show.
const together = 2 * time.Second

// pagesOf lists the pages of a folder, and says which was saved last.
func pagesOf(dir string) (pages []string, last string) {
	var latest time.Time
	see := func(name string) {
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil || !info.Mode().IsRegular() {
			return
		}
		pages = append(pages, name)
		slack := time.Duration(0)
		if !strings.Contains(name, "/") || strings.HasPrefix(name, "baremes/") {
			slack = together
		}
		if info.ModTime().After(latest.Add(slack)) {
			latest, last = info.ModTime(), name
		}
	}
	for _, section := range sections {
		entries, _ := os.ReadDir(filepath.Join(dir, section)) //nolint:errcheck // a folder that is not there has no page
		for _, e := range entries {
			ext := ".md"
			if section == "baremes" {
				ext = ".csv"
			}
			if name := e.Name(); strings.HasSuffix(name, ext) && name[0] != '.' && name[0] != '_' && name[0] != '~' && name[0] != '#' {
				see(section + "/" + name)
			}
		}
	}
	for _, name := range atTop {
		see(name)
	}
	return pages, last
}

// WrongWith are the complaints about a page.
func (s State) WrongWith(page string) (all content.Complaints) {
	for _, c := range s.Wrong {
		if strings.HasSuffix(filepath.ToSlash(c.File), "/"+page) {
			all = append(all, c)
		}
	}
	return all
}

// Through says what passes through a page; nothing of a page that no path knows.
func (s State) Through(page string) string {
	section, id, _ := strings.Cut(strings.TrimSuffix(page, ".md"), "/")
	g := s.Guide
	if g == nil || id == "" || section == "baremes" {
		return ""
	}
	steps, facts, said := stepsOf(g, section, id)
	if len(steps)+len(facts)+len(said) == 0 {
		return "Aucun parcours ne passe par cette page."
	}
	played := 0
	for _, e := range g.Exercises {
		if slices.Contains(steps, e.Step) || slices.ContainsFunc(e.Answers, func(a decision.Setting) bool { return slices.Contains(facts, a.Fact) || slices.Contains(said, a) }) {
			played++
		}
	}
	return french.Plural(g.Through(steps, facts, said), "parcours passe", "parcours passent") + " par ici, " + french.Plural(played, "cas pratique", "cas pratiques") + "."
}

// stepsOf are the steps, the facts or the answers by which paths pass through a page.
func stepsOf(g *decision.Guide, section, id string) (steps []string, facts []decision.Fact, said []decision.Setting) {
	switch section {
	case "etapes":
		if g.Step(id) != nil {
			steps = []string{id}
		}
	case "questions":
		if g.Question(decision.Fact(id)) != nil {
			facts = []decision.Fact{decision.Fact(id)}
		}
	case "causes":
		said = []decision.Setting{{Fact: decision.FactCause, Value: decision.Value(id)}}
	case "fondements":
		for _, s := range g.Steps {
			if cites(s, id) {
				steps = append(steps, s.ID)
			}
		}
	case "courriers":
		for _, l := range g.Letters() {
			if l.ID == id {
				steps = l.Steps
			}
		}
	case "cas-pratiques":
		for _, e := range g.Exercises {
			if e.ID == id {
				steps = []string{e.Step}
			}
		}
	}
	return steps, facts, said
}

// cites says whether a step rests on a text.
func cites(s decision.Step, basis string) bool {
	return slices.ContainsFunc(s.Bases, func(c decision.Citation) bool { return c.Basis == basis }) ||
		slices.ContainsFunc(s.When, func(a decision.Alternative) bool {
			return slices.ContainsFunc(a.Conditions, func(c decision.Condition) bool { return c.Basis == basis })
		})
}
