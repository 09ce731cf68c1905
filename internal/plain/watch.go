package plain

import (
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/watch"
)

// Watch tells what a source says of the texts that the content cites: those to read
// again first, with what rests on them. covered is what the source has of each work;
// open lists the open cases that rest on steps.
func (p *Page) Watch(g *decision.Guide, all []watch.Found, covered []watch.Coverage, open func(steps []string) []string) {
	by := map[watch.Finding][]watch.Found{}
	for _, f := range all {
		by[f.Finding] = append(by[f.Finding], f)
	}
	for _, part := range []struct {
		watch.Finding
		title string
	}{{watch.Changed, "Changés depuis notre lecture, à relire"}, {watch.Gone, "Disparus de la source, à relire"}} {
		if found := by[part.Finding]; len(found) > 0 {
			p.Heading(part.title + " (" + french.Number(len(found)) + ")")
			for _, f := range found {
				p.watched(g, f, open)
			}
		}
	}
	p.articles("Source plus ancienne que notre lecture"+french.NBSP+": elle ne prouve rien", by[watch.Older])
	p.articles("Jamais comparés"+french.NBSP+": aucune empreinte n’a été notée à la lecture", by[watch.Never])
	p.articles("Introuvables dans cette source", slices.DeleteFunc(by[watch.Missing], func(f watch.Found) bool {
		return !slices.ContainsFunc(covered, func(c watch.Coverage) bool { return c.Work == f.Work && c.Here && c.Whole })
	}))
	p.covered(covered)
	p.Blank()
	p.Say("Inchangés" + french.NBSP + ": " + french.Number(len(by[watch.Same])) + ". " + Unread)
	noted := 0
	for _, f := range all {
		if f.Noted {
			noted++
		}
	}
	told := "Empreintes notées à la lecture" + french.NBSP + ": " + french.Number(noted) + " sur " + french.Plural(len(all), "article cité", "articles cités") + "."
	if works := watch.Unnoted(all); len(works) > 0 {
		told += " Aucune pour" + french.NBSP + ": " + strings.Join(works, french.NBSP+"; ") + ". Un changement ne s’y verra pas."
	}
	p.Say(told)
}

// covered tells what the source has of each work, so that what is not compared is known.
func (p *Page) covered(all []watch.Coverage) {
	p.Heading("Ce que la source couvre")
	var absent []string
	for _, c := range all {
		if !c.Here {
			absent = append(absent, c.Work)
			continue
		}
		told := c.Work + french.NBSP + ": " + french.Plural(c.There, "article", "articles") + " sur " + french.Plural(c.Cited, "cité", "cités")
		if c.State != "" {
			told += ", état du " + french.Day(string(c.State))
		}
		if !c.Whole {
			told += ". C’est un extrait" + french.NBSP + ": ce qui n’y est pas n’est pas comparé"
		}
		p.Item("  - ", told+".")
	}
	if len(absent) > 0 {
		p.Item("  - ", "Rien de ces textes, qui ne sont donc pas comparés"+french.NBSP+": "+strings.Join(absent, french.NBSP+"; ")+".")
	}
}

// Unread says what watching the law does not do.
const Unread = "Cette comparaison ne vaut pas une relecture : aucune page ne devient « relue »."

// watched tells an article to read again, and what rests on it.
func (p *Page) watched(g *decision.Guide, f watch.Found, open func(steps []string) []string) {
	told := f.Name + " — lu dans l’état du " + french.Day(string(f.Read))
	if f.Held != "" {
		told += ", source du " + french.Day(string(f.Held))
	}
	p.Item("  - ", told)
	on := watch.On(g, f.Bases)
	for _, rests := range []struct {
		what  string
		names []string
	}{{"pages", f.Bases}, {"étapes", on.Steps}, {"courriers", on.Letters}, {"cas pratiques", on.Exercises}, {"vos dossiers ouverts", open(on.Steps)}} {
		if len(rests.names) > 0 {
			p.Item("      ", french.Capital(rests.what)+french.NBSP+": "+strings.Join(rests.names, ", "))
		}
	}
}

// articles lists articles, the numbers of a work on a line.
func (p *Page) articles(title string, all []watch.Found) {
	if len(all) == 0 {
		return
	}
	p.Heading(title + " (" + french.Number(len(all)) + ")")
	for i := 0; i < len(all); {
		end := i + slices.IndexFunc(all[i:], func(f watch.Found) bool { return f.Work != all[i].Work })
		if end < i {
			end = len(all)
		}
		var numbers []string
		for _, f := range all[i:end] {
			numbers = append(numbers, f.Shown())
		}
		p.Item("  - ", all[i].Work+french.NBSP+": "+strings.Join(numbers, ", "))
		i = end
	}
}
