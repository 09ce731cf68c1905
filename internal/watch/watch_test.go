package watch_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"

	"compromis/content/contenttest"
	"compromis/decision"
	"compromis/internal/watch"
)

// read is the state in which the pages of the content read their codes.
const read = decision.Day("2025-07-18")

// now is the day on which sources are read.
const now = decision.Day("2026-11-29")

func guide(t testing.TB) *decision.Guide {
	t.Helper()
	g, err := contenttest.Load()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// The articles of a reference, however it is written.
func TestCited(t *testing.T) {
	for reference, want := range map[string]string{
		"Code civil, article 1103":                                                    "code-civil/1103",
		"Code civil, articles 1231 à 1231-4":                                          "code-civil/1231 code-civil/1231-1 code-civil/1231-2 code-civil/1231-3 code-civil/1231-4",
		"Code de procédure civile, articles 1405 à 1407":                              "code-de-procedure-civile/1405 code-de-procedure-civile/1406 code-de-procedure-civile/1407",
		"Code de procédure civile, articles 1543 à 1545-1":                            "code-de-procedure-civile/1543 code-de-procedure-civile/1545-1",
		"Code de procédure civile, anciens articles 820 à 821 (abrogés)":              "code-de-procedure-civile/820 code-de-procedure-civile/821",
		"Code de procédure civile, article 54, 5°":                                    "code-de-procedure-civile/54",
		"Code de commerce, articles L. 441-10, II et D. 441-5":                        "code-de-commerce/L441-10 code-de-commerce/D441-5",
		"Code de la consommation, articles L. 212-2, R. 212-1 (5° et 6°)":             "code-de-la-consommation/L212-2 code-de-la-consommation/R212-1",
		"Code de la consommation, article liminaire":                                  "code-de-la-consommation/LIMINAIRE",
		"Code général des impôts, article 1635 bis Q":                                 "code-general-des-impots/1635BISQ",
		"Code monétaire et financier, articles L. 313-2 et D. 313-1-A":                "code-monetaire-et-financier/L313-2 code-monetaire-et-financier/D313-1-A",
		"Loi n° 89-462 du 6 juillet 1989, articles 7-1 et 24":                         "loi-n-89-462-du-6-juillet-1989/7-1 loi-n-89-462-du-6-juillet-1989/24",
		"Code civil, article 1799-1 ; décret n° 99-658 du 30 juillet 1999, article 1": "code-civil/1799-1 decret-n-99-658-du-30-juillet-1999/1",
		"Règlement (CE) n° 1896/2006":                                                 "",
		"Code civil, articles 1 à 900000":                                             "code-civil/1 code-civil/900000",
	} {
		var got []string
		for _, a := range watch.Cited(&decision.LegalBasis{ID: "x", Reference: reference}) {
			got = append(got, a.String())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q", reference, got)
		}
	}
	if all := watch.Cited(&decision.LegalBasis{ID: "cass-com-1", Reference: "Code civil, article 1103"}); len(all) > 0 {
		t.Errorf("a court decision cites %v", all)
	}
}

// Spaces and typography do not count, in the fingerprint of a text; letters and their
// case do.
func TestPrint(t *testing.T) {
	same := []string{
		"L’action est « prescrite » par deux ans : l’œuvre.", "L'action  est \"prescrite\"\n\npar deux ans: l'oeuvre.\n",
		"L'action est **« prescrite »** par deux ans : l'œuvre.", "L’action est «\u00a0prescrite\u00a0» par deux ans\u00a0: l’œuvre.",
	}
	for _, text := range same {
		if watch.Print(text) != watch.Print(same[0]) {
			t.Errorf("%q is another text", text)
		}
	}
	if watch.Print("e\u0301crit") != watch.Print("écrit") {
		t.Error("an accent written apart makes another text")
	}
	for _, text := range []string{"L’Action est « prescrite » par deux ans : l’œuvre.", "L’action est « prescrite » par trois ans : l’œuvre.", "L’action est prescrite par deux ans : l’oeuvre."} {
		if watch.Print(text) == watch.Print(same[0]) {
			t.Errorf("%q is the same text", text)
		}
	}
}

// put writes the files of a source.
func put(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// What is said below is invented: no text of law is in these tests.
const (
	before = "---\ntitle: \"Code civil\"\nlast_updated: \"2025-07-18\"\n---\n# Code civil\n\n## Livre III\n\n##### Article 1103\n\nUn accord fictif « lie »  ses auteurs.\n\n##### Article 1104\n\nOn joue franc jeu.\n\n##### Article 1231-5\n\nUne peine fictive se réduit.\n\n##### Article 1344\n\nOn somme une fois.\n\n##### Article 1344-1\n\nPuis le temps court.\n"
	after  = "---\ntitle: \"Code civil\"\nlast_updated: \"2026-10-01\"\n---\n# Code civil\n\n## Livre III\n\n##### Article 1103\n\nUn accord fictif \"lie\" ses\nauteurs.\n\n##### Article 1104\n\nOn joue franc jeu.\n\n##### Article 1231-5\n\nUne peine fictive ne se réduit plus.\n\n##### Article 1344\n\nOn somme une fois.\n"
)

// compared notes what was read in a source, then says what another tells.
func compared(t *testing.T, was, is string, state decision.Day) map[string]watch.Found {
	t.Helper()
	g := guide(t)
	wanted := articles(g)
	first, err := watch.Read(was, wanted, now)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[watch.Article]watch.Kept{}
	if watch.Note(g, kept, first, read) == 0 {
		t.Fatal("nothing was noted")
	}
	second, err := watch.Read(is, wanted, now)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]watch.Found{}
	for _, f := range watch.Compare(g, kept, second, state) {
		found[f.String()] = f
	}
	return found
}

func articles(g *decision.Guide) (all []watch.Article) {
	for a := range watch.Index(g) {
		all = append(all, a)
	}
	return all
}

// Of two states of a code, the articles that changed are named, and they alone, with
// what rests on them.
func TestTwoStates(t *testing.T) {
	found := compared(t, put(t, map[string]string{"code.md": before}), put(t, map[string]string{"code.md": after}), "")
	want := map[string]watch.Finding{
		"code-civil/1103": watch.Same, "code-civil/1104": watch.Same, "code-civil/1344": watch.Same,
		"code-civil/1231-5": watch.Changed, "code-civil/1344-1": watch.Gone,
		"code-civil/2224": watch.Missing, "code-de-commerce/L441-10": watch.Missing,
	}
	for a, finding := range want {
		if found[a].Finding != finding {
			t.Errorf("%s: %d, not %d", a, found[a].Finding, finding)
		}
	}
	again := 0
	for _, f := range found {
		if f.Finding == watch.Changed || f.Finding == watch.Gone {
			again++
		}
	}
	if again != 2 {
		t.Errorf("%d articles to read again", again)
	}
	g := guide(t)
	on := watch.On(g, found["code-civil/1344-1"].Bases)
	if !slices.Contains(on.Steps, "mettre-en-demeure") || !slices.Contains(on.Letters, "mise-en-demeure-consommateur") || len(on.Exercises) == 0 {
		t.Errorf("rests on it: %+v", on)
	}
	if f := found["code-civil/1231-5"]; f.Read != read || f.Held != "2026-10-01" || f.Name != "Code civil, article 1231-5" {
		t.Errorf("told as %+v", f)
	}
	for a, f := range compared(t, put(t, map[string]string{"code.md": before}), put(t, map[string]string{"code.md": after}), "2014-01-01") {
		if f.Finding == watch.Changed || f.Finding == watch.Gone || a == "code-civil/1231-5" && f.Finding != watch.Older {
			t.Errorf("an older source says of %s: %d", a, f.Finding)
		}
	}
}

// Copies of the same texts agree, whichever way they are laid out.
func TestLayouts(t *testing.T) {
	layouts := map[string]map[string]string{
		"bare lines": {"c.txt": "# Code civil\n\nTitre Ier : Le contrat\n\nArticle 1103\n\nUn accord fictif « lie » ses auteurs.\n\nTitre II : La suite\n\nArticle 1344\n\nOn somme une fois.\n\nArticle 1344-1\n\nPuis le temps court.\n"},
		"a file an article": {
			"codes/code-civil/livre-iii/article-1103.md": "# Article 1103\n\nUn accord fictif « lie » ses auteurs.\n", "codes/code-civil/README.md": "# Livre III\n",
			"codes/code-civil/livre-iii/article-1344.md": "# Article 1344\n\nOn somme une fois.\n", "codes/code-civil/livre-iii/article-1344-1.md": "# Article 1344-1\n\nPuis le temps court.\n",
		},
		"names of files alone": {
			"Article 1103 - Code civil.txt": "Article 1103\n\nUn accord fictif « lie » ses auteurs.\n", "code-civil-art-1344.md": "On somme une fois.\n", "code civil/1344-1.txt": "Puis le temps court.\n",
		},
		"a name and no title": {"Code civil.txt": "\ufeffArticle 1103\r\n\r\nUn accord fictif « lie » ses auteurs.\r\n\r\nArticle 1344\r\n\r\nOn somme une fois.\r\n\r\nArticle 1344-1\r\n\r\nPuis le temps court.\r\n"},
		"a title in words":    {"x.txt": "Code civil\n\nLivre III\n\nArt. 1103\n\nUn accord fictif « lie » ses auteurs.\n\nArticle 1344\n\nOn somme une fois.\n\nArticle 1344-1\n\nPuis le temps court.\n"},
		"two in a file": {
			"code-civil/article-1103.txt": "Article 1103\n\nUn accord fictif « lie » ses auteurs.\n\nArticle 1344\n\nOn somme une fois.\n", "code-civil/article-1344-1.md": "# Article 1344-1\n\nPuis le temps court.\n",
		},
		"as a site shows it": {"Code civil.txt": "Code civil\n\nDernière mise à jour des données de ce code : 01 octobre 2026\n\nArticle 1103\nVersion en vigueur depuis le 01 octobre 2016\n\nModifié par Ordonnance n°2016-131 du 10 février 2016 - art. 2\n\nUn accord fictif « lie » ses auteurs.\n\nNOTA :\n\nUne note n'est pas la loi.\n\nVersions\nLiens relatifs\nArticle 1344\nVersion en vigueur depuis le 1er octobre 2016\n\nOn somme une fois.\n\nArticle 1344-1\n\nPuis le temps court.\n"},
		"names under a rule": {
			"code civil/Livre III/Article 1103.md": "Article 1103\n----\nUn accord fictif « lie »\nses auteurs.\n",
			"code civil/Livre III/Article 1344.md": "Article 1344\n----\nOn somme une fois.\n", "code civil/Livre III/Article 1344-1.md": "Article 1344-1\n----\nPuis le temps court.\n",
		},
	}
	for name, files := range layouts {
		found := compared(t, put(t, map[string]string{"code.md": before}), put(t, files), "2026-10-01")
		for _, a := range []string{"code-civil/1103", "code-civil/1344", "code-civil/1344-1"} {
			if found[a].Finding != watch.Same {
				t.Errorf("%s: %s: %d", name, a, found[a].Finding)
			}
		}
		if found["code-civil/1231-5"].Finding != watch.Gone {
			t.Errorf("%s: what is not there: %d", name, found["code-civil/1231-5"].Finding)
		}
	}
}

// What Windows writes, in its own alphabet or in UTF-16, is the same text.
func TestAlphabets(t *testing.T) {
	const text = "Code civil\n\nArticle 1103\n\nUn accord fictif « lie » ses auteurs, même à l’été.\n"
	units := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		units = append(units, byte(u), byte(u>>8))
	}
	western := strings.NewReplacer("«", "\xab", "»", "\xbb", "ê", "\xea", "à", "\xe0", "é", "\xe9", "’", "\x92").Replace(text)
	for name, written := range map[string]string{"UTF-16": string(units), "Windows-1252": western, "a mark": "\ufeff" + text, "a Mac": norm.NFD.String(text)} {
		was := put(t, map[string]string{"c.md": "---\ntitle: \"Code civil\"\nlast_updated: \"2025-07-18\"\n---\n" + strings.TrimPrefix(text, "Code civil\n")})
		if got := compared(t, was, put(t, map[string]string{"c.txt": written}), "2026-10-01")["code-civil/1103"].Finding; got != watch.Same {
			t.Errorf("%s: %d", name, got)
		}
	}
}

