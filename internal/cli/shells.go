package cli

import (
	"fmt"
	"strings"
)

// bash splits words at "=": what it completes is only what follows it.
func (o offers) bash() string {
	var cases, arguments strings.Builder
	for _, c := range o.specific() {
		cases.WriteString(o.bashCase(c))
		if c.takes != "" {
			fmt.Fprintf(&arguments, "    \"%s \"*) COMPREPLY=($(compgen -%s -- \"$mot\" || true)) ;;\n", c.name, map[string]string{aFile: "f", aFolder: "d"}[c.takes])
		}
	}
	root := commandNamed("")
	return fmt.Sprintf(`# Complétion de compromis pour bash.
_compromis() {
  local ligne="${COMP_LINE:0:COMP_POINT}" mots="" mot avant dit
  local -a dits
  mot="${ligne##* }"
  read -r -a dits <<< "${ligne%%"$mot"}"
  avant="${dits[${#dits[@]}-1]}"
  dit="${dits[1]:-} ${dits[2]:-} "
  case "$dit" in
    " "*) mots="%s" ;;
%s  esac
  case "$avant" in
    -r) mots="%s" ;;
    %s) COMPREPLY=($(compgen -f -- "$mot" || true)); return ;;
    %s) COMPREPLY=($(compgen -d -- "$mot" || true)); return ;;
    %s) [[ "$mots" == "" || "$mots" == *--* ]] && return ;;
  esac
  COMPREPLY=($(compgen -W "$mots" -- "$mot" || true))
  if [[ "$mot" == *=* && "$COMP_WORDBREAKS" == *=* ]]; then
    COMPREPLY=("${COMPREPLY[@]#"${mot%%%%=*}="}")
  fi
  if [[ ${#COMPREPLY[@]} -gt 0 ]]; then return; fi
  case "$dit" in
%s    *) ;;
  esac
}
complete -F _compromis compromis
`, strings.Join(o.words(root), " "), cases.String(), strings.Join(o.facts(), " "),
		strings.Join(o.takesFiles(), "|"), strings.Join(o.takesFolders(), "|"), strings.Join(o.takesAnything(), "|"), arguments.String())
}

// bashCase offers the words of a command, or those of the flag just typed.
func (o offers) bashCase(c command) string {
	var b strings.Builder
	for _, f := range c.flags {
		if all := f.choices.in(o.guide); len(all) > 0 {
			fmt.Fprintf(&b, "        %s) mots=\"%s\" ;;\n", strings.Join(f.names, "|"), strings.Join(all, " "))
		}
	}
	chosen := ""
	if b.Len() > 0 {
		chosen = "\n      case \"$avant\" in\n" + b.String() + "      esac"
	}
	return fmt.Sprintf("    \"%s \"*) mots=\"%s\"%s ;;\n", c.name, strings.Join(o.words(&c), " "), chosen)
}

// zsh has its own descriptions of flags and arguments.
func (o offers) zsh() string {
	var cases strings.Builder
	for _, c := range o.specific() {
		parent, _ := c.split()
		switch kids := c.kids(); {
		case parent != "":
			fmt.Fprintf(&cases, "    '%s ') shift words; (( CURRENT-- )); _arguments %s ;;\n", c.name, strings.Join(o.zshArguments(c), " "))
		case len(kids) > 0:
			fmt.Fprintf(&cases, "    '%s '*)\n      commandes=(\n%s      )\n      _describe 'commande' commandes; _arguments %s ;;\n", c.name, zshNames(kids), strings.Join(o.zshArguments(c), " "))
		default:
			fmt.Fprintf(&cases, "    '%s '*) _arguments %s ;;\n", c.name, strings.Join(o.zshArguments(c), " "))
		}
	}
	root := commandNamed("")
	return fmt.Sprintf(`#compdef compromis
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
  case "$words[1] ${${words[2]:-}:#$PREFIX} " in
%s  esac
}
if [[ "$funcstack[1]" == _compromis ]]; then _compromis "$@"
else compdef _compromis compromis
fi
`, zshNames(root.kids()), strings.Join(o.facts(), " "), strings.Join(root.flagNames(), " "), cases.String())
}

// zshNames describes commands, one a line.
func zshNames(all []command) string {
	var b strings.Builder
	for _, c := range all {
		_, word := c.split()
		fmt.Fprintf(&b, "    %s\n", single(word+":"+typographic(c.summary)))
	}
	return b.String()
}

func (o offers) zshArguments(c command) []string {
	var all []string
	for _, f := range c.flags {
		for _, name := range f.names {
			all = append(all, single(o.zshFlag(f, name)))
		}
	}
	switch words := c.words.in(o.guide); {
	case len(words) > 0:
		all = append(all, single("1:choix:("+strings.Join(words, " ")+")"))
	case c.takes == aFile:
		all = append(all, single("1:fichier:_files"))
	case c.takes == aFolder:
		all = append(all, single("1:répertoire:_files -/"))
	case c.most > 0:
		all = append(all, single("*:dossier: "))
	}
	return all
}

