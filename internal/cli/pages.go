package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"compromis/content"
	"compromis/decision"
	"compromis/internal/disk"
	"compromis/internal/french"
	"compromis/internal/plain"
	"compromis/internal/say"
)

// This file is for who writes pages: a copy of those of the program, what a folder
// changes, and a page to begin.

// ownContent names the content of the program, where a folder may be named.
const ownContent = "integre"

func (p *program) pagesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "contenu", Short: "le contenu en pages : en faire une copie, en comparer, en commencer",
		Long: "Un répertoire de pages se pose sur le contenu avec --contenu. Par exemple : compromis contenu nouveau etape proposer-un-avoir --dans mon-dossier, puis compromis --contenu mon-dossier",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.help(cmd) },
	}
	cmd.AddCommand(p.copyCommand(), p.compareCommand(), p.beginCommand())
	return cmd
}

func (p *program) copyCommand() *cobra.Command {
	return &cobra.Command{
		Use: "exporter répertoire", Short: "écrire les pages du programme, avec leur mode d’emploi, dans un répertoire vide",
		Args: words(1, 1), ValidArgsFunction: p.inTurn(folders),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := content.Export(args[0]); err != nil {
				return p.unwritten(args[0], err)
			}
			return p.told("Écrit"+french.NBSP+": "+french.Shown(args[0]), "Le mode d’emploi est dans LISEZMOI.md. Ce répertoire est un contenu complet"+french.NBSP+": compromis --contenu "+french.Shown(args[0]))
		},
	}
}

// unwritten says why pages were not written.
func (p *program) unwritten(where string, err error) error {
	shown := french.Quote(french.Shown(where))
	switch {
	case errors.Is(err, fs.ErrExist):
		return failure(shown + " existe déjà, et reste comme il est. Donnez un autre nom, ou un répertoire vide.")
	case errors.Is(err, fs.ErrInvalid):
		return usageError(shown + french.NBSP + ": ce nom n’est pas un identifiant. Écrivez-le en minuscules, sans accent, avec des tirets" + french.NBSP + ": " + cmp.Or(french.Slug(where), "mon-cas") + ".")
	}
	return failure(shown + " ne s’écrit pas" + french.NBSP + ": " + disk.Reason(err))
}

func (p *program) compareCommand() *cobra.Command {
	return &cobra.Command{
		Use: "comparer avant [après]", Short: "les pages qui diffèrent, et les parcours qui ne mènent plus à la même étape",
		Long: "Chaque contenu est un répertoire posé sur celui du programme, ou « " + ownContent + " » pour celui du programme. Avec un seul, il est comparé à celui du programme.",
		Args: words(1, 2), ValidArgsFunction: p.inTurn(folders, folders),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				args = []string{ownContent, args[0]}
			}
			return p.compare(args[0], args[1])
		},
	}
}

// stack is a content as [content.Over] takes it.
func stack(name string) []string {
	if name == ownContent {
		return nil
	}
	return []string{name}
}

// compare tells what changes from a content to another.
func (p *program) compare(before, after string) error {
	var guides [2]*decision.Guide
	var wrong []error
	for i, name := range []string{before, after} {
		g, err := content.Over(stack(name), p.now(), content.Proofs{})
		if err != nil && !slices.ContainsFunc(wrong, func(told error) bool { return told.Error() == err.Error() }) {
			wrong = append(wrong, err)
		}
		guides[i] = g
	}
	if err := errors.Join(wrong...); err != nil {
		return complaints(err)
	}
	pages, err := content.Differ(stack(before), stack(after))
	if err != nil {
		return complaints(err)
	}
	moves, err := decision.Compare(guides[0], guides[1])
	if err != nil {
		return failure("Les questions ne se posent pas dans un ordre comparable" + french.NBSP + ": les parcours ne peuvent pas être mis face à face.")
	}
	page := plain.NewPage(p.Out)
	tellPages(page, pages)
	page.Blank()
	for _, line := range say.Moves(guides[0], guides[1], moves) {
		page.Item(line.Mark, line.Text)
	}
	return page.Flush()
}

// tellPages lists the pages that are not the same.
func tellPages(page *plain.Page, pages content.Pages) {
	if len(pages.Added)+len(pages.Changed)+len(pages.Gone) == 0 {
		page.Say("Les pages sont les mêmes.")
		return
	}
	for _, list := range []struct {
		names    []string
		one, all string
	}{
		{pages.Added, "page ajoutée", "pages ajoutées"}, {pages.Changed, "page changée", "pages changées"}, {pages.Gone, "page retirée", "pages retirées"},
	} {
		if len(list.names) == 0 {
			continue
		}
		page.Say(french.Plural(len(list.names), list.one, list.all) + french.NBSP + ":")
		for _, name := range list.names {
			page.Item("  - ", name)
		}
	}
}