// Of an excerpt of a code, what is not there is not gone, and what it covers is told; a
// code that lost most of what was read is still whole by all it holds.
func TestExcerpt(t *testing.T) {
	alone := put(t, map[string]string{"code-civil/article-1103.md": "Un accord fictif « lie » ses auteurs.\n"})
	for a, f := range compared(t, put(t, map[string]string{"code.md": before}), alone, "2026-10-01") {
		if want := a == "code-civil/1103"; f.Finding == watch.Gone || want != (f.Finding == watch.Same) {
			t.Errorf("%s: %d", a, f.Finding)
		}
	}
	source, err := watch.Read(alone, articles(guide(t)), now)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[watch.Article]watch.Kept{}
	for _, a := range articles(guide(t)) {
		kept[a] = watch.Kept{Print: "x", State: read}
	}
	for _, c := range watch.Covered(guide(t), kept, source, "2026-10-01") {
		if c.Here != (c.Work == "Code civil") || c.Here && (c.There != 1 || c.Cited < 100 || c.Whole || c.State != "2026-10-01") {
			t.Errorf("covers %+v", c)
		}
	}
	var rest strings.Builder
	for i := range 60 {
		fmt.Fprintf(&rest, "##### Article %d\n\nAutre.\n\n", 9000+i)
	}
	found := compared(t, put(t, map[string]string{"code.md": before}), put(t, map[string]string{"code.md": "# Code civil\n\n" + rest.String()}), "2026-10-01")
	if got := found["code-civil/1103"].Finding; got != watch.Gone {
		t.Errorf("gone from a whole code: %d", got)
	}
}

