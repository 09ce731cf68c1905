//go:build kills && linux

package kills_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
)

// written is what the screen says of a case that is on the disk.
const written = "Enregistré sur cet ordinateur"

// passphrase is that of every protected case.
const passphrase = "un deux trois quatre"

// answers answers the questions of a new case.
func answers(v *visit) {
	g := contenttest.Guide(v)
	v.open("Nouveau conflit")
	v.types("n")
	a := decision.NewAnswers(time.Now())
	for next := g.Walk(a).Next; next != nil; next = g.Walk(a).Next {
		v.sees(next.Title)
		option := v.rng.IntN(min(len(next.Options), 9))
		if next.Kind == decision.Amount || next.Kind == decision.Date {
			v.types("\t")
		}
		v.reads()
		v.types(strconv.Itoa(option + 1))
		said, err := g.Answer(a, next.Fact, string(next.Options[option].Value))
		if err != nil {
			v.Fatal(err)
		}
		a = said
		if v.rng.IntN(3) == 0 && g.Walk(a).Next != nil {
			v.sees(g.Walk(a).Next.Title)
			v.types("m")
			v.sees(written)
			v.claim(v.holds(a))
			v.escapes()
		}
	}
	v.types("m")
	v.sees(written)
	v.claim(v.holds(a))
	v.dies()
}

// holds checks that the case says all that was answered.
func (v *visit) holds(a decision.Answers) func() error {
	said := a.Said()
	return func() error {
		kase, err := v.onlyCase()
		for fact, value := range said {
			if err == nil && kase.Said[fact] != value {
				err = fmt.Errorf("%s=%s is lost: %v", fact, value, kase.Said)
			}
		}
		return err
	}
}

// onlyCase is the one case there is, once the program was killed.
func (v *visit) onlyCase() (dossier.Case, error) {
	if v.left != nil {
		return *v.left, nil
	}
	secret := ""
	if v.secret {
		secret = passphrase
	}
	s, err := casefile.OpenStore(v.cases())
	if err != nil {
		return dossier.Case{}, err
	}
	all, err := s.List()
	if err != nil || len(all.Cases) != 1 || len(all.Damaged) > 0 {
		return dossier.Case{}, fmt.Errorf("%d cases, damaged %v, %w", len(all.Cases), all.Damaged, err)
	}
	f, err := s.Open(all.Cases[0].ID, secret)
	if err != nil {
		return dossier.Case{}, err
	}
	defer f.Close() //nolint:errcheck // read only
	kase := f.Case()
	v.left = &kase
	return kase, nil
}

// aCase makes a case that is at a step, protected or not, and opens it.
func aCase(v *visit) {
	g := contenttest.Guide(v)
	a := decision.NewAnswers(time.Now())
	for _, s := range g.Exercises[0].Answers {
		a = a.With(s.Fact, string(s.Value))
	}
	s, err := casefile.OpenStore(v.cases())
	if err != nil {
		v.Fatal(err)
	}
	f, err := s.Create(dossier.Case{}.WithAnswers(a))
	if err == nil && v.secret {
		err = f.Protect(passphrase, false)
	}
	if err != nil {
		v.Fatal(err)
	}
	id := f.Case().ID
	f.Close() //nolint:errcheck // saved already
	if !v.secret {
		v.open("Mon dossier", "dossiers", "ouvrir", id)
		return
	}
	v.screen = v.start(v.T, "dossiers", "ouvrir", id)
	v.screen.must("Mot de passe")
	v.screen.keys(passphrase + "\r")
	v.screen.must("Mon dossier")
	v.killLater()
}

// drafts are the texts half typed that the case offers.
func (v *visit) drafts() (string, error) {
	kase, err := v.onlyCase()
	if err != nil {
		return "", err
	}
	s, err := casefile.OpenStore(v.cases())
	if err != nil {
		return "", err
	}
	secret := ""
	if v.secret {
		secret = passphrase
	}
	f, err := s.Open(kase.ID, secret)
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // read only
	all, err := f.Drafts()
	return fmt.Sprint(all), err
}

// form fills a form again and again: the keys to it from the case, the name of its
// first line, and how many lines further one types.
func form(keys, first string, line int) func(*visit) {
	return func(v *visit) {
		aCase(v)
		for {
			v.fill(keys, first, line, "")
		}
	}
}

