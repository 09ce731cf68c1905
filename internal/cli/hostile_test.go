package cli_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/cli"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/french/frenchtest"
	"compromis/internal/stage"
)

// Hostile texts through every way in of a command and every way out. The ways out
// are read from the program, its commands from its manual and its formats from what
// it offers a shell: a new one fails [TestEveryExitIsPlayed] until it is here.

// everyDraft is a letter with all that a letter may hold: what hostile words are
// compared with.
const everyDraft = "> A\n> B\n\n# T\n\n## T\n\n### T\n\na **b** c\nd\n\n- e\n  f\n- g\n\n3. h\n4. i\n\n| a | b |\n| --- | ---: |\n| c | d |\n\nles  blancs\n\nfin"

// filled is a case whose days and kinds are sound, and whose words are those of
// text; when wild, its days and its kinds are too.
func filled(t testing.TB, wild bool, text func(place string) string) dossier.Case {
	t.Helper()
	due := []dossier.Due{{On: "2026-05-01", Cents: 1500_00}}
	draft := guide(t).Letters()[0].ID
	c := dossier.Case{
		Opened: "2026-05-01", Changed: "2026-10-01", Said: map[decision.Fact]string{decision.FactCause: "impaye", decision.FactClient: "commercant"},
		Client: dossier.Party{Civility: dossier.Madam}, Business: dossier.Party{Civility: dossier.Sir},
		Invoices:   []dossier.Invoice{{Issued: "2026-04-01", Done: "2026-04-02", Dues: due}, {Issued: "2026-04-01", Done: "2026-04-02", Dues: due}},
		Complaints: []dossier.Complaint{{On: "2026-05-02", Acknowledged: "2026-05-03", Answered: "2026-05-09"}, {On: "2026-10-02"}},
		Drafts:     map[string]string{draft: ""},
	}
	for i, kind := range []dossier.EventKind{dossier.Noted, dossier.Reminded, dossier.Paid, dossier.GaveNotice, dossier.Replied, dossier.StepDone} {
		c = c.With(dossier.Event{Kind: kind, On: decision.Day("2026-06-01").Add(i), Cents: 100_00, Until: decision.Day("2027-06-01").Add(i)})
	}
	days, kinds := reflect.TypeFor[decision.Day](), reflect.TypeFor[dossier.EventKind]()
	frenchtest.Fill(&c, func(place string, now reflect.Value) string {
		switch {
		case wild:
			return text(place)
		case now.String() != "" || now.Type() == days || now.Type() == kinds:
			return now.String()
		}
		return text(place)
	})
	return c
}

// harmless are the words that hostile ones are compared with.
func harmless(place string) string {
	if strings.HasPrefix(place, "Drafts") {
		return everyDraft
	}
	return "mot et mots"
}

// hostileCase has a class of hostile texts in every place, another class each turn.
func hostileCase(t testing.TB, turn int) dossier.Case {
	t.Helper()
	texts, at := frenchtest.Joined(turn), 0
	return filled(t, turn%5 == 4, func(string) string {
		at++
		return texts[(at+turn)%len(texts)]
	})
}

