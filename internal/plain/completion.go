package plain

import (
	"fmt"
	"io"
	"strings"

	"compromis/decision"
)

// Completion writes the script that makes a shell complete the command line:
// bash, zsh, fish or powershell. The facts of the guide and their values are
// written into it. Another shell is a French error.
func Completion(out io.Writer, g *decision.Guide, shell string) error {
	write, ok := map[string]func(io.Writer, []string) error{
		"bash": bash, "zsh": zsh, "fish": fish, "powershell": powershell,
	}[shell]
	if !ok {
		return usage("terminal inconnu", shell, shells)
	}
	if err := write(out, settings(g)); err != nil {
		return fmt.Errorf("write completion: %w", err)
	}
	return nil
}

// settings lists every "fait=valeur" of the guide. Ids are made of letters,
// digits and hyphens: they need no quoting in any shell.
func settings(g *decision.Guide) []string {
	var all []string
	for _, q := range g.Questions {
		for _, o := range q.Options {
			all = append(all, string(q.Fact)+"="+string(o.Value))
		}
		all = append(all, string(q.Fact)+"="+unknown[0])
	}
	return all
}

// bash splits words at "=": what it completes is only what follows it.
func bash(out io.Writer, facts []string) error {
	var cases strings.Builder
	for _, c := range commands() {
		fmt.Fprintf(&cases, "    %s) mots=\"%s\" ;;\n", c.name, strings.Join(append(c.flagNames(), c.args...), " "))
	}
	_, err := fmt.Fprintf(out, `# Complétion de compromis pour bash.
_compromis() {
  local ligne="${COMP_LINE:0:COMP_POINT}" mots="" mot avant
  local -a dits
  mot="${ligne##* }"
  read -r -a dits <<< "${ligne%%"$mot"}"
  avant="${dits[${#dits[@]}-1]}"
  case "${dits[1]:-}" in
    "") mots="%s" ;;
%s  esac
  case "$avant" in
    -r) mots="%s" ;;
    --format) mots="%s" ;;
    --faits) COMPREPLY=($(compgen -f -- "$mot")); return ;;
    --aujourdhui) return ;;
  esac
  COMPREPLY=($(compgen -W "$mots" -- "$mot"))
  if [[ "$mot" == *=* && "$COMP_WORDBREAKS" == *=* ]]; then
    COMPREPLY=("${COMPREPLY[@]#"${mot%%%%=*}="}")
  fi
  if [[ ${#COMPREPLY[@]} -eq 0 && "${dits[1]:-}" == verifier ]]; then
    COMPREPLY=($(compgen -d -- "$mot"))
  fi
}
complete -F _compromis compromis
`, strings.Join(append(commandNames(), program.flagNames()...), " "), cases.String(), strings.Join(facts, " "), strings.Join(Formats, " "))
	return err
}

// zsh has its own descriptions of flags and arguments.
func zsh(out io.Writer, facts []string) error {
	var names, cases strings.Builder
	for _, c := range commands() {
		fmt.Fprintf(&names, "    %s\n", single(c.name+":"+c.summary))
		fmt.Fprintf(&cases, "    %s) _arguments %s ;;\n", c.name, strings.Join(zshArguments(c), " "))
	}
	_, err := fmt.Fprintf(out, `#compdef compromis
# Complétion de compromis pour zsh.
_compromis() {
  local -a commandes faits
  commandes=(
%s  )
  faits=(%s)
  if (( CURRENT == 2 )); then
    if [[ "$PREFIX" == -* ]]; then compadd -- %s
    else _describe 'commande' commandes
    fi
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
%s  esac
}
if [[ "$funcstack[1]" == _compromis ]]; then _compromis "$@"
else compdef _compromis compromis
fi
`, names.String(), strings.Join(facts, " "), strings.Join(program.flagNames(), " "), cases.String())
	return err
}

