package cli

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compromis/decision"
	"compromis/internal/french"
	"compromis/internal/plain"
)

func (p *program) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "aide [commande]", Aliases: []string{"help"}, Short: "l’aide, ou celle d’une commande",
		ValidArgsFunction: p.offerTopics,
		RunE: func(cmd *cobra.Command, args []string) error {
			of, left, err := cmd.Root().Find(args)
			switch {
			case err != nil:
				return err
			case len(left) > 0 && of.HasSubCommands():
				return usage("commande inconnue", left[0], kidNames(of))
			case len(left) > 0:
				return tooMany(left[0], cmd)
			}
			return p.help(of)
		},
	}
}

// offerTopics offers the commands one may ask help for.
func (p *program) offerTopics(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	of, left, err := cmd.Root().Find(args)
	if err != nil || len(left) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return startingWith(kidNames(of), typed), cobra.ShellCompDirectiveNoFileComp
}

// kidNames returns the words that may follow the name of a command.
func kidNames(cmd *cobra.Command) []string {
	var names []string
	for _, kid := range cmd.Commands() {
		if !kid.Hidden {
			names = append(names, kid.Name())
		}
	}
	return names
}

// line returns a command as one writes it.
func line(cmd *cobra.Command) string {
	return cmd.CommandPath() + strings.TrimPrefix(cmd.Use, cmd.Name())
}

// help writes the help of a command.
func (p *program) help(cmd *cobra.Command) error {
	root := !cmd.HasParent()
	page := plain.NewPage(p.Out)
	page.Say(title(cmd) + french.NBSP + ": " + french.Typeset(cmd.Short) + ".")
	page.Heading("Utilisation")
	if root {
		rows(page, [][2]string{{"compromis", "l’interface en plein écran"}, {"compromis --lineaire", "l’entretien en lignes simples"}, {"compromis commande …", "une des commandes ci-dessous"}})
	} else {
		page.Item("  ", line(cmd))
	}
	if cmd.HasSubCommands() {
		page.Heading("Commandes")
		rows(page, kidRows(cmd))
	}
	for _, paragraph := range paragraphs(cmd) {
		page.Blank()
		page.Say(french.Typeset(paragraph))
	}
	page.Heading("Options")
	rows(page, flagRows(cmd))
	p.choices(page, cmd)
	if root {
		page.Blank()
		page.Say("compromis aide commande" + french.NBSP + ": l’aide d’une commande. " + toldExitCodes())
	}
	return page.Flush()
}

// paragraphs are what is said at length of a command.
func paragraphs(cmd *cobra.Command) []string {
	if cmd.Long == "" {
		return nil
	}
	return strings.Split(cmd.Long, "\n\n")
}

// exitCodes say what each exit code means, from 0.
var exitCodes = [...]string{"tout va bien", "impossible à faire, contenu non sûr ou entretien interrompu", "commande ou réponse non comprise"}

// toldExitCodes tells them in a sentence.
func toldExitCodes() string {
	told := make([]string, len(exitCodes))
	for code, meaning := range exitCodes {
		told[code] = strconv.Itoa(code) + " " + meaning
	}
	return "Codes de sortie" + french.NBSP + ": " + strings.Join(told, ", ") + "."
}

// title names a command in a sentence.
func title(cmd *cobra.Command) string {
	if !cmd.HasParent() {
		return "Compromis"
	}
	return cmd.CommandPath()
}

// choices writes the words that some flags allow, and the facts that -r takes.
// The help does not depend on the content being sound.
func (p *program) choices(page *plain.Page, cmd *cobra.Command) {
	for _, f := range flagsOf(cmd) {
		v, ok := f.Value.(interface{ choices(*program) []string })
		if !ok {
			continue
		}
		if all := v.choices(p); len(all) > 0 {
			page.Blank()
			page.Say(shown(f) + french.NBSP + ": " + french.Or(all) + ".")
		}
	}
	if cmd.Flags().Lookup(answerFlag) == nil {
		return
	}
	if g, err := p.load(); err == nil {
		page.Heading("Faits et valeurs")
		rows(page, factRows(g))
	}
}

// choices are the words that a flag allows, none when they are any.
func (k kind) choices(p *program) []string {
	if !k.told {
		return nil
	}
	all, _ := k.offer(p, "")
	return all
}

// factRows are the facts of the content, and what may be said of each.
func factRows(g *decision.Guide) [][2]string {
	var all [][2]string
	for _, q := range g.Questions {
		told := strings.Join(values(&q), ", ")
		switch q.Kind {
		case decision.Amount:
			told += ", ou un montant comme 1234,56"
		case decision.Date:
			told += ", ou une date comme 31/12/2026"
		}
		all = append(all, [2]string{string(q.Fact), told})
	}
	return all
}

func values(q *decision.Question) []string {
	var all []string
	for _, o := range q.Options {
		all = append(all, string(o.Value))
	}
	return all
}

func kidRows(cmd *cobra.Command) [][2]string {
	var all [][2]string
	for _, kid := range cmd.Commands() {
		if !kid.Hidden {
			all = append(all, [2]string{strings.TrimPrefix(kid.CommandPath(), kid.Root().Name()+" "), french.Typeset(kid.Short)})
		}
	}
	return all
}

func flagRows(cmd *cobra.Command) [][2]string {
	var all [][2]string
	for _, f := range flagsOf(cmd) {
		all = append(all, [2]string{written(f), french.Typeset(f.Usage)})
	}
	return all
}

// written is a flag as one writes it, with its value.
func written(f *pflag.Flag) string {
	name := strings.Join(namesOf(f), ", ")
	if f.NoOptDefVal == "" {
		name += " " + f.Value.Type()
	}
	return name
}

// rows writes names with what they mean, set in two columns.
func rows(page *plain.Page, all [][2]string) {
	widest := 0
	for _, r := range all {
		widest = max(widest, utf8.RuneCountInString(r[0]))
	}
	for _, r := range all {
		gap := strings.Repeat(" ", widest-utf8.RuneCountInString(r[0])+2)
		page.Item("  "+r[0]+gap, r[1])
	}
}
