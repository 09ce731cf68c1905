//go:build !windows

package main

import (
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"compromis/internal/casefile"
)

// In plain lines ctrl+c, at a question as in a form, says where all is kept, and
// nothing that was given is lost.
func TestInterruptedLines(t *testing.T) {
	program := built(t)
	for name, c := range map[string]struct {
		typed [][2]string // up to ctrl+c, and what is asked then
		draft string
	}{
		"menu":     {nil, ""},
		"question": {[][2]string{{"mes réponses", "Choisissez"}, {"1", "Votre réponse"}}, ""},
		"form":     {[][2]string{{"dossier", "Noter un paiement"}, {"Noter un paiement reçu", "Quand"}, {"12/11/2026", "La somme reçue"}}, "12/11/2026"},
		"text":     {[][2]string{{"dossier", "Raconter"}, {"Raconter les faits, avec vos mots", "ligne par ligne"}, {"1", "Un paragraphe"}, {"Il ne paie pas.", "Un paragraphe"}}, "Il ne paie pas."},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, program, false)
			d.edits("exit 1")
			cmd := d.command("--lineaire", "--dossier", d.id)
			tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 40})
			if err != nil {
				t.Fatal(err)
			}
			defer tty.Close()
			late := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() }) //nolint:errcheck // it may have ended
			defer late.Stop()
			said, seen, b := "", 0, make([]byte, 4096)
			until := func(words string) {
				t.Helper()
				for !strings.Contains(said[seen:], words) {
					n, err := tty.Read(b)
					if said += string(b[:n]); err != nil {
						t.Fatalf("no %q: %v after\n%s", words, err, said)
					}
				}
				seen += strings.Index(said[seen:], words) + len(words)
			}
			until("Votre choix")
			for _, line := range c.typed {
				tty.WriteString(line[0] + "\n") //nolint:errcheck // read back
				until(line[1])
			}
			tty.WriteString("\x03") //nolint:errcheck // ctrl+c
			until("compromis --lineaire --dossier " + d.id)
			for err == nil {
				_, err = tty.Read(b)
			}
			_ = cmd.Wait()                          // a question that is left has no answer
			before, _, _ := strings.Cut(said, "^C") // what comes after is to be copied
			for line := range strings.Lines(before) {
				if n := len([]rune(strings.TrimRight(line, "\r\n"))); n > 40 {
					t.Errorf("%d characters: %q", n, line)
				}
			}
			cases, err := casefile.OpenStore(d.dir)
			if err != nil {
				t.Fatal(err)
			}
			f, err := cases.Open(d.id, "")
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			drafts, err := f.Drafts()
			if err != nil || (c.draft != "") != (len(drafts) == 1) {
				t.Fatalf("%+v, %v", drafts, err)
			}
			for _, draft := range drafts {
				if !strings.Contains(strings.Join([]string{draft.Fields["le"], draft.Fields["texte"]}, ""), c.draft) {
					t.Errorf("%+v", draft)
				}
			}
		})
	}
}