// What cannot be read as a text, and what says nowhere of which code it is, are named;
// a state to come is none.
func TestWhatIsLeftAside(t *testing.T) {
	source, err := watch.Read(put(t, map[string]string{
		"a.docx": "x", "b.pdf": "x", "code-civil.txt": "{\\rtf1 Article 1103}", "article-1103.md": "Fictif.\n", "c.md": "# Article 1344\n\nFictif.\n",
		"d.md": "---\ntitle: \"Code civil\"\nlast_updated: \"2062-01-01\"\n---\n# Article 1104\n\nFictif.\n", "~$a.docx": "x",
	}), articles(guide(t)), now)
	slices.Sort(source.Foreign)
	slices.Sort(source.Unplaced)
	if err != nil || fmt.Sprint(source.Foreign, source.Unplaced) != "[a.docx b.pdf code-civil.txt] [article-1103.md c.md]" {
		t.Errorf("%v, %q, %q", err, source.Foreign, source.Unplaced)
	}
	if source.States["code-civil"] != "" || len(source.Prints) != 1 {
		t.Errorf("a state to come: %+v", source)
	}
}

// A copy that keeps several versions of an article changes when it gains one, not when
// it tells them in another order.
func TestSeveralVersions(t *testing.T) {
	const one, two, three = "##### Article 1103\n\nUn.\n\n", "##### Article 1103\n\nDeux.\n\n", "##### Article 1103\n\nTrois.\n\n"
	code := func(articles ...string) string {
		return put(t, map[string]string{"c.md": "# Code civil\n\n" + strings.Join(articles, "")})
	}
	for _, test := range []struct {
		is   string
		want watch.Finding
	}{{code(two, one), watch.Same}, {code(one, two, three), watch.Changed}, {code(two), watch.Changed}} {
		if got := compared(t, code(one, two), test.is, "2026-10-01")["code-civil/1103"].Finding; got != test.want {
			t.Errorf("%d, not %d", got, test.want)
		}
	}
}

