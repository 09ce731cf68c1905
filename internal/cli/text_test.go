package cli_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/cli"
	"compromis/internal/dossier"
	"compromis/internal/french/frenchtest"
	"compromis/internal/paper"
)

// hostileCases keeps cases with every hostile text, each in every place a person
// may write in.
func hostileCases(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	store, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.ToValidUTF8(strings.Join(frenchtest.Hostile()[:250], " "), "")
	party := dossier.Party{Name: all, Address: all, Email: all, Phone: all, Number: all, Contact: all}
	letters := guide(t).Letters()
	f, err := store.Create(dossier.Case{
		Title: all, Business: party, Client: party, Subject: all, Opened: "2026-05-01",
		Said:       map[decision.Fact]string{decision.FactCause: "impaye", decision.FactClient: "commercant", "autre\x1b[2J": all},
		Journal:    []dossier.Event{{Kind: dossier.Noted, On: "2026-05-03", Note: all, Invoice: all}},
		Invoices:   []dossier.Invoice{{Number: all, Dues: []dossier.Due{{On: "2026-05-01", Cents: 1500_00}}}},
		Complaints: []dossier.Complaint{{Number: all, On: "2026-05-02", What: all, Channel: all, Who: all}},
		Drafts:     map[string]string{letters[0].ID: all},
	})
	if err != nil {
		t.Fatal(err)
	}
	id := f.Case().ID
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, id+".json"), filepath.Join(dir, "x.json")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestNothingObeyed brings two hundred hostile texts in a case and on the command
// line, through the commands that tell them and in every paper that is text: no
// byte that a terminal obeys leaves, on Out nor on Err.
func TestNothingObeyed(t *testing.T) {
	dir := hostileCases(t)
	id := guide(t).Letters()[0].ID
	commands := [][]string{
		{"dossiers"}, {"dossiers", "--json"}, {"dossiers", "ouvrir", "x"}, {"dossiers", "montrer", "x"}, {"dossiers", "montrer", "x", "--json"}, {"calculer", "x"}, {"calculer", "x", "--json"},
		{"echeances", "x"}, {"echeances", "x", "--json"}, {"courrier", "x"}, {"courrier", "x", id}, {"courrier", "x", id, "--json"}, {"dossier-a-remettre", "x"}, {"dossier-a-remettre", "x", "--json"},
	}
	for _, f := range paper.Formats() {
		if f.Text {
			commands = append(commands, []string{"courrier", "x", id, "--format", f.Name}, []string{"dossier-a-remettre", "x", "--format", f.Name})
		}
	}
	for _, hostile := range frenchtest.Hostile() {
		commands = append(commands, []string{hostile}, []string{"courrier", hostile, hostile}, []string{"--fait", hostile}, []string{"verifier", hostile}, []string{"dossiers", "--cherche", hostile})
	}
	told := 0
	for _, args := range commands {
		for _, terminal := range []bool{false, true} {
			var out, errs bytes.Buffer
			streams := cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs, Open: openNothing, Terminal: terminal}
			cli.Run(append(args, "--dossiers", dir), streams, load, readNothing, func() time.Time { return today })
			for _, said := range []string{out.String(), errs.String()} {
				if obeyed := frenchtest.Obeyed(said); obeyed != "" {
					t.Errorf("%.80q: %s", args, obeyed)
				}
			}
			told += strings.Count(out.String(), "mot")
		}
	}
	if told < 1000 {
		t.Errorf("only %d words of the case were told: nothing is proved", told)
	}
}

// TestEveryExitIsClean: the ways out that a command has are those this package
// wraps. One more in [cli.Streams] has to be thought of here.
func TestEveryExitIsClean(t *testing.T) {
	var exits []string
	writer := reflect.TypeFor[io.Writer]()
	for _, f := range reflect.VisibleFields(reflect.TypeFor[cli.Streams]()) {
		if f.Type == writer {
			exits = append(exits, f.Name)
		}
	}
	if got := fmt.Sprint(exits); got != "[Out Err]" {
		t.Errorf("ways out: %s", got)
	}
}
