package content

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"compromis/decision"
	"compromis/internal/dossier"
)

// Runnable says whether every command can run with a guide: it holds the pages,
// answers and time limits the program knows by name ([dossier.Names]), and a
// line of figures for each step. The error is [Complaints]. A guide that is not
// runnable may still be sound: see [Verify].
func Runnable(g *decision.Guide) error {
	r := reader{guide: g}
	for _, id := range dossier.Names.Bases {
		if !slices.ContainsFunc(g.Bases, func(b decision.LegalBasis) bool { return b.ID == id }) {
			r.complain("fondements/"+id+".md", 0, "", "cette page manque, et le programme la cite dans ses calculs. Rétablissez-la sous ce nom.")
		}
	}
	for _, id := range dossier.Names.Steps {
		if !slices.ContainsFunc(g.Steps, func(s decision.Step) bool { return s.ID == id }) {
			r.complain("etapes/"+id+".md", 0, "", "cette page manque, et le programme s'en sert pour le journal et les courriers. Rétablissez-la sous ce nom.")
		}
	}
	for _, s := range dossier.Names.Answers {
		file, page := "questions/"+string(s.Fact)+".md", g.Question(s.Fact)
		switch {
		case page == nil:
			r.complain(file, 0, "", "cette page manque, et le programme lit ses réponses. Rétablissez-la sous ce nom.")
		case page.Option(s.Value) == nil:
			r.complain(file, 0, "", "la réponse « %s » manque, et le programme la lit. Rétablissez-la sous « Réponses ».", s.Value)
		}
	}
	for _, id := range dossier.Names.TimeLimits {
		if !slices.ContainsFunc(g.TimeLimits, func(l decision.TimeLimit) bool { return l.ID == id }) {
			r.complain("baremes/delais.csv", 0, "", "le délai « %s » manque, et le programme le compte. Rétablissez sa ligne.", id)
		}
	}
	r.acts()
	r.costs()
	if len(r.complaints) > 0 {
		return r.sorted()
	}
	return nil
}

// acts complains of what the pages say enters a journal, when no journal knows it.
func (r *reader) acts() {
	known := map[string]bool{"": true}
	for _, act := range dossier.Acts(r.guide) {
		known[act] = true
	}
	check := func(pos, act string) {
		if known[act] {
			return
		}
		file, line, _ := strings.Cut(pos, ":")
		at, _ := strconv.Atoi(line)
		r.complain(file, at, "", "l'acte « %s » n'existe pas. Écrivez un évènement du journal, un acte ou un délai de baremes/delais.csv.", act)
	}
	for _, s := range r.guide.Steps {
		for _, o := range s.Outcomes {
			check(o.Pos, o.Act)
		}
	}
	for _, l := range r.guide.TimeLimits {
		for _, act := range append(slices.Clone(l.SettledBy), l.If) {
			check(l.Source.Pos, act)
		}
	}
}

// costs complains of the steps without a line of figures: an empty cell says
// that a cost is not known, a missing line that nobody looked.
func (r *reader) costs() {
	known := map[string]bool{}
	for _, f := range r.guide.Costs {
		known[f.Step] = true
	}
	steps := slices.SortedFunc(slices.Values(r.guide.Steps), func(a, b decision.Step) int { return cmp.Compare(a.ID, b.ID) })
	for _, s := range steps {
		if !known[s.ID] {
			r.complain("baremes/etapes.csv", 0, "", "l'étape « %s » n'a pas de ligne. Ajoutez-la ; laissez vides les chiffres que l'on ne connaît pas.", s.ID)
		}
	}
}