// Nothing is noted but what pages say to have read in that very state, and the file
// reads back as it was written.
func TestPrintsAreKept(t *testing.T) {
	g := guide(t)
	source, err := watch.Read(put(t, map[string]string{"code.md": before, "cpc.md": "# Code de procédure civile\n\n## Article 1411\n\nFictif.\n"}), articles(g), now)
	if err != nil {
		t.Fatal(err)
	}
	kept := map[watch.Article]watch.Kept{}
	if n := watch.Note(g, kept, source, "2025-07-19"); n != 0 {
		t.Errorf("%d noted of another day", n)
	}
	if watch.Note(g, kept, source, read); len(kept) != 5 {
		t.Errorf("noted: %v", kept) // 1411 was read in a later state
	}
	var file bytes.Buffer
	if err := watch.WritePrints(&file, kept); err != nil {
		t.Fatal(err)
	}
	again, err := watch.ReadPrints(&file)
	if err != nil || fmt.Sprint(again) != fmt.Sprint(kept) {
		t.Errorf("read back: %v, %v", again, err)
	}
	for _, bad := range []string{"", "a,b\n", "article,empreinte,etat,source\ncode-civil/1103,zz,2025-07-18,miroir\n", "article,empreinte,etat,source\nx\n"} {
		if _, err := watch.ReadPrints(strings.NewReader(bad)); !errors.Is(err, watch.ErrPrints) {
			t.Errorf("%q is read as fingerprints: %v", bad, err)
		}
	}
}

