package tui_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
	"compromis/decision/decisiontest"
	"compromis/internal/casefile"
	"compromis/internal/dossier"
	"compromis/internal/french"
	"compromis/internal/french/frenchtest"
	"compromis/internal/stage"
	"compromis/tui"
)

// Hostile texts through every screen. The screens are read from the sources, and
// those that the ways below show are known by what made them: a new one fails
// [TestNoScreenObeyed] until a way shows it.

// unreached are the screens that no way shows, and why.
var unreached = map[string]string{
	"newDocument": "what newLetter, newRecord and newVersion are made with", "newCausePage": "what newCauseOfCase is made with",
	"newVersionsPage": "what newVersions is made with", "newVersions": "other versions of a case: TestNoVersionObeyed",
	"newTyped": "the same page, for two hands", "newSettled": "names of files, which the program makes", "newUnlock": "a passphrase is asked for",
	"newHandPage": "another window has the case: no word of it", "newTeamNotice": "another person changed the case: their name on the server, cleaned as any word is", "newYielded": "the same", "newReplay": "the content changed: words of the content",
	"newDrafts": "what was being typed: TestNoDraftObeyed", "newSavedAll": "the same", "newWriter": "no editor: TestNoWriterObeyed", "newFollowing": "an editor that did not wait: the number of its words",
	"newState": "a former state, read as a case is: what it shows are the words of newFolder", "newRescue": "a file set aside: TestNoRescueObeyed",
	"newMissing": "words of the content", "newUnsure": "words of the content", "newEnd": "words of the content", "newNotes": "what the trainer reads: words of the content",
}

// ways are the keys that show every screen, from the page of a case, by lines; the
// screen is looked at after each.
var ways = []string{
	"t enter", "j enter", "j +", "j u", "p tab tab tab", "e", "e +", "e p", "e t", "e c", "e x", "e s", "e enter", "e down enter",
	"r", "r +", "r down enter", "r down enter end enter tab", "r down enter end up enter w", "r down enter end up up enter tab", "r down down enter enter", "down down down down enter",
	"l", "l enter", "l enter e", "l enter x", "l enter f", "l enter enter", "l enter i", "l down enter", "l down down enter", "l end enter", "l enter w", "l enter w down enter tab", "l enter p", "l enter o", "l enter t",
	"3", "4", "6", "7", "8", "8 enter", "8 down enter", "8 enter enter", "d", "f", "f enter", "f down enter", "f down down enter", "f end enter", "f down down down enter",
	"enter", "down enter", "down down enter", "down down down enter",
	"1 enter", "1 l", "1 e", "1 p", "1 s", "1 s enter", "1 s down enter", "1 v", "1 v enter", "1 c", "1 c enter", "1 c r", "1 c v", "1 c v enter", "1 f", "1 f enter", "1 d", "1 r", "1 r enter",
	"1 t", "1 t l", "1 t l enter", "1 t b", "1 t b enter", "1 t / m enter", "1 ?", "1 q", "1 a", "1 a d", "1 a d m", "1 a d tab", "1 a d tab down enter", "1 a d tab end enter", "1 a t", "1 a e", "1 a e enter", "1 a p", "1 a p enter", "1 a p enter end enter t b", "1 a end enter", "1 a end up enter", "1 a x", "1 a x enter", "1 a n",
}

// crawler presses keys, and looks at each screen.
type crawler struct {
	*desk
	seen   map[string]bool // the screens, by what they are
	orders map[string]bool // what a terminal is told besides text
	known  map[string]bool // what it may be told; nil to learn it
}

// ordered is what a screen may tell a terminal besides text.
var ordered = regexp.MustCompile("\x1b\\[[0-9;:]*m|\x1b\\]8;[^\a\x1b]*(?:\a|\x1b\\\\)")

// look checks the screen.
func (c *crawler) look(way string) {
	c.t.Helper()
	v := c.model.View()
	for _, order := range ordered.FindAllString(v.Content, -1) {
		c.orders[order] = true
		if c.known != nil && !c.known[order] {
			c.t.Errorf("%s: orders %q", way, order)
		}
	}
	if obeyed := frenchtest.Obeyed(ordered.ReplaceAllString(v.Content, "") + v.WindowTitle); obeyed != "" {
		c.t.Errorf("%s: %s", way, obeyed)
	}
}

// stack is what is shown, one screen above the other.
func (c *crawler) stack() reflect.Value { return reflect.ValueOf(c.model).Elem().FieldByName("stack") }

var constructor = regexp.MustCompile(`\b(new[A-Z]\w*|refusal)\b`)

