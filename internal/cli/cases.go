package cli

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"

	"github.com/spf13/cobra"
)

// listOptions are those of dossiers, and of dossiers lister.
type listOptions struct {
	archived bool
	searched string
	json     bool
}

// casesCommand is the list of the cases, and all that is done to one.
func (p *program) casesCommand() *cobra.Command {
	cmd := p.listCommand("dossiers [lister|nouveau|ouvrir|…]", "vos dossiers : les lister, en ouvrir un, le tenir à jour")
	cmd.AddCommand(
		p.listCommand("lister [--tous] [--cherche nom] [--json]", "la liste de vos dossiers, ce qui est à voir d’abord en tête"),
		p.newCommand(), p.showCommand(), p.answerCommand(), p.partiesCommand(), p.followCommand(), p.recallCommand(), p.gesturesCommand(), p.undoCommand(),
		p.noteCommand(), p.invoiceCommand(), p.complaintCommand(),
		p.versionsCommand(), p.mergeCommand(), p.rescueCommand(), p.archiveCommand(), p.renameCommand(), p.protectCommand(), p.deleteCommand(), p.purgeCommand(), p.exportCommand(), p.importCommand(), p.serverCommand(),
	)
	return cmd
}

func (p *program) listCommand(use, summary string) *cobra.Command {
	var o listOptions
	cmd := &cobra.Command{
		Use: use, Short: summary,
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.list(o) },
	}
	f := p.flags(cmd)
	f.json(&o.json)
	f.yes(&o.archived, "--tous", "montrer tous les dossiers, même archivés")
	f.text(&o.searched, "--cherche", "nom", "seulement les dossiers où ces mots se trouvent : client, objet, étape, titre ou identifiant")
	return cmd
}

// list lists the cases.
func (p *program) list(o listOptions) error {
	g, err := p.guide()
	if err != nil {
		return err
	}
	s, err := p.store()
	if err != nil {
		return err
	}
	q := p.query(g, o.searched)
	if o.json || o.archived {
		q.Most = 0
	}
	all, err := s.Search(q)
	if err != nil {
		return failed(err)
	}
	kept := o.chosen(all.Cases)
	if o.json {
		err = p.wire(g).Cases(kept, all.Damaged)
	} else {
		page := plain.NewPage(p.Out)
		o.write(page, g, kept, all)
		err = page.Flush()
	}
	if err == nil && len(all.Damaged) > 0 && empty(s, all, o.searched) {
		return failure("Aucun dossier ne se lit dans " + french.Quote(s.Dir()) + french.NBSP + ": " +
			french.Plural(len(all.Damaged), "fichier illisible", "fichiers illisibles") + ". Lisez plus haut ce qu’il en est de chacun.")
	}
	return err
}

// mostListed is how many cases of a group a list for a person shows, unless all are asked for.
const mostListed = 200

// query asks for the first cases that hold some words.
func (p *program) query(g *decision.Guide, words string) casefile.Query {
	where := func(o dossier.Outlook) string { return say.Where(g, o) }
	return casefile.Query{Guide: g, On: p.day(), Words: words, Where: where, Most: mostListed}
}

// empty says whether there is no case at all, besides those that were searched.
func empty(s casefile.Store, all casefile.Listing, searched string) bool {
	if searched == "" || all.All() > 0 {
		return all.All() == 0
	}
	any, err := s.Search(casefile.Query{Most: 1})
	return err == nil && any.All() == 0
}