// keep writes a case in a folder as somebody else would, with what the store would
// not let in.
func keep(t testing.TB, dir string, c dossier.Case) {
	t.Helper()
	c.ID = "x"
	data, err := json.Marshal(map[string]any{"format": 1, "dossier": c})
	if err == nil {
		err = errors.Join(os.WriteFile(filepath.Join(dir, "x.json"), data, 0o600), os.WriteFile(filepath.Join(dir, aside), append(data[:len(data)-1:len(data)-1], "\x1b]0;x\a"...), 0o600))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// aside is a damaged file that was set aside.
const aside = "y.json.abime-2026-11-01"

// ways are how each command is played: "x" is the case, COURRIER a letter that
// has a draft. A command of several ways is told in each. Where -o is, the file is
// read.
var ways = map[string][]string{
	"conseil":              {"conseil -r cause=impaye -r client=commercant", "conseil -r cause=impaye --json"},
	"verifier":             {"verifier"},
	"veille":               {"veille .", "veille . --json", "veille . --noter a.csv"},
	"arbre":                {"arbre -r cause=impaye", "arbre -r cause=impaye -o a.FORMAT --format FORMAT", "arbre --une-page -o a.pdf"},
	"dossiers":             {"dossiers", "dossiers --json"},
	"dossiers lister":      {"dossiers lister --tous", "dossiers lister --cherche mot", "dossiers lister --json"},
	"dossiers nouveau":     {"dossiers nouveau --client mot", "dossiers nouveau --client mot --json"},
	"dossiers ouvrir":      {"dossiers ouvrir x", "dossiers ouvrir x --json"},
	"dossiers repondre":    {"dossiers repondre x -r cause=reclamation"},
	"dossiers parties":     {"dossiers parties x --objet mot"},
	"dossiers suite":       {"dossiers suite x", "dossiers suite x --issue 1 --note mot"},
	"dossiers annuler":     {"dossiers annuler x"},
	"dossiers noter":       {"dossiers noter x --quoi note --note mot", "dossiers noter x --quoi paiement --montant 10"},
	"dossiers facture":     {"dossiers facture x --numero 2 --echeance 01/05/2026=10"},
	"dossiers reclamation": {"dossiers reclamation x", "dossiers reclamation x --faits mot", "dossiers reclamation x --numero mot -o r.FORMAT"},
	"dossiers versions":    {"dossiers versions x", "dossiers versions x --json"},
	"dossiers secourir":    {"dossiers secourir " + aside, "dossiers secourir " + aside + " -o a.txt", "dossiers secourir " + aside + " --creer", "dossiers secourir x"},
	"dossiers fusionner":   {"dossiers fusionner x"},
	"dossiers archiver":    {"dossiers archiver x"},
	"dossiers rappeler":    {"dossiers rappeler x --le 31/12/2027"},
	"dossiers gestes":      {"dossiers gestes x", "dossiers gestes x --fait 1"},
	"dossiers renommer":    {"dossiers renommer x --titre mot"},
	"dossiers proteger":    {"dossiers proteger x --nouveau-mot-de-passe-fichier x.json", "dossiers proteger x --retirer"},
	"dossiers supprimer":   {"dossiers supprimer x --oui", "dossiers supprimer x"},
	"dossiers purger":      {"dossiers purger", "dossiers purger --oui --aujourdhui 01/01/2050"},
	"dossiers exporter":    {"dossiers exporter x -o a.zip"},
	"dossiers serveur":     {"dossiers serveur", "dossiers serveur preparer x", "dossiers serveur accorder x lecteur"},
	"dossiers importer":    {"dossiers importer a.zip", "dossiers importer x"},
	"calculer":             {"calculer x", "calculer x --json"},
	"courrier":             {"courrier x", "courrier x --json", "courrier x COURRIER", "courrier x COURRIER --json", "courrier x COURRIER -o a.FORMAT", "courrier x AUTRE -o a.FORMAT", "courrier x AUTRE"},
	"dossier-a-remettre":   {"dossier-a-remettre x --pour avocat", "dossier-a-remettre x --pour avocat --json", "dossier-a-remettre x --pour avocat -o a.FORMAT", "dossier-a-remettre x --pour mediateur -o a.FORMAT"},
	"echeances":            {"echeances x", "echeances x --json", "echeances x -o a.ics"},
	"cas":                  {"cas", "cas impaye", "cas impaye --corrige -o a.FORMAT"},
	"cas nouveau":          {"cas nouveau mot", "cas nouveau --depuis x mot"},
	"contenu":              {"contenu"},
	"contenu exporter":     {"contenu exporter x.json/mot"},
	"contenu comparer":     {"contenu comparer integre", "contenu comparer mot"},
	"contenu nouveau":      {"contenu nouveau etape ../mot", "contenu nouveau mot"},
	"etabli":               {"etabli mot"},
	"projeter":             {"projeter"},
	"notes":                {"notes"},
	"seance":               {"seance", "seance -o a.FORMAT", "seance --ancienne 1", "seance --presents 3"},
	"atelier":              {"atelier", "atelier --journal mot"},
	"regie":                {"regie"},
	"porte":                {"porte", "porte --journal mot --salle mot", "porte --journal postgres://mot@127.0.0.1:1/mot --salle mot"},
	"schema":               {"schema", "schema conseil"},
	"mcp":                  {"mcp"},
	"diagnostic":           {"diagnostic"},
	"completion":           {"completion bash"},
	"man":                  {"man"},
	"version":              {"version", "version --json"},
	"aide":                 {"aide", "aide dossiers"},
	"__complete":           {"__complete dossiers ouvrir ", "__complete courrier x "},
	"__completeNoDesc":     {"__completeNoDesc dossiers ouvrir "},
	"":                     {"", "--lineaire", "--lineaire --dossier x", "--version"},
}

// commands are those of the manual, and what shells ask for.
func commands(t testing.TB) []string {
	t.Helper()
	var manual bytes.Buffer
	cli.Run([]string{"man"}, cli.Streams{Out: &manual, Err: io.Discard}, load, readNothing, time.Now)
	all := []string{"", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd}
	for _, m := range regexp.MustCompile(`(?m)^\.SS "compromis ([a-z\\-]+)(?: ([a-z]+))?`).FindAllStringSubmatch(manual.String(), -1) {
		name := strings.ReplaceAll(m[1], `\-`, "-")
		if slices.Contains([]string{"dossiers", "contenu", "cas"}, name) && m[2] != "" {
			name += " " + m[2]
		}
		all = append(all, name)
	}
	return all
}

// formatsOf are the formats a command offers.
func formatsOf(t testing.TB, command string) []string {
	t.Helper()
	var help, out bytes.Buffer
	cli.Run(append(strings.Fields(command), "--aide"), cli.Streams{Out: &help, Err: io.Discard}, load, readNothing, time.Now)
	if !strings.Contains(help.String(), "\n  --format ") {
		return nil
	}
	args := append([]string{cobra.ShellCompNoDescRequestCmd}, append(strings.Fields(command), "--format", "")...)
	cli.Run(args, cli.Streams{Out: &out, Err: io.Discard}, load, readNothing, time.Now)
	all := strings.Fields(out.String())
	return all[:max(len(all)-1, 0)]
}

// lines are the command lines of every command, one a format.
func lines(t testing.TB) (all [][]string) {
	t.Helper()
	letters := guide(t).Letters()
	named := strings.NewReplacer("COURRIER", letters[0].ID, "AUTRE", letters[len(letters)-1].ID)
	for _, command := range slices.Sorted(maps.Keys(ways)) {
		formats := formatsOf(t, command)
		for _, way := range ways[command] {
			way = named.Replace(way)
			if !strings.Contains(way, "FORMAT") {
				all = append(all, strings.Split(way, " "))
				continue
			}
			if len(formats) == 0 {
				t.Errorf("%s offers no format", command)
			}
			for _, format := range formats {
				all = append(all, strings.Split(strings.ReplaceAll(way, "FORMAT", format), " "))
			}
		}
	}
	return all
}

// TestEveryExitIsPlayed: each command of the manual is played with hostile words,
// and each format it offers is looked at. The other ways out are those of
// [cli.Streams]: one more has to be thought of here.
func TestEveryExitIsPlayed(t *testing.T) {
	all := commands(t)
	if len(all) < 30 {
		t.Fatalf("only %d commands in the manual: %q", len(all), all)
	}
	for _, command := range all {
		if len(ways[command]) == 0 {
			t.Errorf("no hostile text goes through « compromis %s »", command)
		}
		if formats := formatsOf(t, command); len(formats) > 0 && !strings.Contains(strings.Join(ways[command], " "), "FORMAT") {
			t.Errorf("the formats %v of « compromis %s » are not looked at", formats, command)
		}
	}
	for command := range ways {
		if !slices.Contains(all, command) {
			t.Errorf("« compromis %s » is no command", command)
		}
	}
	var exits []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[cli.Streams]()) {
		if f.Type == reflect.TypeFor[io.Writer]() || f.Type.Kind() == reflect.Func {
			exits = append(exits, f.Name)
		}
	}
	if got := fmt.Sprint(exits); got != "[Out Err Open Write Over Around Secret Edit Session Screen Workshop Booth Door Bench Earlier Ended Prints Near]" {
		t.Errorf("ways in and out: %s", got)
	}
}

// left is what a command line wrote.
type left struct {
	args      []string
	out, errs string
	files     map[string][]byte
}

// everyPage is what one types in the plain lines of a case to see all of it: each
// line of the menu, then each of those of the case, to their ends.
func everyPage(args []string) string {
	if !slices.Contains(args, "--lineaire") || len(args) < 2 {
		return ""
	}
	var typed strings.Builder
	for i := range 12 {
		fmt.Fprintf(&typed, "%d\n%s", i+1, strings.Repeat("\n", 40))
	}
	for i := range 22 {
		fmt.Fprintf(&typed, "12\n%d\n%s", i+1, strings.Repeat("1\n", 2)+strings.Repeat("\n", 40))
	}
	return typed.String()
}

// playOn plays a command line on the cases of a folder, where files are in memory.
func playOn(dir string, said stage.Session, terminal bool, args []string) left {
	var out, errs bytes.Buffer
	l := left{args: args, files: map[string][]byte{}}
	streams := cli.Streams{
		In: strings.NewReader(everyPage(args)), Out: &out, Err: &errs, Terminal: terminal,
		Open: func(name string) (io.ReadCloser, error) { return os.Open(filepath.Join(dir, filepath.Base(name))) },
		Write: func(name string, write func(io.Writer) error, _ bool) error {
			var b bytes.Buffer
			err := write(&b)
			l.files[name] = b.Bytes()
			return err
		},
		Secret:  func() (string, error) { return "mot", nil },
		Session: func(*decision.Guide, cli.Telling) (cli.Told, error) { return cli.Told{Report: said, Played: true}, nil },
	}
	at := 0
	if len(args) > 0 && strings.HasPrefix(args[0], "__") { // the last word is what a shell completes
		at = 1
	}
	cli.Run(slices.Insert(slices.Clone(args), at, "--dossiers", dir), streams, load, readNothing, func() time.Time { return today })
	l.out, l.errs = out.String(), errs.String()
	return l
}

// nowhere takes what is written to a file.
func nowhere(_ string, write func(io.Writer) error, _ bool) error { return write(io.Discard) }

// shapes are those of what a command line writes, by the end of the name of each
// file; what is told must be text and nothing else.
func (l left) shapes(t testing.TB) map[string]frenchtest.Shape {
	t.Helper()
	all := map[string]frenchtest.Shape{}
	for name, content := range l.files {
		format := strings.TrimPrefix(filepath.Ext(name), ".")
		if format == "zip" {
			continue // cases as they are: see TestHostileArchive
		}
		shape, err := frenchtest.ShapeOf(aliases[format], content)
		if err != nil {
			t.Errorf("%q: %s: %v", l.args, name, err)
		}
		all[format] = shape
	}
	for _, said := range []string{l.out, l.errs} {
		if obeyed := frenchtest.Obeyed(strings.ReplaceAll(said, "\t", " ")); obeyed != "" {
			t.Errorf("%q: %s", l.args, obeyed)
		}
	}
	if slices.Contains(l.args, "--json") && l.out != "" && !json.Valid([]byte(l.out)) {
		t.Errorf("%q: not JSON: %.200q", l.args, l.out)
	}
	return all
}

// aliases are the formats whose name is not the end of a file that is looked at.
var aliases = map[string]string{
	"texte": "txt", "mermaid": "txt", "dot": "txt", "docx": "docx", "pdf": "pdf", "odt": "odt", "md": "md", "html": "html",
	"svg": "svg", "csv": "csv", "ics": "ics", "txt": "txt",
}

// TestNothingObeyed: every hostile text, in every place of a case and in the report
// of a session, through every command and every format. Nothing leaves that a
// terminal obeys; no document has a shape that harmless words do not give it.
func TestNothingObeyed(t *testing.T) {
	t.Chdir(t.TempDir()) // pages are written where one is
	all := lines(t)
	var quiet stage.Session
	frenchtest.Fill(&quiet, func(place string, _ reflect.Value) string { return harmless(place) })
	known := map[string]frenchtest.Shape{} // by format
	dir := t.TempDir()
	for _, args := range all {
		keep(t, dir, filled(t, false, harmless))
		for format, shape := range playOn(dir, quiet, false, args).shapes(t) {
			if known[format] == nil {
				known[format] = frenchtest.Shape{}
			}
			maps.Copy(known[format], shape)
		}
	}
	turns, step := len(frenchtest.Classes()), 1
	if decisiontest.Race {
		step = 9
	}
	words := func(arg string) bool {
		return arg == "x" || arg == aside || strings.HasPrefix(arg, "dossiers") || arg == "seance"
	} // what tells hostile words
	const papers = 4 // a paper is long to lay out: one turn of four
	told := 0
	for turn := 0; turn < turns; turn += step {
		texts := frenchtest.Joined(turn)
		var said stage.Session
		at := turn
		frenchtest.Fill(&said, func(string, reflect.Value) string { at++; return texts[at%len(texts)] })
		kase := hostileCase(t, turn)
		for i, args := range all {
			if !slices.ContainsFunc(args, words) && turn > 0 || slices.Contains(args, "-o") && (i+turn)%papers > 0 {
				continue
			}
			keep(t, dir, kase)
			l := playOn(dir, said, (i+turn)%2 == 0, args)
			told += strings.Count(l.out, "mot")
			for format, shape := range l.shapes(t) {
				if more := shape.Beyond(known[format]); len(more) > 0 {
					t.Errorf("turn %d, %q: hostile words order %.300q", turn, args, more)
				}
			}
		}
	}
	if told < 1000 {
		t.Errorf("only %d words of the cases were told: nothing is proved", told)
	}
}

// valued are the flags of a command that take a value, as its help writes them.
func valued(t testing.TB, command string) (flags []string) {
	t.Helper()
	var help bytes.Buffer
	cli.Run(append(strings.Fields(command), "--aide"), cli.Streams{Out: &help, Err: io.Discard}, load, readNothing, time.Now)
	for _, m := range regexp.MustCompile(`(?m)^  (?:-\pL, )?(--?[a-z-]+)(?:, --?[a-z-]+)* \pL`).FindAllStringSubmatch(help.String(), -1) {
		flags = append(flags, m[1])
	}
	return flags
}

// TestHostileWords: each hostile text as the command, its first word, its second,
// and the value of each of its flags. What is said of it is text, on one line when
// it is refused.
func TestHostileWords(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(t.TempDir()) // pages are written where one is
	keep(t, dir, filled(t, false, harmless))
	step := 1
	if decisiontest.Race {
		step = 9
	}
	texts, asked := frenchtest.Hostile(), 0
	play := func(n int, args ...string) {
		asked++
		args = append(args, "--dossiers", dir)
		var out, errs bytes.Buffer
		streams := cli.Streams{In: strings.NewReader(texts[n]), Out: &out, Err: &errs, Open: openNothing, Terminal: n%2 == 0, Write: nowhere, Secret: func() (string, error) { return texts[n], nil }}
		exit := cli.Run(args, streams, load, readNothing, func() time.Time { return today })
		for _, said := range []string{out.String(), errs.String()} {
			if obeyed := frenchtest.Obeyed(strings.ReplaceAll(said, "\t", " ")); obeyed != "" {
				t.Errorf("%q: %s", args, obeyed)
			}
		}
		if exit == 2 && strings.Count(errs.String(), "\n") != 1 {
			t.Errorf("%q is refused on several lines: %q", args, errs.String())
		}
	}
	at := 0
	some := func(args ...string) { // as many texts as make each meet each place in the end
		for range 5 {
			at++
			play(at%len(texts), append(args, texts[at%len(texts)])...)
		}
	}
	for n := 0; n < len(texts); n += step {
		play(n, texts[n])
		play(n, "courrier", texts[n], texts[n])
		play(n, "--"+texts[n])
		play(n, "conseil", "-r", texts[n]+"="+texts[n])
		play(n, "dossiers", texts[n])
	}
	for _, command := range commands(t) {
		if strings.HasPrefix(command, "__") || command == "verifier" {
			continue
		}
		words := strings.Fields(command)
		some(words...)
		some(append(words, "x")...)
		for _, flag := range valued(t, command) {
			if flag != "--dossiers" { // it would be made
				some(append(words, "x", flag)...)
			}
		}
	}
	if asked < 1000 && step == 1 {
		t.Errorf("only %d lines were played", asked)
	}
}

// typedPlaces are the flags whose words are kept, by command.
var typedPlaces = []struct {
	command string
	flags   []string
}{
	{"dossiers parties x", []string{"--client-nom", "--client-contact", "--nous-nom", "--nous-telephone", "--objet", "--faits"}},
	{"dossiers noter x --quoi note", []string{"--note"}},
	{"dossiers facture x --echeance 01/05/2026=10", []string{"--numero"}},
	{"dossiers reclamation x", []string{"--faits", "--canal", "--qui", "--decision"}},
}

// TestHostileTyped: what is given on the command line is text once it is kept, all
// of it that is seen is there, and one is told when something of it was not.
func TestHostileTyped(t *testing.T) {
	texts := append(frenchtest.Hostile(), frenchtest.Innocent()...)
	if decisiontest.Race {
		texts = texts[len(texts)-100:]
	}
	for at := 0; at < len(texts); {
		dir := t.TempDir()
		keep(t, dir, dossier.Case{})
		var given []string
		for _, place := range typedPlaces {
			args, hidden := strings.Fields(place.command), 0
			for _, flag := range place.flags {
				text := texts[at%len(texts)]
				args, given, at = append(args, flag, text), append(given, text), at+1
				if _, _, found := french.Hidden(text); found {
					hidden++
				}
			}
			l := playOn(dir, stage.Session{}, false, args)
			l.shapes(t)
			if told := strings.Count(l.errs, "ont été retirés de --"); told != hidden {
				t.Errorf("%q: told of %d flags, not %d: %q", args, told, hidden, l.errs)
			}
		}
		var kept []string
		for place, said := range stringsOf(t, dir) {
			if at, sign, found := french.Hidden(said); found || french.Text(said) != said {
				t.Errorf("%q is kept in %s: %U at %d", said, place, sign, at)
			}
			kept = append(kept, said)
		}
		for _, text := range given {
			if !slices.Contains(kept, strings.TrimSpace(french.Line(text))) && !slices.Contains(kept, strings.TrimSpace(french.Text(text))) {
				t.Errorf("%q is kept nowhere in %q", text, kept)
			}
		}
	}
}

// stringsOf are the strings of the case "x" in its file, by place.
func stringsOf(t testing.TB, dir string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "x.json"))
	var kept struct{ Dossier dossier.Case }
	if err == nil {
		err = json.Unmarshal(data, &kept)
	}
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	frenchtest.Fill(&kept.Dossier, func(place string, now reflect.Value) string {
		all[place] = now.String()
		return now.String()
	})
	return all
}

