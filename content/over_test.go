package content

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"compromis/decision"
)

// laid writes files in a folder of its own, and returns where.
func laid(t testing.TB, name string, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), name)
	for file, text := range files {
		file = filepath.Join(dir, filepath.FromSlash(file))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// own returns a page of the program, changed.
func own(t testing.TB, name, before, after string) string {
	t.Helper()
	page, err := embedded.ReadFile(name)
	if err != nil || !strings.Contains(string(page), before) {
		t.Fatalf("%s has no %q: %v", name, before, err)
	}
	return strings.Replace(string(page), before, after, 1)
}

// over lays folders over the program's pages, and must.
func over(t testing.TB, dirs ...string) *decision.Guide {
	t.Helper()
	g, err := Over(dirs, mistakeDay, Proofs{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// story is an exercise that the program does not have.
func story(t testing.TB) string {
	page, _, _ := strings.Cut(own(t, "cas-pratiques/impaye.md", "# ", "# Le mien : "), "## Accueil")
	return page
}

func exercise(g *decision.Guide, id string) *decision.Exercise {
	for i := range g.Exercises {
		if g.Exercises[i].ID == id {
			return &g.Exercises[i]
		}
	}
	return nil
}

// TestOver: a page takes the place of its namesake, another is added, and the last
// folder is on top.
func TestOver(t *testing.T) {
	below := laid(t, "dessous", map[string]string{
		"cas-pratiques/mon-cas.md": story(t), "etapes/appeler-client.md": own(t, "etapes/appeler-client.md", "# ", "# Sinon, "), "LISEZMOI.md": "notes", ".git/x.md": "rien",
	})
	above := laid(t, "dessus", map[string]string{
		"etapes/appeler-client.md": own(t, "etapes/appeler-client.md", "# ", "# D'abord, "), "etapes/_brouillon.md": "rien", "etapes/.cache.md": "rien",
	})
	g := over(t, below, above)
	if e := exercise(g, "mon-cas"); e == nil || !strings.HasPrefix(e.Title, "Le mien") {
		t.Error("the exercise was not added")
	}
	if title := g.Step("appeler-client").Title; !strings.HasPrefix(title, "D’abord, ") {
		t.Errorf("the step is %q", title)
	}
	if g.Over.Name != "dessous + dessus" || len(g.Over.Print) != 12 {
		t.Errorf("called %+v", g.Over)
	}
	if plain := embeddedGuide(t); plain.Over != (decision.Over{}) || exercise(plain, "mon-cas") != nil || len(plain.Exercises)+1 != len(g.Exercises) {
		t.Error("the program's own content changed")
	}
	if again := over(t, above, below); again.Over == g.Over || !strings.HasPrefix(again.Step("appeler-client").Title, "Sinon") {
		t.Error("the order of the folders changes nothing")
	}
}

// TestOverWhole: nothing shows through a folder that is a content of its own.
func TestOverWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "entier")
	if err := os.CopyFS(dir, base(t)); err != nil {
		t.Fatal(err)
	}
	_, err := Over([]string{laid(t, "dessous", map[string]string{"cas-pratiques/mon-cas.md": story(t)}), dir}, mistakeDay, Proofs{})
	if err == nil || strings.Contains(err.Error(), "mon-cas") || strings.Contains(err.Error(), "intégré") {
		t.Errorf("the small content lacks what the program names: %v", err)
	}
	l, wrong := readLayers([]string{dir})
	if wrong != nil || l.base != nil {
		t.Fatalf("not taken for a whole content: %v", wrong)
	}
	got, err := Read(l, mistakeDay)
	if want, _ := Read(base(t), mistakeDay); err != nil || differs(got, want) != "" {
		t.Errorf("not read as it is alone: %v", err)
	}
}

// TestOverRefused: what is not sound is refused, with the file of the folder and its line.
func TestOverRefused(t *testing.T) {
	step := own(t, "etapes/appeler-client.md", "# ", "# Un autre : ")
	for name, c := range map[string]struct {
		files map[string]string
		told  []string
	}{
		"nothing":           {map[string]string{"photo.jpg": "rien"}, []string{"aucune page de contenu"}},
		"a line":            {map[string]string{"etapes/appeler-client.md": strings.Replace(step, "## Pièges", "## Piege", 1)}, []string{"mien/etapes/appeler-client.md:", "Pièges"}},
		"a letter":          {map[string]string{"courriers/relance-1.md": own(t, "courriers/relance-1.md", "{somme", "{some")}, []string{"mien/courriers/relance-1.md:"}},
		"a case astray":     {map[string]string{"cas-pratiques/mon-cas.md": strings.Replace(story(t), "- client : ", "- cliant : ", 1)}, []string{"mien/cas-pratiques/mon-cas.md"}},
		"a step unranked":   {map[string]string{"etapes/nouvelle.md": step}, []string{"mien/etapes/nouvelle.md", "la vôtre la remplace en entier"}},
		"a page it breaks":  {map[string]string{"baremes/etapes.csv": own(t, "baremes/etapes.csv", "appeler-client,", "appeler,")}, []string{"mien/baremes/etapes.csv:"}},
		"a section's name":  {map[string]string{"Étapes/appeler-client.md": step, "causes/impaye.md": own(t, "causes/impaye.md", "# ", "# ")}, []string{"Renommez-le : etapes"}},
		"a ladder's name":   {map[string]string{"Echelle.md": own(t, "echelle.md", "# ", "# ")}, []string{"Renommez-le : echelle.md"}},
		"a page of nothing": {map[string]string{"mon-cas.md": story(t)}, []string{"mien/mon-cas.md", "dans aucun dossier"}},
		"a document alone":  {map[string]string{"etapes/ma page.rtf": "x"}, []string{"mien/etapes/ma page.rtf", "traitement de texte"}},
		"a folder inside":   {map[string]string{"mon-contenu/etapes/appeler-client.md": step}, []string{"dans celui qu'il contient", "mien/mon-contenu"}},
		"steps left out":    {map[string]string{"echelle.md": withoutSteps(t, "appeler-client", "conciliation")}, []string{"mien/echelle.md", "appeler-client, conciliation", "contenu exporter"}},
		"a page's name":     {map[string]string{"etapes/Appeler-Client.md": step}, []string{"mien/etapes/Appeler-Client.md", "Renommez-le"}},
	} {
		_, err := Over([]string{laid(t, "mien", c.files)}, mistakeDay, Proofs{})
		var told Complaints
		if !errors.As(err, &told) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if strings.Contains(err.Error(), ownPages) {
			t.Errorf("%s: the program's pages are blamed:\n%s", name, err)
		}
		for _, words := range c.told {
			if said := filepath.ToSlash(err.Error()); !strings.Contains(said, words) {
				t.Errorf("%s: %q is not in\n%s", name, words, said)
			}
		}
	}
	if _, err := Over([]string{filepath.Join(t.TempDir(), "nulle-part")}, mistakeDay, Proofs{}); err == nil {
		t.Error("a folder that is not there is taken")
	}
}

// TestOverProves: what a folder changes of the ladder is proved, not taken for granted.
func TestOverProves(t *testing.T) {
	loop := own(t, "etapes/appeler-client.md", "→ contact : oral, réponse : refus", "→ contact : aucun")
	_, err := Over([]string{laid(t, "mien", map[string]string{"etapes/appeler-client.md": loop})}, mistakeDay, Proofs{})
	if err == nil || !strings.Contains(err.Error(), "appeler-client") {
		t.Errorf("a case goes round in circles: %v", err)
	}
}

// TestProofIsKept: a ladder is proved once by a program; one that is not sound is refused
// each time, and another program proves it anew.
func TestProofIsKept(t *testing.T) {
	proofs := Proofs{Dir: filepath.Join(t.TempDir(), "cache"), By: "ce programme"}
	kept := func() int {
		all, _ := os.ReadDir(proofs.Dir) //nolint:errcheck // not made yet
		return len(all)
	}
	again := func(files map[string]string) error {
		_, err := Over([]string{laid(t, "mien", files)}, mistakeDay, proofs)
		return err
	}
	loop := map[string]string{"etapes/appeler-client.md": own(t, "etapes/appeler-client.md", "→ contact : oral, réponse : refus", "→ contact : aucun")}
	for range 2 {
		if again(loop) == nil || kept() != 0 {
			t.Errorf("a ladder that goes round in circles is taken, or %d proofs are kept", kept())
		}
	}
	for range 2 {
		if err := again(map[string]string{"cas-pratiques/mon-cas.md": story(t)}); err != nil || kept() != 0 {
			t.Errorf("a case needs no proof: %d kept, %v", kept(), err)
		}
	}
	for range 2 {
		if err := again(map[string]string{"etapes/appeler-client.md": own(t, "etapes/appeler-client.md", "# ", "# D'abord, ")}); err != nil || kept() != 1 {
			t.Errorf("%d proofs kept, %v", kept(), err)
		}
	}
	l, _ := readLayers([]string{laid(t, "mien", loop)})
	circular, err := Read(l, mistakeDay)
	if err != nil {
		t.Fatal(err)
	}
	proofs.add(circular) // as if it had been proved
	if err := again(loop); err != nil {
		t.Errorf("what was proved is proved again: %v", err)
	}
	proofs.By = "un autre"
	if again(loop) == nil {
		t.Error("another program takes a proof it did not make")
	}
	for i := range 2 * mostProofs {
		proofs.By = strings.Repeat("x", i)
		if proofs.add(circular); kept() > mostProofs {
			t.Fatalf("%d proofs kept", kept())
		}
	}
}

// TestLayersAreAFileSystem holds the stack to what a file system is.
func TestLayersAreAFileSystem(t *testing.T) {
	l, wrong := readLayers([]string{laid(t, "mien", map[string]string{"cas-pratiques/mon-cas.md": story(t), "echelle.md": "# L'échelle\n"})})
	if wrong != nil {
		t.Fatal(wrong)
	}
	for _, name := range []string{"cas-pratiques/mon-cas.md", "echelle.md", "article.md", "cas-pratiques"} {
		if !fs.ValidPath(name) {
			t.Fatal(name)
		}
		if name == "cas-pratiques" {
			if list, err := l.ReadDir(name); err != nil || len(list) < 30 {
				t.Errorf("%d pages: %v", len(list), err)
			}
			continue
		}
		if text, err := fs.ReadFile(l, name); err != nil || len(text) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"../x", "/etc/passwd", "etapes/../echelle.md", "", "cas-pratiques/rien.md"} {
		if _, err := l.Open(name); err == nil {
			t.Errorf("%q opens", name)
		}
	}
}

// FuzzLayers: whatever two folders hold, each name is that of the topmost which has it,
// and is listed once.
func FuzzLayers(f *testing.F) {
	f.Add("a b", "b c")
	f.Add("", "a")
	f.Fuzz(func(t *testing.T, below, above string) {
		make := func(names, text string) *layer {
			l := &layer{pages: map[string][]byte{}, lists: map[string][]fs.DirEntry{"etapes": {}}, failed: map[string]error{}}
			for _, name := range strings.Fields(names) {
				if full := "etapes/" + name; fs.ValidPath(full) && !strings.Contains(name, "/") && l.pages[full] == nil {
					l.pages[full] = []byte(text + name)
					l.lists["etapes"] = append(l.lists["etapes"], fs.FileInfoToDirEntry(entry{name, 1}))
				}
			}
			return l
		}
		low, high := make(below, "1"), make(above, "2")
		l := layers{over: []*layer{low, high}}
		list, err := l.ReadDir("etapes")
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, e := range list {
			name := "etapes/" + e.Name()
			want := high.pages[name]
			if want == nil {
				want = low.pages[name]
			}
			if got, err := fs.ReadFile(l, name); err != nil || string(got) != string(want) || seen[name] {
				t.Errorf("%s: %q, %v", name, got, err)
			}
			seen[name] = true
		}
		for name := range high.pages {
			if !seen[name] {
				t.Errorf("%s is not listed", name)
			}
		}
	})
}

// BenchmarkOver is what a folder costs: 20 ms more than [Load] at most.
func BenchmarkOver(b *testing.B) {
	for name, files := range map[string]map[string]string{
		"a case":                {"cas-pratiques/mon-cas.md": story(b)},
		"the words of a step":   {"etapes/appeler-client.md": own(b, "etapes/appeler-client.md", "# ", "# D'abord, ")},
		"a step, proved before": nil,
	} {
		b.Run(name, func(b *testing.B) {
			dirs, proofs := []string{laid(b, "mien", files)}, Proofs{Dir: b.TempDir()}
			if files == nil {
				g, err := Load()
				if err != nil {
					b.Fatal(err)
				}
				if _, err := Begin(g, dirs[0], "etape", "proposer-un-avoir", mistakeDay); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				if _, err := Over(dirs, mistakeDay, proofs); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestPrintsOfAFolder: a folder may bring the fingerprints of the texts its author read,
// and they are no page of it; a content of its own has only these.
func TestPrintsOfAFolder(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("fondements/c-civ-1103.md", "# x\n")
	files, over, err := Prints([]string{dir})
	if err != nil || len(files) != 1 || files[0].Name != "" || !slices.Equal(over, []string{"c-civ-1103"}) {
		t.Errorf("without its own: %d files, %q, %v", len(files), over, err)
	}
	write("empreintes.csv", "article,empreinte,etat,source\n")
	if files, _, err = Prints([]string{dir}); err != nil || len(files) != 2 || files[1].Name != filepath.Join(dir, "empreintes.csv") {
		t.Errorf("with its own: %v, %v", files, err)
	}
	for _, section := range folders {
		write(section+"/_", "")
	}
	write("echelle.md", "")
	write("article.md", "")
	if files, _, err = Prints([]string{dir}); err != nil || len(files) != 1 || files[0].Name == "" {
		t.Errorf("of a whole content: %v, %v", files, err)
	}
}

// withoutSteps is the ladder of the program without some of its steps.
func withoutSteps(t *testing.T, steps ...string) string {
	t.Helper()
	var kept strings.Builder
	for line := range strings.Lines(own(t, "echelle.md", "# ", "# ")) {
		if !slices.ContainsFunc(steps, func(id string) bool { return strings.Contains(line, "/"+id+".md") }) {
			kept.WriteString(line)
		}
	}
	return kept.String()
}

// TestOwnPagesAreNotBlamed: a page of the program that no longer fits is told with the
// pages laid over it that are the cause, and one that no folder has is to be made in
// the folder that names it.
func TestOwnPagesAreNotBlamed(t *testing.T) {
	dir := laid(t, "mien", map[string]string{"etapes/cheque-impaye.md": own(t, "etapes/cheque-impaye.md", "- piece : cheque", "- piece : effet")})
	_, err := Over([]string{dir}, mistakeDay, Proofs{})
	if said := filepath.ToSlash(fmt.Sprint(err)); !strings.Contains(said, "C'est avec ce que vous posez dessus") || !strings.Contains(said, "mien/etapes/cheque-impaye.md. Corrigez-le") {
		t.Errorf("of a condition changed:\n%s", said)
	}
	lines := strings.Repeat("- [Mon étape](../etapes/mon-etape.md) — si elle convient\n", mostAlike+2)
	dir = laid(t, "mien", map[string]string{"etapes/appeler-client.md": own(t, "etapes/appeler-client.md", "## Voies voisines\n", "## Voies voisines\n"+lines)})
	_, err = Over([]string{dir}, mistakeDay, Proofs{})
	if said := filepath.ToSlash(fmt.Sprint(err)); strings.Contains(said, ownPages) || !strings.Contains(said, "mien/etapes/") || strings.Contains(said, "dire «") {
		t.Errorf("of a step taken away:\n%s", said)
	}
}

// TestLadderOfAnotherFolder: of two folders laid over one another, the ladder that counts
// is the one told to rank the steps of the other.
func TestLadderOfAnotherFolder(t *testing.T) {
	var dirs []string
	for _, name := range []string{"dessous", "dessus"} {
		dir := filepath.Join(t.TempDir(), name)
		if _, err := Begin(embeddedGuide(t), dir, "etape", "etape-du-"+name, mistakeDay); err != nil {
			t.Fatal(err)
		}
		dirs = append(dirs, dir)
	}
	_, err := Over(dirs, mistakeDay, Proofs{})
	said := filepath.ToSlash(fmt.Sprint(err))
	if !strings.Contains(said, "dessus/echelle.md: des étapes n'y sont pas") || !strings.Contains(said, "dessous/etapes/etape-du-dessous.md)") || strings.Contains(said, "\n") {
		t.Errorf("told:\n%s", said)
	}
}

// TestOverlay: a folder of a few pages is to be laid over, and a content that misses a
// piece is not.
func TestOverlay(t *testing.T) {
	if dir := laid(t, "un", map[string]string{"cas-pratiques/mon-cas.md": "# Rien"}); !Overlay(dir) {
		t.Error("a page is not laid over")
	}
	if dir := t.TempDir(); !Overlay(dir) || Overlay(filepath.Join(dir, "rien")) {
		t.Error("a folder without a page is not told as one to lay over, or one that is not there is")
	}
	whole := filepath.Join(t.TempDir(), "tout")
	if err := Export(whole); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(whole, "article.md")); err != nil || Overlay(whole) {
		t.Errorf("a content without its article is laid over: %v", err)
	}
	if err := os.Rename(filepath.Join(whole, "etapes"), filepath.Join(whole, "les etapes")); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFolder(whole, mistakeDay); err == nil || strings.Count(err.Error(), "\n") > 1 || !strings.Contains(err.Error(), "Renommez-le : etapes") {
		t.Errorf("a folder misnamed floods:\n%.600s", err)
	}
}

// TestCopiedExercise: a rank taken twice is told of the page laid over, wherever its name
// stands among those of the program.
func TestCopiedExercise(t *testing.T) {
	for _, name := range []string{"a-moi", "zz-moi"} {
		dir := filepath.Join(t.TempDir(), "mien")
		source, err := embedded.ReadFile("cas-pratiques/impaye.md")
		if err != nil {
			t.Fatal(err)
		}
		if err := newFile(filepath.Join(dir, "cas-pratiques", name+".md"), string(source)); err != nil {
			t.Fatal(err)
		}
		_, err = Over([]string{dir}, mistakeDay, Proofs{})
		if err == nil || strings.Contains(err.Error(), "contenu intégré") || !strings.Contains(err.Error(), name+".md") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