// write writes the cases that were asked for, and what is not among them.
func (o listOptions) write(page *plain.Page, g *decision.Guide, kept []casefile.Summary, all casefile.Listing) {
	archived, more, bad := all.Count(casefile.Archived), all.Left(), all.Damaged
	if o.archived {
		archived = 0 // they are shown
	} else {
		more = all.All() - archived - len(kept)
	}
	switch {
	case len(kept) > 0:
		writeList(page, g, kept)
	case o.searched != "":
		page.Say("Aucun dossier ne correspond à " + french.Quote(french.Shown(o.searched)) + ". La liste entière" + french.NBSP + ": compromis dossiers --tous")
	case archived > 0:
		page.Say("Aucun dossier en cours. Pour en créer un" + french.NBSP + ": compromis dossiers nouveau --client nom")
	case len(bad) > 0:
		page.Say("Aucun dossier ne se lit.")
	default:
		page.Say("Aucun dossier. Pour en créer un" + french.NBSP + ": compromis dossiers nouveau --client nom")
	}
	if more > 0 {
		page.Blank()
		page.Say("Et " + french.Plural(more, "autre", "autres") + french.NBSP + ": --cherche nom pour en trouver un, --tous pour les voir tous.")
	}
	if archived > 0 {
		page.Blank()
		page.Say(french.Plural(archived, "dossier archivé", "dossiers archivés") + french.NBSP + ": --tous pour les voir aussi.")
	}
	for _, d := range casefile.Together(bad) {
		page.Blank()
		page.Say(say.Error(nil, d.Err))
	}
}

// chosen returns the cases asked for.
func (o listOptions) chosen(all []casefile.Summary) []casefile.Summary {
	if o.archived {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(s casefile.Summary) bool { return s.Archived })
}

// writeList writes one case a line, in columns.
func writeList(page *plain.Page, g *decision.Guide, all []casefile.Summary) {
	rows := [][]string{{"Dossier", "Client", "Étape", "Prochaine échéance"}}
	for _, s := range all {
		rows = append(rows, []string{s.ID, cmp.Or(french.Shown(s.Client), "—"), standing(g, s), due(g, s.Next)})
	}
	page.Columns(rows)
}

// due writes the nearest deadline of a case.
func due(g *decision.Guide, d dossier.Deadline) string {
	if d.On == "" {
		return "—"
	}
	return say.DeadlineDay(d) + " " + say.Deadline(g, d)
}

// standing says where a case stands.
func standing(g *decision.Guide, s casefile.Summary) string {
	told := say.Where(g, s.Outlook)
	switch {
	case s.Protected:
		told = "protégé"
	case s.Closed:
		told = "clos"
	}
	if s.Archived {
		told += " (archivé)"
	}
	if s.Versions > 0 {
		told += " (" + french.Plural(s.Versions+1, "version", "versions") + " à réunir)"
	}
	return told
}

// newOptions are those of dossiers nouveau.
type newOptions struct {
	client string
	said   []string
	json   bool
}

func (p *program) newCommand() *cobra.Command {
	var o newOptions
	cmd := &cobra.Command{
		Use: "nouveau [--client nom] [-r fait=valeur]… [--json]", Short: "créer un dossier",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.create(o) },
	}
	f := p.flags(cmd)
	f.text(&o.client, "--client", "nom", "le nom du client")
	f.answers(&o.said)
	f.json(&o.json)
	return cmd
}

// create creates a case.
func (p *program) create(o newOptions) error {
	pairs, err := readPairs(o.said)
	if err != nil {
		return err
	}
	g, a, err := p.answers(pairs)
	if err != nil {
		return err
	}
	s, err := p.store()
	if err != nil {
		return err
	}
	kase := dossier.Case{Client: dossier.Party{Name: strings.TrimSpace(o.client)}}.WithAnswers(a)
	f, err := s.Create(kase.Stamp(g, p.day()))
	if err != nil {
		return failed(err)
	}
	defer f.Close()
	p.sentLater(f)
	if o.json {
		return p.wire(g).Case(f.Case(), nil, nil)
	}
	lines := []string{"Dossier créé" + french.NBSP + ": " + f.Case().ID}
	if g.Walk(a).Next != nil {
		lines = append(lines, "Pour y répondre plus tard"+french.NBSP+": compromis dossiers repondre "+f.Case().ID+" -r fait=valeur")
	}
	if err := p.told(append(lines, "")...); err != nil {
		return err
	}
	return plain.Advise(p.Out, g, a)
}

// answerOptions are those of dossiers repondre.
type answerOptions struct {
	of   caseRef
	said []string
}