// TestHostileArchive: an archive of somebody else brings text, whatever its cases
// and its entries are called; what leaves in one is named by the program.
func TestHostileArchive(t *testing.T) {
	every := 1
	if decisiontest.Race {
		every = 9
	}
	for turn := 0; turn < len(frenchtest.Classes()); turn += every {
		source, dir := t.TempDir(), t.TempDir()
		kase := hostileCase(t, turn)
		keep(t, source, kase)
		l := playOn(source, stage.Session{}, false, []string{"dossiers", "exporter", "x", "-o", "a.zip"})
		archive := l.files["a.zip"]
		if z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive))); err != nil || len(z.File) != 1 || z.File[0].Name != "x.json" {
			t.Fatalf("exported %v, %q", err, l.errs)
		}
		if err := os.WriteFile(filepath.Join(dir, "a.zip"), archive, 0o600); err != nil {
			t.Fatal(err)
		}
		for args, where := range map[string]string{"dossiers importer a.zip": "du dossier x", "dossiers ouvrir x": ""} {
			from := dir
			if where == "" { // read as it is, it is told; once imported, all is said
				from, where = source, "du dossier x"
			}
			l := playOn(from, stage.Session{}, false, strings.Fields(args))
			l.shapes(t)
			if !strings.Contains(l.errs, "ont été retirés "+where) {
				t.Errorf("turn %d, %s: not told what was dropped: %q", turn, args, l.errs)
			}
		}
		places := stringsOf(t, dir)
		for place, said := range places {
			if at, sign, found := french.Hidden(said); found {
				t.Errorf("%s holds %U at %d", place, sign, at)
			}
		}
		if len(places) < 60 {
			t.Errorf("only %d places looked at", len(places))
		}
	}
	for i, name := range frenchtest.Hostile() {
		if i%every > 0 {
			continue
		}
		dir := t.TempDir()
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(name + ".json")
		if err == nil {
			_, err = io.WriteString(w, `{"format":1,"dossier":{}}`)
		}
		if err := errors.Join(err, z.Close(), os.WriteFile(filepath.Join(dir, "a.zip"), b.Bytes(), 0o600)); err != nil {
			t.Fatal(err)
		}
		playOn(dir, stage.Session{}, false, []string{"dossiers", "importer", "a.zip"}).shapes(t)
		playOn(dir, stage.Session{}, false, []string{"dossiers"}).shapes(t)
	}
}