// what is the screen on top: its type, and the functions that made it.
func (c *crawler) what() string {
	names := map[string]bool{}
	describe(c.stack().Index(c.stack().Len()-1), names)
	return strings.Join(slices.Sorted(maps.Keys(names)), " ")
}

func describe(v reflect.Value, names map[string]bool) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return
	}
	names[v.Type().Name()] = true
	for i := range v.NumField() {
		field, what := v.Field(i), v.Type().Field(i)
		switch {
		case field.Kind() == reflect.Func && !field.IsNil():
			for _, name := range constructor.FindAllString(runtime.FuncForPC(field.Pointer()).Name(), -1) {
				names[name] = true
			}
		case (what.Name == "stack" || what.Name == "pages") && field.Kind() == reflect.Slice && field.Len() > 0:
			describe(field.Index(field.Len()-1), names)
		case (what.Anonymous || what.Type.Name() == "nest") && field.Kind() == reflect.Struct && strings.HasSuffix(what.Type.PkgPath(), "tui"):
			describe(field, names)
		}
	}
}

// constructors are the functions of the package that return a screen, with the type
// they return.
func constructors(t testing.TB) map[string]string {
	t.Helper()
	set := token.NewFileSet()
	methods, embeds, makes := map[string]bool{}, map[string][]string{}, map[string]string{}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch d := n.(type) {
			case *ast.FuncDecl:
				if d.Recv != nil && d.Name.Name == "view" {
					methods[typeName(d.Recv.List[0].Type)] = true
				}
				if results := d.Type.Results; d.Recv == nil && results != nil && len(results.List) == 1 && strings.HasPrefix(d.Name.Name, "new") {
					makes[d.Name.Name] = typeName(results.List[0].Type)
				}
			case *ast.TypeSpec:
				if s, ok := d.Type.(*ast.StructType); ok {
					for _, f := range s.Fields.List {
						if len(f.Names) == 0 {
							embeds[d.Name.Name] = append(embeds[d.Name.Name], typeName(f.Type))
						}
					}
				}
			}
			return true
		})
	}
	var shows func(name string) bool
	shows = func(name string) bool { return methods[name] || slices.ContainsFunc(embeds[name], shows) }
	maps.DeleteFunc(makes, func(_, result string) bool { return !shows(result) })
	return makes
}

