package content

import (
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"compromis/decision"
)

func embeddedGuide(t testing.TB) *decision.Guide {
	t.Helper()
	g, err := Read(embedded, mistakeDay)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// accepted are the remarks of Check that were looked at and kept: the step is
// the same, but something else is not.
var accepted = map[string]string{
	"cause: retard-livraison and rupture-stock": "the sheet of the cause and its time limits",
	"contrat: ordinaire and telecom":            "the limitation period",
	"ccag: non and memoire-fait":                "the words",
	"reproche: infonde and solution-proposee":   "the words",
	"tiers: echec and accord":                   "the summary of the case",
}

// TestContentIsSound is what « compromis verifier » proves.
func TestContentIsSound(t *testing.T) {
	proof, err := Verify(embeddedGuide(t))
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]bool{}
	for _, r := range proof.Remarks {
		pair := fmt.Sprintf("%s: %s and %s", r.Question.Fact, r.Values[0], r.Values[1])
		if made[pair] = true; accepted[pair] == "" {
			t.Errorf("%s lead to the same place everywhere", pair)
		}
	}
	for pair := range accepted {
		if !made[pair] {
			t.Errorf("%s: the remark is no longer made", pair)
		}
	}
}

// words goes through every text a reader may see, with where it was found.
func words(t testing.TB, each func(where, text string)) {
	var visit func(where string, v reflect.Value)
	visit = func(where string, v reflect.Value) {
		switch said := v.Interface().(type) {
		case decision.Line:
			each(where, said.String())
			return
		case string:
			each(where, said)
			return
		}
		switch v.Kind() {
		case reflect.Slice:
			for i := range v.Len() {
				visit(where, v.Index(i))
			}
		case reflect.Struct:
			if pos := v.FieldByName("Pos"); pos.IsValid() {
				where = pos.String()
			}
			for i := range v.NumField() {
				if f := v.Type().Field(i); f.IsExported() && !isName(f.Name) && f.Type != reflect.TypeFor[time.Time]() {
					visit(where+" "+f.Name, v.Field(i))
				}
			}
		}
	}
	visit("", reflect.ValueOf(embeddedGuide(t)).Elem())
}

// isName says that a field holds a name or an address, which nobody reads.
func isName(field string) bool {
	switch field {
	case "ID", "Pos", "Basis", "Link", "Ladder":
		return true
	}
	return false
}

// faults of typography, with what each is.
var faults = []struct {
	name    string
	pattern *regexp.Regexp
}{
	{"straight apostrophe or quote", regexp.MustCompile(`['"]`)},
	{"ordinary space before a sign", regexp.MustCompile(` [;:!?»%€]`)},
	{"no space before a sign", regexp.MustCompile(`[\pL\d][;!?»€%]`)},
	{"ordinary space after «", regexp.MustCompile(`« `)},
	{"two spaces", regexp.MustCompile(`[  ]{2}`)},
	{"narrow space", regexp.MustCompile("\u202f")},
	{"space before a comma or a full stop", regexp.MustCompile(`[  ][,.)]`)},
	{"three dots", regexp.MustCompile(`\.\.\.`)},
	{"tutoiement", regexp.MustCompile(`(?i)(^|[^\pL])(tu|toi|ton|ta|tes|t’as|t’es)([^\pL-]|$)`)},
	{"amount without its spaces", regexp.MustCompile(`\d{4,}(,\d+)?[  ]?€`)},
	{"thousands parted by an ordinary space", regexp.MustCompile(`\d \d{3}([^\d]|$)`)},
	{"cents that are not two", regexp.MustCompile(`,(\d|\d{3,})[  ]€`)},
	{"unit parted by an ordinary space", regexp.MustCompile(`\d (ans?|mois|jours?|euros?|%)([^\pL]|$)`)},
	{"article parted by an ordinary space", regexp.MustCompile(`(^|[^\pL])(art\.|[LRD]\.|n°|§) `)},
	{"markup left over", regexp.MustCompile(`\*\*|\]\(|&[a-z]+;|<[a-z/]`)},
}

// tone is « le ton », which is a noun and says « tu » to nobody.
var tone = regexp.MustCompile(`(?i)(^|[^\pL])(le|du|au|un|ce|quel) ton([^\pL-]|$)`)

func TestTypographyOfEveryText(t *testing.T) {
	seen := 0
	words(t, func(where, text string) {
		seen++
		for _, f := range faults {
			if at := f.pattern.FindString(tone.ReplaceAllString(text, "$1$2$3")); at != "" {
				t.Errorf("%s: %s, %q in %q", where, f.name, at, text)
			}
		}
		if text != strings.TrimSpace(text) {
			t.Errorf("%s: space around %q", where, text)
		}
	})
	if seen < 6000 {
		t.Errorf("only %d texts seen", seen)
	}
}

