package workbench

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/handout"
	"compromis/internal/letter"
	"compromis/internal/paper"
	"compromis/internal/say"
)

// Sheet is a page on paper, as it will be read; false for one that is not shown so.
func (s State) Sheet(page string, on decision.Day) (paper.Paper, bool) {
	section, id, _ := strings.Cut(strings.TrimSuffix(page, ".md"), "/")
	g := s.Guide
	if g == nil {
		return paper.Paper{}, false
	}
	switch section {
	case "etapes":
		if step := g.Step(id); step != nil {
			return handout.Step(g, step), true
		}
	case "questions":
		if q := g.Question(decision.Fact(id)); q != nil {
			return question(q), true
		}
	case "fondements":
		if b := g.Basis(id); b != nil {
			return basis(b), true
		}
	case "cas-pratiques":
		for i := range g.Exercises {
			if e := &g.Exercises[i]; e.ID == id {
				return handout.Sheet(g, e, true), true
			}
		}
	case "courriers":
		for i := range g.Letters() {
			if l := &g.Letters()[i]; l.ID == id {
				return letter.Fill(g, l, dossier.Case{}, on).Paper, true
			}
		}
	}
	return paper.Paper{}, false
}

func question(q *decision.Question) (d paper.Paper) {
	d.Title(1, q.Title)
	d.Text(q.Help)
	var options []decision.Line
	for _, o := range q.Options {
		line := paper.Bold(o.Label)
		if o.Help != "" {
			line = append(line, decision.Span{Text: " — " + o.Help})
		}
		options = append(options, line)
	}
	d.List(decision.Numbered, options...)
	d.Part(2, "Pourquoi cette question", q.Why)
	d.Part(2, "Si vous ne savez pas", q.Unsure)
	return d
}

func basis(b *decision.LegalBasis) (d paper.Paper) {
	d.Title(1, b.Title)
	d.Text(b.Summary)
	d.Text(paper.Paragraphs(b.Reference+". "+say.Provenance(b), b.Link))
	d.Part(2, "Ce qui a changé", b.Changed)
	d.Part(2, "Droit discuté", b.Disputed)
	d.Part(2, "Texte à relire", b.Unread)
	return d
}

// Verdict says in a line whether the folder is sound.
func (s State) Verdict() string {
	if len(s.Wrong) == 0 && s.Guide != nil && len(s.Guide.Unwritten) > 0 {
		return "Rien n’est faux, mais " + say.Unwritten(s.Guide) + "."
	}
	if len(s.Wrong) == 0 {
		return "Le contenu est sûr."
	}
	return french.Plural(len(s.Wrong), "chose à corriger", "choses à corriger") + "."
}

// Unwritten says where passages are still to be written, once nothing is wrong: a line
// for each page.
func (s State) Unwritten() (told []string) {
	if s.Guide == nil || len(s.Wrong) > 0 {
		return nil
	}
	var pages []string
	lines := map[string][]string{}
	for _, u := range s.Guide.Unwritten {
		if lines[u.Page] == nil {
			pages = append(pages, u.Page)
		}
		lines[u.Page] = append(lines[u.Page], strconv.Itoa(u.Line))
	}
	slices.Sort(pages)
	for _, page := range pages {
		word := ", lignes "
		if len(lines[page]) == 1 {
			word = ", ligne "
		}
		told = append(told, french.Line(page)+word+strings.Join(lines[page], ", "))
	}
	return told
}

// Changes says what the session did to where paths lead.
func (s State) Changes() []say.MovesLine {
	if s.Guide == nil || s.Start == nil {
		return nil
	}
	if len(s.Moves.Moves) == 0 {
		return []say.MovesLine{{Text: "Depuis le début de la séance, aucun parcours n’a changé d’étape."}}
	}
	return say.Moves(s.Start, s.Guide, s.Moves)
}

// Lines tell a state in plain lines.
func (s State) Lines() []string {
	lines := []string{s.Verdict()}
	for _, c := range s.Wrong {
		lines = append(lines, fmt.Sprint(c))
	}
	if len(s.Wrong) > 0 {
		return lines
	}
	for _, line := range s.Unwritten() {
		lines = append(lines, "  "+line)
	}
	if s.Last == "" {
		return lines
	}
	lines = append(lines, "Dernière page enregistrée"+french.NBSP+": "+s.Last)
	if told := s.Through(s.Last); told != "" {
		lines = append(lines, told)
	}
	for _, l := range s.Changes() {
		lines = append(lines, l.Mark+l.Text)
	}
	return lines
}