func typeName(e ast.Expr) string {
	if star, ok := e.(*ast.StarExpr); ok {
		e = star.X
	}
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// shared are the types of many screens: each is known by what made it.
var shared = []string{"reading", "form", "document", "finder"}

// wordsOf is a case whose days and kinds are sound and whose words are those of text.
func wordsOf(t testing.TB, text func(place string) string) dossier.Case {
	t.Helper()
	c := kitchen()
	c.Business, c.Client, c.Subject, c.Facts, c.Invoices[0].Number = dossier.Party{}, dossier.Party{}, "", "", ""
	c.Opened, c.Changed = "2026-05-01", "2026-10-01"
	c.Complaints = []dossier.Complaint{{On: "2026-05-02"}, {On: "2026-10-02", Acknowledged: "2026-10-03"}, {On: "2026-11-20"}, {On: "2026-11-21"}}
	c.Drafts = map[string]string{guide(t).Letters()[0].ID: "", "mise-en-demeure": ""}
	for i, kind := range []dossier.EventKind{dossier.Noted, dossier.Reminded, dossier.Paid, dossier.Replied} {
		c = c.With(dossier.Event{Kind: kind, On: decision.Day("2026-08-01").Add(i), Cents: 100_00})
	}
	kept := []reflect.Type{reflect.TypeFor[decision.Day](), reflect.TypeFor[dossier.EventKind](), reflect.TypeFor[dossier.Civility]()}
	frenchtest.Fill(&c, func(place string, now reflect.Value) string {
		if now.String() != "" || slices.Contains(kept, now.Type()) || strings.HasPrefix(place, "Agenda") || strings.HasPrefix(place, "Journal") && !strings.HasSuffix(place, "Note") {
			return now.String()
		}
		return text(place)
	})
	c.Agenda = nil
	return c
}

// hostileDesk is a desk on a case that somebody else wrote, with an editor that
// brings hostile texts back.
func hostileDesk(t testing.TB, dir string, edited string) *desk {
	t.Helper()
	cases, err := casefile.OpenStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	played, err := stage.Open(t.TempDir(), today.Local)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{cases: dir, papers: t.TempDir()}
	d.driver = &driver{t: t, guide: guide(t)}
	d.model = tui.New(tui.Config{
		Load: load, Today: today, Cases: cases, Open: "x", Stage: played,
		Export: func(name string, write func(io.Writer) error) (string, error) {
			var b bytes.Buffer
			err := write(&b)
			if !fs.ValidPath(name) || strings.ContainsAny(name, "/\\:") || frenchtest.Obeyed(name) != "" {
				t.Errorf("writes a file %q", name)
			}
			if _, wrong := frenchtest.ShapeOf(strings.TrimPrefix(filepath.Ext(name), "."), b.Bytes()); wrong != nil {
				t.Errorf("%s: %v", name, wrong)
			}
			return name, err
		},
		Edit: editedBy(func(string) (string, error) { return edited, d.failing }),
	})
	d.resize(100, 40)
	d.run(d.model.Init())
	return d
}

// keepAs writes a case in a folder as somebody else would.
func keepAs(t testing.TB, dir string, c dossier.Case) {
	t.Helper()
	c.ID = "x"
	data, err := json.Marshal(map[string]any{"format": 1, "dossier": c})
	if err = errors.Join(err, os.WriteFile(filepath.Join(dir, "x.json"), data, 0o600)); err != nil {
		t.Fatal(err)
	}
}

// crawled goes every way from a case.
func crawled(t testing.TB, c dossier.Case, known map[string]bool, edited string) *crawler {
	t.Helper()
	w := &crawler{seen: map[string]bool{}, orders: map[string]bool{}, known: known}
	for _, way := range ways {
		dir := t.TempDir() // the window before has the other case
		keepAs(t, dir, c)
		w.desk = hostileDesk(t, dir, edited)
		w.look("opened")
		if w.shows("ne contenait pas que du texte") != (known != nil) {
			t.Errorf("not told what was dropped:\n%s", w.screen())
		}
		if known != nil {
			w.press("enter")
		}
		for _, key := range strings.Fields(way) {
			w.press(key)
			if w.quit {
				break
			}
			w.look(way)
			w.seen[w.what()] = true
		}
		if !w.quit {
			w.press("ctrl+c")
			w.look(way)
		}
	}
	return w
}

// TestNoScreenObeyed: every hostile text, in every place of a case, on every screen,
// in every paper and its name, and in what comes back from an editor.
func TestNoScreenObeyed(t *testing.T) {
	w := crawled(t, wordsOf(t, func(string) string { return "mot et mots" }), nil, "mot")
	turns := []int{0, 9, 18}
	if decisiontest.Race {
		turns = turns[:1]
	}
	for _, turn := range turns {
		texts, at := frenchtest.Joined(turn), turn
		hostile := crawled(t, wordsOf(t, func(string) string { at++; return texts[at%len(texts)] }), w.orders, texts[turn])
		maps.Copy(w.seen, hostile.seen)
	}
	met := strings.Fields(strings.Join(slices.Collect(maps.Keys(w.seen)), " "))
	for name, result := range constructors(t) {
		seen := slices.Contains(met, name) || !slices.Contains(shared, result) && slices.Contains(met, result)
		if _, known := unreached[name]; !seen && !known {
			t.Errorf("the screen of %s is not reached: show it to hostile words", name)
		} else if seen && known {
			t.Errorf("the screen of %s is reached: it is not one of unreached", name)
		}
	}
}

// TestTypedIsText: what is typed or pasted in a form, and comes back from an editor,
// is kept as text, all that is seen of it is there, and one is told when something
// was dropped.
func TestTypedIsText(t *testing.T) {
	texts := append(frenchtest.Hostile(), frenchtest.Innocent()...)
	if decisiontest.Race {
		texts = texts[len(texts)-60:]
	}
	dir := t.TempDir()
	keepAs(t, dir, kitchen())
	d := hostileDesk(t, dir, "")
	for i, text := range texts {
		_, _, hidden := french.Hidden(text)
		d.press("p", "ctrl+u")
		if i%2 == 0 {
			d.paste(text)
			if d.shows(wordsDropped) != hidden {
				t.Errorf("%q pasted: told %v\n%s", text, !hidden, d.screen())
			}
		} else {
			text = strings.Map(func(r rune) rune {
				if r < ' ' || r == 0x7f || r == '?' { // keys of their own
					return -1
				}
				return r
			}, strings.ToValidUTF8(text, ""))
			d.write(text)
		}
		if obeyed := frenchtest.Obeyed(ordered.ReplaceAllString(d.model.View().Content, "")); obeyed != "" {
			t.Errorf("%q typed: %s", text, obeyed)
		}
		d.press("ctrl+s")
		name := onlyCase(t, dir).Client.Name
		if at, sign, found := french.Hidden(name); found || french.Line(name) != name {
			t.Errorf("%q is kept as %q: %U at %d", text, name, sign, at)
		}
		if !strings.Contains(name, "mot") && strings.Contains(text, "mot") { // an order goes whole, with its words
			t.Errorf("%q is kept as %q", text, name)
		}
		d.want("Mon dossier")
	}
}

// TestNoDraftObeyed: every hostile text that an editor saved before it failed, as it is
// told, left as a draft, offered again and taken.
func TestNoDraftObeyed(t *testing.T) {
	for at, text := range append([]string{"mot"}, frenchtest.Joined(0)...) {
		if decisiontest.Race && at%9 > 0 {
			continue
		}
		dir := t.TempDir()
		keepAs(t, dir, kitchen())
		w := &crawler{seen: map[string]bool{}, orders: map[string]bool{}}
		w.desk = hostileDesk(t, dir, text)
		w.failing = errors.New("l’éditeur a fini par le code 1")
		w.press("l", "enter", "e")
		w.look("told")
		if !w.shows("L’éditeur n’a pas bien fini") {
			t.Fatalf("%q: not told:\n%s", text, w.screen())
		}
		w.press("down", "enter", "esc", "esc", "q", "o")
		w.desk = hostileDesk(t, dir, text)
		w.look("offered")
		for range 3 {
			w.press("down", "enter")
			w.look("gone through")
		}
		for order := range w.orders {
			if strings.Contains(order, "]8;") || order == "\x1b[31m" || order == "\x1b[8m" {
				t.Errorf("%q orders %q", text, order)
			}
		}
	}
}

// TestNoRescueObeyed: every hostile text in a file set aside, and in its name.
func TestNoRescueObeyed(t *testing.T) {
	for at, text := range append([]string{"mot"}, frenchtest.Joined(0)...) {
		if decisiontest.Race && at%9 > 0 {
			continue
		}
		dir := t.TempDir()
		keepAs(t, dir, kitchen())
		data, err := json.Marshal(map[string]any{"format": 1, "dossier": dossier.Case{Title: text, Facts: text, Client: dossier.Party{Name: text}}})
		name := "y\u202e\x1b[31mz.json.abime-2026-11-01"
		if runtime.GOOS == "windows" {
			name = "y\u202ez.json.abime-2026-11-01"
		}
		if err := errors.Join(err, os.WriteFile(filepath.Join(dir, name), append(data[:len(data)-1], text...), 0o600)); err != nil {
			t.Fatal(err)
		}
		w := &crawler{seen: map[string]bool{}, orders: map[string]bool{}}
		w.desk = hostileDesk(t, dir, "")
		w.press("a", "d")
		w.look("listed")
		w.clickAt(".abime-")
		w.look("shown")
		if !strings.Contains(w.what(), "newRescue") {
			t.Fatalf("%q is not shown:\n%s", text, w.screen())
		}
		for _, key := range []string{"down", "enter", "esc", "pgdown", "pgdown"} {
			w.press(key)
			w.look("gone through")
		}
		for order := range w.orders {
			if strings.Contains(order, "]8;") || order == "\x1b[31m" || order == "\x1b[8m" {
				t.Errorf("%q orders %q", text, order)
			}
		}
	}
}

// TestNoVersionObeyed: every hostile text in a copy of the case that a shared folder
// made, where the two have to be told apart.
func TestNoVersionObeyed(t *testing.T) {
	for at, text := range append([]string{"mot"}, frenchtest.Joined(0)...) {
		if !decisiontest.Tries(at) {
			continue
		}
		dir := t.TempDir()
		kase := kitchen()
		keepAs(t, dir, kase)
		kase.ID, kase.Client.Name, kase.Subject, kase.Facts = "x", "b"+text, "b"+text, "b"+text
		data, err := json.Marshal(map[string]any{"format": 1, "dossier": kase})
		if err := errors.Join(err, os.WriteFile(filepath.Join(dir, "x (copie en conflit).json"), data, 0o600)); err != nil {
			t.Fatal(err)
		}
		w := &crawler{seen: map[string]bool{}, orders: map[string]bool{}}
		w.desk = hostileDesk(t, dir, "")
		w.look("told apart")
		if !strings.Contains(w.what(), "newVersions") {
			t.Fatalf("%q: the two are not told apart:\n%s", text, w.screen())
		}
		for _, key := range []string{"down", "enter", "pgdown", "end"} {
			w.press(key)
			w.look("gone through")
		}
		for order := range w.orders {
			if strings.Contains(order, "]8;") || order == "\x1b[31m" || order == "\x1b[8m" {
				t.Errorf("%q orders %q", text, order)
			}
		}
	}
}

// wordsDropped is how one is told.
const wordsDropped = "Des caractères invisibles ont été retirés"
