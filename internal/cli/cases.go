package cli

import (
	"cmp"
	"strings"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
)

// listed is what `compromis dossiers --json` writes. Its keys are a contract.
type listed struct {
	Cases   []summary `json:"dossiers"`
	Damaged []damaged `json:"abimes"`
}

type summary struct {
	ID        string            `json:"id"`
	Title     string            `json:"titre"`
	Client    string            `json:"client"`
	Step      *string           `json:"etape"`              // null while answers are missing
	Next      *dossier.Deadline `json:"prochaine_echeance"` // null when there is none
	Changed   decision.Day      `json:"modifie_le"`
	Closed    bool              `json:"clos"`
	Archived  bool              `json:"archive"`
	Protected bool              `json:"protege"`
}

type damaged struct {
	File  string  `json:"fichier"`
	Aside *string `json:"mis_de_cote"` // its new name; null when it is where it was
	Why   string  `json:"pourquoi"`
}

// runList lists the cases.
func runList(c *call) error {
	g, err := c.guide()
	if err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	all, err := s.List()
	if err != nil {
		return failed(err)
	}
	kept, archived := c.chosen(all.Cases)
	if c.has("--json") {
		return plain.WriteJSON(c.Out, newListed(kept, all.Damaged))
	}
	p := plain.NewPage(c.Out)
	writeList(p, g, kept)
	if archived > 0 {
		p.Blank()
		p.Say(french.Plural(archived, "dossier archivé", "dossiers archivés") + nbsp + ": --tous pour les voir aussi.")
	}
	for _, d := range all.Damaged {
		p.Blank()
		p.Say(french.Error(nil, d.Err))
	}
	return p.Flush()
}

// chosen returns the cases asked for, and how many archived ones were left out.
func (c *call) chosen(all []casefile.Summary) (kept []casefile.Summary, archived int) {
	searched := french.Slug(c.value("--cherche"))
	for _, s := range all {
		switch {
		case !strings.Contains(french.Slug(s.Client+" "+s.Title+" "+s.ID), searched):
		case s.Archived && !c.has("--tous"):
			archived++
		default:
			kept = append(kept, s)
		}
	}
	return kept, archived
}

func newListed(cases []casefile.Summary, bad []casefile.Damaged) listed {
	all := listed{Cases: []summary{}, Damaged: []damaged{}}
	for _, s := range cases {
		line := summary{
			ID: s.ID, Title: s.Title, Client: s.Client, Step: known(s.Step), Changed: s.Changed,
			Closed: s.Closed, Archived: s.Archived, Protected: s.Protected,
		}
		if s.Next.On != "" {
			line.Next = &s.Next
		}
		all.Cases = append(all.Cases, line)
	}
	for _, d := range bad {
		all.Damaged = append(all.Damaged, damaged{d.File, known(d.Aside), french.Error(nil, d.Err)})
	}
	return all
}

// known returns s, or nil when it is empty: null in JSON.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// writeList writes one case a line, in columns.
func writeList(p *plain.Page, g *decision.Guide, all []casefile.Summary) {
	if len(all) == 0 {
		p.Say("Aucun dossier. Pour en créer un" + nbsp + ": compromis dossiers nouveau --client nom")
		return
	}
	rows := [][]string{{"Dossier", "Client", "Étape", "Prochaine échéance"}}
	for _, s := range all {
		rows = append(rows, []string{s.ID, cmp.Or(french.Shown(s.Client), "—"), standing(g, s), due(s.Next)})
	}
	p.Columns(rows)
}

// due writes the nearest deadline of a case.
func due(d dossier.Deadline) string {
	if d.On == "" {
		return "—"
	}
	return french.Day(string(d.On)) + " " + french.Deadline(d)
}

// standing says where a case stands.
func standing(g *decision.Guide, s casefile.Summary) string {
	told := "réponses à compléter"
	if step := g.Step(s.Step); step != nil {
		told = step.Title
	}
	switch {
	case s.Protected:
		told = "protégé"
	case s.Closed:
		told = "clos"
	}
	if s.Archived {
		told += " (archivé)"
	}
	return told
}

// runNew creates a case.
func runNew(c *call) error {
	pairs, err := c.pairs()
	if err != nil {
		return err
	}
	g, a, err := c.answers(pairs)
	if err != nil {
		return err
	}
	s, err := c.store()
	if err != nil {
		return err
	}
	kase := dossier.Case{Client: dossier.Party{Name: strings.TrimSpace(c.value("--client"))}}.WithAnswers(a)
	f, err := s.Create(kase.Stamp(g, c.day()))
	if err != nil {
		return failed(err)
	}
	defer f.Close()
	if c.has("--json") {
		return plain.Show(c.Out, g, f.Case(), dossier.Replay{}, c.day(), true)
	}
	lines := []string{"Dossier créé" + nbsp + ": " + f.Case().ID}
	if g.Walk(a).Next != nil {
		lines = append(lines, "Pour y répondre plus tard"+nbsp+": compromis dossiers repondre "+f.Case().ID+" -r fait=valeur")
	}
	if err := c.told(append(lines, "")...); err != nil {
		return err
	}
	return plain.Advise(c.Out, g, a, false)
}

// runAnswer answers questions of a case.
func runAnswer(c *call) error {
	if !c.has("-r") {
		return usageError("Il manque une réponse" + nbsp + ": -r fait=valeur, comme -r cause=impaye.")
	}
	pairs, err := c.pairs()
	if err != nil {
		return err
	}
	g, said, err := c.answers(pairs)
	if err != nil {
		return err
	}
	kase, err := c.change(c.args[0], func(kase dossier.Case) (dossier.Case, error) {
		a := kase.Answers(c.day().Time())
		for _, f := range said.Facts() {
			value, _ := said.Get(f)
			if a, err = g.Answer(a, f, value); err != nil {
				return kase, usageError(french.Error(g, err))
			}
		}
		return kase.WithAnswers(a), nil
	})
	if err != nil {
		return err
	}
	return plain.Advise(c.Out, g, kase.Answers(c.day().Time()), false)
}

// runArchive puts a case out of the list.
func runArchive(c *call) error {
	kase, err := c.change(c.args[0], func(kase dossier.Case) (dossier.Case, error) {
		kase.Archived = true
		return kase, nil
	})
	if err != nil {
		return err
	}
	return c.told("Dossier archivé" + nbsp + ": " + kase.ID)
}

// runDelete deletes a case.
func runDelete(c *call) error {
	s, id, err := c.find(c.args[0])
	if err != nil {
		return err
	}
	if err := c.confirm("Effacer pour toujours le dossier " + french.Quote(id) + nbsp + "?"); err != nil {
		return err
	}
	if err := s.Delete(id); err != nil {
		return failed(err)
	}
	return c.told("Dossier effacé" + nbsp + ": " + id)
}
