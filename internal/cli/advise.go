package cli

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/handout"
	"compromis/internal/plain"
	"compromis/internal/say"
	"compromis/internal/wire"
)

// adviseOptions are those of conseil.
type adviseOptions struct {
	said  []string // "fait=valeur"
	facts string   // a file of facts; - is In
	json  bool
}

func (p *program) adviseCommand() *cobra.Command {
	var o adviseOptions
	cmd := &cobra.Command{
		Use:   "conseil [-r fait=valeur]… [--faits fichier] [--json]",
		Short: "l’étape recommandée d’après des réponses données d’avance",
		Long: "Sans assez de réponses, la commande donne la prochaine question. Une valeur inconnue s’écrit « inconnu ». " +
			"Par exemple : compromis conseil -r cause=impaye -r client=public -r montant=1500,00",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.advise(o) },
	}
	f := p.flags(cmd)
	f.answers(&o.said)
	f.file(&o.facts, "--faits", "lire les réponses dans un objet JSON ; - lit l’entrée")
	f.json(&o.json)
	return cmd
}

func (p *program) advise(o adviseOptions) error {
	pairs, err := p.file(o.facts)
	if err != nil {
		return err
	}
	said, err := readPairs(o.said)
	if err != nil {
		return err
	}
	g, a, err := p.answers(append(pairs, said...))
	if err != nil {
		return err
	}
	if o.json {
		return p.wire(g).Advice(a)
	}
	return plain.Advise(p.Out, g, a)
}

// readPairs reads the facts of every -r.
func readPairs(said []string) ([]plain.Pair, error) {
	var pairs []plain.Pair
	for _, s := range said {
		pair, err := plain.ParsePair(s)
		if err != nil {
			return nil, usageError(err.Error())
		}
		pairs = append(pairs, pair)
	}
	return pairs, nil
}

