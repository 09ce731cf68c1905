package cli_test

import (
	"regexp"
	"strings"
	"testing"
)

// everyCommand are all of them, as the helps list them.
func everyCommand(t *testing.T) []string {
	t.Helper()
	_, out, _ := run(t, "", "aide")
	parts := []string{out}
	for _, parent := range []string{"dossiers", "cas", "contenu"} {
		_, under, _ := run(t, "", "aide", parent)
		parts = append(parts, under)
	}
	var all []string
	for _, part := range parts {
		_, part, _ = strings.Cut(part, "Commandes\n")
		part, _, _ = strings.Cut(part, "\n\n")
		for _, m := range regexp.MustCompile(`(?m)^  (\S+(?: \S+)?)  `).FindAllStringSubmatch(part, -1) {
			all = append(all, m[1])
		}
	}
	if len(all) != 52 {
		t.Errorf("%d commands: %q", len(all), all)
	}
	return all
}

func TestHelp(t *testing.T) {
	for _, words := range []string{"--aide", "--help", "-h", "aide", "help"} {
		exit, out, err := run(t, "", words)
		if exit != 0 || err != "" {
			t.Errorf("compromis %s: exit %d, %s", words, exit, err)
		}
		has(t, out, "compromis --lineaire", "conseil", "verifier", "arbre", "completion", "--version")
	}
	for _, name := range everyCommand(t) {
		_, asked, _ := run(t, "", append([]string{"aide"}, strings.Fields(name)...)...)
		exit, out, err := run(t, "", append(strings.Fields(name), "--aide")...)
		if exit != 0 || err != "" || out != asked {
			t.Errorf("%s: exit %d, %s; two helps:\n%s\n%s", name, exit, err, asked, out)
		}
		if hole := regexp.MustCompile(`[.:;,!?]  \S[^\n]*`).FindString(out); hole != "" {
			t.Errorf("%s: two spaces before %q", name, hole)
		}
		has(t, out, "compromis "+name, "Utilisation", "Options", "--aide, --help, -h", "--aujourdhui date")
	}
	_, out, _ := run(t, "", "aide", "conseil")
	has(t, out, "-r, --reponse fait=valeur", "--faits fichier", "--json")
}

// The help of conseil gives every fact with its values, and an example that runs.
func TestHelpOfFacts(t *testing.T) {
	_, out, _ := run(t, "", "conseil", "--help")
	for _, q := range guide(t).Questions {
		var values []string
		for _, o := range q.Options {
			values = append(values, string(o.Value))
		}
		has(t, out, string(q.Fact)+" "+strings.Join(values, ", "))
	}
	example := regexp.MustCompile(`Par exemple : compromis (conseil(?: -r \S+=\S+)+)`).FindStringSubmatch(spaced(out))
	if example == nil {
		t.Fatalf("no example in:\n%s", out)
	}
	if exit, _, err := run(t, "", strings.Fields(example[1])...); exit != 0 {
		t.Errorf("compromis %s: exit %d, %s", example[1], exit, err)
	}
}

// A flag given twice is refused, unless its help says that it repeats.
func TestFlagsGivenTwice(t *testing.T) {
	samples := map[string]string{"date": "1/1/2026", "somme": "5", "taux": "5", "nombre": "5", "numéro": "1", "date=montant": "1/1/2026=5", "fait=valeur": "budget=oui", "courriel": "a@b.fr", "siren": "732829320", "civilité": "madame"}
	row := regexp.MustCompile(`(?m)^  (-[^ ,]+)(?:, -[^ ,]+)*(?: (\S+))?  `)
	tried := 0
	for _, name := range append(everyCommand(t), "") {
		_, help, _ := run(t, "", append(strings.Fields(name), "--aide")...)
		_, help, _ = strings.Cut(help, "\nOptions\n")
		for part := range strings.SplitSeq(help, "\n  -") {
			m := row.FindStringSubmatch("  -" + strings.TrimPrefix(part, "  -"))
			if m == nil {
				t.Fatalf("%s: no flag in %q", name, part)
			}
			given := []string{m[1]}
			if m[2] != "" {
				said := samples[m[2]]
				if said == "" {
					said = "x"
				}
				given = append(given, said)
			}
			exit, _, err := run(t, "", append(append(strings.Fields(name), given...), given...)...)
			twice := strings.Contains(spaced(err), "L’option "+m[1]+" est donnée deux fois.")
			if many := strings.Contains(spaced(part), "à répéter"); twice == many || twice && exit != 2 {
				t.Errorf("compromis %s %s, twice: exit %d, %s", name, strings.Join(given, " "), exit, err)
			}
			tried++
		}
	}
	if tried < 200 {
		t.Errorf("only %d flags tried", tried)
	}
}