// A folder that wants to harm costs little and tells nothing.
func TestHostileSource(t *testing.T) {
	g := guide(t)
	dir := put(t, map[string]string{
		"long.md":     "# Code civil\n\n##### Article 1103\n\n" + strings.Repeat("x", 3<<20),
		"zeros.md":    "# Code civil\n\n##### Article 1104\n\n" + strings.Repeat("a\n", 2<<20),
		"nul.md":      "\x00\x00\xff\xfe# Code civil",
		"\x1b[31m.md": "---\ntitle: \"Code civil\"\nlast_updated: \"2026-99-99\"\n---\n##### Article 1344\n\n\x1b[31mrouge\n",
	})
	if err := os.Symlink("/etc", filepath.Join(dir, "code-civil")); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	source, err := watch.Read(dir, articles(g), now)
	if err != nil || len(source.Skipped) != 2 || len(source.Prints) != 1 {
		t.Errorf("%v, %d skipped, %d prints", err, len(source.Skipped), len(source.Prints))
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %s", took)
	}
	if _, err := watch.Read(filepath.Join(dir, "absent"), articles(g), now); err == nil {
		t.Error("a folder that is not there is read")
	}
}

// FuzzPrints: no file of fingerprints makes the reader fail otherwise than by saying so.
func FuzzPrints(f *testing.F) {
	f.Add("article,empreinte,etat,source\ncode-civil/1103," + strings.Repeat("a", 64) + ",2025-07-18,miroir\n")
	f.Fuzz(func(t *testing.T, text string) {
		if kept, err := watch.ReadPrints(strings.NewReader(text)); err == nil {
			var file bytes.Buffer
			if err := watch.WritePrints(&file, kept); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// FuzzSource: whatever a file of a source holds, it is read to the end or named.
func FuzzSource(f *testing.F) {
	f.Add(before)
	f.Add("# Code civil\nArticle 1103\n")
	g, err := contenttest.Load()
	if err != nil {
		f.Fatal(err)
	}
	wanted := articles(g)
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := watch.Read(put(t, map[string]string{"c.md": text, "code-civil/article-1103.txt": text}), wanted, now); err != nil {
			t.Error(err)
		}
	})
}