func (p *program) beginCommand() *cobra.Command {
	into := ""
	cmd := &cobra.Command{
		Use: "nouveau genre [nom]", Short: "commencer une page : question, etape, fondement ou courrier",
		Long: "La page se vérifie aussitôt. Si ses lignes sont à ajouter à un fichier qui est déjà là, elles sont dites, avec leur place. Ce qui reste à écrire est dit aussi. Rien n’est jamais remplacé. Un cas pratique se commence avec compromis cas nouveau.",
		Args: words(1, 2), ValidArgsFunction: p.inTurn(fixed(content.Kinds...)),
		RunE: func(_ *cobra.Command, args []string) error {
			kind := french.Slug(args[0])
			if !slices.Contains(content.Kinds, kind) {
				return usage("genre de page inconnu", args[0], content.Kinds)
			}
			id := "nouvelle-page"
			if len(args) > 1 {
				id = args[1]
			}
			g, err := p.guide()
			if err != nil {
				return err
			}
			b, err := content.Begin(g, orHere(into), kind, id, p.day().Time())
			if err != nil {
				return p.unwritten(id, err)
			}
			return p.begun(b, orHere(into))
		},
	}
	p.flags(cmd).folder(&into, "--dans", "le répertoire de vos pages ; d’office, "+usualPages)
	return cmd
}

// usualPages is the folder of pages when none is named.
const usualPages = "mon-contenu"

func orHere(dir string) string {
	if dir == "" {
		return usualPages
	}
	return dir
}

// begun tells what was written, what is left to write, and how to see it.
func (p *program) begun(b content.Begun, dir string) error {
	page := plain.NewPage(p.Out)
	for _, file := range b.Files {
		page.Say("Écrit" + french.NBSP + ": " + french.Shown(file))
	}
	if len(b.Lines) > 0 {
		page.Heading("À ajouter vous-même, car ces fichiers étaient déjà là. Sans ces lignes, la vérification échoue :")
		for _, line := range b.Lines {
			page.Item("  - ", line)
		}
	}
	page.Heading("Il reste à écrire" + french.NBSP + ":")
	for _, line := range b.Left {
		page.Item("  - ", line)
	}
	page.Blank()
	page.Say("Pour vérifier" + french.NBSP + ": compromis verifier --contenu " + french.Shown(dir))
	page.Say("Pour voir la page pendant que vous l’écrivez" + french.NBSP + ": compromis etabli " + french.Shown(dir))
	return page.Flush()
}

// newCaseOptions are those of cas nouveau.
type newCaseOptions struct {
	into, name string
	of         caseRef
	said       []string
}

func (p *program) newExerciseCommand() *cobra.Command {
	var o newCaseOptions
	cmd := &cobra.Command{
		Use: "nouveau [nom] [--dans répertoire] [--depuis dossier] [-r fait=valeur]…", Short: "commencer un cas pratique à vous",
		Long: "Les questions sont posées, ou bien les réponses viennent d’un de vos dossiers. Il n’en est pris que les réponses aux questions" + french.NBSP + ": ni nom, ni somme, ni date, ni texte. La page dit l’étape attendue ; l’histoire reste à écrire.",
		Args: words(0, 1), ValidArgsFunction: p.inTurn(),
		RunE: func(_ *cobra.Command, args []string) error {
			o.name = strings.Join(args, "")
			return p.newExercise(o)
		},
	}
	f := p.flags(cmd)
	f.folder(&o.into, "--dans", "le répertoire de vos pages ; d’office, "+usualPages)
	once(f, &o.of.name, "--depuis", kind{name: "dossier", offer: offerCases}, "prendre les réponses d’un de vos dossiers", asTyped)
	f.answers(&o.said)
	f.secret(&o.of.secret)
	return cmd
}

// newExercise writes an exercise to fill in.
func (p *program) newExercise(o newCaseOptions) error {
	pairs, err := readPairs(o.said)
	if err != nil {
		return err
	}
	g, a, err := p.answers(pairs)
	if err != nil {
		return err
	}
	if o.of.name != "" {
		_, kase, _, err := p.look(o.of)
		if err != nil {
			return err
		}
		if a, err = plain.Collect(g, p.day().Time(), append(saidIn(g, kase.Answers(g, p.day().Time())), pairs...)); err != nil {
			return usageError(err.Error())
		}
	}
	id := cmp.Or(o.name, "mon-cas")
	if err := content.FreeCase(g, orHere(o.into), id); err != nil {
		return p.unwritten(id, err)
	}
	path, err := plain.AskAll(p.In, p.Out, g, a)
	if err != nil {
		return failure("Rien n’est écrit" + french.NBSP + ": il manque la réponse à une question. Répondez-y, ou donnez-la avec -r fait=valeur.")
	}
	b, err := content.BeginCase(g, orHere(o.into), id, path)
	if err != nil {
		return p.unwritten(id, err)
	}
	if err := p.told("Étape attendue" + french.NBSP + ": " + stepOf(g, path)); err != nil {
		return err
	}
	return p.begun(b, orHere(o.into))
}

// saidIn are the answers of a case, by their values alone.
func saidIn(g *decision.Guide, a decision.Answers) (all []plain.Pair) {
	for _, r := range g.Walk(a).Path {
		if !r.Deduced && r.Value != decision.Unknown {
			all = append(all, plain.Pair{Fact: string(r.Question.Fact), Said: string(r.Value)})
		}
	}
	return all
}

func stepOf(g *decision.Guide, path []decision.Setting) string {
	a := decision.NewAnswers(g.Version)
	for _, s := range path {
		a = a.With(s.Fact, string(s.Value))
	}
	if s := g.Verdict(a).Step; s != nil {
		return s.Title
	}
	return fmt.Sprint(path)
}
