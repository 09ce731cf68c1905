package cli

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/french"
	"compromis/internal/plain"
)

// offer is what a shell may complete a word with, given its beginning.
type offer func(p *program, typed string) ([]cobra.Completion, cobra.ShellCompDirective)

// fixed offers words, always the same.
func fixed(list ...string) offer { return offering(func(*program) []string { return list }) }

// inGuide offers words that are in the content.
func inGuide(list func(*decision.Guide) []string) offer {
	return offering(func(p *program) []string {
		g, err := p.guide()
		if err != nil {
			return nil // nothing to offer; a command will say what is wrong
		}
		return list(g)
	})
}

// offering offers the words that begin as what was typed. What follows a tab says
// what a word is.
func offering(list func(*program) []string) offer {
	return func(p *program, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return startingWith(list(p), typed), cobra.ShellCompDirectiveNoFileComp
	}
}

func startingWith(words []string, typed string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !strings.HasPrefix(w, typed) })
}

// files and folders are offered by the shell itself.
func files(*program, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

func folders(*program, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// completion puts an offer in the form of cobra. Without one there is nothing to
// offer, not even files.
func (p *program) completion(of offer) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if of == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return of(p, typed)
	}
}

// inTurn offers something for each of the words of a command, then nothing.
func (p *program) inTurn(offers ...offer) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) >= len(offers) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return p.completion(offers[len(args)])(cmd, args, typed)
	}
}

// offerFacts offers the facts and, once what was typed is the beginning of a
// single one, its values.
func offerFacts(p *program, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	g, err := p.guide()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	fact, _, valued := strings.Cut(typed, "=")
	var facts []cobra.Completion
	var only *decision.Question
	for i := range g.Questions {
		q := &g.Questions[i]
		if name := string(q.Fact); name == fact || !valued && strings.HasPrefix(name, fact) {
			facts, only = append(facts, cobra.CompletionWithDesc(name+"=", q.Title)), q
		}
	}
	if len(facts) != 1 {
		return facts, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	var pairs []cobra.Completion
	for _, o := range only.Options {
		pairs = append(pairs, cobra.CompletionWithDesc(string(only.Fact)+"="+string(o.Value), o.Label))
	}
	pairs = append(pairs, cobra.CompletionWithDesc(string(only.Fact)+"="+plain.Unknown, "vous ne savez pas"))
	return startingWith(pairs, typed), cobra.ShellCompDirectiveNoFileComp
}

// offerCases offers the cases that are kept, with the name of the client.
func offerCases(p *program, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return offering(func(p *program) []string {
		s, err := p.store()
		if err != nil {
			return nil
		}
		all, err := s.Search(casefile.Query{Words: typed, Most: mostListed})
		if err != nil {
			return nil
		}
		var ids []string
		for _, c := range all.Cases {
			ids = append(ids, cobra.CompletionWithDesc(c.ID, french.Shown(c.Client)))
		}
		return ids
	})(p, typed)
}

// offerExercises and offerLetters offer those of the content.
var (
	offerExercises = inGuide(func(g *decision.Guide) []string {
		var all []string
		for _, e := range g.Exercises {
			all = append(all, cobra.CompletionWithDesc(e.ID, e.Title))
		}
		return all
	})
	offerLetters = inGuide(func(g *decision.Guide) []string {
		var all []string
		for _, l := range g.Letters() {
			all = append(all, cobra.CompletionWithDesc(l.ID, l.Title))
		}
		return all
	})
)

// shells are those whose completion is written.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func (p *program) completionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "completion bash|zsh|fish|powershell", Short: "le script de complétion d’un terminal",
		Long:              "Par exemple, pour bash : source <(compromis completion bash)",
		Args:              words(0, 1),
		ValidArgsFunction: p.inTurn(fixed(shells...)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError("Il manque le nom du terminal. " + possible(shells))
			}
			return script(cmd.Root(), p.Out, args[0])
		},
	}
}

// script writes the script that makes a shell ask the program, at each Tab, what
// may come next.
func script(root *cobra.Command, out io.Writer, shell string) error {
	switch shell {
	case "bash":
		_, err := io.WriteString(out, bashScript)
		return err
	case "zsh":
		return root.GenZshCompletion(out)
	case "fish":
		return root.GenFishCompletion(out, true)
	case "powershell":
		return root.GenPowerShellCompletionWithDesc(out)
	}
	return usage("terminal inconnu", shell, shells)
}

// bashScript stands in for the one of cobra, which needs the bash-completion
// package: without it, as on macOS, Tab prints an error in the middle of the
// line. The number that ends the answer says what to do with it: see
// [cobra.ShellCompDirective]. bash splits words at "=": what it completes is
// only what follows it.
const bashScript = `# Complétion de compromis pour bash.
_compromis() {
  local IFS=$'\n' ligne="${COMP_LINE:0:COMP_POINT}" mot dit suite
  local -a mots
  mot="${ligne##* }"
  IFS=$' \t\n' read -r -a mots <<< "${ligne%"$mot"}"
  dit=$("${mots[0]/#\~/$HOME}" __completeNoDesc "${mots[@]:1}" "$mot" 2>/dev/null) || return 0
  suite="${dit##*:}"
  COMPREPLY=(${dit%:*})
  if (( suite & 16 )); then
    COMPREPLY=($(compgen -d -- "${mot#*=}"))
  elif (( ${#COMPREPLY[@]} == 0 && (suite & 4) == 0 )); then
    COMPREPLY=($(compgen -f -- "${mot#*=}"))
  elif [[ "$mot" == *=* ]]; then
    COMPREPLY=("${COMPREPLY[@]#"${mot%%=*}="}")
  fi
  if (( suite & 2 )); then compopt -o nospace 2>/dev/null || true; fi
}
complete -F _compromis compromis
`
