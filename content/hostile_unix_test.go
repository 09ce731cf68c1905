//go:build !windows

package content

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"compromis/internal/french"
)

// stranger is a folder somebody sent: what he did to a sound one, and what must
// be said of it.
type stranger struct {
	name string
	do   func(t *testing.T, in func(string) string)
	told string
}

func file(name, text string) func(*testing.T, func(string) string) {
	return func(t *testing.T, in func(string) string) {
		t.Helper()
		must(t, os.RemoveAll(in(name)))
		must(t, os.WriteFile(in(name), []byte(text), 0o600))
	}
}

// added puts words at the end of the page of a step.
func added(words string) func(*testing.T, func(string) string) {
	return func(t *testing.T, in func(string) string) {
		t.Helper()
		page, err := os.ReadFile(in("etapes/appeler.md"))
		must(t, err)
		must(t, os.WriteFile(in("etapes/appeler.md"), append(page, "\n\n"+words+"\n"...), 0o600))
	}
}

func link(name, to string) func(*testing.T, func(string) string) {
	return func(t *testing.T, in func(string) string) {
		t.Helper()
		must(t, os.RemoveAll(in(name)))
		must(t, os.Symlink(to, in(name)))
	}
}

func pipe(name string) func(*testing.T, func(string) string) {
	return func(t *testing.T, in func(string) string) {
		t.Helper()
		must(t, os.RemoveAll(in(name)))
		must(t, syscall.Mkfifo(in(name), 0o600))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// lines repeats signs, in lines as long as are admitted, up to 250 kB.
func lines(signs string) string {
	line := strings.Repeat(signs, 4000/len(signs)) + "\n"
	return strings.Repeat(line, 250_000/len(line))
}

var strangers = []stranger{
	{"a pipe for a page", pipe("etapes/appeler.md"), "etapes/appeler.md: ce n’est pas un fichier ordinaire"},
	{"a pipe for the ladder", pipe("echelle.md"), "echelle.md: ce n’est pas"},
	{"a pipe for a table", pipe("baremes/delais.csv"), "baremes/delais.csv: ce n’est pas"},
	{"a pipe for a folder", pipe("causes"), "causes: ce n’est pas"},
	{"zeros without end", link("article.md", "/dev/zero"), "article.md: ce lien mène hors du répertoire"},
	{"a secret", link("etapes/b.md", "/etc/passwd"), "etapes/b.md: ce lien mène hors"},
	{"a link to itself", link("etapes/b.md", "b.md"), "etapes/b.md: ce lien tourne en rond"},
	{"a folder linked to its parent", link("causes", "."), "causes/article.md:8: ce lien ne mène à aucune page"},
	{"a folder outside", link("causes", "/"), "causes: ce lien mène hors"},
	{"a folder for a page", func(t *testing.T, in func(string) string) {
		must(t, os.RemoveAll(in("article.md")))
		must(t, os.Mkdir(in("article.md"), 0o700))
	}, "article.md: c’est un répertoire"},
	{"a giga of nothing", func(t *testing.T, in func(string) string) { must(t, os.Truncate(in("article.md"), 1<<30)) }, "article.md: ce fichier est trop gros"},
	{"many files", func(t *testing.T, in func(string) string) {
		for i := range 2000 {
			must(t, os.WriteFile(in(fmt.Sprintf("fondements/f%d.md", i)), nil, 0o600))
		}
	}, "fondements: ce répertoire contient trop de fichiers"},
	{"many big files", func(t *testing.T, in func(string) string) {
		for i := range 100 {
			must(t, os.WriteFile(in(fmt.Sprintf("fondements/f%d.md", i)), []byte(strings.Repeat("\n", 200_000)), 0o600))
		}
	}, "les fichiers de ce répertoire sont trop gros ensemble"},
	{"deep folders", func(t *testing.T, in func(string) string) {
		must(t, os.MkdirAll(in("causes/"+strings.Repeat("d/", 500)), 0o700))
		must(t, os.Remove(in("echelle.md")))
	}, "echelle.md: cette page manque"},
	{"faults", added(lines("#\n")), "fautes. Voici les 100 premières"},
	{"brackets", added(lines("[")), "sous « Voies voisines »"},
	{"brackets that shut", added(lines("[") + lines("]")), "etapes/appeler.md: ce fichier est trop gros"},
	{"stars", added(lines("*")), "un trait n'est pas admis"},
	{"nested bold", added(lines("**a *b ")), "l'un dans l'autre"},
	{"links not closed", added(lines("[a](")), "écrivez l'adresse seule"},
	{"links in links", added("[[[a](b.md)](b.md)](b.md)"), "un lien ne peut pas en contenir un autre"},
	{"ampersands", added(lines("&a")), "sous « Voies voisines »"},
	{"nested quotes", added(lines("> ")), "une citation"},
	{"nested lists", added(lines("- * ")), "un point de liste tient en un seul paragraphe"},
	{"a line without end", added(strings.Repeat("a ", 10_000)), "cette ligne dépasse"},
	{"a quote without end", file("baremes/delais.csv", `"`+strings.Repeat("x,", 100_000)), "cette ligne dépasse"},
	{"rows", func(t *testing.T, in func(string) string) {
		table, err := os.ReadFile(in("baremes/seuils.csv"))
		must(t, err)
		head, rows, _ := strings.Cut(string(table), "\n")
		row, _, _ := strings.Cut(rows, "\n")
		must(t, os.WriteFile(in("baremes/seuils.csv"), []byte(head+"\n"+strings.Repeat(row+"\n", 2500)), 0o600))
	}, "ce tableau a plus de 1000 lignes"},
	{"two marks", file("article.md", "\ufeff\ufeff# Titre\n"), "(U+FEFF) commence cette ligne"},
	{"UTF-16", file("article.md", "\xff\xfe#\x00 \x00T\x00"), "est en UTF-16"},
	{"zeros", file("article.md", "# T\n\n\x00"), "article.md:3: un signe qui ne se voit pas (U+0000)"},
	{"broken UTF-8", file("article.md", "# T\n\xc3("), "article.md:2: ce fichier n'est pas en UTF-8"},
	{"turned writing", added("a\u202eb"), "(U+202E) suit « a »"},
	{"turned writing by its number", added("a&#x202e;b"), "est le signe U+202E"},
	{"an order to the terminal", added("\x1b]8;;https://a\x07b\x1b[2J"), "(U+001B) commence"},
	{"an order of eight bits", added("a\u009b2J"), "U+009B"},
	{"no width", added("a\u200bb"), "U+200B"},
	{"private use", added("\ue000"), "U+E000"},
	{"tags", added("a\U000E0041"), "U+E0041"},
	{"a name that orders", file("etapes/a\x1b[31m\u202eb.md", "# T"), "ce nom de fichier n'est pas un identifiant"},
	{"a name that sounds", file("etapes/\a.md", "# T"), "Renommez-le : page.md"},
	{"nothing", func(t *testing.T, in func(string) string) { must(t, os.RemoveAll(in("."))) }, "il n’est plus là"},
}

// TestStrangers: nothing in a folder that somebody sent keeps the reader waiting,
// fills the memory, or reaches the terminal as an order. What is wrong is said,
// with the file. The measure is all that was allocated, freed or not.
func TestStrangers(t *testing.T) {
	const most = 100 << 20
	for _, s := range strangers {
		t.Run(s.name, func(t *testing.T) {
			dir := t.TempDir()
			must(t, os.CopyFS(dir, base(t)))
			s.do(t, func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) })
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := ReadFolder(dir, mistakeDay)
			runtime.ReadMemStats(&after)
			var told Complaints
			if !errors.As(err, &told) || !strings.Contains(err.Error(), s.told) {
				t.Fatalf("told %.2000v", err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > most {
				t.Errorf("allocated %d MB", used>>20)
			}
			_, over := Over([]string{dir}, mistakeDay, Proofs{})                                                // laid over the program's content, the same
			if !errors.As(over, &told) || !strings.Contains(over.Error(), s.told) && s.name != "deep folders" { // without its ladder, another shows through
				t.Errorf("laid over: %.2000v", over)
			}
			if at, sign, found := french.Hidden(err.Error() + over.Error()); found {
				t.Errorf("the complaint itself holds %U at %d", sign, at)
			}
			if len(err.Error()) > 1<<20 {
				t.Errorf("%d bytes of complaints", len(err.Error()))
			}
		})
	}
}

// TestReadingIsLinear: ten times more of any sign takes about ten times longer,
// not a hundred.
func TestReadingIsLinear(t *testing.T) {
	const once = 2000
	for _, signs := range []string{"[", "]", "[a]", "[]", "*a*", "*a*_b_", "**a** ", "*a _b ", "&", "&a", "&amp;", "<", "\\", "\\[", "!", "![", "_a", "[a](https://x) ", "((", "1 ", "'", "é", "e\u0301"} {
		spent := func(times int) time.Duration {
			text, least := strings.Repeat(signs, times), time.Duration(1<<62)
			for range 5 {
				start := time.Now()
				r := reader{}
				p := page{reader: &r, name: "a.md"}
				line(p.spans(r.composed("a.md", text), 1))
				least = min(least, time.Since(start))
			}
			return least
		}
		small, big, slow := time.Duration(0), time.Duration(0), true
		for tries := 0; slow && tries < 8; tries++ { // others may want the machine meanwhile
			small, big = spent(once), spent(20*once)
			slow = big > 100*small+20*time.Millisecond
		}
		if slow {
			t.Errorf("%q: %v for %d, %v for twenty times more", signs, small, once, big)
		}
	}
}