// fill fills a form once, one of its lines with a word, and saves it.
func (v *visit) fill(keys, first string, line int, rest string) {
	for _, key := range keys {
		v.types(string(key))
	}
	v.sees(first)
	for range line {
		v.types("\t")
	}
	word := v.word()
	for i := range word {
		v.types(word[i : i+1])
		v.typed = append(v.typed, typing{word[:i+1], time.Now()})
	}
	if v.rng.IntN(3) == 0 { // one thinks for a while
		for range v.rng.IntN(150) {
			v.rests()
		}
	}
	v.types(rest + "\x13")
	v.screen.until("the end of the form", func() bool { return !v.screen.shows("ctrl+s enregistrer") })
	v.typed = nil
	v.comesBack()
	v.claim(v.says(word))
}

// comesBack goes back to the case, and waits until it is said to be kept.
func (v *visit) comesBack() {
	for !strings.HasSuffix(v.screen.place(), "Mon dossier") {
		key := "\x1b"
		if strings.Contains(v.screen.header(), "  question ") || strings.HasSuffix(v.screen.place(), "Votre étape") {
			key = "m"
		}
		if key == "m" {
			v.types(key)
		} else {
			v.escapes()
		}
	}
	v.sees(written)
}

// escapes leaves a screen: an escape alone is a key after a moment.
func (v *visit) escapes() {
	v.types("\x1b")
	for range 10 {
		v.rests()
	}
}

// says checks that the case holds a word.
func (v *visit) says(word string) func() error {
	return func() error {
		kase, err := v.onlyCase()
		if err == nil && !strings.Contains(fmt.Sprintf("%+v", kase), word) {
			err = fmt.Errorf("%q is lost: %+v", word, kase)
		}
		return err
	}
}

// invoice adds invoices.
func invoice(v *visit) {
	aCase(v)
	for {
		v.fill("e+", "Numéro", 0, "\t\t\t01/10/2026\t1500,00")
	}
}

// outcome says what came of the step, then what happened next.
func outcome(v *visit) {
	aCase(v)
	v.escapes()
	v.sees("Votre étape")
	v.types("s")
	v.sees("Et ensuite")
	v.types("\r")
	v.sees("À retenir")
	line := 1
	if v.screen.shows("fait le") {
		line = 2
	}
	v.fill("", "À retenir", line, "")
	for {
		v.fill("j+", "Quoi", 2, "")
	}
}

// protectedForm fills a form of a case that is protected.
func protectedForm(v *visit) {
	v.secret = true
	form("p", "Nom du client", 0)(v)
}

// protectedEditor changes a letter of a case that is protected.
func protectedEditor(v *visit) {
	v.secret = true
	editor(v)
}

// editorScript is an editor that saves a word every tenth of a second, as long as
// it is told to. It notes what it saved outside the computer of the visit.
const editorScript = `#!/bin/sh
n=0
while [ $n -lt "$TIMES" ]; do
	n=$((n+1))
	echo "$WORD-$n" >>"$1"
	echo "$WORD-$n" >>"$NOTES"
	sleep 0.1
done
`

// editor changes a letter in an editor, which saves several times.
func editor(v *visit) {
	notes := filepath.Join(v.TempDir(), "notes")
	script := filepath.Join(v.TempDir(), "editor")
	if err := os.WriteFile(script, []byte(editorScript), 0o700); err != nil {
		v.Fatal(err)
	}
	word, times := v.word(), 1+v.rng.IntN(25)
	v.env = append(v.env, "EDITOR="+script, "WORD="+word, "NOTES="+notes, "TIMES="+strconv.Itoa(times))
	aCase(v)
	v.types("l")
	v.sees("Courriers")
	v.types("\r")
	v.sees("e modifier")
	v.types("e")
	v.screen.until("the first save", func() bool {
		_, err := os.Stat(notes)
		return err == nil
	})
	saved := func() string {
		data, _ := os.ReadFile(notes)
		lines := strings.Fields(string(data))
		if len(lines) == 0 {
			return ""
		}
		return lines[len(lines)-1]
	}
	v.screen.until("all saves", func() bool {
		if last := saved(); len(v.typed) == 0 || v.typed[len(v.typed)-1].text != last {
			v.typed = append(v.typed, typing{last, time.Now()})
		}
		return saved() == word+"-"+strconv.Itoa(times)
	})
	v.sees("e modifier")
	v.typed = nil
	v.comesBack()
	v.claim(v.says(word + "-" + strconv.Itoa(times)))
	v.dies()
}