var dates = regexp.MustCompile(`\d+/\d+/\d+`)

func TestDatesAreDays(t *testing.T) {
	seen := 0
	words(t, func(where, text string) {
		for _, d := range dates.FindAllString(text, -1) {
			if _, err := time.Parse("02/01/2006", d); err != nil {
				t.Errorf("%s: %s is not a day", where, d)
			}
			seen++
		}
	})
	if seen < 250 {
		t.Errorf("only %d dates seen", seen)
	}
}

// TestForbiddenAddress: the European platform closed on 20/07/2025.
func TestForbiddenAddress(t *testing.T) {
	seen := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".csv") {
			return err
		}
		source, err := os.ReadFile(name)
		if strings.Contains(strings.ToLower(string(source)), "ec.europa.eu/consumers/odr") {
			t.Errorf("%s links to a platform that is closed", name)
		}
		seen++
		return err
	})
	if err != nil || seen < 400 {
		t.Errorf("%d files seen: %v", seen, err)
	}
}

// TestShortTexts holds in 80 columns what must be seen at a glance.
func TestShortTexts(t *testing.T) {
	g := embeddedGuide(t)
	short := func(pos, what, text string, most int) {
		if n := utf8.RuneCountInString(text); n == 0 || n > most {
			t.Errorf("%s: %s has %d characters, 1 to %d wanted: %s", pos, what, n, most, text)
		}
	}
	for _, s := range g.Steps {
		short(s.Pos, "the title", s.Title, 60)
		for name, text := range map[string]string{
			"Coût": s.Brief.Cost, "Délai": s.Brief.Time, "Valeur": s.Brief.Worth,
			"Initiative": s.Brief.Initiative, "Confidentialité": s.Brief.Privacy,
		} {
			short(s.Pos, name, text, 80)
		}
	}
	for _, q := range g.Questions {
		short(q.Pos, "the title", q.Title, 60)
		short(q.Pos, "the short name", q.Name, 20)
		for _, o := range q.Options {
			short(q.Pos, "the label of "+string(o.Value), o.Label, 60)
		}
		for _, w := range q.Wording {
			if w.Title != "" {
				short(w.Pos, "the title", w.Title, 60)
			}
			for _, o := range w.Options {
				short(w.Pos, "the label of "+string(o.Value), o.Label, 60)
			}
		}
	}
	for _, p := range g.Phases {
		short(p.Pos, "the name", p.Name, 40)
	}
	for _, l := range g.TimeLimits {
		short(l.Source.Pos, "what starts the limit", l.Since, 60)
		short(l.Source.Pos, "what is to be done", l.Do, 80)
	}
	for _, b := range g.Bases {
		short(b.Pos, "the title", b.Title, 60)
	}
	for _, c := range g.Causes {
		short(c.Pos, "the title", c.Title, 60)
	}
	for _, e := range g.Exercises {
		short(e.Pos, "the title", e.Title, 60)
	}
	for _, c := range g.Article.Corrections {
		short(c.Pos, "the title", c.Title, 60)
	}
}

// TestEveryRubricIsWritten: an empty one would show as a title with nothing.
func TestEveryRubricIsWritten(t *testing.T) {
	g := embeddedGuide(t)
	for _, s := range g.Steps {
		for name, n := range map[string]int{
			"Summary": len(s.Summary), "When": len(s.When), "WhyNow": len(s.WhyNow), "HowTo": len(s.HowTo),
			"Documents": len(s.Documents), "Pitfalls": len(s.Pitfalls), "Bases": len(s.Bases),
			"Outcomes": len(s.Outcomes), "Neighbours": len(s.Neighbours),
		} {
			if n == 0 {
				t.Errorf("%s: %s is empty", s.Pos, name)
			}
		}
	}
	for _, q := range g.Questions {
		if len(q.Help) == 0 || len(q.Why) == 0 || len(q.Unsure) == 0 || len(q.Options) < 2 {
			t.Errorf("%s: something is missing", q.Pos)
		}
	}
	for _, e := range g.Exercises {
		if len(e.Story) == 0 || len(e.Answers) == 0 {
			t.Errorf("%s: no story or no answers", e.Pos)
		}
	}
	for _, c := range g.Article.Corrections {
		if c.Said == "" || c.Verdict == "" || len(c.Law) == 0 || len(c.Bases) == 0 {
			t.Errorf("%s: something is missing", c.Pos)
		}
	}
}