func zshArguments(c command) []string {
	var all []string
	for _, f := range c.flags {
		for _, name := range f.names {
			many := ""
			if f.many {
				many = "*"
			}
			spec := many + name + "[" + strings.NewReplacer("[", "(", "]", ")", ":", "").Replace(typographic(f.summary)) + "]"
			switch {
			case len(f.choices) > 0:
				spec += ":" + f.value + ":(" + strings.Join(f.choices, " ") + ")"
			case f.many:
				spec += ":" + f.value + ":compadd -a faits"
			case f.value == "fichier":
				spec += ":" + f.value + ":_files"
			case f.value != "":
				spec += ":" + f.value + ":"
			}
			all = append(all, single(spec))
		}
	}
	switch {
	case len(c.args) > 0:
		all = append(all, single("1:choix:("+strings.Join(c.args, " ")+")"))
	case c.most > 0:
		all = append(all, single("1:dossier:_files -/"))
	}
	return all
}

// single quotes a word for a shell of the Bourne family, or fish.
func single(s string) string { return "'" + strings.ReplaceAll(s, "'", "’") + "'" }

// fish takes one line a thing to complete.
func fish(out io.Writer, facts []string) error {
	var b strings.Builder
	b.WriteString("# Complétion de compromis pour fish.\ncomplete -c compromis -f\n")
	none := "not __fish_seen_subcommand_from " + strings.Join(commandNames(), " ")
	fishFlags(&b, none, program.flags, facts)
	for _, c := range commands() {
		fmt.Fprintf(&b, "complete -c compromis -n %s -a %s -d %s\n", single(none), c.name, single(c.summary))
	}
	for _, c := range commands() {
		when := "__fish_seen_subcommand_from " + c.name
		fishFlags(&b, when, c.flags, facts)
		switch {
		case len(c.args) > 0:
			fmt.Fprintf(&b, "complete -c compromis -n %s -a %s\n", single(when), single(strings.Join(c.args, " ")))
		case c.most > 0:
			fmt.Fprintf(&b, "complete -c compromis -n %s -a '(__fish_complete_directories)'\n", single(when))
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func fishFlags(b *strings.Builder, when string, flags []flag, facts []string) {
	for _, f := range flags {
		fmt.Fprintf(b, "complete -c compromis -n %s", single(when))
		for _, name := range f.names {
			if long, ok := strings.CutPrefix(name, "--"); ok {
				b.WriteString(" -l " + long)
			} else {
				b.WriteString(" -s " + name[1:])
			}
		}
		switch {
		case len(f.choices) > 0:
			b.WriteString(" -x -a " + single(strings.Join(f.choices, " ")))
		case f.many:
			b.WriteString(" -x -a " + single(strings.Join(facts, " ")))
		case f.value == "fichier":
			b.WriteString(" -r -F")
		case f.value != "":
			b.WriteString(" -x")
		}
		b.WriteString(" -d " + single(typographic(f.summary)) + "\n")
	}
}

// powershell gets the words of each command, and the facts after -r.
func powershell(out io.Writer, facts []string) error {
	var cases strings.Builder
	for _, c := range commands() {
		fmt.Fprintf(&cases, "    '%s' { $choix = %s }\n", c.name, psList(append(c.flagNames(), c.args...)))
	}
	_, err := fmt.Fprintf(out, `# Complétion de compromis pour PowerShell.
Register-ArgumentCompleter -Native -CommandName compromis -ScriptBlock {
  param($mot, $arbre, $curseur)
  $dits = @($arbre.CommandElements | Where-Object { $_.Extent.EndOffset -lt $curseur } | ForEach-Object { $_.ToString() })
  $avant = if ($dits.Count -gt 0) { $dits[-1] } else { '' }
  $commande = if ($dits.Count -gt 1) { $dits[1] } else { '' }
  $choix = %s
  switch ($commande) {
%s  }
  switch ($avant) {
    '-r' { $choix = %s }
    '--format' { $choix = %s }
  }
  $choix | Where-Object { $_ -like "$mot*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`, psList(append(commandNames(), program.flagNames()...)), cases.String(), psList(facts), psList(Formats))
	return err
}

func psList(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "'" + w + "'"
	}
	return "@(" + strings.Join(quoted, ", ") + ")"
}