func (o offers) zshFlag(f flag, name string) string {
	spec := name + "[" + strings.NewReplacer("[", "(", "]", ")", ":", "").Replace(typographic(f.summary)) + "]"
	if f.many {
		spec = "*" + spec
	}
	choices := f.choices.in(o.guide)
	switch {
	case len(choices) > 0:
		spec += ":" + f.value + ":(" + strings.Join(choices, " ") + ")"
	case name == answerFlag.names[0]:
		spec += ":" + f.value + ":compadd -a faits"
	case f.value == aFile:
		spec += ":" + f.value + ":_files"
	case f.value == aFolder:
		spec += ":" + f.value + ":_files -/"
	case f.value != "":
		spec += ":" + f.value + ":"
	}
	return spec
}

// fish takes one line a thing to complete.
func (o offers) fish() string {
	var b strings.Builder
	b.WriteString("# Complétion de compromis pour fish.\ncomplete -c compromis -f\n")
	for _, c := range o.all {
		when := fishWhen(c)
		for _, f := range c.flags {
			o.fishFlag(&b, when, f)
		}
		for _, kid := range c.kids() {
			_, word := kid.split()
			fmt.Fprintf(&b, "complete -c compromis -n %s -a %s -d %s\n", single(when), word, single(typographic(kid.summary)))
		}
		switch words := c.words.in(o.guide); {
		case len(words) > 0:
			fmt.Fprintf(&b, "complete -c compromis -n %s -a %s\n", single(when), single(strings.Join(words, " ")))
		case c.takes == aFile:
			fmt.Fprintf(&b, "complete -c compromis -n %s -F\n", single(when))
		case c.takes == aFolder:
			fmt.Fprintf(&b, "complete -c compromis -n %s -a '(__fish_complete_directories)'\n", single(when))
		}
	}
	return b.String()
}

// fishWhen says when a line is that command, and not one under it.
func fishWhen(c command) string {
	var conditions []string
	for _, word := range strings.Fields(c.name) {
		conditions = append(conditions, "__fish_seen_subcommand_from "+word)
	}
	if kids := c.kidNames(); len(kids) > 0 {
		conditions = append(conditions, "not __fish_seen_subcommand_from "+strings.Join(kids, " "))
	}
	return strings.Join(conditions, "; and ")
}

func (o offers) fishFlag(b *strings.Builder, when string, f flag) {
	fmt.Fprintf(b, "complete -c compromis -n %s", single(when))
	for _, name := range f.names {
		if long, ok := strings.CutPrefix(name, "--"); ok {
			b.WriteString(" -l " + long)
		} else {
			b.WriteString(" -s " + name[1:])
		}
	}
	choices := f.choices.in(o.guide)
	switch {
	case len(choices) > 0:
		b.WriteString(" -x -a " + single(strings.Join(choices, " ")))
	case f.names[0] == answerFlag.names[0]:
		b.WriteString(" -x -a " + single(strings.Join(o.facts(), " ")))
	case f.value == aFile:
		b.WriteString(" -r -F")
	case f.value == aFolder:
		b.WriteString(" -x -a '(__fish_complete_directories)'")
	case f.value != "":
		b.WriteString(" -x")
	}
	b.WriteString(" -d " + single(typographic(f.summary)) + "\n")
}

// powershell gets the words of each command, and those after some flags.
func (o offers) powershell() string {
	var cases, pairs strings.Builder
	for _, c := range o.specific() {
		if parent, _ := c.split(); parent != "" {
			fmt.Fprintf(&pairs, ", '%s'", c.name)
		}
		fmt.Fprintf(&cases, "    '%s' {\n      $choix = %s\n", c.name, psList(o.words(&c)))
		for _, f := range c.flags {
			if all := f.choices.in(o.guide); len(all) > 0 {
				fmt.Fprintf(&cases, "      if ($avant -eq '%s') { $choix = %s }\n", f.names[0], psList(all))
			}
		}
		cases.WriteString("    }\n")
	}
	return fmt.Sprintf(`# Complétion de compromis pour PowerShell.
Register-ArgumentCompleter -Native -CommandName compromis -ScriptBlock {
  param($mot, $arbre, $curseur)
  $dits = @($arbre.CommandElements | Where-Object { $_.Extent.EndOffset -lt $curseur } | ForEach-Object { $_.ToString() })
  $avant = if ($dits.Count -gt 0) { $dits[-1] } else { '' }
  $commande = if ($dits.Count -gt 1) { $dits[1] } else { '' }
  if ($dits.Count -gt 2 -and @(%s) -contains "$commande $($dits[2])") { $commande = "$commande $($dits[2])" }
  $choix = %s
  switch ($commande) {
%s  }
  if ($avant -eq '-r') { $choix = %s }
  $choix | Where-Object { $_ -like "$mot*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`, strings.TrimPrefix(pairs.String(), ", "), psList(o.words(commandNamed(""))), cases.String(), psList(o.facts()))
}

func psList(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = "'" + w + "'"
	}
	return "@(" + strings.Join(quoted, ", ") + ")"
}