// file reads a file of facts, none without a name; "-" is In.
func (p *program) file(name string) ([]plain.Pair, error) {
	in := p.In
	switch name {
	case "":
		return nil, nil
	case "-":
	default:
		f, err := p.open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	pairs, err := plain.ReadFacts(in)
	if err != nil {
		return nil, usageError(err.Error())
	}
	return pairs, nil
}

// open opens a file named on the command line.
func (p *program) open(name string) (io.ReadCloser, error) {
	if p.Open != nil {
		if f, err := p.Open(name); err == nil {
			return f, nil
		}
	}
	return nil, usageError("Le fichier " + french.Quote(french.Shown(name)) + " ne s’ouvre pas. Vérifiez son nom et vos droits.")
}

// wire writes to Out for another program, on the day asked for.
func (p *program) wire(g *decision.Guide) wire.Writer {
	p.over = "" // a key says it
	return wire.NewWriter(p.Out, g, p.day())
}

// answers loads the guide and checks the facts, on the day asked for.
func (p *program) answers(pairs []plain.Pair) (*decision.Guide, decision.Answers, error) {
	g, err := p.guide()
	if err != nil {
		return nil, decision.Answers{}, err
	}
	a, err := plain.Collect(g, p.day().Time(), pairs)
	if err != nil {
		return nil, decision.Answers{}, usageError(err.Error())
	}
	return g, a, nil
}

// drawings are the ways to draw the decision diagram, the usual one first:
// plain lines, then the hand-outs.
var drawings = slices.Concat(plain.Drawings, []string{"html", "svg", "md"})

// treeOptions are those of arbre.
type treeOptions struct {
	said    []string
	to      target
	onePage bool // the ladder, for each to take away
}

func (p *program) treeCommand() *cobra.Command {
	var o treeOptions
	cmd := &cobra.Command{
		Use:   "arbre [--format forme] [-o fichier] [--une-page | -r fait=valeur]…",
		Short: "dessiner l’arbre de décision, en entier ou après des réponses",
		Long: "Par exemple, une page à projeter ou à explorer : compromis arbre -o arbre.html.\n\n" +
			"À imprimer pour chacun, toutes les étapes sur une page A4, stade par stade, avec leur coût et leur délai : compromis arbre --une-page -o arbre.pdf.",
		Args: words(0, 0), ValidArgsFunction: p.inTurn(),
		RunE: func(*cobra.Command, []string) error { return p.drawTree(o) },
	}
	f := p.flags(cmd)
	f.output(&o.to, drawings, "la forme du dessin ; d’office, d’après le nom du fichier, ou texte")
	f.yes(&o.onePage, "--une-page", "toutes les étapes sur une seule page A4, en PDF")
	f.answers(&o.said)
	return cmd
}

func (p *program) drawTree(o treeOptions) error {
	if o.onePage {
		return p.drawPage(o)
	}
	format, err := p.format(o.to, drawings[0], drawings)
	if err != nil {
		return err
	}
	pairs, err := readPairs(o.said)
	if err != nil {
		return err
	}
	g, a, err := p.answers(pairs)
	if err != nil {
		return err
	}
	return p.deliver(o.to, format, func(b *bytes.Buffer) error {
		switch format {
		case "html":
			return handout.TreeHTML(b, g, a)
		case "svg":
			return handout.TreeSVG(b, g, a)
		case "md":
			return handout.TreeMarkdown(b, g, a)
		}
		return plain.Draw(b, g, a, format)
	})
}

// drawPage writes the ladder on one page, which only a PDF promises.
func (p *program) drawPage(o treeOptions) error {
	if len(o.said) > 0 {
		return usageError("--une-page montre toute l’échelle" + french.NBSP + ": donnez --une-page ou -r, pas les deux.")
	}
	if o.to.out() && o.to.format == "" {
		o.to.format = "pdf"
	}
	format, err := p.format(o.to, "pdf", []string{"pdf"})
	if err != nil {
		return err
	}
	g, err := p.guide()
	if err != nil {
		return err
	}
	return p.write(o.to, format, handout.Ladder(g))
}

func (p *program) verifyCommand() *cobra.Command {
	var style bool
	c := &cobra.Command{
		Use: "verifier [dossier]", Short: "prouver que le contenu est sûr, ou celui d’un dossier",
		Args: words(0, 1), ValidArgsFunction: p.inTurn(folders),
		RunE: func(_ *cobra.Command, args []string) error { return p.verify(strings.Join(args, ""), style) },
	}
	p.flags(c).yes(&style, "--remarques", "montrer les phrases longues, les mots de juriste sans explication, les pages difficiles à lire")
	return c
}

// verify proves the content sound, embedded or in a folder.
func (p *program) verify(folder string, style bool) error {
	g, err := p.content(folder)
	if err != nil {
		return err
	}
	if folder != "" && g.Over.Name != "" {
		fmt.Fprintln(p.Err, french.Quote(french.Shown(folder))+" se pose sur le contenu du programme"+french.NBSP+": il est vérifié ainsi, comme avec --contenu.")
	}
	proof := g.Check()
	if len(proof.Problems) > 0 {
		return unsound(proof.Problems)
	}
	if style {
		return plain.Style(p.Out, g)
	}
	return plain.Report(p.Out, g, p.day().Time(), proof)
}

// content returns the guide of a folder, or else the embedded one.
func (p *program) content(folder string) (*decision.Guide, error) {
	if folder == "" {
		return p.guide()
	}
	g, err := p.read(folder)
	if err != nil {
		return nil, complaints(err)
	}
	return g, nil
}

// guide returns the content that answers, as it is to be told on the day to reason
// on. What must never be missed of it is then the first thing told: see [say.Standing].
func (p *program) guide() (*decision.Guide, error) {
	g, err := p.load()
	if err != nil {
		return nil, complaints(err)
	}
	g = g.AsOf(p.day().Time())
	if !p.overTold && !p.completing {
		p.over, p.overTold = say.Standing(g), true
	}
	return g, nil
}

// complaints puts the errors of a reader one a line. Joined errors come apart.
func complaints(err error) error {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	var lines contentError
	for _, e := range all {
		lines = append(lines, strings.TrimRight(e.Error(), "\n"))
	}
	return lines
}

// unsound lists problems one a line. The content package says them better: what
// comes here has slipped past the reader of the folder.
func unsound(problems decision.Problems) error {
	var lines contentError
	for _, p := range problems {
		told := strings.TrimSpace(p.Name + " " + strings.Join(p.Steps, " → "))
		for _, s := range p.Facts {
			told += " " + string(s.Fact) + french.NBSP + ": " + string(s.Value)
		}
		lines = append(lines, fmt.Sprintf("%s: contenu à corriger%s: %s", p.Pos, french.NBSP, strings.TrimSpace(told)))
	}
	return lines
}
