package cli_test

import (
	"regexp"
	"strings"
	"testing"
)

// unroffed is a line of the manual as man shows it, without its orders.
func unroffed(line string) string {
	return strings.NewReplacer(`\&`, "", `\-`, "-", `\ `, " ", `\e`, `\`, `\(dq`, `"`, `"`, "").Replace(line)
}

// The manual tells every command and every flag that the helps tell, and is
// written in orders that man knows.
func TestManual(t *testing.T) {
	exit, out, err := run(t, "", "man")
	if exit != 0 || err != "" {
		t.Fatalf("exit %d, %s", exit, err)
	}
	orders := regexp.MustCompile(`^\.(TH COMPROMIS 1 "\d\d/\d\d/\d{4}" |SH |SS "compromis |TP$|PP$|br$|B ")`)
	var told []string
	for line := range strings.Lines(out) {
		line = strings.TrimSuffix(line, "\n")
		if !orders.MatchString(line) && !strings.HasPrefix(line, `\&`) || strings.Contains(strings.ReplaceAll(line, `\-`, ""), "-") {
			t.Errorf("not for man: %q", line)
		}
		told = append(told, unroffed(line))
	}
	all := strings.Join(told, "\n")
	for _, name := range []string{"", "conseil", "dossiers", "dossiers noter", "dossiers parties", "courrier", "atelier", "man"} {
		_, help, _ := run(t, "", append(strings.Fields(name), "--aide")...)
		for _, flag := range regexp.MustCompile(`(?m)^  (-[^ ]+(?:, -[^ ]+)*)`).FindAllStringSubmatch(help, -1) {
			if !strings.Contains(all, ".B "+flag[1]) {
				t.Errorf("%s %s is not in the manual", name, flag[1])
			}
		}
		has(t, all, strings.TrimSpace(".SS compromis "+name))
	}
	has(t, all, "NOM compromis - trouver la suite", "efface une ligne.", "cause", "retard-livraison", "COMPROMIS_DOSSIERS")
}
