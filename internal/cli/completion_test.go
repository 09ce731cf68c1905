package cli_test

import (
	"compromis/internal/dossier"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// offered is what a shell is told of the last word of a line, and what to do
// with it.
func offered(t *testing.T, line string) (words []string, directive cobra.ShellCompDirective) {
	t.Helper()
	exit, out, _ := run(t, "", append([]string{cobra.ShellCompNoDescRequestCmd}, strings.Split(line, " ")...)...)
	if words = strings.Fields(out); exit != 0 || len(words) == 0 {
		t.Fatalf("%s: exit %d, %q", line, exit, out)
	}
	last := words[len(words)-1]
	n, err := strconv.Atoi(strings.TrimPrefix(last, ":"))
	if err != nil {
		t.Fatalf("%s: ends on %q", line, last)
	}
	return words[:len(words)-1], cobra.ShellCompDirective(n)
}

// What a shell offers comes from the content and from the disk, as they are.
func TestCompletions(t *testing.T) {
	d := newDesk(t)
	martin := d.create(late(t), "")
	durand := d.create(dossier.Case{Client: dossier.Party{Name: "Durand"}}, "")
	g := guide(t)
	const nothing = cobra.ShellCompDirectiveNoFileComp
	for line, want := range map[string]struct {
		words     string
		directive cobra.ShellCompDirective
	}{
		"truc ":                               {"", nothing},
		"cons":                                {"conseil", nothing},
		"--v":                                 {"--version", nothing},
		"--a":                                 {"--aujourdhui --aide", nothing},
		"conseil --j":                         {"--json", nothing},
		"conseil --json --j":                  {"", nothing},
		"conseil -r cl":                       {"client= clause=", nothing | cobra.ShellCompDirectiveNoSpace},
		"conseil -r budg":                     {"budget=oui budget=non budget=inconnu", nothing},
		"conseil -r budget=":                  {"budget=oui budget=non budget=inconnu", nothing},
		"conseil -r cause=impaye -r budget=n": {"budget=non", nothing},
		"conseil --reponse=budget=n":          {"budget=non", nothing},
		"arbre -r xyz":                        {"", nothing | cobra.ShellCompDirectiveNoSpace},
		"conseil --aujourdhui 3":              {"", nothing},
		"conseil --aujourdhui 1/2/2027 --j":   {"--json", nothing},
		"conseil --faits x":                   {"", cobra.ShellCompDirectiveDefault},
		"conseil x":                           {"", nothing},
		"arbre --format m":                    {"mermaid md", nothing},
		"arbre --format=m":                    {"mermaid md", nothing},
		"cas impaye --format h":               {"html", nothing},
		"seance --format ":                    {"docx pdf odt md csv", nothing},
		"cas surend":                          {"surendettement", nothing},
		"projeter surend":                     {"surendettement", nothing},
		"completion p":                        {"powershell", nothing},
		"aide v":                              {"verifier veille version", nothing},
		"aide dossiers ex":                    {"exporter", nothing},
		"help dossiers noter ":                {"", nothing},
		"doss":                                {"dossiers dossier-a-remettre", nothing},
		"dossiers ex":                         {"exporter", nothing},
		"dossiers su":                         {"suite supprimer", nothing},
		"dossiers parties x --nous-s":         {"--nous-siren", nothing},
		"dossiers noter x --quoi rel":         {"relance", nothing},
		"dossiers noter x --montant 1":        {"", nothing},
		"calculer --client co":                {"consommateur commercant", nothing},
		"dossiers nouveau --client co":        {"", nothing},
		"dossiers --dossiers /us":             {"", cobra.ShellCompDirectiveFilterDirs},
		"verifier co":                         {"", cobra.ShellCompDirectiveFilterDirs},
		"veille so":                           {"", cobra.ShellCompDirectiveFilterDirs},
		"veille --noter x":                    {"", cobra.ShellCompDirectiveDefault},
		"dossiers importer x":                 {"", cobra.ShellCompDirectiveDefault},
		"dossiers ouvrir d --dossiers " + d.cases + " ":      {"", nothing},
		"dossiers ouvrir --dossiers " + d.cases + " d":       {durand, nothing},
		"--dossiers " + d.cases + " calculer e":              {martin, nothing},
		"calculer --dossiers " + d.cases + " --dossier e":    {martin, nothing},
		"courrier --dossiers " + d.cases + " e":              {martin, nothing},
		"courrier --dossiers " + d.cases + " x relance":      {"relance-1 relance-2", nothing},
		"dossiers exporter a --dossiers " + d.cases + " d":   {durand, nothing},
		"dossiers suite --dossiers " + d.cases + " x --issu": {"--issue", nothing},
	} {
		words, directive := offered(t, line)
		if strings.Join(words, " ") != want.words || directive != want.directive {
			t.Errorf("compromis %s: offers %q and %d, want %q and %d", line, words, directive, want.words, want.directive)
		}
	}
	all, _ := offered(t, "courrier x ")
	if len(all) != len(g.Letters()) {
		t.Errorf("%d letters offered, of %d", len(all), len(g.Letters()))
	}
	all, _ = offered(t, "cas ")
	if len(all) != len(g.Exercises)+1 { // or « nouveau »
		t.Errorf("%d exercises offered, of %d", len(all), len(g.Exercises))
	}
	all, _ = offered(t, "conseil -r ")
	for _, q := range g.Questions {
		if !slices.Contains(all, string(q.Fact)+"=") {
			t.Errorf("the fact %s is not offered", q.Fact)
		}
	}
}

// What a word means is told beside it.
func TestCompletionsTellWhat(t *testing.T) {
	d := newDesk(t)
	id := d.create(late(t), "")
	for line, want := range map[string]string{
		"conseil -r cause=imp":                        "cause=impaye\tFacture impayée",
		"conseil -r cause=inc":                        "cause=inconnu\tvous ne savez pas",
		"dossiers noter --dossiers " + d.cases + " e": id + "\tÉts Martin",
		"cas impa": "impaye\tFacture impayée",
		"dossi":    "dossiers\tvos dossiers",
	} {
		exit, out, _ := run(t, "", append([]string{cobra.ShellCompRequestCmd}, strings.Split(line, " ")...)...)
		if exit != 0 || !strings.HasPrefix(out, want) {
			t.Errorf("compromis %s: exit %d, offers %q, want %q", line, exit, out, want)
		}
	}
}

// Every script asks the program; which shell it is for shows.
func TestCompletionScripts(t *testing.T) {
	for shell, sign := range map[string]string{"bash": "COMPREPLY", "zsh": "#compdef compromis", "fish": "complete -c compromis", "powershell": "Register-ArgumentCompleter"} {
		exit, out, err := run(t, "", "completion", shell)
		if exit != 0 || err != "" {
			t.Errorf("%s: exit %d, %s", shell, exit, err)
		}
		has(t, out, sign, "__complete")
	}
}