func (p *program) answerCommand() *cobra.Command {
	var o answerOptions
	cmd := p.onCase("repondre dossier -r fait=valeur…", "répondre à des questions, ou changer des réponses", &o.of, func() error { return p.answer(o) })
	f := p.flags(cmd)
	f.answers(&o.said)
	f.secret(&o.of.secret)
	return cmd
}

// answer answers questions of a case.
func (p *program) answer(o answerOptions) error {
	if len(o.said) == 0 {
		return usageError("Il manque une réponse" + french.NBSP + ": -r fait=valeur, comme -r cause=impaye.")
	}
	pairs, err := readPairs(o.said)
	if err != nil {
		return err
	}
	g, said, err := p.answers(pairs)
	if err != nil {
		return err
	}
	kase, err := p.change(o.of, func(kase dossier.Case) (dossier.Case, error) {
		given := said.Said()
		for _, f := range slices.Sorted(maps.Keys(given)) {
			if kase, err = kase.Answer(g, p.day().Time(), f, given[f]); err != nil {
				return kase, usageError(say.Error(g, err))
			}
		}
		return kase, nil
	})
	if err != nil {
		return err
	}
	return plain.AdviseCase(p.Out, g, kase, p.day())
}

func (p *program) archiveCommand() *cobra.Command {
	var of caseRef
	back := false
	cmd := p.onCase("archiver dossier [--sortir]", "ranger un dossier hors de la liste, sans rien effacer, ou l’y remettre", &of, func() error { return p.archive(of, !back) })
	f := p.flags(cmd)
	f.yes(&back, "--sortir", "le sortir des archives")
	f.secret(&of.secret)
	return cmd
}

// archive puts a case out of the list, or back in it.
func (p *program) archive(of caseRef, away bool) error {
	kase, err := p.change(of, func(kase dossier.Case) (dossier.Case, error) {
		kase.Archived = away
		return kase, nil
	})
	switch {
	case err != nil:
		return err
	case away:
		return p.told("Dossier archivé" + french.NBSP + ": " + kase.ID)
	}
	return p.told("Dossier sorti des archives" + french.NBSP + ": " + kase.ID)
}

// renameOptions are those of dossiers renommer.
type renameOptions struct {
	of    caseRef
	title *string // nil when it was not given
}

func (p *program) renameCommand() *cobra.Command {
	var o renameOptions
	cmd := p.onCase("renommer dossier --titre texte", "donner un titre à un dossier", &o.of, func() error { return p.rename(o) })
	f := p.flags(cmd)
	once(f, &o.title, "--titre", kind{name: "titre"}, "quelques mots, pour la liste ; \"\" rend celui d’office", func(typed string) (*string, error) {
		typed = strings.TrimSpace(typed)
		return &typed, nil
	})
	f.secret(&o.of.secret)
	return cmd
}

// rename gives a case its title.
func (p *program) rename(o renameOptions) error {
	if o.title == nil {
		return usageError("Donnez le titre" + french.NBSP + ": --titre texte.")
	}
	kase, err := p.change(o.of, func(kase dossier.Case) (dossier.Case, error) {
		kase.Title = *o.title
		return kase, nil
	})
	if err != nil {
		return err
	}
	return p.told("Titre du dossier " + kase.ID + french.NBSP + ": " + cmp.Or(french.Shown(kase.Title), "celui d’office"))
}

func (p *program) deleteCommand() *cobra.Command {
	var of caseRef
	sure := false
	cmd := p.onCase("supprimer dossier [--oui]", "effacer un dossier, pour toujours", &of, func() error { return p.delete(of, sure) })
	p.flags(cmd).yes(&sure, "--oui", "ne pas demander de confirmation")
	return cmd
}

// delete deletes a case, once the person is sure of it.
func (p *program) delete(of caseRef, sure bool) error {
	s, id, err := p.find(of.name)
	if err != nil {
		return err
	}
	if !sure {
		if err := p.confirm("Effacer pour toujours le dossier " + french.Quote(id) + french.NBSP + "?"); err != nil {
			return err
		}
	}
	if err := s.Delete(id); err != nil {
		return failed(err)
	}
	return p.told("Dossier effacé" + french.NBSP + ": " + id)
}
